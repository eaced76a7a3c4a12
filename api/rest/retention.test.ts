/** A run is forgotten, with all that is its own, when it ended long enough ago; time is moved by hand. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { asks, definitions, inRow, plain } from '../../test/harness/elements.ts'
import { playerOf } from '../../test/harness/flow-rows.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { problemIn } from '../../test/harness/plain-requests.ts'
import { element } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub

before(async () => {
  hub = await testHub({ environment: { PEYVAND_RETENTION_DAYS: '30' } })
})
after(() => hub.close())

const dayMs = 86_400_000
const long = 'متن'.repeat(20_000)

/** Collections in which a text stands; what is kept for ever is left out. */
async function mentions(text: string): Promise<readonly string[]> {
  const all = await hub.database.connection.listCollections()
  const found = await Promise.all(
    all.map(async ({ name }) => {
      const documents = await hub.database.connection.collection(name).find().toArray()
      return documents.some((one) => JSON.stringify(one).includes(text)) ? [name] : []
    }),
  )
  return found
    .flat()
    .filter((name) => name !== 'auditLines')
    .sort()
}

describe('a run that ended long ago', () => {
  it('is gone with its history, large values, called runs, comments and outcomes, and one that lives stays', async () => {
    const run = await playerOf(hub, 'old', {
      model: inRow(
        [
          asks('look'),
          element('receiveTask', 'wait', { attributes: 'messageRef="@call"' }),
          plain('callActivity', 'sub', { extensions: '<zeebe:calledElement processId="@sub" />' }),
        ],
        ['look', 'wait', 'sub'],
      ),
      calls: { sub: { ...inRow([asks('inner')], ['inner']), definitions } },
    })
    await run.begin({ text: long })
    const living = String((await run.begin({}))['id'])
    const [item] = await run.items()
    const comments = `/v1/work-items/${String(item?.['id'])}/comments`
    assert.equal((await run.ask(`POST ${comments}`, { text: 'دیده شد' })).status, 201)
    const begun = await run.ask('POST /v1/runs/actions', {
      action: 'skip',
      filter: { flow: run.flow, ids: [run.id] },
      with: { element: 'look' },
      reason: 'a test',
    })
    assert.equal(begun.status, 202, begun.text)
    await run.until(async () => (await run.places())[0]?.startsWith('wait:1') === true, 'it waits')
    const sent = await run.message('call', { told: 'گفته‌شده-42' }, { id: 'm-1' })
    assert.ok((sent['runs'] as readonly unknown[]).includes(run.id))
    const called = async (): Promise<readonly Json[]> =>
      (await run.get(`/v1/runs?flow=${run.own('sub')}`))['items'] as readonly Json[]
    await run.until(async () => (await called()).length > 0, 'it has called')
    const child = String((await called())[0]?.['id'])
    const skipped = await run.ask(`POST /v1/runs/${child}/skip`, { element: 'inner', reason: 'a test' })
    assert.equal(skipped.status, 200, skipped.text)
    await run.until(async () => (await run.view()).state === 'completed', 'it has ended')
    assert.deepEqual(await mentions('گفته‌شده-42'), ['messages', 'runs'])
    for (const name of ['runs', 'runPayloads', 'runActionOutcomes', 'closedWorkItems'])
      assert.ok((await mentions(run.id)).includes(name), name)

    await hub.clock.leap(29 * dayMs)
    await hub.clock.advance(120_000)
    assert.equal((await run.view()).state, 'completed')
    await hub.clock.leap(dayMs)
    await run.hub.until(async () => (await run.ask(`GET /v1/runs/${run.id}`)).status === 404, 'it is gone')
    await run.hub.until(
      async () => (await run.ask(`GET /v1/runs/${child}`)).status === 404,
      'so is its child',
    )
    for (const path of ['', '/history', '/explain'])
      problemIn(await run.ask(`GET /v1/runs/${run.id}${path}`), 'runNotFound')
    assert.deepEqual((await run.get(comments))['items'], [])
    for (const text of [child, String(item?.['id']), 'دیده شد', 'گفته‌شده-42'])
      assert.deepEqual(await mentions(text), [], text)
    // The message is remembered as one that came, with the run that took it and without what it said.
    assert.deepEqual(await mentions(run.id), ['messages'])
    assert.equal(await run.get(`/v1/runs/${living}`).then(({ state }) => state), 'running')
    assert.equal((await run.message('call', {}, { id: 'm-1' }))['duplicate'], true)
  })
})
