/** Work items: the inbox of people. */
import type { Doing, WorkItems, WorkItemView } from '../../engine/runs/service.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { defined } from '../../engine/values/defined.ts'
import type { Caller } from '../auth/api-keys.ts'
import { workItemChanges } from './audited.ts'
import { etag, ok, type Handlers, type Reply } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids =
  | 'listWorkItems'
  | 'countWorkItems'
  | 'getWorkItem'
  | 'getWorkItemForm'
  | 'claimWorkItem'
  | 'unclaimWorkItem'
  | 'assignWorkItem'
  | 'updateWorkItem'
  | 'completeWorkItem'
  | 'listWorkItemComments'
  | 'addWorkItemComment'

/** Serves work items. */
export function workItemHandlers(workItems: WorkItems): Handlers<Ids> {
  async function changed(id: string, act: () => Promise<WorkItemView>): Promise<Reply> {
    const before = await workItems.get(id)
    const after = await act()
    return { ...shown(after), changes: workItemChanges(before, after) }
  }

  return {
    listWorkItems: async ({ query: { due, closedAfter, closedBefore, limit, after, ...filter } }) => {
      const instants = defined({
        dueBefore: instantOf(due),
        closedAfter: instantOf(closedAfter),
        closedBefore: instantOf(closedBefore),
      })
      return ok(await workItems.list({ ...filter, ...instants }, pageOf(defined({ limit, after }))))
    },
    countWorkItems: async () => ok({ groups: await workItems.counts() }),
    getWorkItem: async ({ params: { id } }) => shown(await workItems.look(id)),
    getWorkItemForm: async ({ params: { id } }) => ok(await workItems.form(id)),
    claimWorkItem: ({ params: { id }, body: { assignee }, ...request }) =>
      changed(id, () => workItems.claim(id, assignee, doing(request))),
    unclaimWorkItem: ({ params: { id }, ...request }) =>
      changed(id, () => workItems.unclaim(id, doing(request))),
    assignWorkItem: ({ params: { id }, body: { assignee }, ...request }) =>
      changed(id, () => workItems.assign(id, assignee, doing(request))),
    updateWorkItem: ({ params: { id }, body, ...request }) =>
      changed(id, () => workItems.update(id, body, doing(request))),
    completeWorkItem: async ({ params: { id }, body = {}, ...request }) => {
      const { variables = {}, outcome } = body
      const result = { variables: variables as JsonObject, ...(outcome !== undefined && { outcome }) }
      const run = await workItems.complete(id, result, doing(request))
      const done = { path: 'state', before: 'open', after: 'done' }
      const changes = outcome === undefined ? [done] : [{ path: 'outcome', after: outcome }, done]
      return { ...ok(run, { etag: etag(run.seq) }), changes }
    },
    listWorkItemComments: async ({ params: { id }, query }) =>
      ok(await workItems.comments(id, pageOf(query))),
    addWorkItemComment: async ({ params: { id }, body: { text }, caller }) => ({
      status: 201,
      body: await workItems.comment(id, text, caller.id),
    }),
  }
}

function instantOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text)
}

function doing({
  caller,
  ifVersion,
}: {
  readonly caller: Caller
  readonly ifVersion: number | undefined
}): Doing {
  return { by: caller.id, ...(ifVersion !== undefined && { ifSeq: ifVersion }) }
}

function shown(item: WorkItemView): Reply {
  return ok(item, { etag: etag(item.seq) })
}
