/** SLA clocks in the store: one document each, written by compare-and-set; the due index is what wakes them. */
import type mongoose from 'mongoose'

import type { SlaClock, SlaSubject } from '../sla/clock.ts'
import type { Clock } from '../values/clock.ts'
import { defined } from '../values/defined.ts'
import { groupCommit, type Committed, type GroupCommit } from './group-commit.ts'
import type { Place } from './page-cursor.ts'
import { tolds } from './told.ts'

type ClockDocument = Omit<SlaClock, 'id'> & Committed

/** Which clocks; every field narrows. */
export interface ClockQuery {
  readonly status?: string
  readonly policy?: string
  readonly agreement?: string
  readonly subject?: string
  readonly target?: string
  readonly dueBefore?: Date
  readonly startedSince?: Date
  readonly startedBefore?: Date
}

/** How many promises were kept, on one side. */
export interface SlaCount {
  readonly key: string
  readonly total: number
  readonly open: number
  readonly met: number
  readonly warned: number
  readonly breached: number
  readonly excused: number
}

/** Access to clocks. */
export interface ClockStore {
  prepare(): Promise<void>
  readonly commits: GroupCommit
  load(id: string): Promise<SlaClock | undefined>
  ofSubject(kind: string, id: string): Promise<readonly SlaClock[]>
  /** What open clocks of a run and its work items are about. */
  openOfRun(run: string): Promise<readonly SlaSubject[]>
  /** Ids of runs after this one, in order, that open clocks are about. */
  readonly runsAwaited: (after: string, limit: number) => Promise<readonly string[]>
  /** False when the id is taken. */
  insert(fresh: SlaClock): Promise<boolean>
  /** False when somebody else was quicker. */
  save(before: SlaClock, after: SlaClock): Promise<boolean>
  /** Clocks whose next mark is due by an instant, the most overdue first. */
  due(by: Date, limit: number): Promise<readonly SlaClock[]>
  /** Clocks whose marks fired before an instant and were not told. */
  untold(before: Date, limit: number): Promise<readonly SlaClock[]>
  readonly told: (id: string, seq: number) => Promise<void>
  /** Open clocks of a calendar that count in an older version of it. */
  outdated(calendar: string, version: number, limit: number): Promise<readonly SlaClock[]>
  find(
    query: ClockQuery,
    page: { readonly before?: Place; readonly limit: number },
  ): Promise<readonly SlaClock[]>
  report(query: ClockQuery, by: string): Promise<readonly SlaCount[]>
}

/** Opens the clocks on a database connection. */
export function clockStore(connection: mongoose.Connection, clock: Clock): ClockStore {
  const clocks = connection.collection<ClockDocument>('slaClocks')
  const commits = groupCommit({ collection: connection.collection<Committed>('slaClocks'), clock })
  return {
    commits,
    prepare: async () => {
      await clocks.createIndexes([
        { key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $exists: true } } },
        { key: { untold: 1 }, partialFilterExpression: { untold: { $exists: true } } },
        { key: { 'subject.id': 1 } },
        { key: { 'subject.run': 1 }, partialFilterExpression: { 'subject.run': { $exists: true } } },
        { key: { startedAt: -1, _id: -1 } },
        { key: { status: 1, startedAt: -1, _id: -1 } },
        { key: { policy: 1, startedAt: -1, _id: -1 } },
        { key: { calendar: 1, calendarVersion: 1 } },
      ])
    },
    load: async (id) => {
      const found = await clocks.findOne({ _id: id })
      return found === null ? undefined : opened(found)
    },
    ofSubject: async (kind, id) => {
      const found = await clocks.find({ 'subject.id': id }).toArray()
      return found.filter(({ subject }) => subject.kind === kind).map(opened)
    },
    openOfRun: async (run) => {
      const found = await clocks
        .find(
          { 'subject.run': { $eq: run, $exists: true }, endedAt: { $exists: false } },
          { projection: { subject: 1 } },
        )
        .toArray()
      return [...new Map(found.map(({ subject }) => [subject.id, subject])).values()]
    },
    runsAwaited: async (after, limit) => {
      const found = await clocks
        .aggregate<{ readonly _id: string }>([
          { $match: { 'subject.run': { $gt: after, $exists: true }, endedAt: { $exists: false } } },
          { $group: { _id: '$subject.run' } },
          { $sort: { _id: 1 } },
          { $limit: limit },
        ])
        .toArray()
      return found.map(({ _id }) => _id)
    },
    insert: async (fresh) =>
      (await commits.submit(() => ({ kind: 'insert', document: closed(fresh) }))) === 'written',
    save: async (before, after) => {
      const change = differences(before, { ...after, seq: before.seq + 1 })
      const where = { seq: before.seq }
      return (await commits.submit(() => ({ kind: 'update', id: before.id, where, change }))) === 'written'
    },
    due: async (by, limit) =>
      (
        await clocks
          // Some databases take a partial index only for a query that says what is in it.
          .find({ dueAt: { $lte: by, $exists: true } })
          .sort({ dueAt: 1 })
          .limit(limit)
          .toArray()
      ).map(opened),
    untold: async (before, limit) =>
      (
        await clocks
          .find({ untold: { $exists: true } })
          .limit(limit)
          .toArray()
      )
        .map(opened)
        .filter(({ marks }) => marks.some(({ firedAt }) => firedAt !== undefined && firedAt < before)),
    told: tolds(connection.collection<Committed>('slaClocks')),
    outdated: async (calendar, version, limit) =>
      (
        await clocks
          .find({ calendar, calendarVersion: { $lt: version }, endedAt: { $exists: false } })
          .limit(limit)
          .toArray()
      ).map(opened),
    find: async (query, { before, limit }) => {
      const beyond =
        before === undefined
          ? []
          : [{ $or: [{ startedAt: { $lt: before.at } }, { startedAt: before.at, _id: { $lt: before.id } }] }]
      const found = await clocks
        .find({ $and: [filterOf(query), ...beyond] })
        .sort({ startedAt: -1, _id: -1 })
        .limit(limit)
        .toArray()
      return found.map(opened)
    },
    report: (query, by) => clocks.aggregate<SlaCount>(reportPipeline(query, by)).toArray(),
  }
}

function reportPipeline(query: ClockQuery, by: string): object[] {
  const key = by === 'policy' || by === 'target' || by === 'agreement' ? `$${by}` : `$sides.${by}`
  const among = (statuses: readonly string[]): object => ({
    $cond: [{ $in: ['$status', [...statuses]] }, 1, 0],
  })
  const has = (field: string): object => ({ $cond: [{ $gt: [`$${field}`, null] }, 1, 0] })
  return [
    { $match: filterOf(query) },
    {
      $group: {
        _id: key,
        total: { $sum: 1 },
        open: { $sum: among(['running', 'paused', 'breached']) },
        met: { $sum: among(['met']) },
        warned: { $sum: has('warnedAt') },
        breached: { $sum: has('breachedAt') },
        excused: { $sum: among(['excused']) },
      },
    },
    { $sort: { total: -1, _id: 1 } },
    {
      $project: {
        _id: 0,
        key: { $ifNull: ['$_id', ''] },
        total: 1,
        open: 1,
        met: 1,
        warned: 1,
        breached: 1,
        excused: 1,
      },
    },
  ]
}

function filterOf(query: ClockQuery): mongoose.mongo.Filter<ClockDocument> {
  const { subject, dueBefore, startedSince, startedBefore, ...equal } = query
  const started = defined({ $gte: startedSince, $lt: startedBefore })
  return {
    ...equal,
    ...(subject !== undefined && { 'subject.id': subject }),
    ...(dueBefore !== undefined && { targetAt: { $lt: dueBefore }, endedAt: { $exists: false } }),
    ...(Object.keys(started).length > 0 && { startedAt: started }),
  } as mongoose.mongo.Filter<ClockDocument>
}

function closed({ id, ...rest }: SlaClock): ClockDocument {
  return { _id: id, ...rest }
}

function opened({ _id, commit: _commit, ...rest }: ClockDocument): SlaClock {
  return { id: _id, ...rest }
}

function differences(before: SlaClock, after: SlaClock): Record<string, Record<string, unknown>> {
  const was: Readonly<Record<string, unknown>> = { ...before }
  const is: Readonly<Record<string, unknown>> = { ...after }
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => name !== 'id')
  const differing = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
  const gone = differing.filter((name) => is[name] === undefined)
  return {
    $set: Object.fromEntries(
      differing.filter((name) => is[name] !== undefined).map((name) => [name, is[name]]),
    ),
    ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((name) => [name, ''])) }),
  }
}
