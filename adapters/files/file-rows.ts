/** The rows of a file, whatever its format. */
import { fail } from '../../engine/values/failure.ts'
import { xlsxRows, type Cell } from '../../engine/values/xlsx.ts'
import { csvRows } from './csv-rows.ts'
import { fixedWidthRows, jsonLineRows } from './line-rows.ts'
import { headerNames, namedRecord } from './named-columns.ts'
import type { BytesFrom } from './positioned-text.ts'
import type { ReadRow, RowMark } from './read-row.ts'
import type { RowFormat, WorkbookFormat } from './row-formats.ts'
import { xmlRows } from './xml-rows.ts'

/**
 * Reads rows from the beginning, or from a mark on. A row that cannot be read comes with a fault; a file that cannot be
 * read raises `unreadable`, whose words go on from the name of the file.
 */
export function fileRows(bytesFrom: BytesFrom, format: RowFormat, from?: RowMark): AsyncGenerator<ReadRow> {
  switch (format.kind) {
    case 'csv':
      return csvRows(bytesFrom, format, from)
    case 'fixedWidth':
      return fixedWidthRows(bytesFrom, format, from)
    case 'jsonLines':
      return jsonLineRows(bytesFrom, format, from)
    case 'xml':
      return xmlRows(bytesFrom, format, from)
    case 'xlsx':
      return workbookRows(bytesFrom, format, from)
  }
}

/** Largest workbook, in bytes. */
const largestWorkbook = 50 * 1_048_576

async function* workbookRows(
  bytesFrom: BytesFrom,
  { sheet, columns, headerRow }: WorkbookFormat,
  from?: RowMark,
): AsyncGenerator<ReadRow> {
  const all = (await xlsxRows(await wholeOf(bytesFrom), sheet)).map((cells, at) => ({ row: at + 1, cells }))
  const rows = all.filter(({ row, cells }) => row >= (headerRow ?? 1) && cells.some(isSomething))
  const header = columns === undefined || headerRow !== undefined ? rows.shift() : undefined
  const names = columns ?? (header === undefined ? [] : headerNames(header.row, header.cells))
  const after = from?.row ?? 0
  for (const { row, cells } of rows)
    if (row > after) yield { row, ...namedRecord(cells, names), next: { byte: 0, row } }
}

function isSomething(cell: Cell): boolean {
  return cell !== null && cell !== ''
}

async function wholeOf(bytesFrom: BytesFrom): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of bytesFrom(0)) {
    pieces.push(piece)
    size += piece.length
    if (size > largestWorkbook)
      throw fail('unreadable', 'it is larger than 50 MiB; save it as CSV, which is read row by row')
  }
  return Buffer.concat(pieces)
}
