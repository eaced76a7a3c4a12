/** Cases over the API: each requirement of tickets (TKT) by its id, and what holds for every type. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

const title = (fa: string): Json => ({ en: fa, fa })
const dayMs = 86_400_000

interface Trace {
  readonly what: string
  readonly by: string
  readonly at: string
  readonly name?: string
  readonly from?: string
  readonly to?: string
  readonly text?: string
  readonly minutesSpent?: number
  readonly changes?: readonly Json[]
}

async function ok(line: string, json?: unknown, status = 200): Promise<Json> {
  const answer = await ask(line, json === undefined ? {} : { json })
  assert.equal(answer.status, status, `${line}: ${answer.text}`)
  return answer.body
}
const make = (json: Json): Promise<Json> => ok('POST /v1/cases', json, 201)
const ticket = (json: Json = {}): Promise<Json> =>
  make({ type: 'ticket', subject: 'پایانه روشن نمی‌شود', ...json })
const at = (one: Json, path = ''): string => `/v1/cases/${String(one['id'])}${path}`
const go = (one: Json, transition: string, json: Json = {}): Promise<Json> =>
  ok(`POST ${at(one, '/transitions')}`, { transition, ...json })
const items = async <Item = Json>(path: string): Promise<readonly Item[]> =>
  (await ok(`GET ${path}`))['items'] as readonly Item[]
const traceOf = (one: Json): Promise<readonly Trace[]> => items<Trace>(at(one, '/timeline'))
const solved = { data: { solution: 'آداپتور عوض شد' } }
const inDays = (days: number): string => new Date(hub.clock.now().getTime() + days * dayMs).toISOString()

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  for (const name of ['sara', 'reza', 'mina']) {
    const skills = name === 'mina' ? ['pos', 'transactions'] : ['pos']
    await ok(`PUT /v1/people/${name}`, { title: title(name), skills, unit: 'support', mobile: '09120000000' })
  }
  await ok('PUT /v1/units/support', { title: title('پشتیبانی'), head: 'mina' })
  await ok('PUT /v1/teams/desk', {
    title: title('میز خدمت'),
    members: ['sara', 'reza'],
    unit: 'support',
    lead: 'mina',
  })
  await ok('PUT /v1/teams/experts', {
    title: title('گروه متخصص'),
    members: ['sara', 'mina'],
    unit: 'support',
  })
})
after(() => hub.close())

describe('tickets', () => {
  it('TKT-01 are made and referred as task, problem or project', async () => {
    for (const kind of ['task', 'problem', 'project']) {
      const made = await ticket({ data: { kind } })
      const referred = await ok(`POST ${at(made, '/refer')}`, { team: 'desk', reason: 'کار این گروه است' })
      assert.deepEqual(
        [referred['team'], referred['unit'], (referred['data'] as Json)['kind']],
        ['desk', 'support', kind],
      )
    }
    assert.deepEqual(
      wrongFields(await ask('POST /v1/cases', { json: { type: 'ticket', data: { kind: 'dream' } } })),
      ['data/kind'],
    )
  })

  it('TKT-02 tell who did what and when, from which state to which, with time spent and files', async () => {
    const made = await ticket()
    await hub.clock.advance(60_000)
    await go(made, 'begin')
    await ok(`POST ${at(made, '/comments')}`, { text: 'برد اصلی بررسی شد', minutesSpent: 25 })
    await ask(`POST ${at(made, '/attachments?name=report.txt')}`, {
      body: 'گزارش',
      headers: { 'content-type': 'text/plain' },
    })
    await ok(`PATCH ${at(made)}`, { priority: 'high', reason: 'مشتری ویژه' })
    const trace = await traceOf(made)
    assert.deepEqual(
      trace.map(({ what }) => what),
      ['created', 'moved', 'commented', 'attached', 'changed'],
    )
    const [created, moved, commented, , changed] = trace
    assert.deepEqual([moved?.from, moved?.to, moved?.by], ['new', 'inProgress', 'admin'])
    assert.equal(Date.parse(moved?.at ?? '') - Date.parse(created?.at ?? ''), 60_000)
    assert.equal(commented?.minutesSpent, 25)
    assert.deepEqual(changed?.changes, [{ field: 'priority', from: 'normal', to: 'high' }])
  })

  it('TKT-03 can be cancelled, postponed to a date with a reason, and referred', async () => {
    const made = await ticket()
    const clock = async (target: string): Promise<Json> =>
      (await items(`/v1/clocks?subject=${String(made['id'])}&target=${target}`))[0] ?? {}
    assert.equal((await clock('respond'))['state'], 'running', 'it has a response time')
    const wrong = await ask(`POST ${at(made, '/transitions')}`, { json: { transition: 'postpone' } })
    assert.deepEqual(wrongFields(wrong), ['reason', 'until'])
    const postponed = await go(made, 'postpone', { reason: 'قطعه در راه است', until: inDays(2) })
    assert.deepEqual(
      [postponed['state'], postponed['kind'], postponed['movesAt']],
      ['postponed', 'waiting', inDays(2)],
    )
    assert.equal((await clock('resolve'))['state'], 'paused', 'no time passes meanwhile')
    await hub.clock.leap(2 * dayMs + 1_000)
    await hub.until(
      async () => (await ok(`GET ${at(made)}`))['state'] === 'inProgress',
      'it goes on by itself',
    )
    await hub.until(async () => (await clock('resolve'))['state'] === 'running', 'its time goes on with it')
    assert.equal((await clock('resolve'))['pauses'], 1)
    const cancelled = await go(made, 'cancel', { reason: 'انصراف مشتری' })
    assert.deepEqual([cancelled['kind'], cancelled['state']], ['cancelled', 'cancelled'])
    problemIn(await ask(`POST ${at(made, '/refer')}`, { json: { assignee: 'reza' } }), 'conflict')
  })

  it('TKT-04 record the way in which the customer came', async () => {
    for (const channel of ['phone', 'voip', 'website', 'inPerson']) {
      const made = await ticket({ channel })
      assert.equal(made['channel'], channel)
    }
    const counts = await items('/v1/cases/counts?by=channel')
    assert.ok(counts.some(({ key, count }) => key === 'voip' && count === 1))
  })

  it('TKT-05 are worked on by teams that are defined and have members', async () => {
    const saved = await ok('PUT /v1/teams/night', { title: title('شب'), members: ['sara'] })
    assert.deepEqual([saved['version'], (saved['definition'] as Json)['members']], [1, ['sara']])
    const again = await ask('PUT /v1/teams/night', {
      json: { title: title('شب'), members: ['sara', 'reza'] },
      headers: { 'if-match': '"7"' },
    })
    problemIn(again, 'preconditionFailed')
    assert.ok((await items('/v1/teams')).length >= 3)
    problemIn(await ask('GET /v1/teams/nobody'), 'definitionNotFound')
  })

  it('TKT-06 show the load, the activity and the presence of people', async () => {
    const made = await ticket({ assignee: 'reza' })
    await ok(`PUT /v1/people/reza`, {
      title: title('reza'),
      unit: 'support',
      absences: [{ from: inDays(-1), until: inDays(1), substitute: 'sara' }],
    })
    const work = await ok('GET /v1/people/reza/work')
    assert.deepEqual([work['presence'], work['open']], ['away', 1])
    await ok('PUT /v1/people/reza', { title: title('reza'), unit: 'support', skills: ['pos'] })
    await go(made, 'cancel', { reason: 'آزمون' })
    assert.equal((await ok('GET /v1/people/reza/work'))['open'], 0)
  })

  it('TKT-07 state their type, which is one of the list', async () => {
    const keys = (await items('/v1/case-types')).map(({ key }) => key)
    for (const key of [
      'ticket',
      'complaint',
      'incident',
      'problem',
      'change',
      'request',
      'discrepancy',
      'repairJob',
      'workPackage',
    ])
      assert.ok(keys.includes(key), key)
    assert.equal((await ticket())['type'], 'ticket')
    problemIn(await ask('POST /v1/cases', { json: { type: 'dream' } }), 'caseTypeNotFound')
  })

  it('TKT-08 are made from a call, an e-mail, an SMS, a visit or a letter, and keep the link', async () => {
    for (const kind of ['call', 'email', 'sms', 'visit', 'letter']) {
      const made = await ticket({ source: { kind, id: `${kind}-17` } })
      assert.deepEqual((await ok(`GET ${at(made)}`))['source'], { kind, id: `${kind}-17` })
    }
  })

  it('TKT-09 go to users by their type: the one with the least to do, or in turn, or the one with the skill', async () => {
    const base = (await ok('GET /v1/case-types/ticket'))['definition'] as Json
    const typed = (key: string, assignment: readonly Json[]): Promise<Json> =>
      ok(`PUT /v1/case-types/${key}`, { ...base, numbering: { prefix: key.toUpperCase() }, assignment })
    await typed('turn', [{ to: 'team', team: 'desk', by: 'roundRobin' }])
    const turns: unknown[] = []
    for (let n = 0; n < 4; n += 1) turns.push((await make({ type: 'turn' }))['assignee'])
    assert.deepEqual(turns, ['reza', 'sara', 'reza', 'sara'])
    await typed('skill', [
      { when: 'priority = "urgent"', to: 'person', person: 'mina' },
      { to: 'team', team: 'experts', skills: ['transactions'] },
    ])
    assert.equal((await make({ type: 'skill' }))['assignee'], 'mina')
    await typed('load', [{ to: 'team', team: 'desk' }])
    await make({ type: 'load', assignee: 'sara' })
    assert.equal((await make({ type: 'load' }))['assignee'], 'reza', 'who has less to do')
  })

  it('TKT-09 pass over who is away to the substitute, and leave a case to the team when nobody is there', async () => {
    const away = { from: inDays(-1), until: inDays(9) }
    const base = (await ok('GET /v1/case-types/ticket'))['definition'] as Json
    await ok('PUT /v1/people/nader', { title: title('نادر'), absences: [{ ...away, substitute: 'mina' }] })
    await ok('PUT /v1/teams/solo', { title: title('تنها'), members: ['nader'] })
    await ok('PUT /v1/case-types/solo', {
      ...base,
      numbering: { prefix: 'SOLO' },
      assignment: [{ to: 'team', team: 'solo' }],
    })
    assert.equal((await make({ type: 'solo' }))['assignee'], 'mina')
    await ok('PUT /v1/people/nader', { title: title('نادر'), absences: [away] })
    const left = await make({ type: 'solo' })
    assert.deepEqual([left['assignee'], left['team']], [undefined, 'solo'])
  })

  it('TKT-10 show their state, and are listed by state, assignee, words and more, page by page', async () => {
    const made = await ticket({ subject: 'كندی شديد سامانهٔ فروش' })
    await go(made, 'begin')
    const found = await items(`/v1/cases?q=${encodeURIComponent('سامانه کندی')}&state=inProgress&type=ticket`)
    assert.deepEqual(
      found.map(({ id }) => id),
      [made['id']],
    )
    const first = await ok('GET /v1/cases?type=ticket&limit=3')
    const second = await ok(`GET /v1/cases?type=ticket&limit=3&after=${String(first['next'])}`)
    const ids = [...(first['items'] as Json[]), ...(second['items'] as Json[])].map(({ id }) => id)
    assert.equal(new Set(ids).size, 6)
    assert.equal((await items(`/v1/cases?number=${String(made['number'])}`)).length, 1)
    const counts = await items('/v1/cases/counts?by=state&type=ticket')
    assert.ok(counts.some(({ key }) => key === 'inProgress'))
    assert.deepEqual(wrongFields(await ask('GET /v1/cases?kind=strange')), ['kind'])
  })

  it('TKT-11 are taken up again when the customer refuses, and close when nobody answers', async () => {
    const made = await ticket()
    const resolved = await go(made, 'resolve', solved)
    const code = String(resolved['trackingCode'])
    const seen = await ask(`GET /v1/public/cases/${code}`, { key: null })
    assert.deepEqual(
      ((seen.body['answers'] ?? []) as Json[]).map(({ transition }) => transition),
      ['confirm', 'refuse'],
    )
    assert.deepEqual(seen.body['data'], { solution: 'آداپتور عوض شد' })
    const refused = await ask(`POST /v1/public/cases/${code}/replies`, {
      key: null,
      json: { transition: 'refuse', text: 'هنوز خاموش است' },
    })
    assert.equal(refused.status, 200, refused.text)
    const again = await ok(`GET ${at(made)}`)
    assert.deepEqual([again['state'], again['reopened'], again['resolvedAt']], ['reopened', 1, undefined])
    await go(made, 'resolve', solved)
    await hub.clock.leap(3 * dayMs + 1_000)
    await hub.until(async () => (await ok(`GET ${at(made)}`))['state'] === 'closed', 'it closes by itself')
    const last = (await traceOf(made)).at(-1)
    assert.deepEqual([last?.name, last?.by], ['close', 'system'])
  })

  it('TKT-12 are referred to users and teams, and each referral is in the trace', async () => {
    const made = await ticket()
    await ok(`POST ${at(made, '/refer')}`, { assignee: 'sara' })
    const referred = await ok(`POST ${at(made, '/refer')}`, {
      team: 'experts',
      assignee: 'mina',
      reason: 'تخصصی',
    })
    assert.deepEqual([referred['assignee'], referred['team']], ['mina', 'experts'])
    const last = (await traceOf(made)).at(-1)
    assert.deepEqual(last?.changes, [
      { field: 'assignee', from: 'sara', to: 'mina' },
      { field: 'team', from: null, to: 'experts' },
      { field: 'unit', from: null, to: 'support' },
    ])
  })

  it('TKT-13 go to the expert group for failed transactions and POS devices', async () => {
    await ok('PUT /v1/catalogue/support', { title: title('پشتیبانی'), code: '1' })
    const experts = {
      parent: 'support',
      owner: 'team:experts',
      template: { type: 'ticket', priority: 'high' },
    }
    await ok('PUT /v1/catalogue/failed-transaction', {
      title: title('تراکنش ناموفق'),
      code: '1-1',
      ...experts,
    })
    await ok('PUT /v1/catalogue/pos-device', { title: title('دستگاه پوز'), code: '1-2', ...experts })
    for (const catalogue of ['failed-transaction', 'pos-device']) {
      const made = await make({ catalogue })
      assert.deepEqual([made['team'], made['priority']], ['experts', 'high'])
      assert.ok(['sara', 'mina'].includes(String(made['assignee'])))
    }
  })

  it('TKT-14 are counted by system, by cause and by the training that is needed', async () => {
    for (const cause of ['قطع برق', 'قطع برق', 'آموزش'])
      await ticket({ data: { system: 'فروش', cause, needsTraining: cause === 'آموزش' } })
    assert.deepEqual(await items('/v1/cases/counts?by=data.cause'), [
      { key: 'قطع برق', count: 2 },
      { key: 'آموزش', count: 1 },
    ])
    const training = await items(`/v1/cases?facet=${encodeURIComponent('needsTraining=true')}`)
    assert.equal(training.length, 1)
  })

  it('TKT-15 take public relations as subjects of their own, with their own team', async () => {
    await ok('PUT /v1/teams/public-relations', { title: title('روابط عمومی'), members: ['mina'] })
    await ok('PUT /v1/catalogue/public-relations', {
      title: title('روابط عمومی'),
      code: '9',
      owner: 'team:public-relations',
      template: { type: 'request', subject: 'تماس با روابط عمومی' },
    })
    const made = await make({ catalogue: 'public-relations' })
    assert.deepEqual(
      [made['type'], made['subject'], made['assignee']],
      ['request', 'تماس با روابط عمومی', 'mina'],
    )
  })

  it('TKT-16 take software faults and wishes as issues that the customer can follow', async () => {
    for (const kind of ['problemReport', 'featureRequest']) {
      const made = await make({ type: 'issue', subject: 'گزارش ماهانه', data: { kind } })
      const seen = await ask(`GET /v1/public/cases/${String(made['trackingCode'])}`, { key: null })
      assert.equal((seen.body['data'] as Json)['kind'], kind)
    }
    assert.deepEqual(wrongFields(await ask('POST /v1/cases', { json: { type: 'issue' } })), ['data/kind'])
  })

  it('TKT-17 announce to the customer the time that an issue needs', async () => {
    const requester = { contact: '09125550000' }
    const made = await make({ type: 'issue', requester, data: { kind: 'problemReport', usersBlocked: true } })
    assert.equal(made['priority'], 'urgent')
    assert.deepEqual(
      wrongFields(await ask(`POST ${at(made, '/transitions')}`, { json: { transition: 'announce' } })),
      ['data/announcedOn'],
    )
    await go(made, 'announce', { data: { announcedOn: '2026-03-05' } })
    const seen = await ask(`GET /v1/public/cases/${String(made['trackingCode'])}`, { key: null })
    assert.deepEqual(
      [(seen.body['status'] as Json)['en'], (seen.body['data'] as Json)['announcedOn']],
      ['Planned', '2026-03-05'],
    )
    const notice = (): Promise<unknown> =>
      hub.database.connection.collection('messages').findOne({
        name: 'noticeRequested',
        correlationKey: String(made['id']),
        variables: /"template":"issue-estimate".*09125550000/,
      })
    await hub.until(async () => (await notice()) !== null, 'the customer is told')
  })

  it('TKT-18 are released only after the customer has approved the change on the test environment', async () => {
    const made = await make({ type: 'issue', data: { kind: 'featureRequest', announcedOn: '2026-03-05' } })
    const code = String(made['trackingCode'])
    await go(made, 'announce')
    await go(made, 'build')
    await go(made, 'handOver', { data: { testUrl: 'https://test.example.ir' } })
    problemIn(await ask(`POST ${at(made, '/transitions')}`, { json: { transition: 'approve' } }), 'conflict')
    const say = (json: Json): Promise<Answer> =>
      ask(`POST /v1/public/cases/${code}/replies`, { key: null, json })
    assert.equal((await say({ transition: 'refuse', text: 'ستون تاریخ نیست' })).status, 200)
    assert.equal((await ok(`GET ${at(made)}`))['state'], 'building')
    await go(made, 'handOver')
    assert.equal((await say({ transition: 'approve' })).status, 200)
    const released = await go(made, 'release', { data: { release: '2.4.0' } })
    assert.equal(released['kind'], 'closed')
  })

  it('TKT-19 split the costs of a visit: travel, lodging and board for the customer, the fee for the vendor', async () => {
    const made = await make({
      type: 'onsiteVisit',
      data: {
        because: 'remoteImpossible',
        travelRial: 20_000_000,
        lodgingRial: 9_000_000,
        boardRial: 1_000_000,
        expertFeeRial: 15_000_000,
      },
    })
    const { customerPaysRial, vendorPaysRial } = made['data'] as Json
    assert.deepEqual([customerPaysRial, vendorPaysRial], [30_000_000, 15_000_000])
  })

  it('TKT-20 bill a visit that the customer asks for by the hour', async () => {
    const made = await make({
      type: 'onsiteVisit',
      data: { because: 'customerAsks', hours: 4, travelRial: 5_000_000, lodgingRial: 2_000_000 },
    })
    assert.equal((made['data'] as Json)['customerPaysRial'], 19_000_000)
    const longer = await ok(`PATCH ${at(made)}`, { data: { hours: 5 } })
    assert.equal((longer['data'] as Json)['customerPaysRial'], 22_000_000)
  })

  it('TKT-21 charge what is outside of support after a quote, or decline it', async () => {
    const chargingOf = async (scope: string): Promise<unknown> =>
      ((await make({ type: 'request', data: { scope } }))['data'] as Json)['charging']
    const scopes = {
      included: ['support'],
      outOfScope: ['operatingSystem', 'hardware'],
      charged: ['testServer', 'serverSettings', 'powerFailure', 'hardwareFailure', 'tampering'],
    }
    for (const [charging, those] of Object.entries(scopes))
      for (const scope of those) assert.equal(await chargingOf(scope), charging, scope)
    for (const scope of ['reinstallation', 'userMove', 'newWorkflow'])
      assert.equal(await chargingOf(scope), 'charged', scope)
    const charged = await make({ type: 'request', data: { scope: 'retraining' } })
    assert.equal((charged['data'] as Json)['charging'], 'charged')
    problemIn(await ask(`POST ${at(charged, '/transitions')}`, { json: { transition: 'begin' } }), 'conflict')
    await ok(`PATCH ${at(charged)}`, { data: { quotedRial: 12_000_000 } })
    assert.equal((await go(charged, 'begin'))['state'], 'inProgress')
    const outside = await make({ type: 'request', data: { scope: 'hardware' } })
    assert.equal((await go(outside, 'decline'))['kind'], 'cancelled')
  })
})
