/**
 * SOAP as a server speaks it, 1.1 and 1.2 at one address: the version of the answer is that of the request. node-soap
 * reads and writes the bodies; envelope, faults and checks are here, because its own server declares no `xsi` for nil,
 * answers a refused login in the other version, and checks nothing.
 */
import { Problem, problemKinds } from '../../contracts/problems.ts'
import { failureOf } from '../../engine/values/failure.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { escapeXml, fromWire, textOf, toWire } from '../../engine/values/wsdl/wire-values.ts'
import type { LoadedWsdl, SoapOperation } from '../../engine/values/wsdl/wsdl.ts'
import type { XsdComplex, XsdType } from '../../engine/values/wsdl/xsd.ts'

/** The versions by the namespace of their envelopes. */
const versions = {
  'http://schemas.xmlsoap.org/soap/envelope/': '1.1',
  'http://www.w3.org/2003/05/soap-envelope': '1.2',
} as const

type Namespace = keyof typeof versions

/** How an answer is to be written. */
export type SoapVersion = (typeof versions)[Namespace]

/** A request, read. */
export interface SoapRequest {
  readonly operation: SoapOperation
  readonly message: JsonObject
  /** The UsernameToken of the header, as node-soap read it. */
  readonly token: unknown
}

/** The version of a request; 1.1 when it is none that is known, so that the fault can be read at all. */
export function versionOf(xml: string): SoapVersion {
  return versions[namespaceOf(xml) as Namespace] ?? '1.1'
}

function namespaceOf(xml: string): string | undefined {
  const tag = /^\uFEFF?\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)*<(?:([\w.-]+):)?Envelope\b([^>]*)>/.exec(xml)
  const declaration = tag?.[1] === undefined ? 'xmlns' : `xmlns:${tag[1]}`
  const found = new RegExp(`(?:^|\\s)${declaration}\\s*=\\s*["']([^"']+)["']`).exec(tag?.[2] ?? '')
  return found?.[1]
}

/** The header and the name of the message. Raises `malformedBody` for what is no SOAP, nothing else of it is read. */
export function readEnvelope(
  wsdl: LoadedWsdl,
  xml: string,
): { readonly header: unknown; readonly body: unknown } {
  const namespace = namespaceOf(xml)
  // A document type can only be there to define entities; it stands before the envelope and is refused with it.
  if (namespace === undefined) throw new Problem('malformedBody', 'The body is no SOAP envelope.')
  if (!(namespace in versions)) {
    throw new Problem(
      'malformedBody',
      `The envelope is of an unknown version of SOAP (${namespace.slice(0, 100)}).`,
    )
  }
  refuseUnknown(wsdl, xml)
  let envelope: unknown
  try {
    envelope = wsdl.wsdl.xmlToObject(xml)
  } catch (cause) {
    throw new Problem('malformedBody', 'The XML cannot be read.', { cause })
  }
  refuseMisunderstood(member(envelope, 'Header'))
  return { header: member(envelope, 'Header'), body: member(envelope, 'Body') }
}

/** node-soap stumbles over a message that its WSDL lacks, and does not say so. */
function refuseUnknown({ operations }: LoadedWsdl, xml: string): void {
  const name = /<(?:[\w.-]+:)?Body\b[^>]*>(?:\s|<!--[\s\S]*?-->)*<(?:[\w.-]+:)?([\w-]+)/.exec(xml)?.[1]
  if (name === undefined || operations.includes(name)) return
  throw new Problem('badInput', `There is no operation ${name}; there are ${operations.join(', ')}.`)
}

/** The one message of a body, as its WSDL describes it. Raises `badInput` naming the field. */
export function readMessage(wsdl: LoadedWsdl, body: unknown): Omit<SoapRequest, 'token'> {
  const [name, ...others] = Object.keys(isRecord(body) ? body : {}).filter((key) => key !== 'attributes')
  if (name === undefined || others.length > 0) {
    throw new Problem('badInput', 'The body of the envelope must hold exactly one message.')
  }
  const operation = wsdl.operation(name)
  const read = member(body, name) ?? {}
  const unknown = unknownFields(operation.input, read, '')
  if (unknown.length > 0) {
    const errors = unknown.map((path) => ({ path, message: 'is not a known field' }))
    throw new Problem('badInput', `The message ${name} is not valid.`, { errors })
  }
  return { operation, message: messageOf(operation, read) }
}

function messageOf({ input, name }: SoapOperation, read: unknown): JsonObject {
  try {
    return fromWire(input, read, name) as JsonObject
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined) throw error
    throw new Problem('badInput', failure.message, { cause: error })
  }
}

function unknownFields(type: XsdType, read: unknown, path: string): readonly string[] {
  if (type.kind === 'simple' || !isRecord(read)) return []
  return Object.entries(read).flatMap(([name, value]) => {
    if (name === 'attributes' || name === '$value') return []
    const field = type.fields.find((one) => one.name === name)
    const here = `${path}/${name}`
    if (field === undefined) return [here.slice(1)]
    const items: readonly unknown[] = Array.isArray(value) ? value : [value]
    return items.flatMap((item) => unknownFields(field.type, item, here))
  })
}

/** A header that must be understood and is not ours (WS-Addressing, a signature) must stop the request. */
function refuseMisunderstood(header: unknown): void {
  for (const [name, value] of Object.entries(isRecord(header) ? header : {})) {
    if (name === 'Security') continue
    const attributes = Object.entries(
      isRecord(value) && isRecord(value['attributes']) ? value['attributes'] : {},
    )
    const isBinding = attributes.some(
      ([attribute, text]) => /(^|:)mustUnderstand$/.test(attribute) && /^(1|true)$/.test(String(text)),
    )
    if (isBinding)
      throw new Problem('badInput', `The header ${name} must be understood, and is not known here.`)
  }
}

/** The answer to a request. */
export function writeReply(
  wsdl: LoadedWsdl,
  { output, replyElement }: SoapOperation,
  answer: JsonObject,
): string {
  const { targetNamespace } = wsdl
  return wsdl.wsdl.objectToDocumentXML(
    replyElement ?? '',
    toWire(output as XsdComplex, answer),
    'tns',
    targetNamespace,
  ) as string
}

/** The envelope around a body. */
export function envelope(version: SoapVersion, body: string, targetNamespace: string): string {
  const [namespace] = Object.entries(versions).find(([, of]) => of === version) ?? ['']
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<soap:Envelope xmlns:soap="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
    ` xmlns:tns="${targetNamespace}"><soap:Body>${body}</soap:Body></soap:Envelope>`
  )
}

/** A problem as a fault, with the problem itself as its typed detail. */
export function writeFault(version: SoapVersion, problem: Problem, traceId: string): string {
  const { status, title, remedy } = problemKinds[problem.code]
  const isCallers = status < 500
  const errors = problem.errors.map(
    ({ path, message }) =>
      `<tns:error><tns:path>${escapeXml(path)}</tns:path><tns:message>${escapeXml(message)}</tns:message></tns:error>`,
  )
  const detail =
    `<tns:Problem><tns:code>${problem.code}</tns:code><tns:title>${escapeXml(title.en)}</tns:title>` +
    `<tns:detail>${escapeXml(problem.detail)}</tns:detail><tns:remedy>${escapeXml(remedy)}</tns:remedy>` +
    `${errors.join('')}<tns:traceId>${traceId}</tns:traceId></tns:Problem>`
  const words = escapeXml(problem.detail)
  return version === '1.1'
    ? `<soap:Fault><faultcode>soap:${isCallers ? 'Client' : 'Server'}</faultcode>` +
        `<faultstring>${words}</faultstring><detail>${detail}</detail></soap:Fault>`
    : `<soap:Fault><soap:Code><soap:Value>soap:${isCallers ? 'Sender' : 'Receiver'}</soap:Value></soap:Code>` +
        `<soap:Reason><soap:Text xml:lang="en">${words}</soap:Text></soap:Reason>` +
        `<soap:Detail>${detail}</soap:Detail></soap:Fault>`
}

/** The content type that each version prescribes. */
export const contentTypes: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'text/xml; charset=utf-8',
  '1.2': 'application/soap+xml; charset=utf-8',
}

/** A member of what node-soap has read. */
export function member(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** The text of a member, or `undefined`. */
export function textIn(value: unknown, name: string): string | undefined {
  const found = member(value, name)
  return found === undefined || found === null ? undefined : textOf(found).trim()
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
