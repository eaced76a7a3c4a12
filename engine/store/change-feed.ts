/**
 * The feed of changes: dense positions 1, 2, 3 …, so that a reader who has seen position n can never be surprised by a
 * smaller one. A position is taken by inserting it; whoever loses takes the next.
 */
import type mongoose from 'mongoose'

import type { PendingChange } from './profiles.ts'
import { isTwin } from './twins.ts'

/** A change in the feed; the id is its position. */
export interface ChangeDocument {
  readonly _id: number
  readonly changeId: string
  readonly profileId: string
  readonly kind: string
  readonly type: PendingChange['type']
  readonly version: number
  readonly at: Date
  /** Attribute changes as JSON text. */
  readonly changed: string
  readonly mergedIds?: readonly string[]
}

/** Access to the feed. */
export interface ChangeFeed {
  prepare(): Promise<void>
  /** Appends what the feed does not have yet, in the given order; gives how many there were. */
  append(changes: readonly Omit<ChangeDocument, '_id'>[]): Promise<number>
  after(
    position: number,
    wanted: { readonly limit: number; readonly kind?: string },
  ): Promise<readonly ChangeDocument[]>
  /** Of some profiles, the newest first, before a position. */
  of(
    profileId: string,
    page: { readonly limit: number; readonly before?: number },
  ): Promise<readonly ChangeDocument[]>
  /** Takes the values out of the changes of profiles; their places stay. Gives in how many there were any. */
  redact(profileIds: readonly string[]): Promise<number>
}

/** Opens the feed on a database connection. */
export function changeFeed(connection: mongoose.Connection): ChangeFeed {
  const changes = connection.collection<ChangeDocument>('profileChanges')
  /** Appends of this process go one after the other; other processes are met at the unique positions. */
  let last: Promise<unknown> = Promise.resolve()

  async function missingOf(
    wanted: readonly Omit<ChangeDocument, '_id'>[],
  ): Promise<readonly Omit<ChangeDocument, '_id'>[]> {
    const ids = wanted.map(({ changeId }) => changeId)
    const known = await changes.find({ changeId: { $in: ids } }, { projection: { changeId: 1 } }).toArray()
    const seen = new Set(known.map(({ changeId }) => changeId))
    return wanted.filter(({ changeId }) => !seen.has(changeId))
  }

  async function newestPosition(): Promise<number> {
    const [newest] = await changes
      .find({}, { projection: { _id: 1 } })
      .sort({ _id: -1 })
      .limit(1)
      .toArray()
    return newest?._id ?? 0
  }

  async function append(wanted: readonly Omit<ChangeDocument, '_id'>[]): Promise<number> {
    let left = wanted
    for (;;) {
      const [missing, newest] = await Promise.all([missingOf(left), newestPosition()])
      if (missing.length === 0) return 0
      left = missing
      const first = newest + 1
      const documents = missing.map((change, place) => ({ _id: first + place, ...change }))
      try {
        await changes.insertMany(documents, { ordered: true })
        return documents.length
      } catch (error) {
        if (!isTwin(error)) throw error
      }
    }
  }

  return {
    prepare: async () => {
      await changes.createIndexes([
        { key: { changeId: 1 }, unique: true },
        { key: { profileId: 1, _id: -1 } },
      ])
    },
    append: (wanted) => {
      const mine = last.then(
        () => append(wanted),
        () => append(wanted),
      )
      last = mine.catch(() => undefined)
      return mine
    },
    after: (position, { limit, kind }) =>
      changes
        .find({ _id: { $gt: position }, ...(kind !== undefined && { kind }) })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    redact: async (profileIds) => {
      const filter = { profileId: { $in: [...profileIds] }, changed: { $ne: '[]' } }
      return (await changes.updateMany(filter, { $set: { changed: '[]' } })).modifiedCount
    },
    of: (profileId, { limit, before }) =>
      changes
        .find({ profileId, ...(before !== undefined && { _id: { $lt: before } }) })
        .sort({ _id: -1 })
        .limit(limit)
        .toArray(),
  }
}
