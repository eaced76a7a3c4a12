/**
 * Laws of normalisation: a key is the key of itself, it does not feel how a thing was typed, and what is shown is what
 * the source said. Names, numbers and days are written at random in the ways in which Iranian systems and people do.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { families, men, women } from '../../test/quality/persian-names.ts'
import {
  normaliseIban,
  normaliseMobile,
  normaliseNationalCode,
  normalisePostalCode,
} from '../values/identifiers.ts'
import { dayOfText, jalaliOfDay, writtenJalali } from '../values/instants.ts'
import { matchKey, nameKey, organisationKey, searchWords, shownText } from '../values/persian-text.ts'
import { soundKey } from '../values/sound-key.ts'
import { fieldValue } from './field-values.ts'
import { fold } from './fold.ts'
import { featuresFrom, featuresOf, textOfFeatures } from './matching/features.ts'
import { personPlan } from './matching/plan.ts'
import { normalise } from './normalise.ts'
import { newestWins } from './policy.ts'
import { sample } from './samples.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(...'يیىكکةهأإآاؤئو٠۰0٩۹9\u200c\u200f\u0640\u064e\u0651 ._-،«»aZ', 'لا', 'آ'),
    maxLength: 20,
  }),
)

const givenName = fc.constantFrom(...[...men, ...women].map(({ persian }) => persian))
const familyName = fc.constantFrom(
  ...families.map(({ persian }) => persian),
  'حسن‌زاده',
  'عبد اللهی',
  'پور داوود',
)

const namePart = fc.oneof(givenName, familyName)

/** One choice of many for each letter: ways of typing it. */
const letters: Readonly<Record<string, readonly string[]>> = {
  ی: ['ی', 'ي', 'ى'],
  ک: ['ک', 'ك'],
  ه: ['ه'],
  آ: ['آ', 'ا\u0653', 'ا'],
  ا: ['ا', 'أ', 'إ'],
  و: ['و', 'ؤ'],
  '\u200c': ['\u200c', ' ', '\u200c\u200c'],
  ' ': [' ', '  ', '\u00a0', '\t'],
}

/** Another way to type a text: letters, blanks, tatweel, vowel marks, bidi marks. */
const typed = (text: string): fc.Arbitrary<string> =>
  fc.array(fc.nat(), { minLength: text.length * 2, maxLength: text.length * 2 }).map((dice) =>
    [...text]
      .map((letter, n) => {
        const ways = letters[letter] ?? [letter]
        const one = ways[(dice[2 * n] ?? 0) % ways.length] ?? letter
        const extra = ['', '', '', '\u0640', '\u064e', '\u200f'][(dice[2 * n + 1] ?? 0) % 6] ?? ''
        return /\s|\u200c/.test(letter) ? one : one + extra
      })
      .join(''),
  )

const digitForms = (text: string): fc.Arbitrary<string> =>
  fc
    .constantFrom(0x30, 0x660, 0x6f0)
    .chain((zero) =>
      fc
        .constantFrom('', ' ', '\u200f', '\u202a')
        .map(
          (mark) => mark + text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit))) + mark,
        ),
    )

const honorific = fc.constantFrom(
  '',
  'سید ',
  'سيد ',
  'حاج ',
  'دکتر ',
  'دكتر ',
  'آقای ',
  'خانم ',
  'مهندس ',
  'آقای دکتر سید ',
)

const nationalCode = fc
  .string({ unit: fc.constantFrom(...'0123456789'), minLength: 9, maxLength: 9 })
  .filter((head) => head.slice(3) !== '000000')
  .map((head) => {
    const rest = [...head].reduce((sum, digit, n) => sum + Number(digit) * (10 - n), 0) % 11
    return `${head}${String(rest < 2 ? rest : 11 - rest)}`
  })
  .filter((code) => normaliseNationalCode(code).ok)

const mobile = fc.integer({ min: 100_000_001, max: 399_999_998 }).map((number) => `9${String(number)}`)
const day = fc
  .integer({ min: 0, max: 29_000 })
  .map((days) => new Date(Date.UTC(1940, 0, 1) + days * 86_400_000).toISOString().slice(0, 10))

function jalaliOf(born: string): NonNullable<ReturnType<typeof jalaliOfDay>> {
  const found = jalaliOfDay(born)
  assert.ok(found)
  return found
}

/** Two ways to type one text. */
const twice = (text: fc.Arbitrary<string>): fc.Arbitrary<readonly [string, string]> =>
  text.chain((one) => fc.tuple(typed(one), typed(one)))

const record = (data: Record<string, string>, name = 'crm/1'): ReturnType<typeof normalise> =>
  normalise(sample(name, data))

describe('keys', () => {
  it('are keys of themselves', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.array(namePart).map((parts) => parts.join(' ')),
        ),
        (text) => {
          for (const key of [shownText, matchKey, nameKey, organisationKey])
            assert.equal(key(key(text)), key(text), key.name)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('of identifiers are themselves identifiers with the same key', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const of of [normaliseNationalCode, normaliseMobile, normalisePostalCode, normaliseIban]) {
          const found = of(text)
          if (found.ok) assert.deepEqual(of(found.value), found)
        }
      }),
    )
  })
})

describe('names', () => {
  it('have one key however they are typed: letters, half-space, vowel marks, honorifics, order', () => {
    fc.assert(
      fc.property(
        fc.tuple(givenName, familyName).chain(([given, family]) =>
          fc.record({
            one: fc.tuple(honorific, typed(given), typed(family)),
            other: fc.tuple(honorific, typed(family), typed(given)),
          }),
        ),
        ({ one, other }) => {
          const [a, b] = [one.join(' '), other.join(' ')]
          assert.equal(nameKey(a), nameKey(b), `${a} | ${b}`)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('are found by every way to type them', () => {
    fc.assert(
      fc.property(twice(familyName), ([one, other]) => {
        const found = new Set(searchWords(one))
        const wanted = searchWords(other)
        assert.ok(
          wanted.some((word) => found.has(word)),
          `${one} | ${other}`,
        )
      }),
    )
  })

  it('tie records by number and name, whatever the typing', () => {
    fc.assert(
      fc.property(
        fc.tuple(givenName, familyName, mobile).chain(([given, family, number]) =>
          fc.tuple(
            ...[0, 1].map(() =>
              fc.record({
                firstName: fc.tuple(honorific, typed(given)).map((parts) => parts.join('')),
                lastName: typed(family),
                mobile: fc
                  .constantFrom('0', '+98', '0098', '98', '')
                  .chain((prefix) => digitForms(prefix + number)),
              }),
            ),
          ),
        ),
        ([one, other]) => {
          const keys = [one, other].map((data) =>
            record(data ?? {}).links.flatMap(({ key }) => (key.includes('mobile+name') ? [key] : [])),
          )
          assert.equal(keys[0]?.length, 1)
          assert.deepEqual(keys[0], keys[1], JSON.stringify([one, other]))
        },
      ),
    )
  })

  it('sound alike in both scripts, and the sound is for matching alone', () => {
    const all = [...men, ...women, ...families]
    const unlike = all.filter(({ persian, latin }) => soundKey(persian) !== soundKey(latin))
    assert.ok(unlike.length <= all.length / 20, unlike.map(({ latin }) => latin).join(' '))
    const folded = fold([record({ firstName: 'Shirin', lastName: 'شفيعي' })], newestWins)
    assert.deepEqual([folded?.attributes['firstName'], folded?.attributes['lastName']], ['Shirin', 'شفیعی'])
  })
})

describe('numbers and days', () => {
  it('have one key in the digits of every script', () => {
    const forms = fc.tuple(nationalCode, mobile, day).chain(([code, number, born]) => {
      const jalali = jalaliOf(born)
      const written = [born, born.replace(/-/g, '/'), born.replace(/-/g, ''), writtenJalali(jalali)]
      const loose = `${String(jalali.year)}-${String(jalali.month)}-${String(jalali.day)}`
      return fc.record({
        nationalCode: digitForms(code),
        mobile: digitForms(`0${number}`),
        birthOn: fc.constantFrom(...written, loose).chain(digitForms),
        expected: fc.constant({ nationalCode: code, mobile: `+98${number}`, birthOn: born }),
      })
    })
    fc.assert(
      fc.property(forms, ({ expected, ...data }) => {
        const { fields } = record(data)
        for (const [name, key] of Object.entries(expected))
          assert.equal(fields[name]?.[0]?.key, key, JSON.stringify(data))
      }),
    )
  })

  it('come back from the other calendar', () => {
    fc.assert(
      fc.property(day, (born) => {
        assert.equal(dayOfText(writtenJalali(jalaliOf(born))), born)
        assert.equal(dayOfText(born), born)
      }),
    )
  })
})

describe('what is compared', () => {
  it('comes back from the text that is kept of it, whatever was written', () => {
    // Two of them are one comparison with two values.
    const names = ['firstName', 'lastName', 'birthOn', 'email', 'address', 'foreignId', 'passportNumber']
    const data = fc.dictionary(fc.constantFrom(...names), anyText)
    fc.assert(
      fc.property(data, (said) => {
        const features = featuresOf(record(said).fields, personPlan)
        assert.deepEqual(featuresFrom(textOfFeatures(features)), features)
        assert.deepEqual(featuresFrom(JSON.stringify(features)), features, 'as it was kept before')
      }),
    )
  })
})

describe('what is shown', () => {
  it('is what the source said: its words, not their key', () => {
    const text = fc
      .tuple(honorific, givenName, fc.constantFrom('‌', ' '), familyName)
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        text.chain((one) => typed(one)),
        (said) => {
          const folded = fold([record({ fullName: said, address: said })], newestWins)
          assert.equal(folded?.attributes['fullName'], shownText(said))
          assert.equal(folded?.attributes['address'], shownText(said))
        },
      ),
    )
  })

  it('is never nothing: a value without any letter is no value and equals nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...' \u200c\u200f\t\u00a0\u0640') }), (blank) => {
        assert.equal(fieldValue(blank, 'name', 'crm'), undefined)
        assert.deepEqual(record({ firstName: blank, mobile: blank }).links.length, 1)
      }),
    )
  })
})
