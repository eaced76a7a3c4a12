/**
 * Arithmetic in business time: the time during which a calendar is open. Pure, exact to the millisecond. Intervals are
 * half open: at 16:00 an office that works until 16:00 is closed. An addition ends as early as it can: adding 8 hours at
 * 08:00 gives 16:00 of that day, not 08:00 of the next; a subtraction ends as late as it can.
 */
import type { Calendar, Shift } from './calendar.ts'
import { dayMs } from './day-number.ts'
import { dayShifts } from './day-shifts.ts'
import { timeZone, type TimeZone } from './time-zone.ts'

/** The calendar has no (or not enough) open time within reach of an instant. */
export class NoBusinessTime extends Error {
  readonly code = 'noBusinessTime'
}

/** A stretch of open time, milliseconds since 1970; `until` is not in it. */
export interface OpenInterval {
  readonly from: number
  readonly until: number
}

/** A calendar that can be calculated with. All instants are UTC, all durations milliseconds. */
export interface BusinessTime {
  isOpen(at: Date): boolean
  /** The instant at which `ms` of business time have passed since `from`; negative: before. Throws `NoBusinessTime`. */
  add(from: Date, ms: number): Date
  /** Business time between two instants, negative when `to` is the earlier. */
  between(from: Date, to: Date): number
  /** The first open instant, `from` itself when it is open. Throws `NoBusinessTime`. */
  nextOpening(from: Date): Date
  /**
   * The same local time `days` (0 or more) working days later. A start outside the hours counts from the next opening;
   * an end outside them moves to the next opening of that day, or to its last closing. Throws `NoBusinessTime`.
   */
  addDays(from: Date, days: number): Date
  /** Open time in a window, in order, without overlaps. */
  intervals(from: Date, until: Date): readonly OpenInterval[]
  /** True when the local day of an instant has any hours of its own. */
  isWorkingDay(at: Date): boolean
}

/** A calendar that is closed for so long is taken to be closed for ever. */
const longestClosedMs = 3 * 366 * dayMs
/** Nothing is calculated further away than this. */
const furthestMs = 100 * 366 * dayMs
const cachedDays = 40_000

/** Prepares a calendar; days are worked out once and remembered. Throws a `RangeError` for an unknown time zone. */
export function businessTime(calendar: Calendar): BusinessTime {
  const zone = timeZone(calendar.timeZone)
  const shiftsOf = dayShifts(calendar)
  const known = new Map<number, readonly OpenInterval[]>()

  function ofDay(dayNumber: number): readonly OpenInterval[] {
    const found = known.get(dayNumber)
    if (found !== undefined) return found
    if (known.size >= cachedDays) known.clear()
    const intervals = shiftsOf(dayNumber)
      .shifts.map((shift) => interval(zone, dayNumber, shift))
      .filter(({ from, until }) => from < until)
      .sort((a, b) => a.from - b.from)
    known.set(dayNumber, intervals)
    return intervals
  }

  /** Zones differ from UTC by 14 hours at most, and a shift may reach into the next day. */
  function open(fromMs: number, untilMs: number): readonly OpenInterval[] {
    const result: { from: number; until: number }[] = []
    for (let day = Math.floor(fromMs / dayMs) - 2; day <= Math.floor(untilMs / dayMs) + 1; day += 1) {
      for (const { from, until } of ofDay(day)) {
        const piece = { from: Math.max(from, fromMs), until: Math.min(until, untilMs) }
        if (piece.from < piece.until) append(result, piece)
      }
    }
    return result
  }

  function nextOpening(from: Date): Date {
    const [first] = forward(open, from.getTime(), 1)
    return new Date(first?.from ?? from.getTime())
  }

  function isOpenAt(ms: number): boolean {
    return open(ms, ms + 1).length > 0
  }

  function nextWorkingDay(after: number): number {
    for (let day = after + 1; day <= after + longestClosedMs / dayMs; day += 1) {
      if (ofDay(day).length > 0) return day
    }
    throw new NoBusinessTime(`The calendar has no working day within three years of day ${dayText(after)}.`)
  }

  return {
    isOpen: (at) => isOpenAt(at.getTime()),
    add: (from, ms) => {
      if (!Number.isSafeInteger(ms)) throw new RangeError('A duration must be whole milliseconds.')
      if (ms === 0) return from
      return new Date(ms > 0 ? added(open, from.getTime(), ms) : subtracted(open, from.getTime(), -ms))
    },
    between: (from, to) => {
      const [early, late] = [from.getTime(), to.getTime()]
      if (Math.abs(late - early) > furthestMs) throw tooFar(early)
      return early <= late ? total(open(early, late)) : -total(open(late, early))
    },
    nextOpening,
    addDays: (from, days) => {
      if (!Number.isSafeInteger(days) || days < 0) throw new RangeError('Working days are counted 0, 1, 2 …')
      const start = nextOpening(from).getTime()
      let day = zone.dayAt(start)
      for (let count = 0; count < days; count += 1) {
        day = nextWorkingDay(day)
        if (day * dayMs - start > furthestMs) throw tooFar(start)
      }
      if (days === 0) return new Date(start)
      const timeOfDay = start + zone.offsetAt(start) - zone.dayAt(start) * dayMs
      const wanted = zone.instantsOf(day, Math.floor(timeOfDay / 60_000)).first + (timeOfDay % 60_000)
      return new Date(within(ofDay(day), wanted))
    },
    intervals: (from, until) => {
      if (until.getTime() - from.getTime() > furthestMs) throw tooFar(from.getTime())
      return open(from.getTime(), until.getTime())
    },
    isWorkingDay: (at) => ofDay(zone.dayAt(at.getTime())).length > 0,
  }
}

type Open = (fromMs: number, untilMs: number) => readonly OpenInterval[]

function interval(zone: TimeZone, dayNumber: number, { from, to }: Shift): OpenInterval {
  const [begin, end] = [minutesOf(from), minutesOf(to)]
  const endsNextDay = end <= begin
  return {
    from: zone.instantsOf(dayNumber, begin).first,
    until: endsNextDay ? zone.instantsOf(dayNumber + 1, end).last : endOfShift(zone, dayNumber, end),
  }
}

function endOfShift(zone: TimeZone, dayNumber: number, minutes: number): number {
  return minutes === 1_440 ? zone.instantsOf(dayNumber + 1, 0).last : zone.instantsOf(dayNumber, minutes).last
}

/** Minutes after midnight of `HH:MM`. */
export function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * 60 + minutes
}

/** Joins what touches or overlaps. Pieces come in the order of the day they belong to. */
function append(result: { from: number; until: number }[], piece: OpenInterval): void {
  const last = result.at(-1)
  if (last === undefined || piece.from > last.until) result.push({ ...piece })
  else {
    last.from = Math.min(last.from, piece.from)
    last.until = Math.max(last.until, piece.until)
  }
}

function added(open: Open, fromMs: number, ms: number): number {
  let left = ms
  for (const { from, until } of forward(open, fromMs, ms)) {
    if (until - from >= left) return from + left
    left -= until - from
  }
  throw tooFar(fromMs)
}

function subtracted(open: Open, fromMs: number, ms: number): number {
  let left = ms
  for (const { from, until } of backward(open, fromMs, ms)) {
    if (until - from >= left) return until - left
    left -= until - from
  }
  throw tooFar(fromMs)
}

/** Open time from an instant on, window after window. Throws when nothing comes for years. */
function* forward(open: Open, fromMs: number, ms: number): Generator<OpenInterval> {
  let [begin, width, lastOpen] = [fromMs, windowFor(ms), fromMs]
  while (begin < fromMs + furthestMs) {
    const found = open(begin, begin + width)
    yield* found
    begin += width
    width = Math.min(width * 2, 128 * dayMs)
    lastOpen = found.at(-1)?.until ?? lastOpen
    if (begin - lastOpen > longestClosedMs) throw neverOpen(fromMs, 'after')
  }
}

/** Open time before an instant, the latest first. */
function* backward(open: Open, fromMs: number, ms: number): Generator<OpenInterval> {
  let [end, width, lastOpen] = [fromMs, windowFor(ms), fromMs]
  while (end > fromMs - furthestMs) {
    const found = open(end - width, end)
    yield* found.toReversed()
    end -= width
    width = Math.min(width * 2, 128 * dayMs)
    lastOpen = found[0]?.from ?? lastOpen
    if (lastOpen - end > longestClosedMs) throw neverOpen(fromMs, 'before')
  }
}

/** A first window in which the duration may well end: nights and weekends leave about a quarter. */
function windowFor(ms: number): number {
  return Math.min(Math.max(4 * ms, 2 * dayMs), 128 * dayMs)
}

function within(intervals: readonly OpenInterval[], wanted: number): number {
  const found = intervals.find(({ until }) => wanted < until)
  return found === undefined ? (intervals.at(-1)?.until ?? wanted) : Math.max(wanted, found.from)
}

function total(intervals: readonly OpenInterval[]): number {
  return intervals.reduce((sum, { from, until }) => sum + until - from, 0)
}

function neverOpen(ms: number, side: 'after' | 'before'): NoBusinessTime {
  const words = `The calendar is not open for three years ${side} ${dayText(Math.floor(ms / dayMs))}; give it working hours.`
  return new NoBusinessTime(words)
}

function tooFar(ms: number): NoBusinessTime {
  return new NoBusinessTime(`That is more than a hundred years from ${dayText(Math.floor(ms / dayMs))}.`)
}

function dayText(dayNumber: number): string {
  return new Date(dayNumber * dayMs).toISOString().slice(0, 10)
}
