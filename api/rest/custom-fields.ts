/** Fields that the organisation defines for its types of records, each kept as versions. */
import type { CustomField } from '../../engine/profile/custom/custom-field.ts'
import type { CustomFieldService } from '../../engine/profile/custom/custom-fields.ts'
import type { Definition } from '../../engine/definitions/definitions.ts'
import { changesBetween } from './audited.ts'
import { etag, ok, type Handlers, type Reply } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids =
  'listCustomFields' | 'getCustomField' | 'listCustomFieldVersions' | 'putCustomField' | 'retireCustomField'

/** Serves them. */
export function customFieldHandlers(fields: CustomFieldService): Handlers<Ids> {
  const { definitions } = fields
  return {
    listCustomFields: async ({ query }) => {
      const { type } = query
      const { items, next } = await definitions.list(pageOf(query))
      const wanted = items.filter(({ content: { types } }) => type === undefined || types.includes(type))
      return ok({ items: wanted.map(shown), next })
    },
    getCustomField: async ({ params: { name }, query: { version } }) =>
      answer(await definitions.get(name, version)),
    listCustomFieldVersions: async ({ params: { name }, query }) => {
      const { items, next } = await definitions.versions(name, pageOf(query))
      return ok({ items: items.map(shown), next })
    },
    putCustomField: async ({ params: { name }, body, ifVersion, caller }) => {
      const before = await definitions.find(name)
      const saved = await fields.put(name, body, { by: caller.id, ifVersion })
      return { ...answer(saved), changes: changesBetween(before?.content, saved.content) }
    },
    retireCustomField: async ({ params: { name }, ifVersion, caller }) => {
      const before = await definitions.find(name)
      const saved = await fields.retire(name, { by: caller.id, ifVersion })
      return { ...answer(saved), changes: changesBetween(before?.content, saved.content) }
    },
  }
}

function shown({ key: name, content, ...definition }: Definition<CustomField>): object {
  return { name, ...definition, definition: content }
}

function answer(definition: Definition<CustomField>): Reply {
  return ok(shown(definition), { etag: etag(definition.version) })
}
