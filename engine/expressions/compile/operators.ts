/** Operators: arithmetic, comparison, logic, `if`. */
import { type Frame, type Run, warn } from '../evaluation.ts'
import type { Syntax } from '../syntax.ts'
import { negated, operations } from '../values/arithmetic.ts'
import { isDuration } from '../values/duration.ts'
import { compare, equals } from '../values/equality.ts'
import { isNumber, negate } from '../values/number.ts'
import { kindOf, type Value } from '../values/value.ts'
import type { Scope } from './scope.ts'

/** Both operands of a node whose second child is the operator. */
function operands(node: Syntax, scope: Scope): readonly [Run, Run] {
  const [left, , right] = node.children
  const nothing: Run = () => null
  return [
    left ? scope.unit.compile(left, scope) : nothing,
    right ? scope.unit.compile(right, scope) : nothing,
  ]
}

/** `a + b`, and the sign in `-a`. */
export function compileArithmetic(node: Syntax, scope: Scope): Run {
  if (node.children.length === 2) return compileSign(node, scope)
  const [left, right] = operands(node, scope)
  const sign = node.children[1]?.text ?? ''
  const operation = operations[sign]
  if (operation === undefined) return () => null
  const position = node.from
  return (frame) => {
    const a = left(frame)
    const b = right(frame)
    const result = operation(a, b)
    return result === undefined ? mismatch(frame, [a, sign, b], position) : result
  }
}

function mismatch(frame: Frame, [a, sign, b]: readonly [Value, string, Value], position: number): null {
  const message = `${kindOf(a)} ${sign} ${kindOf(b)} gives nothing`
  return warn(frame, { kind: 'wrongType', message, position })
}

function compileSign(node: Syntax, scope: Scope): Run {
  const [sign, operand] = node.children
  const run: Run = operand ? scope.unit.compile(operand, scope) : () => null
  const position = node.from
  return (frame) => {
    const value = run(frame)
    if (isNumber(value)) return sign?.text === '-' ? negate(value) : value
    if (isDuration(value)) return sign?.text === '-' ? negated(value) : value
    const message = `${sign?.text ?? ''}${kindOf(value)} gives nothing`
    return value === null ? null : warn(frame, { kind: 'wrongType', message, position })
  }
}

/** Whether an order is what an operator asks for. */
const orders: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

/** `a = b`, `a < b` and the like; `in` and `between` are elsewhere. */
export function compileComparison(node: Syntax, scope: Scope): Run {
  const [, operator, right] = node.children
  if (right?.name === 'SimplePositiveUnaryTest' && right.children[0]?.name === 'CompareOp') {
    scope.unit.complain(right, `"${operator?.text ?? ''}${right.children[0].text}" is no operator`)
  }
  const holds = orders[operator?.text ?? '']
  return holds === undefined ? compileEquality(node, scope) : compileOrder(node, scope, holds)
}

function compileEquality(node: Syntax, scope: Scope): Run {
  const [left, right] = operands(node, scope)
  const isWanted = node.children[1]?.text === '='
  const position = node.from
  return (frame) => {
    const a = left(frame)
    const b = right(frame)
    const isEqual = equals(a, b)
    return isEqual === null ? notComparable(frame, [a, b], position) : isEqual === isWanted
  }
}

function compileOrder(node: Syntax, scope: Scope, holds: (order: number) => boolean): Run {
  const [left, right] = operands(node, scope)
  const position = node.from
  return (frame) => {
    const a = left(frame)
    const b = right(frame)
    const order = typeof a === 'boolean' ? null : compare(a, b)
    return order === null ? notComparable(frame, [a, b], position) : holds(order)
  }
}

/** Null, with a note which kinds did not compare. */
export function notComparable(frame: Frame, values: readonly Value[], position: number): null {
  const message = `${values.map(kindOf).join(' and ')} do not compare`
  return warn(frame, { kind: 'wrongType', message, position })
}

/** `a between b and c`, ends included. */
export function compileBetween(node: Syntax, scope: Scope): Run {
  const [value, low, high] = [node.children[0], node.children[2], node.children[4]].map((child): Run => {
    return child ? scope.unit.compile(child, scope) : () => null
  })
  const position = node.from
  return (frame) => {
    const [at, from, to] = [value?.(frame) ?? null, low?.(frame) ?? null, high?.(frame) ?? null]
    const above = compare(at, from)
    const below = compare(at, to)
    if (above === null || below === null) return notComparable(frame, [at, from, to], position)
    return above >= 0 && below <= 0
  }
}

/** `a and b` in three values: what is neither true nor false is unknown. */
export function compileConjunction(node: Syntax, scope: Scope): Run {
  const [left, right] = operands(node, scope)
  return (frame) => {
    const a = left(frame)
    if (a === false) return false
    const b = right(frame)
    if (b === false) return false
    return a === true && b === true ? true : unknown(frame, [a, b], node)
  }
}

/** `a or b` in three values. */
export function compileDisjunction(node: Syntax, scope: Scope): Run {
  const [left, right] = operands(node, scope)
  return (frame) => {
    const a = left(frame)
    if (a === true) return true
    const b = right(frame)
    if (b === true) return true
    return a === false && b === false ? false : unknown(frame, [a, b], node)
  }
}

function unknown(frame: Frame, values: readonly Value[], node: Syntax): null {
  const odd = values.find((value) => value !== null && typeof value !== 'boolean')
  if (odd === undefined) return null
  const message = `${kindOf(odd)} is neither true nor false`
  return warn(frame, { kind: 'wrongType', message, position: node.from })
}

/** `if a then b else c`; only true leads to `then`. */
export function compileIf(node: Syntax, scope: Scope): Run {
  const [condition, yes, no] = [node.children[1], node.children[3], node.children[5]].map((child): Run => {
    return child ? scope.unit.compile(child, scope) : () => null
  })
  return (frame) => {
    const value = condition?.(frame) ?? null
    if (value === true) return yes?.(frame) ?? null
    if (value !== false) unknown(frame, [value], node)
    return no?.(frame) ?? null
  }
}
