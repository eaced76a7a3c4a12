/**
 * The algorithms of XML Signature by which a reply may be signed, in the form in which xml-crypto takes them. What is not
 * in these lists is not verified at all: no HMAC, no transformation but exclusive canonicalisation without comments.
 */
import { createHash, createVerify, type BinaryLike, type KeyObject } from 'node:crypto'

import { ExclusiveCanonicalization, type HashAlgorithm, type SignatureAlgorithm } from 'xml-crypto'

/** Exclusive canonicalisation (W3C, 2002), without comments. */
export const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'

const dsig = 'http://www.w3.org/2000/09/xmldsig#'
const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const xmlenc = 'http://www.w3.org/2001/04/xmlenc#'

type Hash = 'sha1' | 'sha256' | 'sha384' | 'sha512'
interface SignatureTerms {
  readonly hash: Hash
  readonly key: 'rsa' | 'ec'
}

const hashes: Readonly<Record<string, Hash>> = {
  [`${xmlenc}sha256`]: 'sha256',
  [`${more}sha384`]: 'sha384',
  [`${xmlenc}sha512`]: 'sha512',
  [`${dsig}sha1`]: 'sha1',
}
const signatures: Readonly<Record<string, SignatureTerms>> = {
  [`${more}rsa-sha256`]: { hash: 'sha256', key: 'rsa' },
  [`${more}rsa-sha384`]: { hash: 'sha384', key: 'rsa' },
  [`${more}rsa-sha512`]: { hash: 'sha512', key: 'rsa' },
  [`${more}ecdsa-sha256`]: { hash: 'sha256', key: 'ec' },
  [`${more}ecdsa-sha384`]: { hash: 'sha384', key: 'ec' },
  [`${more}ecdsa-sha512`]: { hash: 'sha512', key: 'ec' },
  [`${dsig}rsa-sha1`]: { hash: 'sha1', key: 'rsa' },
}

/** What may be verified, by the addresses that name the algorithms. */
export interface Algorithms {
  readonly canonicalizations: Record<string, new () => ExclusiveCanonicalization>
  readonly digests: Record<string, new () => HashAlgorithm>
  readonly signatures: Record<string, new () => SignatureAlgorithm>
}

/** The algorithms that are taken; those of SHA-1 only when `weak`. */
export function algorithms(weak: boolean): Algorithms {
  const taken = (hash: Hash): boolean => weak || hash !== 'sha1'
  return {
    canonicalizations: { [exclusive]: OrderedCanonicalization },
    digests: Object.fromEntries(
      Object.entries(hashes).flatMap(([name, hash]) => (taken(hash) ? [[name, digest(name, hash)]] : [])),
    ),
    signatures: Object.fromEntries(
      Object.entries(signatures).flatMap(([name, terms]) =>
        taken(terms.hash) ? [[name, signature(name, terms)]] : [],
      ),
    ),
  }
}

/** xml-crypto sorts declared prefixes by the rules of a language; the standard wants the order of their characters. */
class OrderedCanonicalization extends ExclusiveCanonicalization {
  override nsCompare(one: { readonly prefix: string }, other: { readonly prefix: string }): number {
    return one.prefix < other.prefix ? -1 : one.prefix > other.prefix ? 1 : 0
  }
}

function digest(name: string, hash: Hash): new () => HashAlgorithm {
  return class {
    getAlgorithmName = (): string => name
    getHash = (xml: string): string => createHash(hash).update(xml, 'utf8').digest('base64')
  }
}

function signature(name: string, { hash, key: kind }: SignatureTerms): new () => SignatureAlgorithm {
  return class {
    getAlgorithmName = (): string => name
    getSignature = (): never => {
      throw new Error('These algorithms verify; they do not sign.')
    }
    /** A key of another kind than the algorithm names verifies nothing. The key is always one of ours. */
    verifySignature = (signed: BinaryLike, key: unknown, value: string): boolean => {
      const own = key as KeyObject
      if (own.asymmetricKeyType !== kind) return false
      const verifier = createVerify(hash).update(signed)
      return verifier.verify({ key: own, dsaEncoding: 'ieee-p1363' }, value, 'base64')
    }
  }
}
