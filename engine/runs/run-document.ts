/**
 * A run as the engine holds it, and how it becomes a document: everything that others look runs up by is
 * derived here from the state, so that it can never disagree with it. Pure.
 */
import { outstanding } from '../bpmn/outstanding.ts'
import type { FlowGraph, HistoryEntry, Outstanding, RunState } from '../bpmn/model.ts'
import type { UserTaskWait, Wait } from '../bpmn/wait.ts'
import { derivedId } from '../values/hash.ts'
import { stateFrom, type HeldState } from './claims.ts'
import { isExternal } from './job-types.ts'
import type { Leaving } from './leaving.ts'
import {
  signalKey,
  subscriptionKey,
  type RunDocument,
  type RunIndex,
  type RunOrigin,
  type StoredJob,
  type StoredWorkItem,
} from '../store/runs.ts'

/** A run in memory: what is stored, with the state opened up. */
export interface Run {
  readonly id: string
  readonly origin: RunOrigin
  /** 0 before the first write. */
  readonly seq: number
  readonly owner?: string
  readonly paused: boolean
  readonly state: RunState
  readonly applied: readonly string[]
  readonly history: readonly HistoryEntry[]
  readonly historyMoved: number
}

/** The state of a run before anything has happened. */
export const unstarted: RunState = { status: 'running', instances: {}, visits: {} }

/** How many message ids a run remembers; older ones have long left the inbox's reach. */
const rememberedMessages = 200

const nothing: ReadonlyMap<string, string> = new Map()

/** A stored run, opened up. */
export function fromDocument(document: RunDocument): Run {
  const { _id, seq, owner, status, state, applied, history, historyMoved } = document
  return {
    id: _id,
    origin: originOf(document),
    seq,
    ...(owner !== undefined && { owner }),
    paused: status === 'paused',
    state: stateFrom(state, document.payloadTexts ?? nothing),
    applied,
    history,
    historyMoved,
  }
}

function originOf(document: RunDocument): RunOrigin {
  const { flow, version, businessKey, correlationId, startedAt, parent, activeKey } = document
  return {
    flow,
    version,
    startedAt,
    ...(businessKey !== undefined && { businessKey }),
    ...(correlationId !== undefined && { correlationId }),
    ...(parent !== undefined && { parent }),
    ...(activeKey !== undefined && { activeKey }),
  }
}

/** What a write has beside the run: its state as it is kept, and what came to be since the last write. */
export interface Written extends Leaving {
  readonly held: HeldState
}

/** The document of a run for its first write. */
export function toDocument(run: Run, graph: FlowGraph, written: Written): RunDocument {
  const { held, untold, closedItems, calledOff } = written
  const { activeKey, ...origin } = run.origin
  const index = indexOf(run, graph)
  return {
    _id: run.id,
    ...origin,
    ...(activeKey !== undefined && index.endedAt === undefined && { activeKey }),
    ...index,
    seq: 1,
    ...(run.owner !== undefined && { owner: run.owner }),
    ...(index.endedAt !== undefined && origin.parent !== undefined && { reportPending: true as const }),
    state: held.text,
    ...(held.payloads.length > 0 && { payloads: held.payloads }),
    applied: run.applied.slice(-rememberedMessages),
    ...(untold.length > 0 && { untold }),
    ...(closedItems.length > 0 && { closedItems }),
    ...(calledOff.length > 0 && { calledOff }),
    history: run.history,
    historyMoved: run.historyMoved,
  }
}

type Change = Readonly<Record<string, Record<string, unknown>>> & { readonly $set: Record<string, unknown> }

/** The change that a further write makes; a rewritten history replaces the stored one. */
export function toChange(
  run: Run,
  graph: FlowGraph,
  { held, isRewritten, history, ...lists }: Written & { readonly isRewritten: boolean },
): Change {
  const { owner, applied, origin } = run
  const index = indexOf(run, graph)
  const hasEnded = index.endedAt !== undefined
  const set: Record<string, unknown> = {
    ...index,
    version: origin.version,
    seq: run.seq + 1,
    state: held.text,
    ...(held.payloads.length > 0 && { payloads: held.payloads }),
    applied: applied.slice(-rememberedMessages),
    ...(owner !== undefined && { owner }),
    ...(hasEnded && origin.parent !== undefined && { reportPending: true }),
    ...(isRewritten && { history: run.history, historyMoved: run.historyMoved }),
  }
  const unset = { ...unsetBy(run, index), ...(held.payloads.length === 0 && { payloads: '' }) }
  return {
    $set: set,
    ...(Object.keys(unset).length > 0 && { $unset: unset }),
    ...pushed({ history: isRewritten ? [] : history, ...lists }),
  }
}

/** Additions to lists, unless there are none. */
function pushed(lists: Readonly<Record<string, readonly unknown[]>>): {
  readonly $push?: Record<string, unknown>
} {
  const some = Object.entries(lists).filter(([, added]) => added.length > 0)
  if (some.length === 0) return {}
  return { $push: Object.fromEntries(some.map(([name, added]) => [name, { $each: added }])) }
}

function unsetBy({ owner }: Run, index: RunIndex): Record<string, unknown> {
  const absent = optional.filter((name) => index[name] === undefined).map((name) => [name, ''] as const)
  return {
    ...Object.fromEntries<string>(absent),
    ...(owner === undefined && { owner: '' }),
    ...(index.endedAt !== undefined && { activeKey: '' }),
  }
}

const optional = ['dueAt', 'endedAt', 'subscriptions', 'workItems', 'jobs', 'incidents'] as const

/** What others look the run up by. */
export function indexOf(run: Run, graph: FlowGraph): RunIndex {
  const waits = outstanding(graph, run.state)
  const timed = waits.flatMap((wait) => (wait.kind === 'timer' ? [wait.dueAt] : [])).sort()
  const incidents = waits.flatMap((wait) => (wait.kind === 'incident' ? [wait.incident.code] : []))
  const endedAt = endOf(run)
  return {
    status: statusOf(run, incidents.length > 0),
    ...(timed[0] !== undefined && { dueAt: new Date(timed[0]) }),
    ...present('subscriptions', [...new Set(waits.flatMap(subscriptionsOf))]),
    ...present(
      'workItems',
      waits.flatMap((wait) => {
        const task = taskIn(wait)
        return task === undefined ? [] : [workItemOf(run, graph, { ...wait, task })]
      }),
    ),
    ...present(
      'jobs',
      waits.flatMap((wait) => (wait.kind === 'job' && isExternal(wait) ? [jobOf(wait)] : [])),
    ),
    elements: [...new Set(Object.values(run.state.instances).map(({ elementId }) => elementId))],
    ...present('incidents', [...new Set(incidents)]),
    ...(endedAt !== undefined && { endedAt }),
  }
}

/** A list under its name, unless it is empty. */
function present<Name extends string, Item>(
  name: Name,
  list: readonly Item[],
): { readonly [key in Name]?: readonly Item[] } {
  return list.length === 0 ? {} : ({ [name]: list } as { readonly [key in Name]: readonly Item[] })
}

function subscriptionsOf(wait: Outstanding): readonly string[] {
  if (wait.kind === 'signal') return [signalKey(wait.name)]
  return wait.kind === 'message' ? [subscriptionKey(wait.name, wait.correlationKey)] : []
}

function jobOf({ type, instance, lock }: Extract<Outstanding, { kind: 'job' }>): StoredJob {
  return { type, instance, freeAt: new Date(lock?.until ?? 0) }
}

function statusOf(run: Run, hasIncident: boolean): RunIndex['status'] {
  if (run.state.status !== 'running') return run.state.status
  if (run.paused) return 'paused'
  return hasIncident ? 'incident' : 'running'
}

function endOf(run: Run): Date | undefined {
  if (run.state.status === 'running') return undefined
  const last = run.history.at(-1)
  return last === undefined ? run.origin.startedAt : new Date(last.at)
}

/** The task of a person; while its listeners are asked, as it is until they agree. */
export function taskIn(wait: Outstanding | Wait): UserTaskWait | undefined {
  if (wait.kind === 'userTask') return 'task' in wait ? wait.task : wait
  const turn = wait.kind === 'job' ? wait.listener : undefined
  return turn !== undefined && 'task' in turn ? turn.before : undefined
}

/** A task of a person as an item of the inbox. */
export function workItemOf(
  run: Run,
  graph: FlowGraph,
  wait: Pick<Extract<Outstanding, { kind: 'userTask' }>, 'instance' | 'task'>,
): StoredWorkItem {
  const { task } = wait
  const element = run.state.instances[wait.instance]?.elementId ?? wait.instance
  const name = graph.elements[element]?.name
  return {
    id: workItemId(run.id, wait.instance),
    instance: wait.instance,
    element,
    ...(name !== undefined && { name }),
    ...(task.assignee !== undefined && { assignee: task.assignee }),
    candidateGroups: task.candidateGroups,
    candidateUsers: task.candidateUsers,
    ...(task.dueAt !== undefined && { dueAt: new Date(task.dueAt) }),
    ...(task.followUpAt !== undefined && { followUpAt: new Date(task.followUpAt) }),
    priority: task.priority,
    ...(task.formId !== undefined && { formId: task.formId }),
    ...(task.formKey !== undefined && { formKey: task.formKey }),
    createdAt: new Date(task.createdAt),
  }
}

/** The id of the work item of a user task's instance. */
export function workItemId(run: string, instance: string): string {
  return derivedId('workItem', run, instance)
}

/** The id of the run that a call activity's instance starts: the same instance, the same child. */
export function childRunId(parent: string, instance: string): string {
  return derivedId('child', parent, instance)
}

/** The variables of the run's root scope. */
export function rootVariables(state: RunState): RunState['instances'][string]['variables'] {
  return state.instances['root']?.variables ?? {}
}
