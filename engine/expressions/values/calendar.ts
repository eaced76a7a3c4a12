/** The proleptic Gregorian calendar in whole days since 1970-01-01, for years of up to nine digits. */

/** A day of the calendar. Year 0 is 1 BC. */
export interface CivilDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Years beyond these do not exist. */
export const yearLimit = 999_999_999

/** Days since 1970-01-01 (negative before). The day must exist. */
export function epochDayOf({ year, month, day }: CivilDay): number {
  // Counted in years that begin in March, so that the leap day is the last one.
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The day of the calendar that is so many days after 1970-01-01. */
export function civilDayOf(epochDay: number): CivilDay {
  const shifted = epochDay + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** True for a day that is on the calendar. */
export function exists({ year, month, day }: CivilDay): boolean {
  if (![year, month, day].every(Number.isInteger) || Math.abs(year) > yearLimit) return false
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** The day so many months later; the 31st of a shorter month is its last day. */
export function plusMonths({ year, month, day }: CivilDay, months: number): CivilDay {
  const count = year * 12 + (month - 1) + months
  const newYear = Math.floor(count / 12)
  const newMonth = count - newYear * 12 + 1
  return { year: newYear, month: newMonth, day: Math.min(day, daysInMonth(newYear, newMonth)) }
}

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (epochDay: number): number => ((((epochDay + 3) % 7) + 7) % 7) + 1

/** 1 for the first of January. */
export const dayOfYear = (epochDay: number): number =>
  epochDay - epochDayOf({ year: civilDayOf(epochDay).year, month: 1, day: 1 }) + 1

/** The week of ISO 8601: the first one has the year's first Thursday. */
export function isoWeek(epochDay: number): number {
  const thursday = epochDay + 4 - weekdayOf(epochDay)
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1
}
