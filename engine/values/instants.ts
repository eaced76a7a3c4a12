/**
 * Instants (RFC 3339, kept in UTC), calendar days (Gregorian `YYYY-MM-DD`, without a time zone), ISO 8601
 * durations, and the Jalali calendar. Jalali days exist at the edges only; inside, days are Gregorian.
 */
import { isValidJalaaliDate, toGregorian, toJalaali } from 'jalaali-js'

import { asciiDigits, withoutMarks } from './persian-text.ts'

const rfc3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2}):(\d{2}|60)(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/

/** The instant of an RFC 3339 text (with its offset; a leap second counts as the second before), or `undefined`. */
export function instantOf(text: string): Date | undefined {
  const found = rfc3339.exec(text)
  if (found === null || !isDay(found[1] ?? '') || Number(found[2]) > 23 || Number(found[3]) > 59)
    return undefined
  const date = new Date(
    text
      .replace(' ', 'T')
      .replace(/:60(?=[.Zz+-])/, ':59')
      .toUpperCase(),
  )
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** True for an existing Gregorian day written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (found === null) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** A Jalali calendar day. */
export interface JalaliDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** The Gregorian day (`YYYY-MM-DD`) of a Jalali one; `undefined` when that day does not exist. */
export function dayOfJalali(jalali: JalaliDay): string | undefined {
  const { year, month, day } = jalali
  if (year < 1 || year > 3000 || !isValidJalaaliDate(year, month, day)) return undefined
  const { gy, gm, gd } = toGregorian(year, month, day)
  return written(gy, gm, gd)
}

/** The Jalali day of a Gregorian `YYYY-MM-DD`; `undefined` when that day does not exist. */
export function jalaliOfDay(day: string): JalaliDay | undefined {
  if (!isDay(day)) return undefined
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const { jy, jm, jd } = toJalaali(year, month, date)
  return { year: jy, month: jm, day: jd }
}

/** A Jalali day as people write it: `1403/05/01` (ASCII digits). */
export function writtenJalali({ year, month, day }: JalaliDay): string {
  return `${year}/${String(month).padStart(2, '0')}/${String(day).padStart(2, '0')}`
}

/**
 * The Gregorian day of a written one: `2024-07-22`, `2024-07-22T00:00:00`, `1403/05/01`, `1403-5-1`,
 * `۱۴۰۳/۰۵/۰۱`, `20240722`, `14030501`. Years 1200 to 1599 are Jalali, 1600 and later Gregorian; a year of
 * two digits is refused as ambiguous, and `0001-01-01` (an empty date of some systems) too.
 */
export function dayOfText(text: string): string | undefined {
  const plain = withoutMarks(asciiDigits(text)).trim()
  const found =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (found === null) return undefined
  const [year = 0, month = 0, day = 0] = found.slice(1).map(Number)
  if (year < 1200) return undefined
  if (year < 1600) return dayOfJalali({ year, month, day })
  const gregorian = written(year, month, day)
  return isDay(gregorian) ? gregorian : undefined
}

function written(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** An ISO 8601 duration. Years and months have no fixed length and are counted on the calendar (UTC). */
export interface Duration {
  readonly years: number
  readonly months: number
  readonly days: number
  readonly ms: number
}

const iso8601 =
  /^(-)?P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d{1,3})?)S)?)?$/

/** The duration of a text such as `P1Y2M3DT4H5M6.7S`, `P2W` or `-PT30M`; `undefined` when it is none. */
export function durationOf(text: string): Duration | undefined {
  const found = iso8601.exec(text)
  if (found === null) return undefined
  const sign = found[1] === '-' ? -1 : 1
  const part = (index: number): number => Number((found[index] ?? '0').replace(',', '.')) * sign + 0
  return {
    years: part(2),
    months: part(3),
    days: part(4) * 7 + part(5),
    ms: part(6) * 3_600_000 + part(7) * 60_000 + Math.round(part(8) * 1000),
  }
}

/** The instant `duration` after `instant`. The 31st plus a month is the last day of that month. */
export function plus(instant: Date, duration: Duration): Date {
  const months = duration.years * 12 + duration.months
  const result = new Date(instant)
  result.setUTCDate(1)
  result.setUTCMonth(result.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate()
  result.setUTCDate(Math.min(instant.getUTCDate(), lastDay))
  return new Date(result.getTime() + duration.days * 86_400_000 + duration.ms)
}
