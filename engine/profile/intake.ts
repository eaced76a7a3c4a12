/** Taking records in: checked, stored durably, and part of a profile when `ingest` resolves. */
import type { StoredRecord } from '../runs/built-ins.ts'
import type { GroupCommit } from '../store/group-commit.ts'
import type { ProfileStore } from '../store/profiles.ts'
import type { NewRefusal, RefusedBefore } from '../store/refused-records.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import type { Clock } from '../values/clock.ts'
import type { Precedence } from '../values/precedence.ts'
import { each, unhurried, type Pace, type Steps } from '../values/unhurried.ts'
import type { CustomFields } from './custom/custom-field.ts'
import type { CustomFieldReader } from './custom/custom-fields.ts'
import type { Tombstones } from './erasure/tombstones.ts'
import {
  documentOf,
  fieldsFor,
  inForm,
  isNews,
  recordId,
  refusalOf,
  statementOf,
  type ArrivingRecord,
  type Statement,
} from './record-document.ts'
import { isOvertaken, refusalToKeep } from './refusal.ts'
import { areFew } from './passes.ts'
import type { Settlement } from './settlement.ts'

/** What intake is made of. */
export interface IntakePorts {
  readonly records: SourceRecordStore
  readonly profiles: Pick<ProfileStore, 'homesOf'>
  readonly settling: Settlement
  /** Few records before many. */
  readonly precedence: Precedence
  /** Notices erased people; without it nobody was ever erased. */
  readonly tombstones?: Tombstones
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  readonly clock: Clock
}

/** Takes records in; a bad one is refused alone, the same again changes nothing. */
export interface Intake {
  ingest(arriving: readonly ArrivingRecord[]): Promise<readonly StoredRecord[]>
}

/** Makes the intake. */
export function intake(ports: IntakePorts): Intake {
  const { records, profiles, settling, tombstones, clock } = ports
  const { first, after } = ports.precedence

  /** Stores one record; begins again when another writer was quicker, unless it is no news any more. */
  async function keep({ record, statement, known }: News, { commits }: Manner): Promise<StoredRecord> {
    let before = known
    for (;;) {
      const document = documentOf(statement, before)
      const seen = before
      const outcome = await commits.submit(() =>
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

  /** Stores it, unless it is about somebody who was erased: of that nothing is kept. */
  async function keepUnlessErased(
    one: News,
    how: Manner,
    erasure: string | undefined,
  ): Promise<StoredRecord> {
    if (erasure === undefined) return keep(one, how)
    return { outcome: 'refused', code: 'erased', reason: erasedReason(erasure) }
  }

  /**
   * Stores one statement of each thing; gives the entries of the journal in which those that change are noted. A bad one
   * is kept for people, until a good one comes.
   */
  async function round(said: readonly Said[], how: Manner): Promise<readonly string[]> {
    const ids = said.map(({ id }) => id)
    const [stored, refused] = await Promise.all([records.byIds(ids), records.refused.among(ids)])
    const known = new Map(stored.map((one) => [one._id, one]))
    const fields = await fieldsFor(
      said.map((one) => one.record),
      ports.fields,
    )
    const { news, bad } = await how.pace(sorted(said, { known, refused, fields, now: clock.now() }))
    await records.refused.keep(bad)
    if (news.length === 0) return []
    const [entry, erased] = await Promise.all([
      settling.open(news.map(({ id }) => id)),
      tombstones?.notice(news.map(({ statement }) => statement)),
    ])
    const kept = await Promise.all(news.map((one, place) => keepUnlessErased(one, how, erased?.[place])))
    const overtaken = kept.flatMap((result, n) => {
      const [one, earlier] = [news[n], refused.get(news[n]?.id ?? '')]
      one?.tell(result)
      const isGone = one !== undefined && earlier !== undefined && isFresh(result)
      return isGone && isOvertaken(earlier, one.statement) ? [earlier] : []
    })
    await records.refused.drop(overtaken)
    return [entry]
  }

  /** Everything is stored before it is settled, and settled once, however often a batch speaks of one thing. */
  async function take(arriving: readonly ArrivingRecord[], how: Manner): Promise<readonly StoredRecord[]> {
    const results = new Array<StoredRecord>(arriving.length)
    const ids = await how.pace(each(arriving, recordId))
    const said = arriving.map((record, place): Said => ({
      id: ids[place] ?? '',
      record,
      tell: (result) => {
        results[place] = result
      },
    }))
    const entries: string[] = []
    for (const part of rounds(said)) entries.push(...(await round(part, how)))
    const fresh = ids.filter((_id, place) => isFresh(results[place]))
    const homes = await settling.settle([...new Set(fresh)], entries)
    const others = ids.filter((id, place) => results[place]?.outcome === 'unchanged' && !homes.has(id))
    const known = await profiles.homesOf(others)
    return results.map((result, place) => {
      const id = ids[place] ?? ''
      const profileId = homes.get(id) ?? known.get(id)
      return result.outcome === 'refused' || profileId === undefined ? result : { ...result, profileId }
    })
  }

  return {
    ingest: (arriving) =>
      areFew(arriving)
        ? first(() => take(arriving, { pace: unhurried, commits: records.promptCommits }))
        : take(arriving, { pace: after, commits: records.commits }),
  }
}

/** How a batch is taken in: few records do not wait for the writes of many. */
interface Manner {
  readonly pace: Pace
  readonly commits: GroupCommit
}

/** A record that says something new. */
interface News {
  readonly record: ArrivingRecord
  readonly statement: Statement
  readonly known: SourceRecordDocument | undefined
}

/** What a batch is held against. */
interface Circumstances {
  readonly known: ReadonlyMap<string, SourceRecordDocument>
  readonly refused: ReadonlyMap<string, RefusedBefore>
  readonly fields: CustomFields
  readonly now: Date
}

/** Tells good ones from bad; those that say nothing new are told so. */
function* sorted(
  said: readonly Said[],
  { known, refused, fields, now }: Circumstances,
): Steps<{ readonly news: readonly (News & Said)[]; readonly bad: readonly NewRefusal[] }> {
  const news: (News & Said)[] = []
  const bad: NewRefusal[] = []
  for (const one of said) {
    const before = known.get(one.id)
    yield
    const refusal = refusalOf(one.record, fields)
    if (refusal !== undefined) {
      bad.push(refusalToKeep(one.record, refusal, { at: now, before: refused.get(one.id) }))
      one.tell({ outcome: 'refused', code: refusal.code, reason: refusal.reason })
      continue
    }
    const record = inForm(one.record, fields)
    if (before !== undefined && !isNews(record, before)) one.tell({ outcome: 'unchanged' })
    else news.push({ ...one, record, statement: statementOf(record, now), known: before })
  }
  return { news, bad }
}

function erasedReason(erasure: string): string {
  return `erased: the person was erased; lift the erasure ${erasure} to take them in again`
}

/** A record of a batch, and where its result goes. */
interface Said {
  readonly id: string
  readonly record: ArrivingRecord
  readonly tell: (result: StoredRecord) => void
}

function isFresh(result: StoredRecord | undefined): boolean {
  return result?.outcome === 'created' || result?.outcome === 'updated'
}

/** A batch may say several things about one thing: the n-th of each are taken in together. */
function rounds(said: readonly Said[]): readonly (readonly Said[])[] {
  const result: Said[][] = []
  const counts = new Map<string, number>()
  for (const one of said) {
    const n = counts.get(one.id) ?? 0
    counts.set(one.id, n + 1)
    const round = (result[n] ??= [])
    round.push(one)
  }
  return result
}
