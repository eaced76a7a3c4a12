/** What ssh2's errors and the server's codes mean to us. Messages name paths, never a login or a key of ours. */
import { fail, failureOf, type FailureKind } from '../../../engine/values/failure.ts'
import type { Refusal } from '../../adapter.ts'
import { fileRefusals } from '../file-failures.ts'

const refusal = (kind: Refusal['kind'], en: string, fa: string): Refusal => ({ kind, title: { en, fa } })

/** The code of a server that is not the one that is meant. */
export const wrongHostKey = 'HOST_KEY'

/** Codes that a person may meet. */
export const refusals: Readonly<Record<string, Refusal>> = {
  ...fileRefusals,
  [wrongHostKey]: refusal(
    'misconfigured',
    'The server shows another key than it should',
    'کلید سرور با کلید ثبت‌شده یکی نیست',
  ),
  LOGIN: refusal('unauthenticated', 'The login was refused', 'ورود پذیرفته نشد'),
  PRIVATE_KEY: refusal(
    'misconfigured',
    'The private key or its passphrase is of no use',
    'کلید خصوصی یا رمز آن قابل استفاده نیست',
  ),
  NO_SFTP: refusal(
    'misconfigured',
    'The server offers no SFTP to this user',
    'سرور به این کاربر SFTP نمی‌دهد',
  ),
  FX_FAILURE: refusal('unreachable', 'The server could not do it', 'سرور نتوانست انجام دهد'),
  FX_BAD_MESSAGE: refusal('refused', 'The server does not accept the path', 'سرور این مسیر را نمی‌پذیرد'),
  FX_OP_UNSUPPORTED: refusal(
    'misconfigured',
    'The server cannot do this',
    'سرور این کار را پشتیبانی نمی‌کند',
  ),
  TOO_MANY_CONNECTIONS: refusal('throttled', 'Too many connections', 'تعداد اتصال‌ها بیش از حد است'),
}

interface Meaning {
  readonly kind: FailureKind
  readonly code: string
  readonly words: string
}

/** Codes of a status reply (draft-ietf-secsh-filexfer-02, section 7). */
const ofStatus: Readonly<Record<number, Meaning>> = {
  2: { kind: 'refused', code: 'NO_SUCH_FILE', words: 'it is not there' },
  3: { kind: 'refused', code: 'PERMISSION_DENIED', words: 'the user has no right to it' },
  4: { kind: 'unreachable', code: 'FX_FAILURE', words: 'the server could not do it, and says no more' },
  5: { kind: 'refused', code: 'FX_BAD_MESSAGE', words: 'the server does not accept the path' },
  6: { kind: 'unreachable', code: 'FX_NO_CONNECTION', words: 'the server has lost its own connection' },
  7: { kind: 'unreachable', code: 'FX_CONNECTION_LOST', words: 'the server has lost its own connection' },
  8: { kind: 'misconfigured', code: 'FX_OP_UNSUPPORTED', words: 'the server cannot do this' },
}

/** The failure for the error of one request; anything that is none of the server's is a connection that broke. */
export function requestFailure(thrown: unknown, attempt: string, broken: Error | undefined): Error {
  const error = asError(thrown)
  if (failureOf(error) !== undefined) return withAttempt(error, attempt)
  const meaning = ofStatus[numberIn(error)]
  if (meaning === undefined) return withAttempt(broken ?? connectionFailure(error, new Date()), attempt)
  const message = `${attempt} failed: ${meaning.words} (${meaning.code}).`
  return fail(meaning.kind, message, { code: meaning.code, cause: error })
}

/** Reasons of a disconnect (RFC 4253, section 11.1). */
const tooManyConnections = 12
const protocolError = 2

/** The server names no time when its connections are used up, so this one is ours, ms. */
const crowdedForMs = 7_000

/** What it means that a connection did not come about, or broke. */
export function connectionFailure(thrown: unknown, now: Date): Error {
  const error = asError(thrown)
  if (failureOf(error) !== undefined) return error
  const { level, code } = error as { readonly level?: string; readonly code?: unknown }
  if (level === 'client-authentication')
    return fail('unauthenticated', 'the server refused the login.', { code: 'LOGIN' })
  if (code === tooManyConnections)
    return fail('throttled', 'the server has too many connections.', {
      code: 'TOO_MANY_CONNECTIONS',
      retryAt: new Date(now.getTime() + crowdedForMs),
      cause: error,
    })
  if (typeof code === 'string')
    return fail('unreachable', `${socketWords[code] ?? 'the network failed'} (${code}).`, {
      code,
      cause: error,
      ...(socketWords[code] !== undefined && { details: { sent: false } }),
    })
  if (code === protocolError || (code === undefined && meansNothing(error, level)))
    return fail('unreadable', 'what the server sent could not be understood.', { cause: error })
  return fail('unreachable', 'the connection to the server broke.', { cause: error })
}

/** Errors of Node's network after which nothing has left the machine. */
const socketWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'the name of the server is not known',
  EAI_AGAIN: 'the name of the server could not be looked up',
  EHOSTUNREACH: 'there is no way to the server',
  ENETUNREACH: 'there is no way to the server',
}

/** ssh2 gives what it cannot read no codes, so its levels and words are all there is. */
function meansNothing({ message }: Error, level: string | undefined): boolean {
  if (level === 'sftp-protocol') return true
  return /malformed|invalid|bad packet|unexpected packet|unknown packet|exceeds/i.test(message)
}

function withAttempt(broken: Error, attempt: string): Error {
  const failure = failureOf(broken)
  if (failure === undefined) return broken
  const { kind, message, ...more } = failure
  if (message.startsWith(attempt)) return broken
  return fail(kind, `${attempt} failed: ${message}`, { ...more, cause: broken })
}

function numberIn(error: Error): number {
  const { code, level } = error as { readonly code?: unknown; readonly level?: unknown }
  return typeof code === 'number' && level === undefined ? code : 0
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}
