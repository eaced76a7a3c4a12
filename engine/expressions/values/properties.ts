/** The properties of values that are no contexts: `date.year`, `duration.days`, `range.start`. */
import { civilDayOf, weekdayOf } from './calendar.ts'
import { DayTimeDuration, isDuration, partsOf } from './duration.ts'
import { FeelRange } from './range.ts'
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts'
import type { Value } from './value.ts'
import { offsetOf } from './zone.ts'

/** A property by name; `undefined` when the value has none of that name. */
export function propertyOf(value: Value, name: string): Value | undefined {
  if (value instanceof FeelRange) return ofRange(value, name)
  if (isDuration(value)) return Object.hasOwn(partsOf(value), name) ? partsOf(value)[name] : undefined
  if (value instanceof FeelDate) return ofDay(value.day, name)
  if (value instanceof FeelTime) return ofTime(value, name)
  if (value instanceof FeelDateTime) return ofDay(value.day, name) ?? ofTime(value, name)
  return undefined
}

function ofRange(range: FeelRange, name: string): Value | undefined {
  switch (name) {
    case 'start':
      return range.start
    case 'end':
      return range.end
    case 'start included':
      return range.isStartIncluded
    case 'end included':
      return range.isEndIncluded
    default:
      return undefined
  }
}

function ofDay(epochDay: number, name: string): Value | undefined {
  const { year, month, day } = civilDayOf(epochDay)
  switch (name) {
    case 'year':
      return year
    case 'month':
      return month
    case 'day':
      return day
    case 'weekday':
      return weekdayOf(epochDay)
    default:
      return undefined
  }
}

function ofTime(time: FeelTime | FeelDateTime, name: string): Value | undefined {
  const seconds = Math.floor(time.nanos / 1_000_000_000)
  switch (name) {
    case 'hour':
      return Math.floor(seconds / 3600)
    case 'minute':
      return Math.floor(seconds / 60) % 60
    case 'second':
      return seconds % 60
    case 'time offset':
      return offsetIn(time, seconds)
    case 'timezone':
      return time.zone !== undefined && 'name' in time.zone ? time.zone.name : null
    default:
      return undefined
  }
}

/** Of a time in a named zone there is no offset: it depends on the day. */
function offsetIn(time: FeelTime | FeelDateTime, seconds: number): Value {
  const { zone } = time
  if (zone === undefined || (time instanceof FeelTime && 'name' in zone)) return null
  const day = time instanceof FeelDateTime ? time.day : 0
  return new DayTimeDuration(BigInt(offsetOf(zone, day * 86_400 + seconds)) * 1_000_000_000n)
}
