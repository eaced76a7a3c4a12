/** How open work items are found in the documents of runs. Pure. */
import type { WorkItemQuery } from './runs.ts'

const living = ['running', 'incident', 'paused'] as const

/** Open work items by candidate group, those of no group under ''. */
export function countPipeline(now: Date): object[] {
  const isOverdue = { $and: [{ $gt: ['$workItems.dueAt', null] }, { $lt: ['$workItems.dueAt', now] }] }
  const isFree = { $eq: [{ $ifNull: ['$workItems.assignee', ''] }, ''] }
  return [
    { $match: { status: { $in: living }, workItems: { $exists: true } } },
    { $unwind: '$workItems' },
    { $unwind: { path: '$workItems.candidateGroups', preserveNullAndEmptyArrays: true } },
    {
      $group: {
        _id: { $ifNull: ['$workItems.candidateGroups', ''] },
        open: { $sum: 1 },
        unassigned: { $sum: { $cond: [isFree, 1, 0] } },
        overdue: { $sum: { $cond: [isOverdue, 1, 0] } },
      },
    },
    { $sort: { _id: 1 } },
    { $project: { _id: 0, group: '$_id', open: 1, unassigned: 1, overdue: 1 } },
  ]
}

/** The open work items of a query, the oldest first, each with its run. */
export function workItemPipeline(query: WorkItemQuery, limit: number): object[] {
  const wanted = wantedOf(query)
  return [
    {
      $match: {
        status: { $in: living },
        workItems: { $exists: true },
        ...given('flow', query.flow),
        ...given('_id', query.run),
        // Whether an item is unassigned can only be told of each by itself.
        ...(query.state === 'unassigned' ? {} : wanted),
      },
    },
    { $unwind: '$workItems' },
    { $match: { ...wanted, ...beyond(query) } },
    { $sort: { 'workItems.createdAt': 1, 'workItems.id': 1 } },
    { $limit: limit },
    { $project: { _id: 0, run: '$_id', flow: 1, businessKey: 1, seq: 1, item: '$workItems' } },
  ]
}

function wantedOf({ id, group, candidate, element, assignee, state, dueBefore }: WorkItemQuery): object {
  return {
    ...given('workItems.id', id),
    ...given('workItems.candidateGroups', group),
    ...given('workItems.candidateUsers', candidate),
    ...given('workItems.element', element),
    ...given('workItems.assignee', state && { $exists: state === 'assigned' }),
    ...given('workItems.assignee', assignee),
    ...given('workItems.dueAt', dueBefore && { $lt: dueBefore }),
  }
}

function given(field: string, value: unknown): object {
  return value === undefined ? {} : { [field]: value }
}

function beyond({ afterItem }: WorkItemQuery): object {
  if (afterItem === undefined) return {}
  const { at, id } = afterItem
  return {
    $or: [{ 'workItems.createdAt': { $gt: at } }, { 'workItems.createdAt': at, 'workItems.id': { $gt: id } }],
  }
}
