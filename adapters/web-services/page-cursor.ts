/**
 * How a polled list is continued after its last page. Pure. Cursors are text at the remote's full precision:
 * - `opaque`: the remote hands out a cursor of its own;
 * - `value`: everything at or after a value (a time, a version). Rows that share the last value are asked for
 *   again and recognised by their ids, so ties are read across pages and crashes. With `idParameter` the remote
 *   itself goes on after (value, id);
 * - `sequence`: everything after a number that no two rows share;
 * - `page`, `offset`, `link`, `nextUrl`: from the first page to the last and then again, see `page-walk.ts`.
 */
import { Type, type Static } from 'typebox'

import { fail } from '../../engine/values/failure.ts'
import { compareMarks } from './cursor-marks.ts'
import { FieldPath, leafText, valueAt } from './field-path.ts'
import { AddressWalks, isWalk, NumberedWalks, walkOn, walkParameters } from './page-walk.ts'

const closed = { additionalProperties: false }
const Parameter = Type.String({ minLength: 1, maxLength: 100 })

const Opaque = Type.Object(
  {
    kind: Type.Literal('opaque'),
    parameter: Parameter,
    next: FieldPath,
    start: Type.Optional(Type.String({ description: 'The first cursor; left out, none is sent.' })),
  },
  closed,
)

const Value = Type.Object(
  {
    kind: Type.Literal('value'),
    parameter: Parameter,
    value: FieldPath,
    id: FieldPath,
    idParameter: Type.Optional(Parameter),
    start: Type.String({ description: 'The first value asked for, or `now`.' }),
  },
  closed,
)

const Sequence = Type.Object(
  {
    kind: Type.Literal('sequence'),
    parameter: Parameter,
    value: FieldPath,
    start: Type.String({ pattern: '^\\d+$', description: 'Rows after this number are read.' }),
  },
  closed,
)

const followed = [Opaque, Value, Sequence, ...NumberedWalks] as const

/** How a source goes on after the last page. */
export const CursorSettings = Type.Union([...followed])
export type CursorSettings = Static<typeof CursorSettings>
/** The same where pages have addresses. */
export const AddressedCursorSettings = Type.Union([...followed, ...AddressWalks])
export type AddressedCursorSettings = Static<typeof AddressedCursorSettings>
type ValueSettings = Static<typeof Value>

/** The parameters that ask for the page after `cursor`. */
export function pageParameters(
  settings: AddressedCursorSettings,
  cursor: string | undefined,
  now: Date,
): Readonly<Record<string, string | number>> {
  if (isWalk(settings)) return walkParameters(settings, cursor)
  switch (settings.kind) {
    case 'opaque': {
      const from = cursor ?? settings.start
      return from === undefined ? {} : { [settings.parameter]: from }
    }
    case 'value':
      return valueParameters(settings, cursor, now)
    case 'sequence':
      return { [settings.parameter]: cursor ?? settings.start }
  }
}

function valueParameters(
  settings: ValueSettings,
  cursor: string | undefined,
  now: Date,
): Readonly<Record<string, string>> {
  const mark = markOf(settings, cursor, now)
  const id = mark.ids.at(-1)
  const after = settings.idParameter !== undefined && id !== undefined ? { [settings.idParameter]: id } : {}
  return { [settings.parameter]: mark.value, ...after }
}

/** One page as it was answered. */
export interface AnsweredPage {
  readonly reply: unknown
  readonly rows: readonly unknown[]
  /** What was asked for: the cursor, and when. */
  readonly cursor: string | undefined
  readonly now: Date
  readonly pageSize: number | undefined
  /** Address of the next page, where pages have addresses. */
  readonly next?: string
}

/** What a page means for the reading of the list. */
export interface Advance {
  /** The rows that were not read before. */
  readonly fresh: readonly unknown[]
  readonly cursor: string
  readonly more: boolean
}

/** Moves the cursor over a page. Raises `unreadable` when rows could be missed by it. */
export function advanceOver(settings: AddressedCursorSettings, page: AnsweredPage): Advance {
  const { rows } = page
  if (isWalk(settings)) return { fresh: rows, ...walkOn(settings, page) }
  switch (settings.kind) {
    case 'opaque':
      return advanceOpaque(settings, page)
    case 'value':
      return advanceValue(settings, page)
    case 'sequence':
      return { fresh: rows, cursor: lastOfSequence(settings, page), more: isFull(page) }
  }
}

function isFull({ rows, pageSize }: AnsweredPage): boolean {
  return pageSize !== undefined && rows.length >= pageSize
}

function advanceOpaque(settings: Static<typeof Opaque>, page: AnsweredPage): Advance {
  const before = page.cursor ?? settings.start ?? ''
  const next = leafText(valueAt(page.reply, settings.next)) ?? ''
  const cursor = next === '' ? before : next
  return { fresh: page.rows, cursor, more: page.rows.length > 0 && cursor !== before }
}

/** Where a `value` source stands: the last value, and the ids already read that carry it. */
interface Mark {
  readonly value: string
  readonly ids: readonly string[]
}

function markOf(settings: ValueSettings, cursor: string | undefined, now: Date): Mark {
  if (cursor === undefined)
    return { value: settings.start === 'now' ? now.toISOString() : settings.start, ids: [] }
  // A person may have given a value to begin from.
  if (!cursor.startsWith('[')) return { value: cursor, ids: [] }
  const [value = '', ...ids] = JSON.parse(cursor) as readonly string[]
  return { value, ids }
}

function advanceValue(settings: ValueSettings, page: AnsweredPage): Advance {
  const before = markOf(settings, page.cursor, page.now)
  const marked = page.rows.map((row) => ({
    row,
    value: requiredLeaf(row, settings.value),
    id: requiredLeaf(row, settings.id),
  }))
  // What a remote with coarser time answers again from before the mark has been read; so have the known ties.
  const fresh = marked.filter(({ value, id }) => {
    const order = compareMarks(value, before.value)
    return order > 0 || (order === 0 && !before.ids.includes(id))
  })
  if (isFull(page) && fresh.length === 0) {
    const message = `${page.rows.length} rows share one ${settings.value}; raise the page size to get past them.`
    throw fail('misconfigured', message)
  }
  const mark = fresh.reduce((last, row) => nextMark(last, row, settings), before)
  return {
    fresh: fresh.map(({ row }) => row),
    cursor: JSON.stringify([mark.value, ...mark.ids]),
    more: isFull(page),
  }
}

function nextMark(
  mark: Mark,
  row: { readonly value: string; readonly id: string },
  settings: ValueSettings,
): Mark {
  const order = compareMarks(row.value, mark.value)
  if (order < 0) throw outOfOrder(settings.value)
  const isTie = order === 0 && settings.idParameter === undefined
  return { value: row.value, ids: isTie ? [...mark.ids, row.id] : [row.id] }
}

function lastOfSequence(settings: Static<typeof Sequence>, page: AnsweredPage): string {
  return page.rows.reduce<string>((last, row) => {
    const value = requiredLeaf(row, settings.value)
    if (compareMarks(value, last) <= 0) throw outOfOrder(settings.value)
    return value
  }, page.cursor ?? settings.start)
}

function outOfOrder(path: string): Error {
  return fail(
    'unreadable',
    `The remote does not answer in ascending order of ${path}, so rows could be missed.`,
  )
}

/** A leaf that every row must have, as text. */
export function requiredLeaf(row: unknown, path: string): string {
  const text = leafText(valueAt(row, path))
  if (text === undefined || text === '') throw fail('unreadable', `A row of the reply has no ${path}.`)
  return text
}
