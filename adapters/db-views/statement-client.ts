/** Runs the statements that settings declare. */
import { fail, failureOf } from '../../engine/values/failure.ts'
import type { Call, Contents, Inquiry } from '../adapter.ts'
import { plainRow, type Answer, type Database, type Statement } from './database.ts'
import {
  callKey,
  commandRows,
  outcomeName,
  usualFileBytes,
  usualFileRows,
  usualRows,
  type CommandSettings,
  type DeclaredStatements,
  type Parameter,
  type QuerySettings,
} from './declared-statements.ts'
import type { Dialect } from './dialect.ts'
import { withPlaces } from './named-parameters.ts'
import { keptRowFile, type RowFile, type RowFormat } from './row-file.ts'
import { fromWindows1256, mapTexts, toWindows1256 } from './text-charset.ts'

/** What statements run on. */
export interface StatementMeans {
  readonly settings: DeclaredStatements & { readonly textCharset?: 'windows-1256' }
  readonly database: Database
  readonly dialect: Dialect
  /** Where the answers go that are files. */
  readonly contents: Contents
}

type Input = Readonly<Record<string, unknown>>
type Method = (input: Input, call: Call) => Promise<unknown>

/** A method for every declared operation. */
export function statementClient({
  settings,
  database,
  dialect,
  contents,
}: StatementMeans): Readonly<Record<string, Method>> {
  const { queries = {}, commands = {}, textCharset } = settings
  const isEncoded = textCharset !== undefined
  const encode = isEncoded ? toWindows1256 : (text: string): string => text
  const plainRows = ({ rows, columns }: Answer): Row[] =>
    rows.map((row) => {
      const plain = plainRow(row, columns)
      return isEncoded ? mapTexts(plain, fromWindows1256) : plain
    })

  const query = async (name: string, one: QuerySettings, asked: Asked): Promise<Result> => {
    const most = mostRows(asked.input, one.maxRows ?? usualRows)
    const statement = statementOf(one, asked, { dialect, encode })
    const answer = await database.read(`The query ${name}`, asked.call, (ask) => ask(statement, most + 1))
    return { rows: plainRows(answer).slice(0, most), more: answer.rows.length > most }
  }
  const file = (name: string, one: FileQuery, asked: Asked): Promise<RowFile> => {
    const { into, maxBytes = usualFileBytes } = one
    const maxRows = mostRows(asked.input, one.maxRows ?? usualFileRows)
    const statement = statementOf(one, asked, { dialect, encode })
    const portions = database.stream(`The query ${name}`, asked.call, { statement, limit: maxRows + 1 })
    const plan = { name, format: into, maxRows, maxBytes, ...(isEncoded && { decode: fromWindows1256 }) }
    return keptRowFile(portions, plan, contents)
  }
  const command = async (name: string, one: CommandSettings, asked: Asked): Promise<Done> => {
    const statement = statementOf(one, asked, { dialect, encode })
    try {
      const answer = await database.write(`The command ${name}`, asked.call, (ask) => ask(statement))
      return { changed: answer.changed, rows: plainRows(answer).slice(0, commandRows) }
    } catch (thrown) {
      throw isPlainChange(one.sql) ? thrown : maybeDone(thrown)
    }
  }
  const outcome = async (one: CommandSettings, asked: Asked): Promise<Inquiry<Done>> => {
    const { outcome = '' } = one
    const asking = queries[outcome]
    if (asking === undefined) return { outcome: 'unknown', reason: `there is no query ${outcome}` }
    const { rows } = await query(outcome, asking, asked)
    if (rows.length === 0) return { outcome: 'notDone' }
    return { outcome: 'done', output: { changed: rows.length, rows: rows.slice(0, commandRows) } }
  }

  return Object.fromEntries([
    ...Object.entries(queries).map(([name, one]): [string, Method] => [
      name,
      (input, call) =>
        isFileQuery(one) ? file(name, one, { input, call }) : query(name, one, { input, call }),
    ]),
    ...Object.entries(commands).flatMap(([name, one]): [string, Method][] => [
      [name, (input, call) => command(name, one, { input, call })],
      ...(one.outcome === undefined
        ? []
        : [[outcomeName(name), (input, call) => outcome(one, { input, call })] as [string, Method]]),
    ]),
  ])
}

type FileQuery = QuerySettings & { readonly into: RowFormat }

function isFileQuery(query: QuerySettings): query is FileQuery {
  return query.into !== undefined
}

function mostRows(input: Input, ofSettings: number): number {
  return Math.min(Number(input['limit'] ?? Infinity), ofSettings)
}

interface Asked {
  readonly input: Input
  readonly call: Call
}

interface Done {
  readonly changed: number
  readonly rows: readonly Row[]
}

interface Result {
  readonly rows: readonly Row[]
  readonly more: boolean
}

type Row = ReturnType<typeof plainRow>

interface Writing {
  readonly dialect: Dialect
  /** How the database keeps a text. */
  readonly encode: (text: string) => string
}

/** Texts in the SQL itself. */
const literal = /'(?:[^']|'')*'/g

function statementOf(
  {
    sql,
    parameters = {},
  }: { readonly sql: string; readonly parameters?: Readonly<Record<string, Parameter>> },
  { input, call }: Asked,
  { dialect, encode }: Writing,
): Statement {
  const values: (string | null)[] = []
  const text = withPlaces(sql.replaceAll(literal, encode), (name) => {
    const declared = name === callKey ? 'text' : (parameters[name] ?? 'text')
    const kind = typeof declared === 'string' ? declared : declared.type
    const value = name === callKey ? call.key : input[name]
    const type = dialect.parameterTypes[kind]
    const whole = textOf(value)
    const given = whole !== null && kind === 'text' ? encode(whole) : whole
    return dialect.parameter(
      values.push(given === null ? null : (dialect.bound?.(given, type) ?? given)),
      type,
    )
  })
  return { text, values }
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw fail('refused', 'A parameter of a statement must be a text, a number or a boolean.', {
    code: 'BAD_PARAMETER',
  })
}

/** A procedure may commit by itself; of a single change it is certain that it was undone. */
function isPlainChange(sql: string): boolean {
  return /^\s*(insert|update|delete|merge|replace|with)\b/i.test(sql)
}

/** The failure without the certainty that nothing has happened. */
function maybeDone(thrown: unknown): unknown {
  const failure = failureOf(thrown)
  if (failure?.details?.['rolledBack'] !== true) return thrown
  const { kind, message, details, ...more } = failure
  const { sent: _sent, rolledBack: _rolledBack, ...rest } = details
  return fail(kind, message, { ...more, details: rest, cause: thrown })
}
