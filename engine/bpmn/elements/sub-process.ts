/** Embedded sub-processes, transactions and event sub-processes: scopes of their own; complete when nothing inside is left. */
import { change, instanceOf, NeedsPerson, type Machine } from '../draft.ts'
import { enter, happen } from '../machine.ts'
import type { FlowElement } from '../model.ts'
import { armBoundaries, armScope } from '../waits.ts'
import type { Behaviour } from './behaviour.ts'

/** Opens the scope and starts inside: with the event that opened it, else with the start event without a definition. */
export const subProcess: Behaviour = {
  enter: (machine, id, element) => {
    openScope(machine, id, element)
    const { opened } = instanceOf(machine, id) ?? {}
    if (opened !== undefined)
      return happen(machine, opened.by, { parent: id, result: opened.result, locals: opened.locals })
    const start = machine.plan.noneStart(element.id)
    if (start === undefined) throw new NeedsPerson('noStartEvent', `"${element.id}" has no start event.`)
    enter(machine, start, { parent: id })
  },
}

/** Makes an instance a scope that events can reach; nothing lives in it yet. */
export function openScope(machine: Machine, id: string, element: FlowElement): void {
  armBoundaries(machine, id, element)
  armScope(machine, id, element.id)
  change(machine, id, { wait: { kind: 'children' }, arrived: {} })
}
