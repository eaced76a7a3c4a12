/** Exclusive gateways: the first flow whose condition is true, in the order of the model, else the default. */
import { NeedsPerson } from '../draft.ts'
import { complete } from '../machine.ts'
import { truthOf } from '../variables.ts'
import type { Behaviour } from './behaviour.ts'

/** Chooses one way. */
export const exclusiveGateway: Behaviour = {
  enter: (machine, id) => complete(machine, id),
  choose: (machine, instance, element) => {
    if (element.type !== 'exclusiveGateway') return []
    for (const flow of element.outgoing) {
      const condition = machine.graph.flows[flow]?.condition
      if (flow === element.defaultFlow) continue
      if (condition === undefined || truthOf(machine, instance.id, [condition])) return [flow]
    }
    if (element.defaultFlow !== undefined) return [element.defaultFlow]
    if (element.outgoing.length === 0) return []
    const words = `No condition behind "${element.name ?? element.id}" is true and it has no default flow.`
    throw new NeedsPerson('noFlowTaken', words)
  },
}
