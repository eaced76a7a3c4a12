/**
 * A small web shop with a JSON API: customers changed since a time, orders that know idempotency keys, shipments that do
 * not, signed webhooks; callers prove themselves in one of many ways (`simulator-logins.ts`). It misbehaves on demand.
 * The API is invented for this project, in the manner of common ones; there is no document of a vendor.
 */
import { createHmac } from 'node:crypto'

import { systemClock, type Clock } from '../../../engine/values/clock.ts'
import {
  faultPlan,
  htmlReply,
  jsonReply,
  startHttp,
  type HttpFront,
  type Misbehaviour,
  type SimulatedReply,
  type SimulatedRequest,
  type SimulatedTls,
  type TransportFault,
} from '../../simulator.ts'
import { giveFile, takeFile } from './simulator-files.ts'
import { listPage } from './simulator-lists.ts'
import { loginDesk, type LoginDesk, type ShopLogins } from './simulator-logins.ts'

/** What the shop starts with. */
export interface SimulatorOptions extends ShopLogins {
  /** 0, the default, takes a free one. */
  readonly port?: number
  readonly clock?: Clock
  readonly tls?: SimulatedTls
  readonly customers?: readonly ShopCustomer[]
  /** Origin that the shop gives in addresses of next pages, in place of its own. */
  readonly pagesAt?: string
  /** Calls that are told to be left, and what is told of when there will be more. */
  readonly rateLimit?: { readonly calls: number; readonly reset: string }
}

/** A customer as the API writes it. */
export interface ShopCustomer {
  readonly id: string
  readonly name: { readonly first: string; readonly last: string }
  readonly phones: readonly string[]
  /** RFC 3339 in UTC, with as many digits as the shop likes. */
  readonly updatedAt: string
  readonly deleted?: boolean
}

/** An answer in place of the work. */
export type StrangeReply =
  /** 200 with a page in HTML. */
  | 'htmlPage'
  | 'redirect'
  /** 200 with a body that says that the token has expired. */
  | 'tokenExpired'
  /** 403. */
  | 'forbidden'
  /** 400 that repeats the request's headers as its words. */
  | 'echo'
  /** 200 with a no in the body. */
  | 'noInSuccess'
  /** 503 with `Retry-After` as a date, half a minute from now. */
  | 'maintenance'

/** An order as the shop keeps it. */
export interface ShopOrder {
  readonly orderId: string
  readonly reference: string
  readonly state: 'open' | 'shipped'
  /** Digits. */
  readonly totalRial: string
  readonly note?: string
  readonly shipments: number
}

/** A webhook call, ready to be posted. */
export interface WebhookCall {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** A running shop; operations are `token`, `session`, `ping`, `listCustomers`, `pages`, `takeFile`, `giveFile`, `createOrder`, `showOrder`, `shipOrder`. */
export interface ShopSimulator extends Omit<HttpFront, 'misbehave'> {
  readonly baseUrl: string
  readonly tokenUrl: string
  misbehave(misbehaviour: Misbehaviour<TransportFault | StrangeReply>): void
  /** From now on no token given out so far is accepted. */
  revokeTokens(): void
  /** Body and headers of a webhook call, signed as the shop signs. */
  webhook(event: unknown, secret: string, at?: Date): WebhookCall
  /** Changes what the shop knows of an order. */
  setOrder(order: ShopOrder): void
  state(): {
    readonly orders: readonly ShopOrder[]
    readonly tokensIssued: number
    readonly received: readonly SimulatedRequest[]
  }
}

interface Shop {
  readonly clock: Clock
  readonly options: SimulatorOptions
  readonly orders: Map<string, ShopOrder>
  readonly ordersByKey: Map<string, string>
  readonly desk: LoginDesk
  readonly received: SimulatedRequest[]
  callsLeft: number
}

/** Starts the shop on a loopback port. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<ShopSimulator> {
  const { port = 0, clock = systemClock } = options
  const shop: Shop = {
    clock,
    options,
    orders: new Map(),
    ordersByKey: new Map(),
    desk: loginDesk(options, clock),
    received: [],
    callsLeft: options.rateLimit?.calls ?? 0,
  }
  const strange = faultPlan<StrangeReply>()
  const front = await startHttp({
    port,
    clock,
    ...(options.tls && { tls: options.tls }),
    largestBody: 64 * 1_048_576,
    operationOf: (request) => routeOf(request)?.operation,
    answer: (request) => {
      shop.received.push(request)
      const route = routeOf(request)
      if (!route) return no(404, 'NO_ROUTE', 'there is no such address')
      const planned = strange.next(route.operation)
      return planned ? strangeReplies[planned.kind](request, clock.now()) : answered(shop, route, request)
    },
  })
  return {
    ...front,
    baseUrl: `${front.url}/api`,
    tokenUrl: `${front.url}/oauth/token`,
    misbehave: ({ kind, ...more }) =>
      isStrange(kind) ? strange.plan({ kind, ...more }) : front.misbehave({ kind, ...more }),
    revokeTokens: () => shop.desk.revoke(),
    webhook: (event, secret, at = clock.now()) => signed(event, secret, at),
    setOrder: (order) => void shop.orders.set(order.orderId, order),
    state: () => ({
      orders: [...shop.orders.values()],
      tokensIssued: shop.desk.issued(),
      received: [...shop.received],
    }),
  }
}

function signed(event: unknown, secret: string, at: Date): WebhookCall {
  const body = JSON.stringify(event)
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return { body, headers: { 'x-shop-timestamp': timestamp, 'x-shop-signature': `sha256=${signature}` } }
}

const strangeReplies: Readonly<
  Record<StrangeReply, (request: SimulatedRequest, now: Date) => SimulatedReply>
> = {
  maintenance: (_request, now) => ({
    status: 503,
    headers: { 'retry-after': new Date(now.getTime() + 30_000).toUTCString() },
  }),
  htmlPage: () => htmlReply(200, '<!DOCTYPE html><html><body>Log in</body></html>'),
  redirect: () => ({ status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' } }),
  tokenExpired: () => jsonReply(200, { error: 'token_expired' }),
  forbidden: () => no(403, 'FORBIDDEN', 'not with this client'),
  echo: ({ headers, body }) => no(400, 'ECHO', `${JSON.stringify(headers)} ${body}`),
  noInSuccess: () => jsonReply(200, { ok: false, error: { code: 'LATER', message: 'بعداً تلاش کنید' } }),
}

function isStrange(kind: string): kind is StrangeReply {
  return kind in strangeReplies
}

function no(status: number, code: string, message: string): SimulatedReply {
  return jsonReply(status, { error: { code, message } })
}

interface Route {
  readonly operation: string
  readonly method: string
  readonly path: RegExp
  readonly isOpen?: true
  readonly work: (shop: Shop, request: SimulatedRequest, id: string) => SimulatedReply
}

const routes: readonly Route[] = [
  {
    operation: 'token',
    method: 'POST',
    path: /^\/oauth\/token$/,
    isOpen: true,
    work: ({ desk }, request) => desk.issueToken(request),
  },
  {
    operation: 'session',
    method: 'POST',
    path: /^\/api\/session$/,
    isOpen: true,
    work: ({ desk }, request) => desk.openSession(request),
  },
  { operation: 'ping', method: 'GET', path: /^\/api\/ping$/, work: () => jsonReply(200, { ok: true }) },
  { operation: 'listCustomers', method: 'GET', path: /^\/api\/customers$/, work: listCustomers },
  {
    operation: 'takeFile',
    method: 'POST',
    path: /^\/api\/files$/,
    work: (_shop, request) => takeFile(request),
  },
  {
    operation: 'giveFile',
    method: 'GET',
    path: /^\/api\/files\/(\d+)$/,
    work: (_shop, request, size) => giveFile(size, request),
  },
  { operation: 'pages', method: 'GET', path: /^\/api\/lists\/(\w+)$/, work: pagesOf },
  { operation: 'createOrder', method: 'POST', path: /^\/api\/orders$/, work: createOrder },
  { operation: 'showOrder', method: 'GET', path: /^\/api\/orders\/([^/]+)$/, work: showOrder },
  { operation: 'shipOrder', method: 'POST', path: /^\/api\/orders\/([^/]+)\/shipments$/, work: shipOrder },
]

function routeOf({ method, path }: SimulatedRequest): Route | undefined {
  return routes.find((route) => route.method === method && route.path.test(path))
}

function answered(shop: Shop, route: Route, request: SimulatedRequest): SimulatedReply {
  const refusal = route.isOpen ? undefined : shop.desk.refusal(request)
  if (refusal !== undefined) return refusal
  const [, id = ''] = route.path.exec(request.path) ?? []
  return route.work(shop, request, decodeURIComponent(id))
}

function listCustomers({ options: { customers = [] } }: Shop, { query }: SimulatedRequest): SimulatedReply {
  const since = query.get('updatedSince') ?? ''
  const limit = Number(query.get('limit') ?? 50)
  return jsonReply(200, { items: customers.filter(({ updatedAt }) => updatedAt >= since).slice(0, limit) })
}

function pagesOf(shop: Shop, request: SimulatedRequest, way: string): SimulatedReply {
  const { customers = [], pagesAt, rateLimit } = shop.options
  const origin = pagesAt ?? `http://${request.headers.host ?? ''}`
  const reply = listPage(customers, way, { request, origin })
  if (rateLimit === undefined) return reply
  shop.callsLeft -= 1
  const limits = { 'x-ratelimit-remaining': String(shop.callsLeft), 'x-ratelimit-reset': rateLimit.reset }
  return { ...reply, headers: { ...reply.headers, ...limits } }
}

function createOrder(shop: Shop, { headers, body }: SimulatedRequest): SimulatedReply {
  const { reference, totalRial, note } = JSON.parse(body) as {
    reference: string
    totalRial: number
    note?: string
  }
  const key = String(headers['idempotency-key'] ?? '')
  const known = shop.orders.get(shop.ordersByKey.get(key) ?? '')
  if (known && key !== '') return orderReply(200, known)
  if (totalRial > 1_000_000_000) return no(422, 'TOO_MUCH', 'مبلغ سفارش بیش از سقف است')
  const order: ShopOrder = {
    orderId: String(shop.orders.size + 1),
    reference,
    state: 'open',
    totalRial: String(totalRial),
    shipments: 0,
    ...(note !== undefined && { note }),
  }
  shop.orders.set(order.orderId, order)
  if (key !== '') shop.ordersByKey.set(key, order.orderId)
  return orderReply(201, order)
}

function showOrder({ orders }: Shop, _request: SimulatedRequest, id: string): SimulatedReply {
  const order = orders.get(id)
  return order ? orderReply(200, order) : no(404, 'ORDER_NOT_FOUND', 'سفارش یافت نشد')
}

/** A shipment is made again for each call: the shop does not notice repetitions. */
function shipOrder({ orders }: Shop, _request: SimulatedRequest, id: string): SimulatedReply {
  const order = orders.get(id)
  if (!order) return no(404, 'ORDER_NOT_FOUND', 'سفارش یافت نشد')
  const shipped: ShopOrder = { ...order, state: 'shipped', shipments: order.shipments + 1 }
  orders.set(id, shipped)
  return orderReply(200, shipped)
}

/** The total leaves as a bare number, whatever its size, and more than the hub asked for comes along. */
function orderReply(status: number, order: ShopOrder): SimulatedReply {
  const { orderId, state, totalRial, reference, note } = order
  const rest = JSON.stringify({ orderId, state, reference, ...(note !== undefined && { note }) })
  const reply = jsonReply(status, null)
  return { ...reply, body: `${rest.slice(0, -1)},"totalRial":${totalRial}}` }
}
