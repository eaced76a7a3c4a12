/**
 * HMAC signatures on requests, as the settings declare them: what is signed, by which algorithm, and which headers carry
 * signature, time and nonce. It stands beside any login, and every attempt is signed anew.
 */
import { createHash, createHmac } from 'node:crypto'

import { Type, type Static } from 'typebox'

import { fail } from '../../../../engine/values/failure.ts'
import type { HttpRequest, Io } from '../../../adapter.ts'
import { withHeader } from './login.ts'

const closed = { additionalProperties: false }
const HeaderName = Type.String({ pattern: '^[A-Za-z0-9-]{1,100}$' })
const Encoding = Type.Enum(['hex', 'base64', 'base64url'])
type Encoding = Static<typeof Encoding>

/** What of a request may be signed. */
const parts = [
  'method',
  'url',
  'host',
  'path',
  'query',
  'sortedQuery',
  'contentType',
  'timestamp',
  'nonce',
  'keyId',
  'body',
  'bodyHash',
] as const
type Part = (typeof parts)[number]

const Signing = Type.Object(
  {
    secret: Type.String({ minLength: 1, maxLength: 5000, secret: true }),
    secretEncoding: Type.Optional(
      Type.Enum(['text', 'hex', 'base64'], { description: 'How the secret is written. Default text.' }),
    ),
    keyId: Type.Optional(Type.String({ maxLength: 200, description: 'Public name of the secret.' })),
    algorithm: Type.Optional(Type.Enum(['sha256', 'sha1', 'sha512'], { description: 'Default sha256.' })),
    signed: Type.Array(
      Type.Union([
        Type.Enum([...parts]),
        Type.Object({ header: HeaderName }, closed),
        Type.Object({ text: Type.String({ maxLength: 200 }) }, closed),
      ]),
      {
        minItems: 1,
        maxItems: 20,
        description:
          'What is signed, in order. `query` is as it is sent, `sortedQuery` by name, both without `?`; `bodyHash` is the hash of the body by the same algorithm.',
      },
    ),
    separator: Type.Optional(
      Type.String({ maxLength: 10, description: 'Between the parts. Default: a line feed.' }),
    ),
    encoding: Type.Optional(Encoding),
    header: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z0-9-]{1,100}$',
        description: 'Header that takes the signature. Default `X-Signature`.',
      }),
    ),
    format: Type.Optional(
      Type.String({
        pattern: '^[\\x20-\\x7e]*\\{signature\\}[\\x20-\\x7e]*$',
        description:
          'What stands in it, with `{signature}` and, if need be, `{keyId}`, `{timestamp}`, `{nonce}`. Default: the signature alone.',
      }),
    ),
    timestampHeader: Type.Optional(HeaderName),
    timestampAs: Type.Optional(
      Type.Enum(['seconds', 'milliseconds', 'iso', 'httpDate'], { description: 'Default seconds.' }),
    ),
    nonceHeader: Type.Optional(HeaderName),
    keyIdHeader: Type.Optional(HeaderName),
    bodyHashHeader: Type.Optional(HeaderName),
    bodyHashEncoding: Type.Optional(Encoding),
  },
  { ...closed, description: 'An HMAC on every request, beside the login.' },
)
/** How requests are signed. */
export type Signing = Static<typeof Signing>

export const signingFields = { signing: Type.Optional(Signing) }

/** Whether the body has a part in the signature, so that it must be known before it is sent. */
export function signsBody({ signed, bodyHashHeader }: Signing): 'bytes' | 'hash' | 'no' {
  if (signed.includes('body')) return 'bytes'
  return signed.includes('bodyHash') || bodyHashHeader !== undefined ? 'hash' : 'no'
}

/** The request with its signature. */
export function signedBy(
  signing: Signing,
  request: HttpRequest,
  io: Pick<Io, 'clock' | 'randomBytes'>,
): HttpRequest {
  const { encoding = 'hex', bodyHashEncoding = 'hex', separator = '\n', keyId = '' } = signing
  const facts = {
    keyId,
    timestamp: timestampOf(signing, io.clock.now()),
    nonce: Buffer.from(io.randomBytes(16)).toString('hex'),
    bodyHash: bodyHashOf(signing, request, bodyHashEncoding),
  }
  const bytes = signing.signed.flatMap((part, at) => [
    ...(at === 0 ? [] : [Buffer.from(separator)]),
    bytesOf(part, request, facts),
  ])
  const secret = Buffer.from(signing.secret, secretEncodings[signing.secretEncoding ?? 'text'])
  const signature = createHmac(signing.algorithm ?? 'sha256', secret)
    .update(Buffer.concat(bytes))
    .digest(encoding)
  const value = filledFormat(signing.format ?? '{signature}', { ...facts, signature })
  const headers: readonly (readonly [string | undefined, string])[] = [
    [signing.timestampHeader, facts.timestamp],
    [signing.nonceHeader, facts.nonce],
    [signing.keyIdHeader, keyId],
    [signing.bodyHashHeader, facts.bodyHash],
    [signing.header ?? 'X-Signature', value],
  ]
  return headers.reduce(
    (signed, [name, text]) => (name === undefined ? signed : withHeader(name, text)(signed)),
    request,
  )
}

const secretEncodings = { text: 'utf8', hex: 'hex', base64: 'base64' } as const

interface Facts {
  readonly keyId: string
  readonly timestamp: string
  readonly nonce: string
  readonly bodyHash: string
}

function bytesOf(part: Signing['signed'][number], request: HttpRequest, facts: Facts): Buffer {
  if (typeof part === 'object') {
    return Buffer.from('text' in part ? part.text : headerOf(request, part.header))
  }
  return part === 'body' ? wholeBody(request) : Buffer.from(texts[part](request, facts))
}

const texts: Readonly<Record<Exclude<Part, 'body'>, (request: HttpRequest, facts: Facts) => string>> = {
  method: ({ method }) => method,
  url: ({ url }) => url,
  host: ({ url }) => new URL(url).host,
  path: ({ url }) => new URL(url).pathname,
  query: ({ url }) => new URL(url).search.slice(1),
  sortedQuery: ({ url }) => new URL(url).search.slice(1).split('&').sort().join('&'),
  contentType: (request) => headerOf(request, 'content-type'),
  timestamp: (_request, { timestamp }) => timestamp,
  nonce: (_request, { nonce }) => nonce,
  keyId: (_request, { keyId }) => keyId,
  bodyHash: (_request, { bodyHash }) => bodyHash,
}

function headerOf({ headers = {} }: HttpRequest, name: string): string {
  const found = Object.entries(headers).find(([one]) => one.toLowerCase() === name.toLowerCase())
  return found?.[1].trim() ?? ''
}

function wholeBody({ body = '' }: HttpRequest): Buffer {
  if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body)
  throw fail('misconfigured', 'A body that is streamed cannot be signed byte by byte; sign its bodyHash.')
}

function bodyHashOf(signing: Signing, request: HttpRequest, encoding: Encoding): string {
  if (signsBody(signing) !== 'hash') return ''
  const { body } = request
  // Of a content the hash is known before it is sent.
  if (typeof body === 'object' && !(body instanceof Uint8Array) && body.sha256 !== undefined)
    return Buffer.from(body.sha256, 'hex').toString(encoding)
  return createHash(signing.algorithm ?? 'sha256')
    .update(wholeBody(request))
    .digest(encoding)
}

function timestampOf({ timestampAs = 'seconds' }: Signing, now: Date): string {
  switch (timestampAs) {
    case 'seconds':
      return String(Math.floor(now.getTime() / 1000))
    case 'milliseconds':
      return String(now.getTime())
    case 'iso':
      return now.toISOString()
    case 'httpDate':
      return now.toUTCString()
  }
}

function filledFormat(format: string, values: Readonly<Record<string, string>>): string {
  return format.replaceAll(
    /\{(signature|keyId|timestamp|nonce)\}/g,
    (_whole, name: string) => values[name] ?? '',
  )
}
