/** Functions on contexts. */
import {
  type Context,
  contextOf,
  entryOf,
  isContext,
  isList,
  type List,
  type Value,
} from '../values/value.ts'
import { any, context, define, defineOver, type Family, list, listOf, string } from './parameters.ts'

/** Functions on contexts. */
export const contextFunctions: Family = {
  'get value': [
    define([context('m'), string('key')], ([m, key]) => entryOf(m, key) ?? null),
    define([context('context'), string('key')], ([m, key]) => entryOf(m, key) ?? null),
    define([context('context'), list('keys')], ([m, keys]) => valueAt(m, keys)),
  ],
  'get entries': [define([context('m')], entriesOf), define([context('context')], entriesOf)],
  context: [define([listOf(context('entries'))], ([entries]) => fromEntries(entries))],
  'context put': [
    define([context('context'), string('key'), any('value')], ([target, key, value]) =>
      put(target, [key], value),
    ),
    define([context('context'), list('keys'), any('value')], ([target, keys, value]) =>
      put(target, keys, value),
    ),
  ],
  'context merge': [
    defineOver(listOf(context('contexts')), (contexts) =>
      contextOf(contexts.flatMap((one) => Object.entries(one))),
    ),
  ],
}

function entriesOf([m]: readonly [Context]): Value {
  return Object.entries(m).map(([key, value]) => ({ key, value }))
}

/** The value behind a way of names; null when one is missing. */
function valueAt(target: Context, keys: List): Value {
  let value: Value = target
  for (const key of keys) {
    if (typeof key !== 'string' || !isContext(value)) return null
    value = entryOf(value, key) ?? null
  }
  return value
}

function fromEntries(entries: readonly Context[]): Context | undefined {
  const made = new Map<string, Value>()
  for (const entry of entries) {
    const key = entryOf(entry, 'key')
    const value = entryOf(entry, 'value')
    if (typeof key !== 'string' || value === undefined || made.has(key)) return undefined
    made.set(key, value)
  }
  return contextOf(made)
}

/** The context with a value put at a way of names; `undefined` when the way leads through what is no context. */
function put(target: Value, [key, ...rest]: List, value: Value): Context | undefined {
  if (typeof key !== 'string' || !isContext(target) || isList(target)) return undefined
  const inner = rest.length === 0 ? value : put(entryOf(target, key) ?? null, rest, value)
  if (inner === undefined) return undefined
  return contextOf([...Object.entries(target), [key, inner]])
}
