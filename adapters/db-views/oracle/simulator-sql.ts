/** The simulated server's SQL: what Oracle would do with a statement, done by the PostgreSQL behind it. */
import type { PGlite } from '@electric-sql/pglite'

import { takeTurn } from '../crm-simulator.ts'
import { numberBytes, type WireColumn } from './simulator-messages.ts'

/** What the server answers. */
export type Reply =
  | { readonly affected: number }
  | { readonly error: number; readonly words: string }
  | { readonly columns: readonly WireColumn[]; readonly rows: readonly (readonly (Buffer | null)[])[] }

/** What may be changed about the server while it runs. */
export interface ServerFacts {
  /** What the login may do to every view. */
  readonly rights: { mayRead: boolean; mayWrite: boolean; isAdmin: boolean }
}

/** One connection's session. A transaction begins with its first statement, as Oracle's do. */
export interface Session {
  isOpen(): boolean
  end(how: 'COMMIT' | 'ROLLBACK'): Promise<void>
  run(text: string, values: readonly (string | null)[]): Promise<Reply>
  /** Runs statements of PostgreSQL between the transactions of the others; gives the rows of the last one. */
  raw(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** Functions of Oracle that the adapter and its settings use, as PostgreSQL has to be told of them. */
export const oracleFunctions = `
  CREATE VIEW dual AS SELECT 'X'::text AS dummy;
  CREATE FUNCTION to_number(text) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1::numeric';
  CREATE FUNCTION ora_time(text, text) RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT $1::timestamptz';
  CREATE FUNCTION ora_local(text, text) RETURNS timestamp LANGUAGE sql STABLE AS 'SELECT $1::timestamp';
  CREATE FUNCTION ora_date(text, text) RETURNS timestamp LANGUAGE sql STABLE AS 'SELECT $1::timestamp';
  CREATE FUNCTION trunc(date) RETURNS date LANGUAGE sql IMMUTABLE AS 'SELECT $1';
  CREATE FUNCTION trunc(timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE AS 'SELECT date_trunc(''day'', $1)';
  CREATE FUNCTION sys_extract_utc(timestamptz) RETURNS timestamp LANGUAGE sql IMMUTABLE
    AS 'SELECT $1 AT TIME ZONE ''UTC''';
  CREATE FUNCTION numtodsinterval(numeric, text) RETURNS interval LANGUAGE sql IMMUTABLE
    AS 'SELECT ($1::text || '' '' || $2)::interval';`

/** Opens a session. */
export function openSession(db: PGlite, facts: ServerFacts): Session {
  let release: (() => void) | undefined
  const end = async (how: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
    const mine = release
    release = undefined
    if (!mine) return
    try {
      if (!db.closed) await db.exec(how)
    } finally {
      mine()
    }
  }
  const begin = async (): Promise<void> => {
    if (release) return
    release = await takeTurn(db)
    await db.exec('BEGIN')
  }
  return {
    isOpen: () => release !== undefined,
    end,
    run: async (text, values) => {
      // The driver asks this by itself after the login.
      if (/^SELECT DBTIMEZONE\b/i.test(text))
        return { columns: [wordsColumn('DBTIMEZONE')], rows: [[Buffer.from('+00:00')]] }
      await begin()
      try {
        await db.exec('SAVEPOINT one')
        return await answer(db, { text, values }, facts)
      } catch (thrown) {
        await db.exec('ROLLBACK TO SAVEPOINT one')
        return errorOf(thrown)
      }
    },
    raw: async (text) => {
      const done = await takeTurn(db)
      try {
        return (await db.exec(text)).at(-1)?.rows ?? []
      } finally {
        done()
      }
    },
  }
}

interface Asked {
  readonly text: string
  readonly values: readonly (string | null)[]
}

const wordsColumn = (name: string): WireColumn => ({ name, type: 1 })

async function answer(db: PGlite, { text, values }: Asked, facts: ServerFacts): Promise<Reply> {
  if (/FROM all_tab_columns/i.test(text)) return describe(db, values.at(-1) ?? '')
  if (/FROM all_tab_privs/i.test(text)) {
    const { mayRead, mayWrite, isAdmin } = facts.rights
    const row = [mayRead, mayWrite, isAdmin].map((may) => Buffer.from(may ? '1' : '0'))
    return { columns: ['C0', 'C1', 'C2'].map(wordsColumn), rows: [row] }
  }
  const sql = translated(text)
  const result = await db.query<unknown[]>(sql, [...values], { rowMode: 'array', parsers: asText })
  if (result.fields.length === 0) return { affected: result.affectedRows ?? 0 }
  const columns = result.fields.map(({ name, dataTypeID }) => ({
    name: /[A-Z]/.test(name) ? name : name.toUpperCase(),
    type: [20, 21, 23, 1700].includes(dataTypeID) ? 2 : 1,
  }))
  const rows = result.rows.map((row) => row.map((value, at) => wireValue(value, columns[at]?.type ?? 1)))
  return { columns, rows }
}

function wireValue(value: unknown, type: number): Buffer | null {
  // The empty text is null.
  if (value === null || value === undefined || value === '') return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return type === 2 ? numberBytes(text) : Buffer.from(text)
}

/** Parts of a statement that stay: texts in quotes. */
const literals = /('(?:[^']|'')*')/

function translated(text: string): string {
  let places = 0
  return text
    .split(literals)
    .map((part, at) => {
      if (at % 2 === 1) return part
      return part
        .replaceAll(/"([A-Z][A-Z0-9_$#]*)"/g, (_, name: string) => `"${name.toLowerCase()}"`)
        .replaceAll(/(?<!:):\w+/g, () => `$${(places += 1)}`)
        .replaceAll(/\bTO_TIMESTAMP_TZ\(/gi, 'ora_time(')
        .replaceAll(/\bTO_TIMESTAMP\(/gi, 'ora_local(')
        .replaceAll(/\bTO_DATE\(/gi, 'ora_date(')
        .replaceAll(/\bSYSTIMESTAMP\b/gi, 'clock_timestamp()')
    })
    .join('')
}

/** The columns of a view as the adapter asks for them: names in small letters. */
async function describe(db: PGlite, view: string): Promise<Reply> {
  const { rows } = await db.query<[string, string]>(
    `SELECT attname, format_type(atttypid, -1) FROM pg_attribute
      WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [view.toLowerCase()],
    { rowMode: 'array' },
  )
  return {
    columns: ['C0', 'C1'].map(wordsColumn),
    rows: rows.map(([column, kind]) => [
      Buffer.from(column),
      Buffer.from(catalogueNames[kind] ?? 'VARCHAR2'),
    ]),
  }
}

const catalogueNames: Readonly<Record<string, string>> = {
  'timestamp with time zone': 'TIMESTAMP(6) WITH TIME ZONE',
  'timestamp without time zone': 'TIMESTAMP(6)',
  date: 'DATE',
  numeric: 'NUMBER',
  bigint: 'NUMBER',
  integer: 'NUMBER',
  smallint: 'NUMBER',
  character: 'CHAR',
}

const asText = Object.fromEntries(
  [16, 17, 20, 21, 23, 700, 701, 1082, 1114, 1184, 1700].map((type) => [type, (text: string) => text]),
)

/** SQLSTATEs of PostgreSQL as numbers of Oracle. */
const numbers: Readonly<Record<string, number>> = {
  '22001': 12_899,
  '22003': 1438,
  '22007': 1858,
  '22008': 1839,
  '22012': 1476,
  '22P02': 1722,
  '23502': 1400,
  '23503': 2291,
  '23505': 1,
  '23514': 2290,
  '40P01': 60,
  '42501': 1031,
  '42601': 900,
  '42703': 904,
  '42P01': 942,
}

function errorOf(thrown: unknown): Reply {
  const { code = '', message } = thrown as { readonly code?: string; readonly message: string }
  return { error: numbers[code] ?? 20_000, words: message }
}
