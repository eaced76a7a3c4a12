/**
 * Custom values as records and people say them, in the form in which they are kept: days are Gregorian, instants UTC,
 * decimals without idle zeros, words as their list has them. Reading what was read changes nothing. What is wrong is said
 * by field and never with the value. Pure.
 */
import type { FieldError } from '../../../contracts/problems.ts'
import { canonicalJson, type Json, type JsonObject } from '../../values/json.ts'
import { matchKey, shownText } from '../../values/persian-text.ts'
import { customPart, fieldsOfType, type Choice, type CustomFields, type KnownField } from './custom-field.ts'
import { isLimited, limitedValue } from './limits.ts'

/** A value in its form, nothing (blank), or what it must be. */
export type ValueRead = { readonly value: Json | undefined } | { readonly problem: string }

/** What is said of the fields of a type. */
export interface CustomSaid {
  readonly type: string
  readonly custom: JsonObject
  /** What people said before, when it is they who say it: what is retired may stay, and is not given any more. */
  readonly before?: JsonObject
}

/** Longest text without a `maxLength` of its own. */
const longestText = 2_000
/** Names that a message tells, at most. */
const mostNames = 50

/** The values in their form, and everything that is wrong; a wrong one stays as it was said. */
export function readCustom(
  fields: CustomFields,
  { type, custom, before }: CustomSaid,
): { readonly custom: JsonObject; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = []
  const entries = Object.entries(custom).flatMap(([name, said]): [string, Json][] => {
    if (said === null) return []
    const isKept = before !== undefined && isSame(before, name, said)
    const read = isKept
      ? { value: said }
      : readOne({ fields, type, name, isEntry: before !== undefined }, said)
    if ('value' in read) return read.value === undefined ? [] : [[name, read.value]]
    errors.push({ path: `${customPart}/${name}`, message: read.problem })
    return [[name, said]]
  })
  return { custom: Object.fromEntries(entries), errors }
}

function isSame(before: JsonObject, name: string, said: Json): boolean {
  return Object.hasOwn(before, name) && canonicalJson(before[name]) === canonicalJson(said)
}

interface Place {
  readonly fields: CustomFields
  readonly type: string
  readonly name: string
  readonly isEntry: boolean
}

function readOne({ fields, type, name, isEntry }: Place, said: Json): ValueRead {
  const field = fields.get(name)
  if (field === undefined || !(field.types as readonly string[]).includes(type))
    return { problem: unknownName(fields, type) }
  return readValue(field, said, isEntry)
}

function unknownName(fields: CustomFields, type: string): string {
  const names = fieldsOfType(fields, type).map(([name]) => name)
  if (names.length === 0)
    return `is not a custom field of ${type}: none is defined, see PUT /v1/custom-fields/{name}`
  const more = names.length > mostNames ? ' …' : ''
  return `is not a custom field of ${type}: defined are ${names.slice(0, mostNames).join(', ')}${more}`
}

/** One value. `isEntry`: people give it, who give no retired word and nothing to a retired field. */
export function readValue(field: KnownField, said: Json, isEntry: boolean): ValueRead {
  if (isEntry && field.isRetired === true) return { problem: 'is retired: it takes no new value' }
  if (typeof said === 'string' && shownText(said) === '') return { value: undefined }
  if (isLimited(field.dataType)) return limitedValue(field, said)
  if (field.dataType === 'boolean') return readTruth(said)
  if (field.dataType === 'text') return readText(field, said)
  const words = field.choices.filter(({ isRetired }) => !isEntry || isRetired !== true)
  return field.dataType === 'choice' ? readChoice(words, said) : readChoices(words, said)
}

function readText({ minLength = 1, maxLength = longestText, pattern }: KnownField, said: Json): ValueRead {
  if (typeof said !== 'string') return { problem: 'must be text' }
  const text = shownText(said)
  if (text.length > maxLength) return { problem: `must have at most ${String(maxLength)} characters` }
  if (text.length < minLength) return { problem: `must have at least ${String(minLength)} characters` }
  const isFitting = pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(text)
  return isFitting ? { value: text } : { problem: `must match the pattern ${pattern}` }
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', '1', 'بلی', 'بله'].map((word) => [word, true] as const),
  ...['false', 'no', '0', 'خیر'].map((word) => [word, false] as const),
])

function readTruth(said: Json): ValueRead {
  const word = typeof said === 'string' || typeof said === 'number' ? matchKey(String(said)) : ''
  const value = typeof said === 'boolean' ? said : truths.get(word)
  return value === undefined ? { problem: 'must be true or false' } : { value }
}

function readChoice(words: readonly Choice[], said: Json): ValueRead {
  const found = wordOf(words, said)
  return found === undefined ? { problem: `must be one of ${told(words)}` } : { value: found }
}

/** Several words, each once; one alone may stand without a list. */
function readChoices(words: readonly Choice[], said: Json): ValueRead {
  const list = Array.isArray(said) ? (said as readonly Json[]) : [said]
  const found = list.map((one) => wordOf(words, one))
  if (found.includes(undefined)) return { problem: `must be a list of ${told(words)}` }
  const value = [...new Set(found.flatMap((word) => word ?? []))]
  return { value: value.length === 0 ? undefined : value }
}

/** However it is written. */
function wordOf(words: readonly Choice[], said: Json): string | undefined {
  if (typeof said !== 'string') return undefined
  const key = matchKey(said)
  return words.find(({ value }) => matchKey(value) === key)?.value
}

function told(words: readonly Choice[]): string {
  const open = words.filter(({ isRetired }) => isRetired !== true).map(({ value }) => value)
  return open.slice(0, mostNames).join(', ') + (open.length > mostNames ? ' …' : '')
}

/**
 * What people who enter a whole record must still say: the required fields of the general part, and of each specific part
 * in which the record says anything, for whoever fills in a part fills it in whole.
 */
export function missingCustom(fields: CustomFields, type: string, custom: JsonObject): readonly FieldError[] {
  const all = fieldsOfType(fields, type)
  const begun = new Set(all.flatMap(([name, { role }]) => (Object.hasOwn(custom, name) ? (role ?? []) : [])))
  return all.flatMap(([name, { isRequired, isRetired, role, title }]) => {
    const isAsked = isRequired === true && isRetired !== true && (role === undefined || begun.has(role))
    if (!isAsked || Object.hasOwn(custom, name)) return []
    return [{ path: `${customPart}/${name}`, message: `is required: ${title.en} (${title.fa})` }]
  })
}
