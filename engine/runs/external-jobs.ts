/**
 * Jobs for workers outside the hub, as Camunda 8 offers them: a worker asks for jobs of a type, has each under a lock
 * for a while, and completes it, fails it, or throws a BPMN error.
 *
 * Promises: a job is in one worker's hands at a time; the lock is part of its run's document, so it is durable before
 * the worker hears of the job; when the lock runs out the job is given to the next who asks; an answer with an old
 * token is refused; a worker that waits for a job hears of it at once in this process, and of those of other processes
 * within a quarter of a second.
 */
import { randomUUID } from 'node:crypto'

import { Problem } from '../../contracts/problems.ts'
import { advance } from '../bpmn/advance.ts'
import { isFree } from '../bpmn/job-locks.ts'
import type { FlowGraph, Outstanding, RunEvent, RunState } from '../bpmn/model.ts'
import { outstanding } from '../bpmn/outstanding.ts'
import type { ListenerTurn, TaskCorrections } from '../bpmn/wait.ts'
import type { RunStore } from '../store/runs.ts'
import type { Clock } from '../values/clock.ts'
import type { JsonObject } from '../values/json.ts'
import type { Changed } from './change.ts'
import { isExternal } from './job-types.ts'
import type { Run } from './run-document.ts'
import type { Worker } from './worker.ts'

/** A job in a worker's hands. */
export interface ActivatedJob {
  readonly id: string
  readonly type: string
  readonly run: string
  readonly flow: string
  readonly version: number
  readonly businessKey?: string
  readonly element: string
  readonly instance: string
  readonly headers: Readonly<Record<string, string>>
  /** All that the element sees, or those that were asked for. */
  readonly variables: JsonObject
  readonly attempt: number
  /** Attempts that are left, counting this one. */
  readonly retries: number
  /** The moment, when it is the job of a listener. */
  readonly listener?: ListenerTurn['on']
  readonly worker: string
  readonly lockToken: string
  readonly lockedUntil: Date
}

/** What a worker asks for. */
export interface JobRequest {
  readonly type: string
  readonly worker: string
  readonly maxJobs: number
  readonly lockMs: number
  /** How long to wait when there is none, ms; 0: not at all. */
  readonly waitMs: number
  readonly fetchVariables?: readonly string[]
}

/** What a worker says of a job. */
export type JobAnswer =
  | {
      readonly kind: 'complete'
      readonly variables: JsonObject
      /** Of task listeners: why what was to be done is not. */
      readonly denied?: string
      /** Of task listeners: what the task shall be instead. */
      readonly corrections?: TaskCorrections
    }
  /** `retries` are the attempts left, 0 raises an incident; the next one is made after `backoffMs`. */
  | {
      readonly kind: 'fail'
      readonly message: string
      readonly retries?: number
      readonly backoffMs?: number
      readonly variables?: JsonObject
    }
  | {
      readonly kind: 'throwError'
      readonly errorCode: string
      readonly message: string
      readonly variables?: JsonObject
    }
  | { readonly kind: 'extendLock'; readonly lockMs: number }

/** Hands out jobs and takes answers. Raises `jobNotFound` and `jobLockLost`. */
export interface ExternalJobs {
  activate(request: JobRequest): Promise<readonly ActivatedJob[]>
  answer(id: string, lockToken: string, answer: JobAnswer): Promise<void>
}

/** What it is made of. */
export interface ExternalJobPorts {
  readonly store: RunStore
  readonly worker: Worker
  readonly clock: Clock
}

type Job = Extract<Outstanding, { kind: 'job' }>

/** How often the store is looked into for jobs that other processes have made, ms. */
const pollMs = 250

/** Makes the service; it listens to the worker's checkpoints from now on. */
export function externalJobs({ store, worker, clock }: ExternalJobPorts): ExternalJobs {
  const waiting = new Map<string, Set<() => void>>()

  worker.onCheckpoint((run, graph) => {
    if (waiting.size === 0 || run.paused) return
    for (const job of offered(graph, run.state)) wakeOne(job.type)
  })

  /** The one who has waited longest. */
  function wakeOne(type: string): void {
    const [wake] = waiting.get(type) ?? []
    wake?.()
  }

  async function jobOrTime(type: string, ms: number): Promise<void> {
    const woken = new AbortController()
    const wake = (): void => woken.abort()
    const all = waiting.get(type) ?? new Set()
    waiting.set(type, all.add(wake))
    await clock.sleep(ms, woken.signal)
    all.delete(wake)
    if (all.size === 0 && waiting.get(type) === all) waiting.delete(type)
  }

  async function lockOne(id: string, request: JobRequest): Promise<ActivatedJob | undefined> {
    let locked: ActivatedJob | undefined
    await worker.change(id, (run, graph) => {
      locked = undefined
      const at = clock.now()
      const job = run.paused ? undefined : freeJob(run, graph, { type: request.type, at: at.toISOString() })
      if (job === undefined) return undefined
      const until = new Date(at.getTime() + request.lockMs)
      const token = randomUUID()
      locked = jobOf(run, job, { request, token, until })
      const { instance } = job
      const lock = { worker: request.worker, token, until: until.toISOString() }
      return changed(run, graph, { kind: 'jobLocked', instance, ...lock, at: at.toISOString() })
    })
    return locked
  }

  async function lockWhatThereIs(request: JobRequest): Promise<readonly ActivatedJob[]> {
    const jobs: ActivatedJob[] = []
    for (;;) {
      const wanted = request.maxJobs - jobs.length
      const runs = wanted === 0 ? [] : await store.runsWithJobs(request.type, clock.now(), wanted)
      const locked = await Promise.all(runs.map((run) => lockOne(run, request)))
      const found = locked.filter((job) => job !== undefined)
      jobs.push(...found)
      if (found.length === 0) return jobs
    }
  }

  async function activate(request: JobRequest): Promise<readonly ActivatedJob[]> {
    const giveUpAt = clock.now().getTime() + request.waitMs
    for (;;) {
      const jobs = await lockWhatThereIs(request)
      const leftMs = giveUpAt - clock.now().getTime()
      if (jobs.length > 0 || leftMs <= 0) return jobs
      await jobOrTime(request.type, Math.min(leftMs, pollMs))
    }
  }

  async function answer(id: string, lockToken: string, said: JobAnswer): Promise<void> {
    const place = placeOf(id)
    if (place === undefined) throw notThere(id)
    const applied = await worker.change(place.run, (run, graph) => {
      const at = clock.now()
      const wait = run.state.instances[place.instance]?.wait
      if (wait?.kind !== 'job' || run.state.status !== 'running') throw notThere(id)
      if (wait.lock?.token !== lockToken)
        throw new Problem('jobLockLost', 'The lock has run out and the job is not yours any more.')
      return changed(run, graph, eventOf(said, { ...place, lock: lockToken, at, left: wait.retriesLeft }))
    })
    if (applied !== true) throw notThere(id)
    const isToBeTriedAgain = said.kind === 'fail' && said.retries !== 0 && (said.backoffMs ?? 0) === 0
    if (isToBeTriedAgain) await tryNow(place)
  }

  async function tryNow({ run, instance }: Place): Promise<void> {
    await worker.deliver(run, { kind: 'retryDue', instance, at: clock.now().toISOString() }, { urgent: true })
  }

  return { activate, answer }
}

/** The jobs of a state that are for workers outside. */
export function offered(graph: FlowGraph, state: RunState): readonly Job[] {
  return outstanding(graph, state).filter((wait): wait is Job => wait.kind === 'job' && isExternal(wait))
}

function freeJob(
  run: Run,
  graph: FlowGraph,
  of: { readonly type: string; readonly at: string },
): Job | undefined {
  return offered(graph, run.state).find((job) => job.type === of.type && isFree(job, of.at))
}

function changed(run: Run, graph: FlowGraph, event: RunEvent): Changed | undefined {
  const { state, history, applied } = advance(graph, run.state, event)
  return applied ? { run: { ...run, state, history: [...run.history, ...history] } } : undefined
}

interface Locking {
  readonly request: JobRequest
  readonly token: string
  readonly until: Date
}

function jobOf(run: Run, job: Job, { request, token, until }: Locking): ActivatedJob {
  const { flow, version, businessKey } = run.origin
  // A listener also sees what its element has brought, which is not yet among the variables.
  const seen = job.listener === undefined ? visible(run.state, job.instance) : job.input
  const { fetchVariables } = request
  return {
    id: jobId(run.id, job.instance),
    type: job.type,
    run: run.id,
    flow,
    version,
    ...(businessKey !== undefined && { businessKey }),
    element: job.element,
    instance: job.instance,
    headers: job.headers,
    variables: fetchVariables === undefined ? seen : picked(seen, fetchVariables),
    attempt: job.attempt,
    retries: job.retriesLeft,
    ...(job.listener !== undefined && { listener: job.listener.on }),
    worker: request.worker,
    lockToken: token,
    lockedUntil: until,
  }
}

/** All that an instance sees: its own variables over those of the scopes around it. */
function visible({ instances }: RunState, id: string): JsonObject {
  const instance = instances[id]
  if (instance === undefined) return {}
  const around = instance.parent === undefined ? {} : visible({ instances } as RunState, instance.parent)
  return { ...around, ...instance.variables }
}

function picked(variables: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => names.includes(name)))
}

interface Answering {
  readonly instance: string
  readonly lock: string
  readonly at: Date
  readonly left: number
}

function eventOf(said: JobAnswer, { instance, lock, at: now, left }: Answering): RunEvent {
  const at = now.toISOString()
  const variables = 'variables' in said && said.variables !== undefined ? { variables: said.variables } : {}
  switch (said.kind) {
    case 'complete':
      return { kind: 'jobCompleted', instance, output: said.variables, lock, at, ...verdictOf(said) }
    case 'throwError':
      return {
        kind: 'errorThrown',
        instance,
        errorCode: said.errorCode,
        message: said.message,
        lock,
        at,
        ...variables,
      }
    case 'extendLock':
      return { kind: 'lockExtended', instance, lock, until: after(now, said.lockMs), at }
    case 'fail': {
      const { message, retries = left - 1, backoffMs = 0 } = said
      return {
        kind: 'jobFailed',
        instance,
        code: 'workerFailed',
        message,
        lock,
        at,
        retries,
        ...variables,
        ...(retries > 0 && { retryAt: after(now, backoffMs) }),
      }
    }
  }
}

/** What a task listener says of what is to be done. */
function verdictOf({
  denied,
  corrections,
}: Extract<JobAnswer, { readonly kind: 'complete' }>): Pick<
  Extract<RunEvent, { readonly kind: 'jobCompleted' }>,
  'denied' | 'corrections'
> {
  return { ...(denied !== undefined && { denied }), ...(corrections !== undefined && { corrections }) }
}

function after(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString()
}

function notThere(id: string): Problem {
  return new Problem('jobNotFound', `There is no job "${id}" to be done (any more).`)
}

// ── ids: where the job is, so that nothing has to be looked up ──

interface Place {
  readonly run: string
  readonly instance: string
}

/** The id of the job of an instance. */
export function jobId(run: string, instance: string): string {
  return Buffer.from(JSON.stringify([run, instance])).toString('base64url')
}

function placeOf(id: string): Place | undefined {
  const text = Buffer.from(id, 'base64url').toString('utf8')
  const [, run, instance] = /^\["([^"]+)","([^"]+)"\]$/.exec(text) ?? []
  return run === undefined || instance === undefined ? undefined : { run, instance }
}
