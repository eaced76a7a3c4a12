/** Functions on dates, times and durations. */
import { civilDayOf, dayOfYear, isoWeek, weekdayOf } from '../values/calendar.ts'
import { lastOfMonth, monthsBetween } from '../values/temporal.ts'
import { day, define, type Family } from './parameters.ts'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** Functions on dates, times and durations. */
export const temporalFunctions: Family = {
  'day of year': [define([day('date')], ([date]) => dayOfYear(date.day))],
  'day of week': [define([day('date')], ([date]) => weekdays[weekdayOf(date.day) - 1])],
  'month of year': [define([day('date')], ([date]) => months[civilDayOf(date.day).month - 1])],
  'week of year': [define([day('date')], ([date]) => isoWeek(date.day))],
  'last day of month': [define([day('date')], ([date]) => lastOfMonth(date.day))],
  'years and months duration': [define([day('from'), day('to')], ([from, to]) => monthsBetween(from, to))],
}
