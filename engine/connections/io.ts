/**
 * What an adapter may use of the process, made for one connection: HTTP over its own keep-alive pool, raw
 * sockets, the clock, the log, random bytes and documents. `close` frees every socket and cuts what is
 * still under way, so it comes after the last call.
 */
import { randomBytes } from 'node:crypto'
import { connect as connectSocket, type Socket } from 'node:net'

import { Agent } from 'undici'

import type { Call, HttpReply, HttpRequest, Io } from '../../adapters/adapter.ts'
import type { Clock } from '../values/clock.ts'
import { fail } from '../values/failure.ts'
import type { Log } from '../values/log.ts'
import { Cut, exchange } from './exchange.ts'

/** TLS of a connection, as Node's own options: private CAs and client certificates (PEM texts). */
export interface IoTls {
  readonly ca?: string | readonly string[]
  readonly cert?: string
  readonly key?: string
  readonly servername?: string
  /** Default true. */
  readonly rejectUnauthorized?: boolean
}

/** Sizes and times of a connection's HTTP. */
export interface IoLimits {
  /** Milliseconds to find the host, connect and shake hands. Default 10,000. */
  readonly connectTimeoutMs?: number
  /** Milliseconds that an idle socket is kept. Default 4,000: shorter than servers keep theirs. */
  readonly keepAliveMs?: number
  /** Sockets to one origin at the same time. Default 64. */
  readonly sockets?: number
  /** Bytes of a reply's body unless the request says otherwise. Default 10 MiB. */
  readonly maxReplyBytes?: number
}

/** What `connectionIo` is made of. */
export interface IoOptions {
  readonly clock: Clock
  readonly log: Log
  /** Gives a named text document. Without it every document is `misconfigured`. */
  readonly document?: Io['document']
  readonly tls?: IoTls
  readonly limits?: IoLimits
}

/** An `Io` with an end. */
export interface ConnectionIo extends Io {
  close(): Promise<void>
}

const mebibyte = 1_048_576

/** Makes the `Io` of one connection. */
export function connectionIo(options: IoOptions): ConnectionIo {
  const { clock, log, limits = {} } = options
  const agent = new Agent({
    connections: limits.sockets ?? 64,
    keepAliveTimeout: limits.keepAliveMs ?? 4_000,
    keepAliveMaxTimeout: 60_000,
    connect: { ...tlsOptions(options.tls), timeout: limits.connectTimeoutMs ?? 10_000 },
  })
  const sockets = new Set<Socket>()

  async function http(request: HttpRequest, call: Pick<Call, 'signal' | 'deadline'>): Promise<HttpReply> {
    const done = new AbortController()
    const cut = new AbortController()
    const end = (): void => cut.abort(new Cut(isTimeOut(call, clock.now())))
    call.signal.addEventListener('abort', end, { once: true })
    void whenDue(clock, call.deadline, done.signal).then(() => done.signal.aborted || end())
    if (call.signal.aborted || call.deadline <= clock.now()) end()
    const maxReplyBytes = request.maxReplyBytes ?? limits.maxReplyBytes ?? 10 * mebibyte
    try {
      return await exchange(request, { dispatcher: agent, signal: cut.signal, maxReplyBytes })
    } finally {
      done.abort()
      call.signal.removeEventListener('abort', end)
    }
  }

  return {
    http,
    clock,
    log,
    socket: ({ host, port }) => {
      const socket = connectSocket({ host, port, noDelay: true, keepAlive: true })
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      return socket
    },
    randomBytes: (count) => randomBytes(count),
    document: options.document ?? noDocument,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await agent.destroy()
    },
  }
}

function tlsOptions(tls: IoTls = {}): object {
  return { ...tls, ...(tls.ca !== undefined && { ca: [tls.ca].flat() }) }
}

/** Resolves at the deadline, or when `signal` aborts. A timer holds 2^31−1 ms at most, so it may take several. */
async function whenDue(clock: Clock, deadline: Date, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const leftMs = deadline.getTime() - clock.now().getTime()
    if (leftMs <= 0) return
    await clock.sleep(Math.min(leftMs, 2_147_483_647), signal)
  }
}

/** A signal that was not aborted for time was aborted by us: a shutdown, a caller who went away. */
function isTimeOut(call: Pick<Call, 'signal' | 'deadline'>, now: Date): boolean {
  const reason: unknown = call.signal.reason
  return call.deadline <= now || (reason instanceof Error && reason.name === 'TimeoutError')
}

function noDocument(name: string): Promise<string> {
  return Promise.reject(
    fail('misconfigured', `There is no document "${name}".`, { details: { sent: false } }),
  )
}
