/** What is kept until an instant of its own, beside the real database. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { fakeClock, type FakeClock } from '../../test/harness/fake-clock.ts'
import { silentLog } from '../values/log.ts'
import { forgetting, type Forgetting } from './forgetting.ts'

let database: TestDatabase
let clock: FakeClock
let forgets: Forgetting

before(async () => {
  database = await testDatabase()
  // Long ago by the database's own clock, which must not matter.
  clock = fakeClock('2001-01-01T00:00:00Z', database.atRest)
  forgets = forgetting({ connection: database.connection, clock, log: silentLog })
  await forgets.start()
})
after(async () => {
  await forgets.stop()
  await database.close()
})

describe('documents that are kept for a time', () => {
  it('stay until their instant, by the clock that set it, and are gone a minute later', async () => {
    const messages = database.connection.collection<{ readonly _id: string; readonly purgeAt: Date }>(
      'messages',
    )
    const at = (minutes: number): Date => new Date(clock.now().getTime() + minutes * 60_000)
    await messages.insertMany([
      { _id: 'soon', purgeAt: at(2.5) },
      { _id: 'late', purgeAt: at(30) },
    ])
    const left = async (): Promise<readonly string[]> =>
      (await messages.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)
    await clock.advance(120_000)
    assert.deepEqual(await left(), ['late', 'soon'])
    await clock.advance(60_000)
    assert.deepEqual(await left(), ['late'])
  })

  it('have an index for it, without the expiry of the database', async () => {
    for (const name of ['keyedRequests', 'messages', 'nonces', 'ruleEvents']) {
      const indexes = await database.connection.collection(name).indexes()
      const dates = indexes.filter(({ key }) =>
        Object.keys(key as object).some((field) => /purgeAt|until/.test(field)),
      )
      assert.equal(dates.length, 1, name)
      assert.equal(dates[0]?.['expireAfterSeconds'], undefined, name)
    }
  })
})
