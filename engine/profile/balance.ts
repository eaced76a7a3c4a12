/**
 * What a customer owes: pure, over the invoices and payments of the timeline. Whole rials.
 *
 * An invoice is paid by what its own system says of it, or by the confirmed payments that name it, whichever is
 * more: a payment is told by the gateway first and shows on the invoice later, and must not count twice. Payments
 * that name no known invoice are to the customer's credit. What several systems tell of one invoice or payment counts
 * once (`sameAs`), by what the record that names the others says, under the numbers of all. Drafts, cancelled invoices and proformas owe nothing; a
 * credit note is owed the other way.
 */
import type { Json, JsonObject } from '../values/json.ts'
import { thingsIn, type NamedRecord, type Thing } from './same-things.ts'

/** An invoice or payment as its source tells it. */
export type LedgerRecord = NamedRecord

/** An invoice that is not paid in full. */
export interface OpenInvoice {
  readonly connection: string
  readonly invoiceNumber: string
  readonly amountRial: number
  readonly openRial: number
  /** Calendar day. */
  readonly dueOn?: string
}

/** The sum. */
export interface Balance {
  readonly invoicedRial: number
  readonly paidRial: number
  /** Invoiced less paid; below 0 it is a credit. */
  readonly balanceRial: number
  readonly open: readonly OpenInvoice[]
}

/** Sums up. */
export function balanceOf(records: readonly LedgerRecord[]): Balance {
  const things = thingsIn(records)
  const payments = things.filter(
    ({ record: { type, data } }) => type === 'payment' && data['state'] === 'confirmed',
  )
  const invoices = things.filter(({ record: { type, data } }) => type === 'invoice' && counts(data))
  const numbers = new Set<Json | undefined>(invoices.flatMap(numbersOf))
  const paidFor = new Map<Json | undefined, number>()
  for (const payment of payments) {
    const [number] = numbersOf(payment)
    paidFor.set(number, (paidFor.get(number) ?? 0) + rial(payment.record.data['amountRial']))
  }
  const unallocated = [...paidFor].reduce((sum, [number, paid]) => sum + (numbers.has(number) ? 0 : paid), 0)
  const lines = invoices.map((invoice) => {
    const { connection, data } = invoice.record
    const sign = data['kind'] === 'credit' ? -1 : 1
    const paidByPayments = numbersOf(invoice).reduce<number>(
      (sum, number) => sum + (paidFor.get(number) ?? 0),
      0,
    )
    const paid = Math.max(...allOf(invoice).map((one) => rial(one.data['paidRial'])), paidByPayments)
    return { connection, data, amount: sign * rial(data['amountRial']), paid: sign * paid }
  })
  const invoicedRial = lines.reduce((sum, { amount }) => sum + amount, 0)
  const paidRial = lines.reduce((sum, { paid }) => sum + paid, unallocated)
  return {
    invoicedRial,
    paidRial,
    balanceRial: invoicedRial - paidRial,
    open: lines
      .filter(({ amount, paid }) => amount > paid)
      .map(({ connection, data, amount, paid }) => ({
        connection,
        invoiceNumber: data['invoiceNumber'] as string,
        amountRial: amount,
        openRial: amount - paid,
        ...(typeof data['dueOn'] === 'string' && { dueOn: data['dueOn'] }),
      })),
  }
}

function allOf({ record, others }: Thing<LedgerRecord>): readonly LedgerRecord[] {
  return [record, ...others]
}

/** The numbers of an invoice, or those that a payment names, each once. */
function numbersOf(thing: Thing<LedgerRecord>): readonly Json[] {
  return [...new Set(allOf(thing).flatMap(({ data }) => data['invoiceNumber'] ?? []))]
}

function counts({ kind, state }: JsonObject): boolean {
  return kind !== 'proforma' && state !== 'draft' && state !== 'cancelled'
}

function rial(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0
}
