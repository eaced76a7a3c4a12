/** The cursor rules of polled sources, over the real store and a scripted remote. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'

import type { PolledPage, SourceItem } from '../../adapters/adapter.ts'
import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { fakeClock, type FakeClock } from '../../test/harness/fake-clock.ts'
import { scripted, type Script } from '../../test/harness/scripted-adapter.ts'
import { cursorOf, nextPosition, positionOf } from '../../adapters/db-views/view-position.ts'
import { attemptStore } from '../store/attempts.ts'
import { contentStore } from '../store/contents.ts'
import { keptSecretStore } from '../store/kept-secrets.ts'
import { connectionStore } from '../store/connections.ts'
import { fullListStore } from '../store/full-lists.ts'
import { snapshotStore } from '../store/snapshots.ts'
import { sourceStore } from '../store/sources.ts'
import { fail } from '../values/failure.ts'
import { silentLog } from '../values/log.ts'
import { connections } from './connections.ts'
import { contents } from './contents.ts'
import type { ItemSink } from './items.ts'
import { keyRing } from './secrets.ts'
import type { Connections } from './service.ts'
import { sources, type Sources, type SourceView } from './sources.ts'

let database: TestDatabase
let script: Script
let clock: FakeClock
let open: (() => Promise<void>)[]
/** What was stored, by dedup key, as often as it was handed over. */
let stored: string[]
let sink: ItemSink
const keys = keyRing(randomBytes(32).toString('base64'))

before(async () => {
  database = await testDatabase()
})
after(() => database.close())
beforeEach(async () => {
  await database.connection.dropDatabase()
  script = scripted()
  clock = fakeClock('2026-03-01T08:00:00Z', database.atRest)
  open = []
  stored = []
  sink = (_origin, items) => {
    stored.push(...items.map(({ dedupKey }) => dedupKey))
    return Promise.resolve([])
  }
})

/** A hub process of its own. */
async function process(owner: string): Promise<{ readonly hub: Connections; readonly runner: Sources }> {
  const hub = connections({
    store: connectionStore(database.connection),
    attempts: attemptStore(database.connection, clock),
    kept: keptSecretStore(database.connection),
    contents: contents(contentStore(database.connection), clock),
    adapterNamed: () => script.adapter,
    clock,
    log: silentLog,
    keys,
    random: () => 0.5,
    document: () => Promise.reject(new Error('no documents')),
  })
  const runner = sources({
    store: sourceStore(database.connection),
    snapshots: snapshotStore(database.connection),
    fullLists: fullListStore(database.connection),
    connections: hub,
    sink: (origin, items) => sink(origin, items),
    owner,
    clock,
    log: silentLog,
    random: () => 0.5,
  })
  await hub.start()
  if (hub.names().length === 0) {
    await hub.create('sys', { adapter: 'scripted', settings: { user: 'u', password: 'p' } })
  }
  runner.start()
  open.push(async () => {
    await runner.stop()
    await hub.stop()
  })
  return { hub, runner }
}

const item = (dedupKey: string): SourceItem => ({
  dedupKey,
  body: { kind: 'sourceRecord', type: 'person', externalId: dedupKey, data: {} },
})

/** The remote holds `all`; a page has two, and the cursor is the number of what was read. */
function listing(all: readonly string[]): (cursor: string | undefined) => PolledPage {
  return (cursor) => {
    const from = Number(cursor ?? '0')
    const page = all.slice(from, from + 2)
    return {
      items: page.map(item),
      cursor: String(from + page.length),
      more: from + page.length < all.length,
    }
  }
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let n = 0; n < 20_000; n += 1) {
    if (await isTrue()) return
    if (clock.sleepers > 0) await clock.advance(50)
    await turn()
  }
  assert.fail('it did not come to be')
}

async function closeAll(): Promise<void> {
  await Promise.all(open.map((close) => close()))
}

describe('a polled source', () => {
  it('reads page after page to the end, then waits for its time', async () => {
    script.pages = listing(['a', 'b', 'c', 'd', 'e'])
    const { runner } = await process('p1')
    await until(() => stored.length === 5)
    assert.deepEqual(stored, ['a', 'b', 'c', 'd', 'e'])
    await until(async () => (await runner.list('sys'))[0]?.cursor === '5')
    const [view] = await runner.list('sys')
    assert.deepEqual([view?.state, view?.healthy, view?.stored], ['running', true, 5])
    await closeAll()
  })

  it('a poll that fails half-way leaves the cursor where it was', async () => {
    script.pages = listing(['a', 'b', 'c'])
    let isFull = true
    const good = sink
    sink = (origin, items) =>
      stored.length === 2 && isFull ? Promise.reject(new Error('the disk is full')) : good(origin, items)
    const { runner } = await process('p1')
    await until(async () => /fault/.test((await runner.list('sys'))[0]?.lastError ?? ''))
    assert.equal((await runner.list('sys'))[0]?.cursor, '2')
    isFull = false
    await until(() => stored.length === 3)
    assert.deepEqual(stored, ['a', 'b', 'c'])
    await until(async () => (await runner.list('sys'))[0]?.lastError === undefined)
    await closeAll()
  })

  it('keeps the cursor when the remote fails, says why, and goes on when it is back', async () => {
    let isDown = true
    const good = listing(['a'])
    script.pages = (cursor) => {
      if (isDown) throw fail('unreachable', 'the view is locked')
      return good(cursor)
    }
    const { runner } = await process('p1')
    await until(async () => (await runner.list('sys'))[0]?.lastError === 'the view is locked')
    isDown = false
    await until(() => stored.length === 1)
    await closeAll()
  })

  it('acknowledgements out of order do not move the cursor over a gap', async () => {
    script.pages = listing(['a', 'b', 'c'])
    const good = sink
    let isAway = true
    // The second of a page is durable at once, the first is not.
    sink = (origin, items) => {
      if (!isAway) return good(origin, items)
      stored.push(...items.slice(1).map(({ dedupKey }) => dedupKey))
      return Promise.reject(new Error('the first could not be stored'))
    }
    const { runner } = await process('p1')
    await until(() => stored.includes('b'))
    await until(async () => (await runner.list('sys'))[0]?.lastError !== undefined)
    assert.equal((await runner.list('sys'))[0]?.cursor, undefined)
    isAway = false
    await until(() => stored.includes('c'))
    assert.ok(stored.includes('a'), 'what was not acknowledged is read again')
    await until(async () => (await runner.list('sys'))[0]?.cursor === '3')
    await closeAll()
  })

  it('republishing or restarting never resets a cursor', async () => {
    const all = ['a', 'b', 'c']
    script.pages = (cursor) => listing(all)(cursor)
    const first = await process('p1')
    await until(async () => (await first.runner.list('sys'))[0]?.cursor === '3')
    const settings = { user: 'another', password: 'p' }
    await first.hub.put('sys', { adapter: 'scripted', settings })
    all.push('d')
    await first.runner.pollNow('sys', 'things')
    await until(() => stored.includes('d'))
    await closeAll()
    all.push('e')
    await clock.advance(61_000)
    await process('p2')
    await until(() => stored.includes('e'))
    assert.deepEqual(stored, all, 'each was read once')
    await closeAll()
  })

  it('a watermark of SQL Server datetime2(7) or Oracle TIMESTAMP(9) survives the round trip exactly', async () => {
    const view = { view: 'crm.v_customer', id: 'id', type: 'person', mapping: {} } as never
    for (const watermark of ['2026-01-02 03:04:05.1234567', '2026-01-02 03:04:05.123456789']) {
      const last = { watermark, id: '9223372036854775807' }
      const read = { isFull: true, isNew: true, last }
      const cursor = cursorOf(nextPosition({ kind: 'from', watermark: '2026-01-02' }, read))
      let asked: string | undefined
      script.pages = (from) => {
        asked = from
        return { items: [], cursor, more: false }
      }
      const first = await process('p1')
      await until(async () => (await first.runner.list('sys'))[0]?.cursor === cursor)
      await closeAll()
      open = []
      await clock.advance(61_000)
      const { runner } = await process('p2')
      await until(() => asked === cursor)
      const position = positionOf(view, (await runner.list('sys'))[0]?.cursor)
      assert.deepEqual(position, { kind: 'after', ...last, since: '2026-01-02' })
      await closeAll()
      open = []
    }
  })

  it('deploy of a changed source leaves exactly one consumer', async () => {
    let [reading, most] = [0, 0]
    script.pages = async (cursor) => {
      reading += 1
      most = Math.max(most, reading)
      await clock.sleep(100)
      reading -= 1
      return { items: [], cursor: String(Number(cursor ?? '0') + 1), more: true }
    }
    const one = await process('p1')
    const two = await process('p2')
    const cursorNow = async (): Promise<number> => Number((await one.runner.list('sys'))[0]?.cursor ?? 0)
    for (const user of ['b', 'c', 'd']) {
      const before = await cursorNow()
      await one.hub.put('sys', { adapter: 'scripted', settings: { user, password: 'p' } })
      await until(async () => (await cursorNow()) > before + 2)
    }
    assert.equal(most, 1)
    const [polling] = await database.connection.collection('sources').find().toArray()
    assert.ok(['p1', 'p2'].includes(String(polling?.['owner'])))
    assert.equal(two.hub.names().length, 1)
    script.pages = () => ({ items: [], cursor: 'end', more: false })
    await until(async () => (await one.runner.list('sys'))[0]?.cursor === 'end')
    await closeAll()
  })

  it('has one owner; another process takes over where it stopped', async () => {
    const all = ['a', 'b']
    script.pages = (cursor) => listing(all)(cursor)
    const first = await process('p1')
    await process('p2')
    await until(() => stored.length === 2)
    all.push('c')
    await first.runner.stop()
    await first.hub.stop()
    await until(() => stored.length === 3)
    assert.deepEqual(stored, ['a', 'b', 'c'])
    await closeAll()
  })

  it('cannot move the cursor after its tenure is over', async () => {
    const store = sourceStore(database.connection)
    const now = clock.now()
    const held = await store.hold('sys/things', { owner: 'old', now, until: new Date(now.getTime() + 1_000) })
    assert.ok(held)
    const later = new Date(now.getTime() + 2_000)
    const taken = await store.hold('sys/things', {
      owner: 'new',
      now: later,
      until: new Date(later.getTime() + 1_000),
    })
    assert.ok(taken)
    assert.equal(await store.progress(held, { cursor: 'stale' }), false)
    assert.equal(await store.progress(taken, { cursor: 'fresh' }), true)
    assert.equal((await store.load('sys/things'))?.cursor, 'fresh')
  })

  it('pauses, resumes, polls at once when asked, and reads again when rewound', async () => {
    const all = ['a']
    script.pages = (cursor) => listing(all)(cursor)
    const { runner } = await process('p1')
    await until(async () => (await runner.list('sys'))[0]?.cursor === '1')
    await runner.pause('sys', 'things')
    await assert.rejects(runner.pollNow('sys', 'things'), /paused/)
    all.push('b')
    await runner.resume('sys', 'things')
    await until(async () => (await runner.list('sys'))[0]?.cursor === '2')
    await runner.rewind('sys', 'things')
    await until(() => stored.length === 4)
    assert.deepEqual(stored, ['a', 'b', 'a', 'b'])
    await assert.rejects(runner.pause('sys', 'nothing'), /no source/)
    await closeAll()
  })

  it('rests from its beginning when its definition says so, and is polled once it is resumed', async () => {
    const { things } = script.adapter.sources ?? {}
    assert.equal(things?.kind, 'poll')
    // The script's adapter is made anew for each test.
    Object.assign(things, { startsPaused: true })
    script.pages = listing(['a'])
    const { runner } = await process('p1')
    await until(async () => (await sourceStore(database.connection).load('sys/things')) !== undefined)
    assert.equal((await runner.list('sys'))[0]?.state, 'paused')
    await runner.resume('sys', 'things')
    await until(() => stored.length === 1)
    await closeAll()
  })

  it('turns red when nothing is seen for longer than it promises', async () => {
    script.pages = () => {
      throw fail('unreachable', 'gone')
    }
    const { runner } = await process('p1')
    await until(async () => (await runner.list('sys'))[0]?.lastError === 'gone')
    assert.deepEqual(await runner.unhealthy(), [])
    await closeAll()
    await clock.advance(301_000)
    const { runner: next } = await process('p2')
    assert.deepEqual(
      (await next.unhealthy()).map(({ name }) => name),
      ['sys/things'],
    )
    await closeAll()
  })

  it('turns red when the remote keeps too much for it, or it is too far behind, until it has caught up', async () => {
    const things = script.adapter.sources?.['things']
    assert.equal(things?.kind, 'poll')
    let backlog: PolledPage['backlog'] = { keptBytes: 7_000, danger: 'the slot keeps too much' }
    script.pages = () => ({ items: [], cursor: '1', more: false, ...(backlog && { backlog }) })
    const { runner } = await process('p1')
    const seen = async (): Promise<SourceView['backlog']> => (await runner.list('sys'))[0]?.backlog
    await until(async () => (await seen()) !== undefined)
    assert.deepEqual(await seen(), { keptBytes: 7_000, danger: 'the slot keeps too much' })
    assert.deepEqual(await runner.unhealthy(), [{ name: 'sys/things', why: 'the slot keeps too much' }])
    const behindMs = things.aliveWithinMs + 60_000
    backlog = { keptBytes: 8_000, oldestAt: new Date(clock.now().getTime() - behindMs).toISOString() }
    await runner.pollNow('sys', 'things')
    await until(async () => (await seen())?.keptBytes === 8_000)
    assert.deepEqual(Object.keys((await seen()) ?? {}).sort(), ['keptBytes', 'lagMs', 'oldestAt'])
    const [view] = await runner.list('sys')
    assert.ok(Number(view?.backlog?.lagMs) >= behindMs)
    assert.equal(view?.healthy, false)
    assert.match((await runner.unhealthy())[0]?.why ?? '', /further behind than it promises/)
    backlog = undefined
    await runner.pollNow('sys', 'things')
    await until(async () => (await seen()) === undefined)
    assert.deepEqual(await runner.unhealthy(), [])
    await closeAll()
  })

  it('says what waits in a queue of the remote because it could not be read, while something does', async () => {
    let count = 0
    script.pages = () => ({ items: [], cursor: '1', more: false, parked: { queue: 'q.parked', count } })
    const { runner } = await process('p1')
    const view = async (): Promise<SourceView | undefined> => (await runner.list('sys'))[0]
    await until(async () => (await view())?.lastSuccessAt !== undefined)
    assert.equal((await view())?.parked, undefined)
    count = 2
    await runner.pollNow('sys', 'things')
    await until(async () => (await view())?.parked !== undefined)
    assert.deepEqual((await view())?.parked, { queue: 'q.parked', count: 2 })
    assert.equal((await view())?.healthy, true)
    count = 0
    await runner.pollNow('sys', 'things')
    await until(async () => (await view())?.parked === undefined)
    await closeAll()
  })

  it('counts records that are turned away, says which, and goes on', async () => {
    script.pages = listing(['a', 'b', 'c'])
    const good = sink
    sink = async (origin, items) => {
      await good(origin, items)
      return items.flatMap(({ dedupKey }) =>
        dedupKey === 'c' ? [{ externalId: 'c', reason: 'no name' }] : [],
      )
    }
    const { runner } = await process('p1')
    await until(async () => (await runner.list('sys'))[0]?.cursor === '3')
    const [view] = await runner.list('sys')
    assert.deepEqual([view?.stored, view?.refused], [2, 1])
    assert.match(view?.lastError ?? '', /c: no name/)
    await closeAll()
  })
})
