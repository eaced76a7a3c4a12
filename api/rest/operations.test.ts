/** What operators do all day: deploy flows, start, see and repair runs, work items, rules, keys, audit, and stop. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import { boundary, element, end, file, script, start, timer } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  // Time in a test runs ahead of what is really under way; nothing is to be cut because of that.
  hub = await testHub({ environment: { PEYVAND_SHUTDOWN_MS: '600000' } })
  ask = asking(hub)
})

interface List {
  readonly items: readonly Json[]
  readonly next: string | null
}

const asks = '<zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="finance" />'
const approval = file(
  {
    elements: [
      start(),
      element('userTask', 'approve', { extensions: asks }),
      boundary('tooLate', 'approve', timer('timeDuration', 'PT1M')),
      end(),
      end('lapsed'),
    ],
    flows: ['begun > approve > done', 'tooLate > lapsed'],
  },
  'approval',
)
const sum = file(
  { elements: [start(), script('add', '=a + b', 'total'), end()], flows: ['begun > add > done'] },
  'sum',
)
const nap = file(
  {
    elements: [
      start(),
      element('intermediateCatchEvent', 'rest', { content: timer('timeDuration', '=pause') }),
      end(),
    ],
    flows: ['begun > rest > done'],
  },
  'nap',
)

const list = (path: string): Promise<List> => hub.api.get<List>(path)
const because = { reason: 'a test' }
const begin = (flow: string, json: Json = {}): Promise<Json> =>
  hub.passing(hub.api.post(`/v1/flows/${flow}/runs`, json))
const act = (run: Json, action: string, json: Json = because): Promise<Answer> =>
  hub.passing(ask(`POST /v1/runs/${String(run['id'])}/${action}`, { json }))

describe('flows', () => {
  it('are tried without being deployed, deployed as versions, and given back as they were written', async () => {
    const xml = { 'content-type': 'application/xml' }
    const send = (query: string, body = sum): Promise<Answer> =>
      ask(`POST /v1/flows${query}`, { body, headers: xml })
    assert.equal((await send('?validateOnly=true')).status, 200)
    problemIn(await ask('GET /v1/flows/sum'), 'flowNotFound')
    const first = await send('')
    assert.deepEqual(
      [first.status, first.body['deployed']],
      [201, [{ kind: 'flow', key: 'sum', version: 1, unchanged: false }]],
    )
    assert.deepEqual((await send('')).body['deployed'], [
      { kind: 'flow', key: 'sum', version: 1, unchanged: true },
    ])
    const second = await send('', sum.replace('=a + b', '=a + b + 0'))
    assert.deepEqual(second.body['deployed'], [{ kind: 'flow', key: 'sum', version: 2, unchanged: false }])
    await hub.api.deploy({ 'approval.bpmn': approval, 'nap.bpmn': nap })
    const { items } = await list('/v1/flows')
    assert.deepEqual(
      items.map(({ key, version }) => `${String(key)} ${String(version)}`),
      ['approval 1', 'nap 1', 'sum 2'],
    )
    const versions = await list('/v1/flows/sum/versions?limit=1')
    assert.equal(versions.items[0]?.['version'], 2)
    assert.equal(
      (await list(`/v1/flows/sum/versions?after=${String(versions.next)}`)).items[0]?.['version'],
      1,
    )
    const stored = await ask('GET /v1/flows/sum/versions/1/xml')
    assert.equal(stored.headers.get('content-type'), 'application/xml; charset=utf-8')
    assert.equal(stored.text, sum)
    problemIn(await ask('GET /v1/flows/sum/versions/9/xml'), 'flowNotFound')
  })
})

describe('runs', () => {
  it('are started in a version, under an id of the caller, and waited for', async () => {
    const draft = { variables: { a: 1, b: 2 }, id: 'sum-1', businessKey: 'S1', version: 1, waitMs: 5_000 }
    const run = await begin('sum', draft)
    assert.deepEqual([run['state'], run['version'], run['businessKey']], ['completed', 1, 'S1'])
    assert.equal((run['variables'] as Json)['total'], 3)
    assert.deepEqual((await begin('sum', { ...draft, variables: { a: 9 } }))['variables'], run['variables'])
    problemIn(await ask('POST /v1/flows/none/runs'), 'flowNotFound')
    problemIn(await ask('POST /v1/flows/sum/runs', { json: { version: 7 } }), 'flowNotFound')
    const got = await ask('GET /v1/runs/sum-1')
    assert.equal(got.headers.get('etag'), `"${String(got.body['seq'])}"`)
    const history = await list('/v1/runs/sum-1/history?limit=2')
    const rest = await list(`/v1/runs/sum-1/history?limit=500&after=${String(history.next)}`)
    const seqs = [...history.items, ...rest.items].map(({ seq }) => Number(seq))
    assert.deepEqual(
      seqs,
      seqs.map((_seq, n) => n),
    )
    assert.ok(rest.items.some(({ element: id, event }) => id === 'add' && event === 'completed'))
  })

  it('are found by flow, state, business key and the place where they stand', async () => {
    const run = await begin('approval', { businessKey: 'A1' })
    const found = async (query: string): Promise<readonly unknown[]> =>
      (await list(`/v1/runs?${query}`)).items.map(({ id }) => id)
    for (const query of ['flow=approval', 'businessKey=A1', 'element=approve', 'state=running']) {
      assert.deepEqual(await found(query), [run['id']], query)
    }
    assert.deepEqual(await found('flow=approval&state=completed'), [])
    const { waits } = await hub.api.get<{ readonly waits: readonly Json[] }>(
      `/v1/runs/${String(run['id'])}/explain`,
    )
    assert.deepEqual(waits.map(({ element: id }) => id).includes('approve'), true)
    const cancelled = await act(run, 'cancel')
    assert.equal(cancelled.body['state'], 'cancelled')
    assert.deepEqual((await act(run, 'cancel')).body, cancelled.body, 'asked again: the same answer')
    problemIn(await act(run, 'cancel', { ...because, compensate: true }), 'conflict')
    problemIn(await ask('POST /v1/runs/none/cancel', { json: because }), 'runNotFound')
    assert.deepEqual(wrongFields(await act(run, 'cancel', {})), ['reason'])
  })

  it('do nothing while they are paused, and go on when resumed', async () => {
    const run = await begin('approval')
    assert.equal((await act(run, 'pause')).body['state'], 'paused')
    await hub.clock.advance(120_000)
    const path = `/v1/runs/${String(run['id'])}`
    assert.equal((await hub.api.get(path))['state'], 'paused')
    assert.equal((await act(run, 'resume')).status, 200)
    await hub.until(async () => (await hub.api.get(path))['state'] === 'completed', 'the minute is over')
  })

  it('stop with an incident that says why, and go on when variables are corrected and it is tried again', async () => {
    const run = await begin('nap', { variables: { pause: 'long' } })
    const path = `/v1/runs/${String(run['id'])}`
    await hub.until(async () => (await hub.api.get(path))['state'] === 'incident', 'it has an incident')
    const { elements } = await hub.api.get<{ readonly elements: readonly { readonly incident?: Json }[] }>(
      path,
    )
    const { code } = elements[0]?.incident ?? {}
    assert.deepEqual(
      (await list(`/v1/runs?incident=${String(code)}`)).items.map(({ id }) => id),
      [run['id']],
    )
    const changed = await ask(`PATCH ${path}/variables`, {
      json: { ...because, variables: { pause: 'PT1S' } },
    })
    assert.equal((changed.body['variables'] as Json)['pause'], 'PT1S')
    await act(run, 'retry', { reason: 'that was no duration' })
    await hub.until(async () => (await hub.api.get(path))['state'] === 'completed', 'it is completed')
    problemIn(await act(run, 'retry'), 'conflict')
  })
})

describe('work items', () => {
  it('are listed for their group, taken, given back, given away and done', async () => {
    const run = await begin('approval')
    const { items } = await list('/v1/work-items?group=finance')
    assert.equal(items.length, 1)
    const path = `/v1/work-items/${encodeURIComponent(String(items[0]?.['id']))}`
    const post = (action: string, json?: Json): Promise<Answer> =>
      hub.passing(ask(`POST ${path}/${action}`, json === undefined ? {} : { json }))
    assert.equal((await post('claim', { assignee: 'sara' })).body['assignee'], 'sara')
    problemIn(await post('claim', { assignee: 'reza' }), 'workItemTaken')
    assert.equal((await list('/v1/work-items?assignee=sara')).items.length, 1)
    assert.equal((await post('unclaim')).body['assignee'], undefined)
    assert.equal((await post('assign', { assignee: 'reza' })).body['assignee'], 'reza')
    const done = await post('complete', { variables: { approved: true } })
    assert.equal(done.status, 200, done.text)
    const get = (): Promise<Json> => hub.api.get(`/v1/runs/${String(run['id'])}`)
    await hub.until(async () => (await get())['state'] === 'completed', 'the run is completed')
    assert.equal(((await get())['variables'] as Json)['approved'], true)
    assert.match(String((await post('complete')).body['code']), /^workItem(Closed|NotFound)$/)
    problemIn(await ask('POST /v1/work-items/none/complete'), 'workItemNotFound')
  })
})

describe('rules', () => {
  it('are saved as versions, tried without effect, and refused with every faulty expression', async () => {
    const large = { name: 'large', when: 'amountRial > 5', set: { risk: '"high"' } }
    const draft = { title: { en: 'Risk', fa: 'ریسک' }, rules: [large] }
    assert.equal((await hub.api.put('/v1/rules/risk', draft))['version'], 1)
    assert.equal((await hub.api.put('/v1/rules/risk', draft))['version'], 1)
    const other = { ...draft, rules: [{ ...large, when: 'amountRial > 7' }] }
    assert.equal((await hub.api.put('/v1/rules/risk', other))['version'], 2)
    assert.equal((await hub.api.get('/v1/rules/risk?version=1'))['version'], 1)
    problemIn(await ask('GET /v1/rules/risk?version=3'), 'ruleSetNotFound')
    const tried = await hub.api.post('/v1/rules/evaluate', { key: 'risk', fact: { amountRial: 8 } })
    assert.deepEqual(tried['output'], { risk: 'high' })
    const calm = await hub.api.post('/v1/rules/evaluate', { key: 'risk', fact: { amountRial: 6 } })
    assert.deepEqual(calm['output'], {})
    const faulty = { ...draft, rules: [{ name: 'a', when: '1 +', set: { x: ')' } }] }
    assert.deepEqual(wrongFields(await ask('PUT /v1/rules/faulty', { json: faulty })), [
      'rules/0/when',
      'rules/0/set/x',
    ])
    assert.deepEqual(
      (await list('/v1/rules')).items.map(({ key }) => key),
      ['risk'],
    )
  })
})

describe('keys and audit', () => {
  it('shows keys without what opens the door, page by page', async () => {
    const made = await Promise.all(
      ['a', 'b', 'c'].map((name) => hub.api.post('/v1/api-keys', { name, scopes: ['audit:read'] })),
    )
    const first = await ask('GET /v1/api-keys?limit=2')
    const rest = await ask(`GET /v1/api-keys?after=${String(first.body['next'])}`)
    assert.equal((first.body['items'] as Json[]).length + (rest.body['items'] as Json[]).length, 3)
    for (const { key } of made) assert.ok(!`${first.text}${rest.text}`.includes(String(key).slice(-30)))
    assert.doesNotMatch(first.text, /digest|"key"/)
  })

  it('says who did what to which run, and why', async () => {
    const run = await begin('approval')
    await ask(`POST /v1/runs/${String(run['id'])}/cancel`, {
      json: { reason: 'withdrawn' },
      headers: { 'x-correlation-id': 'ticket-9' },
    })
    const { items } = await list(`/v1/audit?target=id:${String(run['id'])}`)
    const lines = items.map(({ action, by, reason, correlationId }) => ({
      action,
      by,
      reason,
      correlationId,
    }))
    const expected = { action: 'cancelRun', by: 'admin', reason: 'withdrawn', correlationId: 'ticket-9' }
    assert.deepEqual(lines, [expected])
    const first = await list('/v1/audit?limit=3')
    const second = await list(`/v1/audit?limit=500&after=${String(first.next)}`)
    const ids = [...first.items, ...second.items].map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    assert.ok(ids.length > 10)
    assert.deepEqual((await list('/v1/audit?by=nobody')).items, [])
  })
})

describe('a hub that stops', () => {
  after(() => hub.close())

  it('finishes what is under way, and turns away what comes later', async () => {
    const socket = await halfAsked(hub.url)
    const waiting = ask('POST /v1/flows/approval/runs', { json: { id: 'last', waitMs: 5_000 } })
    await hub.until(async () => (await ask('GET /v1/runs/last')).status === 200, 'the last run waits')
    const stopping = hub.hub.stop()
    socket.end(`Authorization: Bearer ${hub.key}\r\nConnection: close\r\n\r\n`)
    assert.match(await text(socket), /^HTTP\/1\.1 503 [^]*Retry-After: 5[^]*shuttingDown/i)
    await hub.passing(stopping)
    const { status, body } = await waiting
    assert.deepEqual([status, body['id'], body['state']], [201, 'last', 'running'])
    await assert.rejects(ask('GET /healthz'), 'nothing listens any more')
    const kept = await hub.database.connection.collection<{ _id: string }>('runs').findOne({ _id: 'last' })
    assert.ok(kept, 'the run is there for the next process')
  })
})

/** A request that has begun to come in. */
async function halfAsked(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  await once(socket, 'connect')
  socket.write('GET /v1/flows HTTP/1.1\r\nHost: hub\r\n')
  return socket
}
