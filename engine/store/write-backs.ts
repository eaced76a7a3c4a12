/**
 * Changes of attributes on their way to the system that masters them: one document for each attribute of each of its
 * records. A later change takes the place of the one before in one write, so that there is never more than one on its way.
 */
import type mongoose from 'mongoose'

import type { Json } from '../values/json.ts'

/** How it stands with a change. */
export type WriteBackState =
  /** On its way, or sent and not confirmed yet. */
  | 'pending'
  /** The record of the source says so now. */
  | 'confirmed'
  /** The system said no. */
  | 'rejected'
  /** The record of the source says something else now. */
  | 'conflict'
  /** Its run was ended, or the record is gone. */
  | 'failed'
  /** The source did not confirm it in time. */
  | 'timedOut'
  /** A later change took its place. */
  | 'superseded'
  /** Taken back by a person. */
  | 'withdrawn'

/** One change. */
export interface WriteBackChange {
  /** All changes that travel together have the same; the run is made from it. */
  readonly edit: string
  readonly run: string
  readonly flow: string
  /** `null` takes the value away. */
  readonly value: Json
  /** What the record of the source said when it was made. */
  readonly before: Json
  readonly by: string
  readonly reason?: string
  readonly at: Date
  /** When the source must have confirmed it. */
  readonly dueAt: Date
  readonly state: WriteBackState
  /** When its run ended well. */
  readonly sentAt?: Date
  readonly settledAt?: Date
  /** Why it ended as it did. */
  readonly note?: string
  /** In a conflict: what the source says. */
  readonly sourceValue?: Json
}

/** A run that is not needed any more. */
export interface RunToStop {
  readonly run: string
  readonly since: Date
  /** Until then it may end by itself: what it has sent must not come to the source after what follows it. */
  readonly mayEndUntil?: Date
}

/** The present change of one attribute of one source record, and those before it. */
export interface WriteBackDocument {
  /** Made of the record's id and the attribute. */
  readonly _id: string
  /** Grows with every write; the compare-and-set. */
  readonly seq: number
  /** Id of the source record. */
  readonly record: string
  readonly connection: string
  readonly type: string
  readonly externalId: string
  readonly attribute: string
  readonly current: WriteBackChange
  /** The newest first, at most twenty. */
  readonly earlier: readonly WriteBackChange[]
  readonly stops: readonly RunToStop[]
  /** Set while there is something to look after. */
  readonly open?: true
}

/** Which are wanted. */
export interface WriteBackFilter {
  readonly records?: readonly string[]
  readonly state?: WriteBackState
  readonly connection?: string
  readonly attribute?: string
}

/** Access to them. */
export interface WriteBackStore {
  prepare(): Promise<void>
  load(id: string): Promise<WriteBackDocument | undefined>
  /** By id, after one. */
  list(
    filter: WriteBackFilter,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly WriteBackDocument[]>
  /** Those that somebody must look after, by id, after one. */
  open(after: string, limit: number): Promise<readonly WriteBackDocument[]>
  /** False when another writer was quicker. `seq` is that of the write; 1 for a new document. */
  write(document: WriteBackDocument): Promise<boolean>
}

/** Opens them on a database connection. */
export function writeBackStore(connection: mongoose.Connection): WriteBackStore {
  const writeBacks = connection.collection<WriteBackDocument>('writeBacks')
  return {
    prepare: async () => {
      await writeBacks.createIndexes([
        { key: { record: 1 } },
        { key: { open: 1, _id: 1 }, sparse: true },
        { key: { 'current.state': 1, _id: 1 } },
      ])
    },
    load: async (id) => (await writeBacks.findOne({ _id: id })) ?? undefined,
    list: async ({ records, state, connection: from, attribute }, { limit, after }) =>
      records?.length === 0
        ? []
        : writeBacks
            .find({
              ...(records !== undefined && { record: { $in: [...records] } }),
              ...(state !== undefined && { 'current.state': state }),
              ...(from !== undefined && { connection: from }),
              ...(attribute !== undefined && { attribute }),
              ...(after !== undefined && { _id: { $gt: after } }),
            })
            .sort({ _id: 1 })
            .limit(limit)
            .toArray(),
    open: (after, limit) =>
      writeBacks
        .find({ open: true, _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    write: async (document) => {
      const { _id, seq } = document
      if (seq > 1) return (await writeBacks.replaceOne({ _id, seq: seq - 1 }, document)).matchedCount === 1
      const { upsertedCount } = await writeBacks.updateOne(
        { _id },
        { $setOnInsert: document },
        { upsert: true },
      )
      return upsertedCount === 1
    },
  }
}
