/** Which of the waiting deliveries make the next page, and the cursor behind it. Pure. */
import type { ConsumeMessage } from 'amqplib'

import { sha256 } from '../../../engine/values/hash.ts'
import type { SourceItem } from '../../adapter.ts'
import { readDelivery, type Reading } from './mapping.ts'
import type { SourceSettings } from './settings.ts'

/** A delivery that cannot be read. */
export interface Poison {
  readonly delivery: ConsumeMessage
  readonly reason: string
}

/** What was drawn from the head of what waits. */
export interface Drawn {
  /** So many deliveries. */
  readonly taken: number
  /** What of them is to be stored. */
  readonly items: readonly SourceItem[]
  /** Marks of their ids, as far as they have any. */
  readonly marks: readonly string[]
  readonly poison: readonly Poison[]
}

/** Ids that a cursor remembers: more than a page. Twelve characters each. */
export const remembered = 500
const markLength = 12

/**
 * Draws a page. Deliveries whose ids the cursor knows were stored before and are passed over. Of a thing whose records
 * have no version a page holds one statement: given again after a crash, it is then the newest that is stored, and
 * changes nothing.
 */
export function draw(
  source: SourceSettings,
  waiting: readonly ConsumeMessage[],
  { cursor, most }: { readonly cursor: string | undefined; readonly most: number },
): Drawn {
  const known = marksIn(cursor)
  const things = new Set<string>()
  const drawn = { taken: 0, items: [] as SourceItem[], marks: [] as string[], poison: [] as Poison[] }
  for (const delivery of waiting) {
    const reading = readDelivery(source, delivery)
    const mark = reading.id === undefined ? undefined : markOf(reading.id)
    if (mark !== undefined && known.has(mark)) {
      drawn.taken += 1
      continue
    }
    if (drawn.items.length === most || isOfSeen(reading, things)) break
    drawn.taken += 1
    if ('reason' in reading) drawn.poison.push({ delivery, reason: reading.reason })
    else {
      drawn.items.push(reading.item)
      drawn.marks.push(...noted(mark, known))
    }
  }
  return drawn
}

/** From now on it is known. */
function noted(mark: string | undefined, known: Set<string>): readonly string[] {
  if (mark === undefined) return []
  known.add(mark)
  return [mark]
}

/** Whether it speaks of something that the page speaks of already; from now on the page does. */
function isOfSeen(reading: Reading, things: Set<string>): boolean {
  if (!('item' in reading) || reading.thing === undefined) return false
  const isSeen = things.has(reading.thing)
  things.add(reading.thing)
  return isSeen
}

/** The cursor behind a page: unlike every other, and with marks of the newest ids that are stored when the page is. */
export function cursorAfter(cursor: string | undefined, marks: readonly string[], nonce: string): string {
  return `${nonce}:${[...marksIn(cursor), ...marks].slice(-remembered).join('')}`
}

function marksIn(cursor = ''): Set<string> {
  const marks = cursor.slice(cursor.indexOf(':') + 1)
  const found = new Set<string>()
  for (let at = 0; at + markLength <= marks.length; at += markLength)
    found.add(marks.slice(at, at + markLength))
  return found
}

/** What stands for an id in a cursor. */
export function markOf(id: string): string {
  return sha256(id).slice(0, markLength)
}
