/**
 * The bulkhead of a connection: at most so many calls at the same time, the others queue in order. A slot is a lease
 * that ends with the call's deadline, so a call that never came back cannot hold it for ever.
 */
import type { Clock } from '../values/clock.ts'

/** A slot, to be left in every case. */
export type Leave = () => void

/** Admits calls. */
export interface Bulkhead {
  /** A slot until `deadline`, or `undefined` when none came free before it or before `signal` aborted. */
  enter(deadline: Date, signal: AbortSignal): Promise<Leave | undefined>
  /** Calls under way, and calls that wait. */
  readonly load: { readonly active: number; readonly waiting: number }
}

interface Waiting {
  readonly wake: () => void
}

/** Makes a bulkhead of `size` slots. */
export function bulkhead(size: number, clock: Clock): Bulkhead {
  const slots = new Map<object, number>()
  const queue: Waiting[] = []

  function expire(): void {
    const nowMs = clock.now().getTime()
    for (const [slot, untilMs] of slots) if (untilMs <= nowMs) slots.delete(slot)
  }

  function leave(slot: object): void {
    if (slots.delete(slot)) queue.shift()?.wake()
  }

  function occupy(deadline: Date): Leave {
    const slot = {}
    slots.set(slot, deadline.getTime())
    return () => leave(slot)
  }

  /** Waits for its turn; wakes by itself when the earliest lease ends. */
  async function turn(deadline: Date, signal: AbortSignal): Promise<void> {
    const awake = new AbortController()
    const me: Waiting = { wake: () => awake.abort() }
    queue.push(me)
    const nextFreeMs = Math.min(deadline.getTime(), ...slots.values())
    const end = (): void => awake.abort()
    signal.addEventListener('abort', end, { once: true })
    await clock.sleep(Math.max(1, nextFreeMs - clock.now().getTime()), awake.signal)
    signal.removeEventListener('abort', end)
    const place = queue.indexOf(me)
    if (place >= 0) queue.splice(place, 1)
  }

  return {
    enter: async (deadline, signal) => {
      for (;;) {
        expire()
        if (slots.size < size) return occupy(deadline)
        if (signal.aborted || clock.now() >= deadline) return undefined
        await turn(deadline, signal)
      }
    },
    get load() {
      return { active: slots.size, waiting: queue.length }
    },
  }
}
