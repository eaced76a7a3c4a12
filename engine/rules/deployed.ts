/**
 * Rule sets as part of a deployment: a version is kept as a draft, so that it decides nothing, until the deployment is
 * there. A set that asks for a second person is not deployed this way.
 */
import type { FieldError } from '../../contracts/problems.ts'
import type { RuleSetStore, RuleSetVersion } from '../store/rule-sets.ts'
import type { Clock } from '../values/clock.ts'
import { contentHash } from '../values/hash.ts'
import { ruleSetProblems } from './check-rules.ts'
import type { RuleSetDraft } from './model.ts'

/** Which version a rule set gets, or has. */
export interface PlannedRuleSet {
  readonly version: number
  readonly unchanged: boolean
}

/** What a deployment does with rule sets. */
export interface DeployedRuleSets {
  /** What is wrong with one, all at once; for what has the form of a rule set. */
  problems(key: string, draft: RuleSetDraft): Promise<readonly FieldError[]>
  plan(key: string, draft: RuleSetDraft): Promise<PlannedRuleSet>
  /** Keeps the planned version; false when somebody else has taken its number. */
  keep(key: string, draft: RuleSetDraft, how: PlannedRuleSet & { readonly by: string }): Promise<boolean>
  /** It decides from an instant on. Repeated, it changes nothing. */
  publish(key: string, version: number, from: Date): Promise<void>
  /** The newest version that decides or has decided and has the tag. */
  tagged(key: string, versionTag: string): Promise<number | undefined>
}

/** Makes it. */
export function deployedRuleSets(store: RuleSetStore, clock: Clock): DeployedRuleSets {
  async function effective(key: string): Promise<RuleSetVersion | undefined> {
    const [found] = await store.effective(clock.now(), key)
    return found && store.version(key, found.version)
  }

  return {
    problems: async (key, draft) => {
      const errors = ruleSetProblems(draft)
      const isWatched = draft.needsApproval === true || (await effective(key))?.needsApproval === true
      if (!isWatched) return errors
      const message = 'needs the approval of a second person; save it with PUT /v1/rules/{key} instead'
      return [...errors, { path: 'needsApproval', message }]
    },
    plan: async (key, draft) => {
      const hash = contentHash(draft)
      const holding = await effective(key)
      if (holding?.contentHash === hash) return { version: holding.version, unchanged: true }
      const newest = await store.newest(key)
      // Left by a deployment that did not come about.
      const isKept = newest?.contentHash === hash && newest.state === 'draft'
      return { version: (newest?.version ?? 0) + (isKept ? 0 : 1), unchanged: false }
    },
    keep: async (key, draft, { version, by }) => {
      const hash = contentHash(draft)
      const _id = `${key}:${String(version)}`
      const next = {
        ...draft,
        _id,
        key,
        version,
        state: 'draft',
        createdAt: clock.now(),
        author: by,
      } as const
      if (await store.add({ ...next, contentHash: hash })) return true
      return (await store.version(key, version))?.contentHash === hash
    },
    publish: async (key, version, effectiveFrom) => {
      await store.decide(key, version, { state: 'published', effectiveFrom })
    },
    tagged: (key, versionTag) => store.tagged(key, versionTag),
  }
}
