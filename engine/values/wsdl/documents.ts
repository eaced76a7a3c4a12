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

/** Every document: the root and, transitively, what it imports by a relative name. Raises `misconfigured`. */
export async function loadDocuments(root: string, load: LoadDocument): Promise<Documents> {
  const documents = new Map<string, XmlElement>()
  const waiting = [root]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (documents.has(name)) continue
    if (documents.size >= most) throw fail('misconfigured', `${root} imports more than ${most} files.`)
    const document = parsed(name, await loadOne(name, load))
    documents.set(name, document)
    waiting.push(...importedNames(name, document))
  }
  return documents
}

async function loadOne(name: string, load: LoadDocument): Promise<string> {
  try {
    return await load(name)
  } catch (cause) {
    throw fail('misconfigured', `The document ${name} of the SOAP connection cannot be read.`, { cause })
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

function importedNames(from: string, element: XmlElement): readonly string[] {
  return elementsIn(element).flatMap((child) => {
    const location = ['import', 'include', 'redefine'].includes(child.local) ? locationOf(child) : undefined
    const holds = ['types', 'schema'].includes(child.local)
    return location === undefined ? (holds ? importedNames(from, child) : []) : [documentName(from, location)]
  })
}

function locationOf(reference: XmlElement): string | undefined {
  return attributeOf(reference, 'schemaLocation') ?? attributeOf(reference, 'location')
}

/** The document that a location means, beside the one that names it; addresses of the web are not followed. */
function documentName(from: string, location: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) {
    const message = `${from} imports ${location}. Save that file as a document beside it and import it by name.`
    throw fail('misconfigured', message)
  }
  return posix.join(posix.dirname(from), location)
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
