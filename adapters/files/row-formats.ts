/** How the rows of files are written: the settings of a source's format. */
import { Type, type Static } from 'typebox'

const closed = { additionalProperties: false }

const Character = Type.String({ minLength: 1, maxLength: 1 })
const ColumnName = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f]+$' })

const Encoding = Type.Enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1256'], {
  description: 'Found out unless given: by byte order mark, else by the look of the first bytes.',
})

const columns = Type.Array(ColumnName, {
  minItems: 1,
  maxItems: 1000,
  description: 'Names of the columns in their order, for files without a header.',
})

const headerRow = Type.Integer({
  minimum: 1,
  maximum: 1000,
  description:
    'Number of the row with the header, as a spreadsheet counts; what stands above is skipped. Default: the first that is not blank.',
})

/** CSV, however it is written. */
export const CsvFormat = Type.Object(
  {
    kind: Type.Literal('csv'),
    delimiter: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1,
        description: 'Default: of comma, semicolon, tab and bar the one that the first line has most of.',
      }),
    ),
    quote: Type.Optional(Character),
    encoding: Type.Optional(Encoding),
    columns: Type.Optional(columns),
    headerRow: Type.Optional(headerRow),
  },
  closed,
)
export type CsvFormat = Static<typeof CsvFormat>

/** Columns at fixed places of each line. */
export const FixedWidthFormat = Type.Object(
  {
    kind: Type.Literal('fixedWidth'),
    columns: Type.Array(
      Type.Object(
        {
          name: ColumnName,
          start: Type.Integer({ minimum: 1, maximum: 100_000, description: 'Its first character, from 1.' }),
          length: Type.Integer({ minimum: 1, maximum: 100_000 }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 1000 },
    ),
    skipLines: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1000, description: 'Lines of a heading. Default 0.' }),
    ),
    encoding: Type.Optional(Encoding),
  },
  closed,
)
export type FixedWidthFormat = Static<typeof FixedWidthFormat>

/** One JSON object a line. */
export const JsonLinesFormat = Type.Object(
  { kind: Type.Literal('jsonLines'), encoding: Type.Optional(Encoding) },
  closed,
)
export type JsonLinesFormat = Static<typeof JsonLinesFormat>

/** Records that are elements of an XML document. */
export const XmlFormat = Type.Object(
  {
    kind: Type.Literal('xml'),
    record: Type.String({
      pattern: '^[^/\\s]+(/[^/\\s]+)*$',
      maxLength: 1000,
      description:
        'Names of elements from the root to the record, without prefixes: `invoices/invoice`; `*` is any name.',
    }),
    encoding: Type.Optional(Encoding),
  },
  closed,
)
export type XmlFormat = Static<typeof XmlFormat>

/** A sheet of an Excel workbook. */
export const WorkbookFormat = Type.Object(
  {
    kind: Type.Literal('xlsx'),
    sheet: Type.Optional(
      Type.Union(
        [Type.Integer({ minimum: 1, maximum: 1000 }), Type.String({ minLength: 1, maxLength: 100 })],
        {
          description: 'Number from 1, or name. Default 1.',
        },
      ),
    ),
    columns: Type.Optional(columns),
    headerRow: Type.Optional(headerRow),
  },
  closed,
)
export type WorkbookFormat = Static<typeof WorkbookFormat>

/** How the rows of a file are written. */
export const RowFormat = Type.Union(
  [CsvFormat, FixedWidthFormat, JsonLinesFormat, XmlFormat, WorkbookFormat],
  {
    description:
      '`csv`, `fixedWidth`, `jsonLines` and `xml` are read piece by piece, whatever their size. A workbook (`xlsx`) is ' +
      'read as a whole: 50 MiB at most.',
  },
)
export type RowFormat = Static<typeof RowFormat>
