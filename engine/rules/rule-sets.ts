/** Saves, publishes, shows and evaluates rule sets. */
import { Problem } from '../../contracts/problems.ts'
import { positionOf } from '../store/page-cursor.ts'
import type { RuleSetStore, RuleSetVersion } from '../store/rule-sets.ts'
import type { Clock } from '../values/clock.ts'
import { contentHash } from '../values/hash.ts'
import type { Json, JsonObject } from '../values/json.ts'
import { catalogue, type CompiledSet, type Edition } from './catalogue.ts'
import { ruleSetProblems } from './check-rules.ts'
import { tableFindings } from './check-table.ts'
import { evaluate, program, RuleFailed, type Decision } from './evaluate.ts'
import type { RuleSetDraft } from './model.ts'
import { differencesBetween } from './rule-diff.ts'
import type { Approval, Asked, Asking, RuleSets, RuleSetView, Saving, VersionedDecision } from './service.ts'

/** Makes the service. */
export function ruleSets(store: RuleSetStore, clock: Clock): RuleSets {
  const known = catalogue(store, clock)

  async function wanted(key: string, version?: number): Promise<RuleSetVersion> {
    const found = version === undefined ? await holding(key) : await store.version(key, version)
    if (found !== undefined) return found
    const words = version === undefined ? '' : ` in version ${String(version)}`
    throw new Problem('ruleSetNotFound', `There is no rule set "${key}"${words}.`)
  }

  async function holding(key: string): Promise<RuleSetVersion | undefined> {
    const [effective] = await store.effective(clock.now(), key)
    return effective === undefined ? store.newest(key) : store.version(key, effective.version)
  }

  /** Four eyes, once agreed upon, are not left by saving a version that no longer asks for them. */
  async function needsApproval(key: string, draft: RuleSetDraft): Promise<boolean> {
    if (draft.needsApproval === true) return true
    const [effective] = await store.effective(clock.now(), key)
    return effective !== undefined && (await store.version(key, effective.version))?.needsApproval === true
  }

  async function save(
    key: string,
    draft: RuleSetDraft,
    saving: Saving & { readonly rollbackOf?: number },
  ): Promise<RuleSetView> {
    const errors = ruleSetProblems(draft)
    if (errors.length > 0) throw new Problem('badInput', 'The rule set cannot be saved.', { errors })
    const isDraft = saving.asDraft === true || (await needsApproval(key, draft))
    const wish = { key, draft, saving, state: isDraft ? 'draft' : 'published' } as const
    const hash = contentHash(draft)
    let saved: RuleSetVersion | undefined
    do saved = await saveOnTop(wish, hash)
    while (saved === undefined)
    known.refresh()
    return viewOf(saved)
  }

  /** `undefined` when somebody else has taken the next number in the meantime. */
  async function saveOnTop(
    wish: Omit<ToSave, 'version' | 'now'>,
    contentHash: string,
  ): Promise<RuleSetVersion | undefined> {
    const { key, state, saving } = wish
    const newest = await store.newest(key)
    const present = newest?.version ?? 0
    if (saving.ifVersion !== undefined && saving.ifVersion !== present) {
      throw new Problem('preconditionFailed', `Rule set "${key}" is at version ${String(present)}.`)
    }
    if (newest?.contentHash === contentHash && newest.state === state) return newest
    const next = { ...versionOf({ ...wish, version: present + 1, now: clock.now() }), contentHash }
    return (await store.add(next)) ? next : undefined
  }

  async function decide(
    key: string,
    version: number,
    { by, reason, effectiveFrom, state }: Approval & { readonly state: 'published' | 'rejected' },
  ): Promise<RuleSetView> {
    const draft = await wanted(key, version)
    if (draft.author === by) {
      throw new Problem(
        'forbidden',
        'A version is approved or turned down by another person than its author.',
      )
    }
    const now = clock.now()
    const decided = await store.decide(key, version, {
      state,
      decidedBy: by,
      decidedAt: now,
      ...(reason !== undefined && { decisionReason: reason }),
      ...(state === 'published' && { effectiveFrom: laterOf(now, effectiveFrom ?? draft.effectiveFrom) }),
    })
    if (decided === undefined) {
      const words = `Version ${String(version)} of "${key}" is ${draft.state}, not a draft.`
      throw new Problem('conflict', words)
    }
    known.refresh()
    return viewOf(decided)
  }

  async function evaluateAsked(asked: Asked, facts: JsonObject, asking: Asking): Promise<VersionedDecision> {
    const { at = clock.now(), explain = 'nothing', instead, versionsAt = at } = asking
    const replaced = instead && (await wanted(instead.key, instead.version))
    const edition = await known.edition(versionsAt, replaced)
    const question = { facts, at, explain, decideByTable: tablesOf(edition) }
    if ('event' in asked) {
      const found = edition.forEvent(asked.event)
      if (found === undefined) return { ...evaluate(program([]), question), versions: [] }
      return { ...evaluate(found.program, question), versions: found.versions }
    }
    const set = await setAsked(edition, { ...asked, at: versionsAt })
    const { table } = set
    const decision = table === undefined ? evaluate(set.program, question) : byTable(set.key, table, question)
    return { ...decision, versions: [set.id] }
  }

  async function setAsked(
    edition: Edition,
    { key, version, at }: { readonly key: string; readonly version?: number; readonly at: Date },
  ): Promise<CompiledSet> {
    if (version !== undefined) return known.compiled(await wanted(key, version))
    const set = edition.sets.get(key)
    if (set !== undefined) return set
    // Another process may have published it a moment ago.
    const [effective] = await store.effective(at, key)
    if (effective !== undefined) return known.compiled(await wanted(key, effective.version))
    throw new Problem('ruleSetNotFound', `There is no rule set "${key}" that holds at that time.`)
  }

  return {
    put: (key, draft, saving = { by: 'system' }) => save(key, draft, saving),
    get: async (key, version) => viewOf(await wanted(key, version)),
    list: async ({ limit, after }) => {
      const keys = await store.keys(after, limit + 1)
      const items = await Promise.all(keys.slice(0, limit).map(async (key) => viewOf(await wanted(key))))
      return { items, next: keys.length > limit ? (items.at(-1)?.key ?? null) : null }
    },
    versions: async (key, { limit, after }) => {
      await wanted(key)
      const below = after === undefined ? Number.MAX_SAFE_INTEGER : positionOf(after)
      const found = await store.versions(key, below, limit + 1)
      const items = found.slice(0, limit).map(viewOf)
      return { items, next: found.length > limit ? String(items.at(-1)?.version) : null }
    },
    approve: (key, version, approval) => decide(key, version, { ...approval, state: 'published' }),
    reject: (key, version, approval) => decide(key, version, { ...approval, state: 'rejected' }),
    rollback: async (key, version, saving) =>
      save(key, draftOf(await wanted(key, version)), { ...saving, rollbackOf: version }),
    diff: async (key, from, to) =>
      differencesBetween(draftOf(await wanted(key, from)), draftOf(await wanted(key, to))),
    findings: async (key, version) => tableFindings(tableIn(await wanted(key, version))),
    putRows: async (key, rows, saving) => {
      const newest = (await store.newest(key)) ?? (await wanted(key))
      return save(key, { ...draftOf(newest), table: { ...tableIn(newest), rows } }, saving)
    },
    evaluate: async (asked, facts, asking = {}) => {
      try {
        return await evaluateAsked(asked, facts, asking)
      } catch (error) {
        if (!(error instanceof RuleFailed)) throw error
        const errors = [{ path: `rules/${error.rule}`, message: error.message }]
        throw new Problem('badInput', 'A rule cannot be evaluated on these facts.', { errors, cause: error })
      }
    },
    listening: async () => {
      const edition = await known.edition(clock.now())
      return (event) => edition.forEvent(event) !== undefined
    },
  }
}

interface ToSave {
  readonly key: string
  readonly version: number
  readonly state: 'draft' | 'published'
  readonly draft: RuleSetDraft
  readonly saving: Saving & { readonly rollbackOf?: number }
  readonly now: Date
}

function versionOf({ key, version, state, draft, saving, now }: ToSave): Omit<RuleSetVersion, 'contentHash'> {
  const { by, reason, rollbackOf, effectiveFrom } = saving
  const from = effectiveFrom ?? (state === 'published' ? now : undefined)
  return {
    ...draft,
    _id: `${key}:${String(version)}`,
    key,
    version,
    state,
    createdAt: now,
    author: by,
    ...(reason !== undefined && { reason }),
    ...(rollbackOf !== undefined && { rollbackOf }),
    ...(from !== undefined && { effectiveFrom: from }),
  }
}

type Question = Parameters<typeof evaluate>[1]

/** A table on its own: each row that fits has fired. */
function byTable(key: string, table: NonNullable<CompiledSet['table']>, { facts, at }: Question): Decision {
  try {
    const { rows, output } = table(facts, at)
    const fired = rows.map((row) => `row ${String(row)}`)
    const considered = fired.map((rule) => ({ rule, fired: true, why: 'every cell fits' }))
    return { output, fired, considered, applied: [] }
  } catch (error) {
    throw new RuleFailed(key, error instanceof Error ? error.message : String(error))
  }
}

function tablesOf({ sets }: Edition): (name: string, facts: JsonObject, at: Date) => Json {
  return (name, facts, at) => {
    const table = sets.get(name)?.table
    if (table === undefined) throw new Error(`there is no table "${name}"`)
    return table(facts, at).output
  }
}

function laterOf(now: Date, wished: Date | undefined): Date {
  return wished !== undefined && wished > now ? wished : now
}

function tableIn(version: RuleSetDraft & { readonly key: string }): NonNullable<RuleSetDraft['table']> {
  if (version.table !== undefined) return version.table
  throw new Problem('badInput', `Rule set "${version.key}" is not a table.`)
}

function viewOf(version: RuleSetVersion): RuleSetView {
  const { _id, contentHash: _hash, ...view } = version
  return view
}

function draftOf(version: RuleSetVersion): RuleSetDraft {
  const { title, description, events, rules, table, rounds, needsApproval, versionTag } = version
  return {
    title,
    ...(description !== undefined && { description }),
    ...(events !== undefined && { events }),
    ...(rules !== undefined && { rules }),
    ...(table !== undefined && { table }),
    ...(rounds !== undefined && { rounds }),
    ...(needsApproval !== undefined && { needsApproval }),
    ...(versionTag !== undefined && { versionTag }),
  }
}
