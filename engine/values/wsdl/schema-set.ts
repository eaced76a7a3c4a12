/** All that the schemas of a WSDL declare, by qualified name, wherever it stands: inline, imported or included. Pure. */
import { attributeOf, elementsIn, resolvedName, type QName, type XmlElement } from '../xml.ts'

/** What holds for everything in one schema document. */
export interface SchemaHome {
  readonly namespace: string
  readonly qualifiesElements: boolean
  readonly qualifiesAttributes: boolean
  /** Included without a namespace of its own: names without a prefix mean that of the one who includes it. */
  readonly isAdopted: boolean
}

/** A global declaration, and the schema in which it stands. */
export interface Declaration {
  readonly name: QName
  readonly node: XmlElement
  readonly home: SchemaHome
}

type Kind = 'elements' | 'types' | 'groups' | 'attributes' | 'attributeGroups'

/** The declarations by kind and then by `keyOf` their names. */
export interface SchemaSet extends Readonly<Record<Kind, ReadonlyMap<string, Declaration>>> {
  /** Types that extend or restrict another, by the key of that other. */
  readonly derived: ReadonlyMap<string, readonly Declaration[]>
  /** Elements that may stand in place of another, by the key of that other. */
  readonly substitutes: ReadonlyMap<string, readonly Declaration[]>
}

export const xsdNamespace = 'http://www.w3.org/2001/XMLSchema'

/** Whether a namespace is that of XML Schema, or of a draft by which older services are described. */
export function isXsd(namespace: string): boolean {
  return /^http:\/\/www\.w3\.org\/(?:2001|2000\/10|1999)\/XMLSchema$/.test(namespace)
}

/** A name as a key. */
export function keyOf({ namespace, local }: QName): string {
  return `{${namespace}}${local}`
}

/** A schema element, and the name of the document in which it stands. */
export interface PlacedSchema {
  readonly node: XmlElement
  readonly document: string
}

/** Gives the document that a location means in the document that names it. */
export type OtherDocument = (from: string, location: string) => PlacedSchema | undefined

const kinds: Readonly<Record<string, Kind>> = {
  element: 'elements',
  complexType: 'types',
  simpleType: 'types',
  group: 'groups',
  attribute: 'attributes',
  attributeGroup: 'attributeGroups',
}

/** Collects the declarations of schemas and of everything that they import, include or redefine. */
export function schemaSet(schemas: readonly PlacedSchema[], other: OtherDocument): SchemaSet {
  const found = {
    elements: new Map<string, Declaration>(),
    types: new Map<string, Declaration>(),
    groups: new Map<string, Declaration>(),
    attributes: new Map<string, Declaration>(),
    attributeGroups: new Map<string, Declaration>(),
  }
  const derived = new Map<string, Declaration[]>()
  const substitutes = new Map<string, Declaration[]>()
  const seen = new Map<XmlElement, Set<string>>()

  function add({ node, document }: PlacedSchema, adoptedBy: string | undefined): void {
    const home = homeOf(node, adoptedBy)
    const before = seen.get(node) ?? new Set<string>()
    if (before.has(home.namespace)) return
    seen.set(node, before.add(home.namespace))
    for (const child of elementsIn(node).filter(({ namespace }) => isXsd(namespace))) {
      // What a redefinition says anew comes before what it redefines, so it stands.
      for (const one of child.local === 'redefine' ? elementsIn(child) : [child]) declare(one, home)
      const target = referred(child, document)
      if (target) add(target, child.local === 'import' ? undefined : home.namespace)
    }
  }

  function referred(node: XmlElement, document: string): PlacedSchema | undefined {
    const location = attributeOf(node, 'schemaLocation')
    const isReference = ['import', 'include', 'redefine'].includes(node.local)
    return isReference && location !== undefined ? other(document, location) : undefined
  }

  function declare(node: XmlElement, home: SchemaHome): void {
    const kind = kinds[node.local]
    const local = attributeOf(node, 'name')
    if (kind === undefined || local === undefined) return
    const declaration = { name: { namespace: home.namespace, local }, node, home }
    const key = keyOf(declaration.name)
    if (found[kind].has(key)) return
    found[kind].set(key, declaration)
    relate(declaration, key)
  }

  /** To what it is made from, and to what it may stand in place of. */
  function relate(declaration: Declaration, key: string): void {
    const { node, home } = declaration
    const head = node.local === 'element' ? headOf(node, home) : undefined
    if (head) substitutes.set(keyOf(head), [...(substitutes.get(keyOf(head)) ?? []), declaration])
    const base = node.local === 'complexType' ? baseOf(node, home) : undefined
    if (base !== undefined && base !== key) derived.set(base, [...(derived.get(base) ?? []), declaration])
  }

  for (const schema of schemas) add(schema, undefined)
  return { ...found, derived, substitutes }
}

function homeOf(node: XmlElement, adoptedBy: string | undefined): SchemaHome {
  const own = attributeOf(node, 'targetNamespace')
  return {
    namespace: own ?? adoptedBy ?? '',
    qualifiesElements: attributeOf(node, 'elementFormDefault') === 'qualified',
    qualifiesAttributes: attributeOf(node, 'attributeFormDefault') === 'qualified',
    isAdopted: own === undefined && adoptedBy !== undefined,
  }
}

function baseOf(type: XmlElement, home: SchemaHome): string | undefined {
  const content = elementsIn(type).find(({ local }) => /^(complex|simple)Content$/.test(local))
  const derivation =
    content && elementsIn(content).find(({ local }) => /^(extension|restriction)$/.test(local))
  const base = derivation && attributeOf(derivation, 'base')
  return derivation && base !== undefined ? keyOf(nameAt(base, derivation, home)) : undefined
}

/** The element in whose place another may stand. */
export function headOf(element: XmlElement, home: SchemaHome): QName | undefined {
  const [head] = attributeOf(element, 'substitutionGroup')?.trim().split(/\s+/) ?? []
  return head === undefined ? undefined : nameAt(head, element, home)
}

/** A name that stands in a schema. */
export function nameAt(name: string, at: XmlElement, home: SchemaHome): QName {
  const found = resolvedName(name, at)
  return found.namespace === '' && home.isAdopted ? { ...found, namespace: home.namespace } : found
}
