/**
 * A whole set linked in memory by the same parts that the store uses record by record: keys, comparing, a model that is
 * trained on the set itself or given, and the partition. For measuring quality and for training.
 */
import { partition, type Linked, type Partition } from '../match.ts'
import type { NormalisedRecord } from '../record.ts'
import { blockCap, blockKeys, candidatePairs, type CandidatePairs } from './blocking.ts'
import { featuresOf, type Features } from './features.ts'
import { compare } from './levels.ts'
import { score, type MatchModel } from './model.ts'
import type { MatchPlan } from './plan.ts'
import { keptFrom, type PairScore } from './scored-joins.ts'
import { train, type Trained } from './training.ts'

/** What is known about the set as a whole. */
export interface LinkageOptions {
  readonly plan: MatchPlan
  /** Connections that have each thing at most once, so that two of their records are never one. */
  readonly withoutTwins?: readonly string[]
  /** Default 1. */
  readonly seed?: number
  /** Default `blockCap`. */
  readonly cap?: number
  /** Used instead of training. */
  readonly model?: MatchModel
}

/** What came of it. */
export interface Linkage extends Partition {
  readonly model: MatchModel
  /** Absent when the model was given. */
  readonly trained?: Trained
  /** Pairs from `keptFrom` on. */
  readonly scores: readonly PairScore[]
  readonly candidates: CandidatePairs
}

/** Links the records of one type. The order in which they come does not matter. */
export function link(records: readonly NormalisedRecord[], options: LinkageOptions): Linkage {
  const { plan, withoutTwins = [], cap = blockCap } = options
  const inOrder = [...records].sort((a, b) => (a.source.id < b.source.id ? -1 : 1))
  const features = inOrder.map(({ fields }) => featuresOf(fields, plan))
  const alone = new Set(withoutTwins)
  const sources = inOrder.map(({ source }) => source.connection)
  const mayPair = (a: number, b: number): boolean => sources[a] !== sources[b] || !alone.has(sources[a] ?? '')
  const keys = features.map((own) => blockKeys(own, plan))
  const candidates = candidatePairs(keys, { cap, mayPair })
  const trained =
    options.model === undefined
      ? train(
          {
            version: 'set',
            records: features,
            candidates: candidates.pairs,
            mayPair,
            possiblePairs: possiblePairs(sources, alone),
            seed: options.seed ?? 1,
          },
          plan,
        )
      : undefined
  const model = options.model ?? trained?.model
  if (model === undefined) throw new Error('there is neither a model nor a training')
  const scores = scoresOf({ records: inOrder, features, pairs: candidates.pairs }, model, plan)
  const linked = inOrder.map(({ source, links }): Linked => ({
    id: source.id,
    links,
    ...(alone.has(source.connection) && { bars: [{ kind: `of:${source.connection}`, value: source.id }] }),
  }))
  return {
    ...partition(linked, scores),
    model,
    scores,
    candidates,
    ...(trained !== undefined && { trained }),
  }
}

interface Scoring {
  readonly records: readonly NormalisedRecord[]
  readonly features: readonly Features[]
  readonly pairs: CandidatePairs['pairs']
}

function scoresOf(
  { records, features, pairs }: Scoring,
  model: MatchModel,
  plan: MatchPlan,
): readonly PairScore[] {
  return pairs.flatMap(([x, y]) => {
    const { bits, probability } = score(compare(features[x] ?? [], features[y] ?? [], plan), model, plan)
    const [a = '', b = ''] = [records[x]?.source.id, records[y]?.source.id]
    return probability < keptFrom ? [] : [{ a, b, bits }]
  })
}

/** Pairs that may be one thing at all. */
export function possiblePairs(sources: readonly string[], withoutTwins: ReadonlySet<string>): number {
  const counts = new Map<string, number>()
  for (const source of sources) counts.set(source, (counts.get(source) ?? 0) + 1)
  const barred = [...counts].filter(([source]) => withoutTwins.has(source))
  const all = (count: number): number => (count * (count - 1)) / 2
  return all(sources.length) - barred.reduce((sum, [, count]) => sum + all(count), 0)
}
