/**
 * Finds the few rules that can hold for a fact among many. Rules are sorted into a tree: each branching asks for one
 * field, by hashing where rules want certain values and by sorted bounds where they want a range, so a fact walks past
 * the rules that it cannot fit. Fields that rules themselves may change are never asked, so the index misses nothing.
 */
import type { Json, JsonObject } from '../values/json.ts'
import type { CompiledRule } from './compile-rule.ts'
import { pathOf } from './condition.ts'
import type { Equality, Needs, Range, Scalar } from './needs.ts'
import { rangeIndex, type PlacedRange } from './range-index.ts'

/** Gives what stands for the rules that can hold, in the order of the rules. */
export type RuleIndex<Item> = (facts: JsonObject) => readonly Item[]

/** What stands for a rule. */
export interface Indexed<Item> {
  readonly rule: CompiledRule
  /** When its condition still has to be asked. */
  readonly open: Item
  /** When the way through the tree has asked all of it, and its scope too. */
  readonly certain: Item
}

/** What was found: the place of a rule twice over, and one more where its condition is still to be asked. */
type Found = number[]

/** Adds the rules that can hold. A field that is a list makes it uncertain what was asked. */
type Find = (facts: JsonObject, found: Found, isCertain: boolean) => void

interface Entry extends Needs {
  readonly place: number
  /** In how many branches of the tree it stands, because it wants one of several values. */
  readonly copies: number
}

/** So few rules are quicker tried than sorted further. */
const fewest = 4
/** A rule stands in so many branches at most; then the field that would take more is left to its condition. */
const mostCopies = 256

/** Indexes rules in their order. */
export function indexOf<Item>(rules: readonly Indexed<Item>[]): RuleIndex<Item> {
  const changed = new Set(rules.flatMap(({ rule }) => rule.changes))
  const isFixed = ({ field }: { readonly field: string }): boolean => !changed.has(field.split('.')[0] ?? '')
  const find = branching(
    rules.map(({ rule: { needs } }, place) => {
      const equalities = needs.equalities.filter(isFixed)
      const ranges = needs.ranges.filter(isFixed)
      const areAll = equalities.length === needs.equalities.length && ranges.length === needs.ranges.length
      return { place, copies: 1, equalities, ranges, areEnough: needs.areEnough && areAll }
    }),
  )
  const items = rules.flatMap(({ open, certain }) => [certain, open])
  return (facts) => {
    const found: Found = []
    find(facts, found, true)
    const candidates: Item[] = []
    for (const one of ascending(found)) candidates.push(items[one] as Item)
    return candidates
  }
}

function branching(entries: readonly Entry[]): Find {
  if (entries.length === 0) return () => undefined
  const field = entries.length > fewest ? mostTelling(entries) : undefined
  if (field !== undefined) return byValue(entries, field)
  const range = entries.length > fewest ? commonRange(entries) : undefined
  return range === undefined ? listed(entries) : byRange(entries, range)
}

function listed(entries: readonly Entry[]): Find {
  const places = entries.map(({ place, equalities, ranges, areEnough }) => ({
    place: place * 2,
    isCertain: areEnough && equalities.length === 0 && ranges.length === 0,
  }))
  return (_facts, found, isCertain) => {
    for (const one of places) found.push(one.isCertain && isCertain ? one.place : one.place + 1)
  }
}

/** The field that lets a fact walk past the most rules; none when it would be hardly any. */
function mostTelling(entries: readonly Entry[]): string | undefined {
  const known = new Map<string, { wanted: number; rules: number; readonly values: Set<Scalar> }>()
  for (const { equalities } of entries) {
    for (const { field, values } of equalities) {
      const one = known.get(field) ?? { wanted: 0, rules: 0, values: new Set<Scalar>() }
      known.set(field, one)
      one.rules += 1
      one.wanted += values.length
      for (const value of values) one.values.add(value)
    }
  }
  let best: { readonly field: string; readonly spared: number } | undefined
  for (const [field, { rules, wanted, values }] of known) {
    // A fact may have another value than all of these, so even a single one spares half.
    const spared = rules - wanted / (values.size + 1)
    if (spared > (best?.spared ?? fewest / 2)) best = { field, spared }
  }
  return best?.field
}

function byValue(entries: readonly Entry[], field: string): Find {
  const wanting = new Map<Scalar, Entry[]>()
  const others: Entry[] = []
  for (const entry of entries) {
    const { wanted, rest } = taken(entry, field)
    const copies = entry.copies * wanted.length
    if (wanted.length === 0 || copies > mostCopies) {
      others.push(wanted.length === 0 ? rest : { ...rest, areEnough: false })
      continue
    }
    for (const value of wanted) {
      const list = wanting.get(value)
      if (list === undefined) wanting.set(value, [{ ...rest, copies }])
      else list.push({ ...rest, copies })
    }
  }
  const branches = new Map<Json, Find>([...wanting].map(([value, list]) => [value, branching(list)]))
  const read = pathOf(field)
  const findOthers = branching(others)
  return (facts, found, isCertain) => {
    const value = read(facts)
    if (Array.isArray(value)) {
      for (const item of new Set<Json>(value)) branches.get(item)?.(facts, found, false)
    } else if (value !== undefined) branches.get(value)?.(facts, found, isCertain)
    findOthers(facts, found, isCertain)
  }
}

/** The values that a rule wants of a field, and the rule without this need. */
function taken(entry: Entry, field: string): { readonly wanted: readonly Scalar[]; readonly rest: Entry } {
  const own = (need: Equality): boolean => need.field === field
  // Two needs of one field need not exclude each other (a list may include both), so the stricter is looked at.
  const [first, second] = entry.equalities.filter(own).sort((a, b) => a.values.length - b.values.length)
  const equalities = entry.equalities.filter((need) => !own(need))
  const rest = { ...entry, equalities, areEnough: entry.areEnough && second === undefined }
  return { wanted: first === undefined ? [] : [...new Set(first.values)], rest }
}

interface Ranged {
  readonly field: string
  readonly type: string
}

/** The range that most rules have. */
function commonRange(entries: readonly Entry[]): Ranged | undefined {
  const counted = new Map<string, Ranged & { rules: number }>()
  for (const { ranges } of entries) {
    for (const { field, low, high } of ranges) {
      const type = typeof (low ?? high)
      const one = counted.get(`${type} ${field}`) ?? { field, type, rules: 0 }
      counted.set(`${type} ${field}`, one)
      one.rules += 1
    }
  }
  const [best] = [...counted.values()].sort((a, b) => b.rules - a.rules)
  return best !== undefined && best.rules > fewest ? best : undefined
}

/** A rule with several ranges is looked up by one of them. */
function byRange(entries: readonly Entry[], { field, type }: Ranged): Find {
  const isIt = (range: Range): boolean => range.field === field && typeof (range.low ?? range.high) === type
  const having: PlacedRange[] = []
  const others: Entry[] = []
  for (const entry of entries) {
    const { place, equalities, ranges, areEnough } = entry
    const range = ranges.find(isIt)
    const isCertain = areEnough && equalities.length === 0 && ranges.length === 1
    if (range === undefined) others.push(entry)
    else having.push({ ...range, place: isCertain ? place * 2 : place * 2 + 1 })
  }
  const read = pathOf(field)
  const findIn = rangeIndex(having)
  const findOthers = branching(others)
  return (facts, found, isCertain) => {
    const from = found.length
    findIn(read(facts), found)
    if (!isCertain) for (let n = from; n < found.length; n += 1) found[n] = (found[n] ?? 0) | 1
    findOthers(facts, found, isCertain)
  }
}

/** In order, each rule once. */
function ascending(found: Found): readonly number[] {
  let isAscending = true
  for (let n = 1; n < found.length && isAscending; n += 1) {
    isAscending = (found[n - 1] ?? 0) >> 1 < (found[n] ?? 0) >> 1
  }
  if (isAscending) return found
  found.sort((a, b) => a - b)
  return found.filter((one, n) => n === 0 || (found[n - 1] ?? 0) >> 1 !== one >> 1)
}
