/**
 * A message in XML as JSON, led by the types of its WSDL. Pure.
 *
 * Numbers stay text to the last digit, a list with one item is a list, an empty element is an empty text, and a
 * message that breaks its own WSDL is `unreadable`. Elements are known by their names alone: servers that write them
 * in the wrong namespace are common, and no schema that is read here has two of a name.
 */
import { fail } from '../failure.ts'
import { attributeOf, elementsIn, resolvedName, textIn, writeXml, type XmlElement } from '../xml.ts'
import { formPatterns } from './json-schema.ts'
import type { XsdComplex, XsdField, XsdForm, XsdSimple, XsdType } from './xsd.ts'

const xsiNamespace = 'http://www.w3.org/2001/XMLSchema-instance'

/** Gives what an element of SOAP encoding refers to by `href`; the element itself when it refers to nothing. */
export type Follow = (element: XmlElement) => XmlElement

/** The references inside a body in SOAP encoding, where equal values may be written once beside the message. */
export function referencesIn(body: XmlElement): Follow {
  const byId = new Map<string, XmlElement>()
  const collect = (element: XmlElement): void => {
    const id = attributeOf(element, 'id')
    if (id !== undefined && !byId.has(id)) byId.set(id, element)
    elementsIn(element).forEach(collect)
  }
  collect(body)
  return (element) => {
    const href = attributeOf(element, 'href')
    return (href?.startsWith('#') && byId.get(href.slice(1))) || element
  }
}

const follow: Follow = (element) => element

/** Where a value was found, for failures, and how references are followed. */
interface Spot {
  readonly path: string
  readonly follow: Follow
  readonly depth: number
}

/** A reference that leads back to itself would never end. */
const maxDepth = 100

/** How a message is read. */
export interface ReadingOptions {
  /** Names the message in failures; its values never are. */
  readonly path: string
  /** For messages in SOAP encoding. */
  readonly references?: Follow
}

/** The value of a message. */
export function readMessage(
  type: XsdType,
  element: XmlElement,
  { path, references = follow }: ReadingOptions,
): unknown {
  return readType(type, element, { path, follow: references, depth: 0 })
}

function readType(type: XsdType, element: XmlElement, spot: Spot): unknown {
  if (spot.depth > maxDepth) throw fail('unreadable', `The message is nested too deep in ${spot.path}.`)
  return type.kind === 'complex'
    ? readComplex(type, element, spot)
    : readSimple(type, textIn(element), spot.path)
}

function readComplex(declared: XsdComplex, element: XmlElement, spot: Spot): unknown {
  const { type, xsiType } = typeMeant(declared, element, spot.path)
  const result: Record<string, unknown> = {}
  const known = new Set(type.fields.filter(({ attribute }) => !attribute).map(({ name }) => name))
  for (const field of type.fields) {
    const value = readField(field, type, { element, known, spot })
    if (value !== undefined) result[field.name] = value
  }
  if (type.text) result['value'] = readSimple(type.text, textIn(element), `${spot.path}.value`)
  if (xsiType !== undefined) result['xsiType'] = xsiType
  return result
}

interface Meant {
  readonly type: XsdComplex
  readonly xsiType?: string
}

/** The type that the element names by `xsi:type`; one that is not known here is read as what was declared. */
function typeMeant(declared: XsdComplex, element: XmlElement, path: string): Meant {
  if (!declared.variants) return { type: declared }
  const named = attributeOf(element, 'type', xsiNamespace)
  const local = named === undefined ? undefined : resolvedName(named.trim(), element).local
  const variant = declared.variants.find(({ xsiType }) => xsiType === local)
  if (variant) return variant
  if (!declared.isAbstract) return { type: declared }
  throw fail('unreadable', `The message does not say by xsi:type of which type ${path} is.`)
}

interface Around {
  readonly element: XmlElement
  readonly known: ReadonlySet<string>
  readonly spot: Spot
}

function readField(field: XsdField, type: XsdComplex, { element, known, spot }: Around): unknown {
  const inner = { ...spot, path: `${spot.path}.${field.name}`, depth: spot.depth + 1 }
  if (field.attribute) return readAttribute(field, element, inner.path)
  const found = elementsIn(element).filter(({ local }) => {
    if (type.isSoapArray) return true
    return isWildcard(field) ? !known.has(local) : local === field.name
  })
  return field.list
    ? found.map((one, index) => readOne(field, one, { ...inner, path: `${inner.path}[${index}]` }))
    : readSingle(field, found, inner)
}

function isWildcard({ namespace }: XsdField): boolean {
  return namespace === '*'
}

function readAttribute(field: XsdField, element: XmlElement, path: string): unknown {
  const found = element.attributes.find(
    ({ local, namespace }) => local === field.name && namespace !== xsiNamespace,
  )
  return found ? readSimple(field.type as XsdSimple, found.value, path) : absent(field, path)
}

function readSingle(field: XsdField, [only, ...others]: readonly XmlElement[], spot: Spot): unknown {
  if (only === undefined) return absent(field, spot.path)
  if (others.length > 0 && !isWildcard(field))
    throw fail('unreadable', `The message repeats ${spot.path}, which may occur once.`)
  const mayBeLeftOut = !field.required && !field.nillable && mustHaveText(field.type)
  return mayBeLeftOut && isEmpty(only) ? undefined : readOne(field, only, spot)
}

function absent(field: XsdField, path: string): undefined {
  if (field.required) throw fail('unreadable', `The message lacks ${path}.`)
  return undefined
}

function readOne(field: XsdField, found: XmlElement, spot: Spot): unknown {
  if (field.type.kind === 'simple' && field.type.form === 'xml') return writeXml(found)
  const element = spot.follow(found)
  return isNil(element) && field.nillable ? null : readType(field.type, element, spot)
}

/** Whether an element says that it has no value. */
export function isNil(element: XmlElement): boolean {
  return /^\s*(true|1)\s*$/.test(attributeOf(element, 'nil', xsiNamespace) ?? '')
}

function mustHaveText(type: XsdType): boolean {
  return type.kind === 'simple' && type.form !== 'text' && type.form !== 'xml'
}

function isEmpty(element: XmlElement): boolean {
  return isNil(element) || (elementsIn(element).length === 0 && textIn(element).trim() === '')
}

function readSimple(type: XsdSimple, text: string, path: string): unknown {
  if (type.form === 'text') {
    if (!type.values || type.values.includes(text)) return text
    if (type.values.includes(text.trim())) return text.trim()
    throw fail('unreadable', `The message holds a word in ${path} that the WSDL does not list.`)
  }
  const value = readers[type.form](text.trim(), type)
  if (value === undefined) throw fail('unreadable', `The message holds no valid ${type.form} in ${path}.`)
  return value
}

type Reader = (text: string, type: XsdSimple) => unknown

function matching(form: keyof typeof formPatterns): Reader {
  const pattern = new RegExp(formPatterns[form])
  return (text) => (pattern.test(text) ? text : undefined)
}

const readers: Readonly<Record<Exclude<XsdForm, 'text'>, Reader>> = {
  smallInteger: (text, { range }) => {
    if (!/^[+-]?\d{1,15}$/.test(text)) return undefined
    const value = Number(text)
    return !range || (value >= range[0] && value <= range[1]) ? value : undefined
  },
  float: (text) => (text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined),
  boolean: (text) =>
    text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : undefined,
  bigInteger: matching('bigInteger'),
  decimal: matching('decimal'),
  date: matching('date'),
  dateTime: matching('dateTime'),
  time: matching('time'),
  base64: (text) => {
    const plain = text.replace(/\s+/g, '')
    return /^[A-Za-z0-9+/]*={0,2}$/.test(plain) && plain.length % 4 === 0 ? plain : undefined
  },
  xml: (text) => text,
}
