/**
 * The process dies at any write of what a person asked for, just before the write or just after it; the person, who
 * was not answered, asks again at another process. What was asked for happens once. And a clock that jumps.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import type { Repair } from '../../engine/runs/repairs.ts'
import { systemClock, type Clock } from '../../engine/values/clock.ts'
import { testDatabase, type TestDatabase } from '../harness/database.ts'
import { hubInABox, model, type Box } from '../harness/engine-box.ts'
import { mortal } from '../harness/mortal.ts'

const asking =
  '<bpmn:userTask id="ask"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>'
const service = (id: string, type: string): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" /></bpmn:extensionElements></bpmn:serviceTask>`
const refund = model('refund', [
  '<bpmn:startEvent id="begun" />',
  asking,
  service('pay', 'remote.once'),
  '<bpmn:endEvent id="paid" />',
])
const labels = model('labels', [
  '<bpmn:startEvent id="begun" />',
  service('print', 'print-label'),
  '<bpmn:endEvent id="done" />',
])

const how = { reason: 'the customer waits', by: 'test' }

describe('a process that dies at any write of a repair', () => {
  let database: TestDatabase
  let second: Box
  const keys: string[] = []
  const pay = (box: Box): void => {
    box.answer('remote.once', async (_input, key) => {
      keys.push(key)
      return { paid: true }
    })
  }

  before(async () => {
    database = await testDatabase()
    second = await hubInABox(database, { leaseMs: 150 })
    pay(second)
    await second.deploy(refund)
    await second.deploy(labels)
  })
  after(async () => {
    await second.stop()
    await database.close()
  })

  /** Has it done by a process that dies at its n-th write, then once more by one that lives. */
  async function dies(n: number, diesAfter: boolean, repair: Repair): Promise<readonly string[]> {
    const { id } = await second.engine.runs.start('refund', {})
    const victim = mortal(database.connection, n, diesAfter)
    const first = await hubInABox(
      { ...database, connection: victim.connection },
      { leaseMs: 150, clock: victim.clock },
    )
    pay(first)
    keys.length = 0
    void first.engine.runs.repair(id, repair, how).catch(() => undefined)
    await second.until(undefined, async () => victim.state.isDead || (await isDone(id)))
    // Whether it has happened is not known to the person: the second time it may be too late for it.
    await second.engine.runs.repair(id, repair, how).catch((error: unknown) => {
      assert.equal((error as { code?: string }).code, 'conflict')
    })
    await second.until(id, ({ state }) => state === 'completed')
    victim.state.isDead = true
    return [...new Set(keys)]
  }

  const isDone = async (id: string): Promise<boolean> =>
    (await second.engine.runs.get(id)).state === 'completed'

  for (const repair of [
    { action: 'complete', element: 'ask', variables: { agreed: true } },
    { action: 'skip', element: 'ask' },
  ] as const) {
    it(`has it done once: ${repair.action}`, async () => {
      for (const n of [1, 2, 3])
        for (const diesAfter of [false, true]) {
          const called = await dies(n, diesAfter, repair)
          assert.equal(called.length, 1, `${repair.action}, write ${String(n)}: ${called.join(', ')}`)
        }
    })
  }

  it('gives the job that it had handed out to another worker', async () => {
    const { id } = await second.engine.runs.start('labels', {})
    for (const diesAfter of [false, true]) {
      const victim = mortal(database.connection, 1, diesAfter)
      const first = await hubInABox(
        { ...database, connection: victim.connection },
        { leaseMs: 150, clock: victim.clock },
      )
      const request = { type: 'print-label', worker: 'a', maxJobs: 1, lockMs: 200, waitMs: 0 }
      void first.engine.jobs.activate(request).catch(() => undefined)
      await second.until(undefined, () => victim.state.isDead)
    }
    const [job] = await second.engine.jobs.activate({
      type: 'print-label',
      worker: 'b',
      maxJobs: 1,
      lockMs: 60_000,
      waitMs: 10_000,
    })
    assert.equal(job?.run, id)
    await second.engine.jobs.answer(job.id, job.lockToken, { kind: 'complete', variables: {} })
    await second.until(id, ({ state }) => state === 'completed')
  })
})

describe('a clock that jumps', () => {
  it('fires a timer once, forwards and backwards, and nothing stands still', async () => {
    const database = await testDatabase()
    let offsetMs = 0
    const clock: Clock = {
      now: () => new Date(Date.now() + offsetMs),
      sleep: (ms, signal) => systemClock.sleep(ms, signal),
    }
    const box = await hubInABox(database, { clock, leaseMs: 500 })
    await box.deploy(
      model('nap', [
        '<bpmn:startEvent id="begun" />',
        '<bpmn:intermediateCatchEvent id="rest"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
        service('work', 'remote.read'),
        '<bpmn:endEvent id="awake" />',
      ]),
    )
    const runs: string[] = []
    for (const jumpMs of [2 * 3_600_000, -5 * 3_600_000, 7 * 3_600_000]) {
      runs.push((await box.engine.runs.start('nap', {})).id)
      offsetMs += jumpMs
      const early = await box.engine.runs.start('nap', {})
      assert.equal(early.elements[0]?.element, 'rest')
      runs.push(early.id)
    }
    offsetMs += 2 * 3_600_000
    for (const id of runs) {
      await box.until(id, ({ state }) => state === 'completed')
      const { items } = await box.engine.runs.history(id, { limit: 100 })
      const fired = items.filter(({ element, event }) => element === 'rest' && event === 'completed')
      assert.equal(fired.length, 1)
    }
    await box.stop()
    await database.close()
  })
})
