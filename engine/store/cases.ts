/** Cases in the store: one document each, written by compare-and-set; numbers are unique by an index. */
import type mongoose from 'mongoose'

import type { Case, TraceEntry } from '../cases/case.ts'
import type { Clock } from '../values/clock.ts'
import { defined } from '../values/defined.ts'
import type { JsonObject } from '../values/json.ts'
import { groupCommit, type Committed, type GroupCommit } from './group-commit.ts'
import type { Place } from './page-cursor.ts'
import { tolds } from './told.ts'

/** A case as stored: its data is JSON text, so that no field name of a customer's can mean anything to the database. */
type CaseDocument = Omit<Case, 'id' | 'data' | 'trace'> &
  Committed & { readonly data: string; readonly trace: readonly StoredEntry[] }

type StoredEntry = Omit<TraceEntry, 'changes'> & { readonly changes?: string }

/** A part of a trace that has moved out of its case. `_id` is `<case>:<number of its first line>`. */
interface TraceChunk {
  readonly _id: string
  readonly case: string
  readonly first: number
  readonly entries: readonly StoredEntry[]
}

/** Which cases; every field narrows. */
export interface CaseQuery {
  readonly type?: string
  readonly state?: string
  readonly kinds?: readonly string[]
  readonly priority?: string
  readonly assignee?: string
  readonly unassigned?: boolean
  readonly team?: string
  readonly unit?: string
  readonly catalogue?: readonly string[]
  readonly requester?: string
  /** Any of these. */
  readonly requesters?: readonly string[]
  readonly channel?: string
  readonly parent?: string
  readonly watcher?: string
  readonly number?: string
  readonly words?: readonly string[]
  readonly facet?: string
  readonly createdSince?: Date
  readonly createdBefore?: Date
}

/** A count of cases. */
export interface CaseCount {
  readonly key: string
  readonly count: number
  /** When it was asked for: known customers, and those of them with more than one. */
  readonly requesters?: number
  readonly repeaters?: number
}

/** Access to cases. */
export interface CaseStore {
  prepare(): Promise<void>
  readonly commits: GroupCommit
  load(id: string): Promise<Case | undefined>
  byNumber(number: string): Promise<Case | undefined>
  byTrackingCode(code: string): Promise<Case | undefined>
  /** The highest serial of a series; 0 when it has none. */
  lastSerial(series: string): Promise<number>
  /** False when its id, number or tracking code is taken. */
  insert(fresh: Case): Promise<boolean>
  /** Writes what differs; false when somebody else was quicker. */
  save(before: Case, after: Case): Promise<boolean>
  /** Moves the oldest part of a trace to where there is room. */
  keepTrace(part: {
    readonly case: string
    readonly first: number
    readonly entries: readonly TraceEntry[]
  }): Promise<void>
  movedTrace(id: string): Promise<readonly TraceEntry[]>
  /** Notes that all consequences up to this version are drawn. */
  readonly told: (id: string, seq: number) => Promise<void>
  /** Cases with consequences not drawn since before an instant. */
  untold(before: Date, limit: number): Promise<readonly Case[]>
  /** Of these, the ids with consequences not drawn. */
  untoldAmong(ids: readonly string[]): Promise<readonly string[]>
  /** Cases that move by themselves by now. */
  waking(now: Date, limit: number): Promise<readonly Case[]>
  find(query: CaseQuery, page: { readonly before?: Place; readonly limit: number }): Promise<readonly Case[]>
  /** Cases not over, counted by assignee. */
  loadOf(names: readonly string[]): Promise<readonly CaseCount[]>
  /** `repeats`: also how many customers there are, and how many of them came more than once. */
  count(query: CaseQuery, by: string, repeats?: boolean): Promise<readonly CaseCount[]>
  /** Parts of a case by kind of state. */
  children(parent: string): Promise<readonly CaseCount[]>
  /** Cases with open work for somebody, the oldest first. */
  withWork(query: WorkQuery, limit: number): Promise<readonly Case[]>
  withWorkItem(id: string): Promise<Case | undefined>
}

/** Whose work; each part that is given finds. */
export interface WorkQuery {
  readonly assignee?: string
  readonly groups?: readonly string[]
  readonly user?: string
}

/** Opens the cases on a database connection. */
export function caseStore(connection: mongoose.Connection, clock: Clock): CaseStore {
  const cases = connection.collection<CaseDocument>('cases')
  const chunks = connection.collection<TraceChunk>('caseTraces')
  const commits = groupCommit({ collection: connection.collection<Committed>('cases'), clock })
  const one = async (filter: mongoose.mongo.Filter<CaseDocument>): Promise<Case | undefined> => {
    const found = await cases.findOne(filter)
    return found === null ? undefined : opened(found)
  }
  const counted = (match: object, field: string): Promise<CaseCount[]> =>
    cases
      .aggregate<CaseCount>([
        { $match: match },
        { $group: { _id: `$${field}`, count: { $sum: 1 } } },
        { $project: { _id: 0, key: { $ifNull: ['$_id', ''] }, count: 1 } },
      ])
      .toArray()
  const facetCounts = async (match: object, field: string): Promise<CaseCount[]> => {
    const found = await cases
      .aggregate<CaseCount>([
        { $match: match },
        { $unwind: '$facets' },
        { $match: { facets: { $gte: `${field}=`, $lt: `${field}>` } } },
        { $group: { _id: '$facets', count: { $sum: 1 } } },
        { $project: { _id: 0, key: '$_id', count: 1 } },
      ])
      .toArray()
    return found.map(({ key, count }) => ({ key: key.slice(field.length + 1), count }))
  }
  return {
    commits,
    prepare: async () => {
      await cases.createIndexes(indexes)
      await chunks.createIndexes([{ key: { case: 1, first: 1 } }])
    },
    load: (id) => one({ _id: id }),
    byNumber: (number) => one({ number }),
    byTrackingCode: (trackingCode) => one({ trackingCode }),
    lastSerial: async (series) => {
      const [last] = await cases
        .find({ series }, { projection: { serial: 1 } })
        .sort({ serial: -1 })
        .limit(1)
        .toArray()
      return last?.serial ?? 0
    },
    insert: async (fresh) =>
      (await commits.submit(() => ({ kind: 'insert', document: closed(fresh) }))) === 'written',
    save: async (before, after) => {
      const change = differences(closed(before), closed({ ...after, seq: before.seq + 1 }))
      const where = { seq: before.seq }
      return (await commits.submit(() => ({ kind: 'update', id: before.id, where, change }))) === 'written'
    },
    keepTrace: async (part) => {
      const _id = `${part.case}:${String(part.first)}`
      await chunks.updateOne(
        { _id },
        { $setOnInsert: { _id, case: part.case, first: part.first, entries: part.entries.map(closedEntry) } },
        { upsert: true },
      )
    },
    movedTrace: async (id) => {
      const found = await chunks.find({ case: id }).sort({ first: 1 }).toArray()
      return found.flatMap(({ entries }) => entries.map(openedEntry))
    },
    told: tolds(connection.collection<Committed>('cases')),
    untold: async (before, limit) =>
      (
        await cases
          .find({ untold: { $exists: true }, updatedAt: { $lt: before } })
          .limit(limit)
          .toArray()
      ).map(opened),
    untoldAmong: async (ids) =>
      (
        await cases
          .find({ _id: { $in: [...ids] }, untold: { $exists: true } }, { projection: { _id: 1 } })
          .toArray()
      ).map(({ _id }) => _id),
    waking: async (now, limit) =>
      (
        await cases
          .find({ 'wake.at': { $lte: now, $exists: true } })
          .sort({ 'wake.at': 1 })
          .limit(limit)
          .toArray()
      ).map(opened),
    find: async (query, { before, limit }) => {
      const beyond =
        before === undefined
          ? []
          : [{ $or: [{ createdAt: { $lt: before.at } }, { createdAt: before.at, _id: { $lt: before.id } }] }]
      const found = await cases
        .find({ $and: [filterOf(query), ...beyond] })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .toArray()
      return found.map(opened)
    },
    loadOf: (names) =>
      counted({ assignee: { $in: [...names] }, kind: { $in: ['open', 'waiting'] } }, 'assignee'),
    count: async (query, by, repeats = false) => {
      const match = filterOf(query)
      if (repeats)
        return (await cases.aggregate<CaseCount>(repeatPipeline(match, by)).toArray()).map(keyed(by))
      return by.startsWith('data.') ? facetCounts(match, by.slice(5)) : counted(match, by)
    },
    children: (parent) => counted({ parent }, 'kind'),
    withWork: async (query, limit) =>
      (await cases.find(workFilter(query)).sort({ stateSince: 1, _id: 1 }).limit(limit).toArray()).map(
        opened,
      ),
    withWorkItem: (id) => one({ 'workItems.id': id }),
  }
}

/** Cases by one of their sides and by customer, then by that side alone. */
function repeatPipeline(match: object, by: string): object[] {
  const field = by.startsWith('data.') ? by.slice(5) : undefined
  const facets =
    field === undefined
      ? []
      : [{ $unwind: '$facets' }, { $match: { facets: { $gte: `${field}=`, $lt: `${field}>` } } }]
  const whose = { key: field === undefined ? `$${by}` : '$facets', requester: '$requester.profileId' }
  const isKnown = { $gt: ['$_id.requester', null] }
  const one = (when: object): object => ({ $sum: { $cond: [when, 1, 0] } })
  return [
    { $match: match },
    ...facets,
    { $group: { _id: whose, count: { $sum: 1 } } },
    {
      $group: {
        _id: '$_id.key',
        count: { $sum: '$count' },
        requesters: one(isKnown),
        repeaters: one({ $and: [isKnown, { $gt: ['$count', 1] }] }),
      },
    },
    { $project: { _id: 0, key: { $ifNull: ['$_id', ''] }, count: 1, requesters: 1, repeaters: 1 } },
  ]
}

/** A count by the value of a facet, without the facet's name. */
function keyed(by: string): (count: CaseCount) => CaseCount {
  return ({ key, ...rest }) => ({ key: by.startsWith('data.') ? key.slice(by.length - 4) : key, ...rest })
}

const indexes: mongoose.mongo.IndexDescription[] = [
  { key: { series: 1, serial: -1 }, unique: true },
  { key: { number: 1 } },
  { key: { trackingCode: 1 }, unique: true },
  { key: { untold: 1 }, partialFilterExpression: { untold: { $exists: true } } },
  { key: { 'wake.at': 1 }, partialFilterExpression: { 'wake.at': { $exists: true } } },
  { key: { createdAt: -1, _id: -1 } },
  { key: { type: 1, createdAt: -1, _id: -1 } },
  { key: { assignee: 1, kind: 1 } },
  { key: { team: 1, kind: 1 } },
  { key: { catalogue: 1 } },
  { key: { 'requester.profileId': 1, createdAt: -1, _id: -1 } },
  { key: { parent: 1 }, partialFilterExpression: { parent: { $exists: true } } },
  { key: { words: 1 } },
  { key: { facets: 1 } },
  { key: { watchers: 1 } },
  { key: { 'workItems.id': 1 } },
  { key: { 'workItems.assignee': 1 } },
  { key: { 'workItems.candidateGroups': 1 } },
]

function filterOf(query: CaseQuery): mongoose.mongo.Filter<CaseDocument> {
  const { kinds, catalogue, requester, requesters, words = [], watcher, facet, unassigned, ...rest } = query
  const { createdSince, createdBefore, ...equal } = rest
  const created = defined({ $gte: createdSince, $lt: createdBefore })
  return {
    ...equal,
    ...defined({ 'requester.profileId': requester, watchers: watcher, facets: facet }),
    ...(requesters !== undefined && { 'requester.profileId': { $in: [...requesters] } }),
    ...(kinds !== undefined && { kind: { $in: [...kinds] } }),
    ...(catalogue !== undefined && { catalogue: { $in: [...catalogue] } }),
    ...(words.length > 0 && { words: { $all: [...words] } }),
    ...(unassigned === true && { assignee: { $exists: false } }),
    ...(Object.keys(created).length > 0 && { createdAt: created }),
  } as mongoose.mongo.Filter<CaseDocument>
}

function workFilter({ assignee, groups, user }: WorkQuery): mongoose.mongo.Filter<CaseDocument> {
  const ways = [
    ...(assignee === undefined ? [] : [{ 'workItems.assignee': assignee }]),
    ...(groups === undefined ? [] : [{ 'workItems.candidateGroups': { $in: [...groups] } }]),
    ...(user === undefined ? [] : [{ 'workItems.candidateUsers': user }]),
  ]
  return ways.length === 0 ? { 'workItems.0': { $exists: true } } : { $or: ways }
}

function closed({ id, data, trace, ...rest }: Case): CaseDocument {
  return { _id: id, ...rest, data: JSON.stringify(data), trace: trace.map(closedEntry) }
}

function opened({ _id, data, trace, commit: _commit, ...rest }: CaseDocument): Case {
  return { id: _id, ...rest, data: JSON.parse(data) as JsonObject, trace: trace.map(openedEntry) }
}

function closedEntry({ changes, ...rest }: TraceEntry): StoredEntry {
  return changes === undefined ? rest : { ...rest, changes: JSON.stringify(changes) }
}

function openedEntry({ changes, ...rest }: StoredEntry): TraceEntry {
  return changes === undefined
    ? rest
    : { ...rest, changes: JSON.parse(changes) as NonNullable<TraceEntry['changes']> }
}

type Change = Record<string, Record<string, unknown>>

/**
 * Only what differs is written; lines that the trace has more are pushed. `untold` is written with every line, as it may
 * have been taken away since the case was read: a process that dies then would leave a line that nobody tells.
 */
function differences(before: CaseDocument, after: CaseDocument): Change {
  const was: Readonly<Record<string, unknown>> = { ...before }
  const is: Readonly<Record<string, unknown>> = { ...after }
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => name !== '_id')
  const grown = after.traceMoved === before.traceMoved ? after.trace.slice(before.trace.length) : undefined
  const hasLine = grown === undefined || grown.length > 0
  const differing = names.filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]) || (name === 'untold' && hasLine),
  )
  const set = differing.filter((name) => is[name] !== undefined && (name !== 'trace' || grown === undefined))
  const gone = differing.filter((name) => is[name] === undefined)
  return {
    $set: Object.fromEntries(set.map((name) => [name, is[name]])),
    ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((name) => [name, ''])) }),
    ...(grown !== undefined && grown.length > 0 && { $push: { trace: { $each: grown } } }),
  }
}
