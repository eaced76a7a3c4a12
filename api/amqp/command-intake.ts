/**
 * Commands from the broker: the same payloads as `POST /v1/source-records` and `POST /v1/messages`. What has come while
 * one batch was stored is the next, so a crowd of small commands costs few writes; they are carried out in the order in
 * which they came, and acknowledged when what they say is durable. What cannot be carried out goes to the dead queue with
 * the reason, a bad record of a command alone. While the database is away nothing is acknowledged, and the prefetch
 * holds back the rest.
 */
import type { ConfirmChannel, ConsumeMessage } from 'amqplib'

import type { RecordToStore, StoredRecord } from '../../engine/runs/built-ins.ts'
import type { Messages } from '../../engine/runs/service.ts'
import { isPassing } from '../../engine/store/group-commit.ts'
import type { Clock } from '../../engine/values/clock.ts'
import type { Log } from '../../engine/values/log.ts'
import type { Check } from '../../engine/values/schema.ts'
import { readCommand, refusedRecord, type Command, type Refusal } from './command.ts'
import type { Topology } from './topology.ts'

/** What intake is made of. */
export interface CommandPorts {
  readonly records: { ingest(records: readonly RecordToStore[]): Promise<readonly StoredRecord[]> }
  readonly messages: Pick<Messages, 'accept'>
  readonly checkRecord: Check
  readonly checkMessage: Check
  readonly topology: Topology
  readonly clock: Clock
  readonly log: Log
}

/** Commands that wait here at most. */
const prefetch = 500
/** Records that are stored together, unless one command alone has more. */
const mostRecords = 500
/** What could not be stored for a passing reason waits so long before it is tried again, ms. */
const pauseMs = 1_000

/** Takes commands over a channel until it is lost. */
export async function takeCommands(
  ports: CommandPorts,
  channel: ConfirmChannel,
  lost: AbortSignal,
): Promise<void> {
  const { topology, clock, log } = ports
  const waiting: Command[] = []
  let isWorking = false

  async function work(): Promise<void> {
    isWorking = true
    // Deliveries that came in one piece are one batch.
    await Promise.resolve()
    while (waiting.length > 0 && !lost.aborted) await settle(nextBatch(waiting))
    isWorking = false
  }

  /** Carries a batch out; one that fails for a reason of ours is taken apart, so that the others do not suffer. */
  async function settle(batch: readonly Command[]): Promise<void> {
    for (;;) {
      try {
        return await carryOut(batch)
      } catch (error) {
        if (lost.aborted) return
        log.warn('commands could not be stored; they are tried again', { count: batch.length, error })
        await clock.sleep(pauseMs, lost)
        if (isPassing(error)) continue
        return apart(batch)
      }
    }
  }

  async function apart(batch: readonly Command[]): Promise<void> {
    if (batch.length > 1) {
      for (const command of batch) await settle([command])
      return
    }
    // The broker counts how often, and sets it aside in the end.
    for (const { message } of batch) if (!lost.aborted) channel.nack(message, false, true)
  }

  async function carryOut(batch: readonly Command[]): Promise<void> {
    const records = batch.flatMap((command) => command.records.map((record) => ({ command, record })))
    const stored = records.length === 0 ? [] : await ports.records.ingest(records.map(({ record }) => record))
    const told = batch.flatMap((command) => command.told)
    if (told.length > 0) await ports.messages.accept(told)
    const refused = stored.flatMap(({ outcome, reason = 'refused' }, place) => {
      const one = records[place]
      if (outcome !== 'refused' || one === undefined) return []
      return [{ message: one.command.message, ...refusedRecord(one.record, reason) }]
    })
    const malformed = batch.flatMap(({ message, refusals }) => refusals.map((one) => ({ message, ...one })))
    for (const { message, ...refusal } of [...malformed, ...refused]) setAside(message, refusal)
    if (malformed.length + refused.length > 0) await channel.waitForConfirms()
    const last = batch.at(-1)
    if (last !== undefined && !lost.aborted) channel.ack(last.message, true)
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
  await channel.consume(topology.commands, (message) => {
    // The broker sends null when the queue is deleted; the channel is then of no use, and is made anew.
    if (message === null) return
    waiting.push(readCommand(message, ports))
    if (isWorking) return
    work().catch((error: unknown) => {
      isWorking = false
      if (!lost.aborted) log.warn('commands cannot be answered', { error })
    })
  })
}

/** The oldest that fit together. */
function nextBatch(waiting: Command[]): readonly Command[] {
  let count = 0
  const end = waiting.findIndex(({ records }, place) => {
    count += records.length
    return place > 0 && count > mostRecords
  })
  return waiting.splice(0, end < 0 ? waiting.length : end)
}
