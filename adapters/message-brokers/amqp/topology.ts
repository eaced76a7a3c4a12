/** Queues as the settings declare them. What is there is taken as it is: nobody else's queue is ever changed. */
import type { Channel, ChannelModel } from 'amqplib'

import type { SourceSettings } from './settings.ts'

/** Where deliveries go that cannot be read. */
export function parkingQueueOf({ queue, parkingQueue }: SourceSettings): string {
  return parkingQueue ?? `${queue}.parked`
}

/** Makes what a source needs and is not there. Raises the broker's error. */
export async function declareFor(connection: ChannelModel, source: SourceSettings): Promise<void> {
  const { queue, declare, poison = 'park' } = source
  if (poison === 'park') {
    await ensureQueue(connection, parkingQueueOf(source), parkingArguments)
  }
  if (declare === undefined) return
  await ensureQueue(connection, queue, argumentsOf(declare))
  const bindings = declare.bindings ?? []
  await onChannel(connection, async (channel) => {
    for (const { exchange, routingKey } of bindings) await channel.bindQueue(queue, exchange, routingKey)
  })
}

/** How a parking queue is made. */
export const parkingArguments: Readonly<Record<string, unknown>> = { 'x-queue-type': 'quorum' }

/** How a declared queue is made. */
export function argumentsOf({
  type = 'quorum',
  deadLetterExchange,
  deadLetterRoutingKey,
  deliveryLimit,
}: NonNullable<SourceSettings['declare']>): Readonly<Record<string, unknown>> {
  return {
    'x-queue-type': type,
    // While one process has it, another waits: what one has taken must not be overtaken.
    'x-single-active-consumer': true,
    ...(deadLetterExchange !== undefined && { 'x-dead-letter-exchange': deadLetterExchange }),
    ...(deadLetterRoutingKey !== undefined && { 'x-dead-letter-routing-key': deadLetterRoutingKey }),
    ...(deliveryLimit !== undefined && { 'x-delivery-limit': deliveryLimit }),
  }
}

async function ensureQueue(
  connection: ChannelModel,
  queue: string,
  args: Readonly<Record<string, unknown>>,
): Promise<void> {
  const isThere = await onChannel(connection, (channel) => channel.checkQueue(queue)).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false
      throw error
    },
  )
  if (isThere) return
  await onChannel(connection, (channel) => channel.assertQueue(queue, { durable: true, arguments: args }))
}

/** Whether the broker says that something is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 404
}

/** Does something on a channel of its own: a no of the broker closes the channel it comes on. `gone` calls it off. */
export async function onChannel<Result>(
  connection: ChannelModel,
  act: (channel: Channel) => Promise<Result>,
  gone?: AbortSignal,
): Promise<Result> {
  const channel = await connection.createChannel()
  gone?.addEventListener('abort', () => void channel.close().catch(() => undefined), { once: true })
  // The same error reaches whoever waits for the answer.
  channel.on('error', () => undefined)
  const result = await act(channel)
  await channel.close()
  return result
}
