import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import {
  normaliseCardMask,
  normaliseCode,
  normaliseEconomicCode,
  normaliseEmail,
  normaliseForeignId,
  normaliseIban,
  normaliseLegalId,
  normaliseMobile,
  normaliseNationalCode,
  normalisePhone,
  normalisePostalCode,
  type Normalised,
} from './identifiers.ts'

const value = (result: Normalised): string => (result.ok ? result.value : `not ok: ${result.reason}`)
const reason = (result: Normalised): string => (result.ok ? `ok: ${result.value}` : result.reason)
const inPersianDigits = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)))

const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })

const nationalCode = digits(9)
  .filter((head) => head.slice(3) !== '000000' && !/^(\d)\1+$/.test(head))
  .map((head) => {
    const rest = [...head].reduce((sum, digit, index) => sum + Number(digit) * (10 - index), 0) % 11
    return `${head}${rest < 2 ? rest : 11 - rest}`
  })

const legalId = digits(10)
  .filter((head) => head.slice(3, 9) !== '000000')
  .map((head) => {
    const weights = [29, 27, 23, 19, 17, 29, 27, 23, 19, 17]
    const add = Number(head[9]) + 2
    const rest = [...head].reduce((sum, digit, i) => sum + (Number(digit) + add) * (weights[i] ?? 0), 0) % 11
    return `${head}${rest % 10}`
  })
  .filter((id) => !/^(\d)\1+$/.test(id))

const iban = digits(22)
  .filter((account) => !/^0+$/.test(account))
  .map((account) => `IR${String(98n - (BigInt(`${account}182700`) % 97n)).padStart(2, '0')}${account}`)

describe('national code', () => {
  it('accepts the known valid ones and refuses the known invalid ones', () => {
    for (const code of ['1234567891', '0012345679', '4999999994', '1112223339'])
      assert.equal(value(normaliseNationalCode(code)), code)
    assert.equal(reason(normaliseNationalCode('1234567892')), 'wrongChecksum')
    assert.equal(reason(normaliseNationalCode('1111111111')), 'allZeroOrEqual')
    assert.equal(reason(normaliseNationalCode('0000000000')), 'allZeroOrEqual')
    assert.equal(reason(normaliseNationalCode('1230000001')), 'allZeroOrEqual')
    assert.equal(reason(normaliseNationalCode('1234567')), 'wrongLength')
    assert.equal(reason(normaliseNationalCode('۱۲۳۴۵۶۷۸۹x')), 'wrongCharacters')
    assert.equal(reason(normaliseNationalCode(' ')), 'empty')
  })

  it('restores lost leading zeros and reads any digits, blanks and marks', () => {
    assert.equal(value(normaliseNationalCode('12345679')), '0012345679')
    assert.equal(value(normaliseNationalCode('\u200f۰۰۱-۲۳۴۵۶۷-۹ ')), '0012345679')
  })

  it('accepts exactly what the published arithmetic accepts', () => {
    fc.assert(
      fc.property(nationalCode, fc.nat(9), fc.integer({ min: 1, max: 9 }), (code, place, by) => {
        assert.equal(value(normaliseNationalCode(inPersianDigits(code))), code)
        const changed = [...code]
          .map((digit, i) => (i === place ? (Number(digit) + by) % 10 : digit))
          .join('')
        assert.equal(normaliseNationalCode(changed).ok, isByArithmetic(changed))
      }),
    )
  })
})

function isByArithmetic(code: string): boolean {
  if (/^(\d)\1+$/.test(code) || code.slice(3, 9) === '000000') return false
  const rest = [...code.slice(0, 9)].reduce((sum, digit, i) => sum + Number(digit) * (10 - i), 0) % 11
  return Number(code[9]) === (rest < 2 ? rest : 11 - rest)
}

describe('legal national id', () => {
  it('accepts exactly eleven digits with the right check digit', () => {
    for (const id of ['10101234565', '14001234562']) assert.equal(value(normaliseLegalId(id)), id)
    assert.equal(reason(normaliseLegalId('101012345655')), 'wrongLength')
    assert.equal(reason(normaliseLegalId('10101234566')), 'wrongChecksum')
    assert.equal(reason(normaliseLegalId('')), 'empty')
    assert.equal(reason(normaliseLegalId('00000000000')), 'allZeroOrEqual')
    fc.assert(fc.property(legalId, (id) => value(normaliseLegalId(inPersianDigits(id))) === id))
  })
})

describe('IBAN', () => {
  it('accepts grouped, bare and Persian writing, and refuses a wrong check pair', () => {
    assert.equal(value(normaliseIban('IR840120000000000123456789')), 'IR840120000000000123456789')
    assert.equal(value(normaliseIban('ir20 0170 0000 0000 0123 4567 89')), 'IR200170000000000123456789')
    assert.equal(value(normaliseIban('۸۴۰۱۲۰۰۰۰۰۰۰۰۰۰۱۲۳۴۵۶۷۸۹')), 'IR840120000000000123456789')
    assert.equal(reason(normaliseIban('IR850120000000000123456789')), 'wrongChecksum')
    assert.equal(reason(normaliseIban('DE89370400440532013000')), 'foreign')
    assert.equal(reason(normaliseIban('IR84012')), 'wrongLength')
    fc.assert(fc.property(iban, (one) => value(normaliseIban(inPersianDigits(one))) === one))
  })
})

describe('mobile', () => {
  it('gives one form to all writings', () => {
    for (const text of [
      '+989123456789',
      '00989123456789',
      '989123456789',
      '09123456789',
      '9123456789',
      '0912 345-6789',
      '(0912)3456789',
      '\u202a۰۹۱۲۳۴۵۶۷۸۹\u202c',
    ])
      assert.equal(value(normaliseMobile(text)), '+989123456789')
  })

  it('keeps a foreign number apart and refuses what is no number', () => {
    assert.equal(reason(normaliseMobile('+491711234567')), 'foreign')
    assert.equal(reason(normaliseMobile('0912345678')), 'wrongLength')
    assert.equal(reason(normaliseMobile('02188776655')), 'wrongLength')
    assert.equal(reason(normaliseMobile('ندارد')), 'wrongCharacters')
    assert.equal(reason(normaliseMobile('09000000000')), 'allZeroOrEqual')
  })
})

describe('other identifiers', () => {
  it('writes phones internationally where the country is clear', () => {
    assert.equal(value(normalisePhone('021-8877 6655')), '+982188776655')
    assert.equal(value(normalisePhone('0049 30 1234567')), '+49301234567')
    assert.equal(value(normalisePhone('88776655')), '88776655')
  })

  it('refuses a postal code for its length and only warns about its digits', () => {
    assert.deepEqual(normalisePostalCode('۱۹۳۹۴-۴۶۶۶۶'), { ok: true, value: '1939446666' })
    assert.deepEqual(normalisePostalCode('1234512345'), {
      ok: true,
      value: '1234512345',
      warning: 'unusualDigits',
    })
    assert.equal(reason(normalisePostalCode('123456789')), 'wrongLength')
  })

  it('knows the lengths of economic codes', () => {
    assert.deepEqual(normaliseEconomicCode('10101234565'), { ok: true, value: '10101234565' })
    assert.deepEqual(normaliseEconomicCode('00123456790001'), { ok: true, value: '00123456790001' })
    assert.equal(value(normaliseEconomicCode('411111111119')), '411111111119')
    assert.equal(reason(normaliseEconomicCode('123')), 'wrongLength')
  })

  it('never lets a full card number through', () => {
    assert.equal(value(normaliseCardMask('6104330000000011')), '610433******0011')
    assert.equal(value(normaliseCardMask('۶۰۳۷-۹۹۰۰-۰۰۰۰-۰۰۱۴')), '603799******0014')
    assert.equal(value(normaliseCardMask('610433**0011')), '610433******0011')
    assert.equal(reason(normaliseCardMask('6104330000000012')), 'wrongChecksum')
    assert.equal(reason(normaliseCardMask('0011')), 'wrongForm')
  })

  it('writes e-mail addresses in lower case and codes without blanks', () => {
    assert.equal(value(normaliseEmail(' Ali@Example.IR ')), 'ali@example.ir')
    assert.equal(reason(normaliseEmail('ali@localhost')), 'wrongForm')
    assert.equal(value(normaliseCode('sn ۰۰۱-ab')), 'SN001-AB')
    assert.equal(reason(normaliseForeignId('123')), 'wrongLength')
  })

  it('is settled after one pass', () => {
    const all = [
      normaliseNationalCode,
      normaliseLegalId,
      normaliseIban,
      normaliseMobile,
      normalisePhone,
      normalisePostalCode,
      normaliseCardMask,
      normaliseEmail,
      normaliseCode,
      normaliseEconomicCode,
    ]
    const texts = fc.oneof(fc.string(), nationalCode, legalId, iban, digits(10), digits(16))
    fc.assert(
      fc.property(texts, fc.constantFrom(...all), (text, normalise) => {
        const once = normalise(text)
        return !once.ok || value(normalise(once.value)) === once.value
      }),
    )
  })
})
