/** Persian in databases that were not made for it, and the order of ids. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { spellingsOf } from './persian-spellings.ts'
import { placeOf } from './snapshot-place.ts'
import { fromWindows1256, toWindows1256 } from './text-charset.ts'

describe('Persian texts in foreign databases', () => {
  it('have every spelling of ی and ک', () => {
    assert.deepEqual(spellingsOf('قم'), ['قم'])
    assert.deepEqual(spellingsOf('Tehran 12'), ['Tehran 12'])
    const spellings = spellingsOf('کریمی')
    for (const known of ['کریمی', 'كريمي', 'کريمي', 'كريمى']) assert.ok(spellings.includes(known), known)
    assert.ok(spellings.length <= 9)
    assert.equal(spellings[0], 'کریمی')
  })

  it('are read and written as Windows-1256 where a database calls it Latin-1', () => {
    assert.equal(fromWindows1256('ÓáÇã'), 'سلام')
    assert.equal(fromWindows1256('Ali 12'), 'Ali 12')
    assert.equal(fromWindows1256('سلام'), 'سلام', 'what is Unicode already stays')
    assert.equal(toWindows1256('سلام'), 'ÓáÇã')
    for (const text of [
      'پگاه',
      'ژاله چمنی ۱۲'.replace('ی', 'ي').replace('۱۲', '12'),
      'گچ و خاک',
      'نیم‌فاصله'.replaceAll('ی', 'ي'),
    ])
      assert.equal(fromWindows1256(toWindows1256(text)), text)
    assert.equal(fromWindows1256(toWindows1256('علی')), 'علي', 'it has no ی')
  })
})

describe('the place of an id', () => {
  it('has the order of numbers', () => {
    const number = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat({ max: 999 }))
    fc.assert(
      fc.property(number, number, (a, b) => {
        const scaled = ([whole, fraction]: readonly [bigint, number]): bigint =>
          whole * 1000n + (whole < 0n ? -1n : 1n) * BigInt(fraction)
        const text = ([whole, fraction]: readonly [bigint, number]): string =>
          `${whole}.${String(fraction).padStart(3, '0')}`
        const [one, other] = [text(a), text(b)].map((id) => placeOf(id, 'number', 'utf8'))
        assert.ok(one !== undefined && other !== undefined)
        assert.equal(one < other, scaled(a) < scaled(b), `${text(a)} ${text(b)}`)
      }),
      { numRuns: 500 },
    )
    assert.equal(placeOf('1.50', 'number', 'utf8'), placeOf('1.5', 'number', 'utf8'))
    assert.equal(placeOf('-0', 'number', 'utf8'), placeOf('0', 'number', 'utf8'))
  })

  it('has the order of bytes', () => {
    const order = ['A', 'a', 'ا', 'ی', '\uff5e', '𐎠']
    const places = order.map((id) => placeOf(id, 'text', 'utf8'))
    assert.deepEqual(places, [...places].sort())
    const units = ['A', 'a', 'ا', 'ی', '𐎠', '\uff5e'].map((id) => placeOf(id, 'text', 'utf16'))
    assert.deepEqual(units, [...units].sort())
  })
})
