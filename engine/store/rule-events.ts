/** What happened and what the rules made of it, in the store: kept for a time, then forgotten. */
import type mongoose from 'mongoose'

import type { RuleEventView } from '../rules/event-service.ts'
import { placeOf } from './page-cursor.ts'

/** One event. */
export interface RuleEventDocument extends Omit<RuleEventView, 'id'> {
  readonly _id: string
  /** How many rules raised events on the way here. */
  readonly depth: number
  readonly attempts: number
  /** What it happened to. */
  readonly about?: string
  /** Its rules do something beyond the decision. */
  readonly acts?: true
  /** When it is somebody's turn to go on with it; absent when nothing is left to do. */
  readonly nextAt?: Date
  readonly purgeAt: Date
}

/** Which events are wanted. */
export interface RuleEventFilter {
  readonly event?: string
  readonly state?: string
  /** One that has a rule that fired: `<set>/<rule>`. */
  readonly rule?: string
  readonly from?: Date
  readonly to?: Date
}

/** Access to events. */
export interface RuleEventStore {
  prepare(): Promise<void>
  /** False when it is there already. */
  add(event: RuleEventDocument): Promise<boolean>
  /** Those that are there already stay as they are. */
  addAll(events: readonly RuleEventDocument[]): Promise<void>
  load(id: string): Promise<RuleEventDocument | undefined>
  due(now: Date, limit: number): Promise<readonly RuleEventDocument[]>
  /** Takes an event in hand until `nextAt`; false when another process did. */
  claim(event: RuleEventDocument, nextAt: Date): Promise<boolean>
  /** How often rules have acted on a thing since then, no more than so many. */
  acted(about: string, since: Date, most: number): Promise<number>
  update(id: string, change: Partial<RuleEventDocument>, isOver?: boolean): Promise<void>
  /** The newest first. */
  list(
    filter: RuleEventFilter,
    page: { limit: number; after?: string },
  ): Promise<readonly RuleEventDocument[]>
  /** The position in the feed of profiles up to which its changes have been raised. */
  position(): Promise<number | undefined>
  /** False when another process has moved it. */
  move(from: number | undefined, to: number): Promise<boolean>
}

interface Cursor {
  readonly _id: string
  readonly position: number
}

/** Opens the store on a database connection. */
export function ruleEventStore(connection: mongoose.Connection): RuleEventStore {
  const events = connection.collection<RuleEventDocument>('ruleEvents')
  const cursors = connection.collection<Cursor>('ruleCursors')
  return {
    prepare: async () => {
      await events.createIndexes([
        { key: { raisedAt: -1, _id: 1 } },
        { key: { event: 1, raisedAt: -1 } },
        { key: { nextAt: 1 }, sparse: true },
        { key: { about: 1, raisedAt: -1 }, partialFilterExpression: { about: { $exists: true } } },
      ])
    },
    add: async (event) => {
      const { upsertedCount } = await events.updateOne(
        { _id: event._id },
        { $setOnInsert: event },
        { upsert: true },
      )
      return upsertedCount === 1
    },
    addAll: async (list) => {
      if (list.length === 0) return
      const writes = list.map((event) => ({
        updateOne: { filter: { _id: event._id }, update: { $setOnInsert: event }, upsert: true },
      }))
      await events.bulkWrite(writes, { ordered: false })
    },
    load: async (id) => (await events.findOne({ _id: id })) ?? undefined,
    due: (now, limit) =>
      events
        .find({ nextAt: { $lte: now } })
        .sort({ nextAt: 1 })
        .limit(limit)
        .toArray(),
    claim: async ({ _id, attempts }, nextAt) => {
      const change = { $set: { nextAt }, $inc: { attempts: 1 } }
      return (await events.updateOne({ _id, attempts }, change)).matchedCount === 1
    },
    acted: (about, since, most) =>
      events.countDocuments(
        { about: { $eq: about, $exists: true }, raisedAt: { $gt: since }, acts: true },
        { limit: most },
      ),
    update: async (id, change, isOver = false) => {
      await events.updateOne(
        { _id: id },
        { $set: change, ...(isOver && { $unset: { nextAt: true as const } }) },
      )
    },
    list: (filter, { limit, after }) => {
      const place = after === undefined ? undefined : placeOf(after)
      const { event, state, rule, from, to } = filter
      const between = { ...(from !== undefined && { $gte: from }), ...(to !== undefined && { $lt: to }) }
      return events
        .find({
          ...(event !== undefined && { event }),
          ...(state !== undefined && { state: state as RuleEventDocument['state'] }),
          ...(rule !== undefined && { 'decision.fired': rule }),
          ...(Object.keys(between).length > 0 && { raisedAt: between }),
          ...(place !== undefined && {
            $or: [{ raisedAt: { $lt: place.at } }, { raisedAt: place.at, _id: { $gt: place.id } }],
          }),
        })
        .sort({ raisedAt: -1, _id: 1 })
        .limit(limit)
        .toArray()
    },
    position: async () => (await cursors.findOne({ _id: 'profiles' }))?.position,
    move: async (from, to) => {
      if (from !== undefined) {
        const { matchedCount } = await cursors.updateOne(
          { _id: 'profiles', position: from },
          { $set: { position: to } },
        )
        return matchedCount === 1
      }
      const first = { $setOnInsert: { position: to } }
      return (await cursors.updateOne({ _id: 'profiles' }, first, { upsert: true })).upsertedCount === 1
    },
  }
}
