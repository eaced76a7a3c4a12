/** Variables in their scopes, as Zeebe has them: seen from the inside out, written to the nearest scope that knows them. */
import { compileExpression, type Moment } from '../expressions/expression.ts'
import { sha256 } from '../values/hash.ts'
import type { Json, JsonObject } from '../values/json.ts'
import type { Expression } from './definitions.ts'
import { change, NeedsPerson, parentOf, rootId, type Machine } from './draft.ts'
import type { ElementInstance, FlowElement } from './model.ts'

/** All variables that an instance sees: its own over those of the scopes around it. */
export function visibleVariables(machine: Pick<Machine, 'instances'>, id: string): JsonObject {
  const instance = machine.instances.get(id)
  if (instance === undefined) return {}
  if (instance.parent === undefined) return instance.variables
  const around = visibleVariables(machine, instance.parent)
  return isEmpty(instance.variables) ? around : { ...around, ...instance.variables }
}

/** Evaluates an expression in the eyes of an instance. Raises `ExpressionFailed`. */
export function valueOf(machine: Machine, id: string, expression: Expression): Json {
  if ('literal' in expression) return expression.literal
  return evaluate(machine, expression, visibleVariables(machine, id))
}

/** Evaluates an expression on variables. Raises `ExpressionFailed`. */
export function evaluate(machine: Machine, expression: Expression, variables: JsonObject): Json {
  if ('literal' in expression) return expression.literal
  return compileExpression(expression.feel).evaluate(variables, momentOf(machine))
}

/** Time is that of the event; chance follows from the seed of the run and how often it has been asked. */
function momentOf(machine: Machine): Moment {
  const now = new Date(machine.at)
  return machine.chance === undefined ? { now } : { now, random: () => drawn(machine) }
}

/** The next number from 0 up to, but not including, 1. */
function drawn(machine: Machine): number {
  const { seed = '', drawn: count = 0 } = machine.chance ?? {}
  machine.chance = { seed, drawn: count + 1 }
  return Number.parseInt(sha256(`${seed}:${String(count)}`).slice(0, 13), 16) / 2 ** 52
}

/** Evaluates what must be a text that is not empty; `what` names it in the incident. */
export function textOf(machine: Machine, id: string, [expression, what]: [Expression, string]): string {
  const value = valueOf(machine, id, expression)
  if (typeof value === 'string' && value !== '') return value
  const quoted = 'feel' in expression ? ` The expression is "${expression.feel}".` : ''
  throw new NeedsPerson('expressionFailed', `${what} is not a text.${quoted}`)
}

/** Evaluates what must be true or false. Raises `ExpressionFailed` with the reason when it is neither. */
export function truthOf(
  machine: Machine,
  id: string,
  [expression, more = {}]: [Expression, JsonObject?],
): boolean {
  const text = 'feel' in expression ? expression.feel : JSON.stringify(expression.literal)
  const variables = { ...visibleVariables(machine, id), ...more }
  return compileExpression(text).holds(variables, momentOf(machine))
}

/** Sets variables in one scope. */
export function setLocal(machine: Machine, scope: string, variables: JsonObject): void {
  const target = machine.instances.get(scope)
  if (target === undefined || isEmpty(variables)) return
  if (machine.plan.hasConditions) noteChanges(machine, target, variables)
  change(machine, scope, { variables: { ...target.variables, ...variables } })
}

function noteChanges(machine: Machine, target: ElementInstance, variables: JsonObject): void {
  for (const name of Object.keys(variables)) {
    machine.changed.set(name, Object.hasOwn(target.variables, name) ? 'update' : 'create')
  }
}

/** Sets each variable in the nearest scope, from `scope` outwards, that has it; else in the root. */
export function propagate(machine: Machine, scope: string, variables: JsonObject): void {
  for (const [name, value] of Object.entries(variables)) {
    let target = machine.instances.get(scope)
    while (target?.parent !== undefined && !Object.hasOwn(target.variables, name))
      target = parentOf(machine, target)
    if (target !== undefined) setLocal(machine, target.id, { [name]: value })
  }
}

/** Makes the variables that the input mappings name. */
export function applyInputs(machine: Machine, { id }: ElementInstance, element: FlowElement): void {
  for (const { source, target } of element.inputs) {
    const value = valueOf(machine, id, source)
    const present = machine.instances.get(id)?.variables ?? {}
    const [name = target] = target.split('.')
    setLocal(machine, id, pick(withPath(present, target.split('.'), value), name))
  }
}

/** With output mappings only what they name goes out; without, all that the instance brought. */
export function publish(
  machine: Machine,
  instance: ElementInstance,
  { element, result }: { readonly element: FlowElement; readonly result: JsonObject },
): void {
  if (element.outputs.length === 0)
    return propagate(machine, instance.id, ownResult(instance, element, result))
  const parent = instance.parent ?? rootId
  const seen = { ...visibleVariables(machine, instance.id), ...result }
  const around = visibleVariables(machine, parent)
  // All of them before any is written: when one fails, none has happened.
  let written: JsonObject = {}
  for (const { source, target } of element.outputs) {
    const value = evaluate(machine, source, { ...seen, ...written })
    const [name = target] = target.split('.')
    const whole = { ...pick(around, name), ...written }
    written = { ...written, ...pick(withPath(whole, target.split('.'), value), name) }
  }
  // A round writes from within: what its output element is made of is its own.
  propagate(machine, instance.loopCounter === undefined ? parent : instance.id, written)
}

/** A round does not bring the list into which all rounds bring theirs: a called run gives back what it was handed. */
function ownResult({ loopCounter }: ElementInstance, { loop }: FlowElement, result: JsonObject): JsonObject {
  const collection = loop?.kind === 'multiInstance' ? loop.output?.collection : undefined
  if (loopCounter === undefined || collection === undefined) return result
  const { [collection]: _ofAll, ...own } = result
  return own
}

function pick(object: JsonObject, name: string): JsonObject {
  const value = Object.hasOwn(object, name) ? object[name] : undefined
  return value === undefined ? {} : { [name]: value }
}

function withPath(object: JsonObject, [name = '', ...rest]: readonly string[], value: Json): JsonObject {
  if (rest.length === 0) return { ...object, [name]: value }
  const inner = Object.hasOwn(object, name) ? object[name] : undefined
  return { ...object, [name]: withPath(isObject(inner) ? inner : {}, rest, value) }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isEmpty(variables: JsonObject): boolean {
  for (const _name in variables) return false
  return true
}
