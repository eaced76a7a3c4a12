/** The records that keys find, over the real store: crowded keys find nobody, and cost nothing once they are known. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { fakeClock, type FakeClock } from '../../test/harness/fake-clock.ts'
import { sourceRecordStore, type SourceRecordStore } from '../store/source-records.ts'
import { silentLog } from '../values/log.ts'
import { candidates, type Candidates } from './candidates.ts'
import { blockCap } from './matching/blocking.ts'

describe('the records that keys find', () => {
  let database: TestDatabase
  let clock: FakeClock
  let look: Candidates
  const asked: (readonly string[])[] = []

  before(async () => {
    database = await testDatabase()
    clock = fakeClock('2026-03-01T08:00:00Z')
    const store: SourceRecordStore = sourceRecordStore(database.connection, clock)
    const stored = [
      ...many('everybody', 2_000),
      ...many('crowd', blockCap + 1),
      ...many('family', 3),
      ...many('full', blockCap),
    ]
    await database.connection.collection('sourceRecords').insertMany(stored)
    const records = {
      ...store,
      blocked: (...[keys, most]: Parameters<SourceRecordStore['blocked']>) => {
        asked.push(keys)
        return store.blocked(keys, most)
      },
    }
    look = candidates({ records, clock, log: silentLog })
  })
  after(() => database.close())

  it('are those of all keys but the crowded ones, however many these have', async () => {
    const { blocks, over } = await look({
      keys: ['family', 'everybody', 'full', 'crowd', 'nobody'],
      type: 'person',
    })
    assert.deepEqual([...over].sort(), ['crowd', 'everybody'])
    assert.deepEqual([...blocks].map(([key, members]) => [key, members.length]).sort(), [
      ['family', 3],
      ['full', blockCap],
    ])
  })

  it('are not asked of a crowded key again before an hour has passed', async () => {
    asked.length = 0
    const { over } = await look({ keys: ['family', 'everybody', 'crowd'], type: 'person' })
    assert.deepEqual([...over].sort(), ['crowd', 'everybody'])
    assert.deepEqual(asked, [['family']])
    await database.connection.collection('sourceRecords').deleteMany({ blocks: 'crowd' })
    await clock.leap(3_600_001)
    const later = await look({ keys: ['crowd', 'everybody'], type: 'person' })
    assert.deepEqual([...later.over], ['everybody'])
  })
})

function many(key: string, count: number): readonly object[] {
  return Array.from({ length: count }, (_, n) => ({
    _id: `${key}-${String(n)}`,
    blocks: [key],
    features: '',
    revision: 1,
  }))
}
