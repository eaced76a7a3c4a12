/** The story of a payment, from the invoice to the receipt, on good days and bad ones. Amounts are rials. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { paymentDesk, type PaymentDesk } from '../../test/harness/payment-desk.ts'

describe('invoice payment', () => {
  let desk: PaymentDesk
  before(async () => {
    desk = await paymentDesk()
  })
  after(() => desk.close())

  it('verifies, posts to the ERP, shows on the profile and sends a receipt', async () => {
    const reference = await desk.request()
    const back = await desk.gateway.payer.pay(reference)
    assert.equal(back.status, 200)
    const run = await desk.ended(reference)
    assert.deepEqual([run.state, run.variables['smsState']], ['completed', 'delivered'])
    assert.equal(desk.postings(reference), 1)
    assert.equal(await desk.paymentState(reference), 'confirmed')
    const [receipt, payment] = await desk.timeline(run)
    assert.deepEqual([receipt?.type, receipt?.data['state']], ['message', 'delivered'])
    assert.deepEqual([payment?.type, payment?.data['amountRial']], ['payment', 1_500_000])
  })

  it('asks the gateway and believes nobody else: a payer who gave up has paid nothing', async () => {
    const reference = await desk.request()
    await desk.gateway.payer.cancel(reference)
    await desk.ended(reference)
    assert.equal(await desk.paymentState(reference), 'failed')
    assert.equal(desk.postings(reference), 0)
  })

  it('is not moved by a forged return, and still takes the true one afterwards', async () => {
    const reference = await desk.request()
    assert.equal((await desk.comeBack({ Authority: reference, Status: 'OK' })).status, 200)
    await desk.ended(reference)
    assert.equal(await desk.paymentState(reference), 'failed')
    await desk.gateway.payer.pay(reference)
    await desk.until(
      async () => (await desk.paymentState(reference)) === 'confirmed',
      'the payment is confirmed',
    )
    assert.equal(desk.postings(reference), 1)
  })

  it('turns away what is not even a return, and ignores one for a payment that nobody requested', async () => {
    assert.equal((await desk.comeBack({ Authority: 'x', Status: 'OK' })).status, 403)
    const unknown = `A${'0'.repeat(35)}`
    assert.equal((await desk.comeBack({ Authority: unknown, Status: 'OK' })).status, 200)
    const run = await desk.ended(unknown)
    assert.deepEqual([run.state, run.variables['isKnown']], ['completed', false])
  })

  it('posts once for a return that comes five times, and for one that comes late', async () => {
    const reference = await desk.request()
    await desk.gateway.payer.pay(reference, 5)
    await desk.allEnded(reference, 5)
    await desk.clock.advance(3_600_000)
    await desk.comeBack({ Authority: reference, Status: 'OK' })
    await desk.allEnded(reference, 6)
    assert.equal(desk.postings(reference), 1)
    assert.equal(desk.messagesFor(reference), 1)
  })

  it('finds a payment whose payer never came back', async () => {
    const reference = await desk.request()
    desk.gateway.payer.abandon(reference)
    await desk.until(async () => (await desk.paymentState(reference)) === 'confirmed', 'the payment is found')
    assert.equal(desk.postings(reference), 1)
  })

  it('refuses a payment of another amount than was asked for', async () => {
    const reference = await desk.request()
    desk.gateway.misbehave({ kind: '-50', operation: 'verify' })
    await desk.gateway.payer.pay(reference)
    await desk.ended(reference)
    assert.equal(await desk.paymentState(reference), 'failed')
    assert.equal(desk.postings(reference), 0)
  })

  it('asks again when the gateway times out after it has verified', async () => {
    const reference = await desk.request()
    desk.gateway.misbehave({ kind: 'hangAfterWork', operation: 'verify' })
    await desk.gateway.payer.pay(reference)
    await desk.until(
      async () => (await desk.paymentState(reference)) === 'confirmed',
      'the payment is confirmed',
    )
    assert.equal(desk.postings(reference), 1)
  })

  for (const kind of ['hangAfterWork', 'resetAfterWork', 'hangBeforeWork', 'serverError'] as const) {
    it(`posts exactly once when the ERP does this: ${kind}`, async () => {
      const reference = await desk.request()
      desk.erp.misbehave({ kind, operation: 'PostPayment' })
      await desk.gateway.payer.pay(reference)
      await desk.until(
        async () => (await desk.paymentState(reference)) === 'confirmed',
        'the payment is confirmed',
      )
      assert.equal(desk.postings(reference), 1)
      assert.equal(desk.erp.state().postingsByReference[reference], 1)
    })
  }

  it('gives a refused posting to finance, and goes on with what they did', async () => {
    const reference = await desk.request()
    desk.erp.misbehave({ kind: 'typedFault', operation: 'PostPayment' })
    await desk.gateway.payer.pay(reference)
    const item = await desk.workItem(reference)
    assert.deepEqual([item.element, item.candidateGroups], ['settleByHand', ['finance']])
    await desk.api.post(`/v1/work-items/${encodeURIComponent(item.id)}/complete`, {
      variables: { documentNumber: 'BY-HAND-1' },
    })
    await desk.until(
      async () => (await desk.paymentState(reference)) === 'confirmed',
      'the payment is confirmed',
    )
    assert.equal(desk.postings(reference), 0)
  })

  it('is confirmed without a receipt when the SMS is refused', async () => {
    const reference = await desk.request()
    desk.sms.misbehave({ kind: '411', operation: 'sms/send' })
    await desk.gateway.payer.pay(reference)
    const run = await desk.ended(reference)
    assert.equal(run.state, 'completed')
    assert.equal(await desk.paymentState(reference), 'confirmed')
    assert.equal(desk.messagesFor(reference), 0)
  })
})
