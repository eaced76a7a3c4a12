/**
 * What would become of records if they were taken in: refused, unchanged, updated, new, or part of a profile that is there
 * already, by strong keys. Nothing is written. Scores are not foreseen: what they join or ask about shows afterwards.
 */
import type { StoredRecord } from '../../runs/built-ins.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../../store/source-records.ts'
import { isNews, recordId, refusalOf, statementOf, type ArrivingRecord } from '../record-document.ts'

/** What would become of one. */
export interface Foreseen {
  readonly outcome: StoredRecord['outcome'] | 'merged'
  readonly reason?: string
  readonly profileId?: string
}

/** Foresees, in the order of the records. */
export async function foreseen(
  store: Pick<SourceRecordStore, 'byIds' | 'around'>,
  records: readonly ArrivingRecord[],
  now: Date,
): Promise<readonly Foreseen[]> {
  const known = new Map((await store.byIds(records.map(recordId))).map((one) => [one._id, one]))
  const read = records.map((record) => {
    const reason = refusalOf(record)
    return { record, reason, keys: reason === undefined ? statementOf(record, now).keys : [] }
  })
  const around = await store.around({
    keys: [...new Set(read.flatMap(({ keys }) => keys))],
    profiles: [],
    ids: [],
  })
  const homes = homesByKey(around)
  const seen = new Map<string, string>()
  return read.map(({ record, reason, keys }): Foreseen => {
    if (reason !== undefined) return { outcome: 'refused', reason }
    const id = recordId(record)
    const before = known.get(id)
    const own = before?.profileId === undefined ? {} : { profileId: before.profileId }
    if (before !== undefined && !isNews(record, before)) return { outcome: 'unchanged', ...own }
    const other = keys
      .map((key) => homes.get(key))
      .find((home) => home !== undefined && home !== before?.profileId)
    const twin = keys.map((key) => seen.get(key)).find((one) => one !== undefined && one !== id)
    for (const key of keys) seen.set(key, id)
    if (other !== undefined) return { outcome: 'merged', profileId: other }
    if (twin !== undefined) return { outcome: 'merged', reason: 'with an earlier row of the file' }
    return { outcome: before === undefined ? 'created' : 'updated', ...own }
  })
}

function homesByKey(around: readonly SourceRecordDocument[]): ReadonlyMap<string, string> {
  return new Map(
    around.flatMap(({ keys, profileId }) =>
      profileId === undefined ? [] : keys.map((key) => [key, profileId] as const),
    ),
  )
}
