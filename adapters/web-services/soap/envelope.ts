/** Requests and replies of SOAP as text: node-soap writes and parses, what it leaves open is closed here. */
import soap from 'soap'

import { fail } from '../../../engine/values/failure.ts'
import type { HttpReply } from '../../adapter.ts'
import { failureOfStatus } from '../http-status.ts'
import type { LoadedWsdl, SoapOperation } from '../../../engine/values/wsdl/wsdl.ts'

/** A request, ready to be sent. */
export interface SoapRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Writes requests to one endpoint. `header` gives the content of the SOAP header, new for each request. */
export function requestWriter(
  wsdl: LoadedWsdl,
  endpoint: string,
  header: () => string,
): (operation: SoapOperation, message: unknown) => SoapRequest {
  const soapVersion12 = wsdl.wsdl.options.forceSoap12Headers === true
  const options = {
    forceSoap12Headers: soapVersion12,
    preserveWhitespace: true,
    // node-soap hands a finished request to its HTTP client; this one only keeps it, and ours is asked instead.
    httpClient: { request: keepRequest } as unknown as soap.IHttpClient,
  }
  const client = new soap.Client(wsdl.wsdl, endpoint, options)
  client.setSecurity({ toXML: header })
  return (operation, message) => {
    const kept: Kept = {}
    const services = client as unknown as Readonly<Record<string, Readonly<Record<string, Port>>>>
    const method = services[operation.service]?.[operation.port]?.[operation.name]
    method?.(message, ignoreReply, { kept })
    if (!kept.request) throw new Error(`node-soap wrote no request for ${operation.name}.`)
    return kept.request
  }
}

interface Kept {
  request?: SoapRequest
}

type Port = Readonly<
  Record<string, (message: unknown, callback: () => void, options: { kept: Kept }) => void>
>

const ignoreReply = (): void => undefined

// The signature is node-soap's: address, text, callback, headers, options.
// eslint-disable-next-line max-params
function keepRequest(
  url: string,
  body: string,
  _callback: unknown,
  headers: Readonly<Record<string, string>>,
  options: { readonly kept: Kept },
): void {
  options.kept.request = { url, headers, body }
}

/** What a reply holds. */
export type SoapReply =
  | { readonly kind: 'message'; readonly message: unknown }
  | { readonly kind: 'fault'; readonly fault: unknown }

/** Reads a reply, or raises what its status, or its not being SOAP, means. */
export function readReply(wsdl: LoadedWsdl, operation: SoapOperation, exchange: Exchange): SoapReply {
  const { reply, attempt, now } = exchange
  const xml = decode(reply)
  if (operation.output === undefined && isSuccess(reply) && xml.trim() === '')
    return { kind: 'message', message: {} }
  if (!looksLikeSoap(xml)) throw isSuccess(reply) ? notSoap(attempt) : failureOfStatus(reply, attempt, now)
  if (reply.status === 401 || reply.status === 407) throw failureOfStatus(reply, attempt, now)
  const parsed = parseEnvelope(wsdl, xml, attempt)
  if (parsed.kind === 'fault') return parsed
  if (!isSuccess(reply)) throw failureOfStatus(reply, attempt, now)
  return { kind: 'message', message: messageIn(parsed.body, operation, attempt) }
}

/** One reply and the circumstances that a failure names. */
export interface Exchange {
  readonly reply: HttpReply
  readonly attempt: string
  readonly now: Date
}

function isSuccess(reply: HttpReply): boolean {
  return reply.status >= 200 && reply.status < 300
}

/** A document type can only be there to define entities; none of the reply is read then. */
function looksLikeSoap(xml: string): boolean {
  const prolog = /^\uFEFF?\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)*/.exec(xml)?.[0] ?? ''
  return /^<(?:[\w.-]+:)?Envelope[\s>/]/.test(xml.slice(prolog.length))
}

function notSoap(attempt: string): Error {
  return fail('unreadable', `${attempt} was answered with something that is not a SOAP envelope.`)
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

type Parsed =
  { readonly kind: 'fault'; readonly fault: unknown } | { readonly kind: 'body'; readonly body: unknown }

function parseEnvelope(wsdl: LoadedWsdl, xml: string, attempt: string): Parsed {
  try {
    const envelope: unknown = wsdl.wsdl.xmlToObject(xml)
    return { kind: 'body', body: member(envelope, 'Body') }
  } catch (thrown) {
    // node-soap raises a fault as an error that holds the parsed message; the error's text repeats payload.
    const fault = member(member(member(member(thrown, 'root'), 'Envelope'), 'Body'), 'Fault')
    if (fault !== undefined) return { kind: 'fault', fault }
    throw fail('unreadable', `${attempt} was answered with XML that cannot be read.`)
  }
}

function messageIn(body: unknown, operation: SoapOperation, attempt: string): unknown {
  if (operation.replyElement === undefined) return {}
  const message = member(body, operation.replyElement)
  if (message !== undefined) return message ?? {}
  throw fail('unreadable', `${attempt} was answered with a message that is not ${operation.replyElement}.`)
}

function member(value: unknown, name: string): unknown {
  const holds = typeof value === 'object' && value !== null && Object.hasOwn(value, name)
  return holds ? (value as Readonly<Record<string, unknown>>)[name] : undefined
}
