/**
 * What people judge, and why the machine decided as it did: the review queue, verdicts on it, and the three questions
 * about two profiles: why are they one, why are they not, and how was it weighed.
 */
import { Problem } from '../../contracts/problems.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { MatchDecisionStore } from '../store/match-decisions.ts'
import type { MatchPairDocument } from '../store/match-pairs.ts'
import type { ProfileDocument, ProfileStore } from '../store/profiles.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import type { Actor, Corrections, Decided } from './corrections.ts'
import { absent, levelNames } from './matching/levels.ts'
import { probabilityOf, priorBits } from './matching/model.ts'
import { reviewFrom, type ReviewReason } from './matching/scored-joins.ts'
import { normalised } from './record-document.ts'
import type { NormalisedRecord } from './record.ts'
import type { PairScored, Scoring } from './scoring.ts'

/** A record as it is named. */
export interface RecordName {
  readonly id: string
  readonly connection: string
  readonly externalId: string
}

/** One comparison of a pair. */
export interface ComparisonView {
  readonly comparison: string
  /** `exact`, `swapped`, …; `absent` when one side says nothing, `shared` when the value is used by too many. */
  readonly level: string
  /** What it adds to the log2 odds. */
  readonly bits: number
}

/** How two records were weighed. */
export interface PairExplanation {
  readonly records: readonly RecordName[]
  readonly model: string
  /** Log2 odds before anything was compared. */
  readonly priorBits: number
  readonly comparisons: readonly ComparisonView[]
  /** What the possibility of two relatives takes away. */
  readonly kinBits: number
  readonly probability: number
}

/** Something for a person to judge. */
export interface ReviewView {
  readonly id: string
  readonly profiles: readonly string[]
  readonly records: readonly RecordName[]
  readonly probability: number
  readonly reason: ReviewReason
  readonly gain: number
  readonly since: Date
}

/** Why two profiles are one or two, and how it was weighed. */
export interface MatchExplanation {
  readonly profiles: readonly string[]
  readonly verdict: 'same' | 'different' | 'possible'
  /** Codes, the deciding one first: `decision`, `identifiersConflict`, `sharedKey`, `score`, `nothingInCommon`, … */
  readonly reasons: readonly string[]
  /** Keys that records of both have: `nationalCode`, `mobile+name`. */
  readonly sharedKeys: readonly string[]
  /** Identifiers of which both have a different one. */
  readonly conflicts: readonly string[]
  /** Standing decisions about both. */
  readonly decisions: readonly string[]
  /** The strongest pair of records; absent when nothing can be compared. */
  readonly pair?: PairExplanation
}

/** Reviews and explanations. */
export interface Reviews {
  list(filter: { readonly reason?: string }, page: PageRequest): Promise<Page<ReviewView>>
  /** Raises `matchReviewNotFound`; `conflict` when what both hold forbids it. */
  decide(id: string, verdict: 'same' | 'different', actor: Actor): Promise<Decided>
  explain(id: string, withId: string): Promise<MatchExplanation>
}

/** What reviews are made of. */
export interface ReviewPorts {
  readonly records: SourceRecordStore
  readonly profiles: Pick<ProfileStore, 'homesOf'>
  readonly decisions: Pick<MatchDecisionStore, 'standing'>
  readonly scoring?: Scoring
  readonly corrections: Corrections
  readonly living: (id: string) => Promise<ProfileDocument>
}

/** Makes them. */
export function reviews(ports: ReviewPorts): Reviews {
  const { records, profiles, decisions, scoring, corrections, living } = ports

  /** A pair whose records have left, or are together by now, is no question any more. */
  async function views(pairs: readonly MatchPairDocument[]): Promise<readonly ReviewView[]> {
    const ids = [...new Set(pairs.flatMap(({ ends }) => ends))]
    const [found, homes] = await Promise.all([records.byIds(ids), profiles.homesOf(ids)])
    const byId = new Map(found.map((record) => [record._id, record]))
    return pairs.flatMap(({ _id: id, ends, review }) => {
      const both = ends.flatMap((end) => byId.get(end) ?? [])
      const sides = [...new Set(both.flatMap(({ _id }) => homes.get(_id) ?? []))]
      if (review === undefined || both.length < 2 || sides.length < 2) return []
      const { probability, reason, gain, since } = review
      return [
        {
          ...{ id, profiles: sides, records: both.map(nameOf), probability },
          ...{ reason: reason as ReviewReason, gain, since },
        },
      ]
    })
  }

  async function decide(id: string, verdict: 'same' | 'different', actor: Actor): Promise<Decided> {
    const pair = await scoring?.pairs.byId(id)
    const [view] = pair === undefined ? [] : await views([pair])
    const [one, other] = view?.profiles ?? []
    if (one === undefined || other === undefined) {
      throw new Problem('matchReviewNotFound', `There is no open review "${id}".`)
    }
    return verdict === 'same'
      ? corrections.merge(one, other, actor)
      : corrections.keepApart(one, other, actor)
  }

  async function strongestPair(
    ones: readonly SourceRecordDocument[],
    others: readonly SourceRecordDocument[],
  ): Promise<PairExplanation | undefined> {
    const pairs = ones.flatMap((a) => others.filter((b) => b._id !== a._id).map((b) => [a, b] as const))
    const scored = await Promise.all(
      pairs.slice(0, mostPairs).map(async ([a, b]) => {
        const found = await scoring?.explain(a, b)
        return found === undefined ? [] : [{ a, b, found }]
      }),
    )
    const [best] = scored.flat().sort((p, q) => q.found.score.bits - p.found.score.bits)
    return best === undefined ? undefined : explained(best.found, [best.a, best.b])
  }

  async function explain(id: string, withId: string): Promise<MatchExplanation> {
    const [one, other] = await Promise.all([living(id), living(withId)])
    const [ones, others] = await Promise.all([records.byIds(one.records), records.byIds(other.records)])
    const about = await decisions.standing([
      ...new Set([...ones, ...others].flatMap(({ decisions: own = [] }) => own)),
    ])
    const within = (ids: readonly string[], list: readonly string[]): boolean =>
      ids.some((record) => list.includes(record))
    const standing = about.filter(
      ({ records: a, others: b }) =>
        (within(a, one.records) && within(b, other.records)) ||
        (within(b, one.records) && within(a, other.records)),
    )
    const pair = await strongestPair(ones, others)
    return verdictOf({
      profiles: [...new Set([one._id, other._id])],
      keys: [ones.map(normalised), others.map(normalised)],
      decisions: standing,
      pair,
    })
  }

  return {
    list: async (filter, { limit, after }) => {
      if (scoring === undefined) return { items: [], next: null }
      const place = after === undefined ? undefined : placeOf(after)
      const found = await scoring.pairs.queue(filter, {
        limit: limit + 1,
        ...(place !== undefined && { after: place }),
      })
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return {
        items: await views(page),
        next: found.length > limit && last?.review ? `${String(last.review.gain)}_${last._id}` : null,
      }
    },
    decide,
    explain,
  }
}

/** Pairs that one explanation weighs at most. */
const mostPairs = 400

function placeOf(cursor: string): { readonly gain: number; readonly id: string } {
  const cut = cursor.indexOf('_')
  const gain = Number(cursor.slice(0, Math.max(cut, 0)) || Number.NaN)
  if (Number.isNaN(gain)) {
    throw new Problem('badInput', 'The cursor is not one of this list.', {
      errors: [{ path: 'after', message: 'must be the `next` of an earlier page' }],
    })
  }
  return { gain, id: cursor.slice(cut + 1) }
}

function nameOf({ _id: id, connection, externalId }: SourceRecordDocument): RecordName {
  return { id, connection, externalId }
}

function explained(
  { levels, score, plan, model, shared }: PairScored,
  both: readonly SourceRecordDocument[],
): PairExplanation {
  const comparisons = plan.comparisons.map(({ name, kind }, place): ComparisonView => {
    const level = levels.levels[place] ?? absent
    const word = level === absent ? 'absent' : (levelNames[kind][level] ?? 'absent')
    return {
      comparison: name,
      level: shared.includes(name) ? 'shared' : word,
      bits: rounded(score.evidence[place]?.bits ?? 0),
    }
  })
  return {
    records: both.map(nameOf),
    model: model.version,
    priorBits: rounded(priorBits(model)),
    comparisons: comparisons.filter(({ level }) => level !== 'absent'),
    kinBits: rounded(score.kinBits),
    probability: probabilityOf(score.bits),
  }
}

function rounded(bits: number): number {
  return Math.round(bits * 100) / 100
}

interface Weighing {
  readonly profiles: readonly string[]
  readonly keys: readonly [readonly NormalisedRecord[], readonly NormalisedRecord[]]
  readonly decisions: readonly { readonly _id: string; readonly verdict: 'same' | 'different' }[]
  readonly pair: PairExplanation | undefined
}

function verdictOf({ profiles, keys: [ones, others], decisions, pair }: Weighing): MatchExplanation {
  const held = new Set(ones.flatMap(({ links }) => links.map(({ key }) => key)))
  const links = others.flatMap(({ links: own }) => own)
  const sharedKeys = [...new Set(links.flatMap(({ key }) => (held.has(key) ? [kindOf(key)] : [])))].sort()
  const conflicts = conflictsOf(ones, others)
  const probability = pair?.probability ?? 0
  const reasons = [
    ...decisions.map(() => 'decision'),
    ...conflicts.map(() => 'identifiersConflict'),
    ...sharedKeys.map(() => 'sharedKey'),
    ...(probability >= reviewFrom ? ['score'] : []),
  ]
  const isHeldApart = decisions.length + conflicts.length > 0
  const apart = probability >= reviewFrom && !isHeldApart ? 'possible' : 'different'
  return {
    profiles,
    verdict: profiles.length === 1 ? 'same' : apart,
    reasons: reasons.length === 0 ? [noReason(probability)] : [...new Set(reasons)],
    sharedKeys,
    conflicts,
    decisions: decisions.map(({ _id }) => _id),
    ...(pair !== undefined && { pair }),
  }
}

function noReason(probability: number): string {
  return probability === 0 ? 'nothingInCommon' : 'scoreTooLow'
}

/** `person/mobile+name:…` → `mobile+name`; the values are personal. */
function kindOf(key: string): string {
  return key.replace(/^[^:]*\//, '').split(':')[0] ?? key
}

function conflictsOf(
  ones: readonly NormalisedRecord[],
  others: readonly NormalisedRecord[],
): readonly string[] {
  const exclusive = (list: readonly NormalisedRecord[]): readonly { kind: string; key: string }[] =>
    list.flatMap(({ links }) =>
      links.flatMap((one) => (one.exclusive === undefined ? [] : [{ kind: one.exclusive, key: one.key }])),
    )
  const held = exclusive(ones)
  const clashing = exclusive(others).filter((mine) =>
    held.some(({ kind, key }) => kind === mine.kind && key !== mine.key),
  )
  return [...new Set(clashing.map(({ kind }) => kind))].sort()
}
