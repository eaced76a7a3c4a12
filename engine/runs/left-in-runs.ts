/**
 * Brings what runs have left in their documents to where it belongs. A death in between leaves it there, and the next
 * look brings it; who takes it in knows each by its id. What one run has left is read from its document, so that it stays
 * in order whoever brings it.
 *
 * What cannot be brought holds back nothing but the rest of its own run: that run is tried by itself from then on, more
 * and more seldom.
 */
import type { Left, RunOutbox } from '../store/run-outbox.ts'
import type { Log } from '../values/log.ts'

/** Brings it. */
export interface Bringing {
  /** This run has left something. */
  soon(run: string): void
  /** What nobody has brought; another process may have died before it could. One look. */
  bringLeft(): Promise<void>
  /** Resolves when nothing is on its way. */
  stop(): Promise<void>
}

/** What it is made of. */
export interface BringingPorts<Item> {
  readonly from: RunOutbox<Item>
  /** Takes things in; gives those that it could not. When it rejects, it has taken none. */
  readonly to: (items: readonly Item[]) => Promise<readonly NotBrought[]>
  /** What is brought, for the log. */
  readonly what: string
  readonly log: Log
}

/** What could not be brought. */
export interface NotBrought {
  readonly id: string
  /** Absent when it is only too early for it. */
  readonly error?: unknown
}

/** Runs whose things are brought together at most. */
const batch = 200
/** A run whose things could not be brought rests for this many looks at most. */
const longestRest = 64
/** From this many attempts on a person should know. */
const manyAttempts = 5

/** A run some of whose things could not be brought. */
interface Resting {
  readonly attempts: number
  /** Looks until it is tried again. */
  readonly looks: number
}

/** Makes it. What fails is logged, and brought by a later look. */
export function bringing<Item extends { readonly id: string }>(ports: BringingPorts<Item>): Bringing {
  const { from, to, what, log } = ports
  const waiting = new Set<string>()
  const resting = new Map<string, Resting>()
  let underWay: Promise<void> | undefined

  async function bring(runs: readonly string[]): Promise<void> {
    const left = await from.leftIn(runs)
    const items = left.flatMap((one) => one.items)
    const missed = await to(items).catch((error: unknown) => items.map(({ id }) => ({ id, error })))
    const ids = new Set(missed.map(({ id }) => id))
    const isMissed = ({ id }: Item): boolean => ids.has(id)
    await from.arrived(left.flatMap((one) => arrivedOf(one, isMissed)))
    const behind = new Set(left.filter((one) => one.items.some(isMissed)).map(({ _id }) => _id))
    for (const run of runs) rest(run, behind.has(run))
    report([...behind], missed)
  }

  function rest(run: string, isBehind: boolean): void {
    const attempts = (resting.get(run)?.attempts ?? 0) + 1
    if (isBehind) resting.set(run, { attempts, looks: Math.min(2 ** (attempts - 1), longestRest) })
    else resting.delete(run)
  }

  function report([run, ...others]: readonly string[], missed: readonly NotBrought[]): void {
    const [failed] = missed.filter(({ error }) => error !== undefined)
    if (failed === undefined || run === undefined) return
    const attempts = resting.get(run)?.attempts ?? 0
    const words = { run, others: others.length, ...failed, attempts }
    if (attempts < manyAttempts) log.warn(`${what} are brought later`, words)
    else log.error(`${what} cannot be brought; they are tried again`, words)
  }

  async function bringAll(): Promise<void> {
    while (waiting.size > 0) {
      const [first = '', ...others] = waiting
      // One that has failed before must not take others with it.
      const together = resting.has(first) ? [] : others.filter((run) => !resting.has(run))
      const runs = [first, ...together.slice(0, batch - 1)]
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
      for (const [run, { attempts, looks }] of [...resting]) {
        if (looks <= 1) await bring([run])
        else resting.set(run, { attempts, looks: looks - 1 })
      }
      const runs = await from.waiting(batch, [...resting.keys()])
      if (runs.length > 0) await bring(runs)
    },
    stop: async () => {
      await underWay
    },
  }
}

function arrivedOf<Item>(
  { _id, items }: Left<Item>,
  isMissed: (item: Item) => boolean,
): readonly Left<Item>[] {
  const arrived = items.filter((item) => !isMissed(item))
  return arrived.length === 0 ? [] : [{ _id, items: arrived }]
}
