/** The feed of changes of profiles: dense, each change once. */
import type mongoose from 'mongoose'

import { denseFeed } from './dense-feed.ts'
import type { PendingChange } from './profiles.ts'

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
  /** Appends what the feed does not have yet, in the given order; false when it had all of it and that was known. */
  append(changes: readonly Omit<ChangeDocument, '_id'>[]): Promise<boolean>
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
  const feed = denseFeed<Omit<ChangeDocument, '_id'>>({
    connection,
    name: 'profileChanges',
    key: 'changeId',
  })

  return {
    prepare: async () => {
      await changes.createIndexes([
        { key: { changeId: 1 }, unique: true },
        { key: { profileId: 1, _id: -1 } },
      ])
    },
    append: (wanted) => feed.append(wanted),
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
