/** The order of cursor values that are kept as text: whole numbers of any size, instants of any precision, or text. */

/** Negative when `a` comes first, positive when `b` does, 0 when they are the same mark. */
export function compareMarks(a: string, b: string): number {
  if (isWhole(a) && isWhole(b)) return compare(BigInt(a), BigInt(b))
  const [first, second] = [instantParts(a), instantParts(b)]
  if (first && second)
    return compare(first.seconds, second.seconds) || compare(first.fraction, second.fraction)
  return compare(a, b)
}

function isWhole(text: string): boolean {
  return /^-?\d{1,400}$/.test(text)
}

interface InstantParts {
  readonly seconds: number
  /** Digits of the fraction, padded so that they compare as text. */
  readonly fraction: string
}

/** Seconds and fraction apart: a `Date` would cut the fraction to milliseconds. Without a zone, UTC is meant. */
function instantParts(text: string): InstantParts | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,18}))?(Z|[+-]\d{2}:\d{2})?$/.exec(text)
  if (!parts) return undefined
  const [, day = '', time = '', fraction = '', zone = 'Z'] = parts
  const milliseconds = Date.parse(`${day}T${time}${zone}`)
  return Number.isNaN(milliseconds)
    ? undefined
    : { seconds: milliseconds / 1000, fraction: fraction.padEnd(18, '0') }
}

function compare<Value extends bigint | number | string>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0
}
