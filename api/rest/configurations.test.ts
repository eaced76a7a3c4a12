/** Choosing products, parts and options in a dialogue (CAT-05), with prices and side items by rules (CAT-03, CAT-04, CAT-06). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { element, end, file } from '../../test/harness/story.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

const title = (fa: string): Json => ({ en: fa, fa })
const of = (externalId: string, type = 'product'): Json => ({ product: { type, externalId } })
const keep = (path: string, json: Json): Promise<Json> => hub.api.put(`/v1/records/${path}`, json)

const configuration = {
  title: title('اینترنت خانگی'),
  item: of('adsl', 'service-plan'),
  questions: [
    {
      key: 'speed',
      title: title('چه سرعتی؟'),
      kind: 'choice',
      options: [
        { key: 's8', title: title('۸ مگابیت'), item: of('adsl-8', 'service-plan') },
        { key: 's16', title: title('۱۶ مگابیت'), item: of('adsl-16', 'service-plan') },
        {
          key: 's50',
          title: title('۵۰ مگابیت'),
          when: 'fact.city = "تهران"',
          because: title('فقط در تهران'),
          item: of('vdsl-50', 'service-plan'),
        },
      ],
    },
    { key: 'needsModem', title: title('مودم می‌خواهید؟'), kind: 'yesNo' },
    {
      key: 'modem',
      title: title('کدام مودم؟'),
      kind: 'choice',
      when: 'answers.needsModem',
      options: [
        { key: 'adslModem', title: title('مودم ADSL'), item: of('modem-a') },
        { key: 'vdslModem', title: title('مودم VDSL'), item: of('modem-v') },
        { key: 'old', title: title('مودم قدیمی'), item: of('modem-old') },
      ],
    },
    {
      key: 'extras',
      title: title('خدمات جانبی'),
      kind: 'choices',
      required: false,
      options: [
        { key: 'ip', title: title('IP ثابت'), item: { ...of('ip-static', 'service-plan'), quantity: '2' } },
        { key: 'night', title: title('شبانه') },
        { key: 'day', title: title('روزانه') },
      ],
    },
    {
      key: 'phones',
      title: title('چند گوشی؟'),
      kind: 'number',
      min: 0,
      max: 3,
      required: false,
      item: of('phone'),
    },
  ],
  constraints: [
    {
      must: 'not(answers.speed = "s50" and answers.modem = "adslModem")',
      because: title('این مودم برای ۵۰ مگابیت کند است'),
    },
    {
      must: 'not(list contains(answers.extras, "night") and list contains(answers.extras, "day"))',
      because: title('یا شبانه یا روزانه'),
    },
  ],
}

async function say(answers: Json, fact: Json = { city: 'تهران' }): Promise<Json> {
  return hub.api.post('/v1/configurations/adsl/dialogue', { answers, fact })
}
const order = (answers: Json, more: Json = {}): Promise<Answer> =>
  ask('POST /v1/configurations/adsl/orders', {
    json: {
      answers,
      fact: { city: 'تهران' },
      order: { customer: { connection: 'crm', externalId: '1042' } },
      ...more,
    },
  })
interface Offered {
  readonly key: string
  readonly blocked: boolean
  readonly because?: Json
}
const blockedIn = (asked: unknown): readonly string[] =>
  ((asked as Json)['options'] as readonly Offered[]).flatMap(({ key, blocked, because }) =>
    blocked ? [`${key}: ${String(because?.['fa'])}`] : [],
  )
const questionNamed = (said: Json, name: string): Json | undefined =>
  (said['questions'] as readonly Json[]).find(({ key }) => key === name)

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  const active = { lifeCycle: 'active' }
  await keep('service-plan/adsl', { ...active, name: 'خط اینترنت', priceRial: 500_000 })
  for (const [id, priceRial] of [
    ['adsl-8', 2_000_000],
    ['adsl-16', 3_000_000],
    ['vdsl-50', 9_000_000],
  ] as const)
    await keep(`service-plan/${id}`, { ...active, name: id, priceRial })
  await keep('service-plan/ip-static', { ...active, name: 'IP ثابت', priceRial: 100_000, isSideItem: true })
  for (const id of ['modem-a', 'modem-v', 'phone'])
    await keep(`product/${id}`, { ...active, name: id, priceRial: 1_000_000 })
  await keep('product/modem-old', { name: 'قدیمی', lifeCycle: 'active', validUntilOn: '1404/12/01' })
  await hub.api.put('/v1/configurations/adsl', configuration)
  const person = { firstName: 'مریم', lastName: 'رضایی', nationalCode: '0012345679' }
  await hub.api.post('/v1/source-records', {
    records: [{ connection: 'crm', type: 'person', externalId: '1042', data: person }],
  })
})
after(() => hub.close())

describe('CAT-05: a dialogue over products, parts and options', () => {
  it('asks one question after another, and each answer opens or closes others', async () => {
    const first = await say({})
    assert.deepEqual([(first['next'] as Json)['key'], first['complete']], ['speed', false])
    const second = await say({ speed: 's16' })
    assert.equal((second['next'] as Json)['key'], 'needsModem')
    const without = await say({ speed: 's16', needsModem: false })
    assert.deepEqual([without['next'], without['complete']], [undefined, true])
    const withModem = await say({ speed: 's16', needsModem: true })
    assert.equal((withModem['next'] as Json)['key'], 'modem')
    const back = await say({ speed: 's16', needsModem: false, modem: 'adslModem', colour: 'red' })
    assert.deepEqual([back['dropped'], back['complete']], [['modem', 'colour'], true])
  })

  it('blocks what does not go together, before it is chosen, and says why', async () => {
    assert.deepEqual(blockedIn((await say({}, { city: 'قم' }))['next']), ['s50: فقط در تهران'])
    assert.deepEqual(blockedIn((await say({}, {}))['next']), ['s50: فقط در تهران'], 'unknown is not yes')
    assert.deepEqual(blockedIn((await say({}))['next']), [])
    const modem = (await say({ speed: 's50', needsModem: true }))['next']
    assert.deepEqual(blockedIn(modem), [
      'adslModem: این مودم برای ۵۰ مگابیت کند است',
      'old: اکنون ارائه نمی‌شود.',
    ])
    const night = await say({ extras: ['night'] })
    assert.deepEqual(blockedIn(questionNamed(night, 'extras')), ['day: یا شبانه یا روزانه'])
    assert.deepEqual(night['problems'], [])
    const wrong = await say({ speed: 's50', needsModem: true, modem: 'adslModem' })
    assert.equal(wrong['complete'], false)
    assert.deepEqual(
      (wrong['problems'] as readonly Json[]).map(({ path }) => path),
      ['answers/speed', 'answers/modem', 'answers'],
    )
  })

  it('prices what is chosen from the products, with side items and discounts of the rules', async () => {
    const answers = { speed: 's16', needsModem: true, modem: 'vdslModem', extras: ['ip'], phones: 2 }
    const plain = await say(answers)
    assert.deepEqual(plain['totals'], { grossRial: 6_700_000, discountRial: 0, netRial: 6_700_000 })
    const rules = [
      { name: 'کابل', when: 'answers.needsModem', actions: [{ kind: 'sideProduct', item: 'cable' }] },
      { name: 'تخفیف تهران', when: 'city = "تهران"', actions: [{ kind: 'discount', percent: 10 }] },
      {
        name: 'بدهکار',
        when: 'debtRial > 0',
        priority: 9,
        actions: [{ kind: 'reject', reason: 'بدهی دارید' }],
      },
    ]
    await hub.api.put('/v1/rules/on-draft', { title: title('پیش‌نویس'), events: ['order.draft'], rules })
    await hub.clock.advance(2_000)
    const priced = await say(answers)
    assert.deepEqual(
      (priced['lines'] as readonly Json[]).map(({ item, quantity, addedBy, isSideItem }) => [
        item,
        quantity,
        addedBy,
        isSideItem,
      ]),
      [
        ['adsl', 1, undefined, undefined],
        ['adsl-16', 1, 'speed', undefined],
        ['modem-v', 1, 'modem', undefined],
        ['ip-static', 2, 'extras', true],
        ['phone', 2, 'phones', undefined],
        ['cable', 1, 'on-draft/کابل', undefined],
      ],
    )
    assert.equal((priced['totals'] as Json)['netRial'], 6_030_000)
    const refused = await say(answers, { city: 'تهران', debtRial: 5 })
    assert.equal((refused['rejected'] as Json)['reason'], 'بدهی دارید')
  })

  it('ends in an order draft of the customer, once for each id, and a flow goes on from it', async () => {
    const elements = [element('startEvent', 'drafted'), end()]
    const xml = file({ elements, flows: ['drafted > done'] }, 'orders')
    await hub.api.deploy({ 'orders.bpmn': xml })
    const start = { kind: 'startFlow', flow: 'orders', variables: { order: '=externalId' } }
    const rules = [{ name: 'آغاز', when: 'state = "draft"', actions: [start] }]
    await hub.api.put('/v1/rules/on-order', { title: title('سفارش'), events: ['order.created'], rules })
    await hub.clock.advance(2_000)
    const answers = { speed: 's16', needsModem: false, phones: 1 }
    const made = await order(answers, { id: 'o-77' })
    assert.equal(made.status, 201, made.text)
    const {
      state,
      lines,
      amountRial,
      grossRial,
      configuration: by,
      answers: said,
    } = made.body['data'] as Json
    assert.deepEqual([state, grossRial, amountRial, by], ['draft', 4_500_000, 4_050_000, 'adsl:1'])
    assert.deepEqual(said, [
      { question: 'speed', values: ['s16'] },
      { question: 'needsModem', values: ['false'] },
      { question: 'phones', values: ['1'] },
    ])
    assert.equal((lines as readonly Json[]).length, 3)
    problemIn(await order(answers, { id: 'o-77' }), 'preconditionFailed')
    const { items } = await hub.api.get(`/v1/profiles/${String(made.body['profileId'])}/timeline`)
    assert.deepEqual(
      (items as readonly Json[]).map(({ type, externalId }) => [type, externalId]),
      [['order', 'o-77']],
    )
    const runs = async (): Promise<readonly Json[]> =>
      (await hub.api.get('/v1/runs?flow=orders'))['items'] as readonly Json[]
    await hub.until(async () => (await runs()).length > 0, 'the flow starts')
    assert.deepEqual(
      (await runs()).map(({ variables }) => (variables as Json)['order']),
      ['o-77'],
    )
  })

  it('is not ordered while something is open, wrong, rejected, or not offered any more', async () => {
    assert.deepEqual(wrongFields(await order({ speed: 's16' })), ['answers/needsModem'])
    assert.deepEqual(wrongFields(await order({ speed: 's9', needsModem: 'yes', phones: 7, extras: ['x'] })), [
      'answers/speed',
      'answers/needsModem',
      'answers/extras',
      'answers/phones',
    ])
    const fine = { speed: 's16', needsModem: false }
    const rejected = await order(fine, { fact: { city: 'تهران', debtRial: 1 } })
    assert.match(JSON.stringify(problemIn(rejected, 'badInput').errors), /بدهی دارید/)
    assert.deepEqual(wrongFields(await order(fine, { order: {} })), ['customer'])
    assert.deepEqual(
      wrongFields(await order(fine, { order: { customer: { externalId: '1' }, colour: 'red' } })),
      ['colour'],
    )
    await keep('service-plan/adsl', { lifeCycle: 'suspended', name: 'خط اینترنت', priceRial: 500_000 })
    assert.deepEqual(wrongFields(await order(fine)), ['configuration'])
    await keep('service-plan/adsl', { lifeCycle: 'active', name: 'خط اینترنت', priceRial: 500_000 })
  })

  it('is checked when it is saved', async () => {
    const wrong = {
      title: title('نادرست'),
      item: of('adsl', 'service-plan'),
      questions: [
        { key: 'a', title: title('الف'), kind: 'choice' },
        {
          key: 'a',
          title: title('ب'),
          kind: 'number',
          when: '1 +',
          min: 3,
          max: 1,
          options: [{ key: 'x', title: title('x') }],
        },
        { key: 'c', title: title('پ'), kind: 'text', item: { ...of('phone'), quantity: '((' } },
      ],
      constraints: [{ must: 'if', because: title('چرا') }],
    }
    const answer = await ask('PUT /v1/configurations/wrong', { json: wrong })
    assert.deepEqual([...wrongFields(answer)].sort(), [
      'constraints/0/must',
      'questions/0/options',
      'questions/1/key',
      'questions/1/max',
      'questions/1/options',
      'questions/1/when',
      'questions/2/item',
      'questions/2/item/quantity',
    ])
    problemIn(
      await ask('POST /v1/configurations/nothing/dialogue', { json: { answers: {} } }),
      'definitionNotFound',
    )
    const nested = await ask('POST /v1/configurations/adsl/dialogue', {
      json: { answers: { speed: { a: 1 } } },
    })
    problemIn(nested, 'badInput')
  })
})

describe('CAT-04: suggestions from the chosen product', () => {
  it('go by the relations of the product, which its profile shows with what they lead to', async () => {
    const goesWith = [{ externalId: 'phone' }, { externalId: 'modem-later' }]
    const kept = await keep('product/bundle', {
      name: 'بسته',
      lifeCycle: 'active',
      requires: [{ externalId: 'modem-v' }],
      goesWith,
      upgradesTo: [{ externalId: 'modem-v' }],
    })
    const { relations } = await hub.api.get(`/v1/profiles/${String(kept['profileId'])}`)
    assert.deepEqual(
      (relations as readonly Json[]).map(({ kind, name, key }) => [kind, name ?? key]),
      [
        ['goesWith', 'external:hub:modem-later'],
        ['goesWith', 'phone'],
        ['requires', 'modem-v'],
        ['upgradesTo', 'modem-v'],
      ],
    )
  })
})

describe('CAT-03: prices to market need', () => {
  it('come from a list by segment, city, agency and date, the first row that fits', async () => {
    const input = (name: string, type: string): Json => ({ title: name, field: name, type })
    const row = (when: readonly string[], rial: number): Json => ({
      when: ['adsl-16', ...when],
      then: [rial],
    })
    const table = {
      hitPolicy: 'FIRST',
      inputs: [
        ...['item', 'segment', 'city', 'agency'].map((name) => input(name, 'text')),
        input('on', 'date'),
      ],
      outputs: [{ title: 'قیمت', name: 'unitPriceRial', type: 'number' }],
      rows: [
        row(['سازمانی', '-', '-', '-'], 900_000),
        row(['-', 'تهران', 'A-12', '>= 2026-03-21'], 950_000),
        row(['-', 'تهران', '-', '-'], 1_000_000),
        row(['-', '-', '-', '-'], 1_100_000),
      ],
    }
    await hub.api.put('/v1/rules/price-list', { title: title('فهرست قیمت'), table })
    const price = async (fact: Json): Promise<unknown> => {
      const asked = { key: 'price-list', fact: { item: 'adsl-16', ...fact } }
      return ((await hub.api.post('/v1/rules/evaluate', asked))['output'] as Json)['unitPriceRial']
    }
    const home = { segment: 'خانگی', city: 'تهران', agency: 'A-12' }
    assert.equal(await price({ ...home, on: '2026-03-21' }), 950_000)
    assert.equal(await price({ ...home, on: '2026-03-20' }), 1_000_000)
    assert.equal(await price({ ...home, agency: 'A-13', on: '2026-03-21' }), 1_000_000)
    assert.equal(await price({ ...home, city: 'قم', on: '2026-03-21' }), 1_100_000)
    assert.equal(await price({ ...home, segment: 'سازمانی', on: '2026-03-20' }), 900_000)
  })
})
