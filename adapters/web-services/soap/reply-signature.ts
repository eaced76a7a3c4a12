/**
 * WS-Security signatures (X.509) of replies. xml-crypto does the cryptography; here is decided what must be signed, by
 * whom, and that what is signed is what will be read.
 *
 * Nothing of a verified reply is read from the document that came: the body is parsed from the very bytes whose digest
 * was signed. So a body that was put elsewhere and replaced by another (signature wrapping) cannot be read by mistake, and
 * neither can a difference between two parsers be used. Beside that, a signature may refer only to the one Body of the
 * envelope and to blocks of its header, each by an id that occurs once.
 */
import { SignedXml } from 'xml-crypto'
import type { KeyObject } from 'node:crypto'

import {
  attributeOf,
  elementsIn,
  parseXml,
  textIn,
  writeXml,
  type XmlElement,
} from '../../../engine/values/xml.ts'
import { trustedKeys, trustOf, type Trust } from './reply-signers.ts'
import type { Settings } from './settings.ts'
import { algorithms, exclusive, type Algorithms } from './signature-algorithms.ts'
import { SignatureError } from './signature-error.ts'
import { secext, utility } from './ws-security.ts'

const dsig = 'http://www.w3.org/2000/09/xmldsig#'
const mostReferences = 30
/** How far the clocks of the two sides may differ. */
const skewMs = 60_000

/** What of a reply is vouched for. */
export interface SignedReply {
  readonly body: XmlElement
  /** The signed blocks of its header. */
  readonly blocks: readonly XmlElement[]
}

/** Verifies the text of an envelope at a moment. Raises `SignatureError`. */
export type VerifyReply = (text: string, now: Date) => SignedReply

type ReplySettings = NonNullable<Settings['replies']>

interface Terms {
  readonly trust: Trust
  readonly algorithms: Algorithms
  readonly alsoSigned: readonly ('Timestamp' | 'RelatesTo')[]
  readonly maxAgeMs: number
}

/** Reads the settings once. Raises `misconfigured`. */
export function replyVerifier(settings: ReplySettings): VerifyReply {
  const { weakAlgorithms = false, alsoSigned = ['Timestamp'], maxAgeSeconds = 300 } = settings
  const terms: Terms = {
    trust: trustOf(settings),
    algorithms: algorithms(weakAlgorithms),
    alsoSigned,
    maxAgeMs: maxAgeSeconds * 1000,
  }
  return (text, now) => {
    const letter = openLetter(text)
    const targets = targetsOf(letter, terms)
    const signed = verified(letter, trustedKeys(terms.trust, carriedCertificate(letter), now), terms)
    const find = (target: XmlElement): XmlElement | undefined => signedForm(target, targets, signed)
    const body = find(letter.body)
    if (!body) throw new SignatureError('ReplyNotSigned', 'has a signature that does not cover its Body')
    const blocks = elementsIn(letter.header).flatMap((block) => find(block) ?? [])
    const stamp = child(letter.security, utility, 'Timestamp')
    if (terms.alsoSigned.includes('Timestamp')) checkFresh(stamp && find(stamp), terms.maxAgeMs, now)
    if (terms.alsoSigned.includes('RelatesTo') && !blocks.some(({ local }) => local === 'RelatesTo'))
      throw new SignatureError('ReplyNotSigned', 'has a signature that does not cover a RelatesTo')
    return { body, blocks }
  }
}

/** A reply and the places in it that matter, as they came. */
interface Letter {
  readonly text: string
  readonly envelope: XmlElement
  readonly header: XmlElement
  readonly body: XmlElement
  readonly security: XmlElement
  readonly signature: XmlElement
}

function openLetter(raw: string): Letter {
  // As every XML processor reads line ends; the canonical form depends on it.
  const text = raw
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/\r\n?/g, '\n')
  if (text.replace(/^<\?xml\s[^>]*\?>/, '').includes('<?'))
    throw new SignatureError(
      'ReplySignatureUnsupported',
      'holds a processing instruction, which SOAP forbids and which would be signed as something else',
    )
  const envelope = parseXml(text)
  const header = atMostOne(
    elementsIn(envelope).filter(({ local }) => local === 'Header'),
    'Header',
  )
  const body = atMostOne(
    elementsIn(envelope).filter(({ local }) => local === 'Body'),
    'Body',
  )
  if (!body) throw new SignatureError('ReplyWrapped', 'has no Body')
  const forUs = header ? children(header, secext, 'Security').filter(isForUs) : []
  const security = atMostOne(forUs, 'Security header for us')
  const signatures = security ? children(security, dsig, 'Signature') : []
  const [signature] = signatures
  if (!header || !security || !signature) throw new SignatureError('ReplyNotSigned', 'bears no signature')
  if (signatures.length > 1)
    throw new SignatureError('ReplySignatureUnsupported', 'bears several signatures, and one is verified')
  return { text, envelope, header, body, security, signature }
}

function atMostOne(found: readonly XmlElement[], what: string): XmlElement | undefined {
  if (found.length <= 1) return found[0]
  throw new SignatureError('ReplyWrapped', `has more than one ${what}`)
}

/** Meant for whoever receives the message in the end, and not for somebody between. */
function isForUs(block: XmlElement): boolean {
  const role = block.attributes.find(({ local }) => local === 'actor' || local === 'role')?.value ?? ''
  return role === '' || /\/(next|ultimateReceiver)$/.test(role)
}

/** A place to which the signature refers. */
interface Target {
  readonly id: string
  readonly element: XmlElement
}

/** What the signature refers to, each found once, and where it may be. Its algorithms are looked at, too. */
function targetsOf(letter: Letter, { algorithms: allowed }: Terms): readonly Target[] {
  const info = only(letter.signature, 'SignedInfo')
  const references = children(info, dsig, 'Reference')
  checkAlgorithm(only(info, 'CanonicalizationMethod'), allowed.canonicalizations)
  checkAlgorithm(only(info, 'SignatureMethod'), allowed.signatures)
  if (references.length === 0 || references.length > mostReferences)
    throw new SignatureError(
      'ReplySignatureUnsupported',
      `refers to nothing, or to more than ${mostReferences} places`,
    )
  const places = new Set([letter.body, ...elementsIn(letter.header), ...elementsIn(letter.security)])
  const byId = elementsById(letter.envelope)
  return references.map((reference): Target => {
    const steps = children(only(reference, 'Transforms'), dsig, 'Transform')
    for (const step of steps) checkAlgorithm(step, allowed.canonicalizations)
    if (steps.length !== 1)
      throw new SignatureError(
        'ReplySignatureUnsupported',
        'signs a part that is not canonicalised exactly once',
      )
    checkAlgorithm(only(reference, 'DigestMethod'), allowed.digests)
    const uri = attributeOf(reference, 'URI') ?? ''
    const found = uri.startsWith('#') ? (byId.get(uri.slice(1)) ?? []) : []
    const [element] = found
    if (!element || found.length > 1 || !places.has(element))
      throw new SignatureError(
        'ReplyWrapped',
        'has a signature over something that is neither its Body nor a block of its header, or not there once',
      )
    return { id: uri.slice(1), element }
  })
}

function checkAlgorithm(element: XmlElement, allowed: Readonly<Record<string, unknown>>): void {
  const name = attributeOf(element, 'Algorithm') ?? ''
  if (Object.hasOwn(allowed, name)) return
  const hint = /sha1$/.test(name) ? '; SHA-1 needs `weakAlgorithms`' : ''
  throw new SignatureError(
    'ReplySignatureUnsupported',
    `is signed with ${element.local} ${name.slice(0, 100)}, which is not taken (parts must be canonicalised by ${exclusive})${hint}`,
  )
}

function elementsById(envelope: XmlElement): ReadonlyMap<string, readonly XmlElement[]> {
  const byId = new Map<string, XmlElement[]>()
  const visit = (element: XmlElement): void => {
    const ids = element.attributes.filter(({ local }) => local.toLowerCase() === 'id')
    for (const id of new Set(ids.map(({ value }) => value))) byId.set(id, [...(byId.get(id) ?? []), element])
    elementsIn(element).forEach(visit)
  }
  visit(envelope)
  return byId
}

/** The certificate that the reply carries for its signature, DER; none when it only names one. */
function carriedCertificate({ security, signature }: Letter): Uint8Array | undefined {
  const [info] = children(signature, dsig, 'KeyInfo')
  const token = child(info, secext, 'SecurityTokenReference')
  const reference = child(token, secext, 'Reference')
  const identifier = child(token, secext, 'KeyIdentifier')
  const isWhole = /#X509v3$/.test((identifier && attributeOf(identifier, 'ValueType')) ?? '')
  const carrier = reference
    ? binaryToken(security, attributeOf(reference, 'URI') ?? '')
    : isWhole
      ? identifier
      : child(child(token ?? info, dsig, 'X509Data'), dsig, 'X509Certificate')
  return carrier && Buffer.from(textIn(carrier), 'base64')
}

function binaryToken(security: XmlElement, uri: string): XmlElement {
  const token = children(security, secext, 'BinarySecurityToken').find(
    (one) => `#${attributeOf(one, 'Id', utility) ?? ''}` === uri,
  )
  if (!token || !/#X509v3$/.test(attributeOf(token, 'ValueType') ?? ''))
    throw new SignatureError(
      'ReplySignatureUnsupported',
      'refers to a token that is not an X.509 certificate in it',
    )
  return token
}

/** The parts that are signed, as they were signed, by one of the keys. */
function verified(letter: Letter, keys: readonly KeyObject[], terms: Terms): readonly XmlElement[] {
  for (const key of keys) {
    const signed = signedBy(letter, key, terms.algorithms)
    if (signed) return signed
  }
  throw new SignatureError(
    keys.length > 1 ? 'ReplySignerUnknown' : 'ReplyAltered',
    keys.length > 1
      ? 'is signed by none of the certificates of `replies.signedBy`, or was changed after it was signed'
      : 'was changed after it was signed, or was signed with another key than that of its certificate',
  )
}

function signedBy(
  { text, signature }: Letter,
  key: KeyObject,
  { canonicalizations, digests, signatures }: Algorithms,
): readonly XmlElement[] | undefined {
  const check = new SignedXml({ publicCert: key, getCertFromKeyInfo: () => null })
  check.CanonicalizationAlgorithms = canonicalizations
  check.HashAlgorithms = digests
  check.SignatureAlgorithms = signatures
  try {
    check.loadSignature(writeXml(signature))
    if (!check.checkSignature(text)) return undefined
    return check.getSignedReferences().map((bytes) => parseXml(bytes))
  } catch {
    // It raises what is only a signature that does not hold, in words that may repeat what was signed.
    return undefined
  }
}

/** The signed form of an element of the letter, when the signature covers that very one. */
function signedForm(
  element: XmlElement,
  targets: readonly Target[],
  signed: readonly XmlElement[],
): XmlElement | undefined {
  const target = targets.find((one) => one.element === element)
  if (!target) return undefined
  const found = signed.filter(
    (one) =>
      one.local === element.local &&
      one.namespace === element.namespace &&
      one.attributes.some(({ local, value }) => local.toLowerCase() === 'id' && value === target.id),
  )
  return found.length === 1 ? found[0] : undefined
}

function checkFresh(stamp: XmlElement | undefined, maxAgeMs: number, now: Date): void {
  if (!stamp) throw new SignatureError('ReplyNotSigned', 'has a signature that does not cover a Timestamp')
  const created = instant(child(stamp, utility, 'Created'))
  const expires = child(stamp, utility, 'Expires')
  const age = now.getTime() - created
  const isOver = expires !== undefined && !(instant(expires) > now.getTime() - skewMs)
  if (age <= maxAgeMs + skewMs && age >= -skewMs && !isOver) return
  throw new SignatureError(
    'ReplyStale',
    'has a Timestamp that is too old, has expired or lies ahead; the clocks of both sides must be right',
  )
}

/** Milliseconds, in UTC unless it says otherwise; not a number where there is no instant, with which no comparison holds. */
function instant(element: XmlElement | undefined): number {
  const text = textIn(element).trim()
  return Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`)
}

function children(element: XmlElement, namespace: string, local: string): readonly XmlElement[] {
  return elementsIn(element).filter((one) => one.local === local && one.namespace === namespace)
}

function child(element: XmlElement | undefined, namespace: string, local: string): XmlElement | undefined {
  return element && children(element, namespace, local)[0]
}

/** A part of a signature that must be there once. */
function only(element: XmlElement, local: string): XmlElement {
  const found = children(element, dsig, local)
  const [first] = found
  if (first && found.length === 1) return first
  throw new SignatureError('ReplySignatureUnsupported', `has a signature in which there is not one ${local}`)
}
