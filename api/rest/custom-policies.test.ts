/** Which value of a custom field is shown, who has the last word about it, and how good what is said of it is (CUS-11). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
let profile = ''

const title = (fa: string): Json => ({ en: fa, fa })
const text = (fa: string, more: Json = {}): Json => ({
  ...{ types: ['person'], title: title(fa), dataType: 'text', isPersonal: false },
  ...more,
})

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  await hub.api.put('/v1/custom-fields/nickname', text('لقب'))
  await hub.api.put('/v1/custom-fields/guild', text('صنف', { isRequired: true }))
  await hub.api.put('/v1/custom-fields/colours', {
    ...{ types: ['person'], title: title('رنگ‌ها'), dataType: 'choices', isPersonal: false },
    values: ['سبز', 'آبی'].map((value) => ({ value, title: title(value) })),
  })
  const who = { lastName: 'رضایی', nationalCode: '0012345679' }
  profile = await take('crm', { ...who, custom: { nickname: 'حاجی', guild: 'پوشاک', colours: ['سبز'] } })
  await hub.clock.advance(60_000)
  await take('erp', { ...who, custom: { nickname: 'اوستا', colours: ['آبی'] } })
  await take('kyc', { lastName: 'کریمی', nationalCode: '1234567891' })
})
after(() => hub.close())

async function take(connection: string, data: Json): Promise<string> {
  const records = [{ connection, type: 'person', externalId: '1', data }]
  const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
  assert.equal(results[0]?.['result'], 'created', JSON.stringify(results))
  return String(results[0]['profileId'])
}

async function shown(name: string): Promise<Json> {
  const view = await hub.api.get<{ attributes: Json }>(`/v1/profiles/${profile}?provenance=true`)
  return (view.attributes[`custom.${name}`] ?? {}) as Json
}

async function over(operation: string): Promise<void> {
  const state = async (): Promise<unknown> =>
    (await hub.api.get<Json>(`/v1/operations/${operation}`))['state']
  await hub.until(async () => (await state()) === 'completed', `${operation} is over`)
}

async function setPolicy(policy: Json): Promise<Answer> {
  const put = await ask('PUT /v1/survivorship-policy', { json: { policy, reason: 'آزمون' } })
  if (put.status === 200) await over(String(put.body['operation']))
  return put
}

describe('policies', () => {
  it('CUS-11 name custom fields like every other attribute', async () => {
    assert.equal((await shown('nickname'))['value'], 'اوستا')
    const put = await setPolicy({ attributes: { 'custom.nickname': { priority: ['crm'] } } })
    assert.equal(put.status, 200, put.text)
    const { value, rule, alternatives } = await shown('nickname')
    assert.deepEqual([value, rule], ['حاجی', 'priority'])
    assert.deepEqual(
      (alternatives as Json[]).map((one) => one['value']),
      ['اوستا'],
    )
    await setPolicy({ types: { person: { 'custom.nickname': { distrusted: ['crm'] } } } })
    assert.equal((await shown('nickname'))['value'], 'اوستا')
  })

  it('CUS-11 are refused where they name fields that are not defined for the type', async () => {
    const wrong = await setPolicy({
      attributes: { 'custom.ghost': { priority: ['crm'] }, custom: { priority: ['crm'] } },
      types: { terminal: { 'custom.nickname': { priority: ['crm'] } } },
      masters: { person: { attributes: { 'custom.shoe': { connection: 'crm' } } } },
    })
    assert.deepEqual([...wrongFields(wrong)].sort(), [
      'policy/attributes/custom',
      'policy/attributes/custom.ghost',
      'policy/masters/person/attributes/custom.shoe',
      'policy/types/terminal/custom.nickname',
    ])
  })

  it('CUS-11 hold to the source of truth that a field names, unless they name another', async () => {
    await setPolicy({})
    assert.equal((await shown('nickname'))['value'], 'اوستا')
    await hub.api.put('/v1/custom-fields/nickname', text('لقب', { source: { connection: 'crm' } }))
    await over('refold-profiles:custom:nickname:2')
    const operations = await hub.api.get<{ items: Json[] }>('/v1/operations?limit=100')
    const begun = operations.items.map(({ id }) => String(id)).filter((id) => id.includes(':custom:'))
    assert.deepEqual(begun, ['refold-profiles:custom:nickname:2'], 'other changes of fields fold nothing')
    assert.deepEqual(
      [(await shown('nickname'))['value'], (await shown('nickname'))['rule']],
      ['حاجی', 'master'],
    )
    const edit = await ask(`PATCH /v1/profiles/${profile}`, {
      json: { attributes: { 'custom.nickname': 'مهندس' } },
    })
    problemIn(edit, 'masteredElsewhere')
    assert.match(edit.text, /crm is its source of truth/)
    const keep = (custom: Json): Promise<Answer> =>
      ask('PUT /v1/records/person/h1', { json: { lastName: 'صادقی', custom } })
    problemIn(await keep({ guild: 'پوشاک', nickname: 'مهندس' }), 'masteredElsewhere')
    assert.equal((await keep({ guild: 'پوشاک' })).status, 200)
    // What crm masters people cannot be made to enter.
    await hub.api.put(
      '/v1/custom-fields/guild',
      text('صنف', { isRequired: true, source: { connection: 'crm' } }),
    )
    await over('refold-profiles:custom:guild:2')
    assert.equal((await ask('PUT /v1/records/person/h2', { json: { lastName: 'صادقی' } })).status, 200)
    await hub.api.put('/v1/custom-fields/guild', text('صنف', { isRequired: true }))
    await setPolicy({ masters: { person: { attributes: { 'custom.nickname': { connection: 'erp' } } } } })
    assert.equal((await shown('nickname'))['value'], 'اوستا')
  })
})

describe('data quality', () => {
  it('CUS-11 counts custom fields, what is missing of required ones too; retired ones only where they are said', async () => {
    await hub.api.put('/v1/custom-fields/unused', text('بی‌کار'))
    await ask('POST /v1/custom-fields/unused/retire')
    await hub.clock.advance(2_000)
    const { id } = await hub.api.post<{ id: string }>('/v1/data-quality/measurements')
    await over(id)
    const lines = async (attribute: string, query = ''): Promise<readonly Json[]> =>
      (await hub.api.get<{ items: Json[] }>(`/v1/data-quality?attribute=custom.${attribute}${query}`)).items
    const [guild] = await lines('guild', '&of=profiles')
    assert.deepEqual(
      ['records', 'present', 'missing', 'completeness', 'isRequired'].map((name) => guild?.[name]),
      [4, 2, 2, 0.5, true],
    )
    const [kyc] = await lines('guild', '&connection=kyc')
    assert.deepEqual([kyc?.['present'], kyc?.['completeness']], [0, 0], 'a connection that does not know it')
    const [nickname] = await lines('nickname', '&of=profiles')
    assert.deepEqual([nickname?.['conflicting'], nickname?.['isRequired']], [1, undefined])
    const [colours] = await lines('colours', '&of=profiles')
    assert.equal(colours?.['conflicting'], 0, 'several values are no contradiction')
    assert.deepEqual(await lines('unused'), [])
  })
})
