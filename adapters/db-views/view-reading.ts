/** The sources and operations of a connection over its database, each page and each question in one transaction. */
import { fail, failureOf } from '../../engine/values/failure.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { Call, PolledPage, Poller, SourceItem } from '../adapter.ts'
import type { ChangeLog } from './change-log.ts'
import { plainValue, type Answer, type Ask, type Database, type Statement } from './database.ts'
import type { ColumnTypes, Dialect, Waiting } from './dialect.ts'
import { placeOf } from './snapshot-place.ts'
import { fromWindows1256 } from './text-charset.ts'
import {
  backfillOf,
  cursorOf,
  isFull,
  nextPosition,
  positionOf,
  snapshotOf,
  type Position,
  type Range,
  type SnapshotPosition,
} from './view-position.ts'
import { itemOf, type PlacedRow, type ViewRow } from './view-rows.ts'
import { usualLagMs, usualOverlapMs, type ViewSettings } from './view-settings.ts'
import {
  expressionColumns,
  leadingColumns,
  mappedColumns,
  selectedColumns,
  selectNow,
  selectOverlap,
  selectPage,
  selectSnapshotPage,
  selectUnplaced,
  selectWithoutId,
  type Known,
} from './view-statements.ts'

/** The settings that all databases share. */
export interface CommonSettings {
  readonly views: Readonly<Record<string, ViewSettings>>
  readonly lagMs?: number
  readonly overlapMs?: number
  readonly timeZone?: string
  readonly textCharset?: 'windows-1256'
}

/** A connected database with its SQL. */
export interface ViewMeans {
  readonly settings: CommonSettings
  readonly database: Database
  readonly dialect: Dialect
  /** How the database tells what has changed; without it views cannot be read by their `changes`. */
  readonly changeLog?: ChangeLog
  /** Asks for the columns of a view and their types: two columns, no rows when there is no such view. */
  readonly describeView: (view: ViewSettings) => Statement
  /** The database's own codes, so that people find them in its manual. */
  readonly codes: {
    readonly noView: string
    readonly noColumn: string
    /** What a caller's own input can cause; it must not stop the connection for all others. */
    readonly causedByInput: readonly string[]
  }
}

/** The types of the view's columns, whatever the settings make of them. Raises `misconfigured` when there is none. */
export async function columnsOf(view: ViewSettings, means: ViewMeans, ask: Ask): Promise<ColumnTypes> {
  const { rows } = await ask(means.describeView(view))
  if (rows.length > 0) return new Map(rows.map(([column, type]) => [column ?? '', type ?? '']))
  throw fail('misconfigured', `The database has no view ${view.view}.`, { code: means.codes.noView })
}

/** The same, held against the settings. Raises `misconfigured`, naming what is not there or cannot be used. */
export async function typesOf(view: ViewSettings, means: ViewMeans, ask: Ask): Promise<ColumnTypes> {
  const { codes, dialect } = means
  const types = await columnsOf(view, means, ask)
  const missing = selectedColumns(view).filter((column) => column !== undefined && !types.has(column))
  if (missing.length > 0) {
    const message = `The view ${view.view} has no column ${missing.join(', ')}.`
    throw fail('misconfigured', message, { code: codes.noColumn })
  }
  if (view.watermark === undefined) return types
  const type = types.get(view.watermark) ?? ''
  if (!['text', 'other'].includes(dialect.orderKind(type))) return types
  const message = `The watermark ${view.watermark} of ${view.view} is of the type ${type}; it must be a time or a whole number.`
  throw fail('misconfigured', message)
}

/** For sources: nobody but the settings and the view itself can have caused it. */
function blamingSettings(thrown: unknown): unknown {
  const failure = failureOf(thrown)
  if (failure?.kind !== 'refused' || failure.code === undefined) return thrown
  return fail('misconfigured', failure.message, { code: failure.code })
}

/** What is known while a page is read, and how to ask. */
export type Reading = Known & { readonly ask: Ask }

/** Runs each poll with what is known of its view; what is known is forgotten when something fails. */
export function polling(name: string, view: ViewSettings, means: ViewMeans) {
  const { database, dialect, settings } = means
  const waiting: Waiting = {
    lagMs: settings.lagMs ?? usualLagMs,
    overlapMs: settings.overlapMs ?? usualOverlapMs,
    timeZone: settings.timeZone ?? 'UTC',
  }
  let known: ColumnTypes | undefined
  return async <Result>(call: Call, work: (reading: Reading) => Promise<Result>): Promise<Result> => {
    try {
      return await database.read(`The poll of ${name}`, call, async (ask) => {
        known ??= await typesOf(view, means, ask)
        return work({ dialect, types: known, waiting, ask })
      })
    } catch (thrown) {
      known = undefined
      throw blamingSettings(thrown)
    }
  }
}

/** The poller of a view with a watermark. A preview does not wait out the safety lag: who looks wants to see the row. */
export function markPoller(name: string, view: ViewSettings, means: ViewMeans): Poller {
  const atOnce = { ...means, settings: { ...means.settings, lagMs: 0 } }
  return { poll: markReader(name, view, means), preview: markReader(name, view, atOnce) }
}

function markReader(name: string, view: ViewSettings, means: ViewMeans): Poller['poll'] {
  const within = polling(name, view, means)
  const seen = seenItems()
  return (cursor, call) => {
    const position = positionOf(view, cursor)
    seen.stored(cursor)
    return within(call, async (reading) => {
      if (position === 'now') return startingNow(view, reading)
      const from = await withOverlap(view, position, reading)
      const { rows, unplaced } = await readPage(view, from, { reading, means })
      const items = [...rows, ...unplaced].map((row) => ({
        watermark: row.watermark ?? '',
        item: itemOf(view, row),
      }))
      const fresh = items.filter(({ item }) => !seen.has(item.dedupKey))
      const full = isFull(view, rows)
      const next = nextPosition(position, { isFull: full, last: rows.at(-1), isNew: fresh.length > 0 })
      const page = pageOf(
        fresh.map(({ item }) => item),
        next,
        full || (position.kind === 'unmarked' && next.kind === 'all'),
      )
      seen.told(page.cursor, items, 'watermark' in from && from !== position ? from.watermark : undefined)
      return page
    })
  }
}

interface PageRead {
  /** In their order. */
  readonly rows: readonly PlacedRow[]
  /** Rows without an id between them: each is turned away alone, once. */
  readonly unplaced: readonly ViewRow[]
}

/**
 * Reads a page, and the rows without an id that lie in its stretch. They cannot be told apart by a cursor, so more of
 * them than a page in one stretch stop the source: then it is not a row that is wrong, but the view or its `id`.
 */
async function readPage(
  view: ViewSettings,
  position: Position,
  {
    reading,
    means,
    until,
  }: { readonly reading: Reading; readonly means: ViewMeans; readonly until?: string },
): Promise<PageRead> {
  const range = { ...reading, ...(until !== undefined && { until }) }
  const rows = placed(view, await rowsOf(view, selectPage(view, position, range), { reading, means }))
  const last = rows.at(-1)?.watermark ?? null
  const goesOn = isFull(view, rows)
  // Of rows without a watermark the last page alone asks: it is the one that has passed them all.
  if (position.kind === 'unmarked' && goesOn) return { rows, unplaced: [] }
  const stretch = { ...range, ...(goesOn && last !== null && { upTo: last }) }
  const unplaced = await rowsOf(view, selectUnplaced(view, position, stretch), { reading, means })
  if (isFull(view, unplaced)) throw withoutIds(view, unplaced[0])
  return { rows, unplaced }
}

function withoutIds(view: ViewSettings, first: ViewRow | undefined): Error {
  const { watermark, id } = view
  const where =
    watermark === undefined
      ? `${view.externalId} ${first?.externalId ?? 'null'}`
      : `${watermark} ${first?.watermark ?? 'null'}`
  return fail(
    'misconfigured',
    `Rows of ${view.view} have no ${id}, beginning with ${where}, so that rows could be missed: ` +
      `fill ${id} there, leave such rows out of the view, or set \`id\` to a column that every row has.`,
  )
}

/** Rows of a statement that asks for such with an id. */
function placed(view: ViewSettings, rows: readonly ViewRow[]): readonly PlacedRow[] {
  const bad = rows.find(({ id }) => id === null)
  if (bad !== undefined) throw withoutIds(view, bad)
  return rows as readonly PlacedRow[]
}

/** A page of a poll. */
export function pageOf(items: readonly SourceItem[], position: object, more: boolean): PolledPage {
  return { items, cursor: cursorOf(position), more }
}

/** Where to read from so that rows are found whose transactions were slow. */
async function withOverlap(
  view: ViewSettings,
  position: Position,
  { ask, ...known }: Reading,
): Promise<Position> {
  if (position.kind !== 'after' || position.caughtUp === undefined) return position
  const statement = selectOverlap(view, known)
  if (statement === undefined) return position
  const back = (await ask(statement)).rows[0]?.[0] ?? position.watermark
  const from = position.since !== undefined && position.since > back ? position.since : back
  return from < position.watermark ? { kind: 'from', watermark: from } : position
}

/** How many items are remembered; beyond, they are told again and the hub recognises them. */
const rememberedItems = 50_000

/**
 * What was told of late, so that it is not told again with every poll. Only what is known to be stored counts: a
 * page is, when the next poll comes with its cursor. Any other cursor (a rewind, a failure) begins anew.
 */
function seenItems() {
  const seen = new Map<string, string>()
  let last: { readonly cursor: string; readonly items: Told } | undefined
  return {
    has: (key: string): boolean => seen.has(key),
    stored: (cursor: string | undefined): void => {
      if (last?.cursor !== cursor || seen.size > rememberedItems) seen.clear()
      if (last?.cursor === cursor)
        for (const { item, watermark } of last?.items ?? []) seen.set(item.dedupKey, watermark)
      last = undefined
    },
    told: (cursor: string, items: Told, horizon: string | undefined): void => {
      last = { cursor, items }
      if (horizon !== undefined)
        for (const [key, watermark] of seen) if (watermark < horizon) seen.delete(key)
    },
  }
}

type Told = readonly { readonly item: SourceItem; readonly watermark: string }[]

/** Nothing is read yet: the place to go on from must be kept before anything else happens. */
async function startingNow(view: ViewSettings, { ask, ...known }: Reading): Promise<PolledPage> {
  const { rows } = await ask(selectNow(view, known))
  const [watermark = null, id = null] = rows[0] ?? []
  return pageOf([], startOf(watermark, id), true)
}

function startOf(watermark: string | null, id: string | null): Position {
  if (watermark === null) return { kind: 'all' }
  return id === null ? { kind: 'from', watermark } : { kind: 'after', watermark, id }
}

/** The poller of a backfill. */
export function backfillPoller(name: string, view: ViewSettings, means: ViewMeans): Poller {
  const within = polling(`${name}Backfill`, view, means)
  const range = view.backfill as Range
  return {
    poll: async (cursor, call) => {
      const position = backfillOf(view, range, cursor)
      if (position.kind === 'done') return pageOf([], position, false)
      return within(call, async (reading) => {
        const { rows, unplaced } = await readPage(view, position.at, { reading, means, until: range.until })
        const items = [...rows, ...unplaced].map((row) => itemOf(view, row))
        const { caughtUp: _, ...at } = nextPosition(position.at, {
          isFull: true,
          last: rows.at(-1),
          isNew: true,
        }) as Extract<Position, { kind: 'after' }>
        return isFull(view, rows)
          ? pageOf(items, { ...position, at }, true)
          : pageOf(items, { kind: 'done', ...range }, false)
      })
    },
  }
}

/** The poller of a view without a watermark. */
export function snapshotPoller(name: string, view: ViewSettings, means: ViewMeans): Poller {
  const within = polling(name, view, means)
  return {
    poll: (cursor, call) => {
      const position = snapshotOf(view, cursor)
      return within(call, async (reading) => {
        const { next, ...page } = await snapshotPage(view, position, { reading, means })
        const after = next ?? { round: position.round + 1, after: null, place: null }
        return { ...page, cursor: cursorOf({ kind: 'snapshot', ...after }) }
      })
    },
  }
}

/** Where the comparison of a whole view is in its round. */
type InRound = Omit<SnapshotPosition, 'kind'>

/** One part of a snapshot, and where it goes on; nowhere when the round is over. */
export async function snapshotPage(
  view: ViewSettings,
  { round, after, place }: InRound,
  { reading, means }: { readonly reading: Reading; readonly means: ViewMeans },
): Promise<Omit<PolledPage, 'cursor'> & { readonly next: InRound | undefined }> {
  // What is compared is known by its id. Databases put rows without one at different ends, so they are asked for.
  if (after === null) placed(view, await rowsOf(view, selectWithoutId(view, reading), { reading, means }))
  const rows = placed(view, await rowsOf(view, selectSnapshotPage(view, after, reading), { reading, means }))
  const places = rows.map(({ id }) => placeIn(view, id, reading))
  const full = isFull(view, rows)
  const upTo = full ? (places.at(-1) ?? null) : null
  return {
    items: rows.map((row, at) => ({ ...itemOf(view, row), place: places[at] ?? '' })),
    more: full,
    snapshot: { round, after: place, upTo, type: view.type },
    next: full ? { round, after: rows.at(-1)?.id ?? null, place: upTo } : undefined,
  }
}

/** The place of an id in the order of a view. */
export function placeIn(view: ViewSettings, id: string, { dialect, types }: Reading): string {
  return placeOf(id, dialect.orderKind(types.get(view.id) ?? ''), dialect.textOrder)
}

/** The rows that a statement brings. */
export async function rowsOf(
  view: ViewSettings,
  statement: Statement,
  { reading, means }: { readonly reading: Reading; readonly means: ViewMeans },
): Promise<readonly ViewRow[]> {
  const { rows, columns } = await reading.ask(statement)
  const toText = means.settings.textCharset === undefined ? (text: string): string => text : fromWindows1256
  return rows.map((row) => viewRow(view, { row, columns }, { types: reading.types, toText }))
}

interface Cells {
  readonly row: Answer['rows'][number]
  readonly columns: Answer['columns']
}

interface Reader {
  readonly types: ColumnTypes
  readonly toText: (text: string) => string
}

function viewRow(view: ViewSettings, { row, columns }: Cells, { types, toText }: Reader): ViewRow {
  const raw = (at: number): string | null => row[at] ?? null
  const textAt = (at: number): string | null => {
    const text = raw(at)
    return text !== null && columns[at]?.kind === 'text' ? toText(text) : text
  }
  const [watermark, id] = [raw(0), raw(1)]
  const mapped = mappedColumns(view)
  const values = Object.fromEntries(mapped.map((column, index) => [column, textAt(leadingColumns + index)]))
  const first = leadingColumns + mapped.length
  const all: JsonObject = Object.fromEntries(
    expressionColumns(view, types).map((column, index) => [
      column,
      plainValue(textAt(first + index), columns[first + index]?.kind ?? 'text'),
    ]),
  )
  return {
    watermark,
    id,
    externalId: textAt(2),
    version: textAt(3),
    deleted: textAt(4),
    ...(watermark?.endsWith('Z') && columns[0]?.kind === 'instant' && { occurredAt: watermark }),
    values,
    ...(view.fields && { all }),
  }
}
