/**
 * Cron expressions as Camunda 8 takes them in timer cycles: six fields (second, minute, hour, day of month,
 * month, day of week) or a word such as `@daily`; lists, ranges, steps, names, `?`, `L` (last day), `5L` (last
 * Friday), `5#2` (second Friday). Both days must fit when both are given. Pure; UTC.
 * Source: https://docs.camunda.io/docs/components/modeler/bpmn/timer-events/
 */
const words: Readonly<Record<string, string>> = {
  '@yearly': '0 0 0 1 1 *',
  '@annually': '0 0 0 1 1 *',
  '@monthly': '0 0 0 1 * *',
  '@weekly': '0 0 0 * * 0',
  '@daily': '0 0 0 * * *',
  '@midnight': '0 0 0 * * *',
  '@hourly': '0 0 * * * *',
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

interface Cron {
  readonly seconds: ReadonlySet<number>
  readonly minutes: ReadonlySet<number>
  readonly hours: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  readonly fitsDay: (day: Date) => boolean
}

/** Whether a text is meant as cron rather than as ISO 8601. */
export function isCron(text: string): boolean {
  return text.startsWith('@') || text.trim().split(/\s+/).length === 6
}

/** No day fits within so many days: 29 February can be eight years away. */
const horizonDays = 366 * 9
const dayMs = 86_400_000

/** The next instant after another at which a cron expression falls due; `undefined` when there is none, or it cannot be read. */
export function nextCron(text: string, after: Date): Date | undefined {
  const cron = parsed(text)
  if (cron === undefined) return undefined
  const from = new Date(Math.floor(after.getTime() / 1000) * 1000 + 1000)
  const firstDay = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate())
  for (let n = 0; n < horizonDays; n += 1) {
    const day = new Date(firstDay + n * dayMs)
    if (!cron.months.has(day.getUTCMonth() + 1) || !cron.fitsDay(day)) continue
    const time = firstTime(cron, n === 0 ? from.getTime() - firstDay : 0)
    if (time !== undefined) return new Date(day.getTime() + time)
  }
  return undefined
}

/** The first time of day that fits, in ms, from the given one on. */
function firstTime({ hours, minutes, seconds }: Cron, fromMs: number): number | undefined {
  for (const hour of hours) {
    for (const minute of minutes) {
      const minuteMs = (hour * 60 + minute) * 60_000
      const found = minuteMs + 59_999 < fromMs ? undefined : firstSecond(seconds, fromMs - minuteMs)
      if (found !== undefined) return minuteMs + found
    }
  }
  return undefined
}

function firstSecond(seconds: ReadonlySet<number>, fromMs: number): number | undefined {
  for (const second of seconds) if (second * 1000 >= fromMs) return second * 1000
  return undefined
}

function parsed(text: string): Cron | undefined {
  const fields = (words[text.trim().toLowerCase()] ?? text).trim().toUpperCase().split(/\s+/)
  if (fields.length !== 6) return undefined
  const field = (index: number): string => fields[index] ?? ''
  const fitsMonthDay = dayOfMonthRule(field(3))
  const fitsWeekDay = dayOfWeekRule(field(5))
  if (fitsMonthDay === undefined || fitsWeekDay === undefined) return undefined
  const sets = [
    numbers(field(0), { min: 0, max: 59 }),
    numbers(field(1), { min: 0, max: 59 }),
    numbers(field(2), { min: 0, max: 23 }),
    numbers(field(4), { min: 1, max: 12, names: months }),
  ]
  if (!sets.every((set): set is ReadonlySet<number> => set !== undefined)) return undefined
  const [seconds = none, minutes = none, hours = none, monthSet = none] = sets
  return {
    seconds,
    minutes,
    hours,
    months: monthSet,
    fitsDay: (day) => fitsMonthDay(day) && fitsWeekDay(day),
  }
}

const none: ReadonlySet<number> = new Set()

interface Range {
  readonly min: number
  readonly max: number
  readonly names?: readonly string[]
}

/** The numbers that a field names, in order. */
function numbers(field: string, range: Range): ReadonlySet<number> | undefined {
  const found: number[] = []
  for (const part of field.split(',')) {
    const some = ofPart(part, range)
    if (some === undefined) return undefined
    found.push(...some)
  }
  return new Set(found.sort((a, b) => a - b))
}

function ofPart(part: string, range: Range): readonly number[] | undefined {
  const [span = '', stepText] = part.split('/')
  const step = stepText === undefined ? 1 : Number(stepText)
  const [from, to] = spanOf(span, { range, isOpen: stepText !== undefined })
  const isSound = Number.isInteger(step) && step > 0 && from !== undefined && to !== undefined && from <= to
  if (!isSound) return undefined
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, n) => from + n * step)
}

/** With a step a single number is where the steps begin. */
function spanOf(
  span: string,
  { range, isOpen }: { readonly range: Range; readonly isOpen: boolean },
): readonly [number | undefined, number | undefined] {
  if (span === '*' || span === '?') return [range.min, range.max]
  const [first = '', last] = span.split('-')
  const from = numberOf(first, range)
  if (last !== undefined) return [from, numberOf(last, range)]
  return [from, isOpen ? range.max : from]
}

function numberOf(text: string, { min, max, names = [] }: Range): number | undefined {
  const named = names.indexOf(text)
  const value = named >= 0 ? named + min : /^\d+$/.test(text) ? Number(text) : Number.NaN
  return value >= min && value <= max ? value : undefined
}

function dayOfMonthRule(field: string): ((day: Date) => boolean) | undefined {
  if (field === 'L') return isLastOfMonth
  const wanted = numbers(field, { min: 1, max: 31 })
  return wanted && ((day) => wanted.has(day.getUTCDate()))
}

function isLastOfMonth(day: Date): boolean {
  return new Date(day.getTime() + dayMs).getUTCDate() === 1
}

function dayOfWeekRule(field: string): ((day: Date) => boolean) | undefined {
  const [, name = '', kind = '', nth = ''] = /^(\w+?)(L|#(\d))$/.exec(field) ?? []
  if (kind !== '') {
    const wanted = numberOf(name, { min: 0, max: 7, names: days })
    if (wanted === undefined) return undefined
    const fitsWeek =
      kind === 'L' ? isLastWeek : (day: Date) => Math.ceil(day.getUTCDate() / 7) === Number(nth)
    return (day) => day.getUTCDay() === wanted % 7 && fitsWeek(day)
  }
  // Sunday is 0 and 7.
  const wanted = numbers(field, { min: 0, max: 7, names: days })
  return wanted && ((day) => wanted.has(day.getUTCDay()) || (day.getUTCDay() === 0 && wanted.has(7)))
}

function isLastWeek(day: Date): boolean {
  return new Date(day.getTime() + 7 * dayMs).getUTCMonth() !== day.getUTCMonth()
}
