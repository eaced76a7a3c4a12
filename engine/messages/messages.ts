/**
 * The inbox: a message is stored before anything is acknowledged, then it finds its flows.
 *
 * Promises: an id is taken once for ever (as long as the store remembers it); a message looks for waiting
 * runs after its insert is durable, and a run looks into the inbox after its subscription is durable, so
 * neither can miss the other; a message goes to at most one run of each flow and moves a run once; a message
 * that starts a flow starts at most one living run per correlation key, and waits while there is one.
 */
import { randomUUID } from 'node:crypto'

import type { Outstanding } from '../bpmn/model.ts'
import { outstanding } from '../bpmn/outstanding.ts'
import { ActiveKeyTaken } from '../runs/change.ts'
import type { Admission } from '../runs/admission.ts'
import type { FlowCatalogue, MessageStart } from '../runs/flows.ts'
import { fromDocument, type Run } from '../runs/run-document.ts'
import type { IncomingMessage, Messages } from '../runs/service.ts'
import type { Worker } from '../runs/worker.ts'
import { subscriptionKey, waitingAtOnce, type RunStore } from '../store/runs.ts'
import { variablesOf, type MessageDocument, type MessageStore } from '../store/messages.ts'
import type { Clock } from '../values/clock.ts'
import { derivedId } from '../values/hash.ts'
import type { Log } from '../values/log.ts'

/** What the inbox is made of. */
export interface MessagePorts {
  readonly store: MessageStore
  readonly runs: RunStore
  readonly flows: FlowCatalogue
  readonly worker: Worker
  readonly workerId: string
  readonly clock: Clock
  readonly log: Log
  readonly admit: Admission
}

/** The inbox, and what its process asks of it. */
export interface Inbox extends Messages {
  /** Resolves when every message taken in so far has been offered to its flows; false if `giveUp` aborts first. */
  drain(giveUp: AbortSignal): Promise<boolean>
}

type MessageWait = Extract<Outstanding, { kind: 'message' }>

const dayMs = 86_400_000
/** An id stays taken at least this long after the message has come. */
const rememberMs = 90 * dayMs
/** Messages being offered to flows at the same time. */
const correlating = 64
/** What this process has brought is remembered until so much more has been: it may have been read before it was noted. */
const rememberedBringings = 10_000

/** Opens the inbox; it listens to the worker's checkpoints from now on. */
export function inbox(ports: MessagePorts): Inbox {
  const { store, runs, flows, worker, workerId, clock, log } = ports
  const backlog: (() => Promise<void>)[] = []
  const busy = new Set<Promise<void>>()
  /** By message and flow: the run of the flow that has it. */
  const brought = new Map<string, Promise<string | undefined>>()

  function documentOf(message: IncomingMessage): MessageDocument {
    const receivedAt = clock.now()
    const expiresAt = new Date(receivedAt.getTime() + (message.ttlSeconds ?? 86_400) * 1000)
    return {
      _id: message.id ?? randomUUID(),
      name: message.name,
      correlationKey: message.correlationKey ?? '',
      variables: JSON.stringify(message.variables ?? {}),
      receivedAt,
      expiresAt,
      purgeAt: new Date(Math.max(expiresAt.getTime(), receivedAt.getTime() + rememberMs)),
      takenBy: workerId,
      ...(message.correlationId !== undefined && { correlationId: message.correlationId }),
      appliedTo: [],
    }
  }

  async function keep(message: MessageDocument): Promise<boolean> {
    return (await store.commits.submit(() => ({ kind: 'insert', document: message }))) === 'written'
  }

  /** Offers a message to the runs that wait for it and to the flows it starts; gives the runs that took it. */
  async function correlate(message: MessageDocument): Promise<readonly string[]> {
    const taken = new Map(message.appliedTo.map(({ flow, run }) => [flow, run]))
    const key = subscriptionKey(message.name, message.correlationKey)
    let candidates = await runs.waitingFor(key)
    while (candidates.length > 0) {
      for (const candidate of candidates) {
        if (taken.has(candidate.flow)) continue
        const by = await bring(message, fromDocument(candidate))
        if (by !== undefined) taken.set(candidate.flow, by)
      }
      const last = candidates.length < waitingAtOnce ? undefined : candidates.at(-1)
      candidates = last === undefined ? [] : await runs.waitingAfter(key, last, [...taken.keys()])
    }
    for (const start of flows.messageStarts(message.name)) {
      if (taken.has(start.flow)) continue
      const run = await startFlow(message, start)
      if (run !== undefined) taken.set(start.flow, run)
    }
    return [...taken.values()]
  }

  /**
   * Brings a message to a run that waits for it. Gives the run of its flow that has it: another one, when this process
   * has just brought it there; none when the run has gone on meanwhile.
   */
  async function bring(message: MessageDocument, run: Run): Promise<string | undefined> {
    const key = JSON.stringify([message._id, run.origin.flow])
    for (let earlier = brought.get(key); earlier !== undefined; earlier = brought.get(key)) {
      const by = await earlier.catch(() => undefined)
      if (by !== undefined) return by
    }
    const bringing = bringTo(message, run)
    const forget = (): boolean => brought.delete(key)
    brought.set(key, bringing)
    bringing.then((by) => by === undefined && forget(), forget)
    const [oldest] = brought.keys()
    if (brought.size > rememberedBringings && oldest !== undefined) brought.delete(oldest)
    return bringing
  }

  async function bringTo(message: MessageDocument, run: Run): Promise<string | undefined> {
    const graph = await flows.graph(run.origin.flow, run.origin.version)
    const wait = outstanding(graph, run.state).find(
      (one): one is MessageWait =>
        one.kind === 'message' && one.name === message.name && one.correlationKey === message.correlationKey,
    )
    if (wait === undefined) return undefined
    const { instance, event } = wait
    const applied = await worker.deliver(
      run.id,
      {
        kind: 'messageReceived',
        instance,
        event,
        variables: variablesOf(message),
        at: clock.now().toISOString(),
      },
      { message: message._id, urgent: true },
    )
    if (applied !== true) return undefined
    await store.applied(message._id, { flow: run.origin.flow, run: run.id })
    return run.id
  }

  /** Starts a flow with a message; `undefined` when a run with that correlation key is still alive. */
  async function startFlow(message: MessageDocument, start: MessageStart): Promise<string | undefined> {
    const { flow, version, startEvent } = start
    const { correlationKey, correlationId } = message
    const id = derivedId('message', message._id, flow)
    try {
      await worker.begin({
        id,
        startEvent,
        variables: variablesOf(message),
        message: message._id,
        origin: {
          flow,
          version,
          startedAt: clock.now(),
          ...(correlationKey !== '' && { activeKey: activeKeyOf(flow, correlationKey) }),
          ...(correlationId !== undefined && { correlationId }),
        },
      })
    } catch (error) {
      if (error instanceof ActiveKeyTaken) return undefined
      throw error
    }
    await store.applied(message._id, { flow, run: id })
    return id
  }

  /** What waits in the inbox for the subscriptions that a checkpoint has opened. */
  async function lookIn(run: Run, waits: readonly MessageWait[]): Promise<void> {
    for (const { name, correlationKey } of waits) {
      const wanted = { name, correlationKey, flow: run.origin.flow }
      for (const message of await store.waiting(wanted, clock.now())) {
        const newest = await runs.load(run.id)
        if (newest === undefined || (await bring(message, fromDocument(newest))) === run.id) break
      }
    }
  }

  /** A run has freed its active key: the next message with that key may start its own. */
  async function startNext(run: Run): Promise<void> {
    const correlationKey = correlationKeyOf(run.origin.activeKey)
    const names = new Set(flows.messageStartNames(run.origin.flow))
    for (const name of names) {
      const wanted = { name, correlationKey, flow: run.origin.flow }
      const [next] = await store.waiting(wanted, clock.now())
      if (next !== undefined) await correlate(next)
    }
  }

  /** Runs it in the background, a bounded number at a time, again and again until it succeeds. */
  function later(what: string, act: () => Promise<unknown>): void {
    backlog.push(() => persist(what, act))
    pump()
  }

  function pump(): void {
    while (busy.size < correlating) {
      const next = backlog.shift()
      if (next === undefined) return
      const done: Promise<void> = next().finally(() => {
        busy.delete(done)
        pump()
      })
      busy.add(done)
    }
  }

  async function persist(what: string, act: () => Promise<unknown>): Promise<void> {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      try {
        await act()
        return
      } catch (error) {
        log.warn(`${what} failed; trying again`, { attempt, error })
        await clock.sleep(Math.min(100 * 2 ** attempt, 5_000))
      }
    }
  }

  worker.onCheckpoint((run, graph, { history }) => {
    if (history.length === 0) return
    const moved = new Set(history.map(({ instance }) => instance))
    const waits = outstanding(graph, run.state).filter(
      (wait): wait is MessageWait => wait.kind === 'message' && moved.has(wait.instance),
    )
    if (waits.length > 0) later('looking into the inbox', () => lookIn(run, waits))
    if (run.state.status !== 'running' && run.origin.activeKey !== undefined) {
      later('starting the next run of a key', () => startNext(run))
    }
  })

  worker.onDeath(async (dead) => {
    const since = new Date(clock.now().getTime() - dayMs)
    for (const message of await store.leftBy([dead], since, 10_000)) {
      if (message.expiresAt > clock.now()) await correlate(message)
    }
  })

  return {
    publish: async (message) => {
      ports.admit()
      const document = documentOf(message)
      if (await keep(document)) {
        return { messageId: document._id, duplicate: false, runs: await correlate(document) }
      }
      const first = await store.load(document._id)
      return { messageId: document._id, duplicate: true, runs: first?.appliedTo.map(({ run }) => run) ?? [] }
    },
    accept: async (messages) => {
      const documents = messages.map(documentOf)
      const kept = await Promise.all(documents.map(keep))
      for (const [index, document] of documents.entries()) {
        if (kept[index] === true) later('correlating a message', () => correlate(document))
      }
    },
    drain: async (giveUp) => {
      while ((busy.size > 0 || backlog.length > 0) && !giveUp.aborted) await clock.sleep(10, giveUp)
      return busy.size === 0 && backlog.length === 0
    },
  }
}

function activeKeyOf(flow: string, correlationKey: string): string {
  return JSON.stringify([flow, correlationKey])
}

function correlationKeyOf(activeKey: string | undefined): string {
  const parts: unknown = activeKey === undefined ? [] : JSON.parse(activeKey)
  return Array.isArray(parts) && typeof parts[1] === 'string' ? parts[1] : ''
}
