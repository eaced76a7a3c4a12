/**
 * Pairs of source records that scoring found alike: what the settlement follows from record to record, and, where a
 * person has to judge, the review queue. The id is made of both records, so a pair is there once, whoever writes it.
 */
import type mongoose from 'mongoose'

import { inOneAnswer } from './one-answer.ts'

/** What is for a person. */
export interface PairReview {
  readonly probability: number
  /** A code: `possible`, `ambiguous`, `twoGoldenRecords`, `weakBridge`, `tooLarge`, `conflict`. */
  readonly reason: string
  /** How much a verdict teaches and how many records it moves; the queue's order. */
  readonly gain: number
  readonly since: Date
}

/** A pair as stored; `ends` in order. */
export interface MatchPairDocument {
  readonly _id: string
  readonly ends: readonly [string, string]
  readonly type: string
  /** Log2 odds of the pair alone. */
  readonly bits: number
  /** Version of the model that scored it. */
  readonly model: string
  readonly review?: PairReview
}

/** A review to set or, without one, to take away; with `ends` and `type` for a pair that no score has seen. */
export interface ReviewChange {
  readonly id: string
  readonly review?: PairReview
  readonly ends?: readonly [string, string]
  readonly type?: string
}

/** Log2 odds of a pair that only keys tie: as good as none. */
const unscoredBits = -100

/** Access to pairs. */
export interface MatchPairStore {
  prepare(): Promise<void>
  byId(id: string): Promise<MatchPairDocument | undefined>
  /** Pairs with one of the records. */
  of(recordIds: readonly string[]): Promise<readonly MatchPairDocument[]>
  /** Writes new and changed pairs, and drops those of `before` that are not wanted any more. */
  replace(before: readonly MatchPairDocument[], wanted: readonly MatchPairDocument[]): Promise<void>
  /** Sets or, without a review, takes away. */
  review(changes: readonly ReviewChange[]): Promise<void>
  /** The queue: the most is learned first. */
  queue(
    filter: { readonly reason?: string },
    page: { readonly limit: number; readonly after?: { readonly gain: number; readonly id: string } },
  ): Promise<readonly MatchPairDocument[]>
  waiting(): Promise<number>
  /** Forgets records; gives how many pairs went. */
  forget(recordIds: readonly string[]): Promise<number>
}

/** The id of a pair. */
export function pairId(a: string, b: string): string {
  return a < b ? `${a}.${b}` : `${b}.${a}`
}

/** Opens the pairs on a database connection. */
export function matchPairStore(connection: mongoose.Connection): MatchPairStore {
  const pairs = connection.collection<MatchPairDocument>('matchPairs')
  const of = async (ids: readonly string[]): Promise<MatchPairDocument[]> =>
    ids.length === 0 ? [] : pairs.find({ ends: { $in: [...ids] } }, inOneAnswer).toArray()
  return {
    prepare: async () => {
      await pairs.createIndexes([{ key: { ends: 1 } }, { key: { 'review.gain': -1, _id: 1 }, sparse: true }])
    },
    byId: async (id) => (await pairs.findOne({ _id: id })) ?? undefined,
    of,
    replace: async (before, wanted) => {
      const known = new Map(before.map((pair) => [pair._id, pair]))
      const kept = new Set(wanted.map(({ _id }) => _id))
      const gone = [...known.keys()].filter((id) => !kept.has(id))
      const changed = wanted.filter(({ _id, bits, model }) => {
        const own = known.get(_id)
        return own?.bits !== bits || own.model !== model
      })
      if (gone.length > 0) await pairs.deleteMany({ _id: { $in: gone } })
      if (changed.length === 0) return
      const writes = changed.map(({ _id, ends, type, bits, model }) => ({
        updateOne: { filter: { _id }, update: { $set: { ends, type, bits, model } }, upsert: true },
      }))
      await pairs.bulkWrite(writes, { ordered: false })
    },
    review: async (changes) => {
      if (changes.length === 0) return
      const writes = changes.map(({ id, review, ends, type }) => ({
        updateOne: {
          filter: { _id: id },
          update: {
            ...(review === undefined ? { $unset: { review: true as const } } : { $set: { review } }),
            ...(ends !== undefined &&
              type !== undefined && { $setOnInsert: { ends, type, bits: unscoredBits, model: 'keys' } }),
          },
          upsert: ends !== undefined,
        },
      }))
      await pairs.bulkWrite(writes, { ordered: false })
    },
    queue: ({ reason }, { limit, after }) =>
      pairs
        .find({
          'review.gain': { $exists: true },
          ...(reason !== undefined && { 'review.reason': reason }),
          ...(after !== undefined && {
            $or: [
              { 'review.gain': { $lt: after.gain } },
              { 'review.gain': after.gain, _id: { $gt: after.id } },
            ],
          }),
        })
        .sort({ 'review.gain': -1, _id: 1 })
        .limit(limit)
        .toArray(),
    waiting: () => pairs.countDocuments({ 'review.gain': { $exists: true } }),
    forget: async (ids) => (await pairs.deleteMany({ ends: { $in: [...ids] } })).deletedCount,
  }
}
