/** The answer of a query as a file that is kept outside of the call: written a portion of rows at a time, whole or not at all. */
import { csvLine } from '../../engine/values/csv-line.ts'
import { fail } from '../../engine/values/failure.ts'
import type { ContentReference, Contents } from '../adapter.ts'
import { plainRow, type Answer, type Rows } from './database.ts'
import { mapTexts } from './text-charset.ts'

/** What a file of rows is written as. */
export type RowFormat = keyof typeof rowFormats

/** How a file is to be. */
export interface RowFilePlan {
  /** Name of the query. */
  readonly name: string
  readonly format: RowFormat
  /** What more rows than these leave out. */
  readonly maxRows: number
  readonly maxBytes: number
  /** How a text is read, where the database keeps it otherwise. */
  readonly decode?: (text: string) => string
}

/** A file of rows. */
export interface RowFile {
  readonly content: ContentReference
  /** Rows in the file; headings are none. */
  readonly rows: number
  readonly more: boolean
}

/** Keeps the file. Raises what reading raises, and `refused` for one that grows too large; nothing is kept then. */
export async function keptRowFile(
  portions: AsyncIterable<Rows>,
  plan: RowFilePlan,
  contents: Contents,
): Promise<RowFile> {
  const { name, maxRows, maxBytes } = plan
  const { mediaType, extension, head, line } = rowFormats[plan.format]
  const decode = plan.decode ?? ((text: string): string => text)
  let [rows, sizeBytes, more] = [0, 0, false]

  async function* pieces(): AsyncGenerator<Uint8Array> {
    let isFirst = true
    for await (const portion of portions) {
      const taken = portion.rows.slice(0, maxRows - rows)
      const lines = taken.map((row) => line(row, portion.columns, decode))
      const bytes = Buffer.from(`${isFirst ? head(portion.columns) : ''}${lines.join('')}`)
      isFirst = false
      rows += taken.length
      more ||= taken.length < portion.rows.length
      sizeBytes += bytes.length
      if (sizeBytes > maxBytes) throw tooLarge(name, maxBytes)
      if (bytes.length > 0) yield bytes
    }
  }

  const about = { mediaType, name: `${name}.${extension}`, maxBytes }
  const content = await contents.put(pieces(), about)
  return { content, rows, more }
}

type Decode = (text: string) => string

interface Format {
  readonly mediaType: string
  readonly extension: string
  readonly head: (columns: Answer['columns']) => string
  readonly line: (row: Answer['rows'][number], columns: Answer['columns'], decode: Decode) => string
}

/** The formats. */
export const rowFormats = {
  jsonLines: {
    mediaType: 'application/x-ndjson',
    extension: 'jsonl',
    head: () => '',
    line: (row, columns, decode) => `${JSON.stringify(mapTexts(plainRow(row, columns), decode))}\n`,
  },
  csv: {
    mediaType: 'text/csv; charset=utf-8',
    extension: 'csv',
    // Without the byte order mark Excel takes UTF-8 for the charset of its machine.
    head: (columns) => `\ufeff${csvLine(columns.map(({ name }) => ({ text: name })))}`,
    line: (row, columns, decode) =>
      csvLine(
        row.map((text, at) => ({
          text: text === null ? null : decode(text),
          isPlain: columns[at]?.kind !== 'text',
        })),
      ),
  },
} satisfies Readonly<Record<string, Format>>

function tooLarge(name: string, maxBytes: number): Error {
  const words = `The query ${name} has more rows than a file of ${String(maxBytes)} bytes can hold`
  return fail(
    'refused',
    `${words}; nothing of it was kept. Ask for less, or raise maxBytes in its settings.`,
    {
      code: 'CONTENT_TOO_LARGE',
    },
  )
}
