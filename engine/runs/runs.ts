/** Runs as the API, the command line and the tests see them: start, look, explain, repair. */
import { randomUUID } from 'node:crypto'

import { Problem } from '../../contracts/problems.ts'
import { outstanding } from '../bpmn/outstanding.ts'
import type { FlowGraph, HistoryEntry } from '../bpmn/model.ts'
import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'
import { cursorAfter, placeOf, positionOf } from '../store/page-cursor.ts'
import type { RunQuery } from '../store/run-queries.ts'
import type { RunDocument, RunOrigin, RunStore } from '../store/runs.ts'
import type { Admission } from './admission.ts'
import { explainRun, type ConnectionWords } from './explain.ts'
import type { FlowCatalogue } from './flows.ts'
import { childRunId, fromDocument, indexOf, rootVariables, type Run } from './run-document.ts'
import { repaired, whyNotMigrate, type Repair } from './repairs.ts'
import type { Explanation, MigrationCheck, Page, PageRequest, RunFilter, Runs, RunView } from './service.ts'
import { describeWait } from './wait-words.ts'
import type { Beginning, Begun, Worker } from './worker.ts'

/** How far down called runs are explained. */
const callsDeep = 10

/** What `runs` is made of. */
export interface RunPorts {
  readonly store: RunStore
  readonly flows: FlowCatalogue
  readonly worker: Worker
  readonly clock: Clock
  readonly log: Log
  /** Says what is known of a connection, for `explain`. */
  readonly connectionWords: ConnectionWords
  readonly admit: Admission
}

/** Makes the service. */
export function runs(ports: RunPorts): Runs {
  const { store, flows, worker, clock, log } = ports
  const endings = new Map<string, Set<(here?: Begun) => void>>()
  const at = (): string => clock.now().toISOString()

  worker.onCheckpoint((run, graph) => {
    const waiting = endings.get(run.id)
    if (waiting === undefined || (run.state.status === 'running' && !needsPerson(run))) return
    for (const resolve of waiting) resolve({ run, graph })
  })

  async function load(id: string): Promise<RunDocument> {
    const stored = await store.load(id)
    if (stored === undefined) throw new Problem('runNotFound', `There is no run "${id}".`)
    return stored
  }

  async function view(id: string): Promise<RunView> {
    return viewOf(await load(id))
  }

  async function viewOf(document: RunDocument): Promise<RunView> {
    return viewIn(fromDocument(document), await flows.graph(document.flow, document.version))
  }

  /**
   * Resolves when the run ends, or stands at an incident, with the run as it is then; or after `waitMs`, whichever is
   * first.
   */
  async function ended(id: string, waitMs: number): Promise<Begun | undefined> {
    const giveUp = new AbortController()
    const waiting = endings.get(id) ?? new Set()
    endings.set(id, waiting)
    let last: Begun | undefined
    const end = (here?: Begun): void => {
      last = here
      // A reason of our own: without one, each abort would build an error with its stack.
      giveUp.abort('ended')
    }
    waiting.add(end)
    await clock.sleep(waitMs, giveUp.signal)
    waiting.delete(end)
    if (waiting.size === 0) endings.delete(id)
    return last
  }

  /** A run that exists may be carried by another process: look again and again until it ends or time is up. */
  async function endOfExisting(id: string, waitMs: number): Promise<RunView> {
    const giveUpAt = clock.now().getTime() + waitMs
    for (;;) {
      const present = await view(id)
      const leftMs = giveUpAt - clock.now().getTime()
      if (present.state !== 'running' || leftMs <= 0) return present
      await ended(id, Math.min(leftMs, 100))
    }
  }

  async function start(...[flow, options]: Parameters<Runs['start']>): Promise<RunView> {
    const { id = randomUUID(), waitMs = 0 } = options
    const existing = options.id === undefined ? undefined : await store.load(id)
    if (existing !== undefined) return endOfExisting(id, waitMs)
    ports.admit()
    const version = await flows.versionFor(flow, options.version)
    const beginning = beginningOf(id, { ...options, flow, version, startedAt: clock.now() })
    const here = await (waitMs > 0 ? beginAndWait(beginning, waitMs) : worker.begin(beginning))
    return here === undefined ? view(id) : viewIn(here.run, here.graph)
  }

  /** The run as it is at its end or at an incident; undefined when it has not come that far. */
  async function beginAndWait(beginning: Beginning, waitMs: number): Promise<Begun | undefined> {
    const waiting = ended(beginning.id, waitMs)
    const begun = worker.begin({ ...beginning, urgent: false })
    // A beginning that fails is told at once, whatever is waited for.
    const last = await Promise.race([waiting, begun.then(() => waiting)])
    worker.flush(beginning.id)
    await begun
    return last
  }

  async function repair(...[id, what, how]: Parameters<Runs['repair']>): Promise<RunView> {
    const newGraph = await newGraphFor(id, what)
    const planned = { repair: what, how, at: at(), ...(newGraph !== undefined && { newGraph }) }
    const applied = await worker.change(id, (run, graph) => repaired(run, graph, planned))
    if (applied === undefined) throw new Problem('runNotFound', `There is no run "${id}".`)
    log.info('a person intervened in a run', { run: id, what: what.action, by: how.by, reason: how.reason })
    return view(id)
  }

  async function newGraphFor(id: string, what: Repair): Promise<FlowGraph | undefined> {
    if (!('version' in what) || what.version === undefined) return undefined
    return flows.graph((await load(id)).flow, what.version)
  }

  async function checkMigration(...[id, to]: Parameters<Runs['checkMigration']>): Promise<MigrationCheck> {
    const document = await load(id)
    const from = await flows.graph(document.flow, document.version)
    const graph = await flows.graph(document.flow, to.version)
    const problems = whyNotMigrate(fromDocument(document), from, { graph, elements: to.elements })
    return { possible: problems.length === 0, problems }
  }

  async function history(
    id: string,
    { limit, after }: PageRequest,
  ): Promise<Page<HistoryEntry & { seq: number }>> {
    const { history: newest, historyMoved } = await load(id)
    const from = after === undefined ? 0 : positionOf(after) + 1
    const moved =
      from < historyMoved ? await movedHistory(id, { from, limit: limit + 1, until: historyMoved }) : []
    const entries = newest.map((entry, index) => ({ ...entry, seq: historyMoved + index }))
    const found = [...moved, ...entries].filter(({ seq }) => seq >= from)
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return { items, next: found.length > limit && last !== undefined ? String(last.seq) : null }
  }

  async function movedHistory(
    id: string,
    part: { readonly from: number; readonly limit: number; readonly until: number },
  ): Promise<readonly (HistoryEntry & { seq: number })[]> {
    const found: (HistoryEntry & { seq: number })[] = []
    for (const { first, entries } of await store.historyChunks(id, 0, 1_000)) {
      for (const [index, entry] of entries.entries()) {
        const seq = first + index
        if (seq >= part.from && seq < part.until && found.length < part.limit) found.push({ ...entry, seq })
      }
    }
    return found
  }

  /** With what each called run waits for in its turn, down to a depth. */
  async function explain(id: string, depth: number): Promise<readonly Explanation[]> {
    const document = await load(id)
    const run = fromDocument(document)
    const graph = await flows.graph(document.flow, document.version)
    const waits = explainRun(run, graph, ports.connectionWords)
    return Promise.all(waits.map((wait) => withCalled(id, wait, depth)))
  }

  async function withCalled(caller: string, wait: Explanation, depth: number): Promise<Explanation> {
    if (wait.kind !== 'call') return wait
    const run = childRunId(caller, wait.instance)
    const stored = await store.load(run)
    if (stored === undefined) return wait
    const waits = depth === 0 ? [] : await explain(run, depth - 1)
    return { ...wait, called: { run, flow: stored.flow, state: stored.status, waits } }
  }

  return {
    start,
    repair,
    checkMigration,
    history,
    get: view,
    list: async (filter, { limit, after }) => {
      const before = after === undefined ? undefined : placeOf(after)
      const query = { ...queryOf(filter), ...(before && { before }) }
      const found = await store.find(query, limit + 1)
      const items = await Promise.all(found.slice(0, limit).map(viewOf))
      const last = items.at(-1)
      const next =
        found.length > limit && last !== undefined ? cursorAfter({ at: last.startedAt, id: last.id }) : null
      return { items, next }
    },
    explain: (id) => explain(id, callsDeep),
  }
}

type Wanted = Parameters<Runs['start']>[1] & Pick<RunOrigin, 'flow' | 'version' | 'startedAt'>

function beginningOf(id: string, wanted: Wanted): Beginning {
  const { flow, version, startedAt, variables = {}, businessKey, correlationId } = wanted
  return {
    id,
    variables,
    urgent: true,
    origin: {
      flow,
      version,
      startedAt,
      ...(businessKey !== undefined && { businessKey }),
      ...(correlationId !== undefined && { correlationId }),
    },
  }
}

/** A run as people see it. */
function viewIn(run: Run, graph: FlowGraph): RunView {
  const { flow, version, businessKey, startedAt, parent } = run.origin
  const { status, endedAt } = indexOf(run, graph)
  const waits = new Map(outstanding(graph, run.state).map((wait) => [wait.instance, wait]))
  const elements = Object.values(run.state.instances).filter(({ id }) => id !== 'root')
  return {
    id: run.id,
    flow,
    version,
    ...(businessKey !== undefined && { businessKey }),
    state: status,
    variables: rootVariables(run.state),
    elements: elements.map((instance) => ({
      instance: instance.id,
      element: instance.elementId,
      type: graph.elements[instance.elementId]?.type ?? 'task',
      scope: instance.parent ?? 'root',
      variables: instance.variables,
      waitsFor: describeWait(instance, waits.get(instance.id)),
      ...(instance.incident !== undefined && { incident: instance.incident }),
    })),
    startedAt,
    ...(endedAt !== undefined && { endedAt }),
    ...(parent !== undefined && { parent: parent.run }),
    seq: run.seq,
  }
}

/** The query of the store that a filter of people means. */
export function queryOf({ state, ...rest }: RunFilter): RunQuery {
  return { ...rest, ...(state !== undefined && { status: state }) }
}

function needsPerson({ state }: Run): boolean {
  return Object.values(state.instances).some(({ incident }) => incident !== undefined)
}
