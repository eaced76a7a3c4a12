/** Which shifts a calendar has on a day, and why: an exception, a public holiday, a period, or the week. */
import { jalaliYearOf, iranHolidays, type Holiday } from './iran-holidays.ts'
import type { Calendar, CalendarException, Period, Shift } from './calendar.ts'
import { dayOf, weekdayOf } from './day-number.ts'

/** What decided about a day. */
export type DayReason = 'exception' | 'holiday' | 'period' | 'week'

/** The hours of one local day. */
export interface DayShifts {
  readonly shifts: readonly Shift[]
  readonly reason: DayReason
  /** Of the exception, the holidays or the period. */
  readonly titles: readonly { readonly en: string; readonly fa: string }[]
  /** Closed or open for a holiday whose date may still change by a day. */
  readonly isPredicted: boolean
}

/** Gives the shifts of a day by its number. Public holidays are computed once for each year. */
export function dayShifts(calendar: Calendar): (dayNumber: number) => DayShifts {
  const { exceptions = [], periods = [], holidayShifts = [] } = calendar
  const holidaysOn = holidayLookup(calendar)
  return (dayNumber) => {
    const day = dayOf(dayNumber)
    const exception = exceptions.find((found) => covers(found, day))
    if (exception !== undefined) return named('exception', exception, exception.shifts)
    const holidays = holidaysOn(day)
    if (holidays.length > 0) {
      const titles = holidays.map(({ title }) => title)
      const isPredicted = holidays.every((holiday) => holiday.isPredicted)
      return { shifts: holidayShifts, reason: 'holiday', titles, isPredicted }
    }
    const period = periods.find((found) => covers(found, day))
    const week = period?.week ?? calendar.week
    const shifts = week[weekdayOf(dayNumber)] ?? []
    return period === undefined
      ? { shifts, reason: 'week', titles: [], isPredicted: false }
      : named('period', period, shifts)
  }
}

function covers({ from, to = from }: CalendarException | Period, day: string): boolean {
  return from <= day && day <= to
}

function named(
  reason: DayReason,
  { title }: { readonly title: string },
  shifts: readonly Shift[],
): DayShifts {
  return { shifts, reason, titles: [{ en: title, fa: title }], isPredicted: false }
}

function holidayLookup({ holidays, lunarMonths = [] }: Calendar): (day: string) => readonly Holiday[] {
  if (!holidays.includes('iran')) return () => []
  const years = new Map<number, readonly Holiday[]>()
  return (day) => {
    const year = jalaliYearOf(day)
    const known = years.get(year) ?? iranHolidays(year, lunarMonths)
    years.set(year, known)
    return known.filter((holiday) => holiday.day === day)
  }
}
