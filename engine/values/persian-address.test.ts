import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { addressParts } from './persian-address.ts'

describe('parts of a Persian address', () => {
  it('are told by their words, with or without commas, written out or short', () => {
    const whole = {
      city: 'تهران',
      street: 'ولیعصر',
      alley: 'نیلوفر',
      plate: '12',
      unit: '3',
      postalCode: '1939446666',
    }
    for (const text of [
      'تهران، خیابان ولیعصر، کوچه نیلوفر، پلاک ۱۲، واحد ۳، کد پستی ۱۹۳۹۴۴۶۶۶۶',
      'تهران، خ. وليعصر، كوچهٔ نیلوفر، پ ۱۲، واحد۳، کدپستی: ۱۹۳۹۴-۴۶۶۶۶',
      'تهران خ ولیعصر ک نیلوفر پلاک12 واحد 3 کد پستی 1939446666',
      'شهر تهران - خیابان ولیعصر - کوچه نیلوفر - پلاک ٢ا'.replace('٢ا', '١٢') + ' - واحد ٣ - ١٩٣٩٤٤٦٦٦٦',
    ])
      assert.deepEqual(addressParts(text), whole, text)
  })

  it('are not guessed where nothing says so', () => {
    assert.deepEqual(addressParts(''), {})
    assert.deepEqual(addressParts('خیابان'), {})
    assert.deepEqual(addressParts('constructor خیابان سعدی'), { city: 'constructor', street: 'سعدی' })
    assert.deepEqual(addressParts('روبروی بانک ملی نبش خیابان سعدی'), { street: 'سعدی' })
    assert.deepEqual(addressParts('استان فارس، شیراز'), { province: 'فارس' })
    assert.deepEqual(addressParts('شیراز، کد پستی ۱۲۳'), { city: 'شیراز' })
    assert.deepEqual(addressParts('اصفهان، بن‌بست گلها، شهرک امید'), {
      city: 'اصفهان',
      alley: 'گلها',
      district: 'امید',
    })
  })

  it('never fail, and hold only words of the text', () => {
    const word = fc.constantFrom(
      'تهران',
      'خ',
      'کوچه',
      'پلاک',
      '۱۲',
      '،',
      ',',
      'ولیعصر',
      'کد',
      'پستی',
      '-',
      '؛',
      '',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 12 }), (words) => {
        const text = words.join(' ')
        const twice = addressParts(text)
        assert.deepEqual(addressParts(text.replace(/ی/g, 'ي').replace(/ک/g, 'ك')), twice)
        for (const value of Object.values(twice)) assert.notEqual(value, '')
      }),
    )
  })
})
