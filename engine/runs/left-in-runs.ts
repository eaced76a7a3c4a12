/**
 * Brings what runs have left in their documents to where it belongs. A death in between leaves it there, and the next
 * look brings it; who takes it in knows each by its id. What one run has left is read from its document, so that it stays
 * in order whoever brings it.
 */
import type { RunOutbox } from '../store/run-outbox.ts'
import type { Log } from '../values/log.ts'

/** Brings it. */
export interface Bringing {
  /** This run has left something. */
  soon(run: string): void
  /** What nobody has brought; another process may have died before it could. */
  bringLeft(): Promise<void>
  /** Resolves when nothing is on its way. */
  stop(): Promise<void>
}

/** What it is made of. */
export interface BringingPorts<Item> {
  readonly from: RunOutbox<Item>
  readonly to: (items: readonly Item[]) => Promise<void>
  /** What is brought, for the log. */
  readonly what: string
  readonly log: Log
}

/** Runs whose things are brought together at most. */
const batch = 200

/** Makes it. What fails is logged, and brought by the next look. */
export function bringing<Item>({ from, to, what, log }: BringingPorts<Item>): Bringing {
  const waiting = new Set<string>()
  let underWay: Promise<void> | undefined

  async function bring(runs: readonly string[]): Promise<void> {
    const left = await from.leftIn(runs)
    await to(left.flatMap(({ items }) => items))
    await from.arrived(left)
  }

  async function bringAll(): Promise<void> {
    while (waiting.size > 0) {
      const runs = [...waiting].slice(0, batch)
      for (const run of runs) waiting.delete(run)
      await bring(runs).catch((error: unknown) => log.warn(`${what} are brought later`, { error }))
    }
    underWay = undefined
  }

  return {
    soon: (run) => {
      waiting.add(run)
      underWay ??= bringAll()
    },
    bringLeft: async () => {
      const runs = await from.waiting(batch)
      if (runs.length > 0) await bring(runs)
    },
    stop: async () => {
      await underWay
    },
  }
}
