/**
 * Callers that wait for the same work share it: those who come while a pass is under way are gathered into the next one.
 * Who brings few records does not wait behind an import: small and large have a lane each, and the large one gives way.
 * Two passes at a time are as good as two processes, which meet at every compare-and-set anyway.
 */
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'

import { paced, unhurried, type Pace } from '../values/unhurried.ts'

/** Does the work for records at a pace; gives what was found by record id. */
export type Pass = (ids: readonly string[], pace: Pace) => Promise<ReadonlyMap<string, string>>

/** Records in one pass at most. */
const passSize = 500
/** Records that a caller of the small lane brings at most. */
const fewRecords = 20
/** How long the large lane waits for the small one, and then goes on before it waits again, ms: half of the time each. */
const patienceMs = 50

interface Waiting {
  readonly ids: readonly string[]
  readonly resolve: (found: ReadonlyMap<string, string>) => void
  readonly reject: (reason: unknown) => void
}

/** The same work for callers in common. A failed pass fails for everybody in it. */
export function gathered(pass: Pass): (ids: readonly string[]) => ReturnType<Pass> {
  const small = lane((ids) => pass(ids, unhurried))
  const large = lane((ids) => pass(ids, givingWayTo(small)))
  return async (ids) =>
    ids.length === 0 ? new Map() : ids.length <= fewRecords ? small.take(ids) : large.take(ids)
}

/**
 * A pace that stands still while the lane is busy. Taking turns would not do: what somebody waits for asks the database
 * a dozen times, and would find the thread taken after each answer.
 */
function givingWayTo(lane: Lane): Pace {
  let goesOnUntil = 0
  async function giveWay(): Promise<void> {
    await turn()
    const began = performance.now()
    if (began < goesOnUntil || !lane.isBusy()) return
    await lane.rests(patienceMs)
    if (lane.isBusy()) goesOnUntil = performance.now() + patienceMs
  }
  const pace = paced(giveWay)
  return async (steps) => {
    await giveWay()
    return pace(steps)
  }
}

interface Lane {
  take(ids: readonly string[]): ReturnType<Pass>
  isBusy(): boolean
  /** Resolves when nothing is under way, or after so many milliseconds. */
  rests(withinMs: number): Promise<void>
}

/** One pass after the other. */
function lane(pass: (ids: readonly string[]) => ReturnType<Pass>): Lane {
  const queue: Waiting[] = []
  let work: Promise<void> | undefined

  async function drain(): Promise<void> {
    await turn()
    while (queue.length > 0) {
      const batch = nextBatch(queue)
      try {
        const found = await pass([...new Set(batch.flatMap(({ ids }) => ids))])
        for (const one of batch) one.resolve(found)
      } catch (error) {
        for (const one of batch) one.reject(error)
      }
    }
    work = undefined
  }

  return {
    take: (ids) =>
      new Promise((resolve, reject) => {
        queue.push({ ids, resolve, reject })
        work ??= drain()
      }),
    isBusy: () => work !== undefined,
    rests: async (withinMs) => {
      const enough = new AbortController()
      const limit = pause(withinMs, undefined, enough).catch(() => undefined)
      await Promise.race([work, limit])
      enough.abort()
    },
  }
}

function nextBatch(queue: Waiting[]): readonly Waiting[] {
  const batch: Waiting[] = []
  let size = 0
  for (
    let next = queue[0];
    next !== undefined && (size === 0 || size + next.ids.length <= passSize);
    next = queue[0]
  ) {
    batch.push(next)
    size += next.ids.length
    queue.shift()
  }
  return batch
}
