/** Customers of the ERP become part of the unified profile, page by page, again and again. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { inventCustomers } from '../../adapters/web-services/soap/fixtures/erp-customers.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import type { RunDocument } from '../../test/harness/payment-desk.ts'

const customers = inventCustomers(230)

describe('customer sync', () => {
  let hub: TestHub
  before(async () => {
    hub = await testHub({ outside: { customers } })
  })
  after(() => hub.close())

  /** A run by hand; time passes until it has ended or stands still. */
  async function sync(): Promise<RunDocument> {
    let run = await hub.api.post<RunDocument>('/v1/flows/customerSync/runs', {})
    await hub.until(async () => {
      run = await hub.api.get<RunDocument>(`/v1/runs/${run.id}`)
      return run.state !== 'running'
    }, 'the run has ended')
    return run
  }

  async function found(externalId: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const record = await hub.hub.profiles.getRecord({ connection: 'erp-main', type: 'person', externalId })
    return record?.data
  }

  it('takes all customers, page after page', async () => {
    const run = await sync()
    assert.equal(run.state, 'completed', JSON.stringify(run.elements))
    assert.equal(run.variables['stored'], customers.length)
    assert.equal(hub.outside.erp.calls()['GetCustomersChangedSince'], 3)
  })

  it('changes nothing when nothing has changed', async () => {
    const { next } = await hub.hub.profiles.changes({ limit: 500 })
    await sync()
    const { items } = await hub.hub.profiles.changes({ limit: 500, after: next })
    assert.deepEqual(items, [])
  })

  it('takes a change with the next timer, a quarter of an hour later', async () => {
    const [first] = customers.filter(({ kind }) => kind === 'person')
    assert.ok(first)
    hub.outside.erp.changeCustomer({ ...first, city: 'تبریز' })
    await hub.clock.advance(15 * 60_000)
    await hub.until(async () => (await found(first.code))?.['city'] === 'تبریز', 'the change has come')
  })

  it('gives a refusal of the ERP to the people of customer data, and tries again when they are done', async () => {
    hub.outside.erp.misbehave({ kind: 'typedFault', operation: 'GetCustomersChangedSince' })
    const started = await hub.api.post<RunDocument>('/v1/flows/customerSync/runs', {})
    type Items = {
      readonly items: readonly { readonly id: string; readonly run: string; readonly element: string }[]
    }
    let item: Items['items'][number] | undefined
    await hub.until(async () => {
      const { items } = await hub.api.get<Items>('/v1/work-items?group=customer-data')
      item = items.find(({ run }) => run === started.id)
      return item !== undefined
    }, 'the work item is there')
    assert.equal(item?.element, 'reviewRefusal')
    await hub.api.post(`/v1/work-items/${encodeURIComponent(item.id)}/complete`, {})
    await hub.until(
      async () => (await hub.api.get<RunDocument>(`/v1/runs/${started.id}`)).state === 'completed',
      'the run has ended',
    )
  })
})
