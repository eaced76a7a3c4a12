/** The call path over the real store: retries, breaker, secrets, and what `once` promises when things go wrong. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'

import { problemOf } from '../../contracts/problems.ts'
import { testDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { fakeClock, type FakeClock } from '../../test/harness/fake-clock.ts'
import { scripted, type Script } from '../../test/harness/scripted-adapter.ts'
import { attemptStore } from '../store/attempts.ts'
import { contentStore } from '../store/contents.ts'
import { keptSecretStore } from '../store/kept-secrets.ts'
import { connectionStore } from '../store/connections.ts'
import { fail, failureOf, type Failure } from '../values/failure.ts'
import { silentLog } from '../values/log.ts'
import { connections } from './connections.ts'
import { contents } from './contents.ts'
import { keyRing } from './secrets.ts'
import type { CallReport, Connections } from './service.ts'

let database: TestDatabase
let script: Script
let clock: FakeClock
let hub: Connections
let reports: CallReport[]
const keys = keyRing(`k1:${randomBytes(32).toString('base64')}`)

function open(): Connections {
  return connections({
    store: connectionStore(database.connection),
    attempts: attemptStore(database.connection, clock),
    kept: keptSecretStore(database.connection),
    contents: contents(contentStore(database.connection), clock),
    adapterNamed: (name) => (name === 'scripted' ? script.adapter : undefined),
    clock,
    log: silentLog,
    keys,
    random: () => 0.5,
    document: () => Promise.reject(new Error('no documents')),
    onCall: (report) => reports.push(report),
  })
}

const draft = { adapter: 'scripted', settings: { user: 'hub', password: 'hunter2-secret' } }

before(async () => {
  database = await testDatabase()
})
beforeEach(async () => {
  await database.connection.dropDatabase()
  script = scripted()
  clock = fakeClock('2026-03-01T08:00:00Z', database.atRest)
  reports = []
  hub = open()
  await hub.start()
  await hub.create('sys', draft)
})
after(() => database.close())

let count = 0
const key = (): string => `run-1:step:${String((count += 1))}`
const call = (
  operation: string,
  more: { readonly key?: string; readonly input?: unknown } = {},
): Promise<unknown> => hub.call({ connection: 'sys', operation, input: { id: '1' }, key: key(), ...more })

async function failing(act: Promise<unknown>): Promise<Failure> {
  const error: unknown = await act.then(
    (value) => assert.fail(`it answered ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  )
  const failure = failureOf(error)
  if (failure === undefined) throw error
  return failure
}

/** Waits for a call that sleeps on the fake clock: time passes only while somebody sleeps. */
async function passing<Result>(act: Promise<Result>): Promise<Result> {
  let isOver = false
  const done = act.finally(() => (isOver = true))
  done.catch(() => undefined)
  const idle = clock.sleepers
  while (!isOver) await (clock.sleepers > idle ? clock.advance(250) : turn())
  return done
}

const broken = (): never => {
  throw fail('unreachable', 'the line broke', { details: { sent: true } })
}
const notSent = (): never => {
  throw fail('unreachable', 'connection refused', { details: { sent: false } })
}

describe('a connection', () => {
  it('never shows or stores a secret, and keeps one that is sent back as "***"', async () => {
    const shown = await hub.get('sys')
    assert.deepEqual(shown.settings, { user: 'hub', password: '***' })
    const stored = await database.connection.collection('connections').findOne({})
    assert.ok(!JSON.stringify(stored).includes('hunter2'))
    const changed = await hub.put('sys', { adapter: 'scripted', settings: { user: 'two', password: '***' } })
    assert.equal(changed.version, 2)
    script.next('look', () => {
      throw fail('refused', 'no entry for hunter2-secret', { code: '7' })
    })
    assert.equal((await failing(call('look'))).message, 'no entry for ***')
  })

  it('says every wrong field of its settings, and refuses a "***" that stands for nothing', async () => {
    const wrong = await hub
      .create('bad', { adapter: 'scripted', settings: { user: 1, extra: true } })
      .catch(problemOf)
    const paths = (wrong as ReturnType<typeof problemOf>)?.errors.map(({ path }) => path).sort()
    assert.deepEqual(paths, ['settings/extra', 'settings/password', 'settings/user'])
    const masked = { adapter: 'scripted', settings: { user: 'a', password: '***' } }
    await assert.rejects(hub.create('masked', masked), /secret is missing/)
    await assert.rejects(hub.create('other', { adapter: 'nothing', settings: {} }), /no adapter/)
    await assert.rejects(hub.create('sys', draft), /already/)
  })

  it('is changed only in the version that the caller has seen', async () => {
    await hub.put('sys', draft, { ifVersion: 1 })
    const late = await hub.put('sys', draft, { ifVersion: 1 }).catch(problemOf)
    assert.equal((late as ReturnType<typeof problemOf>)?.code, 'preconditionFailed')
  })

  it('follows what another process changes', async () => {
    const other = open()
    await other.start()
    await other.put('sys', { adapter: 'scripted', settings: { user: 'other', password: 'x' } })
    await clock.advance(2_000)
    await hub.call({ connection: 'sys', operation: 'look', input: { id: '1' }, key: 'k' })
    await other.remove('sys')
    for (let n = 0; n < 20 && hub.names().length > 0; n += 1) await clock.advance(2_000)
    assert.deepEqual(hub.names(), [])
    await other.stop()
  })

  it('names every wrong field of an input before anything is called', async () => {
    const error = problemOf(await call('look', { input: { id: 7, x: 1 } }).catch((thrown: unknown) => thrown))
    assert.deepEqual(error?.errors.map(({ path }) => path).sort(), ['input/id', 'input/x'])
    assert.deepEqual(script.calls, [])
  })

  it('bridges a hiccup of a read, and reports what it came to', async () => {
    script.next('look', broken, broken)
    assert.deepEqual(await passing(call('look')), { id: '1' })
    assert.deepEqual(script.calls, ['look', 'look', 'look'])
    assert.deepEqual(
      reports.map(({ outcome }) => outcome),
      ['ok'],
    )
  })

  it('stops calling a remote that is down, says why, and tries again later', async () => {
    script.usually('look', broken)
    for (let n = 0; n < 2; n += 1) await failing(passing(call('look')))
    const before = script.calls.length
    const failure = await failing(call('look'))
    assert.equal(script.calls.length, before)
    assert.equal(failure.code, 'breakerOpen')
    assert.ok(failure.retryAt !== undefined && failure.retryAt > clock.now())
    assert.match(hub.words('sys').join(' '), /the line broke/)
    script.usually('look', (same) => same)
    await clock.advance(15_000)
    assert.deepEqual(await call('look'), { id: '1' })
    assert.deepEqual(hub.words('sys'), [])
  })

  it('the breaker counts time-outs, ignores 429 and refusals, and a handled fallback is not an error', async () => {
    const refusing = fail('refused', 'no such customer', { code: '404' })
    for (let n = 0; n < 20; n += 1) {
      script.next('look', () => {
        throw n % 2 === 0 ? refusing : fail('throttled', 'slow down', { retryAt: clock.now() })
      })
      // Whoever has another way to go on catches it, as a flow does by a boundary event.
      await passing(call('look')).catch((error: unknown) => failureOf(error)?.kind)
    }
    assert.equal(hub.states()[0]?.breaker, 'closed')
    script.usually('look', () => {
      throw fail('unreachable', 'no answer came in time', { details: { sent: true, timedOut: true } })
    })
    for (let n = 0; n < 2; n += 1) await failing(passing(call('look')))
    assert.equal(hub.states()[0]?.breaker, 'open')
  })

  it('waits as long as the remote asks, without counting it as a failure', async () => {
    const retryAt = new Date(clock.now().getTime() + 7_000)
    script.next('look', () => {
      throw fail('throttled', 'slow down', { retryAt })
    })
    await failing(call('look'))
    assert.deepEqual((await failing(call('look'))).retryAt, retryAt)
    assert.equal(script.calls.length, 1)
    await clock.advance(7_000)
    await call('look')
  })

  it('comes back when a remote in maintenance says, and after an hour whatever it says', async () => {
    for (const [waitMs, untilMs] of [
      [30_000, 30_000],
      [86_400_000, 3_600_000],
    ] as const) {
      script.calls.length = 0
      script.next('look', () => {
        const retryAt = new Date(clock.now().getTime() + waitMs)
        throw fail('unreachable', 'in maintenance', { code: 'HTTP 503', retryAt, details: { sent: true } })
      })
      await failing(call('look'))
      assert.equal((await failing(call('look'))).kind, 'throttled')
      await clock.advance(untilMs - 1)
      assert.equal((await failing(call('look'))).kind, 'throttled')
      assert.equal(script.calls.length, 1)
      await clock.advance(1)
      await call('look')
    }
  })

  it('does not renew again a login that the adapter has renewed by itself', async () => {
    script.next('look', () => {
      throw fail('unauthenticated', 'a new token is not taken either', { details: { renewed: true } })
    })
    assert.equal((await failing(call('look'))).kind, 'misconfigured')
    assert.deepEqual([script.calls.length, script.connects], [1, 1])
  })

  it('renews a refused login once for all, then asks for a person', async () => {
    const refused = (): never => {
      throw fail('unauthenticated', 'the password is wrong')
    }
    script.next('look', refused)
    await call('look')
    assert.equal(script.connects, 2)
    script.usually('look', refused)
    await clock.advance(60_000)
    const failure = await failing(call('look'))
    assert.equal(failure.kind, 'misconfigured')
  })

  it('calls a reply that breaks the promised schema unreadable', async () => {
    script.next('look', () => ({ id: 5 }))
    assert.equal((await failing(call('look'))).kind, 'unreadable')
  })
})

describe('a call that may happen once', () => {
  it('gives the stored answer to the same key, also from another process', async () => {
    script.next('pay', () => ({ id: 'receipt-1' }))
    const one = key()
    assert.deepEqual(await call('pay', { key: one }), { id: 'receipt-1' })
    assert.deepEqual(await call('pay', { key: one }), { id: 'receipt-1' })
    const other = open()
    await other.start()
    const wanted = { connection: 'sys', operation: 'pay', input: { id: '1' }, key: one }
    assert.deepEqual(await other.call(wanted), { id: 'receipt-1' })
    assert.deepEqual(script.calls, ['pay'])
    const changed = await call('pay', { key: one, input: { id: '2' } }).catch(problemOf)
    assert.equal((changed as ReturnType<typeof problemOf>)?.code, 'idempotencyKeyReused')
    await other.stop()
  })

  it('makes one call for two at the same time', async () => {
    const one = key()
    const [a, b] = await Promise.all([call('pay', { key: one }), call('pay', { key: one })])
    assert.deepEqual(a, b)
    assert.deepEqual(script.calls, ['pay'])
  })

  it('asks what became of a call whose answer was cut, and takes "done" for the answer', async () => {
    script.next('pay', broken)
    script.next('findPay', () => ({ outcome: 'done', output: { id: 'found' } }))
    assert.deepEqual(await call('pay'), { id: 'found' })
    assert.deepEqual(script.calls, ['pay', 'findPay'])
  })

  it('believes "not done" only after the call must have ended, then makes it again', async () => {
    script.next('pay', broken)
    script.usually('findPay', () => ({ outcome: 'notDone' }))
    const one = key()
    const early = await failing(call('pay', { key: one }))
    assert.equal(early.kind, 'unreachable')
    assert.deepEqual(script.calls, ['pay', 'findPay'])
    await clock.advance(6_000)
    assert.deepEqual(await call('pay', { key: one }), { id: '1' })
    assert.deepEqual(script.calls, ['pay', 'findPay', 'findPay', 'pay'])
  })

  it('a call whose answer is lost is never repeated blindly and never cleaned up as failed', async () => {
    script.next('pay', broken)
    script.usually('findPay', () => ({ outcome: 'unknown', reason: 'the list is empty' }))
    const one = key()
    const failure = await failing(call('pay', { key: one }))
    assert.equal(failure.kind, 'outcomeUnknown')
    assert.equal((await failing(call('pay', { key: one }))).kind, 'outcomeUnknown')
    assert.equal(script.calls.filter((name) => name === 'pay').length, 1)
    await clock.leap(90 * 86_400_000)
    const other = open()
    await other.start()
    const [attempt] = (await other.unknownAttempts({ limit: 10 })).items
    assert.equal((await failing(call('pay', { key: one }))).kind, 'outcomeUnknown')
    assert.equal(script.calls.filter((name) => name === 'pay').length, 1)
    await other.stop()
    assert.ok(attempt !== undefined && failure.message.includes(attempt.id))
    await assert.rejects(
      hub.settleAttempt(attempt.id, { outcome: 'done', output: { id: 5 } }),
      /does not fit/,
    )
    await hub.settleAttempt(attempt.id, { outcome: 'done', output: { id: 'by hand' } })
    assert.deepEqual(await call('pay', { key: one }), { id: 'by hand' })
    await assert.rejects(hub.settleAttempt(attempt.id, { outcome: 'notDone' }), /only an unknown one/)
  })

  it('waits for a person where only a person can know', async () => {
    script.next('tell', broken)
    const one = key()
    assert.equal((await failing(call('tell', { key: one }))).kind, 'outcomeUnknown')
    const [attempt] = (await hub.unknownAttempts({ limit: 10 })).items
    await hub.settleAttempt(attempt?.id ?? '', { outcome: 'notDone' })
    await call('tell', { key: one })
    assert.deepEqual(script.calls, ['tell', 'tell'])
  })

  it('makes again what provably never left, and what the remote clearly refused', async () => {
    const one = key()
    script.next('pay', notSent)
    assert.equal((await failing(call('pay', { key: one }))).kind, 'unreachable')
    script.next('pay', () => {
      throw fail('refused', 'no money', { code: '12' })
    })
    assert.equal((await failing(call('pay', { key: one }))).code, '12')
    assert.deepEqual(await call('pay', { key: one }), { id: '1' })
    assert.deepEqual(script.calls, ['pay', 'pay', 'pay'])
  })

  it('asks, and does not repeat, after the process died between the call and its note', async () => {
    const one = key()
    let reached = (): void => undefined
    const arrived = new Promise<void>((resolve) => (reached = resolve))
    script.next('pay', () => {
      reached()
      return new Promise(() => undefined)
    })
    void call('pay', { key: one }).catch(() => undefined)
    await arrived
    const next = open()
    await next.start()
    script.usually('findPay', () => ({ outcome: 'done', output: { id: 'was done' } }))
    const wanted = { connection: 'sys', operation: 'pay', input: { id: '1' }, key: one }
    assert.deepEqual(await next.call(wanted), { id: 'was done' })
    assert.deepEqual(script.calls, ['pay', 'findPay'])
  })

  it('says that it cannot ask while the remote is away, and asks again later', async () => {
    const one = key()
    script.next('pay', broken)
    script.usually('findPay', broken)
    const failure = await failing(passing(call('pay', { key: one })))
    assert.equal(failure.kind, 'unreachable')
    assert.match(failure.message, /cannot be asked for now/)
    script.usually('findPay', () => ({ outcome: 'done', output: { id: 'late' } }))
    await clock.advance(20_000)
    assert.deepEqual(await call('pay', { key: one }), { id: 'late' })
  })
})
