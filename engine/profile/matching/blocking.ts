/**
 * By what a record is found: a few keys, kept in an index, so that no record is ever compared with all others. A key
 * that too many records share finds nobody by itself; it is counted and reported, never silently dropped.
 */
import { derivedId } from '../../values/hash.ts'
import type { Features, Term } from './features.ts'
import type { BlockPart, BlockRule, MatchPlan } from './plan.ts'

/** Records with one key at most; beyond that the key finds nobody. */
export const blockCap = 250

/** One key of a record. */
export interface BlockKey {
  readonly rule: string
  /** Readable, for reports and tests; personal. */
  readonly text: string
}

/** The keys of a record, each once. */
export function blockKeys(features: Features, plan: MatchPlan): readonly BlockKey[] {
  const byText = new Map<string, BlockKey>()
  for (const rule of plan.blocks)
    for (const text of combinations(rule, features, plan))
      byText.set(`${rule.name}=${text}`, { rule: rule.name, text: `${rule.name}=${text}` })
  return [...byText.values()]
}

/** A key as it is stored: short, and without anything personal. */
export function storedKey(type: string, { text }: BlockKey): string {
  return derivedId(type, text).slice(0, 12)
}

function combinations({ parts }: BlockRule, features: Features, plan: MatchPlan): readonly string[] {
  return parts.reduce<readonly string[]>(
    (found, part) => {
      const values = partValues(part, features, plan)
      return found.flatMap((before) => values.map((value) => (before === '' ? value : `${before}|${value}`)))
    },
    [''],
  )
}

function partValues(part: BlockPart, features: Features, plan: MatchPlan): readonly string[] {
  if (part.of === 'names') return nameValues(part.as, features, plan)
  const terms = features[plan.comparisons.findIndex(({ name }) => name === part.of)] ?? []
  const values = terms.flatMap((term) => transformed(part.as, term))
  return [...new Set(values)].filter((value) => value !== '')
}

function nameValues(as: BlockPart['as'], features: Features, plan: MatchPlan): readonly string[] {
  const sounds = (['givenName', 'familyName'] as const).map((wanted) => {
    const place = plan.comparisons.findIndex(({ kind }) => kind === wanted)
    const term = features[place]?.[0]
    return term === undefined ? '' : term.sound || term.text
  })
  const present = sounds.filter((sound) => sound !== '')
  if (as === 'both') return present.length < 2 ? [] : [[...present].sort().join('+')]
  return [...new Set(as === 'eitherStart' ? present.map((sound) => sound.slice(0, 2)) : present)]
}

function transformed(as: BlockPart['as'], { text, sound }: Term): readonly string[] {
  switch (as) {
    case 'exact':
      return [text]
    case 'sound':
      return [sound || text]
    case 'soundStart':
      return [(sound || text).slice(0, 3)]
    case 'halves':
      return text.length < 6
        ? []
        : [`<${text.slice(0, text.length >> 1)}`, `>${text.slice(text.length >> 1)}`]
    case 'digits':
      return [[...text].sort().join('')]
    default:
      return dayParts(as, text)
  }
}

function dayParts(as: BlockPart['as'], day: string): readonly string[] {
  if (day.length !== 8) return []
  const [year, month, date] = [day.slice(0, 4), day.slice(4, 6), day.slice(6)]
  if (as === 'anyOrder') return [year + [month, date].sort().join('')]
  if (as === 'yearMonth') return [year + month]
  if (as === 'monthDay') return [month + date]
  return as === 'yearDay' ? [year + date] : []
}

/** Pairs of places in a list of records, and how they were found. */
export interface CandidatePairs {
  /** `[a, b]` with a < b, each pair once. */
  readonly pairs: readonly (readonly [number, number])[]
  /** Keys and pairs by rule; a pair is counted at the first rule that finds it. */
  readonly counts: readonly { readonly rule: string; readonly keys: number; readonly pairs: number }[]
  /** Keys over the cap. */
  readonly capped: readonly { readonly rule: string; readonly records: number }[]
}

/** What `candidatePairs` needs beside the keys. */
export interface PairOptions {
  readonly cap: number
  /** False for a pair that cannot be one thing (two records of a source that has each thing once). */
  readonly mayPair: (a: number, b: number) => boolean
}

/** The pairs of a whole list, found through its keys; the counterpart in memory of the look-up in the store. */
export function candidatePairs(
  keys: readonly (readonly BlockKey[])[],
  { cap, mayPair }: PairOptions,
): CandidatePairs {
  const blocks = new Map<string, { readonly rule: string; readonly members: number[] }>()
  for (const [place, own] of keys.entries())
    for (const { rule, text } of own) {
      const block = blocks.get(text) ?? { rule, members: [] }
      block.members.push(place)
      blocks.set(text, block)
    }
  const seen = new Set<number>()
  const counts = new Map<string, { keys: number; pairs: number }>()
  const capped: { rule: string; records: number }[] = []
  for (const { rule, members } of blocks.values()) {
    if (members.length > cap) capped.push({ rule, records: members.length })
    const count = counts.get(rule) ?? { keys: 0, pairs: 0 }
    const fresh = members.length > cap ? 0 : addPairs(members, { total: keys.length, seen, mayPair })
    counts.set(rule, { keys: count.keys + 1, pairs: count.pairs + fresh })
  }
  const pairs = [...seen].map((code) => [Math.floor(code / keys.length), code % keys.length] as const)
  return { pairs, counts: [...counts].map(([rule, count]) => ({ rule, ...count })), capped }
}

interface Found {
  readonly total: number
  readonly seen: Set<number>
  readonly mayPair: (a: number, b: number) => boolean
}

function addPairs(members: readonly number[], { total, seen, mayPair }: Found): number {
  const before = seen.size
  for (const [place, a] of members.entries())
    for (const b of members.slice(place + 1))
      if (mayPair(a, b)) seen.add(Math.min(a, b) * total + Math.max(a, b))
  return seen.size - before
}
