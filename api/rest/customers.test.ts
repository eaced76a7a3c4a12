/** The card of a customer, its timeline, ties, consents, tags and segments (CUS-01 … CUS-13, FUP-04, FUP-07, KYC-05). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Ask } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
let serial = 0

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

interface Told {
  readonly type: string
  readonly data: Json
  readonly connection?: string
  readonly externalId?: string
}

/** Takes records in and gives the ids of their profiles. */
async function tell(...records: readonly Told[]): Promise<readonly string[]> {
  const whole = records.map((record) => ({
    connection: 'crm',
    externalId: `r${String((serial += 1))}`,
    ...record,
  }))
  type Results = { readonly results: readonly { readonly profileId?: string; readonly reason?: string }[] }
  const { results } = await hub.api.post<Results>('/v1/source-records', { records: whole })
  return results.map(({ profileId, reason }) => profileId ?? `none: ${String(reason)}`)
}

async function one(record: Told): Promise<string> {
  return (await tell(record))[0] ?? ''
}

const person = (firstName: string, lastName: string, more: Json = {}): Told => ({
  type: 'person',
  data: { firstName, lastName, ...more },
})
const profile = (id: string): Promise<Json> => hub.api.get<Json>(`/v1/profiles/${id}`)
const card = async (id: string): Promise<Json> => (await profile(id))['card'] as Json
const list = async (path: string): Promise<readonly Json[]> =>
  (await hub.api.get<Json>(path))['items'] as readonly Json[]
const datum = (item: unknown, name: string): unknown =>
  ((item as Json | undefined)?.['data'] as Json | undefined)?.[name]

describe('the card', () => {
  it('FUP-04 has the last proforma, invoice, debt, payment, visit, and call with the text of the talk', async () => {
    const id = await one({ ...person('سارا', 'محمدی', { nationalCode: '0012345679' }), externalId: 'sara' })
    const customer = { externalId: 'sara' }
    assert.deepEqual((await card(id))['latest'], {})
    const said = [
      {
        type: 'invoice',
        data: {
          invoiceNumber: 'P-1',
          kind: 'proforma',
          amountRial: 900,
          issuedAt: '2026-02-01T08:00:00Z',
          customer,
        },
      },
      {
        type: 'invoice',
        data: {
          invoiceNumber: 'F-1',
          kind: 'invoice',
          state: 'issued',
          amountRial: 5_000,
          issuedAt: '2026-02-02T08:00:00Z',
          customer,
        },
      },
      {
        type: 'invoice',
        data: {
          invoiceNumber: 'F-2',
          kind: 'invoice',
          state: 'issued',
          amountRial: 7_000,
          issuedAt: '2026-02-03T08:00:00Z',
          customer,
        },
      },
      {
        type: 'payment',
        data: {
          reference: 'x1',
          state: 'confirmed',
          amountRial: 5_000,
          invoiceNumber: 'F-1',
          confirmedAt: '2026-02-04T08:00:00Z',
          customer,
        },
      },
      {
        type: 'activity',
        data: {
          kind: 'visit',
          happenedAt: '2026-02-05T08:00:00Z',
          note: 'بازدید از فروشگاه',
          agent: 'رضا',
          customer,
        },
      },
      {
        type: 'activity',
        data: {
          kind: 'call',
          happenedAt: '2026-02-06T08:00:00Z',
          note: 'قرار شد فردا پرداخت کند',
          direction: 'in',
          customer,
        },
      },
      {
        type: 'activity',
        data: { kind: 'call', plannedAt: '2026-04-01T08:00:00Z', subject: 'پیگیری', customer },
      },
    ]
    assert.deepEqual([...new Set(await tell(...said))], [id])
    const { latest, debt, planned, lifecycle } = await card(id)
    const found = latest as Json
    assert.equal(datum(found['proforma'], 'invoiceNumber'), 'P-1')
    assert.equal(datum(found['invoice'], 'invoiceNumber'), 'F-2')
    assert.equal(datum(found['payment'], 'amountRial'), 5_000)
    assert.equal(datum(found['visit'], 'agent'), 'رضا')
    assert.equal(datum(found['call'], 'note'), 'قرار شد فردا پرداخت کند')
    assert.deepEqual(
      [(debt as Json)['balanceRial'], (debt as Json)['isWhole'], (planned as readonly Json[]).length],
      [7_000, true, 1],
    )
    assert.deepEqual((lifecycle as Json)['because'], 'payment')
  })

  it('is ready after the first read, and anew at once after every change', async () => {
    const id = await one({ ...person('مینا', 'کاظمی'), externalId: 'mina' })
    const first = (await card(id))['builtAt']
    await hub.clock.advance(1_000)
    assert.equal((await card(id))['builtAt'], first, 'the same card, read')
    await tell({ ...person('مینا', 'کاظمی پور'), externalId: 'mina' })
    assert.equal(((await profile(id))['attributes'] as Json)['lastName'], 'کاظمی پور')
    const [asset] = await tell({
      type: 'terminal',
      data: { serial: 'PX-77', terminalNumber: '77', owner: { externalId: 'mina' } },
    })
    assert.deepEqual(
      ((await profile(id))['assets'] as readonly Json[]).map((one) => one['id']),
      [asset],
    )
    await tell({
      type: 'terminal',
      externalId: 'late',
      data: { serial: 'PX-78', owner: { externalId: 'mina' } },
    })
    assert.equal(((await profile(id))['assets'] as readonly Json[]).length, 2)
  })

  it('is made ahead of the first reader, and again when it was thrown away', async () => {
    const id = await one(person('پیش', 'ساخته'))
    const cards = hub.database.connection.collection<{ _id: string; content?: string }>('profileCards')
    const isMade = async (): Promise<boolean> => (await cards.findOne({ _id: id }))?.content !== undefined
    await hub.until(isMade, 'the card is there')
    await cards.deleteMany({})
    assert.equal(((await profile(id))['attributes'] as Json)['lastName'], 'ساخته')
    assert.ok(await isMade())
  })

  it('CUS-12 shows the assets with the contracts and service levels that cover them', async () => {
    const id = await one({ ...person('هادی', 'فروشنده'), externalId: 'hadi' })
    await tell(
      {
        type: 'contract',
        externalId: 'c-9',
        data: { contractNumber: 'C-9', state: 'active', owner: { externalId: 'hadi' } },
      },
      {
        type: 'equipment',
        data: { serial: 'EQ-1', contractNumber: 'C-9', slaPolicy: 'gold', owner: { externalId: 'hadi' } },
      },
    )
    const assets = (await profile(id))['assets'] as readonly Json[]
    const equipment = assets.find(({ type }) => type === 'equipment')
    const kinds = (equipment?.['relations'] as readonly Json[]).map(({ kind }) => kind)
    assert.deepEqual([...kinds].sort(), ['sla', 'underContract'])
    assert.deepEqual((await card(id))['lifecycle'], { stage: 'customer', because: 'contract' })
  })

  it('hides what is personal from those who may not see it', async () => {
    const id = await one({ ...person('نهان', 'رازدار'), externalId: 'nahan' })
    await tell({
      type: 'activity',
      data: {
        kind: 'call',
        happenedAt: '2026-02-06T08:00:00Z',
        note: 'راز',
        customer: { externalId: 'nahan' },
      },
    })
    const { key } = await hub.api.post<Json>('/v1/api-keys', { name: 'reader', scopes: ['profiles:read'] })
    const seen = await ask(`GET /v1/profiles/${id}`, { key: String(key) })
    assert.equal(datum(((seen.body['card'] as Json)['latest'] as Json)['call'], 'note'), '***')
    assert.ok(!seen.text.includes('راز'))
  })

  it('FUP-07 has the running flows with their stage and the suggested next step', async () => {
    const id = await one(person('بهرام', 'بازاری'))
    const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="t">
  <bpmn:process id="marketing" name="رویه بازاریابی" isExecutable="true">
    <bpmn:startEvent id="begun"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="introduce" name="معرفی محصول"><bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="sales" /></bpmn:extensionElements><bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing></bpmn:userTask>
    <bpmn:exclusiveGateway id="isInterested" default="way"><bpmn:incoming>b</bpmn:incoming><bpmn:outgoing>way</bpmn:outgoing><bpmn:outgoing>c</bpmn:outgoing></bpmn:exclusiveGateway>
    <bpmn:userTask id="offer" name="ارسال پیش‌فاکتور"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements><bpmn:incoming>c</bpmn:incoming><bpmn:outgoing>e</bpmn:outgoing></bpmn:userTask>
    <bpmn:endEvent id="lost"><bpmn:incoming>way</bpmn:incoming></bpmn:endEvent>
    <bpmn:endEvent id="won"><bpmn:incoming>e</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="a" sourceRef="begun" targetRef="introduce" />
    <bpmn:sequenceFlow id="b" sourceRef="introduce" targetRef="isInterested" />
    <bpmn:sequenceFlow id="c" sourceRef="isInterested" targetRef="offer"><bpmn:conditionExpression>=true</bpmn:conditionExpression></bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="way" sourceRef="isInterested" targetRef="lost" />
    <bpmn:sequenceFlow id="e" sourceRef="offer" targetRef="won" />
  </bpmn:process>
</bpmn:definitions>`
    const deployed = await ask('POST /v1/flows', {
      body: bpmn,
      headers: { 'content-type': 'application/xml' },
    })
    assert.equal(deployed.status, 201, deployed.text)
    await hub.api.post('/v1/flows/marketing/runs', { businessKey: id })
    const flows = async (): Promise<readonly Json[]> => (await card(id))['flows'] as readonly Json[]
    await hub.until(async () => (await flows())[0]?.['suggested'] !== undefined, 'the run stands')
    const [run] = await flows()
    assert.deepEqual(
      [run?.['flowName'], run?.['stages'], run?.['suggested']],
      [
        'رویه بازاریابی',
        [{ element: 'introduce', name: 'معرفی محصول', candidateGroups: ['sales'] }],
        'ارسال پیش‌فاکتور',
      ],
    )
    const [item] = await list(`/v1/work-items?flow=marketing`)
    await hub.api.post(`/v1/work-items/${encodeURIComponent(String(item?.['id']))}/complete`, {})
    await hub.until(
      async () => ((await flows())[0]?.['stages'] as readonly Json[])[0]?.['element'] === 'offer',
      'FUP-06 the customer moves to the next stage',
    )
    assert.equal((await flows())[0]?.['suggested'], undefined, 'after the last step nothing comes')
  })

  it('has the open cases, and stays the same card through a merge', async () => {
    const [a = '', b = ''] = await tell(
      { ...person('زهرا', 'الف'), externalId: 'z1' },
      { ...person('زهرا', 'ب'), externalId: 'z2' },
    )
    const made = await hub.api.post<Json>('/v1/cases', {
      type: 'ticket',
      subject: 'قطعی خط',
      requester: { profileId: b },
    })
    const open = async (id: string): Promise<readonly Json[]> =>
      (await card(id))['openCases'] as readonly Json[]
    await hub.until(async () => (await open(b)).length === 1, 'the case shows')
    assert.equal((await open(b))[0]?.['subject'], 'قطعی خط')
    await hub.api.post(`/v1/profiles/${b}/merge`, { with: a, reason: 'same' })
    const gone = await ask(`GET /v1/profiles/${b}`)
    const survivor = gone.status === 301 ? a : b
    assert.equal(
      (await open(survivor))[0]?.['number'],
      made['number'],
      'cases of the merged one are its own now',
    )
    const lost = survivor === a ? b : a
    const moved = await ask(`GET /v1/profiles/${lost}`)
    assert.deepEqual([moved.status, moved.body['mergedInto']], [301, survivor])
    const timeline = await list(`/v1/profiles/${lost}/timeline`)
    assert.deepEqual(
      timeline.map(({ type }) => type),
      ['case'],
    )
    problemIn(await ask('GET /v1/profiles/nobody'), 'profileNotFound')
  })
})

describe('the timeline', () => {
  it('CUS-09 holds everything in one list, newest first, page by page without a gap', async () => {
    const id = await one({ ...person('تایم', 'لاین'), externalId: 'tl' })
    const customer = { externalId: 'tl' }
    const at = '2026-02-01T08:00:00Z'
    await tell(
      ...['a', 'b', 'c'].map((note) => ({
        type: 'activity',
        data: { kind: 'call', happenedAt: at, note, customer },
      })),
      {
        type: 'invoice',
        data: { invoiceNumber: 'T-1', amountRial: 1, issuedAt: '2026-02-02T08:00:00Z', customer },
      },
      {
        type: 'consent',
        data: { purpose: 'marketing', state: 'given', statedAt: '2026-02-03T08:00:00Z', customer },
      },
      { type: 'label', data: { kind: 'tag', name: 'x', customer } },
    )
    await hub.api.post('/v1/cases', { type: 'ticket', subject: 'یک', requester: { profileId: id } })
    await hub.api.post('/v1/cases', { type: 'ticket', subject: 'دو', requester: { profileId: id } })
    const all = await list(`/v1/profiles/${id}/timeline`)
    assert.deepEqual(
      all.map(({ type }) => type),
      ['case', 'case', 'consent', 'invoice', 'activity', 'activity', 'activity'],
    )
    const seen: Json[] = []
    type Page = { readonly items: readonly Json[]; readonly next: string | null }
    for (let next: string | null = ''; next !== null;) {
      const place: string = next === '' ? '' : `&after=${next}`
      const page: Page = await hub.api.get<Page>(`/v1/profiles/${id}/timeline?limit=2${place}`)
      seen.push(...page.items)
      next = page.next
    }
    assert.deepEqual(seen, all)
    assert.deepEqual(wrongFields(await ask(`GET /v1/profiles/${id}/timeline?after=x`)), ['after'])
  })
})

describe('ties between profiles', () => {
  it('read from both ends, with source and validity', async () => {
    const [boss = '', worker = ''] = await tell(
      { type: 'organisation', externalId: 'o1', data: { name: 'شرکت پیوند', legalId: '10101234565' } },
      { ...person('کارمند', 'نمونه'), externalId: 'w1' },
    )
    const made = await ask(`POST /v1/profiles/${boss}/relationships`, {
      json: {
        kind: 'employs',
        to: worker,
        role: 'حسابدار',
        validFromOn: '2026-01-01',
        validUntilOn: '2026-02-01',
      },
    })
    assert.equal(made.status, 201, made.text)
    const [back] = await list(`/v1/profiles/${worker}/relationships`)
    assert.deepEqual(
      [
        back?.['kind'],
        (back?.['profile'] as Json)['name'],
        back?.['role'],
        (back?.['from'] as Json)['connection'],
      ],
      ['employedBy', 'شرکت پیوند', 'حسابدار', 'hub'],
    )
    assert.equal(((await card(boss))['relationships'] as readonly Json[])[0]?.['kind'], 'employs')
    assert.equal((await list(`/v1/profiles/${boss}/relationships?on=2026-01-15`)).length, 1)
    assert.equal((await list(`/v1/profiles/${boss}/relationships?on=2026-03-01`)).length, 0)
    assert.equal(
      (await ask(`DELETE /v1/profiles/${boss}/relationships/${String(made.body['id'])}`)).status,
      204,
    )
    assert.equal((await list(`/v1/profiles/${worker}/relationships`)).length, 0)
    problemIn(
      await ask(`DELETE /v1/profiles/${boss}/relationships/${String(made.body['id'])}`),
      'relationshipNotFound',
    )
    assert.deepEqual(
      wrongFields(await ask(`POST /v1/profiles/${boss}/relationships`, { json: { kind: 'owns', to: boss } })),
      ['to'],
    )
  })

  it('PRM-01 CUS-12 make a tree of agencies, level by level, as it holds on a day, without circles', async () => {
    const names = ['مرکز', 'استان', 'شهر', 'شعبه']
    const ids = await tell(
      ...names.map((name, n) => ({ type: 'organisation', externalId: `ag${String(n)}`, data: { name } })),
    )
    const [centre, province, city, branch] = ids as unknown as readonly [string, string, string, string]
    const tie = (agent: string, to: string, more: Json = {}): ReturnType<Ask> =>
      ask(`POST /v1/profiles/${agent}/relationships`, { json: { kind: 'agentOf', to, ...more } })
    assert.equal((await tie(province, centre, { role: 'نماینده استان', sharePercent: 12 })).status, 201)
    assert.equal((await tie(city, province, { validUntilOn: '2026-02-01' })).status, 201)
    assert.equal((await tie(branch, city)).status, 201)
    interface Node {
      readonly profile: Json
      readonly agents: readonly Node[]
      readonly [name: string]: unknown
    }
    const inWords = ({ profile: { name }, agents }: Node): string =>
      String(name) + (agents.length === 0 ? '' : `(${agents.map(inWords).join(' ')})`)
    const look = async (id: string, more = ''): Promise<Json & { readonly tree: Node }> =>
      hub.api.get(`/v1/profiles/${id}/agency-tree${more}`)
    const whole = await look(centre)
    assert.deepEqual([inWords(whole.tree), whole['isWhole']], ['مرکز(استان(شهر(شعبه)))', true])
    assert.deepEqual(
      [whole.tree.agents[0]?.['role'], whole.tree.agents[0]?.['sharePercent']],
      ['نماینده استان', 12],
    )
    const flat = await look(centre, '?depth=1')
    assert.deepEqual([inWords(flat.tree), flat['isWhole']], ['مرکز(استان)', false])
    assert.equal(inWords((await look(centre, '?on=2026-03-01')).tree), 'مرکز(استان)')
    const above = (await look(branch))['above'] as readonly Json[]
    assert.deepEqual(
      above.map(({ name }) => name),
      ['شهر', 'استان', 'مرکز'],
    )
    problemIn(await tie(centre, branch), 'conflict')
    // A source may say so all the same: it is shown once.
    await tell({
      type: 'relation',
      data: { kind: 'agentOf', from: { externalId: 'ag0' }, to: { externalId: 'ag3' } },
    })
    const circle = await look(centre)
    assert.equal(inWords(circle.tree), 'مرکز(استان(شهر(شعبه(مرکز))))')
    assert.equal(circle.tree.agents[0]?.agents[0]?.agents[0]?.agents[0]?.['isRepeated'], true)
    problemIn(await ask('GET /v1/profiles/nobody/agency-tree'), 'profileNotFound')
  })

  it('come from sources, and lead to their other end as soon as it is known', async () => {
    const boss = await one({ type: 'organisation', data: { name: 'شرکت آینده', legalId: '14001234562' } })
    await tell({
      type: 'relation',
      connection: 'registry',
      externalId: 'x',
      data: {
        kind: 'represents',
        fromNationalCode: '1112223339',
        toLegalId: '14001234562',
        role: 'مدیرعامل',
      },
    })
    const ahead = await list(`/v1/profiles/${boss}/relationships?kind=representedBy`)
    assert.deepEqual([ahead.length, ahead[0]?.['profile']], [1, undefined], 'the other end is not known yet')
    const agent = await one(person('مدیر', 'عامل', { nationalCode: '1112223339' }))
    const known = ((await card(boss))['relationships'] as readonly Json[]).find(
      ({ kind }) => kind === 'representedBy',
    )
    assert.equal((known?.['profile'] as Json)['id'], agent, 'found as soon as it comes')
    problemIn(await ask(`DELETE /v1/profiles/${boss}/relationships/${String(ahead[0]?.['id'])}`), 'conflict')
  })

  it('follow their ends through a merge and back', async () => {
    const [a = '', b = '', child = ''] = await tell(
      { ...person('پدر', 'یک'), externalId: 'f1' },
      { ...person('پدر', 'دو'), externalId: 'f2' },
      { ...person('فرزند', 'خانه'), externalId: 'ch' },
    )
    await hub.api.post(`/v1/profiles/${child}/relationships`, { kind: 'memberOfHousehold', to: b })
    const other = async (): Promise<unknown> =>
      ((await list(`/v1/profiles/${child}/relationships`))[0]?.['profile'] as Json | undefined)?.['id']
    assert.equal(await other(), b)
    const { decision, profiles } = await hub.api.post<Json>(`/v1/profiles/${a}/merge`, {
      with: b,
      reason: 'same',
    })
    const [survivor] = profiles as readonly string[]
    assert.equal(await other(), survivor)
    assert.equal(((await card(String(survivor)))['relationships'] as readonly Json[]).length, 1)
    await hub.api.post(`/v1/match-decisions/${String(decision)}/undo`, { reason: 'no' })
    const back = String(await other())
    const { attributes } = await profile(back)
    assert.equal((attributes as Json)['lastName'], 'دو', 'with the record that it names')
  })
})

describe('consents', () => {
  it('are statements of which the newest that covers a message decides; nothing said is nothing allowed', async () => {
    const id = await one(person('رضایت', 'دهنده', { mobile: '0912 777 8899' }))
    const check = async (purpose: string, channel = 'sms'): Promise<unknown> =>
      (await hub.api.post<Json>('/v1/consents/check', { recipient: '۰۹۱۲۷۷۷۸۸۹۹', purpose, channel }))[
        'reason'
      ]
    const say = async (state: string, more: Json = {}): Promise<void> => {
      await hub.clock.advance(1_000)
      await hub.api.post(`/v1/profiles/${id}/consents`, { purpose: 'marketing', state, ...more })
    }
    assert.equal(await check('marketing'), 'nothingSaid')
    await say('given', { channel: 'sms', source: 'form', proof: 'فرم ۱۷' })
    assert.deepEqual(
      [await check('marketing'), await check('marketing', 'email'), await check('survey')],
      ['given', 'nothingSaid', 'nothingSaid'],
    )
    const path = 'POST /v1/connections/sms-main/operations/sendMessage'
    const send = (purpose: string): ReturnType<Ask> =>
      ask(path, { json: { input: { recipient: '+989127778899', text: 'حراج' }, purpose } })
    problemIn(await send('survey'), 'consentMissing')
    problemIn(await send('marketing'), 'connectionNotFound')
    assert.deepEqual(wrongFields(await ask(path, { json: { input: {}, purpose: 'x' } })), ['input/recipient'])
    await say('withdrawn', { purpose: 'any' })
    assert.equal(await check('marketing'), 'withdrawn')
    await say('given', { channel: 'any', validUntilOn: '2026-02-01' })
    assert.equal(await check('marketing'), 'expired')
    assert.equal((await list(`/v1/profiles/${id}/consents`)).length, 3, 'nothing is overwritten')
    const [newest] = await list(`/v1/profiles/${id}/consents?limit=1`)
    assert.deepEqual([newest?.['state'], newest?.['takenBy']], ['given', 'admin'])
    assert.equal(((await card(id))['consents'] as readonly Json[]).length, 3)
    assert.equal(
      (await hub.api.post<Json>('/v1/consents/check', { recipient: 'nobody@example.com', purpose: 'x' }))[
        'isAllowed'
      ],
      false,
    )
    assert.deepEqual(
      wrongFields(
        await ask(`POST /v1/profiles/${id}/consents`, { json: { purpose: 'Bad one', state: 'given' } }),
      ),
      ['purpose'],
    )
  })
})

describe('segments and tags', () => {
  const members = async (key: string): Promise<readonly unknown[]> =>
    (await list(`/v1/segments/${key}/members`)).map(({ id }) => id)

  it('CUS-10 a rule finds its members, and loses them, as profiles change', async () => {
    const [rich = '', poor = ''] = await tell(
      { ...person('دارا', 'توانگر', { city: 'شیراز' }), externalId: 'rich' },
      { ...person('ندار', 'تهیدست', { city: 'شیراز' }), externalId: 'poor' },
    )
    const put = await ask('PUT /v1/segments/shiraz-debtors', {
      json: {
        title: { en: 'Debtors', fa: 'بدهکاران شیراز' },
        when: 'city = "شیراز" and debt.balanceRial > 1000',
      },
    })
    assert.equal(put.status, 200, put.text)
    const owes = {
      type: 'invoice',
      data: {
        invoiceNumber: 'S-1',
        state: 'issued',
        amountRial: 5_000,
        issuedAt: '2026-02-02T08:00:00Z',
        customer: { externalId: 'rich' },
      },
    }
    await tell({ ...owes, externalId: 's-1' })
    await hub.until(async () => (await members('shiraz-debtors')).length === 1, 'the debtor is in')
    assert.deepEqual(await members('shiraz-debtors'), [rich])
    assert.deepEqual((await card(rich))['segments'], ['shiraz-debtors'])
    const found = await list('/v1/profiles?segment=shiraz-debtors')
    assert.deepEqual(
      found.map(({ id }) => id),
      [rich],
    )
    await hub.api.put('/v1/segments/shiraz-debtors', {
      title: { en: 'All', fa: 'همه' },
      when: 'city = "شیراز"',
    })
    await hub.until(
      async () => (await members('shiraz-debtors')).length === 2,
      'a new rule looks at everybody',
    )
    await tell({ ...person('ندار', 'تهیدست', { city: 'قم' }), externalId: 'poor' })
    await hub.until(
      async () => !(await members('shiraz-debtors')).includes(poor),
      'who no longer fits is out',
    )
    assert.deepEqual(
      wrongFields(
        await ask('PUT /v1/segments/bad', { json: { title: { en: 'x', fa: 'x' }, when: 'city =' } }),
      ),
      ['when'],
    )
    problemIn(await ask('GET /v1/segments/none'), 'segmentNotFound')
    assert.equal((await hub.api.get<Json>('/v1/segments/shiraz-debtors'))['members'], 1)
  })

  it('CUS-10 members by hand and tags stay until taken back, and go with a merge', async () => {
    await hub.api.put('/v1/segments/vip', { title: { en: 'VIP', fa: 'ویژه' } })
    const [a = '', b = ''] = await tell(
      { ...person('ویژه', 'الف'), externalId: 'v1' },
      { ...person('ویژه', 'ب'), externalId: 'v2' },
    )
    const tag = encodeURIComponent('نمایشگاه ۱۴۰۵')
    assert.equal((await ask(`PUT /v1/segments/vip/members/${b}`)).status, 204)
    assert.equal((await ask(`PUT /v1/profiles/${b}/tags/${tag}`)).status, 204)
    assert.deepEqual([(await card(b))['segments'], (await card(b))['tags']], [['vip'], ['نمایشگاه ۱۴۰۵']])
    const { profiles } = await hub.api.post<Json>(`/v1/profiles/${a}/merge`, { with: b, reason: 'same' })
    const [survivor = ''] = profiles as readonly string[]
    assert.deepEqual((await card(survivor))['tags'], ['نمایشگاه ۱۴۰۵'])
    await hub.until(
      async () => (await list(`/v1/profiles?tag=${tag}`))[0]?.['id'] === survivor,
      'found by tag',
    )
    assert.equal((await ask(`DELETE /v1/profiles/${survivor}/tags/${tag}`)).status, 204)
    assert.equal((await ask(`DELETE /v1/segments/vip/members/${survivor}`)).status, 204)
    assert.deepEqual([(await card(survivor))['segments'], (await card(survivor))['tags']], [[], []])
    const refreshed = await ask('POST /v1/segments/refresh')
    assert.equal(refreshed.status, 202)
  })
})

describe('prospects and KYC', () => {
  it('CUS-03 CUS-04 a prospect becomes a customer with its first paid invoice, and keeps id and history', async () => {
    const id = await one({
      ...person('مشتری', 'آینده', {
        stage: 'prospect',
        prospectType: 'فروشگاه',
        rank: 'A',
        activityField: 'پوشاک',
      }),
      externalId: 'pr',
    })
    await tell({
      type: 'activity',
      data: { kind: 'visit', happenedAt: '2026-01-05T08:00:00Z', customer: { externalId: 'pr' } },
    })
    assert.deepEqual((await card(id))['lifecycle'], { stage: 'prospect', because: 'stated' })
    await tell({
      type: 'invoice',
      data: {
        invoiceNumber: 'N-1',
        state: 'paid',
        amountRial: 1,
        paidRial: 1,
        issuedAt: '2026-02-02T08:00:00Z',
        customer: { externalId: 'pr' },
      },
    })
    const { lifecycle, latest } = await card(id)
    assert.deepEqual(lifecycle, {
      stage: 'customer',
      because: 'paidInvoice',
      since: '2026-02-02T08:00:00.000Z',
    })
    assert.ok((latest as Json)['visit'], 'what happened before is still there')
  })

  it('KYC-05 the Sejam state tells its level, its reason and whether it may be relied upon', async () => {
    const kyc = async (sejamState: string, more: Json = {}): Promise<Json> =>
      (await card(await one(person('سجام', `حالت ${sejamState}`, { sejamState, ...more }))))['kyc'] as Json
    const states = ['SEJAMI', 'traceCode', 'Suspend', 'Dead', 'SomethingNew']
    const found = await Promise.all(states.map((state) => kyc(state)))
    assert.deepEqual(
      found.map(({ state, level, isUsable, isAlert }) => [state, level, isUsable, isAlert]),
      [
        ['sejami', 'verified', true, false],
        ['traceCode', 'unverified', false, false],
        ['suspend', 'partial', false, false],
        ['dead', 'blocked', false, true],
        ['SomethingNew', 'unknown', false, false],
      ],
    )
    const stated = await kyc('InvalidInformation', { sejamReason: 'تصویر ناخوانا', userInfoState: 'ناقص' })
    assert.deepEqual(
      [stated['statedReason'], (stated['from'] as Json)['connection']],
      ['تصویر ناخوانا', 'crm'],
    )
  })
})

describe('the search', () => {
  const found = async (query: string): Promise<readonly unknown[]> =>
    (await list(`/v1/profiles?${query}`)).map(({ id }) => id)
  const q = (text: string): string => `q=${encodeURIComponent(text)}`

  it('finds Persian names however they are typed: letters, half-space, honorifics, parts apart or joined', async () => {
    const id = await one(person('سید کاظم', 'حسن‌زاده اسکویی'))
    const typed = [
      'كاظم',
      'دکتر کاظم حسن زاده',
      'حسنزاده',
      'حسن\u200cزاده',
      'اسكويي',
      'آقای سید کاظم حسن زاده',
    ]
    for (const text of typed) assert.deepEqual(await found(q(text)), [id], text)
    assert.deepEqual(await found(q('کاظم ناشناس')), [])
  })

  it('finds by the beginnings of words when asked to, page by page', async () => {
    const ids = await tell(person('ژاله', 'گلستانی'), person('ژاله', 'گلستان'), person('ژاله', 'بهاری'))
    assert.deepEqual(await found(q('گلست')), [])
    assert.deepEqual([...(await found(`${q('ژال گلست')}&prefix=true`))].sort(), [...ids.slice(0, 2)].sort())
    const first = await hub.api.get<Json>(`/v1/profiles?${q('ژال')}&prefix=true&limit=2`)
    const rest = await found(`${q('ژال')}&prefix=true&limit=2&after=${first['next'] as string}`)
    assert.deepEqual([(first['items'] as readonly Json[]).length, rest.length], [2, 1])
  })

  it('forgives one typing mistake in names and numbers, and shows what is nearer first', async () => {
    const [exact, longer, mistyped, far] = await tell(
      person('تهمینه', 'فرخزاد'),
      person('تهمینه', 'فرخزادیان'),
      person('تهمنه', 'فرخزاد', { mobile: '09187776655' }),
      person('تهمورث', 'فرخنده'),
    )
    const fuzzy = async (text: string): Promise<readonly unknown[]> => found(`${q(text)}&match=fuzzy`)
    assert.deepEqual(await fuzzy('تهمینه فرخزاد'), [exact, longer, mistyped])
    for (const text of ['تهینه فرخزاد', 'تهممینه فرخزاد', 'تمهینه فرخزاد', 'تهمیته فرخزاد'])
      assert.ok((await fuzzy(text)).includes(exact), text)
    assert.ok(!(await fuzzy('تهمینه فرخزاد')).includes(far))
    assert.deepEqual(await found(q('تهینه فرخزاد')), [], 'only when asked to')
    for (const text of ['0918 777 6655', '۰۹۱۸۷۷۷۶۶۵۵', '+989187776655'])
      assert.deepEqual(await found(q(text)), [mistyped], text)
    for (const text of ['09187776656', '0918777665', '09187776565', '091877766555'])
      assert.deepEqual(await fuzzy(text), [mistyped], text)
    const [coded] = await tell(person('آرش', 'کمانگیر', { nationalCode: '1112223339' }))
    for (const text of ['1112223338', '111222339', '۱۱۱۲۲۳۲۳۳۹'])
      assert.deepEqual(await fuzzy(text), [coded], text)
    assert.deepEqual(await found(`${q('09187')}&match=prefix`), [mistyped])
  })

  it('is paged by nearness and id, and nobody is skipped or shown twice while profiles change', async () => {
    const names = ['بهمنیار', 'بهمنیار', 'بهمنیار', 'بهمنیاری', 'بهمنیاری', 'بهمیار']
    const ids = await tell(...names.map((name) => person('گودرز', name)))
    const seen: unknown[] = []
    for (let after = ''; ;) {
      const page = await hub.api.get<Json>(
        `/v1/profiles?${q('گودرز بهمنیار')}&match=fuzzy&limit=2${after === '' ? '' : `&after=${after}`}`,
      )
      seen.push(...(page['items'] as readonly Json[]).map(({ id }) => id))
      // Every profile changes between two pages: by time of change the order would be another one.
      const changed = names.map((name, n) => ({
        ...person('گودرز', name, { jobTitle: `شغل ${String(seen.length)}` }),
        externalId: `r${String(serial - names.length + 1 + n)}`,
      }))
      await tell(...changed)
      serial -= names.length
      if (page['next'] === null) break
      after = page['next'] as string
    }
    assert.deepEqual(seen.slice(0, 3), ids.slice(0, 3).sort())
    assert.deepEqual([...seen].sort(), [...ids].sort())
    assert.equal(new Set(seen).size, seen.length)
    assert.deepEqual(wrongFields(await ask(`GET /v1/profiles?${q('گودرز')}&after=x`)), ['after'])
  })

  it('finds customers by what is theirs: serial, contract, account, with or without kind and connection', async () => {
    const owner = { externalId: 'zari' }
    const [zari] = await tell({ ...person('زری', 'باستانی', { nationalCode: '4999999994' }), ...owner })
    await tell(
      { type: 'terminal', data: { serial: 'PX-۱۰۰۲', terminalNumber: '880011', owner } },
      { type: 'contract', data: { contractNumber: 'ق-1405/77', owner } },
      { type: 'account', data: { iban: 'IR840120000000000123456789', owner } },
    )
    const asset = async (text: string): Promise<readonly unknown[]> =>
      found(`asset=${encodeURIComponent(text)}`)
    const written = [
      'serial:px-1002',
      'PX-1002',
      'terminalNumber:880011',
      'terminalNumber:crm:880011',
      '۸۸۰۰۱۱',
      'contractNumber:ق-1405/77',
      'ق-1405/77',
      'iban:840120000000000123456789',
      'IR84 0120 0000 0000 0123 4567 89',
    ]
    for (const text of written) assert.deepEqual(await asset(text), [zari], text)
    assert.deepEqual(await asset('terminalNumber:erp:880011'), [], 'of another connection')
    assert.deepEqual(await asset('serial:none'), [])
    assert.deepEqual(await found(`asset=PX-1002&${q('زری')}`), [zari])
    assert.deepEqual(await found(`asset=PX-1002&${q('هوشنگ')}`), [])
  })
})
