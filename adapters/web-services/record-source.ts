/**
 * A polled list of changed records, the same for every protocol of this kind: its settings, and how a reply
 * becomes a page. The adapters do the asking. See `page-cursor.ts` for going on, `record-mapping.ts` for rows.
 */
import { Type } from 'typebox'

import { fail } from '../../engine/values/failure.ts'
import type { PolledPage, PollSource } from '../adapter.ts'
import { FieldPath, valueAt } from './field-path.ts'
import { advanceOver, CursorSettings, type AddressedCursorSettings } from './page-cursor.ts'
import { isWalk } from './page-walk.ts'
import { itemsOf, MessageMapping, RecordMapping, type ItemMappings } from './record-mapping.ts'

const closed = { additionalProperties: false }

/** What a source makes of what it sees: either records or messages. */
export const itemFields = {
  records: Type.Optional(Type.Array(RecordMapping, { minItems: 1, maxItems: 20 })),
  messages: Type.Optional(Type.Array(MessageMapping, { minItems: 1, maxItems: 20 })),
}

/** The part of a polled source's settings that is the same for every protocol. */
export const recordSourceFields = {
  title: Type.Optional(Type.Object({ en: Type.String(), fa: Type.String() }, closed)),
  summary: Type.Optional(Type.String()),
  list: Type.Optional(FieldPath),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  cursor: CursorSettings,
  ...itemFields,
  everyMs: Type.Optional(Type.Integer({ minimum: 100, maximum: 86_400_000 })),
  aliveWithinMs: Type.Optional(Type.Integer({ minimum: 1000, maximum: 604_800_000 })),
}

/** A source as the settings declare it. */
export interface RecordSourceSettings extends ItemMappings {
  readonly title?: { readonly en: string; readonly fa: string }
  readonly summary?: string
  /** Where the list is in a reply; left out, the reply itself is the list. */
  readonly list?: string
  readonly pageSize?: number
  readonly cursor: AddressedCursorSettings
  readonly everyMs?: number
  readonly aliveWithinMs?: number
}

/** The source as the hub knows it; `name` stands in for a title that the settings leave out. */
export function recordSource(name: string, source: RecordSourceSettings): PollSource {
  return {
    kind: 'poll',
    title: source.title ?? { en: name, fa: name },
    summary: source.summary ?? `Reads changed records: ${name}.`,
    emits: emits(source),
    everyMs: source.everyMs ?? 60_000,
    aliveWithinMs: source.aliveWithinMs ?? 900_000,
  }
}

/** What a source emits. */
export function emits({ messages }: ItemMappings): 'sourceRecord' | 'message' {
  return messages ? 'message' : 'sourceRecord'
}

/** Raises `misconfigured` unless a source makes either records or messages. */
export function checkItems(name: string, { records, messages }: ItemMappings): void {
  if ((records === undefined) !== (messages === undefined)) return
  throw fail('misconfigured', `The source ${name} must map to either records or messages.`)
}

/** Raises `misconfigured` for a source whose items could not be told apart. */
export function checkRecordSource(name: string, source: RecordSourceSettings): void {
  checkItems(name, source)
  const hasUnmarked = source.records?.some(({ version }) => version === undefined)
  if (isWalk(source.cursor) && hasUnmarked) {
    throw fail(
      'misconfigured',
      `The source ${name} reads its list again and again, so each of its records needs a version.`,
    )
  }
}

/** The page that a reply is; rows that no mapping is meant for are left out. Raises `unreadable`. */
export function pageOf(
  source: RecordSourceSettings,
  reply: unknown,
  asked: { readonly cursor: string | undefined; readonly now: Date; readonly next?: string },
): PolledPage {
  const rows = source.list === undefined ? reply : valueAt(reply, source.list)
  if (!Array.isArray(rows)) {
    throw fail(
      'unreadable',
      `The reply holds no list${source.list === undefined ? '' : ` at ${source.list}`}.`,
    )
  }
  const page = { reply, rows: rows as readonly unknown[], pageSize: source.pageSize, ...asked }
  const { fresh, cursor, more } = advanceOver(source.cursor, page)
  return { items: fresh.flatMap((row) => itemsOf(source, row, asked.cursor ?? '')), cursor, more }
}
