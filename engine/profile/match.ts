/**
 * Which records are about the same thing: a pure function of the set of records, so the order in which they
 * arrived cannot matter.
 *
 * Ties are taken level by level, the strongest first. Records that share a key become one group, unless the
 * group would hold two different values of an exclusive identifier (two national codes). Then only those
 * parts are joined that lead to exactly one of the rivals; a part that leads to two of them stays alone, and
 * every tie that was refused is reported.
 *
 * What a person decided is stronger: records on the two sides of a "different" are rivals like two national codes, and
 * so is everything that joins them later.
 */
import { checkedHealth, usualLimits, type ClusterLimits, type Unhealthy } from './matching/cluster-health.ts'
import { joinByScore, type PairScore, type Possible } from './matching/scored-joins.ts'
import type { Link } from './record.ts'

/** A record as far as matching is concerned. */
export interface Linked {
  readonly id: string
  readonly links: readonly Link[]
  /** Marks that keep it from records with another value of the same kind, without tying it to anything. */
  readonly bars?: readonly Bar[]
}

/** Of two records with different values of one kind nobody makes one thing. */
export interface Bar {
  readonly kind: string
  readonly value: string
}

/** Two groups that a key ties together although they cannot be, or need not be, one. Indexes into `groups`. */
export interface Contested {
  readonly groups: readonly [number, number]
  readonly key: string
}

/** The result: every record is in exactly one group. All lists are sorted. */
export interface Partition {
  readonly groups: readonly (readonly string[])[]
  readonly contested: readonly Contested[]
  /** Pairs for a person to judge, the surest first. */
  readonly possible: readonly Possible[]
}

/** Groups the records: by their links, then by the scores of pairs; what is not healthy is for a person. */
export function partition(
  records: readonly Linked[],
  scores: readonly PairScore[] = [],
  limits: ClusterLimits = usualLimits,
): Partition {
  const clusters = disjointSets(records.map(({ id }) => id))
  const levels = [...new Set(records.flatMap(({ links }) => links.map(({ level }) => level)))].sort(
    (a, b) => a - b,
  )
  const refused: Tie[] = []
  const unhealthy: Doubt[] = []
  for (const level of levels) {
    const held = exclusivesByRoot(records, clusters)
    const sizes = sizesIn(records, clusters)
    for (const all of componentsOf(tiesOf(records, level), clusters)) {
      const { ties, doubts } = healthyTies(all, level, { sizes, clusters, limits })
      unhealthy.push(...doubts)
      for (const sound of doubts.length === 0 ? [ties] : componentsOf(ties, clusters))
        refused.push(...join(sound, held, clusters))
    }
  }
  const scored =
    scores.length === 0 ? [] : joinScored(records, scores, { clusters, limits, doubts: unhealthy })
  const groups = clusters.all()
  const doubted = doubtsIn(unhealthy, exclusivesByRoot(records, clusters), clusters)
  const pairs = new Set(doubted.map(({ a, b }) => `${a} ${b}`))
  const possible = [...doubted, ...scored.filter(({ a, b }) => !pairs.has(`${a} ${b}`))]
  const apart = [...refused, ...unhealthy.map(({ tie }) => tie)]
  return { groups, contested: contestedOf(apart, groups), possible }
}

/** A tie that a person has to look at. */
interface Doubt {
  readonly tie: Tie
  readonly reason: Unhealthy
}

function sizesIn(records: readonly Linked[], clusters: DisjointSets): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>()
  for (const { id } of records) {
    const root = clusters.find(id)
    sizes.set(root, (sizes.get(root) ?? 0) + 1)
  }
  return sizes
}

interface Sizes {
  readonly sizes: ReadonlyMap<string, number>
  readonly clusters: DisjointSets
  readonly limits: ClusterLimits
}

/** What people decided is not held against any limit. */
function healthyTies(
  ties: readonly Tie[],
  level: number,
  { sizes, clusters, limits }: Sizes,
): { readonly ties: readonly Tie[]; readonly doubts: readonly Doubt[] } {
  const judged = ties.map((tie) => ({ tie, key: tie.key, groups: [...new Set(tie.ids.map(clusters.find))] }))
  const isDecided = judged.every(({ key }) => key.startsWith(decisionPrefix))
  if (isDecided) return { ties, doubts: [] }
  const { sound, refused } = checkedHealth(judged, level, {
    sizeOf: (group) => sizes.get(group) ?? 0,
    limits,
  })
  return {
    ties: sound.map(({ tie }) => tie),
    doubts: refused.map(({ tie: { tie }, reason }) => ({ tie, reason })),
  }
}

/** Begins the keys of what people decided. */
export const decisionPrefix = 'decision:'

/** One question for each doubtful key that still leads to several groups which may be one. */
function doubtsIn(doubts: readonly Doubt[], held: Exclusives, clusters: DisjointSets): readonly Possible[] {
  const found = doubts.flatMap(({ tie: { ids }, reason }): readonly Possible[] => {
    const [a = '', ...others] = [...ids].sort()
    const b = others.find((id) => clusters.find(id) !== clusters.find(a))
    if (b === undefined) return []
    const mayJoin = rivalRoots(new Set([clusters.find(a), clusters.find(b)]), held).size === 0
    return mayJoin ? [{ a, b, probability: 1, reason }] : []
  })
  return [...new Map(found.map((one) => [`${one.a} ${one.b}`, one])).values()]
}

/** Lets scores join what links left apart, and gives what is for a person. */
function joinScored(
  records: readonly Linked[],
  scores: readonly PairScore[],
  { clusters, limits, doubts }: Pick<Sizes, 'clusters' | 'limits'> & { readonly doubts: readonly Doubt[] },
): readonly Possible[] {
  const held = exclusivesByRoot(records, clusters)
  const anchored = new Set(
    records.flatMap(({ id, links }) => (links.some(({ exclusive }) => exclusive) ? [clusters.find(id)] : [])),
  )
  const units = clusters.all().map((ids) => ({ records: ids, isAnchored: anchored.has(ids[0] ?? '') }))
  const rootOf = (place: number): string => units[place]?.records[0] ?? ''
  const mayJoin = (places: readonly number[]): boolean =>
    rivalRoots(new Set(places.map(rootOf)), held).size === 0
  const doubted = doubts.map(({ tie: { ids } }) => new Set(ids.map(clusters.find)))
  const areDoubted = (places: readonly number[]): boolean =>
    doubted.some((roots) => places.filter((place) => roots.has(rootOf(place))).length > 1)
  const { clusters: joined, possible } = joinByScore(units, scores, { mayJoin, areDoubted, ...limits })
  for (const places of joined)
    for (const place of places) clusters.union(rootOf(places[0] ?? place), rootOf(place))
  return possible
}

/** The records of one level that share one key. */
interface Tie {
  readonly key: string
  readonly ids: readonly string[]
}

function tiesOf(records: readonly Linked[], level: number): readonly Tie[] {
  const byKey = new Map<string, string[]>()
  for (const { id, links } of records)
    for (const link of links) if (link.level === level) append(byKey, link.key, id)
  return [...byKey].filter(([, ids]) => ids.length > 1).map(([key, ids]) => ({ key, ids }))
}

/** Ties that hang together through the clusters they touch. */
function componentsOf(ties: readonly Tie[], clusters: DisjointSets): readonly (readonly Tie[])[] {
  const roots = disjointSets(ties.flatMap(({ ids }) => ids.map(clusters.find)))
  for (const { ids } of ties)
    for (const id of ids) roots.union(clusters.find(ids[0] ?? id), clusters.find(id))
  const byRoot = new Map<string, Tie[]>()
  for (const tie of ties) {
    const root = roots.find(clusters.find(tie.ids[0] ?? ''))
    byRoot.set(root, [...(byRoot.get(root) ?? []), tie])
  }
  return [...byRoot.values()]
}

/** Exclusive identifiers by the cluster that holds them. */
type Exclusives = ReadonlyMap<string, readonly Bar[]>

function exclusivesByRoot(records: readonly Linked[], clusters: DisjointSets): Exclusives {
  const result = new Map<string, Bar[]>()
  for (const { id, links, bars = [] } of records) {
    const own = links.flatMap(({ key, exclusive }) =>
      exclusive === undefined ? [] : [{ kind: exclusive, value: key }],
    )
    const exclusive = [...own, ...bars]
    if (exclusive.length === 0) continue
    const root = clusters.find(id)
    result.set(root, [...(result.get(root) ?? []), ...exclusive])
  }
  return result
}

/** Joins what may be joined and returns the ties that were refused. */
function join(ties: readonly Tie[], held: Exclusives, clusters: DisjointSets): readonly Tie[] {
  const roots = new Set(ties.flatMap(({ ids }) => ids.map(clusters.find)))
  const rivals = rivalRoots(roots, held)
  if (rivals.size === 0) {
    for (const { ids } of ties) for (const id of ids) clusters.union(ids[0] ?? id, id)
    return []
  }
  joinAllies(ties, rivals, clusters)
  const parts = disjointSets([...roots].filter((root) => !rivals.has(root)))
  const touching: { readonly part: string; readonly rival: string }[] = []
  for (const { ids } of ties) {
    const touched = [...new Set(ids.map(clusters.find))]
    const free = touched.filter((root) => !rivals.has(root))
    for (const root of free) parts.union(free[0] ?? root, root)
    const claimed = touched.filter((root) => rivals.has(root))
    for (const rival of claimed) if (free[0] !== undefined) touching.push({ part: free[0], rival })
  }
  joinParts(parts, touching, clusters)
  return ties.filter(({ ids }) => new Set(ids.map(clusters.find)).size > 1)
}

interface Touch {
  readonly part: string
  readonly rival: string
}

/** A part goes with its only rival; one that touches several stays by itself. */
function joinParts(parts: DisjointSets, touching: readonly Touch[], clusters: DisjointSets): void {
  for (const members of parts.all()) {
    const first = members[0] ?? ''
    const own = new Set(
      touching.filter(({ part }) => parts.find(part) === parts.find(first)).map(({ rival }) => rival),
    )
    for (const member of members) clusters.union(first, member)
    const [only, ...others] = own
    if (only !== undefined && others.length === 0) clusters.union(only, first)
  }
}

/** Rivals by what they hold of the kinds in conflict; equal marks are of one mind. */
type Rivals = ReadonlyMap<string, string>

/** The clusters that hold a value of an exclusive kind of which there are several values among `roots`. */
function rivalRoots(roots: ReadonlySet<string>, held: Exclusives): Rivals {
  const values = new Map<string, Set<string>>()
  for (const root of roots)
    for (const { kind, value } of held.get(root) ?? [])
      values.set(kind, (values.get(kind) ?? new Set<string>()).add(value))
  const isContested = ({ kind }: Bar): boolean => (values.get(kind)?.size ?? 0) > 1
  const marks = [...roots].map((root) => [root, markOf((held.get(root) ?? []).filter(isContested))] as const)
  return new Map(marks.filter(([, mark]) => mark !== ''))
}

function markOf(bars: readonly Bar[]): string {
  return [...new Set(bars.map(({ kind, value }) => `${kind}=${value}`))].sort().join(' ')
}

/** Rivals that share a key and hold exactly the same stay together. */
function joinAllies(ties: readonly Tie[], rivals: Rivals, clusters: DisjointSets): void {
  for (const { ids } of ties) {
    const firsts = new Map<string, string>()
    for (const root of new Set(ids.map(clusters.find))) {
      const mark = rivals.get(root)
      if (mark === undefined) continue
      const first = firsts.get(mark) ?? root
      firsts.set(mark, first)
      clusters.union(first, root)
    }
  }
}

function contestedOf(refused: readonly Tie[], groups: Partition['groups']): readonly Contested[] {
  const groupOf = new Map(groups.flatMap((ids, index) => ids.map((id) => [id, index] as const)))
  const found = new Map<string, Contested>()
  for (const { key, ids } of refused) {
    const touched = [...new Set(ids.map((id) => groupOf.get(id) ?? -1))].sort((a, b) => a - b)
    for (const [place, a] of touched.entries())
      for (const b of touched.slice(place + 1)) found.set(`${a} ${b} ${key}`, { groups: [a, b], key })
  }
  return [...found.keys()].sort().flatMap((name) => found.get(name) ?? [])
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

interface DisjointSets {
  /** The name of the set that holds `id`: its smallest member. */
  readonly find: (id: string) => string
  readonly union: (a: string, b: string) => void
  readonly all: () => string[][]
}

function disjointSets(ids: readonly string[]): DisjointSets {
  const parent = new Map(ids.map((id) => [id, id]))
  const find = (id: string): string => {
    let root = id
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up
    parent.set(id, root)
    return root
  }
  return {
    find,
    union: (a, b) => {
      const [low = a, high = b] = [find(a), find(b)].sort()
      parent.set(high, low)
    },
    all: () => {
      const sets = new Map<string, string[]>()
      for (const id of [...parent.keys()].sort()) {
        append(sets, find(id), id)
      }
      return [...sets.values()]
    },
  }
}
