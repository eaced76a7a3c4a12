/** Windows in which rules and rows are valid. */
import type { FieldError } from '../../contracts/problems.ts'
import { instantOf } from '../values/instants.ts'

/** From inclusive, until exclusive; RFC 3339 in UTC. */
export interface Window {
  readonly validFrom?: string
  readonly validUntil?: string
}

/** A window must have its end after its beginning. */
export function windowProblems(path: string, { validFrom, validUntil }: Window): readonly FieldError[] {
  const [from, until] = [validFrom, validUntil].map((text) => (text === undefined ? text : instantOf(text)))
  if (from === undefined || until === undefined || from < until) return []
  return [{ path: `${path}/validUntil`, message: 'is not later than `validFrom`, so it is never valid' }]
}

/** Tells whether an instant (ms since 1970) lies in a window: why not, or `undefined` when it does. */
export function windowTest({ validFrom, validUntil }: Window): (atMs: number) => string | undefined {
  const from = validFrom === undefined ? Number.NEGATIVE_INFINITY : Date.parse(validFrom)
  const until = validUntil === undefined ? Number.POSITIVE_INFINITY : Date.parse(validUntil)
  return (atMs) => {
    if (atMs < from) return `valid from ${String(validFrom)}`
    return atMs >= until ? `valid until ${String(validUntil)}` : undefined
  }
}
