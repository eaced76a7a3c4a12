/** How a connection names its views and says how they are read. The same for every database. */
import { Type, type Static, type TString } from 'typebox'

const closed = { additionalProperties: false }

/** The name of a column as the database writes it; the adapters quote it. */
const column = (description: string): TString =>
  Type.String({ pattern: '^[^"\\u0000-\\u001f]{1,128}$', description })

/** The name of a view in the settings; also the name of its source. */
export const viewName = (description: string): TString =>
  Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,63}$', description })

/** Any column. */
export const anyColumn = column('Name of a column.')

/**
 * What the text of a column becomes; `text` unless said otherwise. A value that does not fit stays as it is, and
 * the intake then refuses that one record and says why.
 */
export const Conversion = Type.Enum(['text', 'integer', 'boolean', 'rial', 'tomanAsRial'])
/** What the text of a column becomes. */
export type Conversion = Static<typeof Conversion>

const Field = Type.String({ pattern: '^(custom\\.)?[a-z][A-Za-z0-9]{0,99}$' })

/** Names that PostgreSQL gives to slots. */
const Slot = Type.String({
  pattern: '^[a-z0-9_]{1,63}$',
  description:
    'PostgreSQL: name of the replication slot, which belongs to this source alone. It is made when it is not there.',
})

const ChangeSettings = Type.Object(
  {
    table: Type.Optional(
      Type.String({
        pattern: '^[^".\\u0000-\\u001f]{1,128}(\\.[^".\\u0000-\\u001f]{1,128})?$',
        description: 'The table whose changes are told, with its schema; the view itself by default.',
      }),
    ),
    key: Type.Optional(column('Its primary key, one column; by default the `id` of the view.')),
    slot: Type.Optional(Slot),
    publication: Type.Optional(
      Type.String({
        pattern: '^[^"\\u0000-\\u001f]{1,63}$',
        description: 'PostgreSQL: name of a publication that has the table.',
      }),
    ),
    maxKeptBytes: Type.Optional(
      Type.Integer({
        minimum: 1_048_576,
        maximum: 1_099_511_627_776,
        description:
          'PostgreSQL: the source is not healthy while the server keeps more bytes of its log for the slot. ' +
          'Default 1 GiB.',
      }),
    ),
  },
  {
    ...closed,
    description:
      'Read what the database itself has recorded as changed, deletions too, instead of a watermark: change tracking ' +
      'of SQL Server, logical decoding of PostgreSQL. The whole view is read once, and again when the record no ' +
      'longer goes back far enough. `externalId` must be the `id`.',
  },
)

const Mark = Type.String({ minLength: 1, maxLength: 100 })

const nothing = { minProperties: 1 }

/** How one view is read. */
export const ViewSettings = Type.Object(
  {
    title: Type.Optional(Type.Object({ en: Type.String(), fa: Type.String() }, closed)),
    view: Type.String({
      pattern: '^[^".\\u0000-\\u001f]{1,128}(\\.[^".\\u0000-\\u001f]{1,128})?$',
      description: 'Name of the view or table, with its schema where needed: `sales.customers`.',
    }),
    type: Type.String({ minLength: 1, maxLength: 100, description: 'Name of the canonical entity.' }),
    externalId: column('Column with the id that the other system knows the thing by.'),
    watermark: Type.Optional(
      column(
        'Column that grows with every change: a time, or a number in the order of commits. Without one every poll ' +
          'compares the whole view with what was there before, and deleted rows are seen.',
      ),
    ),
    id: column('Column that tells rows of one watermark apart; never null, and unique without a watermark.'),
    start: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description: '`beginning`, `now`, or the first watermark to read. Needed with a watermark.',
      }),
    ),
    backfill: Type.Optional(
      Type.Object(
        { from: Mark, until: Mark },
        {
          ...closed,
          description:
            'Watermarks from (inclusive) and until (exclusive): a second source `<name>Backfill` reads them beside ' +
            'the running poll, once, with a cursor of its own.',
        },
      ),
    ),
    changes: Type.Optional(ChangeSettings),
    paused: Type.Optional(
      Type.Literal(true, {
        description: 'When the view is new, nothing of it is stored until its source is resumed.',
      }),
    ),
    pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, description: 'Default 500.' })),
    everyMs: Type.Optional(
      Type.Integer({ minimum: 100, maximum: 86_400_000, description: 'Default 30,000.' }),
    ),
    aliveWithinMs: Type.Optional(Type.Integer({ minimum: 1000, maximum: 604_800_000 })),
    mapping: Type.Optional(
      Type.Record(anyColumn, Type.Union([Field, Type.Object({ field: Field, as: Conversion }, closed)]), {
        ...closed,
        ...nothing,
        description: 'Column → field of the entity; `custom.grade` is one that the organisation has defined.',
      }),
    ),
    fields: Type.Optional(
      Type.Record(Field, Type.String({ minLength: 1, maxLength: 4000 }), {
        ...closed,
        ...nothing,
        description:
          'Field of the entity → FEEL expression over the columns of the row: `string join([first, last], " ")`. ' +
          'Fields that come out as null are left away.',
      }),
    ),
    versionColumn: Type.Optional(column('Version of a row; the watermark by default.')),
    deletedColumn: Type.Optional(
      column('A row is deleted when this is anything but null, false, 0, n, no or empty.'),
    ),
  },
  closed,
)
/** How one view is read. */
export type ViewSettings = Static<typeof ViewSettings>

/** Settings that mean the same for every database; spread them into the adapter's own. */
export const viewSettings = {
  views: Type.Record(viewName('Name of the source.'), ViewSettings, {
    ...closed,
    minProperties: 1,
    title: 'Views',
  }),
  lagMs: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 86_400_000,
      title: 'Safety lag',
      description:
        'Milliseconds for which a changed row waits, so that rows mostly come in their order. Default 2,000.',
    }),
  ),
  overlapMs: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 86_400_000,
      title: 'Overlap',
      description:
        'Rows of this many milliseconds are looked at again with every poll, because a transaction may commit long ' +
        'after the time it wrote down: longer than any transaction that writes one. What was seen is not told ' +
        'again. Only for watermarks that are times. Default 300,000.',
    }),
  ),
  timeZone: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_+/-]{1,64}$',
      title: 'Time zone',
      description: 'Zone of watermarks that carry none, `Asia/Tehran`. Default UTC.',
    }),
  ),
  textCharset: Type.Optional(
    Type.Enum(['windows-1256'], {
      title: 'Charset of texts',
      description:
        'For databases that call their texts Latin-1 while their programs wrote Windows-1256: Persian that shows ' +
        'as `Úáí` is read, looked for and written as it was meant.',
    }),
  ),
}

/** Milliseconds of the safety lag unless the settings say otherwise. */
export const usualLagMs = 2000
/** Milliseconds of the overlap unless the settings say otherwise. */
export const usualOverlapMs = 300_000

/** Rows of a page. */
export function pageSizeOf({ pageSize = 500 }: ViewSettings): number {
  return pageSize
}
