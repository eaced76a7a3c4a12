/**
 * Prices in whole rials. A share is rounded half away from zero to a whole rial, once, over the whole amount that it is
 * taken of; where it is shared out over lines, the rials that remain go to the lines with the largest remainders. So
 * the lines always add up to the total. Pure.
 */
import type { Json, JsonObject } from '../values/json.ts'
import { isRial } from '../values/money.ts'
import type { Tiers } from './model.ts'

/** One line of what is sold. What else the line had stays with it. */
export interface PriceLine {
  readonly item: string
  readonly quantity: number
  readonly unitPriceRial: number
  readonly grossRial: number
  readonly discountRial: number
  /** What price limits added (or, negative, took away). */
  readonly adjustmentRial: number
  readonly netRial: number
  readonly fields: JsonObject
}

/** A fact whose lines cannot be priced. Names the place, never the value. */
export class PriceFailed extends Error {}

/** The lines of a fact: `lines: [{ item, quantity?, unitPriceRial }]`; quantity is 1 unless given. */
export function priceLines(facts: JsonObject): readonly PriceLine[] {
  const { lines = [] } = facts
  if (!Array.isArray(lines)) throw new PriceFailed('"lines" is not a list')
  return (lines as readonly Json[]).map((line, index) => {
    if (typeof line !== 'object' || line === null || Array.isArray(line)) {
      throw new PriceFailed(`lines/${String(index)} is not an object`)
    }
    return priceLine(line as JsonObject, `lines/${String(index)}`)
  })
}

/** One line; `place` is for the error. */
export function priceLine(fields: JsonObject, place: string): PriceLine {
  const { item = '', quantity = 1, unitPriceRial } = fields
  if (!isRial(unitPriceRial) || unitPriceRial < 0) {
    throw new PriceFailed(`${place}/unitPriceRial must be whole rials, 0 or more`)
  }
  if (!isRial(quantity) || quantity < 0) throw new PriceFailed(`${place}/quantity must be a whole number`)
  const grossRial = unitPriceRial * quantity
  if (!isRial(grossRial)) throw new PriceFailed(`${place} is larger than money can be counted`)
  const none = { discountRial: 0, adjustmentRial: 0 }
  const name = typeof item === 'string' ? item : ''
  return { item: name, quantity, unitPriceRial, grossRial, ...none, netRial: grossRial, fields }
}

/** A line as facts and results show it. */
export function shownLine({ fields, ...line }: PriceLine): JsonObject {
  return { ...fields, ...line }
}

/** Sums of lines. */
export interface Totals {
  readonly grossRial: number
  readonly discountRial: number
  readonly netRial: number
}

/** The sums. */
export function totalsOf(lines: readonly PriceLine[]): Totals {
  const sum = (of: (line: PriceLine) => number): number => lines.reduce((total, line) => total + of(line), 0)
  return {
    grossRial: sum((line) => line.grossRial),
    discountRial: sum((line) => line.discountRial),
    netRial: sum((line) => line.netRial),
  }
}

/** A share of an amount: `percent` with at most four decimals, rounded half away from zero. */
export function shareOf(amountRial: number, percent: number): number {
  const scaled = BigInt(amountRial) * BigInt(Math.round(percent * 10_000))
  const half = scaled < 0n ? -500_000n : 500_000n
  return Number((scaled + half) / 1_000_000n)
}

/** Shares out an amount in proportion to weights (0 or more); the parts add up to it. Nothing without weight. */
export function sharedOut(amountRial: number, weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total === 0n) return weights.map(() => 0)
  const parts = weights.map((weight, index) => {
    const exact = BigInt(amountRial) * BigInt(weight)
    return { index, whole: exact / total, remainder: exact % total }
  })
  const left = Number(BigInt(amountRial) - parts.reduce((sum, { whole }) => sum + whole, 0n))
  const first = parts
    .toSorted((a, b) =>
      a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
    )
    .slice(0, left)
  const extra = new Set(first.map(({ index }) => index))
  return parts.map(({ index, whole }) => Number(whole) + (extra.has(index) ? 1 : 0))
}

/** What tiers give for an amount. `reached` is the number that decides. */
export function tieredShare(amountRial: number, reached: number, { steps, method = 'whole' }: Tiers): number {
  if (method === 'whole') {
    return shareOf(amountRial, steps.filter(({ from }) => reached >= from).at(-1)?.percent ?? 0)
  }
  return steps.reduce((sum, { from, percent }, index) => {
    const end = steps[index + 1]?.from ?? Number.POSITIVE_INFINITY
    const part = Math.min(reached + amountRial, end) - Math.max(reached, from)
    return part > 0 ? sum + shareOf(part, percent) : sum
  }, 0)
}

/** The line with a discount, which takes it down to nothing at most. */
export function discounted(line: PriceLine, rial: number): PriceLine {
  const discountRial = Math.min(line.discountRial + Math.max(0, rial), line.grossRial)
  return { ...line, discountRial, netRial: line.grossRial - discountRial + line.adjustmentRial }
}

/** The line with a net price of at least, or at most, so much for a piece. */
export function limited(
  line: PriceLine,
  kind: 'minimumPrice' | 'maximumPrice',
  pieceRial: number,
): PriceLine {
  const limit = pieceRial * line.quantity
  const netRial = kind === 'minimumPrice' ? Math.max(line.netRial, limit) : Math.min(line.netRial, limit)
  return { ...line, netRial, adjustmentRial: line.adjustmentRial + netRial - line.netRial }
}
