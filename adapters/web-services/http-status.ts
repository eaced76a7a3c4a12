/**
 * What an HTTP status means when the body says nothing better. One table for everything that speaks HTTP in
 * this kind; business words, when the remote has any, are read before this table is asked.
 */
import { fail, type RemoteFailure } from '../../engine/values/failure.ts'
import { retryAfter, statusKind } from '../../engine/values/http-status.ts'
import type { HttpReply } from '../adapter.ts'

/** The failure that a status is. `attempt` says what was tried: `GetInvoice of the web service`. */
export function failureOfStatus(reply: HttpReply, attempt: string, now: Date): RemoteFailure {
  const retryAt = retryAfter(reply.headers['retry-after'], now)
  const words = `${attempt} was answered with HTTP ${reply.status}${advice(reply.status)}.`
  return fail(statusKind(reply.status), words, { code: `HTTP ${reply.status}`, ...(retryAt && { retryAt }) })
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400
}

function advice(status: number): string {
  if (isRedirect(status)) return '; redirects are not followed, so give the final address in the settings'
  if (status === 403) return '; the login has no right to do this'
  if (status === 404 || status === 405) return '; the address or the path in the settings is wrong'
  return ''
}
