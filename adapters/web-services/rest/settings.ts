/** Settings of a connection to any HTTP API: where, how to log in, what its operations are and what they mean. */
import { Type, type Static } from 'typebox'

import type { CallbackSource } from '../../adapter.ts'
import { FieldEquals, FieldPath } from '../field-path.ts'
import { inquiryFields } from '../inquiry.ts'
import { AddressedCursorSettings } from '../page-cursor.ts'
import { itemFields, recordSourceFields } from '../record-source.ts'
import { loginFields } from './login.ts'
import { QueryParameter } from './query-parameters.ts'
import { rateLimitFields } from './rate-limit.ts'

const closed = { additionalProperties: false }
const Name = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,63}$' })
const HeaderName = Type.String({ pattern: '^[A-Za-z0-9-]{1,100}$' })
const Path = Type.String({
  pattern: '^/[^?#\\s]*$',
  maxLength: 500,
  description: 'Path below the base address; `{orderId}` stands for a field of the input.',
})
const FieldsByName = Type.Record(Type.String({ pattern: '^[^\\r\\n]{1,100}$' }), FieldPath, closed)
const Title = Type.Object({ en: Type.String(), fa: Type.String() }, closed)
const Constants = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Number(), Type.Boolean()]),
  closed,
)

/** How a no is read from a body. */
const Refusal = Type.Object(
  {
    codePath: Type.Optional(FieldPath),
    messagePath: Type.Optional(FieldPath),
    when: Type.Optional(FieldEquals),
  },
  {
    ...closed,
    description: 'Where the remote puts its code and words; `when` marks a no that comes with success.',
  },
)

/** How a reply becomes a content that is kept outside of messages. */
const Download = Type.Object(
  {
    maxBytes: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_737_418_240, description: 'Default 104857600 (100 MiB).' }),
    ),
    mediaTypes: Type.Optional(
      Type.Array(Type.String({ pattern: '^([\\w.+-]+|\\*)/([\\w.+-]+|\\*)$' }), {
        minItems: 1,
        maxItems: 50,
        description:
          'What is taken, for example `application/pdf` or `image/*`. Left out: all but HTML and JSON.',
      }),
    ),
    redirectHosts: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z0-9.:-]{1,253}$' }), {
        maxItems: 20,
        description:
          'Other hosts to which the remote may send us for the bytes, without our login. Its own address may always.',
      }),
    ),
  },
  {
    ...closed,
    description:
      'The reply is a file: it is kept piece by piece as a content, and the output is the reference to it.',
  },
)
export type DownloadSettings = Static<typeof Download>

const Operation = Type.Object(
  {
    title: Type.Optional(Title),
    summary: Type.Optional(Type.String()),
    method: Type.Enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    path: Path,
    query: Type.Optional(Type.Record(Type.String({ pattern: '^[^\\r\\n]{1,100}$' }), QueryParameter, closed)),
    headers: Type.Optional(Type.Record(HeaderName, FieldPath, closed)),
    body: Type.Optional(
      Type.Union([Type.Enum(['none', 'input']), FieldsByName], {
        description:
          'Nothing, the whole input, or the named fields of it. Default: `input` unless GET or DELETE.',
      }),
    ),
    bodyFormat: Type.Optional(
      Type.Enum(['json', 'form', 'multipart', 'raw'], {
        description: 'Default json. `multipart` has fields and `files`, `raw` is one content as it is.',
      }),
    ),
    files: Type.Optional(
      Type.Record(Type.String({ pattern: '^[^\\r\\n]{1,100}$' }), FieldPath, {
        ...closed,
        description:
          'Of `multipart`: name of the part, and the field of the input that holds a content reference, or a list of them.',
      }),
    ),
    content: Type.Optional(
      Type.Union([FieldPath], {
        description: 'Of `raw`: the field of the input that holds a content reference.',
      }),
    ),
    download: Type.Optional(Download),
    input: Type.Unknown({ description: 'A JSON Schema of an object without additional properties.' }),
    output: Type.Optional(
      Type.Unknown({
        description:
          'A JSON Schema; what it does not name is dropped from the reply. A download gives a content reference and needs none.',
      }),
    ),
    result: Type.Optional(FieldPath),
    map: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,63}$' }),
        Type.String({ minLength: 1, maxLength: 2000 }),
        {
          ...closed,
          description:
            'In place of `result`: field of the output → FEEL over `reply`, `status`, `headers` and `input`, for example `reply.data.id` or `headers.location`. What is null is left away.',
        },
      ),
    ),
    example: Type.Object({ input: Type.Unknown(), output: Type.Unknown() }, closed),
    effect: Type.Enum(['read', 'idempotent', 'once']),
    idempotencyKeyHeader: Type.Optional(HeaderName),
    inquire: Type.Optional(
      Type.String({ description: 'For `once`: name of the inquiry, or `ask-a-person` (the default).' }),
    ),
    inquiry: Type.Optional(
      Type.Object(
        { ask: Type.String({ description: 'Name of a reading operation.' }), ...inquiryFields },
        closed,
      ),
    ),
    success: Type.Optional(Type.Array(Type.Integer({ minimum: 200, maximum: 299 }), { minItems: 1 })),
    refusal: Type.Optional(Refusal),
    timeoutMs: Type.Optional(Type.Integer({ minimum: 1, maximum: 120_000 })),
  },
  closed,
)
export type OperationSettings = Static<typeof Operation>

const Source = Type.Object(
  { path: Path, query: Type.Optional(Constants), ...recordSourceFields, cursor: AddressedCursorSettings },
  closed,
)
export type SourceSettings = Static<typeof Source>

const Webhook = Type.Object(
  {
    title: Type.Optional(Title),
    summary: Type.Optional(Type.String()),
    scheme: Type.Optional(
      Type.Enum(['hmac', 'stripe', 'twilio', 'jwt', 'sharedSecret', 'addressList'], {
        description:
          'How a caller proves itself. Default `hmac`; `jwt` binds the body only with a `bodyHashClaim`.',
      }),
    ),
    signatureHeader: Type.Optional(
      Type.Union([HeaderName], {
        description: 'Needed by `hmac` and `sharedSecret`; others have their own.',
      }),
    ),
    signatureAlgorithm: Type.Optional(
      Type.Enum(['sha256', 'sha1', 'sha512'], { description: 'Of `hmac`. Default sha256.' }),
    ),
    signaturePrefix: Type.Optional(Type.String({ maxLength: 20, description: 'For example `sha256=`.' })),
    signatureEncoding: Type.Optional(Type.Enum(['hex', 'base64'])),
    timestampHeader: Type.Optional(
      Type.Union([HeaderName], {
        description:
          'Seconds since 1970. When given, the signed bytes are the timestamp, a dot and the body.',
      }),
    ),
    toleranceSeconds: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 86_400,
        description: 'Age of a call that is believed. Default 300.',
      }),
    ),
    publicUrl: Type.Optional(
      Type.String({ pattern: '^https?://[^\\s]+$', description: 'For `twilio`: the address it calls.' }),
    ),
    publicKey: Type.Optional(
      Type.String({
        maxLength: 10_000,
        description: 'For `jwt`: PEM, RSA (RS256) or P-256 (ES256); else HS256.',
      }),
    ),
    issuer: Type.Optional(Type.String({ maxLength: 500 })),
    audience: Type.Optional(Type.String({ maxLength: 500 })),
    bodyHashClaim: Type.Optional(
      Type.String({ maxLength: 100, description: 'For `jwt`: claim with the SHA-256 of the body in hex.' }),
    ),
    allowedAddresses: Type.Optional(
      Type.Array(Type.String({ pattern: '^[0-9a-fA-F.:]+(/\\d{1,3})?$' }), {
        minItems: 1,
        maxItems: 1_000,
        description: 'Addresses and networks that calls may come from, with any scheme.',
      }),
    ),
    list: Type.Optional(FieldPath),
    ...itemFields,
  },
  closed,
)
export type WebhookSettings = Static<typeof Webhook>

/** What a webhook is verified by, in the words of the contract. */
export function proofOf({ scheme = 'hmac' }: WebhookSettings): CallbackSource['verifiedBy'] {
  if (scheme === 'addressList') return 'address'
  return scheme === 'sharedSecret' ? 'secret' : 'signature'
}

export const Settings = Type.Object(
  {
    baseUrl: Type.String({
      pattern: '^https?://[^\\s?#]+$',
      description: 'Address that every path is below.',
    }),
    ...loginFields,
    tokenExpiredWhen: Type.Optional(
      Type.Union([FieldEquals, Type.String({ minLength: 1, maxLength: 1000 })], {
        description:
          'What a reply looks like that says that the login has expired, and so that nothing was done: a field of the body, or FEEL over `status`, `headers` and `body`, for example `status = 419 or body.code = "E-7"`. HTTP 401 always says so. The login is then renewed once for all callers and the call made once more.',
      }),
    ),
    ...rateLimitFields,
    headers: Type.Optional(Type.Record(HeaderName, Type.String({ pattern: '^[\\x20-\\x7e]*$' }), closed)),
    operations: Type.Record(Name, Operation, closed),
    sources: Type.Optional(Type.Record(Name, Source, closed)),
    webhooks: Type.Optional(Type.Record(Name, Webhook, closed)),
    webhookSecret: Type.Optional(Type.String({ minLength: 16, maxLength: 1000, secret: true })),
    previousWebhookSecret: Type.Optional(
      Type.String({
        minLength: 16,
        maxLength: 1000,
        secret: true,
        description: 'Believed too, while the secret is being changed.',
      }),
    ),
    checkPath: Type.Optional(
      Type.String({
        pattern: '^/[^?#\\s]*$',
        maxLength: 500,
        description: 'A harmless path that the check of the connection reads with the login. Default `/`.',
      }),
    ),
    forbiddenPath: Type.Optional(
      Type.String({
        pattern: '^/[^?#\\s]*$',
        maxLength: 500,
        description:
          'A path that this login must not be able to read, such as the list of users: the check says when it can.',
      }),
    ),
  },
  closed,
)
export type Settings = Static<typeof Settings>
