/** How a delivery becomes an item, and when it cannot become one. Pure. */
import type { ConsumeMessage } from 'amqplib'

import { parseExactJson, plainJson } from '../../../engine/values/exact-json.ts'
import { sha256 } from '../../../engine/values/hash.ts'
import type { Json, JsonObject } from '../../../engine/values/json.ts'
import type { SourceItem } from '../../adapter.ts'
import type { SourceSettings } from './settings.ts'

/** What a delivery is: an item, or poison with the reason; and the id that tells it from others for ever, if it has one. */
export type Reading = { readonly id?: string } & (Item | { readonly reason: string })

/** `thing` tells what a record without a version is about: two of one thing must not be stored at once. */
interface Item {
  readonly item: SourceItem
  readonly thing?: string
}

/** A delivery as expressions and paths see it: `body` and `message`. */
type Row = { readonly body: Json; readonly message: JsonObject }

/** Largest body that is read, bytes. */
const mostBytes = 10 * 1_048_576

/** Reads a delivery. */
export function readDelivery(source: SourceSettings, delivery: ConsumeMessage): Reading {
  const { content } = delivery
  if (content.length > mostBytes) return { reason: `the body has ${String(content.length)} bytes` }
  const body = jsonOf(content)
  if (body === undefined) return { reason: 'the body is no JSON in UTF-8' }
  const row = { body, message: propertiesOf(delivery) }
  const id = textOf(valueAt(row, source.id ?? 'message.id'))
  const said = { row, id, content }
  const reading = source.records === undefined ? messageOf(source, said) : recordOf(source, said)
  return { ...reading, ...(id !== undefined && { id }) }
}

interface Said {
  readonly row: Row
  readonly id: string | undefined
  readonly content: Buffer
}

function recordOf({ records: wanted }: SourceSettings, { row, id, content }: Said): Reading {
  if (wanted === undefined) return { reason: 'the source maps to no records' }
  const externalId = textOf(valueAt(row, wanted.externalId))
  if (externalId === undefined) return { reason: `there is no text or number at ${wanted.externalId}` }
  const version = optional(row, wanted.version)
  const occurredAt = optional(row, wanted.occurredAt)
  const { deletedWhen } = wanted
  const isDeleted = deletedWhen !== undefined && valueAt(row, deletedWhen.path) === deletedWhen.equals
  return {
    ...(version === undefined && { thing: `${wanted.type}:${externalId}` }),
    item: {
      dedupKey: id ?? `${externalId}:${version ?? sha256(content)}`,
      body: {
        kind: 'sourceRecord',
        type: wanted.type,
        externalId,
        data: {},
        row,
        ...(version !== undefined && { version }),
        ...(occurredAt !== undefined && { occurredAt }),
        ...(isDeleted && { deleted: true as const }),
      },
    },
  }
}

function messageOf(source: SourceSettings, { row, id }: Said): Reading {
  const { messages: wanted } = source
  if (wanted === undefined) return { reason: 'the source maps to no messages' }
  if (id === undefined) {
    const where = source.id ?? 'message.id'
    return { reason: `there is no id at ${where}, so that it could not be told from one delivered before` }
  }
  const correlationKey = optional(row, wanted.correlationKey)
  if (wanted.correlationKey !== undefined && correlationKey === undefined)
    return { reason: `there is no text or number at ${wanted.correlationKey}` }
  const variables = variablesOf(wanted.variables, row)
  if (variables === undefined) return { reason: 'the body is no object, and the source names no variables' }
  return {
    item: {
      dedupKey: id,
      body: {
        kind: 'message',
        name: wanted.name,
        variables,
        ...(correlationKey !== undefined && { correlationKey }),
      },
    },
  }
}

function variablesOf(paths: Readonly<Record<string, string>> | undefined, row: Row): JsonObject | undefined {
  if (paths === undefined) return isObject(row.body) ? row.body : undefined
  return Object.fromEntries(
    Object.entries(paths).flatMap(([name, path]): [string, Json][] => {
      const value = valueAt(row, path)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** What the sender said of the message, beside its body. */
function propertiesOf({ fields, properties }: ConsumeMessage): JsonObject {
  const { messageId, correlationId, type, timestamp, headers, appId, contentType } =
    properties as unknown as Readonly<Record<string, unknown>>
  const said: Readonly<Record<string, unknown>> = {
    id: messageId,
    correlationId,
    type,
    timestamp: typeof timestamp === 'number' ? instantOf(timestamp) : undefined,
    appId,
    contentType,
    exchange: fields.exchange,
    routingKey: fields.routingKey,
    headers: plain(headers),
  }
  return Object.fromEntries(Object.entries(said).filter((one): one is [string, Json] => one[1] !== undefined))
}

/** Seconds since 1970, as the standard has it; some senders write milliseconds. */
function instantOf(timestamp: number): string | undefined {
  const at = new Date(timestamp > 100_000_000_000 ? timestamp : timestamp * 1000)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** Headers may hold bytes, which are no JSON. */
function plain(headers: unknown): Json | undefined {
  if (headers === undefined || headers === null) return undefined
  return JSON.parse(JSON.stringify(headers)) as Json
}

// A number that would lose a digit stays text: two customers must not become one.
const utf8 = new TextDecoder('utf-8', { fatal: true })

function jsonOf(content: Buffer): Json | undefined {
  try {
    return plainJson(parseExactJson(utf8.decode(content))) as Json
  } catch {
    return undefined
  }
}

function valueAt(row: Row, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
          ? (inner as Readonly<Record<string, Json>>)[name]
          : undefined,
      row as unknown as Json,
    )
}

function optional(row: Row, path: string | undefined): string | undefined {
  return path === undefined ? undefined : textOf(valueAt(row, path))
}

function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' ? String(value) : undefined
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
