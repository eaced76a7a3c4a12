/**
 * How alike two short texts are. Pure; both texts are expected in compared form. A record is held against hundreds of
 * others, so nothing is made anew for a comparison: the tables below are used by one call after the other.
 */

/** Room for so many numbers at least. */
function room(table: Uint16Array<ArrayBuffer>, length: number): Uint16Array<ArrayBuffer> {
  return table.length >= length ? table : new Uint16Array(2 * length)
}

let taken = new Uint16Array(64)
let partners = new Uint16Array(64)

/** Jaro–Winkler similarity, 0 (nothing in common) to 1 (equal); the common beginning counts up to four characters. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  const jaro = jaroOf(a, b)
  if (jaro === 0) return 0
  const longest = Math.min(4, a.length, b.length)
  let prefix = 0
  while (prefix < longest && a[prefix] === b[prefix]) prefix += 1
  return jaro + prefix * 0.1 * (1 - jaro)
}

function jaroOf(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  taken = room(taken, b.length)
  partners = room(partners, a.length)
  taken.fill(0, 0, b.length)
  let found = 0
  for (let i = 0; i < a.length; i += 1) {
    const letter = a.charCodeAt(i)
    const to = Math.min(i + reach, b.length - 1)
    let place = Math.max(0, i - reach)
    while (place <= to && (taken[place] !== 0 || b.charCodeAt(place) !== letter)) place += 1
    if (place > to) continue
    taken[place] = 1
    partners[found] = letter
    found += 1
  }
  if (found === 0) return 0
  return (found / a.length + found / b.length + (found - transpositions(found, b)) / found) / 3
}

/** Half of those that stand in another order in `b`. */
function transpositions(found: number, b: string): number {
  let moved = 0
  let place = 0
  for (let n = 0; n < found; n += 1) {
    while (taken[place] === 0) place += 1
    if (partners[n] !== b.charCodeAt(place)) moved += 1
    place += 1
  }
  return moved / 2
}

/**
 * Edit distance with neighbouring letters swapped counted as one step (optimal string alignment). Gives
 * `limit + 1` for everything farther than `limit`, so that far texts cost little.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  const shortest = Math.min(a.length, b.length)
  let start = 0
  while (start < shortest && a.charCodeAt(start) === b.charCodeAt(start)) start += 1
  let alike = 0
  const last = shortest - start
  while (alike < last && a.charCodeAt(a.length - 1 - alike) === b.charCodeAt(b.length - 1 - alike)) alike += 1
  const middle = { a, b, start, rows: a.length - start - alike, columns: b.length - start - alike }
  // Both ends of what is left differ: one step can mend two letters at most.
  if (limit === 1 && Math.max(middle.rows, middle.columns) > 2) return 2
  return distance(middle, limit)
}

interface Middle {
  readonly a: string
  readonly b: string
  /** Where the texts begin to differ, and how many letters of each do. */
  readonly start: number
  readonly rows: number
  readonly columns: number
}

let table = new Uint16Array(1_024)

function distance(middle: Middle, limit: number): number {
  const { rows, columns } = middle
  table = room(table, (rows + 1) * (columns + 1))
  for (let j = 0; j <= columns; j += 1) table[j] = j
  for (let i = 1; i <= rows; i += 1) if (fillRow(middle, i) > limit) return limit + 1
  return Math.min(at(rows * (columns + 1) + columns), limit + 1)
}

function at(place: number): number {
  return table[place] ?? 0
}

/** Fills one row and gives its smallest distance. */
function fillRow({ a, b, start, columns }: Middle, i: number): number {
  const row = i * (columns + 1)
  const above = row - columns - 1
  const letter = a.charCodeAt(start + i - 1)
  const before = i > 1 ? a.charCodeAt(start + i - 2) : -1
  table[row] = i
  let least = i
  for (let j = 1; j <= columns; j += 1) {
    const other = b.charCodeAt(start + j - 1)
    let best = at(above + j - 1) + (letter === other ? 0 : 1)
    best = Math.min(best, at(above + j) + 1, at(row + j - 1) + 1)
    if (j > 1 && before === other && letter === b.charCodeAt(start + j - 2))
      best = Math.min(best, at(above - columns + j - 3) + 1)
    table[row + j] = best
    if (best < least) least = best
  }
  return least
}
