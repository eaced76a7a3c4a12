/** What records and people say of the fields that the organisation has defined, over the API (CUS-11). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { EJSON } from 'bson'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
/** Sees no personal values. */
let operator = ''

const title = (fa: string): Json => ({ en: fa, fa })
const words = (...values: string[]): Json[] => values.map((value) => ({ value, title: title(value) }))
const both = ['person', 'organisation']

const defined: Readonly<Record<string, Json>> = {
  customerGrade: {
    ...{ types: both, title: { en: 'Customer grade', fa: 'درجهٔ مشتری' }, dataType: 'choice' },
    ...{ values: words('طلایی', 'نقره‌ای', 'برنزی'), isPersonal: false },
  },
  petName: { types: ['person'], title: title('نام حیوان خانگی'), dataType: 'text', maxLength: 20 },
  joinedOn: {
    types: both,
    title: title('تاریخ عضویت'),
    dataType: 'date',
    minimum: '1390/01/01',
    isPersonal: false,
  },
  interests: {
    ...{ types: ['person'], title: title('علاقه‌مندی‌ها'), dataType: 'choices' },
    ...{ values: words('ورزش', 'کتاب', 'سفر'), isPersonal: false },
  },
  shopArea: { types: both, title: title('متراژ'), dataType: 'decimal', minimum: '1', isPersonal: false },
  creditLimit: {
    types: both,
    title: title('سقف اعتبار'),
    dataType: 'amountRial',
    minimum: 0,
    isPersonal: false,
  },
  isMember: { types: both, title: title('عضو باشگاه'), dataType: 'boolean', isPersonal: false },
  lastSeenAt: { types: both, title: title('آخرین بازدید'), dataType: 'dateTime', isPersonal: false },
  postKey: {
    types: both,
    title: title('کلید'),
    dataType: 'text',
    pattern: '[A-Z]{2}-\\d{4}',
    isPersonal: false,
  },
  guarantor: { types: ['contract'], title: title('نام ضامن'), dataType: 'text' },
  guarantee: {
    types: ['contract'],
    title: title('مبلغ ضمانت‌نامه'),
    dataType: 'amountRial',
    isPersonal: false,
  },
}

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  for (const [name, field] of Object.entries(defined)) await hub.api.put(`/v1/custom-fields/${name}`, field)
  const scopes = ['profiles:read', 'records:read', 'connections:read']
  operator = String((await hub.api.post('/v1/api-keys', { name: 'operator', scopes }))['key'])
})
after(() => hub.close())

/** Takes a record in; the name of a type that is not `person` stands before a colon. */
async function take(from: string, externalId: string, data: Json): Promise<Json> {
  const [type = '', connection = ''] = from.includes(':') ? from.split(':') : ['person', from]
  const records = [{ connection, type, externalId, data }]
  const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
  return results[0] ?? {}
}

async function attributesOf(id: unknown, query = ''): Promise<Json> {
  return (await hub.api.get<{ attributes: Json }>(`/v1/profiles/${String(id)}${query}`)).attributes
}

describe('custom values', () => {
  it('CUS-11 are taken in however they are written, and kept in one form', async () => {
    const custom = {
      // Arabic letters, a Jalali day, Persian digits, a time zone.
      customerGrade: 'طلايي',
      joinedOn: '۱۴۰۳/۰۵/۰۱',
      interests: ['سفر', 'ورزش', 'سفر'],
      shopArea: '۰۴۰٫۵۰',
      creditLimit: '۱۲٬۵۰۰٬۰۰۰',
      isMember: 'بله',
      lastSeenAt: '2026-01-05T11:30:00+03:30',
      postKey: 'TH-1404',
      petName: null,
    }
    const { result, profileId } = await take('crm', 'v1', { lastName: 'رضایی', custom })
    assert.equal(result, 'created')
    const attributes = await attributesOf(profileId)
    const found = Object.entries(attributes).filter(([name]) => name.startsWith('custom.'))
    assert.deepEqual(Object.fromEntries(found), {
      'custom.customerGrade': 'طلایی',
      'custom.joinedOn': '2024-07-22',
      'custom.interests': ['سفر', 'ورزش'],
      'custom.shopArea': '40.5',
      'custom.creditLimit': 12_500_000,
      'custom.isMember': true,
      'custom.lastSeenAt': '2026-01-05T08:00:00.000Z',
      'custom.postKey': 'TH-1404',
    })
    const again = await take('crm', 'v1', { lastName: 'رضایی', custom: { ...custom, isMember: true } })
    assert.equal(again['result'], 'unchanged', 'the same in other words')
  })

  it('CUS-11 are refused with the name of the field and what to change, and can be set right', async () => {
    const custom = {
      ...{
        customerGrade: 'الماسی',
        joinedOn: '1404/13/01',
        shopArea: 'زیاد',
        creditLimit: -5,
        isMember: 'شاید',
      },
      ...{
        lastSeenAt: 'دیروز',
        postKey: 'th-1',
        interests: ['ورزش', 'خواب'],
        petName: 'ب'.repeat(21),
        shoe: 42,
      },
    }
    const { result, code, reason } = await take('crm', 'v2', { lastName: 'کریمی', custom })
    assert.deepEqual([result, code], ['refused', 'dataInvalid'])
    const said = String(reason).split('; ')
    assert.deepEqual(
      said.map((one) => one.split(': ')[0]).sort(),
      Object.keys(custom)
        .map((name) => `data/custom/${name}`)
        .sort(),
    )
    assert.match(String(reason), /customerGrade: must be one of طلایی, نقره‌ای, برنزی/)
    assert.match(String(reason), /joinedOn: must be a day that exists/)
    assert.match(String(reason), /creditLimit: must be at least 0/)
    assert.match(String(reason), /shoe: is not a custom field of person: defined are .*customerGrade/)
    assert.doesNotMatch(String(reason), /الماسی|خواب|دیروز|42/, 'values are not told')
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/refused-records?connection=crm')
    const id = String(items.find(({ externalId }) => externalId === 'v2')?.['id'])
    const fix = { ...Object.fromEntries(Object.keys(custom).map((name) => [name, null])), petName: 'ببری' }
    const wrong = await ask(`POST /v1/refused-records/${id}/correct`, {
      json: { data: { custom: { ...fix, isMember: 'شاید' } }, reason: 'آزمون' },
    })
    assert.deepEqual(wrongFields(wrong), ['data/custom/isMember'])
    const right = await ask(`POST /v1/refused-records/${id}/correct`, {
      json: { data: { custom: fix }, reason: 'آزمون' },
    })
    assert.equal(right.body['result'], 'created', right.text)
    const audit = await hub.api.get<{ items: Json[] }>('/v1/audit?limit=200')
    const line = audit.items.find(({ action }) => action === 'correctRefusedRecord')
    assert.doesNotMatch(JSON.stringify(line), /ببری/)
    assert.match(JSON.stringify(line), /data\/custom\/petName/)
  })

  it('CUS-11 of a type that has none defined are refused in words', async () => {
    const { reason } = await take('terminal:crm', 't1', { terminalNumber: '77', custom: { colour: 'آبی' } })
    assert.match(String(reason), /data\/custom\/colour: is not a custom field of terminal: none is defined/)
  })

  it('CUS-11 of two sources are one attribute with where it comes from, pinned, in history and as it was', async () => {
    const who = { lastName: 'نوری', nationalCode: '0012345679' }
    await take('crm', 'v3', { ...who, custom: { customerGrade: 'برنزی', interests: ['ورزش'] } })
    const before = hub.clock.now().toISOString()
    await hub.clock.advance(60_000)
    const { profileId } = await take('erp', 'v3', {
      ...who,
      custom: { customerGrade: 'طلایی', interests: ['کتاب'] },
    })
    const told = await attributesOf(profileId, '?provenance=true')
    const grade = told['custom.customerGrade'] as Json
    assert.equal(grade['value'], 'طلایی')
    assert.equal((grade['from'] as Json)['connection'], 'erp')
    assert.deepEqual(
      (grade['alternatives'] as Json[]).map(({ value }) => value),
      ['برنزی'],
    )
    assert.deepEqual((told['custom.interests'] as Json)['value'], ['کتاب', 'ورزش'])
    const path = `/v1/profiles/${String(profileId)}`
    const past = await attributesOf(profileId, `?asOf=${before}`)
    assert.equal(past['custom.customerGrade'], 'برنزی')
    const wrong = await ask(`PUT ${path}/pins/custom.customerGrade`, {
      json: { value: 'الماسی', reason: 'آزمون' },
    })
    assert.deepEqual(wrongFields(wrong), ['value'])
    const ghost = await ask(`PUT ${path}/pins/custom.shoe`, { json: { value: 'x', reason: 'آزمون' } })
    assert.deepEqual(wrongFields(ghost), ['attribute'])
    const pin = await ask(`PUT ${path}/pins/custom.customerGrade`, {
      json: { value: 'نقره‌اي', reason: 'آزمون' },
    })
    assert.equal(pin.status, 204, pin.text)
    assert.equal((await attributesOf(profileId))['custom.customerGrade'], 'نقره‌ای')
    assert.equal((await ask(`DELETE ${path}/pins/custom.customerGrade`)).status, 204)
    const { items } = await hub.api.get<{ items: Json[] }>(`${path}/history`)
    const changes = items.flatMap(({ changed }) => changed as Json[])
    assert.ok(
      changes.some(({ attribute, after: is }) => attribute === 'custom.customerGrade' && is === 'نقره‌ای'),
    )
  })

  it('CUS-11 that are personal are seen by those who may see them, also of what is not said to be open', async () => {
    const custom = { petName: 'پیشی‌خانوم', customerGrade: 'طلایی' }
    const { profileId } = await take('crm', 'v4', { lastName: 'احمدی', custom })
    const id = String(profileId)
    const seen = await ask(`GET /v1/profiles/${id}?provenance=true`, { key: operator })
    assert.equal(((seen.body['attributes'] as Json)['custom.petName'] as Json)['value'], '***')
    assert.equal(((seen.body['attributes'] as Json)['custom.customerGrade'] as Json)['value'], 'طلایی')
    for (const place of [
      `profiles/${id}`,
      'profiles?limit=100',
      `profiles/${id}/sources`,
      `profiles/${id}/history`,
      'changes?after=0&limit=500',
      'records/person',
    ]) {
      const answer = await ask(`GET /v1/${place}`, { key: operator })
      assert.equal(answer.status, 200, answer.text)
      assert.doesNotMatch(answer.text, /پیشی/, place)
    }
    const { body } = await ask(`GET /v1/profiles/${id}/sources`, { key: operator })
    const [source] = body['items'] as Json[]
    assert.deepEqual((source?.['data'] as Json)['custom'], { petName: '***', customerGrade: 'طلایی' })
    assert.match((await ask(`GET /v1/profiles/${id}/sources`)).text, /پیشی/)
    assert.ok(!hub.lines.some((line) => line.includes('پیشی')), 'the log')
  })
})

describe('custom values that people enter', () => {
  const keep = (id: string, custom: Json, lastName = 'صادقی'): Promise<Answer> =>
    ask(`PUT /v1/records/person/${id}`, { json: { lastName, custom } })

  it('CUS-11 are demanded of records of the hub, and not of connections', async () => {
    const field = { ...defined['customerGrade'], isRequired: true }
    await hub.api.put('/v1/custom-fields/customerGrade', field)
    const none = await keep('h1', {})
    assert.deepEqual(wrongFields(none), ['custom/customerGrade'])
    assert.match(none.text, /is required: Customer grade \(درجهٔ مشتری\)/)
    const saved = await keep('h1', { customerGrade: 'طلايي', petName: 'گل‌پری' })
    assert.equal(saved.status, 200, saved.text)
    assert.deepEqual((saved.body['data'] as Json)['custom'], { customerGrade: 'طلایی', petName: 'گل‌پری' })
    assert.equal((await keep('h1', { customerGrade: 'طلايي', petName: 'گل‌پری' })).status, 200)
    assert.equal((await take('crm', 'v5', { lastName: 'بی‌درجه' }))['result'], 'created')
    const { items } = await hub.api.get<{ items: Json[] }>('/v1/audit?limit=200')
    const lines = JSON.stringify(items.filter(({ action }) => action === 'putRecord'))
    assert.match(lines, /custom\/customerGrade/)
    assert.doesNotMatch(lines, /گل‌پری/, 'personal values stand in no audit')
    assert.match(lines, /طلایی/)
  })

  it('CUS-11 are edited like other attributes', async () => {
    const { profileId } = await take('crm', 'v6', { lastName: 'مرادی', custom: { customerGrade: 'برنزی' } })
    const edit = (attributes: Json): Promise<Answer> =>
      ask(`PATCH /v1/profiles/${String(profileId)}`, { json: { attributes } })
    assert.deepEqual(wrongFields(await edit({ 'custom.customerGrade': 'الماسی', 'custom.shoe': 1 })), [
      'attributes/custom.customerGrade',
      'attributes/custom.shoe',
    ])
    assert.deepEqual(wrongFields(await edit({ custom: { petName: 'x' } })), ['attributes/custom'])
    await hub.clock.advance(1_000)
    const done = await edit({ 'custom.shopArea': '۱۲', 'custom.petName': 'ماهی' })
    assert.equal(done.status, 200, done.text)
    const attributes = await attributesOf(profileId)
    assert.deepEqual([attributes['custom.shopArea'], attributes['custom.petName']], ['12', 'ماهی'])
    assert.deepEqual(wrongFields(await edit({ 'custom.customerGrade': null })), [
      'attributes/custom.customerGrade',
    ])
    assert.equal((await edit({ 'custom.petName': null })).status, 200)
    assert.equal((await attributesOf(profileId))['custom.petName'], undefined)
  })

  it('CUS-11 of a retired field stay, people give no new ones, and sources are not turned away', async () => {
    const field = {
      types: ['person'],
      title: title('کد قدیم'),
      dataType: 'text',
      isPersonal: false,
      isRequired: true,
    }
    await hub.api.put('/v1/custom-fields/oldCode', field)
    assert.equal((await keep('h2', { customerGrade: 'طلایی', oldCode: 'A1' })).status, 200)
    const { profileId } = await take('crm', 'v7', { lastName: 'یزدانی', custom: { oldCode: 'B2' } })
    await hub.api.post('/v1/custom-fields/oldCode/retire')
    assert.equal((await attributesOf(profileId))['custom.oldCode'], 'B2')
    const changed = await keep('h2', { customerGrade: 'طلایی', oldCode: 'A2' })
    assert.deepEqual(wrongFields(changed), ['custom/oldCode'])
    assert.match(changed.text, /is retired/)
    assert.equal(
      (await keep('h2', { customerGrade: 'برنزی', oldCode: 'A1' })).status,
      200,
      'what it was it may stay',
    )
    assert.equal((await keep('h3', { customerGrade: 'برنزی' })).status, 200, 'nobody asks for it')
    const pin = await ask(`PUT /v1/profiles/${String(profileId)}/pins/custom.oldCode`, {
      json: { value: 'C3', reason: 'آزمون' },
    })
    assert.deepEqual(wrongFields(pin), ['value'])
    assert.equal(
      (await take('crm', 'v7', { lastName: 'یزدانی', custom: { oldCode: 'B3' } }))['result'],
      'updated',
    )
    assert.equal((await attributesOf(profileId))['custom.oldCode'], 'B3')
  })
})

describe('custom values of somebody who is erased', () => {
  it('CUS-11 leave no trace: in their records, in those of their things, and where they are spoken of', async () => {
    const who = { lastName: 'فرهمندپور', nationalCode: '1234567891' }
    const custom = { petName: 'خرگوشک', customerGrade: 'طلایی', joinedOn: '1400/01/01' }
    const { profileId } = await take('crm', 'E1', { ...who, custom })
    await take('crm', 'E1', { ...who, custom: { ...custom, petName: 'لاک‌پشت پیر' } })
    const owner = { externalId: 'E1' }
    const contract = {
      contractNumber: 'G-1',
      owner,
      custom: { guarantor: 'اردشیر زرین‌قلم', guarantee: 7_000 },
    }
    const made = await take('contract:crm', 'K1', contract)
    assert.equal(made['result'], 'created', JSON.stringify(made))
    await hub.api.post('/v1/cases', {
      type: 'ticket',
      subject: 'خرگوشک گم شده',
      requester: { profileId, name: 'فرهمندپور' },
    })
    // A thing that her brother owns too, of which he speaks.
    const brother = { lastName: 'بهمنی', nationalCode: '1112223339' }
    const { profileId: other } = await take('crm', 'E2', brother)
    const joint = { contractNumber: 'G-2', owner, ownerNationalCode: brother.nationalCode }
    const shared = await take('contract:crm', 'K2', { ...joint, custom: { guarantor: 'پرستو کوهستانی' } })
    const spoken = await hub.api.post<Json>('/v1/cases', {
      type: 'ticket',
      subject: `پرستو کوهستانی دربارهٔ ${String(shared['profileId'])}`,
      requester: { profileId: other, name: brother.lastName },
    })
    const id = String(profileId)
    const exported = await ask(`GET /v1/profiles/${id}/export`)
    assert.match(exported.text, /لاک‌پشت پیر/)
    assert.match(exported.text, /خرگوشک/, 'what was said before')
    assert.match(exported.text, /اردشیر زرین‌قلم/)
    const erased = await ask(`POST /v1/profiles/${id}/erase`, { json: { reason: 'درخواست مشتری' } })
    assert.equal(erased.status, 202, erased.text)
    const operation = String(erased.body['operation'])
    const state = async (): Promise<unknown> =>
      (await hub.api.get<Json>(`/v1/operations/${operation}`))['state']
    await hub.until(async () => (await state()) === 'completed', 'the erasure ends')
    const { connection } = hub.database
    for (const { name } of await connection.listCollections()) {
      const text = EJSON.stringify(await connection.collection(name).find().toArray())
      assert.doesNotMatch(text, /خرگوشک|لاک‌پشت|اردشیر|فرهمندپور/, name)
    }
    const { body } = await ask('GET /v1/records/contract/K1?connection=crm')
    assert.deepEqual((body['data'] as Json)['custom'], { guarantee: 7_000 })
    const kept = await hub.api.get<Json>(`/v1/cases/${String(spoken['id'])}`)
    assert.match(String(kept['subject']), /پرستو کوهستانی/, 'what others say of what is theirs too')
    problemIn(await ask(`GET /v1/profiles/${id}`), 'profileNotFound')
  })
})
