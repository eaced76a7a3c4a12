/** What every format gives: rows with their numbers, and where the next one begins. */
import type { JsonObject } from '../../engine/values/json.ts'

/** A place between two rows. */
export interface RowMark {
  /** Where the next row begins, in bytes; of no meaning in a workbook. */
  readonly byte: number
  /** Number of the row before it. */
  readonly row: number
  /** What the format has to know to go on. */
  readonly state?: string
}

/** One row: either a record or why it is none. */
export interface ReadRow {
  /** As a spreadsheet or an editor counts, from 1; in XML the number of the record. */
  readonly row: number
  readonly record?: JsonObject
  /** Why it cannot be read. */
  readonly fault?: string
  readonly next: RowMark
}
