/** Complaints over the API: each requirement (CMP) by its id. What distinguishes them from other cases is data. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import { element, end, file, job, mappings, message, onMessage } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

const title = (fa: string): Json => ({ en: fa, fa })
const hourMs = 3_600_000

async function ok(line: string, json?: unknown, status = 200): Promise<Json> {
  const answer = await ask(line, json === undefined ? {} : { json })
  assert.equal(answer.status, status, `${line}: ${answer.text}`)
  return answer.body
}
const items = async (path: string): Promise<readonly Json[]> =>
  (await ok(`GET ${path}`))['items'] as readonly Json[]
const make = (json: Json): Promise<Json> => ok('POST /v1/cases', json, 201)
const complain = ({ data, ...json }: Json = {}): Promise<Json> =>
  make({ type: 'complaint', ...json, data: { kind: 'complaint', ...(data as Json | undefined) } })
const at = (one: Json, path = ''): string => `/v1/cases/${String(one['id'])}${path}`
const read = (one: Json): Promise<Json> => ok(`GET ${at(one)}`)
const go = (one: Json, transition: string, json: Json = {}): Promise<Json> =>
  ok(`POST ${at(one, '/transitions')}`, { transition, ...json })
const traceOf = (one: Json): Promise<readonly Json[]> => items(`${at(one, '/timeline')}?limit=100`)
const keyWith = async (...scopes: readonly string[]): Promise<string> =>
  String((await ok('POST /v1/api-keys', { name: 'a test', scopes }, 201))['key'])
/** As the customer: without a key, by the tracking code. */
const tracked = async (one: Json): Promise<Json> =>
  (await ask(`GET /v1/public/cases/${String(one['trackingCode'])}`, { key: null })).body
const answer = (one: Json, json: Json): Promise<Answer> =>
  ask(`POST /v1/public/cases/${String(one['trackingCode'])}/replies`, { key: null, json })
const english = (status: unknown): unknown => (status as Json)['en']
/** The limit on look-ups of one address is forgotten after two minutes. */
const aWhile = (): Promise<void> => hub.clock.leap(120_000)
async function closed(json: Json = {}): Promise<Json> {
  const made = await complain(json)
  for (const [transition, data] of [
    ['investigate', {}],
    ['decide', {}],
    ['tell', { decision: 'جبران شد' }],
    ['close', {}],
  ] as const)
    await go(made, transition, { data })
  return made
}
interface Notice extends Json {
  readonly template: string
  readonly recipients: readonly Json[]
  readonly status?: Json
  readonly mark?: string
}
async function noticesOf(one: Json): Promise<readonly Notice[]> {
  const found = await hub.database.connection
    .collection<{ readonly _id: string; readonly variables: string }>('messages')
    .find({ name: 'noticeRequested', correlationKey: String(one['id']) })
    .sort({ receivedAt: 1 })
    .toArray()
  return found.map(({ variables }) => JSON.parse(variables) as Notice)
}

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  for (const name of ['sara', 'reza', 'boss']) await ok(`PUT /v1/people/${name}`, { title: title(name) })
  await ok('PUT /v1/units/care', { title: title('امور مشتریان'), head: 'boss' })
  const team = { title: title('رسیدگی به شکایات'), members: ['sara'], unit: 'care', lead: 'boss' }
  await ok('PUT /v1/teams/complaints', team)
})
after(() => hub.close())

describe('complaints', () => {
  it('CMP-01 and criticisms and suggestions each run, by their subject, through the process defined for it', async () => {
    await ok('PUT /v1/catalogue/voices', { title: title('صدای مشتری'), code: '7' })
    const kinds = ['complaint', 'criticism', 'suggestion']
    for (const [place, kind] of kinds.entries()) {
      const elements = [element('startEvent', 'begun'), end()]
      await hub.api.deploy({ [`${kind}.bpmn`]: file({ elements, flows: ['begun > done'] }, `on-${kind}`) })
      await ok(`PUT /v1/catalogue/on-${kind}`, {
        title: title(kind),
        code: `7-${String(place)}`,
        parent: 'voices',
        template: { type: 'complaint', data: { kind }, flow: `on-${kind}` },
      })
    }
    for (const kind of kinds) {
      const made = await make({ catalogue: `on-${kind}` })
      assert.equal((made['data'] as Json)['kind'], kind)
      await hub.until(async () => (await items(`/v1/runs?flow=on-${kind}`)).length === 1, 'its flow runs')
      const [run] = await items(`/v1/runs?flow=on-${kind}`)
      assert.equal(run?.['businessKey'], made['number'])
    }
    assert.deepEqual(
      wrongFields(await ask('POST /v1/cases', { json: { type: 'complaint', data: { kind: 'x' } } })),
      ['data/kind'],
    )
  })

  it('CMP-02 come from customers and from any other stakeholder, who can follow them up', async () => {
    for (const stakeholder of ['customer', 'partner', 'employee', 'supplier', 'publicBody', 'public']) {
      const made = await complain({ requester: { name: 'مریم رضایی', stakeholder } })
      assert.equal((made['requester'] as Json)['stakeholder'], stakeholder)
      await aWhile()
      assert.equal(english((await tracked(made))['status']), 'Registered')
      const said = await answer(made, { text: 'پیگیری می‌کنم' })
      assert.equal(said.status, 200, said.text)
      const last = (await traceOf(made)).at(-1)
      assert.deepEqual(
        [last?.['what'], last?.['by'], last?.['visibility']],
        ['commented', 'customer', 'public'],
      )
    }
  })

  it('CMP-03 are received through every channel, by people and by what comes in from outside', async () => {
    const channels = ['phone', 'sms', 'email', 'fax', 'portal', 'inPerson', 'letter']
    for (const channel of channels) {
      const made = await complain({ channel, source: { kind: 'message', id: channel } })
      assert.deepEqual([made['channel'], made['source']], [channel, { kind: 'message', id: channel }])
    }
    const inputs = [
      ['="complaint"', 'type'],
      ['="sms"', 'channel'],
      ['=text', 'description'],
      ['={ kind: "complaint" }', 'data'],
      ['={ contact: from, stakeholder: "customer" }', 'requester'],
      ['={ kind: "sms", id: messageId }', 'source'],
    ] as const
    const take = element('serviceTask', 'take', {
      extensions: job('hub.createCase') + mappings({ inputs, outputs: [['=number', 'number']] }),
    })
    const flow = {
      elements: [element('startEvent', 'came', { content: onMessage('smsReceived') }), take, end()],
      flows: ['came > take > done'],
      definitions: [message('smsReceived')],
    }
    await hub.api.deploy({ 'sms.bpmn': file(flow, 'complaint-by-sms') })
    const sms = { text: 'دستگاه خراب است', from: '09121112233', messageId: 'sms-77' }
    for (let twice = 0; twice < 2; twice += 1)
      await ok('POST /v1/messages', { name: 'smsReceived', id: 'sms-77', variables: sms }, 202)
    const found = async (): Promise<readonly Json[]> =>
      (await items('/v1/cases?channel=sms')).filter(({ source }) => (source as Json)['id'] === 'sms-77')
    await hub.until(async () => (await found()).length > 0, 'the complaint is there')
    const [made, ...more] = await found()
    assert.deepEqual(more, [], 'a message that comes twice is one complaint')
    assert.deepEqual(
      [made?.['type'], made?.['description'], (made?.['requester'] as Json)['contact']],
      ['complaint', 'دستگاه خراب است', '09121112233'],
    )
    const [run] = await items('/v1/runs?flow=complaint-by-sms')
    await hub.until(
      async () => (await ok(`GET /v1/runs/${String(run?.['id'])}`))['state'] === 'completed',
      'the flow goes on with its number',
    )
    const ended = await ok(`GET /v1/runs/${String(run?.['id'])}`)
    assert.equal((ended['variables'] as Json)['number'], made?.['number'])
    const counted = await items('/v1/cases/counts?by=channel&type=complaint')
    for (const channel of channels)
      assert.ok(
        counted.some(({ key }) => key === channel),
        channel,
      )
  })

  it('CMP-04 go through receipt, acknowledgement, assessment, investigation, decision, telling and closing', async () => {
    const made = await complain()
    assert.match(String(made['number']), /^CMP-\d{4}-\d{5}$/)
    await go(made, 'acknowledge')
    const [assess] = (await read(made))['workItems'] as readonly Json[]
    const shown = await ok(`GET /v1/case-work-items/${String(assess?.['id'])}`)
    assert.ok((shown['form'] as Json)['components'], 'the work has a form')
    const done = await ok(`POST /v1/case-work-items/${String(assess?.['id'])}/complete`, {
      outcome: 'investigate',
      data: { severity: 'critical', assessment: 'ایمنی' },
    })
    assert.deepEqual([done['state'], (done['data'] as Json)['severity']], ['investigating', 'critical'])
    await go(made, 'decide')
    assert.deepEqual(
      wrongFields(await ask(`POST ${at(made, '/transitions')}`, { json: { transition: 'tell' } })),
      ['data/decision'],
    )
    const [tell] = (await read(made))['workItems'] as readonly Json[]
    await ok(`POST /v1/case-work-items/${String(tell?.['id'])}/complete`, {
      outcome: 'told',
      data: { decision: 'جبران شد' },
    })
    await aWhile()
    assert.deepEqual((await tracked(made))['data'], { decision: 'جبران شد' })
    assert.equal((await answer(made, { transition: 'confirm' })).status, 200)
    const path = (await traceOf(made)).flatMap(({ what, to }) =>
      what === 'moved' || what === 'created' ? [to] : [],
    )
    assert.deepEqual(path, ['new', 'acknowledged', 'investigating', 'decided', 'resolved', 'closed'])
  })

  it('CMP-05 show their state to the customer and to managers at every stage', async () => {
    const made = await complain({ team: 'complaints' })
    await aWhile()
    const manager = await keyWith('cases:read', 'cases:read:confidential')
    const seen = async (state: string, words: string): Promise<void> => {
      const found = await ask(`GET /v1/cases?type=complaint&state=${state}`, { key: manager })
      const ids = (found.body['items'] as readonly Json[]).map(({ id }) => id)
      assert.ok(ids.includes(made['id']), state)
      assert.equal(english((await tracked(made))['status']), words)
    }
    await seen('new', 'Registered')
    await go(made, 'acknowledge')
    await seen('acknowledged', 'Received and acknowledged')
    await go(made, 'investigate')
    await seen('investigating', 'In follow-up')
    await go(made, 'inspect', { data: { inspections: [{ inspector: 'reza' }] } })
    await seen('inspecting', 'An inspector looks into it')
    await go(made, 'returnToInvestigation')
    await go(made, 'decide')
    await seen('decided', 'Decided')
    await go(made, 'tell', { data: { decision: 'رد شد' } })
    await seen('resolved', 'Solved: please confirm')
    await go(made, 'close')
    await seen('closed', 'Closed')
  })

  it('CMP-06 tell the customer of registration, follow-up and decision, once each', async () => {
    const made = await complain({ requester: { name: 'مریم', contact: '09125550000' } })
    await go(made, 'acknowledge')
    await go(made, 'investigate')
    await go(made, 'decide')
    await go(made, 'tell', { data: { decision: 'رازی در تصمیم' } })
    await hub.until(async () => (await noticesOf(made)).length >= 4, 'all is told')
    const told = (await noticesOf(made)).map(({ template, recipients, status, trackingCode }) => [
      template,
      recipients[0]?.['contact'],
      status?.['name'],
      trackingCode,
    ])
    const of = (template: string, state: string): readonly unknown[] => [
      template,
      '09125550000',
      state,
      made['trackingCode'],
    ]
    assert.deepEqual(
      told.sort((a, b) => (String(a[2]) < String(b[2]) ? -1 : 1)),
      [
        of('complaint-progress', 'acknowledged'),
        of('complaint-progress', 'investigating'),
        of('complaint-registered', 'new'),
        of('complaint-decision', 'resolved'),
      ],
    )
    assert.ok(!JSON.stringify(await noticesOf(made)).includes('رازی'), 'what is decided is read where it is')
    const nobody = await complain()
    await go(nobody, 'acknowledge')
    assert.deepEqual(await noticesOf(nobody), [], 'whoever left no address is not told')
  })

  it('CMP-07 are masked for who may not see them, and each view is noted', async () => {
    const made = await complain({
      subject: 'رفتار شعبه',
      requester: { name: 'مریم رضایی', stakeholder: 'public' },
    })
    const clerk = await keyWith('cases:read', 'cases:write')
    const seen = await ask(`GET ${at(made)}`, { key: clerk })
    assert.deepEqual(
      [seen.body['masked'], seen.body['subject'], seen.body['requester']],
      [true, undefined, undefined],
    )
    problemIn(await ask(`GET ${at(made, '/timeline')}`, { key: clerk }), 'forbidden')
    problemIn(
      await ask(`POST ${at(made, '/comments')}`, { key: clerk, json: { text: 'کنجکاوی' } }),
      'forbidden',
    )
    const listed = await ask('GET /v1/cases?type=complaint', { key: clerk })
    assert.ok(!listed.text.includes('رضایی'))
    await read(made)
    const lines = await items(`/v1/audit?target=${encodeURIComponent(`id:${String(made['id'])}`)}`)
    assert.ok(lines.some(({ action, by }) => action === 'viewConfidentialCase' && by === 'admin'))
    const inspector = await keyWith('cases:read', 'cases:read:confidential')
    assert.equal((await ask(`GET ${at(made)}`, { key: inspector })).body['subject'], 'رفتار شعبه')
  })

  it('CMP-08 promise when they are answered and solved: the customer sees it, and it is timed', async () => {
    const made = await complain()
    await aWhile()
    const clocks = await items(`/v1/clocks?subject=${String(made['id'])}`)
    const promised = (await tracked(made))['promised'] as readonly Json[]
    for (const target of ['respond', 'resolve']) {
      const clock = clocks.find((one) => one['target'] === target)
      assert.deepEqual(
        promised.find((one) => one['target'] === target),
        { target, state: 'running', dueAt: clock?.['targetAt'] },
      )
      assert.ok(clock?.['targetAt'])
    }
    await go(made, 'acknowledge')
    const [respond] = await items(`/v1/clocks?subject=${String(made['id'])}&target=respond`)
    assert.equal(respond?.['state'], 'met')
  })

  it('CMP-09 can be watched live: each action is in the trace and in the feed as it happens', async () => {
    const made = await complain()
    const feed = async (after = '0'): Promise<Json> =>
      ok(`GET /v1/events?subject=${String(made['id'])}&after=${after}`)
    const typesIn = ({ items: found }: Json): readonly unknown[] =>
      (found as readonly Json[]).map(({ type }) => type)
    const begun = await feed()
    assert.deepEqual(typesIn(begun), ['case.created'])
    await go(made, 'acknowledge')
    await ok(`POST ${at(made, '/refer')}`, { assignee: 'reza', reason: 'تخصصی' })
    await ok(`POST ${at(made, '/comments')}`, { text: 'تماس گرفته شد' })
    const later = await feed(String(begun['next']))
    assert.deepEqual(typesIn(later), ['case.moved', 'case.referred', 'case.commented'])
    assert.deepEqual(
      (await traceOf(made)).map(({ what }) => what),
      ['created', 'moved', 'referred', 'commented'],
    )
  })

  it('CMP-10 time each activity: what takes too long is told while it can still be helped', async () => {
    const made = await complain({ team: 'complaints' })
    const states = async (): Promise<Json> => {
      const clocks = await items(`/v1/clocks?subject=${String(made['id'])}`)
      return Object.fromEntries(clocks.map(({ target, state }) => [String(target), state]))
    }
    await go(made, 'acknowledge')
    assert.equal((await states())['assess'], 'running')
    await go(made, 'investigate')
    await go(made, 'inspect', { data: { inspections: [{ inspector: 'reza' }] } })
    assert.deepEqual(
      [(await states())['assess'], (await states())['investigate'], (await states())['inspect']],
      ['met', 'met', 'running'],
    )
    await go(made, 'returnToInvestigation')
    await go(made, 'decide')
    const [tell] = await items(`/v1/clocks?subject=${String(made['id'])}&target=tell`)
    await hub.clock.leap(Date.parse(String(tell?.['targetAt'])) - hub.clock.now().getTime() + 1_000)
    await hub.until(async () => (await states())['tell'] === 'breached', 'it took too long to tell')
    const marks = async (): Promise<readonly unknown[]> =>
      (await noticesOf(made)).map(({ mark, target }) => `${String(target)} ${String(mark)}`)
    await hub.until(async () => (await marks()).includes('tell breach'), 'the lead is told')
    assert.ok((await marks()).includes('tell warning:early'), 'and was warned before')
  })

  it("CMP-11 follow a manager's order on owner, path, priority, compensation and inspection, with its reason", async () => {
    const made = await complain({ assignee: 'sara' })
    await go(made, 'investigate')
    await go(made, 'decide')
    assert.deepEqual(
      wrongFields(await ask(`POST ${at(made, '/transitions')}`, { json: { transition: 'order' } })),
      ['reason'],
    )
    const reason = 'دستور مدیر عامل'
    await go(made, 'order', { reason, data: { compensationRial: 50_000_000 } })
    await ok(`POST ${at(made, '/refer')}`, { assignee: 'reza', reason })
    await ok(`PATCH ${at(made)}`, { priority: 'urgent', reason })
    await go(made, 'inspect', { reason, data: { inspections: [{ inspector: 'reza', place: 'شعبهٔ ونک' }] } })
    const found = await read(made)
    assert.deepEqual(
      [found['assignee'], found['priority'], found['state'], (found['data'] as Json)['compensationRial']],
      ['reza', 'urgent', 'inspecting', 50_000_000],
    )
    const orders = (await traceOf(made)).filter((line) => line['reason'] === reason)
    assert.deepEqual(
      orders.map(({ what, name }) => name ?? what),
      ['order', 'referred', 'changed', 'inspect'],
    )
  })

  it('CMP-12 send inspectors out: who, where, when, what was found and what follows', async () => {
    const made = await complain()
    await go(made, 'investigate')
    assert.deepEqual(
      wrongFields(await ask(`POST ${at(made, '/transitions')}`, { json: { transition: 'inspect' } })),
      ['data/inspections'],
    )
    const sent = { inspector: 'sara', place: 'شعبهٔ تجریش', on: '2026-03-05' }
    await go(made, 'inspect', { data: { inspections: [sent] } })
    const desk = await ok('GET /v1/cartable?person=sara')
    const work = (desk['items'] as readonly Json[]).find((one) => one['case'] === made['id'])
    assert.equal(work?.['name'], 'inspect', 'it lies on the desk of the inspector')
    const whole = { ...sent, findings: 'دستگاه روشن نمی‌شد', result: 'تعویض دستگاه' }
    const back = await ok(`POST /v1/case-work-items/${String(work['id'])}/complete`, {
      outcome: 'inspected',
      data: { inspections: [whole] },
    })
    assert.deepEqual([back['state'], (back['data'] as Json)['inspections']], ['investigating', [whole]])
    const wrong = await ask(`PATCH ${at(made)}`, { json: { data: { inspections: [{ place: 'x' }] } } })
    assert.deepEqual(wrongFields(wrong), ['data/inspections/0/inspector'])
  })
})

describe('reports of complaints', () => {
  const gone = { createdSince: '' }
  const since = (): string => `createdSince=${gone.createdSince}`

  before(async () => {
    await hub.clock.leap(hourMs)
    gone.createdSince = hub.clock.now().toISOString()
    await ok('PUT /v1/catalogue/cards', { title: title('کارت'), code: '8' })
    await ok('PUT /v1/catalogue/cards-late', { title: title('دیرکرد کارت'), code: '8-1', parent: 'cards' })
    await ok('PUT /v1/catalogue/branch', { title: title('شعبه'), code: '9' })
    const of = (catalogue: string, customer: string, data: Json): Promise<Json> =>
      complain({ catalogue, team: 'complaints', requester: { profileId: customer }, data })
    const late = { product: 'card', city: 'تهران', agency: 'ونک' }
    const [first] = [await of('cards-late', 'c-1', late), await of('cards-late', 'c-1', late)]
    const third = await of('cards', 'c-2', { ...late, city: 'قم', agency: 'قم ۱' })
    const fourth = await of('branch', 'c-3', { city: 'قم' })
    await go(first, 'acknowledge')
    const sent = (inspector: string, on: string): Json => ({ inspector, on })
    const inspections = [sent('sara', '2026-03-02'), sent('reza', '2026-03-04')]
    await go(third, 'investigate')
    await go(third, 'inspect', { data: { inspections } })
    await go(fourth, 'investigate')
    await go(fourth, 'inspect', { data: { inspections: [sent('sara', '2026-03-03')] } })
    await go(fourth, 'returnToInvestigation')
    await go(fourth, 'decide')
    await go(fourth, 'tell', { data: { decision: 'رد شد' } })
    await go(fourth, 'close')
  })

  it('CMP-13 show those in progress, each with its state and owner', async () => {
    const open = await items(`/v1/cases?type=complaint&kind=open&${since()}`)
    assert.deepEqual(open.map(({ state }) => state).sort(), ['acknowledged', 'inspecting', 'new'])
    assert.ok(open.every(({ team, number }) => team === 'complaints' && typeof number === 'string'))
    const counts = await items(`/v1/cases/counts?by=state&type=complaint&kind=open&${since()}`)
    assert.deepEqual(counts.map(({ key, count }) => `${String(key)} ${String(count)}`).sort(), [
      'acknowledged 1',
      'inspecting 1',
      'new 1',
    ])
  })

  it('CMP-14 show the inspectors who were sent out, and where each is or was', async () => {
    const counts = await items(`/v1/cases/counts?by=data.inspections.inspector&type=complaint&${since()}`)
    assert.deepEqual(counts, [
      { key: 'sara', count: 2 },
      { key: 'reza', count: 1 },
    ])
    const facet = encodeURIComponent('inspections.inspector=sara')
    const found = await items(`/v1/cases?type=complaint&facet=${facet}&${since()}`)
    const days = found.flatMap(({ data }) =>
      ((data as Json)['inspections'] as readonly Json[]).flatMap(({ inspector, on }) =>
        inspector === 'sara' ? [on] : [],
      ),
    )
    assert.deepEqual(days.sort(), ['2026-03-02', '2026-03-03'])
    const now = await items(`/v1/cases?type=complaint&facet=${facet}&state=inspecting&${since()}`)
    assert.equal(now.length, 1, 'one is out now')
  })

  it('CMP-15 count them by subject, and find those beneath a subject', async () => {
    assert.deepEqual(await items(`/v1/cases/counts?by=catalogue&type=complaint&${since()}`), [
      { key: 'cards-late', count: 2 },
      { key: 'branch', count: 1 },
      { key: 'cards', count: 1 },
    ])
    assert.equal((await items(`/v1/cases?type=complaint&catalogue=cards&${since()}`)).length, 3)
  })

  it('CMP-16 count how often, by product, unit, agency, city and period, with who came again', async () => {
    const by = (side: string, more = ''): Promise<readonly Json[]> =>
      items(`/v1/cases/counts?by=${side}&type=complaint&${since()}${more}`)
    assert.deepEqual(await by('data.product'), [{ key: 'card', count: 3 }])
    assert.deepEqual(await by('unit'), [{ key: 'care', count: 4 }])
    assert.deepEqual(await by('data.agency'), [
      { key: 'ونک', count: 2 },
      { key: 'قم ۱', count: 1 },
    ])
    assert.deepEqual(await by('data.city', '&repeats=true'), [
      { key: 'تهران', count: 2, requesters: 1, repeaters: 1 },
      { key: 'قم', count: 2, requesters: 2, repeaters: 0 },
    ])
    assert.deepEqual(await by('catalogue', '&repeats=true'), [
      { key: 'cards-late', count: 2, requesters: 1, repeaters: 1 },
      { key: 'branch', count: 1, requesters: 1, repeaters: 0 },
      { key: 'cards', count: 1, requesters: 1, repeaters: 0 },
    ])
    assert.deepEqual(
      await by('unit', `&createdBefore=${gone.createdSince}`),
      [],
      'in another period there were none',
    )
  })
})

describe('what complaints lead to', () => {
  it('CMP-17 is an improvement with cause, action, owner and due day, and a problem or a change', async () => {
    const made = await complain()
    await go(made, 'investigate')
    const improvement = {
      rootCause: 'نسخهٔ قدیمی',
      action: 'به‌روزرسانی همهٔ دستگاه‌ها',
      owner: 'reza',
      dueOn: '2026-04-01',
    }
    await ok(`PATCH ${at(made)}`, { data: { improvement } })
    const facet = encodeURIComponent('improvement.owner=reza')
    assert.deepEqual(
      (await items(`/v1/cases?facet=${facet}`)).map(({ id }) => id),
      [made['id']],
    )
    for (const type of ['problem', 'change']) {
      const opened = await make({ type, subject: 'به‌روزرسانی', assignee: 'reza' })
      await ok(`POST ${at(made, '/links')}`, { relation: 'causes', to: opened['id'] })
      assert.deepEqual((await read(opened))['links'], [{ relation: 'causedBy', to: made['id'] }])
    }
    assert.equal(((await read(made))['links'] as readonly Json[]).length, 2)
  })

  it('CMP-18 is satisfaction: the customer is asked after closing, and a low score takes the complaint up again', async () => {
    await aWhile()
    const made = await closed({ requester: { contact: '09125550000' } })
    const asked = async (): Promise<number> =>
      (await noticesOf(made)).filter(({ template }) => template === 'complaint-satisfaction').length
    await hub.until(async () => (await asked()) === 1, 'the question is asked')
    assert.deepEqual((await tracked(made))['answers'], [
      {
        transition: 'rate',
        title: { en: 'Say how satisfied you are', fa: 'اعلام میزان رضایت' },
        requires: ['satisfaction'],
      },
    ])
    const rate = (data: Json): Promise<Answer> => answer(made, { transition: 'rate', data })
    assert.deepEqual(wrongFields(await rate({})), ['data/satisfaction'])
    assert.deepEqual(wrongFields(await rate({ satisfaction: 5, decision: 'همه چیز' })), ['data/decision'])
    assert.deepEqual(wrongFields(await rate({ satisfaction: 9 })), ['data/satisfaction'])
    assert.equal((await rate({ satisfaction: 1 })).status, 200)
    const low = await read(made)
    assert.deepEqual([low['state'], low['reopened'], low['kind']], ['reopened', 1, 'open'])
    const happy = await closed()
    await aWhile()
    const said = await answer(happy, { transition: 'rate', data: { satisfaction: 5 } })
    assert.equal(said.status, 200, said.text)
    const high = await read(happy)
    assert.deepEqual(
      [high['state'], high['kind'], (high['data'] as Json)['satisfaction']],
      ['rated', 'closed', 5],
    )
    assert.deepEqual((await tracked(happy))['answers'], [])
    const scores = await items('/v1/cases/counts?by=data.satisfaction&type=complaint')
    assert.deepEqual(scores.map(({ key }) => key).sort(), ['1', '5'])
  })
})
