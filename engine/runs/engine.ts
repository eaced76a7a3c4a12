/**
 * The flow engine, put together: stores, catalogue, worker, inbox, work items and rule sets over one database.
 * `start` prepares the indexes and begins to carry runs; `stop` writes what is deferred and lets go.
 */
import { inbox, type Inbox } from '../messages/messages.ts'
import { signals } from '../messages/signals.ts'
import { workItems } from '../cases/work-items.ts'
import { deployedRuleSets } from '../rules/deployed.ts'
import { ruleSets } from '../rules/rule-sets.ts'
import type { RuleSets } from '../rules/service.ts'
import type { Database } from '../store/database.ts'
import type { EventFeed } from '../store/event-feed.ts'
import { flowStore } from '../store/flows.ts'
import { isPassing, type GroupCommit } from '../store/group-commit.ts'
import { messageStore } from '../store/messages.ts'
import { ruleSetStore } from '../store/rule-sets.ts'
import { runActionStore } from '../store/run-actions.ts'
import { runStore } from '../store/runs.ts'
import { closedItemStore } from '../store/closed-work-items.ts'
import { commentStore } from '../store/work-item-comments.ts'
import { workerStore } from '../store/workers.ts'
import { problemOf } from '../../contracts/problems.ts'
import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'
import type { RunEvent } from '../bpmn/model.ts'
import { builtIns, type RecordPort } from './built-ins.ts'
import type { ConnectionWords } from './explain.ts'
import type { Work } from './work.ts'
import { flows } from './flows.ts'
import { forms } from './forms.ts'
import { externalJobs, type ExternalJobs } from './external-jobs.ts'
import { admission, type AdmissionLimits } from './admission.ts'
import type { Limits } from './claims.ts'
import { retention } from './retention.ts'
import { runActions, type RunActions } from './bulk.ts'
import { jobs, whenBack, type Caller, type BuiltIn } from './jobs.ts'
import type { Run } from './run-document.ts'
import { tellCalledOff } from './called-off.ts'
import { bringing } from './left-in-runs.ts'
import { runs } from './runs.ts'
import type { Flows, Runs, Signals, StartConditions, WorkItems } from './service.ts'
import { runStages, type RunStages } from './stages.ts'
import { startConditions } from './start-conditions.ts'
import { takingIn } from './taking-in.ts'
import { standings, type Standings } from './standing.ts'
import { worker } from './worker.ts'

/** What the engine is made of. */
export interface EngineOptions {
  readonly connection: Database['connection']
  readonly clock: Clock
  readonly log: Log
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number
  /** Unique to this process and start. */
  readonly workerId: string
  readonly caller: Caller
  readonly records: RecordPort
  readonly connectionWords: ConnectionWords
  /** How long a silent process is still believed to live, ms. Default 10,000. */
  readonly leaseMs?: number
  /** Longest wait between two looks at the due index, ms. Default 5,000. */
  readonly pollMs?: number
  /** What is kept outside a run's document, and what is refused. Default: 32 Ki and 8 Mi characters. */
  readonly limits?: Limits
  /** How long ended runs are kept, in days. Default 0: for ever. */
  readonly retentionDays?: number
  /** More operations of the connection `hub`, of rooms that stand on the engine. */
  readonly operations?: Readonly<Record<string, BuiltIn>>
  /** Where what happens to runs is told; without it, it is not. */
  readonly feed?: EventFeed
  /** When new work is turned away. */
  readonly admission?: AdmissionLimits
}

/** The flow engine. */
export interface Engine {
  readonly flows: Flows
  readonly runs: Runs
  readonly messages: Inbox
  readonly signals: Signals
  readonly conditions: StartConditions
  readonly workItems: WorkItems
  /** Jobs for workers outside. */
  readonly jobs: ExternalJobs
  /** Repairs of many runs. */
  readonly actions: RunActions
  readonly ruleSets: RuleSets
  /** How runs stand, for those who time them. */
  readonly standings: Standings
  /** Where the runs of a customer stand. */
  readonly stages: RunStages
  /** The group commits, for measurements. */
  readonly commits: { readonly runs: GroupCommit; readonly messages: GroupCommit }
  start(): Promise<void>
  /** Leaves nothing undone that `withinMs` allows; what is left is taken over by others, or at the next start. */
  stop(withinMs?: number): Promise<void>
}

/** Puts the engine together; nothing happens before `start`. */
export function engine(options: EngineOptions): Engine {
  const { connection, clock, log, random, workerId } = options
  const stores = {
    runs: runStore(connection, clock),
    flows: flowStore(connection),
    messages: messageStore(connection, clock),
    ruleSets: ruleSetStore(connection),
    actions: runActionStore(connection),
    comments: commentStore(connection),
    closedItems: closedItemStore(connection),
  }
  const rules = ruleSets(stores.ruleSets, clock)
  const performer = jobs({
    builtIns: { ...builtIns(options.records, () => messages, rules), ...options.operations },
    caller: options.caller,
    clock,
    random,
    onBug: (error, job) => log.error('a job failed for a reason of ours', { type: job.type, error }),
  })
  const catalogue = flows({
    store: stores.flows,
    ruleSets: deployedRuleSets(stores.ruleSets, clock),
    isKnownJob: (type) => performer.knows(type),
    clock,
  })

  async function decide(run: Run, work: Extract<Work, { kind: 'decision' }>): Promise<RunEvent> {
    const { instance, decisionId: key, input, binding } = work
    const at = clock.now().toISOString()
    try {
      const asked =
        binding === undefined
          ? { key }
          : { key, version: await catalogue.bound({ kind: 'ruleSet', key, binding }, run.origin) }
      const { output } = await rules.evaluate(asked, input)
      return { kind: 'decisionMade', instance, output, at }
    } catch (error) {
      const problem = problemOf(error)
      if (isPassing(error)) return { ...whenBack(error, clock.now()), instance, at }
      if (problem === undefined) throw error
      const words = [problem.detail, ...problem.errors.map(({ message }) => message)].join(' ')
      return { kind: 'jobFailed', instance, code: problem.code, message: words, at }
    }
  }

  async function broadcast(run: Run, work: Extract<Work, { kind: 'broadcast' }>): Promise<RunEvent> {
    const { instance, name, variables } = work
    await heard.broadcast({ name, variables, id: `${run.id}:${instance}` })
    return { kind: 'signalSent', instance, at: clock.now().toISOString() }
  }

  const carrier = worker({
    id: workerId,
    runs: stores.runs,
    flowStore: stores.flows,
    workers: workerStore(connection),
    flows: catalogue,
    clock,
    log,
    ...(options.leaseMs !== undefined && { leaseMs: options.leaseMs }),
    ...(options.pollMs !== undefined && { pollMs: options.pollMs }),
    ...(options.limits !== undefined && { limits: options.limits }),
    isTold: options.feed !== undefined,
    isOnce: (work) => work.kind === 'job' && performer.isOnce(work.type),
    perform: async (run: Run, work: Work, signal: AbortSignal) => {
      if (work.kind === 'decision') return decide(run, work)
      if (work.kind === 'broadcast') return broadcast(run, work)
      if (work.kind !== 'job') return undefined
      const { correlationId } = run.origin
      return performer.perform(work, {
        run: run.id,
        signal,
        ...(correlationId !== undefined && { correlationId }),
      })
    },
  })
  const messages = inbox({
    store: stores.messages,
    runs: stores.runs,
    flows: catalogue,
    worker: carrier,
    workerId,
    clock,
    log,
    admit: admission(stores.messages.commits, options.admission),
  })
  const heard = signals({ runs: stores.runs, flows: catalogue, worker: carrier, clock })
  const admit = admission(stores.runs.commits, options.admission)
  const service = runs({
    store: stores.runs,
    flows: catalogue,
    worker: carrier,
    clock,
    log,
    connectionWords: options.connectionWords,
    admit,
  })
  const actions = runActions({
    store: stores.actions,
    runs: stores.runs,
    service,
    workerId,
    clock,
    log,
  })
  carrier.regularly(
    'removing old runs',
    retention({ runs: stores.runs, actions: stores.actions, clock, log, days: options.retentionDays ?? 0 }),
  )
  const takeIn = takingIn({
    store: stores.runs,
    worker: carrier,
    knows: (type) => performer.knows(type),
    connections: options.caller,
    clock,
  })
  carrier.regularly('taking in jobs of new connections', takeIn)
  carrier.regularly('taking over actions on runs', () => actions.takeOver())
  const { feed } = options
  const { untold, closedItems, calledOff } = stores.runs.left
  const teller =
    feed &&
    bringing({
      from: untold,
      to: async (events) => {
        await feed.append(events)
        return []
      },
      what: 'events of runs',
      log,
    })
  if (teller !== undefined) {
    carrier.onCheckpoint((run, _graph, left) => {
      if (left.untold.length > 0) teller.soon(run.id)
    })
    carrier.regularly('telling what runs have left', () => teller.bringLeft())
  }
  const closing = bringing({
    from: closedItems,
    to: async (items) => {
      await stores.closedItems.add(items)
      return []
    },
    what: 'closed work items',
    log,
  })
  carrier.onCheckpoint((run, _graph, left) => {
    if (left.closedItems.length > 0) closing.soon(run.id)
  })
  carrier.regularly('bringing closed work items', () => closing.bringLeft())
  const callingOff = bringing({
    from: calledOff,
    to: (called) => tellCalledOff(called, clock.now(), (run, event) => carrier.deliver(run, event)),
    what: 'ends of called runs',
    log,
  })
  carrier.onCheckpoint((run, _graph, left) => {
    if (left.calledOff.length > 0) callingOff.soon(run.id)
  })
  carrier.regularly('calling off called runs', () => callingOff.bringLeft())

  return {
    flows: {
      ...catalogue,
      // What it schedules may be due before the next look.
      deploy: async (...wanted) => {
        const outcome = await catalogue.deploy(...wanted)
        carrier.wake()
        return outcome
      },
    },
    runs: service,
    messages,
    signals: heard,
    conditions: startConditions({ flows: catalogue, worker: carrier, clock, admit }),
    workItems: workItems({
      store: stores.runs,
      comments: stores.comments,
      closed: stores.closedItems,
      worker: carrier,
      runs: service,
      forms: forms({ runs: stores.runs, flows: catalogue, clock }),
      clock,
    }),
    jobs: externalJobs({ store: stores.runs, worker: carrier, clock }),
    actions,
    ruleSets: rules,
    standings: standings({ runs: stores.runs, flows: catalogue, worker: carrier, clock, log }),
    stages: runStages({ runs: stores.runs, flows: catalogue }),
    commits: { runs: stores.runs.commits, messages: stores.messages.commits },
    start: async () => {
      await Promise.all(Object.values(stores).map((store) => store.prepare()))
      await carrier.start()
    },
    stop: async (withinMs = 5_000) => {
      const giveUp = new AbortController()
      const isDrained = await Promise.race([
        messages.drain(giveUp.signal),
        clock.sleep(withinMs, giveUp.signal).then(() => false),
      ])
      giveUp.abort()
      await actions.stop()
      await carrier.stop(isDrained, withinMs)
      await teller?.stop()
      await Promise.all([closing.stop(), callingOff.stop()])
    },
  }
}
