/**
 * A WSDL, read from the project's or the connection's own documents and never from the remote: a remote that is
 * down, or that changes its contract, must not decide whether we can start.
 *
 * It is read here and not by node-soap, which takes one schema for a namespace and drops the others, forgets which
 * elements are qualified, attribute groups, wildcards and faults, and lets two bindings of a port type overwrite
 * each other's actions.
 */
import { fail, failureOf } from '../failure.ts'
import { attributeOf, childNamed, elementsIn, resolvedName, type QName, type XmlElement } from '../xml.ts'
import { definitionsIn, loadDocuments, schemaAt, schemasIn, type LoadDocument } from './documents.ts'
import { keyOf, schemaSet, type SchemaSet } from './schema-set.ts'
import { emptyType, messageType, partType } from './xsd-reading.ts'
import type { XsdComplex, XsdField } from './xsd.ts'

/** The versions of SOAP. */
export type SoapVersion = '1.1' | '1.2'

/** One operation of a port: its messages, and how they are written. */
export interface SoapOperation {
  readonly name: string
  readonly soapAction: string
  /** The action in the words of WS-Addressing. */
  readonly addressingAction: string
  readonly style: 'document' | 'rpc'
  readonly isEncoded: boolean
  readonly input: XsdComplex
  /** The element of the request; absent for a body that is empty. */
  readonly requestElement?: QName
  /** Absent for a one-way operation. */
  readonly output?: XsdComplex
  /** The element that the reply must hold; absent for a body that is empty. */
  readonly replyElement?: QName
  /** The details of its faults, by the local name of their element. */
  readonly faults: Readonly<Record<string, XsdComplex>>
}

/** A loaded WSDL. */
export interface LoadedWsdl {
  readonly targetNamespace: string
  readonly service: string
  readonly port: string
  readonly soapVersion: SoapVersion
  /** Where the chosen port is said to be. */
  readonly address: string
  /** The operations of the port. */
  readonly operations: readonly string[]
  /** All ports over SOAP, `Service.Port`. */
  readonly ports: readonly string[]
  /** Finds an operation, or raises `misconfigured` and says which there are, or why it cannot be used. */
  readonly operation: (name: string) => SoapOperation
}

/** Which WSDL, and which of its ports. Without a version, one for 1.1 is preferred. */
export interface WsdlChoice {
  readonly document: string
  readonly soapVersion?: SoapVersion
  readonly service?: string
  readonly port?: string
}

/** Namespaces of bindings by version. */
const versions: Readonly<Record<string, SoapVersion>> = {
  'http://schemas.xmlsoap.org/wsdl/soap/': '1.1',
  'http://schemas.xmlsoap.org/wsdl/soap12/': '1.2',
}

/** Loads a WSDL with everything it imports. Raises `misconfigured` when it cannot be used. */
export async function loadWsdl(choice: WsdlChoice, load: LoadDocument): Promise<LoadedWsdl> {
  const documents = await loadDocuments(choice.document, load)
  const root = documents.get(choice.document)
  if (root?.local !== 'definitions')
    throw fail('misconfigured', `${choice.document} is not a WSDL that can be used.`)
  const schemas = schemaSet(schemasIn(documents), (from, location) => schemaAt(documents, from, location))
  const definitions = definitionsOf(definitionsIn(documents).map(({ node }) => node))
  const ports = portsOf(definitions)
  const port = choosePort(ports, choice)
  const wanted = choice.soapVersion ?? port.version
  const operations = boundOperations(port.binding)
  const known = new Map<string, SoapOperation>()
  return {
    targetNamespace: attributeOf(root, 'targetNamespace') ?? '',
    service: port.service,
    port: port.name,
    soapVersion: wanted,
    address: port.address,
    operations: [...operations.keys()].sort(),
    ports: ports.map(({ service, name }) => `${service}.${name}`),
    operation: (name) => {
      const before = known.get(name)
      if (before) return before
      const bound = operations.get(name)
      if (!bound) {
        const names = [...operations.keys()].sort().join(', ')
        throw fail('misconfigured', `${choice.document} has no operation ${name}; it has ${names}.`)
      }
      const operation = operationOf({ name, bound, port, definitions, schemas, soapVersion: wanted })
      known.set(name, operation)
      return operation
    },
  }
}

interface Definitions {
  readonly messages: ReadonlyMap<string, XmlElement>
  readonly portTypes: ReadonlyMap<string, XmlElement>
  readonly bindings: ReadonlyMap<string, XmlElement>
  readonly services: readonly XmlElement[]
}

function definitionsOf(roots: readonly XmlElement[]): Definitions {
  const named = (local: string): ReadonlyMap<string, XmlElement> =>
    new Map(
      roots.flatMap((root) =>
        elementsIn(root)
          .filter((one) => one.local === local)
          .map((one): [string, XmlElement] => {
            const namespace = attributeOf(root, 'targetNamespace') ?? ''
            return [keyOf({ namespace, local: attributeOf(one, 'name') ?? '' }), one]
          }),
      ),
    )
  return {
    messages: named('message'),
    portTypes: named('portType'),
    bindings: named('binding'),
    services: roots.flatMap((root) => elementsIn(root).filter(({ local }) => local === 'service')),
  }
}

interface Port {
  readonly service: string
  readonly name: string
  readonly address: string
  readonly version: SoapVersion
  readonly binding: XmlElement
}

function portsOf({ services, bindings }: Definitions): readonly Port[] {
  return services.flatMap((service) =>
    elementsIn(service)
      .filter(({ local }) => local === 'port')
      .flatMap((port): readonly Port[] => {
        const binding = bindings.get(keyOf(resolvedName(attributeOf(port, 'binding') ?? '', port)))
        const version = binding && versions[soapChild(binding, 'binding')?.namespace ?? '']
        if (!binding || version === undefined) return []
        const named = { service: attributeOf(service, 'name') ?? '', name: attributeOf(port, 'name') ?? '' }
        return [{ ...named, version, binding, address: said(soapChild(port, 'address'), 'location') ?? '' }]
      }),
  )
}

/** An attribute of an element that may not be there. */
function said(element: XmlElement | undefined, attribute: string): string | undefined {
  return element && attributeOf(element, attribute)
}

/** The child by which a WSDL says something about SOAP. */
function soapChild(element: XmlElement, local: string): XmlElement | undefined {
  return elementsIn(element).find((child) => child.local === local && child.namespace in versions)
}

function choosePort(ports: readonly Port[], { document, service, port, soapVersion }: WsdlChoice): Port {
  const wanted = ports.filter(
    (one) => (service === undefined || service === one.service) && (port === undefined || port === one.name),
  )
  const chosen = wanted.find(({ version }) => version === (soapVersion ?? '1.1')) ?? wanted[0]
  if (chosen) return chosen
  const known = ports.map((one) => `${one.service}.${one.name}`).join(', ')
  const there = known === '' ? 'it has none over SOAP' : `it has ${known}`
  throw fail('misconfigured', `${document} has no such service and port; ${there}.`)
}

function boundOperations(binding: XmlElement): ReadonlyMap<string, XmlElement> {
  const operations = elementsIn(binding).filter(({ local }) => local === 'operation')
  return new Map(operations.map((one) => [attributeOf(one, 'name') ?? '', one]))
}

interface Bound {
  readonly name: string
  readonly bound: XmlElement
  readonly port: Port
  readonly definitions: Definitions
  readonly schemas: SchemaSet
  readonly soapVersion: SoapVersion
}

function operationOf(means: Bound): SoapOperation {
  const { name, port, definitions, schemas } = means
  const { soapAction, style, isEncoded } = manner(means)
  const abstract = abstractOperation(name, port, definitions)
  const input = messageOf(means, abstract, 'input')
  const output = messageOf(means, abstract, 'output')
  return {
    name,
    soapAction,
    addressingAction: addressingAction(means, childNamed(abstract, 'input'), soapAction),
    style,
    isEncoded,
    input: input?.type ?? emptyType,
    ...(input?.element && { requestElement: input.element }),
    ...(output && { output: output.type }),
    ...(output?.element && { replyElement: output.element }),
    faults: faultsOf(abstract, definitions, schemas),
  }
}

/** What the binding says of how an operation is called. */
function manner({
  name,
  bound,
  port,
  soapVersion,
}: Bound): Pick<SoapOperation, 'soapAction' | 'style' | 'isEncoded'> {
  const soapOperation = soapChild(bound, 'operation')
  const style = said(soapOperation, 'style') ?? said(soapChild(port.binding, 'binding'), 'style')
  const isRpc = style === 'rpc'
  const isEncoded = said(soapBody(bound, 'input'), 'use') === 'encoded'
  if (isEncoded && (!isRpc || soapVersion !== '1.1'))
    throw fail('misconfigured', `${name} is encoded, which can only be used in rpc style over SOAP 1.1.`)
  return { soapAction: said(soapOperation, 'soapAction') ?? '', style: isRpc ? 'rpc' : 'document', isEncoded }
}

function messageOf(means: Bound, abstract: XmlElement, way: 'input' | 'output'): Message | undefined {
  const node = childNamed(abstract, way)
  if (!node) return undefined
  const { name, bound, definitions, schemas } = means
  const message = messageNamed(node, definitions)
  const chosen = { name, message, body: soapBody(bound, way), schemas, isReply: way === 'output' }
  return manner(means).style === 'rpc' ? rpcMessage(chosen) : documentMessage(chosen)
}

/** WS-Addressing 1.0, metadata 4.4: what the WSDL says, else the action of SOAP, else a name made by rule. */
function addressingAction({ name, port }: Bound, input: XmlElement | undefined, soapAction: string): string {
  const said = input?.attributes.find(
    (one) =>
      one.local === 'Action' &&
      /\/addressing\/(wsdl|metadata)$|ws\/2004\/08\/addressing$/.test(one.namespace),
  )
  if (said) return said.value
  if (soapAction !== '') return soapAction
  const { namespace, local } = resolvedName(attributeOf(port.binding, 'type') ?? '', port.binding)
  const separator = namespace.startsWith('urn:') ? ':' : '/'
  const message = (input && attributeOf(input, 'name')) ?? `${name}Request`
  return [namespace.replace(/\/$/, ''), local, message].join(separator)
}

function soapBody(bound: XmlElement, way: string): XmlElement | undefined {
  const message = childNamed(bound, way)
  if (!message) return undefined
  const related = elementsIn(message).find(({ local }) => local === 'multipartRelated')
  const [root] = related ? elementsIn(related) : [message]
  return root && soapChild(root, 'body')
}

function abstractOperation(name: string, { binding }: Port, { portTypes }: Definitions): XmlElement {
  const portType = portTypes.get(keyOf(resolvedName(attributeOf(binding, 'type') ?? '', binding)))
  const found =
    portType &&
    elementsIn(portType).find((one) => one.local === 'operation' && attributeOf(one, 'name') === name)
  if (found) return found
  throw fail('misconfigured', `The WSDL binds the operation ${name}, but its port type does not describe it.`)
}

function messageNamed(reference: XmlElement, { messages }: Definitions): XmlElement {
  const name = resolvedName(attributeOf(reference, 'message') ?? '', reference)
  const found = messages.get(keyOf(name))
  if (found) return found
  throw fail('misconfigured', `The WSDL uses the message ${name.local}, which it does not hold.`)
}

interface Message {
  readonly type: XsdComplex
  readonly element?: QName
}

interface ChosenMessage {
  readonly name: string
  readonly message: XmlElement
  readonly body: XmlElement | undefined
  readonly schemas: SchemaSet
  readonly isReply: boolean
}

/** The parts that stand in the body; the others are headers. */
function bodyParts({ message, body }: ChosenMessage): readonly XmlElement[] {
  const listed = body && attributeOf(body, 'parts')
  const names = listed?.trim().split(/\s+/)
  return elementsIn(message).filter(
    (one) => one.local === 'part' && (names?.includes(attributeOf(one, 'name') ?? '') ?? true),
  )
}

function documentMessage(chosen: ChosenMessage): Message {
  const [part, ...others] = bodyParts(chosen)
  if (!part) return { type: emptyType }
  if (others.length > 0)
    throw fail('misconfigured', `${chosen.name} has a body of several parts, which is not supported.`)
  const element = attributeOf(part, 'element')
  if (element === undefined)
    throw fail(
      'misconfigured',
      `${chosen.name} has a body that is a type and no element, which is not supported.`,
    )
  const name = resolvedName(element, part)
  return { type: messageType(chosen.schemas, name), element: name }
}

/** In rpc style the operation itself is the element, and the parts stand in it, in no namespace. */
function rpcMessage(chosen: ChosenMessage): Message {
  const { name, body, schemas, isReply } = chosen
  const fields = bodyParts(chosen).map((part): XsdField => {
    const type = attributeOf(part, 'type')
    const local = attributeOf(part, 'name') ?? ''
    if (type === undefined)
      throw fail('misconfigured', `${name} is of rpc style, but its part ${local} is an element and no type.`)
    const flags = { required: true, list: false, nillable: true, attribute: false }
    return { name: local, namespace: '', type: partType(schemas, resolvedName(type, part)), ...flags }
  })
  const parts = fields.map((field) => ({ kind: 'field' as const, field }))
  return {
    type: { kind: 'complex', fields, parts, choices: [] },
    element: {
      namespace: (body && attributeOf(body, 'namespace')) ?? '',
      local: isReply ? `${name}Response` : name,
    },
  }
}

function faultsOf(
  abstract: XmlElement,
  definitions: Definitions,
  schemas: SchemaSet,
): Readonly<Record<string, XsdComplex>> {
  const faults = elementsIn(abstract).filter(({ local }) => local === 'fault')
  return Object.fromEntries(
    faults.flatMap((fault): [string, XsdComplex][] => {
      try {
        const [part] = elementsIn(messageNamed(fault, definitions)).filter(({ local }) => local === 'part')
        const element = part && attributeOf(part, 'element')
        if (!part || element === undefined) return []
        const name = resolvedName(element, part)
        return [[name.local, messageType(schemas, name)]]
      } catch (thrown) {
        // A detail that cannot be read by its type is no reason not to call: its code is found without one.
        if (failureOf(thrown) === undefined) throw thrown
        return []
      }
    }),
  )
}
