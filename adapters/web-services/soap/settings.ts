/** Settings of a SOAP connection: where, how to log in, which operations of the WSDL are used and what they mean. */
import { Type, type Static } from 'typebox'

import { FieldPath } from '../field-path.ts'
import { inquiryFields } from '../inquiry.ts'
import { recordSourceFields } from '../record-source.ts'
import { securityFields } from './security-settings.ts'

const closed = { additionalProperties: false }
const Name = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,63}$' })
const SoapName = Type.String({
  pattern: '^[A-Za-z_][\\w.-]{0,127}$',
  description: 'Name of an operation of the WSDL.',
})
const title = Type.Optional(Type.Object({ en: Type.String(), fa: Type.String() }, closed))

/** How a reading operation tells what became of a `once` operation. */
const Inquiry = Type.Object({ soapOperation: SoapName, ...inquiryFields }, closed)
export type InquirySettings = Static<typeof Inquiry>

/** One operation that the connection offers. */
const OperationSettings = Type.Object(
  {
    soapOperation: SoapName,
    effect: Type.Enum(['read', 'idempotent', 'once']),
    title,
    summary: Type.Optional(Type.String()),
    timeoutMs: Type.Optional(Type.Integer({ minimum: 1, maximum: 120_000 })),
    keyField: Type.Optional(
      Type.String({
        description: 'Field of the request that takes the idempotency key when the caller gives none.',
      }),
    ),
    inquire: Type.Optional(
      Type.String({ description: 'For `once`: name of the inquiry, or `ask-a-person` (the default).' }),
    ),
    inquiry: Type.Optional(Inquiry),
  },
  closed,
)
export type OperationSettings = Static<typeof OperationSettings>

/** A polled list of changed records. */
const SourceSettings = Type.Object(
  {
    soapOperation: SoapName,
    input: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
        ...closed,
        description: 'Fields of each request, by path (`request.limit`).',
      }),
    ),
    ...recordSourceFields,
  },
  closed,
)
export type SourceSettings = Static<typeof SourceSettings>

const FaultKinds = Type.Record(
  Type.String(),
  Type.Enum(['refused', 'unreachable', 'unauthenticated', 'throttled', 'misconfigured']),
  { ...closed, description: 'What a fault code of this remote means; `Server.BUSY` wins over `Server`.' },
)

export const Settings = Type.Object(
  {
    wsdl: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'Name of the document that holds the WSDL. It is never fetched from the remote.',
    }),
    documents: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$' }),
        Type.String({ maxLength: 1_000_000 }),
        {
          ...closed,
          description: "The connection's own documents by name: the WSDL and what it imports.",
        },
      ),
    ),
    endpoint: Type.String({ pattern: '^https?://[^\\s]+$', description: 'Address of the service.' }),
    soapVersion: Type.Optional(
      Type.Enum(['1.1', '1.2'], { description: 'Default that of the port; 1.1 when there are both.' }),
    ),
    service: Type.Optional(
      Type.String({ description: 'Service of the WSDL, when it has several. Default the first.' }),
    ),
    port: Type.Optional(
      Type.String({ description: 'Port of the service, when it has several. Default the first that fits.' }),
    ),
    ...securityFields,
    maxReplyBytes: Type.Optional(
      Type.Integer({
        minimum: 1_000,
        maximum: 104_857_600,
        description: 'Largest reply that is read, attachments included. Default 10,485,760.',
      }),
    ),
    attachments: Type.Optional(
      Type.Enum(['inline', 'mtom'], {
        description:
          'How base64Binary values travel: inside the message (default), or beside it as MTOM attachments. Replies may be either.',
      }),
    ),
    headers: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Za-z0-9-]+$' }), Type.String({ pattern: '^[^\\r\\n]*$' }), {
        ...closed,
        description: 'HTTP headers of every request. They are not kept secret.',
      }),
    ),
    operations: Type.Record(Name, OperationSettings, {
      ...closed,
      description:
        'What the connection can do: operations of the WSDL, by names of ours, and what they mean.',
    }),
    sources: Type.Optional(
      Type.Record(Name, SourceSettings, {
        ...closed,
        description: 'Lists of changed records that are polled, by name.',
      }),
    ),
    checkOperation: Type.Optional(
      Type.Object(
        { soapOperation: SoapName, input: Type.Optional(Type.Record(Type.String(), Type.String(), closed)) },
        {
          ...closed,
          description: 'A harmless reading call that the connection check makes to try the login.',
        },
      ),
    ),
    faultKinds: Type.Optional(FaultKinds),
    serverFaultIs: Type.Optional(
      Type.Enum(['unreachable', 'refused'], {
        description: 'Default: a `Server` fault with a typed detail is a refusal, one without a breakdown.',
      }),
    ),
    faultCodePath: Type.Optional(
      Type.Union([FieldPath], {
        description: 'Where a typed fault detail holds its code, when that is not simply named `code`.',
      }),
    ),
    faultFields: Type.Optional(
      Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]{0,63}$' }), FieldPath, {
        ...closed,
        description:
          'Fields of a typed fault detail that its failure repeats, each with its path; none unless named here, for they may be personal.',
      }),
    ),
  },
  closed,
)
export type Settings = Static<typeof Settings>

/** The demo ERP, for which `simulator.ts` stands in. */
export const settingsExample: Settings = {
  wsdl: 'soap/erp.wsdl',
  endpoint: 'https://erp.example.ir/erp',
  login: 'usernameTokenDigest',
  username: 'hub',
  password: 'change-me',
  operations: {
    findCustomers: {
      soapOperation: 'FindCustomers',
      effect: 'read',
      title: { en: 'Find customers', fa: 'یافتن مشتری' },
    },
    getInvoice: {
      soapOperation: 'GetInvoice',
      effect: 'read',
      title: { en: 'Read an invoice', fa: 'خواندن فاکتور' },
    },
    postPayment: {
      soapOperation: 'PostPayment',
      effect: 'once',
      title: { en: 'Post a payment', fa: 'ثبت پرداخت' },
      keyField: 'idempotencyKey',
      inquire: 'findPostedPayment',
      inquiry: {
        soapOperation: 'FindPayment',
        input: { reference: 'reference' },
        doneWhen: { path: 'found', equals: true },
        notDoneWhen: { path: 'found', equals: false },
        output: { documentNumber: 'documentNumber', postedAt: 'postedAt' },
      },
    },
  },
  sources: {
    changedCustomers: {
      title: { en: 'Changed customers', fa: 'مشتریان تغییرکرده' },
      soapOperation: 'GetCustomersChangedSince',
      input: { limit: 200 },
      list: 'customer',
      cursor: { kind: 'opaque', parameter: 'cursor', next: 'nextCursor' },
      records: [
        {
          when: { path: 'kind', equals: 'organisation' },
          type: 'organisation',
          externalId: 'code',
          version: 'version',
          occurredAt: 'updatedAt',
          data: {
            name: { from: 'lastName' },
            legalId: { from: 'nationalId' },
            customerNumber: { from: 'code' },
            city: { from: 'city' },
          },
        },
        {
          type: 'person',
          externalId: 'code',
          version: 'version',
          occurredAt: 'updatedAt',
          data: {
            firstName: { from: 'firstName' },
            lastName: { from: 'lastName' },
            nationalCode: { from: 'nationalId' },
            birthOn: { from: 'birthDate', as: 'date' },
            mobiles: { from: 'mobile' },
            email: { from: 'email' },
            customerNumber: { from: 'code' },
            address: { from: 'address' },
            postalCode: { from: 'postalCode' },
            city: { from: 'city' },
          },
        },
      ],
    },
  },
  checkOperation: { soapOperation: 'FindPayment', input: { reference: 'connection-check' } },
  faultKinds: { 'Client.AUTH': 'unauthenticated' },
}
