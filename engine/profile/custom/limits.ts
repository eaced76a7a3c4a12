/** The least and the most that a value may be: numbers, amounts, decimals as text, days and instants. Pure. */
import type { FieldError } from '../../../contracts/problems.ts'
import { brokenLimit } from '../../values/decimal-limits.ts'
import { dayOfText, instantOf } from '../../values/instants.ts'
import type { Json } from '../../values/json.ts'
import { decimalIn, integerIn } from './numbers.ts'

interface Limited {
  readonly dataType: string
  readonly minimum?: number | string
  readonly maximum?: number | string
}

/** Reads a value of the type in the form in which it is kept; `undefined` when it is none. */
const readers: Readonly<Record<string, (value: Json) => number | string | undefined>> = {
  integer: integerIn,
  amountRial: integerIn,
  decimal: decimalIn,
  date: (value) => (typeof value === 'string' ? dayOfText(value) : undefined),
  dateTime: (value) => (typeof value === 'string' ? instantOf(value)?.toISOString() : undefined),
}

const examples: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  amountRial: 'a whole number of rials',
  decimal: 'a decimal number as text, such as "12.5"',
  date: 'a day that exists, such as 2026-03-21 or 1405/01/01',
  dateTime: 'an instant such as 2026-03-21T08:30:00Z',
}

/** Whether values of a type have an order, and so may have limits. */
export function isLimited(dataType: string): boolean {
  return Object.hasOwn(readers, dataType)
}

/** The value in the form in which it is kept, or what it must be. Only for types that have an order. */
export function limitedValue(
  field: Limited,
  said: Json,
): { readonly value: number | string } | { readonly problem: string } {
  const value = readers[field.dataType]?.(said)
  if (value === undefined) return { problem: `must be ${examples[field.dataType] ?? 'a value'}` }
  const problem = brokenBound(field, value)
  return problem === undefined ? { value } : { problem }
}

function brokenBound({ dataType, minimum, maximum }: Limited, value: number | string): string | undefined {
  const [least, most] = [minimum, maximum].map((bound) =>
    bound === undefined ? undefined : readers[dataType]?.(bound),
  )
  if (typeof value === 'string' && dataType !== 'decimal') {
    if (least !== undefined && value < String(least)) return `must not be before ${String(minimum)}`
    return most !== undefined && value > String(most) ? `must not be after ${String(maximum)}` : undefined
  }
  return brokenLimit(String(value), {
    ...(least !== undefined && { least: String(least) }),
    ...(most !== undefined && { most: String(most) }),
  })
}

/** What is wrong with the limits themselves. */
export function problemWithLimits(field: Limited): readonly FieldError[] {
  const { dataType, minimum, maximum } = field
  const given = Object.entries({ minimum, maximum }).flatMap(([path, bound]) =>
    bound === undefined ? [] : [{ path, bound }],
  )
  const wrong = given.filter(({ bound }) => readers[dataType]?.(bound) === undefined)
  if (wrong.length > 0)
    return wrong.map(({ path }) => ({ path, message: `must be ${examples[dataType] ?? 'a value'}` }))
  if (minimum === undefined || maximum === undefined) return []
  const isUpsideDown = brokenBound({ dataType, minimum }, readers[dataType]?.(maximum) ?? '') !== undefined
  return isUpsideDown ? [{ path: 'maximum', message: 'must not be less than minimum' }] : []
}
