/**
 * FEEL expressions, compiled once per text to closures and evaluated on variables. Pure: `now()` and
 * `today()` take the instant from the caller, `random number()` and `uuid()` their chance. README.md has the
 * dialect. What keeps payloads from changing the meaning of a flow:
 * - a variable never hides a function: `count(items)` counts, whatever the variables are called;
 * - a variable whose name is not one plain word is written in backticks, so that no payload can give
 *   `a-b` or `x and y` another meaning;
 * - what fails quotes the expression, the place and the names of variables, never values.
 */
import type { Json, JsonObject } from '../values/json.ts'
import { compileTree, type CompiledTree, type Surroundings } from './compile/compile.ts'
import { type Evaluation, EvaluationFailed, type Moment, type Warning } from './evaluation.ts'
import { jsonOf, NotJson } from './json.ts'
import { parse, type Problem, problemAt, type Top } from './syntax.ts'
import type { Value } from './values/value.ts'

export type { Moment, Warning } from './evaluation.ts'
export type { Problem } from './syntax.ts'

/** A compiled expression. */
export interface Compiled {
  readonly text: string
  /** Why the text is not FEEL, and where. */
  readonly problem?: Problem
  /** The variables that it may read, in order of the alphabet. */
  readonly variables: readonly string[]
  /** The result as JSON; dates and durations as ISO text. Raises `ExpressionFailed`. */
  evaluate(variables: JsonObject, moment: Moment): Json
  /** The result with what was odd on the way, such as variables that are not there. Raises `ExpressionFailed`. */
  examine(
    variables: JsonObject,
    moment: Moment,
  ): { readonly value: Json; readonly warnings: readonly Warning[] }
  /** The result of a condition. Raises `ExpressionFailed`, also for what is neither true nor false. */
  holds(variables: JsonObject, moment: Moment): boolean
}

/** Tests of an input, as in the cell of a decision table. */
export interface CompiledTests {
  readonly text: string
  readonly problem?: Problem
  readonly variables: readonly string[]
  /** Whether an input passes: null when that is unknown. Raises `ExpressionFailed`. */
  test(input: Json, variables: JsonObject, moment: Moment): boolean | null
}

/** An expression could not be evaluated. */
export class ExpressionFailed extends Error {
  readonly expression: string

  /** `why` goes on after the expression: "fails", "is a condition but …". */
  constructor(expression: string, why: string, variables: readonly string[] = []) {
    const seen = variables.length === 0 ? 'no variables' : `the variables ${[...variables].sort().join(', ')}`
    super(`The expression "${expression}" ${why}. It saw ${seen}.`)
    this.name = 'ExpressionFailed'
    this.expression = expression
  }
}

const cacheLimit = 10_000
const expressions = new Map<string, Compiled>()
const tests = new Map<string, CompiledTests>()

/** Compiles a FEEL expression (without the leading `=`); a text that is not FEEL has a `problem`. */
export function compileExpression(text: string): Compiled {
  return cached(expressions, text, () => {
    const unit = unitOf(text, 'Expression')
    const examine: Compiled['examine'] = (variables, moment) => {
      const { value, evaluation } = unit.run(variables, moment)
      return { value: unit.guarded(variables, () => jsonOf(value)), warnings: evaluation.warnings }
    }
    return {
      text,
      ...unit.facts,
      examine,
      evaluate: (variables, moment) => examine(variables, moment).value,
      holds: (variables, moment) => {
        const { value, evaluation } = unit.run(variables, moment)
        if (typeof value === 'boolean') return value
        const [why] = evaluation.warnings.map(
          ({ message, position }) => problemAt(text, position, message).message,
        )
        const words = `is a condition but is neither true nor false${why === undefined ? '' : `: ${why}`}`
        throw new ExpressionFailed(text, words, unit.seen(variables))
      },
    }
  })
}

/** Compiles unary tests: `< 5`, `[1..3], 7`, `not("a")`, `-`. */
export function compileUnaryTests(text: string): CompiledTests {
  return cached(tests, text, () => {
    const unit = unitOf(text, 'UnaryTests')
    return {
      text,
      ...unit.facts,
      test: (input, variables, moment) => {
        const { value } = unit.run(variables, moment, [input])
        return typeof value === 'boolean' ? value : null
      },
    }
  })
}

function cached<Made>(cache: Map<string, Made>, text: string, make: () => Made): Made {
  const known = cache.get(text)
  if (known !== undefined) return known
  const made = make()
  if (cache.size >= cacheLimit) cache.clear()
  cache.set(text, made)
  return made
}

const nothing: Surroundings = { names: new Set(), types: new Map() }

/** A text with what is common to expressions and unary tests. */
interface CompiledUnit {
  readonly facts: { readonly problem?: Problem; readonly variables: readonly string[] }
  run(
    variables: JsonObject,
    moment: Moment,
    inputs?: readonly Value[],
  ): { value: Value; evaluation: Evaluation }
  guarded<Result>(variables: JsonObject, act: () => Result): Result
  seen(variables: JsonObject): readonly string[]
}

function unitOf(text: string, top: Top): CompiledUnit {
  const { tree, problem } = compileText(text, top)
  const names = [...(tree?.reads ?? [])].sort()
  const seen = (variables: JsonObject): readonly string[] =>
    names.filter((name) => Object.hasOwn(variables, name))
  const guarded = <Result>(variables: JsonObject, act: () => Result): Result => {
    try {
      return act()
    } catch (error) {
      throw failureOf(error, text, seen(variables))
    }
  }
  return {
    facts: { ...(problem !== undefined && { problem }), variables: names },
    seen,
    guarded,
    run: (variables, moment, inputs = []) => {
      if (tree === undefined) throw new ExpressionFailed(text, `is not FEEL: ${problem?.message ?? ''}`)
      const evaluation: Evaluation = { variables, moment, warnings: [], rounds: 0 }
      const value = guarded(variables, () => tree.run({ evaluation, values: [...inputs] }))
      return { value, evaluation }
    },
  }
}

/** The tree of a text, or why there is none. */
function compileText(text: string, top: Top): { readonly tree?: CompiledTree; readonly problem?: Problem } {
  const parsed = parse(text, top)
  if ('problem' in parsed) return parsed
  const tree = compileTree(parsed.tree, top === 'UnaryTests' ? ['?'] : [], nothing)
  const [complaint] = tree.complaints
  return complaint === undefined
    ? { tree }
    : { problem: problemAt(text, complaint.position, complaint.words) }
}

function failureOf(error: unknown, text: string, names: readonly string[]): unknown {
  if (error instanceof EvaluationFailed) return new ExpressionFailed(text, error.message, names)
  if (error instanceof NotJson)
    return new ExpressionFailed(text, 'gives something that is not a value', names)
  // The one RangeError of the language itself: too many calls within calls.
  if (error instanceof RangeError) return new ExpressionFailed(text, 'goes too deep', names)
  return error
}
