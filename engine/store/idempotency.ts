/** Answers by idempotency key, so that a request sent again is answered again and not done again. */
import type mongoose from 'mongoose'

import type { Clock } from '../values/clock.ts'
import { groupCommit, type Committed } from './group-commit.ts'

/** A request under a key. */
export interface KeyedRequest extends Committed {
  readonly requestHash: string
  /** Present once it has succeeded. */
  readonly answer?: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  }
  /** While it is worked on: until when a silent process is believed to be at it. */
  readonly workingUntil: Date
  /** Counts takings-over, for compare-and-set. */
  readonly turn: number
  /** Forgotten after this instant. */
  readonly purgeAt: Date
}

/** Access to keyed requests. */
export interface IdempotencyStore {
  /** False when the key is taken. */
  begin(request: KeyedRequest): Promise<boolean>
  load(id: string): Promise<KeyedRequest | undefined>
  /** Takes over what a dead process left; false when another was quicker. */
  takeOver(request: KeyedRequest): Promise<boolean>
  finish(
    request: Pick<KeyedRequest, '_id' | 'turn'>,
    answer: NonNullable<KeyedRequest['answer']>,
  ): Promise<void>
  /** A failed request frees its key. */
  free(request: Pick<KeyedRequest, '_id' | 'turn'>): Promise<void>
}

/** Opens the keyed requests on a database connection. */
export function idempotencyStore(connection: mongoose.Connection, clock: Clock): IdempotencyStore {
  const requests = connection.collection<KeyedRequest>('keyedRequests')
  const commits = groupCommit({ collection: connection.collection<Committed>('keyedRequests'), clock })
  return {
    begin: async (request) =>
      (await commits.submit(() => ({ kind: 'insert', document: request }))) === 'written',
    load: async (id) => (await requests.findOne({ _id: id })) ?? undefined,
    takeOver: async ({ _id, turn, workingUntil }) => {
      const where = { turn: turn - 1 }
      const change = { $set: { turn, workingUntil } }
      return (await commits.submit(() => ({ kind: 'update', id: _id, where, change }))) === 'written'
    },
    finish: async ({ _id, turn }, answer) => {
      await commits.submit(() => ({ kind: 'update', id: _id, where: { turn }, change: { $set: { answer } } }))
    },
    free: async ({ _id, turn }) => void (await requests.deleteOne({ _id, turn })),
  }
}
