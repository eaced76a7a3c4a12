/** The work that a process carries out for a run, told apart from what only others can bring. */
import type { Outstanding, RunEvent } from '../bpmn/model.ts'
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

/** One attempt of one piece of work. */
export function keyOf(work: Work): string {
  return 'attempt' in work ? `${work.instance}#${String(work.attempt)}` : work.instance
}
