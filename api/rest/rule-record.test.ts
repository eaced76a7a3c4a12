/** What rules leave behind, through the API: the record of each run, the look at what a draft would have done, files. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import writeXlsx from 'write-excel-file/node'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import { scripted, type Script } from '../../test/harness/scripted-adapter.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
let outside: Script

before(async () => {
  outside = scripted()
  hub = await testHub({ adapters: [outside.adapter] })
  ask = asking(hub)
  const settings = { user: 'u', password: 'p' }
  await hub.api.post('/v1/connections', { name: 'sms', adapter: 'scripted', settings })
})
after(() => hub.close())

const title = { en: 'Rules', fa: 'قاعده‌ها' }
type Fact = Readonly<Record<string, unknown>>
const put = (key: string, more: Fact, query = ''): Promise<Json> =>
  hub.api.put(`/v1/rules/${key}${query}`, { title, ...more })
const raise = (event: string, fact: Fact, more: Fact = {}): Promise<Json> =>
  hub.api.post('/v1/rule-events', { event, fact, ...more })
const kept = async (query: string): Promise<readonly Json[]> =>
  (await hub.api.get(`/v1/rule-events?${query}`))['items'] as readonly Json[]
const recorded = (id: unknown): Promise<Json> => hub.api.get(`/v1/rule-events/${String(id)}`)

const order = {
  city: 'تهران',
  customer: { mobile: '09121234567', debtRial: 0 },
  partner: { id: 'P-7' },
  lines: [{ item: 'adsl-16', quantity: 1, unitPriceRial: 1_000_000 }],
}

describe('BR-22: each run leaves a record that explains the outcome', () => {
  const rules = [
    {
      name: 'بدهکار',
      priority: 9,
      when: 'customer.debtRial > 0',
      actions: [{ kind: 'reject', reason: '="بدهی " + string(customer.debtRial)' }],
    },
    { name: 'ده درصد', priority: 5, actions: [{ kind: 'discount', percent: 10 }] },
    { name: 'اپراتور', when: 'starts with(customer.mobile, "0935")', set: { operator: 'true' } },
    { name: 'مشهد', scope: { city: ['مشهد'] }, actions: [{ kind: 'discount', percent: 50 }] },
    { name: 'کف', actions: [{ kind: 'minimumPrice', amountRial: 950_000 }] },
    { name: 'پورسانت', actions: [{ kind: 'commission', percent: 5, beneficiary: '=partner.id' }] },
  ]
  before(() => put('br22', { rules, events: ['br22.order'] }))

  it('of price and commission: the event, its facts, rules fired and skipped, what changed in order, when', async () => {
    const at = hub.clock.now().toISOString()
    const { id } = await raise('br22.order', order, { at })
    const record = await recorded(id)
    assert.deepEqual([record['event'], record['state'], record['at']], ['br22.order', 'done', at])
    assert.deepEqual((record['facts'] as Fact)['customer'], { mobile: '***', debtRial: 0 })
    const decision = record['decision'] as Json
    assert.deepEqual(decision['versions'], ['br22:1'])
    assert.deepEqual(decision['fired'], ['br22/ده درصد', 'br22/کف', 'br22/پورسانت'])
    const skipped = (decision['considered'] as readonly Json[]).filter(({ fired }) => fired === false)
    assert.deepEqual(
      skipped.map(({ rule, why, failed }) => [rule, why, failed]),
      [
        [
          'br22/بدهکار',
          'customer.debtRial > 0 is false',
          [{ condition: 'customer.debtRial > 0', holds: false, saw: { 'customer.debtRial': 0 } }],
        ],
        [
          'br22/اپراتور',
          'starts with(customer.mobile, "0935") is false',
          [
            {
              condition: 'starts with(customer.mobile, "0935")',
              holds: false,
              saw: { customer: { mobile: '***', debtRial: 0 } },
            },
          ],
        ],
        ['br22/مشهد', 'out of scope: city does not fit', undefined],
      ],
    )
    const changes = (decision['applied'] as readonly Json[]).map(({ rule, kind, changed }) => [
      rule,
      kind,
      changed,
    ])
    assert.deepEqual(changes, [
      ['br22/ده درصد', 'discount', [{ field: 'lines/0/netRial', before: 1_000_000, after: 900_000 }]],
      ['br22/کف', 'minimumPrice', [{ field: 'lines/0/netRial', before: 900_000, after: 950_000 }]],
      ['br22/پورسانت', 'commission', [{ field: 'commissions/0', after: 47_500 }]],
    ])
    const output = decision['output'] as Json
    assert.deepEqual(output['totals'], { grossRial: 1_000_000, discountRial: 100_000, netRial: 950_000 })
  })

  it('of a rejection, with its reason, and is found by the rule, the event and the state', async () => {
    const { id } = await raise('br22.order', { ...order, customer: { debtRial: 700 } })
    const decision = (await recorded(id))['decision'] as Json
    assert.deepEqual(decision['rejected'], { rule: 'br22/بدهکار', reason: 'بدهی 700' })
    const whys = (decision['considered'] as readonly Json[]).slice(1).map(({ why }) => why)
    assert.deepEqual(new Set(whys), new Set(['not considered: br22/بدهکار has stopped the rest']))
    const found = await kept(`rule=${encodeURIComponent('br22/بدهکار')}&state=done&event=br22.order`)
    assert.deepEqual(
      found.map((one) => one['id']),
      [id],
    )
    assert.deepEqual(await kept(`rule=${encodeURIComponent('br22/مشهد')}`), [])
    problemIn(await ask('GET /v1/rule-events/nobody'), 'ruleEventNotFound')
  })

  it('and a trial tells the same without leaving one', async () => {
    const before = (await kept('event=br22.order')).length
    const trial = await hub.api.post('/v1/rules/evaluate', { event: 'br22.order', fact: order })
    assert.deepEqual(trial['fired'], ['br22/ده درصد', 'br22/کف', 'br22/پورسانت'])
    const [debtor] = trial['considered'] as readonly Json[]
    assert.equal(debtor?.['why'], 'customer.debtRial > 0 is false')
    assert.equal((await kept('event=br22.order')).length, before)
  })

  it('of many rules: those that could have held, not all of a large set', async () => {
    const many = Array.from({ length: 150 }, (_, n) => ({
      name: `شهر ${String(n)}`,
      scope: { city: [`c-${String(n % 50)}`] },
      when: `quantity >= ${String(n)}`,
      set: { [`field${String(n)}`]: 'true' },
    }))
    await put('many', { rules: many, events: ['many.order'] })
    const { id } = await raise('many.order', { city: 'c-7', quantity: 60 })
    const decision = (await recorded(id))['decision'] as Json
    assert.deepEqual(decision['fired'], ['many/شهر 7', 'many/شهر 57'])
    const considered = decision['considered'] as readonly Json[]
    assert.ok(considered.length < 10, String(considered.length))
    assert.ok(considered.some(({ rule, fired }) => rule === 'many/شهر 57' && fired === true))
  })
})

describe('BR-08: an order that is rejected', () => {
  it('moves on by an event with the rule\u2019s reason, and the submitter is told, once', async () => {
    const reason = '="بدهی " + string(debtRial) + " ریال"'
    const actions = [
      { kind: 'reject', reason },
      { kind: 'raiseEvent', event: 'order.rejected', data: { state: 'rejected', reason } },
      { kind: 'notify', connection: 'sms', operation: 'tell', input: { id: reason } },
    ]
    await put('acceptance', {
      rules: [{ name: 'بدهکار', when: 'debtRial > 0', actions }],
      events: ['br08.order'],
    })
    await put('follow', {
      rules: [{ name: 'وضعیت', set: { orderState: 'state', orderReason: 'reason' } }],
      events: ['order.rejected'],
    })
    const told: unknown[] = []
    outside.usually('tell', (input) => {
      told.push(input)
      return input
    })
    const { id } = await raise('br08.order', { orderId: 'o-1', debtRial: 500 }, { id: 'br08-1' })
    await raise('br08.order', { orderId: 'o-1', debtRial: 500 }, { id: 'br08-1' })
    const rejected = (await recorded(id))['decision'] as Json
    assert.deepEqual(rejected['rejected'], { rule: 'acceptance/بدهکار', reason: 'بدهی 500 ریال' })
    assert.deepEqual(told, [{ id: 'بدهی 500 ریال' }])
    const [moved, ...more] = await kept('event=order.rejected')
    assert.deepEqual(more, [])
    assert.deepEqual((moved?.['decision'] as Json)['output'], {
      orderState: 'rejected',
      orderReason: 'بدهی 500 ریال',
    })
    await raise('br08.order', { orderId: 'o-2', debtRial: 0 })
    assert.equal((await kept('event=order.rejected')).length, 1, 'who owes nothing is not rejected')
  })
})

describe('BR-17: a draft is tried on what really happened', () => {
  it('over the last month\u2019s events: what would differ, before anybody publishes it', async () => {
    const rules = (percent: number, limit: number): Fact => ({
      rules: [
        {
          name: 'سقف',
          priority: 9,
          when: `totals.grossRial > ${String(limit)}`,
          actions: [{ kind: 'reject', reason: 'بیش از سقف' }],
        },
        { name: 'تخفیف', actions: [{ kind: 'discount', percent }] },
      ],
      events: ['br17.order'],
    })
    await put('tried', rules(10, 10_000_000))
    const of = (unitPriceRial: number): Fact => ({ lines: [{ item: 'x', unitPriceRial }] })
    await raise('br17.order', of(100), { id: 'br17-old' })
    await hub.clock.leap(32 * 86_400_000)
    await raise('br17.order', of(1_000_000), { id: 'br17-small' })
    await raise('br17.order', of(9_000_000), { id: 'br17-large' })
    await put('tried', rules(20, 5_000_000), '?draft=true')
    const simulated = await hub.api.post('/v1/rules/tried/versions/2/simulation', {})
    const differences = (simulated['differences'] as readonly Json[]).toSorted((a, b) =>
      String(b['id']).localeCompare(String(a['id'])),
    )
    assert.deepEqual([simulated['events'], simulated['different'], simulated['isComplete']], [2, 2, true])
    assert.deepEqual(simulated['rejected'], { before: 0, after: 1 })
    assert.deepEqual(simulated['netRial'], { before: 9_000_000, after: 800_000 })
    assert.deepEqual(
      differences.map(({ id, before: was, after: then }) => [
        id,
        (was as Json)['fired'],
        (then as Json)['fired'],
      ]),
      [
        ['br17-small', ['tried/تخفیف'], ['tried/تخفیف']],
        ['br17-large', ['tried/تخفیف'], ['tried/سقف']],
      ],
    )
    const [large] = await kept('event=br17.order')
    assert.equal(large?.['id'], 'br17-large')
    assert.equal((large['decision'] as Json)['rejected'], undefined, 'nothing that was decided has changed')
    const same = await hub.api.post('/v1/rules/tried/versions/1/simulation', {})
    assert.deepEqual([same['different'], same['differences']], [0, []])
    problemIn(await ask('POST /v1/rules/tried/versions/9/simulation', { json: {} }), 'ruleSetNotFound')
  })
})

describe('BR-20: the upgrade matrix from a workbook', () => {
  const table = {
    hitPolicy: 'FIRST',
    inputs: [
      { title: 'از سرویس', field: 'from', type: 'text', values: ['adsl-8', 'adsl-16'] },
      { title: 'شهر', field: 'city', type: 'text', values: ['تهران', 'کرج'] },
      { title: 'سابقه', field: 'years', type: 'number' },
    ],
    outputs: [{ title: 'تفاوت قیمت', name: 'differenceRial', type: 'number' }],
    rows: [],
  }
  const send = async (rows: readonly (readonly (string | number)[])[], query = ''): ReturnType<Ask> => {
    const cells = rows.map((row) => row.map((value) => ({ value })))
    const body = new Uint8Array(await writeXlsx(cells).toBuffer())
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return ask(`PUT /v1/rules/matrix/table/rows${query}`, { body, headers: { 'content-type': type } })
  }
  const head = ['شهر', 'از سرویس', 'سابقه', 'تفاوت قیمت']

  it('is taken in whatever the order of its columns, and shows overlaps and gaps', async () => {
    await put('matrix', { table })
    const rows = [
      head,
      ['تهران', 'adsl-8', '>= 2', 150_000],
      ['تهران', 'adsl-8', '-', 200_000],
      ['کرج', 'adsl-8, adsl-16', '< 5', 300_000],
    ]
    const answer = await send(rows)
    assert.equal(answer.status, 200, answer.text)
    assert.equal(answer.body['version'], 2)
    const of = async (fact: Fact): Promise<unknown> =>
      ((await hub.api.post('/v1/rules/evaluate', { key: 'matrix', version: 2, fact }))['output'] as Json)[
        'differenceRial'
      ]
    assert.equal(await of({ from: 'adsl-8', city: 'تهران', years: 3 }), 150_000)
    assert.equal(await of({ from: 'adsl-8', city: 'تهران', years: 1 }), 200_000)
    assert.equal(await of({ from: 'adsl-16', city: 'کرج', years: 4 }), 300_000)
    assert.equal(await of({ from: 'adsl-16', city: 'تهران', years: 4 }), null)
    const findings = await hub.api.get('/v1/rules/matrix/table/findings?version=2')
    assert.deepEqual(findings['overlaps'], [{ rows: [1, 2], sameOutput: false }])
    const gaps = findings['gaps'] as readonly Json[]
    assert.ok(gaps.some(({ from, city }) => from === 'adsl-16' && city === 'تهران'))
    assert.ok(gaps.some(({ city, years }) => city === 'کرج' && years !== undefined))
    assert.ok(!gaps.some(({ from, city }) => from === 'adsl-8' && city === 'تهران'))
  })

  it('is refused as a whole, with the row and the column of each fault', async () => {
    const wrong = await send([head, ['تهران', 'adsl-8', '-', 'زیاد'], ['کرج', 'adsl-8', '-', 5]])
    assert.deepEqual(wrongFields(wrong), ['row 2, تفاوت قیمت'])
    assert.deepEqual(
      wrongFields(
        await send([
          ['شهر', 'رنگ'],
          ['تهران', 'سبز'],
        ]),
      ),
      ['row 1', 'row 1, column 2'],
    )
    await put('matrix', { table: { ...table, hitPolicy: 'UNIQUE' } })
    const doubled = await send([head, ['تهران', 'adsl-8', '> 1', 1], ['-', 'adsl-8', '5', 2]])
    assert.deepEqual(wrongFields(doubled), ['table/rows/1'])
    assert.match(doubled.text, /fits together with row 1/)
    const { table: present } = await hub.api.get('/v1/rules/matrix')
    assert.deepEqual((present as Json)['rows'], [], 'nothing of a faulty file is saved')
  })
})
