import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { groupCommit, type Committed, type GroupCommit } from './group-commit.ts'
import { systemClock } from '../values/clock.ts'
import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'

interface Counter extends Committed {
  readonly seq: number
}

describe('group commit', () => {
  let database: TestDatabase
  let commits: GroupCommit
  const insert = (id: string): Promise<string> =>
    commits.submit(() => ({ kind: 'insert', document: { _id: id, seq: 1 } as Counter }))
  const raise = (id: string, from: number): Promise<string> =>
    commits.submit(() => ({
      kind: 'update',
      id,
      where: { seq: from },
      change: { $set: { seq: from + 1 } },
    }))

  before(async () => {
    database = await testDatabase()
    const collection = database.connection.collection<Committed>('counters')
    commits = groupCommit({ collection, clock: systemClock })
  })
  after(() => database.close())

  it('gathers concurrent writes into few batches', async () => {
    const outcomes = await Promise.all(Array.from({ length: 200 }, (_, n) => insert(`many-${String(n)}`)))
    assert.ok(outcomes.every((outcome) => outcome === 'written'))
    assert.ok(commits.spent.batches < 20, `took ${String(commits.spent.batches)} batches`)
  })

  it('lets one of many equal inserts win and tells the others', async () => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => insert('twin')))
    assert.equal(outcomes.filter((outcome) => outcome === 'written').length, 1)
    assert.equal(outcomes.filter((outcome) => outcome === 'lost').length, 49)
  })

  it('tells exactly the update that lost its compare-and-set', async () => {
    await Promise.all([insert('a'), insert('b')])
    const [first, second, stale] = await Promise.all([raise('a', 1), raise('b', 1), raise('a', 7)])
    assert.deepEqual([first, second, stale], ['written', 'written', 'lost'])
  })

  it('counts up to fifty through fifty racing compare-and-set loops', async () => {
    await insert('raced')
    const collection = database.connection.collection<Counter>('counters')
    const climb = async (): Promise<void> => {
      for (;;) {
        const seq = (await collection.findOne({ _id: 'raced' }))?.seq ?? 0
        if ((await raise('raced', seq)) === 'written') return
      }
    }
    await Promise.all(Array.from({ length: 50 }, climb))
    assert.equal((await collection.findOne({ _id: 'raced' }))?.seq, 51)
  })

  it('builds a write at the last moment, so that a newer state replaces an older one', async () => {
    await insert('late')
    let value = 2
    const first = raise('a', 2)
    const written = commits.submit(() => ({
      kind: 'update',
      id: 'late',
      where: {},
      change: { $set: { seq: value } },
    }))
    value = 3
    await Promise.all([first, written])
    const collection = database.connection.collection<Counter>('counters')
    assert.equal((await collection.findOne({ _id: 'late' }))?.seq, 3)
  })

  it('fails only the write that cannot be built', async () => {
    const broken = commits.submit(() => {
      throw new Error('too large')
    })
    const [bad, good] = await Promise.allSettled([broken, insert('beside')])
    assert.equal(bad.status, 'rejected')
    assert.equal(good.status, 'fulfilled')
  })
})
