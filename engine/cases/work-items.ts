/**
 * The inbox of people (کارتابل): the user tasks of all runs. An open work item is part of its run's document, so it
 * appears in the same write as the step it stands for, and is noted as closed in the one that ends it; who did what
 * with it is a line of the run's history. Comments stand beside it and stay when it is closed.
 */
import { randomUUID } from 'node:crypto'

import { Problem } from '../../contracts/problems.ts'
import { advance } from '../bpmn/advance.ts'
import type { RunEvent } from '../bpmn/model.ts'
import type { Wait } from '../bpmn/wait.ts'
import type { Change } from '../runs/change.ts'
import type { Forms } from '../runs/forms.ts'
import type { Run } from '../runs/run-document.ts'
import type {
  Doing,
  Page,
  PageRequest,
  Runs,
  WorkItemFilter,
  WorkItems,
  WorkItemView,
} from '../runs/service.ts'
import type { Worker } from '../runs/worker.ts'
import type { ClosedItemStore, ClosedWorkItem } from '../store/closed-work-items.ts'
import { cursorAfter, placeOf } from '../store/page-cursor.ts'
import type { RunStore, WorkItemRow } from '../store/runs.ts'
import type { CommentStore } from '../store/work-item-comments.ts'
import type { Clock } from '../values/clock.ts'
import { defined } from '../values/defined.ts'

/** What the inbox is made of. */
export interface WorkItemPorts {
  readonly store: RunStore
  readonly comments: CommentStore
  readonly closed: ClosedItemStore
  readonly worker: Worker
  readonly runs: Runs
  readonly forms: Forms
  readonly clock: Clock
}

/** Makes the service. */
export function workItems(ports: WorkItemPorts): WorkItems {
  const { store, comments, closed, worker, runs, forms, clock } = ports
  const at = (): string => clock.now().toISOString()

  async function find(id: string): Promise<WorkItemRow> {
    const [row] = await store.workItems({ id }, 1)
    if (row === undefined) throw new Problem('workItemNotFound', `There is no open work item "${id}".`)
    return row
  }

  /** Sends an event with a line of history that says who did it. */
  async function send(row: WorkItemRow, event: RunEvent, act: Act): Promise<void> {
    const applied = await worker.change(row.run, changeOf(row, event, act))
    if (applied !== true)
      throw new Problem('workItemClosed', `The work item "${row.item.id}" was closed in the meantime.`)
  }

  async function assign(row: WorkItemRow, assignee: string | null, act: Act): Promise<WorkItemView> {
    const { instance, id } = row.item
    await send(row, { kind: 'userTaskAssigned', instance, assignee, at: at() }, act)
    return viewOf(await find(id))
  }

  async function comment(id: string, text: string, by: string): ReturnType<WorkItems['comment']> {
    const row = await find(id)
    const made = { _id: randomUUID(), item: id, run: row.run, by, text, at: clock.now() }
    await comments.add(made)
    return { id: made._id, by, text, at: made.at }
  }

  async function listOpen(
    { state, ...filter }: WorkItemFilter,
    { limit, after }: PageRequest,
  ): Promise<Page<WorkItemView>> {
    const afterItem = after === undefined ? undefined : placeOf(after)
    const isTaken = state === 'assigned' || state === 'unassigned' ? { state } : {}
    const found = await store.workItems({ ...filter, ...isTaken, ...(afterItem && { afterItem }) }, limit + 1)
    return pageOf(found.map(viewOf), limit, ({ createdAt }) => createdAt)
  }

  async function listClosed(
    { state, ...filter }: WorkItemFilter,
    { limit, after }: PageRequest,
  ): Promise<Page<WorkItemView>> {
    const before = after === undefined ? undefined : placeOf(after)
    const isOne = state === 'completed' || state === 'cancelled' ? { state } : {}
    const found = await closed.find({ ...filter, ...isOne, ...(before && { before }) }, limit + 1)
    return pageOf(found.map(closedViewOf), limit, ({ closedAt, createdAt }) => closedAt ?? createdAt)
  }

  return {
    get: async (id) => viewOf(await find(id)),
    look: async (id) => {
      // In this order: what is closed in between is found closed.
      const [open] = await store.workItems({ id }, 1)
      if (open !== undefined) return viewOf(open)
      const [gone] = await closed.find({ id }, 1)
      if (gone === undefined) throw new Problem('workItemNotFound', `There is no work item "${id}".`)
      return closedViewOf(gone)
    },
    form: async (id) => forms.formOf(await find(id)),
    claim: async (id, assignee, doing) =>
      assign(await find(id), assignee, {
        ...doing,
        what: `claimed for ${assignee}`,
        onlyIfFreeFor: assignee,
      }),
    unclaim: async (id, doing) => assign(await find(id), null, { ...doing, what: 'given back' }),
    assign: async (id, assignee, doing) =>
      assign(await find(id), assignee, { ...doing, what: `assigned to ${assignee}` }),
    update: async (id, changes, doing) => {
      const row = await find(id)
      const { instance } = row.item
      const what = `changed: ${Object.keys(changes).join(', ')}`
      await send(row, { kind: 'userTaskUpdated', instance, changes, at: at() }, { ...doing, what })
      return viewOf(await find(id))
    },
    complete: async (id, { variables = {}, outcome }, doing) => {
      const row = await find(id)
      const { instance } = row.item
      await forms.check(row, variables)
      const result = outcome === undefined ? variables : { ...variables, outcome }
      const what = outcome === undefined ? 'work item completed' : `work item completed: ${outcome}`
      const done = { by: doing.by, at: at(), ...(outcome !== undefined && { outcome }) }
      await send(
        row,
        { kind: 'userTaskCompleted', instance, variables: result, done, at: at() },
        { ...doing, what, ...(outcome !== undefined && { outcome }) },
      )
      return runs.get(row.run)
    },
    comment,
    comments: async (id, { limit, after }) => {
      const found = await comments.list(id, after === undefined ? undefined : placeOf(after), limit + 1)
      const items = found
        .slice(0, limit)
        .map(({ _id, by, text, at: when }) => ({ id: _id, by, text, at: when }))
      const last = items.at(-1)
      return { items, next: found.length > limit && last !== undefined ? cursorAfter(last) : null }
    },
    counts: async () => store.workItemCounts(clock.now()),
    list: async (filter, page) => (isOfClosed(filter) ? listClosed(filter, page) : listOpen(filter, page)),
  }
}

/** Who does what with a work item, and on which condition. */
interface Act extends Doing {
  readonly what: string
  readonly outcome?: string
  /** Raises `workItemTaken` when somebody else has it. */
  readonly onlyIfFreeFor?: string
}

function changeOf({ item }: WorkItemRow, event: RunEvent, act: Act): Change {
  return (run, graph) => {
    check(run, item.instance, act)
    const { state, history, applied } = advance(graph, run.state, event)
    if (!applied) return undefined
    const { instance, element } = item
    const { what: detail, by, outcome } = act
    const line = { event: 'intervened', at: event.at, detail, by, ...defined({ outcome }) } as const
    const noted = { instance, element, elementType: 'userTask', ...line } as const
    return { run: { ...run, state, history: [...run.history, noted, ...history] } }
  }
}

function check(run: Run, instance: string, { ifSeq, onlyIfFreeFor }: Act): void {
  if (ifSeq !== undefined && run.seq !== ifSeq)
    throw new Problem('preconditionFailed', `The run has gone on since; it is at ${String(run.seq)} now.`)
  const wait = waitOf(run, instance)
  const holder = wait?.kind === 'userTask' ? wait.assignee : undefined
  if (onlyIfFreeFor !== undefined && holder !== undefined && holder !== onlyIfFreeFor)
    throw new Problem('workItemTaken', `The work item is assigned to ${holder}.`)
}

function waitOf({ state }: Run, instance: string): Wait | undefined {
  const wait = state.instances[instance]?.wait
  if (wait?.kind !== 'job') return wait
  throw new Problem('conflict', 'A listener of the task is being asked; try again when it has answered.')
}

/** Whether closed items are asked for. Raises `badInput` for a filter that is not of the state. */
function isOfClosed({ state = 'open', completedBy, closedAfter, closedBefore }: WorkItemFilter): boolean {
  const isClosed = state === 'completed' || state === 'cancelled' || state === 'closed'
  const wrong = defined({
    completedBy: isClosed && state !== 'cancelled' ? undefined : completedBy,
    closedAfter: isClosed ? undefined : closedAfter,
    closedBefore: isClosed ? undefined : closedBefore,
  })
  const errors = Object.keys(wrong).map((path) => ({
    path,
    message: 'needs `state=completed` or `state=closed`',
  }))
  if (errors.length === 0) return isClosed
  throw new Problem('badInput', 'Work items of that state are not found by that.', { errors })
}

function pageOf(
  found: readonly WorkItemView[],
  limit: number,
  at: (item: WorkItemView) => Date,
): Page<WorkItemView> {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  const isMore = found.length > limit && last !== undefined
  return { items, next: isMore ? cursorAfter({ at: at(last), id: last.id }) : null }
}

function viewOf({ run, flow, seq, businessKey, item }: WorkItemRow): WorkItemView {
  const { instance: _instance, ...shown } = item
  return { ...shown, run, flow, seq, ...defined({ businessKey }), state: 'open' }
}

function closedViewOf({ state, closedAt, closedBy, outcome, ...row }: ClosedWorkItem): WorkItemView {
  return { ...viewOf(row), ...defined({ state, closedAt, closedBy, outcome }) }
}
