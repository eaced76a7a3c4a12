/** What differs between databases in the few statements that views need. Pure. */
import type { ViewSettings } from './view-settings.ts'

/** The types of a view's columns, in the database's own words. */
export type ColumnTypes = ReadonlyMap<string, string>

/**
 * What a column's type means for reading in order:
 * - `instant`, `local` (without a zone) and `day` wait for slower transactions;
 * - `commit` is known by the database to be safe (`xid8`, `rowversion`);
 * - `scn` is both: it waits like an instant, and is a number;
 * - `number` must be given in the order of commits;
 * - `text` and `other` order ids only.
 */
export type OrderKind = 'instant' | 'local' | 'day' | 'commit' | 'scn' | 'number' | 'text' | 'other'

/** How far back the newest rows wait, how far back they are read again, and in which zone a time without one is. */
export interface Waiting {
  readonly lagMs: number
  readonly overlapMs: number
  readonly timeZone: string
}

/** Makes a place for a value in a statement; `type` is the database's, as the catalogue writes it. */
export type Parameter = (value: string, type: string) => string

/** The SQL of one database. */
export interface Dialect {
  /** One identifier in quotes. */
  quoted(name: string): string
  /** The n-th (from 1) parameter as a value of a type. */
  parameter(at: number, type: string): string
  /** A value as it is bound for `parameter`; as it is unless said otherwise. */
  bound?(value: string, type: string): string
  orderKind(type: string): OrderKind
  /** A column in the list of a SELECT, so that its text is exact. */
  selected(column: string, type: string): string
  /** The same for a value of the type; as it is unless said otherwise. */
  shown?(value: string, type: string): string
  /** A column where it is compared and ordered: texts by their bytes. */
  ordered(column: string, type: string): string
  /** A parameter beside `ordered`. */
  orderedParameter(place: string, type: string): string
  /** (mark, id) > (a mark, an id), in the form that the database can use an index for. Each call makes a place. */
  isAfter(
    columns: { readonly mark: string; readonly id: string },
    places: { readonly mark: () => string; readonly id: () => string },
  ): string
  /** The first rows of a select: its list, and everything from FROM on. */
  first(count: number, list: string, rest: string): string
  /** The database's time so many milliseconds ago as a value of the type; `undefined` for what is no time. */
  ago(
    ms: number,
    type: string,
    context: { readonly timeZone: string; readonly parameter: Parameter },
  ): string | undefined
  /** The first value of a `commit` type that is not safe yet. */
  readonly firstUnsafe?: string
  /** A select without a table. */
  single(list: string): string
  /** Whether texts are ordered by the bytes of UTF-8, or by the units of UTF-16. */
  readonly textOrder: 'utf8' | 'utf16'
  /** The database's types for parameters of declared statements. */
  readonly parameterTypes: Readonly<Record<ParameterType, string>>
}

/** What a parameter of a declared statement may be. */
export type ParameterType = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'instant'

/**
 * `mark >= x AND (mark > x OR id > y)`: for databases without row values, or without an index for them. The first
 * half is what an index can use.
 */
export const isAfterByHalves: Dialect['isAfter'] = ({ mark, id }, places) =>
  `${mark} >= ${places.mark()} AND (${mark} > ${places.mark()} OR ${id} > ${places.id()})`

/** The view's name in quotes. */
export function quotedView(
  { quoted }: Pick<Dialect, 'quoted'>,
  { view }: Pick<ViewSettings, 'view'>,
): string {
  return view
    .split('.')
    .map((name) => quoted(name))
    .join('.')
}
