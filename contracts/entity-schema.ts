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

/**
 * What a type is to the hub: a `party` or an `asset` has a profile of its own; an `attached` record
 * belongs to a party and appears on its timeline. `at` (else `orAt`) names the field with its instant.
 */
export type EntityRole =
  | { readonly role: 'party'; readonly kind: 'person' | 'organisation' }
  | { readonly role: 'asset'; readonly kind: 'asset' }
  | { readonly role: 'attached'; readonly kind: string; readonly at: string; readonly orAt?: string }

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
