/** Functions on lists. */
import { compare, equals } from '../values/equality.ts'
import { call } from '../values/function.ts'
import { type FeelNumber, wholePart } from '../values/number.ts'
import { isList, type List, type Value } from '../values/value.ts'
import {
  any,
  callable,
  define,
  type Family,
  list,
  listOf,
  nullable,
  number,
  optional,
  string,
  withRest,
} from './parameters.ts'

/** Functions on lists. */
export const listFunctions: Family = {
  'list contains': [define([list('list'), any('element')], ([items, item]) => items.some(equalTo(item)))],
  'list replace': [
    define([list('list'), number('position'), any('newItem')], ([items, position, item]) => {
      const index = indexOf(items, position)
      return index === undefined || index === items.length ? undefined : items.with(index, item)
    }),
    define([list('list'), callable('match'), any('newItem')], ([items, match, item], evaluation) =>
      items.map((old) => (call(match, [old, item], evaluation) === true ? item : old)),
    ),
  ],
  count: [define([list('list')], ([items]) => items.length)],
  sublist: [
    define([list('list'), number('start position'), optional(nullable(number('length')))], sublist),
    define([list('list'), number('start'), optional(nullable(number('length')))], sublist),
  ],
  append: [withRest(define([list('list'), list('item')], ([items, more]) => [...items, ...more]))],
  concatenate: [withRest(define([listOf(list('list'))], ([lists]) => lists.flat(1)))],
  'insert before': [
    define([list('list'), number('position'), any('newItem')], ([items, position, item]) => {
      const index = indexOf(items, position)
      return index === undefined ? undefined : items.toSpliced(index, 0, item)
    }),
  ],
  remove: [
    define([list('list'), number('position')], ([items, position]) => {
      const index = indexOf(items, position)
      return index === undefined || index === items.length ? undefined : items.toSpliced(index, 1)
    }),
  ],
  reverse: [define([list('list')], ([items]) => items.toReversed())],
  'index of': [
    define([list('list'), any('match')], ([items, match]) =>
      items.flatMap((item, index) => (equalTo(match)(item) ? [index + 1] : [])),
    ),
  ],
  union: [withRest(define([listOf(list('list'))], ([lists]) => distinct(lists.flat(1))))],
  'distinct values': [define([list('list')], ([items]) => distinct(items))],
  'duplicate values': [define([list('list')], ([items]) => duplicates(items))],
  flatten: [define([list('list')], ([items]) => flattened(items))],
  partition: [
    define([list('list'), number('size')], ([items, size]) => {
      const step = wholePart(size) ?? 0
      return step < 1 ? [] : chunks(items, step)
    }),
  ],
  sort: [
    define([list('list'), callable('precedes')], ([items, precedes], evaluation) =>
      sorted(items, (a, b) => call(precedes, [a, b], evaluation) === true),
    ),
    define([list('list')], ([items]) => {
      const [first] = items
      const isOrdered = items.every((item) => first !== undefined && compare(first, item) !== null)
      return isOrdered || first === undefined ? sorted(items, (a, b) => (compare(a, b) ?? 0) < 0) : undefined
    }),
  ],
  'string join': [
    define(
      [listOf(nullable(string('list'))), optional(nullable(string('delimiter')))],
      ([texts, delimiter]) => texts.filter((text) => text !== null).join(delimiter ?? ''),
    ),
    define(
      [listOf(nullable(string('list'))), string('delimiter'), string('prefix'), string('suffix')],
      ([texts, delimiter, prefix, suffix]) =>
        `${prefix}${texts.filter((text) => text !== null).join(delimiter)}${suffix}`,
    ),
  ],
}

const equalTo =
  (wanted: Value) =>
  (item: Value): boolean =>
    isList(wanted) === isList(item) && equals(item, wanted) === true

/** The index of a position counted from 1, or from the end by negative numbers; one past the end is one. */
function indexOf(items: List, position: FeelNumber): number | undefined {
  const at = wholePart(position) ?? 0
  const index = at < 0 ? items.length + at : at - 1
  return at === 0 || index < 0 || index > items.length ? undefined : index
}

function sublist([items, start, length]: readonly [List, FeelNumber, FeelNumber | null | undefined]):
  Value | undefined {
  const index = indexOf(items, start)
  const count = length === undefined || length === null ? items.length : wholePart(length)
  if (index === undefined || count === undefined || count < 0) return undefined
  return items.slice(index, index + count)
}

function distinct(items: List): List {
  const kept: Value[] = []
  for (const item of items) if (!kept.some(equalTo(item))) kept.push(item)
  return kept
}

function duplicates(items: List): List {
  return distinct(
    items.filter((item, index) => items.some((other, at) => at !== index && equalTo(item)(other))),
  )
}

function flattened(items: List): List {
  return items.flatMap((item) => (isList(item) ? flattened(item) : [item]))
}

function chunks(items: List, size: number): List {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, n) => items.slice(n * size, (n + 1) * size))
}

/** Merge sort: stable, and sound whatever the given function answers. */
function sorted(items: List, precedes: (a: Value, b: Value) => boolean): List {
  if (items.length < 2) return items
  const middle = items.length >> 1
  const left = sorted(items.slice(0, middle), precedes)
  const right = sorted(items.slice(middle), precedes)
  const merged: Value[] = []
  let [l, r] = [0, 0]
  while (l < left.length && r < right.length) {
    const [a = null, b = null] = [left[l], right[r]]
    const isRight = precedes(b, a)
    merged.push(isRight ? b : a)
    if (isRight) r += 1
    else l += 1
  }
  return [...merged, ...left.slice(l), ...right.slice(r)]
}
