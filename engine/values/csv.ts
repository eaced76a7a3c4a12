/**
 * CSV (RFC 4180) as it is met: any delimiter and quote, quotes doubled inside quotes, line ends of any system, line
 * breaks inside quotes, Excel's first line `sep=;`. Pure: text goes in piece by piece, rows come out.
 */

/** How the text is written. */
export interface CsvDialect {
  /** One character. Default: of comma, semicolon, tab and bar the one that the first line has most of. */
  readonly delimiter?: string
  /** One character. Default `"`. */
  readonly quote?: string
}

/** Where reading goes on in the middle of a text; needs the delimiter in the dialect. */
export interface CsvPlace {
  /** Number of the row that comes next. */
  readonly number: number
  /** The line end before it was a carriage return, whose line feed may still come. */
  readonly isAfterReturn: boolean
}

/** One row; `number` counts from 1 as a spreadsheet does, blank rows included. */
export interface CsvRow {
  readonly number: number
  readonly cells: readonly string[]
  /** Why the row cannot be read. */
  readonly fault?: string
  /** Characters (UTF-16 units) that the parser had taken when the row ended. */
  readonly end: number
  /** It ended with a carriage return, whose line feed may still come. */
  readonly isAfterReturn: boolean
}

/** Turns pieces of text into rows. */
export interface CsvParser {
  push(text: string): readonly CsvRow[]
  /** What is left when no more text comes. */
  end(): readonly CsvRow[]
}

/** Characters of one row; beyond it a quote was most likely never closed. */
export const longestRow = 1_048_576

type Place = 'cellStart' | 'plain' | 'quoted' | 'quoteInQuoted'

/** Makes a parser; a row that is too long comes out with a fault, and reading goes on at the next line. */
export function csvParser({ delimiter, quote = '"' }: CsvDialect = {}, from?: CsvPlace): CsvParser {
  let [separator, waiting] = [delimiter, '']
  let place: Place = 'cellStart'
  let [cell, cells, length] = ['', [] as string[], 0]
  let [number, isAfterReturn] = [from?.number ?? 1, from?.isAfterReturn ?? false]
  let taken = 0

  function endCell(): void {
    cells.push(cell)
    cell = ''
    place = 'cellStart'
  }

  function endRow(fault?: string): readonly CsvRow[] {
    endCell()
    const row = { number, cells, end: taken, isAfterReturn, ...(fault !== undefined && { fault }) }
    number += 1
    cells = []
    length = 0
    return fault === undefined && row.cells.every((text) => text === '') ? [] : [row]
  }

  function isLineEnd(character: string): boolean {
    return (character === '\n' || character === '\r') && (place !== 'quoted' || length > longestRow)
  }

  function take(character: string): readonly CsvRow[] {
    taken += character.length
    const isRestOfLineEnd = isAfterReturn && character === '\n'
    isAfterReturn = false
    if (isRestOfLineEnd) return []
    if (isLineEnd(character)) {
      isAfterReturn = character === '\r'
      return endRow(length > longestRow ? 'is too long; is a quote left open?' : undefined)
    }
    length += 1
    if (length <= longestRow) inRow(character)
    return []
  }

  function inRow(character: string): void {
    if (place === 'quoted') {
      if (character === quote) place = 'quoteInQuoted'
      else cell += character
    } else if (character === separator) endCell()
    else if (character === quote && place !== 'plain') {
      if (place === 'quoteInQuoted') cell += quote
      place = 'quoted'
    } else {
      cell += character
      place = 'plain'
    }
  }

  function takeAll(text: string): readonly CsvRow[] {
    const rows: CsvRow[] = []
    for (const character of text) rows.push(...take(character))
    return rows
  }

  /** Holds the text back until its first line tells the delimiter. */
  function begin(text: string, isEnd: boolean): readonly CsvRow[] {
    waiting += text
    const lineEnd = /[\r\n]/.exec(waiting)?.index
    if (lineEnd === undefined && !isEnd && waiting.length < longestRow) return []
    const found = csvDelimiter(waiting, quote)
    separator = found.delimiter
    const all = waiting.slice(found.skip)
    taken += found.skip
    waiting = ''
    return takeAll(all)
  }

  return {
    push: (text) => (separator === undefined ? begin(text, false) : takeAll(text)),
    end: () => {
      const rows = separator === undefined ? begin('', true) : []
      if (place === 'quoted') return [...rows, ...endRow('ends inside quotes')]
      return cells.length > 0 || cell !== '' ? [...rows, ...endRow()] : rows
    },
  }
}

/** The delimiter of a text by its first line, and how many characters of it only state that (Excel's `sep=;`). */
export function csvDelimiter(
  text: string,
  quote = '"',
): { readonly delimiter: string; readonly skip: number } {
  const first = text.slice(0, /[\r\n]/.exec(text)?.index)
  const stated = /^sep=(.)$/.exec(first)?.[1]
  return { delimiter: stated ?? delimiterOf(first, quote), skip: stated === undefined ? 0 : first.length }
}

/** The delimiter that stands most often outside quotes; a comma when none does. */
function delimiterOf(line: string, quote: string): string {
  const outside = line.split(quote).filter((_part, place) => place % 2 === 0)
  const counted = [',', ';', '\t', '|'].map(
    (delimiter) => [delimiter, outside.join('').split(delimiter).length] as const,
  )
  return counted.reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}
