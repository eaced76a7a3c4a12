/** What comes from outside: messages, time, signals, the answers to what this run has thrown. */
import { childrenOf, instanceOf } from './draft.ts'
import { activateInside, mayActivate } from './elements/ad-hoc-sub-process.ts'
import { complete } from './machine.ts'
import { occurred, waitAt } from './occurrences.ts'
import { answered, type Reactions } from './reactions.ts'

type Kinds =
  'messageReceived' | 'timerFired' | 'signalReceived' | 'signalSent' | 'escalationTold' | 'adHocActivated'

/** The table. */
export const eventReactions: Reactions<Kinds> = {
  messageReceived: (machine, { instance, event, variables }) =>
    occurred(machine, instance, { event, kind: 'message', result: variables }),

  timerFired: (machine, { instance, event, at }) => {
    const due = waitAt(machine, instance, event)
    if (due?.kind !== 'timer' || due.dueAt > at) return false
    return occurred(machine, instance, { event, kind: 'timer', result: {} })
  },

  signalReceived: (machine, { instance, event, variables }) =>
    occurred(machine, instance, { event, kind: 'signal', result: variables }),

  signalSent: (machine, { instance }) =>
    answered(machine, instance, ['broadcast'], () => complete(machine, instance)),

  escalationTold: (machine, { instance }) =>
    answered(machine, instance, ['escalation'], () => complete(machine, instance)),

  adHocActivated: (machine, { instance, elements }) => {
    const holder = instanceOf(machine, instance)
    const isAdHoc =
      holder !== undefined && machine.graph.elements[holder.elementId]?.type === 'adHocSubProcess'
    if (!isAdHoc || holder.loop !== undefined || holder.incident !== undefined) return false
    if (
      holder.wait.kind !== 'children' ||
      !elements.every((id) => mayActivate(machine, holder.elementId, id))
    )
      return false
    activateInside(machine, instance, elements)
    return elements.length > 0 || childrenOf(machine, instance).length > 0
  },
}
