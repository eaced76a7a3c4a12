/** Asking for the next while one is worked on. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'

import { ahead } from './ahead.ts'

describe('asking ahead', () => {
  it('gives all in order and asks for one more than is worked on', async () => {
    const asked: number[] = []
    const answers: string[] = []
    const ask = (n: number): Promise<string> => {
      asked.push(n)
      return Promise.resolve(`answer ${String(n)}`)
    }
    for await (const answer of ahead([1, 2, 3], ask)) {
      answers.push(answer)
      assert.equal(asked.length, Math.min(answers.length + 1, 3))
    }
    assert.deepEqual(answers, ['answer 1', 'answer 2', 'answer 3'])
  })

  it('asks nothing for an empty list', async () => {
    for await (const answer of ahead([], () => Promise.reject(new Error('asked'))))
      assert.fail(String(answer))
  })

  it('fails where the question fails, after those before it', async () => {
    const answers: number[] = []
    const ask = (n: number): Promise<number> =>
      n === 2 ? Promise.reject(new Error('no 2')) : Promise.resolve(n)
    await assert.rejects(async () => {
      for await (const answer of ahead([1, 2, 3], ask)) {
        await turn()
        answers.push(answer)
      }
    }, /no 2/)
    assert.deepEqual(answers, [1])
  })

  it('does not mind that what nobody waits for any more fails', async () => {
    const ask = (n: number): Promise<number> =>
      n === 2 ? Promise.reject(new Error('no 2')) : Promise.resolve(n)
    for await (const answer of ahead([1, 2], ask)) {
      assert.equal(answer, 1)
      break
    }
    await turn()
  })
})
