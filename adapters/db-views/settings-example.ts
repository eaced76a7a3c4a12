/** Settings as they may look: a CRM's customers in a view, a receipt that is looked up and posted, a file, a visit written down. */
import type { Static, TObject } from 'typebox'

import type { statementSettings } from './declared-statements.ts'
import type { viewSettings } from './view-settings.ts'

type Example = Static<TObject<typeof viewSettings & typeof statementSettings>> & {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  readonly tls: 'verify-full'
}

/** The example of a database that listens on `port` and writes a visit once for each call with `recordVisitSql`. */
export function settingsExampleFor({
  port,
  recordVisitSql,
}: {
  readonly port: number
  readonly recordVisitSql: string
}): Example {
  return {
    host: 'db.example.ir',
    port,
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
      customersOfCity: {
        title: { en: 'Customers of a city, as a file', fa: 'فایل مشتریان یک شهر' },
        summary: 'Writes all customers of a city into a file for Excel, however many there are.',
        sql:
          'SELECT id, first_name, last_name, city, credit_limit, updated_at FROM crm_customers WHERE city = :city ' +
          'ORDER BY id',
        parameters: { city: 'text' },
        into: 'csv',
        timeoutMs: 120_000,
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
        sql: recordVisitSql,
        parameters: { customerId: 'integer', note: 'text' },
        effect: 'idempotent',
      },
    },
  }
}
