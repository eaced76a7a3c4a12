/**
 * Runs and their work items under clocks: what stands in a run's document is the subject's history, so a clock knows of
 * a work item from its creation and of its end, whichever process carried the run.
 */
import type { Definitions } from '../definitions/definitions.ts'
import type { RunStanding, Standings } from '../runs/standing.ts'
import type { ClockStore } from '../store/sla-clocks.ts'
import type { SlaSubject } from './clock.ts'
import type { SlaClocks } from './clocks.ts'
import type { SlaPolicy } from './policy.ts'

/** What it is made of. */
export interface RunClockPorts {
  readonly clocks: Pick<SlaClocks, 'observe'>
  readonly store: Pick<ClockStore, 'openOfRun' | 'runsAwaited'>
  readonly policies: Pick<Definitions<SlaPolicy>, 'all'>
  readonly standings: Standings
}

/** Listens to runs from now on. */
export function runClocks({ clocks, store, policies, standings }: RunClockPorts): {
  /** Draws what runs have come to that is not drawn yet. */
  settle(subjects: readonly SlaSubject[]): Promise<void>
} {
  async function kinds(): Promise<ReadonlySet<SlaSubject['kind']>> {
    return new Set([...(await policies.all()).values()].map(({ content }) => content.subject))
  }

  async function tell(standing: RunStanding): Promise<void> {
    const wanted = await kinds()
    if (wanted.has('run')) await tellRun(standing)
    if (wanted.has('workItem')) await tellItems(standing)
  }

  async function tellRun({ id, seq, label, at, facts, isOver }: RunStanding): Promise<void> {
    await clocks.observe({ kind: 'run', id, label, run: id }, [{ n: seq, at, facts, isOver }])
  }

  async function tellItems(standing: RunStanding): Promise<void> {
    const { id: run, seq, at, items } = standing
    for (const { id, label, createdAt, facts } of items) {
      await clocks.observe({ kind: 'workItem', id, label, run }, [
        // From its creation on, whenever it is first heard of.
        { n: 0, at: createdAt, facts },
        { n: seq, at, facts },
      ])
    }
    const open = new Set(items.map(({ id }) => id))
    const left = (await store.openOfRun(run)).filter(({ kind, id }) => kind === 'workItem' && !open.has(id))
    for (const subject of left) {
      const { at: endedAt, isDone } = standing.ended(subject.id)
      const { flow = null, businessKey = null, data = {} } = standing.facts
      const end = isDone ? { state: 'done', kind: 'closed' } : { state: 'cancelled', kind: 'cancelled' }
      const facts = { id: subject.id, run, flow, businessKey, data, ...end }
      await clocks.observe(subject, [{ n: seq, at: endedAt, facts, isOver: true }])
    }
  }

  standings.listen({
    isWanted: async () => {
      const wanted = await kinds()
      return wanted.has('run') || wanted.has('workItem')
    },
    tell,
    awaited: store.runsAwaited,
  })

  return {
    settle: async (subjects) => {
      for (const run of new Set(subjects.flatMap((subject) => subject.run ?? []))) {
        const standing = await standings.of(run)
        if (standing !== undefined) await tell(standing)
      }
    },
  }
}
