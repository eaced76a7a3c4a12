/**
 * What would become of records if they were taken in: refused, unchanged, updated, new, or part of a profile that is there
 * already, by strong keys. Nothing is written. Scores are not foreseen: what they join or ask about shows afterwards.
 */
import type { StoredRecord } from '../../runs/built-ins.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../../store/source-records.ts'
import type { Profiles } from '../service.ts'
import type { CustomFieldReader } from '../custom/custom-fields.ts'
import {
  fieldsFor,
  inForm,
  isNews,
  recordId,
  refusalOf,
  statementOf,
  type ArrivingRecord,
} from '../record-document.ts'

/** What would become of one. */
export interface Foreseen {
  readonly outcome: StoredRecord['outcome'] | 'merged'
  readonly reason?: string
  readonly profileId?: string
}

/** Foresees, in the order of the records. */
export async function foreseen(
  store: {
    readonly records: Pick<SourceRecordStore, 'byIds' | 'around'>
    readonly profiles: Pick<Profiles, 'homesOf'>
    readonly fields: CustomFieldReader
  },
  records: readonly ArrivingRecord[],
  now: Date,
): Promise<readonly Foreseen[]> {
  const known = new Map((await store.records.byIds(records.map(recordId))).map((one) => [one._id, one]))
  const fields = await fieldsFor(records, store.fields)
  const read = records.map((said) => {
    const reason = refusalOf(said, fields)?.reason
    const record = reason === undefined ? inForm(said, fields) : said
    return { record, reason, keys: reason === undefined ? statementOf(record, now).keys : [] }
  })
  const around = await store.records.around({
    keys: [...new Set(read.flatMap(({ keys }) => keys))],
    ids: [],
  })
  const homeOf = await store.profiles.homesOf([...known.keys(), ...around.map(({ _id }) => _id)])
  const homes = homesByKey(around, homeOf)
  const seen = new Map<string, string>()
  return read.map(({ record, reason, keys }): Foreseen => {
    if (reason !== undefined) return { outcome: 'refused', reason }
    const id = recordId(record)
    const before = known.get(id)
    const home = homeOf.get(id)
    const own = home === undefined ? {} : { profileId: home }
    if (before !== undefined && !isNews(record, before)) return { outcome: 'unchanged', ...own }
    const other = keys.map((key) => homes.get(key)).find((one) => one !== undefined && one !== home)
    const twin = keys.map((key) => seen.get(key)).find((one) => one !== undefined && one !== id)
    for (const key of keys) seen.set(key, id)
    if (other !== undefined) return { outcome: 'merged', profileId: other }
    if (twin !== undefined) return { outcome: 'merged', reason: 'with an earlier row of the file' }
    return { outcome: before === undefined ? 'created' : 'updated', ...own }
  })
}

function homesByKey(
  around: readonly SourceRecordDocument[],
  homeOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map(
    around.flatMap(({ _id, keys }) => {
      const home = homeOf.get(_id)
      return home === undefined ? [] : keys.map((key) => [key, home] as const)
    }),
  )
}
