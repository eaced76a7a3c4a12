/**
 * Jobs that were left to workers outside because the hub had nothing of the name of their type: when it has, it does
 * them itself.
 *
 * Promises: such a job is found by whichever comes later, the checkpoint that leaves it or the connection that it
 * names; a job in a worker's hands stays there; nothing is remembered but what the run says, so any process may look.
 */
import { advance } from '../bpmn/advance.ts'
import { isFree } from '../bpmn/job-locks.ts'
import type { FlowGraph, RunState } from '../bpmn/model.ts'
import type { RunStore } from '../store/runs.ts'
import type { Clock } from '../values/clock.ts'
import type { Changed } from './change.ts'
import type { Run } from './run-document.ts'
import type { Worker } from './worker.ts'

/** What it is made of. */
export interface TakingInPorts {
  readonly store: RunStore
  readonly worker: Worker
  /** Whether the hub has what a job type names. */
  readonly knows: (type: string) => boolean
  /** Names of the connections that there are, and who is told when they change. */
  readonly connections: {
    names(): readonly string[]
    onChange(listener: () => void): void
  }
  readonly clock: Clock
}

/** Runs changed side by side. */
const batch = 50

/** Begins to watch checkpoints; gives the look that is to be taken again and again, which costs nothing in between. */
export function takingIn({ store, worker, knows, connections, clock }: TakingInPorts): () => Promise<void> {
  let hasChanged = true
  connections.onChange(() => (hasChanged = true))

  const take = (run: string): Promise<boolean | undefined> =>
    worker.change(run, (present, graph) => takenIn(present, graph, { knows, at: clock.now().toISOString() }))

  worker.onCheckpoint(({ id, state }) => {
    const now = clock.now().toISOString()
    // Should it fail, the next change of a connection or the next start finds it again.
    if (free(state, now).some(({ type }) => knows(type))) take(id).catch(() => (hasChanged = true))
  })

  return async () => {
    if (!hasChanged) return
    hasChanged = false
    try {
      for (const name of connections.names()) {
        const runs = await store.runsWithJobsNamed(name, clock.now())
        for (let from = 0; from < runs.length; from += batch)
          await Promise.all(runs.slice(from, from + batch).map(take))
      }
    } catch (error) {
      hasChanged = true
      throw error
    }
  }
}

interface Left {
  readonly instance: string
  readonly type: string
}

/** Jobs that were left to workers outside and are in nobody's hands. */
function free({ status, instances }: RunState, now: string): readonly Left[] {
  if (status !== 'running') return []
  return Object.values(instances).flatMap(({ id, wait, incident }) =>
    wait.kind === 'job' && wait.outside === true && incident === undefined && isFree(wait, now)
      ? [{ instance: id, type: wait.type }]
      : [],
  )
}

function takenIn(
  run: Run,
  graph: FlowGraph,
  { knows, at }: { readonly knows: (type: string) => boolean; readonly at: string },
): Changed | undefined {
  const ours = free(run.state, at).filter(({ type }) => knows(type))
  if (ours.length === 0) return undefined
  const state = ours.reduce(
    (present, { instance }) => advance(graph, present, { kind: 'jobTakenIn', instance, at }).state,
    run.state,
  )
  return { run: { ...run, state } }
}
