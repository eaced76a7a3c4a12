/**
 * Which source records are on their way into profiles. An entry is opened before records change and closed when their
 * profiles are told of, so that what a dead process left half done is found by the next look. It is one small document
 * for a whole batch: a mark in each record would write all indexes of the record anew, twice.
 */
import { randomUUID } from 'node:crypto'

import type mongoose from 'mongoose'

import type { Clock } from '../values/clock.ts'
import { groupCommit, type Committed } from './group-commit.ts'
import { groupRead } from './group-read.ts'

/** Records that were about to change at an instant. */
export interface SettlementEntry extends Committed {
  readonly records: readonly string[]
  readonly since: Date
  /** When a look has settled them for whoever had opened the entry. */
  readonly sweptAt?: Date
}

/** Access to the journal. */
export interface SettlementJournal {
  prepare(): Promise<void>
  /** Notes the records durably; gives the id of the entry. */
  open(records: readonly string[]): Promise<string>
  close(id: string): Promise<void>
  /** Entries that were opened before an instant and have not been swept, and all that were before a much earlier one. */
  left(
    before: { readonly opened: Date; readonly swept: Date },
    limit: number,
  ): Promise<readonly SettlementEntry[]>
  /** Notes that an entry has been settled by somebody else than its opener, who may still be writing. */
  swept(id: string, at: Date): Promise<void>
}

/** Opens the journal on a database connection. */
export function settlementJournal(connection: mongoose.Connection, clock: Clock): SettlementJournal {
  const entries = connection.collection<SettlementEntry>('settlements')
  const commits = groupCommit({ collection: connection.collection<Committed>('settlements'), clock })
  const close = groupRead(async (ids) => {
    await entries.deleteMany({ _id: { $in: [...ids] } })
    return new Map<string, never>()
  })
  return {
    prepare: async () => {
      await entries.createIndexes([{ key: { since: 1 } }])
    },
    open: async (records) => {
      const document = { _id: randomUUID(), records, since: clock.now() }
      await commits.submit(() => ({ kind: 'insert', document }))
      return document._id
    },
    close: async (id) => {
      await close(id)
    },
    left: ({ opened, swept }, limit) =>
      entries
        .find({ $or: [{ since: { $lte: opened }, sweptAt: { $exists: false } }, { since: { $lte: swept } }] })
        .sort({ since: 1, _id: 1 })
        .limit(limit)
        .toArray(),
    swept: async (_id, sweptAt) => {
      await entries.updateOne({ _id }, { $set: { sweptAt } })
    },
  }
}
