/**
 * Who goes first in a process with one thread: what somebody waits for, before long work that has time. Taking turns
 * would not do: a short piece asks the database a dozen times, and would find the thread taken after each answer.
 */
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'

import { paced, type Pace } from './unhurried.ts'

/** An order of precedence. */
export interface Precedence {
  /** Does something that somebody waits for. */
  readonly first: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** The pace of long work: while others are first it goes on now and then only, so that it is never starved. */
  readonly after: Pace
}

/** Makes one. `patienceMs`: how long long work stands still at a time; in between it goes on for as long as `paced` lets it. */
export function precedence({ patienceMs = 50 } = {}): Precedence {
  let busy = 0
  let rest = restful()

  async function giveWay(): Promise<void> {
    await turn()
    if (busy === 0) return
    const enough = new AbortController()
    const limit = pause(patienceMs, undefined, enough).catch(() => undefined)
    await Promise.race([rest.comes, limit])
    enough.abort()
  }

  const pace = paced(giveWay)
  return {
    first: async (work) => {
      busy += 1
      try {
        return await work()
      } finally {
        busy -= 1
        if (busy === 0) {
          rest.begin()
          rest = restful()
        }
      }
    },
    after: async (steps) => {
      await giveWay()
      return pace(steps)
    },
  }
}

interface Rest {
  /** Resolves when nobody is first any more. */
  readonly comes: Promise<void>
  begin(): void
}

function restful(): Rest {
  let begin: () => void = () => undefined
  const comes = new Promise<void>((resolve) => (begin = resolve))
  return { comes, begin: () => begin() }
}
