/** Where the reading of a view stands. Pure. A cursor is its position as JSON text. */
import { fail } from '../../engine/values/failure.ts'
import { pageSizeOf, type ViewSettings } from './view-settings.ts'

/** Where the reading of a view by watermark stands. */
export type Position =
  /** Rows without a watermark, after an id. */
  | { readonly kind: 'unmarked'; readonly afterId: string | null }
  /** Every row with a watermark. */
  | { readonly kind: 'all' }
  /** Rows at or after a watermark. */
  | { readonly kind: 'from'; readonly watermark: string }
  /** Rows after (watermark, id). */
  | AfterPosition

/** Rows after (watermark, id). */
export interface AfterPosition {
  readonly kind: 'after'
  readonly watermark: string
  readonly id: string
  /** Set when everything up to here was read: counts the polls since then that brought something. */
  readonly caughtUp?: number
  /** Nothing before this watermark was asked for. */
  readonly since?: string
}

/** The position of a cursor; without one, where the settings say. `now` is for the database to find out. */
export function positionOf(view: ViewSettings, cursor: string | undefined): Position | 'now' {
  if (cursor !== undefined) return savedPosition(view, cursor)
  if (view.start === 'now') return 'now'
  return view.start === undefined || view.start === 'beginning'
    ? { kind: 'unmarked', afterId: null }
    : { kind: 'from', watermark: view.start }
}

const savedPositions = /^\{"kind":"(unmarked|all|from|after)"/

function savedPosition(view: ViewSettings, cursor: string): Position {
  if (savedPositions.test(cursor)) return JSON.parse(cursor) as Position
  throw notOurs(view, "a view's source")
}

function notOurs({ view }: ViewSettings, whose: string): Error {
  const message = `The saved position in ${view} was not written by ${whose}; rewind the source.`
  return fail('misconfigured', message)
}

/** The cursor of a position. */
export function cursorOf(position: object): string {
  return JSON.stringify(position)
}

/** What was read after a position. */
export interface Read {
  readonly isFull: boolean
  readonly last: { readonly watermark: string | null; readonly id: string } | undefined
  /** Whether anything of it is new. */
  readonly isNew: boolean
}

/** Where to go on after a page. The same position when nothing has changed. */
export function nextPosition(position: Position, { isFull, last, isNew }: Read): Position {
  if (position.kind === 'unmarked') {
    return last && isFull ? { kind: 'unmarked', afterId: last.id } : { kind: 'all' }
  }
  if (!last) return position
  const here = { kind: 'after' as const, watermark: last.watermark ?? '', id: last.id, ...boundsOf(position) }
  if (isFull) return here
  return position.kind === 'after' ? caughtUp(position, here, isNew) : { ...here, caughtUp: 1 }
}

function boundsOf(position: Position): Pick<AfterPosition, 'since'> {
  const since =
    position.kind === 'from' ? position.watermark : position.kind === 'after' ? position.since : undefined
  return since === undefined ? {} : { since }
}

/** The row that the position names may have moved on meanwhile: it never goes back. */
function caughtUp(before: AfterPosition, here: AfterPosition, isNew: boolean): AfterPosition {
  const furthest = before.watermark > here.watermark ? { ...here, ...placeOf(before) } : here
  return { ...furthest, caughtUp: (before.caughtUp ?? 0) + (isNew ? 1 : 0) }
}

function placeOf({ watermark, id }: AfterPosition): Pick<AfterPosition, 'watermark' | 'id'> {
  return { watermark, id }
}

/** Whether a page holds as many rows as it may. */
export function isFull(view: ViewSettings, rows: readonly unknown[]): boolean {
  return rows.length >= pageSizeOf(view)
}

/** Where a backfill stands; `done` when its range was read to its end. */
export type BackfillPosition =
  | { readonly kind: 'backfill'; readonly from: string; readonly until: string; readonly at: Position }
  | { readonly kind: 'done'; readonly from: string; readonly until: string }

/** A range of watermarks: from (inclusive) until (exclusive). */
export type Range = NonNullable<ViewSettings['backfill']>

/** The position of a backfill's cursor; another range than before begins anew. */
export function backfillOf(view: ViewSettings, range: Range, cursor: string | undefined): BackfillPosition {
  const fresh: BackfillPosition = { kind: 'backfill', ...range, at: { kind: 'from', watermark: range.from } }
  if (cursor === undefined) return fresh
  if (!/^\{"kind":"(backfill|done)"/.test(cursor)) throw notOurs(view, 'a backfill')
  const saved = JSON.parse(cursor) as BackfillPosition
  return saved.from === range.from && saved.until === range.until ? saved : fresh
}

/** Where a comparison of the whole view stands: in which round, and after which id. */
export interface SnapshotPosition {
  readonly kind: 'snapshot'
  readonly round: number
  readonly after: string | null
  /** Place of that id in the order of the view. */
  readonly place: string | null
}

/** The position of a snapshot's cursor. */
export function snapshotOf(view: ViewSettings, cursor: string | undefined): SnapshotPosition {
  if (cursor === undefined) return { kind: 'snapshot', round: 1, after: null, place: null }
  if (!/^\{"kind":"snapshot"/.test(cursor)) throw notOurs(view, 'a comparison of the whole view')
  return JSON.parse(cursor) as SnapshotPosition
}

/** Where the following of changes stands: in the first reading of the whole view, or in the database's own record. */
export type ChangePosition =
  | (Omit<SnapshotPosition, 'kind'> & { readonly kind: 'reading'; readonly log: string })
  | { readonly kind: 'following'; readonly round: number; readonly log: string }

/** The position of a cursor of changes; none before the first poll. */
export function changesOf(view: ViewSettings, cursor: string | undefined): ChangePosition | undefined {
  if (cursor === undefined) return undefined
  if (!/^\{"kind":"(reading|following)"/.test(cursor)) throw notOurs(view, 'a reader of changes')
  return JSON.parse(cursor) as ChangePosition
}
