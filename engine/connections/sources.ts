/**
 * Polls the sources of all connections. One rule set for all: one owner per source by a lease in the store; the cursor
 * moves only over what is durably stored, by compare-and-set on the tenure; a crash between storing and moving reads
 * the page again, and what is known is recognised; it survives restarts and changes of settings.
 */
import type { PolledPage, PollSource } from '../../adapters/adapter.ts'
import type { Backlog } from '../../adapters/polled-parts.ts'
import { Problem } from '../../contracts/problems.ts'
import type { FullListStore } from '../store/full-lists.ts'
import type { SnapshotStore } from '../store/snapshots.ts'
import type { SourceDocument, SourceStore } from '../store/sources.ts'
import type { Clock } from '../values/clock.ts'
import { defined } from '../values/defined.ts'
import { failureOf } from '../values/failure.ts'
import type { Log } from '../values/log.ts'
import { fullListChange, type FullListChange } from './full-lists.ts'
import type { ItemSink, Origin, RefusedItem } from './items.ts'
import type { Connections } from './service.ts'
import { ailmentOf, backlogView, type BacklogView } from './source-health.ts'
import { snapshotChange, type SnapshotChange } from './snapshots.ts'

/** How one source is. */
export interface SourceView {
  readonly name: string
  readonly kind: 'poll' | 'callback'
  readonly state: 'running' | 'paused'
  /** False when nothing, not even an empty poll, was seen for longer than the source promises, or it is far behind. */
  readonly healthy: boolean
  readonly cursor?: string
  readonly lastSuccessAt?: Date
  /** Milliseconds since then. */
  readonly lagMs?: number
  readonly lastError?: string
  readonly stored?: number
  readonly refused?: number
  readonly backlog?: BacklogView
  /** Deliveries that could not be read and wait in a queue of the remote; absent when there are none. */
  readonly parked?: { readonly queue: string; readonly count: number }
}

/** The sources of connections. Unknown ones raise `sourceNotFound`. */
export interface Sources {
  start(): void
  /** Resolves when no poll is under way. */
  stop(): Promise<void>
  list(connection: string): Promise<readonly SourceView[]>
  pause(connection: string, source: string): Promise<SourceView>
  resume(connection: string, source: string): Promise<SourceView>
  /** Polls now; raises `conflict` for one that is paused or cannot be polled. */
  pollNow(connection: string, source: string): Promise<SourceView>
  /** Reads again from a cursor, or from where the settings say. */
  rewind(connection: string, source: string, cursor?: string): Promise<SourceView>
  /** What a poll would bring from a cursor, or from where the settings say: mapped, and nothing is stored. */
  preview(connection: string, source: string, cursor?: string): Promise<PolledPage>
  /** Those that run and do not keep what they promise, by name (`<connection>/<source>`), each with the reason. */
  unhealthy(): Promise<readonly { readonly name: string; readonly why: string }[]>
}

/** What the runner is made of. */
export interface SourcePorts {
  readonly store: SourceStore
  readonly snapshots: SnapshotStore
  readonly fullLists: FullListStore
  readonly connections: Connections
  readonly sink: ItemSink
  /** Unique to this process and start. */
  readonly owner: string
  readonly clock: Clock
  readonly log: Log
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number
  /** How long a silent process keeps its sources, ms. Default 15,000. */
  readonly leaseMs?: number
}

interface Task {
  readonly stop: AbortController
  wake: AbortController
  /** Woken while it was not asleep: the next rest is skipped. */
  isWoken: boolean
  done: Promise<void>
}

/** Pages without an item that a preview passes over. */
const emptyPages = 3

/** A person waits for a preview no longer than this, ms. */
const previewMs = 20_000

/** Makes the runner; nothing is polled before `start`. */
export function sources(ports: SourcePorts): Sources {
  const { store, connections, clock, log, owner, leaseMs = 15_000 } = ports
  const tasks = new Map<string, Task>()
  const ended: Promise<void>[] = []
  const previewing = new AbortController()
  let isRunning = false

  /** Begins what is new and ends what is gone, after connections have changed. */
  async function bringInLine(): Promise<void> {
    const wanted = new Map<string, Omit<Following, 'id' | 'signal'>>()
    for (const connection of connections.names()) {
      for (const [source, definition] of Object.entries(await connections.sources(connection))) {
        if (definition.kind !== 'poll') continue
        const { startsPaused = false } = definition
        wanted.set(`${connection}/${source}`, { connection, source, startsPaused })
      }
    }
    for (const [id, task] of tasks) if (!wanted.has(id)) end(id, task)
    if (!isRunning) return
    for (const [id, one] of wanted) if (!tasks.has(id)) begin(id, one)
  }

  function begin(id: string, one: Omit<Following, 'id' | 'signal'>): void {
    const stop = new AbortController()
    const task: Task = { stop, wake: new AbortController(), isWoken: false, done: Promise.resolve() }
    tasks.set(id, task)
    task.done = follow(task, { id, ...one, signal: stop.signal })
  }

  function end(id: string, task: Task): void {
    task.stop.abort()
    task.wake.abort()
    tasks.delete(id)
    ended.push(task.done.then(() => store.release(id, owner)))
  }

  async function follow(task: Task, one: Following): Promise<void> {
    while (!one.signal.aborted) {
      let waitMs: number
      try {
        waitMs = await step(one)
      } catch (error) {
        // The store is away: what was polled is read again.
        log.warn('a source cannot reach the database', { source: one.id, error })
        waitMs = leaseMs / 3
      }
      await rest(task, waitMs)
    }
  }

  /** One turn of a source; gives how long to wait before the next, ms. */
  async function step(one: Following): Promise<number> {
    const now = clock.now()
    const lease = { owner, now, until: new Date(now.getTime() + leaseMs) }
    const held = await store.hold(one.id, lease, one.startsPaused)
    if (held === undefined) return leaseMs / 2
    if (held.state === 'paused') return leaseMs / 3
    const dueInMs = held.nextPollAt.getTime() - now.getTime()
    if (dueInMs > 0) return Math.min(dueInMs, leaseMs / 3)
    return poll(held, one)
  }

  async function poll(held: SourceDocument, { connection, source, signal }: Following): Promise<number> {
    const definition = (await connections.sources(connection))[source]
    if (definition?.kind !== 'poll') return leaseMs / 3
    try {
      const page = await connections.poll(connection, source, { cursor: held.cursor, signal })
      const { stored, refused } = await keepPage({ connection, source }, page)
      const now = clock.now()
      const nextPollAt = page.more ? now : new Date(now.getTime() + definition.everyMs)
      const [first] = refused
      await store.progress(
        held,
        {
          cursor: page.cursor,
          nextPollAt,
          lastSuccessAt: now,
          failures: 0,
          ...(first !== undefined && { lastError: refusalWords(refused.length, first) }),
          ...atTheRemote(page),
        },
        { stored, refused: refused.length },
      )
      if (refused.length > 0)
        log.warn('records were turned away', { source: held._id, count: refused.length })
      return nextPollAt.getTime() - now.getTime()
    } catch (error) {
      if (signal.aborted) return 0
      return noteFailure(held, definition, error)
    }
  }

  /** Stores what a page changes, and of a list that is complete what has gone. */
  async function keepPage(
    origin: Origin,
    page: PolledPage,
  ): Promise<{ readonly stored: number; readonly refused: readonly RefusedItem[] }> {
    const id = `${origin.connection}/${origin.source}`
    const { fullList } = page
    const change: SnapshotChange & Partial<FullListChange> =
      fullList === undefined
        ? await snapshotChange(ports.snapshots, id, page)
        : await fullListChange(ports.fullLists, id, { ...page, fullList })
    let [count, refused] = [change.items.length, await ports.sink(origin, change.items)]
    await change.remember()
    for (;;) {
      const gone = (await change.nextGone?.()) ?? []
      if (gone.length === 0) return { stored: count - refused.length, refused }
      count += gone.length
      refused = [...refused, ...(await ports.sink(origin, gone))]
    }
  }

  async function noteFailure(held: SourceDocument, { everyMs }: PollSource, error: unknown): Promise<number> {
    const failure = failureOf(error)
    if (failure === undefined) log.error('a poll failed for a reason of ours', { source: held._id, error })
    else log.warn('a poll failed', { source: held._id, kind: failure.kind, reason: failure.message })
    const failures = held.failures + 1
    const waitMs =
      Math.min(1_000 * 2 ** Math.min(failures, 10), 300_000, Math.max(everyMs, 5_000)) *
      (0.5 + ports.random() / 2)
    const now = clock.now().getTime()
    const nextPollAt = new Date(Math.max(now + waitMs, failure?.retryAt?.getTime() ?? 0))
    const lastError = failure?.message ?? 'a fault of ours; see the log'
    await store.progress(held, { failures, lastError, nextPollAt })
    return nextPollAt.getTime() - now
  }

  async function rest(task: Task, ms: number): Promise<void> {
    const skips = task.isWoken
    task.isWoken = false
    task.wake = new AbortController()
    if (skips) return
    const signal = AbortSignal.any([task.wake.signal, task.stop.signal])
    await clock.sleep(Math.max(0, Math.min(ms, leaseMs / 3)), signal)
  }

  async function definitionOf(connection: string, source: string): Promise<PollSource> {
    const found = (await connections.sources(connection))[source]
    if (found === undefined) throw new Problem('sourceNotFound', `${connection} has no source "${source}".`)
    if (found.kind === 'poll') return found
    throw new Problem('conflict', `The source "${source}" of ${connection} is told, not polled.`)
  }

  async function change(
    connection: string,
    source: string,
    what: Parameters<SourceStore['change']>[2],
  ): Promise<SourceView> {
    const definition = await definitionOf(connection, source)
    const id = `${connection}/${source}`
    const changed = await store.change(id, clock.now(), what)
    wake(tasks.get(id))
    return view(source, definition, changed)
  }

  function view(name: string, definition: PollSource, document: SourceDocument | undefined): SourceView {
    const now = clock.now()
    if (document === undefined)
      return { name, kind: 'poll', state: definition.startsPaused ? 'paused' : 'running', healthy: true }
    const { state, cursor, lastSuccessAt, lastError, stored, refused, parked } = document
    const backlog = backlogView(document.backlog, now)
    return {
      name,
      kind: 'poll',
      state,
      healthy: state === 'paused' || ailmentOf(document, definition, now) === undefined,
      ...(cursor !== undefined && { cursor }),
      ...(lastSuccessAt !== undefined && {
        lastSuccessAt,
        lagMs: Math.max(0, now.getTime() - lastSuccessAt.getTime()),
      }),
      ...(lastError !== undefined && { lastError }),
      stored,
      refused,
      ...defined({ backlog, parked }),
    }
  }

  return {
    start: () => {
      isRunning = true
      const line = (): void =>
        void bringInLine().catch((error: unknown) =>
          log.error('sources cannot be brought in line', { error }),
        )
      connections.onChange(line)
      line()
    },
    stop: async () => {
      isRunning = false
      previewing.abort()
      for (const [id, task] of tasks) end(id, task)
      await Promise.allSettled(ended)
    },
    list: async (connection) => {
      const definitions = await connections.sources(connection)
      const stored = new Map((await store.ofConnection(connection)).map((one) => [one._id, one]))
      return Object.entries(definitions)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, definition]) =>
          definition.kind === 'poll'
            ? view(name, definition, stored.get(`${connection}/${name}`))
            : { name, kind: 'callback', state: 'running', healthy: true },
        )
    },
    pause: (connection, source) => change(connection, source, { state: 'paused' }),
    resume: (connection, source) => change(connection, source, { state: 'running', pollNow: true }),
    pollNow: async (connection, source) => {
      await definitionOf(connection, source)
      const present = await store.load(`${connection}/${source}`)
      if (present?.state === 'paused') {
        throw new Problem('conflict', `The source "${source}" of ${connection} is paused; resume it.`)
      }
      return change(connection, source, { pollNow: true })
    },
    rewind: (connection, source, cursor) =>
      change(connection, source, { rewind: cursor === undefined ? {} : { cursor } }),
    preview: async (connection, source, cursor) => {
      await definitionOf(connection, source)
      const signal = AbortSignal.any([previewing.signal, AbortSignal.timeout(previewMs)])
      const look = (from: string | undefined): Promise<PolledPage> =>
        connections.poll(connection, source, { cursor: from, signal, isPreview: true })
      let page = await look(cursor)
      // A source may have nothing to say at first (rows without a watermark), and much on the next page.
      for (let more = emptyPages; more > 0 && page.more && page.items.length === 0; more -= 1)
        page = await look(page.cursor)
      return page
    },
    unhealthy: async () => {
      const now = clock.now()
      const found: { readonly name: string; readonly why: string }[] = []
      const stored = new Map((await store.all()).map((one) => [one._id, one]))
      for (const connection of connections.names()) {
        for (const [source, definition] of Object.entries(await connections.sources(connection))) {
          const name = `${connection}/${source}`
          const document = stored.get(name)
          if (definition.kind !== 'poll' || document?.state !== 'running') continue
          const why = ailmentOf(document, definition, now)
          if (why !== undefined) found.push({ name, why })
        }
      }
      return found
    },
  }
}

/** Lets a task look at its document at once. */
function wake(task: Task | undefined): void {
  if (task === undefined) return
  task.isWoken = true
  task.wake.abort()
}

interface Following {
  readonly id: string
  readonly connection: string
  readonly source: string
  readonly startsPaused: boolean
  readonly signal: AbortSignal
}

/** What waits at the remote, as a page tells it. */
function atTheRemote({ backlog, parked }: PolledPage): Pick<SourceDocument, 'backlog' | 'parked'> {
  return {
    ...(backlog !== undefined && { backlog: keptBacklog(backlog) }),
    ...(parked !== undefined && parked.count > 0 && { parked }),
  }
}

function keptBacklog({ oldestAt, ...rest }: Backlog): NonNullable<SourceDocument['backlog']> {
  return { ...rest, ...(oldestAt !== undefined && { oldestAt: new Date(oldestAt) }) }
}

function refusalWords(
  count: number,
  first: { readonly externalId: string; readonly reason: string },
): string {
  return `${String(count)} records of the last page were turned away; the first, ${first.externalId}: ${first.reason}`
}
