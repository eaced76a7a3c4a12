/**
 * What is deployed, in the store: immutable contents, the deployments that make them count, and the schedules of
 * timer starts.
 *
 * A deployment is one document, and writing it is the moment at which all of its members are there: contents are
 * written before and count for nothing until then. Deployments are numbered without gaps, so of two that are made
 * at once the second is turned away and looks again at what is there.
 */
import type mongoose from 'mongoose'

import { groupRead } from './group-read.ts'

/** What can be deployed and has versions of its own here. */
export type ResourceKind = 'flow' | 'form' | 'ruleSet'

/** One resource of a deployment. */
export interface Member {
  readonly kind: ResourceKind
  readonly key: string
  readonly version: number
  /** It had this version before. */
  readonly unchanged: boolean
  readonly versionTag?: string
  readonly contentHash: string
  /** `_id` of its content; empty for rule sets, which are kept elsewhere. */
  readonly content: string
}

/** Resources that belong together. `_id` is its number, from 1. */
export interface DeploymentDocument {
  readonly _id: number
  readonly id: string
  readonly deployedAt: Date
  /** The id of the API key or user. */
  readonly by: string
  readonly members: readonly Member[]
  /** What follows from it (timer starts, rule sets that decide) has been done. */
  readonly isSettled: boolean
}

/** One version of one resource. `_id` is `<deployment>:<kind>:<key>`. */
export interface ResourceVersion {
  readonly _id: string
  readonly kind: ResourceKind
  readonly key: string
  readonly version: number
  readonly name?: string
  readonly documentation?: string
  readonly versionTag?: string
  readonly contentHash: string
  /** BPMN XML or form JSON, exactly as it was sent. */
  readonly text: string
  readonly deployedAt: Date
  readonly deployment: string
  /** Until its deployment has been settled. */
  readonly isLoose?: true
}

/** When a timer start event fires next. `_id` is `<key>:<start event>`; the newest version owns it. */
export interface TimerStart {
  readonly _id: string
  readonly flow: string
  readonly version: number
  readonly startEvent: string
  readonly dueAt: Date
  /** Fires still to come after this one; null is without end, absent is none. */
  readonly left?: number | null
  /** ISO 8601 interval between fires; absent when it fires once. */
  readonly interval?: string
}

/** A member and the deployment that it is found in. */
export type Found = Member & { readonly deployment: string }

/** Access to what is deployed. */
export interface FlowStore {
  prepare(): Promise<void>
  /** Contents of a deployment that is to be made. */
  keep(contents: readonly ResourceVersion[]): Promise<void>
  /** False when that number is taken: somebody else has deployed in the meantime. */
  make(deployment: DeploymentDocument): Promise<boolean>
  /** The number of the newest deployment; 0 before the first. Changes whenever something is deployed, by any process. */
  revision(): Promise<number>
  deployment(id: string): Promise<DeploymentDocument | undefined>
  newest(kind: ResourceKind, key: string): Promise<Found | undefined>
  /** The number of the newest version of a flow, by one small look that callers at the same moment share. */
  newestNumber(key: string): Promise<number | undefined>
  /** The newest version with a version tag. */
  tagged(kind: ResourceKind, key: string, versionTag: string): Promise<Found | undefined>
  /** A version, in the deployment that has made it. */
  version(kind: ResourceKind, key: string, version: number): Promise<Found | undefined>
  contents(ids: readonly string[]): Promise<readonly ResourceVersion[]>
  /** The newest version of everything of a kind, by key, after the given key. */
  list(kind: ResourceKind, after: string | undefined, limit: number): Promise<readonly Member[]>
  /** Versions of one thing, newest first, below the given number. */
  versions(
    kind: ResourceKind,
    key: string,
    page: { readonly below: number; readonly limit: number },
  ): Promise<readonly Member[]>
  /** Deployments made before an instant from which not all has followed: their process died. */
  unsettled(madeBefore: Date): Promise<readonly DeploymentDocument[]>
  settled(deployment: DeploymentDocument): Promise<void>
  /** Removes contents of deployments that never came about. */
  sweep(keptBefore: Date): Promise<void>
  /** Replaces the timer starts of a flow by those of a newer version. */
  schedule(flow: string, version: number, starts: readonly TimerStart[]): Promise<void>
  dueStarts(now: Date): Promise<readonly TimerStart[]>
  /** Moves a schedule on (`next`) or ends it; nothing happens when another process was faster. */
  fired(start: TimerStart, next: TimerStart | undefined): Promise<void>
}

/** Opens the store of what is deployed on a database connection. */
export function flowStore(connection: mongoose.Connection): FlowStore {
  const deployments = connection.collection<DeploymentDocument>('deployments')
  const contents = connection.collection<ResourceVersion>('deployedContents')
  const starts = connection.collection<TimerStart>('timerStarts')

  /** The member of the newest (or oldest) deployment that has one like it. */
  async function find(like: Partial<Member>, order: 1 | -1): Promise<Found | undefined> {
    const [found] = await deployments
      .find({ members: { $elemMatch: like } })
      .sort({ _id: order })
      .limit(1)
      .toArray()
    const member = found?.members.find((one) => isLike(one, like))
    return found && member && { ...member, deployment: found.id }
  }

  async function revision(): Promise<number> {
    const [newest] = await deployments.find().project({ _id: 1 }).sort({ _id: -1 }).limit(1).toArray()
    return (newest?._id as number | undefined) ?? 0
  }

  const revisionNow = groupRead(async (names) => {
    const now = await revision()
    return new Map(names.map((name) => [name, now] as const))
  })
  /** What was found since the last deployment of anybody. */
  let known = { revision: -1, numbers: new Map<string, number | undefined>() }

  async function newestNumber(key: string): Promise<number | undefined> {
    const now = (await revisionNow('deployments')) ?? 0
    if (now !== known.revision) known = { revision: now, numbers: new Map() }
    const { numbers } = known
    if (!numbers.has(key)) numbers.set(key, (await find({ kind: 'flow', key }, -1))?.version)
    return numbers.get(key)
  }

  return {
    prepare: async () => {
      await deployments.createIndexes([
        { key: { id: 1 }, unique: true },
        { key: { 'members.key': 1, _id: -1 } },
        { key: { isSettled: 1 }, partialFilterExpression: { isSettled: false } },
      ])
      await starts.createIndexes([{ key: { dueAt: 1 } }, { key: { flow: 1 } }])
    },
    keep: async (wanted) => {
      for (const content of wanted) await contents.replaceOne({ _id: content._id }, content, { upsert: true })
    },
    make: async (deployment) => {
      const { upsertedCount } = await deployments.updateOne(
        { _id: deployment._id },
        { $setOnInsert: deployment },
        { upsert: true },
      )
      return upsertedCount === 1
    },
    revision,
    deployment: async (id) => (await deployments.findOne({ id })) ?? undefined,
    newestNumber,
    newest: (kind, key) => find({ kind, key }, -1),
    tagged: (kind, key, versionTag) => find({ kind, key, versionTag }, -1),
    version: (kind, key, version) => find({ kind, key, version }, 1),
    contents: (ids) => contents.find({ _id: { $in: [...ids] } }).toArray(),
    list: (kind, after, limit) =>
      deployments
        .aggregate<Member>([
          { $unwind: '$members' },
          { $match: { 'members.kind': kind, ...(after !== undefined && { 'members.key': { $gt: after } }) } },
          { $sort: { _id: -1 } },
          { $group: { _id: '$members.key', newest: { $first: '$members' } } },
          { $sort: { _id: 1 } },
          { $limit: limit },
          { $replaceRoot: { newRoot: '$newest' } },
        ])
        .toArray(),
    versions: async (kind, key, { below, limit }) => {
      const like = { kind, key, unchanged: false }
      const found = await deployments
        .find({ members: { $elemMatch: { ...like, version: { $lt: below } } } })
        .sort({ _id: -1 })
        .limit(limit)
        .toArray()
      return found.flatMap(({ members }) => members.find((one) => isLike(one, like)) ?? [])
    },
    unsettled: (madeBefore) =>
      deployments
        .find({ isSettled: false, deployedAt: { $lt: madeBefore } })
        .sort({ _id: 1 })
        .limit(100)
        .toArray(),
    settled: async ({ _id, id }) => {
      await contents.updateMany({ _id: { $regex: `^${id}:` }, deployment: id }, { $unset: { isLoose: '' } })
      await deployments.updateOne({ _id, id }, { $set: { isSettled: true } })
    },
    sweep: async (keptBefore) => {
      const loose = await contents
        .find({ isLoose: true, deployedAt: { $lt: keptBefore } })
        .project<Pick<ResourceVersion, '_id' | 'deployment'>>({ deployment: 1 })
        .limit(1_000)
        .toArray()
      for (const { _id, deployment } of loose)
        if ((await deployments.findOne({ id: deployment })) === null) await contents.deleteOne({ _id })
    },
    schedule: async (flow, version, wanted) => {
      for (const start of wanted) {
        await starts.replaceOne({ _id: start._id }, start, { upsert: true })
      }
      await starts.deleteMany({ flow, version: { $lt: version } })
    },
    dueStarts: (now) =>
      starts
        .find({ dueAt: { $lte: now } })
        .sort({ dueAt: 1 })
        .limit(100)
        .toArray(),
    fired: async (start, next) => {
      const same = { _id: start._id, dueAt: start.dueAt, version: start.version }
      await (next === undefined ? starts.deleteOne(same) : starts.replaceOne(same, next))
    },
  }
}

function isLike(member: Member, like: Partial<Member>): boolean {
  return Object.entries(like).every(([name, value]) => member[name as keyof Member] === value)
}
