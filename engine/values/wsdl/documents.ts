/** A WSDL with everything that it imports, read from named documents and never from the web. */
import { posix } from 'node:path'

import { fail } from '../failure.ts'
import { attributeOf, elementsIn, parseXml, XmlError, type XmlElement } from '../xml.ts'
import type { PlacedSchema } from './schema-set.ts'

/** Gives a document by its name; rejects when there is none. */
export type LoadDocument = (name: string) => Promise<string>

/** The documents by name, as trees. */
export type Documents = ReadonlyMap<string, XmlElement>

const most = 100

/** Every document: the root and, transitively, what it imports. Raises `misconfigured`. */
export async function loadDocuments(root: string, load: LoadDocument): Promise<Documents> {
  const documents = new Map<string, XmlElement>()
  const waiting: Import[] = [{ name: root }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name } = next
    if (documents.has(name)) continue
    if (documents.size >= most) throw fail('misconfigured', `${root} imports more than ${most} files.`)
    const document = parsed(name, await loadOne(next, load))
    documents.set(name, document)
    waiting.push(...importsIn(name, document))
  }
  return documents
}

interface Import {
  readonly name: string
  /** Who imports it, and as what. */
  readonly by?: string
}

async function loadOne({ name, by }: Import, load: LoadDocument): Promise<string> {
  try {
    return await load(name)
  } catch (cause) {
    const advice = by === undefined ? '' : ` ${by}: save that file as the document ${name}.`
    const message = `The document ${name} of the SOAP connection cannot be read.${advice}`
    throw fail('misconfigured', message, { cause })
  }
}

function parsed(name: string, text: string): XmlElement {
  try {
    return parseXml(text)
  } catch (cause) {
    if (!(cause instanceof XmlError)) throw cause
    throw fail('misconfigured', `The document ${name} is no XML that can be used: ${cause.message}.`, {
      cause,
    })
  }
}

function importsIn(from: string, element: XmlElement): readonly Import[] {
  return elementsIn(element).flatMap((child) => {
    const location = ['import', 'include', 'redefine'].includes(child.local) ? locationOf(child) : undefined
    if (location !== undefined)
      return [{ name: documentName(from, location), by: `${from} imports ${location}` }]
    return ['types', 'schema'].includes(child.local) ? importsIn(from, child) : []
  })
}

function locationOf(reference: XmlElement): string | undefined {
  return attributeOf(reference, 'schemaLocation') ?? attributeOf(reference, 'location')
}

/**
 * The document that a location means: beside the one that names it, or under host and path for an address of the web,
 * which is not followed. What names of documents cannot hold (`?xsd=1`) becomes hyphens.
 */
function documentName(from: string, location: string): string {
  const [, address] = /^https?:\/\/(.*)$/i.exec(location) ?? []
  if (address === undefined && /^[a-z][a-z0-9+.-]*:/i.test(location))
    throw fail('misconfigured', `${from} imports ${location}, which is neither a file nor an address.`)
  const name = address ?? posix.join(posix.dirname(from), location)
  return name.replace(/[^A-Za-z0-9._/-]+/g, '-').replace(/^[^A-Za-z0-9.]+/, '')
}

/** The document that a location means, when it is a schema. */
export function schemaAt(documents: Documents, from: string, location: string): PlacedSchema | undefined {
  const document = documentName(from, location)
  const node = documents.get(document)
  return node?.local === 'schema' ? { node, document } : undefined
}

/** A `definitions` element and the document that it is. */
export interface PlacedDefinitions {
  readonly node: XmlElement
  readonly document: string
}

/** The WSDLs among the documents: the root, and those it imports. */
export function definitionsIn(documents: Documents): readonly PlacedDefinitions[] {
  return [...documents].flatMap(([document, node]) =>
    node.local === 'definitions' ? [{ node, document }] : [],
  )
}

/** The schemas that stand inside WSDLs, and those that WSDLs import themselves. */
export function schemasIn(documents: Documents): readonly PlacedSchema[] {
  return definitionsIn(documents).flatMap(({ node, document }) =>
    elementsIn(node).flatMap((child): readonly PlacedSchema[] => {
      if (child.local === 'types')
        return elementsIn(child)
          .filter(({ local }) => local === 'schema')
          .map((schema) => ({ node: schema, document }))
      const location = child.local === 'import' ? attributeOf(child, 'location') : undefined
      const schema = location === undefined ? undefined : schemaAt(documents, document, location)
      return schema ? [schema] : []
    }),
  )
}
