/**
 * XML as a plain tree with resolved namespaces, read and written. Pure.
 *
 * A document type is refused wherever it stands: it can only be there to define entities, whose expansion is how a
 * small text becomes a huge one. Depth is bounded, because everything that walks a tree does so by recursion.
 */
import sax, { type QualifiedTag } from 'sax'

/** An element. Declarations of namespaces are not among its attributes. */
export interface XmlElement {
  readonly local: string
  /** Empty for an element in no namespace. */
  readonly namespace: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly (XmlElement | string)[]
  /** Namespaces in scope by prefix; the default one by the empty text. */
  readonly prefixes: Readonly<Record<string, string>>
}

/** An attribute; in no namespace unless it has a prefix. */
export interface XmlAttribute {
  readonly local: string
  readonly namespace: string
  readonly value: string
}

/** A name with its namespace. */
export interface QName {
  readonly namespace: string
  readonly local: string
}

/** Why a text is no XML that is read here. Its message never repeats the text. */
export class XmlError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'XmlError'
  }
}

const maxDepth = 200
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'

interface Growing extends XmlElement {
  readonly attributes: XmlAttribute[]
  readonly children: (XmlElement | string)[]
}

/** Reads a document, or a fragment that is one element. Raises `XmlError`. */
export function parseXml(text: string): XmlElement {
  const parser = sax.parser(true, { xmlns: true })
  const open: Growing[] = []
  const scopes = new Map<object, Readonly<Record<string, string>>>()
  let root: XmlElement | undefined
  const addText = (piece: string): void => {
    open.at(-1)?.children.push(piece)
  }
  parser.onerror = ({ message }) => {
    throw new XmlError(`not well-formed: ${(message.split('\n')[0] ?? '').slice(0, 80)}`)
  }
  parser.ondoctype = () => {
    throw new XmlError('a document type is not allowed')
  }
  parser.onopentag = (tag) => {
    const element = elementOf(tag, scopes)
    if (root !== undefined && open.length === 0) throw new XmlError('there is more than one element')
    open.at(-1)?.children.push(element)
    root ??= element
    if (open.push(element) > maxDepth) throw new XmlError(`nested deeper than ${maxDepth} elements`)
  }
  parser.onclosetag = () => {
    open.pop()
  }
  parser.ontext = addText
  parser.oncdata = addText
  try {
    parser.write(text.replace(/^\uFEFF/, '').trim()).close()
  } catch (cause) {
    throw cause instanceof XmlError ? cause : new XmlError('not well-formed')
  }
  if (root === undefined) throw new XmlError('there is no element')
  return root
}

/** `scopes` keeps the namespaces in scope once for all elements that declare none of their own. */
function elementOf(
  { local, uri, attributes, ns }: QualifiedTag,
  scopes: Map<object, Readonly<Record<string, string>>>,
): Growing {
  const kept = Object.values(attributes).filter(({ name, prefix }) => prefix !== 'xmlns' && name !== 'xmlns')
  const prefixes = scopes.get(ns) ?? flattened(ns)
  scopes.set(ns, prefixes)
  return {
    local,
    namespace: uri,
    attributes: kept.map((one) => ({ local: one.local, namespace: one.uri, value: one.value })),
    children: [],
    prefixes,
  }
}

/** The parser inherits each scope from the one around it. */
function flattened(ns: QualifiedTag['ns']): Readonly<Record<string, string>> {
  const prefixes: Record<string, string> = {}
  for (const prefix in ns) prefixes[prefix] = ns[prefix] ?? ''
  return prefixes
}

/** The elements inside an element. */
export function elementsIn(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string')
}

/** The first element inside that has the name, in whichever namespace. */
export function childNamed(element: XmlElement | undefined, local: string): XmlElement | undefined {
  return element && elementsIn(element).find((child) => child.local === local)
}

/** An attribute's value; of no namespace unless one is given. */
export function attributeOf(element: XmlElement, local: string, namespace = ''): string | undefined {
  return element.attributes.find((one) => one.local === local && one.namespace === namespace)?.value
}

/** The text that stands directly in an element; empty for none. */
export function textIn(element: XmlElement | undefined): string {
  return element?.children.filter((child) => typeof child === 'string').join('') ?? ''
}

/** A `prefix:name` that stands in a document, resolved where it stands. */
export function resolvedName(name: string, at: XmlElement): QName {
  const colon = name.indexOf(':')
  const prefix = colon < 0 ? '' : name.slice(0, colon)
  return { namespace: at.prefixes[prefix] ?? '', local: name.slice(colon + 1) }
}

/** Text as XML character data, also inside an attribute. A carriage return would be read back as a line feed. */
export function escapeXml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#13;')
}

/**
 * An element as text that stands for itself: every namespace that it uses is declared inside it, so it means the same
 * wherever it is put. So are prefixes that stand in values (`xsi:type="a:b"`). `outer` is the default namespace of the
 * place that it is put to.
 */
export function writeXml(element: XmlElement, outer = ''): string {
  const values = valuesIn(element).join(' ')
  // From the beginning of a word only: from each of its letters, a long one would take its length squared.
  const mentioned = new Set([...values.matchAll(/(?<![\w.-])([\w.-]+):/g)].map(([, prefix]) => prefix ?? ''))
  return written(element, { '': outer }, mentioned)
}

function valuesIn({ attributes, children }: XmlElement): readonly string[] {
  const inner = children.flatMap((child) => (typeof child === 'string' ? [child] : valuesIn(child)))
  return [...attributes.map(({ value }) => value), ...inner]
}

type Prefixes = Readonly<Record<string, string>>

function written(element: XmlElement, outer: Prefixes, mentioned: ReadonlySet<string>): string {
  const used = new Set([element.namespace, ...element.attributes.map(({ namespace }) => namespace)])
  const declared = Object.entries({ '': '', ...element.prefixes }).filter(
    ([prefix, namespace]) =>
      prefix !== 'xml' &&
      prefix !== 'xmlns' &&
      (outer[prefix] ?? '') !== namespace &&
      (prefix === '' || used.has(namespace) || mentioned.has(prefix)),
  )
  const scope = { ...outer, ...Object.fromEntries(declared) }
  const declarations = declared.map(
    ([prefix, namespace]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeXml(namespace)}"`,
  )
  const attributes = element.attributes.map(
    ({ local, namespace, value }) =>
      ` ${prefixed(local, namespace, element.prefixes, false)}="${escapeAttribute(value)}"`,
  )
  const name = prefixed(element.local, element.namespace, element.prefixes, true)
  const inner = element.children.map((child) =>
    typeof child === 'string' ? escapeXml(child) : written(child, scope, mentioned),
  )
  const start = `<${name}${declarations.join('')}${attributes.join('')}`
  return inner.length === 0 ? `${start}/>` : `${start}>${inner.join('')}</${name}>`
}

function escapeAttribute(value: string): string {
  return escapeXml(value).replace(/\n/g, '&#10;').replace(/\t/g, '&#9;')
}

// eslint-disable-next-line max-params
function prefixed(local: string, namespace: string, prefixes: Prefixes, mayBeDefault: boolean): string {
  if (namespace === xmlNamespace) return `xml:${local}`
  if (namespace === '') return local
  if (mayBeDefault && prefixes[''] === namespace) return local
  const [prefix = ''] = Object.entries(prefixes).find(([name, of]) => name !== '' && of === namespace) ?? []
  return `${prefix}:${local}`
}

/** Whether a text is one element, made of characters that XML can carry. */
export function isXmlElement(text: string): boolean {
  try {
    parseXml(text)
    return !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(text)
  } catch (thrown) {
    if (thrown instanceof XmlError) return false
    throw thrown
  }
}
