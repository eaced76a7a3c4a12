/** Events of runs: in the document with the checkpoint, in the feed right after, told by others after a death. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { hubInABox, model, type Box } from '../../test/harness/engine-box.ts'
import { eventFeed, type EventFeed, type FeedEvent } from '../store/event-feed.ts'

describe('events of runs', () => {
  let database: TestDatabase
  let feed: EventFeed
  /** While it is true the feed cannot be written, as when the process dies before it is. */
  let isAway = false
  let box: Box

  before(async () => {
    database = await testDatabase()
    feed = eventFeed(database.connection)
    await feed.prepare()
    const append: EventFeed['append'] = async (events) => {
      if (isAway) throw new Error('the feed is away')
      await feed.append(events)
    }
    box = await hubInABox(database, { feed: { ...feed, append } })
    await box.deploy(
      model('shipping', [
        '<bpmn:startEvent id="begun" />',
        box.service('ship', 'remote.ship', 1),
        '<bpmn:endEvent id="done" />',
      ]),
    )
  })
  after(async () => {
    await box.stop()
    await database.close()
  })

  const told = (run: string): Promise<readonly FeedEvent[]> => feed.after(0, { limit: 100, subject: run })
  const untold = (): Promise<number> =>
    database.connection.collection('runs').countDocuments({ untold: { $exists: true } })

  it('are told once each, in order, with what they are about', async () => {
    box.answer('remote.ship', () => Promise.reject(box.failure('refused', 'no such address', 'A-1')))
    const { id } = await box.engine.runs.start('shipping', { businessKey: 'O-7' })
    await box.until(id, ({ state }) => state === 'incident')
    box.answer('remote.ship', async () => ({}))
    await box.engine.runs.repair(id, { action: 'retry', element: 'ship' }, { by: 'test', reason: 'test' })
    await box.until(id, ({ state }) => state === 'completed')
    await box.until(undefined, async () => (await told(id)).length === 3 && (await untold()) === 0)
    const events = await told(id)
    assert.deepEqual(
      events.map(({ type }) => type),
      ['run.started', 'run.incident', 'run.completed'],
    )
    const [started, incident, completed] = events.map(({ data }) => data)
    const about = { runId: id, flow: 'shipping', version: 1, businessKey: 'O-7' }
    const { startedAt, ...first } = started ?? {}
    assert.deepEqual(first, about)
    assert.equal(typeof startedAt, 'string')
    assert.equal(incident?.['element'], 'ship')
    assert.match(String(incident?.['message']), /no such address/)
    assert.equal(completed?.['flow'], 'shipping')
    assert.equal(new Set(events.map(({ eventId }) => eventId)).size, 3)
  })

  it('that could not be told wait in the document, and come in order when they can', async () => {
    box.answer('remote.ship', async () => ({}))
    isAway = true
    const { id } = await box.engine.runs.start('shipping', {})
    await box.until(id, ({ state }) => state === 'completed')
    assert.deepEqual(await told(id), [])
    assert.equal(await untold(), 1)
    isAway = false
    // The look of any process finds them.
    await box.until(undefined, async () => (await untold()) === 0)
    assert.deepEqual(
      (await told(id)).map(({ type }) => type),
      ['run.started', 'run.completed'],
    )
  })

  it('say when a run is called off', async () => {
    let isAsked = false
    box.answer('remote.ship', () => {
      isAsked = true
      return new Promise(() => undefined)
    })
    const { id } = await box.engine.runs.start('shipping', {})
    await box.until(undefined, () => isAsked)
    await box.engine.runs.repair(id, { action: 'cancel' }, { by: 'test', reason: 'test' })
    await box.until(undefined, async () => (await told(id)).length === 2)
    assert.equal((await told(id))[1]?.type, 'run.cancelled')
  })

  it('are not written where nobody reads them', async () => {
    box.answer('remote.ship', async () => ({}))
    const quiet = await hubInABox(database)
    const { id } = await quiet.engine.runs.start('shipping', {})
    await quiet.until(id, ({ state }) => state === 'completed')
    await quiet.stop()
    assert.deepEqual(await told(id), [])
    assert.equal(await untold(), 0)
  })
})
