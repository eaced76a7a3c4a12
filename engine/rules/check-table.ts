/** What is wrong with a decision table, and what a reader should know about it: rows that overlap, cases left open. */
import type { FieldError } from '../../contracts/problems.ts'
import { canonicalJson, type Json } from '../values/json.ts'
import { shelves } from './decision-table.ts'
import type { DecisionTable, TableInput, TableOutput, TableRow } from './model.ts'
import { cellOf, contains, lets, type Cell, type Stretch } from './table-cells.ts'
import { windowProblems } from './validity.ts'

/** What was found in a table that can be used. */
export interface TableFindings {
  /** Rows, counted from 1, that can fit at once. */
  readonly overlaps: readonly { readonly rows: readonly [number, number]; readonly sameOutput: boolean }[]
  /** Cases for which no row fits, one example each: a value for every input. */
  readonly gaps: readonly Readonly<Record<string, string>>[]
  /** False when there were more cases than could be looked at; the lists are not complete then. */
  readonly isComplete: boolean
}

/** At most so many overlaps and gaps are told. */
const most = 100
/** Cases looked at for gaps. */
const mostCases = 50_000

/** The problems; none when the table can be used. UNIQUE rows must not overlap, ANY rows only with equal outputs. */
export function tableProblems(table: DecisionTable): readonly FieldError[] {
  const { inputs, outputs, rows, hitPolicy, aggregator } = table
  const wrong = [
    ...duplicates(
      'table/inputs',
      inputs.map(({ field }) => field),
    ),
    ...duplicates(
      'table/outputs',
      outputs.map(({ name }) => name),
    ),
    ...rows.flatMap((row, index) => rowProblems(table, row, `table/rows/${String(index)}`)),
    ...(aggregator !== undefined && (hitPolicy !== 'COLLECT' || outputs.length !== 1)
      ? [{ path: 'table/aggregator', message: 'is for COLLECT with one output' }]
      : []),
    ...(['PRIORITY', 'OUTPUT ORDER'].includes(hitPolicy) &&
    !outputs.some(({ values }) => values !== undefined)
      ? [
          {
            path: 'table/outputs',
            message: `${hitPolicy} needs \`values\` of an output, the most wanted first`,
          },
        ]
      : []),
  ]
  return wrong.length > 0 ? wrong : policyProblems(table)
}

function policyProblems(table: DecisionTable): readonly FieldError[] {
  if (table.hitPolicy !== 'UNIQUE' && table.hitPolicy !== 'ANY') return []
  return overlapsOf(table)
    .filter(({ sameOutput }) => table.hitPolicy === 'UNIQUE' || !sameOutput)
    .map(({ rows: [one, other] }) => ({
      path: `table/rows/${String(other - 1)}`,
      message: `fits together with row ${String(one)}, which ${table.hitPolicy} does not allow; narrow one of them`,
    }))
}

function duplicates(path: string, names: readonly string[]): readonly FieldError[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: `${path}/${String(index)}`, message: `"${name}" is there twice` }],
  )
}

function rowProblems({ inputs, outputs }: DecisionTable, row: TableRow, path: string): readonly FieldError[] {
  const { when, then } = row
  if (when.length !== inputs.length || then.length !== outputs.length) {
    const words = `needs ${String(inputs.length)} input cells and ${String(outputs.length)} output cells`
    return [{ path, message: words }]
  }
  return [
    ...inputs.flatMap((input, column) =>
      cellProblems(`${path}/when/${String(column)}`, when[column] ?? '', input),
    ),
    ...outputs.flatMap((output, column) =>
      outputProblems(`${path}/then/${String(column)}`, then[column], output),
    ),
    ...windowProblems(path, row),
  ]
}

function cellProblems(path: string, text: string, { type, values }: TableInput): readonly FieldError[] {
  try {
    const cell = cellOf(text, type)
    const unknown = (values ?? []).length === 0 ? [] : strangers(cell, values ?? [])
    return unknown.map((value) => ({ path, message: `"${value}" is none of the values of this column` }))
  } catch (error) {
    return [{ path, message: error instanceof Error ? error.message : String(error) }]
  }
}

function strangers({ stretches }: Cell, values: readonly string[]): readonly string[] {
  return stretches.flatMap(({ low, high }) =>
    typeof low === 'string' && low === high && !values.includes(low) ? [low] : [],
  )
}

function outputProblems(path: string, value: Json | undefined, { type }: TableOutput): readonly FieldError[] {
  if (value === null || value === undefined) return []
  const kinds = { text: 'string', number: 'number', boolean: 'boolean', date: 'string' } as const
  return typeof value === kinds[type] ? [] : [{ path, message: `must be a ${type} or null` }]
}

/** Overlaps and gaps of a table without problems. */
export function tableFindings(table: DecisionTable): TableFindings {
  const overlaps = overlapsOf(table)
  const { gaps, isComplete } = gapsOf(table)
  return { overlaps: overlaps.slice(0, most), gaps, isComplete: isComplete && overlaps.length <= most }
}

function overlapsOf({ inputs, rows }: DecisionTable): TableFindings['overlaps'] {
  const cells = cellsOf(inputs, rows)
  const { under, others } = shelves(cells)
  const found: { rows: [number, number]; sameOutput: boolean }[] = []
  const compare = (a: number, b: number): void => {
    const [one, other] = [rows[Math.min(a, b)], rows[Math.max(a, b)]]
    if (one === undefined || other === undefined || found.length > most || !validTogether(one, other)) return
    const meets = (cells[a] ?? []).every((cell, column) => meet(cell, cells[b]?.[column] ?? cell))
    if (!meets) return
    const sameOutput = canonicalJson(one.then) === canonicalJson(other.then)
    found.push({ rows: [Math.min(a, b) + 1, Math.max(a, b) + 1], sameOutput })
  }
  for (const group of under.values()) pairs(group, compare)
  pairs(others, compare)
  for (const group of under.values()) for (const a of group) for (const b of others) compare(a, b)
  return found.sort((a, b) => a.rows[0] - b.rows[0] || a.rows[1] - b.rows[1])
}

function cellsOf(inputs: readonly TableInput[], rows: readonly TableRow[]): readonly (readonly Cell[])[] {
  return rows.map(({ when }) => inputs.map(({ type }, column) => cellOf(when[column] ?? '-', type)))
}

function pairs(list: readonly number[], compare: (a: number, b: number) => void): void {
  list.forEach((a, place) => {
    for (const b of list.slice(place + 1)) compare(a, b)
  })
}

function validTogether(one: TableRow, other: TableRow): boolean {
  const isBefore = (a: TableRow, b: TableRow): boolean =>
    a.validUntil !== undefined &&
    b.validFrom !== undefined &&
    Date.parse(a.validUntil) <= Date.parse(b.validFrom)
  return !isBefore(one, other) && !isBefore(other, one)
}

function meet(a: Cell, b: Cell): boolean {
  return samples([a, b]).some((value) => lets(a, value) && lets(b, value))
}

/** Stands for every text that no cell names. */
const another = '\u2026'

/**
 * One value of every region into which the ends of all stretches cut a column: within a region no cell makes a difference.
 * Between two ends lies a region of its own, also when both are texts or days.
 */
function samples(cells: readonly Cell[]): readonly (string | number | boolean)[] {
  const ends = new Set(cells.flatMap(({ stretches }) => stretches.flatMap(endsOf)))
  const sorted = [...ends].sort((a, b) => (a < b ? -1 : 1))
  if (sorted.length === 0) return [another]
  if (typeof sorted[0] === 'boolean') return [true, false]
  if (typeof sorted[0] === 'number') return numberSamples(sorted as readonly number[])
  return [...sorted, ...sorted.map((end) => `${String(end)}\u0001`), another, '']
}

function endsOf({ low, high }: Stretch): readonly (string | number | boolean)[] {
  return [...(low === undefined ? [] : [low]), ...(high === undefined ? [] : [high])]
}

function numberSamples(ends: readonly number[]): readonly number[] {
  const between = ends.slice(1).map((end, index) => ((ends[index] ?? end) + end) / 2)
  return [...ends, ...between, (ends[0] ?? 0) - 1, (ends.at(-1) ?? 0) + 1]
}

function gapsOf({ inputs, rows }: DecisionTable): Pick<TableFindings, 'gaps' | 'isComplete'> {
  const cells = cellsOf(inputs, rows)
  const columns = inputs.map((input, column) =>
    caseValues(input, cells.map((row) => row[column]).filter(isCell)),
  )
  const cases = columns.reduce((product, values) => product * values.length, 1)
  if (cases > mostCases) return { gaps: [], isComplete: false }
  const gaps: Readonly<Record<string, string>>[] = []
  for (let number = 0; number < cases && gaps.length < most; number += 1) {
    const values = caseNumber(columns, number)
    const fits = cells.some((row) => row.every((cell, column) => lets(cell, values[column])))
    if (!fits)
      gaps.push(Object.fromEntries(inputs.map(({ field }, column) => [field, shown(values[column])])))
  }
  return { gaps, isComplete: gaps.length < most }
}

function isCell(cell: Cell | undefined): cell is Cell {
  return cell !== undefined
}

function caseValues(input: TableInput, cells: readonly Cell[]): readonly (string | number | boolean)[] {
  if (input.values !== undefined) return input.values
  const all = samples(cells)
  const isSingle = cells.every(({ stretches }) => stretches.every((one) => one.low === one.high))
  // A column of single texts is cut into those texts and all others.
  return input.type === 'text' && isSingle
    ? all.filter((value) => value === another || !isMade(value, cells))
    : all
}

function isMade(value: string | number | boolean, cells: readonly Cell[]): boolean {
  return !cells.some(({ stretches }) => stretches.some((stretch) => contains(stretch, value)))
}

function caseNumber<Value>(
  columns: readonly (readonly Value[])[],
  number: number,
): readonly (Value | undefined)[] {
  let rest = number
  return columns.map((values) => {
    const value = values[rest % values.length]
    rest = Math.floor(rest / values.length)
    return value
  })
}

function shown(value: string | number | boolean | undefined): string {
  return value === another ? 'anything else' : String(value).replace('\u0001', ' and later')
}
