/**
 * What a customer owes: pure, over the invoices and payments of the timeline. Whole rials.
 *
 * An invoice is paid by what its own system says of it, or by the confirmed payments that name it, whichever is
 * more: a payment is told by the gateway first and shows on the invoice later, and must not count twice. Payments
 * that name no known invoice are to the customer's credit. Drafts, cancelled invoices and proformas owe nothing; a
 * credit note is owed the other way.
 */
import type { Json, JsonObject } from '../values/json.ts'

/** An invoice or payment as its source tells it. */
export interface LedgerRecord {
  readonly type: string
  readonly connection: string
  readonly data: JsonObject
}

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
  const payments = records.filter(({ type, data }) => type === 'payment' && data['state'] === 'confirmed')
  const invoices = records.filter(({ type, data }) => type === 'invoice' && counts(data))
  const numbers = new Set(invoices.map(({ data }) => data['invoiceNumber']))
  const paidFor = new Map<Json | undefined, number>()
  for (const { data } of payments) {
    const number = data['invoiceNumber']
    paidFor.set(number, (paidFor.get(number) ?? 0) + rial(data['amountRial']))
  }
  const unallocated = [...paidFor].reduce((sum, [number, paid]) => sum + (numbers.has(number) ? 0 : paid), 0)
  const lines = invoices.map(({ connection, data }) => {
    const sign = data['kind'] === 'credit' ? -1 : 1
    const paid = Math.max(rial(data['paidRial']), paidFor.get(data['invoiceNumber']) ?? 0)
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

function counts({ kind, state }: JsonObject): boolean {
  return kind !== 'proforma' && state !== 'draft' && state !== 'cancelled'
}

function rial(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0
}
