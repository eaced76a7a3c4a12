/**
 * The wire of a SOAP connection: writes a request, sends it through `Io.http`, reads the reply.
 *
 * A reply decides by itself: a fault is read whatever the HTTP status, and a status is read whatever the body.
 * Secrets of the settings are cut out of everything the remote says before it becomes part of a failure.
 */
import { fail } from '../../../engine/values/failure.ts'
import { parseXml, writeXml, type XmlElement } from '../../../engine/values/xml.ts'
import type { Call, Connected, HttpRequest, Io, Poller } from '../../adapter.ts'
import { httpOf } from '../certificate.ts'
import { withValueAt } from '../field-path.ts'
import { answerInquiry } from '../inquiry.ts'
import { pageParameters } from '../page-cursor.ts'
import { checkRecordSource, pageOf } from '../record-source.ts'
import { checkConnection } from './check.ts'
import { addressingHeader, checkRelation } from './addressing.ts'
import { binaryValues } from './binary-values.ts'
import { contentHeaders, readReply, writeEnvelope } from './envelope.ts'
import { failureOfFault, readFault } from './faults.ts'
import { declaredOperations, inquiryName, requireFields } from './operations.ts'
import type { OperationSettings, Settings, SourceSettings } from './settings.ts'
import { writeMultipart } from './mtom.ts'
import { doubted } from './reply-doubt.ts'
import { replyVerifier } from './reply-signature.ts'
import { securityHeader, signer } from './ws-security.ts'
import { loadWsdl, type LoadedWsdl, type SoapOperation } from '../../../engine/values/wsdl/wsdl.ts'

type Message = Readonly<Record<string, unknown>>

/** Calls one operation of the WSDL with a message in JSON and gives the reply in JSON. */
export type Invoke = (operation: SoapOperation, message: Message, call: Call) => Promise<Message>

/** Loads the WSDL, holds it against the settings and is ready to call. Raises `misconfigured`. */
export async function connect(settings: Settings, io: Io): Promise<Connected> {
  checkLogin(settings)
  checkReplies(settings)
  const wsdl = await loadConnectionWsdl(settings, io.document)
  declaredOperations(settings, wsdl)
  const http = httpOf(settings.tls, settings.endpoint, io)
  const invoke = invoker(settings, wsdl, { ...io, http })
  return {
    client: operationsClient(settings, wsdl, invoke),
    sources: Object.fromEntries(
      Object.entries(settings.sources ?? {}).map(([name, source]) => [
        name,
        poller(name, source, { wsdl, invoke, io }),
      ]),
    ),
    check: (call) => checkConnection(settings, { wsdl, invoke, http }, call),
  }
}

/** The WSDL that the settings name. */
export function loadConnectionWsdl(settings: Settings, document: Io['document']): Promise<LoadedWsdl> {
  const { soapVersion, service, port, documents = {} } = settings
  const choice = {
    document: settings.wsdl,
    ...(soapVersion !== undefined && { soapVersion }),
    ...(service !== undefined && { service }),
    ...(port !== undefined && { port }),
  }
  const own = new Map(Object.entries(documents))
  return loadWsdl(choice, async (name) => own.get(name) ?? document(name))
}

function checkLogin({ login = 'none', username, password, endpoint, plainPasswordOverHttp }: Settings): void {
  if (login === 'none') return
  if (username === undefined || password === undefined) {
    throw fail('misconfigured', `The login ${login} needs a username and a password.`)
  }
  const isSealed = login === 'usernameTokenDigest' || isPrivate(new URL(endpoint))
  if (!isSealed && plainPasswordOverHttp !== true) {
    const message = `The login ${login} sends a readable password, so the endpoint must be https.`
    throw fail('misconfigured', `${message} Use the digest, or set plainPasswordOverHttp.`)
  }
}

function checkReplies({ replies, addressing }: Settings): void {
  if (replies?.alsoSigned?.includes('RelatesTo') !== true || addressing) return
  throw fail('misconfigured', 'replies.alsoSigned has RelatesTo, which replies have only with `addressing`.')
}

function isPrivate({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || ['localhost', '[::1]'].includes(hostname) || hostname.startsWith('127.')
}

function invoker(settings: Settings, wsdl: LoadedWsdl, io: Io): Invoke {
  const write = requestWriter(settings, wsdl, io)
  const withoutSecrets = redaction(settings)
  const verify = settings.replies && replyVerifier(settings.replies)
  return async (operation, message, call) => {
    const attempt = `${operation.name} of the web service`
    const { request, addressed } = write(operation, message)
    const reply = await io.http(httpRequest(request, settings, call), call)
    const read = readReply(operation, { reply, attempt, now: io.clock.now(), ...(verify && { verify }) })
    checkRelation(addressed, read.header, attempt)
    if (read.kind === 'message') return read.message
    const { code, words, isTyped, fields } = readFault(read.fault, settings)
    const masked = Object.entries(fields).map(([name, text]) => [name, withoutSecrets(text)] as const)
    const fault = {
      code: withoutSecrets(code),
      words: withoutSecrets(words),
      isTyped,
      fields: Object.fromEntries(masked),
    }
    const failure = failureOfFault(fault, attempt, settings)
    throw read.doubt ? doubted(failure, read.doubt) : failure
  }
}

/** A request, ready to be sent. */
interface SoapRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

interface Written {
  readonly request: SoapRequest
  readonly addressed: ReturnType<typeof addressingHeader>
}

function requestWriter(
  settings: Settings,
  { soapVersion: version }: LoadedWsdl,
  io: Io,
): (operation: SoapOperation, message: Message) => Written {
  const sign = signer(settings, io.clock.now())
  const own = settings.soapHeader === undefined ? '' : writeXml(parseXml(settings.soapHeader))
  return (operation, message) => {
    const addressed = addressingHeader(settings, operation, io.randomBytes(16))
    const security = securityHeader(settings, io.randomBytes(16), io.clock.now())
    const header = `${addressed?.header ?? ''}${own}${security}`
    const envelope = sign(writeEnvelope(operation, message, { version, header }))
    const headers = contentHeaders(operation, version)
    if (settings.attachments !== 'mtom') return { request: { headers, body: envelope }, addressed }
    const boundary = `part-${Buffer.from(io.randomBytes(18)).toString('hex')}`
    const terms = { version, soapAction: operation.soapAction, boundary }
    const { contentType, body } = writeMultipart(envelope, binaryValues(operation.input, message), terms)
    return { request: { headers: { ...headers, 'Content-Type': contentType }, body }, addressed }
  }
}

function httpRequest(
  { headers: own, body }: SoapRequest,
  { endpoint, login, username = '', password = '', headers, maxReplyBytes }: Settings,
  call: Call,
): HttpRequest {
  const basic = login === 'basic' && Buffer.from(`${username}:${password}`, 'utf8').toString('base64')
  return {
    method: 'POST',
    url: endpoint,
    body,
    ...(maxReplyBytes !== undefined && { maxReplyBytes }),
    headers: {
      Accept: 'text/xml, application/soap+xml, multipart/related',
      ...headers,
      ...own,
      ...(basic !== false && { Authorization: `Basic ${basic}` }),
      ...(call.correlationId !== undefined && { 'X-Correlation-Id': call.correlationId }),
    },
  }
}

/** What the remote says is repeated without what only we two may know. */
function redaction({
  login,
  username = '',
  password,
  signature,
  tls,
  soapHeader,
  headers = {},
}: Settings): (text: string) => string {
  const basic = login === 'basic' ? [Buffer.from(`${username}:${password ?? ''}`).toString('base64')] : []
  // A header may hold an API key; a short one is a word that failures need.
  const keys = Object.values(headers).filter((value) => value.length >= 8)
  const secrets = [
    ...(soapHeader === undefined ? [] : textsIn(parseXml(soapHeader))),
    password,
    signature?.passphrase,
    signature?.key,
    tls?.passphrase,
    tls?.key,
    ...basic,
    ...keys,
  ]
  // The longest first: one that holds another must not survive in part.
  const known = secrets
    .filter((secret): secret is string => secret !== undefined && secret.length >= 3)
    .sort((one, other) => other.length - one.length)
  return (text) => known.reduce((masked, secret) => masked.replaceAll(secret, '***'), text)
}

/** Every text of an element, at whatever depth: any of them may be the secret. */
function textsIn({ attributes, children }: XmlElement): readonly string[] {
  const inner = children.flatMap((child) => (typeof child === 'string' ? [child.trim()] : textsIn(child)))
  return [...attributes.map(({ value }) => value), ...inner]
}

type Method = (input: Message, call: Call) => Promise<unknown>

function operationsClient(
  settings: Settings,
  wsdl: LoadedWsdl,
  invoke: Invoke,
): Readonly<Record<string, Method>> {
  const methods = Object.entries(settings.operations).flatMap(([name, declared]): [string, Method][] => {
    const operation = wsdl.operation(declared.soapOperation)
    const method: Method = (input, call) => invoke(operation, withKey(input, declared, call), call)
    const { inquiry } = declared
    if (!inquiry) return [[name, method]]
    const asked = wsdl.operation(inquiry.soapOperation)
    return [
      [name, method],
      [
        inquiryName(name, declared),
        (input, call) => answerInquiry(inquiry, input, (question) => invoke(asked, question, call)),
      ],
    ]
  })
  return Object.fromEntries(methods)
}

function withKey(input: Message, { keyField }: OperationSettings, call: Call): Message {
  return keyField === undefined || input[keyField] !== undefined ? input : { ...input, [keyField]: call.key }
}

interface Means {
  readonly wsdl: LoadedWsdl
  readonly invoke: Invoke
  readonly io: Io
}

function poller(name: string, source: SourceSettings, { wsdl, invoke, io }: Means): Poller {
  const operation = wsdl.operation(source.soapOperation)
  checkRecordSource(name, source)
  const idParameter = source.cursor.kind === 'value' ? source.cursor.idParameter : undefined
  const parameters = [
    source.cursor.parameter,
    ...Object.keys(source.input ?? {}),
    ...(idParameter ? [idParameter] : []),
  ]
  requireFields(operation.input, parameters, `the source ${name}`)
  if (source.list === undefined) throw fail('misconfigured', `The source ${name} must say where the list is.`)
  requireFields(operation.output, [source.list], `the source ${name}`)
  return {
    poll: async (cursor, call) => {
      const now = io.clock.now()
      const given = { ...source.input, ...pageParameters(source.cursor, cursor, now) }
      const message = Object.entries(given).reduce<Message>(
        (whole, [path, value]) => withValueAt(whole, path, value),
        {},
      )
      const reply = await invoke(operation, message, call)
      return pageOf(source, reply, { cursor, now })
    },
  }
}
