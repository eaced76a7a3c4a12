/**
 * The rules that hold, ready to be asked. Every process looks for new versions at most once a second, so a version
 * decides everywhere within a second of being published; what it compiled it keeps.
 */
import type { RuleSetStore, RuleSetVersion } from '../store/rule-sets.ts'
import type { Clock } from '../values/clock.ts'
import { compileRule, type CompiledRule } from './compile-rule.ts'
import { compileTable, type CompiledTable } from './decision-table.ts'
import { program, type Program } from './evaluate.ts'

/** One version, compiled: rules or a table. */
export interface CompiledSet {
  readonly id: string
  readonly key: string
  readonly events: readonly string[]
  readonly program: Program
  readonly rules: readonly CompiledRule[]
  readonly table?: CompiledTable
  readonly rounds: number
}

/** The sets that hold at one instant. */
export interface Edition {
  readonly sets: ReadonlyMap<string, CompiledSet>
  /** The rules of all sets that listen to an event, as one program; `undefined` when none does. */
  forEvent(event: string): { readonly program: Program; readonly versions: readonly string[] } | undefined
}

/** Gives editions. */
export interface Catalogue {
  /** What holds at an instant; `instead` takes the place of the version that does. */
  edition(at: Date, instead?: RuleSetVersion): Promise<Edition>
  compiled(version: RuleSetVersion): CompiledSet
  /** Forgets that it has looked: something has just been published here. */
  refresh(): void
}

/** How long what was found is believed, ms. */
const believedMs = 1_000
const keptVersions = 2_000

/** Makes it. */
export function catalogue(store: RuleSetStore, clock: Clock): Catalogue {
  const compiledSets = new Map<string, CompiledSet>()
  let present: { readonly edition: Edition; readonly ids: string; readonly until: number } | undefined
  /** How often something has been published here. */
  let published = 0

  function compiled(version: RuleSetVersion): CompiledSet {
    const known = compiledSets.get(version._id)
    if (known !== undefined) return known
    if (compiledSets.size >= keptVersions) compiledSets.clear()
    const fresh = compile(version)
    compiledSets.set(version._id, fresh)
    return fresh
  }

  async function setsOf(ids: readonly string[]): Promise<readonly CompiledSet[]> {
    const missing = ids.filter((id) => !compiledSets.has(id))
    for (const version of missing.length === 0 ? [] : await store.byIds(missing)) compiled(version)
    return ids.flatMap((id) => compiledSets.get(id) ?? [])
  }

  async function presentEdition(): Promise<Edition> {
    const now = clock.now()
    if (present !== undefined && now.getTime() < present.until) return present.edition
    const before = published
    const ids = (await store.effective(now)).map(({ _id }) => _id)
    const isSame = present?.ids === ids.join()
    const edition = isSame && present !== undefined ? present.edition : editionOf(await setsOf(ids))
    // What was read while somebody published here may be what was before.
    const until = before === published ? now.getTime() + believedMs : 0
    if (until > 0 || present === undefined) present = { edition, ids: ids.join(), until }
    return edition
  }

  return {
    compiled,
    refresh: () => {
      published += 1
      if (present !== undefined) present = { ...present, until: 0 }
    },
    edition: async (at, instead) => {
      if (instead === undefined && Math.abs(at.getTime() - clock.now().getTime()) < believedMs) {
        return presentEdition()
      }
      const sets = await setsOf((await store.effective(at)).map(({ _id }) => _id))
      if (instead === undefined) return editionOf(sets)
      return editionOf([...sets.filter(({ key }) => key !== instead.key), compiled(instead)])
    },
  }
}

function compile({ _id, key, events = [], rules = [], table, rounds = 1 }: RuleSetVersion): CompiledSet {
  const compiledRules = rules.map((rule) => compileRule(rule, key, (name) => name))
  return {
    id: _id,
    key,
    events,
    rules: rules.map((rule) => compileRule(rule, key, (name) => `${key}/${name}`)),
    program: program(compiledRules, rounds),
    ...(table !== undefined && { table: compileTable(table) }),
    rounds,
  }
}

function editionOf(sets: readonly CompiledSet[]): Edition {
  const programs = new Map<string, ReturnType<Edition['forEvent']>>()
  const find = (event: string): ReturnType<Edition['forEvent']> => {
    const listening = sets.filter(({ events }) => events.includes(event))
    if (listening.length === 0) return undefined
    const rounds = Math.max(...listening.map((set) => set.rounds))
    const rules = listening.flatMap((set) => set.rules)
    return { program: program(rules, rounds), versions: listening.map(({ id }) => id) }
  }
  return {
    sets: new Map(sets.map((set) => [set.key, set])),
    forEvent: (event) => {
      if (!programs.has(event)) programs.set(event, find(event))
      return programs.get(event)
    },
  }
}
