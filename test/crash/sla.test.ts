/**
 * Cases are made and moved and their clocks warn and break while the hub is killed again and again. In the end every clock
 * has warned once and broken once, every change of a case was made once, and neither traces nor the feed have a gap.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

import { hubClient, HubProblem, type HubClient, type Json } from '../../api/cli/hub-client.ts'
import type { SlaClock } from '../../engine/sla/clock.ts'
import type { FeedEvent } from '../../engine/store/event-feed.ts'
import { testDatabase, type TestDatabase } from '../harness/database.ts'
import { hubIdentity, hubSuccession, type HubProcess, type HubSuccession } from '../harness/hub-process.ts'

const count = 12
const kills = 4
/** A hub takes seconds to start on a busy machine. */
const patienceMs = 240_000
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

let database: TestDatabase
let hubs: HubSuccession
let hub: HubProcess
let api: HubClient
/** Resolves when there is a hub again. */
let isUp: Promise<unknown> = Promise.resolve()

const title = (fa: string): Json => ({ en: fa, fa })
const notify = (to: string): Json => ({ kind: 'notify', to: [to], channel: 'screen', template: 'sla' })

before(async () => {
  database = await testDatabase()
  const identity = await hubIdentity()
  hubs = hubSuccession({
    ...identity,
    mongodbUri: database.uri,
    environment: { PEYVAND_LEASE_MS: '2000' },
  })
  hub = await hubs.next()
  api = hubClient(hub.url, identity.adminKey)
  await api.put('/v1/people/sara', { title: title('سارا') })
  await api.put('/v1/people/boss', { title: title('مدیر') })
  await api.put('/v1/sla-policies/crash', {
    title: title('سقوط'),
    agreement: 'sla',
    subject: 'case',
    appliesWhen: 'channel = "crash"',
    calendar: 'always',
    priority: 999,
    targets: [
      {
        name: 'finish',
        title: title('پایان'),
        within: 'PT2S',
        successWhen: 'kind = "closed"',
        warnings: [{ name: 'early', share: 0.5, do: [notify('assignee')] }],
        breach: { do: [notify('lead'), { kind: 'setPriority', priority: 'high' }] },
        escalations: [
          { level: 1, after: 'PT1S', kind: 'hierarchical', do: [{ kind: 'refer', person: 'boss' }] },
        ],
      },
    ],
  })
})
after(async () => {
  await hub.kill()
  await hubs.close()
  await database.close()
})

/** Numbers from 0 to 1, the same for the same seed. */
function chance(): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** Asks until it is answered; whoever was cut off looks first whether it was done. */
async function surely(isDone: () => Promise<boolean>, act: () => Promise<unknown>): Promise<void> {
  for (const giveUpAt = Date.now() + patienceMs; ;) {
    try {
      if (await isDone()) return
      await act()
    } catch (error) {
      const isPassing = !(error instanceof HubProblem) || error.status >= 500 || error.status === 429
      if (!isPassing || Date.now() > giveUpAt) throw error
      await isUp
      await pause(50)
    }
  }
}

interface Line extends Json {
  readonly n: number
  readonly what: string
  readonly by: string
}

/** Steps that are done, and who waits until there are so many. */
let done = 0
const waiting = new Set<{ readonly many: number; readonly go: () => void }>()
function stepDone(): void {
  done += 1
  for (const one of waiting) if (done >= one.many) one.go()
}
const untilDone = (many: number): Promise<void> =>
  new Promise((go) => {
    if (done >= many) go()
    else waiting.add({ many, go })
  })

const caseId = (n: number): string => `crash-${String(n)}`
const traceOf = async (n: number): Promise<readonly Line[]> =>
  (await api.get<{ readonly items: readonly Line[] }>(`/v1/cases/${caseId(n)}/timeline?limit=200`)).items
const steps = ['begin', 'ask', 'answer'] as const

/** One case: made, begun, a question asked and answered, and a note between. */
async function live(n: number, random: () => number): Promise<void> {
  const id = caseId(n)
  await pause(random() * 300)
  const draft = { id, type: 'ticket', channel: 'crash', assignee: 'sara' }
  await surely(
    async () =>
      (await api.get<{ readonly items: readonly Json[] }>(`/v1/clocks?subject=${id}`)).items.length > 0,
    () => api.post('/v1/cases', draft),
  )
  stepDone()
  const has = async (what: string, text: string): Promise<boolean> =>
    (await traceOf(n)).some((line) => line.what === what && (line['name'] ?? line['text']) === text)
  for (const transition of steps) {
    await pause(random() * 300)
    await surely(
      () => has('moved', transition),
      () => api.post(`/v1/cases/${id}/transitions`, { transition, comment: 'شماره؟' }),
    )
    stepDone()
  }
  await surely(
    () => has('commented', 'پایان'),
    () => api.post(`/v1/cases/${id}/comments`, { text: 'پایان' }),
  )
  stepDone()
}

const clocks = (): Promise<readonly (Omit<SlaClock, 'id'> & { readonly _id: string })[]> =>
  database.connection
    .collection<Omit<SlaClock, 'id'> & { readonly _id: string }>('slaClocks')
    .find({ policy: 'crash' })
    .toArray()

/** Until every mark has fired and everything that follows is drawn. */
async function settled(): Promise<void> {
  const untold = { untold: { $exists: true } }
  for (const giveUpAt = Date.now() + patienceMs; ; await pause(100)) {
    const all = await clocks()
    const open = all.filter(({ marks }) => marks.some(({ firedAt }) => firedAt === undefined)).length
    const left =
      (await database.connection.collection('slaClocks').countDocuments(untold)) +
      (await database.connection.collection('cases').countDocuments(untold))
    if (all.length === count && open === 0 && left === 0) return
    assert.ok(
      Date.now() < giveUpAt,
      `${String(all.length)} clocks, ${String(open)} not fired, ${String(left)} not told; the hub says:\n${hub.complaints.slice(-5).join('\n')}`,
    )
  }
}

function checkTrace(n: number, trace: readonly Line[], events: readonly FeedEvent[]): void {
  const id = caseId(n)
  const told = (found: readonly Line[], name: string): readonly unknown[] => found.map((line) => line[name])
  assert.deepEqual(
    trace.map((line) => line.n),
    Array.from({ length: trace.length }, (_, index) => index),
    `the trace of ${id} has no gap`,
  )
  const of = (what: string): readonly Line[] => trace.filter((line) => line.what === what)
  assert.deepEqual(told(of('moved'), 'name'), [...steps], id)
  assert.equal(of('created').length, 1, id)
  assert.equal(of('commented').filter(({ text }) => text === 'پایان').length, 1, id)
  assert.deepEqual(
    told(of('clock'), 'name'),
    ['finish warning:early', 'finish breach', 'finish escalation:1'],
    `${id}: each mark stands in the trace once`,
  )
  assert.equal(of('changed').length, 1, `${id}: the priority was raised once`)
  assert.equal(of('referred').length, 1, `${id}: it was referred once`)
  const own = events.filter(({ subject, type }) => subject === id && type.startsWith('case.'))
  assert.deepEqual(
    own.map(({ eventId }) => eventId),
    trace.map((line) => `case:${id}:${String(line.n)}`),
    `${id}: each line is told once, in order`,
  )
}

describe('cases and their clocks while the hub is killed', () => {
  it(`change once, warn once and break once (seed ${String(seed)})`, async () => {
    const random = chance()
    const lives = Promise.all(Array.from({ length: count }, (_, n) => live(n, random)))
    lives.catch(() => undefined)
    // Each death comes while some steps are done and others are under way.
    for (let n = 1; n <= kills; n += 1) {
      await untilDone(((n - random()) / kills) * count * (steps.length + 2))
      await pause(random() * 100)
      await hub.kill()
      const successor = hubs.next()
      isUp = successor
      hub = await successor
    }
    await lives
    await settled()

    const events = await database.connection.collection<FeedEvent>('events').find().sort({ _id: 1 }).toArray()
    assert.deepEqual(
      events.map(({ _id }) => _id),
      Array.from({ length: events.length }, (_, index) => index + 1),
      'the feed has no gap',
    )
    for (const { _id } of await clocks()) {
      assert.deepEqual(
        events.filter(({ subject }) => subject === _id).map(({ type }) => type),
        ['clock.warned', 'clock.breached', 'clock.escalated'],
        `the clock ${_id}`,
      )
    }
    for (let n = 0; n < count; n += 1) checkTrace(n, await traceOf(n), events)
    const notices = await database.connection
      .collection('messages')
      .countDocuments({ name: 'noticeRequested', variables: /"policy":"crash"/ })
    assert.equal(notices, 2 * count, 'one notice for each warning and each breach')
    const numbers = await database.connection
      .collection<{ readonly serial: number }>('cases')
      .find({}, { projection: { serial: 1 } })
      .toArray()
    assert.deepEqual(
      numbers.map(({ serial }) => serial).sort((a, b) => a - b),
      Array.from({ length: count }, (_, index) => index + 1),
      'numbers have no gap',
    )
  })
})
