/** Business records: those of every connection to read, those of the hub to write. */
import type { CustomFieldReader } from '../../engine/profile/custom/custom-fields.ts'
import type { EntityType } from '../../engine/profile/record.ts'
import type { RecordName, Records, RecordView } from '../../engine/records/records.ts'
import { differences } from '../../engine/values/differences.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { etag, ok, type Handlers, type Reply } from './handler.ts'
import { audited, masked, sightOf, type Sight } from './personal.ts'
import { pageOf } from './paging.ts'

/** Serves records. */
export function recordHandlers(
  records: Records,
  fields: CustomFieldReader,
): Handlers<'listRecords' | 'getRecord' | 'putRecord' | 'deleteRecord'> {
  return {
    listRecords: async ({ params: { type }, query, caller }) => {
      const { connection, offeredOn } = query
      const filter = {
        ...(connection !== undefined && { connection }),
        ...(offeredOn !== undefined && { offeredOn }),
      }
      const { items, next } = await records.list(type, filter, pageOf(query))
      const sight = await sightOf(caller, fields)
      return ok({ items: items.map((record) => shown(record, sight)), next })
    },
    getRecord: async ({ params, query: { connection }, caller }) =>
      answer(
        await records.get({ ...nameOf(params), ...(connection !== undefined && { connection }) }),
        await sightOf(caller, fields),
      ),
    putRecord: async ({ params, body, ifVersion, caller }) => {
      const saved = await records.put(nameOf(params), body as JsonObject, ifVersion)
      const sight = await sightOf(caller, fields)
      const { record, before = {} } = saved
      const changes = audited(record.type, differences(before, record.data), sight.fields)
      return { ...answer(record, sight), changes }
    },
    deleteRecord: async ({ params, ifVersion }) => {
      const { before } = await records.remove(nameOf(params), ifVersion)
      const { type } = params
      return { status: 204, changes: audited(type, differences(before, {}), await fields.known()) }
    },
  }
}

function nameOf({ type, id }: { readonly type: string; readonly id: string }): RecordName {
  return { type: type as EntityType, id }
}

function answer(record: RecordView, sight: Sight): Reply {
  const { version = '' } = record
  return ok(shown(record, sight), /^\d+$/.test(version) ? { etag: etag(Number(version)) } : undefined)
}

function shown(record: RecordView, sight: Sight): object {
  return { ...record, data: masked(record.type, record.data, sight) }
}
