/** Profiles between the store and the core. */
import { defined } from '../values/defined.ts'
import type { PendingChange, ProfileDocument } from '../store/profiles.ts'
import type { AttributeChange } from './changes.ts'
import { isOfConnection } from './field-values.ts'
import type { Folded } from './golden-record.ts'
import type { Pin, Relation } from './record.ts'
import type { KnownProfile, ResolvedProfile } from './resolution.ts'

/** A stored profile as the resolution knows it. */
export function known(document: ProfileDocument): KnownProfile {
  return {
    id: document._id,
    createdAt: document.createdAt.toISOString(),
    records: document.records,
    claims: document.claims ?? [],
    folded: foldedOf(document),
    pins: JSON.parse(document.pins) as readonly Pin[],
    ...(document.thin !== undefined && { missing: document.thin.missing }),
  }
}

/** The folded state of a stored profile. */
export function foldedOf({ folded }: Pick<ProfileDocument, 'folded'>): Folded {
  return JSON.parse(folded) as Folded
}

/** What a write needs beside the resolved state. */
export interface Writing {
  readonly id: string
  readonly before: ProfileDocument | undefined
  readonly now: Date
}

/** The document that a resolved profile becomes, with the change on its way to the feed. */
export function documentOf(resolved: ResolvedProfile, { id, before, now }: Writing): ProfileDocument {
  const { folded, merged, changed, pins, missing } = resolved
  const isSeen = before === undefined || merged.length > 0 || changed.length > 0
  const { seq, version, createdAt, updatedAt, lastChange } = before ?? unborn(now)
  const next = isSeen ? version + 1 : version
  const change = { id, version: next, now, isNew: before === undefined, changed, merged }
  return {
    _id: id,
    seq: seq + 1,
    version: next,
    state: 'active',
    kind: folded.kind,
    type: folded.type,
    records: resolved.records,
    claims: resolved.claims,
    folded: JSON.stringify(folded),
    pins: JSON.stringify(pins),
    identifiers: folded.identifiers,
    ownerKeys: folded.ownerKeys,
    ...relationKeys(folded),
    ...thinness(missing, before, now),
    words: wordsOf(folded),
    createdAt,
    updatedAt: isSeen ? now : updatedAt,
    since: now,
    ...defined({ lastChange: isSeen ? changeOf(change) : lastChange }),
  }
}

/** What it waits for, and since when. */
function thinness(
  missing: readonly string[] | undefined,
  before: ProfileDocument | undefined,
  now: Date,
): Pick<ProfileDocument, 'thin'> {
  return missing === undefined ? {} : { thin: { missing, since: before?.thin?.since ?? now } }
}

/** The key of a profile itself, for those who depend on it. */
export function profileKey(id: string): string {
  return `profile:${id}`
}

/** What it is found by from the other end of its ties. */
function relationKeys({ relations = [] }: Folded): Pick<ProfileDocument, 'relationKeys'> {
  return relations.length === 0 ? {} : { relationKeys: relations.map(relationKey) }
}

/** The key of a tie in the index. */
export function relationKey({ to, key }: Pick<Relation, 'to' | 'key'>): string {
  return `${to}/${key}`
}

function unborn(
  now: Date,
): Pick<ProfileDocument, 'seq' | 'version' | 'createdAt' | 'updatedAt' | 'lastChange'> {
  return { seq: 0, version: 0, createdAt: now, updatedAt: now }
}

/** What stays of a profile that became part of another. */
export function tombstone(before: ProfileDocument, mergedInto: string, now: Date): ProfileDocument {
  const { claims: _claims, relationKeys: _relationKeys, thin: _thin, ...rest } = before
  return {
    ...rest,
    seq: before.seq + 1,
    state: 'merged',
    mergedInto,
    records: [],
    identifiers: [],
    ownerKeys: [],
    words: [],
    updatedAt: now,
    since: now,
  }
}

interface Noted {
  readonly id: string
  readonly version: number
  readonly now: Date
  readonly isNew: boolean
  readonly changed: readonly AttributeChange[]
  readonly merged: readonly KnownProfile[]
}

function changeOf({ id, version, now, isNew, changed, merged }: Noted): PendingChange {
  const mergedIds = merged.map((one) => one.id)
  return {
    id: `${id}:${String(version)}`,
    type: mergedIds.length > 0 ? 'profile.merged' : isNew ? 'profile.created' : 'profile.updated',
    version,
    at: now,
    changed: JSON.stringify(changed),
    ...(mergedIds.length > 0 && { mergedIds }),
  }
}

/** What the search finds it by: the words of its names, and its identifiers' values. */
function wordsOf({ nameWords, identifiers }: Folded): readonly string[] {
  const values = identifiers
    .filter((identifier) => !identifier.startsWith('external:'))
    .flatMap((identifier) => {
      const [kind = '', first = '', ...rest] = identifier.toLowerCase().split(':')
      const whole = [first, ...rest].join(':')
      // A number of a connection is found with it and without.
      return rest.length > 0 && isOfConnection(identifier.slice(0, kind.length))
        ? [whole, rest.join(':')]
        : [whole]
    })
  return [...new Set([...nameWords, ...values])].sort()
}
