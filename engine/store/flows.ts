/** Deployed flows in the store: immutable versions, and the schedules of their timer starts. */
import type mongoose from 'mongoose'

import { groupRead } from './group-read.ts'

/** One version of one flow. `_id` is `<key>:<version>`. */
export interface FlowVersion {
  readonly _id: string
  readonly key: string
  readonly version: number
  readonly name?: string
  readonly documentation?: string
  /** SHA-256 of the XML. */
  readonly contentHash: string
  readonly xml: string
  readonly deployedAt: Date
}

/** When a timer start event fires next. `_id` is `<key>:<start event>`; the newest version owns it. */
export interface TimerStart {
  readonly _id: string
  readonly flow: string
  readonly version: number
  readonly startEvent: string
  readonly dueAt: Date
  /** Fires still to come after this one; null is without end, absent is none. */
  readonly left?: number | null
  /** ISO 8601 interval between fires; absent when it fires once. */
  readonly interval?: string
}

/** Access to flows. */
export interface FlowStore {
  prepare(): Promise<void>
  newest(key: string): Promise<FlowVersion | undefined>
  /** The number of the newest version; callers at the same moment share one look. */
  newestNumber(key: string): Promise<number | undefined>
  version(key: string, version: number): Promise<FlowVersion | undefined>
  /** False when that version number is taken (two deployments at once). */
  add(version: FlowVersion): Promise<boolean>
  /** The newest version of every flow, by key, after the given key. */
  list(after: string | undefined, limit: number): Promise<readonly FlowVersion[]>
  /** Versions of one flow, newest first, below the given number. */
  versions(key: string, below: number, limit: number): Promise<readonly FlowVersion[]>
  /** Changes whenever something is deployed, by any process. */
  revision(): Promise<string>
  /** Replaces the timer starts of a flow by those of a newer version. */
  schedule(flow: string, version: number, starts: readonly TimerStart[]): Promise<void>
  dueStarts(now: Date): Promise<readonly TimerStart[]>
  /** Moves a schedule on (`next`) or ends it; nothing happens when another process was faster. */
  fired(start: TimerStart, next: TimerStart | undefined): Promise<void>
}

/** Opens the flow store on a database connection. */
export function flowStore(connection: mongoose.Connection): FlowStore {
  const versions = connection.collection<FlowVersion>('flowVersions')
  const starts = connection.collection<TimerStart>('timerStarts')
  const newestNumber = groupRead(async (keys) => {
    const found = await Promise.all(
      keys.map((key) =>
        versions.findOne({ key }, { sort: { version: -1 }, projection: { key: 1, version: 1 } }),
      ),
    )
    return new Map(found.flatMap((one) => (one === null ? [] : [[one.key, one.version] as const])))
  })

  return {
    prepare: async () => {
      await versions.createIndexes([
        { key: { key: 1, version: -1 }, unique: true },
        { key: { deployedAt: -1 } },
      ])
      await starts.createIndexes([{ key: { dueAt: 1 } }, { key: { flow: 1 } }])
    },
    newestNumber,
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
        .aggregate<FlowVersion>([
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
    revision: async () => {
      const [newest] = await versions
        .find()
        .project({ _id: 1 })
        .sort({ deployedAt: -1, _id: -1 })
        .limit(1)
        .toArray()
      return `${String(await versions.estimatedDocumentCount())}:${String(newest?._id)}`
    },
    schedule: async (flow, version, wanted) => {
      for (const start of wanted) {
        await starts.replaceOne({ _id: start._id }, start, { upsert: true })
      }
      await starts.deleteMany({ flow, version: { $lt: version } })
    },
    dueStarts: (now) =>
      starts
        .find({ dueAt: { $lte: now } })
        .sort({ dueAt: 1 })
        .limit(100)
        .toArray(),
    fired: async (start, next) => {
      const same = { _id: start._id, dueAt: start.dueAt, version: start.version }
      await (next === undefined ? starts.deleteOne(same) : starts.replaceOne(same, next))
    },
  }
}
