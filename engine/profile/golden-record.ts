/** The golden record as plain data: what a profile shows, where each value comes from and why it was chosen. */
import type { Json, JsonObject } from '../values/json.ts'
import type { ProfileKind } from './entity-types.ts'
import type { EntityType, Relation } from './record.ts'

/** Where a value comes from. */
export interface Origin {
  readonly connection: string
  readonly externalId: string
  /** Instant of the statement. */
  readonly at: string
}

/** Why a value was chosen. */
export type SurvivorshipRule =
  /** Fixed by a person. */
  | 'pin'
  /** Every source that has a value says the same. */
  | 'agreed'
  /** The other values failed their check. */
  | 'validity'
  /** From the system that is the source of truth. */
  | 'master'
  /** Its source has verified it. */
  | 'verified'
  /** From the more trusted connection. */
  | 'priority'
  /** Said by more records. */
  | 'frequency'
  /** Says more. */
  | 'completeness'
  /** The oldest statement. */
  | 'firstSaid'
  /** The newest statement. */
  | 'recency'
  /** Equal in all of the above: by name of connection and external id. */
  | 'order'
  /** Kept with all others, best first. */
  | 'all'
  /** Made of other attributes. */
  | 'derived'

/** A value that was not chosen. */
export interface Alternative {
  readonly value: Json
  readonly from: Origin
  /** Why it is invalid or unusual. */
  readonly note?: string
}

/** Everything about one attribute of a profile. */
export interface Provenance {
  readonly value: Json
  readonly from: Origin | null
  readonly rule: SurvivorshipRule
  readonly note?: string
  /** Other values, best first; for a list the origin of each of its values. */
  readonly alternatives: readonly Alternative[]
}

/** The folded state of a profile. */
export interface Folded {
  readonly kind: ProfileKind
  /** The entity type: of an asset `terminal`, `account`, …; otherwise as `kind`. */
  readonly type: EntityType
  readonly attributes: JsonObject
  readonly provenance: Readonly<Record<string, Provenance>>
  /** Sorted. What the profile is found by. */
  readonly identifiers: readonly string[]
  /** Sorted. The customers that an asset's records name. */
  readonly ownerKeys: readonly string[]
  /** What an asset is tied to; absent when to nothing. */
  readonly relations?: readonly Relation[]
  /** Sorted words of the names, in compared form; of an asset also the IBANs it is settled by. */
  readonly nameWords: readonly string[]
}
