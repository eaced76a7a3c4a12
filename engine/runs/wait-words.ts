/** Says in words what an element instance waits for. Pure. */
import type { ElementInstance, Outstanding } from '../bpmn/model.ts'
import type { Wait } from '../bpmn/wait.ts'

/** A short phrase, such as `message paymentReturned` or `job erp-main.postPayment, attempt 2`. */
export function describeWait(instance: ElementInstance, outstanding?: Outstanding): string {
  if (instance.incident !== undefined) return `a person: ${instance.incident.code}`
  if (outstanding?.kind === 'timer' && outstanding.event === undefined) {
    return `the next attempt at ${outstanding.dueAt}`
  }
  return phrases[instance.wait.kind](instance.wait)
}

/** The same of an event that is waited for beside what the element does. */
export function describeEvent(wait: Outstanding): string {
  if (wait.kind === 'timer') return `time ${wait.dueAt}`
  if (wait.kind === 'message' || wait.kind === 'signal') return `${wait.kind} ${wait.name}`
  return wait.kind === 'condition' ? 'its condition to become true' : wait.kind
}

const phrases: { readonly [Kind in Wait['kind']]: (wait: Wait) => string } = {
  job: (wait) => (wait.kind === 'job' ? `job ${wait.type}, attempt ${String(wait.attempt)}` : ''),
  decision: (wait) => (wait.kind === 'decision' ? `decision ${wait.decisionId}` : ''),
  child: (wait) => (wait.kind === 'child' ? `a run of ${wait.processId}` : ''),
  message: (wait) => (wait.kind === 'message' ? `message ${wait.name}` : ''),
  timer: (wait) => (wait.kind === 'timer' ? `time ${wait.dueAt}` : ''),
  userTask: (wait) =>
    wait.kind === 'userTask'
      ? `a person (${wait.assignee ?? (wait.candidateGroups.join(', ') || 'anybody')})`
      : '',
  signal: (wait) => (wait.kind === 'signal' ? `signal ${wait.name}` : ''),
  condition: () => 'its condition to become true',
  broadcast: (wait) => (wait.kind === 'broadcast' ? `all to be told of signal ${wait.name}` : ''),
  escalation: (wait) => (wait.kind === 'escalation' ? `the caller to be told of ${wait.code}` : ''),
  compensation: () => 'what was done to be undone',
  firstOf: () => 'the first of several events',
  children: () => 'what is inside it',
}
