/**
 * Group read: the look-ups of many concurrent callers travel in one query. As in group commit there is no timer: while
 * one query is under way the next keys gather. A query always begins after its callers have asked, so each sees what
 * was written before it asked.
 */

import { bounded } from './bounded.ts'

/** Gathers look-ups by key. Gives the values of one key; rejects with the query's own error. */
export type GroupRead<Value> = (key: string) => Promise<Value | undefined>

interface Waiting<Value> {
  readonly key: string
  readonly resolve: (value: Value | undefined) => void
  readonly reject: (reason: unknown) => void
}

/** Keys in one query at most. */
const batchSize = 500

/** Makes the gatherer of one query. */
export function groupRead<Value>(
  find: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): GroupRead<Value> {
  const queue: Waiting<Value>[] = []
  let isBusy = false

  async function drain(): Promise<void> {
    while (queue.length > 0) await answer(queue.splice(0, batchSize))
    isBusy = false
  }

  async function answer(batch: readonly Waiting<Value>[]): Promise<void> {
    try {
      const found = await bounded(find([...new Set(batch.map(({ key }) => key))]))
      for (const { key, resolve } of batch) resolve(found.get(key))
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      queue.push({ key, resolve, reject })
      if (isBusy) return
      isBusy = true
      setImmediate(() => void drain())
    })
}
