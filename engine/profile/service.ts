/** What profiles offer to the API, to flows and to sources. Instants are UTC; unknown ids raise `profileNotFound`. */
import type { RecordPort, StoredRecord } from '../runs/built-ins.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { JsonObject } from '../values/json.ts'
import type { AttributeChange } from './changes.ts'
import type { Corrections } from './corrections.ts'
import type { Reviews } from './reviews.ts'
import type { Folded, Origin } from './golden-record.ts'
import type { EntityType } from './record.ts'
import type { SearchReach } from './search-plan.ts'
import type { ArrivingRecord } from './record-document.ts'

/** One profile. Attribute values are as their sources wrote them. */
export interface ProfileView {
  readonly id: string
  readonly kind: Folded['kind']
  readonly type: EntityType
  readonly version: number
  /** `tooThin`: what its records say is too little to recognise it by; it waits for more. */
  readonly state: 'active' | 'tooThin'
  /** What would help, the most telling first: names of comparisons. */
  readonly missing?: readonly string[]
  readonly waitingSince?: Date
  readonly attributes: JsonObject
  readonly provenance: Folded['provenance']
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
  /** Things of this customer that have profiles of their own, with what they are tied to. */
  readonly assets: readonly (AssetView & { readonly relations: readonly RelationView[] })[]
  /** For an asset: whose it is (`ownedBy`), and what it is tied to. */
  readonly relations: readonly RelationView[]
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** An asset in short: id, type and the headline of its type. */
export interface AssetView {
  readonly id: string
  readonly type: string
  readonly [attribute: string]: unknown
}

/** A tie to a profile; `key` alone where it is to a policy, or where nothing is known yet under that key. */
export interface RelationView {
  readonly kind: string
  readonly id?: string
  readonly type?: string
  readonly key?: string
  readonly [attribute: string]: unknown
}

/** A profile that has become part of another. */
export interface MergedView {
  readonly id: string
  readonly state: 'merged'
  readonly mergedInto: string
}

/** One record that a profile is made of. */
export interface ProfileSourceView {
  readonly id: string
  readonly connection: string
  readonly type: string
  readonly externalId: string
  readonly version?: string
  readonly at: string
  readonly receivedAt: Date
  readonly deleted: boolean
  readonly data: JsonObject
}

/** A payment, invoice or message of a customer. */
export interface TimelineView {
  readonly type: string
  readonly at: Date
  readonly connection: string
  readonly externalId: string
  readonly data: JsonObject
}

/** One change of one profile. */
export interface ChangeView {
  readonly position: number
  readonly type: 'profile.created' | 'profile.updated' | 'profile.merged' | 'profile.erased'
  readonly profileId: string
  readonly kind: string
  readonly version: number
  readonly at: Date
  readonly changed: readonly AttributeChange[]
  readonly mergedIds?: readonly string[]
}

/** The health of a profile's cluster. */
export interface ClusterView {
  /** Those that still say something. */
  readonly records: number
  /** The weakest tie without which it would fall apart: a kind of key, or `scoreOrDecision`; absent for one record. */
  readonly weakest?: { readonly by: string; readonly level?: number }
}

/** Why records are one, and which others were kept apart although a key ties them. */
export interface ProfileExplanation {
  readonly id: string
  readonly links: readonly {
    /** What they share: `nationalCode`, `mobile+name`, `external`. */
    readonly by: string
    /** 0 is the strongest. */
    readonly level: number
    readonly records: readonly Pick<Origin, 'connection' | 'externalId'>[]
  }[]
  readonly keptApart: readonly { readonly by: string; readonly profileId: string }[]
  /** How well it hangs together. */
  readonly cluster: ClusterView
}

/** A profile in a word, for those who name it. */
export interface ProfileBrief {
  readonly id: string
  readonly kind: Folded['kind']
  readonly type: EntityType
  /** Personal, of a person. */
  readonly name?: string
  readonly identifiers: readonly string[]
}

/** A profile and what leads to everything around it: for whoever puts together what is known of it. */
export interface ProfileAround {
  readonly view: ProfileView
  /** Its id, and those of the profiles that became part of it. */
  readonly ids: readonly string[]
  /** What it and everything in its view is found by: a change of anything with one of these may change the view. */
  readonly keys: readonly string[]
  /** Ids of its records, in the order in which they joined. */
  readonly records: readonly string[]
  /** Keys of the records that are its own; a number that others share is not among them. */
  readonly timelineKeys: readonly string[]
}

/** Which profiles are wanted. */
export interface ProfileQuery {
  /** Only among these. */
  readonly ids?: readonly string[]
  /** `kind:value`, as people write it. */
  readonly identifier?: string
  /** Customers of an asset: `kind:value` as for `identifier`, or a number, serial or IBAN alone. */
  readonly asset?: string
  readonly q?: string
  /** How far from its words `q` may be; default `words`. What is nearer comes first. */
  readonly reach?: SearchReach
  readonly kind?: string
  readonly state?: ProfileView['state']
  readonly updatedSince?: Date
}

/** The unified profiles. */
export interface Profiles extends RecordPort {
  ingest(records: readonly ArrivingRecord[]): Promise<readonly StoredRecord[]>
  start(): Promise<void>
  stop(): Promise<void>
  list(query: ProfileQuery, page: PageRequest): Promise<Page<ProfileView>>
  get(id: string, options?: { readonly asOf?: Date }): Promise<ProfileView | MergedView>
  /** The living ones among them, in any order. */
  byIds(ids: readonly string[]): Promise<readonly ProfileView[]>
  /** The living ones among them, each with what is around it: a few queries, however many they are. */
  around(ids: readonly string[]): Promise<readonly ProfileAround[]>
  /** The ids of the living ones, by the ids of their records. */
  homesOf(recordIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** The living ones that have one of the identifiers. */
  holding(identifiers: readonly string[]): Promise<readonly ProfileBrief[]>
  sources(id: string, page: PageRequest): Promise<Page<ProfileSourceView>>
  timeline(id: string, page: PageRequest): Promise<Page<TimelineView>>
  history(id: string, page: PageRequest): Promise<Page<ChangeView>>
  explain(id: string): Promise<ProfileExplanation>
  /** The assets that are tied to this profile, each with what the tie means. */
  tied(id: string, page: PageRequest): Promise<Page<RelationView>>
  /** Everything that changed, in order; `next` is never null. */
  changes(
    page: PageRequest & { readonly kind?: string },
  ): Promise<{ readonly items: readonly ChangeView[]; readonly next: string }>
  count(): Promise<number>
  readonly corrections: Corrections
  readonly reviews: Reviews
}
