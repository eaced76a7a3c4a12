/**
 * Conditions with three values, as FEEL has them: true, false, and null where something is missing or of another kind.
 * A condition compiles to a function for evaluation, and to FEEL for people and models; both mean the same.
 */
import { compileExpression } from '../expressions/expression.ts'
import { canonicalJson, type Json, type JsonObject } from '../values/json.ts'
import type { Condition, FieldTest } from './model.ts'

/** True, false, or unknown. */
export type Truth = boolean | null

/** Evaluates a condition at an instant. May raise `ExpressionFailed` for FEEL. */
export type Predicate = (facts: JsonObject, now: Date) => Truth

/** A field of facts, or of what stands in for it. */
export type Path = (facts: JsonObject) => Json | undefined

/** Reads a path of plain words; over a list it gives the list of what its items have, as FEEL does. */
export function pathOf(field: string): Path {
  const names = field.split('.')
  const [only] = names
  if (names.length === 1 && only !== undefined) return (facts) => own(facts, only)
  return (facts) => names.reduce<Json | undefined>(step, facts)
}

function step(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return value.map((item: Json) => step(item, name) ?? null)
  return own(value as JsonObject, name)
}

function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** The function of a condition. */
export function predicateOf(condition: Condition): Predicate {
  if ('all' in condition) return conjunction(condition.all.map(predicateOf))
  if ('any' in condition) return disjunction(condition.any.map(predicateOf))
  if ('not' in condition) return negation(predicateOf(condition.not))
  if ('feel' in condition) return feelPredicate(condition.feel)
  return fieldPredicate(condition)
}

function conjunction(parts: readonly Predicate[]): Predicate {
  return (facts, now) => {
    let result: Truth = true
    for (const part of parts) {
      const holds = part(facts, now)
      if (holds === false) return false
      if (holds === null) result = null
    }
    return result
  }
}

function disjunction(parts: readonly Predicate[]): Predicate {
  return (facts, now) => {
    let result: Truth = false
    for (const part of parts) {
      const holds = part(facts, now)
      if (holds === true) return true
      if (holds === null) result = null
    }
    return result
  }
}

function negation(part: Predicate): Predicate {
  return (facts, now) => {
    const holds = part(facts, now)
    return holds === null ? null : !holds
  }
}

function feelPredicate(text: string): Predicate {
  const compiled = compileExpression(text)
  return (facts, now) => {
    const holds = compiled.evaluate(facts, { now })
    if (typeof holds === 'boolean' || holds === null) return holds
    throw new Error(`the condition "${text}" is not true or false`)
  }
}

type Test = (value: Json | undefined) => Truth

function fieldPredicate({ field, is, value = null }: FieldTest): Predicate {
  const read = pathOf(field)
  const test = tests[is](value)
  return (facts) => test(read(facts))
}

const tests: Readonly<Record<FieldTest['is'], (wanted: Json) => Test>> = {
  equals: (wanted) => (value) => equal(value, wanted),
  notEquals: (wanted) => (value) => opposite(equal(value, wanted)),
  above: ordered((order) => order > 0),
  atLeast: ordered((order) => order >= 0),
  below: ordered((order) => order < 0),
  atMost: ordered((order) => order <= 0),
  between: (wanted) => {
    const [low = null, high = null] = listOf(wanted)
    const [atLeast, atMost] = [tests.atLeast(low), tests.atMost(high)]
    return (value) => both(atLeast(value), atMost(value))
  },
  in: (wanted) => oneOf(listOf(wanted)),
  notIn: (wanted) => {
    const isIn = oneOf(listOf(wanted))
    return (value) => opposite(isIn(value))
  },
  startsWith: textual((value, wanted) => value.startsWith(wanted)),
  endsWith: textual((value, wanted) => value.endsWith(wanted)),
  contains: textual((value, wanted) => value.includes(wanted)),
  includes: (wanted) => (value) =>
    Array.isArray(value) ? value.some((item: Json) => equal(item, wanted) === true) : null,
  matches: (wanted) => {
    const pattern = new RegExp(typeof wanted === 'string' ? wanted : '', 'u')
    return (value) => (typeof value === 'string' ? pattern.test(value) : null)
  },
  isPresent: () => (value) => value !== undefined && value !== null,
  isMissing: () => (value) => value === undefined || value === null,
}

function equal(value: Json | undefined, wanted: Json): Truth {
  if (value === undefined || value === null || wanted === null) return (value ?? null) === wanted
  if (typeof value !== typeof wanted) return null
  if (typeof value !== 'object') return value === wanted
  if (Array.isArray(value) !== Array.isArray(wanted)) return null
  return canonicalJson(value) === canonicalJson(wanted)
}

function oneOf(list: readonly Json[]): Test {
  return (value) => {
    let result: Truth = false
    for (const wanted of list) {
      const holds = equal(value, wanted)
      if (holds === true) return true
      if (holds === null) result = null
    }
    return result
  }
}

function opposite(truth: Truth): Truth {
  return truth === null ? null : !truth
}

function both(one: Truth, other: Truth): Truth {
  if (one === false || other === false) return false
  return one === null || other === null ? null : true
}

function ordered(holds: (order: number) => boolean): (wanted: Json) => Test {
  return (wanted) => {
    if (typeof wanted === 'number') {
      return (value) => (typeof value === 'number' ? holds(value - wanted) : null)
    }
    return (value) =>
      typeof value === 'string' && typeof wanted === 'string'
        ? holds(value < wanted ? -1 : value > wanted ? 1 : 0)
        : null
  }
}

function textual(holds: (value: string, wanted: string) => boolean): (wanted: Json) => Test {
  return (wanted) => (value) =>
    typeof value === 'string' && typeof wanted === 'string' ? holds(value, wanted) : null
}

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : []
}

/** The condition in FEEL. */
export function feelOf(condition: Condition): string {
  if ('all' in condition) return joined(condition.all, 'and', 'true')
  if ('any' in condition) return joined(condition.any, 'or', 'false')
  if ('not' in condition) return `not(${feelOf(condition.not)})`
  if ('feel' in condition) return condition.feel
  return feelOfTest(condition)
}

function joined(parts: readonly Condition[], word: 'and' | 'or', empty: string): string {
  if (parts.length === 0) return empty
  return parts.map((part) => (parts.length > 1 ? `(${feelOf(part)})` : feelOf(part))).join(` ${word} `)
}

const operators: Readonly<Partial<Record<FieldTest['is'], string>>> = {
  equals: '=',
  notEquals: '!=',
  above: '>',
  atLeast: '>=',
  below: '<',
  atMost: '<=',
}

const functions: Readonly<Partial<Record<FieldTest['is'], string>>> = {
  startsWith: 'starts with',
  endsWith: 'ends with',
  contains: 'contains',
  includes: 'list contains',
  matches: 'matches',
}

const written: Readonly<Partial<Record<FieldTest['is'], (field: string, value: Json) => string>>> = {
  isPresent: (field) => `${field} != null`,
  isMissing: (field) => `${field} = null`,
  between: (field, value) => {
    const [low = null, high = null] = listOf(value)
    return `${field} >= ${JSON.stringify(low)} and ${field} <= ${JSON.stringify(high)}`
  },
  in: anyOf,
  notIn: (field, value) => `not(${anyOf(field, value)})`,
}

function feelOfTest({ field, is, value = null }: FieldTest): string {
  const operator = operators[is]
  if (operator !== undefined) return `${field} ${operator} ${JSON.stringify(value)}`
  const name = functions[is]
  if (name !== undefined) return `${name}(${field}, ${JSON.stringify(value)})`
  return written[is]?.(field, value) ?? 'null'
}

function anyOf(field: string, value: Json): string {
  const any = listOf(value).map((wanted) => `${field} = ${JSON.stringify(wanted)}`)
  return any.length === 0 ? 'false' : any.join(' or ')
}

/** Every field that a condition reads, as far as a tree shows it. */
export function fieldsOf(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsOf)
  if ('any' in condition) return condition.any.flatMap(fieldsOf)
  if ('not' in condition) return fieldsOf(condition.not)
  return 'feel' in condition ? [] : [condition.field]
}
