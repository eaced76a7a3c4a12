/** What a command on the broker says, and what of it cannot be carried out. Pure. */
import type { ConsumeMessage } from 'amqplib'

import type { RecordToStore } from '../../engine/runs/built-ins.ts'
import type { IncomingMessage } from '../../engine/runs/service.ts'
import { derivedId } from '../../engine/values/hash.ts'
import type { Check } from '../../engine/values/schema.ts'

/** What is set aside: a part of a command, or the whole, and why. */
export interface Refusal {
  readonly content: Buffer
  readonly reason: string
}

/** A command that was read. */
export interface Command {
  readonly message: ConsumeMessage
  readonly records: readonly RecordToStore[]
  readonly told: readonly IncomingMessage[]
  readonly refusals: readonly Refusal[]
}

/** How records and messages must be. */
export interface Checks {
  readonly checkRecord: Check
  readonly checkMessage: Check
}

/** Reads a command. */
export function readCommand(message: ConsumeMessage, { checkRecord, checkMessage }: Checks): Command {
  const { content } = message
  const nothing = { message, records: [], told: [], refusals: [] }
  const payload = jsonOf(content)
  if (isObject(payload) && Array.isArray(payload['records'])) {
    return { ...nothing, ...recordsOf(payload['records'], checkRecord) }
  }
  if (!isObject(payload) || !('name' in payload)) {
    const reason = 'A command is JSON with `records`, or a message with a `name`.'
    return { ...nothing, refusals: [{ content, reason }] }
  }
  const reason = wordsOf(checkMessage, payload)
  return reason === ''
    ? { ...nothing, told: [messageOf(payload as unknown as IncomingMessage, message)] }
    : { ...nothing, refusals: [{ content, reason }] }
}

/** A record of a command, set aside as a command of its own. */
export function refusedRecord(record: unknown, reason: string): Refusal {
  return { content: Buffer.from(JSON.stringify({ records: [record] }), 'utf8'), reason }
}

function recordsOf(sent: readonly unknown[], check: Check): Pick<Command, 'records' | 'refusals'> {
  const judged = sent.map((record) => ({ record, reason: wordsOf(check, record) }))
  return {
    records: judged.flatMap(({ record, reason }) => (reason === '' ? [record as RecordToStore] : [])),
    refusals: judged.flatMap(({ record, reason }) => (reason === '' ? [] : [refusedRecord(record, reason)])),
  }
}

/** Delivered again after a lost acknowledgement, it must be the same message: its id is its own, or the broker's. */
function messageOf(said: IncomingMessage, { properties }: ConsumeMessage): IncomingMessage {
  const { messageId, correlationId } = properties as {
    readonly messageId?: string
    readonly correlationId?: string
  }
  const id = said.id ?? (messageId === undefined ? undefined : derivedId('amqp', messageId))
  return {
    ...said,
    ...(id !== undefined && { id }),
    ...(correlationId !== undefined && { correlationId }),
  }
}

function wordsOf(check: Check, value: unknown): string {
  return check(value)
    .map(({ path, message }) => `${path}: ${message}`)
    .join('; ')
}

function jsonOf(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
