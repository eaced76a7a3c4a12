/** What the rows of a file become: source records, each saying where it stands. Pure. */
import { dayOfText } from '../../engine/values/instants.ts'
import type { Json, JsonObject } from '../../engine/values/json.ts'
import { nestedFields } from '../../engine/values/nested-fields.ts'
import { plainNumber, shownText } from '../../engine/values/persian-text.ts'
import type { SourceItem, SourceRecordBody } from '../adapter.ts'
import type { Conversion, FileSource } from './file-settings.ts'
import { nameOf } from './file-place.ts'
import { instantOfText } from './local-instant.ts'
import type { ReadRow } from './read-row.ts'

/** Which file a row is of: its path, and what it is recognised by. */
export interface RowFile {
  readonly path: string
  readonly key: string
}

/** A row as what the hub stores; `undefined` for one that is to be skipped. */
export function itemOf(source: FileSource, read: ReadRow, file: RowFile): SourceItem | undefined {
  const { row, fault } = read
  const record = read.record && withShownNames(read.record)
  const origin = `${nameOf(file.path)}, ${source.format.kind === 'xml' ? 'record' : 'row'} ${String(row)}`
  const dedupKey = `${file.key}:${String(row)}`
  if (record === undefined) return unnamed(source, { origin, dedupKey, problem: fault ?? 'cannot be read' })
  const externalId = idOf(source, record)
  if (externalId === undefined) {
    if (source.rowsWithoutId === 'skip') return undefined
    const column = [source.externalId].flat().join(', ')
    return unnamed(source, { origin, dedupKey, problem: `has no ${column}` })
  }
  return {
    dedupKey,
    body: {
      kind: 'sourceRecord',
      type: source.type,
      externalId,
      ...circumstances(source, record),
      data: mapped(source, record),
      ...(source.fields && { row: record }),
      origin,
    },
  }
}

function circumstances(
  source: FileSource,
  record: JsonObject,
): Pick<SourceRecordBody, 'version' | 'occurredAt' | 'deleted'> {
  const version = textAt(record, source.version)
  const occurredAt = textAt(record, source.occurredAt)
  return {
    ...(version !== undefined && { version }),
    ...(occurredAt !== undefined && { occurredAt: instantOfText(occurredAt, zoneOf(source)) ?? occurredAt }),
    ...(isDeleted(textAt(record, source.deleted)) && { deleted: true }),
  }
}

/** A file that could not be read, as what people find among those that were turned away. */
export function failedFileItem(source: FileSource, file: RowFile, problem: string): SourceItem {
  return unnamed(source, { origin: nameOf(file.path), dedupKey: `${file.key}:file`, problem })
}

interface Unnamed {
  readonly origin: string
  readonly dedupKey: string
  readonly problem: string
}

function unnamed({ type }: FileSource, { origin, dedupKey, problem }: Unnamed): SourceItem {
  const body: SourceRecordBody = {
    kind: 'sourceRecord',
    type,
    externalId: origin,
    data: {},
    problem,
    origin,
    isUnnamed: true,
  }
  return { dedupKey, body }
}

function zoneOf({ timeZone = 'UTC' }: FileSource): string {
  return timeZone
}

function idOf(source: FileSource, record: JsonObject): string | undefined {
  const parts = [source.externalId].flat().map((column) => textAt(record, column))
  return parts.every((part) => part !== undefined) ? parts.join(':') : undefined
}

function textAt(record: JsonObject, column: string | undefined): string | undefined {
  const value = column === undefined ? null : valueAt(record, column)
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined
}

/** The record with each column under its name in Persian letters too: old encodings know `كد ملي` only. */
function withShownNames(record: JsonObject): JsonObject {
  const shown = Object.entries(record).map(([name, value]) => [shownText(name), value] as const)
  return { ...Object.fromEntries(shown), ...record }
}

/** The value of a column, whichever letters it is written in; of one that is none, what its path leads to. */
function valueAt(record: JsonObject, column: string): Json {
  const own = [column, shownText(column)].find((name) => Object.hasOwn(record, name))
  if (own !== undefined) return record[own] ?? null
  return column.split('/').reduce<Json>((value, part) => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject && Object.hasOwn(value, part) ? ((value as JsonObject)[part] ?? null) : null
  }, record)
}

function mapped(source: FileSource, record: JsonObject): JsonObject {
  return nestedFields(
    Object.entries(source.mapping ?? {}).flatMap(([column, target]): [string, Json][] => {
      const { field, as } = typeof target === 'string' ? { field: target, as: 'text' as const } : target
      const value = valueAt(record, column)
      return value === null ? [] : [[field, converted(value, as, zoneOf(source))]]
    }),
  )
}

function isDeleted(text: string | undefined): boolean {
  return text !== undefined && !/^(false|f|0|no|n)$/i.test(text)
}

function converted(value: Json, as: Conversion, timeZone: string): Json {
  if (typeof value === 'object' || typeof value === 'boolean') return value
  return converters[as](String(value).trim(), timeZone) ?? value
}

const converters: Readonly<Record<Conversion, (text: string, timeZone: string) => Json | undefined>> = {
  text: (text) => text,
  integer: (text) => wholeNumber(text, 1),
  rial: (text) => wholeNumber(text, 1),
  tomanAsRial: (text) => wholeNumber(text, 10),
  boolean: (text) => truth.get(text.toLowerCase()),
  day: dayOfText,
  instant: instantOfText,
}

/** A whole number as people type it, or `undefined` when a digit would be lost. */
function wholeNumber(text: string, factor: number): number | undefined {
  const plain = plainNumber(text)
  if (!/^[+-]?\d+(\.0*)?$/.test(plain)) return undefined
  const value = Number(plain) * factor
  return Number.isSafeInteger(value) ? value : undefined
}

const truth: ReadonlyMap<string, boolean> = new Map([
  ...['true', 't', '1', 'y', 'yes', 'بله', 'بلی'].map((text) => [text, true] as const),
  ...['false', 'f', '0', 'n', 'no', 'خیر'].map((text) => [text, false] as const),
])
