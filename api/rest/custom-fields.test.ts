/** Fields that the organisation defines itself, without programming, over the API (CUS-11, CUS-06). */
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
const grade = {
  types: ['person', 'organisation'],
  title: { en: 'Customer grade', fa: 'درجهٔ مشتری' },
  help: { en: 'As the club has it', fa: 'همان که باشگاه مشتریان داده است' },
  dataType: 'choice',
  values: [
    { value: 'طلایی', title: title('طلایی') },
    { value: 'نقره‌ای', title: title('نقره‌ای') },
  ],
  isPersonal: false,
  order: 10,
}

describe('custom fields', () => {
  it('CUS-11 are defined without programming, in versions, with audit and If-Match', async () => {
    const saved = await ask('PUT /v1/custom-fields/customerGrade', { json: grade })
    assert.equal(saved.status, 200, saved.text)
    assert.equal(saved.headers.get('etag'), '"1"')
    const stale = await ask('PUT /v1/custom-fields/customerGrade', {
      json: { ...grade, order: 5 },
      headers: { 'if-match': '"7"' },
    })
    problemIn(stale, 'preconditionFailed')
    const second = await ask('PUT /v1/custom-fields/customerGrade', {
      json: { ...grade, order: 5 },
      headers: { 'if-match': '"1"' },
    })
    assert.equal(second.headers.get('etag'), '"2"')
    const first = await hub.api.get<Json>('/v1/custom-fields/customerGrade?version=1')
    assert.deepEqual(first['definition'], grade)
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/custom-fields/customerGrade/versions')
    assert.deepEqual(
      items.map(({ version }) => version),
      [2, 1],
    )
    const audit = await hub.api.get<{ items: Json[] }>('/v1/audit?target=name:customerGrade')
    const changes = audit.items.flatMap(({ changes: all }) => (all ?? []) as Json[])
    assert.ok(changes.some(({ path, before: was, after: is }) => path === 'order' && was === 10 && is === 5))
  })

  it('CUS-11 are listed by the types that may say them', async () => {
    const guarantee = {
      types: ['contract'],
      title: title('مبلغ ضمانت‌نامه'),
      dataType: 'amountRial',
      minimum: 0,
      isPersonal: false,
    }
    await hub.api.put('/v1/custom-fields/guaranteeAmount', guarantee)
    const named = async (type: string): Promise<unknown> => {
      const { items } = await hub.api.get<{ items: Json[] }>(`/v1/custom-fields?type=${type}`)
      return items.map(({ name }) => name)
    }
    assert.deepEqual(await named('contract'), ['guaranteeAmount'])
    assert.deepEqual(await named('organisation'), ['customerGrade'])
    assert.deepEqual(await named('terminal'), [])
    problemIn(await ask('GET /v1/custom-fields/none'), 'definitionNotFound')
  })

  it('CUS-11 may be of every type that the profile knows', async () => {
    const { components } = await hub.api.get<{ components: { schemas: { EntityType: { enum: string[] } } } }>(
      '/openapi.json',
    )
    const types = components.schemas.EntityType.enum
    assert.ok(types.length > 10)
    const saved = await ask('PUT /v1/custom-fields/everywhere', {
      json: { types, title: title('همه‌جا'), dataType: 'text' },
    })
    assert.equal(saved.status, 200, saved.text)
    for (const type of types) {
      const { items } = await hub.api.get<{ items: Json[] }>(`/v1/custom-fields?type=${type}`)
      assert.ok(
        items.some(({ name }) => name === 'everywhere'),
        type,
      )
    }
  })

  it('CUS-11 are refused with every mistake and what to change', async () => {
    const put = async (definition: Json): Promise<readonly string[]> =>
      wrongFields(await ask('PUT /v1/custom-fields/wrongOne', { json: definition }))
    const plain = { types: ['person'], title: title('آزمایشی') }
    assert.deepEqual(await put({ ...plain, dataType: 'choice' }), ['values'])
    assert.deepEqual(await put({ ...plain, dataType: 'choice', list: 'no-such-list' }), ['list'])
    assert.deepEqual(await put({ ...plain, dataType: 'text', values: grade.values, minimum: 1 }), [
      'values',
      'minimum',
    ])
    // Arabic and Persian letters are the same word.
    const twice = [
      { value: 'یک', title: title('یک') },
      { value: 'يك', title: title('یک') },
    ]
    assert.deepEqual(await put({ ...plain, dataType: 'choices', values: twice }), ['values/1/value'])
    assert.deepEqual(await put({ ...plain, dataType: 'integer', minimum: 10, maximum: 2 }), ['maximum'])
    assert.deepEqual(await put({ ...plain, dataType: 'date', minimum: '1404/13/01' }), ['minimum'])
    assert.deepEqual(await put({ ...plain, dataType: 'decimal', minimum: '1.5', maximum: '1.40' }), [
      'maximum',
    ])
    assert.deepEqual(await put({ ...plain, dataType: 'text', pattern: '(', minLength: 9, maxLength: 3 }), [
      'maxLength',
      'pattern',
    ])
    assert.deepEqual(await put({ ...plain, dataType: 'boolean', pattern: 'x' }), ['pattern'])
    assert.deepEqual(await put({ ...plain, dataType: 'text', group: 'specific' }), ['role'])
    assert.deepEqual(await put({ ...plain, dataType: 'text', role: 'merchant' }), ['role'])
    const ownFlow = { connection: 'hub', writeBack: { flow: 'to-crm' } }
    assert.deepEqual(await put({ ...plain, dataType: 'text', source: ownFlow }), ['source/writeBack'])
    assert.deepEqual(await put({ ...plain, types: ['ghost'], dataType: 'text' }), ['types/0'])
    problemIn(await ask('GET /v1/custom-fields/wrongOne'), 'definitionNotFound')
    const other = await ask('PUT /v1/custom-fields/customerGrade', { json: { ...plain, dataType: 'text' } })
    assert.deepEqual(wrongFields(other), ['dataType'])
    assert.match(other.text, /must stay choice/)
    assert.equal((await ask('PUT /v1/custom-fields/Not-Camel', { json: grade })).status, 400)
  })

  it('CUS-11 are retired, and brought back by saving them', async () => {
    await hub.api.put('/v1/custom-fields/oldField', {
      types: ['person'],
      title: title('قدیمی'),
      dataType: 'text',
    })
    const stale = await ask('POST /v1/custom-fields/oldField/retire', { headers: { 'if-match': '"9"' } })
    problemIn(stale, 'preconditionFailed')
    const retired = await ask('POST /v1/custom-fields/oldField/retire')
    assert.equal(retired.status, 200, retired.text)
    assert.equal((retired.body['definition'] as Json)['isRetired'], true)
    assert.equal(retired.body['version'], 2)
    assert.equal((await ask('POST /v1/custom-fields/oldField/retire')).body['version'], 2)
    problemIn(await ask('POST /v1/custom-fields/none/retire'), 'definitionNotFound')
  })
})
