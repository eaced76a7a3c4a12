/**
 * A clock that tests move by hand. `advance` lets sleepers wake in the order of their due times, one after
 * the other, with `now()` at each one's instant and with time for what it woke to settle, so a week of
 * retries passes in milliseconds and always in the same order.
 */
import { setImmediate as turn } from 'node:timers/promises'

import type { Clock } from '../../engine/values/clock.ts'

/** A clock under the test's control. */
export interface FakeClock extends Clock {
  /** Moves time on by `ms`, waking everybody who is due on the way. */
  advance(ms: number): Promise<void>
  /** Time leaps by `ms` as on a machine that slept: everybody who is due wakes once, at the end of it. */
  leap(ms: number): Promise<void>
  /** Lets everything that can happen without time passing happen. */
  settle(): Promise<void>
  /** How many are asleep. */
  readonly sleepers: number
}

interface Sleeper {
  readonly dueMs: number
  readonly wake: () => void
}

/** Turns of the event loop that promises, and sockets on loopback, are given to settle. */
const turns = 12
/** Whoever is busy for longer than this may be waiting for time to pass, ms. */
const patienceMs = 10_000

/**
 * Makes a clock that stands still at `start` (an instant, or its RFC 3339 text). Given `atRest`, time does not pass
 * before that resolves: another process, which does not live by this clock, is given the time that it needs.
 */
export function fakeClock(
  start: Date | string = '2026-01-01T00:00:00Z',
  atRest?: () => Promise<void> | undefined,
): FakeClock {
  let nowMs = new Date(start).getTime()
  const sleeping = new Set<Sleeper>()

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve()
      const wake = (): void => {
        sleeping.delete(sleeper)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const sleeper: Sleeper = { dueMs: nowMs + Math.max(0, ms), wake }
      sleeping.add(sleeper)
      signal?.addEventListener('abort', wake, { once: true })
    })
  }

  async function settle(): Promise<void> {
    const giveUpAt = Date.now() + patienceMs
    for (let count = 0; count < turns; count += 1) {
      const wait = Date.now() < giveUpAt ? atRest?.() : undefined
      if (wait !== undefined) {
        await wait
        count = 0
      }
      await turn()
    }
  }

  /** The next to wake up to `untilMs`; of equals, the one who fell asleep first. */
  function nextDue(untilMs: number): Sleeper | undefined {
    let next: Sleeper | undefined
    for (const sleeper of sleeping) {
      if (sleeper.dueMs <= untilMs && (next === undefined || sleeper.dueMs < next.dueMs)) next = sleeper
    }
    return next
  }

  return {
    now: () => new Date(nowMs),
    sleep,
    settle,
    get sleepers() {
      return sleeping.size
    },
    leap: async (ms) => {
      await settle()
      nowMs += ms
      const due = [...sleeping].filter(({ dueMs }) => dueMs <= nowMs)
      for (const { wake } of due) wake()
      await settle()
    },
    advance: async (ms) => {
      const untilMs = nowMs + ms
      await settle()
      for (let next = nextDue(untilMs); next !== undefined; next = nextDue(untilMs)) {
        nowMs = Math.max(nowMs, next.dueMs)
        next.wake()
        await settle()
      }
      nowMs = untilMs
    },
  }
}
