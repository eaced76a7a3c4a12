/**
 * Background operations: each step is followed by one compare-and-set that keeps how far it is, so that a process
 * that dies costs one repeated step, and whoever pauses or cancels an operation is never overwritten by its worker.
 */
import { Problem } from '../../contracts/problems.ts'
import type { BackgroundDocument, BackgroundState, BackgroundStore } from '../store/background.ts'
import { isPassing } from '../store/group-commit.ts'
import type { Clock } from '../values/clock.ts'
import type { Json } from '../values/json.ts'
import type { Log } from '../values/log.ts'
import { lookout } from '../values/lookout.ts'
import type { Background, BackgroundKind, BackgroundView, Step } from './service.ts'

/** What background operations are made of. */
export interface BackgroundPorts {
  readonly store: BackgroundStore
  readonly kinds: readonly BackgroundKind[]
  readonly newId: () => string
  readonly clock: Clock
  readonly log: Log
  /** After so long without a step an operation is taken over. Default 60,000 ms. */
  readonly leaseMs?: number
}

/** Makes them; nothing runs before `start`. */
export function background(ports: BackgroundPorts): Background {
  const { store, kinds, newId, clock, log, leaseMs = 60_000 } = ports
  const stopping = new AbortController()
  const looking = lookout({ what: 'the look for background operations', look, clock, log })

  async function look(): Promise<number | undefined> {
    const now = clock.now()
    let mine = await store.take(now, new Date(now.getTime() + leaseMs))
    if (mine === undefined) return undefined
    while (mine?.state === 'running' && !stopping.signal.aborted) mine = await stepOf(mine)
    if (mine?.state === 'running') await store.replace(released(mine))
    return 0
  }

  /** The operation after one step; `undefined` when somebody else changed it meanwhile. */
  async function stepOf(operation: BackgroundDocument): Promise<BackgroundDocument | undefined> {
    const kind = kinds.find((one) => one.kind === operation.kind)
    const next =
      kind === undefined
        ? failed(operation, `This hub knows no operation of the kind ${operation.kind}.`)
        : await tried(kind, operation)
    const now = clock.now()
    const leaseUntil = new Date(now.getTime() + leaseMs)
    const written = {
      ...(next.state === 'running' ? { ...next, leaseUntil } : released(next)),
      seq: operation.seq + 1,
      updatedAt: now,
    }
    return (await store.replace(written)) ? written : undefined
  }

  async function tried(kind: BackgroundKind, operation: BackgroundDocument): Promise<BackgroundDocument> {
    try {
      const step = await kind.step({
        id: operation._id,
        input: JSON.parse(operation.input) as Json,
        cursor: JSON.parse(operation.cursor) as Json,
      })
      return after(operation, step)
    } catch (error) {
      if (isPassing(error)) throw error
      log.warn('a background operation failed', { id: operation._id, kind: operation.kind, error })
      return failed(operation, error instanceof Error ? error.message : String(error))
    }
  }

  async function load(id: string): Promise<BackgroundDocument> {
    const found = await store.byId(id)
    if (found !== undefined) return found
    throw new Problem('backgroundOperationNotFound', `There is no operation "${id}".`)
  }

  async function turn(
    id: string,
    from: readonly BackgroundState[],
    state: BackgroundState,
  ): Promise<BackgroundView> {
    for (;;) {
      const before = await load(id)
      if (before.state === state) return viewOf(before)
      if (!from.includes(before.state)) {
        throw new Problem('conflict', `The operation is ${before.state}; it cannot become ${state}.`)
      }
      const { failure: _failure, ...rest } = released(before)
      const next = { ...rest, state, seq: before.seq + 1, updatedAt: clock.now() }
      if (!(await store.replace(next))) continue
      looking.wake()
      return viewOf(next)
    }
  }

  return {
    start: () => {
      looking.start()
    },
    stop: async () => {
      stopping.abort()
      await looking.stop()
    },
    begin: async ({ id = newId(), kind, input, by, total }) => {
      const now = clock.now()
      const operation: BackgroundDocument = {
        _id: id,
        kind,
        state: 'running',
        input: JSON.stringify(input),
        cursor: 'null',
        done: 0,
        counts: {},
        by,
        createdAt: now,
        updatedAt: now,
        seq: 1,
        ...(total !== undefined && { total }),
      }
      await store.add(operation)
      looking.wake()
      return viewOf(await load(id))
    },
    get: async (id) => viewOf(await load(id)),
    list: async (filter, { limit, after: cursor }) => {
      const page = { limit: limit + 1, ...(cursor !== undefined && { after: cursor }) }
      const found = await store.list(filter, page)
      const items = found.slice(0, limit)
      return { items: items.map(viewOf), next: found.length > limit ? (items.at(-1)?._id ?? null) : null }
    },
    pause: (id) => turn(id, ['running'], 'paused'),
    resume: (id) => turn(id, ['paused', 'failed'], 'running'),
    cancel: (id) => turn(id, ['running', 'paused', 'failed'], 'cancelled'),
  }
}

function after(operation: BackgroundDocument, step: Step): BackgroundDocument {
  const counts = { ...operation.counts }
  for (const [name, count] of Object.entries(step.counts ?? {})) counts[name] = (counts[name] ?? 0) + count
  return {
    ...operation,
    cursor: JSON.stringify(step.cursor),
    done: operation.done + step.done,
    ...(step.total !== undefined && { total: step.total }),
    counts,
    ...(step.isLast && { state: 'completed' as const }),
  }
}

function failed(operation: BackgroundDocument, failure: string): BackgroundDocument {
  return { ...operation, state: 'failed', failure }
}

function released({ leaseUntil: _lease, ...rest }: BackgroundDocument): BackgroundDocument {
  return rest
}

function viewOf(operation: BackgroundDocument): BackgroundView {
  const { _id: id, input: _input, cursor: _cursor, seq: _seq, leaseUntil: _lease, ...rest } = operation
  return { id, ...rest }
}
