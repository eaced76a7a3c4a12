/** API keys and the audit lines. */
import { Problem } from '../../contracts/problems.ts'
import type { AuditStore } from '../../engine/store/audit.ts'
import { cursorAfter } from '../../engine/store/page-cursor.ts'
import type { Definitions } from '../../engine/definitions/definitions.ts'
import { checkBeyond, type ApiKeys, type Role } from '../auth/api-keys.ts'
import { definitionOperations } from './case-definitions.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

/** Serves keys and audit. */
export function keyHandlers(
  keys: ApiKeys,
  audit: AuditStore,
  roles: Definitions<Role>,
): Handlers<
  'listApiKeys' | 'createApiKey' | 'deleteApiKey' | 'listAudit' | 'listRoles' | 'getRole' | 'putRole'
> {
  const kept = definitionOperations(roles)
  return {
    listRoles: kept.list,
    getRole: kept.get,
    putRole: async (request) => {
      const before = await roles.find(request.params.key)
      checkBeyond(request.caller, [...request.body.scopes, ...(before?.content.scopes ?? [])])
      return kept.put(request)
    },
    listApiKeys: async ({ query }) => ok(await keys.list(pageOf(query))),
    createApiKey: async ({ body: { name, scopes = [], roles: has, expiresAt, digestLogin }, caller }) => {
      if (scopes.length + (has ?? []).length === 0) {
        const errors = [{ path: 'scopes', message: 'is required, or else roles' }]
        throw new Problem('badInput', 'A key without scopes and roles may do nothing.', { errors })
      }
      const draft = {
        name,
        scopes,
        ...(has !== undefined && { roles: has }),
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
