import assert from 'node:assert/strict'
import { it } from 'node:test'

import fc from 'fast-check'

import { isRial, rialOfText, rialOfToman, tomanOfRial } from './money.ts'

it('converts tomans to rials and back without losing one', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e14, max: 1e14 }), (rial) => rialOfToman(tomanOfRial(rial)) === rial + 0),
  )
  assert.equal(rialOfToman(12.55), undefined)
  assert.equal(rialOfToman(1e16), undefined)
})

it('reads written amounts and refuses what is not whole or not safe', () => {
  assert.equal(rialOfText('۱۲٬۵۰۰٬۰۰۰'), 12_500_000)
  assert.equal(rialOfText('12,500.00'), 12_500)
  for (const text of ['12.5', '9007199254740993', '', 'abc', '1e5']) assert.equal(rialOfText(text), undefined)
  assert.equal(isRial(0.1), false)
})
