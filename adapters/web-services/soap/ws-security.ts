/**
 * The WS-Security UsernameToken (OASIS profile 1.0) as a header: password as text (only sensible over TLS) or as
 * digest, base64(SHA-1(nonce + created + password)). No `Timestamp`: several servers answer one with a
 * `mustUnderstand` header that other clients then refuse.
 */
import { createHash } from 'node:crypto'

import { escapeXml } from '../../../engine/values/wsdl/wire-values.ts'

/** Who logs in, and how the password travels. */
export interface UsernameToken {
  readonly username: string
  readonly password: string
  readonly passwordType: 'text' | 'digest'
}

const oasis = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-'
const secext = `${oasis}wssecurity-secext-1.0.xsd`
const utility = `${oasis}wssecurity-utility-1.0.xsd`
const profile = `${oasis}username-token-profile-1.0`
const base64Binary = `${oasis}soap-message-security-1.0#Base64Binary`

/** The `Security` header of one request. `nonce` (16 random bytes) must be new each time. */
export function securityHeader(token: UsernameToken, nonce: Uint8Array, now: Date): string {
  const created = now.toISOString().replace(/\.\d{3}Z$/, 'Z')
  const isDigest = token.passwordType === 'digest'
  const password = isDigest ? passwordDigest(token.password, nonce, created) : token.password
  return [
    `<wsse:Security xmlns:wsse="${secext}" xmlns:wsu="${utility}"><wsse:UsernameToken>`,
    `<wsse:Username>${escapeXml(token.username)}</wsse:Username>`,
    `<wsse:Password Type="${profile}#${isDigest ? 'PasswordDigest' : 'PasswordText'}">`,
    `${escapeXml(password)}</wsse:Password>`,
    `<wsse:Nonce EncodingType="${base64Binary}">${Buffer.from(nonce).toString('base64')}</wsse:Nonce>`,
    `<wsu:Created>${created}</wsu:Created>`,
    '</wsse:UsernameToken></wsse:Security>',
  ].join('')
}

function passwordDigest(password: string, nonce: Uint8Array, created: string): string {
  return createHash('sha1').update(nonce).update(created, 'utf8').update(password, 'utf8').digest('base64')
}
