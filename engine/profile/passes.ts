/**
 * Callers that wait for the same work share it: those who come while a pass is under way are gathered into the next one.
 * Who brings few records does not wait behind an import: small and large have a lane each, and the large one gives way.
 * Two passes at a time are as good as two processes, which meet at every compare-and-set anyway.
 */
import type { Precedence } from '../values/precedence.ts'
import { unhurried, type Pace } from '../values/unhurried.ts'

/** Does the work for records at a pace; gives what was found by record id. */
export type Pass = (ids: readonly string[], pace: Pace) => Promise<ReadonlyMap<string, string>>

/** Records in one pass at most. */
const passSize = 500
/** Records that a caller of the small lane brings at most. */
const fewRecords = 20

/** Whether somebody waits for these, more likely than a file or a nightly run. */
export function areFew({ length }: readonly unknown[]): boolean {
  return length <= fewRecords
}

interface Waiting {
  readonly ids: readonly string[]
  readonly resolve: (found: ReadonlyMap<string, string>) => void
  readonly reject: (reason: unknown) => void
}

/** The same work for callers in common. A failed pass fails for everybody in it. */
export function gathered(
  pass: Pass,
  { first, after }: Precedence,
): (ids: readonly string[]) => ReturnType<Pass> {
  const small = lane((ids) => first(() => pass(ids, unhurried)))
  const large = lane((ids) => pass(ids, after))
  return async (ids) => (ids.length === 0 ? new Map() : areFew(ids) ? small(ids) : large(ids))
}

/** One pass after the other. */
function lane(
  pass: (ids: readonly string[]) => ReturnType<Pass>,
): (ids: readonly string[]) => ReturnType<Pass> {
  const queue: Waiting[] = []
  let isBusy = false

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = nextBatch(queue)
      try {
        const found = await pass([...new Set(batch.flatMap(({ ids }) => ids))])
        for (const one of batch) one.resolve(found)
      } catch (error) {
        for (const one of batch) one.reject(error)
      }
    }
    isBusy = false
  }

  return (ids) =>
    new Promise((resolve, reject) => {
      queue.push({ ids, resolve, reject })
      if (isBusy) return
      isBusy = true
      setImmediate(() => void drain())
    })
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
