/** What comes from outside: messages, time, signals, the answers to what this run has thrown. */
import { activateInside, activationProblems } from './elements/ad-hoc-sub-process.ts'
import { complete, terminateInside } from './machine.ts'
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

  adHocActivated: (machine, { instance, elements, cancelRemaining }) => {
    const there = Object.fromEntries(machine.instances)
    if (elements.length === 0 || activationProblems(machine.graph, there, { instance, elements }).length > 0)
      return false
    if (cancelRemaining === true) terminateInside(machine, instance)
    activateInside(machine, instance, elements)
    return true
  },
}
