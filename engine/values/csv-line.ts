/** Lines of CSV as Excel reads them: RFC 4180 with commas, to be written in UTF-8 behind a byte order mark. Pure. */

/** A cell; `null` leaves it empty, where an empty text is written as `""`. */
export interface CsvCell {
  readonly text: string | null
  /** Whatever the text is, it is no formula: numbers, days, headings that we chose ourselves. */
  readonly isPlain?: boolean
}

/** What a spreadsheet takes for the beginning of a formula, in either width. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/
const number = /^[+-]?\d+(\.\d+)?$/

/**
 * One line with its end. A text that a spreadsheet would run as a formula gets an apostrophe in front, which shows it as
 * it is; a plain number stays one.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`
}

function cellText({ text, isPlain = false }: CsvCell): string {
  if (text === null) return ''
  const safe = !isPlain && formula.test(text) && !number.test(text) ? `'${text}` : text
  return safe === '' || /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
