/** Versions of rule sets in the store. The content of a version never changes; whether it decides does, once. */
import type mongoose from 'mongoose'

import type { RuleSetView } from '../rules/service.ts'

/** One version of one rule set. `_id` is `<key>:<version>`. */
export interface RuleSetVersion extends RuleSetView {
  readonly _id: string
  readonly contentHash: string
}

/** A version and since when it decides. */
export interface EffectiveVersion {
  readonly _id: string
  readonly key: string
  readonly version: number
  readonly effectiveFrom?: Date
}

/** What is decided about a draft. */
export type DraftDecision = Pick<
  RuleSetView,
  'state' | 'decidedBy' | 'decidedAt' | 'decisionReason' | 'effectiveFrom'
>

/** Access to rule sets. */
export interface RuleSetStore {
  prepare(): Promise<void>
  newest(key: string): Promise<RuleSetVersion | undefined>
  version(key: string, version: number): Promise<RuleSetVersion | undefined>
  byIds(ids: readonly string[]): Promise<readonly RuleSetVersion[]>
  /** False when that version number is taken. */
  add(version: RuleSetVersion): Promise<boolean>
  /** Settles a draft; `undefined` when it is no draft any more. */
  decide(key: string, version: number, decision: DraftDecision): Promise<RuleSetVersion | undefined>
  /** The version that decides at an instant, of one set or of all, in the order of their keys. */
  effective(at: Date, key?: string): Promise<readonly EffectiveVersion[]>
  /** The newest published version with a version tag. */
  tagged(key: string, versionTag: string): Promise<number | undefined>
  /** Keys after a given one. */
  keys(after: string | undefined, limit: number): Promise<readonly string[]>
  /** Versions of one set, newest first, below the given number. */
  versions(key: string, below: number, limit: number): Promise<readonly RuleSetVersion[]>
}

/** Opens the rule set store on a database connection. */
export function ruleSetStore(connection: mongoose.Connection): RuleSetStore {
  const versions = connection.collection<RuleSetVersion>('ruleSetVersions')
  return {
    prepare: async () => {
      await versions.createIndexes([
        { key: { key: 1, version: -1 }, unique: true },
        { key: { state: 1, key: 1, effectiveFrom: -1 } },
      ])
    },
    newest: async (key) => (await versions.find({ key }).sort({ version: -1 }).limit(1).toArray())[0],
    version: async (key, version) => (await versions.findOne({ key, version })) ?? undefined,
    byIds: (ids) => versions.find({ _id: { $in: [...ids] } }).toArray(),
    add: async (version) => {
      const { upsertedCount } = await versions.updateOne(
        { _id: version._id },
        { $setOnInsert: version },
        { upsert: true },
      )
      return upsertedCount === 1
    },
    decide: async (key, version, decision) => {
      const { matchedCount } = await versions.updateOne({ key, version, state: 'draft' }, { $set: decision })
      return matchedCount === 0 ? undefined : ((await versions.findOne({ key, version })) ?? undefined)
    },
    effective: async (at, key) => {
      const found = await versions
        .find({ state: 'published', effectiveFrom: { $lte: at }, ...(key !== undefined && { key }) })
        .project<EffectiveVersion>({ key: 1, version: 1, effectiveFrom: 1 })
        .toArray()
      const best = new Map<string, EffectiveVersion>()
      for (const one of found) if (isLater(one, best.get(one.key))) best.set(one.key, one)
      return [...best.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
    },
    tagged: async (key, versionTag) => {
      const like = { key, versionTag, state: 'published' as const }
      return (await versions.find(like).sort({ version: -1 }).limit(1).toArray())[0]?.version
    },
    keys: async (after, limit) => {
      const found = await versions
        .aggregate<{ readonly _id: string }>([
          { $match: after === undefined ? {} : { key: { $gt: after } } },
          { $group: { _id: '$key' } },
          { $sort: { _id: 1 } },
          { $limit: limit },
        ])
        .toArray()
      return found.map(({ _id }) => _id)
    },
    versions: (key, below, limit) =>
      versions
        .find({ key, version: { $lt: below } })
        .sort({ version: -1 })
        .limit(limit)
        .toArray(),
  }
}

/** Of two versions for the same instant the one saved later decides. */
function isLater(one: EffectiveVersion, other: EffectiveVersion | undefined): boolean {
  if (other === undefined) return true
  const [a, b] = [one.effectiveFrom?.getTime() ?? 0, other.effectiveFrom?.getTime() ?? 0]
  return a > b || (a === b && one.version > other.version)
}
