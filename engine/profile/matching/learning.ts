/**
 * A model out of records alone, as a hub learns it: by their keys, from as many pairs as are worth it, the same for the
 * same records, whatever the order in which they come. Pure; in small steps, so that others get a turn between them.
 */
import { sha256 } from '../../values/hash.ts'
import { blockCap, blockKeys, candidatePairs } from './blocking.ts'
import { calibrationOf, type CalibrationBand } from './calibration.ts'
import type { Features } from './features.ts'
import { compare, type PairLevels } from './levels.ts'
import { withoutPeople } from './model-form.ts'
import type { MatchModel } from './model.ts'
import type { MatchPlan } from './plan.ts'
import { automaticFrom, reviewFrom } from './scored-joins.ts'
import { seeded, training } from './training.ts'

/** How a model is to be learned. */
export interface LearningOptions {
  readonly version: string
  readonly seed: number
  /** The share of all matches that the certain rules are assumed to find. */
  readonly assumedRecall: number
}

/** What a model rests on. */
export interface LearningBasis {
  readonly records: number
  /** Digest of everything that was compared: the same basis and options give the same model. */
  readonly data: string
  readonly pairs: number
  /** Pairs by the rule that found them first. */
  readonly rules: readonly { readonly rule: string; readonly keys: number; readonly pairs: number }[]
  /** Keys that too many records share, and that found nobody. */
  readonly cappedKeys: number
  readonly certainPairs: number
  readonly expectedMatches: number
  readonly rounds: number
  /** At a probability from `automatic` on the machine joins, from `review` on a person is asked. */
  readonly thresholds: { readonly automatic: number; readonly review: number }
  readonly calibration: readonly CalibrationBand[]
}

/** A learned model. */
export interface Learnt {
  readonly model: MatchModel
  readonly basis: LearningBasis
}

/** Pairs that certain rules must find before anything can be learned. */
export const fewestCertainPairs = 10
/** Pairs that are learned from; of more a part is taken by chance. */
const mostPairs = 100_000
/** Records between two pauses. */
const breath = 500

/** Learns; `undefined` when there is nothing to learn from. */
export function* learning(
  records: ReadonlyMap<string, Features>,
  options: LearningOptions,
  plan: MatchPlan,
): Generator<undefined, Learnt | { readonly certainPairs: number }> {
  const inOrder = [...records].sort(([a], [b]) => (a < b ? -1 : 1))
  const features = inOrder.map(([, own]) => own)
  const keys: ReturnType<typeof blockKeys>[] = []
  for (const [n, own] of features.entries()) {
    if (n % breath === 0) yield undefined
    keys.push(blockKeys(own, plan))
  }
  const found = candidatePairs(keys, { cap: blockCap, mayPair: () => true })
  const candidates = someOf(found.pairs, options.seed)
  const share = found.pairs.length === 0 ? 1 : candidates.length / found.pairs.length
  const possiblePairs = ((features.length * (features.length - 1)) / 2) * share
  const set = { ...options, records: features, candidates, mayPair: () => true, possiblePairs }
  const trained = yield* training(set, plan)
  if (trained.certainPairs < fewestCertainPairs) return { certainPairs: trained.certainPairs }
  const model = withoutPeople(trained.model, plan, features.length)
  const compared = function* (): Generator<PairLevels> {
    for (const [a, b] of candidates) yield compare(features[a] ?? [], features[b] ?? [], plan)
  }
  return {
    model,
    basis: {
      records: features.length,
      data: sha256(JSON.stringify(inOrder)).slice(0, 32),
      pairs: found.pairs.length,
      rules: found.counts,
      cappedKeys: found.capped.length,
      certainPairs: Math.round(trained.certainPairs / share),
      expectedMatches: Math.round(trained.expectedMatches / share),
      rounds: trained.rounds,
      thresholds: { automatic: automaticFrom, review: reviewFrom },
      calibration: calibrationOf(compared(), { model, plan, checkedBy: 'nationalCode' }),
    },
  }
}

/** All of them, or a part that the seed and their own order decide. */
function someOf<One>(all: readonly One[], seed: number): readonly One[] {
  if (all.length <= mostPairs) return all
  const random = seeded(seed)
  const share = mostPairs / all.length
  return all.filter(() => random() < share)
}
