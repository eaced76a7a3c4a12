/** Profiles, records and changes as they are shown. Pure. */
import type { ChangeDocument } from '../store/change-feed.ts'
import type { ProfileDocument } from '../store/profiles.ts'
import type { SourceRecordDocument } from '../store/source-records.ts'
import type { JsonObject } from '../values/json.ts'
import type { AttributeChange } from './changes.ts'
import { roleOf } from './entity-types.ts'
import { foldedOf } from './profile-document.ts'
import type { NormalisedRecord, Relation } from './record.ts'
import type {
  AssetView,
  ChangeView,
  ClusterView,
  ProfileBrief,
  ProfileExplanation,
  ProfileSourceView,
  ProfileView,
  RelationView,
  TimelineView,
} from './service.ts'
import { ownerOf } from './settlement.ts'

/** Profiles that a view may have to name, beside the one that is shown. */
export interface Around {
  /** Assets of the customers among the shown. */
  readonly assets: readonly ProfileDocument[]
  /** Customers of the assets among the shown. */
  readonly owners: readonly ProfileDocument[]
  /** What the shown, and the assets, are tied to. */
  readonly targets: readonly ProfileDocument[]
}

/** A profile with what belongs to it and what it is tied to. */
export function viewOf(document: ProfileDocument, { assets, owners, targets }: Around): ProfileView {
  const { kind, type, attributes, provenance, relations = [] } = foldedOf(document)
  const own = new Set(isParty(document) ? ownKeys(document) : [])
  const owner = ownerOf(document.ownerKeys, owners)
  return {
    id: document._id,
    kind,
    type,
    version: document.version,
    ...waiting(document),
    attributes,
    provenance,
    identifiers: document.identifiers.map(identifierOf),
    assets: assets
      .filter(({ ownerKeys }) => ownerKeys.some((key) => own.has(key)))
      .map((asset) => ({ ...assetOf(asset), relations: relationsOf(asset, targets) })),
    relations: [
      ...(owner === undefined ? [] : [{ kind: 'ownedBy', id: owner }]),
      ...related(relations, targets),
    ],
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
  }
}

/** One that too little is known of waits, and says for what. */
function waiting({ thin }: ProfileDocument): Pick<ProfileView, 'state' | 'missing' | 'waitingSince'> {
  if (thin === undefined) return { state: 'active' }
  return { state: 'tooThin', missing: thin.missing, waitingSince: thin.since }
}

/** Whether it is somebody: only they own things and have a timeline. */
export function isParty({ kind }: Pick<ProfileDocument, 'kind'>): boolean {
  return kind !== 'asset'
}

/** The keys of what an asset is tied to; policies have no profile. */
export function targetKeys(document: ProfileDocument): readonly string[] {
  return relationsIn(document).flatMap(({ to, key }) => (to === policyType ? [] : [key]))
}

const policyType = 'slaPolicy'

/** The ties of a document. */
export function relationsIn(document: ProfileDocument): readonly Relation[] {
  return document.relationKeys === undefined ? [] : (foldedOf(document).relations ?? [])
}

function relationsOf(
  document: ProfileDocument,
  targets: readonly ProfileDocument[],
): readonly RelationView[] {
  return related(relationsIn(document), targets)
}

/** Each tie once: a contract may be named by its id and by its number. */
function related(
  relations: readonly Relation[],
  targets: readonly ProfileDocument[],
): readonly RelationView[] {
  const views = relations.map((relation) => relationOf(relation, targets))
  return [...new Map(views.map((view) => [`${view.kind} ${view.id ?? view.key ?? ''}`, view])).values()]
}

/** A key that leads to several things leads nowhere. */
function relationOf({ kind, to, key }: Relation, targets: readonly ProfileDocument[]): RelationView {
  const [only, ...others] = targets.filter(
    ({ type, identifiers }) => type === to && identifiers.includes(key),
  )
  return only === undefined || others.length > 0 ? { kind, type: to, key } : { kind, ...assetOf(only) }
}

function identifierOf(text: string): { readonly kind: string; readonly value: string } {
  const colon = text.indexOf(':')
  return { kind: text.slice(0, colon), value: text.slice(colon + 1) }
}

/** An asset in short. */
export function assetOf(document: ProfileDocument): AssetView {
  const { type, attributes } = foldedOf(document)
  const role = roleOf(type)
  const { headline = ['name'] } = role?.role === 'asset' ? role : {}
  const shown = headline.flatMap((name) => {
    const value = attributes[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(shown), id: document._id, type }
}

/** A profile in a word. */
export function briefOf(document: ProfileDocument): ProfileBrief {
  const { kind, type, attributes } = foldedOf(document)
  const name = attributes['fullName'] ?? attributes['name'] ?? attributes['tradeName']
  const { _id: id, identifiers } = document
  return { id, kind, type, identifiers, ...(typeof name === 'string' && { name }) }
}

/** Keys that others may name this profile by; shared ones (a family's mobile) are looked at apart. */
export const shareable = /^(mobile|email|phone):/

export function ownKeys({ identifiers }: ProfileDocument): readonly string[] {
  return identifiers.filter((identifier) => !shareable.test(identifier))
}

/** A record that a profile is made of. */
export function sourceView(record: SourceRecordDocument): ProfileSourceView {
  const { _id: id, connection, type, externalId, version, at, receivedAt, deleted, data } = record
  return {
    id,
    connection,
    type,
    externalId,
    ...(version !== undefined && { version }),
    at,
    receivedAt,
    deleted,
    data: JSON.parse(data) as JsonObject,
  }
}

/** An attached record on a timeline. */
export function timelineView(record: SourceRecordDocument): TimelineView {
  const { type, connection, externalId, happenedAt, receivedAt, data } = record
  return { type, at: happenedAt ?? receivedAt, connection, externalId, data: JSON.parse(data) as JsonObject }
}

/** What changed, attribute by attribute. */
export function changesOf({ changed }: ChangeDocument): readonly AttributeChange[] {
  return JSON.parse(changed) as readonly AttributeChange[]
}

/** A change in the feed. */
export function changeView(change: ChangeDocument): ChangeView {
  const { _id: position, type, profileId, kind, version, at, mergedIds } = change
  const changed = changesOf(change)
  return {
    position,
    type,
    profileId,
    kind,
    version,
    at,
    changed,
    ...(mergedIds !== undefined && { mergedIds }),
  }
}

/** The keys that several of the records share, the strongest first. */
export function sharedKeys(own: readonly NormalisedRecord[]): ProfileExplanation['links'] {
  const byKey = new Map<string, { readonly level: number; readonly members: NormalisedRecord[] }>()
  for (const record of own) {
    for (const { key, level } of record.links) {
      const entry = byKey.get(key) ?? { level, members: [] }
      entry.members.push(record)
      byKey.set(key, entry)
    }
  }
  return [...byKey]
    .filter(([, { members }]) => members.length > 1)
    .sort(([, a], [, b]) => a.level - b.level)
    .map(([key, { level, members }]) => ({
      by: nameOfKey(key),
      level,
      records: members.map(({ source: { connection, externalId } }) => ({ connection, externalId })),
    }))
}

/** How many records there are, and the weakest of the keys that are needed to tie them all. */
export function clusterOf(own: readonly NormalisedRecord[]): ClusterView {
  const records = own.filter(({ source }) => !source.deleted)
  let parts = records.map(({ source }) => new Set([source.id]))
  const ties = sharedKeys(records)
  const idOf = new Map(
    records.map(({ source: { id, connection, externalId } }) => [`${connection} ${externalId}`, id]),
  )
  let weakest: ClusterView['weakest']
  for (const { by, level, records: tied } of ties) {
    if (parts.length === 1) break
    const ids = tied.map(({ connection, externalId }) => idOf.get(`${connection} ${externalId}`) ?? '')
    const met = parts.filter((part) => ids.some((id) => part.has(id)))
    if (met.length < 2) continue
    const joined = new Set(met.flatMap((part) => [...part]))
    parts = [...parts.filter((part) => !met.includes(part)), joined]
    weakest = { by, level }
  }
  if (records.length < 2) return { records: records.length }
  return { records: records.length, weakest: parts.length > 1 || weakest === undefined ? byScore : weakest }
}

const byScore = { by: 'scoreOrDecision' }

/** The kind of a link key without its value, which may be personal: `nationalCode`, `mobile+name`, `external`. */
export function nameOfKey(key: string): string {
  const [kind = ''] = key.split(':')
  return kind.slice(kind.indexOf('/') + 1)
}
