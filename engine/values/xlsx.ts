/** Rows of an Excel workbook (XLSX). A workbook is a ZIP with its directory at the end, so it is read as a whole. */
import { readSheet } from 'read-excel-file/node'

import { fail } from './failure.ts'

/** A cell as JSON: dates as `YYYY-MM-DD`, with a time of day as an instant (UTC, as Excel knows no zone). */
export type Cell = string | number | boolean | null

/** Largest workbook, packed and unpacked, in bytes. */
const limits = { packed: 50 * 1_048_576, unpacked: 500 * 1_048_576 }

/** The rows of one sheet (name, or number from 1), the first one by default; the failure `unreadable` when it is none. */
export async function xlsxRows(
  file: Uint8Array,
  sheet: string | number = 1,
): Promise<readonly (readonly Cell[])[]> {
  const unpacked = unpackedSize(file)
  if (file.length > limits.packed || unpacked > limits.unpacked) {
    throw fail('unreadable', 'The workbook is too large; save it as CSV, which is read row by row.')
  }
  try {
    const rows = await readSheet(Buffer.from(file.buffer, file.byteOffset, file.byteLength), sheet)
    return rows.map((row) => row.map(cellOf))
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : 'it is not an XLSX file'
    throw fail('unreadable', `The workbook cannot be read: ${what}.`, { cause })
  }
}

function cellOf(value: unknown): Cell {
  if (value instanceof Date) {
    const text = value.toISOString()
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text
  }
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return isPlain ? value : null
}

/** Sum of the sizes that the ZIP's directory declares (APPNOTE 4.3.12, 4.3.16); 0 when it has no directory. */
function unpackedSize(file: Uint8Array): number {
  const bytes = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const end = Buffer.from(file.buffer, file.byteOffset, file.byteLength).lastIndexOf('PK\u0005\u0006')
  if (end < 0 || end + 22 > file.length) return 0
  let [place, sum] = [bytes.getUint32(end + 16, true), 0]
  for (let left = bytes.getUint16(end + 10, true); left > 0 && place + 46 <= file.length; left -= 1) {
    sum += bytes.getUint32(place + 24, true)
    place +=
      46 +
      bytes.getUint16(place + 28, true) +
      bytes.getUint16(place + 30, true) +
      bytes.getUint16(place + 32, true)
  }
  return sum
}
