/** Reads the plain XML of test suites into elements; prefixes are dropped, comments and instructions skipped. */

/** One element. */
export interface Element {
  /** Without its prefix. */
  readonly name: string
  /** By local name; a prefixed one such as `xsi:type` comes as `type` unless the plain one is there. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly Element[]
  /** The text directly inside. */
  readonly text: string
}

interface Draft {
  name: string
  attributes: Map<string, string>
  children: Draft[]
  text: string
}

const pieces =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s/>]+)((?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+/g
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** The root element of a document. */
export function readXml(text: string): Element {
  const document: Draft = { name: '', attributes: new Map(), children: [], text: '' }
  const open = [document]
  for (const [piece, cdata, closing, tag, attributes = '', empty] of text.matchAll(pieces)) {
    const current = open.at(-1) ?? document
    if (tag === undefined) {
      if (!piece.startsWith('<')) current.text += decoded(piece)
      if (cdata !== undefined) current.text += cdata
    } else if (closing === '/') open.pop()
    else {
      const element = { name: local(tag), attributes: attributesOf(attributes), children: [], text: '' }
      current.children.push(element)
      if (empty !== '/') open.push(element)
    }
  }
  const [root] = document.children
  if (root === undefined) throw new Error('the document is empty')
  return root
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

function attributesOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(attribute)].map(([, name = '', a, b]) => [local(name), decoded(a ?? b ?? '')]),
  )
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]+|#\d+|\w+);/g, (whole, reference: string) => {
    if (!reference.startsWith('#')) return entities[reference] ?? whole
    const digits = reference.slice(1)
    return String.fromCodePoint(
      digits.startsWith('x') ? Number.parseInt(digits.slice(1), 16) : Number(digits),
    )
  })
}

/** The children of a name. */
export const childrenOf = (element: Element, name: string): readonly Element[] =>
  element.children.filter((child) => child.name === name)

/** The first child of a name. */
export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((child) => child.name === name)

/** An attribute, or the empty text. */
export const attributeOf = (element: Element | undefined, name: string): string =>
  element?.attributes.get(name) ?? ''
