/** Events of payments in the feed: one for each state that a payment comes into, in order, whoever dies in between. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'

import { recordId } from '../../engine/profile/record-document.ts'
import { settlementJournal } from '../../engine/store/settlement-journal.ts'
import { compileSchema } from '../../engine/values/schema.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'

interface Told {
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly data: Readonly<Record<string, unknown>>
}

const payerNationalCode = '0012345679'
const payment = (externalId: string, data: object): object => ({
  connection: 'gateway',
  type: 'payment',
  externalId,
  data: { reference: externalId, amountRial: 1_500_000, invoiceNumber: 'F-1', payerNationalCode, ...data },
})

describe('events of payments', () => {
  let hub: TestHub
  before(async () => {
    hub = await testHub()
  })
  after(() => hub.close())

  const store = (...records: readonly object[]): Promise<unknown> =>
    hub.passing(hub.api.post('/v1/source-records', { records }))
  async function told(reference: string): Promise<readonly Told[]> {
    const { items } = await hub.api.get<{ readonly items: readonly Told[] }>('/v1/events?limit=500')
    return items.filter(({ data }) => data['reference'] === reference)
  }

  it('tell each state once and nothing of the payer, with the customer as soon as it is known', async () => {
    await store({
      connection: 'crm',
      type: 'person',
      externalId: '1',
      data: { firstName: 'مریم', lastName: 'رضایی', nationalCode: payerNationalCode },
    })
    await store(payment('P-1', { state: 'requested', requestedAt: '2026-03-01T08:00:00Z' }))
    const confirmed = { state: 'confirmed', confirmedAt: '2026-03-01T08:01:00Z' }
    await store(payment('P-1', confirmed))
    await store(payment('P-1', { ...confirmed, traceNumber: '77' }))
    await store(payment('P-1', confirmed), payment('P-1', { ...confirmed, traceNumber: '78' }))
    const events = await told('P-1')
    assert.deepEqual(
      events.map(({ type }) => type),
      ['payment.requested', 'payment.confirmed'],
    )
    assert.ok(!JSON.stringify(events).includes(payerNationalCode))
    assert.equal(events[0]?.subject, events[1]?.subject)
    const { paymentId, profileId, ...rest } = events[1]?.data ?? {}
    assert.equal(paymentId, events[1]?.subject)
    assert.ok(profileId)
    assert.deepEqual(rest, {
      connection: 'gateway',
      reference: 'P-1',
      amountRial: 1_500_000,
      invoiceNumber: 'F-1',
      confirmedAt: '2026-03-01T08:01:00Z',
    })
  })

  it('are as the contract says, in every state, also of a batch that goes through them all', async () => {
    const states = ['requested', 'failed', 'confirmed', 'refunded'] as const
    await store(...states.map((state) => payment('P-2', { state })))
    const events = await told('P-2')
    assert.deepEqual(
      events.map(({ type }) => type),
      states.map((state) => `payment.${state}`),
    )
    for (const { type, data } of events) {
      const schema = JSON.parse(
        readFileSync(`contracts/events/${type.replace('.', '-')}.json`, 'utf8'),
      ) as object
      assert.deepEqual(compileSchema(schema)(data, type), [])
    }
  })

  it('that a dying process left are told when the record is settled', async () => {
    const { connection } = hub.database
    await store(payment('P-3', { state: 'requested' }))
    const [{ id } = { id: '' }] = await told('P-3')
    // As it is when a process died after it had written the record, and before it told what the record has to tell.
    const event = await connection.collection('events').findOne({ eventId: id })
    assert.ok(event)
    const { _id: _position, eventId: _id, ...content } = event
    const left = `${id}-left`
    await connection
      .collection('sourceRecords')
      .updateOne(
        { connection: 'gateway', externalId: 'P-3' },
        { $set: { untold: [{ id: left, ...content }] } },
      )
    const record = recordId({ connection: 'gateway', type: 'payment', externalId: 'P-3', data: {} })
    await settlementJournal(connection, hub.clock).open([record])
    await hub.until(async () => (await told('P-3')).length === 2, 'it is told')
    assert.deepEqual(
      (await told('P-3')).map((one) => one.id),
      [id, left],
    )
  })
})
