/** Calendar days as numbers: days since 1970-01-01, without a time zone. */
import { weekdays, type Weekday } from './calendar.ts'

/** Milliseconds of a day of 24 hours. */
export const dayMs = 86_400_000

/** The number of a Gregorian day `YYYY-MM-DD`. */
export function dayNumberOf(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs)
}

/** The Gregorian day, `YYYY-MM-DD`, of a number. */
export function dayOf(dayNumber: number): string {
  return new Date(dayNumber * dayMs).toISOString().slice(0, 10)
}

/** Day 0 was a Thursday. */
export function weekdayOf(dayNumber: number): Weekday {
  const index = (((dayNumber + 5) % 7) + 7) % 7
  return weekdays[index] ?? 'saturday'
}
