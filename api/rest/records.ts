/** Business records: those of every connection to read, those of the hub to write. */
import { personalFields } from '../../engine/profile/entity-types.ts'
import type { EntityType } from '../../engine/profile/record.ts'
import type { RecordName, Records, RecordView, SavedRecord } from '../../engine/records/records.ts'
import { differences, type Difference } from '../../engine/values/differences.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { redacted } from '../../engine/values/redact.ts'
import type { Caller } from '../auth/api-keys.ts'
import { etag, ok, type Handlers, type Reply } from './handler.ts'
import { masked, sightOf } from './personal.ts'
import { pageOf } from './paging.ts'

/** Serves records. */
export function recordHandlers(
  records: Records,
): Handlers<'listRecords' | 'getRecord' | 'putRecord' | 'deleteRecord'> {
  return {
    listRecords: async ({ params: { type }, query, caller }) => {
      const { connection, offeredOn } = query
      const filter = {
        ...(connection !== undefined && { connection }),
        ...(offeredOn !== undefined && { offeredOn }),
      }
      const { items, next } = await records.list(type, filter, pageOf(query))
      return ok({ items: items.map((record) => shown(record, caller)), next })
    },
    getRecord: async ({ params, query: { connection }, caller }) =>
      answer(
        await records.get({ ...nameOf(params), ...(connection !== undefined && { connection }) }),
        caller,
      ),
    putRecord: async ({ params, body, ifVersion, caller }) => {
      const saved = await records.put(nameOf(params), body as JsonObject, ifVersion)
      return { ...answer(saved.record, caller), changes: changesIn(saved) }
    },
    deleteRecord: async ({ params, ifVersion }) => {
      const { before } = await records.remove(nameOf(params), ifVersion)
      const { type } = params
      return { status: 204, changes: masking(type, differences(before, {})) }
    },
  }
}

function nameOf({ type, id }: { readonly type: string; readonly id: string }): RecordName {
  return { type: type as EntityType, id }
}

function answer(record: RecordView, caller: Caller): Reply {
  const { version = '' } = record
  return ok(shown(record, caller), /^\d+$/.test(version) ? { etag: etag(Number(version)) } : undefined)
}

function shown(record: RecordView, caller: Caller): object {
  return { ...record, data: masked(record.type, record.data, sightOf(caller)) }
}

function changesIn({ record: { type, data }, before }: SavedRecord): readonly Difference[] {
  return masking(type, differences(before ?? {}, data))
}

function masking(type: string, changes: readonly Difference[]): readonly Difference[] {
  const personal = personalFields(type)
  return changes.map((change) =>
    change.path === '' || personal.has(change.path.split('/')[0] ?? '')
      ? {
          path: change.path,
          ...(change.before !== undefined && { before: redacted }),
          ...(change.after !== undefined && { after: redacted }),
        }
      : change,
  )
}
