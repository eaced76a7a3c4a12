/**
 * The clocks that fall due soon, kept in mind so that nothing has to be read at the moment when one does. What is
 * remembered may be old: whoever fires by it writes by compare-and-set, loses against what is newer, and reads again.
 */
import type { SlaClock } from './clock.ts'

/** What was read. */
export interface Soon {
  readonly found: readonly SlaClock[]
  /** Nothing else is due until then. */
  readonly untilMs: number
}

/** A memory of clocks by when they may be fired here. */
export interface Ahead {
  /** Remembers how a clock stands now, or forgets it when it is not due soon. */
  readonly keep: (clock: SlaClock) => void
  /** Reads what is due soon and until when that is all; what was kept while it was read is newer and stays. */
  refresh(read: () => Promise<Soon>): Promise<void>
  /** Takes out what may be fired by an instant. */
  take(nowMs: number): readonly SlaClock[]
  /** When the next may be fired. */
  nextMs(): number | undefined
}

interface Kept {
  readonly clock: SlaClock
  readonly fireMs: number
  /** How many had been kept before it. */
  readonly n: number
}

/** An empty memory. `fireMs` says when a clock may be fired by this process. */
export function ahead(fireMs: (clock: SlaClock) => number): Ahead {
  const kept = new Map<string, Kept>()
  let count = 0
  let horizonMs = -Infinity

  function keep(clock: SlaClock): void {
    const isSoon = clock.dueAt !== undefined && clock.dueAt.getTime() <= horizonMs
    if (isSoon) kept.set(clock.id, { clock, fireMs: fireMs(clock), n: (count += 1) })
    else kept.delete(clock.id)
  }

  return {
    keep,
    refresh: async (read) => {
      const before = count
      horizonMs = Infinity
      const { found, untilMs } = await read()
      horizonMs = untilMs
      for (const { clock, n } of kept.values()) {
        if (n <= before) kept.delete(clock.id)
        else keep(clock)
      }
      for (const clock of found) if (!kept.has(clock.id)) keep(clock)
    },
    take: (nowMs) => {
      const due = [...kept.values()].filter((one) => one.fireMs <= nowMs).map(({ clock }) => clock)
      for (const { id } of due) kept.delete(id)
      return due
    },
    nextMs: () => {
      let next: number | undefined
      for (const { fireMs: at } of kept.values()) if (next === undefined || at < next) next = at
      return next
    },
  }
}
