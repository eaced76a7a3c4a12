/**
 * The part of a hub process that carries runs: it keeps those in hand (`Execution`), wakes what is due, and
 * takes over what a dead process has left. Any number of workers share one database.
 *
 * Promises: an event reaches a run whichever process holds it; a run whose worker died is taken up by another
 * within the lease; a timer that is due fires once, whoever sees it first; an ended child reports to its
 * parent even when the process dies in between.
 */
import type { FlowGraph, RunEvent } from '../bpmn/model.ts'
import { outstanding } from '../bpmn/outstanding.ts'
import { nextFire } from '../bpmn/timers.ts'
import { Problem } from '../../contracts/problems.ts'
import { derivedId } from '../values/hash.ts'
import type { Clock } from '../values/clock.ts'
import type { JsonObject } from '../values/json.ts'
import type { Log } from '../values/log.ts'
import type { FlowStore, TimerStart } from '../store/flows.ts'
import type { CalledOff } from '../store/run-outbox.ts'
import type { RunOrigin, RunStore } from '../store/runs.ts'
import type { WorkerStore } from '../store/workers.ts'
import { calledOffBefore, cancelling } from './called-off.ts'
import { outcomeOf, tellCallers } from './callers.ts'
import { usualLimits, type Limits } from './claims.ts'
import { dueLook } from './due-look.ts'
import { ActiveKeyTaken, type Change, type Dispatch } from './change.ts'
import { Execution, type ExecutionPorts } from './execution.ts'
import type { FlowCatalogue } from './flows.ts'
import type { Leaving } from './leaving.ts'
import { othersLook } from './others-look.ts'
import { childRunId, fromDocument, unstarted, type Run } from './run-document.ts'
import type { Work } from './work.ts'

/** What a worker is made of. */
export interface WorkerOptions {
  /** Unique to this process and start. */
  readonly id: string
  readonly runs: RunStore
  readonly flowStore: FlowStore
  readonly workers: WorkerStore
  readonly flows: FlowCatalogue
  readonly clock: Clock
  readonly log: Log
  /** How long a silent process is still believed to live, ms. Default 10,000. */
  readonly leaseMs?: number
  /** Longest wait between two looks at the due index, ms. Default 5,000. */
  readonly pollMs?: number
  /** What is kept outside a run's document, and what is refused. */
  readonly limits?: Limits
  readonly isOnce: ExecutionPorts['isOnce']
  /** Whether what happens to runs is told to the outside. Default no. */
  readonly isTold?: boolean
  /** Carries out jobs and decisions; children are the worker's own affair. */
  readonly perform: ExecutionPorts['perform']
}

/** How a run begins. */
export interface Beginning {
  readonly id: string
  readonly origin: RunOrigin
  readonly variables: JsonObject
  readonly startEvent?: string
  /** The message that starts it. */
  readonly message?: string
  /** True when the caller waits for the run to be durable rather than for its end. */
  readonly urgent?: boolean
}

/** A run as it is after a checkpoint. */
export interface Begun {
  readonly run: Run
  readonly graph: FlowGraph
}

/** Told of every durable checkpoint, with what the run has left by it. */
export type CheckpointListener = (run: Run, graph: FlowGraph, left: Leaving) => void

/** Carries runs. */
export interface Worker {
  start(): Promise<void>
  /**
   * Gives work under way `withinMs` to end (half the lease at most), writes what is deferred and lets go of
   * everything. Leaving openly lets others take over at once; a worker
   * that has left something undone does not, so that it is found dead and looked after.
   */
  stop(leaveOpenly: boolean, withinMs: number): Promise<void>
  /**
   * Starts a run unless its id exists; resolves when it is durable, with the run as it is then if this call made it.
   * Rejects with `ActiveKeyTaken`.
   */
  begin(beginning: Beginning): Promise<Begun | undefined>
  /** Brings an event to a run; resolves with whether it applied, durably. `undefined` when there is no such run. */
  deliver(run: string, event: RunEvent, how?: Dispatch): Promise<boolean | undefined>
  /** Changes a run as `Execution.change` does. `undefined` when there is no such run. */
  change(run: string, change: Change): Promise<boolean | undefined>
  /** Writes a run in hand now, if it has something unwritten. */
  flush(run: string): void
  onCheckpoint(listener: CheckpointListener): void
  /** Looks at once for what is due. */
  wake(): void
  /** Does something every few seconds while it carries runs; failures are logged. Before `start`. */
  regularly(what: string, act: () => Promise<void>): void
  /** Ids of the workers that died since the last look, until `forget`. */
  onDeath(listener: (worker: string) => Promise<void>): void
}

/** A run before its first event. */
const blank = { seq: 0, paused: false, state: unstarted, applied: [], history: [], historyMoved: 0 }

/** Deferred results are written at the latest after this many ms. */
const deferMs = 200
/** Between two rounds of a chore, ms. */
const choreMs = 5_000

/** Makes a worker; nothing happens before `start`. */
export function worker(options: WorkerOptions): Worker {
  const { id, runs, flows, clock, log, leaseMs = 10_000 } = options
  const inHand = new Map<string, Promise<Execution | undefined>>()
  const settled = new Map<string, Execution>()
  const beginnings = new Map<string, Promise<Begun | undefined>>()
  const listeners: CheckpointListener[] = []
  const deathListeners: ((worker: string) => Promise<void>)[] = []
  const chores: { readonly what: string; readonly act: () => Promise<void> }[] = []
  const stopping = new AbortController()
  const loops: Promise<void>[] = []
  const startedAt = clock.now()
  const at = (): string => clock.now().toISOString()

  const ports: ExecutionPorts = {
    store: runs,
    worker: id,
    isOnce: options.isOnce,
    perform: (run, work, signal) => perform(run, work, signal),
    committed,
    due: (dueAt) => due.wake(dueAt),
    limits: options.limits ?? usualLimits,
    isTold: options.isTold === true,
    graphOf: (flow, version) => flows.graph(flow, version),
    failed: (run, error) => {
      log.error('a run could not be carried on; it is taken up again from its last checkpoint', {
        run: run.id,
        flow: run.origin.flow,
        error,
      })
      settled.get(run.id)?.stop()
      inHand.delete(run.id)
      settled.delete(run.id)
    },
  }

  function committed(execution: Execution, left: Leaving): void {
    const { run, graph } = execution
    for (const listener of listeners) listener(run, graph, left)
    if (run.state.status !== 'running' && run.origin.parent !== undefined && left.history.length > 0) {
      void inBackground('telling a parent', () => report(run, graph))
    }
    if (execution.isIdle) release(run.id)
  }

  function release(run: string): void {
    const execution = settled.get(run)
    if (execution !== undefined && !execution.isIdle) return
    inHand.delete(run)
    settled.delete(run)
  }

  function hold(execution: Execution): Execution {
    inHand.set(execution.run.id, Promise.resolve(execution))
    settled.set(execution.run.id, execution)
    return execution
  }

  /** The execution in hand, or one made from the store. */
  function take(run: string): Promise<Execution | undefined> {
    const held = inHand.get(run)
    if (held !== undefined) return held
    const taken = load(run)
    inHand.set(run, taken)
    taken.then(
      (execution) => {
        if (execution === undefined) inHand.delete(run)
        else settled.set(run, execution)
      },
      () => inHand.delete(run),
    )
    return taken
  }

  async function load(id: string): Promise<Execution | undefined> {
    const stored = await runs.load(id)
    if (stored === undefined) return undefined
    const graph = await flows.graph(stored.flow, stored.version)
    return new Execution(fromDocument(stored), graph, ports)
  }

  function begin(beginning: Beginning): Promise<Begun | undefined> {
    const underWay = beginnings.get(beginning.id)
    if (underWay !== undefined) return underWay
    const begun = beginOnce(beginning).finally(() => beginnings.delete(beginning.id))
    beginnings.set(beginning.id, begun)
    return begun
  }

  async function beginOnce({
    id,
    origin,
    variables,
    startEvent,
    ...how
  }: Beginning): Promise<Begun | undefined> {
    const graph = await flows.graph(origin.flow, origin.version)
    if (inHand.has(id)) return undefined
    const execution = hold(new Execution({ ...blank, id, origin }, graph, ports))
    const start = {
      // The same run draws the same numbers, also when its first checkpoint is made a second time.
      seed: id,
      ...(startEvent !== undefined && { startEvent }),
      ...(origin.parent !== undefined && { isCalled: true as const }),
    }
    try {
      await execution.dispatch({ kind: 'started', variables, ...start, at: at() }, how)
      return { run: execution.run, graph: execution.graph }
    } finally {
      if (execution.isIdle) release(id)
    }
  }

  async function withRun<Result>(
    id: string,
    act: (execution: Execution) => Promise<Result>,
  ): Promise<Result | undefined> {
    const execution = await take(id)
    if (execution === undefined) return undefined
    try {
      return await act(execution)
    } finally {
      if (execution.isIdle) release(id)
    }
  }

  const deliver: Worker['deliver'] = (run, event, how) =>
    withRun(run, (execution) => execution.dispatch(event, how))

  const change: Worker['change'] = (run, how) => withRun(run, (execution) => execution.change(how))

  // ── children ──

  async function startChild(
    run: Run,
    work: Extract<Work, { readonly kind: 'child' }>,
  ): Promise<RunEvent | undefined> {
    const { binding = { kind: 'latest' } } = work
    const version = await flows
      .bound({ kind: 'flow', key: work.processId, binding }, run.origin)
      .catch(problemOrThrow)
    if (version instanceof Problem) {
      const { code, detail } = version
      const message = `${detail} Deploy it, then retry.`
      return { kind: 'jobFailed', instance: work.instance, code, message, at: at() }
    }
    const { correlationId } = run.origin
    const child = childRunId(run.id, work.instance)
    await begin({
      id: child,
      variables: work.variables,
      urgent: true,
      origin: {
        flow: work.processId,
        version,
        startedAt: clock.now(),
        parent: { run: run.id, instance: work.instance },
        ...(correlationId !== undefined && { correlationId }),
      },
    })
    const [stored, gone] = await Promise.all([runs.load(child), goneWithout(run, work.instance)])
    if (gone !== undefined) await deliver(child, cancelling(gone, gone.at))
    const hasEnded = stored !== undefined && stored.endedAt !== undefined
    return hasEnded ? outcomeOf(fromDocument(stored), at()) : undefined
  }

  /** The calling run may have gone on while the called one was only beginning, and others carry it on too. */
  async function goneWithout(run: Run, instance: string): Promise<CalledOff | undefined> {
    if ((await runs.seqOf(run.id)) === run.seq) return undefined
    const stored = await runs.load(run.id)
    const caller = stored === undefined ? { ...run, state: unstarted } : fromDocument(stored)
    return calledOffBefore(caller, instance, at())
  }

  const perform: ExecutionPorts['perform'] = (run, work, signal) => {
    if (work.kind === 'child') return startChild(run, work)
    if (work.kind === 'escalation') return tellCallers({ run, at: at() }, work, change)
    return options.perform(run, work, signal)
  }

  async function report(run: Run, _graph: FlowGraph): Promise<void> {
    const { parent } = run.origin
    if (parent === undefined) return
    await deliver(parent.run, outcomeOf(run, at()))
    await runs.reported(run.id)
  }

  // ── loops ──

  async function wake(run: string): Promise<void> {
    await withRun(run, async (execution) => {
      const now = at()
      const timers = outstanding(execution.graph, execution.run.state).flatMap((wait) =>
        wait.kind === 'timer' && wait.dueAt <= now ? [wait] : [],
      )
      await Promise.all(
        timers.map(({ instance, event }) =>
          execution.dispatch(
            event === undefined
              ? { kind: 'retryDue', instance, at: now }
              : { kind: 'timerFired', instance, event, at: now },
          ),
        ),
      )
      // What the index says is due but the run in hand does not know of was written by another process.
      if (timers.length === 0) await execution.refresh()
    })
  }

  /** The first of a schedule that is due now; gives the next, when there is one. */
  async function startFlow(start: TimerStart): Promise<Date | undefined> {
    const { flow, version, startEvent, dueAt } = start
    await begin({
      id: derivedId('timer', start._id, String(version), dueAt.toISOString()),
      origin: { flow, version, startedAt: clock.now() },
      variables: {},
      startEvent,
      urgent: true,
    })
    const next = nextFire(start)
    await options.flowStore.fired(start, next && { ...start, ...next })
    return next?.dueAt
  }

  const due = dueLook({
    ...options,
    wake: (run) => inBackground('waking a run', () => wake(run)),
    start: startFlow,
  })
  const others = othersLook({
    ...options,
    leaseMs,
    adopt: (run) => inBackground('taking over a run', () => adopt(run)),
    notice,
    died: async (worker) => {
      for (const listener of deathListeners) await listener(worker)
    },
    report: (run, graph) => inBackground('telling a parent', () => report(run, graph)),
  })

  /** Writes ourselves in as the owner; the fence lets only one of several succeed. */
  async function adopt(run: string): Promise<void> {
    const stored = await runs.load(run)
    if (stored === undefined || inHand.has(run)) return
    const graph = await flows.graph(stored.flow, stored.version)
    const { owner: _gone, ...mine } = fromDocument(stored)
    hold(new Execution(mine, graph, ports)).resume()
  }

  /** Somebody else may have written to a run that we own: see what is new in it. */
  async function notice({ _id, seq }: { readonly _id: string; readonly seq: number }): Promise<void> {
    const execution = settled.get(_id)
    if (execution === undefined) await inBackground('picking up a run', () => adopt(_id))
    else if (execution.run.seq < seq && execution.isIdle) await execution.refresh()
  }

  async function inBackground(what: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
    } catch (error) {
      if (!(error instanceof ActiveKeyTaken)) log.warn(`${what} failed; it will be tried again`, { error })
    }
  }

  function loop(everyMs: number, what: string, act: () => Promise<void>): void {
    const { signal } = stopping
    const forever = async (): Promise<void> => {
      while (!signal.aborted) {
        await inBackground(what, act)
        await clock.sleep(everyMs, signal)
      }
    }
    loops.push(forever())
  }

  /** Lets work under way end: a call that is cut would have to be asked for by whoever takes over. */
  async function windDown(withinMs: number): Promise<void> {
    for (const execution of settled.values()) execution.windDown()
    const giveUpAt = clock.now().getTime() + withinMs
    const isWorking = (): boolean => [...settled.values()].some((execution) => execution.isWorking)
    while (isWorking() && clock.now().getTime() < giveUpAt) await clock.sleep(10)
  }

  const heartbeat = (): Promise<void> =>
    options.workers.heartbeat(id, startedAt, new Date(clock.now().getTime() + leaseMs))

  return {
    begin,
    deliver,
    change,
    flush: (run) => settled.get(run)?.flush(),
    wake: () => due.wake(),
    regularly: (what, act) => void chores.push({ what, act }),
    onCheckpoint: (listener) => void listeners.push(listener),
    onDeath: (listener) => void deathListeners.push(listener),
    start: async () => {
      await heartbeat()
      await flows.refresh()
      loop(leaseMs / 4, 'the heartbeat', heartbeat)
      due.start()
      others.start()
      for (const { what, act } of chores) loop(choreMs, what, act)
      loop(deferMs, 'writing deferred results', async () => {
        for (const execution of settled.values()) if (execution.isDeferring) execution.flush()
      })
    },
    stop: async (leaveOpenly, withinMs) => {
      stopping.abort()
      await Promise.all([...loops, due.stop(), others.stop()])
      await windDown(Math.min(withinMs, leaseMs / 2))
      for (const execution of settled.values()) {
        execution.stop()
        execution.flush()
      }
      while ([...settled.values()].some((execution) => execution.isWriting)) await clock.sleep(5)
      if (leaveOpenly) await options.workers.remove(id)
    },
  }
}

function problemOrThrow(error: unknown): Problem {
  if (error instanceof Problem) return error
  throw error
}
