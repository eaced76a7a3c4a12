/**
 * Cells of decision tables, in the part of FEEL's unary tests that can be checked for gaps and overlaps: `-` or nothing
 * (anything), values (`"تهران", "کرج"`), comparisons (`>= 5`), ranges (`[1..5)`), lists of these, and `not(…)`.
 * Texts may stand without quotes. Dates are `YYYY-MM-DD`.
 */
import type { Json } from '../values/json.ts'
import type { TableInput } from './model.ts'

/** A stretch of values; a single value is a stretch of its own. Absent ends are open to infinity. */
export interface Stretch {
  readonly low?: string | number | boolean
  readonly high?: string | number | boolean
  readonly hasLow: boolean
  readonly hasHigh: boolean
}

/** What a cell lets through: any of its stretches, or with `isNegated` anything but them. */
export interface Cell {
  readonly stretches: readonly Stretch[]
  readonly isNegated: boolean
  readonly isAny: boolean
}

/** Reads a cell. Throws an error whose words say what is wrong. */
export function cellOf(text: string, type: TableInput['type']): Cell {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed === '-') return { stretches: [], isNegated: false, isAny: true }
  const negated = /^not\s*\((.*)\)$/su.exec(trimmed)
  const stretches = parts(negated?.[1] ?? trimmed).map((part) => stretchOf(part, type))
  return { stretches, isNegated: negated !== null, isAny: false }
}

/** True when a value gets through. A missing value gets through `-` only. */
export function lets(cell: Cell, value: Json | undefined): boolean {
  if (cell.isAny) return true
  if (value === undefined || value === null || typeof value === 'object') return false
  return cell.stretches.some((stretch) => contains(stretch, value)) !== cell.isNegated
}

/** True when the stretch has the value. */
export function contains(stretch: Stretch, value: string | number | boolean): boolean {
  const { low, high, hasLow, hasHigh } = stretch
  if (typeof (low ?? high) !== typeof value) return false
  const isAbove = low === undefined || value > low || (hasLow && value === low)
  return isAbove && (high === undefined || value < high || (hasHigh && value === high))
}

/** The only value of a cell, when it has one. */
export function onlyValue({ stretches, isNegated }: Cell): string | number | boolean | undefined {
  const [only] = stretches
  if (isNegated || stretches.length !== 1 || only?.low === undefined) return undefined
  return only.low === only.high ? only.low : undefined
}

/** Cuts at commas that stand outside quotes and brackets; the Persian comma counts too. */
function parts(text: string): readonly string[] {
  const found = text.match(/"(?:[^"\\]|\\.)*"|[[\](][^\]()[]*\.\.[^\]()[]*[\])[]|[^,،]+/gu) ?? []
  return found.map((part) => part.trim()).filter((part) => part !== '')
}

function stretchOf(part: string, type: TableInput['type']): Stretch {
  const range = /^([[\](])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])[])$/su.exec(part)
  if (range !== null) {
    const [, opening, low = '', high = '', closing] = range
    const ends = { low: valueOf(low, type), high: valueOf(high, type) }
    if (ends.low > ends.high) throw new Error(`"${part}" ends before it begins`)
    return { ...ends, hasLow: opening === '[', hasHigh: closing === ']' }
  }
  const compared = /^(<=|>=|<|>)\s*(.+)$/su.exec(part)
  if (compared === null) {
    const value = valueOf(part, type)
    return { low: value, high: value, hasLow: true, hasHigh: true }
  }
  const [, operator = '', rest = ''] = compared
  const value = valueOf(rest, type)
  const hasEnd = operator.endsWith('=')
  return operator.startsWith('>')
    ? { low: value, hasLow: hasEnd, hasHigh: false }
    : { high: value, hasLow: false, hasHigh: hasEnd }
}

const readers: {
  readonly [Type in TableInput['type']]: (text: string) => string | number | boolean | undefined
} = {
  text: unquoted,
  number: (text) => (text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined),
  boolean: (text) => (text === 'true' || text === 'false' ? text === 'true' : undefined),
  date: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(unquoted(text)) ? unquoted(text) : undefined),
}

const kinds = { text: 'a text', number: 'a number', boolean: 'true or false', date: 'a day YYYY-MM-DD' }

function valueOf(text: string, type: TableInput['type']): string | number | boolean {
  const value = readers[type](text)
  if (value !== undefined) return value
  throw new Error(`"${text}" is not ${kinds[type]}`)
}

function unquoted(text: string): string {
  return /^"(.*)"$/su.exec(text)?.[1] ?? text
}
