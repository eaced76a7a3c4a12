/**
 * Who goes first in a process with one thread: what somebody waits for, before long work that has time. Taking turns
 * would not do: a short piece asks the database a dozen times, and would find the thread taken after each answer.
 */
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'

import type { Pace, Steps } from './unhurried.ts'

/** An order of precedence. */
export interface Precedence {
  /** Does something that somebody waits for. */
  readonly first: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** The pace of long work: while others are first it goes on now and then only, so that it is never starved. */
  readonly after: Pace
}

/** How precedence is given. */
export interface PrecedenceOptions {
  /** How long long work goes on before it gives way, ms of work. Default 1. */
  readonly goMs?: number
  /** How long it stands still at a time, ms: with the default of 8 it keeps a ninth of the time, whoever else there is. */
  readonly patienceMs?: number
}

/** Makes one. */
export function precedence({ goMs = 1, patienceMs = 8 }: PrecedenceOptions = {}): Precedence {
  let busy = 0
  let rest = restful()
  /** What all long work has done since it gave way, ms. */
  let workedMs = 0

  async function giveWay(): Promise<void> {
    await turn()
    if (busy === 0) return
    const enough = new AbortController()
    const limit = pause(patienceMs, undefined, enough).catch(() => undefined)
    await Promise.race([rest.comes, limit])
    enough.abort()
  }

  async function after<Result>(steps: Steps<Result>): Promise<Result> {
    for (let began = performance.now(); ;) {
      const step = steps.next()
      const soFar = workedMs + performance.now() - began
      if (step.done === true) {
        workedMs = soFar
        return step.value
      }
      if (soFar < goMs) continue
      workedMs = 0
      await giveWay()
      began = performance.now()
    }
  }

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
    after,
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
