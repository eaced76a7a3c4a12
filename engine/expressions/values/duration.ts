/** Durations of FEEL, of which there are two kinds that never mix, and their ISO 8601 texts. */

const second = 1_000_000_000n
const minute = 60n * second
const hour = 60n * minute
const day = 24n * hour

/** A duration of a fixed length. */
export class DayTimeDuration {
  readonly kind = 'days and time duration'
  readonly nanos: bigint

  constructor(nanos: bigint) {
    this.nanos = nanos
  }
}

/** A duration on the calendar, in whole months. */
export class YearMonthDuration {
  readonly kind = 'years and months duration'
  readonly months: number

  constructor(months: number) {
    this.months = months + 0
  }
}

/** A duration of either kind. */
export type Duration = DayTimeDuration | YearMonthDuration

/** True for durations of either kind. */
export const isDuration = (value: unknown): value is Duration =>
  value instanceof DayTimeDuration || value instanceof YearMonthDuration

const monthsText = /^(-)?P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/
const daysText =
  /^(-)?P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{0,9})\d*)?S)?)?$/

/** The duration of a text such as `P1Y2M` or `-P1DT2H3.5S`; `undefined` when it is none or mixes the kinds. */
export function durationOfText(text: string): Duration | undefined {
  const months = monthsText.exec(text)
  if (months !== null) {
    const total = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0)
    if (!Number.isSafeInteger(total)) return undefined
    return new YearMonthDuration(months[1] === undefined ? total : -total)
  }
  const found = daysText.exec(text)
  if (found === null) return undefined
  const part = (index: number): bigint => BigInt(found[index] ?? 0)
  const nanos =
    (part(2) * 7n + part(3)) * day +
    part(4) * hour +
    part(5) * minute +
    part(6) * second +
    BigInt((found[7] ?? '').padEnd(9, '0'))
  return new DayTimeDuration(found[1] === undefined ? nanos : -nanos)
}

/** The parts of a duration, each with the duration's sign; only those that its kind has. */
export function partsOf(duration: Duration): Readonly<Record<string, number>> {
  if (duration instanceof YearMonthDuration) {
    const years = Math.trunc(duration.months / 12)
    return { years: years + 0, months: (duration.months % 12) + 0 }
  }
  const { nanos } = duration
  return {
    days: Number(nanos / day),
    hours: Number((nanos % day) / hour),
    minutes: Number((nanos % hour) / minute),
    seconds: Number((nanos % minute) / second),
  }
}

/** ISO 8601, with parts that are zero left out. */
export function textOfDuration(duration: Duration): string {
  if (duration instanceof YearMonthDuration) return textOfMonths(duration.months)
  const { nanos } = duration
  if (nanos === 0n) return 'PT0S'
  const size = nanos < 0n ? -nanos : nanos
  const time = part((size % day) / hour, 'H') + part((size % hour) / minute, 'M') + secondsPart(size % minute)
  return `${nanos < 0n ? '-' : ''}P${part(size / day, 'D')}${time === '' ? '' : `T${time}`}`
}

function textOfMonths(months: number): string {
  if (months === 0) return 'P0M'
  const size = Math.abs(months)
  const years = Math.floor(size / 12)
  return `${months < 0 ? '-' : ''}P${part(BigInt(years), 'Y')}${part(BigInt(size % 12), 'M')}`
}

function part(count: bigint, letter: string): string {
  return count === 0n ? '' : `${String(count)}${letter}`
}

function secondsPart(nanos: bigint): string {
  return nanos === 0n ? '' : `${String(nanos / second)}${fractionText(Number(nanos % second))}S`
}

/** The nine digits behind the point without zeros at the end, with the point; empty for none. */
export function fractionText(nanos: number): string {
  return nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`
}
