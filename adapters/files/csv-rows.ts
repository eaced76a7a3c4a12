/** Rows of a CSV file under the names of their columns. */
import { csvDelimiter, csvParser, type CsvRow } from '../../engine/values/csv.ts'
import { headerNames, namedRecord } from './named-columns.ts'
import { byteCounter, headOf, textFile, type BytesFrom, type TextFile } from './positioned-text.ts'
import type { ReadRow, RowMark } from './read-row.ts'
import type { CsvFormat } from './row-formats.ts'

/** Reads them from the beginning, or from a mark on. */
export async function* csvRows(
  bytesFrom: BytesFrom,
  format: CsvFormat,
  from?: RowMark,
): AsyncGenerator<ReadRow> {
  const head = await headOf(bytesFrom)
  const file = textFile(bytesFrom, head, format.encoding)
  const dialect = dialectOf(file, head, format)
  const { names, start } = await headerOf(file, dialect, format)
  for await (const { row, next } of cellsFrom(file, dialect, from ?? start)) {
    const { number, cells, fault } = row
    const read = fault === undefined ? namedRecord(cells, names) : { fault }
    yield { row: number, ...read, next }
  }
}

/** The names of the columns, and where the rows begin. */
async function headerOf(
  file: TextFile,
  dialect: Dialect,
  { columns, headerRow }: CsvFormat,
): Promise<{ readonly names: readonly string[]; readonly start: RowMark }> {
  const begin: RowMark = { byte: dialect.firstByte, row: 0 }
  if (columns !== undefined && headerRow === undefined) return { names: columns, start: begin }
  for await (const { row, next } of cellsFrom(file, dialect, begin)) {
    if (row.number < (headerRow ?? 1)) continue
    return { names: columns ?? headerNames(row.number, row.cells, row.fault), start: next }
  }
  return { names: columns ?? [], start: begin }
}

interface Dialect {
  readonly delimiter: string
  readonly quote: string
  /** Where the rows begin: behind the mark, and behind Excel's `sep=;`. */
  readonly firstByte: number
}

function dialectOf({ encoding, start }: TextFile, head: Uint8Array, format: CsvFormat): Dialect {
  const { quote = '"' } = format
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(head.subarray(start))
  const { delimiter, skip } = csvDelimiter(text, quote)
  // What states the delimiter is ASCII.
  const width = encoding.startsWith('utf-16') ? 2 : 1
  return { delimiter: format.delimiter ?? delimiter, quote, firstByte: start + skip * width }
}

interface PlacedRow {
  readonly row: CsvRow
  readonly next: RowMark
}

/** State of a mark behind a carriage return, whose line feed may still come. */
const afterReturn = 'r'

async function* cellsFrom(file: TextFile, dialect: Dialect, from: RowMark): AsyncGenerator<PlacedRow> {
  const { delimiter, quote } = dialect
  const parser = csvParser(
    { delimiter, quote },
    { number: from.row + 1, isAfterReturn: from.state === afterReturn },
  )
  let [before, byte] = [0, from.byte]
  const placed = (row: CsvRow, at: number): PlacedRow => ({
    row,
    next: { byte: at, row: row.number, ...(row.isAfterReturn && { state: afterReturn }) },
  })
  for await (const piece of file.textFrom(from.byte)) {
    const bytesUpTo = byteCounter(piece, file.encoding)
    for (const row of parser.push(piece.text)) yield placed(row, bytesUpTo(row.end - before))
    before += piece.text.length
    byte = bytesUpTo(piece.text.length)
  }
  for (const row of parser.end()) yield placed(row, byte)
}
