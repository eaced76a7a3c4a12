/**
 * The border to JSON. In: JSON is taken as it is. Out: numbers as `jsonOfNumber` says, dates, times and
 * durations as ISO 8601 text; ranges and functions cannot leave.
 */
import type { Json, JsonObject } from '../values/json.ts'
import { isDuration, textOfDuration } from './values/duration.ts'
import { isNumber, jsonOfNumber } from './values/number.ts'
import { isTemporal, textOfTemporal } from './values/temporal.ts'
import { type Context, isContext, isList, kindOf, type List, type Value } from './values/value.ts'

/** A value cannot leave as JSON; `kind` is what it is. */
export class NotJson extends Error {
  readonly kind: string

  constructor(kind: string) {
    super(`a ${kind} is not a value of JSON`)
    this.kind = kind
  }
}

/** The value as JSON: the very same where it is JSON already, so that long lists pass through uncopied. Raises `NotJson`. */
export function jsonOf(value: Value): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (isNumber(value)) return jsonOfNumber(value)
  if (isList(value)) return jsonOfList(value)
  if (isContext(value)) return jsonOfContext(value)
  if (isTemporal(value)) return textOfTemporal(value)
  if (isDuration(value)) return textOfDuration(value)
  throw new NotJson(kindOf(value))
}

function jsonOfList(list: List): Json {
  let copy: Json[] | undefined
  for (let index = 0; index < list.length; index += 1) {
    const item = list[index] ?? null
    const json = jsonOf(item)
    if (copy === undefined && !Object.is(json, item)) copy = list.slice(0, index) as Json[]
    copy?.push(json)
  }
  return copy ?? (list as readonly Json[])
}

function jsonOfContext(context: Context): Json {
  const names = Object.keys(context)
  // One without a prototype has an entry `__proto__`, which an assignment would not make.
  let copy: Map<string, Json> | undefined = Object.getPrototypeOf(context) === null ? new Map() : undefined
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? ''
    const entry = context[name] ?? null
    const json = jsonOf(entry)
    if (copy === undefined && !Object.is(json, entry)) {
      copy = new Map(names.slice(0, index).map((before) => [before, context[before] as Json]))
    }
    copy?.set(name, json)
  }
  return copy === undefined ? (context as JsonObject) : Object.fromEntries(copy)
}
