/** Work items: the inbox of people. */
import type { Doing, WorkItems, WorkItemView } from '../../engine/runs/service.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { Caller } from '../auth/api-keys.ts'
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
  return {
    listWorkItems: async ({ query: { due, limit, after, ...filter } }) => {
      const page = pageOf({ ...(limit !== undefined && { limit }), ...(after !== undefined && { after }) })
      return ok(
        await workItems.list({ ...filter, ...(due !== undefined && { dueBefore: new Date(due) }) }, page),
      )
    },
    countWorkItems: async () => ok({ groups: await workItems.counts() }),
    getWorkItem: async ({ params: { id } }) => shown(await workItems.get(id)),
    getWorkItemForm: async ({ params: { id } }) => ok(await workItems.form(id)),
    claimWorkItem: async ({ params: { id }, body: { assignee }, ...request }) =>
      shown(await workItems.claim(id, assignee, doing(request))),
    unclaimWorkItem: async ({ params: { id }, ...request }) =>
      shown(await workItems.unclaim(id, doing(request))),
    assignWorkItem: async ({ params: { id }, body: { assignee }, ...request }) =>
      shown(await workItems.assign(id, assignee, doing(request))),
    updateWorkItem: async ({ params: { id }, body, ...request }) =>
      shown(await workItems.update(id, body, doing(request))),
    completeWorkItem: async ({ params: { id }, body = {}, ...request }) => {
      const { variables = {}, outcome } = body
      const result = { variables: variables as JsonObject, ...(outcome !== undefined && { outcome }) }
      const run = await workItems.complete(id, result, doing(request))
      return ok(run, { etag: etag(run.seq) })
    },
    listWorkItemComments: async ({ params: { id }, query }) =>
      ok(await workItems.comments(id, pageOf(query))),
    addWorkItemComment: async ({ params: { id }, body: { text }, caller }) => ({
      status: 201,
      body: await workItems.comment(id, text, caller.id),
    }),
  }
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
