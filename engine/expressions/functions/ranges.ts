/** How points and ranges lie to each other (Allen's relations, as DMN words them). */
import { compare, equals } from '../values/equality.ts'
import { FeelRange } from '../values/range.ts'
import type { Value } from '../values/value.ts'
import { define, type Family, range, some } from './parameters.ts'

type Relation = (a: FeelRange, b: FeelRange) => boolean | undefined

/** Points on either side count as ranges of one value. */
const relation = (a: string, b: string, holds: Relation): Family[string] => [
  define([some(a), some(b)], ([left, right]) => holds(asRange(left), asRange(right))),
]

/** Ranges on both sides. */
const betweenRanges = (holds: Relation): Family[string] => [
  define([range('range1'), range('range2')], ([a, b]) => holds(a, b)),
]

/** How points and ranges lie to each other. */
export const rangeFunctions: Family = {
  before: [
    ...relation('point1', 'point2', isBefore),
    ...relation('point', 'range', isBefore),
    ...relation('range', 'point', isBefore),
    ...relation('range1', 'range2', isBefore),
  ],
  after: [
    ...relation('point1', 'point2', (a, b) => isBefore(b, a)),
    ...relation('point', 'range', (a, b) => isBefore(b, a)),
    ...relation('range', 'point', (a, b) => isBefore(b, a)),
    ...relation('range1', 'range2', (a, b) => isBefore(b, a)),
  ],
  meets: betweenRanges(meets),
  'met by': betweenRanges((a, b) => meets(b, a)),
  overlaps: betweenRanges((a, b) => none(isBefore(a, b), isBefore(b, a))),
  'overlaps before': betweenRanges(overlapsBefore),
  'overlaps after': betweenRanges((a, b) => overlapsBefore(b, a)),
  finishes: [...relation('point', 'range', finishes), ...relation('range1', 'range2', finishes)],
  'finished by': [
    ...relation('range', 'point', (a, b) => finishes(b, a)),
    ...relation('range1', 'range2', (a, b) => finishes(b, a)),
  ],
  includes: [...relation('range', 'point', contains), ...relation('range1', 'range2', contains)],
  during: [
    ...relation('point', 'range', (a, b) => contains(b, a)),
    ...relation('range1', 'range2', (a, b) => contains(b, a)),
  ],
  starts: [...relation('point', 'range', starts), ...relation('range1', 'range2', starts)],
  'started by': [
    ...relation('range', 'point', (a, b) => starts(b, a)),
    ...relation('range1', 'range2', (a, b) => starts(b, a)),
  ],
  coincides: [...relation('point1', 'point2', coincides), ...relation('range1', 'range2', coincides)],
}

function asRange(value: Value): FeelRange {
  if (value instanceof FeelRange) return value
  return new FeelRange({ start: value, end: value }, { start: true, end: true })
}

/** The order of two ends; `undefined` when they do not compare. An open end lies beyond everything. */
function order(a: Value, b: Value, beyond: number): number | undefined {
  if (a === null || b === null) return a === b ? 0 : a === null ? beyond : -beyond
  return compare(a, b) ?? undefined
}

const startOrder = (a: FeelRange, b: FeelRange): number | undefined => {
  const points = order(a.start, b.start, -1)
  // Of two ranges from the same value the one that takes it in starts earlier.
  return points === 0 ? Number(b.isStartIncluded) - Number(a.isStartIncluded) : points
}

const endOrder = (a: FeelRange, b: FeelRange): number | undefined => {
  const points = order(a.end, b.end, 1)
  return points === 0 ? Number(a.isEndIncluded) - Number(b.isEndIncluded) : points
}

function isBefore(a: FeelRange, b: FeelRange): boolean | undefined {
  if (a.end === null || b.start === null) return false
  const points = order(a.end, b.start, 1)
  if (points === undefined) return undefined
  return points < 0 || (points === 0 && !(a.isEndIncluded && b.isStartIncluded))
}

function meets(a: FeelRange, b: FeelRange): boolean | undefined {
  if (a.end === null || b.start === null) return false
  const isEqual = equals(a.end, b.start)
  return isEqual === null ? undefined : isEqual && a.isEndIncluded && b.isStartIncluded
}

function none(...holds: readonly (boolean | undefined)[]): boolean | undefined {
  return holds.includes(undefined) ? undefined : !holds.includes(true)
}

function all(...holds: readonly (boolean | undefined)[]): boolean | undefined {
  return holds.includes(undefined) ? undefined : !holds.includes(false)
}

/** `a` starts first, the two share values, and `a` does not end last. */
function overlapsBefore(a: FeelRange, b: FeelRange): boolean | undefined {
  return all(is(startOrder(a, b), '<'), none(isBefore(a, b)), is(endOrder(a, b), '<='))
}

function finishes(a: FeelRange, b: FeelRange): boolean | undefined {
  return all(is(endOrder(a, b), '='), is(startOrder(a, b), '>='))
}

function starts(a: FeelRange, b: FeelRange): boolean | undefined {
  return all(is(startOrder(a, b), '='), is(endOrder(a, b), '<='))
}

function contains(a: FeelRange, b: FeelRange): boolean | undefined {
  return all(is(startOrder(a, b), '<='), is(endOrder(a, b), '>='))
}

function coincides(a: FeelRange, b: FeelRange): boolean | undefined {
  return all(is(startOrder(a, b), '='), is(endOrder(a, b), '='))
}

function is(order: number | undefined, wanted: '<' | '<=' | '=' | '>='): boolean | undefined {
  if (order === undefined) return undefined
  if (order === 0) return wanted !== '<'
  return order < 0 ? wanted.startsWith('<') : wanted === '>='
}
