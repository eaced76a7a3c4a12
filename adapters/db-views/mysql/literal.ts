/**
 * Values as literals. Pure. Texts are written in hexadecimal, so that no quote, no backslash and no mode of the
 * server (`NO_BACKSLASH_ESCAPES`) can end them; numbers and times are let through only when they are such. MySQL
 * itself would take `seventeen` for the number 0 and find wrong rows.
 */
import { fail } from '../../../engine/values/failure.ts'
import type { Statement } from '../database.ts'
import { latinBytes } from '../text-charset.ts'

/** What a value must be. */
export type LiteralKind = 'text' | 'latin' | 'number' | 'time' | 'date'

const marker = /\u0001(\d+):(text|latin|number|time|date)\u0001/g

/** The place of the n-th (from 1) value. */
export function place(at: number, kind: LiteralKind): string {
  return `\u0001${at}:${kind}\u0001`
}

/** The statement with its values. Raises `refused` (1366) for a value that does not fit its place. */
export function filled({ text, values }: Statement): string {
  return text.replaceAll(marker, (_, at: string, kind: LiteralKind) => {
    const value = values[Number(at) - 1]
    return value === null || value === undefined ? 'NULL' : literals[kind](value)
  })
}

const literals: Readonly<Record<LiteralKind, (value: string) => string>> = {
  text: unicode,
  // A column of Latin-1 takes no text of another charset, unless it is all of Latin-1 too.
  latin: (value) => {
    const bytes = latinBytes(value)
    return bytes === undefined ? unicode(value) : `_latin1 X'${Buffer.from(bytes).toString('hex')}'`
  },
  number: (value) => {
    if (value === 'true' || value === 'false') return value === 'true' ? '1' : '0'
    if (/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value)) return value.startsWith('-') ? `(${value})` : value
    throw unfit('a number')
  },
  time: (value) => {
    const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)Z?)?$/.exec(value)
    if (!parts) throw unfit('a time')
    return `TIMESTAMP'${parts[1] ?? ''} ${parts[2] ?? '00:00:00'}'`
  },
  date: (value) => {
    const parts = /^\d{4}-\d\d-\d\d/.exec(value)
    if (!parts) throw unfit('a date')
    return `DATE'${parts[0]}'`
  },
}

function unicode(value: string): string {
  return `_utf8mb4 X'${Buffer.from(value, 'utf8').toString('hex')}'`
}

function unfit(what: string): Error {
  return fail('refused', `A value is not ${what}, as its column is (1366).`, { code: '1366' })
}
