import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { editDistance } from '../profile/matching/similarity.ts'
import { nearWords } from './near-words.ts'

const word = fc.string({ unit: fc.constantFrom(...'ابپتزهیم'), minLength: 1, maxLength: 8 })

describe('words one mistake away', () => {
  it('are exactly those at an edit distance of one', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        const isNear = editDistance(one, other, 1) === 1
        assert.equal(nearWords(one).includes(other), isNear)
      }),
    )
    fc.assert(
      fc.property(word, fc.nat(), (one, dice) => {
        const near = nearWords(one)
        const other = near[dice % near.length] ?? ''
        assert.equal(editDistance(one, other, 1), 1)
        assert.equal(new Set(near).size, near.length)
        assert.ok(other === '' || nearWords(other).includes(one), 'the same from both sides')
      }),
    )
  })

  it('are few enough to be looked up one by one', () => {
    assert.ok(nearWords('محمدرضایی').length < 700)
    assert.ok(nearWords('0012345679').length < 250)
    assert.ok(nearWords('12').every((one) => /^\d*$/.test(one)))
    assert.ok(nearWords('reza').includes('rezza'))
  })
})
