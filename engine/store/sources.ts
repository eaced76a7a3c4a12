/** Where polled sources stand: cursor, lease and health, one document for each source of each connection. */
import type mongoose from 'mongoose'

import { defined } from '../values/defined.ts'
import { isTwin } from './twins.ts'

/** A source as stored; the id is `<connection>/<source>`. */
export interface SourceDocument {
  readonly _id: string
  readonly state: 'running' | 'paused'
  /** Everything up to here is durably stored. Absent: the source begins where its settings say. */
  readonly cursor?: string
  /** Who polls, until when, and the number of the tenure: a former owner cannot move the cursor. */
  readonly owner?: string
  readonly leaseUntil: Date
  readonly fence: number
  readonly nextPollAt: Date
  readonly createdAt: Date
  /** The newest poll that came through, also when it was empty. */
  readonly lastSuccessAt?: Date
  readonly lastError?: string
  /** Polls that failed one after the other. */
  readonly failures: number
  /** Items stored so far, and those turned away. */
  readonly stored: number
  readonly refused: number
  /** What the remote kept for the source at the last poll that came through, where it must keep anything. */
  readonly backlog?: {
    readonly keptBytes: number
    readonly oldestAt?: Date
    readonly danger?: string
  }
  /** What could not be read and waits in a queue of the remote, as the last poll that came through saw it. */
  readonly parked?: { readonly queue: string; readonly count: number }
}

/** What a poll changes. */
export type SourceProgress = Partial<
  Pick<
    SourceDocument,
    'cursor' | 'nextPollAt' | 'lastSuccessAt' | 'lastError' | 'failures' | 'backlog' | 'parked'
  >
>

/** Access to sources. */
export interface SourceStore {
  load(id: string): Promise<SourceDocument | undefined>
  ofConnection(connection: string): Promise<readonly SourceDocument[]>
  all(): Promise<readonly SourceDocument[]>
  /** Takes or renews the lease; `undefined` while another owner has it. Makes the document if it is not there. */
  hold(
    id: string,
    lease: { readonly owner: string; readonly now: Date; readonly until: Date },
    startsPaused?: boolean,
  ): Promise<SourceDocument | undefined>
  /** Lets go, so that another owner need not wait for the end of the lease. */
  release(id: string, owner: string): Promise<void>
  /** Notes what a poll brought; false when the tenure is over, and then nothing is changed. */
  progress(
    held: Pick<SourceDocument, '_id' | 'fence'>,
    change: SourceProgress,
    counts?: { readonly stored: number; readonly refused: number },
  ): Promise<boolean>
  /** A person's change; a new cursor ends the present tenure, so that a poll under way cannot undo it. */
  change(
    id: string,
    now: Date,
    what: {
      readonly state?: SourceDocument['state']
      readonly pollNow?: true
      readonly rewind?: { readonly cursor?: string }
    },
  ): Promise<SourceDocument>
}

/** Opens the sources on a database connection. */
export function sourceStore(connection: mongoose.Connection): SourceStore {
  const sources = connection.collection<SourceDocument>('sources')
  const fresh = (now: Date): object => ({
    state: 'running',
    createdAt: now,
    nextPollAt: now,
    failures: 0,
    stored: 0,
    refused: 0,
  })

  /** Two processes may both find it missing; the second insert meets the first. */
  async function ensure(id: string, now: Date, startsPaused = false): Promise<void> {
    const document = {
      ...fresh(now),
      ...(startsPaused && { state: 'paused' as const }),
      leaseUntil: new Date(0),
      fence: 0,
    }
    await sources
      .updateOne({ _id: id }, { $setOnInsert: document }, { upsert: true })
      .catch((error: unknown) => {
        if (!isTwin(error)) throw error
      })
  }

  async function take(
    id: string,
    { owner, now, until }: { readonly owner: string; readonly now: Date; readonly until: Date },
  ): Promise<SourceDocument | undefined> {
    const renewed = await sources.findOneAndUpdate(
      { _id: id, owner, leaseUntil: { $gt: now } },
      { $set: { leaseUntil: until } },
      { returnDocument: 'after' },
    )
    if (renewed !== null) return renewed
    const taken = await sources.findOneAndUpdate(
      { _id: id, leaseUntil: { $lte: now } },
      { $set: { owner, leaseUntil: until }, $inc: { fence: 1 } },
      { returnDocument: 'after' },
    )
    return taken ?? undefined
  }

  return {
    load: async (id) => (await sources.findOne({ _id: id })) ?? undefined,
    ofConnection: (name) => sources.find({ _id: { $gte: `${name}/`, $lt: `${name}0` } }).toArray(),
    all: () => sources.find().toArray(),
    hold: async (id, lease, startsPaused) => {
      const held = await take(id, lease)
      if (held !== undefined || (await sources.findOne({ _id: id })) !== null) return held
      await ensure(id, lease.now, startsPaused)
      return take(id, lease)
    },
    release: async (id, owner) => {
      await sources.updateOne({ _id: id, owner }, { $set: { leaseUntil: new Date(0) } })
    },
    progress: async ({ _id, fence }, change, counts = { stored: 0, refused: 0 }) => {
      const { lastError, backlog, parked, ...set } = change
      // A poll that failed knows nothing of the backlog, nor of what is parked.
      const gone = {
        ...(lastError === undefined && { lastError: '' as const }),
        ...(change.cursor !== undefined && backlog === undefined && { backlog: '' as const }),
        ...(change.cursor !== undefined && parked === undefined && { parked: '' as const }),
      }
      const { matchedCount } = await sources.updateOne(
        { _id, fence },
        {
          $set: { ...set, ...defined({ lastError, backlog, parked }) },
          $inc: counts,
          $unset: gone,
        },
      )
      return matchedCount === 1
    },
    change: async (id, now, { state, pollNow, rewind }) => {
      await ensure(id, now)
      const cursor = rewind?.cursor
      const changed = await sources.findOneAndUpdate(
        { _id: id },
        {
          $set: {
            ...(state !== undefined && { state }),
            ...((pollNow ?? rewind) !== undefined && { nextPollAt: now }),
            ...(cursor !== undefined && { cursor }),
          },
          ...(rewind !== undefined && { $inc: { fence: 1 } }),
          ...(rewind !== undefined && cursor === undefined && { $unset: { cursor: '' } }),
        },
        { returnDocument: 'after' },
      )
      if (changed === null) throw new Error(`the source ${id} went away while it was changed`)
      return changed
    },
  }
}
