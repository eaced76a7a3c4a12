/** Which scored pairs a person is asked about, and in which order: what teaches and moves most comes first. Pure. */
import { pairId, type MatchPairDocument, type PairReview } from '../store/match-pairs.ts'
import { probabilityOf } from './matching/model.ts'
import { automaticFrom, type Possible } from './matching/scored-joins.ts'

/** Sure enough to follow from one record to the other. */
export function isSure({ bits }: Pick<MatchPairDocument, 'bits'>): boolean {
  return probabilityOf(bits) >= automaticFrom
}

/** What is known about the pairs of a neighbourhood. */
export interface KnownPairs {
  readonly records: readonly { readonly _id: string; readonly profileId?: string }[]
  readonly pairs: readonly MatchPairDocument[]
}

/** The reviews to set and to take away, after the neighbourhood has been decided. Pairs outside it stay as they are. */
export function reviewChanges(
  { records, pairs }: KnownPairs,
  possible: readonly Possible[],
  now: Date,
): readonly { readonly id: string; readonly review?: PairReview }[] {
  const inside = new Set(records.map(({ _id }) => _id))
  const wanted = new Map(possible.map((one) => [pairId(one.a, one.b), one]))
  return pairs
    .filter(({ ends }) => ends.some((id) => inside.has(id)))
    .flatMap(({ _id: id, review: before }) => {
      const one = wanted.get(id)
      if (one === undefined) return before === undefined ? [] : [{ id }]
      const isSame = before?.probability === one.probability && before.reason === one.reason
      return isSame ? [] : [{ id, review: reviewOf(one, before?.since ?? now) }]
    })
}

/** Golden records come before doubtful ones: a verdict there moves many records. */
function reviewOf({ probability, reason }: Possible, since: Date): PairReview {
  const doubt = 4 * probability * (1 - probability)
  const gain = reason === 'twoGoldenRecords' || reason === 'conflict' ? 1 + probability : doubt
  return { probability, reason, gain: Math.round(gain * 1e6) / 1e6, since }
}
