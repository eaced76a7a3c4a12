import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import type { JsonObject } from '../values/json.ts'
import { balanceOf, type LedgerRecord } from './balance.ts'

const invoice = (invoiceNumber: string, amountRial: number, more: JsonObject = {}): LedgerRecord => ({
  type: 'invoice',
  connection: 'erp',
  externalId: invoiceNumber,
  data: { invoiceNumber, amountRial, ...more },
})
const payment = (amountRial: number, more: JsonObject = {}): LedgerRecord => ({
  type: 'payment',
  connection: 'gateway',
  externalId: `${String(amountRial)} ${JSON.stringify(more)}`,
  data: { reference: 'r', state: 'confirmed', amountRial, ...more },
})

describe('what a customer owes', () => {
  it('is what was invoiced less what was paid, and a payment that the invoice shows counts once', () => {
    const { open, ...sums } = balanceOf([
      invoice('1', 1_000, { paidRial: 400, dueOn: '2026-04-01' }),
      payment(400, { invoiceNumber: '1' }),
      invoice('2', 500),
      payment(500, { invoiceNumber: '2' }),
    ])
    assert.deepEqual(sums, { invoicedRial: 1_500, paidRial: 900, balanceRial: 600 })
    const rest = {
      connection: 'erp',
      invoiceNumber: '1',
      amountRial: 1_000,
      openRial: 600,
      dueOn: '2026-04-01',
    }
    assert.deepEqual(open, [rest])
  })

  it('leaves out what owes nothing, and turns credit notes and payments without an invoice round', () => {
    const { balanceRial, open } = balanceOf([
      invoice('1', 1_000, { kind: 'proforma' }),
      invoice('2', 1_000, { state: 'draft' }),
      invoice('3', 1_000, { state: 'cancelled' }),
      invoice('4', 1_000),
      invoice('5', 300, { kind: 'credit' }),
      payment(50),
      payment(70, { invoiceNumber: 'unknown' }),
      payment(9_999, { state: 'failed' }),
      { type: 'message', connection: 'sms', externalId: 'm', data: {} },
    ])
    assert.equal(balanceRial, 1_000 - 300 - 50 - 70)
    assert.deepEqual(
      open.map(({ invoiceNumber }) => invoiceNumber),
      ['4'],
    )
  })

  it('INT-06 counts an invoice and a payment that several systems tell once, by whoever names the others', () => {
    const same = (...ids: readonly string[]): JsonObject => ({
      sameAs: ids.map((id) => ({ connection: 'sales', externalId: id })),
    })
    const told = (record: LedgerRecord, connection: string, externalId: string): LedgerRecord => ({
      ...record,
      connection,
      externalId,
    })
    const all = [
      told(invoice('F-1', 1_000), 'sales', 'F-1'),
      told(invoice('V-55', 1_100, { ...same('F-1'), paidRial: 100 }), 'books', 'V-55'),
      told(payment(300, { invoiceNumber: 'F-1' }), 'sales', 'P-1'),
      told(payment(300, { invoiceNumber: 'V-55', ...same('P-1') }), 'books', 'X-1'),
      told(invoice('F-2', 500, same('nothing')), 'books', 'V-56'),
    ]
    const { open, ...sums } = balanceOf(all)
    assert.deepEqual(sums, { invoicedRial: 1_600, paidRial: 300, balanceRial: 1_300 })
    assert.deepEqual(
      open.map(({ connection, invoiceNumber, openRial }) => [connection, invoiceNumber, openRial]),
      [
        ['books', 'V-55', 800],
        ['books', 'F-2', 500],
      ],
    )
    assert.deepEqual(balanceOf([...all].reverse()).balanceRial, 1_300)
    const circle = [
      told(invoice('F-1', 10, { sameAs: [{ connection: 'books', externalId: '1' }] }), 'sales', '1'),
      told(invoice('F-1', 10, same('1')), 'books', '1'),
    ]
    assert.equal(balanceOf(circle).balanceRial, 10)
  })
})
