/** Receive tasks and intermediate catch events: wait for a message, for time, a signal or a condition. */
import { change } from '../draft.ts'
import { complete } from '../machine.ts'
import { armBoundaries, eventWait } from '../waits.ts'
import type { Behaviour } from './behaviour.ts'

/** Waits for its event. */
export const catchEvent: Behaviour = {
  enter: (machine, id, element) => {
    armBoundaries(machine, id, element)
    const wait = eventWait(machine, id, element)
    if (wait === undefined) complete(machine, id)
    else change(machine, id, { wait })
  },
}
