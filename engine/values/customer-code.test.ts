/** Customer codes: their check digit finds what people do to numbers. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { codeNumbers, customerCode, customerCodeIn } from './customer-code.ts'

const number = fc.integer({ min: codeNumbers.from, max: codeNumbers.to - 1 })
const place = fc.nat({ max: 7 })

describe('CUS-08 the check digit of a customer code', () => {
  it('is that of the published table', () => {
    // The example in the literature: 572 is followed by 4.
    assert.equal(customerCode(572), '5724')
    assert.equal(customerCode(12_345_678), '123456786')
  })

  it('lets every code be read as people write it', () => {
    fc.assert(
      fc.property(number, (one) => {
        const code = customerCode(one)
        const persian = [...code].map((digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit))).join('')
        const written = [code, ` ${code.slice(0, 3)} ${code.slice(3, 6)}-${code.slice(6)}`, persian]
        assert.deepEqual(written.map(customerCodeIn), [code, code, code])
      }),
    )
  })

  it('finds every wrong digit', () => {
    fc.assert(
      fc.property(number, fc.nat({ max: 8 }), fc.integer({ min: 1, max: 9 }), (one, at, more) => {
        const code = customerCode(one)
        const wrong = String((Number(code.charAt(at)) + more) % 10)
        assert.equal(customerCodeIn(code.slice(0, at) + wrong + code.slice(at + 1)), undefined)
      }),
    )
  })

  it('finds every two neighbours that were swapped', () => {
    fc.assert(
      fc.property(number, place, (one, at) => {
        const code = customerCode(one)
        const [a = '', b = ''] = code.slice(at, at + 2)
        fc.pre(a !== b)
        assert.equal(customerCodeIn(code.slice(0, at) + b + a + code.slice(at + 2)), undefined)
      }),
    )
  })

  it('is in no number that is no code', () => {
    for (const text of ['', '0', '012345678', '12345678', 'کد', '0012345679', '+989121234567'])
      assert.equal(customerCodeIn(text), undefined, text)
  })
})
