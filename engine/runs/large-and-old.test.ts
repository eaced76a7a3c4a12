/** Large values, runs that are too large, runs that are old, and a database that cannot keep up. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { hubInABox, model, type Box } from '../../test/harness/engine-box.ts'
import { fakeClock } from '../../test/harness/fake-clock.ts'
import type { JsonObject } from '../values/json.ts'
import { claimsIn, heldState, stateFrom, tooLarge } from './claims.ts'
import { admission } from './admission.ts'
import type { RunState } from '../bpmn/model.ts'

const limits = { claimFrom: 1_000, most: 10_000 }
const long = 'سند '.repeat(500)

function stateWith(variables: JsonObject): RunState {
  const root = { id: 'root', elementId: 'p', variables, wait: { kind: 'children' }, armed: {} } as const
  return { status: 'running', instances: { root }, visits: {} }
}

describe('large values', () => {
  it('leave the text of a state once they are stored, and come back', () => {
    const state = stateWith({ document: { text: long }, name: 'مریم' })
    const claims = claimsIn(state, limits)
    assert.equal(claims.size, 1)
    const inline = heldState(state, limits, () => false)
    assert.deepEqual(stateFrom(inline.text, new Map()), state)
    const held = heldState(state, limits, (hash) => claims.has(hash))
    assert.deepEqual(held.payloads, [...claims.keys()])
    assert.ok(held.text.length < 500, held.text)
    assert.deepEqual(stateFrom(held.text, claims), state)
  })

  it('are named when all of it is too large', () => {
    assert.equal(tooLarge(stateWith({ a: long }), limits), undefined)
    const words = tooLarge(stateWith({ a: long.repeat(6), b: 'x' }), limits) ?? ''
    assert.match(words, /at most 10000/)
    assert.match(words, /"a" of root with 12002/)
  })
})

describe('a run', () => {
  let database: TestDatabase
  let box: Box
  const stored = (id: string) =>
    database.connection
      .collection<{ _id: string; state: string; payloads?: string[] }>('runs')
      .findOne({ _id: id })
  const owned = (collection: string, id: string): Promise<number> =>
    database.connection.collection(collection).countDocuments({ run: id })

  before(async () => {
    database = await testDatabase()
    box = await hubInABox(database, { limits })
    await box.deploy(
      model('filing', [
        '<bpmn:startEvent id="begun" />',
        box.service('fetch', 'remote.fetch'),
        '<bpmn:userTask id="read"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>',
        '<bpmn:endEvent id="done" />',
      ]),
    )
  })
  after(async () => {
    await box.stop()
    await database.close()
  })

  it('keeps a large value outside its document, shows it, and hands it to whoever carries it on', async () => {
    box.answer('remote.fetch', async () => ({ document: long }))
    const { id } = await box.engine.runs.start('filing', {})
    const waiting = await box.until(id, ({ elements }) => elements[0]?.element === 'read')
    assert.equal(waiting.variables['document'], long)
    await box.until(undefined, async () => ((await stored(id))?.state.length ?? 0) < 1_500)
    const document = await stored(id)
    assert.ok((document?.state.length ?? 0) < 1_500, document?.state.slice(0, 300))
    assert.equal(document?.payloads?.length, 1)
    const other = await hubInABox(database, { limits })
    const done = await other.engine.runs.repair(
      id,
      { action: 'complete', element: 'read', variables: { seen: true } },
      { reason: 'test', by: 'test' },
    )
    await other.stop()
    assert.deepEqual([done.state, done.variables['document'] === long], ['completed', true])
    const { items } = await box.engine.runs.list({ flow: 'filing' }, { limit: 1 })
    assert.ok('$payload' in (items[0]?.variables['document'] as JsonObject))
  })

  it('a payload over the limit fails before commit with a message that says what to do, and the run can continue', async () => {
    box.answer('remote.fetch', async () => ({ document: long.repeat(6) }))
    const { id } = await box.engine.runs.start('filing', {})
    const broken = await box.until(id, ({ state }) => state === 'incident')
    assert.equal(broken.elements[0]?.incident?.code, 'variablesTooLarge')
    const words = broken.elements[0]?.incident?.message ?? ''
    assert.match(words, /"document" of root with 12002/)
    assert.match(words, /at most 10000/)
    const kept = await stored(id)
    assert.ok(kept && kept.state.length < 10_000, 'it was not written')
    box.answer('remote.fetch', async () => ({ document: 'کوتاه' }))
    await box.engine.runs.repair(id, { action: 'retry' }, { reason: 'less now', by: 'test' })
    await box.until(id, ({ elements }) => elements[0]?.element === 'read')
    const large = { action: 'setVariables', variables: { more: long.repeat(6) } } as const
    await assert.rejects(box.engine.runs.repair(id, large, { reason: 'test', by: 'test' }), {
      code: 'variablesTooLarge',
    })
    await assert.rejects(box.engine.runs.start('filing', { variables: { a: long.repeat(6) } }), {
      code: 'variablesTooLarge',
    })
  })

  it('is forgotten with all that is its own when it ended long enough ago', async () => {
    box.answer('remote.fetch', async () => ({ document: long }))
    const { id } = await box.engine.runs.start('filing', {})
    await box.until(id, ({ elements }) => elements[0]?.element === 'read')
    const alive = await box.engine.runs.start('filing', {})
    await box.engine.runs.repair(id, { action: 'cancel' }, { reason: 'test', by: 'test' })
    await database.connection
      .collection('runHistory')
      .insertOne({ _id: `${id}:0` as never, run: id, first: 0, entries: [] })
    await database.connection
      .collection('attempts')
      .insertOne({ _id: 'a' as never, key: `${id}:fetch:1`, state: 'done' })
    await database.connection
      .collection('attempts')
      .insertOne({ _id: 'b' as never, key: `${id}x:fetch:1`, state: 'done' })
    assert.equal(await owned('runPayloads', id), 1)
    const clock = fakeClock(new Date(Date.now() + 31 * 86_400_000))
    const later = await hubInABox(database, { limits, clock, retentionDays: 30 })
    await later.until(undefined, async () => {
      await clock.advance(61_000)
      return (await stored(id)) === null
    })
    const stopped = later.stop()
    await clock.advance(60_000)
    await stopped
    assert.deepEqual([await owned('runPayloads', id), await owned('runHistory', id)], [0, 0])
    const left = await database.connection.collection('attempts').find().toArray()
    assert.deepEqual(
      left.map(({ _id }) => String(_id)),
      ['b'],
    )
    assert.ok(await stored(alive.id), 'a living run stays')
  })
})

describe('new work', () => {
  it('is turned away while the database cannot keep up', () => {
    let pressure = { waiting: 0, batchMs: 0 }
    const admit = admission({ pressure: () => pressure } as never, { writes: 10, batchMs: 1_000 })
    admit()
    pressure = { waiting: 11, batchMs: 0 }
    assert.throws(admit, { code: 'overloaded', retryAfterSeconds: 2 })
    pressure = { waiting: 1, batchMs: 1_001 }
    assert.throws(admit, { code: 'overloaded', retryAfterSeconds: 5 })
  })
})
