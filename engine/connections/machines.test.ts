/** The pure state machines of the call path: breaker, token bucket, back-off; and the bulkhead's leases. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { fakeClock } from '../../test/harness/fake-clock.ts'
import { fullJitterMs, quickRetries } from './backoff.ts'
import { admit, closed, learn, patient, type BreakerState } from './breaker.ts'
import { bulkhead } from './bulkhead.ts'
import { fullBucket, giveBack, take } from './token-bucket.ts'

const failed = { kind: 'failed', because: 'it broke' } as const

describe('the breaker', () => {
  it('opens after five failures in a row, lets one call probe later, and opens for longer when that fails', () => {
    let state: BreakerState = closed
    for (let n = 0; n < 4; n += 1) state = learn(state, failed, { nowMs: 0 })
    assert.equal(admit(state, 0).admitted, true)
    state = learn(state, failed, { nowMs: 0 })
    assert.equal(admit(state, patient.openMs - 1).admitted, false)
    const probe = admit(state, patient.openMs)
    assert.equal(probe.admitted, true)
    assert.equal(admit(probe.state, patient.openMs).admitted, false, 'only one may probe')
    const again = learn(probe.state, failed, { nowMs: patient.openMs })
    assert.equal(admit(again, 2 * patient.openMs).admitted, false)
    assert.equal(admit(again, 3 * patient.openMs).admitted, true)
  })

  it('closes with the first success', () => {
    const probing = admit(learn(closed, { ...failed, needsPerson: true }, { nowMs: 0 }), patient.openMs).state
    assert.deepEqual(learn(probing, { kind: 'succeeded' }, { nowMs: patient.openMs }), closed)
  })

  it('never stays shut longer than its longest time, whatever happens', () => {
    const event = fc.oneof(fc.constant(failed), fc.constant({ kind: 'succeeded' } as const))
    fc.assert(
      fc.property(fc.array(fc.tuple(event, fc.nat({ max: 600_000 }))), (history) => {
        let state: BreakerState = closed
        let nowMs = 0
        for (const [one, passed] of history) {
          nowMs += passed
          const asked = admit(state, nowMs)
          state = asked.admitted ? learn(asked.state, one, { nowMs }) : asked.state
        }
        return admit(state, nowMs + patient.maxOpenMs).admitted
      }),
    )
  })
})

describe('the token bucket', () => {
  const policy = { ratePerSecond: 5, burst: 3 }

  it('never lets more through in any stretch of time than the burst and what came in it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 60 }), (gaps) => {
        let bucket = fullBucket(policy, 0)
        let nowMs = 0
        const leaves = gaps.map((gap) => {
          nowMs += gap
          const taken = take(bucket, policy, nowMs)
          bucket = taken.bucket
          return nowMs + taken.waitMs
        })
        return leaves.every((from) => {
          const within = leaves.filter((at) => at >= from && at < from + 1_000).length
          return within <= policy.burst + policy.ratePerSecond + 1
        })
      }),
    )
  })

  it('gives back a token that was not used', () => {
    const taken = take(fullBucket(policy, 0), policy, 0)
    assert.deepEqual(giveBack(taken.bucket, policy), fullBucket(policy, 0))
  })
})

describe('the back-off', () => {
  it('stays between nothing and its cap, and grows with the attempts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, random) => {
          const ms = fullJitterMs(n, random, quickRetries)
          return ms >= 0 && ms < Math.min(quickRetries.capMs, quickRetries.baseMs * 2 ** (n - 1))
        },
      ),
    )
  })
})

describe('the bulkhead', () => {
  it('lets the next one in when a slot is left, in the order in which they came', async () => {
    const clock = fakeClock()
    const slots = bulkhead(1, clock)
    const { signal } = new AbortController()
    const by = new Date(clock.now().getTime() + 1_000)
    const first = await slots.enter(by, signal)
    const order: string[] = []
    const second = slots.enter(by, signal).then((leave) => (order.push('second'), leave))
    const third = slots.enter(by, signal).then((leave) => (order.push('third'), leave))
    await clock.settle()
    assert.deepEqual(order, [])
    first?.()
    ;(await second)?.()
    await third
    assert.deepEqual(order, ['second', 'third'])
  })

  it('killing a worker frees its slots within the lease time, and never frees two', async () => {
    const clock = fakeClock()
    const slots = bulkhead(1, clock)
    const { signal } = new AbortController()
    const within = (ms: number): Date => new Date(clock.now().getTime() + ms)
    const late = await slots.enter(within(1_000), signal)
    const second = slots.enter(within(5_000), signal)
    let hasThird = false
    const third = slots.enter(within(20_000), signal).then((leave) => ((hasThird = true), leave))
    await clock.advance(1_000)
    assert.ok(await second)
    // The dead one comes home after all: its slot was given away already.
    late?.()
    late?.()
    await clock.settle()
    assert.equal(hasThird, false)
    ;(await second)?.()
    assert.ok(await third)
  })

  it('turns away who waited too long', async () => {
    const clock = fakeClock()
    const slots = bulkhead(1, clock)
    const { signal } = new AbortController()
    await slots.enter(new Date(clock.now().getTime() + 60_000), signal)
    const second = slots.enter(new Date(clock.now().getTime() + 1_000), signal)
    await clock.advance(1_000)
    assert.equal(await second, undefined)
  })
})
