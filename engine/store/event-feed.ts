/** Events on their way out, as CloudEvents: a dense feed, each event once by its id. */
import type mongoose from 'mongoose'

import { denseFeed } from './dense-feed.ts'

/** An event as it is given to the feed. */
export interface OutgoingEvent {
  /** The same for ever; a second one of the same id is the first. */
  readonly id: string
  /** `case.moved`, `clock.breached` … */
  readonly type: string
  /** Id of what it is about. */
  readonly subject: string
  readonly at: Date
  /** Plain values only. Ids, states and codes; never texts of people. */
  readonly data: Readonly<Record<string, unknown>>
  readonly correlationId?: string
}

/** An event in the feed. */
export interface FeedEvent extends Omit<OutgoingEvent, 'id'> {
  readonly _id: number
  readonly eventId: string
}

/** Access to the feed. */
export interface EventFeed {
  prepare(): Promise<void>
  /** Appends what the feed does not have yet, in the given order. */
  append(events: readonly OutgoingEvent[]): Promise<void>
  after(
    position: number,
    wanted: { readonly limit: number; readonly type?: string; readonly subject?: string },
  ): Promise<readonly FeedEvent[]>
}

/** Opens the feed on a database connection. `appended` is told when there is something new in it. */
export function eventFeed(connection: mongoose.Connection, appended?: () => void): EventFeed {
  const events = connection.collection<FeedEvent>('events')
  const feed = denseFeed<Omit<FeedEvent, '_id'>>({ connection, name: 'events', key: 'eventId', appended })

  return {
    prepare: async () => {
      await events.createIndexes([
        { key: { eventId: 1 }, unique: true },
        { key: { type: 1, _id: 1 } },
        { key: { subject: 1, _id: 1 } },
      ])
    },
    append: async (wanted) => {
      await feed.append(wanted.map(({ id, ...event }) => ({ eventId: id, ...event })))
    },
    after: (position, { limit, type, subject }) =>
      events
        .find({
          _id: { $gt: position },
          ...(type !== undefined && { type }),
          ...(subject !== undefined && { subject }),
        })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
  }
}
