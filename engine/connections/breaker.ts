/**
 * The circuit breaker of a connection as a pure state machine: after so many failures in a row it opens and calls
 * fail at once; after a while one call may probe; its outcome closes or opens it again, each time for longer.
 */

/** The state; a connection begins with `closed`. */
export type BreakerState =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly until: number; readonly times: number; readonly because: string }
  /** One probe is under way; should its caller vanish, another may probe after `until`. */
  | { readonly kind: 'halfOpen'; readonly until: number; readonly times: number; readonly because: string }

/** What the breaker learns. `needsPerson`: settings or rights are wrong, so it opens at the first time. */
export type BreakerEvent =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly because: string; readonly needsPerson?: boolean }

/** When it opens and for how long. */
export interface BreakerPolicy {
  /** Failures in a row that open it. */
  readonly threshold: number
  /** Milliseconds of the first opening; doubled each time it opens again without having closed. */
  readonly openMs: number
  readonly maxOpenMs: number
}

/** Five in a row; half a minute, up to five. */
export const patient: BreakerPolicy = { threshold: 5, openMs: 15_000, maxOpenMs: 300_000 }

/** A breaker that has seen nothing yet. */
export const closed: BreakerState = { kind: 'closed', failures: 0 }

/** Whether a call may go now (ms since the epoch), and the state after asking. */
export function admit(
  state: BreakerState,
  nowMs: number,
  policy: BreakerPolicy = patient,
): { readonly state: BreakerState; readonly admitted: boolean } {
  if (state.kind === 'closed') return { state, admitted: true }
  if (nowMs < state.until) return { state, admitted: false }
  const { times, because } = state
  return { state: { kind: 'halfOpen', until: nowMs + policy.openMs, times, because }, admitted: true }
}

/** The state after an outcome. */
export function learn(
  state: BreakerState,
  event: BreakerEvent,
  { nowMs, policy = patient }: { readonly nowMs: number; readonly policy?: BreakerPolicy },
): BreakerState {
  if (event.kind === 'succeeded') return closed
  if (state.kind === 'open') return state
  const failures = state.kind === 'closed' ? state.failures + 1 : policy.threshold
  if (failures < policy.threshold && event.needsPerson !== true) return { kind: 'closed', failures }
  const times = state.kind === 'closed' ? 1 : state.times + 1
  const openMs = Math.min(policy.openMs * 2 ** (times - 1), policy.maxOpenMs)
  return { kind: 'open', until: nowMs + openMs, times, because: event.because }
}
