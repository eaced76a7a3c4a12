/**
 * What a database looks like to its views, whatever its driver: statements with parameters as text, answers as text,
 * each within one transaction that ends with its call.
 */
import type { Call } from '../adapter.ts'

/** A statement with the values of its parameters, in the order of their places. */
export interface Statement {
  readonly text: string
  readonly values: readonly (string | null)[]
}

/** What plain JSON a column's text stands for. */
export type ColumnKind = 'text' | 'wholeNumber' | 'ratio' | 'boolean' | 'instant'

/**
 * An answer: rows of texts in the order of the selected columns. `true` and `false`; whole numbers and decimals to
 * their last digit; days as `2026-03-21`; instants as RFC 3339 in UTC, times without a zone the same without `Z`,
 * both with as many digits as the database keeps, so that their text order is their order.
 */
export interface Answer {
  readonly rows: readonly (readonly (string | null)[])[]
  readonly columns: readonly { readonly name: string; readonly kind: ColumnKind }[]
  /** Rows that a writing statement changed. */
  readonly changed: number
}

/** Some rows of an answer. */
export type Rows = Pick<Answer, 'rows' | 'columns'>

/** A statement that may have a large answer; no more rows come than the limit. */
export interface LargeQuestion {
  readonly statement: Statement
  readonly limit: number
}

/** Asks one statement; with `limit` the server gives no more rows than that. */
export type Ask = (statement: Statement, limit?: number) => Promise<Answer>

/** The database as operations and sources see it. Everything raises our failures only. */
export interface Database {
  /** Works within one reading transaction; `attempt` begins the sentences of failures. */
  read<Result>(attempt: string, call: Call, work: (ask: Ask) => Promise<Result>): Promise<Result>
  /**
   * Works within one writing transaction, which is committed at the end. What fails before the commit was sent has
   * `details.sent: false`, and once it was begun `details.rolledBack: true`: the server undoes it.
   */
  write<Result>(attempt: string, call: Call, work: (ask: Ask) => Promise<Result>): Promise<Result>
  /**
   * Reads a large answer within a reading transaction of its own, a portion at a time (`row-portions.ts`): while the
   * reader is busy the database waits. The transaction is over when the last portion was given. The first portion
   * tells the columns, whether there are rows or not. A reader who stops before the end closes the connection.
   */
  stream(attempt: string, call: Call, question: LargeQuestion): AsyncGenerator<Rows>
  /** Closes every connection; what is under way fails. */
  close(): Promise<void>
}

/** A value as plain JSON in which no digit is lost: numbers only while they are exact, everything else as text. */
export function plainValue(text: string | null, kind: ColumnKind): string | number | boolean | null {
  if (text === null) return null
  switch (kind) {
    case 'boolean':
      return text === 'true'
    case 'wholeNumber':
      return Number.isSafeInteger(Number(text)) ? Number(text) : text
    case 'ratio':
      return Number.isFinite(Number(text)) ? Number(text) : text
    default:
      return text
  }
}

/** A row as plain JSON. */
export function plainRow(
  row: Answer['rows'][number],
  columns: Answer['columns'],
): Record<string, ReturnType<typeof plainValue>> {
  return Object.fromEntries(columns.map(({ name, kind }, at) => [name, plainValue(row[at] ?? null, kind)]))
}
