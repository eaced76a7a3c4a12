/** `+ - * / **` on numbers, texts, dates, times and durations; `undefined` for what has no result. */
import type { Decimal } from 'decimal.js'

import { DayTimeDuration, type Duration, isDuration, YearMonthDuration } from './duration.ts'
import * as numbers from './number.ts'
import { exact, type FeelNumber, isNumber, isZero, narrow } from './number.ts'
import { difference, isTemporal, plusDuration } from './temporal.ts'
import type { Value } from './value.ts'

/** An operation on two values. */
export type Operation = (a: Value, b: Value) => Value | undefined

/** The operations by their signs. */
export const operations: Readonly<Record<string, Operation>> = {
  '+': plus,
  '-': minus,
  '*': times,
  '/': dividedBy,
  '**': toThePower,
  '^': toThePower,
}

function plus(a: Value, b: Value): Value | undefined {
  if (isNumber(a) && isNumber(b)) return numbers.add(a, b)
  if (typeof a === 'string' && typeof b === 'string') return a + b
  if (!isDuration(a)) return isTemporal(a) && isDuration(b) ? plusDuration(a, b) : undefined
  if (isDuration(b)) return together(a, b, 1)
  return isTemporal(b) ? plusDuration(b, a) : undefined
}

function minus(a: Value, b: Value): Value | undefined {
  if (isNumber(a) && isNumber(b)) return numbers.subtract(a, b)
  if (isDuration(a) && isDuration(b)) return together(a, b, -1)
  if (isTemporal(a) && isTemporal(b)) return difference(a, b)
  return isTemporal(a) && isDuration(b) ? plusDuration(a, negated(b)) : undefined
}

function times(a: Value, b: Value): Value | undefined {
  if (isNumber(a) && isNumber(b)) return numbers.multiply(a, b)
  if (isDuration(a) && isNumber(b)) return scaled(a, (size) => size.times(exact(b)))
  return isNumber(a) && isDuration(b) ? scaled(b, (size) => size.times(exact(a))) : undefined
}

function dividedBy(a: Value, b: Value): Value | undefined {
  if (isNumber(a) && isNumber(b)) return numbers.divide(a, b)
  if (isDuration(a) && isNumber(b)) return isZero(b) ? undefined : scaled(a, (size) => size.div(exact(b)))
  if (a instanceof DayTimeDuration && b instanceof DayTimeDuration) return ratio(a.nanos, b.nanos)
  if (a instanceof YearMonthDuration && b instanceof YearMonthDuration) return ratio(a.months, b.months)
  return undefined
}

function toThePower(a: Value, b: Value): Value | undefined {
  return isNumber(a) && isNumber(b) ? numbers.power(a, b) : undefined
}

/** A duration with its sign changed. */
export function negated(duration: Duration): Duration {
  return duration instanceof DayTimeDuration
    ? new DayTimeDuration(-duration.nanos)
    : new YearMonthDuration(-duration.months)
}

function together(a: Duration, b: Duration, sign: 1 | -1): Duration | undefined {
  if (a instanceof DayTimeDuration && b instanceof DayTimeDuration) {
    return new DayTimeDuration(a.nanos + BigInt(sign) * b.nanos)
  }
  if (a instanceof YearMonthDuration && b instanceof YearMonthDuration) {
    return new YearMonthDuration(a.months + sign * b.months)
  }
  return undefined
}

function ratio(a: bigint | number, b: bigint | number): FeelNumber | undefined {
  const divisor = new numbers.Exact(b.toString())
  return divisor.isZero() ? undefined : narrow(new numbers.Exact(a.toString()).div(divisor))
}

/** Durations are whole nanoseconds or whole months; what is less is cut off. */
function scaled(duration: Duration, scale: (size: Decimal) => Decimal): Duration | undefined {
  if (duration instanceof DayTimeDuration) {
    const nanos = scale(new numbers.Exact(duration.nanos.toString())).trunc()
    return nanos.isFinite() ? new DayTimeDuration(BigInt(nanos.toFixed())) : undefined
  }
  const months = scale(exact(duration.months)).trunc().toNumber()
  return Number.isSafeInteger(months) ? new YearMonthDuration(months) : undefined
}
