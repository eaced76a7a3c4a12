/** Calls of `once` operations, noted durably before they leave: what became of each, for ever the same answer. */
import type mongoose from 'mongoose'

import type { Failure } from '../values/failure.ts'
import type { Clock } from '../values/clock.ts'
import { bounded } from './bounded.ts'
import { groupCommit, type Committed, type GroupCommit } from './group-commit.ts'

/**
 * What is known of an attempt: `started` (on its way, or its process died), `done`, `notDone` (it may be made again),
 * `unknown` (only an inquiry or a person can tell).
 */
export type AttemptState = 'started' | 'done' | 'notDone' | 'unknown'

/** An attempt as stored; the id is made of connection, operation and key. */
export interface AttemptDocument extends Committed {
  readonly connection: string
  readonly operation: string
  readonly key: string
  /** Content hash of the input. */
  readonly inputHash: string
  readonly state: AttemptState
  readonly startedAt: Date
  /** From this instant on it cannot be under way any more. */
  readonly endsBy: Date
  /** Counts the times it was begun; the compare-and-set of beginning again. */
  readonly times: number
  /** For `done`: the output as JSON text. */
  readonly output?: string
  /** Why it is not done, or not known. */
  readonly failure?: Failure
}

/** Access to attempts. */
export interface AttemptStore {
  prepare(): Promise<void>
  readonly commits: GroupCommit
  /** Notes the beginning. False when there is an attempt of that id already. */
  begin(attempt: AttemptDocument): Promise<boolean>
  /** Begins again what was not done; false when somebody else was quicker. */
  beginAgain(attempt: AttemptDocument): Promise<boolean>
  load(id: string): Promise<AttemptDocument | undefined>
  /** Notes what became of the beginning with that count; false when it is not the newest one. */
  settle(
    attempt: Pick<AttemptDocument, '_id' | 'times'>,
    what: Pick<AttemptDocument, 'state' | 'output' | 'failure'>,
  ): Promise<boolean>
  /** Attempts in a state, the oldest first, after an id. */
  inState(
    state: AttemptState,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<readonly AttemptDocument[]>
}

/** Opens the attempts on a database connection. */
export function attemptStore(connection: mongoose.Connection, clock: Clock): AttemptStore {
  const attempts = connection.collection<AttemptDocument>('attempts')
  const commits = groupCommit({ collection: connection.collection<Committed>('attempts'), clock })
  return {
    commits,
    prepare: async () => {
      await attempts.createIndexes([{ key: { state: 1, _id: 1 } }, { key: { key: 1 } }])
    },
    begin: async (attempt) =>
      (await commits.submit(() => ({ kind: 'insert', document: attempt }))) === 'written',
    beginAgain: async ({ _id, times, inputHash, startedAt, endsBy }) => {
      const where = { times: times - 1, state: 'notDone' }
      const change = {
        $set: { times, inputHash, startedAt, endsBy, state: 'started' },
        $unset: { failure: '' },
      }
      return (await commits.submit(() => ({ kind: 'update', id: _id, where, change }))) === 'written'
    },
    load: async (id) => (await bounded(attempts.findOne({ _id: id }))) ?? undefined,
    settle: async ({ _id, times }, { state, output, failure }) => {
      const set = {
        state,
        ...(output !== undefined && { output }),
        ...(failure !== undefined && { failure }),
      }
      const where = { times, state: { $in: ['started', 'unknown'] } }
      const change = failure === undefined ? { $set: set, $unset: { failure: '' } } : { $set: set }
      return (await commits.submit(() => ({ kind: 'update', id: _id, where, change }))) === 'written'
    },
    inState: (state, { after, limit }) =>
      attempts
        .find({ state, ...(after !== undefined && { _id: { $gt: after } }) })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
  }
}
