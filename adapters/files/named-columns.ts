/** Cells under the names of their columns. Pure. */
import { fail } from '../../engine/values/failure.ts'
import type { Json, JsonObject } from '../../engine/values/json.ts'

/** The names that a header gives. Raises `unreadable` for one that cannot be read, or that names a column twice. */
export function headerNames(row: number, cells: readonly Json[], fault?: string): readonly string[] {
  if (fault !== undefined) throw fail('unreadable', `its header in row ${String(row)} ${fault}`)
  const names = cells.map((cell) =>
    typeof cell === 'string' ? cell.trim() : cell === null ? '' : JSON.stringify(cell),
  )
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at)
  if (twice === undefined) return names
  throw fail('unreadable', `its header names the column "${twice}" twice; give the names in columns`)
}

/** The record of a row: every named column, blank ones as null. */
export function namedRecord(
  cells: readonly Json[],
  names: readonly string[],
): { readonly record: JsonObject } | { readonly fault: string } {
  const stray = cells.findIndex((cell, at) => !isBlank(cell) && (names[at] ?? '') === '')
  if (stray >= 0) return { fault: `has a value in column ${String(stray + 1)}, which has no name` }
  return {
    record: Object.fromEntries(
      names.flatMap((name, at): [string, Json][] => {
        const cell = cells[at] ?? null
        return name === '' ? [] : [[name, isBlank(cell) ? null : cell]]
      }),
    ),
  }
}

function isBlank(cell: Json): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '')
}
