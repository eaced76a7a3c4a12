/**
 * Local time and UTC, from the IANA data that Node.js carries. Where a clock change makes a local time happen twice,
 * both instants are given; where it makes it not happen at all, the instant of the change.
 */
import { dayMs } from './day-number.ts'

/** When a local time is: `first` and `last` differ only where a clock change repeats it. Milliseconds since 1970. */
export interface LocalInstants {
  readonly first: number
  readonly last: number
}

/** One time zone. */
export interface TimeZone {
  /** Local minus UTC at an instant, ms. */
  offsetAt(ms: number): number
  /** A local time, given as minutes after the midnight that begins a day (by its number). */
  instantsOf(dayNumber: number, minutes: number): LocalInstants
  /** The number of the local day at an instant. */
  dayAt(ms: number): number
}

const zones = new Map<string, TimeZone>()

/** A time zone by its IANA name. Throws a `RangeError` for a name that does not exist. */
export function timeZone(name: string): TimeZone {
  const known = zones.get(name)
  if (known !== undefined) return known
  const offsetAt = offsets(name)
  const zone: TimeZone = {
    offsetAt,
    dayAt: (ms) => Math.floor((ms + offsetAt(ms)) / dayMs),
    instantsOf: (dayNumber, minutes) => instantsOf(offsetAt, dayNumber * dayMs + minutes * 60_000),
  }
  zones.set(name, zone)
  return zone
}

/** True for a name that Node.js knows as a time zone. */
export function isTimeZone(name: string): boolean {
  try {
    timeZone(name)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function offsets(name: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (ms) => {
    const found: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(ms)) found[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = found
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000
  }
}

/** `local` is the local time read as if it were UTC. A day before and after it, its clock change is over or not yet due. */
function instantsOf(offsetAt: (ms: number) => number, local: number): LocalInstants {
  const [before, after] = [offsetAt(local - dayMs), offsetAt(local + dayMs)]
  if (before === after) return { first: local - before, last: local - before }
  const isBefore = offsetAt(local - before) === before
  const isAfter = offsetAt(local - after) === after
  const first = isBefore ? local - before : local - after
  const last = isAfter ? local - after : local - before
  if (isBefore || isAfter) return { first, last }
  const change = changeBetween(offsetAt, local - dayMs, local + dayMs)
  return { first: change, last: change }
}

/** The first instant with the offset of `late`. */
function changeBetween(offsetAt: (ms: number) => number, early: number, late: number): number {
  const wanted = offsetAt(late)
  let [low, high] = [early, late]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle) === wanted) high = middle
    else low = middle
  }
  return high
}
