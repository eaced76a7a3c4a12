/** Inclusive gateways: a fork takes every flow whose condition is true, else the default; joins: see joins.ts. */
import { change, instanceOf, NeedsPerson, type Machine } from '../draft.ts'
import { complete } from '../machine.ts'
import { truthOf } from '../variables.ts'
import type { Behaviour } from './behaviour.ts'

/** Joins, then takes every way whose condition is true. */
export const inclusiveGateway: Behaviour = {
  arrive: (machine, element, { parent, flow }) => {
    if (flow === undefined || element.incoming.length < 2) return true
    countArrival(machine, parent, flow)
    return false
  },
  enter: (machine, id) => complete(machine, id),
  choose: (machine, instance, element) => {
    if (element.type !== 'inclusiveGateway') return []
    const { outgoing, defaultFlow } = element
    const taken = outgoing.filter((flow) => {
      const condition = machine.graph.flows[flow]?.condition
      if (flow === defaultFlow) return false
      return condition === undefined || truthOf(machine, instance.id, [condition])
    })
    if (taken.length > 0 || outgoing.length === 0) return taken
    if (defaultFlow !== undefined) return [defaultFlow]
    const words = `No condition behind "${element.name ?? element.id}" is true and it has no default flow.`
    throw new NeedsPerson('noFlowTaken', words)
  },
}

/** One more token stands at a join, on the flow by which it came; gives how many stand on each flow. */
export function countArrival(
  machine: Machine,
  scope: string,
  flow: string,
): Readonly<Record<string, number>> {
  const before = instanceOf(machine, scope)?.arrived ?? {}
  const arrived = { ...before, [flow]: (before[flow] ?? 0) + 1 }
  change(machine, scope, { arrived })
  return arrived
}
