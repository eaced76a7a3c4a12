/** The one table of what happens on each kind of failure. Everything that calls a remote system reads it here. */
import type { FailureKind } from '../values/failure.ts'

/** What the call path does. */
export interface Reaction {
  /** The same call is tried again within its own time (never a `once` call that may have happened). */
  readonly retries: boolean
  /** What the breaker learns: nothing, one failure, or that a person is needed (it opens at once). */
  readonly breaker: 'succeeded' | 'failed' | 'needsPerson' | 'nothing'
  /** For a `once` call: the remote clearly did not do it. Otherwise its outcome has to be found out. */
  readonly isClearNo: boolean
}

/** By kind of failure. */
export const reactions: Readonly<Record<FailureKind, Reaction>> = {
  unreachable: { retries: true, breaker: 'failed', isClearNo: false },
  throttled: { retries: false, breaker: 'nothing', isClearNo: true },
  unauthenticated: { retries: false, breaker: 'failed', isClearNo: true },
  misconfigured: { retries: false, breaker: 'needsPerson', isClearNo: true },
  refused: { retries: false, breaker: 'succeeded', isClearNo: true },
  unreadable: { retries: false, breaker: 'nothing', isClearNo: false },
  outcomeUnknown: { retries: false, breaker: 'nothing', isClearNo: false },
}
