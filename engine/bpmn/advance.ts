/**
 * All BPMN semantics as one pure function: a graph, a state and an event give the next state and what
 * happened on the way. Deterministic; time comes in with the event. An event that no longer applies (late,
 * double) changes nothing.
 */
import { carryOn } from './carry-on.ts'
import { draftOf, stateOf, type Machine } from './draft.ts'
import { behaviourOf } from './elements/behaviours.ts'
import { eventReactions } from './event-reactions.ts'
import { holdsLock, lockReactions } from './job-locks.ts'
import { lifeReactions } from './life-reactions.ts'
import { moveToGraph } from './migrate.ts'
import { interventions } from './modify.ts'
import type { Advanced, FlowGraph, RunEvent, RunState } from './model.ts'
import type { Reactions } from './reactions.ts'
import { workReactions } from './work-reactions.ts'

/** Applies an event to a state. Throws only for bugs of ours. */
export function advance(graph: FlowGraph, state: RunState, event: RunEvent): Advanced {
  const machine = draftOf(graph, state, { at: event.at, behaviourOf })
  const react = reactions[event.kind] as (machine: Machine, event: RunEvent) => boolean
  const applied = state.status === 'running' && holdsLock(state, event) && react(machine, event)
  if (!applied) return { state, history: [], applied: false }
  carryOn(machine)
  return { state: stateOf(machine), history: machine.history, applied: true }
}

/** What each event does; false when it does not apply any more. */
const reactions: Reactions<RunEvent['kind']> = {
  ...lifeReactions,
  ...workReactions,
  ...eventReactions,
  ...interventions,
  ...lockReactions,
  migrated: (machine, { elements }) => {
    moveToGraph(machine, elements)
    return true
  },
}
