/** What an HTTP reply means: a result, a no in the remote's words, or what its status says. Pure. */
import { fail, type RemoteFailure } from '../../../engine/values/failure.ts'
import { statusKind } from '../../../engine/values/http-status.ts'
import type { HttpReply } from '../../adapter.ts'
import { holds, leafText, valueAt, type FieldEquals } from '../field-path.ts'
import { failureOfStatus } from '../http-status.ts'
import { parseExactJson, plainJson, type ExactJson } from './exact-json.ts'
import type { SecretMask } from './secret-mask.ts'

/** How the replies of one operation are read. */
export interface ReplyReading {
  /** What was tried, for the failure: `createOrder of the web service`. */
  readonly attempt: string
  readonly success?: readonly number[]
  readonly refusal?: {
    readonly codePath?: string
    readonly messagePath?: string
    readonly when?: FieldEquals
  }
  /** Whether 404 says that a thing is not there (and not that the address is wrong). */
  readonly namesResource: boolean
  readonly tokenExpiredWhen?: FieldEquals
  /** What the remote says goes through it before it is repeated. */
  readonly masked: SecretMask
}

/** The body of a success. Raises the failure that any other reply is. */
export function readReply(reply: HttpReply, reading: ReplyReading, now: Date): ExactJson {
  const body = parsed(reply)
  const plain = body === undefined ? undefined : plainJson(body)
  const { tokenExpiredWhen, refusal, attempt } = reading
  if (tokenExpiredWhen && holds(tokenExpiredWhen, plain)) {
    throw fail('unauthenticated', `${attempt} was answered that the login has expired.`)
  }
  if (!isSuccess(reply, reading)) throw failureOfReply(reply, plain, { reading, now })
  if (refusal?.when && holds(refusal.when, plain)) throw refused(reply, plain, reading)
  if (body !== undefined) return body
  if (reply.body.length === 0) return {}
  throw fail('unreadable', `${attempt} was answered with something that is not JSON.`)
}

function parsed(reply: HttpReply): ExactJson | undefined {
  try {
    return parseExactJson(reply.text())
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined
    throw thrown
  }
}

function isSuccess({ status }: HttpReply, { success }: ReplyReading): boolean {
  return success ? success.includes(status) : status >= 200 && status < 300
}

function failureOfReply(
  reply: HttpReply,
  plain: unknown,
  { reading, now }: { readonly reading: ReplyReading; readonly now: Date },
): RemoteFailure {
  const isMissing = reply.status === 404 && reading.namesResource
  if (isMissing || statusKind(reply.status) === 'refused') return refused(reply, plain, reading)
  return failureOfStatus(reply, reading.attempt, now)
}

function refused(
  reply: HttpReply,
  plain: unknown,
  { refusal, attempt, masked }: ReplyReading,
): RemoteFailure {
  const at = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : leafText(valueAt(plain, path))
  const code = masked(at(refusal?.codePath) ?? `HTTP ${reply.status}`)
  const words = masked(at(refusal?.messagePath) ?? 'it gave no reason')
  return fail('refused', `The remote refused ${attempt}: ${words} (code ${code}).`, { code })
}
