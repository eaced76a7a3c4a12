/**
 * How runs and their work items stand, for those who time them: told after every durable checkpoint, one after the other
 * for each run, and once more for all that live, or that somebody still waits for, when a process has died that may not
 * have come to it.
 */
import type { FlowGraph } from '../bpmn/model.ts'
import type { RunStore } from '../store/runs.ts'
import type { Clock } from '../values/clock.ts'
import { defined } from '../values/defined.ts'
import { derivedId } from '../values/hash.ts'
import type { JsonObject } from '../values/json.ts'
import type { Log } from '../values/log.ts'
import type { FlowCatalogue } from './flows.ts'
import { fromDocument, indexOf, rootVariables, type Run } from './run-document.ts'
import type { Worker } from './worker.ts'

/** An open work item and the facts that conditions see of it. */
export interface ItemStanding {
  readonly id: string
  readonly label: string
  readonly createdAt: Date
  readonly facts: JsonObject
}

/** A run after its newest line of history. */
export interface RunStanding {
  readonly id: string
  readonly seq: number
  readonly label: string
  readonly at: Date
  readonly isOver: boolean
  readonly facts: JsonObject
  readonly items: readonly ItemStanding[]
  /** When a work item that is not open any more ended, and whether it was done. */
  readonly ended: (item: string) => { readonly at: Date; readonly isDone: boolean }
}

/** Who wants to be told. */
export interface StandingListener {
  /** Asked first, so that nothing is worked out for nobody. */
  readonly isWanted: () => Promise<boolean>
  readonly tell: (standing: RunStanding) => Promise<void>
  /** Ids after this one, in order, of runs that it has not heard the end of. */
  readonly awaited: (after: string, limit: number) => Promise<readonly string[]>
}

/** Tells how runs stand. */
export interface Standings {
  listen(listener: StandingListener): void
  /** Nothing for a run that is not there any more. */
  of(run: string): Promise<RunStanding | undefined>
  /** Resolves when all is told that happened so far. */
  settled(): Promise<void>
}

/** What it is made of. */
export interface StandingPorts {
  readonly runs: RunStore
  readonly flows: Pick<FlowCatalogue, 'graph'>
  readonly worker: Pick<Worker, 'onCheckpoint' | 'onDeath'>
  readonly clock: Clock
  readonly log: Log
}

const attempts = 20
const batch = 200

/** Listens to the worker's checkpoints from now on. */
export function standings({ runs, flows, worker, clock, log }: StandingPorts): Standings {
  const listeners: StandingListener[] = []
  const underWay = new Map<string, Promise<void>>()

  async function wanting(): Promise<readonly StandingListener[]> {
    const answers = await Promise.all(listeners.map((one) => one.isWanted()))
    return listeners.filter((_one, index) => answers[index])
  }

  async function tellAll(standing: () => Promise<RunStanding | undefined>): Promise<void> {
    const wanted = await wanting()
    const present = wanted.length === 0 ? undefined : await standing()
    if (present === undefined) return
    for (const { tell } of wanted) await tell(present)
  }

  async function persist(run: string, act: () => Promise<void>): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      try {
        return await act()
      } catch (error) {
        log.warn('how a run stands could not be told; trying again', { run, attempt, error })
        await clock.sleep(Math.min(100 * 2 ** attempt, 5_000))
      }
    }
  }

  /** After what is told of the same run already. */
  function queue(run: string, act: () => Promise<void>): Promise<void> {
    const told = (underWay.get(run) ?? Promise.resolve())
      .then(() => persist(run, act))
      .finally(() => {
        if (underWay.get(run) === told) underWay.delete(run)
      })
    underWay.set(run, told)
    return told
  }

  async function of(id: string): Promise<RunStanding | undefined> {
    const stored = await runs.load(id)
    if (stored === undefined) return undefined
    return standingOf(fromDocument(stored), await flows.graph(stored.flow, stored.version))
  }

  worker.onCheckpoint((run, graph) => {
    if (listeners.length > 0) void queue(run.id, () => tellAll(() => Promise.resolve(standingOf(run, graph))))
  })
  worker.onDeath(async () => {
    const wanted = await wanting()
    if (wanted.length === 0) return
    await eachOf(
      (after, limit) => runs.livingAfter(after, limit),
      (id) => queue(id, () => tellAll(() => of(id))),
    )
    for (const { awaited, tell } of wanted) {
      await eachOf(awaited, (id) =>
        queue(id, async () => {
          const standing = await of(id)
          if (standing?.isOver === true) await tell(standing)
        }),
      )
    }
  })

  return {
    listen: (listener) => void listeners.push(listener),
    of,
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay.values())
    },
  }
}

/** Page by page, one after the other. */
async function eachOf(
  page: (after: string, limit: number) => Promise<readonly string[]>,
  act: (id: string) => Promise<void>,
): Promise<void> {
  for (let ids = await page('', batch); ids.length > 0; ids = await page(ids.at(-1) ?? '', batch)) {
    for (const id of ids) await act(id)
  }
}

/** How a run stands. Pure. */
export function standingOf(run: Run, graph: FlowGraph): RunStanding {
  const { origin, state, history } = run
  const { status, elements, workItems = [] } = indexOf(run, graph)
  const last = history.at(-1)
  const at = last === undefined ? origin.startedAt : new Date(last.at)
  const { flow, version, businessKey } = origin
  const common = { run: run.id, flow, version, businessKey: businessKey ?? null, data: rootVariables(state) }
  const isOver = state.status !== 'running'
  const items = workItems.map((item): ItemStanding => {
    const { id, element, name, assignee, candidateGroups, candidateUsers, dueAt, priority, createdAt } = item
    const [team] = candidateGroups
    return {
      id,
      label: name ?? element,
      createdAt,
      facts: {
        ...common,
        id,
        element,
        name: name ?? null,
        state: 'open',
        kind: 'open',
        assignee: assignee ?? null,
        groups: [...candidateGroups],
        users: [...candidateUsers],
        priority,
        dueAt: dueAt?.toISOString() ?? null,
        createdAt: createdAt.toISOString(),
        ...defined({ team }),
      },
    }
  })
  return {
    id: run.id,
    seq: run.seq,
    label: businessKey ?? run.id,
    at,
    isOver,
    facts: {
      ...common,
      id: run.id,
      state: status,
      kind: isOver ? 'closed' : 'open',
      elements: [...elements],
      visits: state.visits,
      createdAt: origin.startedAt.toISOString(),
    },
    items,
    ended: (item) => {
      const end = history.findLast(
        ({ instance, event }) =>
          (event === 'completed' || event === 'terminated') &&
          derivedId('workItem', run.id, instance) === item,
      )
      return end === undefined
        ? { at, isDone: false }
        : { at: new Date(end.at), isDone: end.event === 'completed' }
    },
  }
}
