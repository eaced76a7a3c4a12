/** Time zones: an offset in seconds, or a name of the IANA database as the runtime knows it. */
import { civilDayOf, epochDayOf } from './calendar.ts'

/** Where a time is: at a fixed offset, or in a named zone whose offset depends on the instant. */
export type Zone = { readonly offset: number } | { readonly name: string }

const formats = new Map<string, Intl.DateTimeFormat | undefined>()

function formatOf(name: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(name)) formats.set(name, newFormat(name))
  return formats.get(name)
}

function newFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** True for a zone that the runtime knows. */
export const isZoneName = (name: string): boolean => /^[A-Za-z]/.test(name) && formatOf(name) !== undefined

/** The offset, in seconds, of a named zone at a second since 1970 (UTC). */
function offsetAt(name: string, second: number): number {
  const format = formatOf(name)
  if (format === undefined) return 0
  const near = withinClock(second)
  const parts = new Map(format.formatToParts(near * 1000).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type))
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year')
  const day = epochDayOf({ year, month: part('month'), day: part('day') })
  return day * 86_400 + part('hour') * 3600 + part('minute') * 60 + part('second') - near
}

/** The runtime's clock ends near the year 271,821; beyond it the calendar repeats every 400 years. */
function withinClock(second: number): number {
  const { year } = civilDayOf(Math.floor(second / 86_400))
  if (Math.abs(year) < 270_000) return second
  const cycles = Math.trunc(year / 400) - (year < 0 ? -5 : 5)
  return second - cycles * 146_097 * 86_400
}

/**
 * The offset, in seconds, of a zone at a local second since 1970. Of two instants that a clock showed when it
 * was set back the earlier one counts; a time that was skipped counts as if the clock had not been set.
 */
export function offsetOf(zone: Zone, localSecond: number): number {
  if ('offset' in zone) return zone.offset
  const before = offsetAt(zone.name, localSecond - 86_400)
  const after = offsetAt(zone.name, localSecond + 86_400)
  if (offsetAt(zone.name, localSecond - before) === before) return before
  if (offsetAt(zone.name, localSecond - after) === after) return after
  return before
}

/** The offset, in seconds, of a zone at an instant in seconds since 1970 (UTC). */
export const offsetAtInstant = (zone: Zone, second: number): number =>
  'offset' in zone ? zone.offset : offsetAt(zone.name, second)

/** `Z`, `+03:30`, `-02:45:55` or `@Asia/Tehran`. */
export function textOfZone(zone: Zone): string {
  if ('name' in zone) return `@${zone.name}`
  if (zone.offset === 0) return 'Z'
  const size = Math.abs(zone.offset)
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0')
  const seconds = size % 60 === 0 ? '' : `:${two(size % 60)}`
  return `${zone.offset < 0 ? '-' : '+'}${two(size / 3600)}:${two((size / 60) % 60)}${seconds}`
}

const offsetText = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/

/** The zone of a text as `textOfZone` writes it; offsets go up to 18 hours. */
export function zoneOfText(text: string): Zone | undefined {
  if (text === 'Z' || text === 'z') return { offset: 0 }
  if (text.startsWith('@')) return isZoneName(text.slice(1)) ? { name: text.slice(1) } : undefined
  const found = offsetText.exec(text)
  if (found === null) return undefined
  const [, sign, hours, minutes, seconds = 0] = found
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  if (Number(minutes) > 59 || Number(seconds) > 59) return undefined
  return zoneOfOffset(sign === '-' ? -size : size)
}

/** The zone of an offset in seconds, up to 18 hours. */
export function zoneOfOffset(seconds: number): Zone | undefined {
  return Number.isInteger(seconds) && Math.abs(seconds) <= 64_800 ? { offset: seconds + 0 } : undefined
}

/** True for the same offset or the same named zone. */
export function isSameZone(a: Zone | undefined, b: Zone | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return textOfZone(a) === textOfZone(b)
}
