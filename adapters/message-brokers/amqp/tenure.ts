/** A channel that consumes a queue, and the deliveries that wait on it. Everything on it is lost with it. */
import type { ChannelModel, ConfirmChannel, ConsumeMessage } from 'amqplib'

import type { SourceSettings } from './settings.ts'
import { declareFor } from './topology.ts'

/** A consuming channel. */
export interface Tenure {
  readonly channel: ConfirmChannel
  /** Unacknowledged deliveries that nobody has taken, the oldest first. */
  readonly waiting: ConsumeMessage[]
  /** Why it is over; absent while it is not. */
  readonly end: Error | undefined
  /** Whom to tell of the next delivery, or of the end. */
  onNews(tell: () => void): void
  /** The broker gives to others what is not acknowledged. */
  letGo(): void
}

/** Deliveries that wait unacknowledged at most, unless the source says otherwise. */
export const usualPrefetch = 1_000

/** Declares what the source needs and begins to consume. Raises the broker's error. */
export async function openTenure(connection: ChannelModel, source: SourceSettings): Promise<Tenure> {
  await declareFor(connection, source)
  const channel = await connection.createConfirmChannel()
  const waiting: ConsumeMessage[] = []
  let end: Error | undefined
  let tell: () => void = () => undefined
  const over = (error: Error): void => {
    end ??= error
    tell()
  }
  channel.on('error', over)
  channel.on('close', () => over(new Error('the channel was closed')))
  await channel.prefetch(source.prefetch ?? usualPrefetch)
  await channel.consume(source.queue, (delivery) => {
    // The broker sends nothing in place of a delivery when the queue was deleted.
    if (delivery === null) return over(new Error('the queue was deleted'))
    waiting.push(delivery)
    tell()
  })
  return {
    channel,
    waiting,
    get end() {
      return end
    },
    onNews: (listener) => {
      tell = listener
    },
    letGo: () => {
      over(new Error('it was let go'))
      channel.close().catch(() => undefined)
    },
  }
}
