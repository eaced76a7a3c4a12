/** Lists of all there is, in no order: what one tells against those before, over the real store. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'

import fc from 'fast-check'

import type { SourceItem } from '../../adapters/adapter.ts'
import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { fullListStore, type FullListStore } from '../store/full-lists.ts'
import { fullListChange } from './full-lists.ts'

let database: TestDatabase
let store: FullListStore
before(async () => {
  database = await testDatabase()
  store = fullListStore(database.connection)
  await store.prepare()
})
after(() => database.close())
beforeEach(async () => void (await database.connection.collection('sourceListItems').deleteMany({})))

/** Rows of a file in their order: id and content. */
type Rows = readonly (readonly [string, string])[]

interface Telling {
  readonly round: number
  readonly size?: number
  /** Pages that are read twice, because the process died before the cursor moved. */
  readonly twice?: boolean
  /** The list breaks off before its end. */
  readonly isCut?: boolean
}

function itemOf([id, city]: Rows[number], at: number): SourceItem {
  const isBroken = city === '?'
  return {
    dedupKey: id,
    body: {
      kind: 'sourceRecord',
      type: 'person',
      externalId: id,
      data: { city },
      origin: `row ${String(at)}`,
      ...(isBroken && { problem: 'it cannot be read' }),
      ...(id.startsWith('row') && { isUnnamed: true }),
    },
  }
}

/** Reads a file as one list; gives `+id` for what is new or changed and `-id` for what has gone. */
async function told(
  rows: Rows,
  { round, size = 2, twice = false, isCut = false }: Telling,
): Promise<readonly string[]> {
  const all: string[] = []
  const note = (items: readonly SourceItem[]): void => {
    for (const { body } of items)
      if (body.kind === 'sourceRecord') all.push(`${body.deleted ? '-' : '+'}${body.externalId}`)
  }
  for (let from = 0; from <= rows.length; from += size) {
    const items = rows.slice(from, from + size).map((row, at) => itemOf(row, from + at))
    const isLast = !isCut && from + size > rows.length
    const page = {
      items,
      cursor: '',
      more: !isLast,
      fullList: { round, isFirst: from === 0, isLast, type: 'person' },
    }
    if (twice) await (await fullListChange(store, 'erp/customers', page)).remember()
    const change = await fullListChange(store, 'erp/customers', page)
    note(change.items)
    await change.remember()
    for (;;) {
      const gone = await change.nextGone()
      if (gone.length === 0) break
      note(gone)
    }
  }
  return all.sort()
}

describe('comparing lists', () => {
  it('tells everything once, then only what is new, changed or gone, whatever the order of the rows', async () => {
    const first: Rows = [
      ['b', 'ری'],
      ['a', 'قم'],
      ['c', 'یزد'],
    ]
    assert.deepEqual(await told(first, { round: 1 }), ['+a', '+b', '+c'])
    assert.deepEqual(await told([...first].reverse(), { round: 2 }), [])
    assert.deepEqual(await told([first[1] ?? ['', ''], ['d', 'ساوه'], ['c', 'کرج']], { round: 3 }), [
      '+c',
      '+d',
      '-b',
    ])
    assert.deepEqual(await told([['a', 'قم']], { round: 4 }), ['-c', '-d'])
  })

  it('tells nothing as deleted when a list breaks off, and the next that is complete does', async () => {
    await told(
      [
        ['a', 'قم'],
        ['b', 'ری'],
        ['c', 'یزد'],
      ],
      { round: 1 },
    )
    assert.deepEqual(await told([['a', 'کرج']], { round: 2, isCut: true }), ['+a'])
    assert.deepEqual(
      await told(
        [
          ['a', 'کرج'],
          ['c', 'یزد'],
        ],
        { round: 3 },
      ),
      ['-b'],
    )
  })

  it('tells again what could not be read, and never that a place has gone', async () => {
    const rows: Rows = [
      ['a', '?'],
      ['row 3', '?'],
    ]
    assert.deepEqual(await told(rows, { round: 1 }), ['+a', '+row 3'])
    assert.deepEqual(await told(rows, { round: 2 }), ['+a', '+row 3'])
    assert.deepEqual(await told([], { round: 3 }), ['-a'])
  })

  it('begins anew after a rewind', async () => {
    await told(
      [
        ['a', 'قم'],
        ['b', 'ری'],
      ],
      { round: 1 },
    )
    await told(
      [
        ['a', 'قم'],
        ['b', 'ری'],
      ],
      { round: 2 },
    )
    assert.deepEqual(await told([['a', 'قم']], { round: 1 }), ['+a'])
    assert.deepEqual(await told([], { round: 2 }), ['-a'])
  })

  it('always tells exactly the difference, whatever the pages', async () => {
    const list = fc.uniqueArray(fc.tuple(fc.constantFrom(...'abcdefghij'), fc.constantFrom('قم', 'ری')), {
      selector: ([id]) => id,
    })
    const rounds = fc.array(fc.tuple(list, fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(rounds, async (all) => {
        await database.connection.collection('sourceListItems').deleteMany({})
        let present = new Map<string, string>()
        for (const [at, [rows, size]] of all.entries()) {
          const next = new Map(rows)
          const expected = [
            ...rows.flatMap(([id, city]) => (present.get(id) === city ? [] : [`+${id}`])),
            ...[...present.keys()].flatMap((id) => (next.has(id) ? [] : [`-${id}`])),
          ].sort()
          assert.deepEqual(await told(rows, { round: at + 1, size }), expected)
          present = next
        }
      }),
      { numRuns: 8 },
    )
  })

  it('tells a page that is read again once more at most, and loses nothing by it', async () => {
    const rows: Rows = [
      ['a', 'قم'],
      ['b', 'ری'],
      ['c', 'یزد'],
    ]
    assert.deepEqual(await told(rows, { round: 1, twice: true }), ['+a', '+b'])
    assert.deepEqual(await told([['b', 'کرج']], { round: 2, twice: true }), ['+b', '-a', '-c'])
  })
})
