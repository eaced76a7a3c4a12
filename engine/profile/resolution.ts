/**
 * Which profiles there must be, given what is known about a neighbourhood of records: pure, so that two processes with
 * the same view decide the same. It says what to write; the shell writes by compare-and-set and asks again when the
 * view has changed meanwhile.
 */
import { canonicalJson } from '../values/json.ts'
import { atOnce, each, type Steps } from '../values/unhurried.ts'
import { attributeChanges, type AttributeChange } from './changes.ts'
import { decided, type MatchDecision } from './decisions.ts'
import { fold } from './fold.ts'
import type { Folded } from './golden-record.ts'
import { partition, type Linked } from './match.ts'
import { usualLimits } from './matching/cluster-health.ts'
import type { PairScore, Possible } from './matching/scored-joins.ts'
import type { SurvivorshipPolicy } from './policy.ts'
import type { NormalisedRecord, Pin } from './record.ts'

/** A living profile as the resolution knows it. */
export interface KnownProfile {
  readonly id: string
  /** Instant of its making, RFC 3339: of several that become one the oldest survives. */
  readonly createdAt: string
  /** Ids of its records, in the order in which they joined. */
  readonly records: readonly string[]
  readonly claims: readonly string[]
  readonly folded: Folded
  readonly pins: readonly Pin[]
  /** What its records lack to be recognised; absent when they say enough. */
  readonly missing?: readonly string[]
}

/** The neighbourhood: every record that hangs together with the new ones, and every profile they have or claim. */
export interface View {
  readonly records: readonly NormalisedRecord[]
  readonly profiles: readonly KnownProfile[]
  readonly policy: SurvivorshipPolicy
  readonly decisions: readonly MatchDecision[]
  /** Scored pairs with a record of the neighbourhood. */
  readonly scores?: readonly PairScore[]
  /** Records outside it that are like one inside, so that a person may be asked about them. */
  readonly fringe?: readonly NormalisedRecord[]
  /** What a record lacks to be recognised, or `undefined`; without it every record says enough. */
  readonly missing?: (record: NormalisedRecord) => readonly string[] | undefined
}

/** What there must be, and what a person should look at. */
export interface Resolution {
  readonly profiles: readonly ResolvedProfile[]
  readonly possible: readonly Possible[]
}

/** The state that one group of records must have. */
export interface ResolvedProfile {
  /** The profile that carries on, or `undefined` for a new one. */
  readonly survivor: KnownProfile | undefined
  /** Profiles that become part of it. */
  readonly merged: readonly KnownProfile[]
  readonly records: readonly string[]
  /** Keys that this profile alone may hold. */
  readonly claims: readonly string[]
  readonly folded: Folded
  readonly pins: readonly Pin[]
  readonly missing?: readonly string[]
  readonly changed: readonly AttributeChange[]
  /** False when the survivor is already so. */
  readonly needsWriting: boolean
}

/** Decides. Attached records make no profile and are left out. */
export function resolve(view: View): Resolution {
  return atOnce(resolving(view))
}

/** Decides, group by group. */
export function* resolving(view: View): Steps<Resolution> {
  const { records, profiles, policy, decisions, scores = [], fringe = [] } = view
  const linked = records.filter(({ links }) => links.length > 0)
  const byId = new Map(linked.map((record) => [record.source.id, record]))
  const alone = new Set(policy.clusters?.withoutTwins)
  const nodes = [...linked, ...fringe].map((record) => nodeOf(record, alone))
  const { groups: all, possible } = partition(decided(nodes, decisions), scores, {
    ...usualLimits,
    ...policy.clusters,
  })
  const groups = all.filter((ids) => ids.some((id) => byId.has(id)))
  const claims = claimsOf(groups, byId)
  const heirs = heirsOf(groups, profiles)
  const pinsOf = pinsByGroup(groups, profiles)
  const stateOf = (ids: readonly string[], place: number): readonly ResolvedProfile[] => {
    const [survivor, ...merged] = heirs[place] ?? []
    const members = ids.flatMap((id) => byId.get(id) ?? [])
    const pins = newestPins(pinsOf.get(place) ?? [])
    const folded = fold(members, policy, pins)
    if (folded === undefined) return []
    const missing = missingOf(members, view)
    const state = {
      records: inJoiningOrder(ids, survivor),
      claims: claims[place] ?? [],
      folded,
      pins,
      ...(missing !== undefined && { missing }),
    }
    const changed = attributeChanges(survivor?.folded.attributes ?? {}, folded.attributes)
    return [
      { survivor, merged, ...state, changed, needsWriting: merged.length > 0 || differs(survivor, state) },
    ]
  }
  const resolved = yield* each(groups.entries(), ([place, ids]) => stateOf(ids, place))
  return { profiles: resolved.flat(), possible }
}

/** A record for the partition; of a connection without twins it is kept from all others of its connection. */
function nodeOf({ source, links }: NormalisedRecord, alone: ReadonlySet<string>): Linked {
  const { id, connection } = source
  return alone.has(connection)
    ? { id, links, bars: [{ kind: `of:${connection}`, value: id }] }
    : { id, links }
}

/** What all of them lack; `undefined` when one says enough, or nothing is said any more. */
function missingOf(members: readonly NormalisedRecord[], { missing }: View): readonly string[] | undefined {
  const living = members.filter(({ source }) => !source.deleted)
  const lacks = missing === undefined ? [] : living.map(missing)
  const [first] = lacks
  if (first === undefined || lacks.includes(undefined)) return undefined
  return first.filter((name) => lacks.every((one) => one?.includes(name)))
}

/** A key that several groups hold (a contested one) is claimed by the first of them only. */
function claimsOf(
  groups: readonly (readonly string[])[],
  byId: ReadonlyMap<string, NormalisedRecord>,
): readonly (readonly string[])[] {
  const taken = new Set<string>()
  return groups.map((ids) => {
    const keys = new Set(ids.flatMap((id) => byId.get(id)?.links.map(({ key }) => key) ?? []))
    const own = [...keys].filter((key) => !taken.has(key))
    for (const key of own) taken.add(key)
    return own.sort()
  })
}

/** Each profile goes to the group that has most of its records; of the profiles of a group the oldest comes first. */
function heirsOf(
  groups: readonly (readonly string[])[],
  profiles: readonly KnownProfile[],
): readonly (readonly KnownProfile[])[] {
  const groupOf = new Map(groups.flatMap((ids, place) => ids.map((id) => [id, place] as const)))
  const heirs = groups.map((): KnownProfile[] => [])
  const inOrder = [...profiles].sort((a, b) => compare(a.createdAt, b.createdAt) || compare(a.id, b.id))
  for (const profile of inOrder) {
    const place = homeOf(profile, groupOf)
    if (place !== undefined) heirs[place]?.push(profile)
  }
  return heirs
}

/** A pin goes where most of its records are; one whose records are all gone is gone too. */
function pinsByGroup(
  groups: readonly (readonly string[])[],
  profiles: readonly KnownProfile[],
): ReadonlyMap<number, readonly Pin[]> {
  const groupOf = new Map(groups.flatMap((ids, place) => ids.map((id) => [id, place] as const)))
  const result = new Map<number, Pin[]>()
  for (const pin of profiles.flatMap(({ pins }) => pins)) {
    const place = homeOf(pin, groupOf)
    if (place !== undefined) result.set(place, [...(result.get(place) ?? []), pin])
  }
  return result
}

function homeOf({ records }: Pick<Pin, 'records'>, groupOf: ReadonlyMap<string, number>): number | undefined {
  const votes = new Map<number, number>()
  for (const id of records) {
    const place = groupOf.get(id)
    if (place !== undefined) votes.set(place, (votes.get(place) ?? 0) + 1)
  }
  // Of two equal parts the one with the record that was there first.
  const [winner] = [...votes].sort(([, m], [, n]) => n - m)
  return winner?.[0]
}

/** Those that were there first stay first. */
function inJoiningOrder(ids: readonly string[], survivor: KnownProfile | undefined): readonly string[] {
  const present = new Set(ids)
  const old = survivor?.records.filter((id) => present.has(id)) ?? []
  const known = new Set(old)
  return [...old, ...ids.filter((id) => !known.has(id))]
}

function newestPins(pins: readonly Pin[]): readonly Pin[] {
  const byAttribute = new Map<string, Pin>()
  for (const pin of [...pins].sort((a, b) => compare(a.at, b.at))) byAttribute.set(pin.attribute, pin)
  return [...byAttribute.values()].sort((a, b) => compare(a.attribute, b.attribute))
}

function differs(
  survivor: KnownProfile | undefined,
  state: Pick<KnownProfile, 'records' | 'claims' | 'folded' | 'pins' | 'missing'>,
): boolean {
  if (survivor === undefined) return true
  const { records, claims, folded, pins, missing } = survivor
  const before = { records, claims, folded, pins, ...(missing !== undefined && { missing }) }
  return canonicalJson(before) !== canonicalJson(state)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
