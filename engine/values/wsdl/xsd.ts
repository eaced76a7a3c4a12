/**
 * The part of XML Schema that SOAP messages are made of, as plain data: which fields a message has, of which
 * type, whether they may be left out, repeated or nil. Read from the tree that node-soap makes of a WSDL.
 *
 * Known limits: recursive types are refused, `xsd:any` holds nothing, the alternatives of a choice are all
 * optional, patterns of simple types are not kept, lists and unions of simple types are plain text.
 */
import { fail } from '../failure.ts'

/** How a value is written in JSON; see `json-schema.ts`. */
export type XsdForm =
  'text' | 'smallInteger' | 'bigInteger' | 'decimal' | 'float' | 'boolean' | 'date' | 'dateTime' | 'time'

/** A type without parts. */
export interface XsdSimple {
  readonly kind: 'simple'
  readonly form: XsdForm
  /** Bounds of a `smallInteger`. */
  readonly range?: readonly [number, number]
  /** The allowed texts of an enumeration. */
  readonly values?: readonly string[]
  readonly minLength?: number
  readonly maxLength?: number
}

/** A type with named parts, in the order in which they stand in XML. */
export interface XsdComplex {
  readonly kind: 'complex'
  readonly fields: readonly XsdField[]
  /** The type of the element's own text, for elements that carry attributes beside text (field `value`). */
  readonly text?: XsdSimple
}

/** A type of either kind. */
export type XsdType = XsdSimple | XsdComplex

/** One part of a complex type. */
export interface XsdField {
  readonly name: string
  readonly type: XsdType
  readonly required: boolean
  readonly list: boolean
  readonly nillable: boolean
  readonly attribute: boolean
}

/** A node of node-soap's tree: attributes are members with a leading `$`. */
export interface XsdNode {
  readonly name?: string
  readonly $name?: string
  readonly $type?: string
  readonly $ref?: string
  readonly $base?: string
  readonly $use?: string
  readonly $minOccurs?: string
  readonly $maxOccurs?: string
  readonly $nillable?: string
  readonly $value?: string
  readonly $targetNamespace?: string
  readonly children?: readonly XsdNode[]
  readonly xmlns?: Readonly<Record<string, string>>
  readonly schemaXmlns?: Readonly<Record<string, string>>
}

/** One schema of a WSDL. */
export interface XsdSchema extends XsdNode {
  readonly elements: Readonly<Record<string, XsdNode>>
  readonly complexTypes: Readonly<Record<string, XsdNode>>
  readonly types: Readonly<Record<string, XsdNode>>
  readonly groups: Readonly<Record<string, XsdNode>>
}

/** All schemas of a WSDL by namespace, and the prefixes that its root declares. */
export interface XsdSchemas {
  readonly byNamespace: Readonly<Record<string, XsdSchema>>
  readonly prefixes: Readonly<Record<string, string>>
}

const xsdNamespace = 'http://www.w3.org/2001/XMLSchema'

const simple = (form: XsdForm, range?: readonly [number, number]): XsdSimple =>
  range ? { kind: 'simple', form, range } : { kind: 'simple', form }

const text = simple('text')

/** What is not named here is text (`string`, `anyURI`, `duration`, `base64Binary`, `ID` …). */
const builtIns: Readonly<Record<string, XsdSimple>> = {
  byte: simple('smallInteger', [-128, 127]),
  unsignedByte: simple('smallInteger', [0, 255]),
  short: simple('smallInteger', [-32_768, 32_767]),
  unsignedShort: simple('smallInteger', [0, 65_535]),
  int: simple('smallInteger', [-2_147_483_648, 2_147_483_647]),
  unsignedInt: simple('smallInteger', [0, 4_294_967_295]),
  long: simple('bigInteger'),
  unsignedLong: simple('bigInteger'),
  integer: simple('bigInteger'),
  positiveInteger: simple('bigInteger'),
  nonNegativeInteger: simple('bigInteger'),
  negativeInteger: simple('bigInteger'),
  nonPositiveInteger: simple('bigInteger'),
  decimal: simple('decimal'),
  float: simple('float'),
  double: simple('float'),
  boolean: simple('boolean'),
  date: simple('date'),
  dateTime: simple('dateTime'),
  time: simple('time'),
}

/** Where in the schemas a node stands: names without a prefix belong to `namespace`. */
interface Place {
  readonly schemas: XsdSchemas
  readonly namespace: string
  /** Names of the types that are being read, to notice recursion. */
  readonly within: readonly string[]
}

/** The type of a global element (the wrapper of a message). Raises `misconfigured` for what is not supported. */
export function elementType(schemas: XsdSchemas, namespace: string, name: string): XsdComplex {
  const element = schemas.byNamespace[namespace]?.elements[name]
  if (!element) throw fail('misconfigured', `The WSDL has no element ${name} in ${namespace}.`)
  const type = typeOf(element, { schemas, namespace, within: [] })
  if (type.kind === 'complex') return type
  throw fail(
    'misconfigured',
    `The message ${name} is not made of named parts; only wrapped messages can be used.`,
  )
}

function typeOf(element: XsdNode, place: Place): XsdType {
  if (element.$type) return namedType(element.$type, element, place)
  const inner = element.children?.find(({ name }) => name === 'complexType' || name === 'simpleType')
  if (!inner) return { kind: 'complex', fields: [] }
  return inner.name === 'complexType' ? complexType(inner, place) : simpleType(inner, place)
}

function namedType(qualifiedName: string, node: XsdNode, place: Place): XsdType {
  const { namespace, local } = resolve(qualifiedName, node, place)
  const schema = place.schemas.byNamespace[namespace]
  const complex = schema?.complexTypes[local]
  const simpleNode = schema?.types[local]
  if (!complex && !simpleNode) return builtIns[local] ?? text
  const key = `{${namespace}}${local}`
  if (place.within.includes(key)) {
    throw fail('misconfigured', `The type ${local} of the WSDL contains itself, which is not supported.`)
  }
  const inside: Place = { ...place, namespace, within: [...place.within, key] }
  if (complex) return complexType(complex, inside)
  return simpleNode ? simpleType(simpleNode, inside) : text
}

/** A name as `{namespace, local}`. A name without prefix is one of the schema itself, or a built-in. */
function resolve(name: string, node: XsdNode, place: Place): { namespace: string; local: string } {
  const colon = name.indexOf(':')
  const local = name.slice(colon + 1)
  if (colon < 0) return { namespace: place.namespace, local }
  const prefix = name.slice(0, colon)
  const schema = place.schemas.byNamespace[place.namespace]
  const namespace =
    node.xmlns?.[prefix] ??
    node.schemaXmlns?.[prefix] ??
    schema?.xmlns?.[prefix] ??
    place.schemas.prefixes[prefix] ??
    xsdNamespace
  return { namespace, local }
}

function simpleType(node: XsdNode, place: Place): XsdSimple {
  const restriction = node.children?.find(({ name }) => name === 'restriction')
  if (!restriction?.$base) return text
  const base = namedType(restriction.$base, restriction, place)
  return base.kind === 'simple' ? restricted(base, restriction.children ?? []) : text
}

function restricted(base: XsdSimple, facets: readonly XsdNode[]): XsdSimple {
  if (base.form !== 'text') return base
  const values = facets.filter(({ name }) => name === 'enumeration').map(({ $value }) => $value ?? '')
  const length = (facet: string): number | undefined => {
    const value = facets.find(({ name }) => name === facet)?.$value
    return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined
  }
  const minLength = length('minLength') ?? length('length')
  const maxLength = length('maxLength') ?? length('length')
  return {
    ...base,
    ...(values.length > 0 && { values }),
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
  }
}

function complexType(node: XsdNode, place: Place): XsdComplex {
  const children = node.children ?? []
  const own = groupFields(children, place, once)
  const attributes = attributeFields(children, place)
  const content = children.find(({ name }) => name === 'complexContent' || name === 'simpleContent')
  const derived = content?.children?.find(({ name }) => name === 'extension' || name === 'restriction')
  if (!derived) return { kind: 'complex', fields: [...own, ...attributes] }
  return derivedType(derived, place)
}

function derivedType(node: XsdNode, place: Place): XsdComplex {
  const children = node.children ?? []
  const own = [...groupFields(children, place, once), ...attributeFields(children, place)]
  const base = node.$base ? namedType(node.$base, node, place) : text
  if (base.kind === 'simple') return { kind: 'complex', fields: own, text: base }
  const inherited = node.name === 'extension' ? base.fields : []
  return { kind: 'complex', fields: [...inherited, ...own], ...(base.text && { text: base.text }) }
}

/** How often a group of elements may occur; a list of groups makes each of its elements a list. */
interface Occurrence {
  readonly optional: boolean
  readonly repeated: boolean
}

const once: Occurrence = { optional: false, repeated: false }

function occurrence(node: XsdNode, around: Occurrence): Occurrence {
  const isOptional = node.$minOccurs === '0' || node.name === 'choice'
  return {
    optional: around.optional || isOptional,
    repeated: around.repeated || !['0', '1'].includes(node.$maxOccurs ?? '1'),
  }
}

function groupFields(nodes: readonly XsdNode[], place: Place, around: Occurrence): readonly XsdField[] {
  return nodes.flatMap((node) => {
    const inner = occurrence(node, around)
    if (node.name === 'element') return [elementField(node, place, inner)]
    if (node.name === 'group' && node.$ref)
      return groupFields(referredGroup(node.$ref, node, place), place, inner)
    const isGroup = node.name === 'sequence' || node.name === 'all' || node.name === 'choice'
    return isGroup ? groupFields(node.children ?? [], place, inner) : []
  })
}

function referredGroup(reference: string, node: XsdNode, place: Place): readonly XsdNode[] {
  const { namespace, local } = resolve(reference, node, place)
  return place.schemas.byNamespace[namespace]?.groups[local]?.children ?? []
}

function elementField(node: XsdNode, place: Place, occurs: Occurrence): XsdField {
  const flags = { required: !occurs.optional, list: occurs.repeated, attribute: false }
  if (!node.$ref) {
    const type = typeOf(node, place)
    return { name: node.$name ?? '', type, nillable: node.$nillable === 'true', ...flags }
  }
  const { namespace, local } = resolve(node.$ref, node, place)
  const target = place.schemas.byNamespace[namespace]?.elements[local]
  const type = target ? referredType(target, `{${namespace}}${local}`, { ...place, namespace }) : text
  return { name: local, type, nillable: target?.$nillable === 'true', ...flags }
}

function referredType(target: XsdNode, key: string, place: Place): XsdType {
  if (place.within.includes(key)) {
    throw fail(
      'misconfigured',
      `The element ${target.$name ?? ''} of the WSDL contains itself, which is not supported.`,
    )
  }
  return typeOf(target, { ...place, within: [...place.within, key] })
}

function attributeFields(nodes: readonly XsdNode[], place: Place): readonly XsdField[] {
  return nodes
    .filter((node) => node.name === 'attribute' && node.$name !== undefined && node.$use !== 'prohibited')
    .map((node) => {
      const type = node.$type ? namedType(node.$type, node, place) : text
      return {
        name: node.$name ?? '',
        type: type.kind === 'simple' ? type : text,
        required: node.$use === 'required',
        list: false,
        nillable: false,
        attribute: true,
      }
    })
}
