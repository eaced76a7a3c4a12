/** Background operations: how far they are, and stopping them. */
import type { Background } from '../../engine/background/service.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids =
  | 'listBackgroundOperations'
  | 'getBackgroundOperation'
  | 'pauseBackgroundOperation'
  | 'resumeBackgroundOperation'
  | 'cancelBackgroundOperation'

/** Serves background operations. */
export function backgroundHandlers(background: Background): Handlers<Ids> {
  return {
    listBackgroundOperations: async ({ query }) => {
      const { kind, state } = query
      const filter = { ...(kind !== undefined && { kind }), ...(state !== undefined && { state }) }
      return ok(await background.list(filter, pageOf(query)))
    },
    getBackgroundOperation: async ({ params: { id } }) => ok(await background.get(id)),
    pauseBackgroundOperation: async ({ params: { id } }) => ok(await background.pause(id)),
    resumeBackgroundOperation: async ({ params: { id } }) => ok(await background.resume(id)),
    cancelBackgroundOperation: async ({ params: { id } }) => ok(await background.cancel(id)),
  }
}
