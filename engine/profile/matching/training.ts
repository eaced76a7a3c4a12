/**
 * Weights without labels. Three steps, each repeatable to the last bit: chances among strangers from a seeded sample of
 * random pairs; a prior from rules that are certain, with an assumed recall; and how records of one thing differ by
 * expectation maximisation over the pairs that the blocks find. Pairs of the sample that turn out to be one thing are
 * taken out of the chances, which matters when a set is small.
 */
import type { Features } from './features.ts'
import { absent, compare, levelNames, type PairLevels } from './levels.ts'
import {
  levelFor,
  total,
  weigh,
  type ComparisonWeights,
  type MatchModel,
  type TermFrequencies,
} from './model.ts'
import type { MatchPlan } from './plan.ts'

/** What is learned from. */
export interface TrainingSet {
  readonly version: string
  /** In a fixed order (by id): the same records give the same model. */
  readonly records: readonly Features[]
  /** Pairs of places that the blocks find, each once. */
  readonly candidates: readonly (readonly [number, number])[]
  /** False for a pair that cannot be one thing. */
  readonly mayPair: (a: number, b: number) => boolean
  /** How many pairs may be one thing at all; of a part of the candidates as large a part of them. */
  readonly possiblePairs: number
  readonly seed: number
  /** The share of all matches that the certain rules are assumed to find; the plan's own unless given. */
  readonly assumedRecall?: number
}

/** A trained model, and what it rests on. */
export interface Trained {
  readonly model: MatchModel
  /** Pairs that the certain rules found, and the expected number of matching pairs that came of it. */
  readonly certainPairs: number
  readonly expectedMatches: number
  readonly rounds: number
}

/** Random pairs that are looked at. */
const sampleSize = 120_000
/** Common values that a model keeps by name. */
const commonTerms = 3_000

/** Learns the weights of a plan at one go. */
export function train(set: TrainingSet, plan: MatchPlan): Trained {
  const steps = training(set, plan)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Pairs between two pauses. */
const breath = 2_000

/** Learns the weights of a plan in small steps, so that others get a turn between them; the result is that of `train`. */
export function* training(set: TrainingSet, plan: MatchPlan): Generator<undefined, Trained> {
  const pairs: PairLevels[] = []
  for (const [place, [a, b]] of set.candidates.entries()) {
    if (place % breath === 0) yield undefined
    pairs.push(comparedPair(set, plan, [a, b]))
  }
  const strangers = yield* samplePairs(set, plan)
  const certainPairs = pairs.filter((pair) => isCertain(pair, plan)).length
  const bounds = priorBounds(certainPairs, set, plan)
  const terms = plan.comparisons.map((_, place) => termFrequencies(set.records, place))
  let now: Learned = {
    weights: firstWeights(plan, terms),
    prior: bounds.start,
    kinPrior: bounds.start / 10,
    rounds: 0,
  }
  let rounds = 0
  for (let outer = 0; outer < 4; outer += 1) {
    const before = now
    const weights = withChances(before.weights, strangers, (pair) =>
      outer === 0 ? 0 : posterior(pair, before, plan).match,
    )
    now = yield* maximise({ pairs, plan, bounds, from: { ...before, weights } })
    rounds += now.rounds
  }
  const { weights, prior, kinPrior } = now
  const model = { version: set.version, type: plan.type, prior, kinPrior, comparisons: weights }
  return { model, certainPairs, expectedMatches: prior * set.possiblePairs, rounds }
}

function comparedPair(
  { records }: TrainingSet,
  plan: MatchPlan,
  [a, b]: readonly [number, number],
): PairLevels {
  return compare(records[a] ?? [], records[b] ?? [], plan)
}

/** How often each level occurs in random pairs, and those of them that may turn out to be one thing after all. */
interface Strangers {
  readonly counts: readonly (readonly number[])[]
  /** A pair that no block finds is taken for two things for certain. */
  readonly suspects: readonly PairLevels[]
}

function* samplePairs(set: TrainingSet, plan: MatchPlan): Generator<undefined, Strangers> {
  const random = seeded(set.seed)
  const size = set.records.length
  const counts = plan.comparisons.map(({ kind }) => levelNames[kind].map(() => 0))
  const suspects: PairLevels[] = []
  const isCandidate = new Set(set.candidates.map(([a, b]) => a * size + b))
  const tries = Math.min(sampleSize, size * (size - 1))
  for (let n = 0; n < tries; n += 1) {
    if (n % breath === 0) yield undefined
    const [a = 0, b = 0] = [Math.floor(random() * size), Math.floor(random() * size)].sort((x, y) => x - y)
    if (a === b || !set.mayPair(a, b)) continue
    const pair = comparedPair(set, plan, [a, b])
    for (const [place, own] of counts.entries()) add(own, pair.levels[place] ?? absent, 1)
    if (isCandidate.has(a * size + b)) suspects.push(pair)
  }
  return { counts, suspects }
}

/** A small generator with a state of 32 bits (mulberry32): chance that can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function isCertain({ levels }: PairLevels, plan: MatchPlan): boolean {
  return plan.certain.some((names) =>
    names.every((name) => levels[plan.comparisons.findIndex((one) => one.name === name)] === 0),
  )
}

interface Bounds {
  readonly start: number
  readonly least: number
  readonly most: number
  readonly possiblePairs: number
}

/** The prior by the certain rules, and how far the pairs themselves may move it: between their recall being 1 and a tenth. */
function priorBounds(certain: number, set: TrainingSet, plan: MatchPlan): Bounds {
  const { possiblePairs, assumedRecall = plan.assumedRecall } = set
  const share = (recall: number): number =>
    Math.min(0.5, Math.max(certain, 1) / recall / Math.max(possiblePairs, 1))
  return { start: share(assumedRecall), least: share(1), most: share(0.1), possiblePairs }
}

function termFrequencies(records: readonly Features[], place: number): TermFrequencies {
  const counts = new Map<string, number>()
  let sum = 0
  for (const record of records)
    for (const { text } of record[place] ?? []) {
      counts.set(text, (counts.get(text) ?? 0) + 1)
      sum += 1
    }
  const repeated = [...counts]
    .filter(([, count]) => count > 2)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  const common = repeated.slice(0, commonTerms)
  const left = sum - common.reduce((before, [, count]) => before + count, 0)
  const kinds = Math.max(1, counts.size - common.length)
  return {
    common: Object.fromEntries(common.map(([text, count]) => [text, count / sum])),
    rare: Math.max(left / kinds, 1) / Math.max(sum, 1),
  }
}

/** Records of one thing mostly agree; the rest is learned. */
function firstWeights(plan: MatchPlan, terms: readonly TermFrequencies[]): readonly ComparisonWeights[] {
  return plan.comparisons.map(({ name, kind, amongKin }, place) => {
    const count = levelNames[kind].length
    const others = 0.15 / (count - 1)
    const m = Array.from({ length: count }, (_, level) => (level === 0 ? 0.85 : others))
    return {
      name,
      m,
      u: Array.from({ length: count }, () => 1 / count),
      ...(amongKin !== undefined && { kin: m }),
      terms: terms[place] ?? { common: {}, rare: 1 },
    }
  })
}

/** Of two relatives so many are twins. */
const twins = 0.04

/** Chances that follow from those of strangers and are not learned. */
function withFixedChances(
  weights: readonly ComparisonWeights[],
  plan: MatchPlan,
): readonly ComparisonWeights[] {
  return weights.map((one, place) => {
    const { kind, amongKin } = plan.comparisons[place] ?? { kind: 'category' }
    // Names that agree crosswise agree by chance as often as names in order: the order itself says nothing.
    if (kind === 'nameOrder') return { ...one, u: one.m }
    if (amongKin !== 'sometimes') return one
    return { ...one, kin: one.u.map((chance, level) => (level === 0 ? twins : 0) + (1 - twins) * chance) }
  })
}

function withChances(
  weights: readonly ComparisonWeights[],
  { counts, suspects }: Strangers,
  matching: (pair: PairLevels) => number,
): readonly ComparisonWeights[] {
  const left = counts.map((own) => [...own])
  for (const pair of suspects) {
    const share = matching(pair)
    for (const [place, own] of left.entries()) add(own, pair.levels[place] ?? absent, -share)
  }
  return weights.map((one, place) => ({ ...one, u: smoothed(left[place] ?? [], 0.5) }))
}

function add(counts: number[], level: number, amount: number): void {
  if (level !== absent) counts[level] = (counts[level] ?? 0) + amount
}

/** Shares of the levels; a level never seen keeps a small one, so that nothing is divided by zero. */
function smoothed(counts: readonly number[], by: number): readonly number[] {
  const sum = counts.reduce((before, count) => before + count + by, 0)
  return counts.map((count) => (count + by) / sum)
}

interface Learned {
  readonly weights: readonly ComparisonWeights[]
  readonly prior: number
  readonly kinPrior: number
  readonly rounds: number
}

interface Maximising {
  readonly pairs: readonly PairLevels[]
  readonly plan: MatchPlan
  readonly bounds: Bounds
  readonly from: Learned
}

function* maximise({ from, ...set }: Maximising): Generator<undefined, Learned> {
  let now = { ...from, weights: withFixedChances(from.weights, set.plan), rounds: 0 }
  for (let moved = 1; moved > 1e-3 && now.rounds < 40;) {
    const next = yield* step({ ...set, from: now })
    moved = furthest(now.weights, next.weights)
    now = { ...next, rounds: now.rounds + 1 }
  }
  return now
}

/** One round: how likely each pair is one thing or two relatives, and what follows for the weights. */
function* step({ pairs, plan, bounds, from }: Maximising): Generator<undefined, Learned> {
  const counts = from.weights.map(({ m }) => m.map(() => 0))
  const kinCounts = from.weights.map(({ m }) => m.map(() => 0))
  let [matches, kin] = [0, 0]
  for (const [n, pair] of pairs.entries()) {
    if (n % breath === 0) yield undefined
    const share = posterior(pair, from, plan)
    matches += share.match
    kin += share.kin
    for (const [place, weights] of from.weights.entries()) {
      const found = { level: pair.levels[place] ?? absent, agreed: pair.agreed[place] ?? '' }
      const level = levelFor(plan.comparisons[place]?.kind ?? 'category', weights.terms, found)
      add(counts[place] ?? [], level, share.match)
      add(kinCounts[place] ?? [], level, share.kin)
    }
  }
  const possible = Math.max(bounds.possiblePairs, 1)
  const weights = from.weights.map((one, place) => ({
    ...one,
    m: smoothed(counts[place] ?? [], 0.05),
    ...(one.kin !== undefined && { kin: smoothed(kinCounts[place] ?? [], 0.5) }),
  }))
  const prior = Math.min(bounds.most, Math.max(bounds.least, matches / possible))
  const kinPrior = Math.min(2 * prior, Math.max(kin, 0.01) / possible)
  return { weights: withFixedChances(weights, plan), prior, kinPrior, rounds: from.rounds }
}

/** Shares of the three possibilities for one pair; the rest is "strangers". */
function posterior(
  pair: PairLevels,
  { weights, prior, kinPrior }: Learned,
  plan: MatchPlan,
): { readonly match: number; readonly kin: number } {
  const { bits, kinBits } = weigh(pair, weights, plan)
  const match = prior * 2 ** Math.min(total(bits, plan), 900)
  const kin = kinPrior * 2 ** Math.min(total(kinBits, plan), 900)
  const sum = match + kin + 1
  return { match: match / sum, kin: kin / sum }
}

function furthest(a: readonly ComparisonWeights[], b: readonly ComparisonWeights[]): number {
  return Math.max(
    ...a.flatMap(({ m }, place) => m.map((value, level) => Math.abs(value - (b[place]?.m[level] ?? 0)))),
  )
}
