/**
 * A message in JSON as XML, led by the types of its WSDL: elements in the order and the namespaces of the schema, only
 * declared fields, every value as it was given. Pure.
 *
 * The result goes into an envelope that declares `xsi`, and for messages in SOAP encoding `xsd` and `soapenc` too.
 */
import { escapeXml, parseXml, writeXml, type QName } from '../xml.ts'
import { xsdNamespace } from './schema-set.ts'
import { encodingNamespace } from './xsd-simple.ts'
import type { XsdComplex, XsdField, XsdPart, XsdType } from './xsd.ts'

/** What a message is written as. */
export interface MessageForm {
  readonly element: QName
  readonly type: XsdComplex
  /** In SOAP encoding: every value names its type. */
  readonly isEncoded?: boolean
}

type Source = Readonly<Record<string, unknown>>

/** Writes a message. The value has been checked against its schema. */
export function writeMessage({ element, type, isEncoded = false }: MessageForm, value: unknown): string {
  const writer = new Writer(isEncoded)
  const { namespace, local } = element
  // Elements in no namespace cannot stand inside a default one, so the outermost gets a prefix then.
  const isPrefixed =
    namespace !== '' && type.fields.some((field) => !field.attribute && field.namespace === '')
  const outer = isPrefixed ? '' : namespace
  const name = isPrefixed ? `${writer.prefix(namespace)}:${local}` : local
  const inner = writer.inside(type, value, { outer, isRoot: true })
  const declared = outer === '' ? '' : ` xmlns="${escapeXml(outer)}"`
  return `<${name}${declared}${writer.declarations()}${inner}</${name}>`
}

/** Where an element is written: the default namespace around it. */
interface Spot {
  readonly outer: string
  readonly isRoot?: boolean
}

class Writer {
  readonly #prefixes = new Map<string, string>([
    [xsdNamespace, 'xsd'],
    [encodingNamespace, 'soapenc'],
  ])
  readonly #isEncoded: boolean

  constructor(isEncoded: boolean) {
    this.#isEncoded = isEncoded
  }

  prefix(namespace: string): string {
    const known = this.#prefixes.get(namespace)
    if (known !== undefined) return known
    const made = `ns${this.#prefixes.size - 1}`
    this.#prefixes.set(namespace, made)
    return made
  }

  /** The prefixes that were used, declared; those of the envelope are not. */
  declarations(): string {
    return [...this.#prefixes]
      .slice(2)
      .map(([namespace, prefix]) => ` xmlns:${prefix}="${escapeXml(namespace)}"`)
      .join('')
  }

  /** Everything of an element after its name and declarations, up to its end tag: ` a="b">text`. */
  inside(type: XsdType, value: unknown, spot: Spot): string {
    if (type.kind === 'simple') return `${this.#typeOf(type)}>${escapeXml(asText(value))}`
    const source = isRecord(value) ? value : {}
    const actual = variantOf(type, source['xsiType'])
    const isNamed = actual !== type || (this.#isEncoded && spot.isRoot !== true)
    const attributes = actual.fields
      .filter((field) => field.attribute && isGiven(source[field.name]))
      .map((field) => this.#attribute(field, source[field.name]))
    const text = actual.text && isGiven(source['value']) ? escapeXml(asText(source['value'])) : ''
    const mark = isNamed ? this.#complexTypeOf(actual, source) : ''
    return `${mark}${attributes.join('')}>${text}${this.#parts(actual.parts, source, spot)}`
  }

  #complexTypeOf(type: XsdComplex, source: Source): string {
    return this.#isEncoded && type.isSoapArray === true ? this.#arrayType(type, source) : this.#typeOf(type)
  }

  #parts(parts: readonly XsdPart[], source: Source, spot: Spot): string {
    const done = new Set<string>()
    return parts
      .map((part) => {
        if (part.kind === 'repeated') return this.#rounds(part.parts, source, spot)
        // Branches of a choice may share an element.
        if (done.has(part.field.name)) return ''
        done.add(part.field.name)
        return this.#field(part.field, source[part.field.name], spot)
      })
      .join('')
  }

  /** The first items of all lists of the group, then the second ones, and so on. */
  #rounds(parts: readonly XsdPart[], source: Source, spot: Spot): string {
    const lists = parts.flatMap(fieldsOf).map(({ name }) => itemsOf(source[name]))
    const count = Math.max(0, ...lists.map(({ length }) => length))
    const rounds = Array.from({ length: count }, (_, index) => {
      const item = Object.fromEntries(
        parts.flatMap(fieldsOf).flatMap(({ name }) => {
          const items = itemsOf(source[name])
          return index < items.length ? [[name, [items[index]]]] : []
        }),
      )
      return this.#parts(parts.flatMap(unrepeated), item, spot)
    })
    return rounds.join('')
  }

  #field(field: XsdField, given: unknown, spot: Spot): string {
    if (given === undefined) return ''
    return (field.list ? itemsOf(given) : [given]).map((one) => this.#element(field, one, spot)).join('')
  }

  #element(field: XsdField, value: unknown, { outer }: Spot): string {
    if (field.type.kind === 'simple' && field.type.form === 'xml')
      return writeXml(parseXml(asText(value)), outer)
    const isDefault = field.namespace === outer
    const isUnnamed = field.namespace === ''
    const name = isDefault || isUnnamed ? field.name : `${this.prefix(field.namespace)}:${field.name}`
    const start = `<${name}${!isDefault && isUnnamed ? ' xmlns=""' : ''}`
    if (value === null) return `${start} xsi:nil="true"/>`
    const within = isUnnamed ? '' : outer
    return `${start}${this.inside(field.type, value, { outer: within })}</${name}>`
  }

  #attribute(field: XsdField, value: unknown): string {
    const isXml = field.namespace === 'http://www.w3.org/XML/1998/namespace'
    const prefix = field.namespace === '' ? '' : `${isXml ? 'xml' : this.prefix(field.namespace)}:`
    return ` ${prefix}${field.name}="${escapeXml(asText(value)).replace(/\n/g, '&#10;').replace(/\t/g, '&#9;')}"`
  }

  #typeOf({ name, kind }: XsdType): string {
    if (name === undefined || (kind === 'simple' && !this.#isEncoded)) return ''
    return ` xsi:type="${this.#qualified(name)}"`
  }

  #arrayType(type: XsdComplex, source: Source): string {
    const [item] = type.fields
    const name = item?.type.name ?? { namespace: xsdNamespace, local: 'anyType' }
    const count = itemsOf(source['item']).length
    return ` xsi:type="soapenc:Array" soapenc:arrayType="${this.#qualified(name)}[${count}]"`
  }

  #qualified({ namespace, local }: QName): string {
    return namespace === '' ? local : `${this.prefix(namespace)}:${local}`
  }
}

function variantOf(type: XsdComplex, named: unknown): XsdComplex {
  return type.variants?.find(({ xsiType }) => xsiType === named)?.type ?? type
}

function fieldsOf(part: XsdPart): readonly XsdField[] {
  return part.kind === 'field' ? [part.field] : part.parts.flatMap(fieldsOf)
}

/** A group that is repeated inside one that is: its items come one by one already. */
function unrepeated(part: XsdPart): readonly XsdPart[] {
  return part.kind === 'field' ? [part] : part.parts.flatMap(unrepeated)
}

function itemsOf(given: unknown): readonly unknown[] {
  if (given === undefined) return []
  return Array.isArray(given) ? (given as readonly unknown[]) : [given]
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isRecord(value: unknown): value is Source {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
