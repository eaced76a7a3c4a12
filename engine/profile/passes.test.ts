/** Callers who share passes. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { precedence } from '../values/precedence.ts'
import { each } from '../values/unhurried.ts'
import { gathered } from './passes.ts'

function held(): {
  readonly passes: (readonly string[])[]
  readonly settle: ReturnType<typeof gathered>
  /** Lets what can begin begin. */
  readonly turn: () => Promise<void>
  /** Ends the pass that began first. */
  readonly end: (error?: Error) => Promise<void>
} {
  const passes: (readonly string[])[] = []
  const ends: ((error?: Error) => void)[] = []
  const settle = gathered((ids) => {
    passes.push(ids)
    return new Promise((resolve, reject) => {
      ends.push((error) => {
        if (error === undefined) resolve(new Map(ids.map((id) => [id, `home of ${id}`])))
        else reject(error)
      })
    })
  }, precedence())
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const end = async (error?: Error): Promise<void> => {
    ends.shift()?.(error)
    await turn()
    await turn()
  }
  return { passes, settle, turn, end }
}

const many = Array.from({ length: 450 }, (_, n) => `m${String(n)}`)

describe('callers who share passes', () => {
  it('are gathered while a pass is under way, each record once', async () => {
    const { passes, settle, turn, end } = held()
    const first = settle(['a'])
    await turn()
    const [second, third] = [settle(['b', 'c']), settle(['c', 'd'])]
    await end()
    await end()
    assert.deepEqual(passes, [['a'], ['b', 'c', 'd']])
    assert.equal((await first).get('a'), 'home of a')
    assert.equal((await second).get('c'), 'home of c')
    assert.equal((await third).get('d'), 'home of d')
  })

  it('with few records do not wait for those with many', async () => {
    const { passes, settle, turn } = held()
    void settle(many)
    void settle(many.map((id) => `x${id}`))
    await turn()
    void settle(['a'])
    await turn()
    assert.deepEqual(
      passes.map(({ length }) => length),
      [450, 1],
    )
  })

  it('with many records stand still while one with few is under way', async () => {
    const steps: string[] = []
    let end: () => void = () => undefined
    const ended = new Promise<void>((resolve) => (end = resolve))
    const { turn } = held()
    const settle = gathered(
      async (ids, pace) => {
        if (ids.length === 1) await ended
        else await pace(each(ids, (id) => steps.push(id)))
        return new Map()
      },
      precedence({ goMs: 0, patienceMs: 60_000 }),
    )
    const few = settle(['a'])
    const large = settle(many)
    for (let turns = 0; turns < 10; turns += 1) await turn()
    assert.equal(steps.length, 1)
    end()
    await Promise.all([few, large])
    assert.equal(steps.length, many.length)
  })

  it('with many records go on in the end, whoever else there is', async () => {
    const settle = gathered(async (ids, pace) => {
      if (ids.length === 1) await new Promise(() => undefined)
      await pace(each(ids, String))
      return new Map()
    }, precedence())
    void settle(['a'])
    await settle(many)
  })

  it('all hear of a failure, and the next pass goes on', async () => {
    const { settle, turn, end } = held()
    const heard = Promise.allSettled([settle(['a']), settle(['b'])])
    await turn()
    await end(new Error('away'))
    assert.deepEqual(
      (await heard).map(({ status }) => status),
      ['rejected', 'rejected'],
    )
    const next = settle(['c'])
    await turn()
    await end()
    assert.equal((await next).get('c'), 'home of c')
  })

  it('who bring nothing wait for nothing', async () => {
    assert.equal((await held().settle([])).size, 0)
  })
})
