/** The support catalogue (CAT-10 to CAT-15) and work packages (WPK), each requirement by its id. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import { element, end, file } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

const title = (fa: string): Json => ({ en: fa, fa })
const dayMs = 86_400_000

async function ok(line: string, json?: unknown, status = 200): Promise<Json> {
  const answer = await ask(line, json === undefined ? {} : { json })
  assert.equal(answer.status, status, `${line}: ${answer.text}`)
  return answer.body
}
const items = async (path: string): Promise<readonly Json[]> =>
  (await ok(`GET ${path}`))['items'] as readonly Json[]
const make = (json: Json): Promise<Json> => ok('POST /v1/cases', json, 201)
const subject = (key: string, json: Json): Promise<Json> => ok(`PUT /v1/catalogue/${key}`, json)

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  for (const name of ['sara', 'reza', 'lead']) await ok(`PUT /v1/people/${name}`, { title: title(name) })
  await ok('PUT /v1/teams/install', { title: title('نصب'), members: ['reza'], lead: 'lead' })
  await subject('payments', { title: title('پرداخت'), code: '2' })
  await subject('gateways', { title: title('درگاه‌ها'), code: '2-1', parent: 'payments' })
  await subject('declined', {
    title: { en: 'Declined card', fa: 'کارت رد شده' },
    code: '2-1-14',
    parent: 'gateways',
    subject: 'امور مشتریان',
    owner: 'sara',
    template: {
      type: 'discrepancy',
      priority: 'high',
      data: { gateway: 'به‌پرداخت' },
      sla: ['declined-fast'],
    },
  })
})
after(() => hub.close())

describe('the support catalogue', () => {
  it('CAT-10 has three levels and no fourth', async () => {
    const declined = await ok('GET /v1/catalogue/declined')
    assert.deepEqual([declined['path'], declined['leaf']], [['payments', 'gateways', 'declined'], true])
    const fourth = await ask('PUT /v1/catalogue/deeper', {
      json: { title: title('چهارم'), code: '2-1-14-1', parent: 'declined' },
    })
    assert.deepEqual(wrongFields(fourth), ['parent'])
    const circle = await ask('PUT /v1/catalogue/payments', {
      json: { title: title('پرداخت'), code: '2', parent: 'declined' },
    })
    assert.deepEqual(wrongFields(circle), ['parent'])
    const twin = await ask('PUT /v1/catalogue/twin', { json: { title: title('هم‌شماره'), code: '2' } })
    assert.deepEqual(wrongFields(twin), ['code'])
    const unknown = await ask('PUT /v1/catalogue/orphan', {
      json: { title: title('بی‌سر'), code: '9', parent: 'none' },
    })
    assert.deepEqual(wrongFields(unknown), ['parent'])
    const keys = async (query: string): Promise<readonly unknown[]> =>
      (await items(`/v1/catalogue?${query}`)).map(({ key }) => key)
    assert.deepEqual(await keys('parent=payments'), ['gateways'])
    assert.deepEqual(await keys('leaf=true'), ['declined'])
  })

  it('CAT-11 gives a case its template: type, priority, data and SLA', async () => {
    await ok('PUT /v1/sla-policies/declined-fast', {
      title: title('سریع'),
      agreement: 'sla',
      subject: 'case',
      appliesWhen: 'false',
      calendar: 'always',
      priority: 300,
      targets: [{ name: 'resolve', title: title('حل'), within: 'PT30M', successWhen: 'kind = "resolved"' }],
    })
    const made = await make({ catalogue: 'declined', channel: 'phone' })
    assert.deepEqual(
      [made['type'], made['priority'], made['data']],
      ['discrepancy', 'high', { gateway: 'به‌پرداخت' }],
    )
    const clocks = await items(`/v1/clocks?subject=${String(made['id'])}&target=resolve`)
    assert.deepEqual(
      clocks.map(({ policy }) => policy),
      ['declined-fast'],
    )
  })

  it('CAT-11 gives a case the flow of its template, once', async () => {
    const elements = [element('startEvent', 'opened'), end()]
    await hub.api.deploy({ 'card.bpmn': file({ elements, flows: ['opened > done'] }, 'declined-card') })
    await subject('flowing', {
      title: title('با گردش‌کار'),
      code: '4',
      template: { type: 'ticket', flow: 'declined-card', subject: 'از الگو' },
    })
    const made = await make({ catalogue: 'flowing' })
    assert.equal(made['subject'], 'از الگو')
    await hub.until(async () => (await items('/v1/runs?flow=declined-card')).length > 0, 'the flow starts')
    await ok(`PATCH /v1/cases/${String(made['id'])}`, { priority: 'high' })
    const runs = await items('/v1/runs?flow=declined-card')
    assert.deepEqual(
      runs.map(({ variables }) => ((variables as Json)['case'] as Json)['id']),
      [made['id']],
    )
  })

  it('CAT-12 refers a ticket to the owner of its subject by itself', async () => {
    assert.equal((await make({ catalogue: 'declined' }))['assignee'], 'sara')
    await subject('terminals', {
      title: title('پایانه‌ها'),
      code: '3',
      owner: 'team:install',
      template: { type: 'ticket' },
    })
    const made = await make({ catalogue: 'terminals' })
    assert.deepEqual([made['team'], made['assignee']], ['install', 'reza'])
  })

  it('CAT-13 ties a template to an organisational subject', async () => {
    const found = await ok('GET /v1/catalogue/declined')
    assert.equal((found['definition'] as Json)['subject'], 'امور مشتریان')
    const belonging = await items(`/v1/catalogue?subject=${encodeURIComponent('امور مشتريان')}`)
    assert.deepEqual(
      belonging.map(({ key }) => key),
      ['declined'],
    )
    assert.deepEqual(await items('/v1/catalogue?subject=none'), [])
    assert.ok(
      (await items('/v1/cases?catalogue=payments')).length >= 2,
      'cases beneath a subject are found by it',
    )
  })

  it('CAT-14 is searched by name and by identification number, as people type', async () => {
    const keys = async (q: string): Promise<readonly unknown[]> =>
      (await items(`/v1/catalogue?q=${encodeURIComponent(q)}`)).map(({ key }) => key)
    assert.deepEqual(await keys('كارت رد'), ['declined'])
    assert.deepEqual(await keys('۲-۱-۱۴'), ['declined'])
    assert.deepEqual(await keys('declined'), ['declined'])
    assert.deepEqual(await keys('هیچ'), [])
  })

  it('CAT-15 can let people choose the last level only', async () => {
    assert.equal((await make({ catalogue: 'gateways', type: 'ticket' }))['catalogue'], 'gateways')
    await ok('PUT /v1/case-settings', { leafSubjectsOnly: true })
    const refused = await ask('POST /v1/cases', { json: { catalogue: 'gateways', type: 'ticket' } })
    assert.deepEqual(wrongFields(refused), ['catalogue'])
    assert.equal((await make({ catalogue: 'declined' }))['catalogue'], 'declined')
    await ok('PUT /v1/case-settings', { leafSubjectsOnly: false })
  })
})

describe('work packages', () => {
  const order = {
    title: 'سفارش ۱۴۰۵-۱۷',
    customer: 'c-1042',
    committedAt: '2026-03-01T08:00:00Z',
    items: [
      { id: 'i1', product: 'pos-a920', amountRial: 120_000_000 },
      { id: 'i2', service: 'support-gold' },
    ],
  }
  interface Node extends Json {
    readonly id: string
    readonly parts: readonly Node[]
  }
  const partsOf = (node: Node | undefined): readonly Node[] => node?.parts ?? []
  const plan = (id = 'o-17', json: Json = order): Promise<Node> =>
    ok(`PUT /v1/commitments/${id}`, json) as Promise<Node>
  const caseOf = (node: Node | undefined): Promise<Json> => ok(`GET /v1/cases/${String(node?.id)}`)
  const go = (node: Node | undefined, transition: string): Promise<Json> =>
    ok(`POST /v1/cases/${String(node?.id)}/transitions`, { transition })

  before(async () => {
    await ok('PUT /v1/work-package-types/delivery', { title: title('تحویل'), owner: 'lead' })
    await ok('PUT /v1/work-package-types/installation', { title: title('نصب'), owner: 'sara' })
    const part = (key: string, json: Json): Json => ({
      key,
      title: title(key),
      type: 'installation',
      workingDays: 5,
      ...json,
    })
    await ok('PUT /v1/work-package-templates/terminal', {
      title: title('پایانهٔ فروش'),
      products: ['pos-a920'],
      packages: [
        part('deliver', { type: 'delivery', workingDays: 2, performer: 'sara', plannedCostRial: 4_000_000 }),
        part('install', { performer: 'team:install', incomeShare: 0.25, plannedCostRial: 10_000_000 }),
        part('wiring', { parent: 'install', workingDays: 4 }),
        part('training', { parent: 'install' }),
      ],
    })
  })

  it('WPK-01 have templates for each product or service, which are checked', async () => {
    const [item] = (await plan()).parts
    const first = await caseOf(item?.parts[0])
    assert.equal((first['data'] as Json)['template'], 'terminal')
    const wrong = await ask('PUT /v1/work-package-templates/wrong', {
      json: {
        title: title('نادرست'),
        packages: [{ key: 'a', title: title('الف'), type: 'nothing', workingDays: 1, parent: 'b' }],
      },
    })
    assert.deepEqual(wrongFields(wrong), ['packages/0/type', 'packages/0/parent'])
  })

  it('WPK-02 stand in a tree', async () => {
    const root = await plan()
    const [item, other] = root.parts
    assert.deepEqual(
      item?.parts.map(({ parts }) => parts.length),
      [0, 2],
    )
    assert.equal(other?.parts.length, 0, 'a service without a template is one package')
    assert.equal((await caseOf(item))['parent'], root.id)
  })

  it('WPK-03 are made from orders and items by themselves, once, however often the order comes', async () => {
    await Promise.all([plan('o-18'), plan('o-18')])
    const again = await plan('o-18')
    const count = (node: Node): number => 1 + node.parts.reduce((sum, part) => sum + count(part), 0)
    assert.equal(count(again), 7)
    assert.equal((await items(`/v1/cases?facet=${encodeURIComponent('order=o-18')}`)).length, 7)
    assert.equal((await caseOf(again.parts[0]?.parts[0]))['assignee'], 'sara')
    assert.equal((await caseOf(again.parts[0]?.parts[1]))['team'], 'install')
  })

  it('WPK-04 have types, each with an owner', async () => {
    assert.deepEqual(
      (await items('/v1/work-package-types')).map(({ key }) => key),
      ['delivery', 'installation'],
    )
    problemIn(await ask('GET /v1/work-package-types/nothing'), 'definitionNotFound')
  })

  it('WPK-05 have a deadline in working days, who performs, and the owner of the type', async () => {
    const [item] = (await plan()).parts
    const deliver = await caseOf(item?.parts[0])
    const { deadline, typeOwner } = deliver['data'] as Json
    assert.deepEqual([deadline, typeOwner, deliver['assignee']], ['2026-03-03T08:00:00.000Z', 'lead', 'sara'])
    assert.equal(item?.['deadline'], '2026-03-07T08:00:00.000Z', 'the latest of its parts')
  })

  it('WPK-06 are timed by an agreement inside the house', async () => {
    const [item] = (await plan()).parts
    const [first] = partsOf(item)
    const clock = async (): Promise<Json> => {
      const [found] = await items(`/v1/clocks?subject=${String(first?.id)}`)
      return found ?? {}
    }
    const { policy, agreement, targetAt } = await clock()
    assert.deepEqual([policy, agreement, targetAt], ['work-package', 'ola', '2026-03-03T08:00:00.000Z'])
    const later = '2026-03-04T08:00:00.000Z'
    await ok(`PATCH /v1/cases/${String(first?.id)}`, { data: { deadline: later } })
    assert.equal((await clock())['targetAt'], later)
  })

  it('WPK-07 tell when the warning range begins and when the time is over', async () => {
    const [item] = (await plan('o-19')).parts
    const [clock] = await items(`/v1/clocks?subject=${String(item?.parts[0]?.id)}`)
    const told = async (): Promise<readonly unknown[]> =>
      (await items(`/v1/events?subject=${String(clock?.['id'])}`)).map(({ type }) => type)
    await hub.clock.leap(1.7 * dayMs)
    await hub.until(async () => (await told()).length === 1, 'the warning')
    await hub.clock.leap(0.4 * dayMs)
    await hub.until(async () => (await told()).length === 2, 'the end')
    assert.deepEqual(await told(), ['clock.warned', 'clock.breached'])
    assert.equal(((await ok('GET /v1/commitments/o-19')) as Node).parts[0]?.parts[0]?.['isLate'], true)
  })

  it('WPK-08 add up cost and benefit of a package, an item and the commitment', async () => {
    const [item] = (await plan('o-20')).parts
    await ok(`PATCH /v1/cases/${String(item?.parts[0]?.id)}`, { data: { actualCostRial: 5_000_000 } })
    const root = await ok('GET /v1/commitments/o-20')
    const { plannedCostRial, actualCostRial, incomeRial, benefitRial } = root
    assert.deepEqual(
      [plannedCostRial, actualCostRial, incomeRial, benefitRial],
      [14_000_000, 5_000_000, 30_000_000, 15_000_000],
    )
  })

  it('WPK-09 show every commitment to a customer as it is: parents follow their parts', async () => {
    const root = await plan('o-21', { ...order, customer: 'c-7' })
    const [item, other] = root.parts
    const [deliver, install] = partsOf(item)
    for (const one of [deliver, ...partsOf(install)]) await go(one, 'finish')
    await hub.until(async () => (await caseOf(item))['state'] === 'done', 'the item follows')
    const [seen] = (await items('/v1/commitments?customer=c-7')) as readonly Node[]
    assert.ok(seen)
    assert.deepEqual([seen['done'], seen['leaves'], seen['state']], [3, 4, 'planned'])
    await go(other, 'finish')
    await hub.until(async () => (await caseOf(root))['state'] === 'done', 'the order follows')
  })
})
