/** Profiles in the store. The unique index over `claims` is what makes twins impossible, whoever writes. */
import type mongoose from 'mongoose'

import type { SearchStep, WantedWord } from '../profile/search-plan.ts'
import { isPassing } from './group-commit.ts'
import { inOneAnswer } from './one-answer.ts'
import { placeOf } from './page-cursor.ts'
import { isTwin } from './twins.ts'

/** A change of a profile on its way to the feed. */
export interface PendingChange {
  /** `<profile>:<version>`: the same for ever. */
  readonly id: string
  readonly type: 'profile.created' | 'profile.updated' | 'profile.merged' | 'profile.erased'
  readonly version: number
  readonly at: Date
  /** Attribute changes as JSON text. */
  readonly changed: string
  readonly mergedIds?: readonly string[]
}

/** A profile as stored. */
export interface ProfileDocument {
  readonly _id: string
  /** Grows with every write; the compare-and-set. */
  readonly seq: number
  /** Grows with every change that people can see. */
  readonly version: number
  readonly state: 'active' | 'merged'
  readonly mergedInto?: string
  readonly kind: string
  readonly type: string
  /** Ids of its records, in the order in which they joined. */
  readonly records: readonly string[]
  /** Keys that no other profile may hold; absent once merged. */
  readonly claims?: readonly string[]
  /** The folded state as JSON text. */
  readonly folded: string
  /** Pins as JSON text. */
  readonly pins: string
  readonly identifiers: readonly string[]
  readonly ownerKeys: readonly string[]
  /** `<type>/<key>` of what an asset is tied to; absent when to nothing. */
  readonly relationKeys?: readonly string[]
  /** Too little to recognise it by: what is missing, and since when it waits; absent when there is enough. */
  readonly thin?: { readonly missing: readonly string[]; readonly since: Date }
  /** Words of names and values of identifiers, for the search. */
  readonly words: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
  /** When this state was written; absent in states from before there was a history. */
  readonly since?: Date
  /** The change of the last write that people can see. The feed may not have it yet: see the settlement. */
  readonly lastChange?: PendingChange
}

/** A write of a whole profile: an insert, or a replacement of the given `seq`. */
export interface ProfileWrite {
  readonly document: ProfileDocument
  /** Absent for an insert. */
  readonly replaces?: number
}

/** Which profiles are wanted. */
export interface ProfileFilter {
  readonly ids?: readonly string[]
  readonly identifier?: string
  /** All must occur; what the steps before find is left out. The first step also finds `orId`, whatever it is called. */
  readonly search?: {
    readonly step: SearchStep
    readonly before: readonly SearchStep[]
    readonly orId?: string
  }
  readonly kind?: string
  /** Those that wait for more to be known, or those that do not. */
  readonly isThin?: boolean
  readonly updatedSince?: Date
}

/** Access to profiles. */
export interface ProfileStore {
  prepare(): Promise<void>
  load(id: string): Promise<ProfileDocument | undefined>
  byIds(ids: readonly string[]): Promise<readonly ProfileDocument[]>
  /** Living profiles by id after an id, for work that goes through all of them. */
  inOrder(after: string, limit: number): Promise<readonly ProfileDocument[]>
  /** Living profiles that claim one of the keys. */
  claiming(keys: readonly string[]): Promise<readonly ProfileDocument[]>
  /** Living profiles that have one of the records. */
  holding(recordIds: readonly string[]): Promise<readonly ProfileDocument[]>
  /** The ids of these, by record id. */
  homesOf(recordIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Living profiles that have one of the identifiers. */
  having(identifiers: readonly string[]): Promise<readonly ProfileDocument[]>
  /** Living assets that name one of the keys as their owner. */
  ownedBy(keys: readonly string[], limit: number): Promise<readonly ProfileDocument[]>
  /** Living assets that are tied to one of the keys, by id. */
  tiedTo(
    keys: readonly string[],
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly ProfileDocument[]>
  /** Profiles that became part of one of these, at once or by way of others. */
  formerOf(ids: readonly string[]): Promise<readonly ProfileDocument[]>
  /** Ordered by id, the cursor is one; those that changed since an instant by time of change and id. */
  list(
    filter: ProfileFilter,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly ProfileDocument[]>
  /** Writes them; false when any of them lost against another writer. The others may have been written. */
  write(writes: readonly ProfileWrite[]): Promise<boolean>
  /** Takes last changes away that the feed has; newer ones stay. */
  forgetTold(profiles: readonly Pick<ProfileDocument, '_id' | 'lastChange'>[]): Promise<void>
  count(): Promise<number>
  /** Ids of the profiles that have become part of one of these, however often. */
  aliases(ids: readonly string[]): Promise<readonly string[]>
  /** Takes profiles away; gives how many went. */
  remove(ids: readonly string[]): Promise<number>
}

/** Opens the profiles on a database connection. */
export function profileStore(connection: mongoose.Connection): ProfileStore {
  const profiles = connection.collection<ProfileDocument>('profiles')
  const active = (filter: object): Promise<ProfileDocument[]> =>
    profiles.find({ ...filter, state: 'active' }, inOneAnswer).toArray()
  const formerOf = async (ids: readonly string[]): Promise<readonly ProfileDocument[]> => {
    const found = new Map<string, ProfileDocument>()
    for (let next = [...ids]; next.length > 0;) {
      const led = await profiles.find({ mergedInto: { $in: next, $exists: true } }).toArray()
      const fresh = led.filter(({ _id }) => !found.has(_id))
      for (const one of fresh) found.set(one._id, one)
      next = fresh.map(({ _id }) => _id)
    }
    return [...found.values()]
  }
  return {
    prepare: async () => {
      await profiles.createIndexes([
        { key: { claims: 1 }, unique: true, sparse: true },
        { key: { identifiers: 1 } },
        { key: { ownerKeys: 1 } },
        { key: { relationKeys: 1, _id: 1 }, sparse: true },
        { key: { words: 1, _id: 1 } },
        { key: { 'thin.since': 1, _id: 1 }, sparse: true },
        { key: { updatedAt: 1, _id: 1 } },
        { key: { records: 1 } },
        { key: { mergedInto: 1 }, partialFilterExpression: { mergedInto: { $exists: true } } },
      ])
    },
    load: async (id) => (await profiles.findOne({ _id: id })) ?? undefined,
    byIds: async (ids) =>
      ids.length === 0 ? [] : profiles.find({ _id: { $in: [...ids] } }, inOneAnswer).toArray(),
    inOrder: (after, limit) =>
      profiles
        .find({ _id: { $gt: after }, state: 'active' })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    claiming: async (keys) => (keys.length === 0 ? [] : active({ claims: { $in: [...keys] } })),
    holding: async (recordIds) =>
      recordIds.length === 0 ? [] : active({ records: { $in: [...recordIds] } }),
    homesOf: async (recordIds) => {
      if (recordIds.length === 0) return new Map()
      const wanted = new Set(recordIds)
      const found = await profiles
        .find(
          { records: { $in: [...wanted] }, state: 'active' },
          { ...inOneAnswer, projection: { records: 1 } },
        )
        .toArray()
      return new Map(
        found.flatMap(({ _id, records }) =>
          records.filter((id) => wanted.has(id)).map((id) => [id, _id] as const),
        ),
      )
    },
    having: async (identifiers) =>
      identifiers.length === 0 ? [] : active({ identifiers: { $in: [...identifiers] } }),
    ownedBy: async (keys, limit) =>
      keys.length === 0
        ? []
        : profiles
            .find({ ownerKeys: { $in: [...keys] }, state: 'active' })
            .sort({ _id: 1 })
            .limit(limit)
            .toArray(),
    tiedTo: async (keys, { limit, after }) =>
      keys.length === 0
        ? []
        : profiles
            .find({
              relationKeys: { $in: [...keys] },
              state: 'active',
              ...(after !== undefined && { _id: { $gt: after } }),
            })
            .sort({ _id: 1 })
            .limit(limit)
            .toArray(),
    formerOf,
    list: (filter, { limit, after }) => {
      const isByTime = filter.updatedSince !== undefined
      const place = after === undefined ? [] : [isByTime ? changedAfter(after) : { _id: { $gt: after } }]
      return profiles
        .find({ $and: [...conditionsOf(filter), ...place] })
        .sort(isByTime ? { updatedAt: 1, _id: 1 } : { _id: 1 })
        .limit(limit)
        .toArray()
    },
    write: async (writes) => {
      if (writes.length === 0) return true
      // Whoever writes several documents writes them in one order, so that no two wait for each other.
      const inOrder = [...writes].sort((a, b) => (a.document._id < b.document._id ? -1 : 1))
      const operations = inOrder.map(({ document, replaces }) =>
        replaces === undefined
          ? { insertOne: { document } }
          : { replaceOne: { filter: { _id: document._id, seq: replaces }, replacement: document } },
      )
      const replacing = writes.filter(({ replaces }) => replaces !== undefined).length
      try {
        const { matchedCount } = await profiles.bulkWrite(operations, { ordered: false })
        return matchedCount === replacing
      } catch (error) {
        // Two bulk writes that meet crosswise end one of them: as lost as one against a claim.
        if (isTwin(error) || isPassing(error)) return false
        throw error
      }
    },
    forgetTold: async (told) => {
      const changes = told.flatMap(({ lastChange }) => lastChange?.id ?? [])
      const among = { _id: { $in: told.map(({ _id }) => _id) }, 'lastChange.id': { $in: changes } }
      if (changes.length > 0) await profiles.updateMany(among, { $unset: { lastChange: true } })
    },
    count: () => profiles.countDocuments({ state: 'active' }),
    aliases: async (ids) => (await formerOf(ids)).map(({ _id }) => _id),
    remove: async (ids) => (await profiles.deleteMany({ _id: { $in: [...ids] } })).deletedCount,
  }
}

type Condition = mongoose.mongo.Filter<ProfileDocument>

function conditionsOf(filter: ProfileFilter): readonly Condition[] {
  const { ids, identifier, search, kind, isThin, updatedSince } = filter
  const simple = {
    ...(ids !== undefined && { _id: { $in: [...ids] } }),
    ...(identifier !== undefined && { identifiers: identifier }),
    ...(kind !== undefined && { kind }),
    ...(isThin !== undefined && { 'thin.since': { $exists: isThin } }),
    ...(updatedSince !== undefined && { updatedAt: { $gte: updatedSince } }),
  }
  return [{ state: 'active', ...simple }, ...(search === undefined ? [] : searched(search))]
}

function searched({ step, before, orId }: NonNullable<ProfileFilter['search']>): readonly Condition[] {
  const without: Condition[] = before.map((one) => ({ $and: one.map(wanted) }))
  if (orId !== undefined && without.length === 0)
    return [{ $or: [{ $and: step.map(wanted) }, { _id: orId }] }]
  const known = orId === undefined ? without : [...without, { _id: orId }]
  return [...step.map(wanted), ...(known.length > 0 ? [{ $nor: known }] : [])]
}

function changedAfter(after: string): Condition {
  const { at, id } = placeOf(after)
  return { $or: [{ updatedAt: { $gt: at } }, { updatedAt: at, _id: { $gt: id } }] }
}

/**
 * Some of the words, or one that begins so: places and ranges of the index. A range is written as an anchored pattern,
 * for which DocumentDB also uses the index; with `$gte` and `$lt` it goes through all.
 */
function wanted({ any, beginnings }: WantedWord): Condition {
  return { words: { $in: [...any, ...beginnings.map(beginning)] } }
}

function beginning(word: string): RegExp {
  return new RegExp(`^${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
}
