/** How alike two short texts are. Pure; both texts are expected in compared form. */

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
  const taken = new Uint8Array(b.length)
  const found: string[] = []
  for (let i = 0; i < a.length; i += 1) {
    const place = partnerOf(a[i] ?? '', b, { from: Math.max(0, i - reach), to: i + reach, taken })
    if (place === -1) continue
    taken[place] = 1
    found.push(a[i] ?? '')
  }
  if (found.length === 0) return 0
  return (
    (found.length / a.length +
      found.length / b.length +
      (found.length - transpositions(found, b, taken)) / found.length) /
    3
  )
}

interface Reach {
  readonly from: number
  readonly to: number
  readonly taken: Uint8Array
}

function partnerOf(letter: string, text: string, { from, to, taken }: Reach): number {
  const end = Math.min(to, text.length - 1)
  for (let place = from; place <= end; place += 1)
    if (taken[place] === 0 && text[place] === letter) return place
  return -1
}

function transpositions(found: readonly string[], b: string, taken: Uint8Array): number {
  let half = 0
  let place = 0
  for (const letter of found) {
    while (taken[place] === 0) place += 1
    if (letter !== b[place]) half += 1
    place += 1
  }
  return half / 2
}

/**
 * Edit distance with neighbouring letters swapped counted as one step (optimal string alignment). Gives
 * `limit + 1` for everything farther than `limit`, so that far texts cost little.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  const width = b.length + 1
  const table = new Uint8Array((a.length + 1) * width)
  for (let j = 0; j <= b.length; j += 1) table[j] = Math.min(j, 200)
  for (let i = 1; i <= a.length; i += 1) if (fillRow({ a, b, i, table }) > limit) return limit + 1
  return Math.min(table[table.length - 1] ?? 0, limit + 1)
}

interface Row {
  readonly a: string
  readonly b: string
  readonly i: number
  readonly table: Uint8Array
}

/** Distances above this do not matter to anybody. */
const farthest = 200

/** Fills one row and gives its smallest distance. */
function fillRow(row: Row): number {
  const { a, b, i, table } = row
  const width = b.length + 1
  const start = i * width
  const letter = a.charCodeAt(i - 1)
  table[start] = Math.min(i, farthest)
  let least = i
  for (let j = 1; j <= b.length; j += 1) {
    const above = start - width + j
    const aslant = at(table, above - 1) + (letter === b.charCodeAt(j - 1) ? 0 : 1)
    const straight = Math.min(at(table, above), at(table, start + j - 1)) + 1
    const best = Math.min(aslant, straight, crossed(row, j), farthest)
    table[start + j] = best
    if (best < least) least = best
  }
  return least
}

function at(table: Uint8Array, place: number): number {
  return table[place] ?? farthest
}

/** The distance when the last two letters have changed places. */
function crossed({ a, b, i, table }: Row, j: number): number {
  if (i < 2 || j < 2) return farthest
  const isCrossed = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
  return isCrossed ? at(table, (i - 2) * (b.length + 1) + j - 2) + 1 : farthest
}
