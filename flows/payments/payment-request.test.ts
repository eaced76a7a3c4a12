/** A payment is asked for: the amount is what the ERP says is still open, never what a caller says. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { paymentDesk, type PaymentDesk, type RunDocument } from '../../test/harness/payment-desk.ts'

describe('payment request', () => {
  let desk: PaymentDesk
  before(async () => {
    desk = await paymentDesk()
  })
  after(() => desk.close())

  it('opens a payment over what is left of the invoice, and notes it before the payer goes', async () => {
    const reference = await desk.request()
    const session = desk.gateway.state().sessions.find(({ authority }) => authority === reference)
    assert.equal(session?.amountRial, 1_500_000)
    assert.equal(await desk.paymentState(reference), 'requested')
  })

  it('ends without a payment when the ERP does not know the invoice', async () => {
    const variables = {
      invoiceNumber: 'NO-SUCH',
      payerMobile: '+989121234567',
      callbackUrl: 'http://127.0.0.1/x',
    }
    const before = desk.gateway.state().sessions.length
    const run = await desk.start<RunDocument>('paymentRequest', variables)
    assert.equal(run.state, 'completed')
    assert.equal(run.variables['reference'], undefined)
    assert.equal(desk.gateway.state().sessions.length, before)
  })

  it('waits out an ERP that is away, and goes on by itself', async () => {
    desk.erp.misbehave({ kind: 'resetBeforeWork', operation: 'GetInvoice', times: 4 })
    assert.ok(await desk.request())
  })

  it('stops with an incident that names the field when the mobile is not one, and goes on once it is corrected', async () => {
    const run = await desk.start<RunDocument>('paymentRequest', {
      invoiceNumber: 'INV-40',
      payerMobile: 'nobody',
      callbackUrl: 'http://127.0.0.1/x',
    })
    const [stopped] = run.elements
    assert.deepEqual([stopped?.element, stopped?.incident?.code], ['openPayment', 'invalidInput'])
    await desk.api.post(`/v1/runs/${run.id}/retry`, {
      reason: 'typo',
      variables: { payerMobile: '+989121234567' },
    })
    await desk.until(async () => (await desk.run(run.id)).state === 'completed', 'the run has ended')
  })
})
