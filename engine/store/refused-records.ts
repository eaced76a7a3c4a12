/**
 * Records that could not be taken in, kept for people: the newest refused statement of each thing, as it arrived. One
 * that is taken in afterwards goes; one that nobody cares for goes at `purgeAt`.
 */
import type mongoose from 'mongoose'

import type { RefusalCode } from '../profile/record-document.ts'
import { defined } from '../values/defined.ts'
import { placeOf } from './page-cursor.ts'

/** A refused record as stored; the id is the one that its source record would have. */
export interface RefusedRecord {
  readonly _id: string
  readonly connection: string
  /** Of the connection; absent for what was sent over the API, by a flow, a file import or a command. */
  readonly source?: string
  readonly type: string
  readonly externalId: string
  readonly version?: string
  /** Where a person finds it in the system: `customers.csv, row 17`. */
  readonly origin?: string
  readonly code: RefusalCode
  readonly reason: string
  /** As it arrived, as JSON text. */
  readonly record: string
  /** The row that its fields were made from and what it said before, as JSON text. */
  readonly made?: string
  readonly contentHash: string
  readonly state: 'open' | 'dismissed'
  /** When the thing was refused first, and when this statement of it was. */
  readonly firstAt: Date
  readonly at: Date
  /** How often it was refused. */
  readonly times: number
  /** When a person last tried it again in vain. */
  readonly triedAt?: Date
  readonly dismissed?: { readonly by: string; readonly at: Date; readonly reason: string }
  /** Absent: kept for ever. */
  readonly purgeAt?: Date
  /** Grows with every write; the compare-and-set. */
  readonly revision: number
}

/** What is kept of a refusal; the store adds how often, and until when. */
export type NewRefusal = Omit<RefusedRecord, 'firstAt' | 'times' | 'purgeAt' | 'revision'>

/** What intake needs to know of one that is there. */
export type RefusedBefore = Pick<
  RefusedRecord,
  '_id' | 'revision' | 'version' | 'at' | 'state' | 'contentHash' | 'dismissed'
>

/** Which are wanted. */
export interface RefusedFilter {
  readonly connection?: string
  readonly source?: string
  readonly type?: string
  readonly code?: RefusalCode
  readonly state?: RefusedRecord['state']
  /** Refused at or after, and before, these instants. */
  readonly since?: Date
  readonly before?: Date
}

/** How many are open of one source and code. */
export interface RefusedCount {
  readonly connection: string
  readonly source?: string
  readonly code: RefusalCode
  readonly count: number
  readonly oldestAt: Date
  readonly newestAt: Date
}

/** Access to them. */
export interface RefusedRecordStore {
  prepare(): Promise<void>
  keep(refusals: readonly NewRefusal[]): Promise<void>
  among(ids: readonly string[]): Promise<ReadonlyMap<string, RefusedBefore>>
  byId(id: string): Promise<RefusedRecord | undefined>
  /** The newest first. */
  list(
    filter: RefusedFilter,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly RefusedRecord[]>
  /** The same by id, after an id, for work that goes through all of them. */
  inOrder(filter: RefusedFilter, after: string, limit: number): Promise<readonly RefusedRecord[]>
  count(filter: RefusedFilter): Promise<number>
  /** Of the open ones, by connection, source and code. */
  counts(connection?: string): Promise<readonly RefusedCount[]>
  /** Changes the revision that was read; false when it is another by now. */
  change(
    read: Pick<RefusedRecord, '_id' | 'revision'>,
    change: Partial<Pick<RefusedRecord, 'code' | 'reason' | 'state' | 'triedAt' | 'dismissed'>>,
  ): Promise<boolean>
  /** Takes away the revisions that were read. */
  drop(read: readonly Pick<RefusedRecord, '_id' | 'revision'>[]): Promise<void>
  /** Takes away whatever is there; gives how many. */
  remove(ids: readonly string[]): Promise<number>
}

/** Opens them on a database connection; `keepMs`: how long one is kept after its last refusal, `undefined` for ever. */
export function refusedRecordStore(
  connection: mongoose.Connection,
  keepMs: number | undefined,
): RefusedRecordStore {
  const refused = connection.collection<RefusedRecord>('refusedRecords')

  return {
    prepare: async () => {
      await refused.createIndexes([
        { key: { state: 1, at: -1, _id: 1 } },
        { key: { connection: 1, source: 1, at: -1, _id: 1 } },
      ])
    },
    keep: async (refusals) => {
      if (refusals.length === 0) return
      const writes = refusals.map((one) => {
        const { _id, source, version, origin, made, dismissed, ...rest } = one
        const optional = { source, version, origin, made, dismissed }
        const gone = Object.entries(optional).flatMap(([name, value]) => (value === undefined ? [name] : []))
        const purgeAt = keepMs === undefined ? {} : { purgeAt: new Date(one.at.getTime() + keepMs) }
        const update = {
          $set: { ...rest, ...defined(optional), ...purgeAt },
          $setOnInsert: { firstAt: one.at },
          $inc: { times: 1, revision: 1 },
          $unset: Object.fromEntries([...gone, 'triedAt'].map((name) => [name, true as const])),
        }
        return { updateOne: { filter: { _id }, update, upsert: true } }
      })
      await refused.bulkWrite(writes, { ordered: false })
    },
    among: async (ids) => {
      const projection = { revision: 1, version: 1, at: 1, state: 1, contentHash: 1, dismissed: 1 }
      const found = await refused.find({ _id: { $in: [...ids] } }, { projection }).toArray()
      return new Map(found.map((one) => [one._id, one]))
    },
    byId: async (id) => (await refused.findOne({ _id: id })) ?? undefined,
    list: (filter, { limit, after }) => {
      const place = after === undefined ? undefined : placeOf(after)
      const beyond = place && { $or: [{ at: { $lt: place.at } }, { at: place.at, _id: { $gt: place.id } }] }
      return refused
        .find({ ...queryOf(filter), ...beyond })
        .sort({ at: -1, _id: 1 })
        .limit(limit)
        .toArray()
    },
    inOrder: (filter, after, limit) =>
      refused
        .find({ ...queryOf(filter), _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    count: (filter) => refused.countDocuments(queryOf(filter)),
    counts: async (from) => {
      const found = await refused
        .aggregate<Counted>([
          { $match: { state: 'open', ...(from !== undefined && { connection: from }) } },
          {
            $group: {
              _id: { connection: '$connection', source: { $ifNull: ['$source', ''] }, code: '$code' },
              count: { $sum: 1 },
              oldestAt: { $min: '$firstAt' },
              newestAt: { $max: '$at' },
            },
          },
        ])
        .toArray()
      return found.map(countOf).sort((a, b) => (placeIn(a) < placeIn(b) ? -1 : 1))
    },
    change: async ({ _id, revision }, change) => {
      const { matchedCount } = await refused.updateOne(
        { _id, revision },
        { $set: change, $inc: { revision: 1 } },
      )
      return matchedCount === 1
    },
    drop: async (read) => {
      if (read.length === 0) return
      await refused.bulkWrite(
        read.map(({ _id, revision }) => ({ deleteOne: { filter: { _id, revision } } })),
        { ordered: false },
      )
    },
    remove: async (ids) => (await refused.deleteMany({ _id: { $in: [...ids] } })).deletedCount,
  }
}

interface Counted {
  readonly _id: { readonly connection: string; readonly source: string; readonly code: RefusalCode }
  readonly count: number
  readonly oldestAt: Date
  readonly newestAt: Date
}

function countOf({ _id: { connection, source, code }, ...rest }: Counted): RefusedCount {
  return { connection, ...(source !== '' && { source }), code, ...rest }
}

function placeIn({ connection, source = '', code }: RefusedCount): string {
  return JSON.stringify([connection, source, code])
}

function queryOf({ since, before, ...exactly }: RefusedFilter): object {
  const at = defined({ $gte: since, $lt: before })
  return { ...exactly, ...(Object.keys(at).length > 0 && { at }) }
}
