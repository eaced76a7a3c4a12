/** The elements of a complex type: sequences, choices, groups and wildcards. Pure. */
import { fail } from '../failure.ts'
import { attributeOf, elementsIn, type QName, type XmlElement } from '../xml.ts'
import { keyOf, nameAt, type Declaration, type SchemaHome, type SchemaSet } from './schema-set.ts'
import { fragment, text } from './xsd-simple.ts'
import type { XsdBranch, XsdChoice, XsdField, XsdPart, XsdType } from './xsd.ts'

/** Where in the schemas a node stands. */
export interface Place {
  readonly schemas: SchemaSet
  readonly home: SchemaHome
  /** Keys of the types and elements that are being read, to notice recursion. */
  readonly within: readonly string[]
  /** How many fields may still be read: a message that is too large to be described must not take the hub down. */
  readonly budget: { left: number }
  /** How the types of elements are read; they hold content themselves. */
  readonly types: {
    typeOf(element: XmlElement, place: Place): XsdType
    referredType(target: Declaration, place: Place): XsdType
  }
}

/** What stands inside a complex type. */
export interface Content {
  readonly parts: readonly XsdPart[]
  readonly choices: readonly XsdChoice[]
}

/** What holds for a group because of the groups around it. */
interface Around {
  readonly optional: boolean
  /** The fields with which the innermost optional group around begins to be needed. */
  readonly when: readonly string[]
}

/** A type's own content: neither optional nor repeated. */
export const once: Around = { optional: false, when: [] }

const none: Content = { parts: [], choices: [] }

/** Reads the groups and elements among the children of a type or of a group. */
export function contentOf(nodes: readonly XmlElement[], place: Place, around: Around): Content {
  return together(nodes.map((node) => particle(node, place, around)))
}

function together(contents: readonly Content[]): Content {
  return {
    parts: contents.flatMap(({ parts }) => parts),
    choices: contents.flatMap(({ choices }) => choices),
  }
}

function particle(node: XmlElement, place: Place, around: Around): Content {
  switch (node.local) {
    case 'element':
      return element(node, place, around)
    case 'any':
      return alone(wildcard(node, around))
    case 'sequence':
    case 'all':
    case 'choice':
      return group(node, place, around)
    case 'group':
      return referredGroup(node, place, around)
    default:
      return none
  }
}

function alone(field: XsdField): Content {
  return { parts: [{ kind: 'field', field }], choices: [] }
}

/** An element, or the choice among it and those that may stand in its place. */
function element(node: XmlElement, place: Place, around: Around): Content {
  const reference = attributeOf(node, 'ref')
  const head = reference === undefined ? undefined : declaredElement(reference, node, place)
  const substitutes = head ? readable(substitutesOf(head, place.schemas), node, place) : []
  if (!head || (substitutes.length === 0 && !isAbstract(head)))
    return alone(elementField(node, place, around))
  const fields = isAbstract(head) ? substitutes : [elementField(node, place, once), ...substitutes]
  if (fields.length === 0)
    throw fail(
      'misconfigured',
      `The element ${head.name.local} of the WSDL is abstract and nothing that can be used may stand in its place.`,
    )
  return substitution(fields, node, around)
}

function substitution(fields: readonly XsdField[], node: XmlElement, around: Around): Content {
  const isOptional = attributeOf(node, 'minOccurs') === '0'
  if (fields.length === 1)
    return together(fields.map((one) => alone({ ...one, required: !around.optional && !isOptional })))
  const parts: readonly XsdPart[] = fields.map((one) => optional({ kind: 'field', field: one }))
  // Each round may choose anew, as in a choice that is repeated.
  if (isMany(node)) return { parts: [{ kind: 'repeated', parts }], choices: [] }
  const made: XsdChoice = {
    branches: fields.map(({ name }) => ({ fields: [name], required: [name] })),
    isOptional: isOptional || (around.optional && around.when.length === 0),
    when: isOptional ? [] : around.when,
  }
  return { parts, choices: [made] }
}

function declaredElement(reference: string, node: XmlElement, place: Place): Declaration | undefined {
  return place.schemas.elements.get(keyOf(nameAt(reference, node, place.home)))
}

/** Of substitutes, too; abstract ones only stand for their own. A head may forbid it (`block`). */
function substitutesOf(head: Declaration, schemas: SchemaSet): readonly Declaration[] {
  const found = new Set<Declaration>()
  const waiting = [head]
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (/#all|\bsubstitution\b/.test(attributeOf(one.node, 'block') ?? '')) continue
    for (const next of schemas.substitutes.get(keyOf(one.name)) ?? []) {
      if (next === head || found.has(next)) continue
      found.add(next)
      waiting.push(next)
    }
  }
  return [...found].filter((one) => !isAbstract(one))
}

function isAbstract({ node }: Declaration): boolean {
  return attributeOf(node, 'abstract') === 'true'
}

/**
 * The fields of substitutes, which may occur as often as the reference to their head says. One that cannot be read is
 * left out, so that the others can be used, and so is one whose name another has already.
 */
function readable(substitutes: readonly Declaration[], node: XmlElement, place: Place): readonly XsdField[] {
  const fields = new Map<string, XsdField>()
  for (const { name } of substitutes) {
    if (fields.has(name.local)) continue
    try {
      fields.set(name.local, elementField(referring(name, node), place, once))
    } catch (thrown) {
      if (place.budget.left <= 0) throw thrown
    }
  }
  return [...fields.values()]
}

/** The same reference to another element. */
function referring({ namespace, local }: QName, node: XmlElement): XmlElement {
  const others = node.attributes.filter((one) => one.local !== 'ref')
  return {
    ...node,
    attributes: [...others, { local: 'ref', namespace: '', value: `its:${local}` }],
    prefixes: { its: namespace },
  }
}

function referredGroup(node: XmlElement, place: Place, around: Around): Content {
  const name = nameAt(attributeOf(node, 'ref') ?? '', node, place.home)
  const declared = place.schemas.groups.get(keyOf(name))
  if (!declared) throw fail('misconfigured', `The WSDL uses the group ${name.local}, which it does not hold.`)
  const key = `group ${keyOf(name)}`
  if (place.within.includes(key))
    throw fail(
      'misconfigured',
      `The group ${name.local} of the WSDL contains itself, which is not supported.`,
    )
  const inside = { ...place, home: declared.home, within: [...place.within, key] }
  const inner = elementsIn(declared.node).find(({ local }) => /^(sequence|all|choice)$/.test(local))
  return inner ? group(inner, inside, around, node) : none
}

// eslint-disable-next-line max-params
function group(node: XmlElement, place: Place, around: Around, counted = node): Content {
  if (attributeOf(counted, 'maxOccurs') === '0') return none
  const isOptional = attributeOf(counted, 'minOccurs') === '0'
  const isRepeated = isMany(counted)
  const inner =
    node.local === 'choice'
      ? choice(node, place, around, isOptional)
      : sequence(node, place, around, isOptional)
  if (!isRepeated) return inner
  // Each round may choose anew, so nothing excludes anything.
  return { parts: [{ kind: 'repeated', parts: asLists(inner.parts) }], choices: [] }
}

function asLists(parts: readonly XsdPart[]): readonly XsdPart[] {
  return parts.map((part) =>
    part.kind === 'field'
      ? { kind: 'field', field: { ...part.field, list: true } }
      : { kind: 'repeated', parts: asLists(part.parts) },
  )
}

// eslint-disable-next-line max-params
function sequence(node: XmlElement, place: Place, around: Around, isOptional: boolean): Content {
  const children = elementsIn(node)
  const names = children
    .filter(({ local }) => local === 'element')
    .map((one) => attributeOf(one, 'name') ?? attributeOf(one, 'ref')?.replace(/^.*:/, '') ?? '')
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) {
    throw fail(
      'misconfigured',
      `A sequence of the WSDL names the element ${twice} twice, which is not supported.`,
    )
  }
  if (!isOptional) return contentOf(children, place, around)
  const when = names.filter((_name, index) => {
    const element = children.filter(({ local }) => local === 'element')[index]
    return element !== undefined && attributeOf(element, 'minOccurs') !== '0'
  })
  return contentOf(children, place, { optional: true, when })
}

// eslint-disable-next-line max-params
function choice(node: XmlElement, place: Place, around: Around, isOptional: boolean): Content {
  const branches = elementsIn(node)
    .filter(({ local }) => /^(element|any|sequence|choice|group)$/.test(local))
    .map((child) => branch(child, place))
  const { parts, choices } = together(branches)
  const ways = told(branches.flatMap(({ ways: own }) => own))
  // A choice inside another is a part of that one's branch.
  const isLoose = isOptional || branches.some(({ mayBeEmpty }) => mayBeEmpty)
  const own: XsdChoice = {
    branches: ways,
    isOptional: isLoose || (around.optional && around.when.length === 0),
    when: isLoose ? [] : around.when,
  }
  return { parts: parts.map(optional), choices: ways.length > 1 ? [own, ...choices] : choices }
}

/** The branches by what only they have; none when one of them has nothing of its own, so that nobody can tell. */
function told(ways: readonly XsdBranch[]): readonly XsdBranch[] {
  const names = ways.flatMap(({ fields }) => fields)
  const own = ways.map((way) => ({
    ...way,
    fields: way.fields.filter((name) => names.indexOf(name) === names.lastIndexOf(name)),
  }))
  return own.some(({ fields }) => fields.length === 0) ? [] : own
}

interface Branch extends Content {
  readonly ways: readonly XsdBranch[]
  readonly mayBeEmpty: boolean
}

function branch(node: XmlElement, place: Place): Branch {
  const content = particle(node, place, once)
  const [first, ...others] = content.choices
  const fields = fieldNames(content.parts)
  const isOnlyChoice = first !== undefined && coversAll(first, fields)
  if (isOnlyChoice && first.when.length === 0)
    return { parts: content.parts, choices: others, ways: first.branches, mayBeEmpty: first.isOptional }
  const required = requiredNames(content.parts)
  const conditional = content.choices.map((inner) => ({
    ...inner,
    when: inner.when.length > 0 ? inner.when : required,
    isOptional: inner.isOptional || required.length === 0,
  }))
  return {
    parts: content.parts,
    choices: conditional,
    ways: fields.length === 0 ? [] : [{ fields, required }],
    mayBeEmpty: required.length === 0 && !content.choices.some((inner) => !inner.isOptional),
  }
}

function coversAll({ branches }: XsdChoice, fields: readonly string[]): boolean {
  const covered = new Set(branches.flatMap((one) => one.fields))
  return fields.every((name) => covered.has(name))
}

function fieldNames(parts: readonly XsdPart[]): readonly string[] {
  const names = parts.flatMap((part) => (part.kind === 'field' ? [part.field.name] : fieldNames(part.parts)))
  return [...new Set(names)]
}

function requiredNames(parts: readonly XsdPart[]): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'field' && part.field.required ? [part.field.name] : []))
}

function optional(part: XsdPart): XsdPart {
  if (part.kind === 'repeated') return { ...part, parts: part.parts.map(optional) }
  return { kind: 'field', field: { ...part.field, required: false } }
}

function isMany(node: XmlElement): boolean {
  return !['0', '1'].includes(attributeOf(node, 'maxOccurs') ?? '1')
}

function elementField(node: XmlElement, place: Place, around: Around): XsdField {
  place.budget.left -= 1
  if (place.budget.left < 0)
    throw fail('misconfigured', 'A message of the WSDL has too many fields to be used.')
  const flags = {
    required: !around.optional && attributeOf(node, 'minOccurs') !== '0',
    list: isMany(node),
    attribute: false,
  }
  const reference = attributeOf(node, 'ref')
  if (reference === undefined) {
    const form = attributeOf(node, 'form')
    const isQualified = form === undefined ? place.home.qualifiesElements : form === 'qualified'
    return {
      name: attributeOf(node, 'name') ?? '',
      namespace: isQualified ? place.home.namespace : '',
      type: place.types.typeOf(node, place),
      nillable: attributeOf(node, 'nillable') === 'true',
      ...flags,
    }
  }
  const name = nameAt(reference, node, place.home)
  const target = place.schemas.elements.get(keyOf(name))
  const nillable = target !== undefined && attributeOf(target.node, 'nillable') === 'true'
  const type = target ? place.types.referredType(target, place) : text
  return { name: name.local, namespace: name.namespace, type, nillable, ...flags }
}

/** Whatever the schema leaves open: fragments of XML under the name `any`. */
function wildcard(node: XmlElement, around: Around): XsdField {
  return {
    name: 'any',
    namespace: '*',
    type: fragment,
    required: !around.optional && attributeOf(node, 'minOccurs') !== '0',
    list: isMany(node),
    nillable: false,
    attribute: false,
  }
}
