/**
 * What scores may do once strong keys have had their say. Groups that strong keys made are the units. A unit joins
 * another at a probability of 0.99, if all units that come together are that sure of each other, if they are not two
 * golden records, and if no rival makes it doubtful which of two different things it is. All else from 0.5 on is for a
 * person. A pure function of the set, so the order of arrival cannot
 * matter, and a single bridge never fuses two dense clusters.
 */
import { probabilityOf } from './model.ts'

/** From here on a machine may decide. */
export const automaticFrom = 0.99
/** From here on a person is asked. */
export const reviewFrom = 0.5
/** Pairs below this are not worth keeping; they can neither be reviewed nor make another pair doubtful. */
export const keptFrom = 0.1

/** A scored pair of records, a < b. */
export interface PairScore {
  readonly a: string
  readonly b: string
  /** Log2 odds. */
  readonly bits: number
}

/** A group that strong keys made. */
export interface Unit {
  readonly records: readonly string[]
  /** Holds a verified identifier of its own (a national code). */
  readonly isAnchored: boolean
}

/** Why a person is asked, or why a sure pair was not joined. */
export type ReviewReason =
  /** Between the two thresholds. */
  | 'possible'
  /** Sure, but both have verified identifiers or several records: two golden records. */
  | 'twoGoldenRecords'
  /** Sure of two that are not the same. */
  | 'ambiguous'
  /** Sure, but not of everything that would come together; or two large groups that one weak key ties. */
  | 'weakBridge'
  /** Together they would be more records than one profile may have by itself. */
  | 'tooLarge'
  /** A strong key ties them, and verified identifiers or a decision keep them apart. */
  | 'conflict'

/** Two units that may be one. */
export interface Possible {
  /** The pair of records that speaks loudest for it. */
  readonly a: string
  readonly b: string
  /** With rivals taken into account. */
  readonly probability: number
  readonly reason: ReviewReason
}

/** What came of the scores. */
export interface Joined {
  /** Places of units that become one; each unit in exactly one list. */
  readonly clusters: readonly (readonly number[])[]
  readonly possible: readonly Possible[]
}

/** What holds joins back. */
export interface JoiningRules {
  /** Whether nothing forbids that these units be one. */
  readonly mayJoin: (places: readonly number[]) => boolean
  /** Whether a key that ties them is in doubt: what they have in common is not believed, and asked about already. */
  readonly areDoubted: (places: readonly number[]) => boolean
  /** Records of one cluster at most. */
  readonly mostRecords: number
}

/** Joins units by scores. */
export function joinByScore(
  units: readonly Unit[],
  scores: readonly PairScore[],
  rules: JoiningRules,
): Joined {
  const unitOf = new Map(units.flatMap(({ records }, place) => records.map((id) => [id, place] as const)))
  const links = linksOf({ units, unitOf }, scores)
  const sure = new Set(links.filter(({ alone }) => alone >= automaticFrom).map(({ x, y }) => nameOf(x, y)))
  const clusters = units.map((_, place) => [place])
  const at = units.map((_, place) => place)
  const home = (id: string): number | undefined => at[unitOf.get(id) ?? -1]
  const possible: Possible[] = []
  for (const link of links) {
    const [x = 0, y = 0] = [at[link.x], at[link.y]]
    if (x === y) continue
    const both = [clusters[x] ?? [], clusters[y] ?? []] as const
    const reason = obstacle(link, both, { units, sure, ...rules })
    if (reason !== undefined) {
      if (isWorthAsking(link, reason)) possible.push(possibleOf(link, reason))
      continue
    }
    clusters[x] = both.flat().sort((a, b) => a - b)
    clusters[y] = []
    for (const place of both[1]) at[place] = x
  }
  return {
    clusters: clusters.filter(({ length }) => length > 0),
    possible: possible.filter(({ a, b }) => home(a) !== home(b)),
  }
}

function nameOf(x: number, y: number): string {
  return x < y ? `${String(x)} ${String(y)}` : `${String(y)} ${String(x)}`
}

/** What is forbidden is nobody's question; of two equal claims each has a little less than a half. */
function isWorthAsking({ probability }: UnitLink, reason: Obstacle): reason is ReviewReason {
  return reason !== 'forbidden' && probability >= (reason === 'ambiguous' ? reviewFrom * 0.6 : reviewFrom)
}

function possibleOf({ a, b, probability }: UnitLink, reason: ReviewReason): Possible {
  return { a, b, probability, reason }
}

type Obstacle = ReviewReason | 'forbidden'

/** The best scored pair between two units. */
interface UnitLink extends PairScore {
  readonly x: number
  readonly y: number
  /** Of the pair alone. */
  readonly alone: number
  /** With rivals taken into account. */
  readonly probability: number
}

interface Units {
  readonly units: readonly Unit[]
  readonly unitOf: ReadonlyMap<string, number>
}

function linksOf({ units, unitOf }: Units, scores: readonly PairScore[]): readonly UnitLink[] {
  const best = new Map<string, PairScore & { readonly x: number; readonly y: number }>()
  for (const pair of scores) {
    const [x, y] = [unitOf.get(pair.a), unitOf.get(pair.b)]
    if (x === undefined || y === undefined || x === y) continue
    const key = nameOf(x, y)
    const before = best.get(key)
    if (before === undefined || isBefore(pair, before))
      best.set(key, { ...pair, x: Math.min(x, y), y: Math.max(x, y) })
  }
  const rivals = rivalsOf(scores)
  return [...best.values()]
    .map((pair) => ({
      ...pair,
      alone: probabilityOf(pair.bits),
      probability: contested(pair, units, rivals),
    }))
    .filter(({ probability, alone }) => probability >= reviewFrom || alone >= automaticFrom)
    .sort((p, q) => q.probability - p.probability || (isBefore(p, q) ? -1 : 1))
}

function isBefore(p: PairScore, q: PairScore): boolean {
  if (p.bits !== q.bits) return p.bits > q.bits
  return p.a === q.a ? p.b < q.b : p.a < q.a
}

interface Rivals {
  readonly of: ReadonlyMap<string, ReadonlyMap<string, number>>
}

function rivalsOf(scores: readonly PairScore[]): Rivals {
  const of = new Map<string, Map<string, number>>()
  for (const { a, b, bits } of scores) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const own = of.get(one) ?? new Map<string, number>()
      own.set(other, bits)
      of.set(one, own)
    }
  }
  return { of }
}

/**
 * The probability when others claim the same: one thing cannot be two different ones, so a record that is nearly as
 * like to a third, which in turn is not like the second, is as doubtful as a coin.
 */
function contested(
  { bits, x, y }: PairScore & { readonly x: number; readonly y: number },
  units: readonly Unit[],
  rivals: Rivals,
): number {
  const [own, other] = [units[x]?.records ?? [], units[y]?.records ?? []]
  const rival = Math.max(strongestRival(own, other, rivals), strongestRival(other, own, rivals))
  const capped = Math.min(bits, 500)
  return 1 / (1 + 2 ** -capped + 2 ** (Math.min(rival, 500) - capped))
}

function strongestRival(own: readonly string[], other: readonly string[], { of }: Rivals): number {
  const inside = new Set([...own, ...other])
  let strongest = Number.NEGATIVE_INFINITY
  for (const id of own)
    for (const [rival, bits] of of.get(id) ?? []) {
      if (bits <= strongest || inside.has(rival)) continue
      const isAlike = other.some((one) => (of.get(one)?.get(rival) ?? -1) >= 0)
      if (!isAlike) strongest = bits
    }
  return strongest
}

interface Context extends JoiningRules {
  readonly units: readonly Unit[]
  /** Names of pairs of units that are sure on their own. */
  readonly sure: ReadonlySet<string>
}

function obstacle(
  link: UnitLink,
  [xs, ys]: readonly [readonly number[], readonly number[]],
  { units, sure, mayJoin, areDoubted, mostRecords }: Context,
): Obstacle | undefined {
  if (areDoubted([...xs, ...ys])) return 'forbidden'
  if (!mayJoin([...xs, ...ys])) return link.alone >= automaticFrom ? 'conflict' : 'forbidden'
  if (link.alone < automaticFrom) return 'possible'
  if (link.probability < automaticFrom) return 'ambiguous'
  if (areBothGolden(xs, ys, units)) return 'twoGoldenRecords'
  const size = [...xs, ...ys].reduce((sum, place) => sum + (units[place]?.records.length ?? 0), 0)
  if (size > mostRecords) return 'tooLarge'
  return areAllSure(xs, ys, sure) ? undefined : 'weakBridge'
}

/** Golden is what holds a verified identifier, or several records that strong keys tie; two such never join by score. */
function areBothGolden(xs: readonly number[], ys: readonly number[], units: readonly Unit[]): boolean {
  const all = (places: readonly number[]): readonly Unit[] => places.flatMap((place) => units[place] ?? [])
  const isAnchored = (places: readonly number[]): boolean => all(places).some((unit) => unit.isAnchored)
  const isLoose = (places: readonly number[]): boolean =>
    all(places).every(({ records }) => records.length === 1)
  return (isAnchored(xs) && isAnchored(ys)) || !(isLoose(xs) || isLoose(ys))
}

function areAllSure(xs: readonly number[], ys: readonly number[], sure: ReadonlySet<string>): boolean {
  return xs.every((x) => ys.every((y) => sure.has(nameOf(x, y))))
}
