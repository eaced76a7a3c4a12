import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { asciiDigits, matchKey, nameKey, organisationKey, plainNumber, shownText } from './persian-text.ts'

const persian = fc.string({
  unit: fc.constantFrom(...'ابپيىیكکةهۀآأإؤئء۰۹٠٩ٰ\u0640\u064b\u0652\u200c\u200f\u202a\u00a0 \tـzA،؛.-ٔ'),
  maxLength: 20,
})

describe('Persian text', () => {
  it('reads digits of every script as ASCII', () => {
    assert.equal(asciiDigits('۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ 5'), '0123456789 0123456789 5')
    assert.equal(plainNumber('۱۲٬۵۰۰٫۵'), '12500.5')
    assert.equal(plainNumber('۱۲،۵۰۰'), '12500')
  })

  it('shows Persian letters, single blanks and half-spaces, and keeps what only matching folds', () => {
    assert.equal(shownText('  علي\u00a0 رضايى  كريمـــي '), 'علی رضایی کریمی')
    assert.equal(shownText('می\u200c\u200cرود \u200c خانه'), 'می\u200cرود خانه')
    assert.equal(shownText('فاطمةُ آبادان مؤید'), 'فاطمة آبادان مؤید')
  })

  it('compares without letter variants, marks, half-spaces, punctuation and case', () => {
    assert.equal(matchKey('فاطمة'), matchKey('فاطمه'))
    assert.equal(matchKey('مؤيّد آقائي'), matchKey('موید اقایی'))
    assert.equal(matchKey('خانهٔ ما'), matchKey('خانه ما'))
    assert.equal(matchKey('می\u200cنیک'), 'می نیک')
    assert.equal(matchKey('خ. ولیعصر، پلاک ۱۲'), 'خ ولیعصر پلاک 12')
    assert.equal(matchKey('ACME Co.'), 'acme co')
  })

  it('is settled after one pass, in both forms', () => {
    const marksApart = '\u0654\u0640\u0670'
    assert.equal(shownText(shownText(marksApart)), shownText(marksApart))
    fc.assert(fc.property(persian, (text) => shownText(shownText(text)) === shownText(text)))
    fc.assert(fc.property(persian, (text) => matchKey(matchKey(text)) === matchKey(text)))
    fc.assert(fc.property(persian, (text) => matchKey(shownText(text)) === matchKey(text)))
    fc.assert(fc.property(fc.string(), (text) => matchKey(matchKey(text)) === matchKey(text)))
  })

  it('gives one key to the ways in which a name is written', () => {
    assert.equal(nameKey('سید علی', 'حسن\u200cزاده'), nameKey('علي حسن زاده'))
    assert.equal(nameKey('رضایی علی'), nameKey('علی', 'رضایی'))
    assert.equal(nameKey('دکتر مریم', 'كریمی'), nameKey('مریم', 'کریمی'))
    assert.equal(nameKey('عبد الله'), nameKey('عبدالله'))
    assert.notEqual(nameKey('علی', 'رضایی'), nameKey('علی', 'کریمی'))
    assert.equal(nameKey('سید'), 'سید')
    assert.equal(nameKey(undefined, ' '), '')
  })

  it('compares organisations without their legal form', () => {
    assert.equal(organisationKey('شرکت پارس‌نگار (سهامی خاص)'), organisationKey('پارس نگار'))
    assert.equal(organisationKey('شرکت'), 'شرکت')
  })
})
