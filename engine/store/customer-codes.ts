/**
 * Customer codes in the store. A code stands on a source record and goes where that goes. One that was given is never given
 * to anybody else, also when its record is erased.
 */
import type mongoose from 'mongoose'
import { isTwin } from './twins.ts'

/** A code that was given. */
export interface CustomerCodeDocument {
  /** The code. */
  readonly _id: string
  /** The id of the record that it stands on; absent once that was erased. */
  readonly record?: string
  readonly at: Date
}

/** Access to codes. */
export interface CustomerCodeStore {
  prepare(): Promise<void>
  /** The record that a code stands on. */
  recordOf(code: string): Promise<string | undefined>
  /** Codes that stand on these records, the oldest first. */
  on(recordIds: readonly string[]): Promise<readonly Required<CustomerCodeDocument>[]>
  /** Gives codes, but for those that are taken and for records that have one. */
  give(codes: readonly Required<CustomerCodeDocument>[]): Promise<void>
  /** Codes of these records lead nowhere any more; gives how many they were. */
  forget(recordIds: readonly string[]): Promise<number>
}

/** Opens them on a database connection. */
export function customerCodeStore(connection: mongoose.Connection): CustomerCodeStore {
  const codes = connection.collection<CustomerCodeDocument>('customerCodes')
  return {
    prepare: async () => {
      await codes.createIndex({ record: 1 }, { unique: true, sparse: true })
    },
    recordOf: async (code) => (await codes.findOne({ _id: code }))?.record,
    on: async (recordIds) => {
      if (recordIds.length === 0) return []
      const found = await codes.find({ record: { $in: [...recordIds] } }).toArray()
      const standing = found.flatMap(({ record, ...code }) =>
        record === undefined ? [] : { ...code, record },
      )
      return standing.sort((a, b) => a.at.getTime() - b.at.getTime() || (a._id < b._id ? -1 : 1))
    },
    give: async (wanted) => {
      if (wanted.length === 0) return
      await codes.insertMany([...wanted], { ordered: false }).catch((error: unknown) => {
        if (!isTwin(error)) throw error
      })
    },
    forget: async (recordIds) => {
      if (recordIds.length === 0) return 0
      const gone = await codes.updateMany({ record: { $in: [...recordIds] } }, { $unset: { record: true } })
      return gone.modifiedCount
    },
  }
}
