/** The same repair for many runs, in the background: begun by filter, watched, cancelled. */
import type { RunActions } from '../../engine/runs/bulk.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'
import { filterIn, repairIn } from './runs.ts'

type Ids = 'beginRunAction' | 'listRunActions' | 'getRunAction' | 'listRunActionOutcomes' | 'cancelRunAction'

/** Serves actions on runs. */
export function runActionHandlers(actions: RunActions): Handlers<Ids> {
  return {
    beginRunAction: async ({ body: { action, filter, with: fields, reason }, caller }) => {
      const repair = repairIn(action, fields ?? {})
      const begun = await actions.begin(repair, filterIn(filter), { by: caller.id, reason })
      return { status: 202, body: begun, headers: { location: `/v1/runs/actions/${begun.id}` } }
    },
    listRunActions: async ({ query }) => ok(await actions.list(pageOf(query))),
    getRunAction: async ({ params: { id } }) => ok(await actions.get(id)),
    listRunActionOutcomes: async ({ params: { id }, query: { ok: isOk, ...query } }) =>
      ok(await actions.outcomes(id, { ...pageOf(query), ...(isOk !== undefined && { ok: isOk }) })),
    cancelRunAction: async ({ params: { id } }) => ok(await actions.cancel(id)),
  }
}
