/** What people decided about which source records are the same thing. */
import type mongoose from 'mongoose'

/** A decision as stored. The records that it is about carry its id. */
export interface MatchDecisionDocument {
  readonly _id: string
  readonly verdict: 'same' | 'different'
  readonly records: readonly string[]
  readonly others: readonly string[]
  /** Profiles that it was made about. */
  readonly profiles: readonly string[]
  readonly by: string
  readonly at: Date
  readonly reason?: string
  readonly undoneAt?: Date
  readonly undoneBy?: string
}

/** Access to decisions. */
export interface MatchDecisionStore {
  prepare(): Promise<void>
  add(decision: MatchDecisionDocument): Promise<void>
  byId(id: string): Promise<MatchDecisionDocument | undefined>
  /** Those that stand, of the given ids. */
  standing(ids: readonly string[]): Promise<readonly MatchDecisionDocument[]>
  /** About a profile or all, the newest first by id. */
  list(
    filter: { readonly profile?: string },
    page: { readonly limit: number; readonly after?: string },
  ): Promise<readonly MatchDecisionDocument[]>
  /** False when it is undone already. */
  undo(id: string, by: string, at: Date): Promise<boolean>
  /** Forgets erased records; a side without records says nothing and goes. */
  forget(recordIds: readonly string[]): Promise<void>
}

/** Opens the decisions on a database connection. */
export function matchDecisionStore(connection: mongoose.Connection): MatchDecisionStore {
  const decisions = connection.collection<MatchDecisionDocument>('matchDecisions')
  return {
    prepare: async () => {
      await decisions.createIndexes([
        { key: { profiles: 1 } },
        { key: { records: 1 } },
        { key: { others: 1 } },
      ])
    },
    add: async (decision) => void (await decisions.insertOne(decision)),
    byId: async (id) => (await decisions.findOne({ _id: id })) ?? undefined,
    standing: async (ids) =>
      ids.length === 0
        ? []
        : decisions.find({ _id: { $in: [...ids] }, undoneAt: { $exists: false } }).toArray(),
    list: ({ profile }, { limit, after }) =>
      decisions
        .find({
          ...(profile !== undefined && { profiles: profile }),
          ...(after !== undefined && { _id: { $lt: after } }),
        })
        .sort({ _id: -1 })
        .limit(limit)
        .toArray(),
    undo: async (id, undoneBy, undoneAt) => {
      const { modifiedCount } = await decisions.updateOne(
        { _id: id, undoneAt: { $exists: false } },
        { $set: { undoneAt, undoneBy } },
      )
      return modifiedCount === 1
    },
    forget: async (recordIds) => {
      const list = [...recordIds]
      const found = await decisions
        .find({ $or: [{ records: { $in: list } }, { others: { $in: list } }] })
        .toArray()
      const gone = new Set(list)
      for (const { _id, records, others } of found) {
        const left = {
          records: records.filter((id) => !gone.has(id)),
          others: others.filter((id) => !gone.has(id)),
        }
        if (left.records.length === 0 || left.others.length === 0) await decisions.deleteOne({ _id })
        else await decisions.updateOne({ _id }, { $set: left, $unset: { reason: true } })
      }
    },
  }
}
