/**
 * The inbox of people (کارتابل): the open user tasks of all runs. A work item is part of its run's document,
 * so it appears and disappears in the same write as the step it stands for; who did what with it is a line of the
 * run's history. Comments stand beside it and stay when it is done.
 */
import { randomUUID } from 'node:crypto'

import { Problem } from '../../contracts/problems.ts'
import { advance } from '../bpmn/advance.ts'
import type { RunEvent } from '../bpmn/model.ts'
import type { Wait } from '../bpmn/wait.ts'
import type { Change } from '../runs/execution.ts'
import type { Forms } from '../runs/forms.ts'
import type { Run } from '../runs/run-document.ts'
import type { Doing, Runs, WorkItems, WorkItemView } from '../runs/service.ts'
import type { Worker } from '../runs/worker.ts'
import { cursorAfter, placeOf } from '../store/page-cursor.ts'
import type { RunStore, WorkItemRow } from '../store/runs.ts'
import type { CommentStore } from '../store/work-item-comments.ts'
import type { Clock } from '../values/clock.ts'

/** What the inbox is made of. */
export interface WorkItemPorts {
  readonly store: RunStore
  readonly comments: CommentStore
  readonly worker: Worker
  readonly runs: Runs
  readonly forms: Forms
  readonly clock: Clock
}

/** Makes the service. */
export function workItems(ports: WorkItemPorts): WorkItems {
  const { store, comments, worker, runs, forms, clock } = ports
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

  return {
    get: async (id) => viewOf(await find(id)),
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
      await send(
        row,
        { kind: 'userTaskCompleted', instance, variables: result, at: at() },
        { ...doing, what },
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
    list: async (filter, { limit, after }) => {
      const afterItem = after === undefined ? undefined : placeOf(after)
      const found = await store.workItems({ ...filter, ...(afterItem && { afterItem }) }, limit + 1)
      const items = found.slice(0, limit)
      const last = items.at(-1)
      return {
        items: items.map(viewOf),
        next:
          found.length > limit && last !== undefined
            ? cursorAfter({ at: last.item.createdAt, id: last.item.id })
            : null,
      }
    },
  }
}

/** Who does what with a work item, and on which condition. */
interface Act extends Doing {
  readonly what: string
  /** Raises `workItemTaken` when somebody else has it. */
  readonly onlyIfFreeFor?: string
}

function changeOf({ item }: WorkItemRow, event: RunEvent, act: Act): Change {
  return (run, graph) => {
    check(run, item.instance, act)
    const { state, history, applied } = advance(graph, run.state, event)
    if (!applied) return undefined
    const { instance, element } = item
    const line = { event: 'intervened', at: event.at, detail: act.what, by: act.by } as const
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

function viewOf({ run, flow, seq, businessKey, item }: WorkItemRow): WorkItemView {
  const { instance: _instance, ...shown } = item
  return { ...shown, run, flow, seq, ...(businessKey !== undefined && { businessKey }) }
}
