/** Who goes first in a process with one thread. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'

import { precedence } from './precedence.ts'
import { each } from './unhurried.ts'

interface Held {
  readonly work: () => Promise<void>
  readonly end: () => void
}

function held(): Held {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  return { work: () => ended, end: () => end() }
}

describe('precedence', () => {
  it('lets long work go on at once when nobody is first', async () => {
    const { after } = precedence()
    assert.deepEqual(await after(each([1, 2], String)), ['1', '2'])
  })

  it('holds long work until everybody who is first has ended', async () => {
    const { first, after } = precedence({ goMs: 0, patienceMs: 60_000 })
    const [one, other] = [held(), held()]
    const both = [first(one.work), first(other.work)]
    const done: number[] = []
    const long = after(each([1, 2], (n) => done.push(n)))
    one.end()
    await both[0]
    for (let n = 0; n < 5; n += 1) await turn()
    assert.deepEqual(done, [1], 'no more than it may do before it gives way')
    other.end()
    await long
    assert.deepEqual(done, [1, 2])
  })

  it('ends with work that fails', async () => {
    const { first, after } = precedence()
    await assert.rejects(
      first(() => Promise.reject(new Error('no'))),
      /no/,
    )
    assert.deepEqual(await after(each([1], String)), ['1'])
  })

  it('lets long work on now and then, however long somebody is first', async () => {
    const { first, after } = precedence({ goMs: 0, patienceMs: 1 })
    void first(held().work)
    assert.deepEqual(await after(each([1, 2], String)), ['1', '2'])
  })

  it('counts the work of many short pieces together', async () => {
    const { first, after } = precedence({ goMs: 5, patienceMs: 60_000 })
    const other = held()
    const ended = first(other.work)
    let pieces = 0
    const long = (async (): Promise<void> => {
      for (; pieces < 100; pieces += 1) await after(each([1], () => spin(1)))
    })()
    for (let n = 0; n < 200; n += 1) await turn()
    assert.ok(pieces < 10, `${String(pieces)} pieces of a millisecond were done before it gave way`)
    other.end()
    await Promise.all([ended, long])
    assert.equal(pieces, 100)
  })
})

function spin(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until;);
}
