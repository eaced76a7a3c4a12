/**
 * What people do about records that could not be taken in: see them, correct them, try them again, put them away.
 *
 * Promises: a refused record never takes the place of a newer statement of the same thing; what is taken in goes from
 * the list; one that is still bad stays as it arrived; whoever looked at an older state is told so.
 */
import { Problem } from '../../contracts/problems.ts'
import type { Background, BackgroundKind, BackgroundView } from '../background/service.ts'
import { withFields, type Fields } from '../connections/field-mapping.ts'
import type { StoredRecord } from '../runs/built-ins.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import { cursorAfter } from '../store/page-cursor.ts'
import type { RefusedCount, RefusedFilter, RefusedRecord } from '../store/refused-records.ts'
import type { SourceRecordStore } from '../store/source-records.ts'
import type { Clock } from '../values/clock.ts'
import { defined } from '../values/defined.ts'
import { differences, type Difference } from '../values/differences.ts'
import type { Json, JsonObject } from '../values/json.ts'
import type { CustomFields } from './custom/custom-field.ts'
import type { CustomFieldReader } from './custom/custom-fields.ts'
import { fieldsFor, recordId, refusalOf, type ArrivingRecord, type Refusal } from './record-document.ts'
import { isOvertaken, maskedIn, patched } from './refusal.ts'
import type { Profiles } from './service.ts'

/** What a person sets right. */
export interface RefusedCorrection {
  /** JSON merge patch of the data. */
  readonly data?: JsonObject
  readonly type?: string
  readonly externalId?: string
  readonly version?: string
  readonly occurredAt?: string
}

/** What became of one that was tried again. */
export interface RefusedOutcome {
  /** `overtaken`: a newer statement of the same thing is there already; this one has gone. */
  readonly result: StoredRecord['outcome'] | 'overtaken'
  readonly code?: string
  readonly reason?: string
  readonly profileId?: string
}

/** Who does something to many, and why. */
export interface RefusedAction {
  readonly action: 'retry' | 'dismiss'
  readonly filter: Omit<RefusedFilter, 'state'>
  readonly by: string
  readonly reason: string
}

/** Refused records. Unknown ids raise `refusedRecordNotFound`, another revision than `ifVersion` `preconditionFailed`. */
export interface RefusedRecords {
  list(filter: RefusedFilter, page: PageRequest): Promise<Page<RefusedRecord>>
  counts(connection?: string): Promise<readonly RefusedCount[]>
  get(id: string): Promise<RefusedRecord>
  /** Takes it in as corrected. Raises `badInput` with every field that is still wrong; then nothing has changed. */
  correct(
    id: string,
    correction: RefusedCorrection,
    ifVersion?: number,
  ): Promise<RefusedOutcome & { readonly changes: readonly Difference[]; readonly type: string }>
  /** Takes it in as it is; fields of a source are made anew by its present settings. */
  retry(id: string, ifVersion?: number): Promise<RefusedOutcome>
  /** Puts it away: it is kept, not counted, and comes back only if its source says something else. */
  dismiss(id: string, how: { readonly by: string; readonly reason: string }): Promise<RefusedRecord>
  /** The same to all open ones that a filter finds now, in the background. */
  begin(action: RefusedAction): Promise<BackgroundView>
}

/** What they are made of. */
export interface RefusedRecordsPorts {
  readonly records: Pick<SourceRecordStore, 'refused' | 'byId'>
  readonly intake: Pick<Profiles, 'ingest' | 'homesOf'>
  readonly background: Pick<Background, 'begin'>
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  /** How the source makes fields by now; `undefined` when it is gone, or makes none. */
  readonly fieldsOf?: (connection: string, source: string) => Promise<Fields | undefined>
  readonly clock: Clock
}

/** Kind of the background operation. */
export const refusedKind = 'refused-records'
/** Records in one step. */
const stepSize = 100

/** Makes the service and the kind of its operation. */
export function refusedRecords(
  ports: RefusedRecordsPorts,
): RefusedRecords & { readonly kind: BackgroundKind } {
  const { records, intake, background, clock } = ports
  const { refused: store } = records

  async function load(id: string, ifVersion?: number): Promise<RefusedRecord> {
    const found = await store.byId(id)
    if (found === undefined) {
      throw new Problem(
        'refusedRecordNotFound',
        `There is no refused record "${id}"; it may be taken in by now.`,
      )
    }
    if (ifVersion !== undefined && ifVersion !== found.revision) throw changedMeanwhile(id)
    return found
  }

  async function readAnew(kept: RefusedRecord): Promise<ArrivingRecord> {
    const record = arrivedOf(kept)
    // No settings give a name to what came without one.
    if (kept.made === undefined || kept.source === undefined || record.isUnnamed) return record
    const fields = await ports.fieldsOf?.(kept.connection, kept.source)
    if (fields === undefined) return record
    const { row, data } = JSON.parse(kept.made) as NonNullable<ArrivingRecord['made']>
    const { problem: _problem, ...rest } = record
    const body = { kind: 'sourceRecord', type: kept.type, externalId: kept.externalId, data, row } as const
    const [mapped] = withFields([{ dedupKey: '', body }], fields, clock.now())
    if (mapped?.body.kind !== 'sourceRecord') return record
    return { ...rest, data: mapped.body.data, ...defined({ problem: mapped.body.problem }) }
  }

  async function retried(kept: RefusedRecord): Promise<RefusedOutcome> {
    const record = await readAnew(kept)
    const fields = await fieldsFor([record], ports.fields)
    const refusal = refusalOf(record, fields) ?? maskedRefusal(record)
    if (refusal === undefined) return takeIn(kept, record)
    const { code, reason } = refusal
    await store.change(kept, { code, reason, triedAt: clock.now() })
    return { result: 'refused', code, reason }
  }

  /** Said when it arrived, unless it tells when itself. */
  async function takeIn(kept: RefusedRecord, record: ArrivingRecord): Promise<RefusedOutcome> {
    const known = await records.byId(recordId(record))
    const { version, occurredAt = kept.at.toISOString() } = record
    if (known !== undefined && isOvertaken({ at: kept.at, ...defined({ version }) }, known)) {
      await store.drop([kept])
      const profileId = (await intake.homesOf([known._id])).get(known._id)
      return { result: 'overtaken', ...defined({ profileId }) }
    }
    const [stored] = await intake.ingest([{ ...record, occurredAt }])
    // Of somebody who was erased nothing is kept either.
    await store.drop([kept])
    const { outcome, ...rest } = stored ?? { outcome: 'unchanged' as const }
    return { result: outcome, ...rest }
  }

  async function dismissed(kept: RefusedRecord, how: RefusedHow): Promise<boolean> {
    return store.change(kept, { state: 'dismissed', dismissed: { ...how, at: clock.now() } })
  }

  async function actOn(kept: RefusedRecord, { action, by, reason }: RefusedAction): Promise<string> {
    if (action === 'retry') return (await retried(kept)).result
    return (await dismissed(kept, { by, reason })) ? 'dismissed' : 'unchanged'
  }

  return {
    list: async (filter, { limit, after }) => {
      const found = await store.list(filter, { limit: limit + 1, ...defined({ after }) })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      const isMore = found.length > limit && last !== undefined
      return { items, next: isMore ? cursorAfter({ at: last.at, id: last._id }) : null }
    },
    counts: (connection) => store.counts(connection),
    get: (id) => load(id),
    correct: async (id, correction, ifVersion) => {
      const kept = await load(id, ifVersion)
      const before = arrivedOf(kept)
      const after = corrected(before, correction, await ports.fields.known())
      const outcome = await takeIn(kept, after)
      return { ...outcome, type: after.type, changes: changesOf(before, after) }
    },
    retry: async (id, ifVersion) => retried(await load(id, ifVersion)),
    dismiss: async (id, how) => {
      for (;;) {
        const kept = await load(id)
        if (kept.state === 'dismissed') return kept
        if (await dismissed(kept, how)) return load(id)
      }
    },
    begin: async ({ filter, ...how }) => {
      const before = new Date(Math.min(clock.now().getTime() + 1, filter.before?.getTime() ?? Infinity))
      const { since, ...exactly } = filter
      const input = {
        ...how,
        ...exactly,
        before: before.toISOString(),
        ...(since && { since: since.toISOString() }),
      }
      const total = await store.count({ ...filter, before, state: 'open' })
      return background.begin({ kind: refusedKind, input, by: how.by, total })
    },
    kind: {
      kind: refusedKind,
      step: async ({ input, cursor }) => {
        const action = actionIn(input)
        const after = typeof cursor === 'string' ? cursor : ''
        const found = await store.inOrder({ ...action.filter, state: 'open' }, after, stepSize)
        const results = await Promise.all(found.map((kept) => actOn(kept, action)))
        const counts: Record<string, number> = {}
        for (const result of results) counts[result] = (counts[result] ?? 0) + 1
        return {
          cursor: found.at(-1)?._id ?? after,
          done: found.length,
          counts,
          isLast: found.length < stepSize,
        }
      },
    },
  }
}

type RefusedHow = Pick<RefusedAction, 'by' | 'reason'>

/** The record as it arrived. */
export function arrivedOf({ record }: Pick<RefusedRecord, 'record'>): ArrivingRecord {
  return JSON.parse(record) as ArrivingRecord
}

function actionIn(input: Json): RefusedAction {
  const { action, by, reason, since, before, ...exactly } = input as unknown as RefusedAction['filter'] &
    Omit<RefusedAction, 'filter'> & { readonly since?: string; readonly before: string }
  const filter = { ...exactly, before: new Date(before), ...(since && { since: new Date(since) }) }
  return { action, by, reason, filter }
}

/** Raises `badInput` with all that is still wrong. */
function corrected(
  before: ArrivingRecord,
  { data = {}, ...correction }: RefusedCorrection,
  fields: CustomFields,
): ArrivingRecord {
  const { problem: _problem, isUnnamed, ...rest } = before
  const after = { ...rest, ...correction, data: patched(before.data, data) }
  const nameless =
    isUnnamed === true && correction.externalId === undefined
      ? [{ path: 'externalId', message: 'must be given: the record came without an id' }]
      : []
  const errors = [...nameless, ...((refusalOf(after, fields) ?? maskedRefusal(after))?.errors ?? [])]
  if (errors.length > 0) throw new Problem('badInput', 'The record cannot be taken in like this.', { errors })
  return after
}

/** A mask is no value. */
function maskedRefusal({ data }: ArrivingRecord): Refusal | undefined {
  const errors = maskedIn(data, 'data').map((path) => ({
    path,
    message: 'is masked; give its value or `null`',
  }))
  if (errors.length === 0) return undefined
  const reason = errors.map(({ path, message }) => `${path}: ${message}`).join('; ')
  return { code: 'dataInvalid', reason, errors }
}

function changesOf(before: ArrivingRecord, after: ArrivingRecord): readonly Difference[] {
  const told = ({ type, externalId, version, occurredAt, data }: ArrivingRecord): JsonObject =>
    defined({ type, externalId, version, occurredAt, data })
  return differences(told(before), told(after))
}

function changedMeanwhile(id: string): Problem {
  return new Problem('preconditionFailed', `The refused record ${id} has changed meanwhile.`)
}
