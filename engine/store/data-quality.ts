/** Measurements of data quality: the lines of the newest, and when it was made. Counts only; nothing of anybody. */
import type mongoose from 'mongoose'

import type { QualityRow } from '../quality/tally.ts'

/** The newest whole measurement. */
export interface Measurement {
  /** The background operation that made it. */
  readonly operation: string
  /** When it began: ages are counted back from there. */
  readonly measuredAt: Date
}

/** Which lines are wanted. */
export interface RowFilter {
  readonly type?: string
  readonly connection?: string
  readonly attribute?: string
  /** True: only lines of the profiles; false: only those of sources. */
  readonly isOfProfiles?: boolean
}

/** Access to them. */
export interface DataQualityStore {
  prepare(): Promise<void>
  newest(): Promise<Measurement | undefined>
  /** Puts a whole measurement in place of the one before; repeating it changes nothing. */
  keep(measurement: Measurement, rows: readonly QualityRow[]): Promise<void>
  /** By type, attribute and connection, after a line. */
  rows(
    operation: string,
    filter: RowFilter,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly (QualityRow & { readonly id: string })[]>
}

interface RowDocument extends QualityRow {
  readonly _id: string
  readonly operation: string
}

interface MeasurementDocument extends Measurement {
  readonly _id: 'newest'
}

/** Opens them on a database connection. */
export function dataQualityStore(connection: mongoose.Connection): DataQualityStore {
  const rows = connection.collection<RowDocument>('dataQualityRows')
  const measurements = connection.collection<MeasurementDocument>('dataQuality')
  return {
    prepare: async () => {
      await rows.createIndexes([{ key: { operation: 1, type: 1, attribute: 1 } }])
    },
    newest: async () => {
      const found = await measurements.findOne({ _id: 'newest' })
      return found === null ? undefined : { operation: found.operation, measuredAt: found.measuredAt }
    },
    keep: async ({ operation, measuredAt }, list) => {
      const documents = list.map((row) => {
        const { type, attribute, connection: source = '' } = row
        return { _id: `${operation}/${type}/${attribute}/${source}`, operation, ...row }
      })
      for (let from = 0; from < documents.length; from += 1_000) {
        const writes = documents.slice(from, from + 1_000).map((document) => ({
          replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true },
        }))
        await rows.bulkWrite(writes, { ordered: false })
      }
      const known = await measurements.findOne({ _id: 'newest' })
      // One that was begun earlier and ended later does not take the place of a newer one.
      if (known !== null && known.measuredAt > measuredAt) {
        await rows.deleteMany({ operation })
        return
      }
      await measurements.updateOne({ _id: 'newest' }, { $set: { operation, measuredAt } }, { upsert: true })
      await rows.deleteMany({ operation: { $ne: operation } })
    },
    rows: async (operation, { type, connection: source, attribute, isOfProfiles }, { limit, after }) => {
      const found = await rows
        .find({
          operation,
          ...(type !== undefined && { type }),
          ...(attribute !== undefined && { attribute }),
          ...(isOfProfiles !== undefined && { connection: { $exists: !isOfProfiles } }),
          ...(source !== undefined && { connection: source }),
          ...(after !== undefined && { _id: { $gt: after } }),
        })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray()
      return found.map(({ _id, operation: _operation, ...row }) => ({ id: _id, ...row }))
    },
  }
}
