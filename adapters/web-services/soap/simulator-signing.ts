/** How the simulated ERP signs its replies (WS-Security X.509), and every way in which it does so wrongly on demand. */
import { SignedXml } from 'xml-crypto'

import { colleague, expired, type Identity } from './fixtures/reply-signers.ts'

/** How the ERP signs. */
export interface Signing {
  readonly by: Identity
  /** Default `token`: the certificate comes with the reply. Else the reply says nothing of it, as if by a thumbprint. */
  readonly certificate?: 'token' | 'none'
}

/** Every wrong signature that can be had. */
export const signingFaults = [
  'unsigned',
  /** By a certificate of another, which the same authority issued. */
  'signedByAnother',
  /** With another key than that of the certificate that comes with it. */
  'signedWithWrongKey',
  'signedByExpired',
  /** The body is changed after it was signed. */
  'bodyChanged',
  /** The signed body is moved into the header, and another stands in its place. */
  'bodyWrapped',
  /** The same, and both have the same id. */
  'bodyWrappedTwice',
  /** The Timestamp is signed, the body is not. */
  'bodyNotSigned',
  'timestampStale',
  'timestampMissing',
] as const

/** A wrong signature, on demand. */
export type SigningFault = (typeof signingFaults)[number]

const oasis = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-'
const namespaces = `xmlns:wsse="${oasis}wssecurity-secext-1.0.xsd" xmlns:wsu="${oasis}wssecurity-utility-1.0.xsd"`
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/** When, and with which fault. */
export interface SigningMoment {
  readonly now: Date
  readonly fault?: SigningFault | undefined
}

/** The envelope of a reply with its signature. */
export function signReply(envelope: string, signing: Signing, { now, fault }: SigningMoment): string {
  if (fault === 'unsigned') return envelope
  const by = fault === 'signedByAnother' ? colleague : fault === 'signedByExpired' ? expired : signing.by
  const key = fault === 'signedWithWrongKey' ? colleague.key : by.key
  const made = new Date(now.getTime() - (fault === 'timestampStale' ? 3_600_000 : 0))
  const prepared = prepare(envelope, by, fault === 'timestampMissing' ? undefined : made)
  const signer = new SignedXml({
    privateKey: key,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: exclusive,
    idMode: 'wssecurity',
    getKeyInfoContent: () =>
      signing.certificate === 'none'
        ? null
        : `<wsse:SecurityTokenReference ${namespaces}><wsse:Reference URI="#token" ValueType="${oasis}x509-token-profile-1.0#X509v3"/></wsse:SecurityTokenReference>`,
  })
  const parts = [
    ...(fault === 'bodyNotSigned' ? [] : ['Body']),
    ...(fault === 'timestampMissing' ? [] : ['Timestamp']),
  ]
  for (const part of parts)
    signer.addReference({
      xpath: `//*[local-name(.)='${part}']`,
      transforms: [exclusive],
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    })
  const location = { reference: "//*[local-name(.)='Security']", action: 'append' } as const
  signer.computeSignature(prepared, { prefix: 'ds', location })
  return spoil(signer.getSignedXml(), fault)
}

/** Puts a security header with certificate and Timestamp where there was none, and an id on the body. */
function prepare(envelope: string, { cert }: Identity, made: Date | undefined): string {
  const prefix = /<([\w-]+):Envelope/.exec(envelope)?.[1] ?? 'soap'
  const stamp = made
    ? `<wsu:Timestamp wsu:Id="stamp"><wsu:Created>${made.toISOString()}</wsu:Created>` +
      `<wsu:Expires>${new Date(made.getTime() + 300_000).toISOString()}</wsu:Expires></wsu:Timestamp>`
    : ''
  const token =
    `<wsse:BinarySecurityToken wsu:Id="token" EncodingType="${oasis}soap-message-security-1.0#Base64Binary"` +
    ` ValueType="${oasis}x509-token-profile-1.0#X509v3">${cert.replace(/-----[^-]+-----|\s/g, '')}</wsse:BinarySecurityToken>`
  const header = `<${prefix}:Header><wsse:Security ${namespaces}>${token}${stamp}</wsse:Security></${prefix}:Header>`
  const bare = envelope.replace(
    new RegExp(`<${prefix}:Header>.*?</${prefix}:Header>|<${prefix}:Header/>`, 's'),
    '',
  )
  return bare.replace(`<${prefix}:Body`, `${header}<${prefix}:Body ${namespaces} wsu:Id="body"`)
}

function spoil(signed: string, fault: SigningFault | undefined): string {
  const [body = ''] = /<([\w-]+):Body[\s\S]*<\/\1:Body>/.exec(signed) ?? []
  const forged = body.replace(/(<[^/!?][^<>]*>)([^<>]*[\p{L}\d][^<>]*)(<\/)/u, '$1999$3')
  if (fault === 'bodyChanged') return signed.replace(body, forged)
  if (fault !== 'bodyWrapped' && fault !== 'bodyWrappedTwice') return signed
  const inPlace = fault === 'bodyWrapped' ? forged.replace('wsu:Id="body"', 'wsu:Id="other"') : forged
  return signed
    .replace(body, inPlace)
    .replace('</wsse:Security>', `</wsse:Security><Wrapper>${body}</Wrapper>`)
}
