/** Reads types of XML Schema out of a schema set. What is not supported is `misconfigured`, by its name. Pure. */
import { fail } from '../failure.ts'
import { attributeOf, elementsIn, resolvedName, type QName, type XmlElement } from '../xml.ts'
import { contentOf, once, type Content, type Place } from './xsd-content.ts'
import {
  headOf,
  keyOf,
  nameAt,
  xsdNamespace,
  type Declaration,
  type SchemaHome,
  type SchemaSet,
} from './schema-set.ts'
import { builtIn, encodingNamespace, fragment, isBuiltIn, restricted, text } from './xsd-simple.ts'
import type { XsdComplex, XsdField, XsdSimple, XsdType, XsdVariant } from './xsd.ts'

const mostFields = 20_000
const nowhere: SchemaHome = {
  namespace: '',
  qualifiesElements: false,
  qualifiesAttributes: false,
  isAdopted: false,
}

/** A type that nothing is in. */
export const emptyType: XsdComplex = { kind: 'complex', fields: [], parts: [], choices: [] }

function startingPlace(schemas: SchemaSet): Place {
  return {
    schemas,
    home: nowhere,
    within: [],
    budget: { left: mostFields },
    types: { typeOf: typeOfElement, referredType },
  }
}

/**
 * The type of a global element, as a message: one of a simple type has its text as the field `value`, one without any
 * type is empty.
 */
export function messageType(schemas: SchemaSet, name: QName): XsdComplex {
  const declared = schemas.elements.get(keyOf(name))
  if (!declared) throw fail('misconfigured', `The WSDL has no element ${name.local} in ${name.namespace}.`)
  const place = { ...startingPlace(schemas), home: declared.home }
  if (isUntyped(declared.node)) return emptyType
  const type = typeOfElement(declared.node, place)
  return type.kind === 'complex' ? type : { ...emptyType, text: type }
}

/** The type of a part of a message in rpc style. */
export function partType(schemas: SchemaSet, name: QName): XsdType {
  return namedType(name, startingPlace(schemas))
}

function isUntyped(element: XmlElement): boolean {
  return attributeOf(element, 'type') === undefined && innerType(element) === undefined
}

function innerType(node: XmlElement): XmlElement | undefined {
  return elementsIn(node).find(({ local }) => local === 'complexType' || local === 'simpleType')
}

/** The type of an element or attribute: named, written inside, or any text. */
function typeOfElement(element: XmlElement, place: Place): XsdType {
  const named = attributeOf(element, 'type')
  if (named !== undefined) return namedType(nameAt(named, element, place.home), place)
  const inner = innerType(element)
  if (!inner) return inheritedType(element, place)
  return inner.local === 'complexType' ? complexType(inner, place) : simpleType(inner, place)
}

/** An element that says no type of its own has that of the one in whose place it may stand. */
function inheritedType(element: XmlElement, place: Place): XsdType {
  const head = headOf(element, place.home)
  const declared = head && place.schemas.elements.get(keyOf(head))
  return declared ? referredType(declared, place) : text
}

/** A name without a prefix where nothing says what that means: one of the schema itself, or of the standard. */
function meant(name: QName, { schemas, home }: Place): QName {
  if (name.namespace !== '' || schemas.types.has(keyOf(name))) return name
  const own = { ...name, namespace: home.namespace }
  if (schemas.types.has(keyOf(own))) return own
  return isBuiltIn(name.local) ? { ...name, namespace: xsdNamespace } : name
}

function namedType(written: QName, place: Place): XsdType {
  const name = meant(written, place)
  const declared = place.schemas.types.get(keyOf(name))
  if (!declared) return builtIn(name) ?? missing(name)
  const key = keyOf(name)
  // A type that contains itself has no end: where it comes again it is XML as it stands.
  if (place.within.includes(key)) return fragment
  const inside = { ...place, home: declared.home, within: [...place.within, key] }
  if (declared.node.local === 'simpleType') return { ...simpleType(declared.node, inside), name }
  return { ...complexType(declared.node, inside), name, ...variantsOf(declared, inside) }
}

function missing(name: QName): never {
  const where = name.namespace === '' ? 'no namespace' : name.namespace
  throw fail('misconfigured', `The WSDL uses the type ${name.local} of ${where}, which it does not hold.`)
}

/** What may stand in place of a type. One that contains itself is left out, so that the others can be used. */
function variantsOf(base: Declaration, place: Place): Pick<XsdComplex, 'variants' | 'isAbstract'> {
  const isAbstract = attributeOf(base.node, 'abstract') === 'true'
  const variants = descendantsOf(base, place.schemas).flatMap((one): XsdVariant[] => {
    if (attributeOf(one.node, 'abstract') === 'true' || place.within.includes(keyOf(one.name))) return []
    const inside = { ...place, home: one.home, within: [...place.within, keyOf(one.name)] }
    try {
      return [{ xsiType: one.name.local, type: { ...complexType(one.node, inside), name: one.name } }]
    } catch (thrown) {
      if (place.budget.left <= 0) throw thrown
      return []
    }
  })
  if (isAbstract && variants.length === 0) {
    const { local } = base.name
    throw fail(
      'misconfigured',
      `The type ${local} of the WSDL is abstract and nothing that can be used is made of it.`,
    )
  }
  return { ...(isAbstract && { isAbstract }), ...(variants.length > 0 && { variants }) }
}

function descendantsOf(base: Declaration, schemas: SchemaSet): readonly Declaration[] {
  const found = new Set<Declaration>()
  const waiting = [base]
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    for (const derived of schemas.derived.get(keyOf(one.name)) ?? []) {
      if (found.has(derived)) continue
      found.add(derived)
      waiting.push(derived)
    }
  }
  return [...found]
}

function simpleType(node: XmlElement, place: Place): XsdSimple {
  const restriction = elementsIn(node).find(({ local }) => local === 'restriction')
  if (!restriction) return text
  const named = attributeOf(restriction, 'base')
  const inner = innerType(restriction)
  const base =
    named !== undefined
      ? baseType(nameAt(named, restriction, place.home), place)
      : inner
        ? simpleType(inner, place)
        : text
  return base.kind === 'simple' ? restricted(base, restriction) : text
}

/** The type that another one is made from: that it is being read is no recursion, unless it is made from itself. */
function baseType(written: QName, place: Place): XsdType {
  const name = meant(written, place)
  const declared = place.schemas.types.get(keyOf(name))
  if (!declared) return builtIn(name) ?? missing(name)
  const key = `base of ${keyOf(name)}`
  if (place.within.includes(key)) {
    throw fail('misconfigured', `The type ${name.local} of the WSDL is made from itself.`)
  }
  const inside = { ...place, home: declared.home, within: [...place.within, key, keyOf(name)] }
  return declared.node.local === 'simpleType'
    ? simpleType(declared.node, inside)
    : complexType(declared.node, inside)
}

function complexType(node: XmlElement, place: Place): XsdComplex {
  const derivedBy = elementsIn(node)
    .filter(({ local }) => local === 'complexContent' || local === 'simpleContent')
    .flatMap(elementsIn)
    .find(({ local }) => local === 'extension' || local === 'restriction')
  if (derivedBy) return derivedType(derivedBy, place)
  return made(contentOf(elementsIn(node), place, once), attributeFields(elementsIn(node), place))
}

function derivedType(derivation: XmlElement, place: Place): XsdComplex {
  const name = nameAt(attributeOf(derivation, 'base') ?? '', derivation, place.home)
  if (name.namespace === encodingNamespace && name.local === 'Array') return soapArray(derivation, place)
  const children = elementsIn(derivation)
  const base = baseType(name, place)
  const attributes = attributeFields(children, place)
  if (base.kind === 'simple') {
    return { ...made({ parts: [], choices: [] }, attributes), text: restricted(base, derivation) }
  }
  const own = contentOf(children, place, once)
  if (derivation.local === 'restriction') {
    const names = new Set(attributes.map((one) => one.name))
    const kept = base.fields.filter((field) => field.attribute && !names.has(field.name))
    return { ...made(own, [...kept, ...attributes]), ...(base.text && { text: base.text }) }
  }
  const content = { parts: [...base.parts, ...own.parts], choices: [...base.choices, ...own.choices] }
  const inherited = base.fields.filter(({ attribute }) => attribute)
  return { ...made(content, [...inherited, ...attributes]), ...(base.text && { text: base.text }) }
}

/** An array of SOAP encoding: `wsdl:arrayType` says what of, `tns:Line[]`. */
function soapArray(restriction: XmlElement, place: Place): XsdComplex {
  const declared = elementsIn(restriction)
    .flatMap(({ attributes }) => attributes)
    .find(({ local, namespace }) => local === 'arrayType' && namespace === 'http://schemas.xmlsoap.org/wsdl/')
  const carrier = elementsIn(restriction).find(({ local }) => local === 'attribute')
  const name = declared?.value.replace(/\[[\d,]*\]$/, '')
  if (name === undefined || carrier === undefined || /\]$/.test(name)) {
    throw fail(
      'misconfigured',
      'The WSDL has an array of SOAP encoding that does not say of what, or of arrays.',
    )
  }
  const type = namedType(resolvedName(name, carrier), place)
  const flags = { required: false, list: true, nillable: true, attribute: false }
  const item = { name: 'item', namespace: '', type, ...flags }
  return { ...made({ parts: [{ kind: 'field', field: item }], choices: [] }, []), isSoapArray: true }
}

function made({ parts, choices }: Content, attributes: readonly XsdField[]): XsdComplex {
  const fields = new Map<string, XsdField>()
  for (const field of [...fieldsIn(parts), ...attributes]) {
    const before = fields.get(field.name)
    if (before === undefined) fields.set(field.name, field)
    else if (before.attribute !== field.attribute || before.namespace !== field.namespace)
      throw fail(
        'misconfigured',
        `A type of the WSDL has two different fields named ${field.name}, which is not supported.`,
      )
  }
  return { kind: 'complex', fields: [...fields.values()], parts, choices }
}

function fieldsIn(parts: Content['parts']): readonly XsdField[] {
  return parts.flatMap((part) => (part.kind === 'field' ? [part.field] : fieldsIn(part.parts)))
}

function attributeFields(nodes: readonly XmlElement[], place: Place): readonly XsdField[] {
  return nodes.flatMap((node): readonly XsdField[] => {
    if (node.local === 'attributeGroup') return groupOfAttributes(node, place)
    if (node.local !== 'attribute' || attributeOf(node, 'use') === 'prohibited') return []
    const reference = attributeOf(node, 'ref')
    return [reference === undefined ? ownAttribute(node, place) : referredAttribute(reference, node, place)]
  })
}

function ownAttribute(node: XmlElement, place: Place): XsdField {
  const form = attributeOf(node, 'form')
  const isQualified = form === undefined ? place.home.qualifiesAttributes : form === 'qualified'
  const namespace = isQualified ? place.home.namespace : ''
  const type = typeOfElement(node, place)
  return attributeField({ namespace, local: attributeOf(node, 'name') ?? '' }, type, node)
}

function referredAttribute(reference: string, node: XmlElement, place: Place): XsdField {
  const name = nameAt(reference, node, place.home)
  const declared = place.schemas.attributes.get(keyOf(name))
  const type = declared ? typeOfElement(declared.node, { ...place, home: declared.home }) : text
  return attributeField(name, type, node)
}

function attributeField({ local, namespace }: QName, type: XsdType, node: XmlElement): XsdField {
  return {
    name: local,
    namespace,
    type: type.kind === 'simple' ? type : text,
    required: attributeOf(node, 'use') === 'required',
    list: false,
    nillable: false,
    attribute: true,
  }
}

function groupOfAttributes(node: XmlElement, place: Place): readonly XsdField[] {
  const name = nameAt(attributeOf(node, 'ref') ?? '', node, place.home)
  const declared = place.schemas.attributeGroups.get(keyOf(name))
  const key = `attributes ${keyOf(name)}`
  if (!declared || place.within.includes(key)) return []
  return attributeFields(elementsIn(declared.node), {
    ...place,
    home: declared.home,
    within: [...place.within, key],
  })
}

/** The type of an element that is referred to. */
function referredType(target: Declaration, place: Place): XsdType {
  const key = `element ${keyOf(target.name)}`
  if (place.within.includes(key)) return fragment
  return typeOfElement(target.node, { ...place, home: target.home, within: [...place.within, key] })
}
