/**
 * What a model would change, counted before it holds: every pair that the keys find is weighed by the model that holds
 * and by the proposed one, as a background operation in bounded steps. Nothing is changed by it.
 */
import type { BackgroundKind } from '../background/service.ts'
import type { MatchModelStore } from '../store/match-models.ts'
import type { SourceRecordStore } from '../store/source-records.ts'
import type { Clock } from '../values/clock.ts'
import type { Json } from '../values/json.ts'
import type { MatchModel } from './matching/model.ts'
import { automaticFrom, reviewFrom } from './matching/scored-joins.ts'
import { previewKind } from './match-models.ts'
import type { Scoring, TwiceScored } from './scoring.ts'

/** What the machine makes of a pair by its score alone. */
export type PairClass = 'different' | 'review' | 'same'

/** A pair that another model sees otherwise; only ids, nothing personal. */
export interface MovedPair {
  readonly records: readonly [string, string]
  readonly from: PairClass
  readonly to: PairClass
  readonly before: number
  readonly after: number
}

/** What would change. */
export interface ModelPreview {
  /** The model that held. */
  readonly against: string
  readonly operation: string
  readonly at: string
  readonly records: number
  /** Pairs by what they are and what they would be: `reviewToSame`, `sameToSame`, … */
  readonly counts: Readonly<Record<string, number>>
  /** Of each kind of move the pairs that move farthest. */
  readonly examples: readonly MovedPair[]
}

/** Records in one step. */
const stepSize = 200
/** Examples of each kind of move. */
const mostExamples = 10

type Gathered = Pick<ModelPreview, 'records' | 'counts' | 'examples'>

/** Makes the kind of operation. */
export function modelPreviews(ports: {
  readonly store: Pick<MatchModelStore, 'keepPreview'>
  readonly records: Pick<SourceRecordStore, 'compared' | 'count'>
  readonly scoring: Pick<Scoring, 'scoreTwice'>
  readonly modelBy: (id: string) => Promise<MatchModel>
  readonly clock: Clock
}): BackgroundKind {
  const { store, records, scoring, modelBy, clock } = ports
  return {
    kind: previewKind,
    step: async ({ id, input, cursor }) => {
      const { model, against, type } = input as Readonly<Record<'model' | 'against' | 'type', string>>
      const { after, sofar } = (cursor ?? { after: '', sofar: nothing }) as unknown as {
        readonly after: string
        readonly sofar: Gathered
      }
      const page = await records.compared(type, after, stepSize)
      const both = { before: await modelBy(against), after: await modelBy(model) }
      const pairs = await scoring.scoreTwice(page, type, both)
      const moves = pairs.map(moveOf)
      const gathered = gatheredWith(sofar, moves, page.length)
      const isLast = page.length < stepSize
      const at = clock.now().toISOString()
      if (isLast) await store.keepPreview(model, JSON.stringify({ against, operation: id, at, ...gathered }))
      return {
        cursor: { after: page.at(-1)?._id ?? after, sofar: gathered } as unknown as Json,
        done: page.length,
        isLast,
        counts: countsOf(moves),
        ...(cursor === null && { total: await records.count() }),
      }
    },
  }
}

const nothing: Gathered = { records: 0, counts: {}, examples: [] }

/** The class of a probability. */
export function classOf(probability: number): PairClass {
  if (probability >= automaticFrom) return 'same'
  return probability >= reviewFrom ? 'review' : 'different'
}

function moveOf({ a, b, before, after }: TwiceScored): MovedPair {
  return {
    records: [a, b],
    from: classOf(before),
    to: classOf(after),
    before: rounded(before),
    after: rounded(after),
  }
}

function rounded(probability: number): number {
  return Math.round(probability * 1e6) / 1e6
}

/** Pairs that are and stay different are no news and are not counted. */
function nameOf({ from, to }: MovedPair): string {
  return `${from}To${to.slice(0, 1).toUpperCase()}${to.slice(1)}`
}

function countsOf(moves: readonly MovedPair[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const move of moves)
    if (move.from !== 'different' || move.to !== 'different')
      counts[nameOf(move)] = (counts[nameOf(move)] ?? 0) + 1
  return counts
}

function gatheredWith(sofar: Gathered, moves: readonly MovedPair[], records: number): Gathered {
  const counts = { ...sofar.counts }
  for (const [name, count] of Object.entries(countsOf(moves))) counts[name] = (counts[name] ?? 0) + count
  const candidates = [...sofar.examples, ...moves.filter(({ from, to }) => from !== to)]
  const farthest = candidates.sort(
    (p, q) => distance(q) - distance(p) || (p.records.join() < q.records.join() ? -1 : 1),
  )
  const taken = new Map<string, number>()
  const examples = farthest.filter((move) => {
    const count = (taken.get(nameOf(move)) ?? 0) + 1
    taken.set(nameOf(move), count)
    return count <= mostExamples
  })
  return { records: sofar.records + records, counts, examples }
}

function distance({ before, after }: MovedPair): number {
  return Math.abs(before - after)
}
