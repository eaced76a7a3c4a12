/** Taking records in: checked, stored durably, and part of a profile when `ingest` resolves. */
import type { StoredRecord } from '../runs/built-ins.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import type { Clock } from '../values/clock.ts'
import type { Tombstones } from './erasure/tombstones.ts'
import {
  documentOf,
  isNews,
  recordId,
  refusalOf,
  statementOf,
  type ArrivingRecord,
  type Statement,
} from './record-document.ts'
import type { Settlement } from './settlement.ts'

/** What intake is made of. */
export interface IntakePorts {
  readonly records: SourceRecordStore
  readonly settling: Settlement
  /** Notices erased people; without it nobody was ever erased. */
  readonly tombstones?: Tombstones
  readonly clock: Clock
}

/** Takes records in; a bad one is refused alone, the same again changes nothing. */
export interface Intake {
  ingest(arriving: readonly ArrivingRecord[]): Promise<readonly StoredRecord[]>
}

/** Makes the intake. */
export function intake({ records, settling, tombstones, clock }: IntakePorts): Intake {
  /** Stores one record; begins again when another writer was quicker, unless it is no news any more. */
  async function keep({ record, statement, known }: News): Promise<StoredRecord> {
    let before = known
    for (;;) {
      const document = documentOf(statement, before)
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
      if (outcome === 'written') return { outcome: before === undefined ? 'created' : 'updated' }
      before = await records.byId(document._id)
      if (before !== undefined && !isNews(record, before)) return { outcome: 'unchanged' }
    }
  }

  /** A bad record is kept for people and never holds up the others. */
  async function turnAway(record: ArrivingRecord, reason: string): Promise<StoredRecord> {
    const at = clock.now()
    await records.keepRefused({ _id: recordId(record), record: JSON.stringify(record), reason, at })
    return { outcome: 'refused', reason }
  }

  /** Stores what is news, unless it is about somebody who was erased: of that nothing is kept. */
  async function keepAll(news: readonly News[]): Promise<readonly StoredRecord[]> {
    const erased = await tombstones?.notice(news.map(({ statement }) => statement))
    return Promise.all(
      news.map(async (one, place): Promise<StoredRecord> => {
        const erasure = erased?.[place]
        return erasure === undefined ? keep(one) : { outcome: 'refused', reason: erasedReason(erasure) }
      }),
    )
  }

  async function round(arriving: readonly ArrivingRecord[]): Promise<readonly StoredRecord[]> {
    const ids = arriving.map(recordId)
    const known = new Map((await records.byIds(ids)).map((one) => [one._id, one]))
    const now = clock.now()
    const results = new Array<StoredRecord>(arriving.length)
    const news: (News & { readonly place: number })[] = []
    for (const [place, record] of arriving.entries()) {
      const before = known.get(ids[place] ?? '')
      const reason = refusalOf(record)
      if (reason !== undefined) results[place] = await turnAway(record, reason)
      else if (before !== undefined && !isNews(record, before)) results[place] = { outcome: 'unchanged' }
      else news.push({ place, record, statement: statementOf(record, now), known: before })
    }
    for (const [n, result] of (await keepAll(news)).entries()) results[news[n]?.place ?? 0] = result
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

/** A record that says something new. */
interface News {
  readonly record: ArrivingRecord
  readonly statement: Statement
  readonly known: SourceRecordDocument | undefined
}

function erasedReason(erasure: string): string {
  return `erased: the person was erased; lift the erasure ${erasure} to take them in again`
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
