/** What a scope remembers of activities that are done and can be undone. */
import { change, type Machine } from './draft.ts'
import type { ElementInstance, FlowElement } from './model.ts'
import type { Compensation } from './wait.ts'

/** Notes in the scope around that an activity is done, when it or something inside of it can be undone. */
export function remember(machine: Machine, instance: ElementInstance, element: FlowElement): void {
  if (!machine.plan.hasCompensation) return
  const scope = machine.instances.get(instance.parent ?? '')
  const record = recordOf(machine, instance, element)
  if (scope !== undefined && record !== undefined)
    change(machine, scope.id, { done: [...(scope.done ?? []), record] })
}

function recordOf(
  machine: Machine,
  instance: ElementInstance,
  element: FlowElement,
): Compensation | undefined {
  if (element.isForCompensation === true || element.type === 'eventSubProcess') return undefined
  const { done: inside = [], variables } = instance
  // A handler undoes each round of an activity that was done several times, not their sum.
  const handler = instance.loop === undefined ? machine.plan.undoneBy(element) : undefined
  if (handler === undefined && inside.length === 0) return undefined
  return { activity: element.id, ...(handler !== undefined && { handler }), variables, inside }
}
