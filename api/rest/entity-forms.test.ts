/** Forms of base information that nobody programmed (CUS-11), and profiles in general and specific parts (CUS-06). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { problemsInSchema, missingFields } from '../../engine/runs/form-content.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

const title = (fa: string, en = fa): Json => ({ en, fa })
const both = ['person', 'organisation']
const ofRole = (role: string): Json => ({ group: 'specific', role })

const defined: Readonly<Record<string, Json>> = {
  customerGrade: {
    ...{ types: both, title: title('درجهٔ مشتری', 'Customer grade'), dataType: 'choice', order: 2 },
    ...{ isRequired: true, isPersonal: false, help: title('همان که باشگاه داده است', 'As the club has it') },
    values: [
      { value: 'طلایی', title: title('طلایی', 'Gold') },
      { value: 'نقره‌ای', title: title('نقره‌ای', 'Silver') },
      { value: 'مسی', title: title('مسی', 'Copper'), isRetired: true },
    ],
  },
  rankOfShop: { types: both, title: title('رتبه'), dataType: 'choices', list: 'prospect-rank', order: 1 },
  isTaxed: { types: both, title: title('مشمول مالیات'), dataType: 'boolean', isRequired: true, order: 3 },
  tradingCode2: {
    types: ['person'],
    title: title('کد دوم'),
    dataType: 'text',
    source: { connection: 'kyc' },
    isRequired: true,
  },
  gone: { types: both, title: title('رفته'), dataType: 'text', isRetired: true },
  shopArea: {
    types: both,
    title: title('متراژ فروشگاه'),
    dataType: 'decimal',
    minimum: '1.5',
    ...ofRole('merchant'),
    isRequired: true,
  },
  openedOn: { types: both, title: title('تاریخ افتتاح'), dataType: 'date', ...ofRole('merchant') },
  crewSize: {
    types: both,
    title: title('تعداد نفرات'),
    dataType: 'integer',
    maximum: 500,
    ...ofRole('contractor'),
  },
}

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  for (const [name, field] of Object.entries(defined)) await hub.api.put(`/v1/custom-fields/${name}`, field)
  await hub.api.put('/v1/segments/merchant', {
    title: title('پذیرندگان', 'Merchants'),
    when: 'some asset in assets satisfies asset.type = "terminal"',
  })
  await hub.api.put('/v1/segments/contractor', { title: title('پیمانکاران', 'Contractors') })
  await hub.clock.advance(2_000)
})
after(() => hub.close())

async function formOf(path: string): Promise<JsonObject> {
  return (await hub.api.get<{ schema: JsonObject }>(`/v1/entity-forms/${path}`)).schema
}

/** Its groups by their labels, each with its components by their keys. */
function groupsIn(schema: JsonObject): Readonly<Record<string, Readonly<Record<string, Json>>>> {
  const groups = (schema['components'] as readonly Json[]).filter(({ type }) => type === 'group')
  return Object.fromEntries(
    groups.map(({ label, components }) => [
      String(label),
      Object.fromEntries((components as readonly Json[]).map((one) => [String(one['key']), one])),
    ]),
  )
}

async function take(type: string, externalId: string, data: Json): Promise<string> {
  const records = [{ connection: 'crm', type, externalId, data }]
  const { results } = await hub.api.post<{ results: Json[] }>('/v1/source-records', { records })
  assert.equal(results[0]?.['result'], 'created', JSON.stringify(results))
  return String(results[0]['profileId'])
}

describe('forms of base information', () => {
  it('CUS-11 are drawn from the contract of a type and its custom fields, in both languages', async () => {
    const schema = await formOf('person')
    assert.deepEqual(problemsInSchema(schema), [])
    const { 'اطلاعات عمومی': general } = groupsIn(schema)
    assert.deepEqual(general?.['lastName'], {
      ...{ type: 'textfield', key: 'lastName', label: 'نام خانوادگی', validate: { maxLength: 200 } },
    })
    assert.deepEqual(general['birthOn'], {
      ...{ type: 'datetime', key: 'birthOn', label: 'تاریخ تولد', subtype: 'date', dateLabel: 'تاریخ تولد' },
    })
    assert.deepEqual(
      (general['rank']?.['values'] as Json[]).map(({ value }) => value),
      ['A', 'B', 'C'],
      'words of a base list',
    )
    assert.deepEqual(general['custom.customerGrade'], {
      type: 'select',
      key: 'custom.customerGrade',
      label: 'درجهٔ مشتری',
      description: 'همان که باشگاه داده است',
      values: [
        { label: 'طلایی', value: 'طلایی' },
        { label: 'نقره‌ای', value: 'نقره‌ای' },
      ],
      validate: { required: true },
    })
    const keys = Object.keys(general).filter((key) => key.startsWith('custom.'))
    assert.deepEqual(
      keys,
      ['tradingCode2', 'rankOfShop', 'customerGrade', 'isTaxed'].map((name) => `custom.${name}`),
    )
    assert.ok(!('sameAs' in general) && !('addresses' in general) && !('custom' in general))
  })

  it('CUS-11 offer the words of base lists, ask where a tick cannot say no, and show what others master', async () => {
    const { General: general = {} } = groupsIn(await formOf('person?language=en'))
    const field = (name: string): Json => general[`custom.${name}`] ?? {}
    assert.equal(field('customerGrade')['label'], 'Customer grade')
    assert.deepEqual((field('rankOfShop')['values'] as Json[])[0], { label: 'High', value: 'A' })
    assert.equal(field('isTaxed')['type'], 'radio')
    const { disabled, validate } = field('tradingCode2')
    assert.deepEqual([disabled, validate], [true, undefined])
    problemIn(await ask('GET /v1/entity-forms/ghost'), 'badInput')
  })

  it('CUS-06 have a group for each role, or for one alone', async () => {
    const groups = groupsIn(await formOf('organisation'))
    assert.deepEqual(Object.keys(groups), ['اطلاعات عمومی', 'پیمانکاران', 'پذیرندگان'])
    assert.deepEqual(groups['پذیرندگان']?.['custom.shopArea'], {
      type: 'number',
      key: 'custom.shopArea',
      label: 'متراژ فروشگاه',
      serializeToString: true,
      validate: { required: true, min: 1.5 },
    })
    assert.deepEqual(groups['پیمانکاران']?.['custom.crewSize']?.['validate'], { max: 500 })
    assert.deepEqual(Object.keys(groupsIn(await formOf('organisation?role=merchant'))), [
      'اطلاعات عمومی',
      'پذیرندگان',
    ])
  })

  it('CUS-11 gather what a record of the hub is made of, and ask for the same as it', async () => {
    const schema = await formOf('person?role=contractor')
    const filled = { lastName: 'رضایی', custom: { customerGrade: 'طلایی', isTaxed: 'true', crewSize: 12 } }
    assert.deepEqual(missingFields(schema, filled, hub.clock.now()), [])
    const { customerGrade: _grade, ...rest } = filled.custom
    const asked = missingFields(schema, { ...filled, custom: rest }, hub.clock.now())
    const put = (custom: Json): Promise<Answer> =>
      ask('PUT /v1/records/person/f1', { json: { ...filled, custom } })
    assert.deepEqual(
      wrongFields(await put(rest)),
      asked.map(({ path }) => path),
    )
    const saved = await put(filled.custom)
    assert.equal(saved.status, 200, saved.text)
    assert.deepEqual((saved.body['data'] as Json)['custom'], {
      customerGrade: 'طلایی',
      isTaxed: true,
      crewSize: 12,
    })
    // As form-js hands over what is not filled in.
    const blank = { firstName: '', gender: null, birthOn: null, addresses: [] }
    const unfilled = { ...filled.custom, rankOfShop: [], shopArea: null, openedOn: '' }
    const sent = await ask('PUT /v1/records/person/f1', { json: { ...filled, ...blank, custom: unfilled } })
    assert.equal(sent.status, 200, sent.text)
    assert.deepEqual(sent.body['data'], saved.body['data'])
    // Whoever is entered as a merchant is entered whole as one.
    assert.deepEqual(wrongFields(await put({ ...filled.custom, openedOn: '1400/01/01' })), [
      'custom/shopArea',
    ])
    assert.equal((await put({ ...filled.custom, openedOn: '1400/01/01', shopArea: '20' })).status, 200)
  })
})

describe('parts of a profile', () => {
  const partsOf = (id: string): Promise<Json> => hub.api.get<Json>(`/v1/profiles/${id}/parts`)
  const rolesOf = async (id: string): Promise<unknown> =>
    ((await partsOf(id))['specific'] as Json[]).map(({ role, isMember }) => [role, isMember])

  it('CUS-06 are a general one, and one for each role that a customer or a partner has', async () => {
    const merchant = await take('person', 'm1', {
      lastName: 'کریمی',
      custom: { customerGrade: 'طلایی', rankOfShop: ['A', 'C'], shopArea: '40.5' },
    })
    await take('terminal', 't1', { terminalNumber: '7001', owner: { externalId: 'm1' } })
    const parts = await partsOf(merchant)
    const general = parts['general'] as Json[]
    const { title: lastName, value } = general.find(({ attribute }) => attribute === 'lastName') ?? {}
    assert.deepEqual([lastName, value], [{ en: 'Last name', fa: 'نام خانوادگی' }, 'کریمی'])
    assert.deepEqual(
      general
        .filter(({ attribute }) => String(attribute).startsWith('custom.'))
        .map((one) => [one['attribute'], one['value']]),
      [
        ['custom.tradingCode2', null],
        ['custom.rankOfShop', ['A', 'C']],
        ['custom.customerGrade', 'طلایی'],
        ['custom.isTaxed', null],
      ],
    )
    assert.deepEqual(parts['specific'], [
      {
        role: 'merchant',
        title: { en: 'Merchants', fa: 'پذیرندگان' },
        isMember: true,
        attributes: [
          { attribute: 'custom.openedOn', title: title('تاریخ افتتاح'), value: null },
          { attribute: 'custom.shopArea', title: title('متراژ فروشگاه'), value: '40.5' },
        ],
      },
    ])
    const contractor = await take('organisation', 'o1', { name: 'سازه گستر', legalId: '10380284790' })
    assert.deepEqual(await rolesOf(contractor), [])
    assert.equal((await ask(`PUT /v1/segments/contractor/members/${contractor}`)).status, 204)
    assert.deepEqual(await rolesOf(contractor), [['contractor', true]])
  })

  it('CUS-06 show what is known of a role that nobody gave; personal values only to those who may see them', async () => {
    const id = await take('person', 'm2', { lastName: 'نوری', custom: { crewSize: 7, gone: 'قدیمی' } })
    assert.deepEqual(await rolesOf(id), [['contractor', false]])
    const scopes = ['profiles:read']
    const { key } = await hub.api.post('/v1/api-keys', { name: 'operator', scopes })
    const seen = await ask(`GET /v1/profiles/${id}/parts`, { key: String(key) })
    assert.equal(seen.status, 200, seen.text)
    assert.doesNotMatch(seen.text, /نوری|قدیمی/)
    const general = seen.body['general'] as Json[]
    const valueOf = (name: string): unknown => general.find(({ attribute }) => attribute === name)?.['value']
    assert.deepEqual([valueOf('custom.gone'), valueOf('custom.isTaxed')], ['***', null])
    problemIn(await ask('GET /v1/profiles/none/parts'), 'profileNotFound')
  })

  it('CUS-11, CUS-10: segments see custom fields', async () => {
    const put = { title: title('مشتریان طلایی'), when: 'custom.customerGrade = "طلایی"' }
    const { operation } = await hub.api.put<Json>('/v1/segments/gold', put)
    assert.ok(operation)
    const members = async (): Promise<readonly string[]> =>
      (await hub.api.get<{ items: string[] }>('/v1/segments/gold/members')).items
    await hub.until(async () => (await members()).length === 2, 'the two golden ones are found')
  })
})
