/** Rows of a view that have no id, of every adapter of database views: part of `view-source.conformance.ts`. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { adapterCall } from '../../test/harness/adapter-io.ts'
import { failureFrom } from '../../test/harness/outside-world.ts'
import type { Poller } from '../adapter.ts'
import {
  drained,
  usingWatchedTable,
  watchedView,
  type WatchedRow,
  type WatchedTable,
} from './watched-view.conformance.ts'

/** The amount stands in for the id here: a column that may be null. */
export function describeRowsWithoutId(open: () => Promise<WatchedTable>): void {
  describe('rows of a view without an id', () => {
    const { table, pollerOf, connect } = usingWatchedTable(open)
    const at = (microseconds: number): string =>
      `2026-01-05T08:00:00.${String(microseconds).padStart(6, '0')}Z`

    it('turns a row without an id away alone, between ties and wherever the database puts it', async () => {
      const view = { id: 'credit_limit', mapping: { city: 'city' }, pageSize: 4 }
      const row = (id: number, minute: number | null, hasId = true): WatchedRow => ({
        id: String(id),
        updatedAt: minute === null ? null : at(minute),
        ...(hasId && { creditLimit: `${String(id)}.00` }),
      })
      await table().put(row(1, null), row(2, null, false), row(3, null))
      await table().put(...[4, 5, 6, 7, 9, 10].map((id) => row(id, 1)), row(8, 1, false))
      await table().put(row(11, 2), row(12, 3, false), row(13, 4), row(14, 5, false))
      const poller = await pollerOf(view)
      const { bodies, cursor } = await drained(poller)
      const bad = bodies.filter(({ problem }) => problem !== undefined)
      assert.deepEqual(bad.map(({ externalId, problem }) => [externalId, problem]).sort(), [
        ['12', 'has no credit_limit'],
        ['14', 'has no credit_limit'],
        ['2', 'has no credit_limit'],
        ['8', 'has no credit_limit'],
      ])
      assert.ok(
        bad.some(({ origin }) => /^\S+, updated_at 2026-.*T/i.test(origin ?? '')),
        JSON.stringify(bad),
      )
      const good = bodies.flatMap(({ externalId, problem }) => (problem === undefined ? [externalId] : []))
      assert.deepEqual(good.map(Number), [1, 3, 4, 5, 6, 7, 9, 10, 11, 13], 'all others, in their order')
      assert.deepEqual((await drained(poller, { cursor })).ids, [], 'it is told once')
      await table().put(row(15, 6), row(14, 7))
      assert.deepEqual((await drained(poller, { cursor })).ids, ['15', '14'], 'it is set right')
    })

    it('stops when a page of rows has no id, and says where and what to change', async () => {
      const view = { id: 'credit_limit', mapping: { city: 'city' } }
      await table().put(...[1, 2, 3].map((id) => ({ id: String(id), updatedAt: at(1) })))
      const failure = await failureFrom(
        (await pollerOf({ ...view, start: at(1) })).poll(undefined, adapterCall()),
      )
      assert.equal(failure.kind, 'misconfigured')
      assert.match(
        failure.message,
        /^Rows of \S+ have no credit_limit, beginning with updated_at 2026-.*fill credit_limit.*set `id`/i,
      )
      const { watermark: _, start: _start, ...whole } = { ...watchedView, ...view, pageSize: 2 }
      await table().put(
        ...[4, 5, 6].map((id) => ({ id: String(id), updatedAt: null, creditLimit: `${String(id)}.00` })),
      )
      await table().remove('2', '3')
      const connected = await connect(whole)
      const compared = await failureFrom(
        (connected.sources?.['watched'] as Poller).poll(undefined, adapterCall()),
      )
      assert.match(
        compared.message,
        /have no credit_limit, beginning with id 1, so that rows could be missed/,
      )
    })
  })
}
