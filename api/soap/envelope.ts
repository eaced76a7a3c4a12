/**
 * SOAP as a server speaks it, 1.1 and 1.2 at one address: the version of the answer is that of the request. Everything
 * in a request is checked against the WSDL before it is believed.
 */
import { Problem, problemKinds } from '../../contracts/problems.ts'
import { failureOf } from '../../engine/values/failure.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { readMessage as readMessageBy } from '../../engine/values/wsdl/read-message.ts'
import { writeMessage } from '../../engine/values/wsdl/write-message.ts'
import type { LoadedWsdl, SoapOperation } from '../../engine/values/wsdl/wsdl.ts'
import { emptyType } from '../../engine/values/wsdl/xsd-reading.ts'
import type { XsdType } from '../../engine/values/wsdl/xsd.ts'
import {
  childNamed,
  elementsIn,
  escapeXml,
  parseXml,
  textIn as ownText,
  XmlError,
  type XmlElement,
} from '../../engine/values/xml.ts'

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

/** The header and the body. Raises `malformedBody` for what is no SOAP, nothing else of it is read. */
export function readEnvelope(xml: string): {
  readonly header: XmlElement | undefined
  readonly body: XmlElement
} {
  const namespace = namespaceOf(xml)
  // A document type can only be there to define entities; it stands before the envelope and is refused with it.
  if (namespace === undefined) throw new Problem('malformedBody', 'The body is no SOAP envelope.')
  if (!(namespace in versions)) {
    throw new Problem(
      'malformedBody',
      `The envelope is of an unknown version of SOAP (${namespace.slice(0, 100)}).`,
    )
  }
  const envelope = parsed(xml)
  const [header, body] = [childNamed(envelope, 'Header'), childNamed(envelope, 'Body')]
  if (!body) throw new Problem('malformedBody', 'The SOAP envelope has no body.')
  refuseMisunderstood(header)
  return { header, body }
}

function parsed(xml: string): XmlElement {
  try {
    return parseXml(xml)
  } catch (cause) {
    if (!(cause instanceof XmlError)) throw cause
    throw new Problem('malformedBody', `The XML cannot be read: ${cause.message}.`, { cause })
  }
}

/** The one message of a body, as its WSDL describes it. Raises `badInput` naming the field. */
export function readMessage(wsdl: LoadedWsdl, body: XmlElement): SoapRequest {
  const [message, ...others] = elementsIn(body)
  if (message === undefined || others.length > 0) {
    throw new Problem('badInput', 'The body of the envelope must hold exactly one message.')
  }
  const name = message.local
  if (!wsdl.operations.includes(name)) {
    throw new Problem('badInput', `There is no operation ${name}; there are ${wsdl.operations.join(', ')}.`)
  }
  const operation = wsdl.operation(name)
  const unknown = unknownFields(operation.input, message, '')
  if (unknown.length > 0) {
    const errors = unknown.map((path) => ({ path, message: 'is not a known field' }))
    throw new Problem('badInput', `The message ${name} is not valid.`, { errors })
  }
  return { operation, message: messageOf(operation, message) }
}

function messageOf({ input, name }: SoapOperation, message: XmlElement): JsonObject {
  try {
    return readMessageBy(input, message, { path: name }) as JsonObject
  } catch (error) {
    const failure = failureOf(error)
    if (failure === undefined) throw error
    throw new Problem('badInput', failure.message, { cause: error })
  }
}

function unknownFields(type: XsdType, element: XmlElement, path: string): readonly string[] {
  if (type.kind === 'simple') return []
  return elementsIn(element).flatMap((child) => {
    const field = type.fields.find((one) => one.name === child.local)
    const here = `${path}/${child.local}`
    return field === undefined ? [here.slice(1)] : unknownFields(field.type, child, here)
  })
}

/** A header that must be understood and is not ours (WS-Addressing, a signature) must stop the request. */
function refuseMisunderstood(header: XmlElement | undefined): void {
  for (const block of header ? elementsIn(header) : []) {
    if (block.local === 'Security') continue
    const isBinding = block.attributes.some(
      ({ local, value }) => local === 'mustUnderstand' && /^(1|true)$/.test(value),
    )
    if (isBinding)
      throw new Problem('badInput', `The header ${block.local} must be understood, and is not known here.`)
  }
}

/** The answer to a request. */
export function writeReply({ output, replyElement, name }: SoapOperation, answer: JsonObject): string {
  if (!replyElement) throw new Error(`${name} has no reply in its WSDL`)
  return writeMessage({ element: replyElement, type: output ?? emptyType }, answer)
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

/** The text of an element inside another, without the blanks around it, or `undefined`. */
export function textIn(element: XmlElement | undefined, name: string): string | undefined {
  const found = childNamed(element, name)
  return found === undefined ? undefined : ownText(found).trim()
}
