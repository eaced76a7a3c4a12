/** The simulated server's SQL: what MySQL would do with a statement, done by the PostgreSQL behind it. */
import type { PGlite } from '@electric-sql/pglite'

import { takeTurn } from '../crm-simulator.ts'

/** What the server answers. */
export type Reply =
  | { readonly affected: number }
  | { readonly error: { readonly code: number; readonly message: string } }
  | {
      readonly columns: readonly { readonly name: string; readonly type: number }[]
      readonly rows: readonly (readonly (string | null)[])[]
    }

/** One connection's session. */
export interface Session {
  run(text: string): Promise<Reply>
  /** Runs a statement of PostgreSQL, between the transactions of the others. */
  raw(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  close(): Promise<void>
}

/** Opens a session. */
export function openSession(db: PGlite, grants: readonly string[]): Session {
  let release: (() => void) | undefined
  let limit = Infinity

  async function finish(text: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const mine = release
    release = undefined
    if (!mine) return
    try {
      await db.exec(text)
    } finally {
      mine()
    }
  }

  async function special(text: string): Promise<Reply | undefined> {
    if (/^SET\b/i.test(text)) {
      const rows = /sql_select_limit\s*=\s*(\w+)/i.exec(text)?.[1]
      if (rows !== undefined) limit = rows === 'DEFAULT' ? Infinity : Number(rows)
      return { affected: 0 }
    }
    if (/^START TRANSACTION/i.test(text)) {
      release = await takeTurn(db)
      await db.exec(`BEGIN${/READ ONLY/i.test(text) ? ' READ ONLY' : ''}`)
      return { affected: 0 }
    }
    if (/^COMMIT/i.test(text)) {
      await finish('COMMIT')
      return { affected: 0 }
    }
    if (/^SHOW GRANTS/i.test(text))
      return { columns: [{ name: 'Grants', type: 253 }], rows: grants.map((line) => [line]) }
    return undefined
  }

  return {
    run: async (text) => {
      const known = await special(text)
      if (known) return known
      try {
        const result = await db.query<unknown[]>(translated(text), [], {
          rowMode: 'array',
          parsers: asText,
        })
        if (result.fields.length === 0) return { affected: result.affectedRows ?? 0 }
        const types = result.fields.map(({ dataTypeID }) => dataTypeID)
        return {
          columns: result.fields.map(({ name }, at) => ({ name, type: wireTypes[types[at] ?? 0] ?? 253 })),
          rows: result.rows
            .slice(0, limit)
            .map((row) => row.map((value, at) => wireText(value, types[at] ?? 0))),
        }
      } catch (thrown) {
        return { error: errorOf(thrown) }
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
    close: () => finish('ROLLBACK'),
  }
}

/** Values stay the texts that they are, by the numbers of their types. */
const asText = Object.fromEntries(
  [16, 20, 21, 23, 114, 700, 701, 1082, 1114, 1184, 1700, 3802].map((type) => [type, (text: string) => text]),
)

/** Types of PostgreSQL (by number) as types of MySQL's protocol. */
const wireTypes: Readonly<Record<number, number>> = {
  16: 1,
  20: 8,
  21: 2,
  23: 3,
  700: 4,
  701: 5,
  1082: 10,
  1114: 12,
  1184: 7,
  1700: 246,
}

function wireText(value: unknown, type: number): string | null {
  if (value === null || value === undefined) return null
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (type === 16) return text === 't' || text === 'true' ? '1' : '0'
  return type === 1184 ? text.replace(/\+00$/, '') : text
}

/** Types of PostgreSQL (by name) as `information_schema` of MySQL calls them. */
const typeNames = `CASE data_type WHEN 'timestamp with time zone' THEN 'timestamp'
  WHEN 'timestamp without time zone' THEN 'datetime' WHEN 'numeric' THEN 'decimal' WHEN 'integer' THEN 'int'
  WHEN 'character varying' THEN 'varchar' WHEN 'character' THEN 'char' WHEN 'double precision' THEN 'double'
  ELSE data_type END`

/** The few forms of MySQL that PostgreSQL has otherwise. */
function translated(text: string): string {
  return text
    .replaceAll(/_utf8mb4 X'([0-9a-f]*)'/g, (_, hex: string) =>
      literal(Buffer.from(hex, 'hex').toString('utf8')),
    )
    .replaceAll(/CAST\(CONVERT\(([^()]+) USING utf8mb4\) AS BINARY\)/g, '$1 COLLATE "C"')
    .replaceAll(/CAST\(('(?:[^']|'')*') AS BINARY\)/g, '$1')
    .replaceAll(/CAST\((\(UTC_TIMESTAMP[^)]*\)[^)]*\)) AS DATETIME\(6\)\)/g, '$1')
    .replaceAll(/UTC_TIMESTAMP\(6\)/g, 'now()')
    .replaceAll(/INTERVAL (-?\d+) MICROSECOND/g, "interval '$1 microseconds'")
    .replaceAll(/\bFROM DUAL\b/g, '')
    .replaceAll('DATABASE()', "'public'")
    .replace('DATA_TYPE AS c1', `${typeNames} AS c1`)
    .replaceAll(
      /`((?:[^`]|``)*)`/g,
      (_, name: string) => `"${name.replaceAll('``', '`').replaceAll('"', '""')}"`,
    )
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** SQLSTATEs of PostgreSQL as numbers of MySQL. */
const numbers: Readonly<Record<string, number>> = {
  '22003': 1264,
  '22007': 1292,
  '22P02': 1366,
  '23502': 1048,
  '23503': 1452,
  '23505': 1062,
  '23514': 4025,
  '25006': 1792,
  '42501': 1142,
  '42703': 1054,
  '42P01': 1146,
}

function errorOf(thrown: unknown): { readonly code: number; readonly message: string } {
  const { code = '', message } = thrown as { readonly code?: string; readonly message: string }
  return { code: numbers[code] ?? 1105, message }
}
