/** Functions about truth and about what is there. */
import { EvaluationFailed } from '../evaluation.ts'
import { includes, isSame } from '../values/equality.ts'
import { FeelRange } from '../values/range.ts'
import { isList, type Value } from '../values/value.ts'
import {
  any,
  boolean,
  define,
  defineOver,
  type Family,
  listOf,
  nullable,
  optional,
  string,
} from './parameters.ts'

/** Functions about truth and about what is there. */
export const booleanFunctions: Family = {
  not: [define([nullable(boolean('negand'))], ([negand]) => (negand === null ? null : !negand))],
  all: [defineOver(listOf(any('list')), (items) => every(items, true))],
  any: [defineOver(listOf(any('list')), (items) => every(items, false))],
  is: [
    define([optional(any('value1')), optional(any('value2'))], ([a, b]) =>
      a === undefined || b === undefined ? false : isSame(a, b),
    ),
  ],
  'is defined': [define([any('value')], ([value]) => value !== null)],
  'get or else': [define([any('value'), any('default')], ([value, other]) => value ?? other)],
  'is blank': [define([string('string')], ([text]) => text.trim() === '')],
  'is empty': [define([any('list')], ([list]) => (isList(list) ? list.length === 0 : undefined))],
  assert: [
    define([any('value'), any('condition'), optional(string('cause'))], ([value, condition, cause]) =>
      asserted(value, condition, cause),
    ),
  ],
  // An AI agent fills the value in; elsewhere it is the value.
  fromAi: [
    define(
      [
        any('value'),
        optional(any('description')),
        optional(any('type')),
        optional(any('schema')),
        optional(any('options')),
      ],
      ([value]) => value,
    ),
  ],
}

/** False (true) when one item is; null when something is neither. */
function every(items: readonly Value[], wanted: boolean): boolean | null {
  if (items.includes(!wanted)) return !wanted
  return items.every((item) => item === wanted) ? wanted : null
}

function asserted(value: Value, condition: Value, cause: string | undefined): Value {
  const holds = condition instanceof FeelRange ? includes(condition, value) : condition
  if (holds === true) return value
  throw new EvaluationFailed(`fails: ${cause ?? 'an assertion is not fulfilled'}`)
}
