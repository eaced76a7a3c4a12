/** How a connection names its sources of files and says how they are read. The same for every place of files. */
import { Type, type Static } from 'typebox'

import { RowFormat } from './row-formats.ts'

const closed = { additionalProperties: false }

/** A path below the connection's folder: no `..`, nothing absolute, nothing hidden from people. */
export const pathPattern =
  '^(?![/\\\\])(?!.*(?:^|/)\\.{1,2}(?:/|$))(?!.*//)(?!.*/$)[^\\\\\\u0000-\\u001f]{1,1000}$'

const Folder = (description: string) =>
  Type.String({ pattern: pathPattern, description: `${description} Below the folder of the connection.` })

const NamePattern = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^/\\\\\\u0000-\\u001f]+$' })

const Column = Type.String({
  minLength: 1,
  maxLength: 300,
  description: 'Name of a column, in Persian letters or those of the file; `a/b` is b within a.',
})

/** What the text of a column becomes; a value that does not fit stays as it is, and the intake says why not. */
export const Conversion = Type.Enum(['text', 'integer', 'rial', 'tomanAsRial', 'boolean', 'day', 'instant'])
export type Conversion = Static<typeof Conversion>

const Field = Type.String({ pattern: '^(custom\\.)?[a-z][A-Za-z0-9]{0,99}$' })

const Ready = Type.Union(
  [
    Type.Object(
      {
        by: Type.Literal('stable'),
        forMs: Type.Optional(
          Type.Integer({ minimum: 0, maximum: 86_400_000, description: 'Default 10,000.' }),
        ),
      },
      closed,
    ),
    Type.Object(
      {
        by: Type.Literal('marker'),
        name: Type.Optional(
          Type.String({
            pattern: '^[^/\\\\\\u0000-\\u001f]*\\{(name|stem)\\}[^/\\\\\\u0000-\\u001f]*$',
            maxLength: 100,
            description:
              'Name of the empty file that is written last; `{name}` is the name of the file, `{stem}` the same ' +
              'without its end. Default `{name}.done`.',
          }),
        ),
      },
      closed,
    ),
    Type.Object({ by: Type.Literal('rename') }, closed),
  ],
  {
    description:
      'When a file is complete: its size and time have not changed for a while (`stable`, the default), another file ' +
      'says so (`marker`), or at once, because whoever writes gives it its name at the end (`rename`).',
  },
)

const After = Type.Union(
  [
    Type.Object({ do: Type.Literal('leave') }, closed),
    Type.Object({ do: Type.Literal('move'), to: Folder('Where files go that were read.') }, closed),
    Type.Object({ do: Type.Literal('delete') }, closed),
  ],
  {
    description:
      'What becomes of a file once all of it is stored. Default: it is left, and not read again. Of files that are ' +
      'left 10,000 may lie in a folder.',
  },
)

/** How one source of files is read. */
export const FileSource = Type.Object(
  {
    title: Type.Optional(Type.Object({ en: Type.String(), fa: Type.String() }, closed)),
    folder: Type.Optional(Folder('Where the files are.')),
    include: Type.Optional(
      Type.Array(NamePattern, {
        minItems: 1,
        maxItems: 50,
        description: 'Names to take, with `*` and `?`: `customers-*.csv`. All by default.',
      }),
    ),
    exclude: Type.Optional(
      Type.Array(NamePattern, {
        maxItems: 50,
        description: 'Names to leave alone: `*.tmp`. Names that begin with a dot always are.',
      }),
    ),
    format: RowFormat,
    type: Type.String({ minLength: 1, maxLength: 100, description: 'Name of the canonical entity.' }),
    externalId: Type.Union([Column, Type.Array(Column, { minItems: 1, maxItems: 10 })], {
      description:
        'Column with the id that the other system knows the thing by, or several that make it together.',
    }),
    version: Type.Optional(Column),
    occurredAt: Type.Optional(Column),
    deleted: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 300,
        description: 'A row is deleted when this column is anything but null, false, 0, n, no or empty.',
      }),
    ),
    rowsWithoutId: Type.Optional(
      Type.Enum(['park', 'skip'], {
        description: '`skip` for totals at the end of a list. Default `park`: they are kept for people.',
      }),
    ),
    mapping: Type.Optional(
      Type.Record(Column, Type.Union([Field, Type.Object({ field: Field, as: Conversion }, closed)]), {
        ...closed,
        minProperties: 1,
        description: 'Column → field of the entity; `custom.grade` is one that the organisation has defined.',
      }),
    ),
    fields: Type.Optional(
      Type.Record(Field, Type.String({ minLength: 1, maxLength: 4000 }), {
        ...closed,
        minProperties: 1,
        description:
          'Field of the entity → FEEL expression over the columns of the row: `string join([first, last], " ")`; a ' +
          'column whose name is none of FEEL stands in backticks. Fields that come out as null are left away.',
      }),
    ),
    ready: Type.Optional(Ready),
    order: Type.Optional(
      Type.Enum(['name', 'time'], { description: 'Which file comes first. Default `name`.' }),
    ),
    identity: Type.Optional(
      Type.Enum(['time', 'content'], {
        description:
          'What makes a file another one beside its name and size: the time it was changed (the default), or its ' +
          'content, for which every file is read twice.',
      }),
    ),
    start: Type.Optional(
      Type.Enum(['beginning', 'now'], {
        description: '`now` leaves the files alone that are there at the first poll. Default `beginning`.',
      }),
    ),
    fullList: Type.Optional(
      Type.Literal(true, {
        description:
          'Every file lists all there is: what was in one before and is not in this one is told as deleted, unless a ' +
          'row of it has no id or it has no rows at all.',
      }),
    ),
    after: Type.Optional(After),
    failedTo: Type.Optional(
      Folder('Where files go that could not be read to their end. Default: as if they had been.'),
    ),
    timeZone: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9_+/-]{1,64}$',
        description: 'Of instants that carry none, `Asia/Tehran`. Default UTC.',
      }),
    ),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, description: 'Default 500.' })),
    everyMs: Type.Optional(
      Type.Integer({ minimum: 100, maximum: 86_400_000, description: 'Default 30,000.' }),
    ),
    aliveWithinMs: Type.Optional(Type.Integer({ minimum: 1000, maximum: 604_800_000 })),
  },
  closed,
)
export type FileSource = Static<typeof FileSource>

/** Settings that mean the same for every place of files; spread them into the adapter's own. */
export const fileSettings = {
  sources: Type.Optional(
    Type.Record(
      Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,63}$', description: 'Name of the source.' }),
      FileSource,
      { ...closed, title: 'Sources' },
    ),
  ),
}

/** The sources of a connection by name. */
export type FileSources = Readonly<Record<string, FileSource>>

/** Sources as they may look: what an accounting program exports every night. */
export const sourcesExample: Record<string, FileSource> = {
  customers: {
    title: { en: 'Customers of the accounting', fa: 'مشتریان نرم‌افزار حسابداری' },
    folder: 'export',
    include: ['customers-*.csv'],
    format: { kind: 'csv', delimiter: ';', encoding: 'windows-1256' },
    type: 'person',
    externalId: 'کد',
    mapping: {
      کد: 'customerNumber',
      'کد ملی': 'nationalCode',
      موبایل: 'mobile',
      'تاریخ تولد': { field: 'birthOn', as: 'day' },
      مانده: { field: 'balanceRial', as: 'rial' },
    },
    fields: { fullName: 'string join([`نام`, `نام خانوادگی`], " ")' },
    ready: { by: 'marker' },
    fullList: true,
    after: { do: 'move', to: 'archive' },
    failedTo: 'failed',
  },
}
