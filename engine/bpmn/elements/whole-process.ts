/** The process itself: the outermost scope. */
import { elementOf, instanceOf, NeedsPerson, rootId, type Machine } from '../draft.ts'
import { complete, happen, settle } from '../machine.ts'
import { armScope } from '../waits.ts'
import type { Behaviour } from './behaviour.ts'
import { compensateNext } from './compensation.ts'

/** Begins at its start event, then listens to events. */
export const wholeProcess: Behaviour = {
  enter: (machine, id, element) => {
    const { opened } = instanceOf(machine, id) ?? {}
    const by = opened?.by ?? machine.plan.noneStart(element.id)
    if (by === undefined) {
      const message = 'The flow has no start event without a definition; start it by its message or timer.'
      throw new NeedsPerson('noStartEvent', message)
    }
    if (!machine.visits.has(by)) happen(machine, by, { parent: id, result: opened?.result ?? {} })
    armScope(machine, id, element.id)
    settle(machine, id)
  },
  // Only while the run is cancelled and undoes what was done.
  emptied: (machine, id) =>
    instanceOf(machine, id)?.wait.kind === 'compensation'
      ? compensateNext(machine, id)
      : complete(machine, id),
}

/** What a retry of an incident on the process itself does: whatever of its beginning is still to be done. */
export function tryRootAgain(machine: Machine): void {
  const root = instanceOf(machine, rootId)
  if (root === undefined) return
  wholeProcess.enter(machine, rootId, elementOf(machine, root.elementId))
}
