/** The contest for one attribute: candidates in order, best first, and what decided between two of them. Pure. */
import type { SurvivorshipRule } from './golden-record.ts'
import { masterOf, ruleOf, type Criterion, type FullRule, type SurvivorshipPolicy } from './policy.ts'
import type { FieldValue, NormalisedRecord } from './record.ts'

/** One value in the contest for an attribute. */
export interface Candidate {
  readonly name: string
  readonly field: FieldValue
  readonly record: NormalisedRecord
  /** Position among the values of its own record; the main value is 0. */
  readonly place: number
}

/** A way to compare two candidates; negative when the first is better. */
export type Compare = (a: Candidate, b: Candidate) => number

interface Step {
  readonly rule: SurvivorshipRule
  readonly compare: Compare
}

/** The steps of a contest in order; the last one always decides. */
export interface Contest {
  readonly compare: Compare
  /** The first step that tells the winner from its rival. */
  decidedBy(best: Candidate, rival: Candidate): SurvivorshipRule
}

/** One candidate alone, which is what most attributes have. */
const uncontested: Contest = { compare: () => 0, decidedBy: () => 'order' }

/** The contest for an attribute among all of its candidates. */
export function contest(policy: SurvivorshipPolicy, attribute: string, all: readonly Candidate[]): Contest {
  if (all.length < 2) return uncontested
  const type = all[0]?.record.source.type
  const master = masterOf(policy, type, attribute)?.connection
  const steps = stepsOf(policy, { ...ruleOf(policy, type, attribute), master }, all)
  return {
    compare: (a, b) => {
      for (const { compare } of steps) {
        const order = compare(a, b)
        if (order !== 0) return order
      }
      return a.place - b.place
    },
    decidedBy: (best, rival) => steps.find(({ compare }) => compare(best, rival) !== 0)?.rule ?? 'order',
  }
}

interface Rules extends FullRule {
  readonly master: string | undefined
}

function stepsOf(policy: SurvivorshipPolicy, rule: Rules, all: readonly Candidate[]): readonly Step[] {
  const byNumber = (of: (candidate: Candidate) => number): Compare => {
    return (a, b) => of(a) - of(b)
  }
  const isVerified = verifiedBy(policy)
  const trust = ({ record }: Candidate): number => rank(rule.priority, record.source.connection)
  const at = ({ record }: Candidate): string => record.source.at
  const ways: Readonly<Record<Criterion, () => Step>> = {
    verified: () => ({ rule: 'verified', compare: byNumber((one) => (isVerified(one) ? 0 : 1)) }),
    priority: () => ({ rule: 'priority', compare: byNumber(trust) }),
    newest: () => ({ rule: 'recency', compare: (a, b) => textOrder(at(b), at(a)) }),
    oldest: () => ({ rule: 'firstSaid', compare: (a, b) => textOrder(at(a), at(b)) }),
    mostFrequent: () => {
      const counts = sayersOf(all)
      return { rule: 'frequency', compare: byNumber(({ field }) => -(counts.get(field.key)?.size ?? 0)) }
    },
    mostComplete: () => ({ rule: 'completeness', compare: byNumber((one) => -sizeOf(one)) }),
  }
  const isDistrusted = ({ record }: Candidate): boolean => rule.distrusted.includes(record.source.connection)
  return [
    { rule: 'validity', compare: byNumber(({ field }) => (field.valid ? 0 : 1)) },
    { rule: 'master', compare: byNumber(({ record }) => (record.source.connection === rule.master ? 0 : 1)) },
    { rule: 'priority', compare: byNumber((one) => (isDistrusted(one) ? 1 : 0)) },
    ...rule.criteria.map((criterion) => ways[criterion]()),
    { rule: 'recency', compare: (a, b) => textOrder(at(b), at(a)) },
    { rule: 'order', compare: (a, b) => textOrder(a.record.source.id, b.record.source.id) },
  ]
}

/** How little a connection is trusted; 0 is the most trusted. */
function rank(priority: readonly string[], connection: string): number {
  const place = priority.indexOf(connection)
  return place === -1 ? priority.length : place
}

function verifiedBy({ verifying = [] }: SurvivorshipPolicy): (candidate: Candidate) => boolean {
  return ({ name, record: { source } }) => {
    const { verified } = source.data
    return verifying.includes(source.connection) || (Array.isArray(verified) && verified.includes(name))
  }
}

/** The records that say each value. */
function sayersOf(all: readonly Candidate[]): ReadonlyMap<string, ReadonlySet<string>> {
  const counts = new Map<string, Set<string>>()
  for (const { field, record } of all)
    counts.set(field.key, (counts.get(field.key) ?? new Set<string>()).add(record.source.id))
  return counts
}

function sizeOf({ field: { value } }: Candidate): number {
  if (typeof value === 'string') return value.length
  return typeof value === 'object' && value !== null ? JSON.stringify(value).length : 0
}

function textOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
