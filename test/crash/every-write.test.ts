/**
 * The process dies at the first, second, third … write of a run, just before the write or just after it; a
 * second process takes over. Whatever the moment, the run ends as if nothing had happened, and every remote
 * step was asked for under one and the same key.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import type { RunView } from '../../engine/runs/service.ts'
import { testDatabase, type TestDatabase } from '../harness/database.ts'
import { hubInABox, model, type Box } from '../harness/engine-box.ts'
import { mortal } from '../harness/mortal.ts'

const story = model('story', [
  '<bpmn:startEvent id="begun" />',
  service('look', 'remote.look'),
  service('pay', 'remote.once'),
  '<bpmn:intermediateCatchEvent id="rest"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>PT0.05S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
  '<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="inner" /></bpmn:extensionElements></bpmn:callActivity>',
  service('tell', 'remote.tell'),
  '<bpmn:endEvent id="told" />',
])
const inner = model('inner', [
  '<bpmn:startEvent id="begun" />',
  service('deep', 'remote.once'),
  '<bpmn:endEvent id="done" />',
])

const trip = model(
  'trip',
  [
    '<bpmn:startEvent id="begun" />',
    service('book', 'remote.book'),
    service('pay', 'remote.once'),
    '<bpmn:userTask id="travel"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>',
    '<bpmn:endEvent id="home" />',
  ],
  {
    more:
      undoneBy('book', service('unbook', 'remote.unbook')) +
      undoneBy('pay', service('unpay', 'remote.unpay')),
  },
)

const errand = model('errand', [
  '<bpmn:startEvent id="begun" />',
  '<bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="vigil" /></bpmn:extensionElements></bpmn:callActivity>',
  '<bpmn:endEvent id="home" />',
])
const vigil = model('vigil', [
  '<bpmn:startEvent id="begun" />',
  '<bpmn:userTask id="watch"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>',
  '<bpmn:endEvent id="done" />',
])

/** What undoes an activity. */
function undoneBy(activity: string, handler: string): string {
  const id = /id="([^"]+)"/.exec(handler)?.[1] ?? ''
  return [
    `<bpmn:boundaryEvent id="back_${activity}" attachedToRef="${activity}"><bpmn:compensateEventDefinition id="c_${activity}" /></bpmn:boundaryEvent>`,
    handler.replace('<bpmn:serviceTask', '<bpmn:serviceTask isForCompensation="true"'),
    `<bpmn:association id="tie_${activity}" sourceRef="back_${activity}" targetRef="${id}" />`,
  ].join('')
}

function service(id: string, type: string): string {
  return `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" /></bpmn:extensionElements></bpmn:serviceTask>`
}

const kinds = ['look', 'once', 'tell', 'book', 'unbook', 'unpay'].map((name) => `remote.${name}`)

/** Does the work of one operation once per key, as a remote with idempotency keys would. */
function ledger(): { readonly keys: Map<string, Set<string>>; readonly attach: (box: Box) => void } {
  const keys = new Map<string, Set<string>>()
  return {
    keys,
    attach: (box) => {
      for (const type of kinds) {
        box.answer(type, async (_input, key) => {
          keys.set(type, (keys.get(type) ?? new Set()).add(key))
          return { [type.replace('remote.', '')]: key }
        })
      }
    },
  }
}

interface Doomed {
  readonly victim: ReturnType<typeof mortal>
  readonly box: Box
}

describe('a process that dies at any write of a run', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
  })
  after(() => database.close())

  /** A process that dies at its n-th write of a run. */
  async function doomed(n: number, diesAfter: boolean): Promise<Doomed> {
    const victim = mortal(database.connection, n, diesAfter)
    const options = { leaseMs: 150, clock: victim.clock }
    return { victim, box: await hubInABox({ ...database, connection: victim.connection }, options) }
  }

  async function undisturbed(): Promise<{ readonly calls: Record<string, number>; readonly writes: number }> {
    const counted = mortal(database.connection, Infinity, false)
    const box = await hubInABox({ ...database, connection: counted.connection })
    const { keys, attach } = ledger()
    attach(box)
    await box.deploy(inner)
    await box.deploy(story)
    const run = await box.engine.runs.start('story', { id: 'undisturbed', waitMs: 10_000 })
    assert.equal(run.state, 'completed')
    await box.stop()
    return { calls: counts(keys), writes: counted.state.writes }
  }

  it('nothing is announced before it is committed', async () => {
    const { keys, attach } = ledger()
    const victim = mortal(database.connection, 1, false)
    const first = await hubInABox({ ...database, connection: victim.connection }, { clock: victim.clock })
    attach(first)
    await first.deploy(inner)
    await first.deploy(story)
    let isTold = false
    void first.engine.runs.start('story', { id: 'unheard' }).then(() => (isTold = true))
    const second = await hubInABox(database)
    await second.until(undefined, () => victim.state.isDead)
    assert.equal(isTold, false, 'whoever asked for it has no answer')
    assert.equal(keys.get('remote.once'), undefined, 'nothing that happens once was asked for')
    assert.equal(await database.connection.collection('events').countDocuments(), 0)
    await assert.rejects(second.engine.runs.get('unheard'), { code: 'runNotFound' })
    await second.stop()
  })

  it('leaves a run that ends as if nothing had happened', async () => {
    const plain = await undisturbed()
    assert.deepEqual(plain.calls, { 'remote.look': 1, 'remote.once': 2, 'remote.tell': 1 })
    const deaths = Array.from({ length: plain.writes + 1 }, (_, n) => n + 1).flatMap((n) => [
      { n, diesAfter: false },
      { n, diesAfter: true },
    ])
    for (const { n, diesAfter } of deaths) {
      const id = `dies-${diesAfter ? 'after' : 'before'}-${String(n)}`
      const { keys, attach } = ledger()
      const { victim, box: first } = await doomed(n, diesAfter)
      attach(first)
      // The caller was not told that the run exists, so it asks again, with the same id.
      void first.engine.runs.start('story', { id, waitMs: 1_000 }).catch(() => undefined)
      const second = await hubInABox(database, { leaseMs: 150 })
      attach(second)
      await second.until(undefined, async () => victim.state.isDead || (await hasEnded(second, id)))
      const run = await second.engine.runs.start('story', { id, waitMs: 10_000 })
      assert.equal(run.state, 'completed', `${id}: ${JSON.stringify(run)}`)
      assert.deepEqual(counts(keys), plain.calls, id)
      // One that has survived its run dies now, so that it does not take part in the next.
      victim.state.isDead = true
      await second.stop()
    }
  })

  it('leaves a run that is cancelled with what was done undone once, whatever the moment and however often it is asked', async () => {
    const wanted = { 'remote.book': 1, 'remote.once': 1, 'remote.unbook': 1, 'remote.unpay': 1 }
    for (let n = 1, survived = 0; survived < 2; n += 1)
      for (const diesAfter of [false, true]) {
        const id = `cancelled-${diesAfter ? 'after' : 'before'}-${String(n)}`
        const { keys, attach } = ledger()
        const { victim, box: first } = await doomed(n, diesAfter)
        attach(first)
        await first.deploy(trip)
        void cancelTrip(first, id).catch(() => undefined)
        const second = await hubInABox(database, { leaseMs: 150 })
        attach(second)
        await second.until(undefined, async () => victim.state.isDead || (await hasEnded(second, id)))
        if (!victim.state.isDead) survived += 1
        assert.equal(await cancelTrip(second, id), 'cancelled', id)
        const again = await second.engine.runs.repair(id, cancel, how)
        assert.equal(again.state, 'cancelled', id)
        assert.deepEqual(counts(keys), wanted, id)
        const { items } = await second.engine.workItems.list({ run: id, state: 'closed' }, { limit: 10 })
        assert.deepEqual(
          items.map(({ element, state, closedBy }) => [element, state, closedBy]),
          [['travel', 'cancelled', 'test']],
          id,
        )
        victim.state.isDead = true
        await second.stop()
      }
  })

  it('leaves nobody working for a run that is cancelled: those that it has called end too', async () => {
    for (let n = 1, survived = 0; survived < 2; n += 1)
      for (const diesAfter of [false, true]) {
        const id = `errand-${diesAfter ? 'after' : 'before'}-${String(n)}`
        const { victim, box: first } = await doomed(n, diesAfter)
        await first.deploy(vigil)
        await first.deploy(errand)
        const told = cancelErrand(first, id).catch(() => undefined)
        const second = await hubInABox(database, { leaseMs: 150 })
        await Promise.race([told, second.until(undefined, () => victim.state.isDead)])
        if (!victim.state.isDead) survived += 1
        const child = await cancelErrand(second, id)
        const { state } = await second.until(child, (run) => run.state !== 'running')
        assert.equal(state, 'cancelled', id)
        const { items } = await second.engine.workItems.list({ run: child }, { limit: 10 })
        assert.deepEqual(items, [], id)
        victim.state.isDead = true
        await second.stop()
      }
  })
})

/** Whoever cancels and has no answer asks again. Gives the id of the called run, once the calling one has ended. */
async function cancelErrand(box: Box, id: string): Promise<string> {
  await box.engine.runs.start('errand', { id })
  const called = async (): Promise<readonly RunView[]> =>
    (await box.engine.runs.list({ parent: id }, { limit: 10 })).items
  await box.until(undefined, async () =>
    (await called()).some(({ state, elements }) => state !== 'running' || elements.length > 0),
  )
  const [{ id: child } = { id: '' }, ...others] = await called()
  assert.equal(others.length, 0)
  await box.engine.runs.repair(id, { action: 'cancel' }, how)
  await box.until(id, ({ state }) => state === 'cancelled')
  return child
}

const cancel = { action: 'cancel', compensate: true } as const
const how = { by: 'test', reason: 'the customer does not travel' }

/** Whoever cancels a trip and has no answer asks again. */
async function cancelTrip(box: Box, id: string): Promise<string> {
  await box.engine.runs.start('trip', { id })
  await box.until(id, ({ state, elements }) => state !== 'running' || isTravelling(elements))
  await box.engine.runs.repair(id, cancel, how)
  const { state } = await box.until(id, ({ state: now }) => now !== 'running')
  return state
}

function isTravelling(elements: readonly { readonly element: string }[]): boolean {
  return elements.some(({ element }) => element === 'travel' || element.startsWith('un'))
}

async function hasEnded(box: Box, id: string): Promise<boolean> {
  return box.engine.runs.get(id).then(
    ({ state }) => state === 'completed' || state === 'cancelled',
    () => false,
  )
}

function counts(keys: ReadonlyMap<string, ReadonlySet<string>>): Record<string, number> {
  return Object.fromEntries([...keys].map(([type, set]): [string, number] => [type, set.size]).sort())
}
