/**
 * Conditional events: looked at when a variable changes; they happen when their condition becomes true. Those that start
 * a process have no run yet: they are looked at when somebody asks.
 */
import { compileExpression, ExpressionFailed } from '../expressions/expression.ts'
import type { ConditionDefinition, Expression } from './definitions.ts'
import { change, elementOf, NeedsPerson, type Machine } from './draft.ts'
import { guarded } from './machine.ts'
import type { ElementInstance } from './model.ts'
import { occurred } from './occurrences.ts'
import type { JsonObject } from '../values/json.ts'
import { truthOf, valueOf } from './variables.ts'
import type { EventWait } from './wait.ts'

type ConditionWait = Extract<EventWait, { readonly kind: 'condition' }>

/**
 * Whether the condition of a start event of a process is true of variables that somebody sends; null is not, and a filter
 * wants one of its variables to be there. Raises `ExpressionFailed`.
 */
export function startHolds(
  { condition, variableNames }: ConditionDefinition,
  variables: JsonObject,
  now: Date,
): boolean {
  if (variableNames?.some((name) => Object.hasOwn(variables, name)) === false) return false
  if ('literal' in condition) return condition.literal === true
  const compiled = compileExpression(condition.feel)
  return compiled.evaluate(variables, { now }) !== null && compiled.holds(variables, { now })
}

/** Looks at all conditions that a change may concern; true when something has happened. */
export function fireConditions(machine: Machine): boolean {
  if (!machine.plan.hasConditions) return false
  const changed = new Map(machine.changed)
  const isNew = machine.hasNewConditions
  machine.changed.clear()
  machine.hasNewConditions = false
  if (changed.size === 0 && !isNew) return false
  let hasHappened = false
  for (const { id } of [...machine.instances.values()]) {
    for (const event of conditionsOf(machine.instances.get(id))) {
      hasHappened = look(machine, { id, event, changed }) || hasHappened
    }
  }
  return hasHappened
}

/** The conditional events that an instance waits for, by the ids of their elements. */
function conditionsOf(instance: ElementInstance | undefined): readonly string[] {
  if (instance === undefined) return []
  const { wait, armed, elementId } = instance
  const behind = wait.kind === 'firstOf' ? Object.entries(wait.events) : []
  const found = [...Object.entries(armed), ...behind].flatMap(([id, { kind }]) =>
    kind === 'condition' ? [id] : [],
  )
  return wait.kind === 'condition' ? [...found, elementId] : found
}

interface Look {
  readonly id: string
  readonly event: string
  readonly changed: ReadonlyMap<string, 'create' | 'update'>
}

/** Looks at one condition; an interrupting one may have ended others in the meantime. */
function look(machine: Machine, { id, event, changed }: Look): boolean {
  const wait = conditionAt(machine, id, event)
  const element = elementOf(machine, event)
  if (wait === undefined || !('event' in element) || element.event.kind !== 'condition') return false
  // The first look is at the event as it is; then only the changes count that its filter names.
  if (wait.wasTrue !== undefined && !isConcerned(element.event, changed)) return false
  const isTrue = holds(machine, { id, event }, element.event.condition)
  const { wasTrue = false } = wait
  setWait(machine, { id, event, wait: { kind: 'condition', wasTrue: isTrue } })
  return isTrue && !wasTrue && occurred(machine, id, { kind: 'condition', event, result: {} })
}

/**
 * Null is not yet true: what the condition names need not be there from the start. One that fails is an
 * incident where nothing but the event waits; elsewhere it must not stop the work that goes on meanwhile.
 */
function holds(
  machine: Machine,
  { id, event }: { readonly id: string; readonly event: string },
  condition: Expression,
): boolean {
  const evaluate = (): boolean =>
    valueOf(machine, id, condition) !== null && truthOf(machine, id, [condition])
  if (machine.instances.get(id)?.elementId !== event) return orFalse(evaluate)
  let isTrue = false
  guarded(machine, id, () => {
    isTrue = evaluate()
  })
  return isTrue
}

function orFalse(evaluate: () => boolean): boolean {
  try {
    return evaluate()
  } catch (error) {
    if (error instanceof NeedsPerson || error instanceof ExpressionFailed) return false
    throw error
  }
}

function isConcerned(
  { variableNames, variableEvents }: ConditionDefinition,
  changed: Look['changed'],
): boolean {
  return [...changed].some(
    ([name, how]) => (variableNames?.includes(name) ?? true) && (variableEvents?.includes(how) ?? true),
  )
}

function conditionAt(machine: Machine, id: string, event: string): ConditionWait | undefined {
  const instance = machine.instances.get(id)
  if (instance === undefined || instance.incident !== undefined) return undefined
  const { wait, armed, elementId } = instance
  const own = wait.kind === 'condition' && elementId === event ? wait : undefined
  const found = own ?? armed[event] ?? (wait.kind === 'firstOf' ? wait.events[event] : undefined)
  return found?.kind === 'condition' ? found : undefined
}

function setWait(
  machine: Machine,
  { id, event, wait }: { readonly id: string; readonly event: string; readonly wait: ConditionWait },
): void {
  const instance = machine.instances.get(id)
  if (instance === undefined) return
  if (instance.elementId === event) change(machine, id, { wait })
  else if (instance.wait.kind === 'firstOf' && event in instance.wait.events)
    change(machine, id, { wait: { kind: 'firstOf', events: { ...instance.wait.events, [event]: wait } } })
  else change(machine, id, { armed: { ...instance.armed, [event]: wait } })
}
