/** Settings of a connection to a PostgreSQL database. */
import { Type, type Static } from 'typebox'

import { statementSettings } from '../declared-statements.ts'
import { viewSettings } from '../view-settings.ts'

/** What a connection needs to know. */
export const Settings = Type.Object(
  {
    host: Type.String({ pattern: '^[A-Za-z0-9._:-]{1,253}$', title: 'Host' }),
    port: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 65_535, title: 'Port', description: 'Default 5432.' }),
    ),
    database: Type.String({ minLength: 1, maxLength: 63, title: 'Database' }),
    user: Type.String({
      minLength: 1,
      maxLength: 63,
      title: 'User',
      description: 'A role that may read the views and nothing else.',
    }),
    password: Type.String({ minLength: 1, maxLength: 1000, title: 'Password', secret: true }),
    tls: Type.Optional(
      Type.Enum(['verify-full', 'require', 'disable'], {
        title: 'TLS',
        description:
          '`verify-full`, the default, checks the certificate and its name; `require` encrypts only; with `disable` ' +
          'everybody on the way can read the rows.',
      }),
    ),
    caCertificate: Type.Optional(
      Type.String({
        pattern: '^-----BEGIN CERTIFICATE-----',
        maxLength: 100_000,
        title: 'Certificate of the authority',
        description: 'PEM, when the server has a certificate of your own authority.',
        multiline: true,
      }),
    ),
    ...viewSettings,
    ...statementSettings,
  },
  { additionalProperties: false },
)
export type Settings = Static<typeof Settings>

/** Settings as they may look. */
export const settingsExample: Settings = {
  host: 'db.example.ir',
  port: 5432,
  database: 'crm',
  user: 'hub_reader',
  password: 'a-password',
  tls: 'verify-full',
  views: {
    customers: {
      title: { en: 'Customers of the CRM', fa: 'مشتریان سامانهٔ ارتباط با مشتری' },
      view: 'crm_customers',
      type: 'person',
      externalId: 'id',
      watermark: 'updated_at',
      id: 'id',
      start: 'beginning',
      pageSize: 500,
      everyMs: 30_000,
      mapping: {
        id: 'customerNumber',
        first_name: 'firstName',
        last_name: 'lastName',
        national_code: 'nationalCode',
        mobile: 'mobile',
        email: 'email',
        birth_on: 'birthOn',
        city: 'city',
        address: 'address',
        postal_code: 'postalCode',
        iban: 'iban',
        balance: { field: 'balanceRial', as: 'rial' },
      },
      deletedColumn: 'deleted_at',
    },
  },
  lagMs: 2000,
  queries: {
    receiptByReference: {
      title: { en: 'Find a receipt', fa: 'یافتن رسید' },
      summary: 'Finds a receipt by the reference of its payment.',
      sql: 'SELECT reference, customer_id, amount FROM receipts WHERE reference = :reference',
      parameters: { reference: 'text' },
    },
  },
  commands: {
    postReceipt: {
      title: { en: 'Post a receipt', fa: 'ثبت رسید' },
      summary: 'Writes a receipt; found again by its reference.',
      sql: 'INSERT INTO receipts (reference, customer_id, amount) VALUES (:reference, :customerId, :amount)',
      parameters: { reference: 'text', customerId: 'integer', amount: 'decimal' },
      effect: 'once',
      outcome: 'receiptByReference',
    },
    recordVisit: {
      title: { en: 'Record a visit', fa: 'ثبت مراجعه' },
      summary: 'Writes down that a customer was visited, once for each call.',
      sql:
        'INSERT INTO visits (request, customer_id, note) VALUES (:callKey, :customerId, :note) ' +
        'ON CONFLICT (request) DO NOTHING',
      parameters: { customerId: 'integer', note: 'text' },
      effect: 'idempotent',
    },
  },
}
