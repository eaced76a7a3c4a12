/**
 * Work items that are closed: who completed or cancelled them, when and with which outcome. They are written into their
 * run's document with the checkpoint that closes them, brought here right after, and kept as long as their run.
 */
import type mongoose from 'mongoose'

import { defined } from '../values/defined.ts'
import type { Place } from './page-cursor.ts'
import type { RunDocument, StoredWorkItem, WorkItemQuery } from './runs.ts'

/** How a work item was closed. */
export interface Closing {
  /** `cancelled`: it went without being done. */
  readonly state: 'completed' | 'cancelled'
  readonly closedAt: Date
  /** The id of the API key or user; absent when nobody did it: a timer, a message, another path of the flow. */
  readonly closedBy?: string
  readonly outcome?: string
}

/** A closed work item: as it was last, with its run. */
export interface ClosedWorkItem extends Closing {
  /** Of the item. */
  readonly id: string
  readonly run: string
  readonly flow: string
  readonly businessKey?: string
  /** Of the run, with the checkpoint that closed it. */
  readonly seq: number
  readonly item: StoredWorkItem
}

/** Which closed work items; `before` is the last one seen. The last closed first. */
export interface ClosedItemQuery extends Omit<WorkItemQuery, 'state' | 'afterItem'> {
  readonly state?: Closing['state']
  readonly completedBy?: string
  readonly closedAfter?: Date
  readonly closedBefore?: Date
  readonly before?: Place
}

/** Access to them. Reads see what the checkpoints of runs have closed. */
export interface ClosedItemStore {
  prepare(): Promise<void>
  /** What is there already stays. */
  add(items: readonly ClosedWorkItem[]): Promise<void>
  find(query: ClosedItemQuery, limit: number): Promise<readonly ClosedWorkItem[]>
}

/** Where they are kept. */
export const closedWorkItems = 'closedWorkItems'

const lastFirst = { closedAt: -1, id: -1 } as const

/** Opens them on a database connection. */
export function closedItemStore(connection: mongoose.Connection): ClosedItemStore {
  const closed = connection.collection<ClosedWorkItem>(closedWorkItems)
  const runs = connection.collection<RunDocument>('runs')

  /** Those that are still in the documents of their runs; few, and not for long. */
  function findInRuns(query: ClosedItemQuery, limit: number): Promise<readonly ClosedWorkItem[]> {
    return runs
      .aggregate<ClosedWorkItem>([
        { $match: { closedItems: { $exists: true }, ...defined({ _id: query.run }) } },
        { $unwind: '$closedItems' },
        { $replaceRoot: { newRoot: '$closedItems' } },
        { $match: filterOf(query) },
        { $sort: lastFirst },
        { $limit: limit },
      ])
      .toArray()
  }

  return {
    prepare: async () => {
      await closed.createIndexes([
        { key: { id: 1 }, unique: true },
        { key: { run: 1 } },
        { key: lastFirst },
        { key: { 'item.assignee': 1, ...lastFirst } },
        { key: { closedBy: 1, ...lastFirst } },
        { key: { flow: 1, ...lastFirst } },
      ])
    },
    add: async (items) => {
      if (items.length === 0) return
      const upserts = items.map((one) => ({
        updateOne: { filter: { id: one.id }, update: { $setOnInsert: one }, upsert: true },
      }))
      await closed.bulkWrite(upserts, { ordered: false })
    },
    find: async (query, limit) => {
      // In this order: what goes from there to here in between is found here.
      const inRuns = await findInRuns(query, limit)
      const here = await closed
        .find(filterOf(query), { projection: { _id: 0 } })
        .sort(lastFirst)
        .limit(limit)
        .toArray()
      const all = new Map([...inRuns, ...here].map((one) => [one.id, one]))
      return [...all.values()].sort(byLast).slice(0, limit)
    },
  }
}

function byLast(a: ClosedWorkItem, b: ClosedWorkItem): number {
  return b.closedAt.getTime() - a.closedAt.getTime() || (a.id < b.id ? 1 : -1)
}

function filterOf(query: ClosedItemQuery): mongoose.mongo.Filter<ClosedWorkItem> {
  const { id, state, run, flow, completedBy, closedAfter, closedBefore, before } = query
  const isBy = completedBy === undefined ? {} : { closedBy: completedBy, state: 'completed' as const }
  const span = defined({ $gte: closedAfter, $lt: closedBefore })
  return {
    ...defined({ id, run, flow, state }),
    ...isBy,
    ...itemFilter(query),
    ...(Object.keys(span).length > 0 && { closedAt: span }),
    ...(before !== undefined && {
      $or: [{ closedAt: { $lt: before.at } }, { closedAt: before.at, id: { $lt: before.id } }],
    }),
  }
}

function itemFilter({ assignee, group, candidate, element, dueBefore }: ClosedItemQuery): object {
  return defined({
    'item.assignee': assignee,
    'item.candidateGroups': group,
    'item.candidateUsers': candidate,
    'item.element': element,
    'item.dueAt': dueBefore && { $lt: dueBefore },
  })
}
