/** Who may sign replies: which certificates the settings trust, and whether one that came with a reply is among them. */
import { X509Certificate, type KeyObject } from 'node:crypto'

import { fail } from '../../../engine/values/failure.ts'
import type { Settings } from './settings.ts'
import { SignatureError } from './signature-error.ts'

type ReplySettings = NonNullable<Settings['replies']>

/** The certificates of the settings, read. */
export interface Trust {
  readonly certificates: readonly X509Certificate[]
  /** Common name of those that one of the certificates, an authority, vouches for. */
  readonly subject?: string
  /** Whether RSA keys of less than 2048 bits are taken. */
  readonly weak: boolean
}

/** Reads the certificates. Raises `misconfigured`. */
export function trustOf({ signedBy, subject, weakAlgorithms = false }: ReplySettings): Trust {
  const pems = signedBy.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  try {
    const certificates = pems.map((pem) => new X509Certificate(pem))
    const weak = weakAlgorithms ? undefined : certificates.find((one) => !isStrong(one))
    if (!weak) return { certificates, weak: weakAlgorithms, ...(subject !== undefined && { subject }) }
  } catch (cause) {
    throw fail('misconfigured', 'A certificate of `replies.signedBy` cannot be read as PEM.', { cause })
  }
  throw fail(
    'misconfigured',
    `A certificate of \`replies.signedBy\` has an RSA key of less than ${fewestBits} bits; \`weakAlgorithms\` allows it.`,
  )
}

/**
 * The keys of which one must have signed: that of the certificate that came with the reply (`carried`, DER), when it is
 * trusted, else those of the settings. A reply that only names its certificate can mean no others, so all are tried.
 */
export function trustedKeys(trust: Trust, carried: Uint8Array | undefined, now: Date): readonly KeyObject[] {
  if (carried !== undefined) return [trustedCertificate(trust, read(carried), now).publicKey]
  const good = trust.certificates.filter((one) => isGood(one, now))
  if (good.length > 0) return good.map(({ publicKey }) => publicKey)
  throw new SignatureError(
    'ReplyCertificateExpired',
    'names a certificate of the settings, and none of those is good now',
  )
}

function read(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(der)
  } catch {
    throw new SignatureError('ReplySignerUnknown', 'carries a certificate that cannot be read')
  }
}

function trustedCertificate(trust: Trust, carried: X509Certificate, now: Date): X509Certificate {
  const isOwn = trust.certificates.some(({ raw }) => raw.equals(carried.raw))
  const issuer = isOwn ? undefined : issuerOf(trust, carried)
  if (!isOwn && !issuer)
    throw new SignatureError(
      'ReplySignerUnknown',
      'is signed by a certificate that `replies.signedBy` of the settings does not vouch for',
    )
  if (!trust.weak && !isStrong(carried))
    throw new SignatureError(
      'ReplySignatureUnsupported',
      `is signed with an RSA key of less than ${fewestBits} bits, which only \`weakAlgorithms\` allows`,
    )
  const late = [carried, ...(issuer ? [issuer] : [])].find((one) => !isGood(one, now))
  if (!late) return carried
  const { validFrom, validTo } = late
  throw new SignatureError(
    'ReplyCertificateExpired',
    `is signed by a certificate that is not good now (the certificate, or its authority, is good from ${validFrom} to ${validTo})`,
  )
}

/** An authority of the settings that issued a certificate of the name that is awaited. */
function issuerOf({ certificates, subject }: Trust, carried: X509Certificate): X509Certificate | undefined {
  const names = carried.toLegacyObject().subject as unknown as Readonly<Record<string, unknown>>
  if (subject === undefined || names['CN'] !== subject) return undefined
  return certificates.find((one) => one.ca && carried.checkIssued(one) && carried.verify(one.publicKey))
}

function isGood({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return new Date(validFrom) <= now && now <= new Date(validTo)
}

const fewestBits = 2048

function isStrong({ publicKey }: X509Certificate): boolean {
  return (publicKey.asymmetricKeyDetails?.modulusLength ?? fewestBits) >= fewestBits
}
