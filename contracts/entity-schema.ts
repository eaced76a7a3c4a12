/**
 * The shape of the JSON Schemas in contracts/entities, with the annotations that the hub reads from them.
 * A new kind of asset is a new file there: what a field holds says how it is normalised and matched.
 */

/** What a field holds; decides how it is normalised and whether it can identify something. */
export type Holds =
  | 'name'
  | 'organisationName'
  | 'text'
  | 'nationalCode'
  | 'foreignId'
  | 'legalId'
  | 'economicCode'
  | 'mobile'
  | 'phone'
  | 'email'
  /** A mobile or an e-mail address, told apart by its form. */
  | 'contact'
  | 'iban'
  | 'cardMask'
  | 'postalCode'
  | 'day'
  | 'serial'
  | 'terminalNumber'
  | 'accountNumber'
  | 'tradingCode'
  | 'contractNumber'
  | 'serviceNumber'
  | 'assetTag'
  | 'productCode'
  | 'serviceCode'

/**
 * What a type is to the hub: a `party` or an `asset` has a profile of its own; an `attached` record
 * belongs to a party and appears on its timeline. `at` (else `orAt`) names the field with its instant.
 */
export type EntityRole =
  | { readonly role: 'party'; readonly kind: 'person' | 'organisation' }
  | {
      readonly role: 'asset'
      readonly kind: 'asset'
      /** Fields that stand beside it where it is listed with its owner or with what it belongs to. */
      readonly headline?: readonly string[]
    }
  | {
      readonly role: 'attached'
      readonly kind: string
      readonly at: string
      readonly orAt?: string
      /** False: it says something about its customer, and nothing that happened: it stands on no timeline. */
      readonly timeline?: false
    }

/**
 * A tie to another asset (`to` its type), named by the id that it has in a connection or by an identifier; or, with
 * `slaPolicy`, to a policy by its key. `kind` says what the tie means: `underContract`.
 */
export interface FieldRelation {
  readonly kind: string
  readonly to: string
}

/** The ways of a state of records that the hub owns: where it may begin and what may come after what. */
export interface LifeCycle {
  readonly begins: readonly string[]
  readonly steps: Readonly<Record<string, readonly string[]>>
}

/** One field. `personal` values never reach logs or errors; `party` marks a reference to the customer. */
export interface FieldSchema {
  readonly title?: string
  readonly titleFa?: string
  readonly description?: string
  readonly type?: string
  readonly $ref?: string
  readonly holds?: Holds
  readonly personal?: boolean
  readonly party?: boolean
  /** Which end of a relation between two profiles the reference names. */
  readonly end?: 'from' | 'to'
  /** How each value reads from the other end of a relation: `employs` as `employedBy`. */
  readonly inverse?: Readonly<Record<string, string>>
  readonly relation?: FieldRelation
  readonly lifeCycle?: LifeCycle
  /** Name of another field with a day that this one must not lie before. */
  readonly notBefore?: string
  readonly items?: FieldSchema
  readonly properties?: Readonly<Record<string, FieldSchema>>
  readonly [keyword: string]: unknown
}

/** One file of contracts/entities. Without `entity` it is only a part of others (an address). */
export interface EntitySchema {
  readonly $id: string
  readonly title: string
  readonly titleFa: string
  readonly description: string
  readonly entity?: EntityRole
  readonly required?: readonly string[]
  readonly properties: Readonly<Record<string, FieldSchema>>
  readonly [keyword: string]: unknown
}
