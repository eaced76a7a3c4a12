/** Functions that sum up lists of numbers, and the least and greatest of anything ordered. */
import { compare } from '../values/equality.ts'
import {
  add,
  compareNumbers,
  divide,
  Exact,
  exact,
  type FeelNumber,
  multiply,
  narrow,
} from '../values/number.ts'
import type { List, Value } from '../values/value.ts'
import { defineOver, type Family, listOf, number, some } from './parameters.ts'

const numbers = listOf(number('list'))

/** Functions that sum up lists. */
export const statisticsFunctions: Family = {
  min: [defineOver(listOf(some('list')), (items) => furthest(items, -1))],
  max: [defineOver(listOf(some('list')), (items) => furthest(items, 1))],
  sum: [defineOver(numbers, (items) => fold(items, add))],
  product: [defineOver(numbers, (items) => fold(items, multiply))],
  mean: [defineOver(numbers, mean)],
  median: [defineOver(numbers, median)],
  stddev: [defineOver(numbers, deviation)],
  mode: [defineOver(numbers, mode)],
}

/** The first (-1) or last (1) in order; null for none, `undefined` when two do not compare. */
function furthest(items: List, direction: number): Value | undefined {
  const [first = null, ...rest] = items
  let best = first
  for (const item of rest) {
    const order = compare(item, best)
    if (order === null) return undefined
    if (order * direction > 0) best = item
  }
  return best
}

type Operation = (a: FeelNumber, b: FeelNumber) => FeelNumber | undefined

/** All items in one; null for none. */
function fold([first, ...rest]: readonly FeelNumber[], operation: Operation): FeelNumber | null | undefined {
  if (first === undefined) return null
  return rest.reduce<FeelNumber | undefined>(
    (result, item) => (result === undefined ? undefined : operation(result, item)),
    first,
  )
}

function mean(items: readonly FeelNumber[]): FeelNumber | null | undefined {
  const total = fold(items, add)
  return total === null || total === undefined ? total : divide(total, items.length)
}

function median(items: readonly FeelNumber[]): FeelNumber | null | undefined {
  const inOrder = items.toSorted(compareNumbers)
  const middle = inOrder.length >> 1
  const upper = inOrder[middle]
  if (upper === undefined) return null
  return inOrder.length % 2 === 1 ? upper : mean([inOrder[middle - 1] ?? upper, upper])
}

/** Of a sample. */
function deviation(items: readonly FeelNumber[]): FeelNumber | null | undefined {
  const average = mean(items)
  if (items.length < 2 || average === null || average === undefined) return undefined
  const squares = items.map((item) => exact(item).minus(exact(average)).pow(2))
  const variance = squares.reduce((total, square) => total.plus(square), new Exact(0)).div(items.length - 1)
  return narrow(variance.sqrt())
}

/** The most frequent ones, in order. */
function mode(items: readonly FeelNumber[]): List {
  const counts = new Map<string, { readonly item: FeelNumber; readonly count: number }>()
  for (const item of items) {
    const key = exact(item).toString()
    counts.set(key, { item, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  const most = Math.max(...[...counts.values()].map(({ count }) => count))
  const found = [...counts.values()].filter(({ count }) => count === most)
  return found.map(({ item }) => item).toSorted(compareNumbers)
}
