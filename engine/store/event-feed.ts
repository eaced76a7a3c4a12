/**
 * Events on their way out, as CloudEvents: dense positions 1, 2, 3 …, each event once by its id, so that whoever has read
 * position n is never surprised by a smaller one. A position is taken by inserting it; whoever loses takes the next.
 */
import type mongoose from 'mongoose'
import { isTwin } from './twins.ts'

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
  /** Appends of this process that wait for the one under way travel together. */
  let gathering: { readonly wanted: OutgoingEvent[]; readonly done: Promise<void> } | undefined
  let last: Promise<unknown> = Promise.resolve()
  /** The newest position that this process has filled, and whether nobody else has filled one since. */
  let own: number | undefined
  let isAlone = false

  async function missingOf(wanted: readonly OutgoingEvent[]): Promise<readonly OutgoingEvent[]> {
    const ids = wanted.map(({ id }) => id)
    const known = await events.find({ eventId: { $in: ids } }, { projection: { eventId: 1 } }).toArray()
    const seen = new Set(known.map(({ eventId }) => eventId))
    return wanted.filter(({ id }) => !seen.has(id))
  }

  /** Most are new: what the feed has already is only looked for when an event is refused. */
  async function append(wanted: readonly OutgoingEvent[]): Promise<void> {
    for (let missing = distinct(wanted); missing.length > 0; missing = await missingOf(missing)) {
      if (await inserted(missing)) return
    }
  }

  /** The position after the newest; not asked for while this process alone appends. */
  async function nextPosition(): Promise<number> {
    if (isAlone && own !== undefined) return own + 1
    const [newest] = await events
      .find({}, { projection: { _id: 1 } })
      .sort({ _id: -1 })
      .limit(1)
      .toArray()
    isAlone = newest?._id === own
    return (newest?._id ?? 0) + 1
  }

  /** False when a position or an event was taken; those before it are in the feed then. */
  async function inserted(fresh: readonly OutgoingEvent[]): Promise<boolean> {
    const first = await nextPosition()
    const documents = fresh.map(({ id, ...event }, place) => ({ _id: first + place, eventId: id, ...event }))
    try {
      await events.insertMany(documents, { ordered: true })
      own = first + documents.length - 1
      appended?.()
      return true
    } catch (error) {
      isAlone = false
      if (isTwin(error)) return false
      throw error
    }
  }

  return {
    prepare: async () => {
      await events.createIndexes([
        { key: { eventId: 1 }, unique: true },
        { key: { type: 1, _id: 1 } },
        { key: { subject: 1, _id: 1 } },
      ])
    },
    append: (wanted) => {
      if (wanted.length === 0) return Promise.resolve()
      if (gathering !== undefined) {
        gathering.wanted.push(...wanted)
        return gathering.done
      }
      const batch = [...wanted]
      const done = last.then(() => {
        gathering = undefined
        return append(batch)
      })
      gathering = { wanted: batch, done }
      last = done.catch(() => undefined)
      return done
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

/** Each once, where it stands first. */
function distinct(events: readonly OutgoingEvent[]): readonly OutgoingEvent[] {
  const seen = new Set<string>()
  return events.filter(({ id }) => !seen.has(id) && seen.add(id))
}
