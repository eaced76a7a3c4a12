import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import {
  dayOfJalali,
  dayOfText,
  durationOf,
  instantOf,
  jalaliOfDay,
  plus,
  writtenJalali,
} from './instants.ts'

const icu = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
})

describe('days', () => {
  it('agree with the calendar of ICU from 1300 to 1470', () => {
    const from = Date.UTC(1921, 2, 21)
    fc.assert(
      fc.property(fc.nat(62_000), (days) => {
        const date = new Date(from + days * 86_400_000)
        const parts = new Map(icu.formatToParts(date).map(({ type, value }) => [type, Number(value)]))
        const day = date.toISOString().slice(0, 10)
        const jalali = {
          year: parts.get('year') ?? 0,
          month: parts.get('month') ?? 0,
          day: parts.get('day') ?? 0,
        }
        assert.deepEqual(jalaliOfDay(day), jalali)
        assert.equal(dayOfJalali(jalali), day)
        assert.equal(dayOfText(writtenJalali(jalali)), day)
        assert.equal(dayOfText(day), day)
      }),
      { numRuns: 1000 },
    )
  })

  it('are read in every usual writing, and refused when they do not exist', () => {
    for (const text of [
      '1403/05/01',
      '1403-5-1',
      '۱۴۰۳/۰۵/۰۱',
      '14030501',
      '2024-07-22T00:00:00',
      '20240722',
    ])
      assert.equal(dayOfText(text), '2024-07-22')
    assert.equal(dayOfText('1403/12/30'), '2025-03-20')
    for (const text of [
      '1404/12/30',
      '1403/13/01',
      '2023-02-29',
      '0001-01-01T00:00:00',
      '03/05/01',
      '',
      'دیروز',
    ])
      assert.equal(dayOfText(text), undefined)
  })
})

describe('instants', () => {
  it('need an offset and an existing day', () => {
    assert.equal(instantOf('2024-07-22T10:00:00+03:30')?.toISOString(), '2024-07-22T06:30:00.000Z')
    assert.equal(instantOf('2024-07-22t10:00:00.5z')?.toISOString(), '2024-07-22T10:00:00.500Z')
    assert.equal(instantOf('2016-12-31T23:59:60Z')?.toISOString(), '2016-12-31T23:59:59.000Z')
    for (const text of [
      '2024-07-22T10:00:00',
      '2024-02-30T10:00:00Z',
      '2024-07-22',
      '2024-07-22T25:00:00Z',
      'x',
    ])
      assert.equal(instantOf(text), undefined)
  })
})

describe('durations', () => {
  it('are read as ISO 8601 writes them', () => {
    assert.deepEqual(durationOf('P1Y2M1W3DT4H5M6.7S'), { years: 1, months: 2, days: 10, ms: 14_706_700 })
    assert.deepEqual(durationOf('-PT30M'), { years: 0, months: 0, days: 0, ms: -1_800_000 })
    for (const text of ['', 'P', 'PT', 'P1', '1D', 'PT1D', 'P1H']) assert.equal(durationOf(text), undefined)
  })

  it('count months on the calendar', () => {
    const at = (text: string, by: string): string | undefined => {
      const duration = durationOf(by)
      return duration && plus(new Date(text), duration).toISOString()
    }
    assert.equal(at('2024-01-31T10:00:00Z', 'P1M'), '2024-02-29T10:00:00.000Z')
    assert.equal(at('2024-02-29T10:00:00Z', 'P1Y'), '2025-02-28T10:00:00.000Z')
    assert.equal(at('2024-03-01T00:00:00Z', '-P1D'), '2024-02-29T00:00:00.000Z')
  })
})
