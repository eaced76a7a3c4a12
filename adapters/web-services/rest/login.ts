/**
 * How requests are signed in. The token of OAuth 2 client credentials is fetched when it is first needed, renewed
 * before it expires, and fetched once however many callers wait for it.
 */
import { fail } from '../../../engine/values/failure.ts'
import { statusKind } from '../../../engine/values/http-status.ts'
import type { Call, HttpReply, HttpRequest, Io } from '../../adapter.ts'
import { failureOfStatus } from '../http-status.ts'
import { formOf, withParameter } from './request.ts'
import { secretMask, type SecretMask } from './secret-mask.ts'
import type { Settings } from './settings.ts'

/** Signs requests in. */
export interface Login {
  readonly sign: (request: HttpRequest, call: Call) => Promise<SignedRequest>
  readonly close: () => void
}

/** A signed request; `renew` is there when another attempt may have a new token, and forgets this one. */
export interface SignedRequest {
  readonly request: HttpRequest
  /** What the login put into the request and nobody else may read. */
  readonly secrets: readonly string[]
  readonly renew?: () => void
}

/** The login that the settings describe. Raises `misconfigured` when something is missing for it. */
export function login(settings: Settings, io: Io): Login {
  checkTransport(settings)
  const { login: kind = 'none', username, password, token, apiKey, apiKeyName } = settings
  switch (kind) {
    case 'none':
      return fixed((request) => request)
    case 'basic': {
      const pair = base64(`${required(username, 'username')}:${required(password, 'password')}`)
      return fixed(withHeader('Authorization', `Basic ${pair}`), [pair])
    }
    case 'bearer':
      return fixed(withHeader('Authorization', `Bearer ${required(token, 'token')}`))
    case 'apiKeyHeader':
      return fixed(withHeader(required(apiKeyName, 'apiKeyName'), required(apiKey, 'apiKey')))
    case 'apiKeyQuery': {
      const [name, key] = [required(apiKeyName, 'apiKeyName'), required(apiKey, 'apiKey')]
      return fixed((request) => ({ ...request, url: withParameter(request.url, name, key) }))
    }
    case 'oauth2':
      return clientCredentials(settings, io)
  }
}

function required(value: string | undefined, name: string): string {
  if (value !== undefined && value !== '') return value
  throw fail('misconfigured', `This login needs ${name} in the settings.`)
}

function checkTransport({ login: kind = 'none', baseUrl, tokenUrl, secretsOverHttp }: Settings): void {
  if (kind === 'none' || secretsOverHttp === true) return
  const open = [baseUrl, ...(tokenUrl === undefined ? [] : [tokenUrl])].find(
    (url) => !isPrivate(new URL(url)),
  )
  if (open !== undefined)
    throw fail('misconfigured', 'A login must not travel without TLS: the address must be https.')
}

function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || ['localhost', '[::1]'].includes(hostname) || hostname.startsWith('127.')
}

/** A login that stays as it is; `secrets` are what it sends besides the secrets of the settings. */
function fixed(change: (request: HttpRequest) => HttpRequest, secrets: readonly string[] = []): Login {
  return { sign: async (request) => ({ request: change(request), secrets }), close: () => undefined }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}

function withHeader(name: string, value: string): (request: HttpRequest) => HttpRequest {
  return (request) => ({ ...request, headers: { ...request.headers, [name]: value } })
}

interface Token {
  readonly text: string
  /** From here on a new one is fetched; a little before the remote's own end. */
  readonly freshUntil: Date
}

function clientCredentials(settings: Settings, io: Io): Login {
  const request = tokenRequest(settings)
  const [, pair = ''] = (request.headers?.['Authorization'] ?? '').split(' ')
  const masked = secretMask(settings, [pair])
  const closing = new AbortController()
  let current: Token | undefined
  let coming: Promise<Token> | undefined

  const fetchToken = async (): Promise<Token> => {
    const fetched = await inTime(io, closing.signal, (call) => io.http(request, call))
    current = tokenOf(fetched, masked, io.clock.now())
    return current
  }
  const freshToken = async (call: Call): Promise<Token> => {
    if (current && current.freshUntil > io.clock.now()) return current
    coming ??= fetchToken().finally(() => {
      coming = undefined
    })
    return unlessAborted(coming, call.signal)
  }
  return {
    sign: async (request, call) => {
      const token = await freshToken(call)
      const renew = (): void => {
        if (current === token) current = undefined
      }
      const signed = withHeader('Authorization', `Bearer ${token.text}`)(request)
      return { request: signed, secrets: [token.text], renew }
    },
    close: () => closing.abort(),
  }
}

function tokenRequest({
  tokenUrl,
  clientId,
  clientSecret,
  scope,
  clientLogin = 'basic',
}: Settings): HttpRequest {
  const [id, secret] = [required(clientId, 'clientId'), required(clientSecret, 'clientSecret')]
  const inBody = clientLogin === 'body'
  // RFC 6749, 2.3.1: both parts are form-encoded before they are joined.
  const pair = base64(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`)
  return {
    method: 'POST',
    url: required(tokenUrl, 'tokenUrl'),
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/x-www-form-urlencoded',
      ...(!inBody && { Authorization: `Basic ${pair}` }),
    },
    body: formOf({
      grant_type: 'client_credentials',
      ...(scope !== undefined && { scope }),
      ...(inBody && { client_id: id, client_secret: secret }),
    }),
  }
}

const tokenTimeoutMs = 15_000

/** Gives the token request a life of its own: the caller who happened to come first may leave, others wait. */
async function inTime(
  io: Io,
  closing: AbortSignal,
  send: (call: Pick<Call, 'signal' | 'deadline'>) => Promise<HttpReply>,
): Promise<HttpReply> {
  const limit = new AbortController()
  const done = new AbortController()
  const deadline = new Date(io.clock.now().getTime() + tokenTimeoutMs)
  void io.clock.sleep(tokenTimeoutMs, done.signal).then(() => limit.abort())
  try {
    return await send({ signal: AbortSignal.any([limit.signal, closing]), deadline })
  } catch (cause) {
    throw notSent('unreachable', 'The token could not be fetched: the token address did not answer.', {
      cause,
    })
  } finally {
    done.abort()
  }
}

const attempt = 'The request for a token'

function tokenOf(reply: HttpReply, masked: SecretMask, now: Date): Token {
  if (reply.status !== 200) throw tokenRefused(reply, masked, now)
  const { access_token: text, expires_in: seconds } = jsonObject(reply)
  if (typeof text !== 'string' || !/^[\x21-\x7e]+$/.test(text)) {
    throw notSent('unreachable', `${attempt} was answered without a token.`)
  }
  const lifeMs = (Number.isFinite(Number(seconds)) && Number(seconds) > 0 ? Number(seconds) : 3600) * 1000
  const earlyMs = Math.min(60_000, lifeMs / 10)
  return { text, freshUntil: new Date(now.getTime() + lifeMs - earlyMs) }
}

function tokenRefused(reply: HttpReply, masked: SecretMask, now: Date): Error {
  const { error } = jsonObject(reply)
  const isNo = statusKind(reply.status) === 'refused' || reply.status === 401
  if (isNo && typeof error === 'string') {
    const code = masked(error)
    const kind = code === 'invalid_client' ? 'unauthenticated' : 'misconfigured'
    return notSent(kind, `${attempt} was refused (code ${code}).`, { code })
  }
  const { kind, message, ...more } = failureOfStatus(reply, attempt, now).failure
  return notSent(kind === 'refused' ? 'misconfigured' : kind, message, more)
}

/** The call itself was never sent, so even a `once` call may be made again. */
function notSent(
  kind: 'unreachable' | Parameters<typeof fail>[0],
  message: string,
  more: Parameters<typeof fail>[2] = {},
): Error {
  return fail(kind, message, { ...more, details: { sent: false } })
}

function jsonObject(reply: HttpReply): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(reply.text())
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return {}
    throw thrown
  }
}

async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const left = (): Error => notSent('unreachable', 'The call was given up while it waited for a token.')
  if (signal.aborted) throw left()
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(left())
    signal.addEventListener('abort', leave, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
