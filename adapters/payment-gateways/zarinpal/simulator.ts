/**
 * ZarinPal as its documentation describes it, on a loopback port: the five calls under `/pg/v4/payment/`, the
 * page `/pg/StartPay/{authority}` for a person, and a `payer` for programs. It counts what must not happen twice,
 * and misbehaves on demand.
 *
 * By hand: `POST /simulator/payers/{authority}/pay|cancel|abandon`, `GET /simulator/state`,
 * `POST /simulator/misbehave` with a misbehaviour in JSON.
 */
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
  type TransportFault,
} from '../../simulator.ts'
import { nothingToPayPage, paymentPage } from './simulator-page.ts'
import { openBook, problem, type Body, type Book, type Envelope, type Session } from './simulator-payments.ts'

/** What the gateway starts with. */
export interface SimulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number
  readonly clock?: Clock
  /** The only known merchant; left out, any UUID is one, as in the sandbox. */
  readonly merchantId?: string
  /** Domain under which callbacks must be (else -14); left out, any. */
  readonly registeredDomain?: string
  /** Whether the caller's IP may reverse (else -62). Default true. */
  readonly ipRegistered?: boolean
}

/**
 * What only a gateway can do wrong:
 * - a code (`-10`, `-50` …): the call is refused with it, nothing is done;
 * - `numbersAsText`: the work is done, and every number of the answer comes as text;
 * - `emptyObjects`: the work is done, and empty parts come as `{}` instead of `[]`.
 */
export type GatewayFault = `-${number}` | 'numbersAsText' | 'emptyObjects'

/** A payer who came back, as the browser saw it. */
export interface PayerReturn {
  /** Address to which the gateway sent the browser. */
  readonly address: string
  /** What was answered there; `undefined` when nobody answered. */
  readonly status: number | undefined
  readonly location: string | undefined
}

/** The person with the card. Unknown sessions are an error. */
export interface Payer {
  /** Pays and returns to the callback, `times` times (default 1). */
  pay(authority: string, times?: number): Promise<PayerReturn>
  /** Gives up and returns to the callback. */
  cancel(authority: string): Promise<PayerReturn>
  /** Pays and closes the browser before it returns; gives the address that was never visited. */
  abandon(authority: string): string
}

/** What happened at the gateway so far. */
export interface SimulatorState {
  readonly sessions: readonly Session[]
}

/** A running gateway. `calls` counts by method (`request`, `verify` …). */
export interface ZarinpalSimulator extends Omit<HttpFront, 'misbehave'> {
  readonly payer: Payer
  readonly misbehave: (misbehaviour: Misbehaviour<TransportFault | GatewayFault>) => void
  readonly state: () => SimulatorState
}

/** Starts the gateway. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<ZarinpalSimulator> {
  const { port = 0, clock = systemClock, ...terminal } = options
  const book = openBook({ clock, ...terminal })
  const faults = faultPlan<GatewayFault>()
  const payer = openPayer(book)
  const misbehave: ZarinpalSimulator['misbehave'] = (misbehaviour) => {
    if (isGatewayFault(misbehaviour)) faults.plan(misbehaviour)
    else front.misbehave(misbehaviour as Misbehaviour)
  }
  const state = (): SimulatorState => ({ sessions: book.sessions() })
  const desk: Desk = { book, payer, faults, misbehave, state }
  const front = await startHttp({
    port,
    clock,
    operationOf: ({ path }) => callOf(path),
    answer: (request) => answer(desk, request),
  })
  return { ...front, payer, misbehave, state }
}

interface Desk extends Pick<ZarinpalSimulator, 'payer' | 'misbehave' | 'state'> {
  readonly book: Book
  readonly faults: ReturnType<typeof faultPlan<GatewayFault>>
}

const gatewayFault = /^(-\d+|numbersAsText|emptyObjects)$/

function isGatewayFault(misbehaviour: Misbehaviour<string>): misbehaviour is Misbehaviour<GatewayFault> {
  return gatewayFault.test(misbehaviour.kind)
}

function callOf(path: string): string | undefined {
  return /^\/pg\/v4\/payment\/(\w+)\.json$/.exec(path)?.[1]
}

async function answer(desk: Desk, request: SimulatedRequest): Promise<SimulatedReply> {
  const call = callOf(request.path)
  if (call !== undefined) return answerCall(desk, call, request)
  const [first, second, third, fourth] = request.path.split('/').slice(1)
  if (first === 'pg' && second === 'StartPay') return answerPayer(desk, request.method, [third, fourth])
  if (first === 'simulator') return answerControl(desk, request, [second, third, fourth])
  return htmlReply(404, '<html><body>Not found</body></html>')
}

function answerCall(
  { book, faults }: Desk,
  call: string,
  { method, body }: SimulatedRequest,
): SimulatedReply {
  const work = Object.hasOwn(book.calls, call) ? book.calls[call] : undefined
  if (!work) return htmlReply(404, '<html><body>Not found</body></html>')
  if (method !== 'POST') return jsonReply(405, { message: 'Method not allowed' })
  const parsed = parse(body)
  if (!parsed) return written(problem(-9, 'The input params invalid, validation error.'))
  const fault = faults.next(call)?.kind
  if (fault === undefined) return written(work(parsed))
  if (fault === 'numbersAsText') return written(work(parsed), (_name, value) => textOfNumber(value))
  if (fault === 'emptyObjects') return written(work(parsed), (_name, value) => objectOfEmptyArray(value))
  return written(problem(Number(fault), 'The gateway refused on demand.'))
}

function parse(body: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : undefined
  } catch {
    // What is not JSON is answered like any other bad input.
    return undefined
  }
}

/** The same kind of error comes with different statuses; these are some that were seen. */
const statusOfCode: Readonly<Record<number, number>> = {
  [-9]: 422,
  [-10]: 401,
  [-11]: 403,
  [-12]: 429,
  [-52]: 500,
}

function written(envelope: Envelope, replacer?: (name: string, value: unknown) => unknown): SimulatedReply {
  const { code } = envelope.errors as { readonly code?: number }
  const status = statusOfCode[code ?? 0] ?? 200
  return { ...jsonReply(status, undefined), body: JSON.stringify(envelope, replacer) }
}

function textOfNumber(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value
}

function objectOfEmptyArray(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? {} : value
}

/** The browser at the payment page. */
function answerPayer(
  { book }: Desk,
  method: string,
  [authority = '', action]: readonly (string | undefined)[],
): SimulatedReply {
  const found = book.find(authority)
  if (!found) return htmlReply(404, nothingToPayPage)
  if (action === undefined) {
    return found.status === 'IN_BANK' ? htmlReply(200, paymentPage(found)) : htmlReply(410, nothingToPayPage)
  }
  if (method !== 'POST' || (action !== 'pay' && action !== 'cancel')) return htmlReply(404, nothingToPayPage)
  const settled = book.settle(authority, action === 'pay')
  return { status: 302, headers: { location: returnAddress(settled ?? found) } }
}

async function answerControl(
  desk: Desk,
  { method, body }: SimulatedRequest,
  [what, authority = '', action]: readonly (string | undefined)[],
): Promise<SimulatedReply> {
  if (what === 'state') return jsonReply(200, desk.state())
  if (method !== 'POST') return jsonReply(405, { message: 'POST it' })
  if (what === 'misbehave') {
    desk.misbehave(parse(body) as unknown as Misbehaviour<TransportFault | GatewayFault>)
    return jsonReply(200, {})
  }
  if (what !== 'payers' || !desk.book.find(authority)) return jsonReply(404, { message: 'no such payment' })
  if (action === 'pay') return jsonReply(200, await desk.payer.pay(authority))
  if (action === 'cancel') return jsonReply(200, await desk.payer.cancel(authority))
  return jsonReply(200, { address: desk.payer.abandon(authority) })
}

function openPayer(book: Book): Payer {
  const settle = (authority: string, isPaid: boolean): string => {
    const session = book.settle(authority, isPaid)
    if (!session) throw new Error(`There is no payment ${authority} at the simulated gateway.`)
    return returnAddress(session)
  }
  return {
    pay: async (authority, times = 1) => {
      const address = settle(authority, true)
      const returns = await Promise.all(Array.from({ length: Math.max(1, times) }, () => visit(address)))
      return returns[0] ?? visit(address)
    },
    cancel: (authority) => visit(settle(authority, false)),
    abandon: (authority) => settle(authority, true),
  }
}

function returnAddress({ callbackUrl, authority, status }: Session): string {
  const address = new URL(callbackUrl)
  address.searchParams.set('Authority', authority)
  address.searchParams.set('Status', status === 'FAILED' || status === 'IN_BANK' ? 'NOK' : 'OK')
  return address.href
}

/** The browser follows the gateway's redirect, and no further one. */
async function visit(address: string): Promise<PayerReturn> {
  try {
    const reply = await fetch(address, { redirect: 'manual' })
    await reply.arrayBuffer()
    return { address, status: reply.status, location: reply.headers.get('location') ?? undefined }
  } catch {
    // Nobody listens there: a payer would see the browser's own error page.
    return { address, status: undefined, location: undefined }
  }
}
