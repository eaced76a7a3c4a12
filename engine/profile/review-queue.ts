/** Which scored pairs a person is asked about, and in which order: what teaches and moves most comes first. Pure. */
import { pairId, type MatchPairDocument, type PairReview, type ReviewChange } from '../store/match-pairs.ts'
import { probabilityOf } from './matching/model.ts'
import { automaticFrom, type Possible, type ReviewReason } from './matching/scored-joins.ts'

/** Sure enough to follow from one record to the other. */
export function isSure({ bits }: Pick<MatchPairDocument, 'bits'>): boolean {
  return probabilityOf(bits) >= automaticFrom
}

/** What is known about the pairs of a neighbourhood. */
export interface KnownPairs {
  readonly records: readonly { readonly _id: string; readonly type: string }[]
  readonly pairs: readonly MatchPairDocument[]
}

/** The reviews to set and to take away, after the neighbourhood has been decided. Pairs outside it stay as they are. */
export function reviewChanges(
  { records, pairs }: KnownPairs,
  possible: readonly Possible[],
  now: Date,
): readonly ReviewChange[] {
  const inside = new Map(records.map(({ _id, type }) => [_id, type]))
  const wanted = new Map(possible.map((one) => [pairId(one.a, one.b), one]))
  const known = new Set(pairs.map(({ _id }) => _id))
  // Keys may tie what no score has seen.
  const unscored = [...wanted].flatMap(([id, one]): readonly ReviewChange[] => {
    const type = inside.get(one.a) ?? inside.get(one.b)
    if (known.has(id) || type === undefined) return []
    return [{ id, ends: [one.a, one.b], type, review: reviewOf(one, now) }]
  })
  const changed = pairs
    .filter(({ ends }) => ends.some((id) => inside.has(id)))
    .flatMap(({ _id: id, review: before }) => {
      const one = wanted.get(id)
      if (one === undefined) return before === undefined ? [] : [{ id }]
      const isSame = before?.probability === one.probability && before.reason === one.reason
      return isSame ? [] : [{ id, review: reviewOf(one, before?.since ?? now) }]
    })
  return [...changed, ...unscored]
}

const movesMany: ReadonlySet<ReviewReason> = new Set([
  'twoGoldenRecords',
  'conflict',
  'tooLarge',
  'weakBridge',
])

/** Golden records come before doubtful ones: a verdict there moves many records. */
function reviewOf({ probability, reason }: Possible, since: Date): PairReview {
  const doubt = 4 * probability * (1 - probability)
  const gain = movesMany.has(reason) ? 1 + probability : doubt
  return { probability, reason, gain: Math.round(gain * 1e6) / 1e6, since }
}
