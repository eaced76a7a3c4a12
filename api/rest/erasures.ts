/** What people may ask for: everything that is known of them, and that it be erased. */
import type { Erasures } from '../../engine/profile/erasure/service.ts'
import type { Exports } from '../../engine/profile/erasure/export.ts'
import { actorOf } from './corrections.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

/** Serves erasures. */
export function erasureHandlers(
  erasures: Erasures,
  exporting: Exports,
): Handlers<'exportProfile' | 'eraseProfile' | 'listErasures' | 'getErasure' | 'liftErasure'> {
  return {
    exportProfile: async ({ params: { id } }) => {
      const { profile, pieces } = await exporting.begin(id)
      return {
        status: 200,
        stream: { type: 'application/json; charset=utf-8', pieces },
        headers: { 'content-disposition': `attachment; filename="profile-${profile}.json"` },
      }
    },
    eraseProfile: async ({ params: { id }, body: { reason }, caller }) => {
      const begun = await erasures.erase(id, actorOf(caller, reason))
      return { status: 202, body: begun, headers: { location: `/v1/erasures/${begun.id}` } }
    },
    listErasures: async ({ query }) => ok(await erasures.list(pageOf(query))),
    getErasure: async ({ params: { id } }) => ok(await erasures.get(id)),
    liftErasure: async ({ params: { id }, body, caller }) =>
      ok(await erasures.lift(id, actorOf(caller, body.reason))),
  }
}
