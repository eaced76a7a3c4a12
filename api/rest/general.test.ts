/** What holds for the hub as a whole (GEN-01 to 03, 05 to 07), over the API. GEN-04 is about the console. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import { element, end, file } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'
import { settingsFrom } from '../settings.ts'

let hub: TestHub
let ask: Ask

const title = (fa: string): Json => ({ en: fa, fa })
const put = (path: string, json: Json): Promise<Answer> => ask(`PUT /v1/${path}`, { json })
const items = async (path: string): Promise<readonly Json[]> =>
  (await hub.api.get(path))['items'] as readonly Json[]

before(async () => {
  hub = await testHub()
  ask = asking(hub)
})
after(() => hub.close())

describe('GEN-01: the organisation', () => {
  it('is laid out as units, posts, teams and people, each unit with who answers for it', async () => {
    await put('units/company', { title: title('شرکت'), head: 'ceo' })
    await put('units/support', { title: title('پشتیبانی'), parent: 'company', head: 'sara' })
    for (const [name, unit] of [
      ['ceo', 'company'],
      ['sara', 'support'],
      ['reza', 'support'],
      ['guest', 'nowhere'],
    ] as const)
      await put(`people/${name}`, { title: title(name), unit, roles: ['expert'] })
    await put('teams/field', { title: title('میدانی'), unit: 'support', lead: 'sara', members: ['reza'] })
    const top = { title: title('مدیرعامل'), unit: 'company', holders: ['ceo'] }
    assert.equal((await put('posts/director', top)).status, 200)
    const expert = {
      title: title('کارشناس'),
      unit: 'support',
      reportsTo: 'director',
      holders: ['sara', 'reza'],
    }
    assert.equal((await put('posts/expert', expert)).status, 200)
    const { units, elsewhere } = await hub.api.get('/v1/organisation')
    const [company] = units as readonly Json[]
    assert.deepEqual(
      [company?.['key'], company?.['head'], (units as readonly Json[]).length],
      ['company', 'ceo', 1],
    )
    const [support] = company?.['units'] as readonly Json[]
    assert.deepEqual(support, {
      key: 'support',
      title: title('پشتیبانی'),
      head: 'sara',
      posts: [{ key: 'expert', title: title('کارشناس'), reportsTo: 'director', holders: ['sara', 'reza'] }],
      teams: [{ key: 'field', title: title('میدانی'), lead: 'sara', members: ['reza'] }],
      people: [
        { name: 'reza', title: title('reza'), roles: ['expert'] },
        { name: 'sara', title: title('sara'), roles: ['expert'] },
      ],
      units: [],
    })
    assert.deepEqual(elsewhere, [{ name: 'guest', title: title('guest') }])
    const circle = await put('posts/director', { ...top, reportsTo: 'expert' })
    assert.deepEqual(wrongFields(circle), ['reportsTo'])
    const wrong = { title: title('x'), unit: 'none', reportsTo: 'none', holders: ['nobody'] }
    assert.deepEqual(wrongFields(await put('posts/wrong', wrong)), ['unit', 'reportsTo', 'holders/0'])
    problemIn(await ask('GET /v1/posts/none'), 'definitionNotFound')
  })

  it('is shown whole even when somebody made a circle of units', async () => {
    await put('units/a', { title: title('الف'), parent: 'b' })
    await put('units/b', { title: title('ب'), parent: 'a' })
    const { units } = await hub.api.get('/v1/organisation')
    const keys = (units as readonly Json[]).map(({ key }) => key)
    assert.ok(keys.includes('a') && keys.includes('b'))
  })
})

describe('GEN-02: access', () => {
  it('goes by role: what the role may do, whoever has it may, from when it changes', async () => {
    await put('roles/seller', { title: title('فروشنده'), scopes: ['records:read'] })
    const made = await ask('POST /v1/api-keys', { json: { name: 'sara', roles: ['seller'] } })
    assert.deepEqual([made.status, made.body['scopes'], made.body['roles']], [201, [], ['seller']])
    const key = String(made.body['key'])
    assert.equal((await ask('GET /v1/records/product', { key })).status, 200)
    problemIn(await ask('PUT /v1/records/product/x', { key, json: { name: 'x' } }), 'forbidden')
    await put('roles/seller', { title: title('فروشنده'), scopes: ['records:read', 'records:write'] })
    await hub.clock.advance(2_000)
    assert.equal((await ask('PUT /v1/records/product/x', { key, json: { name: 'x' } })).status, 200)
    await put('roles/seller', { title: title('فروشنده'), scopes: [] })
    await hub.clock.advance(2_000)
    problemIn(await ask('GET /v1/records/product', { key }), 'forbidden')
  })

  it('goes by user: a key has scopes of its own, and nobody gives, or takes, what they do not have', async () => {
    await put('roles/boss', { title: title('رئیس'), scopes: ['flows:deploy'] })
    await put('roles/clerk', { title: title('کارمند'), scopes: ['records:read'] })
    const own = { name: 'admin of keys', scopes: ['keys:manage'], roles: ['clerk'] }
    const { key } = await hub.api.post('/v1/api-keys', own)
    const by = (line: string, json: Json): Promise<Answer> => ask(line, { json, key: String(key) })
    assert.equal((await by('POST /v1/api-keys', { name: 'a', roles: ['clerk'] })).status, 201)
    problemIn(await by('POST /v1/api-keys', { name: 'b', roles: ['boss'] }), 'forbidden')
    problemIn(await by('POST /v1/api-keys', { name: 'c', scopes: ['*'] }), 'forbidden')
    problemIn(await by('PUT /v1/roles/clerk', { title: title('x'), scopes: ['flows:deploy'] }), 'forbidden')
    problemIn(await by('PUT /v1/roles/boss', { title: title('x'), scopes: [] }), 'forbidden')
    assert.deepEqual(wrongFields(await by('POST /v1/api-keys', { name: 'd', roles: ['nobody'] })), [
      'roles/0',
    ])
    assert.deepEqual(wrongFields(await by('POST /v1/api-keys', { name: 'e' })), ['scopes'])
    problemIn(await ask('GET /v1/roles/nobody'), 'definitionNotFound')
  })
})

describe('GEN-03: the web, around the clock', () => {
  it('says to anybody that it is there, ready, and what it serves', async () => {
    const page = await ask('GET /', { key: null })
    assert.deepEqual([page.status, page.text.startsWith('<!doctype html>')], [200, true])
    assert.equal((await ask('GET /healthz', { key: null })).body['status'], 'alive')
    const ready = await ask('GET /readyz', { key: null })
    assert.deepEqual([ready.status, ready.body['status']], [200, 'ready'])
  })
})

describe('GEN-05: each system alone', () => {
  it('leaves out the addresses and loops of what is switched off, and says so', async () => {
    const alone = await testHub({ environment: { PEYVAND_MODULES: 'rules, records' } })
    const there = asking(alone)
    try {
      assert.equal((await there('GET /v1/rules')).status, 200)
      assert.equal((await there('PUT /v1/records/product/x', { json: { name: 'x' } })).status, 200)
      for (const path of ['flows', 'cases', 'clocks', 'profiles', 'connections']) {
        const { detail } = problemIn(await there(`GET /v1/${path}`), 'moduleOff')
        assert.match(detail, /runs without its module/)
      }
      problemIn(await there('POST /v1/cases', { json: { type: 'ticket' } }), 'moduleOff')
      assert.equal((await there('GET /healthz', { key: null })).status, 200)
      assert.equal((await there('GET /v1/audit')).status, 200)
      const rules = [{ name: 'الف', set: { seen: 'true' } }]
      await there('PUT /v1/rules/on', { json: { title: title('x'), events: ['thing.done'], rules } })
      const { body } = await there('POST /v1/rule-events', { json: { event: 'thing.done', fact: {} } })
      assert.equal(body['state'], 'done', 'the rules do their work alone')
    } finally {
      await alone.close()
    }
  })

  it('is told at the start when a module is not called so', () => {
    assert.throws(
      () => settingsFrom({ PEYVAND_MODULES: 'rules,crm' }),
      /PEYVAND_MODULES has crm, but the modules are/,
    )
    assert.equal(settingsFrom({ PEYVAND_MODULES: ' ' }).modules, undefined)
  })
})

describe('GEN-06: every change can be traced', () => {
  /** Lines of one instant have no order. */
  async function does(line: string, json: Json): Promise<void> {
    const answer = await ask(line, { json })
    assert.ok(answer.status < 300, answer.text)
    await hub.clock.advance(1_000)
  }

  it('to who, when, from what to what: of what people set', async () => {
    const { id, key } = await hub.api.post('/v1/api-keys', { name: 'planner', scopes: ['cases:configure'] })
    const save = (json: Json): Promise<Answer> => ask('PUT /v1/units/traced', { json, key: String(key) })
    await save({ title: title('واحد'), head: 'sara' })
    await hub.clock.advance(1_000)
    await save({ title: title('واحد'), head: 'reza' })
    await hub.clock.advance(1_000)
    await save({ title: title('واحد'), head: 'reza' })
    const lines = await items(`/v1/audit?by=${String(id)}`)
    assert.deepEqual(
      lines.map(({ action, target, changes = [] }) => [action, target, changes]),
      [
        ['putUnit', 'key:traced', []],
        ['putUnit', 'key:traced', [{ path: 'head', before: 'sara', after: 'reza' }]],
        [
          'putUnit',
          'key:traced',
          [
            { path: 'head', after: 'sara' },
            { path: 'title', after: title('واحد') },
          ],
        ],
      ],
    )
    assert.ok(lines.every(({ at }) => typeof at === 'string'))
  })

  it('of cases and the work in them, without the words of those that are confidential', async () => {
    const linesOf = async (one: Json): Promise<readonly unknown[]> =>
      (await items(`/v1/audit?target=${encodeURIComponent(`id:${String(one['id'])}`)}`))
        .filter(({ action }) => action !== 'viewConfidentialCase')
        .map(({ action, changes = [] }) => [action, changes])
    const made = await hub.api.post('/v1/cases', { type: 'ticket', assignee: 'sara', data: { cause: 'برق' } })
    const at = `/v1/cases/${String(made['id'])}`
    const patched = { priority: 'high', description: 'رازی', data: { cause: 'کابل', system: 'فروش' } }
    await does(`PATCH ${at}`, patched)
    await does(`POST ${at}/refer`, { assignee: 'reza' })
    await does(`POST ${at}/transitions`, { transition: 'begin' })
    assert.deepEqual(await linesOf(made), [
      ['moveCase', [{ path: 'state', before: 'new', after: 'inProgress' }]],
      ['referCase', [{ path: 'assignee', before: 'sara', after: 'reza' }]],
      [
        'changeCase',
        [
          { path: 'data/cause', before: 'برق', after: 'کابل' },
          { path: 'data/system', after: 'فروش' },
          { path: 'description', after: '***' },
          { path: 'priority', before: 'normal', after: 'high' },
        ],
      ],
    ])
    const complaint = await hub.api.post('/v1/cases', { type: 'complaint', data: { kind: 'complaint' } })
    const place = `/v1/cases/${String(complaint['id'])}`
    await does(`POST ${place}/transitions`, { transition: 'acknowledge' })
    await does(`PATCH ${place}`, { data: { assessment: 'رازی' } })
    const [work] = (await hub.api.get(place))['workItems'] as readonly Json[]
    const item = work ?? {}
    const act = (what: string, json: Json): Promise<void> =>
      does(`POST /v1/case-work-items/${String(item['id'])}/${what}`, json)
    await act('claim', { assignee: 'sara' })
    await act('delegate', { assignee: 'reza' })
    await act('complete', { outcome: 'investigate', data: { severity: 'critical' } })
    const delegated = [
      { path: 'assignee', before: 'sara', after: 'reza' },
      { path: 'owner', after: 'sara' },
    ]
    const claimed = [{ path: 'assignee', after: 'sara' }]
    const [done, ...before] = await linesOf(item)
    assert.deepEqual(before, [
      ['delegateCaseWorkItem', delegated],
      ['claimCaseWorkItem', claimed],
    ])
    const [, changes] = done as readonly [string, readonly Json[]]
    assert.deepEqual(
      changes.filter(({ path }) => !String(path).startsWith('work')),
      [
        { path: 'data/severity', after: '***' },
        { path: 'state', before: 'acknowledged', after: 'investigating' },
      ],
    )
    const [[action, masked]] = (await linesOf(complaint)) as [readonly [string, Json]]
    assert.deepEqual([action, masked], ['changeCase', [{ path: 'data/assessment', after: '***' }]])
  })

  it('of work items of runs, of the survivorship policy and of calendars', async () => {
    const task = element('userTask', 'check', { extensions: '<zeebe:userTask />' })
    const elements = [element('startEvent', 'begun'), task, end()]
    await hub.api.deploy({
      'check.bpmn': file({ elements, flows: ['begun > check > done'] }, 'traced-check'),
    })
    await hub.api.post('/v1/flows/traced-check/runs', {})
    let work: Json | undefined
    await hub.until(async () => {
      ;[work] = await items('/v1/work-items?flow=traced-check')
      return work !== undefined
    }, 'the work item is there')
    const at = `/v1/work-items/${String(work?.['id'])}`
    await does(`POST ${at}/claim`, { assignee: 'sara' })
    await does(`POST ${at}/assign`, { assignee: 'reza' })
    await does(`PATCH ${at}`, { priority: 80 })
    await does(`POST ${at}/complete`, { outcome: 'approved' })
    const policy = { priority: ['erp'] }
    await does('PUT /v1/survivorship-policy', { policy, reason: 'آزمون' })
    const calendar = {
      title: title('تقویم'),
      calendar: { timeZone: 'Asia/Tehran', week: { sunday: [{ from: '08:00', to: '12:00' }] }, holidays: [] },
    }
    await does('PUT /v1/calendars/traced', calendar)
    await does('PUT /v1/calendars/traced', { ...calendar, teams: ['x'] })
    const changesOf = async (target: string): Promise<readonly unknown[]> =>
      (await items(`/v1/audit?target=${encodeURIComponent(target)}`)).map(({ changes = [] }) => changes)
    assert.deepEqual(await changesOf(`id:${String(work?.['id'])}`), [
      [
        { path: 'outcome', after: 'approved' },
        { path: 'state', before: 'open', after: 'done' },
      ],
      [{ path: 'priority', before: 50, after: 80 }],
      [{ path: 'assignee', before: 'sara', after: 'reza' }],
      [{ path: 'assignee', after: 'sara' }],
    ])
    const [last] = await changesOf('key:traced')
    assert.deepEqual(last, [{ path: 'teams', after: ['x'] }])
    const lines = await items('/v1/audit?by=admin&limit=20')
    const saved = lines.find(({ action }) => action === 'putSurvivorshipPolicy')
    assert.deepEqual(saved?.['changes'], [{ path: 'priority', before: [], after: ['erp'] }])
  })

  it('and to the source: of what systems say', async () => {
    const say = async (connection: string, city: string): Promise<string> => {
      const data = { lastName: 'کریمی', nationalCode: '1112223339', city }
      const { results } = await hub.api.post('/v1/source-records', {
        records: [{ connection, type: 'person', externalId: '9', data }],
      })
      return String((results as readonly Json[])[0]?.['profileId'])
    }
    const id = await say('crm', 'قم')
    await hub.clock.advance(1_000)
    await say('erp', 'یزد')
    const [change] = await items(`/v1/profiles/${id}/history`)
    const city = (change?.['changed'] as readonly Json[]).find(({ attribute }) => attribute === 'city')
    assert.deepEqual([city?.['before'], city?.['after']], ['قم', 'یزد'])
    const { attributes } = await hub.api.get(`/v1/profiles/${id}?provenance=true`)
    const told = (attributes as Readonly<Record<string, Json>>)['city']
    assert.equal((told?.['from'] as Json)['connection'], 'erp')
  })
})

describe('GEN-07: Iranian usage', () => {
  it('takes digits, dates and numbers as people write them, and checks them', async () => {
    const data = {
      firstName: 'مريم',
      lastName: 'رضايي',
      nationalCode: '۰۰۱۲۳۴۵۶۷۹',
      mobile: '۰۹۱۲ ۱۲۳ ۴۵۶۷',
      birthOn: '۱۳۷۰/۰۱/۰۱',
    }
    const wrong = { firstName: 'الف', lastName: 'ب', nationalCode: '0012345678' }
    const { results } = await hub.api.post('/v1/source-records', {
      records: [
        { connection: 'crm', type: 'person', externalId: '1', data },
        { connection: 'crm', type: 'person', externalId: '2', data: wrong },
        { connection: 'crm', type: 'product', externalId: '3', data: { name: 'کالا', priceRial: 1.5 } },
      ],
    })
    const [, , halfRial] = results as readonly Json[]
    assert.match(String(halfRial?.['reason']), /data\/priceRial/, 'rials are whole')
    const [found] = await items(`/v1/profiles?identifier=${encodeURIComponent('mobile:۰۹۱۲۱۲۳۴۵۶۷')}`)
    const { birthOn, nationalCode } = found?.['attributes'] as Json
    assert.deepEqual([birthOn, nationalCode], ['1991-03-21', '0012345679'])
    assert.deepEqual(
      await items('/v1/profiles?identifier=nationalCode:0012345678'),
      [],
      'a wrong check digit',
    )
  })

  it('shows days in Jalali with the official holidays, numbers cases by the Jalali year, speaks Persian', async () => {
    const year = await hub.api.get('/v1/calendars/default/years/1405')
    const days = year['days'] as readonly Json[]
    const named = (day: string): Json | undefined => days.find((one) => one['jalali'] === day)
    assert.deepEqual(
      [named('1405/01/01')?.['day'], named('1405/01/01')?.['reason']],
      ['2026-03-21', 'holiday'],
    )
    assert.match(JSON.stringify(named('1405/11/22')), /انقلاب/)
    const made = await ask('POST /v1/cases', { json: { type: 'ticket', subject: 'پرسش' } })
    assert.match(String(made.body['number']), /-1404-\d{5}$/)
    const refused = await ask('GET /v1/flows/none', { headers: { 'accept-language': 'fa' } })
    assert.equal(refused.body['title'], 'چنین گردش‌کاری وجود ندارد')
  })
})
