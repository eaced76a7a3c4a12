/**
 * Money in integer rials. A toman is ten rials. Amounts are safe integers (±9,007,199,254,740,991 rial);
 * anything else is refused rather than rounded.
 */
import { plainNumber } from './persian-text.ts'

/** True for an amount that the hub can hold exactly. */
export function isRial(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

/** Rials of an amount in tomans; `undefined` when it is no whole number of rials or too large. */
export function rialOfToman(toman: number): number | undefined {
  const rial = Math.round(toman * 10)
  const isWhole = Math.abs(toman * 10 - rial) < 1e-6
  return isWhole && isRial(rial) ? rial + 0 : undefined
}

/** Tomans of an amount in rials, with one decimal at most: 12,345 rial are 1,234.5 toman. */
export function tomanOfRial(rial: number): number {
  return rial / 10
}

/** Rials of a written amount («۱۲٬۵۰۰», `12,500`, `12500.00`); `undefined` when it is not a whole amount. */
export function rialOfText(text: string): number | undefined {
  const found = /^([+-]?\d{1,16})(?:\.0*)?$/.exec(plainNumber(text))
  const rial = Number(found?.[1] ?? Number.NaN)
  return isRial(rial) ? rial + 0 : undefined
}
