/**
 * A WSDL, read from the project's or the connection's own documents and never from the remote: a remote that is
 * down, or that changes its contract, must not decide whether we can start.
 *
 * Each connection holds what it loaded and nothing is kept beyond it, in place of node-soap's own cache, which
 * is keyed by address and lives as long as the process.
 */
import { posix } from 'node:path'

import soap from 'soap'

import { fail } from '../failure.ts'
import { elementType, type XsdComplex, type XsdSchemas } from './xsd.ts'

/** One operation of a port: its message types, and how node-soap names it. */
export interface SoapOperation {
  readonly name: string
  readonly service: string
  readonly port: string
  readonly input: XsdComplex
  /** Absent for a one-way operation. */
  readonly output?: XsdComplex
  /** Name of the element that the reply must hold. */
  readonly replyElement?: string
}

/** A loaded WSDL. */
export interface LoadedWsdl {
  readonly wsdl: soap.WSDL
  readonly targetNamespace: string
  /** Where the chosen port is said to be. */
  readonly address: string
  /** The operations of the port. */
  readonly operations: readonly string[]
  /** Finds an operation, or raises `misconfigured` and says which there are. */
  readonly operation: (name: string) => SoapOperation
}

/** Which WSDL, and which of its ports. */
export interface WsdlChoice {
  readonly document: string
  readonly soapVersion: '1.1' | '1.2'
  readonly service?: string
  readonly port?: string
}

type LoadDocument = (name: string) => Promise<string>

/** Loads a WSDL with everything it imports. Raises `misconfigured` when it cannot be used. */
export async function loadWsdl(choice: WsdlChoice, load: LoadDocument): Promise<LoadedWsdl> {
  const documents = await loadDocuments(choice.document, load)
  const wsdl = await parse(choice, documents)
  const schemas: XsdSchemas = {
    byNamespace: wsdl.definitions.schemas,
    prefixes: wsdl.definitions.xmlns as unknown as XsdSchemas['prefixes'],
  }
  const { service, port, address, methods } = choosePort(wsdl, choice)
  return {
    wsdl,
    targetNamespace: (wsdl.definitions.$targetNamespace as string | undefined) ?? '',
    address,
    operations: Object.keys(methods).sort(),
    operation: (name) => {
      const method = Object.hasOwn(methods, name) ? methods[name] : undefined
      if (!method) {
        const known = Object.keys(methods).sort().join(', ')
        throw fail('misconfigured', `${choice.document} has no operation ${name}; it has ${known}.`)
      }
      return { name, service, port, ...messageTypes(name, method, schemas) }
    },
  }
}

/** Every document by its name: the WSDL and, transitively, what it imports by a relative name. */
async function loadDocuments(root: string, load: LoadDocument): Promise<ReadonlyMap<string, string>> {
  const documents = new Map<string, string>()
  const waiting = [root]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (documents.has(name)) continue
    if (documents.size >= maxDocuments)
      throw fail('misconfigured', `${root} imports more than ${maxDocuments} files.`)
    const text = asXmlDocument(await loadOne(name, load))
    documents.set(name, text)
    waiting.push(...importedNames(name, text))
  }
  return documents
}

const maxDocuments = 100

async function loadOne(name: string, load: LoadDocument): Promise<string> {
  try {
    return await load(name)
  } catch (cause) {
    throw fail('misconfigured', `The document ${name} of the SOAP connection cannot be read.`, { cause })
  }
}

/** node-soap takes a text for a document (and not for an address) by its XML declaration. */
function asXmlDocument(text: string): string {
  const body = text.replace(/^\uFEFF/, '').trimStart()
  if (/<!DOCTYPE/i.test(body)) throw fail('misconfigured', 'A WSDL or schema must not hold a DOCTYPE.')
  return /^<\?xml[^>]*?>/i.test(body) ? body : `<?xml version="1.0" encoding="UTF-8"?>\n${body}`
}

function importedNames(from: string, text: string): readonly string[] {
  const withoutComments = text.replace(/<!--[\s\S]*?-->/g, '')
  const tags = withoutComments.matchAll(/<(?:[\w.-]+:)?(?:import|include)\b[^>]*>/g)
  const locations = [...tags].map(
    ([tag]) => /\b(?:schemaLocation|location)\s*=\s*["']([^"']+)["']/.exec(tag)?.[1],
  )
  return locations
    .filter((location) => location !== undefined)
    .map((location) => documentName(from, location))
}

/** The document that a location means, beside the one that names it; addresses of the web are not followed. */
function documentName(from: string, location: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) {
    const message = `${from} imports ${location}. Save that file as a document beside it and import it by name.`
    throw fail('misconfigured', message)
  }
  return posix.join(posix.dirname(from), location)
}

async function parse(choice: WsdlChoice, documents: ReadonlyMap<string, string>): Promise<soap.WSDL> {
  const root = documents.get(choice.document) ?? ''
  const nameOf = new Map([...documents].map(([name, text]) => [text, name]))
  const options = {
    ...wsdlOptions,
    forceSoap12Headers: choice.soapVersion === '1.2',
    wsdl_options: {
      overrideImportLocation: (_path: string, from: string, location: string) =>
        documents.get(documentName(nameOf.get(from) ?? choice.document, location)) ?? '<?xml version="1.0"?>',
    },
  }
  return new Promise((resolve, reject) => {
    const refuse = (cause: unknown): void => {
      reject(fail('misconfigured', `${choice.document} is not a WSDL that can be used.`, { cause }))
    }
    const wsdl = new soap.WSDL(root, root, options)
    wsdl.onReady((error: unknown) => {
      if (error) return refuse(error)
      // Set by node-soap only once a client is made of it.
      wsdl.options.attributesKey = 'attributes'
      wsdl.options.preserveWhitespace = true
      resolve(wsdl)
    })
  })
}

const asText = (text: string): string => text

/** Everything stays text: node-soap's numbers lose digits and its dates cannot be written back. */
const wsdlOptions = {
  handleNilAsNull: true,
  customDeserializer: Object.fromEntries(
    [
      'int',
      'integer',
      'short',
      'long',
      'double',
      'float',
      'decimal',
      'bool',
      'boolean',
      'dateTime',
      'date',
    ].map((name) => [name, asText]),
  ),
}

interface Message {
  readonly $name: string
  readonly targetNamespace?: string
}

interface Method {
  readonly input: Message
  readonly output: Message | null
  readonly style: string
}

interface Port {
  readonly service: string
  readonly port: string
  readonly address: string
  readonly methods: Readonly<Record<string, Method>>
}

function choosePort(wsdl: soap.WSDL, choice: WsdlChoice): Port {
  const wanted = portsOf(wsdl).filter(
    ({ service, port }) =>
      (choice.service === undefined || choice.service === service) &&
      (choice.port === undefined || choice.port === port),
  )
  // A port says nothing here about its SOAP version; by custom the one for 1.2 is named so.
  const preferred = wanted.find(({ port }) => /12$/.test(port) === (choice.soapVersion === '1.2'))
  const chosen = preferred ?? wanted[0]
  if (!chosen) throw fail('misconfigured', `${choice.document} has no such service and port over HTTP.`)
  return chosen
}

function portsOf(wsdl: soap.WSDL): readonly Port[] {
  const services = wsdl.definitions.services as unknown as Readonly<Record<string, ServiceNode>>
  return Object.entries(services).flatMap(([service, { ports }]) =>
    Object.entries(ports).map(([port, { binding, location = '' }]) => ({
      service,
      port,
      address: location,
      methods: binding.methods,
    })),
  )
}

interface ServiceNode {
  readonly ports: Readonly<
    Record<string, { readonly location?: string; readonly binding: { readonly methods: Port['methods'] } }>
  >
}

function messageTypes(
  name: string,
  method: Method,
  schemas: XsdSchemas,
): Pick<SoapOperation, 'input' | 'output' | 'replyElement'> {
  const { input, output } = method
  if (method.style === 'rpc' || input.targetNamespace === undefined) {
    throw fail(
      'misconfigured',
      `${name} is written in rpc style; only document/literal operations can be used.`,
    )
  }
  const inputType = elementType(schemas, input.targetNamespace, input.$name)
  if (!output) return { input: inputType }
  const outputType = elementType(schemas, output.targetNamespace ?? input.targetNamespace, output.$name)
  return { input: inputType, output: outputType, replyElement: output.$name }
}
