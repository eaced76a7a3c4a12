/**
 * Publishing with confirms. Each call has a channel for itself, taken from those that rest: what the broker says no to
 * closes that channel, and no other call is in doubt because of it.
 */
import type { ChannelModel, ConfirmChannel, Options } from 'amqplib'

import { derivedId } from '../../../engine/values/hash.ts'
import type { Call, Io } from '../../adapter.ts'
import { blocked, failureFor, refusedBy } from './failures.ts'
import { within, type Link } from './link.ts'
import type { PublicationSettings } from './settings.ts'

/** What a call gives to be published. */
export interface Publishing {
  readonly body: unknown
  readonly routingKey?: string
}

/** Publishes. */
export interface Publisher {
  publish(
    publication: PublicationSettings,
    given: Publishing,
    call: Call,
  ): Promise<{ readonly messageId: string }>
}

/** A channel with confirms, and what the broker said on it. */
interface Lane {
  readonly channel: ConfirmChannel
  isReturned: boolean
  /** Why it was closed. */
  error?: Error
}

/** Makes a publisher over a line of its own: a broker that is short of memory stops reading from publishers. */
export function publisher(link: Link, io: Io): Publisher {
  const resting: Lane[] = []

  async function openLane(connection: ChannelModel): Promise<Lane> {
    const channel = await connection.createConfirmChannel()
    const lane: Lane = { channel, isReturned: false }
    channel.on('error', (error) => (lane.error = error))
    channel.on('return', () => (lane.isReturned = true))
    channel.on('close', () => {
      const at = resting.indexOf(lane)
      if (at >= 0) resting.splice(at, 1)
    })
    return lane
  }

  return {
    publish: async (publication, { body, routingKey }, call) => {
      const attempt = `Publishing to ${nameOf(publication, routingKey)}`
      const connection = await link.connected(attempt, call)
      if (link.blockedBy !== undefined) throw blocked(attempt, link.blockedBy, io.clock.now())
      const circumstances = { attempt, now: io.clock.now() }
      const lane = resting.pop() ?? (await laneOn(connection))
      const messageId = derivedId('amqp', call.key)
      const sending = send(
        lane,
        { ...publication, routingKey: routingKey ?? publication.routingKey ?? '' },
        {
          content: Buffer.from(JSON.stringify(body), 'utf8'),
          options: optionsOf(publication, { messageId, call, now: io.clock.now() }),
        },
      )
      try {
        await within(sending, { attempt, call, io, giveUp: () => discard(lane) })
      } catch (thrown) {
        if (isNacked(thrown)) throw refusedBy('NACK', attempt)
        throw failureFor(lane.error ?? link.causeOf(thrown), circumstances)
      }
      const { isReturned } = lane
      lane.isReturned = false
      resting.push(lane)
      if (isReturned) throw refusedBy('NO_ROUTE', attempt)
      return { messageId }

      async function laneOn(model: ChannelModel): Promise<Lane> {
        try {
          return await within(openLane(model), { attempt, call, io })
        } catch (thrown) {
          throw failureFor(link.causeOf(thrown), { ...circumstances, isUnsent: true })
        }
      }
    },
  }
}

function nameOf(
  { exchange, ...publication }: PublicationSettings,
  routingKey = publication.routingKey ?? '',
): string {
  return exchange === '' ? `the queue ${routingKey}` : `the exchange ${exchange}`
}

/** Resolves when the broker has confirmed it. A message that comes back does so before its confirmation. */
function send(
  { channel }: Lane,
  { exchange, routingKey = '' }: PublicationSettings,
  { content, options }: { readonly content: Buffer; readonly options: Options.Publish },
): Promise<void> {
  return new Promise((resolve, reject) => {
    channel.publish(exchange, routingKey, content, options, (error: Error | null) => {
      if (error === null || error === undefined) resolve()
      else reject(error)
    })
  })
}

function isNacked(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message === 'message nacked'
}

/** A channel on which an answer may still come is of no use to others. */
function discard({ channel }: Lane): void {
  channel.close().catch(() => undefined)
}

function optionsOf(
  { mandatory = true, persistent = true, type, expiresAfterMs, headers }: PublicationSettings,
  { messageId, call, now }: { readonly messageId: string; readonly call: Call; readonly now: Date },
): Options.Publish {
  return {
    mandatory,
    persistent,
    messageId,
    contentType: 'application/json',
    contentEncoding: 'utf-8',
    timestamp: Math.floor(now.getTime() / 1000),
    appId: 'peyvand',
    ...(call.correlationId !== undefined && { correlationId: call.correlationId }),
    ...(type !== undefined && { type }),
    ...(expiresAfterMs !== undefined && { expiration: String(expiresAfterMs) }),
    ...(headers !== undefined && { headers }),
  }
}
