/** What an expression computes with. JSON values are values as they are; nothing is copied on the way in. */
import type { FeelFunction } from './function.ts'
import { Exact, type FeelNumber } from './number.ts'
import type { FeelRange } from './range.ts'
import type { FeelDate, FeelDateTime, FeelTime } from './temporal.ts'
import type { DayTimeDuration, YearMonthDuration } from './duration.ts'

/** A named collection of values. Only its own properties count. */
export interface Context {
  readonly [name: string]: Value
}

/** A list. */
export type List = readonly Value[]

/** Values that are objects of ours. */
export type ObjectValue =
  FeelDate | FeelTime | FeelDateTime | DayTimeDuration | YearMonthDuration | FeelRange | FeelFunction

/** Any value. */
export type Value = null | boolean | string | FeelNumber | ObjectValue | List | Context

/** The type of a value, by its name in FEEL. */
export type Kind = 'null' | 'boolean' | 'string' | 'number' | 'list' | 'context' | ObjectValue['kind']

/** The type of a value. */
export function kindOf(value: Value): Kind {
  if (value === null) return 'null'
  if (typeof value !== 'object') return typeof value as 'boolean' | 'string' | 'number'
  if (isList(value)) return 'list'
  if (isContext(value)) return 'context'
  return value instanceof Exact ? 'number' : value.kind
}

/** True for lists. */
export const isList = (value: Value): value is List => Array.isArray(value)

/** True for contexts. */
export function isContext(value: Value): value is Context {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** An entry of a context by its exact name; `undefined` when there is none. */
export const entryOf = (context: Context, name: string): Value | undefined =>
  Object.hasOwn(context, name) ? context[name] : undefined

/** A context of entries. No name, `__proto__` included, is more than a name. */
export const contextOf = (entries: Iterable<readonly [string, Value]>): Context => Object.fromEntries(entries)
