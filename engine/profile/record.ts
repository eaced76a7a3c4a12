/** The words of the profile's core: what a source said, how it reads once normalised, and what ties records together. */
import type { Entities } from '../../contracts/entities.generated.ts'
import type { Json, JsonObject } from '../values/json.ts'

/** The connection whose records the hub owns. */
export const ownConnection = 'hub'

/** Name of a schema in contracts/entities. */
export type EntityType = keyof Entities

/** What one connection says about one thing, as the core sees it. */
export interface SourceRecord {
  /** The same for ever for the same connection, type and external id. */
  readonly id: string
  readonly connection: string
  readonly type: EntityType
  readonly externalId: string
  /** Instant (RFC 3339, UTC) of the statement: the source's own, else that of arrival. */
  readonly at: string
  /** Says nothing any more; keeps its place in its profile. */
  readonly deleted: boolean
  readonly data: JsonObject
}

/** One value of one field, as it is shown and as it is compared. */
export interface FieldValue {
  readonly value: Json
  /** Equal keys mean the same value. */
  readonly key: string
  /** A value that fails its check never wins over one that passes, and never identifies anything. */
  readonly valid: boolean
  /** Why it is not valid, or what is unusual about it: a code such as `wrongChecksum` or `foreign`. */
  readonly note?: string
  /** `nationalCode:0012345679`: set on valid values that identify. */
  readonly identifier?: string
}

/**
 * Ties a record to every other record with the same key. Levels are taken in order, 0 first. Two records
 * with different values of the same `exclusive` type never end in one profile.
 */
export interface Link {
  readonly level: number
  readonly key: string
  readonly exclusive?: string
}

/** A tie from an asset to another one of the type `to`, by a key that the other is found by. */
export interface Relation {
  readonly kind: string
  readonly to: string
  readonly key: string
}

/** A record as the core works with it. */
export interface NormalisedRecord {
  readonly source: SourceRecord
  /** Values by field; a list field has one entry per element, any other at most one. */
  readonly fields: Readonly<Record<string, readonly FieldValue[]>>
  /** What the record can be found by: `mobile:+98…`, `external:<connection>:<id>`, … */
  readonly identifiers: readonly string[]
  readonly links: readonly Link[]
  /** The customer that an asset or an attached record names, strongest identifier first. */
  readonly partyKeys: readonly string[]
  /** What an asset is tied to, in the order of its schema. */
  readonly relations: readonly Relation[]
}

/** A value that a person has fixed; wins over every source. */
export interface Pin {
  readonly attribute: string
  readonly value: Json
  readonly by: string
  /** Instant, RFC 3339. */
  readonly at: string
  readonly reason?: string
  /** Records that the profile had then: where most of them are, there the pin is. */
  readonly records: readonly string[]
}
