/** Long work in small steps. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'

import { atOnce, each, paced } from './unhurried.ts'

/** Lets others pass after every step. */
const hasty = paced(() => turn(), 0)

describe('long work in small steps', () => {
  const list = Array.from({ length: 20 }, (_, n) => n)

  it('comes to the same as all at once', async () => {
    const double = (one: number): number => 2 * one
    assert.deepEqual(await hasty(each(list, double)), atOnce(each(list, double)))
  })

  it('lets others have a turn before it is over', async () => {
    const seen: (number | 'somebody else')[] = []
    setImmediate(() => seen.push('somebody else'))
    await hasty(each(list, (one) => seen.push(one)))
    const turn = seen.indexOf('somebody else')
    assert.ok(turn > 0 && turn < list.length, `somebody else had turn ${String(turn)}`)
  })

  it('fails as its step fails', async () => {
    const failing = each(list, (one) => {
      if (one === 3) throw new Error('the fourth')
    })
    await assert.rejects(hasty(failing), /the fourth/)
  })
})
