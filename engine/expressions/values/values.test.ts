import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { civilDayOf, epochDayOf, isoWeek, weekdayOf } from './calendar.ts'
import { DayTimeDuration, durationOfText, textOfDuration, YearMonthDuration } from './duration.ts'
import { compare, equals } from './equality.ts'
import {
  add,
  compareNumbers,
  divide,
  exact,
  jsonOfNumber,
  multiply,
  numberOf,
  subtract,
  textOfNumber,
} from './number.ts'
import { dateTimeOfText, difference, FeelDateTime, plusDuration, textOfTemporal } from './temporal.ts'

const whole = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n })
const numbered = (n: bigint): ReturnType<typeof add> => numberOf(String(n))
const text = (n: ReturnType<typeof add>): string => (n === undefined ? 'nothing' : textOfNumber(n))

describe('numbers', () => {
  it('add, subtract and multiply whole numbers of any size up to 34 digits exactly', () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const [x = 0, y = 0] = [numbered(a), numbered(b)]
        assert.equal(text(add(x, y)), String(a + b))
        assert.equal(text(subtract(x, y)), String(a - b))
        assert.equal(text(multiply(x, y)), String(a * b))
        assert.equal(Math.sign(compareNumbers(x, y)), a < b ? -1 : a > b ? 1 : 0)
      }),
      { numRuns: 500 },
    )
  })

  it('keep to one form, so that what is equal looks equal, and division undoes multiplication', () => {
    const cents = fc.integer({ min: -1e9, max: 1e9 })
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        const [x, y] = [a / 100, b / 100]
        assert.equal(
          text(add(x, y)),
          exact(a + b)
            .div(100)
            .toFixed(),
        )
        if (b !== 0) assert.equal(divide(multiply(x, y) ?? 0, y), x + 0)
      }),
      { numRuns: 500 },
    )
  })

  it('come in from JSON and leave as they came', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), (n) => {
        assert.equal(jsonOfNumber(add(n, 0) ?? Number.NaN), n + 0)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the calendar', () => {
  it('is that of the clock', () => {
    fc.assert(
      fc.property(fc.integer({ min: -90_000_000, max: 90_000_000 }), (day) => {
        const date = new Date(day * 86_400_000)
        const civil = civilDayOf(day)
        assert.deepEqual(civil, {
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        })
        assert.equal(epochDayOf(civil), day)
        assert.equal(weekdayOf(day) % 7, date.getUTCDay())
      }),
    )
  })

  it('has the weeks of ISO 8601', () => {
    const weeks = { '2026-01-01': 1, '2027-01-03': 53, '2024-12-30': 1, '2020-12-31': 53 }
    for (const [day, week] of Object.entries(weeks))
      assert.equal(isoWeek(Date.parse(day) / 86_400_000), week, day)
  })
})

describe('durations', () => {
  it('are read as they are written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer(), (nanos, months) => {
        for (const duration of [new DayTimeDuration(nanos), new YearMonthDuration(months)])
          assert.deepEqual(durationOfText(textOfDuration(duration)), duration)
      }),
    )
  })
})

describe('dates and times', () => {
  const zone = fc.constantFrom(
    { name: 'Asia/Tehran' },
    { name: 'Europe/Paris' },
    { offset: 12_600 },
    undefined,
  )
  const moment = fc
    .tuple(fc.integer({ min: -200_000, max: 200_000 }), fc.integer({ min: 0, max: 86_399 }), zone)
    .map(([day, second, at]) => new FeelDateTime(day, second * 1_000_000_000 + 5, at))

  it('are read as they are written', () => {
    fc.assert(
      fc.property(moment, (at) => {
        assert.deepEqual(dateTimeOfText(textOfTemporal(at)), at)
      }),
    )
  })

  it('are as far apart as was added, over every change of the clock', () => {
    fc.assert(
      fc.property(moment, fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), (at, nanos) => {
        const later = plusDuration(at, new DayTimeDuration(nanos))
        assert.ok(later instanceof FeelDateTime)
        // An hour that a clock shows twice stands for the earlier instant, so it may be off by that hour.
        const off = nanos - (difference(later, at)?.nanos ?? 0n)
        assert.ok(off === 0n || (at.zone !== undefined && 'name' in at.zone && isShownTwice(later)))
      }),
    )
  })

  it('are in the same order, whatever the zone they are shown in', () => {
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const order = compare(a, b)
        assert.equal(order === null, (a.zone === undefined) !== (b.zone === undefined))
        if (order !== null) assert.equal(equals(a, b), order === 0)
      }),
    )
  })
})

/** True when the clock of the zone shows this time again within three hours. */
function isShownTwice(at: FeelDateTime): boolean {
  const hour = 3_600_000_000_000n
  return [1n, 2n, 3n].some((hours) => {
    const again = plusDuration(at, new DayTimeDuration(hours * hour))
    return (
      again instanceof FeelDateTime &&
      difference(again, at)?.nanos === hours * hour &&
      isSetBack(at, again, hours)
    )
  })
}

const isSetBack = (at: FeelDateTime, again: FeelDateTime, hours: bigint): boolean =>
  BigInt(again.day - at.day) * 86_400_000_000_000n + BigInt(again.nanos - at.nanos) <
  hours * 3_600_000_000_000n
