/**
 * Values of the driver as the texts of the standard. Pure. Days and times are read from their bytes (`driver.ts`):
 * century and year by hundreds, month, day, then hour, minute and second plus one, then nanoseconds.
 */
import oracledb from 'oracledb'

import type { ColumnKind } from '../database.ts'
import type { WiredDate } from './driver.ts'

/** What is known of a column. */
export interface ColumnFacts {
  readonly dbType?: unknown
  /** Of a time: its digits behind the second. */
  readonly precision?: number
  /** Of a number: its digits behind the point; negative when it has no limit. */
  readonly scale?: number
}

const kinds = new Map<unknown, ColumnKind>([
  [oracledb.DB_TYPE_NUMBER, 'wholeNumber'],
  [oracledb.DB_TYPE_BOOLEAN, 'boolean'],
  [oracledb.DB_TYPE_BINARY_DOUBLE, 'ratio'],
  [oracledb.DB_TYPE_BINARY_FLOAT, 'ratio'],
  [oracledb.DB_TYPE_TIMESTAMP_TZ, 'instant'],
  [oracledb.DB_TYPE_TIMESTAMP_LTZ, 'instant'],
])

/** What a column's type stands for. */
export function columnKind({ dbType, scale = 0 }: ColumnFacts): ColumnKind {
  return dbType === oracledb.DB_TYPE_NUMBER && scale > 0 ? 'text' : (kinds.get(dbType) ?? 'text')
}

/** The text of a value. */
export function textOf(value: unknown, column: ColumnFacts): string | null {
  if (value === null || value === undefined) return null
  if (Buffer.isBuffer(value)) return `0x${value.toString('hex')}`
  if (value instanceof Date) return timeText(value, column)
  if (typeof value !== 'string') return JSON.stringify(value)
  switch (column.dbType) {
    case oracledb.DB_TYPE_NUMBER:
      return withDigits(value, column.scale ?? 0)
    case oracledb.DB_TYPE_CHAR:
    case oracledb.DB_TYPE_NCHAR:
      // The padding is the column's, not the value's.
      return value.replace(/ +$/, '')
    default:
      return value
  }
}

/** A number with all the digits that its column has, and with one before the point, as other databases write it. */
function withDigits(text: string, scale: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d*)(?:\.(\d+))?$/.exec(text) ?? []
  if (whole === '' && fraction === '') return text
  const digits = fraction.padEnd(Math.max(0, scale), '0')
  return `${sign}${whole === '' ? '0' : whole}${digits === '' ? '' : `.${digits}`}`
}

function timeText(value: WiredDate, { dbType, precision = 9 }: ColumnFacts): string {
  const { wired } = value
  if (wired === undefined) throw new Error('The driver gave a time without its bytes.')
  const fraction = fractionOf(wired, precision)
  switch (dbType) {
    case oracledb.DB_TYPE_DATE:
      return /T00:00:00$/.test(wallTime(wired)) ? wallTime(wired).slice(0, 10) : wallTime(wired)
    case oracledb.DB_TYPE_TIMESTAMP:
      return `${wallTime(wired)}${fraction}`
    case oracledb.DB_TYPE_TIMESTAMP_TZ:
      // The zone behind it says where it was written; the time itself is UTC.
      return `${wallTime(wired)}${fraction}Z`
    default:
      // In the zone of the database, which the driver has taken into account.
      return `${value.toISOString().slice(0, 19)}${fraction}Z`
  }
}

const two = (number: number): string => String(number).padStart(2, '0')

function wallTime([
  century = 0,
  year = 0,
  month = 0,
  day = 0,
  hour = 1,
  minute = 1,
  second = 1,
]: Buffer): string {
  const years = String((century - 100) * 100 + year - 100).padStart(4, '0')
  return `${years}-${two(month)}-${two(day)}T${two(hour - 1)}:${two(minute - 1)}:${two(second - 1)}`
}

/** Nanoseconds that are all zero do not travel. */
function fractionOf(wired: Buffer, digits: number): string {
  const nanoseconds = wired.length >= 11 ? wired.readUInt32BE(7) : 0
  return digits === 0 ? '' : `.${String(nanoseconds).padStart(9, '0').slice(0, digits)}`
}
