/**
 * Commands from the broker: the same payloads as `POST /v1/source-records` and `POST /v1/messages`. A command is
 * acknowledged when what it says is durable. What cannot be carried out goes to the dead queue with the reason, a bad
 * record of a batch alone. While the database is away nothing is acknowledged and the prefetch holds back the rest.
 */
import type { ConfirmChannel, ConsumeMessage } from 'amqplib'

import type { RecordToStore, StoredRecord } from '../../engine/runs/built-ins.ts'
import type { IncomingMessage, Messages } from '../../engine/runs/service.ts'
import type { Clock } from '../../engine/values/clock.ts'
import { derivedId } from '../../engine/values/hash.ts'
import type { Log } from '../../engine/values/log.ts'
import type { Check } from '../../engine/values/schema.ts'
import type { Topology } from './topology.ts'

/** What intake is made of. */
export interface CommandPorts {
  readonly records: { ingest(records: readonly RecordToStore[]): Promise<readonly StoredRecord[]> }
  readonly messages: Pick<Messages, 'publish'>
  readonly checkRecord: Check
  readonly checkMessage: Check
  readonly topology: Topology
  readonly clock: Clock
  readonly log: Log
}

/** Commands under way at a time. */
const prefetch = 50
/** A command whose storing failed for a passing reason waits so long before it is offered again. */
const pauseMs = 1_000

/** What is set aside: a part of a command, or the whole, and why. */
interface Refusal {
  readonly content: Buffer
  readonly reason: string
}

/** Takes commands over a channel until it is lost. */
export async function takeCommands(
  ports: CommandPorts,
  channel: ConfirmChannel,
  lost: AbortSignal,
): Promise<void> {
  const { topology, clock, log } = ports

  async function take(command: ConsumeMessage): Promise<void> {
    try {
      const refused = await carryOut(ports, command)
      for (const refusal of refused) setAside(command, refusal)
      if (refused.length > 0) await channel.waitForConfirms()
      if (!lost.aborted) channel.ack(command)
    } catch (error) {
      if (lost.aborted) return
      log.warn('a command could not be stored; it is offered again', { error })
      await clock.sleep(pauseMs, lost)
      if (!lost.aborted) channel.nack(command, false, true)
    }
  }

  function setAside({ properties }: ConsumeMessage, { content, reason }: Refusal): void {
    const { messageId, correlationId } = properties as {
      readonly messageId?: string
      readonly correlationId?: string
    }
    channel.sendToQueue(topology.dead, content, {
      persistent: true,
      contentType: 'application/json',
      headers: { 'x-reason': reason.slice(0, 2_000), 'x-queue': topology.commands },
      ...(messageId !== undefined && { messageId }),
      ...(correlationId !== undefined && { correlationId }),
    })
  }

  await channel.prefetch(prefetch)
  await channel.consume(topology.commands, (command) => {
    // The broker sends null when the queue is deleted; the channel is then of no use, and is made anew.
    if (command !== null) void take(command)
  })
}

async function carryOut(ports: CommandPorts, command: ConsumeMessage): Promise<readonly Refusal[]> {
  const { content } = command
  const payload = jsonOf(content)
  if (isObject(payload) && Array.isArray(payload['records'])) return ingest(ports, payload['records'])
  if (isObject(payload) && 'name' in payload) return publish(ports, payload, command)
  return [{ content, reason: 'A command is JSON with `records`, or a message with a `name`.' }]
}

async function ingest(
  { records, checkRecord }: CommandPorts,
  sent: readonly unknown[],
): Promise<readonly Refusal[]> {
  const judged = sent.map((record) => ({ record, errors: checkRecord(record) }))
  const good = judged.filter(({ errors }) => errors.length === 0).map(({ record }) => record as RecordToStore)
  const stored = await records.ingest(good)
  const malformed = judged
    .filter(({ errors }) => errors.length > 0)
    .map(({ record, errors }) => ({
      record,
      reason: errors.map(({ path, message }) => `${path}: ${message}`).join('; '),
    }))
  const refused = stored.flatMap(({ outcome, reason = 'refused' }, place) =>
    outcome === 'refused' ? [{ record: good[place], reason }] : [],
  )
  return [...malformed, ...refused].map(({ record, reason }) => ({
    content: Buffer.from(JSON.stringify({ records: [record] }), 'utf8'),
    reason,
  }))
}

async function publish(
  { messages, checkMessage }: CommandPorts,
  payload: object,
  { content, properties }: ConsumeMessage,
): Promise<readonly Refusal[]> {
  const errors = checkMessage(payload)
  if (errors.length > 0) {
    return [{ content, reason: errors.map(({ path, message }) => `${path}: ${message}`).join('; ') }]
  }
  const { messageId, correlationId } = properties as {
    readonly messageId?: string
    readonly correlationId?: string
  }
  const message = payload as IncomingMessage
  // Delivered again after a lost acknowledgement, it must be the same message: its id is its own, or the broker's.
  const id = message.id ?? (messageId === undefined ? undefined : derivedId('amqp', messageId))
  await messages.publish({
    ...message,
    ...(id !== undefined && { id }),
    ...(correlationId !== undefined && { correlationId }),
  })
  return []
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
