/**
 * Erasures: what was erased, by whom and why, with the proof; and the tombstones (keyed hashes) by which a person who
 * comes again is noticed. Nothing here says who it was, once an erasure is done.
 */
import type mongoose from 'mongoose'

/** What was done in one place. */
export interface PlaceReport {
  /** Documents that were taken away as a whole. */
  readonly removed: number
  /** Documents in which the person's values were masked. */
  readonly masked: number
  /** Documents in which the last look still found something. */
  readonly remaining: number
}

/** An erasure as stored. */
export interface ErasureDocument {
  readonly _id: string
  readonly state: 'running' | 'completed'
  /** The profile, and those that had become part of it. */
  readonly profiles: readonly string[]
  readonly kind: string
  /** The version that tells of it in the feed. */
  readonly version: number
  readonly by: string
  readonly at: Date
  readonly reason?: string
  readonly completedAt?: Date
  /** What is looked for, as JSON text; gone once it is done. */
  readonly terms?: string
  /** By place (a collection). */
  readonly places: Readonly<Record<string, PlaceReport>>
  /** Tombstones that were set. */
  readonly tombstones: number
  /** How often a record of the person came again and was refused. */
  readonly noticed: number
  readonly lastNoticedAt?: Date
  readonly noticedFrom?: readonly string[]
  readonly liftedAt?: Date
  readonly liftedBy?: string
}

/** Access to erasures. */
export interface ErasureStore {
  prepare(): Promise<void>
  /** Begins one, or one anew. */
  replace(erasure: ErasureDocument): Promise<void>
  load(id: string): Promise<ErasureDocument | undefined>
  /** The newest first by id. */
  list(page: { readonly limit: number; readonly after?: string }): Promise<readonly ErasureDocument[]>
  update(id: string, change: Partial<ErasureDocument>): Promise<void>
  /** Adds to the report of a place; `remaining` replaces what was said before. */
  report(id: string, place: string, change: PlaceReport): Promise<void>
  /** Ends it, and forgets what was looked for. */
  complete(id: string, end: Pick<ErasureDocument, 'completedAt' | 'reason'>): Promise<void>
  bury(id: string, hashes: readonly string[]): Promise<void>
  /** The erasures behind hashes. */
  buried(hashes: readonly string[]): Promise<ReadonlyMap<string, string>>
  notice(
    id: string,
    what: { readonly connection: string; readonly times: number; readonly at: Date },
  ): Promise<void>
  /** Takes the tombstones away. */
  lift(id: string, by: string, at: Date): Promise<void>
}

interface Tombstone {
  readonly _id: string
  readonly erasure: string
}

/** Opens the erasures on a database connection. */
export function erasureStore(connection: mongoose.Connection): ErasureStore {
  const erasures = connection.collection<ErasureDocument>('erasures')
  const tombstones = connection.collection<Tombstone>('erasureTombstones')
  return {
    prepare: async () => {
      await tombstones.createIndexes([{ key: { erasure: 1 } }])
    },
    replace: async (erasure) =>
      void (await erasures.replaceOne({ _id: erasure._id }, erasure, { upsert: true })),
    load: async (id) => (await erasures.findOne({ _id: id })) ?? undefined,
    list: ({ limit, after }) =>
      erasures
        .find(after === undefined ? {} : { _id: { $lt: after } })
        .sort({ _id: -1 })
        .limit(limit)
        .toArray(),
    update: async (id, change) => void (await erasures.updateOne({ _id: id }, { $set: change })),
    report: async (id, place, { removed, masked, remaining }) => {
      const at = `places.${place.replaceAll('.', '_')}`
      await erasures.updateOne(
        { _id: id },
        {
          $inc: { [`${at}.removed`]: removed, [`${at}.masked`]: masked },
          $set: { [`${at}.remaining`]: remaining },
        },
      )
    },
    complete: async (id, end) => {
      await erasures.updateOne(
        { _id: id },
        { $set: { ...end, state: 'completed' }, $unset: { terms: true as const } },
      )
    },
    bury: async (erasure, hashes) => {
      if (hashes.length === 0) return
      const writes = hashes.map((_id) => ({
        updateOne: { filter: { _id }, update: { $set: { erasure } }, upsert: true },
      }))
      await tombstones.bulkWrite(writes, { ordered: false })
    },
    buried: async (hashes) => {
      if (hashes.length === 0) return new Map()
      const found = await tombstones.find({ _id: { $in: [...hashes] } }).toArray()
      return new Map(found.map(({ _id, erasure }) => [_id, erasure]))
    },
    notice: async (id, { connection: noticedFrom, times, at: lastNoticedAt }) => {
      await erasures.updateOne(
        { _id: id },
        { $inc: { noticed: times }, $set: { lastNoticedAt }, $addToSet: { noticedFrom } },
      )
    },
    lift: async (id, liftedBy, liftedAt) => {
      await tombstones.deleteMany({ erasure: id })
      await erasures.updateOne({ _id: id }, { $set: { liftedBy, liftedAt } })
    },
  }
}
