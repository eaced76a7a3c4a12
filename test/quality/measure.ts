/** Measures linking against labels: precision, recall and F1 of pairs, and recall by kind of case. Labels are never seen by the linking. */
import { link, type Linkage, type LinkageOptions } from '../../engine/profile/matching/linkage.ts'
import { reviewFrom } from '../../engine/profile/matching/scored-joins.ts'
import { normalise } from '../../engine/profile/normalise.ts'
import type { SourceRecord } from '../../engine/profile/record.ts'

/** A record and the thing that it is really about. */
export interface Labelled {
  readonly record: SourceRecord
  readonly entity: string
  /** What is hard about it. */
  readonly case: string
}

/** Figures of pairs. */
export interface Figures {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** What was found. */
export interface Measured {
  readonly records: number
  /** Pairs of records of one thing. */
  readonly truePairs: number
  readonly pairsCompared: number
  readonly cappedBlocks: number
  readonly seconds: number
  /** What the machine joined on its own. */
  readonly automatic: Figures
  readonly wrongPairs: number
  /** And after a person judged every pair between 0.5 and 0.99 rightly. */
  readonly reviewed: Figures
  readonly reviews: number
  /** By kind of case, of pairs with a record of that kind: found by the machine, found with review, all, and wrongly joined. */
  readonly cases: readonly CaseFigures[]
  /** Groups with two verified identifiers of one kind; must be 0. */
  readonly conflictingGroups: number
  readonly linkage: Linkage
}

/** One kind of case. */
export interface CaseFigures {
  readonly case: string
  readonly pairs: number
  readonly automatic: number
  readonly reviewed: number
  readonly wrong: number
}

/** Links a set and measures it. */
export function measure(set: readonly Labelled[], options: LinkageOptions): Measured {
  const normalised = set.map(({ record }) => normalise(record))
  const began = performance.now()
  const linkage = link(normalised, options)
  const seconds = (performance.now() - began) / 1_000
  const labels = new Map(set.map((one) => [one.record.id, one]))
  const truth = pairsOf([...byEntity(set).values()])
  const automatic = pairsOf(linkage.groups)
  const isTrue = (a: string, b: string): boolean => labels.get(a)?.entity === labels.get(b)?.entity
  const asked = linkage.possible.filter(({ probability }) => probability >= reviewFrom)
  const reviewed = pairsOf(
    joined(
      linkage.groups,
      asked.filter(({ a, b }) => isTrue(a, b)),
    ),
  )
  const links = new Map(normalised.map((one) => [one.source.id, one.links]))
  return {
    records: set.length,
    truePairs: truth.size,
    pairsCompared: linkage.candidates.pairs.length,
    cappedBlocks: linkage.candidates.capped.length,
    seconds,
    automatic: figures(automatic, truth),
    wrongPairs: [...automatic].filter((pair) => !truth.has(pair)).length,
    reviewed: figures(reviewed, truth),
    reviews: asked.length,
    cases: casesOf({ truth, automatic, reviewed }, labels),
    conflictingGroups: linkage.groups.filter((ids) => hasConflict(ids.flatMap((id) => links.get(id) ?? [])))
      .length,
    linkage,
  }
}

function hasConflict(links: readonly { readonly key: string; readonly exclusive?: string }[]): boolean {
  const values = new Map<string, Set<string>>()
  for (const { key, exclusive } of links)
    if (exclusive !== undefined) values.set(exclusive, (values.get(exclusive) ?? new Set()).add(key))
  return [...values.values()].some(({ size }) => size > 1)
}

function byEntity(set: readonly Labelled[]): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, string[]>()
  for (const { record, entity } of set) result.set(entity, [...(result.get(entity) ?? []), record.id])
  return result
}

/** Each pair of a group, once. */
function pairsOf(groups: readonly (readonly string[])[]): ReadonlySet<string> {
  const result = new Set<string>()
  for (const ids of groups)
    for (const [place, a] of ids.entries())
      for (const b of ids.slice(place + 1)) result.add(a < b ? `${a}\n${b}` : `${b}\n${a}`)
  return result
}

function joined(
  groups: readonly (readonly string[])[],
  pairs: readonly { readonly a: string; readonly b: string }[],
): readonly (readonly string[])[] {
  const homes = new Map(groups.flatMap((ids) => ids.map((id) => [id, { ids }] as const)))
  for (const { a, b } of pairs) {
    const [one, other] = [homes.get(a), homes.get(b)]
    if (one === undefined || other === undefined || one.ids === other.ids) continue
    const both = { ids: [...one.ids, ...other.ids] }
    for (const id of both.ids) homes.set(id, both)
  }
  return [...new Set([...homes.values()].map(({ ids }) => ids))]
}

function figures(found: ReadonlySet<string>, truth: ReadonlySet<string>): Figures {
  const right = [...found].filter((pair) => truth.has(pair)).length
  const precision = found.size === 0 ? 1 : right / found.size
  const recall = truth.size === 0 ? 1 : right / truth.size
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

interface PairSets {
  readonly truth: ReadonlySet<string>
  readonly automatic: ReadonlySet<string>
  readonly reviewed: ReadonlySet<string>
}

function casesOf(sets: PairSets, labels: ReadonlyMap<string, Labelled>): readonly CaseFigures[] {
  const counts = new Map<string, { pairs: number; automatic: number; reviewed: number; wrong: number }>()
  const count = (pair: string, what: 'pairs' | 'automatic' | 'reviewed' | 'wrong'): void => {
    for (const name of new Set(pair.split('\n').map((id) => labels.get(id)?.case ?? ''))) {
      const own = counts.get(name) ?? { pairs: 0, automatic: 0, reviewed: 0, wrong: 0 }
      own[what] += 1
      counts.set(name, own)
    }
  }
  for (const pair of sets.truth) count(pair, 'pairs')
  for (const pair of sets.automatic) count(pair, sets.truth.has(pair) ? 'automatic' : 'wrong')
  for (const pair of sets.reviewed) if (sets.truth.has(pair)) count(pair, 'reviewed')
  return [...counts].map(([name, own]) => ({ case: name, ...own })).sort((a, b) => (a.case < b.case ? -1 : 1))
}
