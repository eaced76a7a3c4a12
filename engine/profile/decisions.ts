/**
 * What people decided about which records are the same thing: data beside the records, so that every later match
 * respects it and undoing it is only to leave it out. A "different" beats a "same".
 */
import { decisionPrefix, type Linked } from './match.ts'

/** One decision. It stands until it is undone. */
export interface MatchDecision {
  readonly id: string
  readonly verdict: 'same' | 'different'
  /** Ids of source records; for `different` one side. */
  readonly records: readonly string[]
  /** The other side. */
  readonly others: readonly string[]
}

/** After the strongest identifiers, before everything else. */
const sameLevel = 0.5

/** The records with what was decided about them. */
export function decided(records: readonly Linked[], decisions: readonly MatchDecision[]): readonly Linked[] {
  if (decisions.length === 0) return records
  return records.map((record) => {
    const about = decisions.flatMap((decision) => {
      const side = sideOf(decision, record.id)
      return side === undefined ? [] : [{ decision, side }]
    })
    const ties = about
      .filter(({ decision }) => decision.verdict === 'same')
      .map(({ decision }) => ({ level: sameLevel, key: `${decisionPrefix}${decision.id}` }))
    const bars = about
      .filter(({ decision }) => decision.verdict === 'different')
      .map(({ decision, side }) => ({ kind: `decision:${decision.id}`, value: side }))
    return { ...record, links: [...record.links, ...ties], bars: [...(record.bars ?? []), ...bars] }
  })
}

function sideOf({ records, others }: MatchDecision, id: string): string | undefined {
  if (records.includes(id)) return 'one'
  return others.includes(id) ? 'other' : undefined
}
