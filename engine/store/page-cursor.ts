/** The opaque cursor of lists that are ordered by an instant and an id. */
import { Problem } from '../../contracts/problems.ts'

/** The place of one item in such a list. */
export interface Place {
  readonly at: Date
  readonly id: string
}

/** The cursor that stands right after a place. */
export function cursorAfter({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')
}

/** The place that a cursor stands for. Raises `badInput` for anything that is not such a cursor. */
export function placeOf(cursor: string): Place {
  const parts = readParts(cursor)
  if (parts !== undefined) return parts
  throw unreadable()
}

/** The number that a cursor of a numbered list is. Raises `badInput` for anything else. */
export function positionOf(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor)
  throw unreadable()
}

/** The cursor after something that is known by these texts. */
export function cursorOfParts(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** The texts that a cursor is made of. Raises `badInput` for anything else. */
export function partsOfCursor(cursor: string, count: number): readonly string[] {
  const parts = jsonIn(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (Array.isArray(parts) && parts.length === count && parts.every((part) => typeof part === 'string')) {
    return parts
  }
  throw unreadable()
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unreadable(): Problem {
  const errors = [{ path: 'after', message: 'is not a cursor of this list; use the `next` of a page' }]
  return new Problem('badInput', 'The cursor cannot be read.', { errors })
}

function readParts(cursor: string): Place | undefined {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const match = /^\["([^"]+)","([^"]+)"\]$/.exec(text)
  const at = new Date(match?.[1] ?? '')
  const id = match?.[2]
  return id === undefined || Number.isNaN(at.getTime()) ? undefined : { at, id }
}
