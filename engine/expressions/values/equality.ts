/** Equality and order of FEEL: true, false, or null when two values are of kinds that do not compare. */
import { DayTimeDuration, YearMonthDuration } from './duration.ts'
import { compareNumbers, isNumber } from './number.ts'
import { FeelRange } from './range.ts'
import {
  FeelDate,
  FeelDateTime,
  FeelTime,
  isComparable,
  isTemporal,
  nanosOfTime,
  nanosSinceEpoch,
} from './temporal.ts'
import { type Context, isContext, isList, kindOf, type List, type Value } from './value.ts'
import { isSameZone } from './zone.ts'

/** Whether two values are equal. A list of one compares as its item with what is no list. */
export function equals(a: Value, b: Value): boolean | null {
  if (typeof a === 'string' && typeof b === 'string') return a === b
  if (a === null || b === null) return a === b
  if (isList(a) !== isList(b)) return equalsSingle(a, b)
  return equalsSameKind(a, b)
}

function equalsSingle(a: Value, b: Value): boolean | null {
  const [list, other] = isList(a) ? [a, b] : [b as List, a]
  const [only] = list
  return list.length === 1 && only !== undefined && only !== null ? equals(only, other) : null
}

function equalsSameKind(a: Value, b: Value): boolean | null {
  const order = compare(a, b)
  if (order !== null) return order === 0
  if (isList(a) && isList(b)) return equalLists(a, b)
  if (isContext(a) && isContext(b)) return equalContexts(a, b)
  if (a instanceof FeelRange && b instanceof FeelRange) return equalRanges(a, b)
  if (kindOf(a) !== kindOf(b)) return null
  // A local time and one with a zone are never the same; neither are two functions or two times in zones.
  return isTemporal(a) ? false : a === b
}

function equalLists(a: List, b: List): boolean | null {
  if (a.length !== b.length) return false
  return allOf(a.map((item, index) => equals(item, b[index] ?? null)))
}

function equalContexts(a: Context, b: Context): boolean | null {
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  if (!names.every((name) => Object.hasOwn(b, name))) return false
  return allOf(names.map((name) => equals(a[name] ?? null, b[name] ?? null)))
}

/** Items of kinds that do not compare are not equal; that makes the whole unequal, not unknown. */
function allOf(results: readonly (boolean | null)[]): boolean {
  return results.every((result) => result === true)
}

function equalRanges(a: FeelRange, b: FeelRange): boolean {
  return (
    a.operator === b.operator &&
    a.isStartIncluded === b.isStartIncluded &&
    a.isEndIncluded === b.isEndIncluded &&
    equals(a.start, b.start) === true &&
    equals(a.end, b.end) === true
  )
}

/** Negative, zero or positive, as `a` comes before `b`, is it, or comes after it; null when they do not compare. */
export function compare(a: Value, b: Value): number | null {
  if (isNumber(a)) return isNumber(b) ? compareNumbers(a, b) : null
  if (typeof a === 'string') return typeof b === 'string' ? sign(a, b) : null
  if (typeof a === 'boolean') return typeof b === 'boolean' && a === b ? 0 : null
  return compareTemporal(a, b) ?? compareDurations(a, b)
}

function compareTemporal(a: Value, b: Value): number | null {
  if (a instanceof FeelDate) return b instanceof FeelDate ? a.day - b.day : null
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) {
    return isComparable(a, b) ? sign(nanosSinceEpoch(a), nanosSinceEpoch(b)) : null
  }
  return a instanceof FeelTime && b instanceof FeelTime ? compareTimes(a, b) : null
}

function compareTimes(a: FeelTime, b: FeelTime): number | null {
  return isComparable(a, b) ? (nanosOfTime(a) ?? a.nanos) - (nanosOfTime(b) ?? b.nanos) : null
}

function compareDurations(a: Value, b: Value): number | null {
  if (a instanceof DayTimeDuration) return b instanceof DayTimeDuration ? sign(a.nanos, b.nanos) : null
  if (a instanceof YearMonthDuration) return b instanceof YearMonthDuration ? a.months - b.months : null
  return null
}

function sign<Ordered extends bigint | string>(a: Ordered, b: Ordered): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether two values are the same in kind, value and, for times, zone. */
export function isSame(a: Value, b: Value): boolean {
  if (kindOf(a) !== kindOf(b)) return false
  if (
    (a instanceof FeelDateTime && b instanceof FeelDateTime) ||
    (a instanceof FeelTime && b instanceof FeelTime)
  ) {
    return isSameZone(a.zone, b.zone) && compare(a, b) === 0
  }
  return equals(a, b) === true
}

/** Whether a value is in a range; null when it does not compare with the ends. */
export function includes(range: FeelRange, value: Value): boolean | null {
  if (range.operator === '=' || range.operator === '!=') {
    const isEqual = equals(value, range.start)
    return isEqual === null ? null : isEqual === (range.operator === '=')
  }
  const isAfterStart = isWithin(range.start === null ? 1 : compare(value, range.start), range.isStartIncluded)
  const isBeforeEnd = isWithin(range.end === null ? 1 : compare(range.end, value), range.isEndIncluded)
  return isAfterStart === null || isBeforeEnd === null ? null : isAfterStart && isBeforeEnd
}

function isWithin(order: number | null, isIncluded: boolean): boolean | null {
  if (order === null) return null
  return order > 0 || (order === 0 && isIncluded)
}
