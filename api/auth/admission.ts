/** Whether a caller's request is taken now: not while the hub goes down, and not more often than agreed. */
import { Problem } from '../../contracts/problems.ts'
import { fullBucket, take, type Bucket } from '../../engine/connections/token-bucket.ts'
import type { Clock } from '../../engine/values/clock.ts'
import type { Caller } from './api-keys.ts'

/** What admission looks at. */
export interface AdmissionPorts {
  readonly clock: Clock
  /** For each key, with bursts of twice that; 0: no limit. */
  readonly ratePerSecond: number
  /** True once the hub is going down. */
  readonly isStopping: () => boolean
}

/** Raises `shuttingDown`, or `rateLimited` with the second at which the next request may come. */
export type Admit = (caller: Caller) => void

/** Makes the admission of this process: a bucket for each key. */
export function admission({ clock, ratePerSecond, isStopping }: AdmissionPorts): Admit {
  const buckets = new Map<string, Bucket>()
  const policy = { ratePerSecond, burst: Math.max(1, 2 * ratePerSecond) }
  return ({ id }) => {
    if (isStopping()) throw new Problem('shuttingDown', 'The hub is stopping.', { retryAfterSeconds: 5 })
    if (ratePerSecond === 0) return
    const nowMs = clock.now().getTime()
    const { bucket, waitMs } = take(buckets.get(id) ?? fullBucket(policy, nowMs), policy, nowMs)
    if (waitMs > 0) {
      const words = `More than ${String(ratePerSecond)} requests a second.`
      throw new Problem('rateLimited', words, { retryAfterSeconds: Math.ceil(waitMs / 1000) })
    }
    buckets.set(id, bucket)
  }
}
