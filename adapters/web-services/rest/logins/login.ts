/** What every way of logging in is: it signs requests, one at a time, and says what of it must not be repeated. */
import { fail } from '../../../../engine/values/failure.ts'
import type { Call, Http, HttpRequest, Io } from '../../../adapter.ts'
import type { SecretMask } from '../secret-mask.ts'

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

/** What logins use: `http` has the connection's own TLS, `maskWith` hides its secrets and some more. */
export interface LoginMeans {
  readonly io: Io
  readonly http: Http
  readonly maskWith: (more: readonly string[]) => SecretMask
}

/** A login that stays as it is; `secrets` are what it sends besides the secrets of the settings. */
export function fixed(change: (request: HttpRequest) => HttpRequest, secrets: readonly string[] = []): Login {
  return { sign: async (request) => ({ request: change(request), secrets }), close: () => undefined }
}

/** A setting that the login cannot do without. Raises `misconfigured`. */
export function required(value: string | undefined, name: string): string {
  if (value !== undefined && value !== '') return value
  throw fail('misconfigured', `This login needs ${name} in the settings.`)
}

/** Text as base64. */
export function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}

/** Puts a header into a request; one of the same name in other letters is replaced. */
export function withHeader(name: string, value: string): (request: HttpRequest) => HttpRequest {
  return (request) => {
    const others = Object.entries(request.headers ?? {}).filter(
      ([other]) => other.toLowerCase() !== name.toLowerCase(),
    )
    return { ...request, headers: { ...Object.fromEntries(others), [name]: value } }
  }
}

/** A failure before the call itself was sent, so that even a `once` call may be made again. */
export function notSent(
  kind: Parameters<typeof fail>[0],
  message: string,
  more: Parameters<typeof fail>[2] = {},
): Error {
  return fail(kind, message, { ...more, details: { ...more.details, sent: false } })
}
