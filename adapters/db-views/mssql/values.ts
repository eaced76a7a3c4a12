/**
 * Values as they come over the wire as the texts of the standard, read from the bytes themselves: the driver makes
 * floating-point numbers of decimals and money, and milliseconds of times. Pure. Layouts: MS-TDS 2.2.5.5.
 */
import type { ColumnKind } from '../database.ts'

const dayMs = 86_400_000
/** 0001-01-01 and 1900-01-01 in milliseconds of Unix. */
const yearOne = -62_135_596_800_000
const year1900 = -2_208_988_800_000

/** What a type (by the driver's name of it) stands for. */
export function columnKind(type: string): ColumnKind {
  return kinds[type] ?? 'text'
}

const kinds: Readonly<Record<string, ColumnKind>> = {
  TinyInt: 'wholeNumber',
  SmallInt: 'wholeNumber',
  Int: 'wholeNumber',
  BigInt: 'wholeNumber',
  Real: 'ratio',
  Float: 'ratio',
  Bit: 'boolean',
  DateTimeOffset: 'instant',
}

/** Digits behind the point, as the column has them. */
export interface Digits {
  readonly scale?: number | undefined
}

/** The text of a value that is not null by its bytes, length included; `undefined` for types that arrive exactly. */
export function exactText(type: string, bytes: Buffer, { scale = 7 }: Digits): string | undefined {
  return readers[type]?.(bytes.subarray(1), scale)
}

const readers: Readonly<Record<string, (value: Buffer, scale: number) => string>> = {
  NumericN: decimal,
  DecimalN: decimal,
  MoneyN: (value) => {
    const [high, low] =
      value.length === 4 ? [0, value.readInt32LE()] : [value.readInt32LE(), value.readUInt32LE(4)]
    return pointed(BigInt(high) * 2n ** 32n + BigInt(low), 4)
  },
  Date: day,
  Time: (value, scale) => time(value, scale),
  DateTime2: moment,
  // The offset behind it says where it was written; the time itself is UTC.
  DateTimeOffset: (value, scale) => `${moment(value.subarray(0, -2), scale)}Z`,
  DateTimeN: (value) =>
    value.length === 4
      ? isoTime(year1900 + value.readUInt16LE() * dayMs + value.readUInt16LE(2) * 60_000, 0)
      : isoTime(year1900 + value.readInt32LE() * dayMs + Math.round((value.readInt32LE(4) * 10) / 3), 3),
}

function decimal(value: Buffer, scale: number): string {
  const magnitude = littleEndian(value.subarray(1))
  return pointed(value[0] === 1 ? magnitude : -magnitude, scale)
}

function pointed(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  const sign = unscaled < 0n ? '-' : ''
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

function littleEndian(bytes: Buffer): bigint {
  return bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
}

function day(value: Buffer): string {
  return new Date(yearOne + value.readUIntLE(0, 3) * dayMs).toISOString().slice(0, 10)
}

function time(value: Buffer, scale: number): string {
  const digits = String(littleEndian(value)).padStart(scale + 1, '0')
  const seconds = Number(scale === 0 ? digits : digits.slice(0, -scale))
  const clock = new Date(seconds * 1000).toISOString().slice(11, 19)
  return scale === 0 ? clock : `${clock}.${digits.slice(-scale)}`
}

function moment(value: Buffer, scale: number): string {
  return `${day(value.subarray(-3))}T${time(value.subarray(0, -3), scale)}`
}

function isoTime(ms: number, digits: 0 | 3): string {
  return new Date(ms).toISOString().slice(0, digits === 0 ? 19 : 23)
}
