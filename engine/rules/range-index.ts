/** Which of many ranges a value lies in: a tree by their lower bounds, in which each part knows its greatest upper bound. */
import type { Json } from '../values/json.ts'

/** A range of numbers, or of texts; a bound that is absent does not bind. Bounds themselves lie in it. */
export interface PlacedRange {
  readonly place: number
  readonly low?: number | string
  readonly high?: number | string
}

type Bound = number | string | undefined

interface Part extends PlacedRange {
  /** Of all ranges of this part; absent when one of them has none. */
  readonly highest: Bound
  readonly before: Part | undefined
  readonly after: Part | undefined
}

/** Adds the places of all ranges in which a value lies. All ranges are of one type; other values lie in none. */
export function rangeIndex(
  ranges: readonly PlacedRange[],
): (value: Json | undefined, found: number[]) => void {
  const [first] = ranges
  const type = typeof (first?.low ?? first?.high)
  const whole = partOf(ranges.toSorted((a, b) => ordered(a.low, b.low)))
  return (value, found) => {
    if ((typeof value === 'number' || typeof value === 'string') && typeof value === type) {
      search(whole, value, found)
    }
  }
}

function partOf(sorted: readonly PlacedRange[]): Part | undefined {
  const middle = sorted.length >> 1
  const range = sorted[middle]
  if (range === undefined) return undefined
  const [before, after] = [partOf(sorted.slice(0, middle)), partOf(sorted.slice(middle + 1))]
  const highest = [before, after].reduce<Bound>(
    (most, part) => (part === undefined ? most : higher(most, part.highest)),
    range.high,
  )
  return { ...range, highest, before, after }
}

function search(part: Part | undefined, value: number | string, found: number[]): void {
  if (part === undefined || isBelow(part.highest, value)) return
  search(part.before, value, found)
  if (part.low !== undefined && value < part.low) return
  if (!isBelow(part.high, value)) found.push(part.place)
  search(part.after, value, found)
}

function isBelow(high: Bound, value: number | string): boolean {
  return high !== undefined && high < value
}

function higher(one: Bound, other: Bound): Bound {
  if (one === undefined || other === undefined) return undefined
  return one > other ? one : other
}

/** What has no lower bound comes first. */
function ordered(a: Bound, b: Bound): number {
  if (a === b) return 0
  if (a === undefined) return -1
  return b === undefined || a > b ? 1 : -1
}
