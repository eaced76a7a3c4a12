/** Gathers what an erasure looks for: from the person's records, their present and former states, and what they own. */
import type { ProfileDocument, ProfileStore } from '../../store/profiles.ts'
import type { ProfileVersionStore } from '../../store/profile-versions.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../../store/source-records.ts'
import type { WriteBackDocument, WriteBackStore } from '../../store/write-backs.ts'
import type { Json, JsonObject } from '../../values/json.ts'
import type { CustomFieldReader } from '../custom/custom-fields.ts'
import type { Provenance } from '../golden-record.ts'
import { foldedOf } from '../profile-document.ts'
import { ownKeys } from '../views.ts'
import { termsOf, type PersonTerms, type Statement } from './person-terms.ts'

/** What is looked for. */
export interface Sought {
  readonly terms: PersonTerms
  /** Ids of the person's own records. */
  readonly records: readonly string[]
  /** Link keys of those. */
  readonly keys: readonly string[]
  /** Keys by which attached records and assets name the person, and nobody else. */
  readonly partyKeys: readonly string[]
}

/** Gathers. */
export interface Gathering {
  of(profileIds: readonly string[]): Promise<Sought>
  /** With what has come since. */
  more(sought: Sought, profileIds: readonly string[]): Promise<Sought>
  /** Profiles that hold a key of the person, written by somebody who had read too early. */
  orphans(sought: Sought): Promise<readonly string[]>
}

/** Makes it. */
export function gathering(ports: {
  readonly records: Pick<SourceRecordStore, 'byIds' | 'timeline'>
  readonly profiles: Pick<ProfileStore, 'byIds' | 'having' | 'claiming' | 'ownedBy'>
  readonly versions: Pick<ProfileVersionStore, 'of'>
  readonly writeBacks: Pick<WriteBackStore, 'list'>
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
}): Gathering {
  const { records, profiles, versions, writeBacks } = ports

  async function statesOf(
    ids: readonly string[],
  ): Promise<readonly Pick<ProfileDocument, 'folded' | 'identifiers'>[]> {
    const present = await profiles.byIds(ids)
    const former = await Promise.all(ids.map((id) => versions.of(id, { limit: 1_000 })))
    return [...present, ...former.flat()]
  }

  async function of(profileIds: readonly string[]): Promise<Sought> {
    const living = await profiles.byIds(profileIds)
    const own = await records.byIds(living.flatMap(({ records: ids }) => ids))
    const states = await statesOf(profileIds)
    const identifiers = [...new Set(states.flatMap((state) => state.identifiers))]
    const others = (await profiles.having(identifiers)).filter(({ _id }) => !profileIds.includes(_id))
    const shared = new Set(others.flatMap((other) => other.identifiers))
    const partyKeys = identifiers.filter((key) => !shared.has(key))
    const things = await profiles.ownedBy(living.flatMap(ownKeys), 5_000)
    const assets = await records.byIds(things.flatMap(({ records: ids }) => ids))
    const sent = await writeBacks.list({ records: own.map(({ _id }) => _id) }, { limit: 5_000 })
    const references = own.map(({ connection, externalId }) => ({ connection, externalId }))
    return {
      terms: termsOf({
        statements: [...own.map(said), ...states.map(stated), ...assets.map(said), ...sent.map(wanted)],
        // What is told of their things (changes, former states) may be of them without naming them.
        ids: [...profileIds, ...own.map(({ _id }) => _id), ...idsOfOwn(things, identifiers)],
        references,
        shared,
        fields: await ports.fields.known(),
      }),
      records: own.map(({ _id }) => _id),
      keys: [...new Set(own.flatMap(({ keys }) => keys))],
      partyKeys,
    }
  }

  async function orphans({ keys }: Sought): Promise<readonly string[]> {
    const found = await profiles.claiming(keys)
    const left = new Set(
      (await records.byIds(found.flatMap(({ records: ids }) => ids))).map(({ _id }) => _id),
    )
    return found.filter(({ records: ids }) => !ids.some((id) => left.has(id))).map(({ _id }) => _id)
  }

  return {
    of,
    orphans,
    more: async (sought, profileIds) => {
      const late = await of(profileIds)
      if (late.records.length === 0) return sought
      const { terms, ...rest } = sought
      const join = (a: readonly string[], b: readonly string[]): readonly string[] => [
        ...new Set([...a, ...b]),
      ]
      return {
        terms: {
          finding: [...terms.finding, ...late.terms.finding],
          masking: [...terms.masking, ...late.terms.masking],
          ids: join(terms.ids, late.terms.ids),
          references: [...terms.references, ...late.terms.references],
        },
        records: join(rest.records, late.records),
        keys: join(rest.keys, late.keys),
        partyKeys: join(rest.partyKeys, late.partyKeys),
      }
    },
  }
}

/** Things that nobody else has a share in. */
function idsOfOwn(things: readonly ProfileDocument[], identifiers: readonly string[]): readonly string[] {
  const own = new Set(identifiers)
  return things.filter(({ ownerKeys }) => ownerKeys.every((key) => own.has(key))).map(({ _id }) => _id)
}

function said({ type, connection, data }: SourceRecordDocument): Statement {
  return { type, connection, data: JSON.parse(data) as JsonObject }
}

/** What people wanted to be said, whether it came to that or not. */
function wanted({ type, connection, attribute, current, earlier }: WriteBackDocument): Statement {
  const values = [current, ...earlier].flatMap(({ value, before, sourceValue = null }) => [
    value,
    before,
    sourceValue,
  ])
  return { type, connection, data: { [attribute]: values } }
}

/** Every value of a state, also those that were not chosen. */
function stated({ folded }: Pick<ProfileDocument, 'folded'>): Statement {
  const { type, provenance } = foldedOf({ folded })
  const values = ({ value, alternatives }: Provenance): Json => [
    value,
    ...alternatives.map((one) => one.value),
  ]
  const data = Object.entries(provenance).map(([name, one]) => [name, values(one)] as const)
  return { type, connection: '', data: Object.fromEntries(data) }
}
