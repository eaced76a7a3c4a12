/** Erasing people: begun, watched, proved, lifted. */
import type { Erasures } from '../../engine/profile/erasure/service.ts'
import { actorOf } from './corrections.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

/** Serves erasures. */
export function erasureHandlers(
  erasures: Erasures,
): Handlers<'eraseProfile' | 'listErasures' | 'getErasure' | 'liftErasure'> {
  return {
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
