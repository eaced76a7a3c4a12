/** Signals through the API: told to all that wait, start flows, thrown by one run and heard by others. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { element, end, file, start } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

const closed = '<bpmn:signal id="closed" name="marketClosed" />'
const bySignal = '<bpmn:signalEventDefinition signalRef="closed" />'
const waits = file(
  {
    definitions: [closed],
    elements: [start(), element('intermediateCatchEvent', 'hears', { content: bySignal }), end()],
    flows: ['begun > hears > done'],
  },
  'waits',
)
const throws = file(
  {
    definitions: [closed],
    elements: [start(), element('intermediateThrowEvent', 'tells', { content: bySignal }), end()],
    flows: ['begun > tells > done'],
  },
  'throws',
)
const isStarted = file(
  {
    definitions: [closed],
    elements: [element('startEvent', 'begun', { content: bySignal }), end()],
    flows: ['begun > done'],
  },
  'isStarted',
)

async function deploy(model: string): Promise<void> {
  const response = await fetch(`${hub.url}/v1/flows`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hub.key}`, 'content-type': 'application/xml' },
    body: model,
  })
  assert.equal(response.status, 201, await response.text())
}

const begin = (flow: string): Promise<Json> => hub.passing(hub.api.post(`/v1/flows/${flow}/runs`, {}))
const stateOf = async (run: Json): Promise<unknown> =>
  (await hub.api.get<Json>(`/v1/runs/${String(run['id'])}`))['state']
const startedRuns = async (): Promise<number> =>
  (await hub.api.get<{ readonly items: readonly Json[] }>('/v1/runs?flow=isStarted')).items.length

describe('a signal', () => {
  it('moves every run that waits for it and starts the flows that begin with it, once for an id', async () => {
    for (const model of [waits, throws, isStarted]) await deploy(model)
    const runs = [await begin('waits'), await begin('waits')]
    const told = { name: 'marketClosed', id: 's-1', variables: { at: 'noon' } }
    const { runs: heard } = await hub.passing(
      hub.api.post<{ readonly runs: readonly string[] }>('/v1/signals', told),
    )
    assert.equal(heard.length, 3)
    for (const run of runs) assert.equal(await stateOf(run), 'completed')
    await hub.passing(hub.api.post('/v1/signals', told))
    assert.equal(await startedRuns(), 1)
  })

  it('that a run throws is heard by the others', async () => {
    const waiting = await begin('waits')
    const before = await startedRuns()
    const thrower = await begin('throws')
    await hub.until(async () => (await stateOf(waiting)) === 'completed', 'the other has heard it')
    await hub.until(async () => (await stateOf(thrower)) === 'completed', 'the thrower has gone on')
    assert.equal(await startedRuns(), before + 1)
  })
})
