/** Decides by a table: which rows fit, and what their outputs come to under the table's hit policy (the names are DMN's). */
import { canonicalJson, type Json, type JsonObject } from '../values/json.ts'
import { pathOf } from './condition.ts'
import type { DecisionTable } from './model.ts'
import { cellOf, lets, onlyValue } from './table-cells.ts'
import { windowTest } from './validity.ts'

/** The rows that fitted, counted from 1, and what they come to. */
export interface TableDecision {
  readonly rows: readonly number[]
  readonly output: JsonObject
}

/** A table ready to decide. Throws an error in words when the rows that fit contradict the hit policy. */
export type CompiledTable = (facts: JsonObject, at: Date) => TableDecision

/** Compiles a table whose cells have been checked. Rows wait under the value of the column that splits them best. */
export function compileTable(table: DecisionTable): CompiledTable {
  const { inputs, rows } = table
  const reads = inputs.map(({ field }) => pathOf(field))
  const cells = rows.map(({ when }) => inputs.map(({ type }, column) => cellOf(when[column] ?? '-', type)))
  const outOfTime = rows.map(windowTest)
  const { column, under, others } = shelves(cells)
  const fits = (index: number, values: readonly (Json | undefined)[], nowMs: number): boolean =>
    outOfTime[index]?.(nowMs) === undefined &&
    (cells[index] ?? []).every((cell, place) => lets(cell, values[place]))
  return (facts, at) => {
    const values = reads.map((read) => read(facts))
    const candidates = [...(under.get(values[column] ?? null) ?? []), ...others].sort((a, b) => a - b)
    const nowMs = at.getTime()
    const hits = candidates.filter((index) => fits(index, values, nowMs))
    return { rows: hits.map((index) => index + 1), output: outcome(table, hits) }
  }
}

type Cells = readonly (readonly ReturnType<typeof cellOf>[])[]

/** Rows by the single value of the column in which most rows have one. */
export function shelves(cells: Cells): {
  readonly column: number
  readonly under: ReadonlyMap<Json, readonly number[]>
  readonly others: readonly number[]
} {
  const width = cells[0]?.length ?? 0
  const single = Array.from({ length: width }, (_, column) => ({
    column,
    variety: new Set(cells.flatMap((row) => (row[column] && onlyValue(row[column])) ?? [])).size,
  }))
  const column = single.toSorted((a, b) => b.variety - a.variety)[0]?.column ?? 0
  const under = new Map<Json, number[]>()
  const others: number[] = []
  cells.forEach((row, index) => {
    const cell = row[column]
    const value = cell && onlyValue(cell)
    if (value === undefined) others.push(index)
    else under.set(value, [...(under.get(value) ?? []), index])
  })
  return { column, under, others }
}

function outcome(table: DecisionTable, hits: readonly number[]): JsonObject {
  const { hitPolicy, rows } = table
  const found = hits.map((index) => rows[index]?.then ?? [])
  switch (hitPolicy) {
    case 'UNIQUE':
      if (hits.length > 1) throw new Error(`rows ${words(hits)} fit at once, and the hit policy is UNIQUE`)
      return single(table, found[0])
    case 'FIRST':
      return single(table, found[0])
    case 'ANY': {
      const differs = found.some((then) => canonicalJson(then) !== canonicalJson(found[0]))
      if (differs)
        throw new Error(`rows ${words(hits)} fit with different outputs, and the hit policy is ANY`)
      return single(table, found[0])
    }
    case 'PRIORITY':
      return single(table, byWish(table, found)[0])
    case 'RULE ORDER':
      return lists(table, found)
    case 'OUTPUT ORDER':
      return lists(table, byWish(table, found))
    case 'COLLECT':
      return collected(table, found)
  }
}

function words(hits: readonly number[]): string {
  return hits.map((index) => String(index + 1)).join(', ')
}

function single({ outputs }: DecisionTable, then: readonly Json[] | undefined): JsonObject {
  return Object.fromEntries(
    outputs.map((output, column) => [output.name, then?.[column] ?? output.default ?? null]),
  )
}

function lists({ outputs }: DecisionTable, found: readonly (readonly Json[])[]): JsonObject {
  return Object.fromEntries(
    outputs.map(({ name }, column) => [name, found.map((then) => then[column] ?? null)]),
  )
}

/** The most wanted first, by the first output, then the second …; values that are in no list come last. */
function byWish(
  { outputs }: DecisionTable,
  found: readonly (readonly Json[])[],
): readonly (readonly Json[])[] {
  const wish = (then: readonly Json[], column: number): number => {
    const place = (outputs[column]?.values ?? []).findIndex(
      (value) => canonicalJson(value) === canonicalJson(then[column]),
    )
    return place < 0 ? Number.MAX_SAFE_INTEGER : place
  }
  return found.toSorted((a, b) => {
    const column = outputs.findIndex((_, place) => wish(a, place) !== wish(b, place))
    return column < 0 ? 0 : wish(a, column) - wish(b, column)
  })
}

function collected(table: DecisionTable, found: readonly (readonly Json[])[]): JsonObject {
  const { aggregator, outputs } = table
  const [output] = outputs
  if (aggregator === undefined || output === undefined) return lists(table, found)
  if (aggregator === 'COUNT') return { [output.name]: found.length }
  const numbers = found.flatMap(([value]) => (typeof value === 'number' ? [value] : []))
  if (numbers.length === 0) return { [output.name]: output.default ?? null }
  const reduce = {
    SUM: (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0),
    MIN: least,
    MAX: greatest,
  }
  return { [output.name]: reduce[aggregator](numbers) }
}

function least(list: readonly number[]): number {
  return list.reduce((a, b) => Math.min(a, b))
}

function greatest(list: readonly number[]): number {
  return list.reduce((a, b) => Math.max(a, b))
}
