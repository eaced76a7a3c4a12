/** What the rows of a view become: source records, each with a key that it is recognised by. Pure. */
import type { Json, JsonObject } from '../../engine/values/json.ts'
import { nestedFields } from '../../engine/values/nested-fields.ts'
import type { SourceItem, SourceRecordBody } from '../adapter.ts'
import type { Conversion, ViewSettings } from './view-settings.ts'

/** A row in the text of its database; `null` is null. */
export interface ViewRow {
  readonly watermark: string | null
  /** Null for a row that has no place in the order of its view. */
  readonly id: string | null
  readonly externalId: string | null
  readonly version: string | null
  readonly deleted: string | null
  /** RFC 3339 in UTC, when the watermark is an instant. */
  readonly occurredAt?: string
  /** The mapped columns. */
  readonly values: Readonly<Record<string, string | null>>
  /** All columns, for expressions. */
  readonly all?: JsonObject
}

/** A row that has a place. */
export type PlacedRow = ViewRow & { readonly id: string }

/** A row as what the hub stores; one without an external id or an id as what it turns away, alone. */
export function itemOf(view: ViewSettings, row: ViewRow): SourceItem {
  const version = row.version ?? row.watermark
  const deleted = isDeleted(row.deleted)
  return {
    // The id is in it: two rows of one external id and watermark are two items.
    dedupKey: JSON.stringify([row.externalId, row.id, row.watermark, ...(deleted ? ['deleted'] : [])]),
    body: {
      kind: 'sourceRecord',
      type: view.type,
      ...named(view, row),
      ...(version !== null && { version }),
      ...(row.occurredAt !== undefined && { occurredAt: row.occurredAt }),
      data: mapped(view, row.values),
      ...(row.all !== undefined && { row: row.all }),
      ...(deleted && { deleted }),
    },
  }
}

/**
 * What a row is known by. Without an external id it is its place: two such rows are two, one that comes again is one.
 * Without an id its place is its watermark.
 */
function named(
  view: ViewSettings,
  { externalId, id, watermark }: ViewRow,
): Pick<SourceRecordBody, 'externalId' | 'problem' | 'origin' | 'isUnnamed'> {
  const hasName = externalId !== null && externalId !== ''
  if (hasName && id !== null) return { externalId }
  const place = id === null ? `${view.watermark ?? ''} ${watermark ?? 'null'}` : `${view.id} ${id}`
  const origin = `${view.view}, ${place}`
  if (hasName) return { externalId, origin, problem: `has no ${view.id}` }
  return { externalId: origin, problem: `has no ${view.externalId}`, origin, isUnnamed: true }
}

function mapped({ mapping = {} }: ViewSettings, values: ViewRow['values']): JsonObject {
  return nestedFields(
    Object.entries(mapping).flatMap(([column, target]): [string, Json][] => {
      const { field, as } = typeof target === 'string' ? { field: target, as: 'text' as const } : target
      const text = values[column] ?? null
      return text === null ? [] : [[field, converted(text, as)]]
    }),
  )
}

function isDeleted(text: string | null): boolean {
  return text !== null && !/^(false|f|0|no|n|)$/i.test(text.trim())
}

function converted(text: string, as: Conversion): Json {
  switch (as) {
    case 'text':
      return text
    case 'integer':
    case 'rial':
      return wholeNumber(text, 1) ?? text
    case 'tomanAsRial':
      return wholeNumber(text, 10) ?? text
    case 'boolean':
      return /^(true|t|1|y|yes)$/i.test(text) ? true : /^(false|f|0|n|no)$/i.test(text) ? false : text
  }
}

/** A whole number, or `undefined` when a digit would be lost. */
function wholeNumber(text: string, factor: number): number | undefined {
  if (!/^[+-]?\d+(\.0*)?$/.test(text)) return undefined
  const value = Number(text) * factor
  return Number.isSafeInteger(value) ? value : undefined
}
