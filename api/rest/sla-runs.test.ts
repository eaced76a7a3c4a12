/** Deadlines and alarms on the stages of a process (WF-14, WF-19): clocks on work items and runs, over the API. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import { boundary, element, end, file, onMessage, message, start } from '../../test/harness/story.ts'
import type { SlaClock } from '../../engine/sla/clock.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

const title = (fa: string): Json => ({ en: fa, fa })
const hourMs = 3_600_000

const asks = (id: string, extensions: string): string =>
  element('userTask', id, { extensions: `<zeebe:userTask />${extensions}` })
const desk = '<zeebe:assignmentDefinition candidateGroups="desk" />'
/** A request that is checked and signed; when the check takes too long it is escalated, and goes on by another way. */
const approval = file(
  {
    elements: [
      start(),
      asks('check', desk),
      boundary('tooLate', 'check', onMessage('checkTooLate')),
      asks('escalated', '<zeebe:assignmentDefinition assignee="boss" />'),
      asks('sign', '<zeebe:assignmentDefinition assignee="sara" /><zeebe:taskSchedule dueDate="=signBy" />'),
      end(),
      end('gone'),
    ],
    flows: ['begun > check > sign > done', 'tooLate > escalated > gone'],
    definitions: [message('checkTooLate', '=order')],
  },
  'approval',
)

async function ok(line: string, json?: unknown, status = 200): Promise<Json> {
  const answer = await hub.passing(ask(line, json === undefined ? {} : { json }))
  assert.equal(answer.status, status, `${line}: ${answer.text}`)
  return answer.body
}
const items = async (path: string): Promise<readonly Json[]> =>
  (await ok(`GET ${path}`))['items'] as readonly Json[]
let orders = 0
const begin = (): Promise<Json> => {
  const order = `R-${String((orders += 1))}`
  const signBy = new Date(hub.clock.now().getTime() + 6 * hourMs).toISOString()
  return hub.passing(
    hub.api.post('/v1/flows/approval/runs', {
      businessKey: order,
      variables: { order, signBy, contract: 'gold' },
    }),
  )
}
async function itemOf(run: Json, name: string): Promise<Json> {
  let found: Json | undefined
  await hub.until(async () => {
    ;[found] = await items(`/v1/work-items?run=${String(run['id'])}&element=${name}`)
    return found !== undefined
  }, `the run is at ${name}`)
  return found ?? {}
}
const complete = (item: Json): Promise<Json> => ok(`POST /v1/work-items/${String(item['id'])}/complete`, {})
async function clockOf(subject: Json, target: string): Promise<Json> {
  let found: Json | undefined
  await hub.until(async () => {
    ;[found] = await items(`/v1/clocks?subject=${String(subject['id'])}&target=${target}`)
    return found !== undefined
  }, `there is a clock for ${target}`)
  return found ?? {}
}
const untilState = (subject: Json, target: string, state: string): Promise<void> =>
  hub.until(async () => (await clockOf(subject, target))['state'] === state, `the clock is ${state}`)
const eventsOf = async (clock: Json): Promise<readonly unknown[]> =>
  (await items(`/v1/events?subject=${String(clock['id'])}`)).map(({ type }) => type)

const policy = (key: string, json: Json): Promise<Json> =>
  ok(`PUT /v1/sla-policies/${key}`, { title: title(key), agreement: 'ola', calendar: 'always', ...json })
const notify = (to: string, channel: string): Json => ({
  kind: 'notify',
  to: [to],
  channel,
  template: 'alarm',
})

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  await ok('PUT /v1/people/sara', { title: title('سارا'), mobile: '09121111111' })
  await ok('PUT /v1/people/boss', { title: title('مدیر'), email: 'boss@example.ir' })
  await ok('PUT /v1/teams/desk', { title: title('میز'), members: ['sara'], lead: 'boss' })
  await policy('check-in-time', {
    subject: 'workItem',
    appliesWhen: 'flow = "approval" and element = "check"',
    calendar: 'default',
    targets: [
      {
        name: 'check',
        title: title('بررسی'),
        within: 'PT2H',
        successWhen: 'state = "done"',
        warnings: [{ name: 'early', share: 0.5, do: [{ kind: 'refer', to: 'lead' }] }],
        breach: { do: [{ kind: 'raise', message: 'checkTooLate' }] },
      },
    ],
  })
  await policy('sign-alarms', {
    subject: 'workItem',
    appliesWhen: 'element = "sign"',
    targets: [
      {
        name: 'sign',
        title: title('امضا'),
        deadline: 'dueAt',
        successWhen: 'state = "done"',
        warnings: [{ name: 'hourBefore', before: 'PT1H', do: [notify('assignee', 'sms')] }],
        breach: { do: [notify('boss', 'email')] },
        escalations: [{ level: 1, after: 'PT30M', kind: 'hierarchical', do: [notify('boss', 'screen')] }],
      },
    ],
  })
  await policy('whole-approval', {
    subject: 'run',
    agreement: 'sla',
    links: { contract: ['gold'] },
    targets: [
      {
        name: 'whole',
        title: title('همه'),
        within: 'PT10H',
        successWhen: 'state = "completed"',
        warnings: [{ name: 'early', share: 0.5 }],
      },
      { name: 'atCheck', title: title('در بررسی'), within: 'PT1H', stage: 'check' },
    ],
  })
  await hub.api.deploy({ 'approval.bpmn': approval })
})
after(() => hub.close())

describe('stages of a process', () => {
  it('WF-14 have a deadline in business time, and one that is kept says so', async () => {
    const run = await begin()
    const check = await itemOf(run, 'check')
    const clock = await clockOf(check, 'check')
    assert.deepEqual(
      [clock['state'], (clock['subject'] as Json)['kind'], (clock['subject'] as Json)['run']],
      ['running', 'workItem', run['id']],
    )
    assert.equal(clock['startedAt'], check['createdAt'])
    assert.equal(Date.parse(String(clock['targetAt'])) - Date.parse(String(clock['startedAt'])), 2 * hourMs)
    await hub.clock.leap(0.5 * hourMs)
    await complete(check)
    await untilState(check, 'check', 'met')
    await hub.clock.leap(5 * hourMs)
    await hub.clock.advance(6_000)
    assert.deepEqual(await eventsOf(clock), [])
  })

  it('WF-14 warn and break once when nobody acts: the work goes up, and the process another way', async () => {
    await hub.clock.leap(Date.parse('2026-03-02T05:00:00Z') - hub.clock.now().getTime())
    const run = await begin()
    const check = await itemOf(run, 'check')
    const clock = await clockOf(check, 'check')
    await hub.clock.leap(hourMs + 1_000)
    await hub.until(
      async () => (await itemOf(run, 'check'))['assignee'] === 'boss',
      'it is given to the lead',
    )
    await hub.clock.leap(hourMs)
    const escalated = await itemOf(run, 'escalated')
    assert.equal(escalated['assignee'], 'boss')
    await hub.until(async () => (await eventsOf(clock)).length === 2, 'both are told')
    await hub.clock.advance(6_000)
    assert.deepEqual(await eventsOf(clock), ['clock.warned', 'clock.breached'])
    await untilState(check, 'check', 'cancelled')
    assert.ok((await clockOf(check, 'check'))['breachedAt'], 'that it was too late stays known')
    await complete(escalated)
  })

  it('WF-14 end with their run', async () => {
    const run = await begin()
    const check = await itemOf(run, 'check')
    const clock = await clockOf(check, 'check')
    await ok(`POST /v1/runs/${String(run['id'])}/cancel`, { reason: 'انصراف' })
    await untilState(check, 'check', 'cancelled')
    await hub.clock.leap(9 * hourMs)
    await hub.clock.advance(6_000)
    assert.deepEqual(await eventsOf(clock), [])
  })

  it('WF-14 are refused what cannot be done to them', async () => {
    const targets = (doing: readonly Json[]): readonly Json[] => [
      { name: 'a', title: title('a'), within: 'PT1H', successWhen: 'false', breach: { do: doing } },
    ]
    for (const [subject, action] of [
      ['workItem', { kind: 'setPriority', priority: 'high' }],
      ['workItem', { kind: 'refer', team: 'desk' }],
      ['run', { kind: 'refer', person: 'boss' }],
    ] as const) {
      const json = {
        title: title('a'),
        agreement: 'ola',
        subject,
        calendar: 'always',
        targets: targets([action]),
      }
      assert.deepEqual(wrongFields(await ask('PUT /v1/sla-policies/wrong', { json })), [
        'targets/0/breach/do/0',
      ])
    }
  })

  it('WF-19 have alarms before, at and after the deadline of the process, each to whom and over what it says', async () => {
    const run = await begin()
    await complete(await itemOf(run, 'check'))
    const sign = await itemOf(run, 'sign')
    const clock = await clockOf(sign, 'sign')
    assert.equal(clock['targetAt'], sign['dueAt'])
    const messages = hub.database.connection.collection<{ readonly _id: string; readonly variables: string }>(
      'messages',
    )
    const alarms = async (): Promise<readonly unknown[]> => {
      const found = await messages
        .find({ name: 'noticeRequested', correlationKey: String(sign['id']) })
        .toArray()
      return found
        .map(({ variables }) => JSON.parse(variables) as Json)
        .map(({ mark, channel, recipients }) => [mark, channel, (recipients as readonly Json[])[0]?.['name']])
        .sort()
    }
    const dueMs = Date.parse(String(sign['dueAt']))
    await hub.clock.leap(dueMs - hourMs - 1_000 - hub.clock.now().getTime())
    assert.deepEqual(await alarms(), [])
    const before = ['warning:hourBefore', 'sms', 'sara']
    await hub.until(async () => (await alarms()).length === 1, 'the alarm before')
    assert.deepEqual(await alarms(), [before])
    await hub.clock.leap(hourMs)
    await hub.until(async () => (await alarms()).length === 2, 'the alarm at the deadline')
    await hub.clock.leap(0.5 * hourMs)
    await hub.until(async () => (await alarms()).length === 3, 'the alarm after')
    assert.deepEqual(await alarms(), [
      ['breach', 'email', 'boss'],
      ['escalation:1', 'screen', 'boss'],
      before,
    ])
    await complete(sign)
    await untilState(sign, 'sign', 'missed')
  })
})

describe('runs', () => {
  it('WF-14 have a deadline for the whole and for each stage that they are at', async () => {
    const run = await begin()
    const whole = await clockOf(run, 'whole')
    const { subject, sides, state } = whole
    assert.deepEqual(
      [(subject as Json)['kind'], (subject as Json)['label'], sides, state],
      ['run', run['businessKey'], { contract: 'gold' }, 'running'],
    )
    const stage = await clockOf(run, 'atCheck')
    await hub.clock.leap(hourMs + 1_000)
    await untilState(run, 'atCheck', 'breached')
    await complete(await itemOf(run, 'check'))
    await untilState(run, 'atCheck', 'missed')
    await hub.until(async () => (await eventsOf(stage)).length === 1, 'the breach is told')
    await complete(await itemOf(run, 'sign'))
    await untilState(run, 'whole', 'met')
    assert.deepEqual(await eventsOf(whole), [])
  })

  it('are not timed twice, and none is forgotten, when a process died before it came to it', async () => {
    const run = await begin()
    const check = await itemOf(run, 'check')
    await clockOf(check, 'check')
    // As a process leaves it that dies between the run's write and the clock's.
    const clocks = hub.database.connection.collection('slaClocks')
    await clocks.deleteMany({ 'subject.run': run['id'] as string })
    const workers = hub.database.connection.collection<{ readonly _id: string }>('workers')
    await workers.insertOne({ _id: 'dead', aliveUntil: new Date(0), startedAt: new Date(0) } as never)
    const clock = await clockOf(check, 'check')
    assert.equal(clock['startedAt'], check['createdAt'])
    assert.equal((await clockOf(run, 'whole'))['state'], 'running')
    assert.equal((await items(`/v1/clocks?subject=${String(check['id'])}`)).length, 1)
  })

  it('end the clock of a run whose process died over the note of its end, also one with no mark left', async () => {
    const run = await begin()
    await hub.clock.leap(hourMs + 1_000)
    await untilState(run, 'atCheck', 'breached')
    const clocks = hub.database.connection.collection<Omit<SlaClock, 'id'> & { readonly _id: string }>(
      'slaClocks',
    )
    const ofRun = { 'subject.id': String(run['id']), target: 'atCheck' }
    await hub.until(
      async () => (await clocks.findOne({ ...ofRun, untold: { $exists: false } })) !== null,
      'told',
    )
    const before = await clocks.findOne(ofRun)
    assert.ok(before)
    assert.equal(before.dueAt, undefined, 'nothing wakes it any more')
    await complete(await itemOf(run, 'check'))
    await complete(await itemOf(run, 'sign'))
    await untilState(run, 'whole', 'met')
    await untilState(run, 'atCheck', 'missed')
    // As it is when the process dies between the last write of the run and the note of it at the clock.
    await clocks.replaceOne(ofRun, before)
    const workers = hub.database.connection.collection<{ readonly _id: string }>('workers')
    await workers.insertOne({ _id: 'died', aliveUntil: new Date(0), startedAt: new Date(0) } as never)
    await untilState(run, 'atCheck', 'missed')
  })
})
