/**
 * Customer codes: nine digits, the last a check digit by Damm's table, which finds every single wrong digit and every two
 * neighbours that were swapped. They do not begin with zero, so that no program takes a digit away.
 * https://archiv.ub.uni-marburg.de/diss/z2004/0516/pdf/dhmd.pdf
 */
import { asciiDigits, withoutMarks } from './persian-text.ts'

/** Digits before the check digit, as a number: from (inclusive) and to (exclusive). */
export const codeNumbers = { from: 10_000_000, to: 100_000_000 } as const

const table = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/** The code with these eight digits. */
export function customerCode(number: number): string {
  const digits = String(number)
  return digits + checkDigit(digits)
}

/** A code as people write it, with blanks, hyphens and digits of any script; `undefined` when it cannot be one. */
export function customerCodeIn(text: string): string | undefined {
  const digits = withoutMarks(asciiDigits(text)).replace(/[\s\u00a0\u200c\-‐‑–]/g, '')
  return /^[1-9]\d{8}$/.test(digits) && checkDigit(digits) === '0' ? digits : undefined
}

/** Of a whole code it is 0. */
function checkDigit(digits: string): string {
  return [...digits].reduce((interim, digit) => table[Number(interim)]?.charAt(Number(digit)) ?? '', '0')
}
