/**
 * Rows of a decision table from the cells of a file. The first row names the columns by title or by field; columns of
 * the table that the file lacks let everything through, outputs must all be there. `validFrom`, `validUntil` and `note`
 * (از تاریخ، تا تاریخ، توضیح) are read where they stand; columns that belong nowhere are named.
 */
import type { FieldError } from '../../contracts/problems.ts'
import { dayOfText } from '../values/instants.ts'
import type { Json } from '../values/json.ts'
import { matchKey, plainNumber } from '../values/persian-text.ts'
import type { DecisionTable, TableOutput, TableRow } from './model.ts'

/** One row of a file, counted as a spreadsheet counts. */
export interface FileRow {
  readonly row: number
  readonly cells: readonly (string | number | boolean | null)[]
}

/** The rows, or everything that is wrong. */
export interface ImportedRows {
  readonly rows: readonly TableRow[]
  readonly problems: readonly FieldError[]
}

type Cell = FileRow['cells'][number]

/** Reads the rows. */
export function rowsFromCells(table: DecisionTable, [header, ...rows]: readonly FileRow[]): ImportedRows {
  if (header === undefined) return { rows: [], problems: [{ path: 'file', message: 'has no rows' }] }
  const places = placesOf(table, header.cells)
  if (places.problems.length > 0) return { rows: [], problems: places.problems }
  const problems: FieldError[] = []
  const read = rows.map((row) => rowOf(table, places, { ...row, problems }))
  return { rows: read, problems }
}

interface Places {
  readonly inputs: readonly (number | undefined)[]
  readonly outputs: readonly (number | undefined)[]
  readonly validFrom: number | undefined
  readonly validUntil: number | undefined
  readonly note: number | undefined
  readonly problems: readonly FieldError[]
}

function placesOf({ inputs, outputs }: DecisionTable, cells: readonly Cell[]): Places {
  const keys = cells.map((cell) => matchKey(String(cell ?? '')))
  const used = new Set<number>()
  const find = (...names: readonly string[]): number | undefined => {
    const wanted = names.map(matchKey)
    const place = keys.findIndex((key, index) => key !== '' && wanted.includes(key) && !used.has(index))
    if (place >= 0) used.add(place)
    return place < 0 ? undefined : place
  }
  const found = {
    inputs: inputs.map(({ title, field }) => find(title, field)),
    outputs: outputs.map(({ title, name }) => find(title, name)),
    validFrom: find('validFrom', 'از تاریخ'),
    validUntil: find('validUntil', 'تا تاریخ'),
    note: find('note', 'توضیح', 'توضیحات'),
  }
  const problems = [
    ...outputs.flatMap(({ title }, column) =>
      found.outputs[column] === undefined
        ? [{ path: 'row 1', message: `the column "${title}" is missing` }]
        : [],
    ),
    ...cells.flatMap((cell, index) =>
      cell === null || cell === '' || used.has(index)
        ? []
        : [
            {
              path: `row 1, column ${String(index + 1)}`,
              message: `"${String(cell)}" is no column of the table`,
            },
          ],
    ),
  ]
  return { ...found, problems }
}

type Reading = FileRow & { readonly problems: FieldError[] }

function rowOf(table: DecisionTable, places: Places, { row, cells, problems }: Reading): TableRow {
  const at = (place: number | undefined): Cell => (place === undefined ? null : (cells[place] ?? null))
  const instant = (place: number | undefined, name: string): Readonly<Record<string, string>> => {
    const text = String(at(place) ?? '').trim()
    if (text === '') return {}
    const day = dayOfText(text)
    if (day === undefined) problems.push({ path: `row ${String(row)}, ${name}`, message: 'is not a date' })
    // The day begins in Iran.
    return day === undefined ? {} : { [name]: new Date(`${day}T00:00:00+03:30`).toISOString() }
  }
  const note = String(at(places.note) ?? '').trim()
  return {
    when: table.inputs.map((_, column) => String(at(places.inputs[column]) ?? '-')),
    then: table.outputs.map((output, column) => {
      const value = outputOf(at(places.outputs[column]), output)
      if (value !== undefined) return value
      problems.push({ path: `row ${String(row)}, ${output.title}`, message: `is not a ${output.type}` })
      return null
    }),
    ...instant(places.validFrom, 'validFrom'),
    ...instant(places.validUntil, 'validUntil'),
    ...(note !== '' && { note }),
  }
}

function outputOf(cell: Cell, { type }: TableOutput): Json | undefined {
  if (cell === null || cell === '') return null
  if (type === 'text') return String(cell)
  if (type === 'date') return dayOfText(String(cell))
  if (type === 'boolean') return booleanOf(cell)
  const number = typeof cell === 'number' ? cell : Number(plainNumber(String(cell)))
  return Number.isFinite(number) ? number : undefined
}

const truths: Readonly<Record<string, boolean>> = { true: true, بله: true, false: false, خیر: false }

function booleanOf(cell: Cell): boolean | undefined {
  return typeof cell === 'boolean' ? cell : truths[String(cell).trim().toLowerCase()]
}
