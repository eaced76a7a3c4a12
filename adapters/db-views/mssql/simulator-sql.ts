/** The simulated server's SQL: what SQL Server would do with a statement, done by the PostgreSQL behind it. */
import type { PGlite } from '@electric-sql/pglite'

import { takeTurn } from '../crm-simulator.ts'
import type { AskedStatement } from './simulator-requests.ts'
import type { ResultColumn, ServerError } from './simulator-tokens.ts'
import { translated } from './simulator-translation.ts'
import { wireType } from './simulator-types.ts'

/** What the server answers. */
export type Reply =
  | { readonly affected: number }
  | { readonly error: ServerError }
  | { readonly columns: readonly ResultColumn[]; readonly rows: readonly (readonly (string | null)[])[] }

/** What may be changed about the server while it runs. */
export interface ServerFacts {
  /** What the login may do to every view. */
  readonly rights: { mayRead: boolean; mayWrite: boolean; isAdmin: boolean; isOwner: boolean }
  /** Types of SQL Server that PostgreSQL does not have, by the name of a column: `rowversion` → `timestamp`. */
  readonly columnTypes: Map<string, string>
  /** The first rowversion of a transaction that is not over. */
  minActiveRowversion: number
}

/** One connection's session. */
export interface Session {
  begin(): Promise<void>
  end(how: 'COMMIT' | 'ROLLBACK'): Promise<void>
  run(statement: AskedStatement): Promise<Reply>
  /** Runs statements of PostgreSQL, between the transactions of the others; gives the rows of the last one. */
  raw(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** Opens a session. */
export function openSession(db: PGlite, facts: ServerFacts): Session {
  let release: (() => void) | undefined
  const alone = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (release) return work()
    const done = await takeTurn(db)
    try {
      return await work()
    } finally {
      done()
    }
  }
  return {
    begin: async () => {
      release = await takeTurn(db)
      await db.exec('BEGIN')
    },
    end: async (how) => {
      const mine = release
      release = undefined
      if (!mine) return
      try {
        await db.exec(how)
      } finally {
        mine()
      }
    },
    run: async (statement) => {
      if (isSettingsOnly(statement.text)) return { affected: 0 }
      try {
        return await alone(() => answer(db, statement, facts))
      } catch (thrown) {
        return { error: errorOf(thrown) }
      }
    },
    raw: (text) => alone(async () => (await db.exec(text)).at(-1)?.rows ?? []),
  }
}

function isSettingsOnly(text: string): boolean {
  return text.split(/[;\n]/).every((line) => /^\s*(set\b[^;]*)?$/i.test(line))
}

async function answer(db: PGlite, { text, values }: AskedStatement, facts: ServerFacts): Promise<Reply> {
  const named = values.get('@p1') ?? ''
  if (/FROM sys\.columns/.test(text)) return describe(db, named, facts)
  if (/HAS_PERMS_BY_NAME/.test(text)) return rightsOf(facts)
  const [, limit] = /^SET ROWCOUNT (\d+);/.exec(text) ?? []
  const sql = translated(text.replace(/^SET ROWCOUNT \d+;/, ''), values, facts.minActiveRowversion)
  const result = await db.query<unknown[]>(sql.text, [...sql.values], { rowMode: 'array', parsers: asText })
  if (result.fields.length === 0) return { affected: result.affectedRows ?? 0 }
  const rows = result.rows
    .slice(0, limit === undefined ? undefined : Number(limit))
    .map((row) => row.map(wireText))
  const columns = result.fields.map(({ name, dataTypeID }, at) => {
    const declared = facts.columnTypes.get(sql.sources.get(name) ?? name)
    return {
      name,
      type: wireType(
        declared ??
          typeNamed(
            dataTypeID,
            rows.map((row) => row[at] ?? ''),
          ),
      ),
    }
  })
  return { columns, rows }
}

/** The columns of a view, as `sys.columns` has them. */
async function describe(db: PGlite, view: string, { columnTypes }: ServerFacts): Promise<Reply> {
  const name = view.replace('[dbo].', '').replaceAll('[', '"').replaceAll(']', '"')
  const { rows } = await db.query<[string, string]>(
    `SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
      WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [name],
    { rowMode: 'array' },
  )
  const type = wireType('nvarchar')
  return {
    columns: ['c0', 'c1'].map((name) => ({ name, type })),
    rows: rows.map(([column, kind]) => [column, columnTypes.get(column) ?? catalogueName(kind)]),
  }
}

const catalogueNames: readonly (readonly [RegExp, string])[] = [
  [/^timestamp.* with time zone$/, 'datetimeoffset(6)'],
  [/^timestamp/, 'datetime2(6)'],
  [/^numeric\((\d+),(\d+)\)$/, 'decimal($1, $2)'],
  [/^numeric$/, 'decimal(38, 0)'],
  [/^boolean$/, 'bit'],
  [/^integer$/, 'int'],
  [/^double precision$/, 'float'],
  [/^character\(.*$/, 'nchar'],
  [/^(character varying.*|text|jsonb)$/, 'nvarchar'],
  [/^uuid$/, 'uniqueidentifier'],
  [/^bytea$/, 'varbinary'],
]

function catalogueName(type: string): string {
  const [pattern, name] = catalogueNames.find(([known]) => known.test(type)) ?? [type, type]
  return type.replace(pattern, name)
}

function rightsOf({ rights }: ServerFacts): Reply {
  const { mayRead, mayWrite, isAdmin, isOwner } = rights
  const type = wireType('int')
  return {
    columns: ['c0', 'c1', 'c2', 'c3'].map((name) => ({ name, type })),
    rows: [[mayRead, mayWrite, isAdmin, isOwner].map((may) => (may ? '1' : '0'))],
  }
}

/** Values stay the texts that they are, by the numbers of their types. */
const asText = Object.fromEntries(
  [16, 17, 20, 21, 23, 114, 700, 701, 1082, 1114, 1184, 1700, 3802].map((type) => [
    type,
    (text: string) => text,
  ]),
)

const typeNames: Readonly<Record<number, string>> = {
  16: 'bit',
  17: 'varbinary',
  20: 'bigint',
  21: 'smallint',
  23: 'int',
  700: 'float',
  701: 'float',
  1082: 'date',
  1114: 'datetime2(6)',
  1184: 'datetimeoffset(6)',
}

function typeNamed(type: number, texts: readonly string[]): string {
  if (type !== 1700) return typeNames[type] ?? 'nvarchar'
  return `decimal(38, ${Math.max(0, ...texts.map((text) => text.split('.')[1]?.length ?? 0))})`
}

function wireText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** SQLSTATEs of PostgreSQL as numbers of SQL Server. */
const numbers: Readonly<Record<string, number>> = {
  '22001': 8152,
  '22003': 8115,
  '22007': 241,
  '22008': 241,
  '22012': 8134,
  '22P02': 8114,
  '23502': 515,
  '23503': 547,
  '23505': 2627,
  '23514': 547,
  '40P01': 1205,
  '42501': 229,
  '42601': 102,
  '42703': 207,
  '42P01': 208,
}

/** An error of PostgreSQL as SQL Server has it. */
function errorOf(thrown: unknown): ServerError {
  const { code = '', message } = thrown as { readonly code?: string; readonly message: string }
  const [, name = ''] = /"([^"]+)"/.exec(message) ?? []
  const said: Readonly<Record<string, string>> = {
    '42703': `Invalid column name '${name}'.`,
    '42P01': `Invalid object name '${name}'.`,
  }
  return { number: numbers[code] ?? 50_000, severity: 16, message: said[code] ?? message }
}
