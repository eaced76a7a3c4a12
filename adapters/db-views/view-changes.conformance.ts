/**
 * What every database does whose record of changes is read: a real table that the suite writes to under the reader's
 * feet. Run it from the adapter's own tests.
 */
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'

import { adapterCall } from '../../test/harness/adapter-io.ts'
import { failureFrom } from '../../test/harness/outside-world.ts'
import type { Connected, PolledPage, Poller, SourceRecordBody } from '../adapter.ts'
import type { ViewSettings } from './view-settings.ts'

/** A table (id bigint as its key, city a text), and a view over it. */
export interface ChangingTable {
  readonly table: string
  readonly view: string
  /** What of `changes` the database needs beside the table. */
  readonly changes?: ViewSettings['changes']
  /** A text in its SQL; in plain quotes unless said otherwise. */
  readonly quoted?: (text: string) => string
  /** Runs statements as the owner, in one transaction. */
  readonly sql: (text: string) => Promise<unknown>
  /** The record of changes loses what was not read. */
  readonly lose: () => Promise<unknown>
  /** What follows a test; the next begins with a record of its own. */
  readonly forget?: () => Promise<unknown>
  readonly connect: (views: Readonly<Record<string, ViewSettings>>) => Promise<Connected>
  readonly close: () => Promise<void>
}

interface Told {
  /** `+id city` and `-id`. */
  readonly items: readonly string[]
  readonly pages: readonly PolledPage[]
  readonly cursor: string
}

/** Registers the suite. */
export function describeChangeReading(open: () => Promise<ChangingTable>): void {
  describe('reading a view by its recorded changes', () => {
    let own: ChangingTable
    const opened: Connected[] = []
    before(async () => {
      own = await open()
    })
    beforeEach(() => own.sql(`DELETE FROM ${own.table}`))
    afterEach(async () => {
      for (const connected of opened.splice(0)) await connected.close?.()
      await own.forget?.()
    })
    after(() => own.close())

    const pollerOf = async (more: Partial<ViewSettings> = {}): Promise<Poller> => {
      const view: ViewSettings = {
        ...{ view: own.view, type: 'person', externalId: 'id', id: 'id', pageSize: 2 },
        mapping: { city: 'city' },
        changes: { table: own.table, ...own.changes },
        ...more,
      }
      const connected = await own.connect({ changing: view })
      opened.push(connected)
      return connected.sources?.['changing'] as Poller
    }
    const put = (...rows: readonly (readonly [id: number, city: string])[]): Promise<unknown> =>
      own.sql(
        rows
          .map(
            ([id, city]) =>
              `DELETE FROM ${own.table} WHERE id = ${id}; INSERT INTO ${own.table} VALUES (${id}, ${quoted(city)})`,
          )
          .join('; '),
      )
    const quoted = (city: string): string => own.quoted?.(city) ?? `'${city}'`
    const told = async (poller: Poller, from?: string, pages = 100): Promise<Told> => {
      const all: PolledPage[] = []
      for (let cursor = from; all.length < pages; cursor = all.at(-1)?.cursor) {
        all.push(await poller.poll(cursor, adapterCall({ deadline: later() })))
        if (all.at(-1)?.more !== true) break
      }
      const items = all.flatMap((page) => page.items.map(({ body }) => words(body as SourceRecordBody)))
      return { items, pages: all, cursor: all.at(-1)?.cursor ?? '' }
    }

    it('reads the whole view at first, then what was inserted, changed and deleted', async () => {
      await put([1, 'ری'], [2, 'قم'], [10, 'یزد'])
      const poller = await pollerOf()
      const first = await told(poller)
      assert.deepEqual(first.items, ['+1 ری', '+2 قم', '+10 یزد'])
      assert.ok(first.pages.some(({ snapshot }) => snapshot?.round === 1))
      await put([3, 'کرج'])
      await own.sql(`UPDATE ${own.table} SET city = ${quoted('ساوه')} WHERE id = 10`)
      await own.sql(`DELETE FROM ${own.table} WHERE id = 1`)
      const second = await told(poller, first.cursor)
      assert.deepEqual(second.items, ['+3 کرج', '+10 ساوه', '-1'])
      assert.deepEqual((await told(poller, second.cursor)).items, [])
    })

    it('tells of a key that changed often what it is now', async () => {
      const poller = await pollerOf()
      const { cursor } = await told(poller)
      for (const city of ['ری', 'قم', 'یزد']) await put([1, city])
      await put([2, 'کرج'])
      await own.sql(`DELETE FROM ${own.table} WHERE id = 2`)
      const { items } = await told(poller, cursor)
      assert.deepEqual([...new Set(items)], ['+1 یزد', '-2'])
    })

    it('tells a transaction of many rows page by page, and goes on in the middle of it after a crash', async () => {
      const { cursor } = await told(await pollerOf())
      await put([1, 'ری'], [2, 'قم'], [3, 'یزد'], [9, 'کرج'], [10, 'ساوه'])
      const half = await told(await pollerOf(), cursor, 1)
      assert.ok(half.pages[0]?.more === true && half.items.length > 0 && half.items.length < 5)
      await put([11, 'بم'])
      const again = await told(await pollerOf(), cursor, 1)
      assert.deepEqual(again.items, half.items, 'what was not stored is told again')
      const rest = await told(await pollerOf(), half.cursor)
      const all = [...new Set([...half.items, ...rest.items])]
      assert.deepEqual(all, ['+1 ری', '+2 قم', '+3 یزد', '+9 کرج', '+10 ساوه', '+11 بم'])
    })

    it('misses nothing that changes while the whole view is read', async () => {
      await put([1, 'ری'], [2, 'قم'], [3, 'یزد'])
      const poller = await pollerOf()
      const first = await told(poller, undefined, 2)
      assert.deepEqual(first.items, ['+1 ری', '+2 قم'])
      await put([1, 'کرج'])
      await own.sql(`DELETE FROM ${own.table} WHERE id = 2`)
      const { items } = await told(poller, first.cursor)
      assert.deepEqual(items, ['+3 یزد', '+1 کرج', '-2'])
    })

    it('ends with what the table holds, whatever was changed while it was read, and after crashes', async () => {
      let seed = 7
      const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below
      const known = new Map<string, string>()
      let cursor: string | undefined
      const poll = async (): Promise<boolean> => {
        // Every third poll dies before its cursor is stored.
        const dies = random(3) === 0
        const page = await (await pollerOf()).poll(cursor, adapterCall({ deadline: later() }))
        for (const { body } of page.items) {
          const { externalId, data, deleted } = body as SourceRecordBody
          if (deleted === true) known.delete(externalId)
          else known.set(externalId, data['city'] as string)
        }
        if (!dies) cursor = page.cursor
        return dies || page.more
      }
      for (let round = 0; round < 40; round += 1) {
        const ids = Array.from({ length: 1 + random(6) }, () => 1 + random(9))
        if (random(3) === 0) await own.sql(`DELETE FROM ${own.table} WHERE id IN (${ids.join(', ')})`)
        else await put(...ids.map((id) => [id, `شهر ${round}`] as const))
        if (random(2) === 0) await poll()
      }
      while (await poll());
      const poller = await pollerOf()
      const held = new Map<string, string>()
      for (let page = await poller.preview?.(undefined, adapterCall()); page;) {
        for (const { body } of page.items) {
          const { externalId, data } = body as SourceRecordBody
          held.set(externalId, data['city'] as string)
        }
        if (!page.cursor.includes('"reading"')) break
        page = await poller.preview?.(page.cursor, adapterCall())
      }
      assert.ok(held.size > 0)
      assert.deepEqual(new Map([...known].sort()), new Map([...held].sort()))
    })

    it('starts now', async () => {
      await put([1, 'ری'])
      const poller = await pollerOf({ start: 'now' })
      const first = await told(poller)
      assert.deepEqual(first.items, [])
      await put([2, 'قم'])
      const second = await told(poller, first.cursor)
      assert.deepEqual([second.items, second.pages[0]?.since], [['+2 قم'], { round: 0 }])
    })

    it('says once that changes are lost, and then reads the whole view again', async () => {
      await put([1, 'ری'])
      const poller = await pollerOf()
      const first = await told(poller)
      await put([2, 'قم'])
      await own.lose()
      const failure = await failureFrom(poller.poll(first.cursor, adapterCall()))
      assert.deepEqual([failure.kind, failure.code], ['unreadable', 'CHANGES_LOST'])
      await put([3, 'یزد'])
      const second = await told(poller, first.cursor)
      assert.deepEqual([...new Set(second.items)], ['+1 ری', '+2 قم', '+3 یزد'])
      assert.ok(second.pages.some(({ snapshot }) => snapshot?.round === 2))
      await put([4, 'کرج'])
      assert.deepEqual((await told(poller, second.cursor)).items, ['+4 کرج'])
    })

    it('shows what a poll would bring, without a trace', async () => {
      await put([1, 'ری'])
      const poller = await pollerOf()
      const shown = await poller.preview?.(undefined, adapterCall())
      assert.deepEqual(
        shown?.items.map(({ body }) => words(body as SourceRecordBody)),
        ['+1 ری'],
      )
      const { cursor } = await told(poller)
      await put([2, 'قم'])
      for (let times = 0; times < 2; times += 1) {
        const page = await poller.preview?.(cursor, adapterCall())
        assert.deepEqual(
          page?.items.map(({ body }) => words(body as SourceRecordBody)),
          ['+2 قم'],
        )
      }
      assert.deepEqual((await told(poller, cursor)).items, ['+2 قم'])
    })
  })
}

/** A loaded machine is slow to make the first connections. */
function later(): Date {
  return new Date(Date.now() + 30_000)
}

function words({ externalId, data, deleted }: SourceRecordBody): string {
  return deleted === true ? `-${externalId}` : `+${externalId} ${data['city'] as string}`
}
