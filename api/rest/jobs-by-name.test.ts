/**
 * Who does a job whose type is written like an operation of a connection goes by what there is: a worker outside while
 * the hub has nothing of that name, the hub as soon as it has.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking, type Answer, type Ask } from '../../test/harness/plain-requests.ts'
import { scripted, type Script } from '../../test/harness/scripted-adapter.ts'
import { element, end, file, job, mappings, start } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let ask: Ask
let script: Script
let count = 0
let name = ''

before(async () => {
  script = scripted()
  hub = await testHub({ adapters: [script.adapter] })
  ask = asking(hub)
})
after(() => hub.close())
beforeEach(() => {
  count += 1
  name = `crm${String(count)}`
  script.calls.length = 0
})

const connect = (): Promise<Json> =>
  hub.api.put(`/v1/connections/${name}`, {
    adapter: 'scripted',
    settings: { user: 'hub', password: 'secret' },
  })

/** Starts a run that stands at a job of this type. */
async function begin(type: string): Promise<string> {
  const work = element('serviceTask', 'work', {
    extensions: job(type) + mappings({ inputs: [['=number', 'id']] }),
  })
  const flow = file({ elements: [start(), work, end()], flows: ['begun > work > done'] }, name)
  await hub.api.deploy({ 'flow.bpmn': flow })
  const run = await hub.passing(
    hub.api.post<Json>(`/v1/flows/${name}/runs`, { variables: { number: '7' }, waitMs: 1_000 }),
  )
  return String(run['id'])
}

const view = (run: string): Promise<Json> => hub.api.get(`/v1/runs/${run}`)
const ends = (run: string): Promise<void> =>
  hub.until(async () => (await view(run))['state'] === 'completed', 'the run is completed')
async function explained(run: string): Promise<Json> {
  const { waits } = await hub.api.get<{ readonly waits: readonly Json[] }>(`/v1/runs/${run}/explain`)
  assert.ok(waits[0])
  return waits[0]
}
const activate = async (type: string): Promise<readonly Json[]> => {
  const wanted = { type, worker: 'outside', waitMs: 5_000, lockMs: 30_000 }
  const { jobs } = await hub.passing(hub.api.post<Json>('/v1/jobs/activate', wanted))
  return jobs as readonly Json[]
}
const say = ({ id, lockToken }: Json, what: string, json: Json = {}): Promise<Answer> =>
  hub.passing(ask(`POST /v1/jobs/${String(id)}/${what}`, { json: { lockToken, ...json } }))

describe('a job whose type has a dot', () => {
  it('is for a worker outside when there is no connection of that name', async () => {
    const run = await begin(`${name}.sync`)
    const { kind, because, actions } = await explained(run)
    assert.equal(kind, 'externalJob')
    assert.match((because as readonly string[]).join(' '), /The hub has no operation "crm\d\.sync".*worker/)
    assert.ok((actions as readonly Json[]).some(({ scope }) => scope === 'jobs:work'))
    const [given] = await activate(`${name}.sync`)
    assert.ok(given)
    assert.deepEqual(
      [given['run'], given['attempt'], given['retries'], given['variables']],
      [run, 1, 3, { number: '7', id: '7' }],
    )
    assert.equal((await say(given, 'fail', { message: 'not yet', backoffMs: 1_000 })).status, 204)
    const [again] = await activate(`${name}.sync`)
    assert.equal(again?.['attempt'], 2)
    assert.equal((await say(again, 'complete', { variables: { synced: true } })).status, 204)
    await ends(run)
    assert.equal(((await view(run))['variables'] as Json)['synced'], true)
  })

  it('is for a worker outside when the connection has no such operation', async () => {
    await connect()
    const run = await begin(`${name}.sync`)
    const [given] = await activate(`${name}.sync`)
    assert.ok(given)
    await say(given, 'complete')
    await ends(run)
    assert.deepEqual(script.calls, [])
  })

  it('is for the hub when it has the operation, and nobody else is given it', async () => {
    await connect()
    const run = await begin(`${name}.put`)
    await ends(run)
    assert.deepEqual(script.calls, ['put'])
    assert.deepEqual(await activate(`${name}.put`), [])
  })

  it('is done by the hub as soon as the connection is there', async () => {
    const run = await begin(`${name}.pay`)
    assert.equal((await explained(run))['kind'], 'externalJob')
    await connect()
    await ends(run)
    assert.deepEqual(script.calls, ['pay'])
  })

  it('stays in the hands of the worker that has it, and is done by the hub when that gives up', async () => {
    const run = await begin(`${name}.put`)
    const [given] = await activate(`${name}.put`)
    assert.ok(given)
    await connect()
    await hub.clock.advance(15_000)
    assert.deepEqual(script.calls, [])
    await say(given, 'fail', { message: 'I cannot' })
    await ends(run)
    assert.deepEqual(script.calls, ['put'])
  })

  it('is for a person when it names an operation that the hub itself does not have', async () => {
    const run = await begin('hub.sync')
    const { kind, because } = await explained(run)
    assert.equal(kind, 'incident')
    assert.match((because as readonly string[]).join(' '), /unknownJobType/)
  })
})
