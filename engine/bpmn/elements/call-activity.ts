/** Call activities: wait for a run of another flow. */
import { change, instanceOf, type Machine } from '../draft.ts'
import { textOf, visibleVariables } from '../variables.ts'
import { armBoundaries } from '../waits.ts'
import type { Behaviour } from './behaviour.ts'

/** Waits for the called run. With input mappings and propagation switched off, only what they made goes in. */
export const callActivity: Behaviour = {
  enter: (machine: Machine, id, element) => {
    if (element.type !== 'callActivity') return
    armBoundaries(machine, id, element)
    const processId = textOf(machine, id, [element.processId, 'The id of the called process'])
    const own = instanceOf(machine, id)?.variables ?? {}
    const variables = element.propagateAllParentVariables ? visibleVariables(machine, id) : own
    const { binding } = element
    const bound = binding.kind === 'latest' ? {} : { binding }
    change(machine, id, { wait: { kind: 'child', processId, variables, ...bound } })
  },
}
