/** Products and services as base data (CAT-01, CAT-02), and whatever else the hub keeps as records of its own. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

const adsl = { serviceCode: 'ADSL-16', name: 'اینترنت ۱۶ مگابیت', kind: 'adsl', priceRial: 3_900_000 }
const put = (path: string, json: Json, ifMatch?: string): Promise<Answer> =>
  ask(`PUT /v1/records/${path}`, { json, ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }) })
const dataOf = ({ body }: Answer): Json => body['data'] as Json
const items = async (path: string): Promise<readonly Json[]> =>
  (await hub.api.get(path))['items'] as readonly Json[]
async function profile(identifier: string): Promise<Json | undefined> {
  return (await items(`/v1/profiles?identifier=${encodeURIComponent(identifier)}`))[0]
}

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

describe('products and services', () => {
  it('CAT-01 are kept in the hub and edited over the API, each in versions', async () => {
    const made = await put('service-plan/adsl-16', adsl)
    assert.deepEqual([made.status, made.headers.get('etag')], [200, '"1"'], made.text)
    assert.deepEqual(dataOf(made), { lifeCycle: 'draft', ...adsl })
    const again = await put('service-plan/adsl-16', { ...adsl, lifeCycle: 'draft' })
    assert.equal(again.headers.get('etag'), '"1"', 'the same again is no new version')
    const dearer = await put('service-plan/adsl-16', { ...adsl, priceRial: 4_200_000 }, '"1"')
    assert.deepEqual([dearer.headers.get('etag'), dataOf(dearer)['priceRial']], ['"2"', 4_200_000])
    problemIn(await put('service-plan/adsl-16', adsl, '"1"'), 'preconditionFailed')
    problemIn(await put('service-plan/adsl-16', adsl, '"0"'), 'preconditionFailed')
    const found = await profile('serviceCode:hub:adsl-16')
    assert.equal(found?.['id'], made.body['profileId'])
    assert.equal((found?.['attributes'] as Json)['priceRial'], 4_200_000)
    assert.deepEqual(dataOf(await ask('GET /v1/records/service-plan/adsl-16')), dataOf(dearer))
  })

  it('CAT-01 come from the organisation’s systems as well, beside those of the hub and joined where told', async () => {
    const records = [
      {
        connection: 'erp',
        type: 'product',
        externalId: '17',
        data: { productCode: 'M-17', name: 'مودم ۱۷' },
      },
      { connection: 'erp', type: 'product', externalId: '18', data: { name: 'مودم ۱۸', priceRial: 5 } },
    ]
    await hub.api.post('/v1/source-records', { records })
    const sameAs = [{ connection: 'erp', externalId: '17' }]
    const own = await put('product/modem-17', { name: 'مودم ۱۷', priceRial: 30_000_000, sameAs })
    assert.equal(own.status, 200, own.text)
    const listed = await items('/v1/records/product')
    assert.deepEqual(
      listed.map(({ connection, id }) => `${String(connection)} ${String(id)}`),
      ['erp 17', 'erp 18', 'hub modem-17'],
    )
    assert.equal((await items('/v1/records/product?connection=hub')).length, 1)
    assert.equal((await profile('productCode:erp:M-17'))?.['id'], own.body['profileId'], 'one product')
    const theirs = await ask('GET /v1/records/product/17?connection=erp')
    assert.equal(theirs.headers.get('etag'), null)
    problemIn(await ask('GET /v1/records/product/17'), 'recordNotFound')
    const first = await hub.api.get('/v1/records/product?limit=2')
    const rest = await items(`/v1/records/product?limit=2&after=${String(first['next'])}`)
    assert.deepEqual(
      rest.map(({ id }) => id),
      ['modem-17'],
    )
    assert.deepEqual(wrongFields(await ask('GET /v1/records/product?after=xyz')), ['after'])
  })

  it('CAT-02 live from draft over active and suspended to retired, and no other way', async () => {
    const step = (lifeCycle: string): Promise<Answer> =>
      put('product/router', { name: 'مسیریاب', isSideItem: true, kind: 'router', lifeCycle })
    assert.deepEqual(wrongFields(await step('suspended')), ['lifeCycle'])
    for (const state of ['draft', 'active', 'suspended', 'active']) {
      assert.equal((await step(state)).status, 200, state)
    }
    assert.deepEqual(wrongFields(await step('draft')), ['lifeCycle'])
    const silent = await put('product/router', { name: 'مسیریاب دو' })
    assert.equal(dataOf(silent)['lifeCycle'], 'active')
    await step('retired')
    const back = await step('active')
    assert.deepEqual(wrongFields(back), ['lifeCycle'])
    assert.match(back.text, /nothing comes after retired/)
  })

  it('CAT-02 are offered from a day to another, which people may write in Jalali with Persian digits', async () => {
    const days = { lifeCycle: 'active', validFromOn: '۱۴۰۵/۰۱/۰۱', validUntilOn: '1405/01/31' }
    assert.equal((await put('product/eidi', { name: 'بستهٔ نوروزی', ...days })).status, 200)
    const offered = async (day: string): Promise<boolean> =>
      (await items(`/v1/records/product?connection=hub&offeredOn=${day}`)).some(({ id }) => id === 'eidi')
    assert.deepEqual(
      await Promise.all(['2026-03-20', '2026-03-21', '2026-04-20', '2026-04-21'].map(offered)),
      [false, true, true, false],
    )
    await put('product/eidi', { name: 'بستهٔ نوروزی', ...days, lifeCycle: 'suspended' })
    assert.equal(await offered('2026-03-21'), false)
    const wrong = await put('product/wrong', {
      name: 'نادرست',
      validFromOn: '1405/02/01',
      validUntilOn: '1405/01/31',
    })
    assert.deepEqual(wrongFields(wrong), ['validUntilOn'])
    assert.deepEqual(wrongFields(await put('product/wrong', { name: 'x', validFromOn: '1405/13/40' })), [
      'validFromOn',
    ])
  })
})

describe('records of the hub', () => {
  it('are checked field by field, by the schema of their type', async () => {
    const wrong = await put('product/bad', { priceRial: -1, colour: 'red' })
    assert.deepEqual([...wrongFields(wrong)].sort(), ['colour', 'name', 'priceRial'])
    assert.deepEqual(wrongFields(await put('spaceship/bad', { name: 'x' })), ['type'])
    problemIn(await ask('DELETE /v1/records/product/nothing'), 'recordNotFound')
    const { key } = await hub.api.post('/v1/api-keys', { name: 'reader', scopes: ['records:read'] })
    const refused = await ask('PUT /v1/records/product/x', { json: { name: 'x' }, key: String(key) })
    problemIn(refused, 'forbidden')
  })

  it('lose no change when many write at once', async () => {
    const writes = Array.from({ length: 6 }, (_none, place) =>
      put('product/contended', { name: `نام ${String(place)}`, priceRial: place }),
    )
    const versions = (await Promise.all(writes)).map(({ body }) => Number(body['version']))
    assert.deepEqual(
      versions.toSorted((a, b) => a - b),
      [1, 2, 3, 4, 5, 6],
    )
    const bold = await Promise.all(
      Array.from({ length: 4 }, (_none, place) =>
        put('product/contended', { name: `آخر ${String(place)}` }, '"6"'),
      ),
    )
    assert.equal(bold.filter(({ status }) => status === 200).length, 1)
    for (const lost of bold.filter(({ status }) => status !== 200)) problemIn(lost, 'preconditionFailed')
  })

  it('can be taken out, and begin anew', async () => {
    await put('product/once', { name: 'یک‌بار', lifeCycle: 'active' })
    problemIn(
      await ask('DELETE /v1/records/product/once', { headers: { 'if-match': '"9"' } }),
      'preconditionFailed',
    )
    assert.equal(
      (await ask('DELETE /v1/records/product/once', { headers: { 'if-match': '"1"' } })).status,
      204,
    )
    problemIn(await ask('GET /v1/records/product/once'), 'recordNotFound')
    const anew = await put('product/once', { name: 'دوباره' }, '"0"')
    assert.deepEqual([anew.headers.get('etag'), dataOf(anew)['lifeCycle']], ['"3"', 'draft'])
  })

  it('of every type go into profiles and timelines, and keep what is personal from those who may not see it', async () => {
    const person = await put('person/p-1', { firstName: 'مریم', lastName: 'رضایی', mobile: '0912 123 4567' })
    const order = { state: 'draft', customer: { externalId: 'p-1' }, lines: [{ item: 'adsl-16' }] }
    const made = await put('order/o-1', order)
    assert.equal(made.body['profileId'], person.body['profileId'])
    const [entry] = await items(`/v1/profiles/${String(person.body['profileId'])}/timeline`)
    assert.deepEqual([entry?.['type'], entry?.['externalId']], ['order', 'o-1'])
    assert.deepEqual(wrongFields(await put('order/o-1', { ...order, state: 'delivered' })), ['state'])
    assert.deepEqual(wrongFields(await put('order/o-2', { lines: [] })), ['customer'])
    const { key } = await hub.api.post('/v1/api-keys', { name: 'reader', scopes: ['records:read'] })
    const seen = await ask('GET /v1/records/person/p-1', { key: String(key) })
    assert.equal(dataOf(seen)['mobile'], '***')
  })

  it('tell the rules of what happens to them', async () => {
    const rules = [{ name: 'گران', when: 'priceRial > 100', set: { dear: 'true' } }]
    await hub.api.put('/v1/rules/on-product', {
      title: { en: 'x', fa: 'x' },
      events: ['product.created'],
      rules,
    })
    await put('product/told', { name: 'گفته', priceRial: 200 })
    await hub.until(
      async () =>
        (await items('/v1/rule-events?event=product.created')).some(({ state }) => state === 'done'),
      'the rules hear of it',
    )
  })

  it('GEN-06 leave who changed what from what to what in the audit, without what is personal', async () => {
    const { id, key } = await hub.api.post('/v1/api-keys', { name: 'editor', scopes: ['records:write'] })
    const json = { name: 'ردیابی', priceRial: 10 }
    await put('product/traced', json)
    await ask('PUT /v1/records/product/traced', { json: { ...json, priceRial: 12 }, key: String(key) })
    const [line] = await items(`/v1/audit?by=${String(id)}`)
    assert.deepEqual(
      [line?.['action'], line?.['target'], line?.['changes']],
      ['putRecord', 'type:product id:traced', [{ path: 'priceRial', before: 10, after: 12 }]],
    )
    await put('person/p-9', { firstName: 'سارا', lastName: 'کریمی', mobile: '09121110000', city: 'یزد' })
    await hub.clock.advance(1_000)
    await put('person/p-9', { firstName: 'سارا', lastName: 'کریمی', mobile: '09121110001', city: 'قم' })
    const [change] = await items(`/v1/audit?target=${encodeURIComponent('type:person id:p-9')}`)
    assert.deepEqual(change?.['changes'], [
      { path: 'city', before: 'یزد', after: 'قم' },
      { path: 'mobile', before: '***', after: '***' },
    ])
  })
})
