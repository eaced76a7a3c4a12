/** Lists that the organisation defines itself, over the API (CUS-03). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

const title = (fa: string): Json => ({ en: fa, fa })
const definitionOf = async (key: string): Promise<Json> =>
  (await hub.api.get<Json>(`/v1/base-lists/${key}`))['definition'] as Json

describe('base lists', () => {
  it('CUS-03 come with the hub for type, rank, status and field of activity of prospects', async () => {
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/base-lists')
    assert.deepEqual(
      items.map(({ key }) => key),
      ['activity-field', 'prospect-rank', 'prospect-status', 'prospect-type'],
    )
    const { values, attributes } = await definitionOf('prospect-rank')
    assert.deepEqual(attributes, ['person.rank', 'organisation.rank'])
    assert.deepEqual((values as Json[])[0], { value: 'A', title: { en: 'High', fa: 'الف' } })
  })

  it('CUS-03 hold what people keep to their values, in any way of writing, and leave outside systems their words', async () => {
    const keep = (rank: string): ReturnType<Ask> =>
      ask('PUT /v1/records/person/p1', { json: { lastName: 'رضایی', rank } })
    const wrong = await keep('Z')
    assert.deepEqual(wrongFields(wrong), ['rank'])
    assert.match(wrong.text, /must be a value of the list prospect-rank: A, B, C/)
    assert.equal((await keep('B')).status, 200)
    const records = [
      { connection: 'crm', type: 'person', externalId: '1', data: { lastName: 'x', rank: 'Z' } },
    ]
    const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
    assert.equal(results[0]?.['result'], 'created')
    const id = String(results[0]['profileId'])
    const edit = await ask(`PATCH /v1/profiles/${id}`, { json: { attributes: { rank: 'Y' } } })
    assert.deepEqual(wrongFields(edit), ['rank'])
    const good = await ask(`PATCH /v1/profiles/${id}`, { json: { attributes: { rank: 'a' } } })
    assert.equal(good.status, 200, good.text)
  })

  it('are changed by the organisation, in versions, for any attribute; a retired value stays where it is', async () => {
    const list = {
      title: title('نوع دستگاه'),
      values: [
        { value: 'کارتخوان', title: title('کارتخوان') },
        { value: 'خودپرداز', title: title('خودپرداز') },
      ],
      attributes: ['equipment.equipmentType'],
    }
    const saved = await ask('PUT /v1/base-lists/equipment-type', { json: list })
    assert.equal(saved.status, 200, saved.text)
    assert.equal(saved.headers.get('etag'), '"1"')
    const keep = (id: string, equipmentType: string): ReturnType<Ask> =>
      ask(`PUT /v1/records/equipment/${id}`, { json: { name: 'دستگاه', equipmentType } })
    await hub.clock.advance(2_000)
    // Arabic letters, as many keyboards write them.
    assert.equal((await keep('e1', 'خودپرداز')).status, 200)
    assert.deepEqual(wrongFields(await keep('e2', 'چاپگر')), ['equipmentType'])
    const [first, second] = list.values
    const values = [first, { ...second, isRetired: true }]
    await hub.api.put('/v1/base-lists/equipment-type', { ...list, values })
    await hub.clock.advance(2_000)
    assert.deepEqual(wrongFields(await keep('e3', 'خودپرداز')), ['equipmentType'])
    assert.equal((await keep('e1', 'خودپرداز')).status, 200, 'what it was it may stay')
    assert.equal((await keep('e3', 'كارتخوان')).status, 200)
    const old = await hub.api.get<Json>('/v1/base-lists/equipment-type?version=1')
    assert.deepEqual((old['definition'] as Json)['values'], list.values)
  })

  it('are refused with every mistake', async () => {
    const json = {
      title: title('اشتباه'),
      values: [
        { value: 'یک', title: title('یک') },
        { value: 'يك', title: title('یک') },
      ],
      attributes: ['person.rank', 'person.shoeSize', 'ghost.name', 'person.stage'],
    }
    const wrong = await ask('PUT /v1/base-lists/wrong', { json })
    assert.deepEqual(wrongFields(wrong), [
      'values/1/value',
      'attributes/0',
      'attributes/1',
      'attributes/2',
      'attributes/3',
    ])
    problemIn(await ask('GET /v1/base-lists/none'), 'definitionNotFound')
    const stale = await ask('PUT /v1/base-lists/prospect-rank', {
      json: await definitionOf('prospect-rank'),
      headers: { 'if-match': '"9"' },
    })
    problemIn(stale, 'preconditionFailed')
  })
})
