/**
 * Portions: the rows of a large answer that are in memory at a time. Drivers that are asked for rows are asked for the
 * next portion when the one before was taken; drivers that push rows are told to pause while a portion waits. A portion
 * is counted in rows and in characters, so that wide rows do not add up either.
 */
import type { Answer, Rows } from './database.ts'

/** Rows of a portion at most. */
export const portionRows = 500
/** Characters of a portion, more or less: the row that reaches them is its last. */
export const portionCharacters = 524_288

/** Of the first portion that is asked for: how wide its rows are is not known yet. */
const firstRows = 20

type Row = Answer['rows'][number]

/** The answer of a driver that is asked for so many rows at a time, and gives fewer only at the end. */
export async function* askedPortions(
  limit: number,
  ask: (rows: number) => Promise<Rows>,
): AsyncGenerator<Rows> {
  let [left, wanted] = [limit, firstRows]
  for (;;) {
    const most = Math.min(left, wanted)
    const portion = await ask(most)
    yield portion
    const { rows } = portion
    left -= rows.length
    if (left <= 0 || rows.length < most) return
    wanted = rowsAfter(rows)
  }
}

/** How many rows like these make a portion. */
function rowsAfter(rows: readonly Row[]): number {
  const characters = rows.reduce((sum, row) => sum + charactersOf(row), 0)
  return Math.max(1, Math.min(portionRows, Math.floor((rows.length * portionCharacters) / characters)))
}

function charactersOf(row: Row): number {
  return row.reduce((sum, cell) => sum + (cell?.length ?? 0), 0)
}

/** Where a driver puts its rows. */
export interface RowQueue {
  columns(columns: Answer['columns']): void
  push(row: Row): void
  end(): void
  /** What waits is not read any more. */
  fail(thrown: unknown): void
  readonly portions: () => AsyncGenerator<Rows>
}

/** The answer of a driver that pushes rows until it is told to pause. */
export function rowQueue(driver: { readonly pause: () => void; readonly resume: () => void }): RowQueue {
  let columns: Answer['columns'] = []
  let [rows, characters] = [[] as Row[], 0]
  let over: { readonly thrown?: unknown } | undefined
  let wake = (): void => undefined
  const isFull = (): boolean => rows.length >= portionRows || characters >= portionCharacters
  const finish = (how: { readonly thrown?: unknown }): void => {
    over ??= how
    wake()
  }
  const somethingToTake = (): Promise<void> =>
    new Promise((resolve) => {
      if (isFull() || over) resolve()
      else wake = resolve
    })

  async function* portions(): AsyncGenerator<Rows> {
    do {
      await somethingToTake()
      if (over && 'thrown' in over) throw over.thrown
      const portion = { rows, columns }
      rows = []
      characters = 0
      if (!over) driver.resume()
      yield portion
    } while (!over || 'thrown' in over || rows.length > 0)
  }

  return {
    columns: (told) => (columns = told),
    push: (row) => {
      rows.push(row)
      characters += charactersOf(row)
      if (!isFull()) return
      driver.pause()
      wake()
    },
    end: () => finish({}),
    fail: (thrown) => finish({ thrown }),
    portions,
  }
}
