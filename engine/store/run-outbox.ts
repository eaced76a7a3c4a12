/** What runs have to tell, in their documents until it is in the feed of events. */
import type mongoose from 'mongoose'

import type { OutgoingEvent } from './event-feed.ts'
import type { RunDocument } from './runs.ts'

/** What a run has not told. */
export interface Untold {
  readonly _id: string
  /** The oldest first. */
  readonly untold: readonly OutgoingEvent[]
}

/** Access to what runs have to tell. */
export interface RunOutbox {
  /** What runs have not told, in the order of the ids. */
  untold(ids: readonly string[]): Promise<readonly Untold[]>
  /** Takes what was told out of the documents. */
  told(runs: readonly Untold[]): Promise<void>
  /** Ids of runs that have something to tell. */
  withUntold(limit: number): Promise<readonly string[]>
}

/** Opens it on the collection of runs. */
export function runOutbox(runs: mongoose.Collection<RunDocument>): RunOutbox {
  return {
    untold: async (ids) => {
      const found = await runs
        .find({ _id: { $in: [...ids] }, untold: { $exists: true } }, { projection: { untold: 1 } })
        .toArray()
      const byId = new Map(found.map(({ _id, untold = [] }) => [_id, untold]))
      return ids.flatMap((_id) => {
        const untold = byId.get(_id) ?? []
        return untold.length === 0 ? [] : [{ _id, untold }]
      })
    },
    told: async (told) => {
      if (told.length === 0) return
      // Nothing came meanwhile in most: then the list goes as a whole, and with it its place in the index.
      const { matchedCount } = await runs.bulkWrite(
        told.map(({ _id, untold }) => ({
          updateOne: {
            filter: { _id, untold: { $size: untold.length }, 'untold.id': untold.at(-1)?.id ?? '' },
            update: { $unset: { untold: true as const } },
          },
        })),
        { ordered: false },
      )
      if (matchedCount === told.length) return
      const pulls = told.map(({ _id, untold }) => ({
        updateOne: {
          filter: { _id, untold: { $exists: true } },
          update: { $pull: { untold: { id: { $in: untold.map(({ id }) => id) } } } },
        },
      })) as unknown as mongoose.mongo.AnyBulkWriteOperation<RunDocument>[]
      await runs.bulkWrite(pulls, { ordered: false })
      const empty = { _id: { $in: told.map(({ _id }) => _id) }, untold: { $size: 0 } }
      await runs.updateMany(empty, { $unset: { untold: true } })
    },
    withUntold: async (limit) => {
      const found = await runs
        .find({ untold: { $exists: true } }, { projection: { _id: 1 } })
        .limit(limit)
        .toArray()
      return found.map(({ _id }) => _id)
    },
  }
}
