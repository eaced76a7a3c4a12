/**
 * One HTTP exchange on a dispatcher: the request goes out, the whole reply comes back or a failure is raised.
 *
 * It promises three things that a convenience client cannot: it knows whether the request left (undici tells
 * us the moment before it writes to the socket, so a name look-up, a refused connection, a TLS failure or a
 * deadline that passed while connecting are provably `sent: false`); a cut destroys the socket; and no
 * message ever holds more of the address than its origin, because paths and queries carry keys.
 */
import { PassThrough, Readable } from 'node:stream'
import {
  brotliDecompressSync,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  gunzipSync,
  inflateSync,
} from 'node:zlib'

import type { Dispatcher } from 'undici'

import type { HttpReply, HttpRequest } from '../../adapters/adapter.ts'
import { fail, failureOf, type RemoteFailure } from '../values/failure.ts'

/** What an exchange needs beside the request. */
export interface ExchangeOptions {
  readonly dispatcher: Dispatcher
  readonly maxReplyBytes: number
  /** Cuts the exchange; its reason is a `Cut`. */
  readonly signal: AbortSignal
}

/** Why an exchange was cut. */
export class Cut extends Error {
  readonly isTimeOut: boolean

  constructor(isTimeOut: boolean) {
    super(isTimeOut ? 'the time for it was over' : 'it was called off')
    this.name = 'Cut'
    this.isTimeOut = isTimeOut
  }
}

/** Raised inside, when a reply grows over its limit. */
class TooLarge extends Error {
  constructor(limit: number) {
    super(`the reply is larger than ${String(limit)} bytes`)
    this.name = 'TooLarge'
  }
}

/**
 * Sends one request and collects its reply. Raises `unreachable` or `unreadable` with `details.sent`, and
 * `misconfigured` for an address or header that cannot be sent at all. Never follows a redirect, never retries.
 */
export async function exchange(request: HttpRequest, options: ExchangeOptions): Promise<HttpReply> {
  const address = addressOf(request)
  const target = `${request.method} ${address.origin}`
  const progress = { sent: false }
  try {
    return await new Promise<HttpReply>((resolve, reject) => {
      dispatch(request, address, { ...options, progress, resolve, reject })
    })
  } catch (error) {
    throw failureOf(error) === undefined ? failureFor(error, target, progress.sent) : error
  }
}

function addressOf(request: HttpRequest): URL {
  const address = URL.canParse(request.url) ? new URL(request.url) : undefined
  if (address !== undefined && /^https?:$/.test(address.protocol)) return address
  throw fail('misconfigured', `${request.method}: the address is not a valid http or https address.`, {
    details: { sent: false },
  })
}

interface Dispatching extends ExchangeOptions {
  readonly progress: { sent: boolean }
  readonly resolve: (reply: HttpReply) => void
  readonly reject: (error: unknown) => void
}

function dispatch(request: HttpRequest, address: URL, options: Dispatching): void {
  const { dispatcher, signal, maxReplyBytes, progress } = options
  let controller: Dispatcher.DispatchController | undefined
  let status = 0
  let headers: Record<string, string> = {}
  const chunks: Buffer[] = []
  let size = 0
  let taken: Taken | undefined

  const reasonOfCut = (): Error => (signal.reason instanceof Error ? signal.reason : new Cut(false))
  const cut = (): void => {
    controller?.abort(reasonOfCut())
    settle(() => options.reject(reasonOfCut()))
  }
  const settle = (how: () => void): void => {
    signal.removeEventListener('abort', cut)
    how()
  }
  if (signal.aborted) return options.reject(reasonOfCut())
  signal.addEventListener('abort', cut, { once: true })

  dispatcher.dispatch(
    {
      origin: address.origin,
      path: `${address.pathname}${address.search}`,
      method: request.method,
      ...sentParts(request),
      // Time is our clock's affair, not undici's.
      headersTimeout: 0,
      bodyTimeout: 0,
    },
    {
      onRequestStart: (started) => {
        controller = started
        // Cut while it waited for a socket: nothing has been written yet.
        if (signal.aborted) started.abort(reasonOfCut())
        else progress.sent = true
      },
      onResponseStart: (current, statusCode, replyHeaders) => {
        status = statusCode
        headers = plainHeaders(replyHeaders)
        const consumer = request.take?.({ status, headers: { ...headers } })
        taken = consumer && takenBody(consumer, headers, current)
        taken?.done.then(
          () => settle(() => options.resolve(reply(status, headers, new Uint8Array()))),
          (error: unknown) => {
            current.abort(error instanceof Error ? error : new Error('the body was not taken'))
            settle(() => options.reject(error))
          },
        )
      },
      onResponseData: (current, chunk) => {
        if (taken !== undefined) return taken.push(chunk)
        size += chunk.length
        if (size > maxReplyBytes) current.abort(new TooLarge(maxReplyBytes))
        else chunks.push(chunk)
      },
      onResponseEnd: () => {
        if (taken !== undefined) return taken.end()
        settle(() => {
          try {
            options.resolve(reply(status, headers, unpacked(Buffer.concat(chunks), headers, maxReplyBytes)))
          } catch (error) {
            options.reject(error)
          }
        })
      },
      onResponseError: (_controller, error) => {
        // Whoever takes the body ends first, and leaves nothing behind.
        if (taken !== undefined) return taken.fail(error)
        settle(() => options.reject(error))
      },
    },
  )
}

/** A streamed body says its length: servers of many kinds take no chunks. */
function sentParts({
  headers = {},
  body,
}: HttpRequest): Pick<Dispatcher.DispatchOptions, 'headers' | 'body'> {
  if (body === undefined) return { headers: { ...headers }, body: null }
  if (typeof body === 'string' || body instanceof Uint8Array) return { headers: { ...headers }, body }
  return {
    headers: { ...headers, 'content-length': String(body.sizeBytes) },
    body: Readable.from(body.pieces(), { objectMode: false }),
  }
}

/** A body on its way to whoever takes it. */
interface Taken {
  readonly push: (chunk: Buffer) => void
  readonly end: () => void
  readonly fail: (error: Error) => void
  readonly done: Promise<void>
}

/** The remote is made to wait while the taker is slow. */
function takenBody(
  consume: (pieces: AsyncIterable<Uint8Array>) => Promise<void>,
  headers: Record<string, string>,
  controller: Dispatcher.DispatchController,
): Taken {
  const arriving = new PassThrough({ highWaterMark: 262_144 })
  arriving.on('drain', () => controller.resume())
  arriving.on('error', () => undefined)
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? ''
  const unpacker = streamUnpackers[coding]?.()
  if (unpacker !== undefined) {
    delete headers['content-encoding']
    arriving.on('error', (error) => unpacker.destroy(error))
  }
  return {
    push: (chunk) => {
      if (!arriving.write(chunk)) controller.pause()
    },
    end: () => arriving.end(),
    fail: (error) => arriving.destroy(error),
    done: consume(unpacker === undefined ? arriving : arriving.pipe(unpacker)),
  }
}

const streamUnpackers: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

function plainHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return plain
}

function reply(status: number, headers: Readonly<Record<string, string>>, body: Uint8Array): HttpReply {
  return { status, headers, body, text: () => new TextDecoder().decode(body) }
}

/** Some systems compress without being asked. The limit holds for the unpacked size too. */
function unpacked(body: Buffer, headers: Record<string, string>, maxOutputLength: number): Uint8Array {
  const unpack = unpackers[headers['content-encoding']?.trim().toLowerCase() ?? '']
  if (unpack === undefined || body.length === 0) return body
  delete headers['content-encoding']
  try {
    return unpack(body, { maxOutputLength })
  } catch (error) {
    const isTooLarge = codeOf(error) === 'ERR_BUFFER_TOO_LARGE'
    throw isTooLarge ? new TooLarge(maxOutputLength) : new Error('broken compression', { cause: error })
  }
}

type Unpacker = (body: Buffer, options: { readonly maxOutputLength: number }) => Buffer
const unpackers: Readonly<Record<string, Unpacker>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
}

/** The failure that an error of the exchange amounts to. `code` is the platform's own word for it. */
function failureFor(error: unknown, target: string, sent: boolean): RemoteFailure {
  if (error instanceof Cut) return cutFailure(error, target, sent)
  const code = codeOf(error)
  const more = { details: { sent }, cause: error, ...(code !== '' && { code }) }
  if (code === 'UND_ERR_INVALID_ARG') {
    return fail('misconfigured', `${target}: the request has a part that cannot be sent over HTTP.`, more)
  }
  if (error instanceof TooLarge) return fail('unreadable', `${target}: ${error.message}.`, more)
  if (refusedCertificate.test(code)) {
    const words = `${target}: the remote does not accept our client certificate${named(code)}.`
    return fail('misconfigured', words, { ...more, details: { sent: false } })
  }
  if (sent && isNotHttp(code)) {
    return fail('unreadable', `${target}: the reply is not readable HTTP${named(code)}.`, more)
  }
  const words = sent ? 'the connection broke before the answer was complete' : beforeSending(code)
  return fail('unreachable', `${target}: ${words}${named(code)}.`, more)
}

/** In TLS 1.3 the remote looks at our certificate after we began to speak, and then reads nothing of what we said. */
const refusedCertificate =
  /ALERT_(CERTIFICATE_|BAD_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|UNSUPPORTED_CERT|NO_CERTIFICATE)/

function isNotHttp(code: string): boolean {
  return code.startsWith('HPE_') || code === 'UND_ERR_HEADERS_OVERFLOW' || code === ''
}

function cutFailure(error: Cut, target: string, sent: boolean): RemoteFailure {
  return fail('unreachable', `${target}: no complete answer came before ${error.message}.`, {
    cause: error,
    code: error.isTimeOut ? 'timedOut' : 'cancelled',
    details: { sent, ...(error.isTimeOut && { timedOut: true }) },
  })
}

const named = (code: string): string => (code === '' ? '' : ` (${code})`)

function beforeSending(code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'the name of the host was not found'
  if (code === 'ECONNREFUSED') return 'the connection was refused'
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return 'the host did not answer in time'
  if (/CERT|TLS|SSL|SIGNED|ALTNAME|ISSUER|EPROTO/.test(code)) return 'the TLS connection failed'
  if (code === 'UND_ERR_CLOSED' || code === 'UND_ERR_DESTROYED') return 'the connection has been closed here'
  return 'no connection could be made'
}

/** The code of an error or of what lies beneath it (Node wraps several failed addresses in one error). */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  const beneath = error instanceof AggregateError ? (error.errors[0] as unknown) : undefined
  return beneath !== undefined ? codeOf(beneath) : 'cause' in error ? codeOf(error.cause) : ''
}
