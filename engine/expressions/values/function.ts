/** Functions: built in, or defined in an expression. */
import type { Evaluation } from '../evaluation.ts'
import type { Value } from './value.ts'

/** What a parameter gives for an argument that it does not take. */
export const refused: unique symbol = Symbol('refused')

/** One parameter: its name for calls by name, and the argument as it takes it. */
export interface Parameter<Taken = unknown> {
  readonly name: string
  /** The argument converted to the parameter's type, or `refused`. */
  readonly accept: (argument: Value) => Taken | typeof refused
  /** An argument may be missing; the function then sees `undefined`. */
  readonly isOptional?: true
}

/** One way to call a function. */
export interface Signature {
  readonly parameters: readonly Parameter[]
  /**
   * How positional arguments beyond the parameters are taken. `rest`: the last parameter takes the list of
   * all that are left. `list`: the same, but a single argument is the list itself.
   */
  readonly gathers?: 'rest' | 'list'
  /** The result, or `undefined` when the arguments, though of the right types, make no sense. */
  readonly compute: (args: readonly unknown[], evaluation: Evaluation) => Value | undefined
}

/** A function as a value. */
export class FeelFunction {
  readonly kind = 'function'
  /** For messages; empty for a function without a name. */
  readonly name: string
  readonly signatures: readonly Signature[]

  constructor(name: string, signatures: readonly Signature[]) {
    this.name = name
    this.signatures = signatures
  }
}

/** Calls with arguments by position. `undefined` when no signature takes them. */
export function call(f: FeelFunction, args: readonly Value[], evaluation: Evaluation): Value | undefined {
  for (const signature of f.signatures) {
    const taken = takenInOrder(signature, args)
    if (taken === undefined) continue
    const result = signature.compute(taken, evaluation)
    if (result !== undefined) return result
  }
  return undefined
}

/** Calls with arguments by name. `undefined` when no signature has these names and takes the arguments. */
export function callByName(
  f: FeelFunction,
  args: ReadonlyMap<string, Value>,
  evaluation: Evaluation,
): Value | undefined {
  for (const signature of f.signatures) {
    const { parameters } = signature
    const known = parameters.filter(({ name }) => args.has(name))
    if (known.length < args.size) continue
    const taken = accepted(parameters, (parameter) => args.get(parameter.name))
    const result = taken && signature.compute(taken, evaluation)
    if (result !== undefined) return result
  }
  return undefined
}

function takenInOrder(
  { parameters, gathers }: Signature,
  args: readonly Value[],
): readonly unknown[] | undefined {
  const last = parameters.length - 1
  if (gathers === undefined ? args.length > parameters.length : args.length < parameters.length)
    return undefined
  if (gathers === undefined || (gathers === 'list' && args.length === 1)) {
    return accepted(parameters, (_, index) => args[index])
  }
  return accepted(parameters, (_, index) => (index < last ? args[index] : args.slice(last)))
}

function accepted(
  parameters: readonly Parameter[],
  argumentOf: (parameter: Parameter, index: number) => Value | undefined,
): readonly unknown[] | undefined {
  const taken: unknown[] = []
  for (const [index, parameter] of parameters.entries()) {
    const argument = argumentOf(parameter, index)
    if (argument === undefined && parameter.isOptional !== true) return undefined
    const value = argument === undefined ? undefined : parameter.accept(argument)
    if (value === refused) return undefined
    taken.push(value)
  }
  return taken
}
