/**
 * Scores stored records against those that their keys find, and keeps the pairs that are worth it. What two records
 * score depends on them, the model, and which telephones and addresses turned out to be shared; never on the order of
 * arrival. A value that more people use than one household is noticed here, loses its weight, and opens again what
 * leaned on it.
 */
import { pairId, type MatchPairDocument, type MatchPairStore } from '../store/match-pairs.ts'
import type { MatchableRecord, SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import { ahead } from '../values/ahead.ts'
import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'
import { defined } from '../values/defined.ts'
import { unhurried, type Pace, type Steps } from '../values/unhurried.ts'
import { candidates, type Found } from './candidates.ts'
import type { HeldModels } from './match-models.ts'
import { missingEvidence } from './matching/evidence.ts'
import { featuresFrom, type Features } from './matching/features.ts'
import { compare, type PairLevels } from './matching/levels.ts'
import { odds, probabilityOf, score, weigh, type MatchModel, type Score } from './matching/model.ts'
import type { MatchPlan } from './matching/plan.ts'
import type { NormalisedRecord } from './record.ts'
import { sharedValues, withoutShared, type FeatureReader } from './shared-values.ts'
import { planOf } from './matching/plans.ts'
import { keptFrom } from './matching/scored-joins.ts'

/** What scoring is made of. */
export interface ScoringPorts {
  readonly records: SourceRecordStore
  readonly pairs: MatchPairStore
  /** The model that holds now, whoever changed it. */
  readonly model: (type: string) => Promise<MatchModel | undefined>
  readonly clock: Clock
  readonly log: Log
}

/** Scores records. */
export interface Scoring {
  /** Scores the records against all others, and keeps the pairs. */
  score(documents: readonly SourceRecordDocument[], how: HowToScore): Promise<Rescored>
  /** Scores what the keys of records find by two models and keeps nothing; each pair at its lesser record. */
  scoreTwice(
    documents: readonly MatchableRecord[],
    type: string,
    models: Readonly<Record<'before' | 'after', MatchModel>>,
  ): Promise<readonly TwiceScored[]>
  /** Scores two records and says how. `undefined` when their type is not scored or one has nothing to compare. */
  explain(a: SourceRecordDocument, b: SourceRecordDocument): Promise<PairScored | undefined>
  readonly pairs: MatchPairStore
}

/** How records are scored. */
export interface HowToScore {
  readonly models: HeldModels
  /** The pairs of the records, read before this. */
  readonly known: readonly MatchPairDocument[]
  readonly pace: Pace
}

/** What scoring found, and what it changed for others. */
export interface Rescored {
  /** The pairs of the records as they are now. */
  readonly pairs: readonly MatchPairDocument[]
  /** Records that are or were like one of the scored ones: what was decided about them is decided anew. */
  readonly touched: readonly string[]
  /** Records that were scored when a value was not yet, or was still, taken for a shared one: they are scored anew. */
  readonly leaning: readonly string[]
  /** Values that were taken for shared ones, by scored record. */
  readonly shared: ReadonlyMap<string, readonly string[]>
  /** The revisions of the given records that were looked at. */
  readonly seen: ReadonlyMap<string, number>
}

/** The probabilities of one pair, a < b, by two models. */
export interface TwiceScored {
  readonly a: string
  readonly b: string
  readonly before: number
  readonly after: number
}

/** A scored pair, with what it was scored by. */
export interface PairScored {
  readonly levels: PairLevels
  readonly score: Score
  readonly plan: MatchPlan
  readonly model: MatchModel
  /** Comparisons that were left out because the value is shared by many. */
  readonly shared: readonly string[]
}

/** Records whose candidates are in memory at once. */
const recordsAtOnce = 2

/** Makes the scoring. */
export function scoring({ records, pairs, model: modelOf, clock, log }: ScoringPorts): Scoring {
  const candidatesOf = candidates({ records, clock, log })

  async function scoreType(
    given: readonly Scored[],
    { type, known, pace, ...how }: HowToScore & { readonly type: string },
  ): Promise<Rescored> {
    const [plan, model] = [planOf(type), how.models.byType.get(type)]
    if (plan === undefined || model === undefined) return unchanged(given, known)
    const ids = given.map(({ _id }) => _id)
    let all: readonly SourceRecordDocument[] = given
    // Read before the candidates: a pair that another process adds meanwhile is not taken for a stale one.
    for (let before = known; ; [all, before] = await Promise.all([records.byIds(ids), pairs.of(ids)])) {
      const documents = all.filter(isScored)
      const { found, others, ...rest } = await weighed(documents, { plan, model, pace })
      await pairs.replace(before, found)
      // No pair that was written may rest on a record that was replaced meanwhile.
      if (found.length > 0 && !(await records.areStill([...documents, ...others]))) continue
      const reviews = new Map(before.map(({ _id, review }) => [_id, review]))
      return {
        ...rest,
        pairs: found.map((pair) => ({ ...pair, ...defined({ review: reviews.get(pair._id) }) })),
        touched: endsOf([...before, ...found]),
        seen: revisionsOf(all),
      }
    }
  }

  /** A few records at a time: what is found for them, hundreds each, is forgotten before the next. */
  async function weighed(
    documents: readonly Scored[],
    { plan, model, pace }: { readonly plan: MatchPlan; readonly model: MatchModel; readonly pace: Pace },
  ): Promise<Weighed> {
    const given = new Set(documents.map(({ _id }) => _id))
    const found = new Map<string, MatchPairDocument>()
    const others = new Map<string, MatchableRecord>()
    const leaning: string[] = []
    const shared = new Map<string, readonly string[]>()
    const looks = ahead(partsOf(documents), async (part) => ({
      part,
      around: await candidatesOf({ keys: keysOf(part), type: plan.type, pace }),
    }))
    for await (const { part, around } of looks) {
      const read = featureReader()
      const { terms, news, of } = await pace(sharedValues(part, around, { plan, read, together: given }))
      for (const [id, own] of of) shared.set(id, own)
      leaning.push(...news)
      for (const { pair, other } of await pace(
        pairsOf(part, around.blocks, { plan, model, shared: terms, read }),
      )) {
        found.set(pair._id, pair)
        others.set(other._id, other)
      }
    }
    return { found: [...found.values()], others: [...others.values()], leaning, shared }
  }

  return {
    pairs,
    score: async (documents, { known, ...how }) => {
      const former = pairsAmong(documents.filter(isSilent), known)
      await pairs.replace(former, [])
      const left = known.filter((pair) => !former.includes(pair))
      const byType = new Map<string, Scored[]>()
      for (const document of documents) if (isScored(document)) append(byType, document.type, document)
      const unscored = documents.filter((document) => !isScored(document))
      const scored = await Promise.all(
        [...byType].map(([type, list]) => scoreType(list, { ...how, type, known: pairsAmong(list, left) })),
      )
      const parts = [{ ...unchanged(unscored, left), touched: endsOf(former) }, ...scored]
      return {
        pairs: parts.flatMap((part) => part.pairs),
        touched: parts.flatMap(({ touched }) => touched),
        leaning: parts.flatMap(({ leaning }) => leaning),
        shared: new Map(parts.flatMap((part) => [...part.shared])),
        seen: new Map(parts.flatMap((part) => [...part.seen])),
      }
    },
    scoreTwice: async (documents, type, models) => {
      const plan = planOf(type)
      if (plan === undefined) return []
      const scored: TwiceScored[] = []
      for (const part of partsOf(documents)) {
        const around = await candidatesOf({ keys: keysOf(part), type })
        const read = featureReader()
        const { terms } = await unhurried(sharedValues(part, around, { plan, read }))
        for (const [document, other] of comparedPairs(part, around.blocks)) {
          if (document._id > other._id) continue
          const compared = compare(read(document), read(other), plan)
          const levels = withoutShared(compared, plan, terms)
          const by = (model: MatchModel): number => score(levels, model, plan).probability
          scored.push({ a: document._id, b: other._id, before: by(models.before), after: by(models.after) })
        }
      }
      return scored
    },
    explain: async (a, b) => {
      const [plan, model] = [planOf(a.type), await modelOf(a.type)]
      if (plan === undefined || model === undefined || a.type !== b.type) return undefined
      if (!isScored(a) || !isScored(b)) return undefined
      const around = await candidatesOf({ keys: keysOf([a, b]), type: a.type })
      const read = featureReader()
      const { terms } = await unhurried(sharedValues([a, b], around, { plan, read }))
      const compared = compare(read(a), read(b), plan)
      const levels = withoutShared(compared, plan, terms)
      const shared = plan.comparisons
        .filter((_, place) => levels.levels[place] !== compared.levels[place])
        .map(({ name }) => name)
      return { levels, score: score(levels, model, plan), plan, model, shared }
    },
  }
}

/** What a record lacks to be recognised by these models. */
export function evidenceBy(models: HeldModels): (record: NormalisedRecord) => readonly string[] | undefined {
  const judges = [...models.byType].flatMap(([type, model]) => {
    const plan = planOf(type)
    return plan === undefined ? [] : [[type, { plan, model }] as const]
  })
  const byType = new Map(judges)
  return (record) => missingEvidence(record, byType.get(record.source.type))
}

/** What is found where nothing is scored. */
export function unchanged(
  documents: readonly SourceRecordDocument[],
  known: readonly MatchPairDocument[],
): Rescored {
  const [pairs, seen] = [pairsAmong(documents, known), revisionsOf(documents)]
  return { pairs, touched: [], leaning: [], shared: new Map(), seen }
}

function pairsAmong(
  documents: readonly { readonly _id: string }[],
  known: readonly MatchPairDocument[],
): readonly MatchPairDocument[] {
  const ids = new Set(documents.map(({ _id }) => _id))
  return known.filter(({ ends }) => ends.some((id) => ids.has(id)))
}

function endsOf(pairs: readonly MatchPairDocument[]): readonly string[] {
  return pairs.flatMap(({ ends }) => ends)
}

function revisionsOf(documents: readonly SourceRecordDocument[]): ReadonlyMap<string, number> {
  return new Map(documents.map(({ _id, revision }) => [_id, revision]))
}

function* partsOf<One>(documents: readonly One[]): Generator<readonly One[]> {
  for (let from = 0; from < documents.length; from += recordsAtOnce)
    yield documents.slice(from, from + recordsAtOnce)
}

type Scored = SourceRecordDocument & MatchableRecord
type Blocks = Found['blocks']

/** Whether it has nothing to compare any more. */
function isSilent({ blocks }: SourceRecordDocument): boolean {
  return blocks?.length === 0
}

function isScored(document: SourceRecordDocument): document is Scored {
  return document.blocks !== undefined && document.blocks.length > 0 && document.features !== undefined
}

function keysOf(records: readonly MatchableRecord[]): readonly string[] {
  return [...new Set(records.flatMap(({ blocks }) => blocks))]
}

function featureReader(): FeatureReader {
  const known = new Map<MatchableRecord, Features>()
  return (record) => {
    const features = known.get(record) ?? featuresFrom(record.features)
    known.set(record, features)
    return features
  }
}

interface Weights {
  readonly plan: MatchPlan
  readonly model: MatchModel
  readonly shared: ReadonlySet<string>
  readonly read: FeatureReader
}

/** The pairs that are worth keeping. */
function* pairsOf(
  documents: readonly Scored[],
  blocks: Blocks,
  { plan, model, shared, read }: Weights,
): Steps<readonly { readonly pair: MatchPairDocument; readonly other: MatchableRecord }[]> {
  const found: { readonly pair: MatchPairDocument; readonly other: MatchableRecord }[] = []
  for (const [document, other] of comparedPairs(documents, blocks)) {
    yield
    const levels = withoutShared(compare(read(document), read(other), plan), plan, shared)
    const { bits } = odds(weigh(levels, model.comparisons, plan), model, plan)
    if (probabilityOf(bits) < keptFrom) continue
    const [a = '', b = ''] = [document._id, other._id].sort()
    const pair = { _id: pairId(a, b), ends: [a, b] as const, type: plan.type, bits, model: model.version }
    found.push({ pair, other })
  }
  return found
}

/** What weighing some records against all others has found. */
interface Weighed extends Pick<Rescored, 'leaning' | 'shared'> {
  readonly found: readonly MatchPairDocument[]
  /** The other records of these pairs. */
  readonly others: readonly MatchableRecord[]
}

/** The pairs that keys find of some records with all others; a pair of two of them comes from both sides. */
function* comparedPairs<One extends MatchableRecord>(
  documents: readonly One[],
  blocks: Blocks,
): Generator<readonly [One, MatchableRecord]> {
  for (const document of documents)
    for (const other of new Set(document.blocks.flatMap((key) => blocks.get(key) ?? [])))
      if (other._id !== document._id) yield [document, other]
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
