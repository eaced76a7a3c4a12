/** The phone book (CUS-14): entries that people keep and systems bring, found by name, and of use to flows. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import { element, file, job, mappings } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
before(async () => {
  hub = await testHub({ outside: {} })
  ask = asking(hub)
})
after(() => hub.close())

const courier = {
  name: 'پیک شهر',
  role: 'پیک',
  group: 'couriers',
  mobile: '0912 700 1122',
  phone: '۰۲۱-۸۸۷۷۶۶۵۵',
  fax: '02188776656',
  email: 'desk@peyk.example',
  address: 'تهران، خیابان انقلاب، پلاک ۱۰',
}

const found = async (path: string): Promise<readonly Json[]> =>
  (await hub.api.get<{ items: readonly Json[] }>(path)).items

describe('CUS-14 the phone book', () => {
  it('keeps entries in versions, and refuses what is no entry by the name of the field', async () => {
    const made = await ask('PUT /v1/records/contact/peyk', { json: courier })
    assert.equal(made.status, 200, made.text)
    const read = await hub.api.get<{ data: Json }>('/v1/records/contact/peyk')
    assert.deepEqual(read.data, courier)
    const moved = { ...courier, address: 'تهران، خیابان آزادی' }
    assert.equal((await ask('PUT /v1/records/contact/peyk', { json: moved })).headers.get('etag'), '"2"')
    const wrong = await ask('PUT /v1/records/contact/x', { json: { name: 'x', email: 'nobody', numbr: '1' } })
    assert.equal(wrongFields(wrong).length, 2, wrong.text)
    assert.equal((await ask('PUT /v1/records/contact/y', { json: { role: 'بی‌نام' } })).status, 400)
    assert.equal((await found('/v1/records/contact')).length, 1)
    problemIn(await ask('GET /v1/records/contact/nobody'), 'recordNotFound')
  })

  it('is found by name as people type it, and stands with the customer that it is linked to', async () => {
    const { results } = await hub.api.post<{ results: readonly Json[] }>('/v1/source-records', {
      records: [
        { connection: 'crm', type: 'organisation', externalId: 'o7', data: { name: 'شرکت آریا' } },
        {
          connection: 'crm',
          type: 'contact',
          externalId: 'k1',
          data: {
            name: 'كاظم حسن‌زاده',
            role: 'مدیر مالی',
            mobile: '09127003344',
            customer: { externalId: 'o7' },
          },
        },
      ],
    })
    const [organisation, contact] = results.map(({ profileId }) => profileId)
    const typed = await found(`/v1/profiles?kind=asset&q=${encodeURIComponent('کاظم حسن زاده')}`)
    assert.deepEqual(
      typed.map(({ id }) => id),
      [contact],
    )
    const { assets } = await hub.api.get<{ assets: readonly Json[] }>(`/v1/profiles/${String(organisation)}`)
    assert.deepEqual(
      assets.map(({ type, name, role, mobile }) => [type, name, role, mobile]),
      [['contact', 'کاظم حسن‌زاده', 'مدیر مالی', '+989127003344']],
    )
  })

  it('takes nothing from the customer who has the same number', async () => {
    const { results } = await hub.api.post<{ results: readonly Json[] }>('/v1/source-records', {
      records: [
        {
          connection: 'crm',
          type: 'person',
          externalId: 'p7',
          data: { lastName: 'صابری', mobile: '09127005566' },
        },
        {
          connection: 'book',
          type: 'contact',
          externalId: 'k7',
          data: { name: 'صابری', mobile: '09127005566' },
        },
        {
          connection: 'sms',
          type: 'message',
          externalId: 'm7',
          data: { channel: 'sms', direction: 'inbound', state: 'received', from: '09127005566' },
        },
      ],
    })
    assert.equal(results[2]?.['profileId'], results[0]?.['profileId'])
    assert.notEqual(results[1]?.['profileId'], results[0]?.['profileId'])
  })

  it('fills in the numbers and names of messages that flows send', async () => {
    const read = element('serviceTask', 'readEntry', {
      extensions:
        job('hub.findRecord') +
        mappings({
          inputs: [
            ['="contact"', 'type'],
            ['=entry', 'externalId'],
          ],
          outputs: [['=data', 'contact']],
        }),
    })
    const send = element('serviceTask', 'tellEntry', {
      extensions:
        job('sms-main.sendMessage') +
        mappings({
          inputs: [
            ['="+98" + substring(replace(contact.mobile, " ", ""), 2)', 'recipient'],
            ['=contact.name + "، سفارش آماده است."', 'text'],
          ],
        }),
    })
    const model = file(
      {
        elements: [element('startEvent', 'begun'), read, send, element('endEvent', 'done')],
        flows: ['begun > readEntry > tellEntry > done'],
      },
      'callCourier',
    )
    await hub.api.deploy({ 'call-courier.bpmn': model })
    const run = await hub.passing(
      hub.api.post('/v1/flows/callCourier/runs', { variables: { entry: 'peyk' }, waitMs: 10_000 }),
    )
    assert.equal(run['state'], 'completed', JSON.stringify(run))
    assert.deepEqual(
      hub.outside.sms.state().messages.map(({ receptor, text }) => [receptor, text]),
      [['09127001122', 'پیک شهر، سفارش آماده است.']],
    )
  })
})
