/**
 * Tables in files: CSV, JSON Lines and Excel workbooks (XLSX) read into rows with their numbers. CSV and JSON Lines
 * stream: memory does not grow with the file. A row that cannot be read comes out with a `fault` and holds up no
 * other; a file that cannot be read raises the failure `unreadable` with what to change.
 */
import { csvParser, longestRow, type CsvDialect, type CsvRow } from './csv.ts'
import { fail } from './failure.ts'
import type { JsonObject } from './json.ts'
import { decodedText, type TextEncoding } from './text-encoding.ts'
import { xlsxRows, type Cell } from './xlsx.ts'

/** The kinds of tables. */
export type TableFormat = 'csv' | 'jsonl' | 'xlsx'

/** What is known about a file. Everything but the format is found out when left out. */
export interface TableOptions extends CsvDialect {
  readonly format: TableFormat
  /** Of CSV and JSON Lines. */
  readonly encoding?: TextEncoding
  /** Of a workbook: name, or number from 1. Default 1. */
  readonly sheet?: string | number
}

/** Cells of one row. `row` counts from 1 as a spreadsheet does; a header is a row like any other. */
export interface TableCells {
  readonly row: number
  readonly cells: readonly Cell[]
  readonly fault?: string
}

/** One row under its header's names, or one line of JSON; blank cells are left out. Either `record` or `fault`. */
export type TableRow =
  | { readonly row: number; readonly record: JsonObject; readonly fault?: undefined }
  | { readonly row: number; readonly record?: undefined; readonly fault: string }

/** The bytes of a file, in pieces. */
export type Bytes = AsyncIterable<Uint8Array>

/** Rows of a CSV file or workbook as they stand, without those that are all blank. */
export async function* tableCells(input: Bytes, options: TableOptions): AsyncGenerator<TableCells> {
  if (options.format === 'xlsx') {
    yield* workbookCells(input, options)
    return
  }
  if (options.format === 'jsonl') throw new Error('JSON Lines have no cells; use tableRows')
  const parser = csvParser(options)
  for await (const text of decodedText(input, options.encoding)) yield* parser.push(text).map(ofCsv)
  yield* parser.end().map(ofCsv)
}

/** Records of a table: the first row that is not blank names the columns, every further one is a record. */
export async function* tableRows(input: Bytes, options: TableOptions): AsyncGenerator<TableRow> {
  if (options.format === 'jsonl') {
    yield* jsonLines(input, options)
    return
  }
  let names: readonly string[] | undefined
  for await (const one of tableCells(input, options)) {
    if (names === undefined) names = headerOf(one)
    else yield recordOf(one, names)
  }
}

/** The format by the end of a file's name, or `undefined`. */
export function tableFormatOf(fileName: string): TableFormat | undefined {
  const end = fileName.toLowerCase().split('.').at(-1)
  if (end === 'ndjson') return 'jsonl'
  return end === 'csv' || end === 'jsonl' || end === 'xlsx' ? end : undefined
}

function ofCsv({ number, cells, fault }: CsvRow): TableCells {
  return { row: number, cells, ...(fault !== undefined && { fault }) }
}

async function* workbookCells(input: Bytes, { sheet }: TableOptions): AsyncGenerator<TableCells> {
  const pieces: Uint8Array[] = []
  for await (const piece of input) pieces.push(piece)
  const rows = await xlsxRows(Buffer.concat(pieces), sheet)
  for (const [place, cells] of rows.entries()) {
    if (cells.some((cell) => !isBlank(cell))) yield { row: place + 1, cells }
  }
}

function headerOf({ row, cells, fault }: TableCells): readonly string[] {
  if (fault !== undefined) throw fail('unreadable', `Row ${String(row)}, the header, ${fault}.`)
  const names = cells.map((cell) => (cell === null ? '' : String(cell).trim()))
  const twice = names.find((name, place) => name !== '' && names.indexOf(name) !== place)
  if (twice !== undefined) throw fail('unreadable', `The header names the column "${twice}" twice.`)
  return names
}

function recordOf({ row, cells, fault }: TableCells, names: readonly string[]): TableRow {
  if (fault !== undefined) return { row, fault }
  const stray = cells.findIndex((cell, place) => !isBlank(cell) && (names[place] ?? '') === '')
  if (stray >= 0)
    return { row, fault: `has a value in column ${String(stray + 1)}, which the header does not name` }
  const values = cells.flatMap((cell, place) => (isBlank(cell) ? [] : [[names[place] ?? '', cell] as const]))
  return { row, record: Object.fromEntries(values) }
}

function isBlank(cell: Cell): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '')
}

async function* jsonLines(input: Bytes, { encoding }: TableOptions): AsyncGenerator<TableRow> {
  let [row, rest] = [0, '']
  for await (const text of decodedText(input, encoding)) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield* jsonLine(line, (row += 1))
    if (rest.length > longestRow) {
      throw fail('unreadable', `Line ${String(row + 1)} is longer than ${String(longestRow)} characters.`)
    }
  }
  yield* jsonLine(rest, row + 1)
}

function jsonLine(line: string, row: number): readonly TableRow[] {
  if (line.trim() === '') return []
  try {
    const record = JSON.parse(line) as unknown
    if (typeof record !== 'object' || record === null || Array.isArray(record)) {
      return [{ row, fault: 'is not a JSON object' }]
    }
    return [{ row, record: record as JsonObject }]
  } catch {
    return [{ row, fault: 'is not JSON' }]
  }
}
