/**
 * Runs in the store: one document per run, one atomic write per checkpoint. The state itself is kept as
 * JSON text (an exact round trip, whatever names variables have); beside it stand the fields that other
 * parts look runs up by, all derived from the state by `engine/runs/run-document.ts`.
 */
import type mongoose from 'mongoose'

import type { HistoryEntry } from '../bpmn/model.ts'
import { groupRead } from './group-read.ts'
import { bounded } from './bounded.ts'
import { groupCommit, type Committed, type GroupCommit } from './group-commit.ts'
import type { Place } from './page-cursor.ts'
import { closedWorkItems, type ClosedWorkItem } from './closed-work-items.ts'
import type { OutgoingEvent } from './event-feed.ts'
import { runFilter, type RunQuery } from './run-queries.ts'
import { runOutboxes, type CalledOff, type RunOutboxes } from './run-outbox.ts'
import { countPipeline, workItemPipeline } from './work-item-queries.ts'
import type { Clock } from '../values/clock.ts'

/** A human task as it stands in its run's document. */
export interface StoredWorkItem {
  readonly id: string
  readonly instance: string
  readonly element: string
  readonly name?: string
  readonly assignee?: string
  readonly candidateGroups: readonly string[]
  readonly candidateUsers: readonly string[]
  readonly dueAt?: Date
  readonly followUpAt?: Date
  readonly priority: number
  readonly formId?: string
  readonly formKey?: string
  readonly createdAt: Date
}

/** A job for workers outside, as it stands in its run's document. */
export interface StoredJob {
  readonly type: string
  readonly instance: string
  /** From then on it can be handed out: the end of its lock, or the beginning of time. */
  readonly freeAt: Date
}

/** What the run is and where it came from; written once. */
export interface RunOrigin {
  readonly flow: string
  readonly version: number
  readonly businessKey?: string
  readonly correlationId?: string
  readonly startedAt: Date
  readonly parent?: { readonly run: string; readonly instance: string }
  /** At most one living run has a given key: what makes a message start a single run per correlation key. */
  readonly activeKey?: string
}

/**
 * What a checkpoint writes beside the state; everything but `paused` follows from the state. Lists that would be
 * empty are absent, and their indexes are partial: a run that waits for nothing costs none of them.
 */
export interface RunIndex {
  readonly status: 'running' | 'incident' | 'paused' | 'completed' | 'terminated' | 'cancelled'
  /** The earliest timer or retry; absent when nothing is timed. */
  readonly dueAt?: Date
  /** Message subscriptions as `subscriptionKey(name, key)`. */
  readonly subscriptions?: readonly string[]
  readonly workItems?: readonly StoredWorkItem[]
  readonly jobs?: readonly StoredJob[]
  readonly elements: readonly string[]
  readonly incidents?: readonly string[]
  readonly endedAt?: Date
}

/** A run as stored. */
export interface RunDocument extends Committed, RunOrigin, RunIndex {
  readonly seq: number
  /** The worker that carries out the run's outstanding work; absent when the run only waits. */
  readonly owner?: string
  /** Ended, and the parent has not been told yet. */
  readonly reportPending?: true
  /** `RunState` as JSON text, with references in place of large values. */
  readonly state: string
  /** Hashes of the values that `runPayloads` holds for it. */
  readonly payloads?: readonly string[]
  /** Their texts by hash; only in memory, for a run that was loaded to be carried on or shown. */
  readonly payloadTexts?: ReadonlyMap<string, string>
  /** Events that are not in the feed yet, the oldest first; absent when all are. */
  readonly untold?: readonly OutgoingEvent[]
  /** Closed work items that are not where closed ones are kept yet; absent when all are. */
  readonly closedItems?: readonly ClosedWorkItem[]
  /** Called runs that it went on without and that have not been told; absent when all have. */
  readonly calledOff?: readonly CalledOff[]
  /** Ids of the messages that this run has taken, the newest last. */
  readonly applied: readonly string[]
  /** The newest part of the history; older parts are in `runHistory`. */
  readonly history: readonly HistoryEntry[]
  /** How many entries have moved to `runHistory`. */
  readonly historyMoved: number
}

/** A rolled-over part of a run's history; `_id` is `<run>:<number of its first entry>`. */
export interface HistoryChunk extends Committed {
  readonly run: string
  readonly first: number
  readonly entries: readonly HistoryEntry[]
}

/** A large value of a run; `_id` is `<run>:<hash>`. */
interface Payload {
  readonly _id: string
  readonly run: string
  readonly hash: string
  /** JSON text. */
  readonly text: string
}

/** Access to runs. Reads see what `commits` has acknowledged. */
export interface RunStore {
  prepare(): Promise<void>
  readonly left: RunOutboxes
  readonly commits: GroupCommit
  /** With the texts of its large values. */
  load(id: string): Promise<RunDocument | undefined>
  /** Keeps large values of a run, by hash; what is there already stays. */
  keepPayloads(run: string, texts: ReadonlyMap<string, string>): Promise<void>
  /** The `seq` of the last write. */
  seqOf(id: string): Promise<number | undefined>
  /** Living runs that wait for the message, the oldest first, at most `waitingAtOnce`. */
  waitingFor(subscription: string): Promise<readonly RunDocument[]>
  /** Those that follow one of them, but for runs of some flows. */
  waitingAfter(
    subscription: string,
    last: Pick<RunDocument, '_id' | 'startedAt'>,
    but: readonly string[],
  ): Promise<readonly RunDocument[]>
  /** Living runs that wait for a signal, by id, after the given one. */
  hearing(subscription: string, after: string, limit: number): Promise<readonly RunDocument[]>
  /** Running runs whose timer or retry is due, the most overdue first. */
  due(now: Date, limit: number): Promise<readonly Pick<RunDocument, '_id' | 'owner' | 'dueAt'>[]>
  /** Runs owned by a worker that is not among the living. */
  orphans(living: readonly string[], limit: number): Promise<readonly RunDocument[]>
  /** The runs of one worker with their `seq`, to notice what others have written. */
  owned(worker: string): Promise<readonly Pick<RunDocument, '_id' | 'seq'>[]>
  /** Ended children whose parent has not been told. */
  unreported(endedBefore: Date, limit: number): Promise<readonly RunDocument[]>
  reported(id: string): Promise<void>
  byActiveKey(activeKey: string): Promise<RunDocument | undefined>
  find(filter: RunQuery, limit: number): Promise<readonly RunDocument[]>
  count(filter: RunQuery): Promise<number>
  /** Ids of runs with a job of this type that can be handed out. */
  runsWithJobs(type: string, now: Date, limit: number): Promise<readonly string[]>
  /** Ids of runs with a job that can be handed out whose type begins with a connection's name and a dot. */
  runsWithJobsNamed(connection: string, now: Date): Promise<readonly string[]>
  /** Ids of living runs after an id, in their order. */
  livingAfter(id: string, limit: number): Promise<readonly string[]>
  /** Living runs with one of the business keys, in short. */
  under(businessKeys: readonly string[], limit: number): Promise<readonly RunInShort[]>
  workItems(filter: WorkItemQuery, limit: number): Promise<readonly WorkItemRow[]>
  /** Open work items by candidate group; those of no group under ''. */
  workItemCounts(now: Date): Promise<readonly WorkItemCount[]>
  moveHistory(chunk: HistoryChunk): Promise<void>
  /** Removes ended runs and all that is theirs, at most so many; gives how many. */
  removeEndedBefore(instant: Date, limit: number): Promise<number>
  historyChunks(run: string, from: number, limit: number): Promise<readonly HistoryChunk[]>
}

/** A run without its state. */
export type RunInShort = Pick<
  RunDocument,
  '_id' | 'flow' | 'version' | 'businessKey' | 'status' | 'elements' | 'startedAt' | 'workItems'
>

/** Which open work items; `afterItem` is the last one seen. Oldest first. */
export interface WorkItemQuery {
  readonly id?: string
  readonly assignee?: string
  readonly group?: string
  /** A user who may take it: one of its candidate users. */
  readonly candidate?: string
  readonly state?: 'assigned' | 'unassigned'
  readonly run?: string
  readonly element?: string
  readonly flow?: string
  readonly dueBefore?: Date
  readonly afterItem?: Place
}

/** An open work item with the run it belongs to. */
export interface WorkItemRow {
  readonly run: string
  readonly flow: string
  readonly businessKey?: string
  /** Of the run. */
  readonly seq: number
  readonly item: StoredWorkItem
}

/** How many open work items a group has. */
export interface WorkItemCount {
  readonly group: string
  readonly open: number
  readonly unassigned: number
  readonly overdue: number
}

/** So many runs that wait for one message are looked at in one go. */
export const waitingAtOnce = 100

/** The key under which all that wait for a signal are found. */
export function signalKey(name: string): string {
  return `signal ${JSON.stringify(name)}`
}

/** The key under which a message subscription is found. */
export function subscriptionKey(name: string, correlationKey: string): string {
  return JSON.stringify([name, correlationKey])
}

const living: { readonly $in: readonly RunIndex['status'][] } = { $in: ['running', 'incident', 'paused'] }

/** Opens the run store on a database connection. */
export function runStore(connection: mongoose.Connection, clock: Clock): RunStore {
  const runs = connection.collection<RunDocument>('runs')
  const chunks = connection.collection<HistoryChunk>('runHistory')
  const payloads = connection.collection<Payload>('runPayloads')
  const committed = connection.collection<Committed>('runs')
  const commits = groupCommit({ collection: committed, clock, giveUpAfterMs: Number.MAX_SAFE_INTEGER })

  const findWaiting = (
    keys: readonly string[],
    more: mongoose.mongo.Filter<RunDocument> = {},
  ): Promise<readonly RunDocument[]> =>
    runs
      .find({ subscriptions: { $in: [...keys], $exists: true }, status: living, ...more })
      .sort({ startedAt: 1, _id: 1 })
      .limit(waitingAtOnce * keys.length)
      .toArray()
  const waiting = groupRead(async (keys) => {
    const found = await findWaiting(keys)
    if (found.length === 0) return new Map<string, readonly RunDocument[]>()
    // A crowd that waits for one of them may have left no room for those that wait for another.
    const isCut = keys.length > 1 && found.length === waitingAtOnce * keys.length
    const wait = async (key: string): Promise<readonly RunDocument[]> =>
      isCut
        ? findWaiting([key])
        : found.filter(({ subscriptions = [] }) => subscriptions.includes(key)).slice(0, waitingAtOnce)
    return new Map(await Promise.all(keys.map(async (key) => [key, await wait(key)] as const)))
  })
  async function withPayloads(found: RunDocument): Promise<RunDocument> {
    if (found.payloads === undefined) return found
    const ids = found.payloads.map((hash) => `${found._id}:${hash}`)
    const kept = await payloads.find({ _id: { $in: ids } }).toArray()
    return { ...found, payloadTexts: new Map(kept.map(({ hash, text }) => [hash, text])) }
  }

  /** The runs go last: as long as one is there, what is left of it is found by it. */
  async function removeAll(old: readonly Pick<RunDocument, '_id' | 'applied'>[]): Promise<void> {
    const ids = old.map(({ _id }) => _id)
    await chunks.deleteMany({ run: { $in: ids } })
    await payloads.deleteMany({ run: { $in: ids } })
    await connection.collection('runActionOutcomes').deleteMany({ run: { $in: ids } })
    await connection.collection('workItemComments').deleteMany({ run: { $in: ids } })
    await connection.collection(closedWorkItems).deleteMany({ run: { $in: ids } })
    // A call is kept under `<run>:<instance>`; a semicolon comes right after a colon.
    const calls = ids.map((id) => ({ key: { $gte: `${id}:`, $lt: `${id};` } }))
    await connection.collection('attempts').deleteMany({ $or: calls })
    const messages = old.flatMap(({ applied }) => applied)
    await connection
      .collection<{ _id: string }>('messages')
      .updateMany({ _id: { $in: messages } }, { $set: { variables: '{}' } })
    await runs.deleteMany({ _id: { $in: ids } })
  }

  return {
    commits,
    prepare: async () => {
      await runs.createIndexes([
        { key: { activeKey: 1 }, unique: true, partialFilterExpression: { activeKey: { $exists: true } } },
        indexOfList('subscriptions', { subscriptions: 1 }),
        { key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $exists: true } } },
        { key: { owner: 1 }, partialFilterExpression: { owner: { $exists: true } } },
        { key: { reportPending: 1 }, partialFilterExpression: { reportPending: { $exists: true } } },
        { key: { startedAt: -1, _id: -1 } },
        { key: { flow: 1, startedAt: -1, _id: -1 } },
        { key: { status: 1, startedAt: -1, _id: -1 } },
        { key: { businessKey: 1 }, partialFilterExpression: { businessKey: { $exists: true } } },
        indexOfList('workItems', { 'workItems.id': 1 }),
        indexOfList('workItems', { 'workItems.assignee': 1 }),
        indexOfList('workItems', { 'workItems.candidateGroups': 1 }),
        indexOfList('jobs', { 'jobs.type': 1, 'jobs.freeAt': 1 }),
        { key: { 'untold.id': 1 }, partialFilterExpression: { untold: { $exists: true } } },
        { key: { 'closedItems.id': 1 }, partialFilterExpression: { closedItems: { $exists: true } } },
        { key: { 'calledOff.id': 1 }, partialFilterExpression: { calledOff: { $exists: true } } },
      ])
      await chunks.createIndexes([{ key: { run: 1, first: 1 } }])
      await payloads.createIndexes([{ key: { run: 1 } }])
    },
    seqOf: async (id) => (await bounded(runs.findOne({ _id: id }, { projection: { seq: 1 } })))?.seq,
    load: async (id) => {
      const found = await bounded(runs.findOne({ _id: id }))
      return found === null ? undefined : bounded(withPayloads(found))
    },
    keepPayloads: async (run, texts) => {
      const writes = [...texts].map(([hash, text]) => ({
        updateOne: {
          filter: { _id: `${run}:${hash}` },
          update: { $setOnInsert: { run, hash, text } },
          upsert: true,
        },
      }))
      await bounded(payloads.bulkWrite(writes, { ordered: false }))
    },
    hearing: (subscription, after, limit) =>
      runs
        .find({ subscriptions: { $in: [subscription], $exists: true }, status: living, _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    waitingFor: async (subscription) => (await waiting(subscription)) ?? [],
    waitingAfter: (subscription, { _id, startedAt }, but) =>
      findWaiting([subscription], {
        flow: { $nin: [...but] },
        $or: [{ startedAt: { $gt: startedAt } }, { startedAt, _id: { $gt: _id } }],
      }),
    due: (now, limit) =>
      runs
        .find({ dueAt: { $lte: now, $exists: true }, status: { $in: ['running', 'incident'] } })
        .project<Pick<RunDocument, '_id' | 'owner' | 'dueAt'>>({ owner: 1, dueAt: 1 })
        .sort({ dueAt: 1 })
        .limit(limit)
        .toArray(),
    orphans: (workers, limit) =>
      runs
        .find({ owner: { $exists: true, $nin: [...workers] } })
        .limit(limit)
        .toArray(),
    owned: (worker) =>
      runs.find({ owner: worker }).project<Pick<RunDocument, '_id' | 'seq'>>({ seq: 1 }).toArray(),
    unreported: async (endedBefore, limit) => {
      const found = await runs
        .find({ reportPending: true, endedAt: { $lt: endedBefore } })
        .limit(limit)
        .toArray()
      return Promise.all(found.map(withPayloads))
    },
    reported: async (id) => {
      await runs.updateOne({ _id: id }, { $unset: { reportPending: '' } })
    },
    byActiveKey: async (activeKey) => (await runs.findOne({ activeKey })) ?? undefined,
    find: (query, limit) =>
      runs.find(runFilter(query)).sort({ startedAt: -1, _id: -1 }).limit(limit).toArray(),
    count: (query) => runs.countDocuments(runFilter(query)),
    runsWithJobs: async (type, now, limit) => {
      const found = await runs
        .find({
          jobs: { $exists: true, $elemMatch: { type, freeAt: { $lte: now } } },
          status: { $in: ['running', 'incident'] },
        })
        .project<{ _id: string }>({ _id: 1 })
        .limit(limit)
        .toArray()
      return found.map(({ _id }) => _id)
    },
    runsWithJobsNamed: async (connection, now) => {
      // The sign after the dot ends the range of all types that begin so.
      const type = { $gte: `${connection}.`, $lt: `${connection}/` }
      const found = await runs
        .find({ jobs: { $exists: true, $elemMatch: { type, freeAt: { $lte: now } } }, status: living })
        .project<{ _id: string }>({ _id: 1 })
        .toArray()
      return found.map(({ _id }) => _id)
    },
    livingAfter: async (id, limit) => {
      const found = await runs
        .find({ _id: { $gt: id }, status: living }, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray()
      return found.map(({ _id }) => _id)
    },
    under: async (businessKeys, limit) => {
      const found = await runs
        .find({ businessKey: { $in: [...businessKeys], $exists: true }, status: living })
        .project<RunInShort>({
          ...{ flow: 1, version: 1, businessKey: 1, status: 1 },
          ...{ elements: 1, startedAt: 1, workItems: 1 },
        })
        .limit(limit)
        .toArray()
      return found.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
    },
    workItems: (query, limit) => runs.aggregate<WorkItemRow>(workItemPipeline(query, limit)).toArray(),
    workItemCounts: (now) => runs.aggregate<WorkItemCount>(countPipeline(now)).toArray(),
    left: runOutboxes(runs),
    moveHistory: async (chunk) => {
      await bounded(chunks.updateOne({ _id: chunk._id }, { $setOnInsert: chunk }, { upsert: true }))
    },
    removeEndedBefore: async (instant, limit) => {
      const old = await runs
        .find({
          status: { $in: ['completed', 'terminated', 'cancelled'] },
          startedAt: { $lt: instant },
          endedAt: { $lt: instant },
          reportPending: { $exists: false },
          untold: { $exists: false },
          closedItems: { $exists: false },
          calledOff: { $exists: false },
        })
        .project<Pick<RunDocument, '_id' | 'applied'>>({ applied: 1 })
        .limit(limit)
        .toArray()
      if (old.length > 0) await removeAll(old)
      return old.length
    },
    historyChunks: (run, from, limit) =>
      chunks
        .find({ run, first: { $gte: from } })
        .sort({ first: 1 })
        .limit(limit)
        .toArray(),
  }
}

/** An index over a list that only runs with that list are in. Its name tells it from one over all runs. */
function indexOfList(list: keyof RunIndex, key: Record<string, 1>): mongoose.mongo.IndexDescription {
  const name = `${Object.keys(key).join('_')}_present`
  return { key, name, partialFilterExpression: { [list]: { $exists: true } } }
}
