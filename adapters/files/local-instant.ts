/** Instants out of texts that people and accounting programs write. Pure. */
import { dayOfText, instantOf } from '../../engine/values/instants.ts'
import { asciiDigits, withoutMarks } from '../../engine/values/persian-text.ts'

/**
 * The instant (RFC 3339, UTC) of a text: with an offset as it says; else a Jalali or Gregorian day, with or without a
 * time of day, in the zone. `undefined` when it is none.
 */
export function instantOfText(text: string, timeZone: string): string | undefined {
  const plain = withoutMarks(asciiDigits(text)).trim()
  const exact = instantOf(plain)
  if (exact !== undefined) return exact.toISOString()
  const [, dayText, ...time] = dayAndTime.exec(plain) ?? []
  const day = dayOfText(dayText ?? '')
  const timeMs = timeOfDayMs(time)
  if (day === undefined || timeMs === undefined) return undefined
  const local = Date.parse(`${day}T00:00:00Z`) + timeMs
  // Twice, because the offset is that of the instant, and the first guess may lie on the other side of a change.
  const guess = local - offsetMs(timeZone, local)
  return new Date(local - offsetMs(timeZone, guess)).toISOString()
}

const dayAndTime = /^(\d{4}[-/.]?\d{1,2}[-/.]?\d{1,2})(?:[T ,،-]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?$/

function timeOfDayMs(parts: readonly (string | undefined)[]): number | undefined {
  const [hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0))
  return hours > 23 || minutes > 59 || seconds > 59
    ? undefined
    : ((hours * 60 + minutes) * 60 + seconds) * 1000
}

/** Whether there is such a zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).format(0) !== ''
  } catch {
    return false
  }
}

function offsetMs(timeZone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
