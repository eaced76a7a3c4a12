/** Ranges and unary tests: `x in (1, > 5, [10..20])`, and the same as a value or as a whole text. */
import { type Frame, type Run, warn } from '../evaluation.ts'
import type { Syntax } from '../syntax.ts'
import { compare, equals, includes } from '../values/equality.ts'
import { call, FeelFunction } from '../values/function.ts'
import { FeelRange, rangeOfTest, type TestOperator } from '../values/range.ts'
import { isList, kindOf, type Value } from '../values/value.ts'
import { inner, type Scope } from './scope.ts'

/** `[1..5]` or `> 5` as a value. */
export function compileRange(node: Syntax, scope: Scope): Run {
  const [first, operand] = node.children
  if (first?.name === 'Interval') return compileInterval(first, scope)
  const run: Run = operand ? scope.unit.compile(operand, scope) : () => null
  const operator = (first?.text ?? '=') as TestOperator
  return (frame) => {
    const value = run(frame)
    if (value === null && operator !== '=' && operator !== '!=') return noRange(frame, [value], node)
    return rangeOfTest(operator, value)
  }
}

/** The first and last children are the brackets, of which `]` opens and `[` closes an open end, too. */
function compileInterval(node: Syntax, scope: Scope): Run {
  const [open, low, , high, close] = node.children
  const [start, end] = [low, high].map((child): Run =>
    child ? scope.unit.compile(child, scope) : () => null,
  )
  const included = { start: open?.text === '[', end: close?.text === ']' }
  return (frame) => {
    const ends = { start: start?.(frame) ?? null, end: end?.(frame) ?? null }
    if (ends.start === null || ends.end === null || compare(ends.start, ends.end) === null) {
      return noRange(frame, [ends.start, ends.end], node)
    }
    return new FeelRange(ends, included)
  }
}

function noRange(frame: Frame, ends: readonly Value[], node: Syntax): null {
  const message = `${ends.map(kindOf).join(' to ')} is no range`
  return warn(frame, { kind: 'wrongType', message, position: node.from })
}

/** `a in b`, `a in (b, c)`. */
export function compileIn(node: Syntax, scope: Scope): Run {
  const [subject] = node.children
  const run: Run = subject ? scope.unit.compile(subject, scope) : () => null
  const tests = node.children.slice(2).flatMap((child) => testsIn(child))
  const test = anyOf(tests, inner(scope, ['?']))
  return (frame) => {
    const value = run(frame)
    return test({ evaluation: frame.evaluation, parent: frame, values: [value] })
  }
}

/** A whole text of unary tests, on the input that is value 0 of the frame. */
export function compileUnaryTestsText(node: Syntax, scope: Scope): Run {
  const [first] = node.children
  if (first?.name === 'Wildcard') return () => true
  const test = anyOf(node.children.flatMap(testsIn), scope)
  if (first?.name !== 'not') return test
  return (frame) => {
    const holds = test(frame)
    return holds === null ? null : holds !== true
  }
}

function testsIn(node: Syntax): readonly Syntax[] {
  if (node.name === 'PositiveUnaryTests') return node.children
  return node.name === 'PositiveUnaryTest' ? [node] : []
}

/** True when one test holds, else null when one is unknown, else false. The input is value 0 of the frame. */
function anyOf(tests: readonly Syntax[], scope: Scope): Run {
  const runs = tests.map((test) => compileTest(test, scope, tests.length === 1))
  return (frame) => {
    let isUnknown = false
    for (const run of runs) {
      const holds = run(frame)
      if (holds === true) return true
      isUnknown ||= holds === null
    }
    return isUnknown ? null : false
  }
}

function compileTest(node: Syntax, scope: Scope, isOnly: boolean): Run {
  const [expression] = node.children
  if (expression === undefined) return () => null
  const before = scope.used.has('?')
  scope.used.delete('?')
  const run = scope.unit.compile(expression, scope)
  const asksItself = scope.used.has('?')
  if (before) scope.used.add('?')
  const isRange = expression.name === 'SimplePositiveUnaryTest'
  return (frame) => {
    const input = frame.values[0] ?? null
    const value = run(frame)
    if (asksItself && typeof value === 'boolean') return value
    if (value === null && (isRange || (isOnly && input !== null))) return null
    return fits(input, value, frame)
  }
}

/** Whether an input fits what a test gave: it is it, is in it, or the test says so. */
function fits(input: Value, test: Value, frame: Frame): boolean | null {
  if (test instanceof FeelRange) return includes(test, input)
  if (test instanceof FeelFunction) return call(test, [input], frame.evaluation) === true
  if (isList(test)) return isOneOf(input, test)
  if (typeof test === 'boolean' && typeof input !== 'boolean' && input !== null) return test
  return equals(input, test)
}

function isOneOf(input: Value, list: readonly Value[]): boolean {
  if (isList(input) && equals(input, list) === true) return true
  return list.some(
    (item) => (item instanceof FeelRange ? includes(item, input) : equals(input, item)) === true,
  )
}
