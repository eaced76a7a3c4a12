/** An edit of a profile goes to the ERP, which masters it, and stands when the ERP's own record says so. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { inventCustomers } from '../../adapters/web-services/soap/fixtures/erp-customers.ts'
import type { Json } from '../../api/cli/hub-client.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import type { RunDocument } from '../../test/harness/payment-desk.ts'

const customers = inventCustomers(12)
const erpMasters = {
  connection: 'erp-main',
  writeBack: { flow: 'customerWriteBack', waitSeconds: 3_600 },
}

describe('customer write-back', () => {
  let hub: TestHub
  const someone = customers.find(({ kind, mobile }) => kind === 'person' && mobile.length > 0)
  const code = someone?.code ?? ''
  before(async () => {
    hub = await testHub({ outside: { customers } })
    const run = await hub.api.post<RunDocument>('/v1/flows/customerSync/runs', {})
    await hub.until(async () => (await runOf(run.id)).state === 'completed', 'the customers are here')
    await hub.api.put('/v1/survivorship-policy', {
      policy: { masters: { person: erpMasters } },
      reason: 'مرجع مشتریان حسابداری است',
    })
  })
  after(() => hub.close())

  const runOf = (id: string): Promise<RunDocument> => hub.api.get<RunDocument>(`/v1/runs/${id}`)
  const inErp = (): (typeof customers)[number] | undefined =>
    hub.outside.erp.state().customers.find((one) => one.code === code)

  async function profile(): Promise<Json> {
    const { items } = await hub.api.get<{ items: Json[] }>(
      `/v1/profiles?identifier=${encodeURIComponent(`external:erp-main:${code}`)}`,
    )
    assert.equal(items.length, 1)
    return hub.api.get<Json>(`/v1/profiles/${String(items[0]?.['id'])}`)
  }

  /** Edits, waits for the end, and gives the change as it stands then. */
  async function edit(attributes: Json): Promise<Json> {
    const { id } = await profile()
    const { edits } = await hub.api.patch<{ edits: Json[] }>(`/v1/profiles/${String(id)}`, { attributes })
    const change = `/v1/write-backs/${String(edits[0]?.['writeBack'])}`
    let present: Json = {}
    await hub.until(async () => {
      present = await hub.api.get<Json>(change)
      return present['state'] !== 'pending'
    }, 'the change has ended')
    return present
  }

  it('brings a new mobile and address to the ERP, which then says so itself', async () => {
    const others = inErp()?.mobile.slice(1)
    const change = await edit({ mobile: '۰۹۱۲ ۷۶۵ ۴۳۲۱', address: 'تهران، خیابان ولی‌عصر، پلاک ۱۲' })
    assert.equal(change['state'], 'confirmed')
    assert.deepEqual(inErp()?.mobile, ['09127654321', ...(others ?? [])])
    assert.equal(inErp()?.address, 'تهران، خیابان ولی‌عصر، پلاک ۱۲')
    // What the ERP's record says is confirmed as it is stored, a moment before it has become part of the profile.
    await hub.until(
      async () => ((await profile())['attributes'] as Json)['mobile'] === '+989127654321',
      'the profile says what the ERP says',
    )
    assert.deepEqual((await profile())['pending'], [])
    assert.equal(hub.outside.erp.calls()['UpdateCustomer'], 1, 'both went in one call')
  })

  it('tells the no of the ERP, and leaves the profile as it was', async () => {
    hub.outside.erp.misbehave({ kind: 'typedFault', operation: 'UpdateCustomer' })
    const change = await edit({ city: 'شیراز' })
    assert.equal(change['state'], 'rejected')
    assert.match(String(change['note']), /OUT_OF_ORDER/)
    assert.notEqual(inErp()?.city, 'شیراز')
    assert.notEqual(((await profile())['attributes'] as Json)['city'], 'شیراز')
  })

  it('tells what the ERP has no field for without asking it', async () => {
    const before = hub.outside.erp.calls()['UpdateCustomer']
    const change = await edit({ fatherName: 'حسن' })
    assert.deepEqual(
      [change['state'], change['note']],
      ['rejected', 'the ERP cannot take a change of fatherName'],
    )
    assert.equal(hub.outside.erp.calls()['UpdateCustomer'], before)
  })

  it('waits while the ERP is away, and gets through when it is back', async () => {
    hub.outside.erp.misbehave({ kind: 'serverError', operation: 'UpdateCustomer', times: 4 })
    const change = await edit({ city: 'اصفهان' })
    assert.equal(change['state'], 'confirmed')
    assert.equal(inErp()?.city, 'اصفهان')
  })
})
