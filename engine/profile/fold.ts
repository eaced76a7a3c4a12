/**
 * The golden record: a pure function of the source records of a profile, the survivorship policy and the
 * pins. The same inputs in any order give the same result, so merging, splitting, erasing and a new policy
 * are all the same thing: other inputs, folded again.
 *
 * For each attribute: a pin, else valid before invalid, then its source of truth, then what the policy asks in its order (contest.ts), then the
 * newest statement, then the names of connection and external id, so that there is always exactly one winner.
 */
import { normaliseIban } from '../values/identifiers.ts'
import { searchWords } from '../values/persian-text.ts'
import { contest, type Candidate, type Contest } from './contest.ts'
import { saidOf } from './custom/custom-data.ts'
import { profileKindOf } from './entity-types.ts'
import type { Alternative, Folded, Origin, Provenance } from './golden-record.ts'
import { aboutTheRecord, attributeGroups, valueSets, type SurvivorshipPolicy } from './policy.ts'
import type { EntityType, NormalisedRecord, Pin, Relation } from './record.ts'

/** Folds the records of one profile; `undefined` for no records. Deleted records keep only their own external id. */
export function fold(
  records: readonly NormalisedRecord[],
  policy: SurvivorshipPolicy,
  pins: readonly Pin[] = [],
): Folded | undefined {
  const type = typeOf(records)
  const kind = type === undefined ? undefined : profileKindOf(type)
  if (type === undefined || kind === undefined) return undefined
  const context = { records, policy }
  const found = { ...singles(context), ...groups(context), ...sets(context), ...lists(context) }
  const relations = relationsOf(records)
  const provenance = sorted({ ...withFullName(found), ...pinned(found, pins) })
  return {
    kind,
    type,
    attributes: Object.fromEntries(Object.entries(provenance).map(([name, { value }]) => [name, value])),
    provenance,
    identifiers: distinct(records.flatMap(({ identifiers }) => identifiers)),
    ownerKeys: distinct(records.flatMap(({ partyKeys }) => partyKeys)),
    ...(relations.length > 0 && { relations }),
    nameWords: distinct([
      ...records.flatMap(nameWordsOf),
      ...(kind === 'asset' ? records.flatMap(accountWordsOf) : []),
    ]),
  }
}

/** Each tie once, however many records say it. */
function relationsOf(records: readonly NormalisedRecord[]): readonly Relation[] {
  const byName = new Map(
    records.flatMap(({ relations }) =>
      relations.map((one) => [`${one.kind} ${one.to} ${one.key}`, one] as const),
    ),
  )
  return [...byName].sort(([a], [b]) => compare(a, b)).map(([, one]) => one)
}

interface Context {
  readonly records: readonly NormalisedRecord[]
  readonly policy: SurvivorshipPolicy
}

type Found = Readonly<Record<string, Provenance>>

/** All records of a profile have one type; should they ever not, the first by name decides. */
function typeOf(records: readonly NormalisedRecord[]): EntityType | undefined {
  return records.map(({ source }) => source.type).sort()[0]
}

const grouped = new Set(attributeGroups.flatMap(({ attributes }) => attributes))
const inSets = new Set(valueSets.flatMap(({ best, all }) => [best, all]))

function singles(context: Context): Found {
  const names = fieldNames(context).filter(
    (name) => !grouped.has(name) && !inSets.has(name) && !isList(context, name),
  )
  return Object.fromEntries(
    names.map((name) => [name, winner(context, name, candidates(context, [name]))] as const),
  )
}

/** The record that says the most trusted thing about the core of a group gives all of the group. */
function groups(context: Context): Found {
  return Object.assign({}, ...attributeGroups.map((group) => oneGroup(context, group))) as Found
}

function oneGroup(context: Context, group: (typeof attributeGroups)[number]): Found {
  const all = candidates(context, group.attributes)
  const core = candidates(context, group.core)
  const inRun = core.length > 0 ? core : all
  const best = ranked(inRun, contest(context.policy, group.core[0] ?? '', inRun))[0]
  if (best === undefined) return {}
  const names = group.attributes.filter((name) => best.record.fields[name] !== undefined)
  return Object.fromEntries(
    names.map((name) => {
      const rest = candidates(context, [name])
      const own = rest.find(({ record }) => record === best.record) ?? best
      const rules = contest(context.policy, name, rest)
      return [name, told(own, [own, ...ranked(rest, rules).filter((one) => one !== own)], rules)] as const
    }),
  )
}

function sets(context: Context): Found {
  return Object.assign({}, ...valueSets.map((set) => oneSet(context, set.best, set.all))) as Found
}

function oneSet(context: Context, best: string, all: string): Found {
  const inRun = candidates(context, [best, all])
  const rules = contest(context.policy, best, inRun)
  const inOrder = firstOfEach(ranked(inRun, rules))
  const [first] = inOrder
  if (first === undefined) return {}
  const valid = inOrder.filter(({ field }) => field.valid)
  const [firstValid] = valid
  const single = { [best]: told(first, inOrder, rules) }
  return firstValid === undefined ? single : { ...single, [all]: toldList(firstValid, valid, inOrder) }
}

function lists(context: Context): Found {
  const names = fieldNames(context).filter((name) => !inSets.has(name) && isList(context, name))
  return Object.fromEntries(
    names.flatMap((name) => {
      const inRun = candidates(context, [name])
      const inOrder = firstOfEach(ranked(inRun, contest(context.policy, name, inRun)))
      const [first] = inOrder
      return first === undefined ? [] : [[name, toldList(first, inOrder, inOrder)] as const]
    }),
  )
}

function winner({ policy }: Context, name: string, all: readonly Candidate[]): Provenance {
  const rules = contest(policy, name, all)
  const inOrder = ranked(all, rules)
  const [best] = inOrder
  if (best === undefined) throw new Error(`no value for ${name}, although a record has the field`)
  return told(best, inOrder, rules)
}

/** What is told about the winner of an attribute, given everything that was in the contest, best first. */
function told(best: Candidate, inOrder: readonly Candidate[], rules: Contest): Provenance {
  const others = firstOfEach(inOrder).filter(({ field }) => field.key !== best.field.key)
  const [rival] = others
  return {
    value: best.field.value,
    from: originOf(best),
    rule: rival === undefined ? 'agreed' : rules.decidedBy(best, rival),
    ...noteOf(best),
    alternatives: others.map(alternative),
  }
}

function toldList(best: Candidate, kept: readonly Candidate[], all: readonly Candidate[]): Provenance {
  return {
    value: kept.map(({ field }) => field.value),
    from: originOf(best),
    rule: 'all',
    alternatives: all.map(alternative),
  }
}

function ranked(all: readonly Candidate[], { compare }: Contest): readonly Candidate[] {
  return [...all].sort(compare)
}

function candidates({ records }: Context, names: readonly string[]): Candidate[] {
  return records.flatMap((record) =>
    names
      .flatMap((name) => (record.fields[name] ?? []).map((field) => ({ name, field })))
      .map((one, place) => ({ ...one, record, place })),
  )
}

function fieldNames({ records }: Context): readonly string[] {
  return distinct(records.flatMap(({ fields }) => Object.keys(fields))).filter(
    (name) => !aboutTheRecord.has(name),
  )
}

function isList({ records }: Context, name: string): boolean {
  return records.some(({ source }) => Array.isArray(saidOf(source.data, name)))
}

function firstOfEach(ranked: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>()
  return ranked.filter(({ field }) => !seen.has(field.key) && seen.add(field.key))
}

function originOf({ record: { source } }: Candidate): Origin {
  return { connection: source.connection, externalId: source.externalId, at: source.at }
}

function noteOf({ field }: Candidate): { readonly note?: string } {
  return field.note === undefined ? {} : { note: field.note }
}

function alternative(candidate: Candidate): Alternative {
  return { value: candidate.field.value, from: originOf(candidate), ...noteOf(candidate) }
}

function withFullName(found: Found): Found {
  const parts = [found.firstName, found.lastName].flatMap((part) => (part === undefined ? [] : [part]))
  const [first] = parts
  if (found.fullName !== undefined || first === undefined) return found
  const value = parts.flatMap((part) => (typeof part.value === 'string' ? [part.value] : [])).join(' ')
  return { ...found, fullName: { value, from: first.from, rule: 'derived', alternatives: [] } }
}

function pinned(found: Found, pins: readonly Pin[]): Found {
  return Object.fromEntries(
    pins.map(({ attribute, value }) => {
      const before = found[attribute]
      const own = before?.from ? [{ value: before.value, from: before.from }] : []
      const alternatives = [...own, ...(before?.alternatives ?? [])]
      return [attribute, { value, from: null, rule: 'pin', alternatives } as const]
    }),
  )
}

const nameFields = ['firstName', 'lastName', 'fullName', 'name', 'tradeName']

function nameWordsOf({ fields }: NormalisedRecord): readonly string[] {
  return nameFields
    .flatMap((name) => fields[name] ?? [])
    .flatMap(({ value }) => (typeof value === 'string' ? searchWords(value) : []))
    .filter((word) => word !== '')
}

/** The IBANs that an asset's records name: they say whose it is, and identify nobody. */
function accountWordsOf({ fields }: NormalisedRecord): readonly string[] {
  return Object.values(fields).flatMap((values) =>
    values.flatMap(({ value }) => {
      const account = typeof value === 'string' ? normaliseIban(value) : undefined
      return account?.ok === true ? [account.value.toLowerCase()] : []
    }),
  )
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort()
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function sorted(found: Found): Found {
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => compare(a, b)))
}
