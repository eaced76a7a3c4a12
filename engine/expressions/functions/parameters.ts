/** The types of parameters: each says what it takes, after the implicit conversions of FEEL. */
import type { Evaluation } from '../evaluation.ts'
import { type Duration, isDuration } from '../values/duration.ts'
import { FeelFunction, type Parameter, refused, type Signature } from '../values/function.ts'
import { type FeelNumber, isNumber } from '../values/number.ts'
import { FeelRange } from '../values/range.ts'
import { FeelDate, FeelDateTime, FeelTime, isTemporal, type Temporal } from '../values/temporal.ts'
import { type Context, isContext, isList, type List, type Value } from '../values/value.ts'

type Accept<Taken> = (argument: Value) => Taken | typeof refused

/** The arguments that parameters take. */
type Taken<Parameters extends readonly Parameter[]> = {
  readonly [Index in keyof Parameters]: Parameters[Index] extends Parameter<infer Type> ? Type : never
}

/** A signature whose function sees its arguments with their types. */
export function define<const Parameters extends readonly Parameter[]>(
  parameters: Parameters,
  compute: (args: Taken<Parameters>, evaluation: Evaluation) => Value | undefined,
): Signature {
  return { parameters, compute: compute as Signature['compute'] }
}

/** A function that takes one list, or its items as arguments. */
export function defineOver<Item>(
  items: Parameter<readonly Item[]>,
  compute: (items: readonly Item[], evaluation: Evaluation) => Value | undefined,
): Signature {
  return {
    parameters: [items],
    gathers: 'list',
    compute: ([list], evaluation) => compute(list as readonly Item[], evaluation),
  }
}

/** The last parameter takes the list of all arguments that are left. */
export const withRest = (signature: Signature): Signature => ({ ...signature, gathers: 'rest' })

/** A value of one type; a list of one counts as its item. */
function typed<Type>(name: string, is: (value: Value) => value is Type & Value): Parameter<Type> {
  const accept: Accept<Type> = (argument) => {
    if (is(argument)) return argument
    const [only] = isList(argument) ? argument : []
    return isList(argument) && argument.length === 1 && only !== undefined && is(only) ? only : refused
  }
  return { name, accept }
}

/** The parameter takes null, too. */
export function nullable<Type>({ name, accept }: Parameter<Type>): Parameter<Type | null> {
  return { name, accept: (argument) => (argument === null ? null : accept(argument)) }
}

/** The parameter may be left out. */
export function optional<Type>(parameter: Parameter<Type>): Parameter<Type | undefined> {
  return { ...parameter, isOptional: true }
}

/** Any value, null included. */
export const any = (name: string): Parameter<Value> => ({ name, accept: (argument) => argument })

/** Any value but null. */
export const some = (name: string): Parameter<Exclude<Value, null>> => ({
  name,
  accept: (argument) => argument ?? refused,
})

/** A text. */
export const string = (name: string): Parameter<string> =>
  typed(name, (value): value is string => typeof value === 'string')

/** A number. */
export const number = (name: string): Parameter<FeelNumber> =>
  typed(name, (value): value is FeelNumber => isNumber(value))

/** True or false. */
export const boolean = (name: string): Parameter<boolean> =>
  typed(name, (value): value is boolean => typeof value === 'boolean')

/** A context. */
export const context = (name: string): Parameter<Context> => typed(name, isContext)

/** A date. */
export const date = (name: string): Parameter<FeelDate> =>
  typed(name, (value): value is FeelDate => value instanceof FeelDate)

/** A time. */
export const time = (name: string): Parameter<FeelTime> =>
  typed(name, (value): value is FeelTime => value instanceof FeelTime)

/** A date, with or without a time. */
export const day = (name: string): Parameter<FeelDate | FeelDateTime> =>
  typed(
    name,
    (value): value is FeelDate | FeelDateTime => value instanceof FeelDate || value instanceof FeelDateTime,
  )

/** A date, a time, or both. */
export const temporal = (name: string): Parameter<Temporal> =>
  typed(name, (value): value is Temporal => isTemporal(value))

/** A duration of either kind. */
export const duration = (name: string): Parameter<Duration> =>
  typed(name, (value): value is Duration => isDuration(value))

/** A range. */
export const range = (name: string): Parameter<FeelRange> =>
  typed(name, (value): value is FeelRange => value instanceof FeelRange)

/** A function. */
export const callable = (name: string): Parameter<FeelFunction> =>
  typed(name, (value): value is FeelFunction => value instanceof FeelFunction)

/** A list; any other value but null counts as a list of one. */
export const list = (name: string): Parameter<List> => ({
  name,
  accept: (argument) => (isList(argument) ? argument : argument === null ? refused : [argument]),
})

/** A list of items that all fit. */
export function listOf<Item>(item: Parameter<Item>): Parameter<readonly Item[]> {
  return {
    name: item.name,
    accept: (argument) => {
      if (argument === null) return refused
      const items: Item[] = []
      for (const value of isList(argument) ? argument : [argument]) {
        const taken = item.accept(value)
        if (taken === refused) return refused
        items.push(taken)
      }
      return items
    },
  }
}

/** The functions of one family: the ways to call each, by its name in FEEL. */
export type Family = Readonly<Record<string, readonly Signature[]>>
