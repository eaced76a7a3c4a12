/** What one evaluation carries along: the variables, the moment, and what was odd on the way. */
import type { Context, Value } from './values/value.ts'

/** What an evaluation knows besides the variables. */
export interface Moment {
  /** The present instant, UTC. */
  readonly now: Date
  /** Chance: numbers from 0 up to, but not including, 1. Without it what needs chance fails. */
  readonly random?: () => number
}

/** Something odd that made a value null. Names and types only, never values. */
export interface Warning {
  readonly kind: 'unknownVariable' | 'unknownEntry' | 'unknownFunction' | 'refusedArguments' | 'wrongType'
  readonly message: string
  /** Where in the expression, 0-based. */
  readonly position: number
}

/** One evaluation of an expression. */
export interface Evaluation {
  readonly variables: Context
  readonly moment: Moment
  readonly warnings: Warning[]
  /** How often loops and filters went round so far. */
  rounds: number
}

/** The values of one lexical scope; what surrounds it is its parent. */
export interface Frame {
  readonly evaluation: Evaluation
  readonly parent?: Frame
  readonly values: Value[]
}

/** A compiled piece of an expression. */
export type Run = (frame: Frame) => Value

/** More than these say nothing new. */
const warningLimit = 20

/** Notes a warning. */
export function warn({ evaluation }: Frame, warning: Warning): null {
  if (evaluation.warnings.length < warningLimit) evaluation.warnings.push(warning)
  return null
}

/** Raised by what must not be taken for null: a failed `assert`, chance where there is none. */
export class EvaluationFailed extends Error {}
