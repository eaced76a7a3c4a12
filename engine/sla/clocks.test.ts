/** Exactly one warning and one breach for each clock, whatever happens to those who look after them. */
import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'

import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { fakeClock, type FakeClock } from '../../test/harness/fake-clock.ts'
import { calendars } from '../calendars/calendars.ts'
import { definitions } from '../definitions/definitions.ts'
import { calendarStore } from '../store/calendars.ts'
import { definitionStore } from '../store/definitions.ts'
import { eventFeed, type FeedEvent } from '../store/event-feed.ts'
import { clockStore, type ClockStore } from '../store/sla-clocks.ts'
import { silentLog } from '../values/log.ts'
import { slaClocks, type SlaClocks } from './clocks.ts'
import type { SlaPolicy } from './policy.ts'
import type { PerformAction } from './telling.ts'

const hourMs = 3_600_000
const policy: SlaPolicy = {
  title: { en: 'Test', fa: 'آزمون' },
  agreement: 'sla',
  subject: 'case',
  calendar: 'always',
  pauseWhen: 'kind = "waiting"',
  targets: [
    {
      name: 'resolve',
      title: { en: 'Resolve', fa: 'حل' },
      within: 'PT4H',
      successWhen: 'kind = "closed"',
      warnings: [{ name: 'early', share: 0.5, do: [{ kind: 'startFlow', flow: 'warn' }] }],
      breach: { do: [{ kind: 'startFlow', flow: 'break' }] },
    },
  ],
}

let database: TestDatabase
let clock: FakeClock
let performed: string[]
/** Each mark whenever a write that fires it was taken. */
let fired: string[]

/** A process: its own service over the same database and the same time. */
async function process(
  place: number,
  of: number,
  perform: PerformAction = async (_action, { cause }) => void performed.push(cause),
): Promise<SlaClocks> {
  const { connection } = database
  const policies = definitions<SlaPolicy>({
    store: definitionStore(connection, 'slaPolicy'),
    clock,
    noun: 'SLA policy',
    notFound: 'definitionNotFound',
    shipped: { test: policy },
  })
  await policies.prepare()
  const feed = eventFeed(connection)
  await feed.prepare()
  const service = slaClocks({
    store: watchedStore(),
    policies,
    calendars: calendars(calendarStore(connection), clock),
    feed,
    perform,
    settleSubjects: () => Promise.resolve(),
    turnOf: (id) => (place + id.charCodeAt(0)) % of,
    clock,
    log: silentLog,
  })
  await service.start()
  return service
}

function watchedStore(): ClockStore {
  const store = clockStore(database.connection, clock)
  return {
    ...store,
    save: async (was, is) => {
      const isTaken = await store.save(was, is)
      const fresh = is.marks.filter(({ firedAt }, n) => firedAt !== undefined && !was.marks[n]?.firedAt)
      if (isTaken) fired.push(...fresh.map(({ name }) => `${is.id} ${name}`))
      return isTaken
    },
  }
}

/** While time passes, for what waits for it. */
async function passing(done: Promise<unknown>): Promise<void> {
  let isOver = false
  void done.finally(() => (isOver = true))
  while (!isOver) await clock.advance(100)
  await done
}

async function until(isSo: () => Promise<boolean>, words: string): Promise<void> {
  for (let steps = 0; steps < 600; steps += 1) {
    if (await isSo()) return
    await clock.advance(100)
  }
  assert.fail(`it did not come to be: ${words}`)
}

const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `case-${String(n)}`)

/** Clocks that begin now. */
async function begin(by: SlaClocks, count: number): Promise<void> {
  const at = clock.now()
  for (const id of ids(count))
    await by.observe({ kind: 'case', id, label: id }, [{ n: 0, at, facts: { id, kind: 'open' } }])
}

const events = (): Promise<readonly FeedEvent[]> =>
  database.connection.collection<FeedEvent>('events').find().sort({ _id: 1 }).toArray()

async function told(type: string): Promise<number> {
  return database.connection.collection('events').countDocuments({ type })
}

/** Each clock has warned once, then broken once, and what follows was done once. */
async function checkOnce(count: number): Promise<void> {
  const all = await events()
  const clocks = [...new Set(all.map(({ subject }) => subject))]
  assert.equal(clocks.length, count)
  for (const one of clocks) {
    assert.deepEqual(
      all.filter(({ subject }) => subject === one).map(({ type }) => type),
      ['clock.warned', 'clock.breached'],
    )
  }
  assert.equal(fired.length, 2 * count, 'each mark fired once')
  assert.equal(new Set(fired).size, 2 * count)
  // What is told late may be told again; by its cause it is known as the same.
  assert.equal(new Set(performed).size, 2 * count)
}

describe('clocks', () => {
  beforeEach(async () => {
    database = await testDatabase()
    clock = fakeClock('2026-03-01T08:00:00Z', database.atRest)
    performed = []
    fired = []
  })
  afterEach(() => database.close())

  it('warn once and break once with five processes', async () => {
    const five = await Promise.all([0, 1, 2, 3, 4].map((place) => process(place, 5)))
    await begin(five[0] as SlaClocks, 40)
    await clock.leap(2 * hourMs - 300)
    await until(async () => (await told('clock.warned')) === 40, 'all have warned')
    assert.equal(await told('clock.breached'), 0)
    await clock.leap(2 * hourMs)
    await until(async () => (await told('clock.breached')) === 40, 'all have broken')
    await clock.advance(12_000)
    await passing(Promise.all(five.map((one) => one.stop())))
    await checkOnce(40)
  })

  it('do not wait for a process that has died', async () => {
    const five = await Promise.all([0, 1, 2, 3, 4].map((place) => process(place, 5)))
    await begin(five[0] as SlaClocks, 10)
    const dead = [1, 2, 3, 4].map((place) => (five[place] as SlaClocks).stop())
    await passing(Promise.all(dead))
    await clock.leap(Date.parse('2026-03-01T09:59:59.500Z') - clock.now().getTime())
    await until(async () => (await told('clock.warned')) === 10, 'all have warned')
    const late = clock.now().getTime() - Date.parse('2026-03-01T10:00:00Z')
    assert.ok(late <= 5_000, `the last was told ${String(late)} ms late`)
    await passing((five[0] as SlaClocks).stop())
  })

  it('fire once and in order after the machine was off for a day', async () => {
    const first = await process(0, 1)
    await begin(first, 20)
    await passing(first.stop())
    await clock.leap(24 * hourMs)
    const two = await Promise.all([process(0, 2), process(1, 2)])
    await until(async () => (await told('clock.breached')) === 20, 'all have broken')
    await clock.advance(12_000)
    await passing(Promise.all(two.map((one) => one.stop())))
    await checkOnce(20)
  })

  it('after downtime each overdue timer fires by its policy, once, in order; across daylight-saving and year ends', async () => {
    // Iran set its clocks forward on 22 March 2021, a day after the Jalali year had begun; the other is a year's end.
    for (const [place, start] of ['2021-03-21T18:00:00Z', '2026-12-31T20:00:00Z'].entries()) {
      if (place > 0) await clock.leap(new Date(start).getTime() - clock.now().getTime())
      else clock = fakeClock(start)
      await database.connection.dropDatabase()
      performed = []
      fired = []
      const first = await process(0, 1)
      await begin(first, 3)
      await passing(first.stop())
      await clock.leap(24 * hourMs)
      const next = await process(0, 1)
      await until(async () => (await told('clock.breached')) === 3, 'all have broken')
      await passing(next.stop())
      await checkOnce(3)
      const due = (await events()).map(({ type, data }) => [type, data['dueAt']])
      const at = (hours: number): string => new Date(new Date(start).getTime() + hours * hourMs).toISOString()
      for (const [type, dueAt] of due) {
        assert.equal(new Date(dueAt as string).toISOString(), at(type === 'clock.warned' ? 2 : 4))
      }
    }
  })

  it('fire once while the wall clock jumps forth and back', async () => {
    const two = await Promise.all([process(0, 2), process(1, 2)])
    await begin(two[0], 20)
    for (const hours of [3, -3, 2.5, -1, 4, -6, 2, 5]) {
      await clock.leap(hours * hourMs)
      await clock.advance(1_000)
      await told('')
    }
    await until(async () => (await told('clock.breached')) === 20, 'all have broken')
    await clock.advance(12_000)
    await passing(Promise.all(two.map((one) => one.stop())))
    await checkOnce(20)
  })

  it('are told by another process when the one that fired them dies over it', async () => {
    const dying = await process(0, 2, () => new Promise(() => undefined))
    const other = await process(1, 2)
    await begin(dying, 8)
    await clock.leap(2 * hourMs)
    await until(async () => (await told('clock.warned')) === 8, 'all have warned')
    await clock.leap(2 * hourMs)
    await until(async () => (await told('clock.breached')) === 8, 'all have broken')
    await clock.advance(12_000)
    await passing(other.stop())
    await checkOnce(8)
  })

  it('of a case that waits stand still, and go on with what is left', async () => {
    const one = await process(0, 1)
    await begin(one, 1)
    const subject = { kind: 'case', id: 'case-0', label: 'case-0' } as const
    const seen = async (n: number, kind: string): Promise<void> =>
      one.observe(subject, [{ n, at: clock.now(), facts: { id: 'case-0', kind } }])
    await clock.leap(1.5 * hourMs)
    await seen(1, 'waiting')
    await clock.leap(48 * hourMs)
    await clock.advance(6_000)
    assert.equal(await told('clock.warned'), 0)
    await seen(2, 'open')
    await clock.leap(0.5 * hourMs)
    await until(async () => (await told('clock.warned')) === 1, 'it warns after half an hour more')
    await clock.leap(2 * hourMs)
    await until(async () => (await told('clock.breached')) === 1, 'it breaks two hours later')
    await passing(one.stop())
    await checkOnce(1)
  })
})
