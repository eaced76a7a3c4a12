/** Two processes on one database that reach for the same jobs and the same runs at the same time. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { hubInABox, model, type Box } from '../../test/harness/engine-box.ts'
import { runStore } from '../store/runs.ts'
import { systemClock } from '../values/clock.ts'

describe('two processes on one database', () => {
  let database: TestDatabase
  let boxes: readonly [Box, Box]

  before(async () => {
    database = await testDatabase()
    boxes = [await hubInABox(database), await hubInABox(database)]
    const [first] = boxes
    await first.deploy(
      model('labels', [
        '<bpmn:startEvent id="begun" />',
        first.service('print', 'print-label'),
        '<bpmn:endEvent id="done" />',
      ]),
    )
    await first.deploy(
      model('asking', [
        '<bpmn:startEvent id="begun" />',
        '<bpmn:userTask id="decide"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>',
        '<bpmn:endEvent id="decided" />',
      ]),
    )
  })
  after(async () => {
    await Promise.all(boxes.map((box) => box.stop()))
    await database.close()
  })

  it('hand out each job once, and take its answer wherever it comes', async () => {
    const [first, second] = boxes
    const started = await Promise.all(Array.from({ length: 30 }, () => first.engine.runs.start('labels', {})))
    const taken: string[] = []
    const work = async (box: Box, other: Box, worker: string): Promise<void> => {
      while (taken.length < started.length) {
        const jobs = await box.engine.jobs.activate({
          type: 'print-label',
          worker,
          maxJobs: 4,
          lockMs: 60_000,
          waitMs: 0,
        })
        taken.push(...jobs.map(({ run }) => run))
        await Promise.all(
          jobs.map(({ id, lockToken }) =>
            other.engine.jobs.answer(id, lockToken, { kind: 'complete', variables: { by: worker } }),
          ),
        )
      }
    }
    await Promise.all([work(first, second, 'a'), work(second, first, 'b')])
    assert.deepEqual([...taken].sort(), started.map(({ id }) => id).sort())
    for (const { id } of started) await first.until(id, ({ state }) => state === 'completed')
  })

  it('let one of two people who do the same at the same time succeed', async () => {
    const [first, second] = boxes
    for (let n = 0; n < 10; n += 1) {
      const { id } = await first.engine.runs.start('asking', {})
      const repair = { action: 'skip', element: 'decide' } as const
      const how = { reason: 'both', by: 'test' }
      const ends = await Promise.allSettled([
        first.engine.runs.repair(id, repair, how),
        second.engine.runs.repair(id, repair, how),
      ])
      const codes = ends.map((end) =>
        end.status === 'fulfilled' ? 'done' : (end.reason as { code: string }).code,
      )
      assert.deepEqual(codes.sort(), ['conflict', 'done'])
      const { items } = await first.engine.runs.history(id, { limit: 100 })
      assert.equal(items.filter(({ event }) => event === 'intervened').length, 1)
    }
  })

  it('a finished run cannot be overwritten by a late recovery', async () => {
    const [first, second] = boxes
    const { id } = await first.engine.runs.start('asking', {})
    const store = runStore(database.connection, systemClock)
    const stale = await store.load(id)
    assert.ok(stale)
    const how = { reason: 'done', by: 'test' }
    await first.engine.runs.repair(id, { action: 'complete', element: 'decide', variables: {} }, how)
    await first.until(id, ({ state }) => state === 'completed')
    // Who recovers it knows it as it was before: its write is fenced off, and a person's repair is refused.
    const { _id, seq, state, status } = stale
    const late = await store.commits.submit(() => ({
      kind: 'update',
      id: _id,
      where: { seq },
      change: { $set: { seq: seq + 1, state, status, owner: 'late' } },
    }))
    assert.equal(late, 'lost')
    const retry = second.engine.runs.repair(id, { action: 'retry' }, how)
    await assert.rejects(retry, { code: 'conflict' })
    assert.equal((await second.engine.runs.get(id)).state, 'completed')
  })

  it('carry an action on many runs to its end when the one that began it has gone', async () => {
    const [first, second] = boxes
    for (let n = 0; n < 30; n += 1) await first.engine.runs.start('asking', { businessKey: 'many' })
    const how = { reason: 'all', by: 'test' }
    const action = await first.engine.actions.begin({ action: 'cancel' }, { businessKey: 'many' }, how)
    await first.engine.actions.stop()
    await second.until(
      undefined,
      async () => (await second.engine.actions.get(action.id)).state === 'completed',
    )
    const { done, failed, total } = await second.engine.actions.get(action.id)
    assert.deepEqual([done, failed, total], [30, 0, 30])
    const { items } = await second.engine.runs.list({ businessKey: 'many' }, { limit: 100 })
    assert.ok(items.every(({ state }) => state === 'cancelled'))
  })
})
