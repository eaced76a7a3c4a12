/** Large contents in the store: in parts, whole or not at all, for thirty days. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { failureFrom } from '../../test/harness/outside-world.ts'
import type { Contents } from '../../adapters/adapter.ts'
import { contentStore } from '../store/contents.ts'
import { systemClock } from '../values/clock.ts'
import { contents } from './contents.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.close())

const open = (now = new Date()): Contents =>
  contents(contentStore(database.connection), { ...systemClock, now: () => now })
const about = { mediaType: 'application/pdf', name: 'x.pdf', maxBytes: 5_000_000 }
const count = (collection: string): Promise<number> =>
  database.connection.collection(collection).countDocuments()

async function* pieces(...sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const [place, size] of sizes.entries()) yield Buffer.alloc(size, place + 1)
}

async function whole(given: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of given) all.push(piece)
  return Buffer.concat(all)
}

describe('a content', () => {
  it('comes back as it went in, whatever the pieces were', async () => {
    for (const sizes of [[], [1], [1_048_576], [3_000_000, 1], [700_000, 700_000, 700_000]]) {
      const expected = await whole(pieces(...sizes))
      const reference = await open().put(pieces(...sizes), about)
      assert.equal(reference.sizeBytes, expected.length)
      assert.equal(reference.sha256, createHash('sha256').update(expected).digest('hex'))
      const found = await open().open(reference.contentId)
      assert.deepEqual(found.reference, reference)
      assert.ok((await whole(found.pieces())).equals(expected))
      assert.ok((await whole(found.pieces())).equals(expected), 'also the second time')
    }
  })

  it('leaves nothing behind when it is too large or breaks off', async () => {
    const [heads, parts] = [await count('contents'), await count('contentParts')]
    const failure = await failureFrom(open().put(pieces(3_000_000, 2_000_001), about))
    assert.deepEqual([failure.kind, failure.code], ['unreadable', 'CONTENT_TOO_LARGE'])
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(2_000_000)
      await Promise.reject(new Error('the line is cut'))
    }
    await assert.rejects(open().put(broken(), about), /the line is cut/)
    assert.deepEqual([await count('contents'), await count('contentParts')], [heads, parts])
  })

  it('is there for thirty days', async () => {
    const { contentId } = await open().put(pieces(10), about)
    const inDays = (days: number): Contents => open(new Date(Date.now() + days * 86_400_000))
    assert.ok(await inDays(29).open(contentId))
    assert.equal((await failureFrom(inDays(31).open(contentId))).code, 'CONTENT_NOT_FOUND')
  })
})
