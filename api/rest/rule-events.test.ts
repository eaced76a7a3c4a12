/** Events and rules through the API: what happens in the hub is decided, acted upon, kept, explained and simulated. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { scripted, type Script } from '../../test/harness/scripted-adapter.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, type Ask } from '../../test/harness/plain-requests.ts'
import { end, file, script as step, start } from '../../test/harness/story.ts'

let hub: TestHub
let ask: Ask
let outside: Script

before(async () => {
  outside = scripted()
  hub = await testHub({ adapters: [outside.adapter] })
  ask = asking(hub)
  await hub.api.post('/v1/connections', {
    name: 'sms',
    adapter: 'scripted',
    settings: { user: 'u', password: 'p' },
  })
  const flow = {
    elements: [start(), step('note', '=orderId', 'noted'), end()],
    flows: ['begun > note > done'],
  }
  await ask('POST /v1/flows', {
    body: file(flow, 'activation'),
    headers: { 'content-type': 'application/xml' },
  })
})
after(() => hub.close())

const title = { en: 'Rules', fa: 'قاعده‌ها' }

interface Event {
  readonly id: string
  readonly event: string
  readonly state: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly error?: string
  readonly decision?: {
    readonly fired: readonly string[]
    readonly output: Readonly<Record<string, unknown>>
    readonly considered: readonly { readonly rule: string; readonly why: string }[]
    readonly versions: readonly string[]
    readonly applied: readonly { readonly detail: Readonly<Record<string, unknown>> }[]
  }
}

const put = (key: string, events: readonly string[], rules: readonly unknown[]): Promise<unknown> =>
  hub.api.put(`/v1/rules/${key}`, { title, events, rules })
const raise = (body: Readonly<Record<string, unknown>>): Promise<Event> =>
  hub.api.post<Event>('/v1/rule-events', body)
const kept = async (query: string): Promise<readonly Event[]> =>
  (await hub.api.get<{ readonly items: readonly Event[] }>(`/v1/rule-events?${query}`)).items

describe('BR-01: business events', () => {
  it('of invoices, orders and commissions, new and renewed, each have their rules', async () => {
    const events = [
      'invoice.new',
      'invoice.renewal',
      'order.new',
      'order.renewal',
      'commission.new',
      'commission.renewal',
    ]
    for (const event of events) {
      await put(`on-${event}`, [event], [{ name: 'یک', set: { seen: `"${event}"` } }])
    }
    for (const event of events) {
      const raised = await raise({ event, fact: {} })
      assert.equal(raised.state, 'done')
      assert.deepEqual(raised.decision?.output, { seen: event })
      assert.deepEqual(raised.decision?.fired, [`on-${event}/یک`])
    }
  })

  it('act: a notice is sent, a flow is started, another event is raised, once for each event', async () => {
    await put(
      'acting',
      ['order.accepted'],
      [
        {
          name: 'کارها',
          when: 'city = "تهران"',
          actions: [
            { kind: 'notify', connection: 'sms', operation: 'tell', input: { id: '=orderId' } },
            { kind: 'startFlow', flow: 'activation', variables: { orderId: '=orderId' } },
            { kind: 'raiseEvent', event: 'order.activated', data: { by: 'rule' } },
          ],
        },
      ],
    )
    await put('following', ['order.activated'], [{ name: 'پیگیری', set: { of: 'orderId + by' } }])
    const order = { id: 'order-77', event: 'order.accepted', fact: { city: 'تهران', orderId: '77' } }
    assert.equal((await raise(order)).state, 'done')
    assert.equal((await raise(order)).state, 'done')
    assert.deepEqual(outside.calls, ['tell'])
    const runs = await hub.api.get<{ readonly items: readonly { readonly flow: string }[] }>(
      '/v1/runs?flow=activation',
    )
    assert.equal(runs.items.length, 1)
    const chained = await kept('event=order.activated')
    assert.equal(chained.length, 1)
    assert.deepEqual(chained[0]?.decision?.output, { of: '77rule' })
  })

  it('end a chain of events that never ends by itself', async () => {
    await put('circle', ['circle'], [{ name: 'دور', actions: [{ kind: 'raiseEvent', event: 'circle' }] }])
    assert.equal((await raise({ id: 'circle-1', event: 'circle', fact: {} })).state, 'done')
    assert.equal((await kept('event=circle')).length, 11)
  })

  it('that no rule can decide are kept as failed, with the reason', async () => {
    await put('faulty', ['faulty'], [{ name: 'خراب', actions: [{ kind: 'discount', percent: 5 }] }])
    const raised = await raise({ event: 'faulty', fact: { lines: [{ unitPriceRial: 'x' }] } })
    assert.equal(raised.state, 'failed')
    assert.match(String(raised.error), /خراب.*unitPriceRial must be whole rials/)
    assert.equal((await kept('state=failed')).length, 1)
  })
})

describe('BR-02: every entity event can have rules', () => {
  it('of a record that comes in and of the profile that it makes', async () => {
    await put('entities', ['person.created', 'profile.created'], [{ name: 'شخص', set: { seen: 'true' } }])
    const data = { nationalCode: '0012345679', firstName: 'سارا', lastName: 'رضایی' }
    const records = [{ connection: 'crm', type: 'person', externalId: 'p-1', data }]
    await hub.passing(hub.api.post('/v1/source-records', { records }))
    for (const event of ['person.created', 'profile.created']) {
      await hub.until(async () => (await kept(`event=${event}&state=done`)).length > 0, `${event} is decided`)
    }
    const [decided] = await kept('event=person.created')
    assert.equal(decided?.facts['externalId'], 'p-1')
    assert.equal(decided.facts['firstName'], '***', 'personal fields are masked once it is done')
  })

  it('of a ticket: created, moved to another state, and its service level broken', async () => {
    await put(
      'tickets',
      ['case.created', 'case.moved', 'clock.breached'],
      [
        { name: 'تازه', when: 'type = "ticket" and from = null', set: { seen: 'state' } },
        {
          name: 'پاسخ',
          when: 'to = "inProgress"',
          actions: [{ kind: 'startFlow', flow: 'activation', variables: { orderId: '=number' } }],
        },
        {
          name: 'شکسته',
          when: 'mark = "breach" and case.channel = "rules"',
          actions: [{ kind: 'notify', connection: 'sms', operation: 'tell', input: { id: '=case.number' } }],
        },
      ],
    )
    const within = { name: 'resolve', title, within: 'PT2H', successWhen: 'kind = "closed"' }
    await hub.api.put('/v1/sla-policies/rules', {
      title,
      agreement: 'sla',
      subject: 'case',
      appliesWhen: 'channel = "rules"',
      calendar: 'always',
      priority: 100,
      targets: [within],
    })
    const told: unknown[] = []
    outside.usually('tell', (input) => {
      told.push(input)
      return input
    })
    const ticket = await hub.api.post('/v1/cases', { type: 'ticket', channel: 'rules' })
    const { id, number } = ticket
    const of = async (event: string): Promise<readonly Event[]> =>
      (await kept(`event=${event}&state=done`)).filter(({ facts: { id: about, subjectId } }) =>
        [about, subjectId].includes(id),
      )
    const become = (event: string): Promise<void> =>
      hub.until(async () => (await of(event)).length > 0, `${event} is decided`)

    await become('case.created')
    const [created] = await of('case.created')
    assert.deepEqual([created?.facts['type'], created?.decision?.fired], ['ticket', ['tickets/تازه']])
    await hub.api.post(`/v1/cases/${String(id)}/transitions`, { transition: 'begin' })
    await become('case.moved')
    const moved = await of('case.moved')
    assert.deepEqual(
      moved.map(({ facts: { from, to, by }, decision }) => [from, to, by, decision?.fired]),
      [['new', 'inProgress', 'admin', ['tickets/پاسخ']]],
    )
    const runs = await hub.api.get<{ readonly items: readonly unknown[] }>('/v1/runs?flow=activation')
    assert.equal(runs.items.length, 2)

    await hub.clock.leap(3 * 3_600_000)
    await become('clock.breached')
    const [breached, ...more] = await of('clock.breached')
    assert.deepEqual(more, [])
    assert.deepEqual([breached?.facts['target'], breached?.facts['policy']], ['resolve', 'rules'])
    assert.deepEqual(told, [{ id: number }])
    assert.deepEqual(await kept('event=case.commented'), [], 'what no rule listens to is not kept')
  })

  it('that change a case which lets them act again are stopped, and say so', async () => {
    const tell = { kind: 'notify', connection: 'sms', operation: 'put', input: { id: '=id' } }
    await put('loop', ['case.changed'], [{ name: 'دور', when: 'channel = "loop"', actions: [tell] }])
    let changes = 0
    outside.usually('put', async (input) => {
      const { id } = input as { readonly id: string }
      changes += 1
      await ask(`PATCH /v1/cases/${id}`, { json: { data: { cause: String(changes) } } })
      return input
    })
    const looped = await hub.api.post('/v1/cases', { type: 'ticket', channel: 'loop' })
    const other = await hub.api.post('/v1/cases', { type: 'ticket', channel: 'loop' })
    await ask(`PATCH /v1/cases/${String(looped['id'])}`, { json: { priority: 'high' } })
    const stopped = async (): Promise<readonly Event[]> => kept('event=case.changed&state=failed')
    await hub.until(async () => (await stopped()).length > 0, 'the chain is stopped')
    const [event] = await stopped()
    assert.match(
      event?.error ?? '',
      /30 times within a minute.*condition that its own change does not fulfil/,
    )
    assert.equal(changes, 30)
    outside.usually('put', (input) => {
      changes += 1
      return input
    })
    await ask(`PATCH /v1/cases/${String(other['id'])}`, { json: { priority: 'high' } })
    await hub.until(() => changes === 31, 'rules act on another case')
    await hub.clock.advance(61_000)
    await ask(`PATCH /v1/cases/${String(looped['id'])}`, { json: { priority: 'low' } })
    await hub.until(() => changes === 32, 'and on this one again after a while')
  })
})
