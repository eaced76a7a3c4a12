/**
 * WS-Security 1.0 (OASIS) as a header: a UsernameToken with the password as text (only sensible over TLS) or as digest,
 * base64(SHA-1(nonce + created + password)), a Timestamp, and an X.509 signature, which node-soap makes.
 *
 * Without a signature there is no Timestamp unless it is asked for: several servers answer one with a
 * `mustUnderstand` header that other clients then refuse.
 */
import { createHash, createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'

import soap from 'soap'

import { fail } from '../../../engine/values/failure.ts'
import { escapeXml } from '../../../engine/values/xml.ts'
import { addressingElements } from './addressing.ts'
import type { Settings } from './settings.ts'
import { exclusive } from './signature-algorithms.ts'

const oasis = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-'
/** Namespace of the security header. */
export const secext = `${oasis}wssecurity-secext-1.0.xsd`
/** Namespace of ids and of the Timestamp. */
export const utility = `${oasis}wssecurity-utility-1.0.xsd`
const profile = `${oasis}username-token-profile-1.0`
const base64Binary = `${oasis}soap-message-security-1.0#Base64Binary`

type Security = Pick<
  Settings,
  'login' | 'username' | 'password' | 'timestampSeconds' | 'signature' | 'addressing'
>

/** The `Security` header of one request, or nothing. `nonce` (16 random bytes) must be new each time. */
export function securityHeader(settings: Security, nonce: Uint8Array, now: Date): string {
  const blocks = [usernameToken(settings, nonce, now), timestamp(settings, now)].join('')
  if (blocks === '' && !settings.signature) return ''
  return `<wsse:Security xmlns:wsse="${secext}" xmlns:wsu="${utility}">${blocks}</wsse:Security>`
}

function usernameToken(
  { login, username = '', password = '' }: Security,
  nonce: Uint8Array,
  now: Date,
): string {
  if (login !== 'usernameTokenText' && login !== 'usernameTokenDigest') return ''
  const isDigest = login === 'usernameTokenDigest'
  const created = seconds(now)
  return [
    `<wsse:UsernameToken><wsse:Username>${escapeXml(username)}</wsse:Username>`,
    `<wsse:Password Type="${profile}#${isDigest ? 'PasswordDigest' : 'PasswordText'}">`,
    `${escapeXml(isDigest ? passwordDigest(password, nonce, created) : password)}</wsse:Password>`,
    `<wsse:Nonce EncodingType="${base64Binary}">${Buffer.from(nonce).toString('base64')}</wsse:Nonce>`,
    `<wsu:Created>${created}</wsu:Created></wsse:UsernameToken>`,
  ].join('')
}

const defaultTimestampSeconds = 300

function timestamp({ timestampSeconds, signature }: Security, now: Date): string {
  const goodFor = timestampSeconds ?? (signature ? defaultTimestampSeconds : 0)
  if (goodFor === 0) return ''
  const until = new Date(now.getTime() + goodFor * 1000)
  return `<wsu:Timestamp><wsu:Created>${seconds(now)}</wsu:Created><wsu:Expires>${seconds(until)}</wsu:Expires></wsu:Timestamp>`
}

function seconds(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, 'Z')
}

function passwordDigest(password: string, nonce: Uint8Array, created: string): string {
  return createHash('sha1').update(nonce).update(created, 'utf8').update(password, 'utf8').digest('base64')
}

/** Signs an envelope that has a `Security` header. */
export type Sign = (envelope: string) => string

const algorithms = {
  'rsa-sha256': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'rsa-sha512': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  'rsa-sha1': 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
} as const
const digests = {
  'rsa-sha256': 'http://www.w3.org/2001/04/xmlenc#sha256',
  'rsa-sha512': 'http://www.w3.org/2001/04/xmlenc#sha512',
  'rsa-sha1': 'http://www.w3.org/2000/09/xmldsig#sha1',
} as const

/** Signs as the settings say, or leaves an envelope as it is. Raises `misconfigured` for a key that does not fit. */
export function signer(settings: Security, now: Date): Sign {
  const { signature, addressing, login } = settings
  if (!signature) return (envelope) => envelope
  const certificate = checkedCertificate(signature, now)
  const { algorithm = 'rsa-sha256', key, passphrase = '' } = signature
  const isToken = login === 'usernameTokenText' || login === 'usernameTokenDigest'
  const beside = [
    'wsu:Timestamp',
    ...(isToken ? ['wsse:UsernameToken'] : []),
    ...(addressing ? addressingElements : []),
  ]
  return (envelope) => {
    // One for each request: node-soap's signer keeps what it signed before.
    const security = new soap.WSSecurityCert(key, certificate, passphrase, {
      hasTimeStamp: false,
      // Named, RSA-SHA256 would make node-soap add a second reference of its own to the body.
      ...(algorithm !== 'rsa-sha256' && { signatureAlgorithm: algorithms[algorithm] }),
      digestAlgorithm: digests[algorithm],
      signatureTransformations: [exclusive],
      additionalReferences: beside.filter((name) => envelope.includes(`<${name}`)),
      signerOptions: { prefix: 'ds', idMode: 'wssecurity' },
    })
    return security.postProcess(envelope, 'soap')
  }
}

/** The certificate by itself, without its chain, when it is good now and the key belongs to it. */
function checkedCertificate(signature: NonNullable<Security['signature']>, now: Date): string {
  const [pem] =
    /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/.exec(signature.certificate) ?? []
  let certificate: X509Certificate
  let key: KeyObject
  try {
    certificate = new X509Certificate(pem ?? '')
    key = createPrivateKey({
      key: signature.key,
      ...(signature.passphrase !== undefined && { passphrase: signature.passphrase }),
    })
  } catch {
    throw fail(
      'misconfigured',
      'The certificate or the key of `signature` cannot be read as PEM with this passphrase.',
    )
  }
  if (key.asymmetricKeyType !== 'rsa')
    throw fail('misconfigured', 'The key of `signature` must be an RSA key.')
  if (!certificate.checkPrivateKey(key))
    throw fail('misconfigured', 'The key of `signature` does not belong to its certificate.')
  if (new Date(certificate.validTo) < now)
    throw fail('misconfigured', `The certificate of \`signature\` expired at ${certificate.validTo}.`)
  return pem ?? ''
}
