/**
 * What an adapter may use of the process, made for one connection: HTTP over its own keep-alive pool, raw
 * sockets, the clock, the log, random bytes and documents. `close` frees every socket and cuts what is
 * still under way, so it comes after the last call.
 */
import { randomBytes } from 'node:crypto'
import { connect as connectSocket, type Socket } from 'node:net'
import { createSecureContext } from 'node:tls'

import { Agent, buildConnector } from 'undici'

import type { Call, Contents, Http, Io, Keeping, Tls } from '../../adapters/adapter.ts'
import { compileExpression } from '../expressions/expression.ts'
import type { Clock } from '../values/clock.ts'
import { fail } from '../values/failure.ts'
import type { Log } from '../values/log.ts'
import { Cut, exchange } from './exchange.ts'
import { folderAmong } from './folders.ts'

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
  /** Where the connection's changing secrets are kept. Without it keeping is `misconfigured`. */
  readonly keeping?: Keeping
  /** Gives folders of this machine. Without it every folder is `misconfigured`. */
  readonly folder?: Io['folder']
  /** Where large content is kept. Without it contents are `misconfigured`. */
  readonly contents?: Contents
  readonly tls?: Tls
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
  const agents: Agent[] = []
  const sockets = new Set<Socket>()

  function httpOver(tls: Tls): Http {
    const agent = new Agent({
      connections: limits.sockets ?? 64,
      keepAliveTimeout: limits.keepAliveMs ?? 4_000,
      keepAliveMaxTimeout: 60_000,
      connect: connector({ ...checkedTls(tls), timeout: limits.connectTimeoutMs ?? 10_000 }),
    })
    agents.push(agent)
    return async (request, call) => {
      const { signal, done } = cutting(call, clock)
      const maxReplyBytes = request.maxReplyBytes ?? limits.maxReplyBytes ?? 10 * mebibyte
      try {
        return await exchange(request, { dispatcher: agent, signal, maxReplyBytes })
      } finally {
        done()
      }
    }
  }

  return {
    http: httpOver(options.tls ?? {}),
    httpOver,
    keeping: options.keeping ?? { change: () => missing('There is no place to keep changing secrets.') },
    contents: options.contents ?? { put: () => missing(noContents), open: () => missing(noContents) },
    expression: (text) => {
      const compiled = compileExpression(text)
      return {
        evaluate: (variables) => compiled.evaluate(variables, { now: clock.now() }),
        ...(compiled.problem !== undefined && { problem: compiled.problem.message }),
      }
    },
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
    folder: options.folder ?? folderAmong([]),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await Promise.all(agents.map((agent) => agent.destroy()))
    },
  }
}

/** A connector whose sockets end with what TLS said: what follows it would only say that the other side has closed. */
function connector(options: buildConnector.BuildOptions): buildConnector.connector {
  const connect = buildConnector(options)
  return (target, done) =>
    connect(target, (...[error, socket]: Parameters<buildConnector.Callback>) => {
      if (error !== null) return done(error, null)
      socket.once('error', (thrown: Error & { readonly code?: string }) => {
        if (thrown.code?.startsWith('ERR_SSL_') === true) socket.destroy(thrown)
      })
      done(null, socket)
    })
}

/** A signal that aborts with the call, at its deadline at the latest; `done` takes the watch away. */
function cutting(
  call: Pick<Call, 'signal' | 'deadline'>,
  clock: Clock,
): { readonly signal: AbortSignal; readonly done: () => void } {
  const over = new AbortController()
  const cut = new AbortController()
  const end = (): void => cut.abort(new Cut(isTimeOut(call, clock.now())))
  call.signal.addEventListener('abort', end, { once: true })
  void whenDue(clock, call.deadline, over.signal).then(() => over.signal.aborted || end())
  if (call.signal.aborted || call.deadline <= clock.now()) end()
  const done = (): void => {
    over.abort()
    call.signal.removeEventListener('abort', end)
  }
  return { signal: cut.signal, done }
}

/** Held against each other now, so that it is the settings that are wrong and not the remote that is away. */
function checkedTls(tls: Tls): object {
  try {
    createSecureContext({ ...tls })
    return tls
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no code'
    throw fail('misconfigured', `The certificate, its key or the authority cannot be used (${code}).`, {
      details: { sent: false },
    })
  }
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

const noContents = 'There is no place for large content.'

function missing(words: string): Promise<never> {
  return Promise.reject(fail('misconfigured', words, { details: { sent: false } }))
}

function noDocument(name: string): Promise<string> {
  return missing(`There is no document "${name}".`)
}
