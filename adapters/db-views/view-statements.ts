/**
 * The statements that read views, as text with parameters. Pure. Names of views and columns come from settings and
 * callers: they are quoted by the dialect. Values are parameters always; types come from the catalogue.
 */
import type { Statement } from './database.ts'
import { quotedView, type ColumnTypes, type Dialect, type Parameter, type Waiting } from './dialect.ts'
import { spellingsOf } from './persian-spellings.ts'
import type { Position } from './view-position.ts'
import { pageSizeOf, type ViewSettings } from './view-settings.ts'

/** What is known about a view while its statements are made. */
export interface Known {
  readonly dialect: Dialect
  readonly types: ColumnTypes
  readonly waiting: Waiting
  /** How the database keeps a text; as it is unless said otherwise. */
  readonly encode?: (text: string) => string
}

/** What stands in front of the mapped columns of a page. */
const leading = ['watermark', 'id', 'externalId', 'versionColumn', 'deletedColumn'] as const

/** How many columns that are. */
export const leadingColumns = leading.length

/** The columns that a page selects, in this order; `undefined` stands for none. */
export function selectedColumns(view: ViewSettings, types?: ColumnTypes): readonly (string | undefined)[] {
  return [...leading.map((name) => view[name]), ...mappedColumns(view), ...expressionColumns(view, types)]
}

/** The columns that are mapped one by one. */
export function mappedColumns({ mapping = {} }: ViewSettings): readonly string[] {
  return Object.keys(mapping)
}

/** The columns that expressions see: all there are. */
export function expressionColumns({ fields }: ViewSettings, types?: ColumnTypes): readonly string[] {
  return fields === undefined || types === undefined ? [] : [...types.keys()]
}

/** Values of parameters in the order of their places. */
function parameters(dialect: Dialect): { readonly values: string[]; readonly parameter: Parameter } {
  const values: string[] = []
  return {
    values,
    parameter: (value, type) => dialect.parameter(values.push(dialect.bound?.(value, type) ?? value), type),
  }
}

/**
 * The rows after a position, at most a page of them, in their order; `until` bounds a backfill. Rows without an id have
 * no place in that order, and databases put them at different ends of it: `selectUnplaced` finds them.
 */
export function selectPage(
  view: ViewSettings,
  position: Position,
  known: Known & { readonly until?: string },
): Statement {
  const { dialect, types } = known
  const { values, parameter } = parameters(dialect)
  const mark = view.watermark ?? ''
  const markType = types.get(mark) ?? ''
  const markColumn = dialect.quoted(mark)
  const ids = idOrder(view, known)
  const conditions = [
    ...inReach(view, position, { ...known, parameter }),
    `${dialect.quoted(view.id)} IS NOT NULL`,
    afterPosition(position, { dialect, markColumn, markType, ids, parameter }),
  ]
  const order = position.kind === 'unmarked' ? ids.column : `${markColumn}, ${ids.column}`
  const rest = `FROM ${quotedView(dialect, view)} WHERE ${conditions.filter(Boolean).join(' AND ')} ORDER BY ${order}`
  return { text: dialect.first(pageSizeOf(view), listOf(view, known), rest), values }
}

/** What holds for every row that a page may have, wherever it begins. */
function inReach(
  view: ViewSettings,
  position: Position,
  known: Known & { readonly until?: string; readonly parameter: Parameter },
): readonly string[] {
  const { dialect, types, until, parameter } = known
  const mark = view.watermark ?? ''
  const markColumn = dialect.quoted(mark)
  const isUnmarked = position.kind === 'unmarked'
  const conditions = [
    `${markColumn} IS ${isUnmarked ? '' : 'NOT '}NULL`,
    until === undefined ? undefined : `${markColumn} < ${parameter(until, types.get(mark) ?? '')}`,
    isUnmarked ? undefined : hasWaited(view, known, parameter),
  ]
  return conditions.filter((one) => one !== undefined)
}

/**
 * The rows without an id that a page has passed, at most a page of them: those after the watermark that it began at, up
 * to (and with) the one that it ended at; `upTo` is absent when there was nothing behind it.
 */
export function selectUnplaced(
  view: ViewSettings,
  position: Position,
  known: Known & { readonly until?: string; readonly upTo?: string },
): Statement {
  const { dialect, types, upTo } = known
  const { values, parameter } = parameters(dialect)
  const type = types.get(view.watermark ?? '') ?? ''
  const markColumn = dialect.quoted(view.watermark ?? '')
  const begin = position.kind === 'from' ? '>=' : '>'
  const conditions = [
    ...inReach(view, position, { ...known, parameter }),
    `${dialect.quoted(view.id)} IS NULL`,
    ...('watermark' in position ? [`${markColumn} ${begin} ${parameter(position.watermark, type)}`] : []),
    ...(upTo === undefined ? [] : [`${markColumn} <= ${parameter(upTo, type)}`]),
  ]
  const rest = `FROM ${quotedView(dialect, view)} WHERE ${conditions.join(' AND ')} ORDER BY ${markColumn}`
  return { text: dialect.first(pageSizeOf(view), listOf(view, known), rest), values }
}

/** One row of the whole view that has no id, if there is any. */
export function selectWithoutId(view: ViewSettings, known: Known): Statement {
  const { dialect } = known
  const rest = `FROM ${quotedView(dialect, view)} WHERE ${dialect.quoted(view.id)} IS NULL ORDER BY ${dialect.quoted(view.externalId)}`
  return { text: dialect.first(1, listOf(view, known), rest), values: [] }
}

/** The rows of the whole view after an id, at most a page of them, in the order of the id. */
export function selectSnapshotPage(view: ViewSettings, after: string | null, known: Known): Statement {
  const { dialect } = known
  const { values, parameter } = parameters(dialect)
  const ids = idOrder(view, known)
  const where = after === null ? '' : ` WHERE ${ids.column} > ${ids.parameter(after, parameter)}`
  const rest = `FROM ${quotedView(dialect, view)}${where} ORDER BY ${ids.column}`
  return { text: dialect.first(pageSizeOf(view), listOf(view, known), rest), values }
}

/** The rows of these ids, in no order. */
export function selectByIds(view: ViewSettings, ids: readonly string[], known: Known): Statement {
  const { dialect, types } = known
  const { values, parameter } = parameters(dialect)
  const places = ids.map((id) => parameter(id, types.get(view.id) ?? ''))
  const text = `SELECT ${listOf(view, known)} FROM ${quotedView(dialect, view)}
    WHERE ${dialect.quoted(view.id)} IN (${places.join(', ')})`
  return { text, values }
}

function listOf(view: ViewSettings, { dialect, types }: Known): string {
  return selectedColumns(view, types)
    .map((column, at) =>
      // A name of its own for each place: two equal names would be one to some drivers.
      column === undefined
        ? `NULL AS c${at}`
        : `${dialect.selected(column, types.get(column) ?? '')} AS c${at}`,
    )
    .join(', ')
}

interface IdOrder {
  readonly column: string
  readonly parameter: (id: string, parameter: Parameter) => string
}

function idOrder(view: ViewSettings, { dialect, types }: Known): IdOrder {
  const type = types.get(view.id) ?? ''
  return {
    column: dialect.ordered(view.id, type),
    parameter: (id, parameter) => dialect.orderedParameter(parameter(id, type), type),
  }
}

interface Columns {
  readonly dialect: Dialect
  readonly markColumn: string
  readonly markType: string
  readonly ids: IdOrder
  readonly parameter: Parameter
}

function afterPosition(
  position: Position,
  { dialect, markColumn, markType, ids, parameter }: Columns,
): string | undefined {
  switch (position.kind) {
    case 'unmarked':
      return position.afterId === null
        ? undefined
        : `${ids.column} > ${ids.parameter(position.afterId, parameter)}`
    case 'all':
      return undefined
    case 'from':
      return `${markColumn} >= ${parameter(position.watermark, markType)}`
    case 'after':
      return dialect.isAfter(
        { mark: markColumn, id: ids.column },
        {
          mark: () => parameter(position.watermark, markType),
          id: () => ids.parameter(position.id, parameter),
        },
      )
  }
}

/**
 * The condition that a row has waited for slower transactions. What the database knows to be safe needs no waiting.
 * Whole numbers cannot wait; a day waits until it is over.
 */
function hasWaited(view: ViewSettings, known: Known, parameter: Parameter): string | undefined {
  const { dialect, types } = known
  const newest = newestMark(view, known, parameter)
  if (newest === undefined || view.watermark === undefined) return undefined
  const isOpenEnded = ['day', 'commit'].includes(dialect.orderKind(types.get(view.watermark) ?? ''))
  return `${dialect.quoted(view.watermark)} ${isOpenEnded ? '<' : '<='} ${newest}`
}

/** The watermark of what has just waited long enough; `undefined` for numbers. */
function newestMark(
  { watermark = '' }: ViewSettings,
  { dialect, types, waiting }: Known,
  parameter: Parameter,
): string | undefined {
  const type = types.get(watermark) ?? ''
  if (dialect.orderKind(type) === 'commit') return dialect.firstUnsafe
  return dialect.ago(waiting.lagMs, type, { timeZone: waiting.timeZone, parameter })
}

/** Where "now" is: one row (watermark, id or null); none in an empty view of numbers. */
export function selectNow(view: ViewSettings, known: Known): Statement {
  const { dialect, types } = known
  const { values, parameter } = parameters(dialect)
  const newest = newestMark(view, known, parameter)
  const { watermark = '' } = view
  if (newest !== undefined) {
    const mark = dialect.shown?.(newest, types.get(watermark) ?? '') ?? newest
    return { text: dialect.single(`${mark} AS c0, NULL AS c1`), values }
  }
  const mark = dialect.quoted(watermark)
  const list = [watermark, view.id].map(
    (column, at) => `${dialect.selected(column, types.get(column) ?? '')} AS c${at}`,
  )
  const rest = `FROM ${quotedView(dialect, view)} WHERE ${mark} IS NOT NULL
    ORDER BY ${mark} DESC, ${idOrder(view, known).column} DESC`
  return { text: dialect.first(1, list.join(', '), rest), values }
}

/** How far back rows are read again: one row, one mark; `undefined` where nothing has to be. */
export function selectOverlap({ watermark = '' }: ViewSettings, known: Known): Statement | undefined {
  const { dialect, types, waiting } = known
  const type = types.get(watermark) ?? ''
  const isTime = ['instant', 'local', 'scn'].includes(dialect.orderKind(type))
  if (!isTime || waiting.overlapMs === 0) return undefined
  const { values, parameter } = parameters(dialect)
  const back = dialect.ago(waiting.lagMs + waiting.overlapMs, type, { timeZone: waiting.timeZone, parameter })
  if (back === undefined) return undefined
  return { text: dialect.single(`${dialect.shown?.(back, type) ?? back} AS c0`), values }
}

/** What rows must be equal to. */
export type Equalities = Readonly<Record<string, string | number | boolean | null>>

/** A question about a view. */
export interface Question {
  readonly where?: Equalities
  readonly columns?: readonly string[]
  readonly limit: number
}

/** Rows by equality, in the order of their id. Columns come under their own names. */
export function selectRows(
  view: ViewSettings,
  { where, columns, limit }: Question,
  known: Omit<Known, 'waiting'>,
): Statement {
  const { dialect, types } = known
  const { condition, values } = equal(where, known)
  const list = (columns ?? [...types.keys()])
    .map((column) => `${dialect.selected(column, types.get(column) ?? '')} AS ${dialect.quoted(column)}`)
    .join(', ')
  const order = dialect.ordered(view.id, types.get(view.id) ?? '')
  const rest = `FROM ${quotedView(dialect, view)}${condition} ORDER BY ${order}`
  return { text: dialect.first(limit, list, rest), values }
}

/** The number of rows by equality. */
export function countRows(
  view: ViewSettings,
  where: Equalities | undefined,
  known: Omit<Known, 'waiting'>,
): Statement {
  const { condition, values } = equal(where, known)
  return { text: `SELECT count(*) AS c0 FROM ${quotedView(known.dialect, view)}${condition}`, values }
}

function equal(
  where: Equalities = {},
  { dialect, types, encode = (text) => text }: Omit<Known, 'waiting'>,
): { readonly condition: string; readonly values: readonly string[] } {
  const { values, parameter } = parameters(dialect)
  const conditions = Object.entries(where).map(([column, value]) => {
    const type = types.get(column) ?? ''
    const name = dialect.quoted(column)
    if (value === null) return `${name} IS NULL`
    const isText = typeof value === 'string' && dialect.orderKind(type) === 'text'
    const places = (isText ? [...new Set(spellingsOf(value).map(encode))] : [String(value)]).map((one) =>
      parameter(one, type),
    )
    return places.length === 1 ? `${name} = ${places[0] ?? ''}` : `${name} IN (${places.join(', ')})`
  })
  return { condition: conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`, values }
}
