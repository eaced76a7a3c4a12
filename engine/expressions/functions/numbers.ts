/** Functions on numbers, and absolute values. */
import { DayTimeDuration, YearMonthDuration } from '../values/duration.ts'
import {
  exact,
  type FeelNumber,
  isZero,
  multiply,
  narrow,
  roundTo,
  rounding,
  subtract,
} from '../values/number.ts'
import { define, duration, type Family, number, optional } from './parameters.ts'

type Mode = (typeof rounding)[keyof typeof rounding]

const rounded = (mode: Mode): Family[string] => [
  define([number('n'), number('scale')], ([n, scale]) => roundTo(n, scale, mode)),
]

const toWhole = (mode: Mode): Family[string] => [
  define([number('n'), optional(number('scale'))], ([n, scale = 0]) => roundTo(n, scale, mode)),
]

/** Functions on numbers, and absolute values. */
export const numberFunctions: Family = {
  decimal: rounded(rounding.halfEven),
  floor: toWhole(rounding.floor),
  ceiling: toWhole(rounding.ceiling),
  'round up': rounded(rounding.up),
  'round down': rounded(rounding.down),
  'round half up': rounded(rounding.halfUp),
  'round half down': rounded(rounding.halfDown),
  abs: [
    define([number('n')], ([n]) => narrow(exact(n).abs())),
    define([duration('n')], ([n]) =>
      n instanceof DayTimeDuration
        ? new DayTimeDuration(n.nanos < 0n ? -n.nanos : n.nanos)
        : new YearMonthDuration(Math.abs(n.months)),
    ),
  ],
  modulo: [define([number('dividend'), number('divisor')], ([a, b]) => modulo(a, b))],
  sqrt: [define([number('number')], ([n]) => narrow(exact(n).sqrt()))],
  log: [define([number('number')], ([n]) => (isZero(n) ? undefined : narrow(exact(n).ln())))],
  exp: [define([number('number')], ([n]) => narrow(exact(n).exp()))],
  odd: [define([number('number')], ([n]) => isMultiple(n, 2, 1))],
  even: [define([number('number')], ([n]) => isMultiple(n, 2, 0))],
}

/** The remainder with the sign of the divisor. */
function modulo(a: FeelNumber, b: FeelNumber): FeelNumber | undefined {
  if (isZero(b)) return undefined
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const [dividend, divisor] = [a as number, b as number]
    return dividend - divisor * Math.floor(dividend / divisor) + 0
  }
  const times = exact(a).div(exact(b)).floor()
  const product = multiply(times, b)
  return product === undefined ? undefined : subtract(a, product)
}

const isMultiple = (n: FeelNumber, of: number, rest: number): boolean => exact(n).abs().modulo(of).eq(rest)
