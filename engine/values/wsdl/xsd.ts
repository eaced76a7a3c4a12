/**
 * The part of XML Schema that SOAP messages are made of, as plain data: which fields a message has, of which
 * type and namespace, whether they may be left out, repeated or nil, and which of them exclude each other.
 *
 * A type that contains itself is described once; where it comes again it is a fragment of XML.
 *
 * Known limits: a sequence that names the same element twice is refused; of `block`, only
 * `substitution` is looked at; the element of a whole message has no substitutes; lists and unions of simple types are
 * plain text.
 */
import type { DecimalLimits } from '../decimal-limits.ts'
import type { QName } from '../xml.ts'

/** How a value is written in JSON; see `json-schema.ts`. `xml` is a fragment, a text of one element. */
export type XsdForm =
  | 'text'
  | 'smallInteger'
  | 'bigInteger'
  | 'decimal'
  | 'float'
  | 'boolean'
  | 'date'
  | 'dateTime'
  | 'time'
  | 'base64'
  | 'xml'

/** A type without parts. */
export interface XsdSimple {
  readonly kind: 'simple'
  readonly form: XsdForm
  /** Bounds of a `smallInteger`. */
  readonly range?: readonly [number, number]
  /** The allowed texts of an enumeration. */
  readonly values?: readonly string[]
  /** What the whole text must match, every one of them, as JavaScript writes it. */
  readonly patterns?: readonly string[]
  /** Of a `decimal`, `bigInteger` or `float`. */
  readonly limits?: DecimalLimits
  readonly minLength?: number
  readonly maxLength?: number
  /** For messages in SOAP encoding, which name the type of each value. */
  readonly name?: QName
}

/** A type with named parts. */
export interface XsdComplex {
  readonly kind: 'complex'
  /** Elements, wildcards and attributes, each name once. */
  readonly fields: readonly XsdField[]
  /** The elements in the order in which they stand in XML. */
  readonly parts: readonly XsdPart[]
  readonly choices: readonly XsdChoice[]
  /** The type of the element's own text, for elements that carry attributes beside text (field `value`). */
  readonly text?: XsdSimple
  readonly name?: QName
  /** Cannot stand for itself: one of the variants must. */
  readonly isAbstract?: boolean
  /** Types made from this one, any of which may stand in its place. */
  readonly variants?: readonly XsdVariant[]
  /** An array of SOAP encoding: its items are the field `item`. */
  readonly isSoapArray?: boolean
}

/** A type that stands in place of another: `xsiType` is what the field of that name holds in JSON. */
export interface XsdVariant {
  readonly xsiType: string
  readonly type: XsdComplex
}

/** A type of either kind. */
export type XsdType = XsdSimple | XsdComplex

/** One part of a complex type. */
export interface XsdField {
  readonly name: string
  /** Empty for none, as for most attributes. */
  readonly namespace: string
  readonly type: XsdType
  readonly required: boolean
  readonly list: boolean
  readonly nillable: boolean
  readonly attribute: boolean
}

/** Where an element may stand: by itself, or in a group that is repeated as a whole. */
export type XsdPart =
  | { readonly kind: 'field'; readonly field: XsdField }
  | { readonly kind: 'repeated'; readonly parts: readonly XsdPart[] }

/** Fields of which only those of one branch may be given. */
export interface XsdChoice {
  readonly branches: readonly XsdBranch[]
  /** None at all is fine, too. */
  readonly isOptional: boolean
  /** The choice must be made only where one of these is given; empty for always. */
  readonly when: readonly string[]
}

/** One way to choose. */
export interface XsdBranch {
  readonly fields: readonly string[]
  /** Those without which the branch is not whole. */
  readonly required: readonly string[]
}
