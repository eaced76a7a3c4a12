/** The text of a value, as `string()` gives it. */
import { isDuration, textOfDuration } from './duration.ts'
import { isNumber, textOfNumber } from './number.ts'
import { FeelRange } from './range.ts'
import { isTemporal, textOfTemporal } from './temporal.ts'
import { isContext, isList, type Value } from './value.ts'

/** The text of a value; a text is itself. Inside lists and contexts texts are in quotes. */
export function textOf(value: Value): string {
  return typeof value === 'string' ? value : written(value)
}

function written(value: Value): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean') return String(value)
  if (isNumber(value)) return textOfNumber(value)
  if (isList(value)) return `[${value.map(written).join(', ')}]`
  if (isContext(value)) {
    const entries = Object.entries(value).map(([name, inner]) => `${key(name)}: ${written(inner)}`)
    return `{${entries.join(', ')}}`
  }
  return ofObject(value)
}

function ofObject(value: Value): string {
  if (isTemporal(value)) return textOfTemporal(value)
  if (isDuration(value)) return textOfDuration(value)
  return value instanceof FeelRange ? textOfRange(value) : 'function'
}

function textOfRange({ operator, start, end, isStartIncluded, isEndIncluded }: FeelRange): string {
  if (operator !== undefined) return `${operator} ${written(start ?? end)}`
  return `${isStartIncluded ? '[' : '('}${written(start)}..${written(end)}${isEndIncluded ? ']' : ')'}`
}

const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`

const key = (name: string): string => (/^[\p{L}\p{N}_ ]+$/u.test(name) ? name : quoted(name))
