/**
 * Events to the broker: feeds are read in order from a durable position, published persistently, and the position moves
 * when the broker has confirmed them. At least once, in order, each with a stable id; one process at a time.
 */
import type { ConfirmChannel } from 'amqplib'

import type { RelayStore } from '../../engine/store/relays.ts'
import type { Bell } from '../../engine/values/bell.ts'
import type { Clock } from '../../engine/values/clock.ts'
import type { CloudEvent } from '../cloud-event.ts'

/** A feed of events, read from a position. */
export interface RelayedFeed {
  /** Plain word; the position is kept under it. */
  readonly name: string
  /** The events after a position ('' is the beginning), at most `limit`, and the position behind them. */
  read(
    position: string,
    limit: number,
  ): Promise<{ readonly events: readonly CloudEvent[]; readonly position: string }>
}

/** What the relay is made of. */
export interface RelayPorts {
  readonly feeds: readonly RelayedFeed[]
  readonly store: RelayStore
  readonly owner: string
  readonly exchange: string
  readonly clock: Clock
  readonly leaseMs: number
  /** Rings when this process has added to a feed. */
  readonly bell: Bell
}

const batch = 200
/** What other processes add is seen after so long, ms; what this one adds, at once. */
const idleMs = 1_000

/** Relays over a channel until `lost` aborts. Raises what the broker or the database says. */
export async function relayEvents(
  ports: RelayPorts,
  channel: ConfirmChannel,
  lost: AbortSignal,
): Promise<void> {
  const { store, owner, exchange, clock, leaseMs } = ports
  const claim = (): ReturnType<RelayStore['claim']> => {
    const now = clock.now()
    return store.claim(exchange, owner, { now, until: new Date(now.getTime() + leaseMs) })
  }
  let alarm = new AbortController()
  ports.bell.listen(() => alarm.abort())
  while (!lost.aborted) {
    // What is added from here on is either read below, or ends the rest after it.
    alarm = new AbortController()
    const positions = await claim()
    const moved =
      positions === undefined
        ? []
        : await Promise.all(ports.feeds.map((feed) => relay(feed, positions[feed.name] ?? '')))
    if (positions === undefined) await clock.sleep(leaseMs / 2, lost)
    else if (!moved.includes(true)) await clock.sleep(idleMs, AbortSignal.any([lost, alarm.signal]))
  }
  await store.release(exchange, owner)

  /** True when there was something. */
  async function relay(feed: RelayedFeed, from: string): Promise<boolean> {
    const { events, position } = await feed.read(from, batch)
    if (events.length === 0) return false
    for (const event of events) publish(channel, exchange, event)
    await confirmed(channel, lost)
    return store.advance(exchange, owner, { feed: feed.name, to: position })
  }
}

function publish(channel: ConfirmChannel, exchange: string, event: CloudEvent): void {
  channel.publish(exchange, event.type, Buffer.from(JSON.stringify(event), 'utf8'), {
    persistent: true,
    contentType: 'application/cloudevents+json; charset=utf-8',
    messageId: event.id,
    timestamp: Math.floor(event.time.getTime() / 1000),
    type: event.type,
    ...(event.correlationid !== undefined && { correlationId: event.correlationid }),
  })
}

/** Resolves when the broker has everything; rejects when the line is lost before it says so. */
async function confirmed(channel: ConfirmChannel, lost: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const giveUp = (): void => reject(new Error('the line was lost before the broker confirmed'))
    if (lost.aborted) return giveUp()
    lost.addEventListener('abort', giveUp, { once: true })
    channel
      .waitForConfirms()
      .then(resolve, reject)
      .finally(() => lost.removeEventListener('abort', giveUp))
  })
}
