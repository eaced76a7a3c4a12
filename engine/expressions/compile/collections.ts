/** Filters, loops and quantifiers. */
import { EvaluationFailed, type Evaluation, type Frame, type Run, warn } from '../evaluation.ts'
import { normalName, type Syntax } from '../syntax.ts'
import { compare, includes } from '../values/equality.ts'
import { isNumber, wholePart } from '../values/number.ts'
import { FeelRange } from '../values/range.ts'
import { FeelDate } from '../values/temporal.ts'
import { isList, kindOf, type List, type Value } from '../values/value.ts'
import { inner, type Scope } from './scope.ts'

/** An evaluation that takes more rounds than this is taken for an endless one. */
const roundLimit = 1_000_000

function countRounds(evaluation: Evaluation, rounds: number): void {
  evaluation.rounds += rounds
  if (evaluation.rounds > roundLimit) {
    throw new EvaluationFailed(`takes more than ${String(roundLimit)} rounds`)
  }
}

// ── filters ──

/** Kinds of nodes that never give a number: they are conditions on each item. */
const conditions = new Set([
  'Comparison',
  'Conjunction',
  'Disjunction',
  'QuantifiedExpression',
  'InstanceOfExpression',
  'SimplePositiveUnaryTest',
])

/** `list[2]` by position, `list[a > 1]` by condition; what is no list is a list of one. */
export function compileFilter(node: Syntax, scope: Scope): Run {
  const [target, , filter] = node.children
  if (target === undefined || filter === undefined) return () => null
  const run = scope.unit.compile(target, scope)
  const test = scope.unit.compile(filter, inner(scope, ['item'], true))
  const isCondition = conditions.has(filter.name)
  return (frame) => {
    const value = run(frame)
    if (value === null) return null
    const list = isList(value) ? value : [value]
    const position = isCondition ? undefined : positionIn(test, frame)
    return position === undefined ? matching(list, test, frame) : itemAt(list, position)
  }
}

/** A filter that gives a number without any item is a position. */
function positionIn(test: Run, { evaluation, ...frame }: Frame): number | undefined {
  const quiet: Evaluation = { ...evaluation, warnings: [] }
  const value = test({ evaluation: quiet, parent: { evaluation, ...frame }, values: [null] })
  return isNumber(value) ? (wholePart(value) ?? 0) : undefined
}

function itemAt(list: List, position: number): Value {
  return list.at(position < 0 ? position : position === 0 ? list.length : position - 1) ?? null
}

function matching(list: List, test: Run, frame: Frame): List {
  countRounds(frame.evaluation, list.length)
  return list.filter((item) => {
    const result = test({ evaluation: frame.evaluation, parent: frame, values: [item] })
    return (result instanceof FeelRange ? includes(result, item) : result) === true
  })
}

// ── loops ──

interface Iterator {
  readonly name: string
  readonly source: Run
}

/** The iterators of a loop; each sees those before it. */
function iteratorsOf(node: Syntax | undefined, scope: Scope): readonly Iterator[] {
  const names: string[] = []
  return (node?.children ?? []).map(({ children: [name, , source] }) => {
    const iterator = {
      name: normalName(name?.text ?? ''),
      source: compileSource(source, inner(scope, [...names])),
    }
    names.push(iterator.name)
    return iterator
  })
}

/** What is gone through: a list, a range, or `from..to` in either direction. */
function compileSource(node: Syntax | undefined, scope: Scope): Run {
  const [from, , to] = node?.children ?? []
  if (from === undefined) return () => null
  const start = scope.unit.compile(from, scope)
  const position = from.from
  if (to === undefined) {
    return (frame) => {
      const value = start(frame)
      const items = value instanceof FeelRange ? itemsOf(value, frame.evaluation) : value
      return items !== undefined && isList(items) ? items : notIterable(frame, [value], position)
    }
  }
  const end = scope.unit.compile(to, scope)
  return (frame) => {
    const [a, b] = [start(frame), end(frame)]
    return stepsBetween(a, b, frame.evaluation) ?? notIterable(frame, [a, b], position)
  }
}

function notIterable(frame: Frame, values: List, position: number): null {
  const message = `there is nothing to go through from ${values.map(kindOf).join(' to ')}`
  return warn(frame, { kind: 'wrongType', message, position })
}

/** The whole numbers or days in a range; `undefined` when it has no end or holds anything else. */
function itemsOf(range: FeelRange, evaluation: Evaluation): List | undefined {
  const { start, end } = range
  if (range.operator !== undefined || (compare(start, end) ?? 1) > 0) return undefined
  return stepsBetween(start, end, evaluation)?.filter((item) => includes(range, item) === true)
}

function stepsBetween(from: Value, to: Value, evaluation: Evaluation): List | undefined {
  const [a, b] = [stepOf(from), stepOf(to)]
  if (a === undefined || b === undefined || from instanceof FeelDate !== to instanceof FeelDate)
    return undefined
  const count = Math.abs(b - a) + 1
  countRounds(evaluation, count)
  const direction = b < a ? -1 : 1
  return Array.from({ length: count }, (_, n) => {
    const step = a + n * direction
    return from instanceof FeelDate ? new FeelDate(step) : step
  })
}

function stepOf(value: Value): number | undefined {
  if (value instanceof FeelDate) return value.day
  return Number.isSafeInteger(value) ? (value as number) : undefined
}

/**
 * Visits every combination of the iterators' items, the last one fastest, until a visit gives false. Null
 * when one of them has nothing to go through.
 */
function visit(
  iterators: readonly Iterator[],
  frame: Frame,
  each: (values: readonly Value[]) => boolean,
): 'done' | 'stopped' | null {
  const values: Value[] = []
  const from = (index: number): 'done' | 'stopped' | null => {
    const iterator = iterators[index]
    if (iterator === undefined) return each(values) ? 'done' : 'stopped'
    const items = iterator.source({
      evaluation: frame.evaluation,
      parent: frame,
      values: values.slice(0, index),
    })
    if (!isList(items)) return null
    countRounds(frame.evaluation, items.length)
    for (const item of items) {
      values[index] = item
      const outcome = from(index + 1)
      if (outcome !== 'done') return outcome
    }
    return 'done'
  }
  return from(0)
}

/** `for a in b return c`; `partial` is what there is so far. */
export function compileFor(node: Syntax, scope: Scope): Run {
  const iterators = iteratorsOf(node.children[1], scope)
  const body = inner(scope, [...iterators.map(({ name }) => name), 'partial'])
  const last = node.children.at(-1)
  const run: Run = last ? scope.unit.compile(last, body) : () => null
  const needsPartial = body.used.has('partial')
  return (frame) => {
    const results: Value[] = []
    const outcome = visit(iterators, frame, (items) => {
      const values = needsPartial ? [...items, results.slice()] : [...items]
      results.push(run({ evaluation: frame.evaluation, parent: frame, values }))
      return true
    })
    return outcome === null ? null : results
  }
}

/** `some a in b satisfies c`, `every …`: unknown when no item decides and one is unknown. */
export function compileQuantified(node: Syntax, scope: Scope): Run {
  const [quantifier, sources] = node.children
  const iterators = iteratorsOf(sources, scope)
  const last = node.children.at(-1)
  const within = inner(
    scope,
    iterators.map(({ name }) => name),
  )
  const run: Run = last ? scope.unit.compile(last, within) : () => null
  const decisive = quantifier?.text === 'some'
  return (frame) => {
    let isUnknown = false
    const outcome = visit(iterators, frame, (items) => {
      const holds = run({ evaluation: frame.evaluation, parent: frame, values: [...items] })
      isUnknown ||= typeof holds !== 'boolean'
      return holds !== decisive
    })
    if (outcome === null) return null
    if (outcome === 'stopped') return decisive
    return isUnknown ? null : !decisive
  }
}
