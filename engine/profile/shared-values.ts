/**
 * Telephones, e-mail addresses and accounts that more people use than one household: they say nothing about who somebody
 * is. Found by counting the different names with a value, so nobody has to list them. Pure.
 */
import type { MatchableRecord } from '../store/source-records.ts'
import type { Steps } from '../values/unhurried.ts'
import type { Found } from './candidates.ts'
import { storedKey } from './matching/blocking.ts'
import type { Features } from './matching/features.ts'
import { absent, type PairLevels } from './matching/levels.ts'
import type { MatchPlan } from './matching/plan.ts'

/** Different names with one telephone, e-mail address or account, beyond which it says nothing about who somebody is. */
export const sharedFrom = 5

/** Features of records; each is read once, for there are hundreds of candidates. */
export type FeatureReader = (record: MatchableRecord) => Features

/** What is counted among. */
export interface Reading {
  readonly plan: MatchPlan
  readonly read: FeatureReader
  /** Ids of the records that are scored together with these; without it these alone. */
  readonly together?: ReadonlySet<string>
}

/** What was found out about the values of some records. */
export interface Shared {
  readonly terms: ReadonlySet<string>
  /** Records, other than the given ones, that were scored with another opinion of one of their values. */
  readonly news: readonly string[]
  /** The shared values of the given records. */
  readonly of: ReadonlyMap<string, readonly string[]>
}

/** What is known of one value. */
interface Use {
  /** What it is found by. */
  readonly keys: Set<string>
  /** Names by record. */
  readonly names: Map<string, string>
  /** Records that were scored when it was taken for a shared one. */
  readonly marked: Set<string>
}

/**
 * Contact values of the given records that too many different names use, or that are over the cap. Of the values of
 * others only a part of the users is in sight, so nothing is said about them.
 */
export function* sharedValues(
  given: readonly MatchableRecord[],
  { blocks, over }: Found,
  { plan, read, together = new Set(given.map(({ _id }) => _id)) }: Reading,
): Steps<Shared> {
  const look = contactLook(plan, read)
  const uses = new Map<string, Use>()
  for (const record of given)
    for (const contact of look.contacts(record)) {
      const use = uses.get(contact.text) ?? { keys: new Set(), names: new Map(), marked: new Set() }
      use.keys.add(keyOf(plan, contact))
      use.names.set(record._id, look.name(record))
      uses.set(contact.text, use)
    }
  for (const [text, { keys, names, marked }] of uses)
    for (const record of [...keys].flatMap((key) => blocks.get(key) ?? [])) {
      yield
      if (!look.contacts(record).some((contact) => contact.text === text)) continue
      names.set(record._id, look.name(record))
      if (record.sharedTerms?.includes(text) === true) marked.add(record._id)
    }
  const isShared = ({ keys, names }: Use): boolean =>
    [...keys].some((key) => over.has(key)) || new Set(names.values()).size >= sharedFrom
  const terms = new Set([...uses].flatMap(([text, use]) => (isShared(use) ? [text] : [])))
  return {
    terms,
    news: [...uses].flatMap(([text, { names, marked }]) =>
      [...names.keys()].filter((id) => !together.has(id) && marked.has(id) !== terms.has(text)),
    ),
    of: new Map(
      given.map((one) => [
        one._id,
        look.contacts(one).flatMap(({ text }) => (terms.has(text) ? [text] : [])),
      ]),
    ),
  }
}

/** What is shared by many is as good as not said. */
export function withoutShared(pair: PairLevels, plan: MatchPlan, shared: ReadonlySet<string>): PairLevels {
  if (shared.size === 0) return pair
  const isShared = (place: number): boolean =>
    plan.comparisons[place]?.kind === 'contact' && shared.has(pair.agreed[place] ?? '')
  return { ...pair, levels: pair.levels.map((level, place) => (isShared(place) ? absent : level)) }
}

/** A contact value, and the comparison that it is for. */
interface Contact {
  readonly rule: string
  readonly text: string
}

/** The key that a contact value is found by. */
function keyOf({ type }: MatchPlan, { rule, text }: Contact): string {
  return storedKey(type, { rule, text: `${rule}=${text}` })
}

/** Reads contact values and names out of records. */
function contactLook(
  plan: MatchPlan,
  featuresOf: FeatureReader,
): {
  readonly contacts: (record: MatchableRecord) => readonly Contact[]
  readonly name: (record: MatchableRecord) => string
} {
  const places = plan.comparisons.flatMap(({ kind, name }, place) =>
    kind === 'contact' ? [{ place, name }] : [],
  )
  const names = plan.comparisons.flatMap(({ kind }, place) =>
    kind === 'givenName' || kind === 'familyName' ? [place] : [],
  )
  return {
    contacts: (record) =>
      places.flatMap(({ place, name: rule }) =>
        (featuresOf(record)[place] ?? []).map(({ text }) => ({ rule, text })),
      ),
    name: (record) =>
      names
        .map((place) => featuresOf(record)[place]?.[0]?.sound ?? '')
        .sort()
        .join(' '),
  }
}
