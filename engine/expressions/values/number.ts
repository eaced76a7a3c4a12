/**
 * Numbers of FEEL: decimals of 34 digits (IEEE 754 decimal128, half-even), as DMN says.
 *
 * A number stands for the decimal that its shortest text shows, so 0.1 is exactly one tenth. What fits
 * that way is a plain `number` (`narrow`), everything else a `Decimal`; whole numbers up to 2^53 are
 * computed as plain numbers, which is where nearly all of the work is.
 */
import { Decimal } from 'decimal.js'

/** A number of FEEL; a plain one stands for the decimal of its shortest text. */
export type FeelNumber = number | Decimal

/** Decimals of 34 digits with the exponents of decimal128. */
export const Exact = Decimal.clone({
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  minE: -6143,
  maxE: 6144,
  toExpNeg: -40,
  toExpPos: 40,
})

/** Ways to round, as decimal.js numbers them. */
export const rounding = {
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  ceiling: Decimal.ROUND_CEIL,
  floor: Decimal.ROUND_FLOOR,
  halfUp: Decimal.ROUND_HALF_UP,
  halfDown: Decimal.ROUND_HALF_DOWN,
  halfEven: Decimal.ROUND_HALF_EVEN,
} as const

const isWhole = Number.isSafeInteger

/** True for a number of FEEL. */
export const isNumber = (value: unknown): value is FeelNumber =>
  typeof value === 'number' || value instanceof Exact

/** The number as a `Decimal`. */
export const exact = (n: FeelNumber): Decimal => (typeof n === 'number' ? new Exact(n) : n)

/** The one form of a decimal; `undefined` for what is none (infinite, not a number). */
export function narrow(d: Decimal): FeelNumber | undefined {
  if (!d.isFinite()) return undefined
  // Any decimal of up to 15 digits survives the way through a double and back.
  if (d.precision() <= 15 && d.e > -290 && d.e < 290) return d.toNumber() + 0
  const whole = d.isInteger() ? d.toNumber() : Number.NaN
  return isWhole(whole) ? whole : d
}

/** Sum, rounded to 34 digits; `undefined` on overflow. */
export function add(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  if (isWhole(a) && isWhole(b)) {
    const sum = (a as number) + (b as number)
    if (isWhole(sum)) return sum
  }
  return narrow(exact(a).plus(exact(b)))
}

/** Difference, rounded to 34 digits; `undefined` on overflow. */
export function subtract(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  if (isWhole(a) && isWhole(b)) {
    const difference = (a as number) - (b as number)
    if (isWhole(difference)) return difference
  }
  return narrow(exact(a).minus(exact(b)))
}

/** Product, rounded to 34 digits; `undefined` on overflow. */
export function multiply(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  if (isWhole(a) && isWhole(b)) {
    const product = (a as number) * (b as number)
    if (isWhole(product)) return product + 0
  }
  return narrow(exact(a).times(exact(b)))
}

/** Quotient, rounded to 34 digits; `undefined` when the divisor is zero. */
export function divide(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  if (isZero(b)) return undefined
  if (isWhole(a) && isWhole(b)) {
    const quotient = (a as number) / (b as number)
    if (isWhole(quotient) && quotient * (b as number) === a) return quotient + 0
  }
  return narrow(exact(a).div(exact(b)))
}

/** Power, rounded to 34 digits; `undefined` where it is not a real number or overflows. */
export function power(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  return narrow(exact(a).pow(exact(b)))
}

/** The number with its sign changed. */
export const negate = (n: FeelNumber): FeelNumber => (typeof n === 'number' ? 0 - n : n.negated())

/** True for zero. */
export const isZero = (n: FeelNumber): boolean => (typeof n === 'number' ? n === 0 : n.isZero())

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  // Shortest texts are in the order of the doubles that they stand for.
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  return exact(a).cmp(exact(b))
}

/** The whole number without its fraction, as a plain number; out of range is `undefined`. */
export function wholePart(n: FeelNumber): number | undefined {
  const whole = typeof n === 'number' ? Math.trunc(n) : n.trunc().toNumber()
  return isWhole(whole) ? whole + 0 : undefined
}

/** Rounds to `scale` digits behind the point (before it when negative); scales beyond decimal128 give `undefined`. */
export function roundTo(
  n: FeelNumber,
  scale: FeelNumber,
  mode: (typeof rounding)[keyof typeof rounding],
): FeelNumber | undefined {
  const digits = wholePart(scale)
  if (digits === undefined || digits < -6111 || digits > 6176) return undefined
  if (isWhole(n) && digits >= 0) return n
  const value = exact(n)
  if (digits >= 0) return narrow(value.toDecimalPlaces(digits, mode))
  const unit = new Exact(10).pow(-digits)
  return narrow(value.div(unit).toDecimalPlaces(0, mode).times(unit))
}

const written = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

/** The number that a text writes with a point and without separators; `undefined` when it is none. */
export function numberOf(text: string): FeelNumber | undefined {
  if (!written.test(text)) return undefined
  return narrow(new Exact(text).toSignificantDigits(34))
}

/** Digits with a point and no exponent. */
export function textOfNumber(n: FeelNumber): string {
  if (isWhole(n)) return String(n)
  return exact(n).toFixed()
}

/**
 * How a number leaves: as the nearest double when its whole part is below 2^53 or the double is exact; else
 * as text, so that no digit of an amount or of an identifier is lost.
 */
export function jsonOfNumber(n: FeelNumber): number | string {
  if (typeof n === 'number') return n + 0
  const double = n.toNumber()
  if (Math.abs(double) < 2 ** 53) return double + 0
  if (Number.isFinite(double) && new Exact(double).eq(n)) return double
  return n.toString()
}
