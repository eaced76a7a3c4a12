/** Calls whose outcome nobody knows, and what a person found out. */
import type { Connections } from '../../engine/connections/service.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

/** Serves attempts. */
export function attemptHandlers(connections: Connections): Handlers<'listAttempts' | 'settleAttempt'> {
  return {
    listAttempts: async ({ query }) => ok(await connections.unknownAttempts(pageOf(query))),
    settleAttempt: async ({ params: { id }, body: { outcome, output } }) =>
      ok(
        await connections.settleAttempt(
          id,
          outcome === 'done' ? { outcome, output: output ?? null } : { outcome },
        ),
      ),
  }
}
