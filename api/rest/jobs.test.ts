/** Jobs of workers outside, and repairs of many runs at once, as they are seen through the API. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { heldCollection } from '../../test/harness/held-collection.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, problemIn, wrongFields, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import {
  boundary,
  element,
  end,
  error,
  file,
  job,
  mappings,
  onError,
  start,
} from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask

before(async () => {
  hub = await testHub()
  ask = asking(hub)
  await hub.api.deploy({ 'labels.bpmn': labels })
})
after(() => hub.close())

const labels = file(
  {
    elements: [
      start(),
      element('serviceTask', 'print', {
        extensions:
          job('print-label', 2) +
          '<zeebe:taskHeaders><zeebe:header key="paper" value="A6" /></zeebe:taskHeaders>' +
          mappings({ inputs: [['=order.city', 'city']], outputs: [['=number', 'labelNumber']] }),
      }),
      boundary('unknown', 'print', onError('addressUnknown')),
      end(),
      end('asked'),
    ],
    flows: ['begun > print > done', 'unknown > asked'],
    definitions: [error('addressUnknown')],
  },
  'labels',
)

const begin = (json: Json = { variables: { order: { city: 'تهران' } } }): Promise<Json> =>
  hub.passing(hub.api.post('/v1/flows/labels/runs', json))
const activate = (json: Json = {}): Promise<readonly Json[]> =>
  hub
    .passing(hub.api.post<Json>('/v1/jobs/activate', { type: 'print-label', worker: 'printer-1', ...json }))
    .then(({ jobs }) => jobs as readonly Json[])
const say = (given: Json | undefined, what: string, json: Json = {}): Promise<Answer> =>
  hub.passing(
    ask(`POST /v1/jobs/${String(given?.['id'])}/${what}`, {
      json: { lockToken: given?.['lockToken'], ...json },
    }),
  )
const run = (id: unknown): Promise<Json> => hub.api.get(`/v1/runs/${String(id)}`)

describe('a job of a type that is no connection', () => {
  it('is handed out once with what the element sees, and completed', async () => {
    const { id } = await begin()
    const [given, ...others] = await activate({ maxJobs: 10 })
    assert.deepEqual(others, [])
    assert.equal(given?.['run'], id)
    assert.deepEqual(given?.['headers'], { paper: 'A6' })
    assert.deepEqual(given?.['variables'], { order: { city: 'تهران' }, city: 'تهران' })
    assert.deepEqual([given?.['attempt'], given?.['retries'], given?.['worker']], [1, 2, 'printer-1'])
    assert.deepEqual(await activate(), [])
    assert.equal((await say(given, 'complete', { variables: { number: 'L-1' } })).status, 204)
    const done = await run(id)
    assert.deepEqual([done['state'], (done['variables'] as Json)['labelNumber']], ['completed', 'L-1'])
    problemIn(await say(given, 'complete'), 'jobNotFound')
  })

  it('is waited for', async () => {
    const asked = activate({ waitMs: 30_000, fetchVariables: ['city'] })
    await hub.clock.advance(1_000)
    const { id } = await begin()
    const [given] = await asked
    assert.deepEqual([given?.['run'], given?.['variables']], [id, { city: 'تهران' }])
    await say(given, 'complete')
  })

  it('goes to somebody else when the lock runs out, and the first one is turned away', async () => {
    const { id } = await begin()
    const [first] = await activate({ lockMs: 5_000 })
    await say(first, 'extend-lock', { lockMs: 8_000 })
    await hub.clock.advance(6_000)
    assert.deepEqual(await activate({ worker: 'printer-2' }), [])
    await hub.clock.advance(3_000)
    const [second] = await activate({ worker: 'printer-2' })
    assert.equal(second?.['run'], id)
    problemIn(await say(first, 'complete'), 'jobLockLost')
    problemIn(await say(first, 'extend-lock', { lockMs: 60_000 }), 'jobLockLost')
    assert.equal((await say(second, 'complete')).status, 204)
  })

  it('is tried again at once or later, and stops with an incident when no attempt is left', async () => {
    const { id } = await begin()
    const [first] = await activate()
    assert.equal((await say(first, 'fail', { message: 'کاغذ نیست', retries: 2 })).status, 204)
    const [second] = await activate()
    assert.deepEqual([second?.['attempt'], second?.['retries']], [2, 2])
    await say(second, 'fail', { message: 'کاغذ نیست', backoffMs: 60_000, variables: { paper: 'empty' } })
    assert.deepEqual(await activate(), [])
    await hub.until(async () => (await activate({ lockMs: 1_000 })).length === 1, 'it is tried again')
    await hub.clock.advance(2_000)
    const [third] = await activate()
    assert.equal((third?.['variables'] as Json)['paper'], 'empty')
    await say(third, 'fail', { message: 'کاغذ نیست' })
    const broken = await run(id)
    assert.equal(broken['state'], 'incident')
    assert.deepEqual(await activate(), [])
    await hub.passing(ask(`POST /v1/runs/${String(id)}/retry`, { json: { reason: 'paper is there' } }))
    const [fourth] = await activate()
    assert.equal((await say(fourth, 'throw-error', { errorCode: 'addressUnknown' })).status, 204)
    assert.equal((await run(id))['state'], 'completed')
  })

  it('is not handed out while its run is paused', async () => {
    const { id } = await begin()
    const act = (what: string): Promise<Answer> =>
      hub.passing(ask(`POST /v1/runs/${String(id)}/${what}`, { json: { reason: 'wait' } }))
    await act('pause')
    assert.deepEqual(await activate(), [])
    await act('resume')
    await say((await activate())[0], 'complete')
  })

  it('says what is wrong with a request', async () => {
    assert.deepEqual(wrongFields(await ask('POST /v1/jobs/activate', { json: { type: 'x' } })), ['worker'])
    problemIn(await ask('POST /v1/jobs/none/complete', { json: { lockToken: 'x' } }), 'jobNotFound')
  })
})

describe('an action on many runs', () => {
  interface Action {
    readonly id: string
    readonly state: string
    readonly total: number
    readonly done: number
    readonly failed: number
  }
  const ended = async (id: string): Promise<Action> => {
    const get = (): Promise<Action> => hub.api.get<Action>(`/v1/runs/actions/${id}`)
    await hub.until(async () => (await get()).state !== 'running', 'the action has ended')
    return get()
  }
  const beginAction = (json: Json): Promise<Answer> =>
    hub.passing(ask('POST /v1/runs/actions', { json: { reason: 'همه', ...json } }))

  it('repairs each run of a filter, tells what became of each, and leaves a line in each history', async () => {
    const runs: string[] = []
    for (let n = 0; n < 25; n += 1) runs.push(String((await begin({ businessKey: 'B' }))['id']))
    await hub.passing(ask(`POST /v1/runs/${runs[3] ?? ''}/cancel`, { json: { reason: 'before' } }))
    const filter = { flow: 'labels', businessKey: 'B' }
    const skip = await beginAction({ action: 'skip', filter, with: { element: 'print' } })
    assert.equal(skip.status, 202, skip.text)
    const done = await ended(String(skip.body['id']))
    assert.deepEqual([done.state, done.total, done.done, done.failed], ['completed', 25, 24, 1])
    const path = `/v1/runs/actions/${done.id}/outcomes`
    const bad = await hub.api.get<{ readonly items: readonly Json[] }>(`${path}?ok=false`)
    assert.deepEqual(
      bad.items.map((one) => [one['run'], one['code']]),
      [[runs[3], 'conflict']],
    )
    const page = await hub.api.get<{ readonly items: readonly Json[]; readonly next: string }>(
      `${path}?limit=20`,
    )
    const rest = await hub.api.get<{ readonly items: readonly Json[] }>(`${path}?limit=20&after=${page.next}`)
    assert.equal(page.items.length + rest.items.length, 25)
    for (const id of runs) assert.notEqual((await run(id))['state'], 'running')
    const history = await hub.api.get<{ readonly items: readonly Json[] }>(
      `/v1/runs/${runs[0] ?? ''}/history`,
    )
    assert.deepEqual(
      history.items.filter(({ event }) => event === 'intervened').map(({ reason }) => reason),
      ['همه'],
    )
    assert.ok((await hub.api.get<{ readonly items: readonly Json[] }>('/v1/runs/actions')).items.length > 0)
  })

  it('shows how far it is, and when it is cancelled midway what is done stays done and the rest is left alone', async () => {
    const runs = await Promise.all(Array.from({ length: 50 }, () => begin({ businessKey: 'C' })))
    // The first page of twenty is through and counted, the second is done and about to be counted.
    const held = heldCollection(hub.database, ['runActions', 'findOneAndUpdate'], 1)
    const filter = { flow: 'labels', businessKey: 'C' }
    const begun = await beginAction({ action: 'cancel', filter })
    const path = `/v1/runs/actions/${String(begun.body['id'])}`
    await hub.until(() => held.waiting === 1, 'it is midway')
    const midway = await hub.api.get<Action>(path)
    assert.deepEqual([midway.state, midway.total, midway.done, midway.failed], ['running', 50, 20, 0])
    const cancelled = await ask(`POST ${path}/cancel`, { json: { reason: 'اشتباه بود' } })
    assert.deepEqual([cancelled.status, cancelled.body['state']], [200, 'cancelled'])
    const audit = await hub.api.get<{ readonly items: readonly Json[] }>('/v1/audit?limit=500')
    assert.deepEqual(
      audit.items.filter(({ action }) => action === 'cancelRunAction').map(({ by, reason }) => [by, reason]),
      [['admin', 'اشتباه بود']],
    )
    held.release()
    await hub.until(async () => (await hub.api.get<Action>(path)).done === 40, 'the second page is counted')
    const after = await hub.api.get<Action & { readonly endedAt: string }>(path)
    assert.deepEqual([after.state, typeof after.endedAt], ['cancelled', 'string'])
    problemIn(await ask(`POST ${path}/cancel`, { json: { reason: 'again' } }), 'conflict')
    await hub.clock.advance(60_000)
    const states = await Promise.all(runs.map(async ({ id }) => (await run(id))['state']))
    const count = (state: string): number => states.filter((one) => one === state).length
    assert.deepEqual([count('cancelled'), count('running')], [40, 10])
    const told = await hub.api.get<{ readonly items: readonly Json[] }>(`${path}/outcomes?limit=100`)
    assert.equal(told.items.length, 40)
    await beginAction({ action: 'cancel', filter }).then(({ body }) => ended(String(body['id'])))
  })

  it('is refused when it does not say what to do, or to which runs', async () => {
    assert.deepEqual(wrongFields(await beginAction({ action: 'cancel', filter: {} })), ['filter'])
    assert.deepEqual(wrongFields(await beginAction({ action: 'skip', filter: { flow: 'labels' } })), ['with'])
    problemIn(await ask('GET /v1/runs/actions/none'), 'runActionNotFound')
    const over = await beginAction({ action: 'cancel', filter: { flow: 'nobody' } })
    await ended(String(over.body['id']))
    const cancel = { json: { reason: 'too late' } }
    problemIn(await ask(`POST /v1/runs/actions/${String(over.body['id'])}/cancel`, cancel), 'conflict')
  })
})
