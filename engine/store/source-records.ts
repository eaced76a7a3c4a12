/** Source records in the store: what each connection last said about each thing, and what ties it to others. */
import type mongoose from 'mongoose'

import type { Clock } from '../values/clock.ts'
import { bounded } from './bounded.ts'
import type { OutgoingEvent } from './event-feed.ts'
import { groupCommit, type Committed, type GroupCommit } from './group-commit.ts'
import { groupRead } from './group-read.ts'
import { inOneAnswer } from './one-answer.ts'
import { placeOf } from './page-cursor.ts'
import { refusedRecordStore, type RefusedRecordStore } from './refused-records.ts'

/** A source record as stored; the id is made of connection, type and external id. */
export interface SourceRecordDocument extends Committed {
  readonly connection: string
  readonly type: string
  readonly externalId: string
  readonly version?: string
  readonly contentHash: string
  /** The instant of the statement, RFC 3339: the source's own, else that of arrival. */
  readonly at: string
  readonly receivedAt: Date
  readonly deleted: boolean
  /** JSON text. */
  readonly data: string
  /** Link keys; records that share one may be the same thing. */
  readonly keys: readonly string[]
  /** Keys of the customer that an attached record names. */
  readonly partyKeys: readonly string[]
  /** Keys of the customers that it named before; set until the profiles have taken it in. */
  readonly formerPartyKeys?: readonly string[]
  /** For attached records: their place on a timeline. */
  readonly happenedAt?: Date
  /** What it is found by when records are compared; absent where there is nothing to compare. */
  readonly blocks?: readonly string[]
  /** What is compared, as text; see `textOfFeatures`. */
  readonly features?: string
  /** Values that were taken for shared by many when it was scored; absent when none were. */
  readonly sharedTerms?: readonly string[]
  /** Ids of decisions about it. */
  readonly decisions?: readonly string[]
  /** Grows with every change; the compare-and-set of everything derived from the record. */
  readonly revision: number
  /** Events to be told by then, the oldest first; absent when there are none. */
  readonly untold?: readonly OutgoingEvent[]
}

/** What comparing needs of a record. */
export type MatchableRecord = Pick<SourceRecordDocument, '_id' | 'revision'> &
  Pick<SourceRecordDocument, 'sharedTerms'> &
  Required<Pick<SourceRecordDocument, 'blocks' | 'features'>>

/** What hangs together with records. */
export interface AroundQuery {
  readonly keys: readonly string[]
  readonly ids: readonly string[]
}

/** What of a record ties it to others, and its revision. */
export type RecordState = Pick<SourceRecordDocument, '_id' | 'revision' | 'keys' | 'decisions'>

/** A record that the profiles have taken in; without `sharedTerms` those that it has stay. */
export type SettledRecord = Pick<
  SourceRecordDocument,
  '_id' | 'revision' | 'sharedTerms' | 'formerPartyKeys' | 'untold'
>

/** Access to source records. */
export interface SourceRecordStore {
  prepare(): Promise<void>
  readonly commits: GroupCommit
  /** The same for those who bring few, and do not wait until a batch of many is written. */
  readonly promptCommits: GroupCommit
  /** Look-ups of many callers travel together. */
  byId(id: string): Promise<SourceRecordDocument | undefined>
  byIds(ids: readonly string[]): Promise<readonly SourceRecordDocument[]>
  /** Records that have one of the keys, or are one of the ids; without what is compared. */
  around(wanted: AroundQuery): Promise<readonly SourceRecordDocument[]>
  /** The same, as far as is needed to see whether anything has changed. */
  stateAround(wanted: AroundQuery): Promise<readonly RecordState[]>
  /** Records that have one of the block keys, which tell types apart, each with those of its keys; so many at most, in parts. */
  blocked(keys: readonly string[], most: number): AsyncIterable<readonly MatchableRecord[]>
  /** Those of the block keys that more than `cap` records have. */
  crowded(keys: readonly string[], cap: number): Promise<readonly string[]>
  /** Living records of a type that are compared, by id after an id, for work that goes through all of them. */
  compared(type: string, after: string, limit: number): Promise<readonly MatchableRecord[]>
  /** Whether the records are in the given revisions. */
  areStill(records: readonly Pick<SourceRecordDocument, '_id' | 'revision'>[]): Promise<boolean>
  /**
   * Takes from the records what had to be told, each in the revision that was looked at, and notes their shared terms;
   * empty ones go. A record with nothing of that is not written.
   */
  settled(records: readonly SettledRecord[]): Promise<void>
  /** Notes a decision about the records. */
  decided(ids: readonly string[], decision: string): Promise<void>
  /** Ids after an id, for work that goes through all records. */
  idsInOrder(after: string, limit: number): Promise<readonly string[]>
  /** How many there are. */
  count(): Promise<number>
  /** The newest record of a type and external id, of one connection or any. */
  find(wanted: {
    readonly connection?: string
    readonly type: string
    readonly externalId: string
  }): Promise<SourceRecordDocument | undefined>
  /** Living records of a type, by external id. */
  ofType(
    filter: { readonly type: string; readonly connection?: string },
    page: { readonly limit: number; readonly after?: { readonly externalId: string; readonly id: string } },
  ): Promise<readonly SourceRecordDocument[]>
  /** Attached records of a customer by its keys, the newest first. */
  timeline(
    keys: readonly string[],
    page: { readonly limit: number; readonly after?: string; readonly without?: readonly string[] },
  ): Promise<readonly SourceRecordDocument[]>
  /** What is attached to one of the keys, of one type or any, the newest first; of a deleted record nothing. */
  attachedTo(keys: readonly string[], limit: number, type?: string): Promise<readonly SourceRecordDocument[]>
  /** Those that could not be taken in. */
  readonly refused: RefusedRecordStore
  /** Takes records away, with what was refused of them; gives how many went. */
  remove(ids: readonly string[]): Promise<number>
  /** Puts a record in place of the revision before; false when somebody else was quicker. */
  replace(record: SourceRecordDocument): Promise<boolean>
}

/** Records that are decoded in one go: for as long everybody else waits. */
const partSize = 250
/** Questions on their way to the database together. */
const asksAtOnce = 20

function matchable(document: SourceRecordDocument): readonly MatchableRecord[] {
  const { _id, revision, blocks, features, sharedTerms } = document
  if (blocks === undefined || features === undefined) return []
  return [{ _id, revision, blocks, features, ...(sharedTerms !== undefined && { sharedTerms }) }]
}

/** Opens the source records on a database connection. `keepRefusedMs`: how long those that were refused are kept. */
export function sourceRecordStore(
  connection: mongoose.Connection,
  clock: Clock,
  keepRefusedMs?: number,
): SourceRecordStore {
  const records = connection.collection<SourceRecordDocument>('sourceRecords')
  const refused = refusedRecordStore(connection, keepRefusedMs)
  const committing = { collection: connection.collection<Committed>('sourceRecords'), clock }
  const find = (filter: object): Promise<SourceRecordDocument[]> =>
    records.find(filter, inOneAnswer).toArray()
  const byId = groupRead(async (ids) => {
    const found = await find({ _id: { $in: [...ids] } })
    return new Map(found.map((record) => [record._id, record]))
  })
  async function around<Found extends RecordState>(
    { keys, ids }: AroundQuery,
    projection: Readonly<Record<string, 0 | 1>>,
  ): Promise<readonly Found[]> {
    const among = async (field: string, values: readonly string[]): Promise<readonly Found[]> =>
      values.length === 0
        ? []
        : ((await records
            .find({ [field]: { $in: [...values] } }, { ...inOneAnswer, projection })
            .toArray()) as unknown as readonly Found[])
    const found = await Promise.all([among('keys', keys), among('_id', ids)])
    return [...new Map(found.flat().map((record) => [record._id, record])).values()]
  }

  return {
    commits: groupCommit(committing),
    promptCommits: groupCommit(committing),
    refused,
    prepare: async () => {
      await refused.prepare()
      await records.createIndexes([
        { key: { keys: 1 } },
        { key: { blocks: 1 }, sparse: true },
        { key: { partyKeys: 1, happenedAt: -1 } },
        { key: { type: 1, externalId: 1, _id: 1 } },
      ])
    },
    byId,
    byIds: (ids) => find({ _id: { $in: [...ids] } }),
    around: (wanted) => around<SourceRecordDocument>(wanted, { blocks: 0, features: 0 }),
    stateAround: (wanted) => around<RecordState>(wanted, { revision: 1, keys: 1, decisions: 1 }),
    blocked: async function* (keys, most) {
      if (keys.length === 0) return
      // By the keys alone: with the type too, a database may go through its index of all records of that type.
      const found = records
        .find(
          { blocks: { $in: [...keys] } },
          {
            ...inOneAnswer,
            // A record has a dozen keys, and is found by one or two.
            projection: {
              revision: 1,
              features: 1,
              sharedTerms: 1,
              blocks: { $setIntersection: ['$blocks', [...keys]] },
            },
          },
        )
        .limit(most)
      try {
        while (await found.hasNext()) yield found.readBufferedDocuments(partSize).flatMap(matchable)
      } finally {
        await found.close()
      }
    },
    crowded: async (keys, cap) => {
      const found: string[] = []
      const isCrowded = async (key: string): Promise<boolean> => {
        const options = { ...inOneAnswer, projection: { _id: 1 } }
        return (
          (
            await records
              .find({ blocks: key }, options)
              .limit(cap + 1)
              .toArray()
          ).length > cap
        )
      }
      for (let from = 0; from < keys.length; from += asksAtOnce) {
        const part = keys.slice(from, from + asksAtOnce)
        const are = await Promise.all(part.map(isCrowded))
        found.push(...part.filter((_, place) => are[place]))
      }
      return found
    },
    compared: async (type, after, limit) => {
      const found = await records
        .find(
          { _id: { $gt: after }, type, 'blocks.0': { $exists: true } },
          { projection: { revision: 1, blocks: 1, features: 1, sharedTerms: 1 } },
        )
        .sort({ _id: 1 })
        .limit(limit)
        .toArray()
      return found.flatMap(matchable)
    },
    areStill: async (list) => {
      if (list.length === 0) return true
      const wanted = new Map(list.map(({ _id, revision }) => [_id, revision]))
      const found = await records
        .find({ _id: { $in: [...wanted.keys()] } }, { ...inOneAnswer, projection: { revision: 1 } })
        .toArray()
      return found.every(({ _id, revision }) => wanted.get(_id) === revision)
    },
    settled: async (list) => {
      const inOrder = [...list].sort((a, b) => (a._id < b._id ? -1 : 1))
      const writes = inOrder.flatMap(({ _id, revision, sharedTerms, formerPartyKeys, untold }) => {
        const gone = {
          ...(formerPartyKeys !== undefined && { formerPartyKeys: true as const }),
          ...(untold !== undefined && { untold: true as const }),
          ...(sharedTerms?.length === 0 && { sharedTerms: true as const }),
        }
        const update = {
          ...(Object.keys(gone).length > 0 && { $unset: gone }),
          ...(sharedTerms?.length && { $set: { sharedTerms } }),
        }
        return Object.keys(update).length === 0 ? [] : [{ updateOne: { filter: { _id, revision }, update } }]
      })
      if (writes.length > 0) await records.bulkWrite(writes, { ordered: false })
    },
    decided: async (ids, decision) => {
      await records.updateMany(
        { _id: { $in: [...ids] } },
        { $inc: { revision: 1 }, $addToSet: { decisions: decision } },
      )
    },
    idsInOrder: async (after, limit) => {
      const found = await records
        .find({ _id: { $gt: after } }, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray()
      return found.map(({ _id }) => _id)
    },
    count: () => records.countDocuments(),
    find: async ({ connection: from, type, externalId }) => {
      const filter = { type, externalId, ...(from !== undefined && { connection: from }) }
      return (await bounded(records.find(filter).sort({ at: -1, _id: 1 }).limit(1).toArray()))[0]
    },
    ofType: (filter, { limit, after }) => {
      const beyond = after && {
        $or: [
          { externalId: { $gt: after.externalId } },
          { externalId: after.externalId, _id: { $gt: after.id } },
        ],
      }
      return records
        .find({ ...filter, deleted: false, ...beyond })
        .sort({ externalId: 1, _id: 1 })
        .limit(limit)
        .toArray()
    },
    attachedTo: (keys, limit, type) =>
      keys.length === 0
        ? Promise.resolve([])
        : records
            .find({
              partyKeys: { $in: [...keys] },
              happenedAt: { $exists: true },
              deleted: false,
              ...(type !== undefined && { type }),
            })
            .sort({ happenedAt: -1, _id: 1 })
            .limit(limit)
            .toArray(),
    timeline: (keys, { limit, after, without = [] }) => {
      const place = after === undefined ? undefined : placeOf(after)
      const beyond = place && {
        $or: [{ happenedAt: { $lt: place.at } }, { happenedAt: place.at, _id: { $gt: place.id } }],
      }
      return records
        .find({
          partyKeys: { $in: [...keys] },
          deleted: false,
          ...(without.length > 0 && { type: { $nin: [...without] } }),
          ...beyond,
        })
        .sort({ happenedAt: -1, _id: 1 })
        .limit(limit)
        .toArray()
    },
    remove: async (ids) => {
      if (ids.length === 0) return 0
      const among = { _id: { $in: [...ids] } }
      const [gone, turnedAway] = await Promise.all([records.deleteMany(among), refused.remove(ids)])
      return gone.deletedCount + turnedAway
    },
    replace: async (document) => {
      const { _id, revision } = document
      return (await records.replaceOne({ _id, revision: revision - 1 }, document)).matchedCount === 1
    },
  }
}
