/** The sources and operations of a connection over its database, each page and each question in one transaction. */
import { fail, failureOf } from '../../engine/values/failure.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { Call, Client, PolledPage, Poller, SourceItem } from '../adapter.ts'
import { plainRow, plainValue, type Answer, type Ask, type Database, type Statement } from './database.ts'
import type { ColumnTypes, Dialect, Waiting } from './dialect.ts'
import { placeOf } from './snapshot-place.ts'
import { fromWindows1256, toWindows1256 } from './text-charset.ts'
import type { viewOperations } from './view-operations.ts'
import {
  backfillOf,
  cursorOf,
  isFull,
  nextPosition,
  positionOf,
  snapshotOf,
  type Position,
  type Range,
} from './view-position.ts'
import { itemOf, type ViewRow } from './view-rows.ts'
import { usualLagMs, usualOverlapMs, type ViewSettings } from './view-settings.ts'
import {
  countRows,
  expressionColumns,
  leadingColumns,
  mappedColumns,
  selectedColumns,
  selectNow,
  selectOverlap,
  selectPage,
  selectRows,
  selectSnapshotPage,
  type Equalities,
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
async function columnsOf(view: ViewSettings, means: ViewMeans, ask: Ask): Promise<ColumnTypes> {
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

/** For operations: what the caller's input caused is refused, with the server's code. */
function blamingInput(thrown: unknown, { codes }: ViewMeans): unknown {
  const failure = failureOf(thrown)
  if (failure?.code === undefined || !codes.causedByInput.includes(failure.code)) return thrown
  return fail('refused', failure.message, { code: failure.code })
}

/** For sources: nobody but the settings and the view itself can have caused it. */
function blamingSettings(thrown: unknown): unknown {
  const failure = failureOf(thrown)
  if (failure?.kind !== 'refused' || failure.code === undefined) return thrown
  return fail('misconfigured', failure.message, { code: failure.code })
}

/** The operations about views. */
export function viewClient(means: ViewMeans): Client<typeof viewOperations> {
  const { settings, database, dialect } = means
  // A column's type changes only with the view; then something fails, and it is asked for again.
  const known = new Map<string, ColumnTypes>()
  const asked = async (
    name: string,
    call: Call,
    question: (view: ViewSettings, facts: Omit<Known, 'waiting'>) => Statement,
  ): Promise<Answer> => {
    const view = viewNamed(settings.views, name)
    try {
      return await database.read(`Reading the view ${name}`, call, async (ask) => {
        const types = known.get(name) ?? (await columnsOf(plainly(view), means, ask))
        known.set(name, types)
        return ask(question(view, { dialect, types, ...(settings.textCharset && { encode: toWindows1256 }) }))
      })
    } catch (thrown) {
      known.delete(name)
      throw blamingInput(thrown, means)
    }
  }
  const read = ({ rows, columns }: Answer): Row[] =>
    rows.map((row) => {
      const plain = plainRow(row, columns)
      return settings.textCharset ? mapTexts(plain, fromWindows1256) : plain
    })
  return {
    queryView: async ({ view, limit = 100, where, ...input }, call) => {
      const answer = await asked(view, call, (settings, facts) =>
        selectRows(settings, { ...input, ...whereOf(where), limit: limit + 1 }, facts),
      )
      return { rows: read(answer).slice(0, limit), more: answer.rows.length > limit }
    },
    countView: async ({ view, where }, call) => {
      const { rows } = await asked(view, call, (settings, facts) => countRows(settings, where, facts))
      return { count: Number(rows[0]?.[0]) }
    },
    lookup: async ({ view, externalId }, call) => {
      const answer = await asked(view, call, (settings, facts) =>
        selectRows(settings, { where: { [settings.externalId]: externalId }, limit: 1 }, facts),
      )
      return { row: read(answer)[0] ?? null }
    },
  }
}

/** Pseudo-columns, which watermarks may be, are none of a question's columns. */
function plainly({ watermark: _, ...view }: ViewSettings): ViewSettings {
  return view
}

type Row = Record<string, ReturnType<typeof plainValue>>

function whereOf(where: Equalities | undefined): { readonly where?: Equalities } {
  return where === undefined ? {} : { where }
}

function mapTexts<Values extends Equalities>(
  values: Values,
  change: (text: string) => string,
): Record<string, Values[string]> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? change(value) : value]),
  ) as Record<string, Values[string]>
}

/** The view of a name. Raises `refused` (`UNKNOWN_VIEW`). */
function viewNamed(views: CommonSettings['views'], name: string): ViewSettings {
  const found = Object.hasOwn(views, name) ? views[name] : undefined
  if (found) return found
  throw fail('refused', `The settings of the connection name no view ${name}.`, { code: 'UNKNOWN_VIEW' })
}

/** The pollers of all views, and of their backfills. */
export function viewPollers(means: ViewMeans): Readonly<Record<string, Poller>> {
  const entries = Object.entries(means.settings.views).flatMap(([name, view]): [string, Poller][] => [
    [name, view.watermark === undefined ? snapshotPoller(name, view, means) : markPoller(name, view, means)],
    ...(view.backfill ? [[`${name}Backfill`, backfillPoller(name, view, means)] as [string, Poller]] : []),
  ])
  return Object.fromEntries(entries)
}

type Reading = Known & { readonly ask: Ask }

/** Runs each poll with what is known of its view; what is known is forgotten when something fails. */
function polling(name: string, view: ViewSettings, means: ViewMeans) {
  const { database, dialect, settings } = means
  const waiting: Waiting = {
    lagMs: settings.lagMs ?? usualLagMs,
    overlapMs: settings.overlapMs ?? usualOverlapMs,
    timeZone: settings.timeZone ?? 'UTC',
  }
  let known: ColumnTypes | undefined
  return async (call: Call, work: (reading: Reading) => Promise<PolledPage>): Promise<PolledPage> => {
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

function markPoller(name: string, view: ViewSettings, means: ViewMeans): Poller {
  const within = polling(name, view, means)
  const seen = seenItems()
  return {
    poll: (cursor, call) => {
      const position = positionOf(view, cursor)
      seen.stored(cursor)
      return within(call, async (reading) => {
        if (position === 'now') return startingNow(view, reading)
        const from = await withOverlap(view, position, reading)
        const rows = await rowsOf(view, selectPage(view, from, reading), { reading, means })
        const items = rows.map((row) => ({ watermark: row.watermark ?? '', item: itemOf(view, row) }))
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
    },
  }
}

function pageOf(items: readonly SourceItem[], position: object, more: boolean): PolledPage {
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

function backfillPoller(name: string, view: ViewSettings, means: ViewMeans): Poller {
  const within = polling(`${name}Backfill`, view, means)
  const range = view.backfill as Range
  return {
    poll: async (cursor, call) => {
      const position = backfillOf(view, range, cursor)
      if (position.kind === 'done') return pageOf([], position, false)
      return within(call, async (reading) => {
        const statement = selectPage(view, position.at, { ...reading, until: range.until })
        const rows = await rowsOf(view, statement, { reading, means })
        const items = rows.map((row) => itemOf(view, row))
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

function snapshotPoller(name: string, view: ViewSettings, means: ViewMeans): Poller {
  const within = polling(name, view, means)
  return {
    poll: (cursor, call) => {
      const { round, after, place } = snapshotOf(view, cursor)
      return within(call, async (reading) => {
        const rows = await rowsOf(view, selectSnapshotPage(view, after, reading), { reading, means })
        const idKind = reading.dialect.orderKind(reading.types.get(view.id) ?? '')
        const places = rows.map(({ id }) => placeOf(id, idKind, means.dialect.textOrder))
        const last = rows.at(-1)
        const full = isFull(view, rows)
        const upTo = full ? (places.at(-1) ?? null) : null
        const items = rows.map((row, at) => ({ ...itemOf(view, row), place: places[at] ?? '' }))
        const next = full
          ? { round, after: last?.id ?? null, place: upTo }
          : { round: round + 1, after: null, place: null }
        return {
          ...pageOf(items, { kind: 'snapshot', ...next }, full),
          snapshot: { round, after: place, upTo, type: view.type },
        }
      })
    },
  }
}

async function rowsOf(
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
  if (id === null)
    throw fail('misconfigured', `A row of ${view.view} has no ${view.id}, so rows could be missed.`)
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
