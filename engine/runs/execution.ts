/**
 * One run being carried forward in this process: events go in, checkpoints go out, outstanding work is
 * started and its results come back as events.
 *
 * Promises:
 * - every write is fenced by `seq`: whoever works from a stale copy loses, reloads, and applies its events
 *   again; an event that no longer applies is dropped;
 * - remote work starts only when this process is known to own the run, and a `once` call only after the
 *   checkpoint that stands before it is durable;
 * - `dispatch` resolves when the effect of the event is durable;
 * - results of repeatable calls may wait for the next checkpoint that is needed anyway.
 */
import { advance } from '../bpmn/advance.ts'
import type { Advanced, FlowGraph, RunEvent, RunState } from '../bpmn/model.ts'
import { ActiveKeyTaken, type Change, type Dispatch } from './change.ts'
import { claimsIn, heldState, sizeOfState, tooLarge, type Limits } from './claims.ts'
import { joined, leftBetween, nothingLeft, since, type Leaving } from './leaving.ts'
import { fromDocument, toChange, toDocument, type Run } from './run-document.ts'
import { Problem, problemOf } from '../../contracts/problems.ts'
import type { RunStore } from '../store/runs.ts'
import { isAnswer, isOurs, keyOf, outstandingOnce, type Work } from './work.ts'

/** What an execution needs of its process. */
export interface ExecutionPorts {
  readonly store: RunStore
  readonly worker: string
  /** Whether a call must never be made before the checkpoint is durable. */
  isOnce(work: Work): boolean
  /** Carries out the work and gives the event that answers it; `undefined` when the answer comes later. */
  perform(run: Run, work: Work, signal: AbortSignal): Promise<RunEvent | undefined>
  /** A checkpoint is durable, with what the run has left by it. */
  committed(execution: Execution, left: Leaving): void
  /** A durable run has its next timer then. */
  due(at: Date): void
  graphOf(flow: string, version: number): Promise<FlowGraph>
  readonly limits: Limits
  /** Whether what happens is told to the outside. */
  readonly isTold: boolean
  /** Something broke that should not have; the run stays as it was last stored. */
  failed(run: Run, error: unknown): void
}

interface Unacknowledged extends Dispatch {
  readonly change: Change
  readonly isResult: boolean
  readonly resolve: (applied: boolean) => void
  readonly reject: (reason: unknown) => void
}

/** More embedded history than this moves to its own collection. */
const historyLimit = 300
const historyKept = 50

/** A run in the hands of this process. */
export class Execution {
  run: Run
  graph: FlowGraph
  readonly #ports: ExecutionPorts
  readonly #inFlight = new Map<string, AbortController>()
  #unacknowledged: Unacknowledged[] = []
  /** What the store has not got. */
  #left = nothingLeft
  #historyRewritten = false
  #storedOwner: string | undefined
  readonly #outstanding = outstandingOnce()
  /** The next timer, as last written. */
  #dueAt: Date | undefined
  #wantsCommit = false
  #isCommitting = false
  #commitUnderWay: Promise<void> = Promise.resolve()
  /** Hashes of the large values that are stored for this run. */
  readonly #payloads = new Set<string>()
  #isStopping = false
  #isWindingDown = false

  constructor(run: Run, graph: FlowGraph, ports: ExecutionPorts) {
    this.run = run
    this.graph = graph
    this.#ports = ports
    this.#storedOwner = run.owner
  }

  /** True when nothing is under way and nothing waits to be written. */
  get isIdle(): boolean {
    return (
      this.#inFlight.size === 0 &&
      this.#unacknowledged.length === 0 &&
      !this.#isCommitting &&
      !this.#wantsCommit
    )
  }

  /** True when something has happened that is not yet being written. */
  get isDeferring(): boolean {
    return this.#unacknowledged.length > 0 && !this.#isCommitting
  }

  /** True while a checkpoint is on its way. */
  get isWriting(): boolean {
    return this.#isCommitting
  }

  /** Applies an event; resolves with whether it applied, when that is durable. Rejects with the store's error. */
  dispatch(event: RunEvent, how: Dispatch = {}): Promise<boolean> {
    return this.#ask({ ...how, change: this.#eventChange(event, how.message), isResult: false })
  }

  /** Takes up the outstanding work of a run that this process has just come to own. */
  resume(): void {
    this.#commit()
  }

  /** Applies a change; resolves with whether it applied, when that is durable. Rejects with what it raises. */
  change(change: Change): Promise<boolean> {
    return this.#ask({ change, urgent: true, isResult: false })
  }

  /** What is refused on a state that others have changed since is asked once more on the newest one. */
  async #ask(how: Omit<Unacknowledged, 'resolve' | 'reject'>): Promise<boolean> {
    let refusal: Error | undefined
    const seen = this.run.seq
    try {
      if (await this.#take(how)) return true
    } catch (error) {
      refusal = problemOf(error)
      if (refusal === undefined) throw error
    }
    if (await this.#catchUp(seen)) return this.#take(how)
    if (refusal === undefined) return false
    throw refusal
  }

  /** Takes the newest state up; false when what was seen is the newest. */
  async #catchUp(seen: number): Promise<boolean> {
    if (seen === 0) return false
    await this.#commitUnderWay
    if (this.run.seq !== seen) return true
    const newest = await this.#ports.store.seqOf(this.run.id)
    if (newest === undefined || newest <= this.run.seq) return false
    if (!this.#isCommitting) await this.#rebase()
    return true
  }

  /** Writes what has been deferred. */
  flush(): void {
    if (this.#unacknowledged.length > 0) this.#commit()
  }

  /** True while a piece of work is under way. */
  get isWorking(): boolean {
    return this.#inFlight.size > 0
  }

  /** Starts no more work; what is under way may end and is written. */
  windDown(): void {
    this.#isWindingDown = true
  }

  /** Starts no more work and cuts what is under way; its results are found again by whoever takes over. */
  stop(): void {
    this.#isStopping = true
    for (const controller of this.#inFlight.values()) controller.abort()
  }

  /** The store has a newer state than ours. */
  async refresh(): Promise<void> {
    if (!this.#isCommitting) await this.#rebase()
    this.#startWork()
  }

  #take(how: Omit<Unacknowledged, 'resolve' | 'reject'>): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const one = { ...how, resolve, reject }
      if (!this.#apply(one)) return resolve(false)
      this.#unacknowledged.push(one)
      this.#startWork()
      if (this.#mustCommit(one)) this.#commit()
    })
  }

  #apply({ change }: Unacknowledged): boolean {
    const next = change(this.run, this.graph)
    if (next === undefined) return false
    const words = tooLarge(next.run.state, this.#ports.limits)
    // A run that is too large already may be made smaller.
    if (words !== undefined && sizeOfState(next.run.state) > sizeOfState(this.run.state))
      throw new Problem('variablesTooLarge', words)
    this.#left = joined(this.#left, leftBetween(this.run, next.run, this.graph))
    this.run = next.run
    this.graph = next.graph ?? this.graph
    return true
  }

  #eventChange(event: RunEvent, message: string | undefined): Change {
    return (run, graph) => {
      if (message !== undefined && run.applied.includes(message)) return undefined
      const { state, history, applied } = this.#advanced(graph, run.state, event)
      if (!applied) return undefined
      const next = {
        ...run,
        state,
        history: [...run.history, ...history],
        applied: message === undefined ? run.applied : [...run.applied, message],
      }
      return { run: next }
    }
  }

  /** An answer that would make the run too large is an incident at the element that asked, and the run can go on. */
  #advanced(graph: FlowGraph, state: RunState, event: RunEvent): Advanced {
    const next = advance(graph, state, event)
    if (!next.applied || !isAnswer(event)) return next
    const message = tooLarge(next.state, this.#ports.limits)
    if (message === undefined) return next
    const { instance, at } = event
    return advance(graph, state, { kind: 'jobFailed', instance, code: 'variablesTooLarge', message, at })
  }

  /** A checkpoint can wait while all that the run does next is repeatable work of ours. */
  #mustCommit(one: Unacknowledged): boolean {
    if (one.urgent === true || (!this.#isUnseen() && !one.isResult)) return true
    const waits = this.#outstanding(this.graph, this.run.state)
    return waits.length === 0 || !waits.every((wait) => isOurs(wait) && this.#isRepeatable(wait))
  }

  #isRepeatable(work: Work): boolean {
    return 'attempt' in work && !this.#ports.isOnce(work)
  }

  #commit(): void {
    this.#wantsCommit = true
    if (this.#isCommitting) return
    this.#isCommitting = true
    this.#commitUnderWay = this.#commitAll().catch((error: unknown) => {
      this.#isCommitting = false
      this.#wantsCommit = false
      const left = this.#unacknowledged
      this.#unacknowledged = []
      for (const one of left) one.reject(error)
      this.#ports.failed(this.run, error)
    })
  }

  async #commitAll(): Promise<void> {
    while (this.#wantsCommit) {
      await this.#moveHistory()
      await this.#keepPayloads()
      let taken = 0
      let left = nothingLeft
      const outcome = await this.#ports.store.commits.submit(() => {
        this.#wantsCommit = false
        taken = this.#unacknowledged.length
        left = this.#left
        return this.#write()
      })
      if (outcome === 'written') this.#acknowledge(taken, left)
      else await this.#rebase()
    }
    this.#isCommitting = false
    this.#startWork()
    this.#ports.committed(this, nothingLeft)
  }

  #write(): Parameters<RunStore['commits']['submit']>[0] extends () => infer W ? W : never {
    this.run = this.#withOwner(this.run)
    const { run, graph } = this
    const held = heldState(run.state, this.#ports.limits, (hash) => {
      const isKept = this.#payloads.has(hash)
      // It came while this write was on its way: it goes inside, and out of it with the next write, which follows.
      this.#wantsCommit ||= !isKept
      return isKept
    })
    const left = this.#ports.isTold ? this.#left : { ...this.#left, untold: [] }
    if (run.seq === 0) {
      const document = toDocument(run, graph, { ...left, held })
      this.#dueAt = document.dueAt
      return { kind: 'insert', document }
    }
    const change = toChange(run, graph, { ...left, held, isRewritten: this.#historyRewritten })
    this.#dueAt = change.$set['dueAt'] as Date | undefined
    return { kind: 'update', id: run.id, where: { seq: run.seq }, change }
  }

  /** Large values are durable before the document that refers to them. */
  async #keepPayloads(): Promise<void> {
    const claims = [...claimsIn(this.run.state, this.#ports.limits)].filter(
      ([hash]) => !this.#payloads.has(hash),
    )
    if (claims.length === 0) return
    await this.#ports.store.keepPayloads(this.run.id, new Map(claims))
    for (const [hash] of claims) this.#payloads.add(hash)
  }

  /** We own a run while it has work for us; somebody else's ownership is left alone. */
  #withOwner(run: Run): Run {
    const { owner, ...rest } = run
    if (owner !== undefined && owner !== this.#ports.worker) return run
    return this.#work().length > 0 ? { ...rest, owner: this.#ports.worker } : rest
  }

  #acknowledge(taken: number, left: Leaving): void {
    const { run } = this
    this.#left = since(left, this.#left)
    this.#historyRewritten = false
    this.#storedOwner = run.owner
    this.run = { ...run, seq: run.seq + 1 }
    for (const one of this.#unacknowledged.splice(0, taken)) one.resolve(true)
    this.#startWork()
    if (this.#dueAt !== undefined) this.#ports.due(this.#dueAt)
    this.#ports.committed(this, left)
  }

  /** Somebody else has written: take their state and apply to it what of ours still applies. */
  async #rebase(): Promise<void> {
    const stored = await this.#ports.store.load(this.run.id)
    if (stored === undefined) return this.#refused()
    const isOurs = stored.owner === undefined || stored.owner === this.#ports.worker
    if (!isOurs) this.#abandonWork()
    if (stored.version !== this.run.origin.version)
      this.graph = await this.#ports.graphOf(stored.flow, stored.version)
    this.run = fromDocument(stored)
    this.#storedOwner = stored.owner
    this.#left = nothingLeft
    this.#historyRewritten = false
    const pending = this.#unacknowledged
    this.#unacknowledged = []
    for (const one of pending)
      if (isOurs || !one.isResult) this.#applyAgain(one)
      else one.resolve(false)
    this.#wantsCommit = this.#unacknowledged.length > 0
  }

  #applyAgain(one: Unacknowledged): void {
    try {
      if (this.#apply(one)) this.#unacknowledged.push(one)
      else one.resolve(false)
    } catch (error) {
      one.reject(error)
    }
  }

  /** The first write was refused and there is no such run: its active key is taken. */
  #refused(): void {
    this.#abandonWork()
    this.#wantsCommit = false
    const pending = this.#unacknowledged
    this.#unacknowledged = []
    for (const one of pending)
      one.reject(new ActiveKeyTaken(`another run holds ${this.run.origin.activeKey ?? ''}`))
  }

  #abandonWork(): void {
    for (const controller of this.#inFlight.values()) controller.abort()
    this.#inFlight.clear()
  }

  #work(): readonly Work[] {
    return this.#outstanding(this.graph, this.run.state).filter(isOurs)
  }

  #startWork(): void {
    const wanted = new Map(this.#work().map((work) => [keyOf(work), work]))
    for (const [key, controller] of this.#inFlight) {
      if (wanted.has(key)) continue
      controller.abort()
      this.#inFlight.delete(key)
    }
    if (this.#isStopping || this.#isWindingDown || this.run.paused || !this.#ownsRun()) return
    for (const [key, work] of wanted) {
      if (!this.#inFlight.has(key) && this.#mayStart(work)) this.#start(key, work)
    }
  }

  /** Nobody else can carry it out: it is new and unseen, or the store says it is ours. */
  #ownsRun(): boolean {
    return this.#isUnseen() || this.#storedOwner === this.#ports.worker
  }

  /** Not stored yet, and no other run can stand in its way when it is. */
  #isUnseen(): boolean {
    return this.run.seq === 0 && this.run.origin.activeKey === undefined
  }

  #mayStart(work: Work): boolean {
    const isDurable = this.#unacknowledged.length === 0 && this.run.seq > 0
    return isDurable || this.#isRepeatable(work)
  }

  #start(key: string, work: Work): void {
    const controller = new AbortController()
    this.#inFlight.set(key, controller)
    this.#carryOut(key, work, controller.signal).catch((error: unknown) =>
      this.#ports.failed(this.run, error),
    )
  }

  async #carryOut(key: string, work: Work, signal: AbortSignal): Promise<void> {
    const event = await this.#ports.perform(this.run, work, signal)
    if (signal.aborted || this.#isStopping || event === undefined) return
    this.#inFlight.delete(key)
    await this.#take({ change: this.#eventChange(event, undefined), isResult: true })
  }

  async #moveHistory(): Promise<void> {
    const { run } = this
    if (run.history.length < historyLimit) return
    const entries = run.history.slice(0, run.history.length - historyKept)
    const first = run.historyMoved
    await this.#ports.store.moveHistory({ _id: `${run.id}:${String(first)}`, run: run.id, first, entries })
    this.run = {
      ...this.run,
      history: this.run.history.slice(entries.length),
      historyMoved: first + entries.length,
    }
    this.#historyRewritten = true
  }
}
