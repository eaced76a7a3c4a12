/**
 * Scores stored records against those that their keys find, and keeps the pairs that are worth it. What two records
 * score depends on them, the model, and which telephones and addresses turned out to be shared; never on the order of
 * arrival. A value that more people use than one household is noticed here, loses its weight, and opens again what
 * leaned on it.
 */
import { pairId, type MatchPairDocument, type MatchPairStore } from '../store/match-pairs.ts'
import type { MatchableRecord, SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import type { Log } from '../values/log.ts'
import { blockCap } from './matching/blocking.ts'
import type { Features } from './matching/features.ts'
import { absent, compare, type PairLevels } from './matching/levels.ts'
import { score, type MatchModel, type Score } from './matching/model.ts'
import type { MatchPlan } from './matching/plan.ts'
import { featuresFrom, firstModelOf, planOf } from './matching/plans.ts'
import { keptFrom } from './matching/scored-joins.ts'

/** What scoring is made of. */
export interface ScoringPorts {
  readonly records: SourceRecordStore
  readonly pairs: MatchPairStore
  readonly log: Log
}

/** Scores records. */
export interface Scoring {
  /** Scores those of the records that wait against all others, and keeps the pairs. */
  score(documents: readonly SourceRecordDocument[]): Promise<Rescored>
  /** Scores two records and says how. `undefined` when their type is not scored or one has nothing to compare. */
  explain(a: SourceRecordDocument, b: SourceRecordDocument): Promise<PairScored | undefined>
  readonly pairs: MatchPairStore
}

/** What scoring changed for others. */
export interface Rescored {
  /** Records that are or were like one of the scored ones: what was decided about them is decided anew. */
  readonly touched: readonly string[]
  /** Records that leaned on a value that has just proved to be shared, and must be scored anew. */
  readonly leaning: readonly string[]
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

/** Different names with one telephone, e-mail address or account, beyond which it says nothing about who somebody is. */
export const sharedFrom = 5

/** Makes the scoring. */
export function scoring({ records, pairs, log }: ScoringPorts): Scoring {
  /** Records by key. Keys that too many have are left out, and told. */
  async function blocksOf(keys: readonly string[], type: string): Promise<Blocks> {
    const found = await records.blocked(type, keys, blockCap)
    const byKey = new Map<string, MatchableRecord[]>()
    const wanted = new Set(keys)
    for (const record of found)
      for (const key of record.blocks) if (wanted.has(key)) append(byKey, key, record)
    const over = [...byKey].filter(([, members]) => members.length > blockCap)
    for (const [key, members] of over) {
      byKey.delete(key)
      log.warn('a key finds nobody because too many records have it', { type, key, records: members.length })
    }
    return byKey
  }

  async function scoreType(documents: readonly Scored[], type: string): Promise<Rescored> {
    const [plan, model] = [planOf(type), firstModelOf(type)]
    if (plan === undefined || model === undefined) return nobody
    for (;;) {
      const ids = documents.map(({ _id }) => _id)
      // Read before the candidates: a pair that another process adds meanwhile is not taken for a stale one.
      const before = await pairs.of(ids)
      const blocks = await blocksOf([...new Set(documents.flatMap(({ blocks: own }) => own))], type)
      const shared = sharedTerms(blocks, plan)
      const { found, others } = pairsOf(documents, blocks, { plan, model, shared: shared.terms })
      await pairs.replace(before, found)
      if (await records.areStill(others)) {
        const touched = [...before, ...found].flatMap(({ ends }) => ends)
        // Taken in anew, a record uses nothing that it did not use before: it would open again those that opened it.
        const fresh = documents.filter(({ reopened }) => reopened !== true)
        return { touched, leaning: shared.news(new Set(fresh.map(({ _id }) => _id))) }
      }
    }
  }

  return {
    pairs,
    score: async (documents) => {
      const waiting = documents.filter(({ pendingSince }) => pendingSince !== undefined)
      const gone = waiting.filter(({ blocks }) => blocks?.length === 0)
      const former = await pairs.of(gone.map(({ _id }) => _id))
      await pairs.replace(former, [])
      const byType = new Map<string, Scored[]>()
      for (const document of waiting) if (isScored(document)) append(byType, document.type, document)
      const results = await Promise.all([...byType].map(([type, list]) => scoreType(list, type)))
      return {
        touched: [...former.flatMap(({ ends }) => ends), ...results.flatMap(({ touched }) => touched)],
        leaning: results.flatMap(({ leaning }) => leaning),
      }
    },
    explain: async (a, b) => {
      const [plan, model] = [planOf(a.type), firstModelOf(a.type)]
      if (plan === undefined || model === undefined || a.type !== b.type) return undefined
      if (!isScored(a) || !isScored(b)) return undefined
      const blocks = await blocksOf([...new Set([...a.blocks, ...b.blocks])], a.type)
      const { terms } = sharedTerms(blocks, plan)
      const compared = compare(featuresFrom(a.features), featuresFrom(b.features), plan)
      const levels = withoutShared(compared, plan, terms)
      const shared = plan.comparisons
        .filter((_, place) => levels.levels[place] !== compared.levels[place])
        .map(({ name }) => name)
      return { levels, score: score(levels, model, plan), plan, model, shared }
    },
  }
}

const nobody: Rescored = { touched: [], leaning: [] }

type Scored = SourceRecordDocument & MatchableRecord
type Blocks = ReadonlyMap<string, readonly MatchableRecord[]>

function isScored(document: SourceRecordDocument): document is Scored {
  return document.blocks !== undefined && document.blocks.length > 0 && document.features !== undefined
}

interface Weights {
  readonly plan: MatchPlan
  readonly model: MatchModel
  readonly shared: ReadonlySet<string>
}

function pairsOf(
  documents: readonly Scored[],
  blocks: Blocks,
  { plan, model, shared }: Weights,
): { readonly found: readonly MatchPairDocument[]; readonly others: readonly MatchableRecord[] } {
  const features = new Map<string, Features>()
  const read = ({ _id, features: text }: MatchableRecord): Features => {
    const known = features.get(_id) ?? featuresFrom(text)
    features.set(_id, known)
    return known
  }
  const found = new Map<string, MatchPairDocument>()
  const others = new Map<string, MatchableRecord>()
  const seen = new Set<string>()
  for (const document of documents)
    for (const other of document.blocks.flatMap((key) => blocks.get(key) ?? [])) {
      const id = pairId(document._id, other._id)
      if (other._id === document._id || seen.has(id)) continue
      seen.add(id)
      const levels = withoutShared(compare(read(document), read(other), plan), plan, shared)
      const { bits, probability } = score(levels, model, plan)
      if (probability < keptFrom) continue
      others.set(other._id, other)
      const [a = '', b = ''] = [document._id, other._id].sort()
      found.set(id, { _id: id, ends: [a, b], type: plan.type, bits, model: model.version })
    }
  return { found: [...found.values()], others: [...others.values()] }
}

/** What is shared by many is as good as not said. */
function withoutShared(pair: PairLevels, plan: MatchPlan, shared: ReadonlySet<string>): PairLevels {
  if (shared.size === 0) return pair
  const isShared = (place: number): boolean =>
    plan.comparisons[place]?.kind === 'contact' && shared.has(pair.agreed[place] ?? '')
  return { ...pair, levels: pair.levels.map((level, place) => (isShared(place) ? absent : level)) }
}

interface Shared {
  readonly terms: ReadonlySet<string>
  /** Records, other than the given new ones, that used a value which only these made a shared one. */
  news(given: ReadonlySet<string>): readonly string[]
}

/** Contact values that too many different names use. */
function sharedTerms(blocks: Blocks, plan: MatchPlan): Shared {
  const places = plan.comparisons.flatMap(({ kind }, place) => (kind === 'contact' ? [place] : []))
  const names = plan.comparisons.flatMap(({ kind }, place) =>
    kind === 'givenName' || kind === 'familyName' ? [place] : [],
  )
  const users = new Map<string, Map<string, string>>()
  for (const record of new Set([...blocks.values()].flat())) {
    const features = featuresFrom(record.features)
    const name = names
      .map((place) => features[place]?.[0]?.sound ?? '')
      .sort()
      .join(' ')
    for (const { text } of places.flatMap((place) => features[place] ?? [])) {
      const own = users.get(text) ?? new Map<string, string>()
      users.set(text, own.set(record._id, name))
    }
  }
  const shared = [...users].filter(([, own]) => new Set(own.values()).size >= sharedFrom)
  return {
    terms: new Set(shared.map(([text]) => text)),
    news: (given) =>
      shared.flatMap(([, own]) => {
        const before = [...own].filter(([id]) => !given.has(id))
        return new Set(before.map(([, name]) => name)).size >= sharedFrom ? [] : before.map(([id]) => id)
      }),
  }
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
