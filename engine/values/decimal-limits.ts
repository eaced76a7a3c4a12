/** Limits of a number that is a decimal text, compared to its last digit: no number of JavaScript is in between. Pure. */
import { Decimal } from 'decimal.js'

/** What must hold; the limits are decimal texts. */
export interface DecimalLimits {
  readonly least?: string
  readonly most?: string
  /** It must be more than this. */
  readonly above?: string
  /** It must be less than this. */
  readonly below?: string
  readonly totalDigits?: number
  readonly fractionDigits?: number
}

/** A text without an exponent; longer ones are no amounts of anything. */
export const decimalText = /^[+-]?(?=\.?\d)\d{0,400}(\.\d{0,400})?$/

/** What is wrong with a decimal text, in words; `undefined` when nothing is. */
export function brokenLimit(text: string, limits: DecimalLimits): string | undefined {
  if (!decimalText.test(text)) return 'must be a decimal number'
  return brokenBound(text, limits) ?? brokenLength(text, limits)
}

function brokenBound(text: string, limits: DecimalLimits): string | undefined {
  const broken = bounds.find(({ name, holds }) => {
    const bound = limits[name]
    return bound !== undefined && !holds(new Decimal(text).cmp(bound))
  })
  return broken && `must be ${broken.words} ${limits[broken.name] ?? ''}`
}

const bounds = [
  { name: 'least', words: 'at least', holds: (order: number) => order >= 0 },
  { name: 'above', words: 'more than', holds: (order: number) => order > 0 },
  { name: 'most', words: 'at most', holds: (order: number) => order <= 0 },
  { name: 'below', words: 'less than', holds: (order: number) => order < 0 },
] as const

function brokenLength(text: string, { totalDigits, fractionDigits }: DecimalLimits): string | undefined {
  const [whole = '', written = ''] = text.replace(/^[+-]?0*/, '').split('.')
  const fraction = written.replace(/0+$/, '')
  if (fractionDigits !== undefined && fraction.length > fractionDigits)
    return `must have at most ${String(fractionDigits)} digits after the point`
  if (totalDigits !== undefined && whole.length + fraction.length > totalDigits)
    return `must have at most ${String(totalDigits)} digits`
  return undefined
}
