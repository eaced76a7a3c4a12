/** Rows of files that have one record a line: columns of fixed width, and JSON Lines. */
import { longestRow } from '../../engine/values/csv.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { exactRecord } from './exact-record.ts'
import { byteCounter, headOf, textFile, type BytesFrom, type TextFile } from './positioned-text.ts'
import type { ReadRow, RowMark } from './read-row.ts'
import type { FixedWidthFormat, JsonLinesFormat } from './row-formats.ts'

/** Reads columns of fixed width from the beginning, or from a mark on. */
export async function* fixedWidthRows(
  bytesFrom: BytesFrom,
  format: FixedWidthFormat,
  from?: RowMark,
): AsyncGenerator<ReadRow> {
  const { skipLines = 0, columns } = format
  for await (const line of lines(bytesFrom, format.encoding, from)) {
    const { number, text, next } = line
    if (number <= skipLines || (text?.trim() === '' && line.fault === undefined)) continue
    yield text === undefined
      ? { row: number, fault: line.fault ?? '', next }
      : { row: number, record: cut(text, columns), next }
  }
}

/** Reads JSON Lines from the beginning, or from a mark on. */
export async function* jsonLineRows(
  bytesFrom: BytesFrom,
  format: JsonLinesFormat,
  from?: RowMark,
): AsyncGenerator<ReadRow> {
  for await (const { number, text, fault, next } of lines(bytesFrom, format.encoding, from)) {
    if (text?.trim() === '') continue
    yield { row: number, ...(text === undefined ? { fault: fault ?? '' } : exactRecord(text)), next }
  }
}

function cut(text: string, columns: FixedWidthFormat['columns']): JsonObject {
  const characters = [...text]
  return Object.fromEntries(
    columns.map(({ name, start, length }) => {
      const value = characters
        .slice(start - 1, start - 1 + length)
        .join('')
        .trim()
      return [name, value === '' ? null : value]
    }),
  )
}

interface Line {
  readonly number: number
  readonly text?: string
  readonly fault?: string
  readonly next: RowMark
}

async function* lines(
  bytesFrom: BytesFrom,
  encoding: JsonLinesFormat['encoding'],
  from?: RowMark,
): AsyncGenerator<Line> {
  const file: TextFile = textFile(bytesFrom, await headOf(bytesFrom), encoding)
  const begin = from ?? { byte: file.start, row: 0 }
  let [number, rest, length, byte] = [begin.row, '', 0, begin.byte]
  const take = (end: string, behind: number): Line => {
    const whole = rest + end
    const isTooLong = length + end.length > longestRow
    ;[number, rest, length] = [number + 1, '', 0]
    const next = { byte: behind, row: number }
    return isTooLong
      ? { number, fault: 'is too long', next }
      : { number, text: whole.replace(/\r$/, ''), next }
  }
  for await (const piece of file.textFrom(begin.byte)) {
    const bytesUpTo = byteCounter(piece, file.encoding)
    let start = 0
    for (let end = piece.text.indexOf('\n'); end >= 0; end = piece.text.indexOf('\n', start)) {
      yield take(piece.text.slice(start, end), bytesUpTo(end + 1))
      start = end + 1
    }
    length += piece.text.length - start
    // Of a line that is too long nothing is kept.
    rest = length > longestRow ? '' : rest + piece.text.slice(start)
    byte = bytesUpTo(piece.text.length)
  }
  if (length > 0) yield take('', byte)
}
