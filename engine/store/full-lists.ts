/** What the lists of a source have named so far: one small document for each item, with the round that named it last. */
import type mongoose from 'mongoose'

import { derivedId } from '../values/hash.ts'

/** One item of a list. */
export interface ListedItem {
  readonly externalId: string
  /** Short hash of the content. */
  readonly hash: string
}

/** An item as stored; the id is made of source and external id. */
interface ListedItemDocument extends ListedItem {
  readonly _id: string
  readonly source: string
  readonly round: number
}

/** Access to lists; a source is named `<connection>/<source>`. */
export interface FullListStore {
  prepare(): Promise<void>
  /** Forgets what this round, or a later one, has named: it begins anew. */
  forget(source: string, round: number): Promise<void>
  /** Hashes of those items that are known. */
  hashes(source: string, externalIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Notes that a round has named these; of an item that is named twice the last counts. */
  keep(source: string, round: number, items: readonly ListedItem[]): Promise<void>
  /** External ids, some of those that no round since this one has named. */
  unseen(source: string, round: number, limit: number): Promise<readonly string[]>
  drop(source: string, externalIds: readonly string[]): Promise<void>
}

/** Opens the lists on a database connection. */
export function fullListStore(connection: mongoose.Connection): FullListStore {
  const items = connection.collection<ListedItemDocument>('sourceListItems')
  const ids = (source: string, externalIds: readonly string[]): string[] =>
    externalIds.map((externalId) => derivedId('listed', source, externalId))
  return {
    prepare: async () => {
      await items.createIndex({ source: 1, round: 1 })
    },
    forget: async (source, round) => {
      await items.deleteMany({ source, round: { $gte: round } })
    },
    hashes: async (source, externalIds) => {
      const found = await items.find({ _id: { $in: ids(source, externalIds) } }).toArray()
      return new Map(found.map(({ externalId, hash }) => [externalId, hash]))
    },
    keep: async (source, round, listed) => {
      const last = new Map(listed.map((one) => [one.externalId, one]))
      if (last.size === 0) return
      await items.bulkWrite(
        [...last.values()].map(({ externalId, hash }) => ({
          replaceOne: {
            filter: { _id: derivedId('listed', source, externalId) },
            replacement: { source, externalId, hash, round },
            upsert: true,
          },
        })),
        { ordered: false },
      )
    },
    unseen: async (source, round, limit) => {
      const found = await items
        .find({ source, round: { $lt: round } })
        .limit(limit)
        .toArray()
      return found.map(({ externalId }) => externalId)
    },
    drop: async (source, externalIds) => {
      await items.deleteMany({ _id: { $in: ids(source, externalIds) } })
    },
  }
}
