/** Sources without a watermark: what a round tells against the round before, over the real store. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'

import fc from 'fast-check'

import type { PolledPage, SourceItem } from '../../adapters/adapter.ts'
import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { snapshotStore, type SnapshotStore } from '../store/snapshots.ts'
import { snapshotChange } from './snapshots.ts'

let database: TestDatabase
let store: SnapshotStore
before(async () => {
  database = await testDatabase()
  store = snapshotStore(database.connection)
  await store.prepare()
})
after(() => database.close())
beforeEach(async () => void (await database.connection.collection('sourceSnapshots').deleteMany({})))

/** Rows of a view: id → content. */
type View = Readonly<Record<string, string>>

function pagesOf(view: View, round: number, size: number): readonly PolledPage[] {
  const ids = Object.keys(view).sort()
  const pages: PolledPage[] = []
  for (let from = 0; from <= ids.length; from += size) {
    const part = ids.slice(from, from + size)
    const isLast = part.length < size
    const items = part.map((id): SourceItem => {
      const data = { city: view[id] ?? '' }
      return { dedupKey: id, place: id, body: { kind: 'sourceRecord', type: 'person', externalId: id, data } }
    })
    const upTo = isLast ? null : (part.at(-1) ?? null)
    const snapshot = { round, after: from === 0 ? null : (ids[from - 1] ?? null), upTo, type: 'person' }
    pages.push({ items, cursor: '', more: !isLast, snapshot })
    if (isLast) break
  }
  return pages
}

interface Telling {
  readonly round: number
  readonly size: number
  /** Pages that are read twice, because the process died before the cursor moved. */
  readonly twice?: boolean
}

/** Reads a view as one round; gives `+id` for what is new or changed and `-id` for what has gone. */
async function told(view: View, { round, size, twice = false }: Telling): Promise<readonly string[]> {
  const all: string[] = []
  for (const page of pagesOf(view, round, size)) {
    const first = await snapshotChange(store, 'erp/customers', page)
    if (twice) await first.remember()
    const { items, remember } = twice ? await snapshotChange(store, 'erp/customers', page) : first
    assert.deepEqual(items, first.items, 'a page that is read again tells the same')
    await remember()
    all.push(
      ...items.map(({ body }) =>
        body.kind === 'sourceRecord' ? `${body.deleted ? '-' : '+'}${body.externalId}` : '',
      ),
    )
  }
  return all.sort()
}

describe('comparing snapshots', () => {
  it('tells everything once, then only what is new, changed or gone', async () => {
    assert.deepEqual(await told({ a: 'قم', b: 'ری', c: 'یزد' }, { round: 1, size: 2 }), ['+a', '+b', '+c'])
    assert.deepEqual(await told({ a: 'قم', b: 'ری', c: 'یزد' }, { round: 2, size: 2 }), [])
    assert.deepEqual(await told({ a: 'قم', c: 'کرج', d: 'ساوه' }, { round: 3, size: 2 }), ['+c', '+d', '-b'])
    assert.deepEqual(await told({}, { round: 4, size: 2 }), ['-a', '-c', '-d'])
    assert.deepEqual(await told({ a: 'قم' }, { round: 5, size: 2 }), ['+a'])
  })

  it('tells again what was told to have changed since, and as gone what does not come any more', async () => {
    await told({ a: 'قم', b: 'ری', c: 'یزد', e: 'کرج' }, { round: 1, size: 2 })
    const items = ['b', 'c', 'd'].map((id): SourceItem => ({
      ...{ dedupKey: id, place: id },
      body: { kind: 'sourceRecord', type: 'person', externalId: id, data: { city: 'ساوه' } },
    }))
    const page = { items, cursor: '', more: false, since: { round: 1 } }
    const { items: passed, remember } = await snapshotChange(store, 'erp/customers', page)
    assert.deepEqual(passed, items)
    await remember()
    // b is as it was at first, d was new and has gone, c has gone for the second time.
    const again = { a: 'قم', b: 'ری', e: 'کرج' }
    assert.deepEqual(await told(again, { round: 2, size: 2, twice: true }), ['+b', '-c', '-d'])
    assert.deepEqual(await told(again, { round: 3, size: 2 }), [])
  })

  it('tells a row without an id once, and never as gone: it was no thing', async () => {
    const pageOf = (round: number, ...items: SourceItem[]): PolledPage => ({
      ...{ items, cursor: '', more: false, snapshot: { round, after: null, upTo: null, type: 'person' } },
    })
    const unnamed: SourceItem = {
      ...{ dedupKey: 'x', place: 'x' },
      body: {
        ...{ kind: 'sourceRecord', type: 'person', externalId: 'view, id x', data: {} },
        ...{ problem: 'has no id', isUnnamed: true },
      },
    }
    const counts: number[] = []
    for (const page of [pageOf(1, unnamed), pageOf(2, unnamed), pageOf(3)]) {
      const { items, remember } = await snapshotChange(store, 'erp/customers', page)
      await remember()
      counts.push(items.length)
    }
    assert.deepEqual(counts, [1, 0, 0])
  })

  it('keeps one small document for each page of two rounds', async () => {
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [String(100_000 + at), 'قم']))
    for (const round of [1, 2, 3]) await told(many, { round, size: 500 })
    const documents = await database.connection.collection('sourceSnapshots').find().toArray()
    assert.ok(documents.length <= 8, `${documents.length} documents`)
    const bytes = documents.reduce((sum, { entries }) => sum + (entries as { length(): number }).length(), 0)
    assert.ok(bytes < 3000 * 2 * 16, `${bytes} bytes for 3,000 rows`)
  })

  it('begins anew after a rewind', async () => {
    await told({ a: 'قم', b: 'ری' }, { round: 1, size: 2 })
    await told({ a: 'قم', b: 'ری' }, { round: 2, size: 2 })
    assert.deepEqual(await told({ a: 'قم' }, { round: 1, size: 2 }), ['+a'])
    assert.deepEqual(await told({ a: 'قم' }, { round: 2, size: 2 }), [])
  })

  it('always tells exactly the difference, whatever the pages and the crashes', async () => {
    const view = fc.dictionary(fc.constantFrom(...'abcdefghij'), fc.constantFrom('قم', 'ری'), {
      noNullPrototype: true,
    })
    const telling = fc.record({ size: fc.integer({ min: 1, max: 4 }), twice: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(view, telling), { minLength: 1, maxLength: 4 }), async (rounds) => {
        await database.connection.collection('sourceSnapshots').deleteMany({})
        let present: View = {}
        for (const [at, [next, how]] of rounds.entries()) {
          const expected = [
            ...Object.keys(next).flatMap((id) => (next[id] === present[id] ? [] : [`+${id}`])),
            ...Object.keys(present).flatMap((id) => (id in next ? [] : [`-${id}`])),
          ].sort()
          assert.deepEqual(await told(next, { round: at + 1, ...how }), expected)
          present = next
        }
      }),
      { numRuns: 8 },
    )
  })
})
