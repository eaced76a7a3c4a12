/** Actions on many runs: what is to be done to which, how far it has come, and what became of each run. */
import type mongoose from 'mongoose'

import type { Place } from './page-cursor.ts'
import type { RunQuery } from './run-queries.ts'

/** An action on many runs. */
export interface RunAction {
  readonly _id: string
  /** The repair as JSON text. */
  readonly repair: string
  readonly filter: Omit<RunQuery, 'before'>
  readonly by: string
  readonly reason: string
  readonly state: 'running' | 'completed' | 'cancelled'
  /** Runs that the filter found in the beginning. */
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly startedAt: Date
  readonly endedAt?: Date
  /** The last run that it has come to. */
  readonly place?: Place
  readonly owner: string
  /** From then on another process may take it over. */
  readonly leaseUntil: Date
  readonly seq: number
}

/** What became of one run of an action; `_id` is `<action>:<run>`. */
export interface RunActionOutcome {
  readonly _id: string
  readonly action: string
  readonly run: string
  readonly ok: boolean
  readonly code?: string
  readonly message?: string
  readonly at: Date
}

/** Access to actions. */
export interface RunActionStore {
  prepare(): Promise<void>
  add(action: RunAction): Promise<void>
  load(id: string): Promise<RunAction | undefined>
  /** The newest first. */
  list(before: Place | undefined, limit: number): Promise<readonly RunAction[]>
  /** Running ones whose owner has gone silent. */
  abandoned(now: Date): Promise<readonly RunAction[]>
  /** Writes what has changed; undefined when somebody else has written since. */
  advance(action: RunAction, change: Partial<RunAction>): Promise<RunAction | undefined>
  /** False when it has ended already. */
  cancel(id: string, at: Date): Promise<boolean>
  note(outcomes: readonly RunActionOutcome[]): Promise<void>
  outcomes(
    action: string,
    page: { readonly ok?: boolean; readonly after?: string; readonly limit: number },
  ): Promise<readonly RunActionOutcome[]>
  /** Forgets ended ones with their outcomes; gives how many. */
  removeEndedBefore(instant: Date, limit: number): Promise<number>
}

/** Opens the actions on a database connection. */
export function runActionStore(connection: mongoose.Connection): RunActionStore {
  const actions = connection.collection<RunAction>('runActions')
  const outcomes = connection.collection<RunActionOutcome>('runActionOutcomes')
  return {
    prepare: async () => {
      await actions.createIndexes([{ key: { state: 1, leaseUntil: 1 } }, { key: { startedAt: -1, _id: -1 } }])
      await outcomes.createIndexes([{ key: { action: 1, _id: 1 } }, { key: { run: 1 } }])
    },
    add: async (action) => void (await actions.insertOne(action)),
    load: async (id) => (await actions.findOne({ _id: id })) ?? undefined,
    list: (before, limit) =>
      actions
        .find(
          before === undefined
            ? {}
            : { $or: [{ startedAt: { $lt: before.at } }, { startedAt: before.at, _id: { $lt: before.id } }] },
        )
        .sort({ startedAt: -1, _id: -1 })
        .limit(limit)
        .toArray(),
    abandoned: (now) =>
      actions
        .find({ state: 'running', leaseUntil: { $lte: now } })
        .limit(10)
        .toArray(),
    advance: async ({ _id, seq }, change) => {
      const found = await actions.findOneAndUpdate(
        // What was under way when it was cancelled still counts.
        { _id, seq, state: change.state === undefined ? { $in: ['running', 'cancelled'] } : 'running' },
        { $set: { ...change, seq: seq + 1 } },
        { returnDocument: 'after' },
      )
      return found ?? undefined
    },
    cancel: async (id, at) => {
      const { matchedCount } = await actions.updateOne(
        { _id: id, state: 'running' },
        { $set: { state: 'cancelled', endedAt: at } },
      )
      return matchedCount === 1
    },
    note: async (list) => {
      if (list.length === 0) return
      await outcomes.bulkWrite(
        list.map((outcome) => ({
          updateOne: { filter: { _id: outcome._id }, update: { $setOnInsert: outcome }, upsert: true },
        })),
        { ordered: false },
      )
    },
    outcomes: (action, { ok, after, limit }) =>
      outcomes
        .find({
          action,
          ...(ok !== undefined && { ok }),
          ...(after !== undefined && { _id: { $gt: after } }),
        })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    removeEndedBefore: async (instant, limit) => {
      const old = await actions
        .find({ state: { $in: ['completed', 'cancelled'] }, endedAt: { $lt: instant } })
        .project<{ _id: string }>({ _id: 1 })
        .limit(limit)
        .toArray()
      const ids = old.map(({ _id }) => _id)
      if (ids.length === 0) return 0
      // What it owns goes first, so that a death in between leaves something to find it by.
      await outcomes.deleteMany({ action: { $in: ids } })
      await actions.deleteMany({ _id: { $in: ids } })
      return ids.length
    },
  }
}
