/** Envelopes of SOAP 1.1 and 1.2: requests as text, replies read as trees. */
import { fail, type RemoteFailure } from '../../../engine/values/failure.ts'
import { readMessage, referencesIn } from '../../../engine/values/wsdl/read-message.ts'
import { writeMessage } from '../../../engine/values/wsdl/write-message.ts'
import type { SoapOperation, SoapVersion } from '../../../engine/values/wsdl/wsdl.ts'
import {
  attributeOf,
  childNamed,
  elementsIn,
  escapeXml,
  parseXml,
  XmlError,
  type XmlElement,
} from '../../../engine/values/xml.ts'
import type { HttpReply } from '../../adapter.ts'
import { failureOfStatus } from '../http-status.ts'
import { isMultipart, multipartText, readMultipart } from './mtom.ts'
import { doubted, type Doubt } from './reply-doubt.ts'
import type { VerifyReply } from './reply-signature.ts'
import { SignatureError } from './signature-error.ts'

/** Namespace of the envelope by version. */
export const envelopeNamespaces: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
}

const encoding = 'http://schemas.xmlsoap.org/soap/encoding/'

/** The envelope of a request around its header blocks, which may be none, and its message. */
export function writeEnvelope(
  operation: SoapOperation,
  message: unknown,
  { version, header }: { readonly version: SoapVersion; readonly header: string },
): string {
  const { isEncoded, requestElement, input } = operation
  const form = requestElement && { element: requestElement, type: input, isEncoded }
  const body = form ? writeMessage(form, message) : ''
  const encoded = isEncoded ? ` xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soapenc="${encoding}"` : ''
  const style = isEncoded ? ` soap:encodingStyle="${encoding}"` : ''
  return (
    '<?xml version="1.0" encoding="utf-8"?>' +
    `<soap:Envelope xmlns:soap="${envelopeNamespaces[version]}"` +
    ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"${encoded}>` +
    `${header === '' ? '' : `<soap:Header>${header}</soap:Header>`}` +
    `<soap:Body${style}>${body}</soap:Body></soap:Envelope>`
  )
}

/** The headers by which each version says that this is SOAP, and which action is meant. */
export function contentHeaders(
  { soapAction }: SoapOperation,
  version: SoapVersion,
): Readonly<Record<string, string>> {
  if (version === '1.1') return { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: `"${soapAction}"` }
  const action = soapAction === '' ? '' : `; action="${soapAction}"`
  return { 'Content-Type': `application/soap+xml; charset=utf-8${action}` }
}

/** What a reply holds. */
export type SoapReply =
  | {
      readonly kind: 'message'
      readonly message: Readonly<Record<string, unknown>>
      readonly header?: XmlElement
    }
  | {
      readonly kind: 'fault'
      readonly fault: XmlElement
      readonly header?: XmlElement
      /** Why nobody vouches for the fault, although somebody must. */
      readonly doubt?: Doubt
    }

/** One reply and the circumstances that a failure names. */
export interface Exchange {
  readonly reply: HttpReply
  readonly attempt: string
  readonly now: Date
  /** How a reply is verified, when it must bear a signature. */
  readonly verify?: VerifyReply
}

/**
 * Reads a reply, or raises what its status, or its not being SOAP, means. Where a signature is demanded, only a message or
 * a fault that bears it is certain; everything else is doubted, a status always, because no signature covers it.
 */
export function readReply(operation: SoapOperation, exchange: Exchange): SoapReply {
  const { reply, attempt } = exchange
  if (operation.output === undefined && isSuccess(reply) && isBlank(reply))
    return { kind: 'message', message: {} }
  refuseOther(exchange)
  const { body, header, doubt } = vouchedParts(exchange)
  const rest = header ? { header } : {}
  const fault = elementsIn(body).find(isFault)
  if (fault) return { kind: 'fault', fault, ...rest, ...(doubt && { doubt }) }
  if (!isSuccess(reply)) throw statusOf(exchange)
  if (doubt)
    throw fail('unreadable', `${attempt} was answered, but the reply ${doubt.words}.`, { code: doubt.code })
  return { kind: 'message', message: messageIn(body, operation, attempt), ...rest }
}

interface Parts {
  readonly body: XmlElement
  readonly header?: XmlElement | undefined
  readonly doubt?: Doubt
}

/** Body and header as they were signed, or as they came, with the reason to doubt them when a signature is demanded. */
function vouchedParts({ reply, attempt, now, verify }: Exchange): Parts {
  const envelope = envelopeOf(reply, attempt)
  const [header, body] = [childNamed(envelope, 'Header'), childNamed(envelope, 'Body')]
  if (!body) throw notSoap(attempt)
  if (!verify) return { body, header }
  try {
    const signed = verify(isMultipart(reply) ? multipartText(reply) : decode(reply), now)
    return { body: signed.body, header: header && { ...header, children: signed.blocks } }
  } catch (thrown) {
    if (!(thrown instanceof SignatureError)) throw thrown
    return { body, header, doubt: { code: thrown.code, words: thrown.message } }
  }
}

function statusOf({ reply, attempt, now, verify }: Exchange): RemoteFailure {
  const failure = failureOfStatus(reply, attempt, now)
  return verify
    ? doubted(failure, { code: 'ReplyNotSigned', words: 'has a status, which no signature covers' })
    : failure
}

/** In whichever version it is written, or in none, as careless servers do. */
function isFault({ local, namespace }: XmlElement): boolean {
  return local === 'Fault' && ['', ...Object.values(envelopeNamespaces)].includes(namespace)
}

/** A refused login is one whatever the body, and what is no SOAP is understood by its status. */
function refuseOther(exchange: Exchange): void {
  const { reply, attempt } = exchange
  const isSoap = isMultipart(reply) || looksLikeSoap(decode(reply))
  if (!isSoap && isSuccess(reply)) throw notSoap(attempt)
  if (!isSoap || reply.status === 401 || reply.status === 407) throw statusOf(exchange)
}

function isSuccess(reply: HttpReply): boolean {
  return reply.status >= 200 && reply.status < 300
}

function isBlank({ body }: HttpReply): boolean {
  return body.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))
}

/** A document type can only be there to define entities; none of the reply is read then. */
function looksLikeSoap(xml: string): boolean {
  const prolog = /^\uFEFF?\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)*/.exec(xml)?.[0] ?? ''
  return /^<(?:[\w.-]+:)?Envelope[\s>/]/.test(xml.slice(prolog.length))
}

function notSoap(attempt: string): Error {
  return fail('unreadable', `${attempt} was answered with something that is not a SOAP envelope.`)
}

function envelopeOf(reply: HttpReply, attempt: string): XmlElement {
  try {
    const envelope = isMultipart(reply) ? readMultipart(reply) : parseXml(decode(reply))
    const isKnown = Object.values(envelopeNamespaces).includes(envelope.namespace)
    if (envelope.local === 'Envelope' && isKnown) return envelope
  } catch (cause) {
    if (!(cause instanceof XmlError)) throw cause
    throw fail('unreadable', `${attempt} was answered with XML that cannot be read: ${cause.message}.`)
  }
  throw notSoap(attempt)
}

/** The text in the encoding that the reply names; older servers here still write windows-1256. */
function decode(reply: HttpReply): string {
  const declared =
    /charset\s*=\s*"?([\w-]+)/i.exec(reply.headers['content-type'] ?? '')?.[1] ??
    /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)/i.exec(
      Buffer.from(reply.body.subarray(0, 200)).toString('latin1'),
    )?.[1]
  if (declared === undefined || /^utf-?8$/i.test(declared)) return reply.text()
  try {
    return new TextDecoder(declared).decode(reply.body)
  } catch (cause) {
    if (cause instanceof RangeError) return reply.text()
    throw cause
  }
}

function messageIn(
  body: XmlElement,
  operation: SoapOperation,
  attempt: string,
): Readonly<Record<string, unknown>> {
  const { output, replyElement, style, name, isEncoded } = operation
  if (!output || !replyElement) return {}
  const [first] = elementsIn(body)
  // In rpc style the name of the answering element is a custom, not a rule.
  const found = style === 'rpc' ? first : childNamed(body, replyElement.local)
  if (!found) {
    throw fail(
      'unreadable',
      `${attempt} was answered with a message that is not ${escapeXml(replyElement.local)}.`,
    )
  }
  const references = isEncoded ? referencesIn(body) : undefined
  return readMessage(output, found, { path: name, ...(references && { references }) }) as Readonly<
    Record<string, unknown>
  >
}

/** The id of the request that a reply says it answers. */
export function relatesTo(header: XmlElement | undefined): string | undefined {
  const block = header && elementsIn(header).find((one) => one.local === 'RelatesTo')
  if (!block) return undefined
  const kind = attributeOf(block, 'RelationshipType')
  if (kind !== undefined && !/(^|[:/])Reply$|\/reply$/.test(kind)) return undefined
  return block.children
    .filter((child) => typeof child === 'string')
    .join('')
    .trim()
}
