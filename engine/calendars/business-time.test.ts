import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import fc from 'fast-check'

import { businessTime, NoBusinessTime } from './business-time.ts'
import { calendarProblems } from './check-calendar.ts'
import { weekdays, type Calendar, type Shift, type Week } from './calendar.ts'
import { iranHolidays } from './iran-holidays.ts'
import { yearPreview } from './year-preview.ts'

const hour = 3_600_000
const at = (text: string): Date => new Date(text)
const daily = (days: readonly (typeof weekdays)[number][], ...shifts: Shift[]): Week =>
  Object.fromEntries(days.map((day) => [day, shifts]))

/** Saturday to Wednesday 8 to 16, Thursday until noon, Iranian holidays. */
const office: Calendar = {
  timeZone: 'Asia/Tehran',
  week: {
    ...daily(weekdays.slice(0, 5), { from: '08:00', to: '16:00' }),
    thursday: [{ from: '08:00', to: '12:00' }],
  },
  holidays: ['iran'],
}
const always: Calendar = {
  timeZone: 'Asia/Tehran',
  week: daily(weekdays, { from: '00:00', to: '24:00' }),
  holidays: [],
}

describe('business time of an Iranian office', () => {
  const time = businessTime(office)

  it('stops over the night, the weekend and a public holiday', () => {
    // Wednesday 2026-02-25 15:00 in Tehran; four hours: one on Wednesday, three on Thursday.
    assert.deepEqual(time.add(at('2026-02-25T11:30:00Z'), 4 * hour), at('2026-02-26T07:30:00Z'))
    // Thursday 11:00 and two hours: one on Thursday, the other on Saturday morning.
    assert.deepEqual(time.add(at('2026-02-26T07:30:00Z'), 2 * hour), at('2026-02-28T05:30:00Z'))
    // Tuesday 2026-02-10 15:00: Wednesday is Revolution Day, so Thursday morning.
    assert.deepEqual(time.add(at('2026-02-10T11:30:00Z'), 2 * hour), at('2026-02-12T05:30:00Z'))
  })

  it('goes over the end of the year: Nowruz and Fitr of 1405 leave a week of two days', () => {
    // Thursday 1404/12/28 11:00. 29 Esfand to 4 Farvardin are holidays; the office opens on Wednesday 5 Farvardin.
    assert.deepEqual(time.nextOpening(at('2026-03-19T08:30:00Z')), at('2026-03-25T04:30:00Z'))
    assert.equal(time.between(at('2026-03-19T07:30:00Z'), at('2026-03-25T05:30:00Z')), 2 * hour)
  })

  it('counts working days at the same time of day, clipped to shorter days', () => {
    // Tuesday 15:00 and two working days: Thursday, which closes at noon.
    assert.deepEqual(time.addDays(at('2026-02-24T11:30:00Z'), 2), at('2026-02-26T08:30:00Z'))
    // Friday counts from Saturday's opening.
    assert.deepEqual(time.addDays(at('2026-02-27T11:30:00Z'), 2), at('2026-03-02T04:30:00Z'))
    assert.equal(time.isWorkingDay(at('2026-02-27T11:30:00Z')), false)
    assert.equal(time.isWorkingDay(at('2026-02-26T20:00:00Z')), true)
  })

  it('is open from the first moment of a shift and closed from its last', () => {
    assert.equal(time.isOpen(at('2026-02-25T04:29:59.999Z')), false)
    assert.equal(time.isOpen(at('2026-02-25T04:30:00Z')), true)
    assert.equal(time.isOpen(at('2026-02-25T12:29:59.999Z')), true)
    assert.equal(time.isOpen(at('2026-02-25T12:30:00Z')), false)
  })
})

describe('what interrupts the week', () => {
  const calendar: Calendar = {
    ...office,
    holidayShifts: [{ from: '10:00', to: '12:00' }],
    periods: [
      {
        title: 'رمضان ۱۴۴۷',
        from: '2026-02-19',
        to: '2026-03-20',
        week: daily(weekdays.slice(0, 6), { from: '09:00', to: '14:00' }),
      },
    ],
    exceptions: [
      { title: 'آلودگی هوا', from: '2026-02-23', to: '2026-02-24', shifts: [] },
      { title: 'شمارش انبار', from: '2026-02-27', shifts: [{ from: '22:00', to: '02:00' }] },
    ],
  }
  const time = businessTime(calendar)

  it('is an exception before a holiday, a holiday before a period, a period before the week', () => {
    const opensAt = (day: string): string | undefined => {
      const [first] = time.intervals(at(`${day}T00:00:00+03:30`), at(`${day}T24:00:00+03:30`))
      return first && new Date(first.from).toISOString().slice(11, 16)
    }
    assert.equal(opensAt('2026-02-18'), '04:30')
    assert.equal(opensAt('2026-02-22'), '05:30')
    assert.equal(opensAt('2026-02-23'), undefined)
    assert.equal(opensAt('2026-02-24'), undefined)
    assert.equal(opensAt('2026-03-11'), '06:30', 'a holiday in Ramadan has holiday hours')
    assert.equal(opensAt('2026-02-27'), '18:30', 'Friday with a night shift')
  })

  it('may reach into the next day', () => {
    assert.equal(time.isOpen(at('2026-02-28T01:59:00+03:30')), true)
    assert.equal(time.isOpen(at('2026-02-28T02:00:00+03:30')), false)
    assert.equal(time.between(at('2026-02-27T00:00:00Z'), at('2026-02-28T00:00:00Z')), 4 * hour)
  })
})

describe('clock changes', () => {
  it('shorten and lengthen a day that is open around the clock', () => {
    const spring = [at('2021-03-21T20:30:00Z'), at('2021-03-22T19:30:00Z')] as const
    const autumn = [at('2021-09-20T19:30:00Z'), at('2021-09-21T20:30:00Z')] as const
    const time = businessTime(always)
    assert.equal(time.between(...spring), 23 * hour)
    assert.equal(time.between(...autumn), 25 * hour)
    const days = businessTime({ ...always, week: { monday: [{ from: '00:00', to: '24:00' }] } })
    assert.equal(
      days.between(at('2021-03-20T00:00:00Z'), at('2021-03-25T00:00:00Z')),
      23 * hour,
      'a Monday of 23',
    )
  })

  it('ended in Iran in 2022', () => {
    const time = businessTime(office)
    assert.deepEqual(time.nextOpening(at('2022-07-03T00:00:00Z')), at('2022-07-03T03:30:00Z'))
    assert.deepEqual(time.nextOpening(at('2023-07-02T00:00:00Z')), at('2023-07-02T04:30:00Z'))
  })

  it('leave a shift out whose hours do not happen, and count repeated ones twice', () => {
    const berlin = { timeZone: 'Europe/Berlin', holidays: [] }
    const night = businessTime({ ...berlin, week: daily(weekdays, { from: '02:00', to: '03:00' }) })
    assert.equal(night.between(at('2026-03-28T12:00:00Z'), at('2026-03-29T12:00:00Z')), 0)
    assert.equal(night.between(at('2026-10-24T12:00:00Z'), at('2026-10-25T12:00:00Z')), 2 * hour)
  })
})

describe('a calendar that is never open', () => {
  it('says so instead of searching for ever', () => {
    const closed = businessTime({ ...office, week: {} })
    const now = at('2026-02-25T11:30:00Z')
    assert.throws(() => closed.add(now, 1), NoBusinessTime)
    assert.throws(() => closed.add(now, -1), /not open for three years before 2026-02-25/)
    assert.throws(() => closed.nextOpening(now), /give it working hours/)
    assert.throws(() => closed.addDays(now, 1), NoBusinessTime)
    assert.equal(closed.between(now, at('2027-02-25T11:30:00Z')), 0)
    assert.equal(closed.isOpen(now), false)
    assert.throws(() => businessTime(office).add(now, 100 * 366 * 24 * hour), /more than a hundred years/)
  })
})

describe('the laws of business time', () => {
  const shift = fc
    .tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 47 }))
    .map(([start, length]) => ({ from: half(start), to: half((start + length) % 48 || 48) }))
  const week = fc
    .uniqueArray(fc.constantFrom(...weekdays), { minLength: 1, maxLength: 7 })
    .chain((days) => fc.tuple(...days.map((day) => shift.map((one) => [day, [one]] as const))))
    .map((entries): Week => Object.fromEntries(entries))
  const calendar = fc.record<Calendar>({
    timeZone: fc.constantFrom('Asia/Tehran', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia'),
    week,
    holidays: fc.constantFrom<Calendar['holidays']>([], ['iran']),
  })
  const instant = fc.date({
    min: at('2011-11-01T00:00:00Z'),
    max: at('2030-01-01T00:00:00Z'),
    noInvalidDate: true,
  })
  const duration = fc.integer({ min: 1, max: 200 * hour })
  const runs = { numRuns: 150 }

  it('what is added is what lies between', () => {
    fc.assert(
      fc.property(calendar, instant, duration, (rules, from, ms) => {
        const time = businessTime(rules)
        const end = time.add(from, ms)
        assert.equal(time.between(from, end), ms)
        assert.equal(time.between(end, from), -ms)
        assert.equal(time.isOpen(new Date(end.getTime() - 1)), true, 'ends as early as it can')
      }),
      runs,
    )
  })

  it('adding and then subtracting comes back, from an open instant', () => {
    fc.assert(
      fc.property(calendar, instant, duration, (rules, from, ms) => {
        const time = businessTime(rules)
        const start = new Date(time.nextOpening(from).getTime())
        assert.deepEqual(time.add(time.add(start, ms), -ms), start)
      }),
      runs,
    )
  })

  it('adding in two steps is adding at once', () => {
    fc.assert(
      fc.property(calendar, instant, fc.tuple(duration, duration), (rules, from, [one, two]) => {
        const time = businessTime(rules)
        assert.deepEqual(time.add(time.add(from, one), two), time.add(from, one + two))
      }),
      runs,
    )
  })

  it('the next opening is open, and nothing before it is', () => {
    fc.assert(
      fc.property(calendar, instant, (rules, from) => {
        const time = businessTime(rules)
        const opening = time.nextOpening(from)
        assert.equal(time.isOpen(opening), true)
        assert.equal(time.between(from, opening), 0)
      }),
      runs,
    )
  })

  it('open hours are those on the wall clock', () => {
    const tehran = fc.tuple(shift, instant)
    fc.assert(
      fc.property(tehran, ([one, from]) => {
        const time = businessTime({ timeZone: 'Asia/Tehran', holidays: [], week: daily(weekdays, one) })
        const wall = new Intl.DateTimeFormat('en-GB', {
          timeZone: 'Asia/Tehran',
          timeStyle: 'short',
        }).format(from)
        const isOver = one.to <= one.from
        const wanted = isOver ? wall >= one.from || wall < one.to : wall >= one.from && wall < one.to
        assert.equal(time.isOpen(from), wanted, `${wall} in ${one.from}–${one.to}`)
      }),
      { numRuns: 400 },
    )
  })
})

function half(halves: number): string {
  return `${String(Math.floor(halves / 2)).padStart(2, '0')}:${halves % 2 === 0 ? '00' : '30'}`
}

describe('Iranian holidays', () => {
  const days = (year: number): ReadonlyMap<string, string> =>
    new Map(iranHolidays(year, []).map(({ day, title }) => [title.en, day]))

  it('are where the official calendars of 1403 to 1405 have them', () => {
    const wanted = {
      1403: { Ashura: '2024-07-16', Arbaeen: '2024-08-25', 'Eid al-Adha': '2024-06-17' },
      1404: { Ashura: '2025-07-06', Arbaeen: '2025-08-14', 'Eid al-Adha': '2025-06-06' },
      1405: { Ashura: '2026-06-25', Nowruz: '2026-03-24', 'Oil nationalisation': '2027-03-20' },
    }
    for (const [year, list] of Object.entries(wanted)) {
      for (const [title, day] of Object.entries(list)) assert.equal(days(Number(year)).get(title), day, title)
    }
    assert.equal(days(1403).get('Last day of a leap year'), '2025-03-20')
    assert.equal(days(1404).get('Last day of a leap year'), undefined)
  })

  it('follow an announcement, which moves every holiday of that month', () => {
    const announced = [{ year: 1451, month: 1, startsOn: '2029-05-15' }]
    const before = iranHolidays(1408, []).find(({ title }) => title.en === 'Ashura')
    const after = iranHolidays(1408, announced).find(({ title }) => title.en === 'Ashura')
    assert.equal(before?.isPredicted, true)
    assert.deepEqual([after?.day, after?.isPredicted], ['2029-05-24', false])
  })
})

describe('checking and showing a calendar', () => {
  it('names every problem with its place', () => {
    const problems = calendarProblems({
      timeZone: 'Asia/Teheran',
      week: {
        saturday: [
          { from: '08:00', to: '12:00' },
          { from: '11:00', to: '16:00' },
        ],
        sunday: [{ from: '8:00', to: '25:00' }],
      },
      holidays: ['iran'],
      exceptions: [
        { title: 'الف', from: '2026-02-30', shifts: [] },
        { title: 'ب', from: '2026-03-02', to: '2026-03-01', shifts: [] },
      ],
      lunarMonths: [{ year: 1447, month: 1, startsOn: '2025-08-01' }],
    })
    assert.deepEqual(
      problems.map(({ path }) => path),
      [
        'timeZone',
        'week/saturday/1',
        'week/sunday/0/from',
        'week/sunday/0/to',
        'exceptions/0/from',
        'exceptions/0/to',
        'exceptions/1/to',
        'lunarMonths/0/startsOn',
      ],
    )
    assert.deepEqual(
      calendarProblems({ ...office, week: {} }).map(({ path }) => path),
      ['week'],
    )
    assert.deepEqual(calendarProblems(office), [])
  })

  it('shows a Jalali year day by day', () => {
    const year = yearPreview(office, 1405)
    assert.deepEqual([year.from, year.to, year.days.length], ['2026-03-21', '2027-03-20', 365])
    assert.deepEqual(
      year.days[0]?.titles.map(({ fa }) => fa),
      ['نوروز', 'عید فطر'],
    )
    assert.equal(year.days[4]?.jalali, '1405/01/05')
    assert.equal(year.workingDays, year.days.filter(({ shifts }) => shifts.length > 0).length)
    assert.equal(yearPreview(office, 2028).days.length, 366)
    assert.equal(yearPreview(always, 2021).openMinutes, 365 * 1_440)
  })
})
