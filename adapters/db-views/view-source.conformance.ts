/**
 * What every adapter of database views must do: its polls against a real table that the suite writes to, row by
 * row, under the reader's feet. Run it from the adapter's own tests.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { adapterCall } from '../../test/harness/adapter-io.ts'
import type { PolledPage, Poller, SourceRecordBody } from '../adapter.ts'
import { describeRowsWithoutId } from './view-ids.conformance.ts'
import { drained, usingWatchedTable, watchedView, type WatchedTable } from './watched-view.conformance.ts'

/** Registers the whole suite. */
export function describeWatchedView(open: () => Promise<WatchedTable>): void {
  describeViewReading(open)
  describeRowsWithoutId(open)
}

function describeViewReading(open: () => Promise<WatchedTable>): void {
  describe('reading a view by its watermark', () => {
    const { table, pollerOf, connect } = usingWatchedTable(open)
    const at = (microseconds: number): string =>
      `2026-01-05T08:00:00.${String(microseconds).padStart(6, '0')}Z`

    it('rows with the same watermark value are all read, across a page and a crash', async () => {
      await table().put(...[5, 3, 1, 4, 2].map((id) => ({ id: `${id}`, updatedAt: at(7) })))
      assert.deepEqual((await drained(await pollerOf())).ids, ['1', '2', '3', '4', '5'])
      const first = await drained(await pollerOf(), { pages: 1 })
      const afterCrash = await drained(await pollerOf(), { cursor: first.cursor })
      assert.deepEqual([...first.ids, ...afterCrash.ids], ['1', '2', '3', '4', '5'])
    })

    it('loses no microsecond', async () => {
      await table().put(
        { id: '3', updatedAt: at(1) },
        { id: '2', updatedAt: at(2) },
        { id: '1', updatedAt: at(3) },
      )
      const { ids, versions } = await drained(await pollerOf({ pageSize: 1 }))
      assert.deepEqual(ids, ['3', '2', '1'])
      assert.deepEqual(versions, [at(1), at(2), at(3)])
    })

    it('keeps ids apart that a number could not hold', async () => {
      const ids = ['9007199254740992', '9007199254740993', '9223372036854775807']
      await table().put(...ids.map((id) => ({ id, updatedAt: at(1) })))
      assert.deepEqual((await drained(await pollerOf({ pageSize: 1 }))).ids, ids)
    })

    it('misses and doubles nothing when rows change between the pages', async () => {
      await table().put(...[1, 2, 3, 4, 5].map((id) => ({ id: `${id}`, updatedAt: at(id) })))
      const poller = await pollerOf()
      const first = await drained(poller, { pages: 2 })
      assert.deepEqual(first.ids, ['1', '2'])
      await table().put(
        { id: '1', updatedAt: at(9), city: 'یزد' },
        { id: '4', updatedAt: at(8) },
        { id: '6', updatedAt: at(5) },
      )
      const rest = await drained(poller, { cursor: first.cursor })
      assert.deepEqual(rest.ids, ['3', '5', '6', '4', '1'])
      const keys = [...first.keys, ...rest.keys]
      assert.equal(new Set(keys).size, keys.length, 'a changed row is another item')
    })

    it('goes on after a restart where it was, and finds nothing new at the end', async () => {
      await table().put(...[1, 2, 3].map((id) => ({ id: `${id}`, updatedAt: at(1) })))
      const first = await drained(await pollerOf(), { pages: 2 })
      const restarted = await pollerOf()
      const rest = await drained(restarted, { cursor: first.cursor })
      assert.deepEqual([...first.ids, ...rest.ids], ['1', '2', '3'])
      assert.deepEqual(await restarted.poll(rest.cursor, adapterCall()), {
        items: [],
        cursor: rest.cursor,
        more: false,
      })
    })

    it('gives the same items when a page is read again after a crash', async () => {
      await table().put(...[1, 2].map((id) => ({ id: `${id}`, updatedAt: at(id), city: 'کرج' })))
      const [once, again] = [await drained(await pollerOf()), await drained(await pollerOf())]
      assert.deepEqual(once, again)
    })

    it('lets rows wait that are younger than the safety lag', async () => {
      await table().put({ id: '1', updatedAt: at(1) })
      await table().put({ id: '2', updatedAt: new Date(Date.now() - 60_000).toISOString() })
      const slow = await pollerOf({}, { lagMs: 3_600_000 })
      assert.deepEqual((await drained(slow)).ids, ['1'])
      assert.deepEqual((await drained(await pollerOf({}, { lagMs: 1000 }))).ids, ['1', '2'])
      const look = { poll: slow.preview ?? slow.poll }
      assert.deepEqual((await drained(look)).ids, ['1', '2'], 'who only looks sees them')
    })

    it('finds the row of a transaction that committed late, once', async () => {
      const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString()
      await table().put({ id: '1', updatedAt: ago(90) }, { id: '2', updatedAt: ago(60) })
      const settings = { lagMs: 0, overlapMs: 600_000 }
      const poller = await pollerOf({ pageSize: 10 }, settings)
      const first = await drained(poller)
      assert.deepEqual(first.ids, ['1', '2'])
      await table().put({ id: '3', updatedAt: ago(75) })
      const second = await drained(poller, { cursor: first.cursor })
      assert.deepEqual(second.ids, ['3'], 'it wrote down an earlier time than what was read already')
      const third = await drained(poller, { cursor: second.cursor })
      assert.deepEqual([third.ids, third.cursor], [[], second.cursor], 'what was told is not told again')
      const again = await drained(poller, { cursor: first.cursor })
      assert.ok(again.ids.includes('3'), 'unless the poll that told it was not stored')
    })

    it('reads an overlap of many pages to its end, and tells nothing of it twice', async () => {
      const at = (second: number): string => new Date(Date.now() - 120_000 + second * 1000).toISOString()
      await table().put(...[1, 2, 3, 4, 5, 6, 7].map((id) => ({ id: `${id}`, updatedAt: at(id) })))
      const poller = await pollerOf({}, { lagMs: 0, overlapMs: 600_000 })
      const first = await drained(poller)
      assert.equal(first.ids.length, 7)
      await table().put({ id: '8', updatedAt: at(4) })
      const second = await drained(poller, { cursor: first.cursor })
      assert.deepEqual(second.ids, ['8'])
      assert.deepEqual((await drained(poller, { cursor: second.cursor })).ids, [])
    })

    it('reads a range beside the running poll, once', async () => {
      await table().put(...[1, 2, 3, 4, 5, 6].map((id) => ({ id: `${id}`, updatedAt: at(id) })))
      const view = { ...watchedView, start: 'now', backfill: { from: at(2), until: at(6) } }
      const connected = await connect(view)
      const backfill = connected.sources?.['watchedBackfill'] as Poller
      const first = await drained(backfill, { pages: 1 })
      const rest = await drained(backfill, { cursor: first.cursor })
      assert.deepEqual([...first.ids, ...rest.ids], ['2', '3', '4', '5'])
      await table().put({ id: '3', updatedAt: at(5) })
      assert.deepEqual((await drained(backfill, { cursor: rest.cursor })).ids, [], 'it is done')
    })

    it('compares the whole view when there is no watermark', async () => {
      const ids = ['9', '10', '-3', '9007199254740993', '100']
      await table().put(...ids.map((id) => ({ id, updatedAt: null, city: 'قم' })))
      const { watermark: _, start: _start, ...whole } = watchedView
      const connected = await connect(whole)
      const poller = connected.sources?.['watched'] as Poller
      const round = async (from?: string): Promise<readonly PolledPage[]> => {
        const pages: PolledPage[] = []
        for (let cursor = from; ; cursor = pages.at(-1)?.cursor) {
          pages.push(await poller.poll(cursor, adapterCall()))
          if (pages.at(-1)?.more !== true) return pages
        }
      }
      const pages = await round()
      const items = pages.flatMap((page) => page.items)
      assert.deepEqual(
        items.map(({ body }) => (body as SourceRecordBody).externalId),
        ['-3', '9', '10', '100', '9007199254740993'],
      )
      const places = items.map(({ place }) => place ?? '')
      assert.deepEqual(places, [...places].sort(), 'the order of the places is the order of the rows')
      assert.deepEqual(
        pages.map(({ snapshot }) => [snapshot?.round, snapshot?.after, snapshot?.upTo]),
        [
          [1, null, places[1]],
          [1, places[1], places[3]],
          [1, places[3], null],
        ],
      )
      await table().remove('10')
      const second = await round(pages.at(-1)?.cursor)
      assert.equal(second[0]?.snapshot?.round, 2)
      assert.equal(second.flatMap((page) => page.items).length, 4)
    })

    it('turns a row without an external id away alone, each as itself, and goes on behind it (INT-03)', async () => {
      await table().put(
        { id: '1', updatedAt: at(1), city: 'قم' },
        { id: '2', updatedAt: at(2), birthOn: '1990-01-01' },
        { id: '3', updatedAt: at(2), city: '' },
        { id: '4', updatedAt: at(3), city: 'یزد' },
      )
      const poller = await pollerOf({ externalId: 'city', mapping: { birth_on: 'birthOn' } })
      const { bodies, cursor } = await drained(poller)
      const refusals = bodies.map(({ problem, isUnnamed, data }) => [problem, isUnnamed, data])
      assert.deepEqual(refusals, [
        [undefined, undefined, {}],
        ['has no city', true, { birthOn: '1990-01-01' }],
        ['has no city', true, {}],
        [undefined, undefined, {}],
      ])
      const [, one, other] = bodies
      assert.match(one?.externalId ?? '', /, id 2$/)
      assert.equal(one?.origin, one?.externalId)
      assert.match(other?.externalId ?? '', /, id 3$/)
      assert.deepEqual((await drained(poller, { cursor })).ids, [], 'the watermark has moved on behind them')
      const again = await drained(await pollerOf({ externalId: 'city', mapping: { birth_on: 'birthOn' } }))
      assert.deepEqual(again.bodies, bodies, 'read again they are the same ones')
    })

    it('turns it away alone, too, when the whole view is compared', async () => {
      await table().put({ id: '1', updatedAt: null, city: 'قم' }, { id: '2', updatedAt: null })
      const { watermark: _, start: _start, ...whole } = { ...watchedView, externalId: 'city', pageSize: 10 }
      const connected = await connect(whole)
      const { bodies } = await drained(connected.sources?.['watched'] as Poller)
      assert.deepEqual(
        bodies.map(({ problem }) => problem),
        [undefined, 'has no city'],
      )
    })

    it('tells a bad row that lies in the overlap no second time', async () => {
      const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString()
      await table().put({ id: '1', updatedAt: ago(60) }, { id: '2', updatedAt: ago(60), city: 'قم' })
      const poller = await pollerOf({ externalId: 'city', pageSize: 10 }, { lagMs: 0, overlapMs: 600_000 })
      const first = await drained(poller)
      assert.equal(first.ids.length, 2)
      await table().put({ id: '3', updatedAt: ago(50), city: 'ری' })
      assert.deepEqual((await drained(poller, { cursor: first.cursor })).ids, ['ری'])
    })

    it('gives expressions the whole row, exactly', async () => {
      await table().put({
        id: '9007199254740993',
        updatedAt: at(1),
        city: 'شیراز',
        creditLimit: '1234567890123456789.05',
      })
      const { mapping: _, ...view } = watchedView
      const connected = await connect({ ...view, fields: { city: 'city' } })
      const { bodies } = await drained(connected.sources?.['watched'] as Poller)
      const { birth_on, id, city, credit_limit } = bodies[0]?.row ?? {}
      assert.deepEqual(
        { birth_on, id, city, credit_limit },
        { birth_on: null, id: '9007199254740993', city: 'شیراز', credit_limit: '1234567890123456789.05' },
      )
    })

    it('finds Persian texts in every spelling', async () => {
      await table().put(
        { id: '1', updatedAt: at(1), city: 'کرمانی' },
        { id: '2', updatedAt: at(1), city: 'كرماني' },
        { id: '3', updatedAt: at(1), city: 'کرمان' },
      )
      const connected = await connect(watchedView)
      const { rows } = await connected.client.queryView(
        { view: 'watched', where: { city: 'کرماني' }, columns: ['id'] },
        adapterCall(),
      )
      assert.deepEqual(rows, [{ id: 1 }, { id: 2 }])
    })

    it('looks a row up by its id', async () => {
      await table().put({ id: '7', updatedAt: at(1), city: 'قم' })
      const { client, close } = await table().connect(watchedView)
      const found = await client.lookup({ view: 'watched', externalId: '7' }, adapterCall())
      assert.deepEqual([found.row?.['id'], found.row?.['city']], [7, 'قم'])
      assert.deepEqual(await client.lookup({ view: 'watched', externalId: '8' }, adapterCall()), {
        row: null,
      })
      await close?.()
    })

    it('reads rows without a watermark first, once, and without a version', async () => {
      await table().put(...[1, 2, 3].map((id) => ({ id: `${id}`, updatedAt: null })))
      await table().put({ id: '4', updatedAt: at(1) })
      const poller = await pollerOf()
      const { ids, versions, cursor } = await drained(poller)
      assert.deepEqual(ids, ['1', '2', '3', '4'])
      assert.deepEqual(versions, [undefined, undefined, undefined, at(1)])
      await table().put({ id: '5', updatedAt: null }, { id: '1', updatedAt: at(2) })
      assert.deepEqual((await drained(poller, { cursor })).ids, ['1'])
    })

    it('starts now: what was changed before is not read, what is changed from then on is', async () => {
      await table().put({ id: '1', updatedAt: at(1) })
      const poller = await pollerOf({ start: 'now' }, { lagMs: 0 })
      const { ids, cursor } = await drained(poller)
      assert.deepEqual(ids, [])
      await table().put({ id: '2', updatedAt: new Date(Date.now() + 3_600_000).toISOString() })
      await table().put({ id: '1', updatedAt: nowOf(cursor) })
      assert.deepEqual((await drained(poller, { cursor })).ids, ['1'])
    })

    it('starts at a watermark', async () => {
      await table().put(...[1, 2, 3].map((id) => ({ id: `${id}`, updatedAt: at(id) })))
      assert.deepEqual((await drained(await pollerOf({ start: at(2) }))).ids, ['2', '3'])
    })

    it('gives amounts and days exactly, and says when a row is deleted', async () => {
      await table().put(
        {
          id: '1',
          updatedAt: at(1),
          city: 'شیراز',
          creditLimit: '123456789012345678901234.50',
          birthOn: '1900-01-01',
        },
        { id: '2', updatedAt: at(2), creditLimit: '2500000.00', deleted: true },
        { id: '3', updatedAt: at(3), creditLimit: '0.50' },
      )
      const { bodies } = await drained(
        await pollerOf({
          mapping: { ...watchedView.mapping, credit_limit: { field: 'balanceRial', as: 'rial' } },
        }),
      )
      assert.deepEqual(bodies, [
        {
          kind: 'sourceRecord',
          type: 'person',
          externalId: '1',
          version: at(1),
          occurredAt: at(1),
          data: { city: 'شیراز', balanceRial: '123456789012345678901234.50', birthOn: '1900-01-01' },
        },
        {
          kind: 'sourceRecord',
          type: 'person',
          externalId: '2',
          version: at(2),
          occurredAt: at(2),
          data: { balanceRial: 2_500_000 },
          deleted: true,
        },
        {
          kind: 'sourceRecord',
          type: 'person',
          externalId: '3',
          version: at(3),
          occurredAt: at(3),
          data: { balanceRial: '0.50' },
        },
      ])
    })
  })
}

function nowOf(cursor: string): string {
  return (JSON.parse(cursor) as { readonly watermark: string }).watermark
}
