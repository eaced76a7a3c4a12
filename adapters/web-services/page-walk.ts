/**
 * Lists that are read from their first page to their last, and then again: by page number, by offset, or by the address
 * of the next page that the remote gives (a `Link` header of RFC 8288, or a field of the body). With `since`, each round
 * asks only for what has changed since the newest row of the round before. Pure.
 */
import { Type, type Static } from 'typebox'

import { fail } from '../../engine/values/failure.ts'
import { compareMarks } from './cursor-marks.ts'
import { FieldPath, leafText, valueAt } from './field-path.ts'

const closed = { additionalProperties: false }
const Parameter = Type.String({ minLength: 1, maxLength: 100 })

const Since = Type.Object(
  {
    parameter: Parameter,
    value: FieldPath,
    start: Type.String({ description: 'The first value asked for, for example `1970-01-01T00:00:00Z`.' }),
  },
  {
    ...closed,
    description:
      'Parameter that asks for what changed at or after a value, and the field of a row that holds it. Moves on when the last page was read.',
  },
)
const since = { since: Type.Optional(Since) }

/** By page number, by the count of rows before it. */
export const NumberedWalks = [
  Type.Object(
    {
      kind: Type.Literal('page'),
      parameter: Parameter,
      first: Type.Integer({ minimum: 0, maximum: 1 }),
      ...since,
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('offset'), parameter: Parameter, ...since }, closed),
] as const

/** By the address that the remote gives. */
export const AddressWalks = [
  Type.Object(
    {
      kind: Type.Literal('link'),
      relation: Type.Optional(
        Type.String({
          pattern: '^\\S{1,100}$',
          description: 'Relation in the `Link` header. Default `next`.',
        }),
      ),
      ...since,
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('nextUrl'), next: FieldPath, ...since }, closed),
] as const

export type NumberedWalk = Static<(typeof NumberedWalks)[number]>
export type AddressWalk = Static<(typeof AddressWalks)[number]>
export type Walk = NumberedWalk | AddressWalk

/** Whether a source is read from its first page to its last. */
export function isWalk<Other extends { readonly kind: string }>(settings: Walk | Other): settings is Walk {
  return ['page', 'offset', 'link', 'nextUrl'].includes(settings.kind)
}

/** Where a walk stands. */
interface Place {
  /** The page to be read: its number, its offset or its address; the first one when left out. */
  readonly at?: string
  /** What this round asks for. */
  readonly since?: string
  /** The newest row of this round so far. */
  readonly newest?: string
}

/** The parameters that ask for the page at a cursor; of an address walk only those of its first page. */
export function walkParameters(
  walk: Walk,
  cursor: string | undefined,
): Readonly<Record<string, string | number>> {
  const place = placeOf(walk, cursor)
  const since = walk.since === undefined ? {} : { [walk.since.parameter]: place.since ?? walk.since.start }
  switch (walk.kind) {
    case 'page':
      return { [walk.parameter]: place.at === undefined ? walk.first : Number(place.at), ...since }
    case 'offset':
      return { [walk.parameter]: place.at === undefined ? 0 : Number(place.at), ...since }
    case 'link':
    case 'nextUrl':
      return since
  }
}

/** The address of the page at a cursor, path and query; `undefined`: the first one. */
export function walkAddress(walk: AddressWalk, cursor: string | undefined): string | undefined {
  return placeOf(walk, cursor).at
}

/** A page of a walk as it was answered. */
export interface WalkedPage {
  readonly rows: readonly unknown[]
  readonly cursor: string | undefined
  readonly pageSize: number | undefined
  /** For address walks: the address of the next page. */
  readonly next?: string
}

/** Where the walk goes on. Raises `unreadable` when it would not move. */
export function walkOn(walk: Walk, page: WalkedPage): { readonly cursor: string; readonly more: boolean } {
  const place = placeOf(walk, page.cursor)
  const newest = newestOf(walk, place, page.rows)
  const at = nextPlace(walk, place, page)
  if (at === undefined) {
    const since = newest ?? place.since
    return { cursor: written(walk, { ...(since !== undefined && { since }) }), more: false }
  }
  if (at === place.at) throw fail('unreadable', 'The remote names the page that was read as the next one.')
  return { cursor: written(walk, { ...place, at, ...(newest !== undefined && { newest }) }), more: true }
}

function nextPlace(walk: Walk, { at }: Place, { rows, pageSize, next }: WalkedPage): string | undefined {
  if (walk.kind === 'link' || walk.kind === 'nextUrl') return next
  if (rows.length === 0 || rows.length < (pageSize ?? 1)) return undefined
  if (walk.kind === 'page') return String((at === undefined ? walk.first : Number(at)) + 1)
  return String(Number(at ?? 0) + rows.length)
}

function newestOf({ since }: Walk, place: Place, rows: readonly unknown[]): string | undefined {
  if (since === undefined) return undefined
  return rows.reduce<string | undefined>((newest, row) => {
    const value = leafText(valueAt(row, since.value))
    if (value === undefined) throw fail('unreadable', `A row of the reply has no ${since.value}.`)
    return newest === undefined || compareMarks(value, newest) > 0 ? value : newest
  }, place.newest ?? place.since)
}

/** A cursor that is no place of ours was given by a person: a value to begin from, or else a page. */
function placeOf(walk: Walk, cursor: string | undefined): Place {
  if (cursor === undefined || cursor === '') return {}
  if (cursor.startsWith('{')) return JSON.parse(cursor) as Place
  return walk.since === undefined ? { at: cursor } : { since: cursor }
}

function written(walk: Walk, place: Place): string {
  if (walk.since !== undefined || walk.kind === 'link' || walk.kind === 'nextUrl')
    return JSON.stringify(place)
  return place.at ?? String(walk.kind === 'page' ? walk.first : 0)
}
