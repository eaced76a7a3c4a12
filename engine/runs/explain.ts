/** Answers "why is this run waiting?" as a chain from the element outwards, with who can act and how. Pure. */
import { outstanding } from '../bpmn/outstanding.ts'
import type { ElementInstance, FlowGraph, HistoryEntry, Outstanding } from '../bpmn/model.ts'
import type { Wait } from '../bpmn/wait.ts'
import { actionsFor, resumed } from './explain-actions.ts'
import { isExternal, targetOf } from './job-types.ts'
import { childRunId, type Run } from './run-document.ts'
import type { Explanation, WaitKind } from './service.ts'
import { describeEvent, describeWait } from './wait-words.ts'

/** Sentences on a connection: whether it exists, its breaker, its last failure. */
export type ConnectionWords = (connection: string) => readonly string[]

/** Explains all that a run waits for. */
export function explainRun(
  run: Run,
  graph: FlowGraph,
  connectionWords: ConnectionWords,
): readonly Explanation[] {
  const explained = outstanding(graph, run.state).map((wait) =>
    explain({ run, graph, wait, words: connectionWords }),
  )
  return [...explained, ...idleAdHocs(run, graph).map((instance) => explainAdHoc(run, graph, instance))]
}

interface Explaining {
  readonly run: Run
  readonly graph: FlowGraph
  readonly wait: Outstanding
  readonly words: ConnectionWords
}

function explain({ run, graph, wait, words }: Explaining): Explanation {
  const instance = run.state.instances[wait.instance]
  const elementId = instance?.elementId ?? wait.instance
  const event = eventBeside(wait, elementId)
  const since = sinceWhen(run, wait)
  return {
    instance: wait.instance,
    element: elementId,
    kind: kindOf(wait),
    ...(event !== undefined && { event }),
    ...(since !== undefined && { since }),
    waitsFor: waitsFor(instance, wait, event),
    ...(wait.kind === 'userTask' && { people: peopleOf(wait.task) }),
    because: [
      standsAt(graph, elementId),
      ...pausedBy(run),
      ...sentences(run, wait),
      ...lastError(run.history, wait.instance),
      ...(instance === undefined ? [] : wordsOnConnection(instance.wait, words)),
    ],
    ...(wait.kind === 'timer' && { nextAttemptAt: new Date(wait.dueAt) }),
    actions: [...resumed(run), ...actionsFor(run, wait)],
  }
}

/** The event that is waited for, when it is not the element itself. */
function eventBeside(wait: Outstanding, elementId: string): string | undefined {
  const event = 'event' in wait ? wait.event : undefined
  return event === elementId ? undefined : event
}

function waitsFor(instance: ElementInstance | undefined, wait: Outstanding, event?: string): string {
  if (instance === undefined) return wait.kind
  return event === undefined ? describeWait(instance, wait) : describeEvent(wait)
}

function standsAt(graph: FlowGraph, elementId: string): string {
  return `The run stands at "${graph.elements[elementId]?.name ?? elementId}".`
}

function kindOf(wait: Outstanding): WaitKind {
  if (wait.kind === 'job') {
    if (wait.listener !== undefined) return 'listener'
    return isExternal(wait) ? 'externalJob' : 'job'
  }
  if (wait.kind === 'child') return 'call'
  if (wait.kind === 'userTask') return 'person'
  return wait.kind === 'timer' && wait.event === undefined ? 'retry' : wait.kind
}

function peopleOf({
  assignee,
  candidateGroups,
  candidateUsers,
}: Extract<Outstanding, { readonly kind: 'userTask' }>['task']): NonNullable<Explanation['people']> {
  return { ...(assignee !== undefined && { assignee }), candidateGroups, candidateUsers }
}

/** An incident since it arose, a task since it was made, anything else since its element was entered. */
function sinceWhen({ history, historyMoved }: Run, wait: Outstanding): string | undefined {
  if (wait.kind === 'incident') return wait.incident.at
  if (wait.kind === 'userTask') return wait.task.createdAt
  const entered = history.findLast(({ instance, event }) => instance === wait.instance && event === 'entered')
  return entered?.at ?? (historyMoved === 0 ? history[0]?.at : undefined)
}

// ── ad-hoc sub-processes in which nothing is under way ──

function idleAdHocs({ state }: Run, graph: FlowGraph): readonly ElementInstance[] {
  if (state.status !== 'running') return []
  const all = Object.values(state.instances)
  const parents = new Set(all.map(({ parent }) => parent))
  return all.filter(
    ({ id, elementId, incident, wait, loop }) =>
      graph.elements[elementId]?.type === 'adHocSubProcess' &&
      wait.kind === 'children' &&
      incident === undefined &&
      loop === undefined &&
      !parents.has(id),
  )
}

function explainAdHoc(run: Run, graph: FlowGraph, { id, elementId }: ElementInstance): Explanation {
  const entered = run.history.find(({ instance, event }) => instance === id && event === 'entered')
  const words =
    'Nothing is under way in it: it waits for somebody to say which of its elements are to be done.'
  return {
    instance: id,
    element: elementId,
    kind: 'adHoc',
    ...(entered !== undefined && { since: entered.at }),
    waitsFor: 'elements to be activated',
    because: [standsAt(graph, elementId), ...pausedBy(run), words],
    actions: [...resumed(run), ...actionsFor(run, { kind: 'adHoc' })],
  }
}

// ── sentences ──

function wordsOnConnection(wait: Wait, connectionWords: ConnectionWords): readonly string[] {
  return wait.kind === 'job' && !isExternal(wait) ? connectionWords(targetOf(wait.type).connection) : []
}

/** Who paused it, and why. */
function pausedBy({ paused, history }: Run): readonly string[] {
  if (!paused) return []
  const line = history.findLast(({ event, detail }) => event === 'intervened' && detail === 'pause')
  return line === undefined
    ? ['The run is paused.']
    : [`The run is paused since ${line.at} by ${line.by ?? 'somebody'}: ${line.reason ?? ''}`]
}

function jobWords(wait: Extract<Outstanding, { kind: 'job' }>): string {
  const { type, attempt, retriesLeft, lock, outside } = wait
  if (!isExternal(wait))
    return `Attempt ${String(attempt)} of ${type} is under way; ${String(retriesLeft)} left.`
  const why = outside === true ? `The hub has no operation "${type}" (it does the job once it has). ` : ''
  return lock === undefined
    ? `${why}It waits for a worker outside to ask for jobs of the type "${type}" (POST /v1/jobs/activate).`
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
