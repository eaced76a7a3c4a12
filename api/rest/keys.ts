/** API keys and the audit lines. */
import type { AuditStore } from '../../engine/store/audit.ts'
import { cursorAfter } from '../../engine/store/page-cursor.ts'
import type { ApiKeys } from '../auth/api-keys.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

/** Serves keys and audit. */
export function keyHandlers(
  keys: ApiKeys,
  audit: AuditStore,
): Handlers<'listApiKeys' | 'createApiKey' | 'deleteApiKey' | 'listAudit'> {
  return {
    listApiKeys: async ({ query }) => ok(await keys.list(pageOf(query))),
    createApiKey: async ({ body: { name, scopes, expiresAt, digestLogin }, caller }) => {
      const draft = {
        name,
        scopes,
        ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }),
        ...(digestLogin === true && { digestLogin }),
      }
      return { status: 201, body: await keys.make(draft, caller) }
    },
    deleteApiKey: async ({ params: { id } }) => {
      await keys.revoke(id)
      return { status: 204 }
    },
    listAudit: async ({ query: { by, target, ...query } }) => {
      const { limit, after } = pageOf(query)
      const filter = { ...(by !== undefined && { by }), ...(target !== undefined && { target }) }
      const found = await audit.list(filter, { limit: limit + 1, ...(after !== undefined && { after }) })
      const lines = found.slice(0, limit)
      const last = lines.at(-1)
      const next = found.length > limit && last ? cursorAfter({ at: last.at, id: last._id }) : null
      return ok({ items: lines.map(({ _id: id, ...line }) => ({ id, ...line })), next })
    },
  }
}
