/** Answers "why is this run waiting?" as a chain from the element outwards, with who can act. Pure. */
import { outstanding } from '../bpmn/outstanding.ts'
import type { FlowGraph, HistoryEntry, Outstanding } from '../bpmn/model.ts'
import type { Wait } from '../bpmn/wait.ts'
import { isExternal, targetOf } from './job-types.ts'
import { childRunId, type Run } from './run-document.ts'
import type { Explanation } from './service.ts'
import { describeWait } from './wait-words.ts'

/** Sentences on a connection: whether it exists, its breaker, its last failure. */
export type ConnectionWords = (connection: string) => readonly string[]

/** Explains every element instance that waits. */
export function explainRun(
  run: Run,
  graph: FlowGraph,
  connectionWords: ConnectionWords,
): readonly Explanation[] {
  const explain = (wait: Outstanding): Explanation => {
    const instance = run.state.instances[wait.instance]
    const elementId = instance?.elementId ?? wait.instance
    const name = graph.elements[elementId]?.name
    const nextAttemptAt = wait.kind === 'timer' ? new Date(wait.dueAt) : undefined
    return {
      instance: wait.instance,
      element: elementId,
      waitsFor: instance === undefined ? wait.kind : describeWait(instance, wait),
      because: [
        `The run stands at "${name ?? elementId}".`,
        ...pausedBy(run),
        ...sentences(run, wait),
        ...lastError(run.history, wait.instance),
        ...(instance === undefined ? [] : wordsOnConnection(instance.wait, connectionWords)),
      ],
      ...(nextAttemptAt !== undefined && { nextAttemptAt }),
      actions: [...(run.paused ? [resume] : []), ...actionsFor(wait)],
    }
  }
  return outstanding(graph, run.state).map(explain)
}

function wordsOnConnection(wait: Wait, connectionWords: ConnectionWords): readonly string[] {
  return wait.kind === 'job' && !isExternal(wait.type) ? connectionWords(targetOf(wait.type).connection) : []
}

const resume = { action: 'resume the run', scope: 'runs:operate' }

/** Who paused it, and why. */
function pausedBy({ paused, history }: Run): readonly string[] {
  if (!paused) return []
  const line = history.findLast(({ event, detail }) => event === 'intervened' && detail === 'pause')
  return line === undefined
    ? ['The run is paused.']
    : [`The run is paused since ${line.at} by ${line.by ?? 'somebody'}: ${line.reason ?? ''}`]
}

function jobWords(wait: Extract<Outstanding, { kind: 'job' }>): string {
  const { type, attempt, retriesLeft, lock } = wait
  if (!isExternal(type))
    return `Attempt ${String(attempt)} of ${type} is under way; ${String(retriesLeft)} left.`
  return lock === undefined
    ? `It waits for a worker outside to ask for jobs of the type "${type}" (POST /v1/jobs/activate).`
    : `The worker ${lock.worker} outside has had the job "${type}" in attempt ${String(attempt)}, until ${lock.until}.`
}

function sentences(run: Run, wait: Outstanding): readonly string[] {
  const words = sentenceOf[wait.kind] as (wait: Outstanding, run: Run) => string
  return [words(wait, run)]
}

const sentenceOf: {
  readonly [K in Outstanding['kind']]: (wait: Extract<Outstanding, { readonly kind: K }>, run: Run) => string
} = {
  job: jobWords,
  decision: ({ decisionId }) => `It is being decided by the rule set "${decisionId}".`,
  child: ({ instance, processId }, run) =>
    `It waits for the run ${childRunId(run.id, instance)} of "${processId}" that it called; that one explains itself.`,
  message: ({ name, correlationKey }) =>
    `It waits for a message "${name}" with the correlation key "${correlationKey}".`,
  signal: ({ name }) => `It waits for a signal "${name}".`,
  condition: () => 'It waits for its condition to become true; it is looked at when a variable changes.',
  broadcast: ({ name }) => `All who wait for the signal "${name}" are being told.`,
  escalation: ({ code }) => `The calling run is being told of the escalation "${code}".`,
  timer: ({ event, dueAt }) =>
    event === undefined ? `It tries again at ${dueAt}.` : `It waits until ${dueAt}.`,
  userTask: () => 'It waits for a person to complete the work item.',
  incident: ({ incident }) => `It cannot go on (${incident.code}): ${incident.message}`,
}

function lastError(history: readonly HistoryEntry[], instance: string): readonly string[] {
  const failed = history.findLast((entry) => entry.instance === instance && entry.event === 'failed')
  return failed?.detail === undefined ? [] : [`The last attempt, at ${failed.at}, failed: ${failed.detail}`]
}

function actionsFor(wait: Outstanding): Explanation['actions'] {
  const cancel = { action: 'cancel the run', scope: 'runs:operate' }
  if (wait.kind === 'incident') {
    const other = { action: 'skip it, complete it by hand, or restart elsewhere', scope: 'runs:operate' }
    return [{ action: 'correct the cause, then retry', scope: 'runs:operate' }, other, cancel]
  }
  if (wait.kind === 'job' && isExternal(wait.type))
    return [{ action: 'complete the job', scope: 'jobs:work' }, cancel]
  if (wait.kind === 'userTask')
    return [{ action: 'complete the work item', scope: 'work-items:complete' }, cancel]
  if (wait.kind === 'message') return [{ action: 'send the message', scope: 'messages:publish' }, cancel]
  if (wait.kind === 'signal') return [{ action: 'send the signal', scope: 'messages:publish' }, cancel]
  if (wait.kind === 'condition') return [{ action: 'set the variables', scope: 'runs:operate' }, cancel]
  return [cancel]
}
