/** Event-based gateways: wait for several events, go on behind the one that happens first. */
import type { EventWait } from '../wait.ts'
import { change, elementOf } from '../draft.ts'
import { eventWait } from '../waits.ts'
import type { Behaviour } from './behaviour.ts'

/** Waits for the first of its events. */
export const eventBasedGateway: Behaviour = {
  enter: (machine, id, element) => {
    const events: Record<string, EventWait> = {}
    for (const flow of element.outgoing) {
      const target = machine.graph.flows[flow]?.target
      if (target === undefined) continue
      const wait = eventWait(machine, id, elementOf(machine, target))
      if (wait !== undefined) events[target] = wait
    }
    change(machine, id, { wait: { kind: 'firstOf', events } })
  },
}
