/**
 * A command as BSON, read without decoding it: its name, its database, the session fields, and a copy without
 * the fields that belong to the protocol rather than to the engine. Pure.
 */
import { BadFrame } from './wire.ts'

/** A command, ready to be handed to the engine. */
export interface Command {
  readonly name: string
  readonly database: string
  /** The document without the protocol's own fields. */
  readonly body: Buffer
  /** `lsid` and `txnNumber` of a transaction that the command is part of. */
  readonly transaction?: string
  /** The value of the first field when it is a text (usually the collection). */
  readonly target?: string
  /** The cursor id of a getMore. */
  readonly cursor?: bigint
}

interface Field {
  readonly type: number
  readonly name: string
  readonly start: number
  readonly value: number
  readonly end: number
}

const protocolFields = new Set([
  '$db',
  'lsid',
  '$clusterTime',
  'txnNumber',
  'autocommit',
  'startTransaction',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'comment',
])

/** Reads a command. Raises `BadFrame` for BSON that breaks off. */
export function readCommand(document: Buffer): Command {
  const fields = [...fieldsOf(document)]
  const by = new Map(fields.map((field) => [field.name, field]))
  const first = fields[0]
  if (first === undefined) throw new BadFrame('an empty command')
  const transaction = transactionOf(document, by)
  const target = textOf(document, first)
  return {
    name: first.name,
    database: textOf(document, by.get('$db')) ?? 'admin',
    body: without(document, fields),
    ...(transaction !== undefined && { transaction }),
    ...(target !== undefined && { target }),
    ...(first.type === 18 && { cursor: document.readBigInt64LE(first.value) }),
  }
}

function transactionOf(document: Buffer, by: ReadonlyMap<string, Field>): string | undefined {
  const number = by.get('txnNumber')
  const session = by.get('lsid')
  const isAuto = by.get('autocommit')
  if (number === undefined || session === undefined || isAuto === undefined) return undefined
  const id = document.subarray(session.value, session.end).toString('hex')
  return `${id}:${document.subarray(number.value, number.end).toString('hex')}`
}

function without(document: Buffer, fields: readonly Field[]): Buffer {
  const kept = fields.filter(({ name }) => !protocolFields.has(name))
  const parts = kept.map(({ start, end }) => document.subarray(start, end))
  const body = Buffer.concat([Buffer.alloc(4), ...parts, Buffer.alloc(1)])
  body.writeInt32LE(body.length, 0)
  return body
}

function textOf(document: Buffer, field: Field | undefined): string | undefined {
  return field?.type === 2 ? document.toString('utf8', field.value + 4, field.end - 1) : undefined
}

/** The top-level fields of a document. */
function* fieldsOf(document: Buffer): Iterable<Field> {
  const end = document.length - 1
  let at = 4
  while (at < end) {
    const type = document[at] ?? 0
    if (type === 0) return
    const nameEnd = document.indexOf(0, at + 1)
    const value = nameEnd + 1
    const next = value + sizeOf(document, type, value)
    if (nameEnd < 0 || next > end) throw new BadFrame('BSON that breaks off')
    yield { type, name: document.toString('utf8', at + 1, nameEnd), start: at, value, end: next }
    at = next
  }
}

/** Bytes of a value by its BSON type; sizes that stand in the value itself are read from it. */
const fixedSizes: Readonly<Record<number, number>> = {
  1: 8,
  6: 0,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  17: 8,
  18: 8,
  19: 16,
  127: 0,
  255: 0,
}

/** What comes with the length that stands at the value's beginning. */
const bytesBesidesLength: Readonly<Record<number, number>> = {
  2: 4,
  3: 0,
  4: 0,
  5: 5,
  12: 16,
  13: 4,
  14: 4,
  15: 0,
}

const regularExpression = 11

function sizeOf(document: Buffer, type: number, at: number): number {
  const fixed = fixedSizes[type]
  if (fixed !== undefined) return fixed
  if (type === regularExpression) return document.indexOf(0, document.indexOf(0, at) + 1) + 1 - at
  const besides = bytesBesidesLength[type]
  if (besides === undefined) throw new BadFrame(`BSON type ${String(type)} is unknown`)
  const length = at + 4 <= document.length ? document.readInt32LE(at) : -1
  if (length < 0) throw new BadFrame('BSON that breaks off')
  return besides + length
}
