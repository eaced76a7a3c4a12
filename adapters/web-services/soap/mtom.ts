/**
 * MTOM (W3C, 2005): binary values travel beside the envelope in a `multipart/related` body, and `xop:Include` stands in
 * their place. Here they are base64 text of the message on both sides. Pure.
 */
import { attributeOf, elementsIn, parseXml, XmlError, type XmlElement } from '../../../engine/values/xml.ts'
import type { SoapVersion } from '../../../engine/values/wsdl/wsdl.ts'

const xop = 'http://www.w3.org/2004/08/xop/include'

/** A request body in several parts, and its content type. */
export interface Multipart {
  readonly contentType: string
  readonly body: Uint8Array
}

/** What stands around the parts. */
export interface MultipartTerms {
  readonly version: SoapVersion
  readonly soapAction: string
  /** Unguessable and new each time: it must not occur inside a part. */
  readonly boundary: string
}

/**
 * Takes base64 values out of an envelope. They are looked for as they were written, in their order: a text that only
 * looks the same means the same to the receiver.
 */
export function writeMultipart(
  envelope: string,
  values: readonly string[],
  terms: MultipartTerms,
): Multipart {
  const { version, soapAction, boundary } = terms
  const pieces: string[] = []
  const attachments: Buffer[] = []
  let from = 0
  for (const value of values) {
    const at = envelope.indexOf(`>${value}<`, from)
    if (value === '' || at < 0) continue
    const id = `${attachments.length + 1}.${boundary}`
    pieces.push(envelope.slice(from, at + 1), `<xop:Include xmlns:xop="${xop}" href="cid:${id}"/>`)
    attachments.push(Buffer.from(value, 'base64'))
    from = at + 1 + value.length
  }
  const root = [...pieces, envelope.slice(from)].join('')
  const type = version === '1.1' ? 'text/xml' : 'application/soap+xml'
  const action = version === '1.2' && soapAction !== '' ? `; action="${soapAction}"` : ''
  const part = (id: string, contentType: string): string =>
    `--${boundary}\r\nContent-Type: ${contentType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${id}>\r\n\r\n`
  const end = '\r\n'
  const body = Buffer.concat([
    Buffer.from(part(`root.${boundary}`, `application/xop+xml; charset=utf-8; type="${type}"`) + root + end),
    ...attachments.flatMap((bytes, index) => [
      Buffer.from(part(`${index + 1}.${boundary}`, 'application/octet-stream')),
      bytes,
      Buffer.from(end),
    ]),
    Buffer.from(`--${boundary}--${end}`),
  ])
  const contentType =
    `multipart/related; type="application/xop+xml"; boundary="${boundary}"; ` +
    `start="<root.${boundary}>"; start-info="${type}"${action}`
  return { contentType, body }
}

interface WireReply {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Whether a reply comes in parts. */
export function isMultipart({ headers }: Pick<WireReply, 'headers'>): boolean {
  return /^\s*multipart\/related\b/i.test(headers['content-type'] ?? '')
}

/** The envelope of a reply in parts, with what was beside it in its place. Raises `XmlError`. */
export function readMultipart(reply: WireReply): XmlElement {
  const { root, byId } = opened(reply)
  return included(parseXml(root), byId)
}

/**
 * The same as text, in which only what was included differs from what came: a signature covers the values, not where they
 * travelled. What the text is made of needs no trust, for it is then verified.
 */
export function multipartText(reply: WireReply): string {
  const { root, byId } = opened(reply)
  return root.replace(
    /<([\w.-]+:)?Include\b([^<>]*?)(?:\/>|>\s*<\/\1?Include\s*>)/g,
    (whole, _prefix, rest: string) => {
      const href = /\bhref\s*=\s*["']cid:([^"']*)["']/i.exec(rest)?.[1]
      const bytes = href === undefined ? undefined : byId.get(decodeURIComponentSafely(href))
      return bytes?.toString('base64') ?? whole
    },
  )
}

interface Opened {
  readonly root: string
  readonly byId: ReadonlyMap<string, Buffer>
}

function opened({ headers, body }: WireReply): Opened {
  const contentType = headers['content-type'] ?? ''
  const boundary = parameter(contentType, 'boundary')
  if (boundary === undefined) throw new XmlError('its parts have no boundary')
  const parts = partsOf(Buffer.from(body), boundary)
  const start = parameter(contentType, 'start')
  const root = start === undefined ? parts[0] : parts.find(({ id }) => id === bare(start))
  if (!root) throw new XmlError('it has no part that is the envelope')
  const byId = new Map(parts.map(({ id, bytes }) => [id, bytes]))
  return { root: new TextDecoder(charsetOf(root)).decode(root.bytes), byId }
}

function charsetOf({ type }: Part): string {
  const charset = parameter(type, 'charset') ?? 'utf-8'
  return /^(utf-?8|us-ascii|utf-16|windows-\d+|iso-8859-\d+)$/i.test(charset) ? charset : 'utf-8'
}

interface Part {
  readonly id: string
  readonly type: string
  readonly bytes: Buffer
}

const mostParts = 1000

function partsOf(body: Buffer, boundary: string): readonly Part[] {
  const parts: Part[] = []
  const mark = Buffer.from(`--${boundary}`)
  let at = body.indexOf(mark)
  while (at >= 0) {
    const after = at + mark.length
    if (body.subarray(after, after + 2).toString('latin1') === '--') return parts
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), after)
    if (next < 0) break
    parts.push(partOf(body.subarray(after, next)))
    if (parts.length > mostParts) throw new XmlError(`it has more than ${mostParts} parts`)
    at = next + 2
  }
  throw new XmlError('its parts do not end')
}

function partOf(raw: Buffer): Part {
  const blank = raw.indexOf('\r\n\r\n')
  if (blank < 0) throw new XmlError('a part has no header')
  const header = raw
    .subarray(0, blank)
    .toString('latin1')
    .replace(/\r\n[ \t]+/g, ' ')
  const field = (name: string): string =>
    new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(header)?.[1]?.trim() ?? ''
  const content = raw.subarray(blank + 4)
  const transfer = field('content-transfer-encoding').toLowerCase()
  if (transfer === 'quoted-printable')
    throw new XmlError('a part is quoted-printable, which is not supported')
  const bytes = transfer === 'base64' ? Buffer.from(content.toString('latin1'), 'base64') : content
  return { id: bare(field('content-id')), type: field('content-type'), bytes }
}

function parameter(contentType: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(contentType)
  return found?.[1] ?? found?.[2]
}

function bare(id: string): string {
  return id.trim().replace(/^<(.*)>$/, '$1')
}

function included(element: XmlElement, byId: ReadonlyMap<string, Buffer>): XmlElement {
  const [only] = elementsIn(element)
  if (only?.local === 'Include' && only.namespace === xop) {
    const href = attributeOf(only, 'href') ?? ''
    const bytes = byId.get(decodeURIComponentSafely(href.replace(/^cid:/i, '')))
    if (!bytes) throw new XmlError('it includes a part that is not there')
    return { ...element, children: [bytes.toString('base64')] }
  }
  const children = element.children.map((child) =>
    typeof child === 'string' ? child : included(child, byId),
  )
  return { ...element, children }
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new XmlError('it includes a part by a name that cannot be read')
  }
}
