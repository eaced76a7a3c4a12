/** The look for timers that are due: of runs, and of flows that time starts. */
import type { FlowStore, TimerStart } from '../store/flows.ts'
import type { RunStore } from '../store/runs.ts'
import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'
import { lookout, msUntil, usualMostMs, type Lookout } from '../values/lookout.ts'

/** What the look is made of. */
export interface DueLookPorts {
  readonly runs: Pick<RunStore, 'due'>
  readonly flowStore: Pick<FlowStore, 'dueStarts'>
  readonly clock: Clock
  readonly log: Log
  /** Longest wait between two looks, ms. Default 5,000. */
  readonly pollMs?: number
  /** Wakes a run that has a timer due. Does not reject: what fails is due again at the next look. */
  readonly wake: (run: string) => Promise<void>
  /** Starts a flow whose time has come; gives when its next time is. */
  readonly start: (start: TimerStart) => Promise<Date | undefined>
}

/** Runs woken at a time. */
const batch = 200

/** Makes the look. It looks ahead as far as the next look may be away. */
export function dueLook(ports: DueLookPorts): Lookout {
  const { runs, flowStore, clock, log, pollMs = usualMostMs } = ports

  async function look(): Promise<number | undefined> {
    const now = clock.now()
    const ahead = new Date(now.getTime() + pollMs)
    const isDue = ({ dueAt = now }: { readonly dueAt?: Date }): boolean => dueAt <= now
    const found = await runs.due(ahead, batch)
    const due = found.filter(isDue)
    await Promise.all(due.map(({ _id }) => ports.wake(_id)))
    const starts = await flowStore.dueStarts(ahead)
    const again: (Date | undefined)[] = []
    for (const start of starts.filter(isDue)) again.push(await ports.start(start))
    if (due.length === batch) return 0
    const coming = [...found, ...starts].filter((one) => !isDue(one)).map(({ dueAt }) => dueAt)
    return msUntil(clock.now(), earliest([...coming, ...again]))
  }

  return lookout({
    what: 'looking for what is due',
    look,
    clock,
    log,
    leastMs: Math.min(500, pollMs),
    mostMs: pollMs,
  })
}

function earliest(instants: readonly (Date | undefined)[]): Date | undefined {
  const [first] = instants
    .flatMap((instant) => (instant === undefined ? [] : [instant]))
    .sort((a, b) => a.getTime() - b.getTime())
  return first
}
