/** What a scope remembers of activities that are done and can be undone. */
import { change, childrenOf, type Machine } from './draft.ts'
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

/** What an event that waits for things to be undone has still to undo, oldest first, with the one under way. */
export function stillToUndo(machine: Machine, { id, wait }: ElementInstance): readonly Compensation[] {
  if (wait.kind !== 'compensation') return []
  const underWay = childrenOf(machine, id).map(({ elementId: handler, variables, done: inside = [] }) => {
    const activity = Object.values(machine.graph.elements).find(
      (one) => machine.plan.undoneBy(one) === handler,
    )
    return { activity: activity?.id ?? handler, handler, variables, inside }
  })
  return [...[...wait.left].reverse(), ...underWay]
}

/** All that was done in a living scope and can be undone, oldest first, with what was done in the scopes inside. */
export function doneWithin(machine: Machine, scope: ElementInstance): readonly Compensation[] {
  const inside = childrenOf(machine, scope.id).flatMap((child): readonly Compensation[] => {
    if (child.wait.kind === 'compensation') return stillToUndo(machine, child)
    const done = doneWithin(machine, child)
    return done.length === 0 ? [] : [{ activity: child.elementId, variables: child.variables, inside: done }]
  })
  return [...(scope.done ?? []), ...inside]
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
