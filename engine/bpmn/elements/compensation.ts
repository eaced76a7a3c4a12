/**
 * Compensation: what was done in a scope is undone in the reverse order of its completion, one after another,
 * each by its handler with the variables that its scopes knew when they completed.
 */
import type { JsonObject } from '../../values/json.ts'
import { change, elementOf, instanceOf, note, parentOf, rootId, type Machine } from '../draft.ts'
import { complete, enter, terminateInside } from '../machine.ts'
import { react } from '../occurrences.ts'
import type { ElementInstance } from '../model.ts'
import type { Compensation } from '../wait.ts'

/** A throwing event starts the compensation of its scope, or of one activity in it, and waits until all is undone. */
export function compensate(machine: Machine, id: string, activity?: string): void {
  const instance = instanceOf(machine, id)
  const scope = instance && scopeToUndo(machine, instance, activity)
  if (scope === undefined) return complete(machine, id)
  const { done = [] } = scope
  const isMeant = (one: Compensation): boolean => activity === undefined || one.activity === activity
  change(machine, scope.id, { done: done.filter((one) => !isMeant(one)) })
  undo(machine, id, done.filter(isMeant))
}

/**
 * The scope in which the event stands; from an event sub-process that is not itself a compensation handler, the
 * scope around it. A handler of a scope that is done holds what was done inside that scope.
 */
function scopeToUndo(
  machine: Machine,
  instance: ElementInstance,
  activity?: string,
): ElementInstance | undefined {
  let scope = parentOf(machine, instance)
  while (scope !== undefined) {
    const { type } = elementOf(machine, scope.elementId)
    const knows = scope.done?.some((one) => activity === undefined || one.activity === activity) === true
    if (knows || type !== 'eventSubProcess' || scope.opened === undefined) return scope
    scope = parentOf(machine, scope)
  }
  return undefined
}

/** A cancel end event ends what is under way in its transaction and undoes what was done. */
export function cancelScope(machine: Machine, id: string): void {
  const scope = scopeOf(machine, id)
  if (scope === undefined) return
  terminateInside(machine, scope.id, id)
  const { done = [] } = scope
  change(machine, scope.id, { done: [] })
  undo(machine, id, done)
}

function scopeOf(machine: Machine, id: string): ElementInstance | undefined {
  const instance = instanceOf(machine, id)
  return instance && parentOf(machine, instance)
}

/** All is undone: a run that is cancelled ends; the event completes; if it was a cancel event, its transaction ends at its cancel boundary. */
function undone(machine: Machine, id: string): void {
  if (id === rootId) return endCancelled(machine)
  const scope = scopeOf(machine, id)
  const element = elementOf(machine, instanceOf(machine, id)?.elementId ?? '')
  const isCancel = element.type === 'endEvent' && element.event.kind === 'cancel'
  const event = isCancel && scope !== undefined ? cancelBoundary(machine, scope.elementId) : undefined
  if (scope === undefined || event === undefined) complete(machine, id)
  else react(machine, scope.id, { event, result: {} })
}

/** The run ends before its end. */
export function endCancelled(machine: Machine): void {
  const root = instanceOf(machine, rootId)
  if (root !== undefined) note(machine, root, { event: 'terminated' })
  machine.status = 'cancelled'
}

function cancelBoundary(machine: Machine, transaction: string): string | undefined {
  return elementOf(machine, transaction).boundaries.find((boundary) => {
    const element = elementOf(machine, boundary)
    return element.type === 'boundaryEvent' && element.event.kind === 'cancel'
  })
}

/** Lets an instance wait until the given things are undone; oldest first, as they were noted. */
export function undo(machine: Machine, id: string, done: readonly Compensation[]): void {
  const instance = instanceOf(machine, id)
  if (instance === undefined) return
  note(machine, instance, { event: 'compensationTriggered' })
  change(machine, id, {
    wait: { kind: 'compensation', left: done.flatMap((one) => flattened(one, {})).reverse() },
  })
  compensateNext(machine, id)
}

/** Each thing that a handler undoes by itself; a scope's own handler stands for all inside of it. */
function flattened(one: Compensation, around: JsonObject): readonly Compensation[] {
  const variables = { ...around, ...one.variables }
  if (one.handler !== undefined) return [{ ...one, variables }]
  return one.inside.flatMap((inner) => flattened(inner, variables))
}

/** Starts the next handler inside the instance that waits; completes it when none is left. */
export function compensateNext(machine: Machine, id: string): void {
  const { wait } = instanceOf(machine, id) ?? {}
  const [next, ...left] = wait?.kind === 'compensation' ? wait.left : []
  if (next?.handler === undefined) return undone(machine, id)
  change(machine, id, { wait: { kind: 'compensation', left } })
  const start = machine.plan.eventStarts(next.activity).find(({ parent }) => parent === next.handler)
  const opened =
    start === undefined ? {} : { opened: { by: start.id, result: {}, locals: {} }, done: next.inside }
  enter(machine, next.handler, { parent: id, more: { variables: next.variables, ...opened } })
}
