/**
 * How callers of webhooks prove themselves. Pure. Whatever the scheme: what is signed are the raw bytes, comparisons
 * take the same time whatever they find, and a proof that carries a time holds only inside a window.
 *
 * - `hmac`: a header with the HMAC of the body, or of `<timestamp>.<body>` (GitHub, Shopify and most others);
 * - `stripe`: `t=<seconds>,v1=<hex>` in one header, HMAC-SHA256 of `t.body`; one of several `v1` suffices
 *   (https://docs.stripe.com/webhooks#verify-manually);
 * - `twilio`: base64 HMAC-SHA1 of the public address and, sorted, every form field
 *   (https://www.twilio.com/docs/usage/security#validating-requests);
 * - `jwt`: a signed token as bearer (RFC 7519); it binds the body only by a claim that holds its hash;
 * - `sharedSecret`: the secret itself in a header;
 * - `addressList`: nothing but where the call comes from. The list may be had with any other scheme too.
 */
import { createHmac, createPublicKey, timingSafeEqual, verify as verifySignature } from 'node:crypto'
import { BlockList, isIPv6 } from 'node:net'

import { fail } from '../../../engine/values/failure.ts'
import { sha256 } from '../../../engine/values/hash.ts'
import type { CallbackRequest } from '../../adapter.ts'
import type { WebhookSettings } from './settings.ts'

/** What a proof is held against. */
export interface ProofMeans {
  /** The present secret, and while it is being changed the one before. */
  readonly secrets: readonly string[]
  readonly now: Date
}

type Scheme = (webhook: WebhookSettings, request: CallbackRequest, means: ProofMeans) => string

/** Raises `refused` unless the call proves itself; gives a mark that a repeat of the same call has too. */
export function provenCall(webhook: WebhookSettings, request: CallbackRequest, means: ProofMeans): string {
  const { allowedAddresses } = webhook
  if (allowedAddresses !== undefined && !isAllowed(allowedAddresses, request.remoteAddress))
    throw turnedAway('it comes from an address that is not on the list')
  return schemes[webhook.scheme ?? 'hmac'](webhook, request, means)
}

/** Raises `misconfigured` for a scheme that lacks what it needs. */
export function checkScheme(name: string, webhook: WebhookSettings, secrets: readonly string[]): void {
  const known = secrets.length > 0 || webhook.publicKey !== undefined
  const has: Readonly<Record<Need, boolean>> = {
    webhookSecret: webhook.scheme === 'jwt' ? known : secrets.length > 0,
    publicUrl: webhook.publicUrl !== undefined,
    allowedAddresses: webhook.allowedAddresses !== undefined,
    signatureHeader: webhook.signatureHeader !== undefined,
  }
  const missing = needs[webhook.scheme ?? 'hmac'].filter((need) => !has[need])
  if (missing.length > 0)
    throw fail('misconfigured', `The webhook ${name} needs ${missing.join(' and ')} in the settings.`)
  for (const address of webhook.allowedAddresses ?? []) addTo(new BlockList(), address)
}

type SchemeName = NonNullable<WebhookSettings['scheme']>
type Need = 'webhookSecret' | 'publicUrl' | 'allowedAddresses' | 'signatureHeader'

/** A token needs the secret unless there is a public key. */
const needs: Readonly<Record<SchemeName, readonly Need[]>> = {
  hmac: ['webhookSecret', 'signatureHeader'],
  stripe: ['webhookSecret'],
  twilio: ['webhookSecret', 'publicUrl'],
  jwt: ['webhookSecret'],
  sharedSecret: ['webhookSecret', 'signatureHeader'],
  addressList: ['allowedAddresses'],
}

const defaultToleranceSeconds = 300

/** Seconds for which a repeat of a call is to be recognised. */
export function windowSeconds({ toleranceSeconds = defaultToleranceSeconds }: WebhookSettings): number {
  return 2 * toleranceSeconds
}

const schemes: Readonly<Record<SchemeName, Scheme>> = {
  hmac: (webhook, request, { secrets, now }) => {
    const { timestampHeader } = webhook
    const timestamp = timestampHeader === undefined ? undefined : header(request, timestampHeader)
    if (timestampHeader !== undefined && timestamp === undefined) throw turnedAway('it has no timestamp')
    const claimed = afterPrefix(request, webhook)
    const digest = hmacOf(request.body, {
      algorithm: webhook.signatureAlgorithm ?? 'sha256',
      start: timestamp === undefined ? '' : `${timestamp}.`,
    })
    const given = Buffer.from(claimed, webhook.signatureEncoding ?? 'hex')
    if (!secrets.some((secret) => isSame(given, digest(secret))))
      throw turnedAway('its signature is missing or wrong')
    if (timestamp !== undefined) checkAge(webhook, timestamp, now)
    return claimed
  },
  stripe: (webhook, request, { secrets, now }) => {
    const parts = (header(request, webhook.signatureHeader ?? 'Stripe-Signature') ?? '')
      .split(',')
      .map((part) => part.trim().split('=', 2) as [string, string?])
    const timestamp = parts.find(([name]) => name === 't')?.[1]
    if (timestamp === undefined) throw turnedAway('it has no timestamp')
    const claimed = parts.filter(([name]) => name === 'v1').map(([, hex = '']) => hex)
    const matching = claimed.find((hex) =>
      secrets.some((secret) =>
        isSame(
          Buffer.from(hex, 'hex'),
          createHmac('sha256', secret).update(`${timestamp}.`).update(request.body).digest(),
        ),
      ),
    )
    if (matching === undefined) throw turnedAway('its signature is missing or wrong')
    checkAge(webhook, timestamp, now)
    return matching
  },
  twilio: (webhook, request, { secrets }) => {
    const claimed = header(request, webhook.signatureHeader ?? 'X-Twilio-Signature') ?? ''
    const fields = [...new URLSearchParams(Buffer.from(request.body).toString('utf8'))]
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, value]) => name + value)
      .join('')
    const isSigned = secrets.some((secret) =>
      isSame(
        Buffer.from(claimed, 'base64'),
        createHmac('sha1', secret)
          .update((webhook.publicUrl ?? '') + fields)
          .digest(),
      ),
    )
    if (!isSigned) throw turnedAway('its signature is missing or wrong')
    return claimed
  },
  jwt: (webhook, request, means) => provenToken(webhook, request, means),
  sharedSecret: (webhook, request, { secrets }) => {
    const claimed = afterPrefix(request, webhook)
    // Hashed first, so that the length of the secret is not told by the time either.
    const isRight = secrets.some((secret) =>
      isSame(Buffer.from(sha256(claimed)), Buffer.from(sha256(secret))),
    )
    if (!isRight) throw turnedAway('its secret is missing or wrong')
    return sha256(request.body)
  },
  addressList: (_webhook, request) => sha256(request.body),
}

/** What stands in the signature header after its prefix. */
function afterPrefix(
  request: CallbackRequest,
  { signatureHeader = '', signaturePrefix = '' }: WebhookSettings,
): string {
  const given = header(request, signatureHeader) ?? ''
  return given.startsWith(signaturePrefix) ? given.slice(signaturePrefix.length) : ''
}

function hmacOf(
  body: Uint8Array,
  { algorithm, start }: { readonly algorithm: string; readonly start: string },
): (secret: string) => Buffer {
  return (secret) => createHmac(algorithm, secret).update(start).update(body).digest()
}

function provenToken(webhook: WebhookSettings, request: CallbackRequest, means: ProofMeans): string {
  const given = header(request, webhook.signatureHeader ?? 'Authorization') ?? ''
  const token = given.slice((webhook.signaturePrefix ?? 'Bearer ').length)
  const [head = '', claims = '', signature = ''] = token.split('.')
  if (!isTokenSigned(webhook, { signed: `${head}.${claims}`, head, signature }, means.secrets))
    throw turnedAway('its token is missing or wrong')
  const read = jsonOf(claims)
  checkTime(webhook, read, means.now)
  checkPurpose(webhook, read, request)
  return signature
}

function checkTime(webhook: WebhookSettings, { exp, iat, nbf }: Claims, now: Date): void {
  const nowSeconds = now.getTime() / 1000
  const slack = webhook.toleranceSeconds ?? defaultToleranceSeconds
  if (typeof exp !== 'number' && typeof iat !== 'number') throw turnedAway('its token has no time')
  if (typeof exp === 'number' && exp < nowSeconds) throw turnedAway('its token has expired')
  if (typeof nbf === 'number' && nbf > nowSeconds + slack) throw turnedAway('its token is not valid yet')
  if (typeof iat === 'number') checkAge(webhook, String(iat), now)
}

function checkPurpose(
  { issuer, audience, bodyHashClaim }: WebhookSettings,
  claims: Claims,
  { body }: CallbackRequest,
): void {
  if (issuer !== undefined && claims['iss'] !== issuer) throw turnedAway('its token is of another issuer')
  if (audience !== undefined && ![claims['aud']].flat().includes(audience))
    throw turnedAway('its token is for another')
  if (bodyHashClaim !== undefined && claims[bodyHashClaim] !== sha256(body))
    throw turnedAway('its token was made for another body')
}

type Claims = Readonly<Record<string, unknown>>

/** The way of signing is ours to say, never the token's: one that says `none`, or another, is not believed. */
function isTokenSigned(
  { publicKey }: WebhookSettings,
  { signed, head, signature }: { readonly signed: string; readonly head: string; readonly signature: string },
  secrets: readonly string[],
): boolean {
  const { alg } = jsonOf(head)
  const claimed = Buffer.from(signature, 'base64url')
  if (publicKey === undefined) {
    const isOurs = alg === 'HS256'
    return isOurs && secrets.some((one) => isSame(claimed, createHmac('sha256', one).update(signed).digest()))
  }
  const key = createPublicKey(publicKey)
  const isElliptic = key.asymmetricKeyType === 'ec'
  if (alg !== (isElliptic ? 'ES256' : 'RS256')) return false
  const options = isElliptic ? { key, dsaEncoding: 'ieee-p1363' as const } : { key }
  return verifySignature('sha256', Buffer.from(signed), options, claimed)
}

function jsonOf(part: string): Claims {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Claims) : {}
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return {}
    throw thrown
  }
}

function isSame(claimed: Buffer, expected: Buffer): boolean {
  return claimed.length === expected.length && timingSafeEqual(claimed, expected)
}

function checkAge({ toleranceSeconds }: WebhookSettings, seconds: string, now: Date): void {
  const age = Math.abs(now.getTime() / 1000 - Number(seconds))
  if (age <= (toleranceSeconds ?? defaultToleranceSeconds)) return
  throw turnedAway('its timestamp is too old or in the future')
}

function isAllowed(list: readonly string[], remoteAddress: string): boolean {
  const blocks = new BlockList()
  for (const address of list) addTo(blocks, address)
  const plain = remoteAddress.replace(/^::ffff:(?=\d+\.)/i, '')
  return plain !== '' && blocks.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
}

function addTo(blocks: BlockList, address: string): void {
  const [net = '', prefix] = address.split('/')
  const family = isIPv6(net) ? 'ipv6' : 'ipv4'
  try {
    if (prefix === undefined) blocks.addAddress(net, family)
    else blocks.addSubnet(net, Number(prefix), family)
  } catch (cause) {
    throw fail('misconfigured', `${address} is no address and no network.`, { cause })
  }
}

/** A header of a request; names come in lower case. */
function header(request: CallbackRequest, name: string): string | undefined {
  return request.headers[name.toLowerCase()]?.trim()
}

/** The refusal of a call. */
export function turnedAway(why: string): Error {
  return fail('refused', `The callback was turned away: ${why}.`)
}
