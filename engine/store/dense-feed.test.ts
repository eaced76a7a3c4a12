/** Feeds of dense positions, over the real store: two processes that append to one. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'

import fc from 'fast-check'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { denseFeed, type DenseFeed, type Positioned } from './dense-feed.ts'

interface Word {
  readonly word: string
}

describe('a dense feed', () => {
  let database: TestDatabase
  before(async () => {
    database = await testDatabase()
    await database.connection.collection('words').createIndexes([{ key: { word: 1 }, unique: true }])
  })
  after(() => database.close())
  beforeEach(() => database.connection.collection('words').deleteMany({}))

  const open = (): DenseFeed<Word> =>
    denseFeed<Word>({ connection: database.connection, name: 'words', key: 'word' })
  const all = async (): Promise<readonly Positioned<Word>[]> =>
    database.connection.collection<Positioned<Word>>('words').find({}).sort({ _id: 1 }).toArray()
  const words = (text: string): readonly Word[] => [...text].map((word) => ({ word }))

  it('has each entry once, in order and without a gap, whoever appends it and however often', async () => {
    const lists = fc.array(fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { minLength: 1 }), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(lists, lists, async (mine, theirs) => {
        await database.connection.collection('words').deleteMany({})
        const appendAll = async (feed: DenseFeed<Word>, own: string[][]): Promise<unknown> =>
          Promise.all(own.map((list) => feed.append(words(list.join('')))))
        await Promise.all([appendAll(open(), mine), appendAll(open(), theirs)])
        const found = await all()
        assert.deepEqual(
          found.map(({ _id }) => _id),
          found.map((_, place) => place + 1),
        )
        const wanted = new Set([...mine, ...theirs].flat())
        assert.deepEqual(found.map(({ word }) => word).sort(), [...wanted].sort())
      }),
      { numRuns: 30 },
    )
  })

  it('goes on behind what another process has appended meanwhile', async () => {
    const [one, other] = [open(), open()]
    for (const [feed, text] of [
      [one, 'a'],
      [one, 'b'],
      [other, 'c'],
      [one, 'd'],
      [other, 'e'],
    ] as const)
      assert.equal(await feed.append(words(text)), true)
    assert.deepEqual((await all()).map(({ word }) => word).join(''), 'abcde')
  })

  it('says when it was told nothing new, as far as its process knows', async () => {
    const [one, other] = [open(), open()]
    assert.equal(await one.append(words('ab')), true)
    assert.equal(await one.append(words('ba')), false)
    await other.append(words('ab'))
    assert.equal(await other.append(words('ab')), false)
    assert.equal(await other.append(words('xa')), true)
    assert.deepEqual((await all()).map(({ word }) => word).join(''), 'abx')
  })
})
