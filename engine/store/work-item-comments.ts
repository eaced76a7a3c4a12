/** What people say about a work item; kept as long as its run. */
import type mongoose from 'mongoose'

import type { Place } from './page-cursor.ts'

/** A comment. */
export interface WorkItemComment {
  readonly _id: string
  readonly item: string
  readonly run: string
  readonly by: string
  readonly text: string
  readonly at: Date
}

/** Access to comments. */
export interface CommentStore {
  prepare(): Promise<void>
  add(comment: WorkItemComment): Promise<void>
  /** The oldest first, after one. */
  list(item: string, after: Place | undefined, limit: number): Promise<readonly WorkItemComment[]>
}

/** Opens the comments on a database connection. */
export function commentStore(connection: mongoose.Connection): CommentStore {
  const comments = connection.collection<WorkItemComment>('workItemComments')
  return {
    prepare: async () => {
      await comments.createIndexes([{ key: { item: 1, at: 1, _id: 1 } }, { key: { run: 1 } }])
    },
    add: async (comment) => void (await comments.insertOne(comment)),
    list: (item, after, limit) =>
      comments
        .find({
          item,
          ...(after && { $or: [{ at: { $gt: after.at } }, { at: after.at, _id: { $gt: after.id } }] }),
        })
        .sort({ at: 1, _id: 1 })
        .limit(limit)
        .toArray(),
  }
}
