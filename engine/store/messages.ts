/** The inbox in the store: a message is stored once, by its id, before anything is acknowledged. */
import type mongoose from 'mongoose'

import { groupCommit, type Committed, type GroupCommit } from './group-commit.ts'
import type { Clock } from '../values/clock.ts'
import type { JsonObject } from '../values/json.ts'

/** A message as stored. */
export interface MessageDocument extends Committed {
  readonly name: string
  /** Empty when it has none. */
  readonly correlationKey: string
  /** Variables as JSON text. */
  readonly variables: string
  readonly receivedAt: Date
  /** It is offered to flows until this instant. */
  readonly expiresAt: Date
  /** It is forgotten after this instant; until then its id stays taken. */
  readonly purgeAt: Date
  /** The worker that took it in; when that worker dies, another looks after what it had not yet passed on. */
  readonly takenBy: string
  readonly correlationId?: string
  /** Flows that have taken it: at most one run of each. */
  readonly appliedTo: readonly { readonly flow: string; readonly run: string }[]
}

/** Access to the inbox. */
export interface MessageStore {
  prepare(): Promise<void>
  /** Inserts of many concurrent senders travel together; `lost` means the id was there already. */
  readonly commits: GroupCommit
  load(id: string): Promise<MessageDocument | undefined>
  /** Messages that a flow has not taken yet, the oldest first. */
  waiting(
    wanted: { readonly name: string; readonly correlationKey: string; readonly flow: string },
    now: Date,
  ): Promise<readonly MessageDocument[]>
  /** Notes that a run of a flow has taken the message. Repeating it changes nothing. */
  applied(id: string, to: { readonly flow: string; readonly run: string }): Promise<void>
  /** Messages of the given workers that no flow has taken, received since. */
  leftBy(workers: readonly string[], since: Date, limit: number): Promise<readonly MessageDocument[]>
}

/** Opens the inbox on a database connection. */
export function messageStore(connection: mongoose.Connection, clock: Clock): MessageStore {
  const messages = connection.collection<MessageDocument>('messages')
  return {
    prepare: async () => {
      await messages.createIndexes([
        { key: { name: 1, correlationKey: 1, receivedAt: 1 } },
        { key: { takenBy: 1, receivedAt: 1 } },
      ])
    },
    commits: groupCommit({ collection: connection.collection<Committed>('messages'), clock }),
    load: async (id) => (await messages.findOne({ _id: id })) ?? undefined,
    waiting: ({ name, correlationKey, flow }, now) =>
      messages
        .find({ name, correlationKey, expiresAt: { $gt: now }, 'appliedTo.flow': { $ne: flow } })
        .sort({ receivedAt: 1, _id: 1 })
        .limit(100)
        .toArray(),
    applied: async (id, to) => {
      await messages.updateOne({ _id: id, 'appliedTo.flow': { $ne: to.flow } }, { $push: { appliedTo: to } })
    },
    leftBy: (workers, since, limit) =>
      messages
        .find({ takenBy: { $in: [...workers] }, receivedAt: { $gte: since }, appliedTo: { $size: 0 } })
        .sort({ receivedAt: 1 })
        .limit(limit)
        .toArray(),
  }
}

/** The variables of a stored message. */
export function variablesOf(message: Pick<MessageDocument, 'variables'>): JsonObject {
  return JSON.parse(message.variables) as JsonObject
}
