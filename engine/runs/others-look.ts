/**
 * The look at the other processes on the same database: what they deployed, what they wrote to our runs, and what the dead
 * among them have left.
 */
import type { FlowGraph } from '../bpmn/model.ts'
import type { RunStore } from '../store/runs.ts'
import type { WorkerDocument, WorkerStore } from '../store/workers.ts'
import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'
import { lookout, type Lookout } from '../values/lookout.ts'
import type { FlowCatalogue } from './flows.ts'
import { fromDocument, type Run } from './run-document.ts'

/** What the look is made of. What is handed in does not reject. */
export interface OthersLookPorts {
  /** This process. */
  readonly id: string
  readonly runs: Pick<RunStore, 'orphans' | 'owned' | 'unreported'>
  readonly workers: Pick<WorkerStore, 'all' | 'remove'>
  readonly flows: Pick<FlowCatalogue, 'refresh' | 'graph'>
  readonly clock: Clock
  readonly log: Log
  /** How long a silent process is still believed to live, ms. */
  readonly leaseMs: number
  /** Takes a run in hand. */
  readonly adopt: (run: string) => Promise<void>
  /** A run that is ours, as it is stored. */
  readonly notice: (stored: { readonly _id: string; readonly seq: number }) => Promise<void>
  /** A process has died and left no runs behind. */
  readonly died: (worker: string) => Promise<void>
  /** Tells the parent of a run that has ended. */
  readonly report: (run: Run, graph: FlowGraph) => Promise<void>
}

/** Runs taken over or reported at a time. */
const batch = 200
/** An ended run that has not been reported after this time is reported by whoever looks, ms. */
const believedMs = 2_000

/** Makes the look: every second while there are others, more seldom when this process is alone. */
export function othersLook(ports: OthersLookPorts): Lookout {
  const { id, runs, workers, flows, clock, log, leaseMs } = ports
  const oftenMs = Math.min(1_000, leaseMs / 4)

  async function takeOver(known: readonly WorkerDocument[]): Promise<void> {
    const now = clock.now()
    const living = known.filter(({ _id, aliveUntil }) => _id === id || aliveUntil > now).map(({ _id }) => _id)
    const orphans = await runs.orphans(living, batch)
    await Promise.all(orphans.map(({ _id }) => ports.adopt(_id)))
    if (orphans.length > 0) log.info('took over runs of a process that has gone', { runs: orphans.length })
    if (orphans.length === batch) return
    for (const dead of known.filter(({ _id }) => !living.includes(_id))) {
      await ports.died(dead._id)
      await workers.remove(dead._id)
    }
  }

  async function reportEnded(): Promise<void> {
    const before = new Date(clock.now().getTime() - believedMs)
    for (const stored of await runs.unreported(before, batch)) {
      await ports.report(fromDocument(stored), await flows.graph(stored.flow, stored.version))
    }
  }

  return lookout({
    what: 'looking after other processes',
    look: async () => {
      await flows.refresh()
      const known = await workers.all()
      await takeOver(known)
      for (const stored of await runs.owned(id)) await ports.notice(stored)
      await reportEnded()
      return known.some(({ _id }) => _id !== id) ? oftenMs : undefined
    },
    clock,
    log,
    leastMs: oftenMs,
    mostMs: leaseMs / 2,
  })
}
