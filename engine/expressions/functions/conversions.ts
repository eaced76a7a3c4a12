/** Functions that make values of one type from values of another. */
import { EvaluationFailed, type Evaluation } from '../evaluation.ts'
import { DayTimeDuration, durationOfText } from '../values/duration.ts'
import { type FeelNumber, isNumber, numberOf, wholePart } from '../values/number.ts'
import {
  combine,
  dateOf,
  dateOfText,
  dateTimeAt,
  dateTimeOfInstant,
  dateTimeOfText,
  FeelDate,
  FeelDateTime,
  FeelTime,
  nanosSinceEpoch,
  timeOf,
  timeOfText,
} from '../values/temporal.ts'
import { textOf } from '../values/text.ts'
import type { Value } from '../values/value.ts'
import { zoneOfOffset, zoneOfText } from '../values/zone.ts'
import {
  any,
  day,
  define,
  duration,
  type Family,
  nullable,
  number,
  optional,
  some,
  string,
  time,
} from './parameters.ts'

const dateAndTime: Family[string] = [
  define([string('from')], ([text]) => dateTimeOfText(text)),
  define([day('date'), time('time')], ([{ day: epochDay }, at]) => combine({ day: epochDay }, at)),
  // Camunda: the same instant (or local time) in a zone, and a date and time as it is.
  define([day('date'), string('timezone')], ([moment, zone]) => inZone(moment, zone)),
  define([day('from')], ([moment]) =>
    moment instanceof FeelDateTime ? moment : combine(moment, new FeelTime(0, { offset: 0 })),
  ),
]

/** Functions that make values of one type from values of another. */
export const conversionFunctions: Family = {
  number: [
    define(
      [
        string('from'),
        optional(nullable(string('grouping separator'))),
        optional(nullable(string('decimal separator'))),
      ],
      ([text, grouping, decimal]) => separated(text, grouping ?? undefined, decimal ?? undefined),
    ),
    define([number('from')], ([from]) => from),
  ],
  string: [define([any('from')], ([from]) => (from === null ? null : textOf(from)))],
  date: [
    define([string('from')], ([text]) => dateOfText(text)),
    define([day('from')], ([moment]) => new FeelDate(moment.day)),
    define([number('year'), number('month'), number('day')], ([y, m, d]) => {
      const [years, months, days] = [whole(y), whole(m), whole(d)]
      return dateOf(years, months, days)
    }),
  ],
  time: [
    define([string('from')], ([text]) => timeOfText(text)),
    define([some('from')], ([moment]) => timeOfMoment(moment)),
    define(
      [number('hour'), number('minute'), number('second'), optional(nullable(duration('offset')))],
      ([h, m, s, offset]) => timeOfFields([h, m, s], offset ?? undefined),
    ),
  ],
  'date and time': dateAndTime,
  duration: [
    define([string('from')], ([text]) => durationOfText(text)),
    define([duration('from')], ([from]) => from),
  ],
  now: [define([], (_, { moment }) => dateTimeOfInstant(moment.now))],
  today: [define([], (_, { moment }) => new FeelDate(dateTimeOfInstant(moment.now).day))],
  uuid: [define([], (_, evaluation) => uuid(chance(evaluation)))],
  'random number': [define([], (_, evaluation) => chance(evaluation)())],
  'to base64': [define([string('value')], ([text]) => base64(text))],
}

/** The value that an `@"…"` literal writes: a date, time, date and time, or duration. */
export function temporalOfText(text: string): Value | undefined {
  return durationOfText(text) ?? dateOfText(text) ?? timeOfText(text) ?? dateTimeOfText(text)
}

function separated(
  text: string,
  grouping: string | undefined,
  decimal: string | undefined,
): FeelNumber | undefined {
  const isUsual = (separator: string | undefined, usual: readonly string[]): boolean =>
    separator === undefined || usual.includes(separator)
  if (!isUsual(grouping, [' ', ',', '.']) || !isUsual(decimal, [',', '.'])) return undefined
  if (grouping !== undefined && grouping === decimal) return undefined
  const plain = grouping === undefined ? text : text.replaceAll(grouping, '')
  if (decimal === undefined || decimal === '.') return numberOf(plain)
  return plain.includes('.') ? undefined : numberOf(plain.replace(decimal, '.'))
}

const whole = (n: FeelNumber): number => wholePart(n) ?? Number.NaN

function timeOfMoment(moment: Value): FeelTime | undefined {
  if (moment instanceof FeelTime) return moment
  if (moment instanceof FeelDateTime) return new FeelTime(moment.nanos, moment.zone)
  return moment instanceof FeelDate ? new FeelTime(0, { offset: 0 }) : undefined
}

function timeOfFields(
  [hour, minute, second]: readonly [FeelNumber, FeelNumber, FeelNumber],
  offset: Value | undefined,
): FeelTime | undefined {
  const zone = offset instanceof DayTimeDuration ? zoneOfOffset(Number(offset.nanos) / 1e9) : undefined
  if (offset !== undefined && zone === undefined) return undefined
  const full = whole(second)
  const nanos = isNumber(second) && typeof second === 'number' ? Math.round((second - full) * 1e9) : 0
  return timeOf([whole(hour), whole(minute), full], nanos, zone)
}

function inZone(moment: FeelDate | FeelDateTime, name: string): FeelDateTime | undefined {
  const zone = zoneOfText(`@${name}`)
  if (zone === undefined) return undefined
  if (moment instanceof FeelDate) return new FeelDateTime(moment.day, 0, zone)
  if (moment.zone === undefined) return new FeelDateTime(moment.day, moment.nanos, zone)
  return dateTimeAt(nanosSinceEpoch(moment), zone)
}

function chance({ moment }: Evaluation): () => number {
  if (moment.random !== undefined) return moment.random
  throw new EvaluationFailed('needs chance, of which there is none here')
}

/** A version 4 UUID of the digits that chance gives. */
function uuid(random: () => number): string {
  const digit = (pattern: string): string => {
    if (pattern === 'x') return Math.floor(random() * 16).toString(16)
    return pattern === 'y' ? Math.floor(8 + random() * 4).toString(16) : pattern
  }
  return [...'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'].map(digit).join('')
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
