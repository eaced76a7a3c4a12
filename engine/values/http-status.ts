/**
 * What an HTTP status means when the body says nothing better. Business words, where the remote has any, are
 * read before this table is asked: a status alone is the weakest thing a remote can say.
 */
import type { FailureKind } from './failure.ts'

/** The kind of failure that a status is; for a 2xx whose body said nothing useful, `unreadable`. */
export function statusKind(status: number): FailureKind {
  const exact = exactKinds[status]
  if (exact) return exact
  if (status >= 500) return 'unreachable'
  if (status >= 400) return 'refused'
  // Redirects are not followed, so the address in the settings is not the final one.
  return status >= 300 ? 'misconfigured' : 'unreadable'
}

const exactKinds: Readonly<Partial<Record<number, FailureKind>>> = {
  401: 'unauthenticated',
  407: 'unauthenticated',
  403: 'misconfigured',
  404: 'misconfigured',
  405: 'misconfigured',
  406: 'misconfigured',
  415: 'misconfigured',
  426: 'misconfigured',
  501: 'misconfigured',
  408: 'unreachable',
  425: 'unreachable',
  429: 'throttled',
}

/** The instant that a `Retry-After` header (seconds, or an HTTP date) names; `undefined` when it names none. */
export function retryAfter(header: string | undefined, now: Date): Date | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return new Date(now.getTime() + Number(header) * 1000)
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : new Date(at)
}
