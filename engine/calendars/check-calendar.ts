/** What is wrong with a calendar, all at once, each with its place. */
import type { FieldError } from '../../contracts/problems.ts'
import { isDay } from '../values/instants.ts'
import { minutesOf } from './business-time.ts'
import { weekdays, type Calendar, type LunarMonthStart, type Shift, type Week } from './calendar.ts'
import { dayNumberOf } from './day-number.ts'
import { lunarMonthStart } from './iran-holidays.ts'
import { isTimeZone } from './time-zone.ts'

/** The problems; none when the calendar can be used. */
export function calendarProblems(calendar: Calendar): readonly FieldError[] {
  const { timeZone, week, holidayShifts = [], periods = [], exceptions = [], lunarMonths = [] } = calendar
  return [
    ...(isTimeZone(timeZone) ? [] : [problem('timeZone', 'is not an IANA time zone; write Asia/Tehran')]),
    ...weekProblems('week', week),
    ...(isEmpty(calendar) ? [problem('week', 'is never open; give at least one weekday a shift')] : []),
    ...shiftProblems('holidayShifts', holidayShifts),
    ...periods.flatMap((period, index) => [
      ...spanProblems(`periods/${String(index)}`, period),
      ...weekProblems(`periods/${String(index)}/week`, period.week),
    ]),
    ...overlaps('periods', periods),
    ...exceptions.flatMap((exception, index) => [
      ...spanProblems(`exceptions/${String(index)}`, exception),
      ...shiftProblems(`exceptions/${String(index)}/shifts`, exception.shifts),
    ]),
    ...overlaps('exceptions', exceptions),
    ...lunarMonths.flatMap((start, index) => lunarProblems(`lunarMonths/${String(index)}`, start)),
  ]
}

/** Nothing that comes back every week, so the day comes after which it is closed for ever. */
function isEmpty({ week }: Calendar): boolean {
  return weekdays.every((weekday) => (week[weekday] ?? []).length === 0)
}

function weekProblems(path: string, week: Week): readonly FieldError[] {
  return weekdays.flatMap((weekday) => shiftProblems(`${path}/${weekday}`, week[weekday] ?? []))
}

function shiftProblems(path: string, shifts: readonly Shift[]): readonly FieldError[] {
  const wrong = shifts.flatMap(({ from, to }, index) => [
    ...(isTime(from) && from !== '24:00' ? [] : [timeProblem(`${path}/${String(index)}/from`)]),
    ...(isTime(to) && to !== '00:00' ? [] : [timeProblem(`${path}/${String(index)}/to`)]),
  ])
  return wrong.length > 0 ? wrong : overlappingShifts(path, shifts)
}

function timeProblem(path: string): FieldError {
  return problem(
    path,
    'is not a time; write HH:MM from 00:00 to 23:59, and 24:00 for a midnight that ends a shift',
  )
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text)
}

function overlappingShifts(path: string, shifts: readonly Shift[]): readonly FieldError[] {
  const spans = shifts.map(({ from, to }, index) => {
    const [begin, end] = [minutesOf(from), minutesOf(to)]
    return { index, begin, end: end <= begin ? end + 1_440 : end }
  })
  return spans.flatMap((span) => {
    const other = spans.find(
      ({ index, begin, end }) => index < span.index && begin < span.end && span.begin < end,
    )
    if (other === undefined) return []
    return [
      problem(`${path}/${String(span.index)}`, `overlaps with shift ${String(other.index)} of that day`),
    ]
  })
}

interface Span {
  readonly from: string
  readonly to?: string
}

function spanProblems(path: string, { from, to = from }: Span): readonly FieldError[] {
  const wrong = [
    ...(isDay(from) ? [] : [problem(`${path}/from`, 'is not a day YYYY-MM-DD that exists')]),
    ...(isDay(to) ? [] : [problem(`${path}/to`, 'is not a day YYYY-MM-DD that exists')]),
  ]
  if (wrong.length > 0 || from <= to) return wrong
  return [problem(`${path}/to`, 'is before `from`')]
}

function overlaps(path: string, spans: readonly Span[]): readonly FieldError[] {
  return spans.flatMap(({ from, to = from }, index) => {
    const other = spans.findIndex(
      (span, before) => before < index && span.from <= to && from <= (span.to ?? span.from),
    )
    if (other < 0) return []
    const words = `shares days with ${path}/${String(other)}; let each day be in one of them`
    return [problem(`${path}/${String(index)}`, words)]
  })
}

function lunarProblems(path: string, { year, month, startsOn }: LunarMonthStart): readonly FieldError[] {
  if (!isDay(startsOn)) return [problem(`${path}/startsOn`, 'is not a day YYYY-MM-DD that exists')]
  const distance = Math.abs(dayNumberOf(startsOn) - lunarMonthStart(year, month))
  if (distance <= 2) return []
  const words = `is ${String(distance)} days from where that month is computed to begin; correct the year, month or day`
  return [problem(`${path}/startsOn`, words)]
}

function problem(path: string, message: string): FieldError {
  return { path, message }
}
