/**
 * What simulators of HTTP systems stand on: a real server on a loopback port that answers by a function, counts
 * what came in, and misbehaves on demand around the work (hangs, cuts, breaks the reply). What is said on the
 * wire is each simulator's own; nothing here knows any vendor.
 *
 * A leaf: it imports engine/values only, and simulators import it, never clients.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { TLSSocket } from 'node:tls'

import { systemClock, type Clock } from '../engine/values/clock.ts'

/** What every simulator offers, whatever it speaks. */
export interface Simulator {
  /** Origin without a path: `http://127.0.0.1:40123`. */
  readonly url: string
  readonly port: number
  /** Stops at once; open sockets are cut. */
  readonly close: () => Promise<void>
}

/** What can happen to a request, or to the answer, on the way. */
export type TransportFault =
  /** Nothing is done and nothing is ever answered. */
  | 'hangBeforeWork'
  /** The work is done, the answer never comes. */
  | 'hangAfterWork'
  /** The socket is reset; nothing is done. */
  | 'resetBeforeWork'
  /** The work is done, then the socket is reset. */
  | 'resetAfterWork'
  /** 500 with a page in HTML; nothing is done. */
  | 'serverError'
  /** The work is done; the answer is 200 with bytes that mean nothing. */
  | 'brokenReply'
  /** 429 with `Retry-After: 7`; nothing is done. */
  | 'throttled'
  /** The work waits for `delayMs`. */
  | 'slow'
  /** The work is done; half of the answer comes, then the socket is reset. */
  | 'cutMidReply'
  /** The work is done; half of the answer comes, and then nothing more. */
  | 'stuckMidReply'

/** A misbehaviour, for the next `times` calls (default 1) of one operation, or of any. */
export interface Misbehaviour<Kind extends string = TransportFault> {
  readonly kind: Kind
  /** The simulator's own name of an operation. */
  readonly operation?: string
  readonly times?: number
  /** For `slow`: milliseconds by the simulator's clock. Default 200. */
  readonly delayMs?: number
}

/** A request, read to its end. */
export interface SimulatedRequest {
  readonly method: string
  /** Path as it came, still percent-encoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  /** The body as UTF-8 text, and as it came. */
  readonly body: string
  readonly bytes: Uint8Array
  /** Common name of the client's certificate, where TLS asks for one. */
  readonly certifiedName?: string
}

/** An answer. */
export interface SimulatedReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  /** Whole, or piece by piece as it is taken. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>
}

/** TLS of a simulator, PEM. */
export interface SimulatedTls {
  readonly cert: string
  readonly key: string
  /** Asks clients for a certificate that this authority vouches for. */
  readonly clientAuthority?: string
}

/** What a simulator of an HTTP system brings along. */
export interface HttpPlan {
  /** 0, the default, takes a free one. */
  readonly port?: number
  readonly clock?: Clock
  readonly tls?: SimulatedTls
  /** Largest body of a request in bytes; a larger one is answered with 413. Default 1 MiB. */
  readonly largestBody?: number
  /** The name under which a request is counted and misbehaved with; `undefined`: neither. */
  readonly operationOf: (request: SimulatedRequest) => string | undefined
  /** The work. */
  readonly answer: (request: SimulatedRequest) => SimulatedReply | Promise<SimulatedReply>
}

/** A running server and what can be seen of it from outside. */
export interface HttpFront extends Simulator {
  readonly misbehave: (misbehaviour: Misbehaviour) => void
  /** Requests by operation, answered or not. */
  readonly calls: () => Readonly<Record<string, number>>
  /** Connections on which a call waits for its answer; those that rest in the caller's pool do not count. */
  readonly openConnections: () => number
}

/** Starts a server on a loopback port. */
export async function startHttp(plan: HttpPlan): Promise<HttpFront> {
  const sockets = new Set<Socket>()
  const waiting = new Set<ServerResponse>()
  const calls = new Map<string, number>()
  const faults = faultPlan<TransportFault>()
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const read = await readRequest(request, plan.largestBody ?? 1_048_576)
    if (!read) return void response.writeHead(413).end()
    const operation = plan.operationOf(read)
    if (operation !== undefined) calls.set(operation, (calls.get(operation) ?? 0) + 1)
    const fault = operation === undefined ? undefined : faults.next(operation)
    await answers[fault?.kind ?? 'none']({ read, response, plan, delayMs: fault?.delayMs ?? 200 })
  }
  const server = serverFor(plan, (request, response) => {
    waiting.add(response)
    response.on('close', () => waiting.delete(response))
    serve(request, response).catch(() => response.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(plan.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `${plan.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    misbehave: faults.plan,
    calls: () => Object.fromEntries(calls),
    openConnections: () => waiting.size,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function serverFor({ tls }: HttpPlan, listener: RequestListener): ReturnType<typeof createServer> {
  if (tls === undefined) return createServer(listener)
  const { cert, key, clientAuthority: ca } = tls
  return createTlsServer({ cert, key, ...(ca !== undefined && { ca, requestCert: true }) }, listener)
}

/** Misbehaviours that wait for their call. */
export interface FaultPlan<Kind extends string> {
  readonly plan: (misbehaviour: Misbehaviour<Kind>) => void
  /** The next one for an operation, used up by asking. */
  readonly next: (operation: string) => Misbehaviour<Kind> | undefined
}

/** An empty plan; simulators keep one of their own for what only their system can do wrong. */
export function faultPlan<Kind extends string>(): FaultPlan<Kind> {
  const planned: { readonly misbehaviour: Misbehaviour<Kind>; left: number }[] = []
  return {
    plan: (misbehaviour) => void planned.push({ misbehaviour, left: misbehaviour.times ?? 1 }),
    next: (operation) => {
      const found = planned.find(
        ({ misbehaviour, left }) => left > 0 && (misbehaviour.operation ?? operation) === operation,
      )
      if (found) found.left -= 1
      return found?.misbehaviour
    },
  }
}

/** An answer in JSON. */
export function jsonReply(status: number, value: unknown): SimulatedReply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  }
}

/** An answer in HTML. */
export function htmlReply(status: number, body: string): SimulatedReply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}

interface Exchange {
  readonly read: SimulatedRequest
  readonly response: ServerResponse
  readonly plan: HttpPlan
  readonly delayMs: number
}

const answers: Readonly<Record<TransportFault | 'none', (exchange: Exchange) => Promise<void> | void>> = {
  none: async ({ read, response, plan }) => send(response, await plan.answer(read)),
  hangBeforeWork: () => undefined,
  hangAfterWork: async ({ read, plan }) => void (await plan.answer(read)),
  resetBeforeWork: ({ response }) => void response.socket?.resetAndDestroy(),
  resetAfterWork: async ({ read, response, plan }) => {
    await plan.answer(read)
    response.socket?.resetAndDestroy()
  },
  serverError: ({ response }) => send(response, htmlReply(500, '<html><body>Internal error</body></html>')),
  brokenReply: async ({ read, response, plan }) => {
    await plan.answer(read)
    send(response, { status: 200, headers: { 'content-type': 'application/json' }, body: '{"data":{"co' })
  },
  throttled: ({ response }) => send(response, { status: 429, headers: { 'retry-after': '7' } }),
  slow: async ({ read, response, plan, delayMs }) => {
    await (plan.clock ?? systemClock).sleep(delayMs)
    send(response, await plan.answer(read))
  },
  cutMidReply: async (exchange) => {
    await sendHalf(exchange)
    exchange.response.socket?.resetAndDestroy()
  },
  stuckMidReply: sendHalf,
}

function send(response: ServerResponse, { status, headers = {}, body }: SimulatedReply): void {
  response.writeHead(status, plainHeaders(headers))
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) response.end(body)
  else pipeline(body, response).catch(() => response.destroy())
}

function plainHeaders(headers: NonNullable<SimulatedReply['headers']>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  )
}

/** Says how long the answer is and gives half of it. */
async function sendHalf({ read, response, plan }: Exchange): Promise<void> {
  const { status, headers = {}, body = '' } = await plan.answer(read)
  const pieces: Uint8Array[] = []
  if (typeof body === 'string' || body instanceof Uint8Array) pieces.push(Buffer.from(body))
  else for await (const piece of body) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  response.writeHead(status, { ...plainHeaders(headers), 'content-length': String(bytes.length) })
  const half = bytes.subarray(0, Math.floor(bytes.length / 2))
  await new Promise((resolve) => response.write(half, resolve))
}

async function readRequest(
  request: IncomingMessage,
  largestBody: number,
): Promise<SimulatedRequest | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= largestBody) chunks.push(chunk)
  }
  if (length > largestBody) return undefined
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://simulator')
  const bytes = Buffer.concat(chunks)
  const name = certifiedName(request)
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body: bytes.toString('utf8'),
    bytes,
    ...(name !== undefined && { certifiedName: name }),
  }
}

function certifiedName({ socket }: IncomingMessage): string | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined
  const { CN } = socket.getPeerCertificate().subject
  return Array.isArray(CN) ? CN[0] : CN
}
