/** What a condition cannot do without: fields that must have certain values, or lie in a range. What the index knows. */
import { defined } from '../values/defined.ts'
import type { Json } from '../values/json.ts'
import type { Condition, FieldTest } from './model.ts'

/** A value that can be looked up. */
export type Scalar = string | number | boolean

/** A field that must have one of some values, itself or among its items. */
export interface Equality {
  readonly field: string
  readonly values: readonly Scalar[]
}

/** A field that must be a number (or a text) not below and not above something; a bound that is absent does not bind. */
export interface Range {
  readonly field: string
  readonly low?: number | string
  readonly high?: number | string
}

/** All of these are necessary. */
export interface Needs {
  readonly equalities: readonly Equality[]
  readonly ranges: readonly Range[]
  /** They are also enough, on facts where none of these fields is a list. */
  readonly areEnough: boolean
}

const nothing: Needs = { equalities: [], ranges: [], areEnough: false }

/** What a condition needs to hold. */
export function needsOf(condition: Condition): Needs {
  if ('all' in condition) return together(condition.all.map(needsOf))
  if ('any' in condition) return { ...nothing, equalities: inEvery(condition.any) }
  if ('not' in condition || 'feel' in condition) return nothing
  const { is } = condition
  const equality = equalityOf(condition)
  if (equality !== undefined) {
    return { ...nothing, equalities: [equality], areEnough: is === 'equals' || is === 'in' }
  }
  const range = rangeOf(condition)
  if (range === undefined) return nothing
  return { ...nothing, ranges: [range], areEnough: is !== 'above' && is !== 'below' }
}

function together(needs: readonly Needs[]): Needs {
  return {
    equalities: needs.flatMap(({ equalities }) => equalities),
    ranges: needs.flatMap(({ ranges }) => ranges),
    areEnough: needs.every(({ areEnough }) => areEnough),
  }
}

/** Whichever part holds, these fields have one of the values that the parts name. */
function inEvery(parts: readonly Condition[]): readonly Equality[] {
  const [first, ...others] = parts.map((part) => needsOf(part).equalities)
  return (first ?? []).flatMap(({ field, values }) => {
    const alike = others.map((equalities) => equalities.find((one) => one.field === field)?.values)
    return alike.includes(undefined)
      ? []
      : [{ field, values: [...values, ...alike.flatMap((more) => more ?? [])] }]
  })
}

function equalityOf({ field, is, value = null }: FieldTest): Equality | undefined {
  const values = is === 'equals' || is === 'includes' ? [value] : is === 'in' ? listOf(value) : []
  return values.length > 0 && values.every(isScalar) ? { field, values } : undefined
}

function rangeOf({ field, is, value = null }: FieldTest): Range | undefined {
  const [low, high] = bounds[is]?.(value) ?? []
  const given = [low, high].filter((bound) => bound !== undefined)
  // Nothing is both a number and a text.
  const isUsable =
    given.length > 0 && given.every(isOrdered) && new Set(given.map((one) => typeof one)).size === 1
  return isUsable ? ({ field, ...defined({ low, high }) } as Range) : undefined
}

type Bounds = readonly [low: Json | undefined, high: Json | undefined]

const bounds: Readonly<Partial<Record<FieldTest['is'], (value: Json) => Bounds>>> = {
  above: (value) => [value, undefined],
  atLeast: (value) => [value, undefined],
  below: (value) => [undefined, value],
  atMost: (value) => [undefined, value],
  between: (value) => {
    const [low, high] = listOf(value)
    return [low, high]
  },
}

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : []
}

function isScalar(value: Json): value is Scalar {
  return isOrdered(value) || typeof value === 'boolean'
}

function isOrdered(value: Json): value is number | string {
  return typeof value === 'string' || typeof value === 'number'
}
