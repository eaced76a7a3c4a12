/**
 * How good the data is, for reports: measured in the background over everything that is stored, and read from what was
 * counted, with its age. A measurement is whole before it is shown; one that dies goes on where it was.
 */
import type { Background, BackgroundKind, BackgroundView, Step } from '../background/service.ts'
import type { CustomFieldReader } from '../profile/custom/custom-fields.ts'
import { recordTypes, roleOf } from '../profile/entity-types.ts'
import { normalised } from '../profile/record-document.ts'
import type { EntityType } from '../profile/record.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { DataQualityStore, RowFilter } from '../store/data-quality.ts'
import type { ProfileStore } from '../store/profiles.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import type { Clock } from '../values/clock.ts'
import type { Json } from '../values/json.ts'
import type { Log } from '../values/log.ts'
import { lookout } from '../values/lookout.ts'
import { rowsOf, tallied, type Counted, type QualityRow, type Tally } from './tally.ts'

/** Kind of the background operation. */
export const measureKind = 'measure-data-quality'

/** A page of the newest measurement; without one there are no lines yet. */
export interface QualityReport extends Page<QualityRow> {
  readonly measuredAt: Date | null
  readonly ageSeconds: number | null
  readonly operation: string | null
}

/** The data quality. */
export interface DataQuality {
  report(filter: RowFilter, page: PageRequest): Promise<QualityReport>
  /** Begins a measurement now. */
  measure(by: string): Promise<BackgroundView>
  /** Measures once a day while it is started. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** What it is made of. */
export interface DataQualityPorts {
  readonly store: DataQualityStore
  readonly profiles: Pick<ProfileStore, 'inOrder' | 'count'>
  readonly records: Pick<SourceRecordStore, 'byIds' | 'ofType'>
  readonly background: Pick<Background, 'begin'>
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  readonly clock: Clock
  readonly log: Log
}

/** Profiles, or attached records, in one step. */
const stepSize = 500
const dayMs = 86_400_000
/** So long after a start a hub that has never measured does so, ms: it has more to do at first. */
const firstAfterMs = 3_600_000

/** How far a measurement is. */
interface Cursor {
  readonly measuredAt: string
  /** Attached types that are left; before them come the profiles. */
  readonly phase: 'profiles' | 'attached'
  readonly types: readonly string[]
  /** Of profiles an id, of records the external id and the id. */
  readonly after: readonly string[]
  readonly tally: Tally
}

/** Makes it, and the kind of its operation. */
export function dataQuality(ports: DataQualityPorts): DataQuality & { readonly kind: BackgroundKind } {
  const { store, profiles, records, background, clock, log } = ports
  let startedAtMs = 0
  const daily = lookout({ what: 'the daily measurement of data quality', look, clock, log, mostMs: 60_000 })

  async function look(): Promise<number | undefined> {
    const nowMs = clock.now().getTime()
    const newest = await store.newest()
    const dueAtMs = newest === undefined ? startedAtMs + firstAfterMs : newest.measuredAt.getTime() + dayMs
    if (nowMs < dueAtMs) return dueAtMs - nowMs
    if ((await profiles.count()) === 0) return undefined
    // The same id in every process: whoever comes second begins nothing.
    const day = String(Math.floor(nowMs / dayMs))
    await background.begin({ id: `${measureKind}:${day}`, kind: measureKind, input: {}, by: 'hub' })
    return undefined
  }

  async function step({ id, cursor }: { readonly id: string; readonly cursor: Json }): Promise<Step> {
    const at = (cursor as unknown as Cursor | null) ?? beginning(clock.now())
    const isFirst = cursor === null
    const next = at.phase === 'profiles' ? await overProfiles(at) : await overAttached(at)
    const isLast = next.at.phase === 'attached' && next.at.types.length === 0
    if (isLast) {
      const measuredAt = new Date(next.at.measuredAt)
      const rows = rowsOf(next.at.tally, await ports.fields.known())
      await store.keep({ operation: id, measuredAt }, rows)
    }
    return {
      cursor: (isLast ? null : next.at) as unknown as Json,
      done: next.done,
      isLast,
      ...(isFirst && { total: await profiles.count() }),
    }
  }

  async function overProfiles(at: Cursor): Promise<Stepped> {
    const [after = ''] = at.after
    const found = await profiles.inOrder(after, stepSize)
    const own = await records.byIds(found.flatMap((one) => one.records))
    const known = new Map(own.map((one) => [one._id, one]))
    const counted = found.map(({ type, records: ids }): Counted => {
      const documents = ids.flatMap((one) => known.get(one) ?? [])
      return { type: type as EntityType, records: documents.map(normalised), isProfile: true }
    })
    const isOver = found.length < stepSize
    return {
      at: {
        ...at,
        tally: tallied(at.tally, counted, new Date(at.measuredAt)),
        phase: isOver ? 'attached' : 'profiles',
        after: isOver ? [] : [found.at(-1)?._id ?? after],
      },
      done: found.length,
    }
  }

  async function overAttached(at: Cursor): Promise<Stepped> {
    const [type = '', ...others] = at.types
    const [externalId, id] = at.after
    const beyond = externalId !== undefined && id !== undefined ? { after: { externalId, id } } : {}
    const found = await records.ofType({ type }, { limit: stepSize, ...beyond })
    const counted = found.map((one: SourceRecordDocument): Counted => {
      return { type: type as EntityType, records: [normalised(one)], isProfile: false }
    })
    const last = found.length < stepSize ? undefined : found.at(-1)
    return {
      at: {
        ...at,
        tally: tallied(at.tally, counted, new Date(at.measuredAt)),
        types: last === undefined ? others : at.types,
        after: last === undefined ? [] : [last.externalId, last._id],
      },
      // The total is of profiles.
      done: 0,
    }
  }

  return {
    report: async (filter, { limit, after }) => {
      const newest = await store.newest()
      if (newest === undefined)
        return { measuredAt: null, ageSeconds: null, operation: null, items: [], next: null }
      const page = { limit: limit + 1, ...(after !== undefined && { after }) }
      const found = await store.rows(newest.operation, filter, page)
      const items = found.slice(0, limit)
      const { measuredAt, operation } = newest
      return {
        measuredAt,
        ageSeconds: Math.max(0, Math.floor((clock.now().getTime() - measuredAt.getTime()) / 1_000)),
        operation,
        items: items.map(({ id: _id, ...row }) => row),
        next: found.length > limit ? (items.at(-1)?.id ?? null) : null,
      }
    },
    measure: (by) => background.begin({ kind: measureKind, input: {}, by }),
    kind: { kind: measureKind, step },
    start: async () => {
      await store.prepare()
      startedAtMs = clock.now().getTime()
      daily.start()
    },
    stop: () => daily.stop(),
  }
}

interface Stepped {
  readonly at: Cursor
  readonly done: number
}

function beginning(now: Date): Cursor {
  const types = recordTypes.filter((type) => roleOf(type)?.role === 'attached')
  return { measuredAt: now.toISOString(), phase: 'profiles', types, after: [], tally: {} }
}
