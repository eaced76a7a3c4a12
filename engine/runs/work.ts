/** The work that a process carries out for a run, told apart from what only others can bring. */
import type { Outstanding, RunEvent, RunState } from '../bpmn/model.ts'
import { outstanding } from '../bpmn/outstanding.ts'
import { isExternal } from './job-types.ts'

/** Work that a process carries out for a run. */
export type Work = Extract<Outstanding, { kind: 'job' | 'decision' | 'child' | 'broadcast' | 'escalation' }>

type AnswerEvent = Extract<RunEvent, { readonly kind: 'jobCompleted' | 'decisionMade' | 'childCompleted' }>

/** The result of work, which may wait for the next checkpoint. */
export function isAnswer(event: RunEvent): event is AnswerEvent {
  return event.kind === 'jobCompleted' || event.kind === 'decisionMade' || event.kind === 'childCompleted'
}

/** Work that this hub carries out; other jobs are for workers outside. */
export function isOurs(wait: Outstanding): wait is Work {
  if (wait.kind === 'job') return !isExternal(wait)
  return ['decision', 'child', 'broadcast', 'escalation'].includes(wait.kind)
}

/** `outstanding` for who asks of each state several times: worked out once, until it is asked of another state. */
export function outstandingOnce(): typeof outstanding {
  let last: { readonly state: RunState; readonly waits: readonly Outstanding[] } | undefined
  return (graph, state) => {
    if (last?.state !== state) last = { state, waits: outstanding(graph, state) }
    return last.waits
  }
}

/** One attempt of one piece of work. */
export function keyOf(work: Work): string {
  return 'attempt' in work ? `${work.instance}#${String(work.attempt)}` : work.instance
}
