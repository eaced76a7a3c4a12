/** Background operations: long work in bounded steps, one document each, so that any process can carry it on. */
import type mongoose from 'mongoose'

/** The states of an operation. */
export type BackgroundState = 'running' | 'paused' | 'completed' | 'failed' | 'cancelled'

/** An operation as stored. */
export interface BackgroundDocument {
  readonly _id: string
  readonly kind: string
  readonly state: BackgroundState
  /** What is to be done, as JSON text. */
  readonly input: string
  /** How far it is, as JSON text; for the kind alone. */
  readonly cursor: string
  readonly done: number
  readonly total?: number
  /** What came of it, by name. */
  readonly counts: Readonly<Record<string, number>>
  readonly failure?: string
  readonly by: string
  readonly createdAt: Date
  readonly updatedAt: Date
  /** Grows with every write; the compare-and-set. */
  readonly seq: number
  /** Until then some process is at it. */
  readonly leaseUntil?: Date
}

/** Access to background operations. */
export interface BackgroundStore {
  prepare(): Promise<void>
  /** False when that id is taken. */
  add(operation: BackgroundDocument): Promise<boolean>
  byId(id: string): Promise<BackgroundDocument | undefined>
  /** The newest first by id. */
  list(
    filter: { readonly kind?: string; readonly state?: string },
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly BackgroundDocument[]>
  /** Takes a running operation that nobody is at. */
  take(now: Date, leaseUntil: Date): Promise<BackgroundDocument | undefined>
  /** Replaces the state that was read; false when somebody changed it meanwhile. */
  replace(operation: BackgroundDocument): Promise<boolean>
  remove(id: string): Promise<void>
}

/** Opens the operations on a database connection. */
export function backgroundStore(connection: mongoose.Connection): BackgroundStore {
  const operations = connection.collection<BackgroundDocument>('backgroundOperations')
  return {
    prepare: async () => {
      await operations.createIndexes([{ key: { state: 1, leaseUntil: 1 } }, { key: { kind: 1, _id: -1 } }])
    },
    add: async (operation) => {
      const { upsertedCount } = await operations.updateOne(
        { _id: operation._id },
        { $setOnInsert: operation },
        { upsert: true },
      )
      return upsertedCount === 1
    },
    byId: async (id) => (await operations.findOne({ _id: id })) ?? undefined,
    list: (filter, { limit, after }) =>
      operations
        .find({ ...filter, ...(after !== undefined && { _id: { $lt: after } }) } as object)
        .sort({ _id: -1 })
        .limit(limit)
        .toArray(),
    take: async (now, leaseUntil) => {
      const free = { $or: [{ leaseUntil: { $exists: false } }, { leaseUntil: { $lte: now } }] }
      const found = await operations.findOneAndUpdate(
        { state: 'running', ...free },
        { $set: { leaseUntil }, $inc: { seq: 1 } },
        { sort: { _id: 1 }, returnDocument: 'after' },
      )
      return found ?? undefined
    },
    replace: async (operation) => {
      const { matchedCount } = await operations.replaceOne(
        { _id: operation._id, seq: operation.seq - 1 },
        operation,
      )
      return matchedCount === 1
    },
    remove: async (id) => void (await operations.deleteOne({ _id: id })),
  }
}
