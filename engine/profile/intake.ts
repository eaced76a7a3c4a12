/** Taking records in: checked, stored durably, and part of a profile when `ingest` resolves. */
import type { StoredRecord } from '../runs/built-ins.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import type { Clock } from '../values/clock.ts'
import { documentOf, isNews, recordId, refusalOf, type ArrivingRecord } from './record-document.ts'
import type { Settlement } from './settlement.ts'

/** What intake is made of. */
export interface IntakePorts {
  readonly records: SourceRecordStore
  readonly settling: Settlement
  readonly clock: Clock
}

/** Takes records in; a bad one is refused alone, the same again changes nothing. */
export interface Intake {
  ingest(arriving: readonly ArrivingRecord[]): Promise<readonly StoredRecord[]>
}

/** Makes the intake. */
export function intake({ records, settling, clock }: IntakePorts): Intake {
  /** Stores one record unless it is no news; begins again when another writer was quicker. */
  async function keep(
    record: ArrivingRecord,
    known: SourceRecordDocument | undefined,
  ): Promise<StoredRecord['outcome']> {
    let before = known
    for (;;) {
      if (before !== undefined && !isNews(record, before)) return 'unchanged'
      const document = documentOf(record, before, clock.now())
      const seen = before
      const outcome = await records.commits.submit(() =>
        seen === undefined
          ? { kind: 'insert', document }
          : {
              kind: 'update',
              id: document._id,
              where: { revision: seen.revision },
              change: { $set: { ...document } },
            },
      )
      if (outcome === 'written') return before === undefined ? 'created' : 'updated'
      before = await records.byId(document._id)
    }
  }

  /** A bad record is kept for people and never holds up the others. */
  async function turnAway(record: ArrivingRecord, reason: string): Promise<StoredRecord> {
    const at = clock.now()
    await records.keepRefused({ _id: recordId(record), record: JSON.stringify(record), reason, at })
    return { outcome: 'refused', reason }
  }

  async function round(arriving: readonly ArrivingRecord[]): Promise<readonly StoredRecord[]> {
    const ids = arriving.map(recordId)
    const found = await Promise.all(ids.map((id) => records.byId(id)))
    const known = new Map(found.flatMap((one) => (one === undefined ? [] : [[one._id, one] as const])))
    const results = await Promise.all(
      arriving.map(async (record, place): Promise<StoredRecord> => {
        const reason = refusalOf(record)
        if (reason !== undefined) return turnAway(record, reason)
        return { outcome: await keep(record, known.get(ids[place] ?? '')) }
      }),
    )
    const fresh = ids.filter((_id, place) => ['created', 'updated'].includes(results[place]?.outcome ?? ''))
    const homes = await settling.settle(fresh)
    return results.map((result, place) => {
      const id = ids[place] ?? ''
      const profileId = homes.get(id) ?? known.get(id)?.profileId
      return result.outcome === 'refused' || profileId === undefined ? result : { ...result, profileId }
    })
  }

  async function ingest(arriving: readonly ArrivingRecord[]): Promise<readonly StoredRecord[]> {
    const results: StoredRecord[] = []
    for (const part of rounds(arriving)) results.push(...(await round(part)))
    return results
  }

  return { ingest }
}

/** A batch may say several things about one thing: they are taken in one after the other. */
function rounds(arriving: readonly ArrivingRecord[]): readonly (readonly ArrivingRecord[])[] {
  const result: ArrivingRecord[][] = []
  let seen = new Set<string>()
  for (const record of arriving) {
    const id = recordId(record)
    if (result.length === 0 || seen.has(id)) {
      result.push([])
      seen = new Set()
    }
    seen.add(id)
    result.at(-1)?.push(record)
  }
  return result
}
