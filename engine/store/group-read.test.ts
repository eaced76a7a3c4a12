import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { groupRead } from './group-read.ts'

describe('group read', () => {
  it('asks for many keys at once, each once, and gives every caller its own', async () => {
    const asked: (readonly string[])[] = []
    const read = groupRead(async (keys) => {
      asked.push(keys)
      return new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()]))
    })
    const found = await Promise.all(['a', 'b', 'a', 'none'].map((key) => read(key)))
    assert.deepEqual(found, ['A', 'B', 'A', undefined])
    assert.deepEqual(asked, [['a', 'b', 'none']])
  })

  it('never answers from a query that had begun before the question', async () => {
    let value = 1
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    let isFirst = true
    const read = groupRead(async (keys) => {
      const seen = value
      if (isFirst) {
        isFirst = false
        await held
      }
      return new Map(keys.map((key) => [key, seen]))
    })
    const early = read('a')
    await new Promise((resolve) => setImmediate(resolve))
    value = 2
    const late = read('a')
    release()
    assert.deepEqual([await early, await late], [1, 2])
  })

  it('tells the error to those who asked, and goes on', async () => {
    let fails = true
    const read = groupRead(async (keys) => {
      if (fails) throw new Error('away')
      return new Map(keys.map((key) => [key, key]))
    })
    await assert.rejects(read('a'), /away/)
    fails = false
    assert.equal(await read('a'), 'a')
  })
})
