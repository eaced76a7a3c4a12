/** Profiles, records and changes as they are shown. Pure. */
import type { ChangeDocument } from '../store/change-feed.ts'
import type { ProfileDocument } from '../store/profiles.ts'
import type { SourceRecordDocument } from '../store/source-records.ts'
import type { JsonObject } from '../values/json.ts'
import type { AttributeChange } from './changes.ts'
import { foldedOf } from './profile-document.ts'
import type { NormalisedRecord } from './record.ts'
import type {
  ChangeView,
  ProfileExplanation,
  ProfileSourceView,
  ProfileView,
  TimelineView,
} from './service.ts'
import { ownerOf } from './settlement.ts'

/** A profile with what belongs to it, which is among `assets` and `owners`. */
export function viewOf(
  document: ProfileDocument,
  assets: readonly ProfileDocument[],
  owners: readonly ProfileDocument[],
): ProfileView {
  const { kind, type, attributes, provenance } = foldedOf(document)
  const own = new Set(ownKeys(document))
  const owner = ownerOf(document.ownerKeys, owners)
  return {
    id: document._id,
    kind,
    type,
    version: document.version,
    state: 'active',
    attributes,
    provenance,
    identifiers: document.identifiers.map(identifierOf),
    assets: assets.filter(({ ownerKeys }) => ownerKeys.some((key) => own.has(key))).map(assetOf),
    relations: owner === undefined ? [] : [{ kind: 'ownedBy', id: owner }],
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
  }
}

function identifierOf(text: string): { readonly kind: string; readonly value: string } {
  const colon = text.indexOf(':')
  return { kind: text.slice(0, colon), value: text.slice(colon + 1) }
}

function assetOf(document: ProfileDocument): ProfileView['assets'][number] {
  const { type, attributes } = foldedOf(document)
  const { name } = attributes
  return { id: document._id, type, ...(name !== undefined && { name }) }
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

/** The kind of a link key without its value, which may be personal: `nationalCode`, `mobile+name`, `external`. */
export function nameOfKey(key: string): string {
  const [kind = ''] = key.split(':')
  return kind.slice(kind.indexOf('/') + 1)
}
