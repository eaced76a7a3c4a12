/** Waiting before another attempt: exponential with full jitter, so that many who failed together do not come back together. */

/** How often and how far apart one call is tried within its own time. */
export interface RetryPolicy {
  /** Attempts in all, the first included. */
  readonly attempts: number
  /** Milliseconds: the most that the first wait may take. */
  readonly baseMs: number
  /** Milliseconds: no wait is longer. */
  readonly capMs: number
}

/** Short hiccups are bridged here; longer outages are the runs' affair, whose retries survive a restart. */
export const quickRetries: RetryPolicy = { attempts: 3, baseMs: 200, capMs: 2_000 }

/** Milliseconds before the attempt after `attempt` (1 is the first); `random` from 0 (inclusive) to 1 (exclusive). */
export function fullJitterMs(
  attempt: number,
  random: number,
  { baseMs, capMs }: Pick<RetryPolicy, 'baseMs' | 'capMs'>,
): number {
  return Math.floor(random * Math.min(capMs, baseMs * 2 ** (attempt - 1)))
}
