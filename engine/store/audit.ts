/** Who did what: lines that are only ever added. */
import type mongoose from 'mongoose'

import type { Difference } from '../values/differences.ts'
import { placeOf } from './page-cursor.ts'

/** One line. */
export interface AuditDocument {
  readonly _id: string
  readonly at: Date
  /** Id of the key or user. */
  readonly by: string
  /** The operation. */
  readonly action: string
  /** What it was done to: the address without `/v1`. */
  readonly target: string
  readonly reason?: string
  /** What was changed from what to what; personal values and secrets are masked. */
  readonly changes?: readonly Difference[]
  readonly correlationId?: string
}

/** Access to the audit lines. */
export interface AuditStore {
  prepare(): Promise<void>
  add(line: AuditDocument): Promise<void>
  /** The newest first. */
  list(
    filter: { readonly by?: string; readonly target?: string },
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly AuditDocument[]>
}

/** Opens the audit lines on a database connection. */
export function auditStore(connection: mongoose.Connection): AuditStore {
  const lines = connection.collection<AuditDocument>('auditLines')
  return {
    prepare: async () => {
      await lines.createIndexes([{ key: { at: -1, _id: 1 } }, { key: { target: 1 } }, { key: { by: 1 } }])
    },
    add: async (line) => void (await lines.insertOne(line)),
    list: (filter, { limit, after }) => {
      const place = after === undefined ? undefined : placeOf(after)
      const beyond = place && { $or: [{ at: { $lt: place.at } }, { at: place.at, _id: { $gt: place.id } }] }
      return lines
        .find({ ...filter, ...beyond })
        .sort({ at: -1, _id: 1 })
        .limit(limit)
        .toArray()
    },
  }
}
