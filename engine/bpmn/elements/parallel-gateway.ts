/** Parallel gateways: a join waits for one token on every incoming flow; a fork takes every outgoing flow. */
import { change } from '../draft.ts'
import { complete } from '../machine.ts'
import type { Behaviour } from './behaviour.ts'
import { countArrival } from './inclusive-gateway.ts'

/** Joins, then forks. */
export const parallelGateway: Behaviour = {
  arrive: (machine, { incoming }, { parent, flow }) => {
    if (flow === undefined || incoming.length < 2) return true
    const arrived = { ...countArrival(machine, parent, flow) }
    const isComplete = incoming.every((one) => (arrived[one] ?? 0) > 0)
    if (isComplete) for (const one of incoming) arrived[one] = (arrived[one] ?? 1) - 1
    change(machine, parent, { arrived })
    return isComplete
  },
  enter: (machine, id) => complete(machine, id),
}
