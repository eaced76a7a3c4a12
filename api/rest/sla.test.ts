/** Service levels over the API: each requirement (SLA) by its id, with time that the test lets pass. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

const title = (fa: string): Json => ({ en: fa, fa })
const minuteMs = 60_000
const hourMs = 60 * minuteMs

async function ok(line: string, json?: unknown, status = 200): Promise<Json> {
  const answer = await ask(line, json === undefined ? {} : { json })
  assert.equal(answer.status, status, `${line}: ${answer.text}`)
  return answer.body
}
const items = async (path: string): Promise<readonly Json[]> =>
  (await ok(`GET ${path}`))['items'] as readonly Json[]
const make = (json: Json): Promise<Json> => ok('POST /v1/cases', json, 201)
const go = (one: Json, transition: string, json: Json = {}): Promise<Json> =>
  ok(`POST /v1/cases/${String(one['id'])}/transitions`, { transition, ...json })
const clocksOf = (one: Json): Promise<readonly Json[]> => items(`/v1/clocks?subject=${String(one['id'])}`)
async function clockOf(one: Json, target = 'resolve'): Promise<Json> {
  const found = (await clocksOf(one)).find((clock) => clock['target'] === target)
  assert.ok(found, `the case has a clock for ${target}`)
  return found
}
const afterStart = (clock: Json): number =>
  (Date.parse(String(clock['targetAt'])) - Date.parse(String(clock['startedAt']))) / hourMs
const events = async (type: string, clock: Json): Promise<readonly Json[]> =>
  items(`/v1/events?type=${type}&subject=${String(clock['id'])}`)
/** Time leaps, as on a machine that slept, until it is this instant. */
const leapTo = (instant: string): Promise<void> =>
  hub.clock.leap(Date.parse(instant) - hub.clock.now().getTime())
const untilState = (one: Json, state: string, target = 'resolve'): Promise<void> =>
  hub.until(async () => (await clockOf(one, target))['state'] === state, `the clock is ${state}`)

/** A policy for a kind of case of its own, so that no other policy holds. */
async function policy(key: string, json: Json, targets: readonly Json[] = [target()]): Promise<void> {
  await ok(`PUT /v1/sla-policies/${key}`, {
    title: title(key),
    agreement: 'sla',
    subject: 'case',
    appliesWhen: `channel = "${key}"`,
    calendar: 'always',
    priority: 100,
    targets,
    ...json,
  })
}
const target = (json: Json = {}): Json => ({
  name: 'resolve',
  title: title('حل'),
  within: 'PT4H',
  successWhen: 'kind = "resolved" or kind = "closed" or kind = "cancelled"',
  warnings: [{ name: 'early', share: 0.75 }],
  ...json,
})
const ticket = (channel: string, json: Json = {}): Promise<Json> => make({ type: 'ticket', channel, ...json })

// The hub's time begins on Sunday 1 March 2026, 11:30 in Tehran: office hours.
before(async () => {
  hub = await testHub()
  ask = asking(hub)
  await ok('PUT /v1/people/sara', { title: title('سارا'), unit: 'support', mobile: '09121111111' })
  await ok('PUT /v1/people/lead', { title: title('سرپرست'), email: 'lead@example.ir' })
  await ok('PUT /v1/people/boss', { title: title('مدیر') })
  await ok('PUT /v1/units/support', { title: title('پشتیبانی'), head: 'boss' })
  await ok('PUT /v1/teams/desk', {
    title: title('میز خدمت'),
    members: ['sara'],
    unit: 'support',
    lead: 'lead',
  })
})
after(() => hub.close())

describe('service levels', () => {
  it('SLA-01 give an urgent issue 4 hours in office hours and 8 hours outside them', async () => {
    const inside = await make({ type: 'incident', data: { usersBlocked: true } })
    const clock = await clockOf(inside)
    assert.deepEqual([clock['policy'], afterStart(clock)], ['urgent-issue-office-hours', 4])
    await leapTo('2026-03-01T15:00:00Z')
    const outside = await make({ type: 'incident', data: { usersBlocked: true } })
    const late = await clockOf(outside)
    assert.deepEqual([late['policy'], afterStart(late)], ['urgent-issue-off-hours', 8])
  })

  it('SLA-02 give an issue that is not urgent two working days', async () => {
    await leapTo('2026-03-04T06:30:00Z')
    const made = await make({ type: 'ticket' })
    const clock = await clockOf(made)
    assert.equal(clock['policy'], 'non-urgent-issue')
    assert.equal(
      clock['targetAt'],
      '2026-03-07T06:30:00.000Z',
      'Wednesday 10:00: Thursday, no Friday, Saturday 10:00',
    )
  })

  it('SLA-03 class an issue as urgent when users cannot work, and the rest as not', async () => {
    const blocked = await make({ type: 'issue', data: { kind: 'problemReport', usersBlocked: true } })
    const fault = await make({ type: 'issue', data: { kind: 'problemReport' } })
    assert.deepEqual([blocked['priority'], fault['priority']], ['urgent', 'normal'])
    assert.notEqual((await clockOf(blocked))['policy'], (await clockOf(fault))['policy'])
  })

  it('SLA-04 count in office hours, in those of a team, or around the clock', async () => {
    const day = [{ from: '12:00', to: '18:00' }]
    await ok('PUT /v1/calendars/late-shift', {
      title: title('شیفت عصر'),
      teams: ['desk'],
      calendar: { timeZone: 'Asia/Tehran', week: { saturday: day, sunday: day }, holidays: [] },
    })
    await leapTo('2026-03-07T05:00:00Z')
    for (const [key, calendar] of [
      ['round', 'always'],
      ['office', 'default'],
      ['team', 'own'],
    ] as const)
      await policy(key, { calendar })
    assert.equal((await clockOf(await ticket('round')))['targetAt'], '2026-03-07T09:00:00.000Z')
    assert.equal((await clockOf(await ticket('office')))['targetAt'], '2026-03-07T09:00:00.000Z')
    const own = await clockOf(await ticket('team', { team: 'desk' }))
    assert.deepEqual([own['calendar'], own['targetAt']], ['late-shift', '2026-03-07T12:30:00.000Z'])
  })

  it('SLA-04 count each target in a calendar of its own', async () => {
    const respond = { name: 'respond', title: title('پاسخ'), calendar: 'always' }
    await policy('mixed', { calendar: 'default' }, [
      target({ ...respond, within: 'PT10H' }),
      target({ within: 'PT10H' }),
    ])
    const made = await ticket('mixed')
    const [first, second] = [await clockOf(made, 'respond'), await clockOf(made)]
    assert.deepEqual([first['calendar'], afterStart(first)], ['always', 10])
    assert.deepEqual([second['calendar'], afterStart(second) > 10], ['default', true])
  })

  it('SLA-04 count anew when a calendar changes', async () => {
    await policy('moved', { calendar: 'own' })
    const made = await ticket('moved', { team: 'desk' })
    const day = [{ from: '06:00', to: '22:00' }]
    await ok('PUT /v1/calendars/late-shift', {
      title: title('شیفت عصر'),
      teams: ['desk'],
      calendar: { timeZone: 'Asia/Tehran', week: { saturday: day, sunday: day }, holidays: [] },
    })
    await hub.until(async () => (await clockOf(made))['calendarVersion'] === 2, 'the clock is counted anew')
    assert.equal(afterStart(await clockOf(made)), 4)
  })

  it('SLA-05 run only where they apply, and stop while what pauses them holds', async () => {
    await policy('paused', {
      pauseWhen: 'kind = "waiting"',
      appliesWhen: 'channel = "paused" and priority != "low"',
    })
    assert.equal(
      (await clocksOf(await ticket('paused', { priority: 'low' }))).some(
        ({ policy: key }) => key === 'paused',
      ),
      false,
    )
    const made = await ticket('paused')
    await hub.clock.leap(hourMs)
    await go(made, 'ask', { comment: 'شمارهٔ سریال؟' })
    assert.deepEqual(
      [(await clockOf(made))['state'], (await clockOf(made))['nextMarkAt']],
      ['paused', undefined],
    )
    await hub.clock.leap(48 * hourMs)
    await go(made, 'answer')
    const clock = await clockOf(made)
    assert.deepEqual([clock['state'], afterStart(clock), clock['pauses']], ['running', 52, 1])
  })

  it('SLA-05 follow a change of priority to another policy, and what has passed counts', async () => {
    const made = await make({ type: 'ticket' })
    assert.equal((await clockOf(made))['policy'], 'non-urgent-issue')
    await hub.clock.leap(hourMs)
    await ok(`PATCH /v1/cases/${String(made['id'])}`, { priority: 'urgent' })
    const clock = await clockOf(made)
    assert.match(String(clock['policy']), /^urgent-issue/)
    assert.ok([4, 8].includes(afterStart(clock)), 'from the start of the clock')
  })

  it('SLA-06 succeed when their condition says so', async () => {
    await policy('solved', {}, [target({ successWhen: 'kind = "resolved" or data.cause = "duplicate"' })])
    const one = await ticket('solved')
    const two = await ticket('solved')
    await go(one, 'resolve', { data: { solution: 'تعویض کابل' } })
    await ok(`PATCH /v1/cases/${String(two['id'])}`, { data: { cause: 'duplicate' } })
    assert.deepEqual([(await clockOf(one))['state'], (await clockOf(two))['state']], ['met', 'met'])
  })

  it('SLA-07 have a warning and an end, and each comes once', async () => {
    await policy('timed', {})
    const made = await ticket('timed')
    const clock = await clockOf(made)
    await hub.clock.leap(3 * hourMs - 1_000)
    assert.equal((await events('clock.warned', clock)).length, 0)
    await hub.until(async () => (await events('clock.warned', clock)).length === 1, 'the warning')
    await hub.clock.leap(hourMs)
    await untilState(made, 'breached')
    await hub.until(async () => (await events('clock.breached', clock)).length === 1, 'the breach')
    await go(made, 'resolve', { data: { solution: 'دیر شد' } })
    await hub.clock.leap(100 * hourMs)
    await hub.clock.advance(6_000)
    assert.equal((await clockOf(made))['state'], 'missed')
    assert.deepEqual(
      [(await events('clock.warned', clock)).length, (await events('clock.breached', clock)).length],
      [1, 1],
    )
  })

  it('SLA-07 fire once and in order after a day off, and tell what the policy says of those missed', async () => {
    for (const missedFires of ['all', 'last', 'none']) await policy(`off-${missedFires}`, { missedFires })
    const all = await clockOf(await ticket('off-all'))
    const last = await clockOf(await ticket('off-last'))
    const none = await clockOf(await ticket('off-none'))
    await hub.clock.leap(24 * hourMs)
    await hub.until(
      async () => (await ok(`GET /v1/clocks/${String(none['id'])}`))['state'] === 'breached',
      'they fired',
    )
    await hub.until(async () => (await events('clock.breached', last)).length === 1, 'they are told')
    await hub.until(async () => (await events('clock.breached', all)).length === 1, 'they are told')
    const told = (await items(`/v1/events?subject=${String(all['id'])}`)).map(({ type }) => type)
    assert.deepEqual(told, ['clock.warned', 'clock.breached'])
    assert.deepEqual(
      (await items(`/v1/events?subject=${String(last['id'])}`)).map(({ type }) => type),
      ['clock.breached'],
    )
    assert.equal((await items(`/v1/events?subject=${String(none['id'])}`)).length, 0)
    const broken = await ok(`GET /v1/clocks/${String(all['id'])}`)
    assert.equal(broken['breachedAt'], broken['targetAt'], 'broken when it was due, not when somebody looked')
  })

  it('SLA-07 do not fire again when the wall clock is set back', async () => {
    await policy('back', {})
    const made = await ticket('back')
    await hub.clock.leap(5 * hourMs)
    await untilState(made, 'breached')
    const clock = await clockOf(made)
    await hub.clock.leap(-3 * hourMs)
    await hub.clock.leap(4 * hourMs)
    await hub.clock.advance(2_000)
    await hub.until(async () => (await events('clock.breached', clock)).length === 1, 'it is told')
    assert.equal((await events('clock.warned', clock)).length, 1)
  })

  it('SLA-08 send different notices at warning and end, to whom and over what the policy says', async () => {
    const notify = (to: readonly string[], channel: string, template: string): Json => ({
      kind: 'notify',
      to,
      channel,
      template,
    })
    await policy('told', {}, [
      target({
        warnings: [{ name: 'early', share: 0.5, do: [notify(['assignee'], 'sms', 'sla-warning')] }],
        breach: { do: [notify(['lead', 'head', 'requester'], 'email', 'sla-breach')] },
      }),
    ])
    const made = await ticket('told', {
      team: 'desk',
      assignee: 'sara',
      requester: { name: 'مشتری', contact: '09125550000' },
    })
    const clock = await clockOf(made)
    const messages = hub.database.connection.collection<{ readonly _id: string; readonly variables: string }>(
      'messages',
    )
    const noticeAt = async (mark: string): Promise<Json | undefined> => {
      const found = await messages.findOne({ _id: `clock:${String(clock['id'])}:${mark}:0` })
      return found === null ? undefined : (JSON.parse(found.variables) as Json)
    }
    await hub.clock.leap(2 * hourMs + 1_000)
    await hub.until(async () => (await noticeAt('warning:early')) !== undefined, 'the warning is sent')
    const warning = await noticeAt('warning:early')
    assert.deepEqual(
      [warning?.['channel'], warning?.['template'], warning?.['recipients']],
      ['sms', 'sla-warning', [{ name: 'sara', mobile: '09121111111' }]],
    )
    await hub.clock.leap(2 * hourMs)
    await hub.until(async () => (await noticeAt('breach')) !== undefined, 'the breach is sent')
    const names = ((await noticeAt('breach'))?.['recipients'] as readonly Json[]).map(({ name }) => name)
    assert.deepEqual(names, ['lead', 'boss', 'requester'])
  })

  it('SLA-09 are underpinned by agreements of the units inside, which must fit into them', async () => {
    await policy('whole', { calendar: 'always' })
    const inner = (): Json => ({
      agreement: 'ola',
      serves: ['whole'],
      links: { unit: ['support'] },
      appliesWhen: 'channel = "whole"',
    })
    await policy('first-line', inner(), [
      { name: 'take', title: title('پذیرش'), within: 'PT1H', stage: 'new' },
    ])
    await policy('second-line', inner(), [
      { name: 'repair', title: title('تعمیر'), within: 'PT2H', stage: 'inProgress' },
    ])
    const shown = await items('/v1/sla-policies/whole/underpinning')
    assert.deepEqual(
      [shown[0]?.['innerMs'], shown[0]?.['withinMs'], shown[0]?.['fits']],
      [3 * hourMs, 4 * hourMs, true],
    )
    const tooMuch = await ask('PUT /v1/sla-policies/third-line', {
      json: {
        ...inner(),
        title: title('سوم'),
        subject: 'case',
        calendar: 'always',
        targets: [{ name: 'ask', title: title('پرسش'), within: 'PT2H', stage: 'assigned' }],
      },
    })
    assert.deepEqual(wrongFields(tooMuch), ['serves/0'])
    const made = await ticket('whole')
    await ok(`POST /v1/cases/${String(made['id'])}/refer`, { unit: 'support' })
    assert.equal((await clockOf(made, 'take'))['agreement'], 'ola')
    await go(made, 'begin')
    assert.deepEqual(
      [(await clockOf(made, 'take'))['state'], (await clockOf(made, 'repair'))['state']],
      ['met', 'running'],
    )
  })

  it('SLA-10 escalate up the line and over to who knows, level by level', async () => {
    await policy('risen', {}, [
      target({
        escalations: [
          {
            level: 1,
            after: 'PT0S',
            kind: 'functional',
            do: [
              { kind: 'refer', person: 'sara' },
              { kind: 'setPriority', priority: 'high' },
            ],
          },
          { level: 2, after: 'PT2H', kind: 'hierarchical', do: [{ kind: 'refer', to: 'head' }] },
        ],
      }),
    ])
    const made = await ticket('risen', { team: 'desk' })
    const now = (): Promise<Json> => ok(`GET /v1/cases/${String(made['id'])}`)
    await hub.clock.leap(4 * hourMs + 1_000)
    await hub.until(async () => (await now())['priority'] === 'high', 'the first level')
    assert.equal((await now())['assignee'], 'sara')
    await hub.clock.leap(2 * hourMs)
    await hub.until(async () => (await now())['assignee'] === 'boss', 'the second level')
    const trace = await items(`/v1/cases/${String(made['id'])}/timeline`)
    assert.equal(
      trace.filter(({ what, text }) => what === 'clock' && text === 'risen').length,
      2,
      'both levels stand in the trace, once',
    )
  })

  it('SLA-11 hold for the contract, the equipment, the product or the service that they are tied to', async () => {
    await policy(
      'contracted',
      { appliesWhen: 'type = "ticket"', links: { contract: ['gold-1405'] }, priority: 500 },
      [target({ within: 'PT1H' })],
    )
    const gold = await make({ type: 'ticket', data: { contract: 'gold-1405' } })
    const other = await make({ type: 'ticket', data: { contract: 'silver-1405' } })
    assert.deepEqual(
      [(await clockOf(gold))['policy'], (await clockOf(other))['policy']],
      ['contracted', 'non-urgent-issue'],
    )
    assert.deepEqual((await clockOf(gold))['sides'], { contract: 'gold-1405' })
  })

  it('SLA-11 hold for equipment that names them, also through its service, as an outside system has it', async () => {
    const record = (type: string, externalId: string, data: Json): Json => ({
      connection: 'register',
      type,
      externalId,
      data,
    })
    const tied = (name: string, agreement: string, within: string): Promise<void> =>
      policy(name, { agreement, appliesWhen: 'false', priority: 600 }, [target({ within })])
    await tied('gold-support', 'sla', 'PT30M')
    await tied('field-team', 'ola', 'PT20M')
    await tied('service-wide', 'sla', 'PT90M')
    const records = [
      record('service', 'S-1', { serviceNumber: 'S-1', slaPolicy: 'service-wide' }),
      record('equipment', 'E-1', {
        assetTag: 'A-1',
        serial: 'POS-77',
        slaPolicy: 'gold-support',
        olaPolicy: 'field-team',
        service: { externalId: 'S-1' },
      }),
      record('equipment', 'E-2', { serial: 'POS-78', service: { externalId: 'S-1' } }),
    ]
    await ok('POST /v1/source-records', { records })
    const held = async (data: Json): Promise<readonly unknown[]> =>
      (await clocksOf(await make({ type: 'ticket', data })))
        .filter((clock) => clock['target'] === 'resolve')
        .map((clock) => [clock['agreement'], clock['policy'], afterStart(clock)])
        .sort()
    const own = [
      ['ola', 'field-team', 1 / 3],
      ['sla', 'gold-support', 0.5],
    ]
    assert.deepEqual(await held({ equipment: 'pos-77' }), own)
    assert.deepEqual(await held({ equipment: 'assetTag:register:A-1' }), own)
    assert.deepEqual(await held({ equipment: 'POS-78' }), [['sla', 'service-wide', 1.5]])
    assert.deepEqual(await held({ service: 'serviceNumber:register:S-1' }), [['sla', 'service-wide', 1.5]])
    const [unknown] = await held({ equipment: 'POS-79' })
    assert.equal((unknown as readonly unknown[])[1], 'non-urgent-issue')
  })

  it('SLA-12 are reported by policy, unit and customer: met, warned, broken, excused with a reason', async () => {
    await policy('counted', {})
    const whose = { assignee: 'sara', requester: { profileId: 'profile-9' } }
    const [kept, broken, excused] = [
      await ticket('counted', whose),
      await ticket('counted', whose),
      await ticket('counted', whose),
    ]
    await go(kept, 'resolve', { data: { solution: 'شد' } })
    await hub.clock.leap(5 * hourMs)
    await untilState(broken, 'breached')
    await untilState(excused, 'breached')
    const clock = await clockOf(excused)
    assert.deepEqual(wrongFields(await ask(`POST /v1/clocks/${String(clock['id'])}/excuse`, { json: {} })), [
      'reason',
    ])
    const why = { reason: 'قطع سراسری برق' }
    assert.equal((await ok(`POST /v1/clocks/${String(clock['id'])}/excuse`, why))['state'], 'excused')
    problemIn(await ask(`POST /v1/clocks/${String(clock['id'])}/excuse`, { json: why }), 'conflict')
    const [row] = await items('/v1/sla-report?by=policy&policy=counted')
    const counts = { total: 3, open: 1, met: 1, warned: 2, breached: 2, excused: 1 }
    assert.deepEqual(row, { key: 'counted', ...counts })
    for (const [by, key] of [
      ['unit', 'support'],
      ['customer', 'profile-9'],
    ] as const)
      assert.deepEqual(await items(`/v1/sla-report?by=${by}&policy=counted`), [{ key, ...counts }])
    const period = (since: string, until: string): Promise<readonly Json[]> =>
      items(`/v1/sla-report?by=policy&policy=counted&since=${since}&until=${until}`)
    const begun = String(clock['startedAt'])
    const later = new Date(Date.parse(begun) + 1).toISOString()
    assert.equal((await period(begun, later))[0]?.['total'], 3)
    assert.deepEqual(await period(later, hub.clock.now().toISOString()), [])
    assert.equal(
      (await items(`/v1/clocks?state=breached&policy=counted&dueBefore=${hub.clock.now().toISOString()}`))
        .length,
      1,
    )
  })

  it('shows the customer what is promised', async () => {
    await policy('promised', {})
    const made = await ticket('promised')
    const seen = await ask(`GET /v1/public/cases/${String(made['trackingCode'])}`, { key: null })
    assert.deepEqual((seen.body['promised'] as readonly Json[])[0]?.['target'], 'resolve')
  })
})
