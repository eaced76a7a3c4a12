/**
 * How a row of a remote's list, or the body of a callback, becomes a source record or a message. Pure.
 *
 * A value that does not fit its converter is passed on as it came: the intake then refuses that one record and
 * says why, and the others are not held up.
 */
import { Type, type Static } from 'typebox'

import { contentHash } from '../../engine/values/hash.ts'
import type { Json, JsonObject } from '../../engine/values/json.ts'
import type { MessageBody, SourceItem, SourceRecordBody } from '../adapter.ts'
import { FieldEquals, FieldPath, holds, leafText, valueAt, withValueAt } from './field-path.ts'
import { requiredLeaf } from './page-cursor.ts'

const closed = { additionalProperties: false }

const Conversion = Type.Enum([
  'text',
  'integer',
  'decimalText',
  'boolean',
  'date',
  'instant',
  'rial',
  'tomanAsRial',
])
type Conversion = Static<typeof Conversion>

/** How one field of ours is read from the remote's row; a list is converted item by item. */
export const FieldMapping = Type.Union([
  Type.Object({ from: FieldPath, as: Type.Optional(Conversion) }, closed),
  Type.Object({ constant: Type.Union([Type.String(), Type.Number(), Type.Boolean()]) }, closed),
])
export type FieldMapping = Static<typeof FieldMapping>

/** How a row becomes a source record; `when` says for which rows. */
export const RecordMapping = Type.Object(
  {
    when: Type.Optional(FieldEquals),
    type: Type.String({ minLength: 1, maxLength: 100, description: 'Name of the canonical entity.' }),
    externalId: FieldPath,
    version: Type.Optional(FieldPath),
    occurredAt: Type.Optional(FieldPath),
    deletedWhen: Type.Optional(FieldEquals),
    data: Type.Record(Type.String({ pattern: '^[a-zA-Z0-9_.]+$' }), FieldMapping, closed),
  },
  closed,
)
export type RecordMapping = Static<typeof RecordMapping>

/**
 * A row as an item. `cursor` is the one that the row's page was asked with: without a version, the same content
 * may come again after another, and then the page tells the two apart.
 */
export function recordItem(mapping: RecordMapping, row: unknown, cursor: string): SourceItem {
  const externalId = requiredLeaf(row, mapping.externalId)
  const data = mappedData(mapping.data, row)
  const version = optionalLeaf(row, mapping.version)
  const occurredAt = optionalLeaf(row, mapping.occurredAt)
  const deleted = mapping.deletedWhen !== undefined && holds(mapping.deletedWhen, row)
  const edition = version ?? `${contentHash(data)}@${occurredAt ?? cursor}`
  const body: SourceRecordBody = {
    kind: 'sourceRecord',
    type: mapping.type,
    externalId,
    data,
    ...(version !== undefined && { version }),
    ...(occurredAt !== undefined && { occurredAt: instant(occurredAt) }),
    ...(deleted && { deleted }),
  }
  return { dedupKey: [mapping.type, externalId, edition, ...(deleted ? ['deleted'] : [])].join(':'), body }
}

/** How a row becomes a message for the flows; `id` tells one message from another for ever. */
export const MessageMapping = Type.Object(
  {
    when: Type.Optional(FieldEquals),
    name: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'Name of the message that flows wait for.',
    }),
    id: FieldPath,
    correlationKey: Type.Optional(FieldPath),
    variables: Type.Record(Type.String({ pattern: '^[a-zA-Z0-9_.]+$' }), FieldMapping, closed),
  },
  closed,
)
export type MessageMapping = Static<typeof MessageMapping>

/** A row as a message. */
export function messageItem(mapping: MessageMapping, row: unknown): SourceItem {
  const correlationKey = optionalLeaf(row, mapping.correlationKey)
  const body: MessageBody = {
    kind: 'message',
    name: mapping.name,
    variables: mappedData(mapping.variables, row),
    ...(correlationKey !== undefined && { correlationKey }),
  }
  return { dedupKey: `${mapping.name}:${requiredLeaf(row, mapping.id)}`, body }
}

/** What a source makes of its rows: records, or messages. */
export interface ItemMappings {
  readonly records?: readonly RecordMapping[]
  readonly messages?: readonly MessageMapping[]
}

/** A row as an item; none when no mapping is meant for it. */
export function itemsOf(mappings: ItemMappings, row: unknown, cursor: string): readonly SourceItem[] {
  const isMeant = ({ when }: { readonly when?: FieldEquals }): boolean =>
    when === undefined || holds(when, row)
  const record = mappings.records?.find(isMeant)
  const message = mappings.messages?.find(isMeant)
  return [
    ...(record ? [recordItem(record, row, cursor)] : []),
    ...(message ? [messageItem(message, row)] : []),
  ]
}

function optionalLeaf(row: unknown, path: string | undefined): string | undefined {
  return path === undefined ? undefined : leafText(valueAt(row, path))
}

/** The fields of ours that a value of the remote fills. */
export function mappedData(fields: Readonly<Record<string, FieldMapping>>, row: unknown): JsonObject {
  const filled = Object.entries(fields).reduce<Readonly<Record<string, unknown>>>((data, [name, field]) => {
    const value = fieldOf(field, row)
    return value === undefined ? data : withValueAt(data, name, value)
  }, {})
  return filled as JsonObject
}

function fieldOf(field: FieldMapping, row: unknown): Json | undefined {
  if ('constant' in field) return field.constant
  const value = valueAt(row, field.from)
  if (value === undefined || value === null) return undefined
  const convert = converters[field.as ?? 'text']
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => converted(item, convert))
  return converted(value as Json, convert)
}

function converted(value: Json, convert: (text: string) => Json | undefined): Json {
  const text = leafText(value)
  return text === undefined ? value : (convert(text) ?? value)
}

const converters: Readonly<Record<Conversion, (text: string) => Json | undefined>> = {
  text: (text) => text,
  decimalText: (text) => text,
  integer: (text) => wholeNumber(text, 1),
  rial: (text) => wholeNumber(text, 1),
  tomanAsRial: (text) => wholeNumber(text, 10),
  boolean: (text) => (/^(true|1)$/i.test(text) ? true : /^(false|0)$/i.test(text) ? false : undefined),
  date: (text) => /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0],
  instant,
}

/** A whole number, or `undefined` when a digit would be lost. */
function wholeNumber(text: string, factor: number): number | undefined {
  if (!/^[+-]?\d+(\.0*)?$/.test(text)) return undefined
  const value = Number(text) * factor
  return Number.isSafeInteger(value) ? value : undefined
}

/** An instant in UTC. Text in UTC stays as it is, to the last digit; text without a zone stays, too. */
function instant(text: string): string {
  if (!/[+-]\d{2}:\d{2}$/.test(text)) return text
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? text : at.toISOString()
}
