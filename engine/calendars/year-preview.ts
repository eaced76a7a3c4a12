/** A calendar's year, day by day, for people who check it before it counts. */
import { dayOfJalali, jalaliOfDay, writtenJalali } from '../values/instants.ts'
import { businessTime, minutesOf } from './business-time.ts'
import type { Calendar, Shift, Weekday } from './calendar.ts'
import { dayNumberOf, dayOf, weekdayOf } from './day-number.ts'
import { dayShifts, type DayReason } from './day-shifts.ts'
import { timeZone } from './time-zone.ts'

/** One day of the preview. */
export interface PreviewDay {
  /** Gregorian. */
  readonly day: string
  /** `1405/01/01`. */
  readonly jalali: string
  readonly weekday: Weekday
  readonly reason: DayReason
  readonly titles: readonly { readonly en: string; readonly fa: string }[]
  readonly shifts: readonly Shift[]
  /** The date of this holiday may still change by a day. */
  readonly isPredicted: boolean
}

/** A year of a calendar. */
export interface YearPreview {
  readonly year: number
  readonly reckoning: 'jalali' | 'gregorian'
  readonly from: string
  readonly to: string
  readonly workingDays: number
  /** Open time of the whole year, clock changes counted, in minutes. */
  readonly openMinutes: number
  readonly days: readonly PreviewDay[]
}

/** The preview of a year: 1200 to 1599 are Jalali, 1600 and later Gregorian. */
export function yearPreview(calendar: Calendar, year: number): YearPreview {
  const reckoning = year < 1600 ? 'jalali' : 'gregorian'
  const [first, next] = [firstDay(year), firstDay(year + 1)]
  const shiftsOf = dayShifts(calendar)
  const days = Array.from({ length: next - first }, (_, index) => {
    const number = first + index
    const { shifts, reason, titles, isPredicted } = shiftsOf(number)
    const day = dayOf(number)
    const jalali = jalaliOfDay(day)
    const sorted = shifts.toSorted((a, b) => minutesOf(a.from) - minutesOf(b.from))
    return {
      day,
      jalali: jalali === undefined ? '' : writtenJalali(jalali),
      weekday: weekdayOf(number),
      reason,
      titles,
      shifts: sorted,
      isPredicted,
    }
  })
  const zone = timeZone(calendar.timeZone)
  const [from, until] = [zone.instantsOf(first, 0).first, zone.instantsOf(next, 0).first]
  const openMs = businessTime(calendar).between(new Date(from), new Date(until))
  return {
    year,
    reckoning,
    from: dayOf(first),
    to: dayOf(next - 1),
    workingDays: days.filter(({ shifts }) => shifts.length > 0).length,
    openMinutes: Math.round(openMs / 60_000),
    days,
  }
}

function firstDay(year: number): number {
  const day = year < 1600 ? dayOfJalali({ year, month: 1, day: 1 }) : `${String(year)}-01-01`
  return dayNumberOf(day ?? '')
}
