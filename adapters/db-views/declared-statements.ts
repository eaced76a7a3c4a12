/**
 * Statements that the settings of a connection declare: queries that read and commands that change, each of which
 * becomes an operation with typed fields. Callers give values, never SQL.
 *
 * A command says what may happen around a crash: `idempotent` when it can be repeated with the same `:callKey`
 * without doing its work twice, else `once`; its outcome is then found by a query of the same settings, or by a
 * person. Every command is one transaction.
 */
import { Type, type Static, type TSchema } from 'typebox'

import { fail } from '../../engine/values/failure.ts'
import { askAPerson, type Bilingual, type Effect, type Operation, type Operations } from '../adapter.ts'
import { contentSchema } from '../content-schema.ts'
import { parameterNames } from './named-parameters.ts'
import { rowFormats, type RowFormat } from './row-file.ts'
import { Row, viewOperations } from './view-operations.ts'
import { viewName } from './view-settings.ts'

const closed = { additionalProperties: false }

const ParameterKind = Type.Enum(['text', 'integer', 'decimal', 'boolean', 'date', 'instant'])

const Parameter = Type.Union([
  ParameterKind,
  Type.Object({ type: ParameterKind, optional: Type.Literal(true) }, closed),
])
/** What a parameter of a declared statement may be. */
export type Parameter = Static<typeof Parameter>

const Words = {
  title: Type.Optional(Type.Object({ en: Type.String(), fa: Type.String() }, closed)),
  summary: Type.Optional(Type.String({ maxLength: 500 })),
  sql: Type.String({
    minLength: 1,
    maxLength: 20_000,
    description: 'One statement; parameters are written `:name`. `:callKey` is the key of the call.',
    multiline: true,
  }),
  parameters: Type.Optional(Type.Record(viewName('Name of the parameter.'), Parameter, closed)),
  timeoutMs: Type.Optional(Type.Integer({ minimum: 100, maximum: 120_000, description: 'Default 30,000.' })),
}

const mostRows = 10_000
const mostFileRows = 100_000_000

/** A query of the settings. */
export const QuerySettings = Type.Object(
  {
    ...Words,
    into: Type.Optional(
      Type.Enum(['jsonLines', 'csv'], {
        description:
          'The answer is a file, kept outside of the call for thirty days: however many rows there are, only some are ' +
          'in memory at a time. `jsonLines` has every value as it is. `csv` is for Excel: UTF-8, and a text that would ' +
          'be a formula has an apostrophe in front. Without it the rows themselves are the answer.',
      }),
    ),
    maxRows: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: mostFileRows,
        description:
          'The server gives no more rows than this, and `more` says that it left some out. Default 100, 10,000 at most; ' +
          'of a file default 1,000,000.',
      }),
    ),
    maxBytes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 10_737_418_240,
        description:
          'Of a file. One that grows larger is refused, and nothing of it is kept. Default 104857600 (100 MiB).',
      }),
    ),
  },
  closed,
)
/** A query of the settings. */
export type QuerySettings = Static<typeof QuerySettings>

/** A command of the settings. */
export const CommandSettings = Type.Object(
  {
    ...Words,
    effect: Type.Enum(['idempotent', 'once']),
    repeatable: Type.Optional(
      Type.Literal(true, {
        description:
          'For `idempotent` without `:callKey`: doing it again changes nothing (`SET city = :city`).',
      }),
    ),
    outcome: Type.Optional(
      viewName(
        'For `once`: the query that finds what the command has done, with parameters of the same names. A row ' +
          'means it happened, no row that it did not. Without one a person is asked.',
      ),
    ),
  },
  closed,
)
/** A command of the settings. */
export type CommandSettings = Static<typeof CommandSettings>

/** Spread into the settings of an adapter. */
export const statementSettings = {
  queries: Type.Optional(
    Type.Record(viewName('Name of the operation.'), QuerySettings, { ...closed, title: 'Queries' }),
  ),
  commands: Type.Optional(
    Type.Record(viewName('Name of the operation.'), CommandSettings, { ...closed, title: 'Commands' }),
  ),
}

/** The declared part of a connection's settings. */
export interface DeclaredStatements {
  readonly queries?: Readonly<Record<string, QuerySettings>>
  readonly commands?: Readonly<Record<string, CommandSettings>>
}

/** Rows that a command may give back. */
export const commandRows = 100
/** Rows of a query unless its settings say otherwise. */
export const usualRows = 100
/** The same of a query whose answer is a file. */
export const usualFileRows = 1_000_000
/** Bytes of a file unless the settings say otherwise. */
export const usualFileBytes = 104_857_600

/** The parameter that every statement has: the same text on every attempt of the same call. */
export const callKey = 'callKey'

/** Name of the operation that finds what became of a command. */
export function outcomeName(command: string): string {
  return `${command}Outcome`
}

/** The operations of the views and of the settings. Raises `misconfigured`, naming the setting that is wrong. */
export function declaredOperations({ queries = {}, commands = {} }: DeclaredStatements): Operations {
  const entries: [string, Operation][] = [
    ...Object.entries(viewOperations),
    ...Object.entries(queries).map(([name, query]): [string, Operation] => [
      name,
      queryOperation(name, query),
    ]),
    ...Object.entries(commands).flatMap(([name, command]) => commandOperations(name, command, queries)),
  ]
  const names = entries.map(([name]) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw fail('misconfigured', `There are two operations ${twice}; rename yours.`)
  return Object.fromEntries(entries)
}

interface Declared {
  readonly title?: Bilingual
  readonly summary?: string
  readonly sql: string
  readonly parameters?: Readonly<Record<string, Parameter>>
  readonly timeoutMs?: number
}

/** What a query answers. */
const RowsOutput = Type.Object(
  {
    rows: Type.Array(Row, { maxItems: mostRows, personal: true }),
    more: Type.Boolean({ description: 'Whether the limit left rows out.' }),
  },
  closed,
)

/** The same when it is a file. */
const FileOutput = Type.Object(
  {
    content: contentSchema,
    rows: Type.Integer({ minimum: 0, description: 'Rows in the file, without the headings.' }),
    more: Type.Boolean({ description: 'Whether the limit left rows out.' }),
  },
  closed,
)

function queryOperation(name: string, query: QuerySettings): Operation {
  checkParameters(`queries/${name}`, query)
  checkFile(`queries/${name}`, query)
  if (query.parameters && 'limit' in query.parameters)
    throw fail(
      'misconfigured',
      `queries/${name}: every query has a field limit; name the parameter otherwise.`,
    )
  const limit = Type.Integer({
    minimum: 1,
    maximum: query.into === undefined ? mostRows : mostFileRows,
    description: 'Fewer rows than the settings allow.',
  })
  return {
    effect: 'read',
    ...wordsOf(name, query),
    input: inputOf(query, { limit: Type.Optional(limit) }),
    ...(query.into === undefined
      ? { output: RowsOutput, example: { input: exampleOf(query), output: { rows: [], more: false } } }
      : { output: FileOutput, example: { input: exampleOf(query), output: fileExample(name, query.into) } }),
  }
}

function fileExample(name: string, format: RowFormat): object {
  const { mediaType, extension } = rowFormats[format]
  return {
    content: {
      contentId: '5b1c6a39-7a25-4d0c-9d51-3b2a6f6f0d11',
      mediaType,
      name: `${name}.${extension}`,
      sizeBytes: 48_213,
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
    rows: 712,
    more: false,
  }
}

function checkFile(where: string, { into, maxRows = 1, maxBytes }: QuerySettings): void {
  if (into !== undefined) return
  if (maxRows > mostRows)
    throw fail(
      'misconfigured',
      `${where}: maxRows is ${String(mostRows)} at most where the rows themselves are the answer; for more say \`into\`.`,
    )
  if (maxBytes !== undefined)
    throw fail('misconfigured', `${where}: maxBytes is for files; say \`into\`, or leave it out.`)
}

/** What a command answers. */
const CommandOutput = Type.Object(
  {
    changed: Type.Integer({ minimum: 0, description: 'Rows that were changed.' }),
    rows: Type.Array(Row, {
      maxItems: commandRows,
      personal: true,
      description: 'What the statement gave back.',
    }),
  },
  closed,
)

function commandOperations(
  name: string,
  command: CommandSettings,
  queries: Readonly<Record<string, QuerySettings>>,
): [string, Operation][] {
  checkParameters(`commands/${name}`, command)
  const operation: Operation = {
    ...effectOf(name, command),
    ...wordsOf(name, command),
    input: inputOf(command),
    output: CommandOutput,
    example: { input: exampleOf(command), output: { changed: 1, rows: [] } },
  }
  if (command.outcome === undefined) return [[name, operation]]
  checkOutcome(name, command, queries[command.outcome])
  return [
    [name, operation],
    [outcomeName(name), outcomeOperation(operation)],
  ]
}

function effectOf(name: string, { effect, sql, repeatable, outcome }: CommandSettings): Effect {
  const wrong = (words: string): Error => fail('misconfigured', `commands/${name}: ${words}`)
  if (effect === 'once') {
    if (repeatable) throw wrong('is `once`, so it cannot be `repeatable`.')
    return { effect, inquire: outcome === undefined ? askAPerson : outcomeName(name) }
  }
  if (outcome !== undefined) throw wrong('is `idempotent`, so it needs no `outcome`.')
  if (repeatable || parameterNames(sql).includes(callKey)) return { effect }
  throw wrong(
    'is `idempotent`, so its statement must use `:callKey` to do nothing the second time, or say `repeatable: true` ' +
      'when doing it again changes nothing; else it is `once`.',
  )
}

function checkOutcome(name: string, command: CommandSettings, query: QuerySettings | undefined): void {
  const wrong = (words: string): Error => fail('misconfigured', `commands/${name}: ${words}`)
  if (query === undefined)
    throw wrong(`its outcome is found by ${command.outcome ?? ''}, which is no query of the settings.`)
  const unknown = Object.entries(query.parameters ?? {}).find(
    ([parameter, kind]) => typeof kind === 'string' && !Object.hasOwn(command.parameters ?? {}, parameter),
  )
  if (unknown) throw wrong(`its outcome needs the parameter ${unknown[0]}, which the command does not have.`)
  if (query.into !== undefined)
    throw wrong(`its outcome is found by rows, and the answer of ${command.outcome ?? ''} is a file.`)
  // The inquiry about a call is a call of its own, and its key is not promised to be the same.
  if (parameterNames(query.sql).includes(callKey))
    throw wrong('its outcome must be found by parameters of the command, not by `:callKey`.')
}

function outcomeOperation(command: Operation): Operation {
  return {
    effect: 'read',
    title: { en: `What became of: ${command.title.en}`, fa: `سرانجامِ ${command.title.fa}` },
    summary: `Says whether this happened: ${command.summary}`,
    timeoutMs: command.timeoutMs,
    input: command.input,
    output: Type.Union([
      Type.Object({ outcome: Type.Literal('done'), output: CommandOutput }, closed),
      Type.Object({ outcome: Type.Literal('notDone') }, closed),
      Type.Object({ outcome: Type.Literal('unknown'), reason: Type.String() }, closed),
    ]),
    example: { input: command.example.input, output: { outcome: 'notDone' } },
  }
}

function checkParameters(where: string, { sql, parameters = {} }: Declared): void {
  const used = new Set(parameterNames(sql))
  const undeclared = [...used].find((name) => name !== callKey && !Object.hasOwn(parameters, name))
  if (undeclared !== undefined)
    throw fail(
      'misconfigured',
      `${where}: the statement uses :${undeclared}, which is not in its parameters.`,
    )
  const unused = Object.keys(parameters).find((name) => !used.has(name))
  if (unused !== undefined)
    throw fail('misconfigured', `${where}: the parameter ${unused} is not used in the statement.`)
  if (Object.hasOwn(parameters, callKey))
    throw fail('misconfigured', `${where}: callKey is given by the hub and must not be declared.`)
}

function wordsOf(
  name: string,
  { title, summary, timeoutMs = 30_000 }: Declared,
): Pick<Operation, 'title' | 'summary' | 'timeoutMs'> {
  return {
    title: title ?? { en: name, fa: `دستور ${name}` },
    summary: summary ?? `Runs the statement ${name} of the settings.`,
    timeoutMs,
  }
}

const kinds: Readonly<
  Record<Static<typeof ParameterKind>, { readonly schema: () => TSchema; readonly example: unknown }>
> = {
  text: { schema: () => Type.String({ maxLength: 100_000, personal: true }), example: 'شیراز' },
  integer: {
    schema: () => Type.Union([Type.Integer(), Type.String({ pattern: '^-?\\d{1,38}$' })]),
    example: 17,
  },
  decimal: {
    schema: () =>
      Type.Union([Type.Number(), Type.String({ pattern: '^-?\\d{1,38}(\\.\\d{1,38})?$' })], {
        description: 'As text when a number could not hold it exactly.',
      }),
    example: '250000000.50',
  },
  boolean: { schema: () => Type.Boolean(), example: true },
  date: { schema: () => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), example: '2026-03-21' },
  instant: {
    schema: () => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z$' }),
    example: '2026-03-21T08:00:00Z',
  },
}

function kindOf(parameter: Parameter): Static<typeof ParameterKind> {
  return typeof parameter === 'string' ? parameter : parameter.type
}

function inputOf({ parameters = {} }: Declared, more: Readonly<Record<string, TSchema>> = {}): TSchema {
  const fields = Object.entries(parameters).map(([name, parameter]): [string, TSchema] => {
    const schema = kinds[kindOf(parameter)].schema()
    return [name, typeof parameter === 'string' ? schema : Type.Optional(Type.Union([schema, Type.Null()]))]
  })
  return Type.Object({ ...Object.fromEntries(fields), ...more }, closed)
}

function exampleOf({ parameters = {} }: Declared): object {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, kinds[kindOf(parameter)].example]),
  )
}
