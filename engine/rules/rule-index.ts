/**
 * Finds the few rules that can hold for a fact among many: each rule waits under one value of one field that it cannot
 * do without. Fields that rules themselves may change are never used, so the index misses nothing.
 */
import type { Json, JsonObject } from '../values/json.ts'
import type { CompiledRule } from './compile-rule.ts'
import { pathOf, type Equality, type Path } from './condition.ts'

/** Gives the places, ascending, of the rules that can hold. */
export type RuleIndex = (facts: JsonObject) => readonly number[]

interface Shelf {
  readonly read: Path
  readonly places: Map<Json, number[]>
}

/** Indexes rules by their places in the list. */
export function indexOf(rules: readonly CompiledRule[]): RuleIndex {
  const changed = new Set(rules.flatMap(({ changes }) => changes))
  const usable = rules.map(({ equalities }) =>
    equalities.filter(({ field }) => !changed.has(field.split('.')[0] ?? '')),
  )
  const variety = new Map<string, Set<Json>>()
  for (const { field, values } of usable.flat()) {
    const known = variety.get(field) ?? new Set<Json>()
    for (const value of values) known.add(value)
    variety.set(field, known)
  }
  const always: number[] = []
  const shelves = new Map<string, Shelf>()
  usable.forEach((equalities, place) => {
    const best = mostTelling(equalities, variety)
    if (best === undefined) always.push(place)
    else shelve(shelves, best, place)
  })
  const list = [...shelves.values()]
  return (facts) => {
    const found = list.flatMap(({ read, places }) => onShelf(places, read(facts)))
    if (found.length === 0) return always
    const all = [...always, ...found]
    return all.length === 1 ? all : [...new Set(all)].sort((a, b) => a - b)
  }
}

/** The field with the most different values splits best; of equals, the one for which a rule has the fewest. */
function mostTelling(
  equalities: readonly Equality[],
  variety: ReadonlyMap<string, ReadonlySet<Json>>,
): Equality | undefined {
  const share = ({ field, values }: Equality): number => values.length / (variety.get(field)?.size ?? 1)
  return equalities.toSorted((a, b) => share(a) - share(b))[0]
}

function shelve(shelves: Map<string, Shelf>, { field, values }: Equality, place: number): void {
  const shelf = shelves.get(field) ?? { read: pathOf(field), places: new Map<Json, number[]>() }
  shelves.set(field, shelf)
  for (const value of new Set(values)) {
    const places = shelf.places.get(value)
    if (places === undefined) shelf.places.set(value, [place])
    else places.push(place)
  }
}

function onShelf(places: ReadonlyMap<Json, readonly number[]>, value: Json | undefined): readonly number[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((item: Json) => places.get(item) ?? [])
  return places.get(value) ?? []
}
