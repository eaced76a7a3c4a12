/**
 * Group commit: writes of many concurrent callers travel in one `bulkWrite`, and each caller waits for the
 * acknowledgement of its own. There is no timer: while one batch is under way the next one gathers, so a
 * lone write goes out at once and a crowd shares.
 *
 * Promises: a write is acknowledged only when the database has it (majority, journaled); an update that
 * matched nothing (compare-and-set lost) or an insert that met a twin answers `lost`, never an error; when
 * the connection breaks, the batch is tried again until `giveUpAfterMs`, and a write that had in fact
 * arrived is recognised by its `commit` mark, so it is neither repeated nor reported as lost.
 */
import { randomUUID } from 'node:crypto'

import type mongoose from 'mongoose'

import type { Clock } from '../values/clock.ts'
import { bounded } from './bounded.ts'

/** A document that group commit may write: its id and the mark of its last write. */
export interface Committed {
  readonly _id: string
  readonly commit?: string
}

/** One write. Updates name their document and what it must look like (`where`, for compare-and-set). */
export type Write =
  | { readonly kind: 'insert'; readonly document: Committed }
  | {
      readonly kind: 'update'
      readonly id: string
      readonly where: Readonly<Record<string, unknown>>
      readonly change: Readonly<Record<string, Readonly<Record<string, unknown>>>>
    }

/** What became of a write. */
export type Outcome = 'written' | 'lost'

/** Gathers the writes to one collection. */
export interface GroupCommit {
  /** `write` is asked for at the last moment, so that a newer state can travel in place of an older one. */
  submit(write: () => Write): Promise<Outcome>
  /** Writes that wait, and how long the batch under way has been on its way, ms. */
  pressure(): { readonly waiting: number; readonly batchMs: number }
  /** Seconds spent waiting for the database so far, and what they bought. */
  readonly spent: { seconds: number; batches: number; writes: number }
}

/** Options of `groupCommit`. */
export interface GroupCommitOptions {
  readonly collection: mongoose.Collection<Committed>
  readonly clock: Clock
  /** How long a batch is tried again while the database is away, in ms. Default 30,000. */
  readonly giveUpAfterMs?: number
  /** Writes in one batch at most. Default 500. */
  readonly batchSize?: number
}

interface Waiting {
  readonly write: () => Write
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (reason: unknown) => void
}

interface Prepared extends Waiting {
  readonly prepared: Write
  readonly mark: string
}

/** Makes the committer of one collection. Rejects a write only with the database's own error. */
export function groupCommit(options: GroupCommitOptions): GroupCommit {
  const { collection, clock, giveUpAfterMs = 30_000, batchSize = 500 } = options
  const spent = { seconds: 0, batches: 0, writes: 0 }
  const queue: Waiting[] = []
  let busy = false
  let batchBegan: number | undefined

  async function drain(): Promise<void> {
    busy = true
    while (queue.length > 0) {
      const batch = queue.splice(0, batchSize)
      await flush(batch)
    }
    busy = false
  }

  async function flush(batch: readonly Waiting[]): Promise<void> {
    const ready = batch.flatMap(prepare)
    if (ready.length === 0) return
    const began = performance.now()
    batchBegan = began
    try {
      const lost = await writeUntilAnswered(ready)
      for (const [index, one] of ready.entries()) one.resolve(lost.has(index) ? 'lost' : 'written')
    } catch (error) {
      for (const one of ready) one.reject(error)
    } finally {
      batchBegan = undefined
      spent.seconds += (performance.now() - began) / 1000
      spent.batches += 1
      spent.writes += ready.length
    }
  }

  async function writeUntilAnswered(ready: readonly Prepared[]): Promise<ReadonlySet<number>> {
    const giveUpAt = clock.now().getTime() + giveUpAfterMs
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await bounded(writeOnce(ready, attempt > 0))
      } catch (error) {
        if (!isPassing(error) || clock.now().getTime() > giveUpAt) throw error
        await clock.sleep(Math.min(100 * 2 ** attempt, 2_000))
      }
    }
  }

  /** Indexes of the writes that did not take. */
  async function writeOnce(ready: readonly Prepared[], isRepeat: boolean): Promise<ReadonlySet<number>> {
    const updates = ready.filter((one) => one.prepared.kind === 'update').length
    const result = await collection
      .bulkWrite(ready.map(operation), { ordered: false, writeConcern: { w: 'majority', j: true } })
      .then(({ matchedCount }) => ({ matchedCount, failed: [] as readonly number[] }))
      .catch((error: unknown) => ({ matchedCount: -1, failed: duplicatesIn(error) }))
    if (result.failed.length === 0 && result.matchedCount === updates && !isRepeat) return new Set()
    return unmarked(ready, result.failed)
  }

  /** Which writes are not the last ones on their documents. Only asked when something did not match. */
  async function unmarked(
    ready: readonly Prepared[],
    failed: readonly number[],
  ): Promise<ReadonlySet<number>> {
    const ids = ready.map((one) => idOf(one.prepared))
    const found = await collection.find({ _id: { $in: ids } }, { projection: { commit: 1 } }).toArray()
    const marks = new Map(found.map((document) => [document._id, document.commit]))
    const suspects = new Set(failed)
    return new Set(
      ready.flatMap((one, index) => {
        const isOurs = marks.get(idOf(one.prepared)) === one.mark
        const isInsertDone = one.prepared.kind === 'insert' && !suspects.has(index)
        return isOurs || isInsertDone ? [] : [index]
      }),
    )
  }

  return {
    spent,
    pressure: () => ({
      waiting: queue.length,
      batchMs: batchBegan === undefined ? 0 : performance.now() - batchBegan,
    }),
    submit: (write) =>
      new Promise((resolve, reject) => {
        queue.push({ write, resolve, reject })
        if (busy) return
        busy = true
        setImmediate(() => void drain())
      }),
  }
}

function prepare(waiting: Waiting): readonly Prepared[] {
  try {
    return [{ ...waiting, prepared: waiting.write(), mark: randomUUID() }]
  } catch (error) {
    waiting.reject(error)
    return []
  }
}

function operation({ prepared, mark }: Prepared): mongoose.mongo.AnyBulkWriteOperation<Committed> {
  if (prepared.kind === 'insert') return { insertOne: { document: { ...prepared.document, commit: mark } } }
  const { change } = prepared
  return {
    updateOne: {
      filter: { ...prepared.where, _id: prepared.id },
      update: { ...change, $set: { ...change.$set, commit: mark } },
    },
  }
}

function idOf(write: Write): string {
  return write.kind === 'insert' ? write.document._id : write.id
}

/** The writes of a bulk that met a duplicate key, which is an answer; any other error is thrown on. */
function duplicatesIn(error: unknown): readonly number[] {
  const parts = writeErrorsOf(error)
  if (parts === undefined || parts.some(({ code }) => code !== 11000)) throw error
  return parts.map(({ index }) => index)
}

function writeErrorsOf(
  error: unknown,
): readonly { readonly code: number; readonly index: number }[] | undefined {
  if (!(error instanceof Error) || !('writeErrors' in error)) return undefined
  const { writeErrors } = error
  const list: unknown[] = Array.isArray(writeErrors) ? writeErrors : [writeErrors]
  const known = list.filter(
    (one): one is { code: number; index: number } =>
      typeof one === 'object' && one !== null && 'code' in one && 'index' in one,
  )
  return known.length > 0 ? known.map(({ code, index }) => ({ code, index })) : undefined
}

/** Errors that pass by themselves: the connection is gone, a server is being elected, writes collided. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (
    /^Mongo(Network|ServerSelection|NotConnected|PoolCleared|TopologyClosed|WaitQueueTimeout|OperationTimeout)/.test(
      error.name,
    )
  )
    return true
  if (isCutBulk(error)) return true
  const code = 'code' in error ? error.code : undefined
  if (typeof code === 'string') return /^E(CONN|PIPE|TIMEDOUT|NETUNREACH|HOSTUNREACH)/.test(code)
  return (
    typeof code === 'number' &&
    [6, 7, 89, 91, 112, 189, 9001, 10107, 11600, 11602, 13435, 13436].includes(code)
  )
}

/** A bulk write whose connection broke: the driver hides the network error's name, and no write was answered. */
function isCutBulk(error: Error): boolean {
  if (error.name !== 'MongoBulkWriteError' || writeErrorsOf(error) !== undefined) return false
  const code: unknown = 'code' in error ? error.code : undefined
  return typeof code !== 'number' && !error.message.includes('client was closed')
}
