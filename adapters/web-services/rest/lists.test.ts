/** Polled lists in every way in which remotes give them page by page, and the limits that they tell. */
import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { failureFrom } from '../../../test/harness/outside-world.ts'
import { systemClock } from '../../../engine/values/clock.ts'
import type { Connected, Poller } from '../../adapter.ts'
import { settingsExample } from './example.ts'
import { rest } from './index.ts'
import { linkOf } from './next-address.ts'
import type { Settings, SourceSettings } from './settings.ts'
import { startSimulator, type ShopCustomer, type ShopSimulator, type SimulatorOptions } from './simulator.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const customer = (n: number, day = n): ShopCustomer => ({
  id: String(n),
  name: { first: 'علی', last: `کریمی ${String(n)}` },
  phones: [],
  updatedAt: `2026-01-${String(day).padStart(2, '0')}T00:00:00Z`,
})

async function openShop(
  customers: readonly ShopCustomer[],
  more: SimulatorOptions = {},
): Promise<ShopSimulator> {
  const shop = await startSimulator({ way: 'apiKey', clientSecret: 'planted-api-key', customers, ...more })
  closers.push(() => shop.close())
  return shop
}

const example = settingsExample.sources?.['changedCustomers'] as SourceSettings

/** The source of one way, as it is after a restart: nothing but the cursor is known. */
function source(
  shop: ShopSimulator,
  [way, cursor]: readonly [string, SourceSettings['cursor']],
  more: Partial<Settings> = {},
): Poller {
  const io = openAdapterIo(systemClock)
  closers.push(() => io.close())
  const settings = {
    baseUrl: shop.baseUrl,
    login: 'apiKeyQuery',
    apiKey: 'planted-api-key',
    apiKeyName: 'api_key',
    operations: {},
    sources: { list: { ...example, path: `/lists/${way}`, query: { limit: 3 }, pageSize: 3, cursor } },
    ...more,
  } as Settings
  const connected = rest.connect(settings, io) as Connected
  return connected.sources?.['list'] as Poller
}

/** Ids of one round, page by page, each asked by another process. */
async function round(
  open: () => Poller,
  start?: string,
): Promise<{ readonly ids: string[]; readonly cursor: string }> {
  const ids: string[] = []
  let cursor = start
  for (let pages = 0; pages < 10; pages += 1) {
    const page = await open().poll(cursor, adapterCall())
    ids.push(...page.items.map(({ body }) => (body.kind === 'sourceRecord' ? body.externalId : '')))
    assert.doesNotMatch(page.cursor, /planted/)
    cursor = page.cursor
    if (!page.more) return { ids, cursor }
  }
  assert.fail('the round does not end')
}

const ways: readonly (readonly [
  string,
  SourceSettings['cursor'] & { readonly kind: 'page' | 'offset' | 'link' | 'nextUrl' },
])[] = [
  ['numbered', { kind: 'page', parameter: 'page', first: 1 }],
  ['offset', { kind: 'offset', parameter: 'offset' }],
  ['linked', { kind: 'link' }],
  ['address', { kind: 'nextUrl', next: 'next' }],
]
const since = { parameter: 'updatedSince', value: 'updatedAt', start: '1970-01-01T00:00:00Z' }

describe('a list that is read page by page', () => {
  for (const [way, cursor] of ways) {
    it(`is read to its end and then again, by ${cursor.kind}`, async () => {
      for (const count of [0, 1, 3, 8]) {
        const all = Array.from({ length: count }, (_, n) => String(n + 1))
        const shop = await openShop(all.map((id) => customer(Number(id))))
        const first = await round(() => source(shop, [way, cursor]))
        assert.deepEqual(first.ids, all)
        assert.deepEqual((await round(() => source(shop, [way, cursor]), first.cursor)).ids, all)
      }
    })

    it(`asks only for what has changed since, by ${cursor.kind}`, async () => {
      const customers = [1, 2, 3, 4, 5, 6, 7].map((n) => customer(n))
      const shop = await openShop(customers)
      const open = (): Poller => source(shop, [way, { ...cursor, since }])
      const first = await round(open)
      assert.deepEqual(first.ids, ['1', '2', '3', '4', '5', '6', '7'])
      assert.deepEqual((await round(open, first.cursor)).ids, ['7'], 'the newest is read again, and is known')
      customers.splice(1, 1, customer(2, 9))
      customers.push(customer(8, 8), customer(9, 9), customer(10, 9))
      const second = await round(open, first.cursor)
      assert.deepEqual(second.ids, ['2', '7', '8', '9', '10'])
      assert.deepEqual((await round(open, second.cursor)).ids, ['2', '9', '10'])
    })
  }

  it('goes on by a cursor of the remote’s own', async () => {
    const shop = await openShop([1, 2, 3, 4, 5].map((n) => customer(n)))
    const cursor = { kind: 'opaque', parameter: 'after', next: 'nextCursor' } as const
    const first = await round(() => source(shop, ['cursor', cursor]))
    assert.deepEqual(first.ids, ['1', '2', '3', '4', '5'])
  })

  it('begins where a person says, in plain words', async () => {
    const shop = await openShop([1, 2, 3, 4, 5, 6].map((n) => customer(n)))
    const open = (): Poller =>
      source(shop, ['numbered', { kind: 'page', parameter: 'page', first: 1, since }])
    assert.deepEqual((await round(open, '2026-01-05T00:00:00Z')).ids, ['5', '6'])
    const value = {
      kind: 'value',
      parameter: 'updatedSince',
      value: 'updatedAt',
      id: 'id',
      start: 'now',
    } as const
    const byValue = (): Poller => source(shop, ['offset', value])
    assert.deepEqual((await byValue().poll('2026-01-05T00:00:00Z', adapterCall())).items.length, 2)
  })

  it('follows no address away from the remote, where its login would go', async () => {
    const shop = await openShop(
      [1, 2, 3, 4].map((n) => customer(n)),
      { pagesAt: 'http://127.0.0.1:9' },
    )
    const cursor = { kind: 'nextUrl', next: 'next' } as const
    const failure = await failureFrom(source(shop, ['address', cursor]).poll(undefined, adapterCall()))
    assert.equal(failure.kind, 'misconfigured')
    assert.match(failure.message, /http:\/\/127\.0\.0\.1:9, which is not the address of the remote/)
    for (const made of ['http://127.0.0.1:9/x', '//127.0.0.1:9/x']) {
      const refused = await failureFrom(source(shop, ['address', cursor]).poll(made, adapterCall()))
      assert.equal(refused.kind, 'misconfigured')
    }
  })

  it('does not turn in a circle when the remote names the same page again', async () => {
    const shop = await openShop([1, 2, 3, 4].map((n) => customer(n)))
    const linked = { kind: 'link', relation: 'first' } as const
    const page = await source(shop, ['linked', linked]).poll(undefined, adapterCall())
    const again = await failureFrom(source(shop, ['linked', linked]).poll(page.cursor, adapterCall()))
    assert.match(again.message, /names the page that was read as the next one/)
  })

  it('needs a version of each record, which tells what is read again', async () => {
    const shop = await openShop([])
    const [record] = example.records ?? []
    const unmarked = {
      ...example,
      path: '/lists/linked',
      cursor: { kind: 'link' },
      records: [{ ...record, version: undefined }],
    }
    const sources = JSON.parse(JSON.stringify({ list: unmarked })) as NonNullable<Settings['sources']>
    const failure = await failureFrom(
      Promise.resolve().then(() => source(shop, ['linked', { kind: 'link' }], { sources })),
    )
    assert.match(failure.message, /each of its records needs a version/)
  })

  it('finds the link of a relation among others (RFC 8288)', () => {
    const cases: readonly (readonly [string, string | undefined])[] = [
      ['<https://a.ir/?p=2>; rel="next"', 'https://a.ir/?p=2'],
      ['<https://a.ir/?p=2>;rel=next', 'https://a.ir/?p=2'],
      ['</1>; rel="prev", </3>; rel="NEXT last"', '/3'],
      ['</a,b>; rel=prev; title="x, <y>; rel=next", </c>; title*=UTF-8\'\'a; rel=next', '/c'],
      ['</1>; rel="nextish"', undefined],
      ['', undefined],
    ]
    for (const [header, target] of cases) assert.equal(linkOf(header, 'next'), target, header)
  })
})

describe('a remote that is busy', () => {
  const cursor = { kind: 'offset', parameter: 'offset' } as const

  it('says by a date when to come back from its maintenance', async () => {
    const shop = await openShop([])
    shop.misbehave({ kind: 'maintenance', operation: 'pages' })
    const before = Date.now()
    const failure = await failureFrom(source(shop, ['offset', cursor]).poll(undefined, adapterCall()))
    const waitMs = (failure.retryAt?.getTime() ?? 0) - before
    assert.equal(failure.kind, 'unreachable')
    assert.ok(waitMs > 28_000 && waitMs <= 31_000, String(waitMs))
  })

  const resets: readonly (readonly [NonNullable<Settings['rateLimit']>['resetAs'], string])[] = [
    ['secondsLeft', '60'],
    ['epochSeconds', String(Math.floor(Date.now() / 1000) + 60)],
    ['epochMilliseconds', String(Date.now() + 60_000)],
    ['instant', new Date(Date.now() + 60_000).toISOString()],
  ]
  for (const [resetAs, reset] of resets) {
    it(`is not asked when it has told that no call is left, until the time it told as ${resetAs}`, async () => {
      const shop = await openShop([], { rateLimit: { calls: 2, reset } })
      const rateLimit = {
        remainingHeader: 'X-RateLimit-Remaining',
        resetHeader: 'X-RateLimit-Reset',
        resetAs,
      }
      const poller = source(shop, ['offset', cursor], { rateLimit })
      await poller.poll(undefined, adapterCall())
      await poller.poll(undefined, adapterCall())
      const failure = await failureFrom(poller.poll(undefined, adapterCall()))
      assert.deepEqual([failure.kind, failure.details], ['throttled', { sent: false }])
      const waitMs = (failure.retryAt?.getTime() ?? 0) - Date.now()
      assert.ok(waitMs > 0 && waitMs <= 61_000, String(waitMs))
      assert.equal(shop.calls()['pages'], 2)
    })
  }
})
