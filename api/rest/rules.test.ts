/** Business rules through the API: what each requirement asks, on facts as an Iranian seller of services has them. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import type { Json } from '../cli/hub-client.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

const title = { en: 'Rules', fa: 'قاعده‌ها' }
type Fact = Readonly<Record<string, unknown>>

/** A set of its own for each test. */
let sets = 0
async function saved(
  rules: readonly unknown[],
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  sets += 1
  const key = `set-${String(sets)}`
  await hub.api.put(`/v1/rules/${key}`, { title, rules, ...more })
  return key
}

interface Reply {
  readonly output: Fact
  readonly considered: readonly {
    readonly rule: string
    readonly fired: boolean
    readonly why: string
    readonly failed?: readonly unknown[]
  }[]
  readonly applied: readonly {
    readonly rule: string
    readonly kind: string
    readonly detail: Fact
    readonly changed: readonly unknown[]
  }[]
  readonly rejected?: unknown
  readonly versions: readonly string[]
}

async function decided(asked: Readonly<Record<string, unknown>>): Promise<Reply> {
  return (await hub.api.post('/v1/rules/evaluate', asked)) as unknown as Reply
}

async function outputOf(rules: readonly unknown[], fact: Fact): Promise<Fact> {
  return (await decided({ key: await saved(rules), fact })).output
}

const order = {
  city: 'تهران',
  customerType: 'شرکتی',
  lines: [
    { item: 'adsl-16', itemType: 'service', quantity: 2, unitPriceRial: 1_000_000 },
    { item: 'modem', itemType: 'product', quantity: 1, unitPriceRial: 3_000_000 },
  ],
}
const totals = (output: Fact): unknown => output['totals']

describe('BR-01, BR-02: events and the rules tied to them', () => {
  it('are asked together by the name of the event, whatever set they stand in', async () => {
    const on = (event: string, name: string, priority: number): Promise<string> =>
      saved([{ name, priority, set: { [name]: 'true' } }], { events: [event] })
    await on('invoice.renewal', 'first', 2)
    await on('invoice.renewal', 'second', 1)
    await on('service.created', 'other', 1)
    const decision = await decided({ event: 'invoice.renewal', fact: {} })
    assert.deepEqual(
      decision.applied.map(({ rule }) => rule.split('/')[1]),
      ['first', 'second'],
    )
    assert.equal(decision.versions.length, 2)
    assert.deepEqual((await decided({ event: 'nothing.listens', fact: {} })).considered, [])
    problemIn(await ask('POST /v1/rules/evaluate', { json: { fact: {} } }), 'badInput')
  })
})

describe('BR-03: conditions on business dimensions', () => {
  const when = {
    all: [
      { field: 'salesPerson.name', is: 'equals', value: 'سارا رضایی' },
      { field: 'salesPerson.role', is: 'in', value: ['کارشناس فروش', 'مدیر فروش'] },
      { field: 'lines.itemType', is: 'includes', value: 'service' },
      { field: 'quantity', is: 'atLeast', value: 2 },
      { field: 'orderedOn', is: 'between', value: ['2026-03-21', '2026-04-20'] },
      { any: [{ field: 'totals.netRial', is: 'atLeast', value: 5_000_000 }, { feel: 'count(lines) > 3' }] },
      { not: { field: 'customer.blocked', is: 'equals', value: true } },
    ],
  }
  const fact = {
    ...order,
    salesPerson: { name: 'سارا رضایی', role: 'مدیر فروش' },
    quantity: 3,
    orderedOn: '2026-04-01',
    customer: { blocked: false },
  }

  it('are combined, and say which failed with which values', async () => {
    const key = await saved([{ name: 'نوروزی', when, set: { seen: 'true' } }])
    assert.deepEqual((await decided({ key, fact })).output, { seen: true })
    const { considered } = await decided({ key, fact: { ...fact, quantity: 1, orderedOn: undefined } })
    assert.equal(considered[0]?.fired, false)
    assert.deepEqual(considered[0]?.failed, [
      { condition: 'quantity >= 2', holds: false, saw: { quantity: 1 } },
      {
        condition: 'orderedOn >= "2026-03-21" and orderedOn <= "2026-04-20"',
        holds: null,
        saw: { orderedOn: null },
      },
    ])
  })

  it('are refused on saving with every fault named', async () => {
    const rules = [
      { name: 'الف', when: { field: 'a b', is: 'between', value: [1] } },
      {
        name: 'ب',
        when: {
          all: [
            { field: 'x', is: 'equals' },
            { all: [], any: [] },
          ],
        },
        requires: ['پ'],
      },
      { name: 'ب', when: '1 +', validFrom: '2026-02-01T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' },
      {
        name: 'ت',
        actions: [
          { kind: 'discount', percent: 5, amountRial: 7 },
          { kind: 'reject', flow: 'x' },
        ],
      },
      {
        name: 'ث',
        actions: [
          { kind: 'minimumPrice', amountRial: 1.5 },
          { kind: 'setField', field: 'totals.x', value: 1 },
        ],
      },
    ]
    const answer = await ask('PUT /v1/rules/faulty', { json: { title, rules } })
    assert.deepEqual([...wrongFields(answer)].sort(), [
      'rules/0/when/field',
      'rules/0/when/value',
      'rules/1/requires/0',
      'rules/1/when/all/0/value',
      'rules/1/when/all/1/any',
      'rules/2/validUntil',
      'rules/2/when',
      'rules/3/actions/0',
      'rules/3/actions/1/flow',
      'rules/3/actions/1/reason',
      'rules/4/actions/0/amountRial',
      'rules/4/actions/1/field',
      'rules/ب',
    ])
    const circle = [
      { name: 'الف', after: ['ب'] },
      { name: 'ب', requires: ['الف'] },
    ]
    const answered = await ask('PUT /v1/rules/circle', { json: { title, rules: circle } })
    assert.match(answered.text, /الف → ب → الف/)
  })
})

describe('BR-04: discounts', () => {
  it('of a percent over the invoice, shared out over its lines to the last rial', async () => {
    const output = await outputOf([{ name: 'ده', actions: [{ kind: 'discount', percent: 33.3333 }] }], order)
    assert.deepEqual(totals(output), { grossRial: 5_000_000, discountRial: 1_666_665, netRial: 3_333_335 })
    assert.deepEqual(
      (output['lines'] as readonly { discountRial: number }[]).map(({ discountRial }) => discountRial),
      [666_666, 999_999],
    )
  })

  it('of rials on the lines for which a condition holds', async () => {
    const where = { field: 'itemType', is: 'equals', value: 'product' }
    const action = { kind: 'discount', amountRial: 500_000, on: 'line', where }
    const output = await outputOf([{ name: 'کالا', actions: [action] }], order)
    assert.deepEqual(totals(output), { grossRial: 5_000_000, discountRial: 500_000, netRial: 4_500_000 })
  })
})

describe('BR-05, BR-06: side services and side products', () => {
  it('become lines, free or priced', async () => {
    const actions = [
      { kind: 'sideService', item: 'نصب', quantity: 1 },
      { kind: 'sideProduct', item: '="کابل " + city', quantity: 2, unitPriceRial: 100_000 },
    ]
    const output = await outputOf([{ name: 'همراه', actions }], order)
    const lines = output['lines'] as readonly Fact[]
    assert.deepEqual(
      lines.slice(2).map(({ item, itemType, netRial, addedBy }) => [item, itemType, netRial, addedBy]),
      [
        ['نصب', 'service', 0, 'همراه'],
        ['کابل تهران', 'product', 200_000, 'همراه'],
      ],
    )
  })
})

describe('BR-07, BR-16: commission', () => {
  it('is a percent of what the customer pays, to whom the rule says', async () => {
    const rules = [
      {
        name: 'پورسانت',
        priority: 9,
        actions: [{ kind: 'commission', percent: 5, beneficiary: '=partner.id' }],
      },
      { name: 'تخفیف', actions: [{ kind: 'discount', percent: 10 }] },
    ]
    const output = await outputOf(rules, { ...order, partner: { id: 'P-7' } })
    assert.deepEqual(output['commissions'], [{ rule: 'پورسانت', beneficiary: 'P-7', amountRial: 225_000 }])
  })

  it('goes by tiers of the partner\u2019s sales, for each kind of item', async () => {
    const tier = (itemType: string, steps: unknown, method: string): unknown => ({
      kind: 'commission',
      beneficiary: 'P-7',
      where: { field: 'itemType', is: 'equals', value: itemType },
      tiers: { by: 'partner.salesRial', steps, method },
    })
    const steps = [
      { from: 0, percent: 1 },
      { from: 100_000_000, percent: 2 },
    ]
    const rules = [
      { name: 'پلکانی', actions: [tier('service', steps, 'whole'), tier('product', steps, 'graduated')] },
    ]
    const output = await outputOf(rules, { ...order, partner: { salesRial: 99_000_000 } })
    const amounts = (output['commissions'] as readonly { amountRial: number }[]).map(
      ({ amountRial }) => amountRial,
    )
    assert.deepEqual(amounts, [20_000, 10_000 + 40_000])
  })
})

describe('BR-08: rejection', () => {
  it('ends the matter with the reason of the rule, and prices nothing further', async () => {
    const rules = [
      {
        name: 'بدهکار',
        when: 'debtRial > 0',
        priority: 9,
        actions: [{ kind: 'reject', reason: '="بدهی " + string(debtRial) + " ریال"' }],
      },
      { name: 'تخفیف', actions: [{ kind: 'discount', percent: 10 }] },
    ]
    const decision = await decided({ key: await saved(rules), fact: { ...order, debtRial: 500 } })
    assert.deepEqual(decision.rejected, { rule: 'بدهکار', reason: 'بدهی 500 ریال' })
    assert.deepEqual(decision.output, { rejected: decision.rejected })
    assert.equal(decision.considered[1]?.why, 'not considered: بدهکار has stopped the rest')
  })
})

describe('BR-09, BR-13: scope by city, centre, agency, role and user', () => {
  const variant = (percent: number, scope?: unknown): unknown => ({
    name: `${String(percent)}٪`,
    group: 'تخفیف',
    actions: [{ kind: 'discount', percent }],
    ...(scope !== undefined && { scope }),
  })

  it('lets the most specific variant win', async () => {
    const key = await saved([
      variant(1),
      variant(2, { city: ['تهران', 'کرج'] }),
      variant(3, { city: ['تهران'], centre: ['ونک'] }),
      variant(4, { agency: ['A-12'] }),
      variant(5, { user: ['sara'] }),
    ])
    const percent = async (fact: Fact): Promise<unknown> =>
      (await decided({ key, fact: { ...order, ...fact } })).applied[0]?.detail['percent']
    assert.equal(await percent({ city: 'مشهد' }), 1)
    assert.equal(await percent({}), 2)
    assert.equal(await percent({ centre: 'ونک' }), 3)
    assert.equal(await percent({ centre: 'ونک', agency: 'A-12' }), 4)
    assert.equal(await percent({ agency: 'A-12', user: 'sara' }), 5)
  })

  it('fits when one of several roles does', async () => {
    const key = await saved([{ name: 'مدیران', scope: { role: ['manager'] }, set: { may: 'true' } }])
    assert.deepEqual((await decided({ key, fact: { role: ['seller', 'manager'] } })).output, { may: true })
    const { considered } = await decided({ key, fact: { role: 'seller' } })
    assert.equal(considered[0]?.why, 'out of scope: role does not fit')
  })
})

describe('BR-10: periods in which rules, products and services apply', () => {
  it('hold from an instant to another, and are reproduced for any time', async () => {
    const rules = [
      {
        name: 'نوروز',
        validFrom: '2026-03-10T00:00:00Z',
        validUntil: '2026-04-03T00:00:00Z',
        set: { gift: 'true' },
      },
      {
        name: 'پایان فروش',
        when: 'some line in lines satisfies line.soldUntil < string(today())',
        actions: [{ kind: 'reject', reason: 'این سرویس دیگر فروخته نمی‌شود' }],
      },
    ]
    const key = await saved(rules, {})
    const fact = { lines: [{ item: 'wimax', unitPriceRial: 1, soldUntil: '2026-03-20' }] }
    const at = async (instant: string): Promise<Reply> => decided({ key, fact, at: instant })
    assert.deepEqual((await at('2026-03-10T00:00:00Z')).output, { gift: true })
    assert.ok((await at('2026-04-03T00:00:00Z')).rejected)
    assert.equal((await at('2026-04-03T00:00:00Z')).considered[0]?.why, 'valid until 2026-04-03T00:00:00Z')
  })
})

describe('BR-11, BR-12: priorities and relations', () => {
  it('decide the order; a rule may require, exclude, come after and stop the rest', async () => {
    const key = await saved([
      { name: 'ویژه', priority: 1, excludes: ['عادی'], set: { kind: '"special"' }, when: 'vip = true' },
      { name: 'عادی', set: { kind: '"plain"' } },
      { name: 'هدیه', requires: ['ویژه'], set: { gift: 'true' } },
      { name: 'پایان', after: ['هدیه'], priority: 5, stop: true },
      { name: 'هرگز', priority: -1, set: { never: 'true' } },
    ])
    const special = await decided({ key, fact: { vip: true } })
    assert.deepEqual(special.output, { kind: 'special', gift: true })
    assert.deepEqual(
      special.considered.map(({ rule, fired }) => `${rule} ${String(fired)}`),
      ['ویژه true', 'عادی false', 'هدیه true', 'پایان true', 'هرگز false'],
    )
    assert.deepEqual((await decided({ key, fact: {} })).output, { kind: 'plain' })
  })
})

describe('BR-14: all kinds of discount', () => {
  it('by customer type, volume, period, bundle and code, each on what the one before left', async () => {
    const percent = (name: string, priority: number, more: Fact): unknown => ({
      name,
      priority,
      actions: [{ kind: 'discount', percent: 10 }],
      ...more,
    })
    const key = await saved([
      percent('نوع مشتری', 5, { scope: { customerType: ['شرکتی'] } }),
      {
        name: 'حجم خرید',
        priority: 4,
        actions: [
          {
            kind: 'discount',
            tiers: {
              by: 'totals.grossRial',
              steps: [
                { from: 1_000_000, percent: 5 },
                { from: 5_000_000, percent: 20 },
              ],
            },
          },
        ],
      },
      percent('نوروز', 3, { validFrom: '2026-02-20T00:00:00Z', validUntil: '2026-04-03T00:00:00Z' }),
      percent('بسته', 2, {
        when: 'list contains(lines.item, "modem") and list contains(lines.item, "adsl-16")',
      }),
      percent('کد', 1, { when: 'discountCode = "بهار"' }),
    ])
    const decision = await decided({ key, fact: { ...order, discountCode: 'بهار' } })
    assert.deepEqual(
      decision.applied.map(({ rule, detail }) => [rule, detail['amountRial']]),
      [
        ['نوع مشتری', 500_000],
        ['حجم خرید', 900_000],
        ['نوروز', 360_000],
        ['بسته', 324_000],
        ['کد', 291_600],
      ],
    )
    assert.deepEqual(totals(decision.output), {
      grossRial: 5_000_000,
      discountRial: 2_375_600,
      netRial: 2_624_400,
    })
  })
})

describe('BR-15: minimum and maximum prices', () => {
  it('hold after all discounts, whatever the order of the rules', async () => {
    const where = (item: string): unknown => ({ field: 'item', is: 'equals', value: item })
    const rules = [
      {
        name: 'کف',
        priority: 9,
        actions: [{ kind: 'minimumPrice', amountRial: 900_000, where: where('adsl-16') }],
      },
      {
        name: 'سقف',
        priority: 8,
        actions: [{ kind: 'maximumPrice', amountRial: 1_000_000, where: where('modem') }],
      },
      { name: 'نیم‌بها', actions: [{ kind: 'discount', percent: 50, on: 'line' }] },
    ]
    const decision = await decided({ key: await saved(rules), fact: order })
    assert.deepEqual(
      (decision.output['lines'] as readonly Fact[]).map(({ netRial, adjustmentRial }) => [
        netRial,
        adjustmentRial,
      ]),
      [
        [1_800_000, 800_000],
        [1_000_000, -500_000],
      ],
    )
    assert.deepEqual(
      decision.applied.map(({ kind }) => kind),
      ['discount', 'maximumPrice', 'minimumPrice'],
    )
  })
})

describe('BR-17: changes to rules are managed', () => {
  it('by versions with author, reason and time, approved by a second person, compared and brought back', async () => {
    const draft = (percent: number): unknown => ({
      title,
      needsApproval: true,
      rules: [{ name: 'تخفیف', set: { percent: String(percent) } }],
    })
    const scopes = ['rules:read', 'rules:write', 'rules:approve']
    const second = String((await hub.api.post('/v1/api-keys', { name: 'ناظر', scopes }))['key'])
    const first = await hub.api.put('/v1/rules/managed?reason=آغاز', draft(10))
    assert.deepEqual([first['version'], first['state'], first['reason']], [1, 'draft', 'آغاز'])
    const value = async (at?: string): Promise<unknown> => {
      const answer = await ask('POST /v1/rules/evaluate', {
        json: { key: 'managed', fact: {}, ...(at && { at }) },
      })
      return answer.status === 200 ? (answer.body['output'] as Json)['percent'] : answer.status
    }
    assert.equal(await value(), 404)
    problemIn(await ask('POST /v1/rules/managed/versions/1/approve', { json: {} }), 'forbidden')
    const approved = await ask('POST /v1/rules/managed/versions/1/approve', {
      json: { reason: 'درست است' },
      key: second,
    })
    assert.equal(approved.status, 200)
    assert.equal(approved.body['decisionReason'], 'درست است')
    problemIn(await ask('POST /v1/rules/managed/versions/1/reject', { json: {}, key: second }), 'conflict')
    assert.equal(await value(), 10)

    await hub.clock.advance(2_000)
    await hub.api.put('/v1/rules/managed', draft(20))
    const trial = await decided({ key: 'managed', version: 2, fact: {} })
    assert.deepEqual(trial.output, { percent: 20 })
    assert.equal(await value(), 10, 'a draft decides nothing')
    const effectiveFrom = new Date(hub.clock.now().getTime() + 10_000).toISOString()
    await ask('POST /v1/rules/managed/versions/2/approve', { json: { effectiveFrom }, key: second })
    assert.equal(await value(), 10)
    assert.equal(await value(effectiveFrom), 20)
    const diff = await hub.api.get('/v1/rules/managed/versions/2/diff?from=1')
    assert.deepEqual(diff['differences'], [
      { at: 'rules/تخفیف/set', kind: 'changed', before: { percent: '10' }, after: { percent: '20' } },
    ])

    await hub.clock.advance(20_000)
    assert.equal(await value(), 20)
    const back = await hub.api.post('/v1/rules/managed/versions/1/rollback', { reason: 'زیان‌ده بود' })
    assert.deepEqual([back['version'], back['state'], back['rollbackOf']], [3, 'draft', 1])
    await ask('POST /v1/rules/managed/versions/3/approve', { json: {}, key: second })
    assert.equal(await value(), 10)
    assert.equal(await value(effectiveFrom), 20, 'what held then is not rewritten')
    const { items } = (await hub.api.get('/v1/rules/managed/versions')) as unknown as {
      items: readonly Fact[]
    }
    assert.deepEqual(
      items.map(({ version, author }) => [version, author]),
      [
        [3, 'admin'],
        [2, 'admin'],
        [1, 'admin'],
      ],
    )
    const lines = await hub.api.get('/v1/audit?target=key:managed%20version:1')
    assert.ok((lines['items'] as readonly Fact[]).some(({ action }) => action === 'approveRuleSet'))
    const dropped = { title, rules: [{ name: 'تخفیف', set: { percent: '99' } }] }
    assert.equal((await hub.api.put('/v1/rules/managed', dropped))['state'], 'draft', 'four eyes stay')
  })
})

describe('BR-18: rules over partner and subscriber at once', () => {
  it('read both, and chain on what others found', async () => {
    const rules = [
      {
        name: 'شریک قدیمی',
        priority: 2,
        when: 'partner.years >= 3 and subscriber.debtRial = 0',
        set: { trusted: 'true' },
      },
      {
        name: 'اعتبار',
        priority: 1,
        when: {
          all: [
            { field: 'trusted', is: 'equals', value: true },
            { field: 'subscriber.type', is: 'equals', value: 'حقوقی' },
          ],
        },
        set: { creditRial: 'partner.years * 10000000' },
      },
    ]
    const fact = { partner: { years: 4 }, subscriber: { debtRial: 0, type: 'حقوقی' } }
    assert.deepEqual(await outputOf(rules, fact), { trusted: true, creditRial: 40_000_000 })
  })
})

describe('BR-19: sets of their own for new orders and for changes', () => {
  it('are asked by their events', async () => {
    const make = (event: string, fee: number): Promise<string> =>
      saved([{ name: event, set: { feeRial: String(fee) } }], { events: [event] })
    await make('order.new-service', 500_000)
    await make('order.service-change', 100_000)
    const fee = async (event: string): Promise<unknown> =>
      (await decided({ event, fact: {} })).output['feeRial']
    assert.deepEqual([await fee('order.new-service'), await fee('order.service-change')], [500_000, 100_000])
  })
})

describe('BR-20: the upgrade matrix', () => {
  const matrix = {
    title: { en: 'Upgrades', fa: 'ماتریس ارتقا' },
    table: {
      hitPolicy: 'PRIORITY',
      inputs: [
        { title: 'از سرویس', field: 'from', type: 'text' },
        { title: 'به سرویس', field: 'to', type: 'text' },
        { title: 'شهر', field: 'city', type: 'text' },
        { title: 'مرکز', field: 'centre', type: 'text' },
        { title: 'نمایندگی', field: 'agency', type: 'text' },
      ],
      outputs: [
        { title: 'مجاز', name: 'allowed', type: 'boolean', values: [true, false], default: false },
        { title: 'تفاوت قیمت', name: 'differenceRial', type: 'number' },
      ],
      rows: [],
    },
  }

  it('is imported from a file, decides by city, centre and agency, and serves rules', async () => {
    await hub.api.put('/v1/rules/upgrade-matrix', matrix)
    const file = [
      'از سرویس,به سرویس,شهر,نمایندگی,مجاز,تفاوت قیمت,از تاریخ',
      'adsl-8,adsl-16,تهران,-,بله,"۲۰۰٬۰۰۰",',
      'adsl-8,vdsl-50,تهران,A-12,بله,900000,۱۴۰۵/۰۱/۰۱',
    ].join('\n')
    const put = (body: string): ReturnType<Ask> =>
      ask('PUT /v1/rules/upgrade-matrix/table/rows?reason=تعرفه', {
        body,
        headers: { 'content-type': 'text/csv' },
      })
    assert.equal((await put(file)).status, 200)
    const upgrade = async (fact: Fact, at = '2026-03-22T00:00:00Z'): Promise<Fact> =>
      (await decided({ key: 'upgrade-matrix', version: 2, fact, at })).output
    const way = { from: 'adsl-8', to: 'vdsl-50', city: 'تهران', agency: 'A-12' }
    assert.deepEqual(await upgrade({ ...way, to: 'adsl-16' }), { allowed: true, differenceRial: 200_000 })
    assert.deepEqual(await upgrade(way), { allowed: true, differenceRial: 900_000 })
    assert.deepEqual(await upgrade(way, '2026-03-20T00:00:00Z'), { allowed: false, differenceRial: null })
    assert.equal((await upgrade({ ...way, city: 'مشهد' }))['allowed'], false)

    const rules = [
      {
        name: 'ماتریس',
        priority: 1,
        actions: [{ kind: 'decide', table: 'upgrade-matrix', field: 'upgrade' }],
      },
      {
        name: 'نشدنی',
        when: 'upgrade.allowed = false',
        actions: [{ kind: 'reject', reason: 'این ارتقا ممکن نیست' }],
      },
    ]
    const key = await saved(rules)
    assert.ok((await decided({ key, fact: { ...way, city: 'مشهد' } })).rejected)
    assert.equal((await decided({ key, fact: { ...way, to: 'adsl-16' } })).rejected, undefined)

    const faulty = await put('از سرویس,به سرویس,رنگ,مجاز\nadsl-8,x,سبز,شاید')
    assert.deepEqual(wrongFields(faulty), ['row 1', 'row 1, column 3'])
    assert.deepEqual(wrongFields(await put('مجاز,تفاوت قیمت\nشاید,زیاد')), [
      'row 2, مجاز',
      'row 2, تفاوت قیمت',
    ])
  })
})

describe('BR-21: terminals by city or agency', () => {
  it('are chosen by a table without overlaps, with one to fall back on', async () => {
    const table = {
      hitPolicy: 'UNIQUE',
      inputs: [
        { title: 'شهر', field: 'city', type: 'text', values: ['تهران', 'کرج', 'مشهد'] },
        { title: 'نمایندگی', field: 'agency', type: 'text' },
      ],
      outputs: [{ title: 'پایانه', name: 'terminal', type: 'text', default: 'T-000' }],
      rows: [
        { when: ['تهران', 'not(A-12)'], then: ['T-100'] },
        { when: ['-', 'A-12'], then: ['T-112'] },
      ],
    }
    const put = (rows: unknown): ReturnType<Ask> =>
      ask('PUT /v1/rules/terminals', { json: { title, table: { ...table, rows } } })
    const overlapping = [...table.rows, { when: ['کرج', '-'], then: ['T-200'] }]
    assert.deepEqual(wrongFields(await put(overlapping)), ['table/rows/2'])
    assert.equal((await put(table.rows)).status, 200)
    const findings = await hub.api.get('/v1/rules/terminals/table/findings')
    assert.deepEqual(findings['overlaps'], [])
    assert.deepEqual(findings['gaps'], [
      { city: 'کرج', agency: 'anything else' },
      { city: 'مشهد', agency: 'anything else' },
    ])
    const key = await saved([
      {
        name: 'جدول',
        actions: [
          { kind: 'decide', table: 'terminals', field: 'found' },
          { kind: 'chooseTerminal', terminal: '=found.terminal' },
        ],
      },
      { name: 'دیگری', priority: -1, actions: [{ kind: 'chooseTerminal', terminal: 'T-999' }] },
    ])
    const terminal = async (fact: Fact): Promise<unknown> => (await decided({ key, fact })).output['terminal']
    assert.equal(await terminal({ city: 'تهران', agency: 'A-1' }), 'T-100')
    assert.equal(await terminal({ city: 'مشهد', agency: 'A-12' }), 'T-112')
    assert.equal(await terminal({ city: 'مشهد', agency: 'A-1' }), 'T-000')
    problemIn(await ask('GET /v1/rules/none/table/findings'), 'ruleSetNotFound')
  })
})

describe('other actions of rules', () => {
  it('choose the SLA and who it goes to, the most important first, and set fields', async () => {
    const key = await saved([
      {
        name: 'ویژه',
        priority: 5,
        when: 'customer.segment = "ویژه"',
        actions: [
          { kind: 'chooseSla', policy: 'gold' },
          { kind: 'assign', user: '=customer.manager' },
          { kind: 'setField', field: 'queue', value: 'vip' },
        ],
      },
      {
        name: 'همه',
        actions: [
          { kind: 'chooseSla', policy: 'usual' },
          { kind: 'assign', group: 'support' },
        ],
      },
    ])
    const chosen = async (customer: Fact): Promise<unknown> => {
      const { sla, assignee, queue } = (await decided({ key, fact: { customer } })).output
      return [sla, assignee, queue]
    }
    assert.deepEqual(await chosen({ segment: 'ویژه', manager: 'sara' }), ['gold', { user: 'sara' }, 'vip'])
    assert.deepEqual(await chosen({ segment: 'عادی' }), ['usual', { group: 'support' }, undefined])
  })
})

describe('CAT-03, CAT-06: prices to market need, with all add-ons', () => {
  it('come from a price list by segment, city and date, and from rules that add what delivery costs', async () => {
    const price = (segment: string, rial: number): unknown => ({
      when: ['adsl-16', segment, '-', '>= 2026-01-01'],
      then: [rial],
    })
    const table = {
      hitPolicy: 'FIRST',
      inputs: [
        { title: 'کالا', field: 'item', type: 'text' },
        { title: 'بخش', field: 'segment', type: 'text' },
        { title: 'شهر', field: 'city', type: 'text' },
        { title: 'تاریخ', field: 'on', type: 'date' },
      ],
      outputs: [{ title: 'قیمت', name: 'unitPriceRial', type: 'number' }],
      rows: [price('سازمانی', 900_000), price('-', 1_000_000)],
    }
    await hub.api.put('/v1/rules/price-list', { title, table })
    const listed = async (segment: string): Promise<unknown> =>
      (await decided({ key: 'price-list', fact: { item: 'adsl-16', segment, city: 'قم', on: '2026-03-01' } }))
        .output['unitPriceRial']
    assert.deepEqual([await listed('سازمانی'), await listed('خانگی')], [900_000, 1_000_000])

    const addOn = (name: string, when: string, unitPriceRial: unknown): unknown => ({
      name,
      when,
      actions: [{ kind: 'sideService', item: name, unitPriceRial }],
    })
    const output = await outputOf(
      [
        addOn('حمل', 'deliveryCity != "تهران"', 300_000),
        addOn('خدمات پس از فروش', 'afterSales = true', 400_000),
        addOn('بیمه', 'insured = true', '=round half up(totals.grossRial * 0.01, 0)'),
        { ...(addOn('مالیات', 'true', '=round half up(totals.netRial * 0.1, 0)') as Fact), priority: -1 },
      ],
      { ...order, deliveryCity: 'کرج', afterSales: true, insured: true },
    )
    assert.deepEqual(totals(output), { grossRial: 6_332_700, discountRial: 0, netRial: 6_332_700 })
  })
})

describe('CAT-04: suggestions from the chosen product', () => {
  it('are all that a table relates to it, the most wanted first', async () => {
    const table = {
      hitPolicy: 'OUTPUT ORDER',
      inputs: [{ title: 'انتخاب', field: 'item', type: 'text' }],
      outputs: [
        { title: 'رابطه', name: 'relation', type: 'text', values: ['لازم دارد', 'همراه'] },
        { title: 'پیشنهاد', name: 'suggestion', type: 'text' },
      ],
      rows: [
        { when: ['adsl-16'], then: ['همراه', 'ip-static'] },
        { when: ['adsl-16, vdsl-50'], then: ['لازم دارد', 'modem'] },
      ],
    }
    await hub.api.put('/v1/rules/cross-sell', { title, table })
    const { output } = await decided({ key: 'cross-sell', fact: { item: 'adsl-16' } })
    assert.deepEqual(output, { relation: ['لازم دارد', 'همراه'], suggestion: ['modem', 'ip-static'] })
  })
})
