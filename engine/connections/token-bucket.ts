/** The rate limit of a connection as a pure state machine: tokens come steadily, calls take one each. */

/** Tokens a second, and how many may gather. */
export interface RatePolicy {
  readonly ratePerSecond: number
  readonly burst: number
}

/** Tokens at an instant (ms since the epoch). Below zero: promised to callers who wait already. */
export interface Bucket {
  readonly tokens: number
  readonly atMs: number
}

/** A full bucket. */
export function fullBucket({ burst }: RatePolicy, nowMs: number): Bucket {
  return { tokens: burst, atMs: nowMs }
}

/** Takes a token, or a place in the queue for one: the caller waits `waitMs` (0: goes now). */
export function take(
  bucket: Bucket,
  policy: RatePolicy,
  nowMs: number,
): { readonly bucket: Bucket; readonly waitMs: number } {
  const elapsedMs = Math.max(0, nowMs - bucket.atMs)
  const grown = Math.min(policy.burst, bucket.tokens + (elapsedMs / 1000) * policy.ratePerSecond)
  const tokens = grown - 1
  const waitMs = tokens >= 0 ? 0 : Math.ceil((-tokens / policy.ratePerSecond) * 1000)
  return { bucket: { tokens, atMs: Math.max(bucket.atMs, nowMs) }, waitMs }
}

/** Gives back a token of a caller who did not go. */
export function giveBack(bucket: Bucket, { burst }: RatePolicy): Bucket {
  return { ...bucket, tokens: Math.min(burst, bucket.tokens + 1) }
}
