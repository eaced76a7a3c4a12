/** Dates, times, and dates with times: exact to the nanosecond, with an offset, a named zone, or neither. */
import { civilDayOf, daysInMonth, epochDayOf, exists, plusMonths, yearLimit } from './calendar.ts'
import { DayTimeDuration, type Duration, fractionText, YearMonthDuration } from './duration.ts'
import { offsetAtInstant, offsetOf, textOfZone, type Zone, zoneOfText } from './zone.ts'

const nanosOfSecond = 1_000_000_000
const nanosOfDay = 86_400 * nanosOfSecond

/** A day of the calendar. */
export class FeelDate {
  readonly kind = 'date'
  /** Days since 1970-01-01. */
  readonly day: number

  constructor(day: number) {
    this.day = day
  }
}

/** A time of day. */
export class FeelTime {
  readonly kind = 'time'
  /** Nanoseconds since midnight. */
  readonly nanos: number
  readonly zone: Zone | undefined

  constructor(nanos: number, zone: Zone | undefined) {
    this.nanos = nanos
    this.zone = zone
  }
}

/** A day with a time: local when it has no zone, else an instant. */
export class FeelDateTime {
  readonly kind = 'date and time'
  readonly day: number
  readonly nanos: number
  readonly zone: Zone | undefined

  constructor(day: number, nanos: number, zone: Zone | undefined) {
    this.day = day
    this.nanos = nanos
    this.zone = zone
  }
}

/** A date, a time, or both. */
export type Temporal = FeelDate | FeelTime | FeelDateTime

/** True for dates and times. */
export const isTemporal = (value: unknown): value is Temporal =>
  value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDateTime

/** The date with these fields, if it is on the calendar. */
export function dateOf(year: number, month: number, day: number): FeelDate | undefined {
  return exists({ year, month, day }) ? new FeelDate(epochDayOf({ year, month, day })) : undefined
}

/** The time with these fields, if a clock can show it. */
export function timeOf(
  [hour, minute, second]: readonly [number, number, number],
  nanos: number,
  zone: Zone | undefined,
): FeelTime | undefined {
  const whole = [hour, minute, second].every((n) => Number.isInteger(n) && n >= 0)
  if (!whole || hour > 23 || minute > 59 || second > 59) return undefined
  return new FeelTime((hour * 3600 + minute * 60 + second) * nanosOfSecond + nanos, zone)
}

/** The instant of the system's clock, in UTC. */
export function dateTimeOfInstant(instant: Date): FeelDateTime {
  const ms = instant.getTime()
  const day = Math.floor(ms / 86_400_000)
  return new FeelDateTime(day, (ms - day * 86_400_000) * 1_000_000, { offset: 0 })
}

// ── texts ──

const dateText = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d{2})-(\d{2})$/
const timeText = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9})\d*)?)?(Z|z|[+-].*|@.*)?$/

/** The date of a text such as `2026-03-21`. */
export function dateOfText(text: string): FeelDate | undefined {
  const found = dateText.exec(text)
  if (found === null) return undefined
  const year = Number(found[2])
  return dateOf(found[1] === '-' ? -year : year, Number(found[3]), Number(found[4]))
}

/** The time of a text such as `10:30:00.5`, `10:30:00+03:30` or `10:30:00@Asia/Tehran`. */
export function timeOfText(text: string): FeelTime | undefined {
  const found = timeText.exec(text)
  if (found === null) return undefined
  const [, hour, minute, second = 0, fraction = '', zoneText] = found
  const zone = zoneText === undefined ? undefined : zoneOfText(zoneText)
  if (zoneText !== undefined && zone === undefined) return undefined
  return timeOf([Number(hour), Number(minute), Number(second)], Number(fraction.padEnd(9, '0')), zone)
}

/** The date and time of a text such as `2026-03-21T10:30:00Z`; a date alone is its midnight. */
export function dateTimeOfText(text: string): FeelDateTime | undefined {
  const at = text.indexOf('T')
  const date = dateOfText(at < 0 ? text : text.slice(0, at))
  const time = at < 0 ? new FeelTime(0, undefined) : timeOfText(text.slice(at + 1))
  return date && time && combine(date, time)
}

/** The text that gives the value back. */
export function textOfTemporal(value: Temporal): string {
  const date = value instanceof FeelTime ? '' : textOfDay(value.day)
  if (value instanceof FeelDate) return date
  return `${date}${value instanceof FeelTime ? '' : 'T'}${textOfTime(value.nanos)}${
    value.zone === undefined ? '' : textOfZone(value.zone)
  }`
}

function textOfDay(epochDay: number): string {
  const { year, month, day } = civilDayOf(epochDay)
  const years = String(Math.abs(year)).padStart(4, '0')
  return `${year < 0 ? '-' : ''}${years}-${two(month)}-${two(day)}`
}

function textOfTime(nanos: number): string {
  const second = Math.floor(nanos / nanosOfSecond)
  const fraction = fractionText(nanos % nanosOfSecond)
  return `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}${fraction}`
}

const two = (n: number): string => String(n).padStart(2, '0')

// ── arithmetic ──

/** The day of one at the time (and zone) of the other. */
export const combine = ({ day }: { readonly day: number }, { nanos, zone }: FeelTime): FeelDateTime =>
  new FeelDateTime(day, nanos, zone)

/** Nanoseconds since 1970: of the instant when there is a zone, else of the local time. */
export function nanosSinceEpoch({ day, nanos, zone }: FeelDateTime): bigint {
  const localSecond = day * 86_400 + Math.floor(nanos / nanosOfSecond)
  const offset = zone === undefined ? 0 : offsetOf(zone, localSecond)
  return BigInt(day) * BigInt(nanosOfDay) + BigInt(nanos) - BigInt(offset) * BigInt(nanosOfSecond)
}

/** Nanoseconds of a time with its offset taken off; `undefined` in a named zone, whose offset has no date. */
export function nanosOfTime({ nanos, zone }: FeelTime): number | undefined {
  if (zone === undefined) return nanos
  return 'offset' in zone ? nanos - zone.offset * nanosOfSecond : undefined
}

/** The moment so much later, in the same zone; `undefined` beyond the calendar. Times go round the clock. */
export function plusDuration(moment: Temporal, duration: Duration): Temporal | undefined {
  if (duration instanceof YearMonthDuration) {
    if (moment instanceof FeelTime) return undefined
    const later = plusMonths(civilDayOf(moment.day), duration.months)
    if (Math.abs(later.year) > yearLimit) return undefined
    const day = epochDayOf(later)
    return moment instanceof FeelDate ? new FeelDate(day) : new FeelDateTime(day, moment.nanos, moment.zone)
  }
  if (moment instanceof FeelTime) {
    return new FeelTime(
      Number(modulo(BigInt(moment.nanos) + duration.nanos, BigInt(nanosOfDay))),
      moment.zone,
    )
  }
  const whole = moment instanceof FeelDate ? new FeelDateTime(moment.day, 0, undefined) : moment
  const later = dateTimeAt(nanosSinceEpoch(whole) + duration.nanos, whole.zone)
  if (later === undefined || moment instanceof FeelDateTime) return later
  return new FeelDate(later.day)
}

/** The date and time of nanoseconds since 1970, shown in a zone. */
export function dateTimeAt(nanos: bigint, zone: Zone | undefined): FeelDateTime | undefined {
  const utcSecond = Number((nanos - modulo(nanos, BigInt(nanosOfSecond))) / BigInt(nanosOfSecond))
  const offset = zone === undefined ? 0 : offsetAtInstant(zone, utcSecond)
  const local = nanos + BigInt(offset) * BigInt(nanosOfSecond)
  const time = modulo(local, BigInt(nanosOfDay))
  const day = Number((local - time) / BigInt(nanosOfDay))
  if (Math.abs(civilDayOf(day).year) > yearLimit) return undefined
  return new FeelDateTime(day, Number(time), zone)
}

/** How long it is from `b` to `a`; `undefined` when the two cannot be set against each other. */
export function difference(a: Temporal, b: Temporal): DayTimeDuration | undefined {
  if (a instanceof FeelTime || b instanceof FeelTime) {
    if (!(a instanceof FeelTime && b instanceof FeelTime) || !isComparable(a, b)) return undefined
    return new DayTimeDuration(BigInt((nanosOfTime(a) ?? a.nanos) - (nanosOfTime(b) ?? b.nanos)))
  }
  const left = asDateTime(a, b)
  const right = asDateTime(b, a)
  if (!isComparable(left, right)) return undefined
  return new DayTimeDuration(nanosSinceEpoch(left) - nanosSinceEpoch(right))
}

/** A date is its midnight: local beside a local time, else in UTC. */
function asDateTime(value: FeelDate | FeelDateTime, other: FeelDate | FeelDateTime): FeelDateTime {
  if (value instanceof FeelDateTime) return value
  const isInstant = other instanceof FeelDateTime && other.zone !== undefined
  return new FeelDateTime(value.day, 0, isInstant ? { offset: 0 } : undefined)
}

/** Local values compare with local ones, values with a zone with each other. */
export function isComparable(a: FeelTime | FeelDateTime, b: FeelTime | FeelDateTime): boolean {
  if (a.zone === undefined || b.zone === undefined) return a.zone === b.zone
  if (a instanceof FeelDateTime || b instanceof FeelDateTime) return true
  const named = [a.zone, b.zone].filter((zone) => 'name' in zone)
  return named.length === 0 || textOfZone(a.zone) === textOfZone(b.zone)
}

/** The whole years and months from one day to another, towards zero. */
export function monthsBetween(from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime): YearMonthDuration {
  const [a, b] = [civilDayOf(from.day), civilDayOf(to.day)]
  const months = (b.year - a.year) * 12 + b.month - a.month
  if (months > 0 && b.day < a.day) return new YearMonthDuration(months - 1)
  if (months < 0 && b.day > a.day) return new YearMonthDuration(months + 1)
  return new YearMonthDuration(months)
}

/** The last day of a day's month. */
export function lastOfMonth(epochDay: number): FeelDate {
  const { year, month } = civilDayOf(epochDay)
  return new FeelDate(epochDayOf({ year, month, day: daysInMonth(year, month) }))
}

const modulo = (n: bigint, by: bigint): bigint => ((n % by) + by) % by
