/**
 * A look at what there is to do, taken again and again: at once when this process knows of something, when the next
 * thing falls due, and otherwise more and more seldom, since only another process can have left something.
 */
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'

/** What a lookout is made of. */
export interface LookoutPorts {
  /** What is looked for, for the log. */
  readonly what: string
  /**
   * Does what there is to do. Gives in how many ms the next thing is due, 0 when there may be more now, nothing when it
   * knows of none. What it throws is logged, and it is called again.
   */
  readonly look: () => Promise<number | undefined>
  readonly clock: Clock
  readonly log: Log
  /** The first wait after something was done, ms; doubles with each look that finds nothing. Default 500. */
  readonly leastMs?: number
  /** The longest wait, ms. Default 5,000. */
  readonly mostMs?: number
}

/** Looks from `start` to `stop`. */
export interface Lookout {
  start(): void
  /** Looks at once; given an instant, no later than then. */
  wake(at?: Date): void
  /** Resolves when the look under way is over. */
  stop(): Promise<void>
}

/** The longest wait of a lookout unless it says otherwise, ms: so long may what another process left lie there. */
export const usualMostMs = 5_000

/** Makes a lookout. */
export function lookout(ports: LookoutPorts): Lookout {
  const { clock, leastMs = 500, mostMs = usualMostMs } = ports
  let running: Promise<void> = Promise.resolve()
  let isStopped = false
  let wakeAtMs = Infinity
  let alarm = new AbortController()

  /** Never longer than the longest wait, so that a clock set back does not hold it up. */
  async function rest(untilMs: number): Promise<void> {
    for (let isOver = false; !isOver;) {
      const leftMs = Math.min(mostMs, Math.min(untilMs, wakeAtMs) - clock.now().getTime())
      if (isStopped || leftMs <= 0) return
      const bell = new AbortController()
      alarm = bell
      await clock.sleep(leftMs, bell.signal)
      isOver = !bell.signal.aborted
    }
  }

  async function run(): Promise<void> {
    let idleMs = leastMs
    while (!isStopped) {
      wakeAtMs = Infinity
      const dueInMs = await ports.look().catch((error: unknown) => {
        ports.log.warn(`${ports.what} failed; it will be tried again`, { error })
        return undefined
      })
      if (dueInMs === 0) {
        idleMs = leastMs
        continue
      }
      const fromMs = clock.now().getTime()
      await rest(fromMs + Math.min(idleMs, dueInMs ?? idleMs))
      idleMs = wakeAtMs <= clock.now().getTime() ? leastMs : Math.min(mostMs, idleMs * 2)
    }
  }

  return {
    start: () => {
      running = run()
    },
    wake: (at = clock.now()) => {
      if (at.getTime() >= wakeAtMs) return
      wakeAtMs = at.getTime()
      alarm.abort()
    },
    stop: async () => {
      isStopped = true
      alarm.abort()
      await running
    },
  }
}

/** How long until the first of some instants, ms, at least 1; nothing when there are none. */
export function msUntil(now: Date, dueAt: Date | undefined): number | undefined {
  return dueAt === undefined ? undefined : Math.max(1, dueAt.getTime() - now.getTime())
}
