/** Numbers as systems and people write them, in the one form in which they are kept. Pure. */
import { decimalText } from '../../values/decimal-limits.ts'
import type { Json } from '../../values/json.ts'
import { plainNumber } from '../../values/persian-text.ts'

/** Digits of a decimal that are kept, at most. */
const mostDigits = 60

/** A whole number that can be held exactly; `undefined` for anything else. */
export function integerIn(value: Json): number | undefined {
  const number = typeof value === 'string' ? wholeOf(value) : value
  return Number.isSafeInteger(number) ? Number(number) + 0 : undefined
}

function wholeOf(text: string): number {
  const found = /^([+-]?\d{1,16})(?:\.0*)?$/.exec(plainNumber(text))
  return Number(found?.[1] ?? Number.NaN)
}

/** A decimal as text without what says nothing: `007.50` is `7.5`; `undefined` for anything else. */
export function decimalIn(value: Json): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const plain = typeof value === 'number' ? String(value) : plainNumber(value)
  return decimalText.test(plain) && plain.length <= mostDigits ? shortest(plain) : undefined
}

function shortest(plain: string): string {
  const [whole = '', fraction = ''] = plain.replace(/^[+-]/, '').split('.')
  const kept = [whole.replace(/^0+(?=\d)/, '') || '0', fraction.replace(/0+$/, '')]
  const text = kept.filter((part) => part !== '').join('.')
  return plain.startsWith('-') && text !== '0' ? `-${text}` : text
}
