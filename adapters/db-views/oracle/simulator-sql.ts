/** The simulated server's SQL: what Oracle would do with a statement, done by the PostgreSQL behind it. */
import type { PGlite } from '@electric-sql/pglite'

import { takeTurn } from '../crm-simulator.ts'
import { translated } from './simulator-translation.ts'
import { wireColumn, type WireColumn } from './simulator-types.ts'

/** What the server answers. */
export type Reply =
  | { readonly affected: number }
  | { readonly error: number; readonly words: string }
  | { readonly columns: readonly WireColumn[]; readonly rows: readonly (readonly (Buffer | null)[])[] }

/** What may be changed about the server while it runs. */
export interface ServerFacts {
  /** The login, as the catalogue writes it. */
  readonly user: string
  /** Tables that the login may see in the catalogue and not read. */
  readonly unreadable: Set<string>
}

/** A statement as it was asked, with the numbers of the types that its variables have. */
export interface Asked {
  readonly text: string
  readonly values: readonly (string | null)[]
  readonly binds: readonly number[]
}

/** One connection's session. A transaction begins with its first statement, as Oracle's do. */
export interface Session {
  isOpen(): boolean
  end(how: 'COMMIT' | 'ROLLBACK'): Promise<void>
  run(asked: Asked): Promise<Reply>
  /** Runs statements of PostgreSQL between the transactions of the others; gives the rows of the last one. */
  raw(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

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
    run: async (asked) => {
      // The driver asks this by itself after the login.
      if (/^SELECT DBTIMEZONE\b/i.test(asked.text))
        return { columns: [{ name: 'DBTIMEZONE', type: 1 }], rows: [[Buffer.from('+00:00')]] }
      await begin()
      try {
        await db.exec('SAVEPOINT one')
        return await answer(db, asked, facts)
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

async function answer(db: PGlite, asked: Asked, facts: ServerFacts): Promise<Reply> {
  const columns = await columnsOf(db)
  const { text, sources, tables } = translated(asked, { user: facts.user, columns })
  if (tables.some((table) => facts.unreadable.has(table)))
    return { error: 942, words: 'table or view does not exist' }
  const result = await db.query<unknown[]>(text, [...asked.values], { rowMode: 'array', parsers: asText })
  if (result.fields.length === 0) return { affected: result.affectedRows ?? 0 }
  const rows = result.rows.map((row) => row.map(textOf))
  const made = result.fields.map(({ name, dataTypeID }, at) => {
    const domain = columns.get(sources.get(name) ?? name)?.domain
    return wireColumn(
      { name, dataTypeID, domain },
      rows.map((row) => row[at] ?? null),
    )
  })
  return {
    columns: made.map(({ column }) => column),
    rows: rows.map((row) => row.map((value, at) => made[at]?.bytes(value) ?? null)),
  }
}

/** What columns are in PostgreSQL, as far as the translation needs to know. */
async function columnsOf(db: PGlite): Promise<Map<string, { domain?: string; charLength?: number }>> {
  const { rows } = await db.query<{ name: string; type: string; isDomain: boolean; length: number }>(
    `SELECT attname AS name, typname AS type, typtype = 'd' AS "isDomain", atttypmod - 4 AS length
      FROM pg_attribute JOIN pg_type t ON t.oid = atttypid JOIN pg_class c ON c.oid = attrelid
      WHERE relnamespace = 'public'::regnamespace AND (typtype = 'd' OR typname = 'bpchar')`,
  )
  return new Map(
    rows.map(({ name, type, isDomain, length }) => [
      name,
      isDomain ? { domain: type } : { charLength: length },
    ]),
  )
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
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
