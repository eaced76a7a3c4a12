/**
 * The weights of a plan, and what they say about a pair: Fellegi–Sunter with term frequencies, and with a third
 * possibility beside "one thing" and "strangers": relatives, who share a family name, an address and a telephone and
 * are not one. A model is plain data and frozen once trained, so the same two records always get the same answer,
 * whoever else there is.
 */
import { perObject } from '../../values/per-object.ts'
import { absent, type PairLevels } from './levels.ts'
import type { ComparisonKind, MatchPlan } from './plan.ts'

/** How common values are. */
export interface TermFrequencies {
  /** Share of the records by value, of the more common values. */
  readonly common: Readonly<Record<string, number>>
  /** Share of a value that is not among them. */
  readonly rare: number
}

/** One comparison's weights, by level. */
export interface ComparisonWeights {
  readonly name: string
  /** How often a level occurs among records of one thing, */
  readonly m: readonly number[]
  /** among records of strangers, */
  readonly u: readonly number[]
  /** and among relatives; absent when they are to each other as strangers are. */
  readonly kin?: readonly number[]
  readonly terms: TermFrequencies
}

/** A trained model. */
export interface MatchModel {
  readonly version: string
  readonly type: string
  /** The chance that two records picked blindly are one thing … */
  readonly prior: number
  /** … or two relatives. */
  readonly kinPrior: number
  readonly comparisons: readonly ComparisonWeights[]
}

/** What one comparison adds, in bits: +1 doubles the odds against strangers. */
export interface Evidence {
  readonly comparison: string
  readonly level: number
  readonly bits: number
}

/** The verdict on a pair. */
export interface Score {
  /** Log2 odds that both are one thing. */
  readonly bits: number
  /** The same as a probability. */
  readonly probability: number
  /** What the possibility that they are relatives takes away, in bits (0 or less). */
  readonly kinBits: number
  readonly evidence: readonly Evidence[]
}

/** Scores a compared pair. */
export function score(pair: PairLevels, model: MatchModel, plan: MatchPlan): Score {
  const weighed = weigh(pair, model.comparisons, plan)
  const { bits, kinBits } = odds(weighed, model, plan)
  const evidence = plan.comparisons.map(({ name }, place): Evidence => ({
    comparison: name,
    level: pair.levels[place] ?? absent,
    bits: weighed.bits[place] ?? 0,
  }))
  return { bits, probability: probabilityOf(bits), kinBits, evidence }
}

/** What a score comes to, without saying why: of hundreds of candidates nearly all are strangers. */
export function odds(
  weighed: Weighed,
  model: Pick<MatchModel, 'prior' | 'kinPrior'>,
  plan: MatchPlan,
): Pick<Score, 'bits' | 'kinBits'> {
  const alone = priorBits(model) + total(weighed.bits, plan)
  const kin = Math.log2(model.kinPrior) + total(weighed.kinBits, plan)
  const kinBits = -Math.log2(1 + 2 ** Math.min(kin, 900))
  return { bits: alone + kinBits, kinBits }
}

/** Log2 odds as a probability. */
export function probabilityOf(bits: number): number {
  return 1 / (1 + 2 ** -bits)
}

/** The odds that two records picked blindly are one thing, in bits. */
export function priorBits({ prior }: Pick<MatchModel, 'prior'>): number {
  return Math.log2(prior / (1 - prior))
}

/** Bits of each comparison for "one thing" and for "relatives", both against "strangers". */
export interface Weighed {
  readonly bits: readonly number[]
  readonly kinBits: readonly number[]
}

/** Weighs a compared pair by the given weights. */
export function weigh(
  { levels, agreed }: PairLevels,
  comparisons: readonly ComparisonWeights[],
  plan: MatchPlan,
): Weighed {
  const bits: number[] = []
  const kinBits: number[] = []
  for (const [place, weights] of comparisons.entries()) {
    const found = levels[place] ?? absent
    // What is missing says nothing.
    if (found === absent) {
      bits.push(0)
      kinBits.push(0)
      continue
    }
    const value = agreed[place] ?? ''
    const level = levelFor(plan.comparisons[place]?.kind ?? 'category', weights.terms, {
      level: found,
      agreed: value,
    })
    const chance = chanceOf(weights, level, value)
    bits.push(bitsOf(weights.m, level, chance))
    kinBits.push(weights.kin === undefined ? 0 : bitsOf(weights.kin, level, chance))
  }
  return { bits, kinBits }
}

function bitsOf(shares: readonly number[], level: number, chance: number): number {
  return Math.log2((shares[level] ?? 0) / chance)
}

interface Agreement {
  readonly level: number
  readonly agreed: string
}

const nameKinds: ReadonlySet<ComparisonKind> = new Set(['givenName', 'familyName', 'name'])
/** A name that one in so many has is a name of its own, not a slip of the pen. */
const establishedFrom = 1 / 800
/** Level `faint` of names. */
const faint = 4

/** Two names that are both common in their own right («حسن» and «حسین») are not one with a letter wrong. */
export function levelFor(kind: ComparisonKind, terms: TermFrequencies, { level, agreed }: Agreement): number {
  if (level < 1 || level > 2 || !nameKinds.has(kind)) return level
  const common = commonOf(terms)
  const isEstablished = agreed.split('\n').every((text) => (common.get(text) ?? 0) >= establishedFrom)
  return isEstablished && isPersian(agreed) ? faint : level
}

/** In Latin letters one name has many spellings; in Persian ones it has one. */
function isPersian(agreed: string): boolean {
  return !/[a-z]/.test(agreed)
}

/** How often this level with this value occurs by chance: a rare name that agrees says more than a common one. */
function chanceOf({ u, terms }: ComparisonWeights, level: number, agreed: string): number {
  const chance = u[level] ?? 1
  if (agreed === '') return chance
  if (level === 0) return frequencyOf(terms, agreed)
  const usual = u[0] ?? 1
  const scaled = chance * Math.sqrt(commonest(terms, agreed) / usual)
  return Math.min(Math.max(scaled, chance / 8), chance * 8, 1)
}

/** The frequency of the more common one of two values. */
function commonest(terms: TermFrequencies, agreed: string): number {
  const cut = agreed.indexOf('\n')
  if (cut === -1) return frequencyOf(terms, agreed)
  return Math.max(frequencyOf(terms, agreed.slice(0, cut)), frequencyOf(terms, agreed.slice(cut + 1)))
}

function frequencyOf(terms: TermFrequencies, text: string): number {
  return commonOf(terms).get(text) ?? terms.rare
}

/** Looked at with every candidate: a map need not make each text a property name first. */
const commonOf = perObject(({ common }: TermFrequencies) => new Map(Object.entries(common)))

/** The sum, with the agreements of one group damped: the strongest in full, the others by half. */
export function total(bits: readonly number[], plan: MatchPlan): number {
  let sum = 0
  const groups = groupsOf(plan)
  const strongest: number[] = []
  for (const [place, group] of groups.entries()) {
    const own = bits[place] ?? 0
    if (group === undefined || own <= 0) sum += own
    else {
      const best = strongest[group] ?? 0
      sum += Math.max(own, best) - best + Math.min(own, best) / 2
      strongest[group] = Math.max(own, best)
    }
  }
  return sum
}

/** The number of each comparison's group. */
const groupsOf = perObject((plan: MatchPlan): readonly (number | undefined)[] => {
  const names = [...new Set(plan.comparisons.flatMap(({ group }) => group ?? []))]
  return plan.comparisons.map(({ group }) => (group === undefined ? undefined : names.indexOf(group)))
})
