/** Records that could not be taken in: seen, corrected, tried again, put away; one, or many in the background. */
import type { CustomFields } from '../../engine/profile/custom/custom-field.ts'
import type { CustomFieldReader } from '../../engine/profile/custom/custom-fields.ts'
import { arrivedOf, type RefusedRecords } from '../../engine/profile/refused-records.ts'
import type { RefusedFilter, RefusedRecord } from '../../engine/store/refused-records.ts'
import { defined } from '../../engine/values/defined.ts'
import type { Difference } from '../../engine/values/differences.ts'
import type { Json, JsonObject } from '../../engine/values/json.ts'
import { redacted } from '../../engine/values/redact.ts'
import type { components } from '../openapi.generated.ts'
import { etag, ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'
import { audited, masked, sightOf, type Sight } from './personal.ts'

type Ids =
  | 'listRefusedRecords'
  | 'countRefusedRecords'
  | 'beginRefusedRecordsAction'
  | 'getRefusedRecord'
  | 'correctRefusedRecord'
  | 'retryRefusedRecord'
  | 'dismissRefusedRecord'

/** Serves them. */
export function refusedRecordHandlers(refused: RefusedRecords, fields: CustomFieldReader): Handlers<Ids> {
  return {
    listRefusedRecords: async ({ query }) => {
      const { state = 'open' } = query
      const { items, next } = await refused.list({ ...filterIn(query), state }, pageOf(query))
      return ok({ items: items.map(summaryOf), next })
    },
    countRefusedRecords: async ({ query: { connection } }) =>
      ok({ items: await refused.counts(connection), next: null }),
    beginRefusedRecordsAction: async ({ body: { action, filter, reason }, caller }) => {
      const begun = await refused.begin({ action, filter: filterIn(filter), by: caller.id, reason })
      const changes = [
        { path: 'action', after: action },
        { path: 'filter', after: filter as JsonObject },
      ]
      return { status: 202, body: begun, headers: { location: `/v1/operations/${begun.id}` }, changes }
    },
    getRefusedRecord: async ({ params: { id }, caller }) => {
      const kept = await refused.get(id)
      return ok(shown(kept, await sightOf(caller, fields)), { etag: etag(kept.revision) })
    },
    correctRefusedRecord: async ({ params: { id }, body, ifVersion }) => {
      const { reason: _reason, data, ...named } = body
      const correction = { ...named, ...defined({ data }) }
      const { changes, type, ...outcome } = await refused.correct(id, correction, ifVersion)
      return { ...ok(outcome), changes: changesTold(type, changes, await fields.known()) }
    },
    retryRefusedRecord: async ({ params: { id }, ifVersion }) => ok(await refused.retry(id, ifVersion)),
    dismissRefusedRecord: async ({ params: { id }, body: { reason }, caller }) => {
      const kept = await refused.dismiss(id, { by: caller.id, reason })
      return ok(summaryOf(kept), { etag: etag(kept.revision) })
    },
  }
}

function filterIn(asked: components['schemas']['RefusedRecordFilter']): Omit<RefusedFilter, 'state'> {
  const { connection, source, type, code, since, before } = asked
  const at = {
    ...(since !== undefined && { since: new Date(since) }),
    ...(before !== undefined && { before: new Date(before) }),
  }
  return { ...defined({ connection, source, type, code }), ...at }
}

/** Everything but what the record says. */
function summaryOf(kept: RefusedRecord): object {
  const { _id: id, record: _record, made: _made, contentHash: _hash, revision: _revision, ...rest } = kept
  const { purgeAt, ...told } = rest
  return { id, ...told, ...defined({ keptUntil: purgeAt }) }
}

/** With what it says; the row has columns of which nobody knows whether they are personal. */
function shown(kept: RefusedRecord, sight: Sight): object {
  const { data, occurredAt, deleted } = arrivedOf(kept)
  const row = kept.made === undefined ? undefined : (JSON.parse(kept.made) as { row: JsonObject }).row
  return {
    ...summaryOf(kept),
    ...defined({ occurredAt, deleted }),
    data: masked(kept.type, data, sight),
    ...(row && { row: sight.seesAll ? row : hidden(row) }),
  }
}

function hidden(row: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(row).map((name): [string, Json] => [name, redacted]))
}

/** Of its data, personal values are not told; everything else is. */
function changesTold(
  type: string,
  changes: readonly Difference[],
  fields: CustomFields,
): readonly Difference[] {
  return changes.flatMap((change) => {
    const { path, ...values } = change
    if (!path.startsWith(`${dataPart}/`)) return [change]
    const inData = audited(type, [{ path: path.slice(dataPart.length + 1), ...values }], fields)
    return inData.map((one) => ({ ...one, path: `${dataPart}/${one.path}` }))
  })
}

const dataPart = 'data'
