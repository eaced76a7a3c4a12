/** What an HTTP reply means: a result, a no in the remote's words, or what its status says. Pure. */
import { fail, type RemoteFailure } from '../../../engine/values/failure.ts'
import { statusKind } from '../../../engine/values/http-status.ts'
import type { HttpReply } from '../../adapter.ts'
import { holds, leafText, valueAt, type FieldEquals } from '../field-path.ts'
import { failureOfStatus } from '../http-status.ts'
import { parseExactJson, plainJson, type ExactJson } from '../../../engine/values/exact-json.ts'
import type { ReplyMeans } from './sender.ts'

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
}

/** The body of a success. Raises the failure that any other reply is. */
export function readReply(reply: HttpReply, reading: ReplyReading, means: ReplyMeans): ExactJson {
  const body = parsed(reply)
  const plain = body === undefined ? undefined : plainJson(body)
  const { refusal, attempt } = reading
  if (means.hasExpired(reply, plain)) {
    throw fail('unauthenticated', `${attempt} was answered that the login has expired.`)
  }
  if (!isSuccess(reply, reading)) throw failureOfReply(reply, plain, { ...means, reading })
  if (refusal?.when && holds(refusal.when, plain)) throw refused(reply, plain, { ...means, reading })
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
  means: ReplyMeans & { readonly reading: ReplyReading },
): RemoteFailure {
  const { reading, now } = means
  const isMissing = reply.status === 404 && reading.namesResource
  if (isMissing || statusKind(reply.status) === 'refused') return refused(reply, plain, means)
  return failureOfStatus(reply, reading.attempt, now)
}

function refused(
  reply: HttpReply,
  plain: unknown,
  { reading: { refusal, attempt }, masked }: ReplyMeans & { readonly reading: ReplyReading },
): RemoteFailure {
  const at = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : leafText(valueAt(plain, path))
  const code = masked(at(refusal?.codePath) ?? `HTTP ${reply.status}`)
  const words = masked(at(refusal?.messagePath) ?? 'it gave no reason')
  return fail('refused', `The remote refused ${attempt}: ${words} (code ${code}).`, { code })
}
