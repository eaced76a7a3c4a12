/** Looking: when it is known that there is something, when it is due, and seldom otherwise. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { fakeClock } from '../../test/harness/fake-clock.ts'
import { silentLog } from './log.ts'
import { lookout, msUntil, type Lookout } from './lookout.ts'

function watched(answer: () => number | undefined): {
  readonly looks: number[]
  readonly clock: ReturnType<typeof fakeClock>
  readonly lookout: Lookout
} {
  const clock = fakeClock()
  const startMs = clock.now().getTime()
  const looks: number[] = []
  const look = (): Promise<number | undefined> => {
    looks.push(clock.now().getTime() - startMs)
    return Promise.resolve().then(answer)
  }
  return { looks, clock, lookout: lookout({ what: 'a test', look, clock, log: silentLog }) }
}

describe('a lookout', () => {
  it('looks more and more seldom while it finds nothing, but never less than every five seconds', async () => {
    const { looks, clock, lookout: one } = watched(() => undefined)
    one.start()
    await clock.advance(18_000)
    assert.deepEqual(looks, [0, 500, 1_500, 3_500, 7_500, 12_500, 17_500])
    await one.stop()
  })

  it('looks when the next thing is due', async () => {
    const due = [1_200, 3_000, undefined]
    const { looks, clock, lookout: one } = watched(() => due.shift())
    one.start()
    await clock.advance(3_000)
    assert.deepEqual(looks, [0, 500, 1_500])
    await one.stop()
    const exact = watched(() => 30)
    exact.lookout.start()
    await exact.clock.advance(95)
    assert.deepEqual(exact.looks, [0, 30, 60, 90])
    await exact.lookout.stop()
  })

  it('goes on at once while there is more', async () => {
    const answers = [0, 0, undefined]
    const { looks, clock, lookout: one } = watched(() => answers.shift())
    one.start()
    await clock.advance(400)
    assert.deepEqual(looks, [0, 0, 0])
    await one.stop()
  })

  it('looks at once when it is woken, and at an instant that it is told', async () => {
    const { looks, clock, lookout: one } = watched(() => undefined)
    one.start()
    await clock.advance(100)
    one.wake()
    await clock.settle()
    one.wake(new Date(clock.now().getTime() + 250))
    one.wake(new Date(clock.now().getTime() + 9_000))
    await clock.advance(300)
    assert.deepEqual(looks, [0, 100, 350])
    await one.stop()
  })

  it('does not miss a call that comes while it looks', async () => {
    const clock = fakeClock()
    let looks = 0
    const one: Lookout = lookout({
      what: 'a test',
      look: () => {
        looks += 1
        if (looks === 1) one.wake()
        return Promise.resolve(undefined)
      },
      clock,
      log: silentLog,
    })
    one.start()
    await clock.settle()
    assert.equal(looks, 2)
    await one.stop()
  })

  it('goes on after a failure, and is silent once stopped', async () => {
    const {
      looks,
      clock,
      lookout: one,
    } = watched(() => {
      throw new Error('the database is away')
    })
    one.start()
    await clock.advance(600)
    await one.stop()
    one.wake()
    await clock.advance(60_000)
    assert.deepEqual(looks, [0, 500])
  })
})

describe('how long until something is due', () => {
  const now = new Date('2026-01-01T00:00:00Z')
  it('is at least a millisecond, and nothing for nothing', () => {
    assert.equal(msUntil(now, new Date('2026-01-01T00:00:02Z')), 2_000)
    assert.equal(msUntil(now, new Date('2025-01-01T00:00:00Z')), 1)
    assert.equal(msUntil(now, undefined), undefined)
  })
})
