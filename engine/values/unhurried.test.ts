/** Long work in small steps. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { atOnce, each, unhurried } from './unhurried.ts'

describe('long work in small steps', () => {
  const list = Array.from({ length: 20 }, (_, n) => n)

  it('comes to the same as all at once', async () => {
    const double = (one: number): number => 2 * one
    assert.deepEqual(await unhurried(each(list, double), 0), atOnce(each(list, double)))
  })

  it('lets others have a turn before it is over', async () => {
    const seen: (number | 'somebody else')[] = []
    setImmediate(() => seen.push('somebody else'))
    await unhurried(
      each(list, (one) => seen.push(one)),
      0,
    )
    const turn = seen.indexOf('somebody else')
    assert.ok(turn > 0 && turn < list.length, `somebody else had turn ${String(turn)}`)
  })

  it('fails as its step fails', async () => {
    const failing = each(list, (one) => {
      if (one === 3) throw new Error('the fourth')
    })
    await assert.rejects(unhurried(failing, 0), /the fourth/)
  })
})
