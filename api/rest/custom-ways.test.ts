/** Custom fields by other ways: up to the system that masters them, over SOAP, in flows, and of contracts (CUS-11, ORD-08). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import { element, end, file, job, mappings, start } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

const title = (fa: string): Json => ({ en: fa, fa })
const people = { types: ['person'], isPersonal: false }

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  await hub.api.deploy({ 'send-up.bpmn': sendUp })
  await hub.api.put('/v1/custom-fields/guild', {
    ...{ ...people, title: title('صنف'), dataType: 'text' },
    source: { connection: 'erp', writeBack: { flow: 'sendUp', waitSeconds: 300 } },
  })
  await hub.api.put('/v1/custom-fields/nickname', {
    types: ['person'],
    title: title('لقب'),
    dataType: 'text',
  })
  await hub.api.put('/v1/custom-fields/visits', { ...people, title: title('دفعات'), dataType: 'integer' })
})
after(() => hub.close())

const sendUp = file(
  {
    elements: [
      start(),
      element('serviceTask', 'send', {
        // The flow sees the value nested, as expressions want it.
        extensions: job('send-up') + mappings({ inputs: [['=values.custom.guild', 'guild']] }),
      }),
      end(),
    ],
    flows: ['begun > send > done'],
  },
  'sendUp',
)

async function take(type: string, connection: string, data: Json): Promise<Json> {
  const records = [{ connection, type, externalId: '1', data }]
  const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
  return results[0] ?? {}
}

describe('a custom field that another system masters', () => {
  it('CUS-11 is changed there by a flow, pending until its record says so', async () => {
    const { profileId } = await take('person', 'erp', { lastName: 'رضایی', custom: { guild: 'پوشاک' } })
    const profile = `/v1/profiles/${String(profileId)}`
    const edit = await ask(`PATCH ${profile}`, { json: { attributes: { 'custom.guild': 'خوراک' } } })
    assert.equal(edit.status, 200, edit.text)
    const [made] = edit.body['edits'] as Json[]
    assert.deepEqual([made?.['outcome'], made?.['connection']], ['pending', 'erp'])
    let given: Json | undefined
    await hub.until(async () => {
      const asked = { type: 'send-up', worker: 'erp-worker', maxJobs: 5, lockMs: 60_000 }
      given = (await hub.passing(hub.api.post<{ jobs: Json[] }>('/v1/jobs/activate', asked))).jobs[0]
      return given !== undefined
    }, 'the job is there')
    assert.equal((given?.['variables'] as Json)['guild'], 'خوراک')
    const json = { lockToken: given?.['lockToken'], variables: {} }
    await hub.passing(ask(`POST /v1/jobs/${String(given?.['id'])}/complete`, { json }))
    const state = async (): Promise<unknown> =>
      (await hub.api.get<Json>(`/v1/write-backs/${String(made?.['writeBack'])}`))['state']
    assert.equal(await state(), 'pending')
    await hub.clock.advance(1_000)
    assert.equal(
      (await take('person', 'erp', { lastName: 'رضایی', custom: { guild: 'خوراک' } }))['result'],
      'updated',
    )
    await hub.until(async () => (await state()) === 'confirmed', 'the record of the ERP says so')
    const { attributes } = await hub.api.get<{ attributes: Json }>(profile)
    assert.equal(attributes['custom.guild'], 'خوراک')
  })
})

describe('custom fields over SOAP', () => {
  const call = (body: string, key = hub.key): Promise<Answer> =>
    ask('POST /soap/CustomerService', {
      body: `<?xml version="1.0"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${body}</e:Body></e:Envelope>`,
      headers: { 'content-type': 'text/xml; charset=utf-8' },
      key,
    })
  const attribute = (name: string, value: string): string =>
    `<attribute><name>custom.${name}</name><value>${value}</value></attribute>`
  const upsert = (attributes: string): Promise<Answer> =>
    call(`<upsertCustomer xmlns="urn:peyvand:customer:v1"><connection>old</connection><externalId>77</externalId>
      <kind>person</kind><data><lastName>کاظمی</lastName>${attributes}</data></upsertCustomer>`)

  it('CUS-11 are attributes of that name, checked; personal ones only for those who may see them', async () => {
    const wrong = await upsert(attribute('visits', 'زیاد'))
    assert.equal(wrong.status, 500)
    assert.match(wrong.text, /data\/custom\/visits: must be a whole number/)
    const good = await upsert(
      attribute('visits', '۱۲') + attribute('nickname', 'گل‌آقا') + attribute('guild', 'نشر'),
    )
    assert.match(good.text, /<result>created</, good.text)
    const get = `<getCustomer xmlns="urn:peyvand:customer:v1"><identifier><kind>external</kind><value>old:77</value></identifier></getCustomer>`
    assert.match((await call(get)).text, /<name>custom\.nickname<\/name><value>گل‌آقا</)
    const { key } = await hub.api.post('/v1/api-keys', { name: 'old', scopes: ['profiles:read'] })
    const seen = await call(get, String(key))
    assert.match(seen.text, /<name>custom\.guild<\/name><value>نشر</)
    assert.doesNotMatch(seen.text, /گل‌آقا/)
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/profiles?identifier=external:old:77')
    assert.equal((items[0]?.['attributes'] as Json)['custom.visits'], 12)
  })
})

describe('contracts', () => {
  it('ORD-08, CUS-11 have extra attributes that the organisation defines, kept here or from a system', async () => {
    const contracts = { types: ['contract'], isPersonal: false }
    await hub.api.put('/v1/custom-fields/guarantee', {
      ...{ ...contracts, title: title('مبلغ ضمانت‌نامه'), dataType: 'amountRial', minimum: 0 },
    })
    await hub.api.put('/v1/custom-fields/renewsOn', { ...contracts, title: title('تمدید'), dataType: 'date' })
    const custom = { guarantee: '۲٬۰۰۰٬۰۰۰', renewsOn: '۱۴۰۵/۰۱/۰۱' }
    const kept = await ask('PUT /v1/records/contract/k1', { json: { subject: 'نگهداری', custom } })
    assert.equal(kept.status, 200, kept.text)
    assert.deepEqual((kept.body['data'] as Json)['custom'], { guarantee: 2_000_000, renewsOn: '2026-03-21' })
    const { profileId } = await take('contract', 'erp', { contractNumber: 'C-1', custom })
    const { attributes } = await hub.api.get<{ attributes: Json }>(`/v1/profiles/${String(profileId)}`)
    assert.deepEqual(
      [attributes['custom.guarantee'], attributes['custom.renewsOn']],
      [2_000_000, '2026-03-21'],
    )
    const form = await ask('GET /v1/entity-forms/contract')
    assert.match(form.text, /custom\.guarantee/)
  })
})
