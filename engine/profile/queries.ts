/** Reading profiles: by id, by what they are found by, through time, with their records and changes. */
import { Problem } from '../../contracts/problems.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import type { CustomerCodeStore } from '../store/customer-codes.ts'
import { cursorAfter, positionOf } from '../store/page-cursor.ts'
import type { ProfileDocument, ProfileStore } from '../store/profiles.ts'
import { sinceOf, type ProfileVersionStore } from '../store/profile-versions.ts'
import type { SourceRecordStore } from '../store/source-records.ts'
import type { JsonObject } from '../values/json.ts'
import { asOfReader, type ProfileReader } from './as-of.ts'
import { offTimeline } from './entity-types.ts'
import { profileKey, relationKey } from './profile-document.ts'
import { normalised } from './record-document.ts'
import { search } from './search.ts'
import type {
  MergedView,
  ProfileAround,
  ProfileExplanation,
  Profiles,
  ProfileView,
  RelationView,
} from './service.ts'
import { ownerOf } from './settlement.ts'
import {
  assetOf,
  briefOf,
  changeView,
  clusterOf,
  isParty,
  nameOfKey,
  ownKeys,
  relationsIn,
  shareable,
  sharedKeys,
  sourceView,
  targetKeys,
  timelineView,
  viewOf,
} from './views.ts'

/** What queries are made of. */
export interface QueryPorts {
  readonly records: SourceRecordStore
  readonly profiles: ProfileStore
  readonly versions: ProfileVersionStore
  readonly feed: ChangeFeed
  /** Customer codes; without them nobody is found by one. */
  readonly codes?: Pick<CustomerCodeStore, 'recordOf'>
}

/** The reading side of the profiles. */
export type Queries = Pick<
  Profiles,
  | 'getRecord'
  | 'list'
  | 'get'
  | 'byIds'
  | 'homesOf'
  | 'around'
  | 'holding'
  | 'sources'
  | 'timeline'
  | 'history'
  | 'explain'
  | 'tied'
  | 'changes'
  | 'count'
> & {
  /** The living profile of an id, through however many merges. */
  living(id: string): Promise<ProfileDocument>
}

/** Makes the queries. */
export function queries({ records, profiles: store, versions, feed, codes }: QueryPorts): Queries {
  const find = search(store, codes)

  async function living(id: string): Promise<ProfileDocument> {
    const found = await store.load(id)
    if (found?.state === 'active') return found
    if (found?.mergedInto !== undefined) return living(found.mergedInto)
    throw notFound(id)
  }

  /** Profiles with what belongs to them and what that is tied to: three queries at most, however many they are. */
  async function views(
    documents: readonly ProfileDocument[],
    reader: ProfileReader = store,
  ): Promise<readonly ProfileView[]> {
    const [assets, owners] = await Promise.all([
      reader.ownedBy(documents.filter(isParty).flatMap(ownKeys), 500 * documents.length),
      reader.having(documents.flatMap(({ ownerKeys }) => ownerKeys)),
    ])
    const wanted = [...new Set([...documents, ...assets].flatMap(targetKeys))]
    const around = { assets, owners: owners.filter(isParty), targets: await reader.having(wanted) }
    return documents.map((document) => viewOf(document, around))
  }

  /** The assets that are tied to a profile by any of the keys that it is found by. */
  async function tied(id: string, { limit, after }: PageRequest): Promise<Page<RelationView>> {
    const { type, identifiers } = await living(id)
    const keys = new Set(identifiers.map((key) => relationKey({ to: type, key })))
    const found = await store.tiedTo([...keys], { limit: limit + 1, ...(after !== undefined && { after }) })
    const shown = found.slice(0, limit)
    const items = shown.flatMap((document) => {
      const kinds = relationsIn(document).filter((relation) => keys.has(relationKey(relation)))
      return [...new Set(kinds.map(({ kind }) => kind))].map((kind) => ({ kind, ...assetOf(document) }))
    })
    return { items, next: found.length > limit ? (shown.at(-1)?._id ?? null) : null }
  }

  async function get(id: string, asOf: Date | undefined): Promise<ProfileView | MergedView> {
    const present = await store.load(id)
    if (present === undefined) throw notFound(id)
    const document = asOf === undefined ? present : await stateAt(present, asOf)
    if (document.mergedInto !== undefined) {
      return { id, state: 'merged', mergedInto: (await living(document.mergedInto))._id }
    }
    const reader = asOf === undefined ? store : asOfReader({ profiles: store, versions }, asOf)
    const [shown] = await views([document], reader)
    if (shown === undefined) throw notFound(id)
    return shown
  }

  /** The profile at an instant, as it was folded then; also when it has become part of another since. */
  async function stateAt(present: ProfileDocument, asOf: Date): Promise<ProfileDocument> {
    if (sinceOf(present) <= asOf) return present
    const former = await versions.at(present._id, asOf)
    if (former !== undefined) return former
    throw new Problem('profileNotFound', `The profile ${present._id} did not exist at ${asOf.toISOString()}.`)
  }

  async function explain(id: string): Promise<ProfileExplanation> {
    const document = await living(id)
    const own = (await records.byIds(document.records)).map(normalised)
    const keys = [...new Set(own.flatMap(({ links }) => links.map(({ key }) => key)))]
    const around = await records.around({ keys, ids: [] })
    const homes = await store.homesOf(around.map(({ _id }) => _id))
    const apart = new Map(
      around.flatMap(({ _id, keys: theirs }) => {
        const home = homes.get(_id)
        return home === undefined || home === document._id
          ? []
          : [[home, theirs.find((key) => keys.includes(key)) ?? ''] as const]
      }),
    )
    return {
      id: document._id,
      links: sharedKeys(own),
      cluster: clusterOf(own),
      keptApart: [...apart].map(([profileId, key]) => ({ by: nameOfKey(key), profileId })),
    }
  }

  return {
    living,
    getRecord: async (wanted) => {
      const found = await records.find(wanted)
      if (found === undefined || found.deleted) return undefined
      const [own, owners] = await Promise.all([store.homesOf([found._id]), store.having(found.partyKeys)])
      const profileId = own.get(found._id) ?? ownerOf(found.partyKeys, owners.filter(isParty))
      return { data: JSON.parse(found.data) as JsonObject, ...(profileId !== undefined && { profileId }) }
    },
    homesOf: (recordIds) => store.homesOf(recordIds),
    list: async (query, page) => {
      const { items, next } = await find(query, page)
      return { items: await views(items), next }
    },
    get: (id, options) => get(id, options?.asOf),
    byIds: async (ids) => {
      const found = await store.byIds(ids)
      return views(found.filter(({ state }) => state === 'active'))
    },
    around: async (ids) => {
      const found = (await store.byIds(ids)).filter(({ state }) => state === 'active')
      const living = found.map(({ _id }) => _id)
      const [shown, former, others] = await Promise.all([
        views(found),
        store.formerOf(living),
        store.having(found.filter(isParty).flatMap(({ identifiers }) => identifiers.filter(isShareable))),
      ])
      const into = new Map(former.map(({ _id, mergedInto }) => [_id, mergedInto]))
      const holders = holdersIn(others)
      return found.map((document, place) => aroundOf(document, { view: shown[place], into, holders }))
    },
    holding: async (identifiers) => (await store.having(identifiers)).map(briefOf),
    sources: async (id, { limit, after }) => {
      const document = await living(id)
      const found = [...(await records.byIds(document.records))]
        .sort((a, b) => (a._id < b._id ? -1 : 1))
        .filter(({ _id }) => after === undefined || _id > after)
      const items = found.slice(0, limit)
      return { items: items.map(sourceView), next: found.length > limit ? (items.at(-1)?._id ?? null) : null }
    },
    timeline: async (id, page) => {
      const document = await living(id)
      const keys = isParty(document) ? await timelineKeys(document, store) : []
      const found = await records.timeline(keys, { ...page, limit: page.limit + 1, without: offTimeline })
      const items = found.slice(0, page.limit)
      const last = items.at(-1)
      const next =
        found.length > page.limit && last?.happenedAt
          ? cursorAfter({ at: last.happenedAt, id: last._id })
          : null
      return { items: items.map(timelineView), next }
    },
    history: async (id, { limit, after }) => {
      const { _id } = await living(id)
      const before = after === undefined ? undefined : positionOf(after)
      const found = await feed.of(_id, { limit: limit + 1, ...(before !== undefined && { before }) })
      const items = found.slice(0, limit)
      return { items: items.map(changeView), next: found.length > limit ? String(items.at(-1)?._id) : null }
    },
    explain,
    tied,
    changes: async ({ limit, after, kind }: PageRequest & { readonly kind?: string }) => {
      const from = after === undefined ? 0 : positionOf(after)
      const found = await feed.after(from, { limit, ...(kind !== undefined && { kind }) })
      return { items: found.map(changeView), next: String(found.at(-1)?._id ?? from) }
    },
    count: () => store.count(),
  }
}

function notFound(id: string): Problem {
  return new Problem('profileNotFound', `There is no profile "${id}".`)
}

/** What is known only by a number that several people have belongs on nobody's timeline. */
async function timelineKeys(document: ProfileDocument, store: ProfileStore): Promise<readonly string[]> {
  return ownTimeline(document, holdersIn(await store.having(document.identifiers.filter(isShareable))))
}

/** Ids of the profiles that have an identifier, by identifier. */
type Holders = ReadonlyMap<string, ReadonlySet<string>>

function holdersIn(documents: readonly ProfileDocument[]): Holders {
  const holders = new Map<string, Set<string>>()
  for (const { _id, identifiers } of documents)
    for (const identifier of identifiers)
      holders.set(identifier, (holders.get(identifier) ?? new Set()).add(_id))
  return holders
}

function ownTimeline({ _id, identifiers }: ProfileDocument, holders: Holders): readonly string[] {
  const isOurs = (identifier: string): boolean =>
    [...(holders.get(identifier) ?? [])].every((holder) => holder === _id)
  return identifiers.filter((identifier) => !isShareable(identifier) || isOurs(identifier))
}

function isShareable(identifier: string): boolean {
  return shareable.test(identifier)
}

interface Surroundings {
  readonly view: ProfileView | undefined
  /** Where merged profiles went. */
  readonly into: ReadonlyMap<string, string | undefined>
  /** Of the shareable numbers. */
  readonly holders: Holders
}

function aroundOf(document: ProfileDocument, { view, into, holders }: Surroundings): ProfileAround {
  if (view === undefined) throw new Error(`the profile ${document._id} has no view`)
  const goesHere = (id: string): boolean => {
    const next = into.get(id)
    return next === document._id || (next !== undefined && goesHere(next))
  }
  const ids = [document._id, ...[...into.keys()].filter(goesHere)]
  const assets = view.assets.map(({ id }) => profileKey(id))
  const ties = [...view.relations, ...view.assets.flatMap(({ relations }) => relations)]
  const tied = ties.flatMap(({ id, key }) => (id === undefined ? (key ?? []) : profileKey(id)))
  const keys = [profileKey(document._id), ...document.identifiers, ...document.ownerKeys, ...assets, ...tied]
  return {
    view,
    ids,
    keys: [...new Set(keys)],
    records: document.records,
    timelineKeys: isParty(document) ? ownTimeline(document, holders) : [],
  }
}
