/** What comes back from those who do the work: jobs and their listeners, decisions, called runs, people. */
import type { JsonObject } from '../values/json.ts'
import { change, elementOf, instanceOf, note, type Machine } from './draft.ts'
import { answerAsked, ask, corrected } from './elements/user-task.ts'
import { unlocked } from './job-locks.ts'
import { awaitListener } from './listeners.ts'
import { complete, depart, guarded, raiseIncident, work } from './machine.ts'
import type { ElementInstance } from './model.ts'
import { answered, type EventOf, type Reactions } from './reactions.ts'
import { throwError, throwEscalation } from './throwing.ts'
import { propagate, setLocal } from './variables.ts'
import type { ListenerTurn, Wait } from './wait.ts'

type Kinds =
  | 'jobCompleted'
  | 'decisionMade'
  | 'childCompleted'
  | 'jobFailed'
  | 'errorThrown'
  | 'escalationThrown'
  | 'userTaskCompleted'
  | 'userTaskAssigned'
  | 'userTaskUpdated'
  | 'retryDue'

/** The table. */
export const workReactions: Reactions<Kinds> = {
  jobCompleted: (machine, event) =>
    answered(machine, event.instance, ['job'], ({ listener }) => {
      if (listener === undefined) complete(machine, event.instance, event.output)
      else guarded(machine, event.instance, () => listenerDone(machine, event, listener))
    }),

  decisionMade: (machine, { instance, output }) =>
    answered(machine, instance, ['decision'], (_wait, holder) => {
      const element = machine.graph.elements[holder.elementId]
      const isDecision = element?.type === 'businessRuleTask' && element.rule.kind === 'decision'
      complete(machine, instance, isDecision ? { [element.rule.resultVariable]: output } : {})
    }),

  childCompleted: (machine, { instance, variables }) =>
    answered(machine, instance, ['child'], (_wait, holder) => {
      const element = machine.graph.elements[holder.elementId]
      const isWanted =
        element?.type === 'callActivity' && (element.propagateAllChildVariables || element.outputs.length > 0)
      complete(machine, instance, isWanted ? variables : {})
    }),

  jobFailed: (machine, event) =>
    answered(
      machine,
      event.instance,
      ['job', 'decision', 'child', 'broadcast', 'escalation'],
      (wait, holder) => failed(machine, event, { wait, holder }),
    ),

  errorThrown: (machine, { instance, errorCode, message, variables }) =>
    answered(machine, instance, ['job', 'decision', 'child'], () =>
      guarded(machine, instance, () =>
        throwError(machine, instance, { code: errorCode, message, ...(variables && { variables }) }),
      ),
    ),

  escalationThrown: (machine, { instance, escalationCode: code, variables }) =>
    answered(machine, instance, ['job', 'child'], () => {
      const outcomes: ReturnType<typeof throwEscalation>[] = []
      guarded(machine, instance, () => {
        outcomes.push(throwEscalation(machine, instance, { code, variables }))
      })
      // What only a caller of this run could catch is for whoever brought it to pass on: nothing changes here.
      return !outcomes.includes('toCaller')
    }),

  userTaskCompleted: (machine, { instance, variables, done }) =>
    answered(machine, instance, ['userTask'], (task) =>
      guarded(machine, instance, () =>
        ask(machine, instance, {
          ...{ on: 'completing', index: 0, task, before: task, variables },
          ...(done && { done }),
        }),
      ),
    ),

  userTaskAssigned: (machine, { instance, assignee }) =>
    answered(machine, instance, ['userTask'], (before) =>
      guarded(machine, instance, () =>
        ask(machine, instance, { on: 'assigning', index: 0, task: corrected(before, { assignee }), before }),
      ),
    ),

  userTaskUpdated: (machine, { instance, changes }) =>
    answered(machine, instance, ['userTask'], (before) =>
      guarded(machine, instance, () =>
        ask(machine, instance, { on: 'updating', index: 0, task: corrected(before, changes), before }),
      ),
    ),

  retryDue: (machine, { instance, at }) =>
    answered(machine, instance, ['job', 'decision'], (wait) => {
      if (wait.retryAt === undefined || wait.retryAt > at) return false
      const { retryAt: _passed, ...rest } = wait
      change(machine, instance, { wait: rest })
      return true
    }),
}

function failed(
  machine: Machine,
  event: EventOf<'jobFailed'>,
  { wait, holder }: { readonly wait: Wait; readonly holder: ElementInstance },
): boolean {
  const { code, message, retryAt, keepsRetries } = event
  // Between attempts nothing is under way that could fail: the failure has been told before.
  if ('retryAt' in wait && wait.retryAt !== undefined) return false
  const attempt = 'attempt' in wait ? wait.attempt : 1
  note(machine, holder, { event: 'failed', attempt, detail: `${code}: ${message}` })
  if (event.variables !== undefined) propagate(machine, holder.id, event.variables)
  const retriesLeft = event.retries ?? retriesAfter(wait, keepsRetries === true)
  if (!('retriesLeft' in wait)) raiseIncident(machine, holder.id, { code, message })
  else if (retryAt === undefined || retriesLeft <= 0) {
    change(machine, holder.id, { wait: { ...unlocked(wait), retriesLeft: 0 } })
    raiseIncident(machine, holder.id, { code, message })
  } else
    change(machine, holder.id, { wait: { ...unlocked(wait), retriesLeft, attempt: attempt + 1, retryAt } })
  return true
}

function retriesAfter(wait: Wait, keepsRetries: boolean): number {
  return 'retriesLeft' in wait ? wait.retriesLeft - (keepsRetries ? 0 : 1) : 0
}

/** A listener is done: the next one, else what its element was about to do. */
function listenerDone(
  machine: Machine,
  { instance, output, denied, corrections }: EventOf<'jobCompleted'>,
  listener: ListenerTurn,
): void {
  if ('task' in listener) {
    const answer = {
      turn: listener,
      ...(denied !== undefined && { denied }),
      ...(corrections && { corrections }),
    }
    return answerAsked(machine, instance, answer)
  }
  const { on, index } = listener
  if (on === 'start') setLocal(machine, instance, output)
  else brought(machine, instance, output)
  if (awaitListener(machine, instance, { on, index: index + 1 })) return
  change(machine, instance, { wait: { kind: 'children' } })
  if (on === 'start') work(machine, instance)
  else depart(machine, instance)
}

/** What a listener at the end brings goes where the element's own results go. */
function brought(machine: Machine, instance: string, output: JsonObject): void {
  const holder = instanceOf(machine, instance)
  if (holder === undefined) return
  const hasMappings = elementOf(machine, holder.elementId).outputs.length > 0
  propagate(machine, hasMappings ? (holder.parent ?? instance) : instance, output)
}
