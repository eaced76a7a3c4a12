/** Lists that the organisation defines, each kept as versions. */
import type { BaseList } from '../../engine/customers/base-lists.ts'
import type { Definition, Definitions } from '../../engine/definitions/definitions.ts'
import { changesBetween } from './audited.ts'
import { etag, ok, type Handlers, type Reply } from './handler.ts'
import { pageOf } from './paging.ts'

/** Serves them. */
export function baseListHandlers(
  lists: Definitions<BaseList>,
): Handlers<'listBaseLists' | 'getBaseList' | 'putBaseList'> {
  return {
    listBaseLists: async ({ query }) => {
      const { items, next } = await lists.list(pageOf(query))
      return ok({ items: items.map(shown), next })
    },
    getBaseList: async ({ params: { key }, query: { version } }) => answer(await lists.get(key, version)),
    putBaseList: async ({ params: { key }, body, ifVersion, caller }) => {
      const before = await lists.find(key)
      const saved = await lists.put(key, body, { by: caller.id, ifVersion })
      return { ...answer(saved), changes: changesBetween(before?.content, saved.content) }
    },
  }
}

function shown({ content, ...definition }: Definition<BaseList>): object {
  return { ...definition, definition: content }
}

function answer(definition: Definition<BaseList>): Reply {
  return ok(shown(definition), { etag: etag(definition.version) })
}
