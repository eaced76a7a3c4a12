/** What a business calendar says: the hours of each weekday, what interrupts them, and where on Earth they are. */

/** Days of the week, in the order of an Iranian one. */
export const weekdays = [
  'saturday',
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
] as const

/** A day of the week. */
export type Weekday = (typeof weekdays)[number]

/** Open from one local time to another, `HH:MM`; a `to` that is not later than `from` is on the day after, `24:00` is midnight. */
export interface Shift {
  readonly from: string
  readonly to: string
}

/** The shifts of each weekday; a weekday that is not there is closed. */
export type Week = { readonly [Day in Weekday]?: readonly Shift[] }

/** Other hours for some weeks (Ramadan, summer): public holidays still close. Days are Gregorian and inclusive. */
export interface Period {
  readonly title: string
  readonly from: string
  readonly to: string
  readonly week: Week
}

/** A day, or a few, unlike the rest: closed without shifts, open with them, whatever else is said about it. */
export interface CalendarException {
  readonly title: string
  /** Gregorian day, `YYYY-MM-DD`. */
  readonly from: string
  /** Inclusive; `from` alone unless given. */
  readonly to?: string
  readonly shifts: readonly Shift[]
}

/** A first day of a lunar month as it was announced, where that differs from what is computed. */
export interface LunarMonthStart {
  readonly year: number
  readonly month: number
  /** Gregorian day. */
  readonly startsOn: string
}

/** Public holidays that the hub knows. */
export type HolidaySet = 'iran'

/** A business calendar. A shift belongs to the day it starts on, also when it ends after midnight. */
export interface Calendar {
  /** An IANA name: `Asia/Tehran`. */
  readonly timeZone: string
  readonly week: Week
  readonly holidays: readonly HolidaySet[]
  /** Hours of public holidays; closed unless given. */
  readonly holidayShifts?: readonly Shift[]
  readonly lunarMonths?: readonly LunarMonthStart[]
  readonly periods?: readonly Period[]
  readonly exceptions?: readonly CalendarException[]
}
