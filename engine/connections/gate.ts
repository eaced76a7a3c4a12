/**
 * The gate of one connection: breaker, pauses that the remote asked for, bulkhead and rate limit, in this order, around
 * every attempt of every call. What is turned away here was provably not sent (`details.sent` is false). The limits
 * hold for each hub process.
 */
import type { Limits } from '../../adapters/adapter.ts'
import type { Clock } from '../values/clock.ts'
import { fail, failureOf } from '../values/failure.ts'
import { admit, closed, learn, type BreakerState } from './breaker.ts'
import { bulkhead } from './bulkhead.ts'
import { reactions } from './reactions.ts'
import { fullBucket, giveBack, take, type RatePolicy } from './token-bucket.ts'

/** One attempt as the gate sees it. */
export interface Passage {
  /** The latest instant at which it is still worth beginning. */
  readonly beginBy: Date
  /** Milliseconds that it may take once begun. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** How a connection is, in numbers. */
export interface GateState {
  readonly breaker: BreakerState['kind']
  readonly active: number
  readonly waiting: number
}

/** Lets attempts through. */
export interface Gate {
  pass<Result>(passage: Passage, act: () => Promise<Result>): Promise<Result>
  readonly state: GateState
  /** What stands in the way, in sentences; none when all is well. */
  words(): readonly string[]
}

/** After this the remote is asked again, whatever it said. */
const longestPauseMs = 3_600_000

/** Makes the gate of one connection; `name` is for the messages. */
export function gate(name: string, limits: Limits | undefined, clock: Clock): Gate {
  const size = limits?.concurrency ?? 10
  const slots = bulkhead(size, clock)
  const rate = rateOf(limits)
  let bucket = rate && fullBucket(rate, clock.now().getTime())
  let breaker = closed
  let pausedUntilMs = 0

  function checkPause(): void {
    if (pausedUntilMs <= clock.now().getTime()) return
    const retryAt = new Date(pausedUntilMs)
    throw fail('throttled', `${name} asked to wait until ${retryAt.toISOString()}.`, {
      retryAt,
      details: { sent: false },
    })
  }

  function checkBreaker(): void {
    const asked = admit(breaker, clock.now().getTime())
    breaker = asked.state
    if (asked.admitted || breaker.kind === 'closed') return
    throw fail('unreachable', `${name} is not called at the moment: ${breaker.because}`, {
      code: 'breakerOpen',
      retryAt: new Date(breaker.until),
      details: { sent: false },
    })
  }

  async function takeTurn({ beginBy, signal }: Passage): Promise<void> {
    if (rate === undefined || bucket === undefined) return
    const taken = take(bucket, rate, clock.now().getTime())
    bucket = taken.bucket
    const goAt = new Date(clock.now().getTime() + taken.waitMs)
    if (goAt > beginBy) {
      bucket = giveBack(bucket, rate)
      throw fail('throttled', `${name} is at its limit of ${String(rate.ratePerSecond)} calls a second.`, {
        retryAt: goAt,
        details: { sent: false },
      })
    }
    if (taken.waitMs > 0) await clock.sleep(taken.waitMs, signal)
  }

  function note(error: unknown): void {
    const failure = failureOf(error)
    // Called off by us: nothing was learnt of the remote.
    if (failure === undefined || failure.code === 'cancelled') return
    const { retryAt, kind, message } = failure
    const lesson = reactions[kind].breaker
    const nowMs = clock.now().getTime()
    // 503 says when to come back, too. Nobody is believed to be away for longer than an hour.
    if (retryAt !== undefined && (kind === 'throttled' || kind === 'unreachable'))
      pausedUntilMs = Math.min(retryAt.getTime(), nowMs + longestPauseMs)
    if (lesson === 'succeeded') breaker = closed
    if (lesson === 'failed') breaker = learn(breaker, { kind: 'failed', because: message }, { nowMs })
    if (lesson === 'needsPerson') {
      breaker = learn(breaker, { kind: 'failed', because: message, needsPerson: true }, { nowMs })
    }
  }

  return {
    pass: async (passage, act) => {
      checkPause()
      const occupiedUntil = new Date(passage.beginBy.getTime() + passage.timeoutMs)
      const leave = await slots.enter(occupiedUntil, passage.signal)
      if (leave === undefined) {
        const words = `All ${String(size)} calls that ${name} takes at the same time were busy for too long.`
        throw fail('throttled', words, { details: { sent: false } })
      }
      try {
        await takeTurn(passage)
        checkBreaker()
        const result = await act()
        breaker = closed
        return result
      } catch (error) {
        if (failureOf(error)?.code !== 'breakerOpen') note(error)
        throw error
      } finally {
        leave()
      }
    },
    get state() {
      return { breaker: breaker.kind, ...slots.load }
    },
    words: () => {
      const nowMs = clock.now().getTime()
      return [
        ...(breaker.kind === 'closed'
          ? []
          : [
              `The connection ${name} is not called until ${new Date(breaker.until).toISOString()}: ${breaker.because}`,
            ]),
        ...(pausedUntilMs > nowMs
          ? [`${name} asked to wait until ${new Date(pausedUntilMs).toISOString()}.`]
          : []),
        ...(slots.load.waiting > 0
          ? [`${String(slots.load.waiting)} calls of ${name} wait for a free slot.`]
          : []),
      ]
    },
  }
}

function rateOf(limits: Limits | undefined): RatePolicy | undefined {
  if (limits?.ratePerSecond === undefined) return undefined
  return { ratePerSecond: limits.ratePerSecond, burst: limits.burst ?? Math.max(1, limits.ratePerSecond) }
}
