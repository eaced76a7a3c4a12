/**
 * What a run leaves in its document, with the checkpoint in which it came to be, until it is where it belongs: events
 * for the feed, work items that are closed, called runs that are called off.
 */
import type mongoose from 'mongoose'

import type { ClosedWorkItem } from './closed-work-items.ts'
import type { OutgoingEvent } from './event-feed.ts'
import type { RunDocument } from './runs.ts'

/** What one run has left. */
export interface Left<Item> {
  readonly _id: string
  /** The oldest first. */
  readonly items: readonly Item[]
}

/** One list of that kind. */
export interface RunOutbox<Item> {
  /** What runs have left, in the order of the ids. */
  leftIn(runs: readonly string[]): Promise<readonly Left<Item>[]>
  /** Takes what has arrived out of the documents. */
  arrived(left: readonly Left<Item>[]): Promise<void>
  /** Ids of runs that have left something, but for some. */
  waiting(limit: number, but: readonly string[]): Promise<readonly string[]>
}

/** The lists, by their fields in the document. */
export interface RunOutboxes {
  readonly untold: RunOutbox<OutgoingEvent>
  readonly closedItems: RunOutbox<ClosedWorkItem>
  readonly calledOff: RunOutbox<CalledOff>
}

/** A called run that its caller went on without, and that does not know it yet. */
export interface CalledOff {
  /** Of the called run. */
  readonly id: string
  /** When the caller went on. */
  readonly at: string
  /** The caller is undoing what it did; the called run undoes too. */
  readonly compensate?: true
}

/** Opens them on the collection of runs. */
export function runOutboxes(runs: mongoose.Collection<RunDocument>): RunOutboxes {
  return {
    untold: outbox<OutgoingEvent>(runs, 'untold'),
    closedItems: outbox<ClosedWorkItem>(runs, 'closedItems'),
    calledOff: outbox<CalledOff>(runs, 'calledOff'),
  }
}

function outbox<Item extends { readonly id: string }>(
  runs: mongoose.Collection<RunDocument>,
  list: keyof RunOutboxes,
): RunOutbox<Item> {
  const present = { [list]: { $exists: true } }
  const itemsOf = (run: RunDocument | undefined): readonly Item[] =>
    (run?.[list] ?? []) as readonly unknown[] as readonly Item[]

  return {
    leftIn: async (ids) => {
      const found = await runs
        .find({ _id: { $in: [...ids] }, ...present }, { projection: { [list]: 1 } })
        .toArray()
      const byId = new Map(found.map((run) => [run._id, run]))
      return ids
        .map((_id) => ({ _id, items: itemsOf(byId.get(_id)) }))
        .filter(({ items }) => items.length > 0)
    },
    arrived: async (left) => {
      if (left.length === 0) return
      // Nothing came meanwhile in most: then the list goes as a whole, and with it its place in the index.
      const { matchedCount } = await runs.bulkWrite(
        left.map(({ _id, items }) => ({
          updateOne: {
            filter: { _id, [list]: { $size: items.length }, [`${list}.id`]: items.at(-1)?.id ?? '' },
            update: { $unset: { [list]: true as const } },
          },
        })),
        { ordered: false },
      )
      if (matchedCount === left.length) return
      const pulls = left.map(({ _id, items }) => ({
        updateOne: {
          filter: { _id, ...present },
          update: { $pull: { [list]: { id: { $in: items.map(({ id }) => id) } } } },
        },
      })) as unknown as mongoose.mongo.AnyBulkWriteOperation<RunDocument>[]
      await runs.bulkWrite(pulls, { ordered: false })
      const empty = { _id: { $in: left.map(({ _id }) => _id) }, [list]: { $size: 0 } }
      await runs.updateMany(empty, { $unset: { [list]: true as const } })
    },
    waiting: async (limit, but) => {
      const found = await runs
        .find({ ...present, ...(but.length > 0 && { _id: { $nin: [...but] } }) }, { projection: { _id: 1 } })
        .limit(limit)
        .toArray()
      return found.map(({ _id }) => _id)
    },
  }
}
