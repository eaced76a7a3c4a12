/**
 * Inclusive joins: one fires when at least one token has arrived and no token that lives in its scope can still
 * arrive on a flow that has none, on whatever way does not pass the join itself.
 */
import { change, childrenOf, type Machine } from './draft.ts'
import { enter, stuckFlows } from './machine.ts'
import type { ElementInstance, FlowElement } from './model.ts'

/** Fires one inclusive join that is due, if there is one. Called when no token is on its way. */
export function fireJoin(machine: Machine): boolean {
  if (machine.plan.inclusiveJoins.length === 0) return false
  const waiting = [...machine.instances.values()].flatMap((scope) => joinsWith(machine, scope))
  const due =
    waiting.find(
      (one) => !isAwaited(machine, one, [...livingAt(machine, one.scope), ...joinsAt(machine, one)]),
    ) ??
    // Joins that wait for each other only: nothing else can ever come.
    waiting.find((one) => !isAwaited(machine, one, livingAt(machine, one.scope)))
  if (due === undefined) return false
  fire(machine, due)
  return true
}

interface WaitingJoin {
  readonly scope: ElementInstance
  readonly join: FlowElement
}

function joinsWith(machine: Machine, scope: ElementInstance): readonly WaitingJoin[] {
  const stuck = new Set(stuckFlows(scope))
  if (stuck.size === 0 || scope.incident !== undefined) return []
  return machine.plan.inclusiveJoins
    .filter(({ incoming }) => incoming.some((flow) => stuck.has(flow)))
    .map((join) => ({ scope, join }))
}

function livingAt(machine: Machine, scope: ElementInstance): readonly string[] {
  return childrenOf(machine, scope.id).map(({ elementId }) => elementId)
}

/** Other joins at which tokens wait. */
function joinsAt(machine: Machine, { scope, join }: WaitingJoin): readonly string[] {
  return stuckFlows(scope)
    .map((flow) => machine.graph.flows[flow]?.target ?? '')
    .filter((target) => target !== join.id)
}

function isAwaited(machine: Machine, { scope, join }: WaitingJoin, places: readonly string[]): boolean {
  const { arrived = {} } = scope
  return join.incoming.some((flow) => {
    if ((arrived[flow] ?? 0) > 0) return false
    const ways = machine.plan.waysTo(flow)
    return places.some((place) => ways.has(place))
  })
}

function fire(machine: Machine, { scope, join }: WaitingJoin): void {
  const arrived = { ...scope.arrived }
  for (const flow of join.incoming) arrived[flow] = Math.max((arrived[flow] ?? 0) - 1, 0)
  change(machine, scope.id, { arrived })
  enter(machine, join.id, { parent: scope.id })
}
