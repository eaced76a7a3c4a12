/** Versions of business calendars in the store; the newest version of each says whose it is. */
import type mongoose from 'mongoose'

import type { CalendarDraft } from '../calendars/service.ts'

/** One version of one calendar. `_id` is `<key>:<version>`. */
export interface CalendarVersion extends CalendarDraft {
  readonly _id: string
  readonly key: string
  readonly version: number
  readonly contentHash: string
  readonly createdAt: Date
  /** Id of the API key or user. */
  readonly createdBy: string
}

/** Access to calendars. */
export interface CalendarStore {
  prepare(): Promise<void>
  newest(key: string): Promise<CalendarVersion | undefined>
  version(key: string, version: number): Promise<CalendarVersion | undefined>
  /** False when that version number is taken. */
  add(version: CalendarVersion): Promise<boolean>
  /** The newest version of every calendar, by key, after the given key. */
  list(after: string | undefined, limit: number): Promise<readonly CalendarVersion[]>
  /** Versions of one calendar, newest first, below the given number. */
  versions(key: string, below: number, limit: number): Promise<readonly CalendarVersion[]>
}

/** Opens the calendar store on a database connection. */
export function calendarStore(connection: mongoose.Connection): CalendarStore {
  const versions = connection.collection<CalendarVersion>('calendarVersions')
  return {
    prepare: async () => {
      await versions.createIndexes([{ key: { key: 1, version: -1 }, unique: true }])
    },
    newest: async (key) => (await versions.find({ key }).sort({ version: -1 }).limit(1).toArray())[0],
    version: async (key, version) => (await versions.findOne({ key, version })) ?? undefined,
    add: async (version) => {
      const { upsertedCount } = await versions.updateOne(
        { _id: version._id },
        { $setOnInsert: version },
        { upsert: true },
      )
      return upsertedCount === 1
    },
    list: (after, limit) =>
      versions
        .aggregate<CalendarVersion>([
          { $match: after === undefined ? {} : { key: { $gt: after } } },
          { $sort: { key: 1, version: -1 } },
          { $group: { _id: '$key', newest: { $first: '$$ROOT' } } },
          { $sort: { _id: 1 } },
          { $limit: limit },
          { $replaceRoot: { newRoot: '$newest' } },
        ])
        .toArray(),
    versions: (key, below, limit) =>
      versions
        .find({ key, version: { $lt: below } })
        .sort({ version: -1 })
        .limit(limit)
        .toArray(),
  }
}
