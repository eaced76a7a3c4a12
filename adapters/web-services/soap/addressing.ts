/**
 * WS-Addressing 1.0 (W3C, 2006) and the submission of 2004 before it: where a request goes, what it wants, and which
 * request a reply belongs to. Replies come on the connection that was opened, so `ReplyTo` is the anonymous address.
 */
import { fail } from '../../../engine/values/failure.ts'
import type { SoapOperation } from '../../../engine/values/wsdl/wsdl.ts'
import { escapeXml, type XmlElement } from '../../../engine/values/xml.ts'
import { relatesTo } from './envelope.ts'
import type { Settings } from './settings.ts'

const versions = {
  '1.0': {
    namespace: 'http://www.w3.org/2005/08/addressing',
    anonymous: 'http://www.w3.org/2005/08/addressing/anonymous',
  },
  '2004': {
    namespace: 'http://schemas.xmlsoap.org/ws/2004/08/addressing',
    anonymous: 'http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous',
  },
} as const

/** The headers of one request. */
export interface Addressed {
  readonly header: string
  readonly messageId: string
}

/** Names of the elements, for a signature over them. */
export const addressingElements = ['wsa:To', 'wsa:Action', 'wsa:MessageID', 'wsa:ReplyTo'] as const

/** The headers for a request; `random` are 16 bytes, new each time. */
export function addressingHeader(
  { addressing, endpoint }: Pick<Settings, 'addressing' | 'endpoint'>,
  operation: SoapOperation,
  random: Uint8Array,
): Addressed | undefined {
  if (!addressing) return undefined
  const { namespace, anonymous } = versions[addressing.version ?? '1.0']
  const messageId = `urn:uuid:${uuidOf(random)}`
  const block = (name: string, content: string): string =>
    `<wsa:${name} xmlns:wsa="${namespace}">${content}</wsa:${name}>`
  const header = [
    block('Action', escapeXml(operation.addressingAction)),
    block('To', escapeXml(addressing.to ?? endpoint)),
    block('MessageID', messageId),
    block('ReplyTo', `<wsa:Address>${anonymous}</wsa:Address>`),
  ].join('')
  return { header, messageId }
}

/** Raises `unreadable` for a reply that says it belongs to another request. */
export function checkRelation(
  sent: Addressed | undefined,
  header: XmlElement | undefined,
  attempt: string,
): void {
  const answered = sent && relatesTo(header)
  if (answered === undefined || answered === sent?.messageId) return
  throw fail('unreadable', `${attempt} was answered with the reply to another request (RelatesTo).`)
}

/** A random UUID (version 4). */
function uuidOf(random: Uint8Array): string {
  const bytes = Buffer.from(random)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
