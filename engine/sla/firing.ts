/**
 * The look that fires clocks. At the moment when one falls due it costs one look for changes of subjects that are not
 * drawn yet and one write, shared by all that fall due together; what a mark asks for is done afterwards.
 */
import type { ClockStore } from '../store/sla-clocks.ts'
import type { Clock } from '../values/clock.ts'
import { usualMostMs } from '../values/lookout.ts'
import { ahead } from './ahead.ts'
import { fire, type SlaClock, type SlaSubject } from './clock.ts'
import type { SlaPolicy } from './policy.ts'
import type { Telling } from './telling.ts'

/** What firing needs. */
export interface FiringPorts {
  readonly store: Pick<ClockStore, 'due' | 'save'>
  readonly policyOf: (clock: SlaClock) => Promise<SlaPolicy | undefined>
  /** Draws what follows from changes of subjects that is not drawn yet, so that no clock fires on old news. */
  readonly settleSubjects: (subjects: readonly SlaSubject[]) => Promise<void>
  /** 0 for the process whose turn a clock is; others look after it a little later, should that one be dead. */
  readonly turnOf: (id: string) => number
  readonly telling: Telling
  readonly clock: Clock
}

/** Fires. */
export interface Firing {
  /** Fires what is due, and gives in how many ms the next one is; nothing when none is known. */
  readonly look: () => Promise<number | undefined>
  /** Tells how a clock was just written, so that it need not be read. */
  readonly keep: (clock: SlaClock) => void
}

/** How much later the next process in turn takes up a clock, ms. */
const turnMs = 250
/** How far ahead clocks are read, ms. No shorter than the longest wait between two looks. */
const aheadMs = usualMostMs
/** Clocks read at once, and told of at the same time. */
const batch = 1_000

/** Makes the look. */
export function firing(ports: FiringPorts): Firing {
  const { store, clock, telling } = ports
  const known = ahead(fireMs)
  let readMs = -Infinity
  /** There may be more that is due soon than was read. */
  let isFull = false

  /** Those of others together, four times a second, as most were fired by then and are only to be read again. */
  function fireMs({ id, dueAt }: SlaClock): number {
    const dueMs = dueAt?.getTime() ?? Infinity
    const turn = ports.turnOf(id)
    return turn === 0 ? dueMs : (Math.ceil(dueMs / turnMs) + turn) * turnMs
  }

  async function read(nowMs: number): Promise<void> {
    await known.refresh(async () => {
      const found = await store.due(new Date(nowMs + aheadMs), batch)
      isFull = found.length === batch
      const last = isFull ? found.at(-1)?.dueAt : undefined
      return { found, untilMs: last?.getTime() ?? nowMs + aheadMs }
    })
    readMs = nowMs
  }

  function isFresh(nowMs: number): boolean {
    return Math.abs(nowMs - readMs) < aheadMs / 2
  }

  /** What may be fired: by memory where it is this process's turn, and else only after a fresh look. */
  async function dueNow(nowMs: number): Promise<readonly SlaClock[]> {
    const remembered = known.take(nowMs)
    const own = remembered.filter(({ id }) => ports.turnOf(id) === 0)
    if (own.length > 0 && isFresh(nowMs)) {
      if (own.length < remembered.length) readMs = -Infinity
      return own
    }
    await read(nowMs)
    return known.take(nowMs)
  }

  async function fireOne(present: SlaClock, now: Date): Promise<void> {
    const fired = fire(present, now, (await ports.policyOf(present))?.missedFires)
    if (fired === present) return
    if (!(await store.save(present, fired))) {
      // It has changed since it was read; how it is now is to be seen at once.
      readMs = -Infinity
      return
    }
    const written = { ...fired, seq: present.seq + 1 }
    known.keep(written)
    telling.soon(written)
  }

  return {
    keep: known.keep,
    look: async () => {
      const now = clock.now()
      const due = await dueNow(now.getTime())
      if (due.length > 0) {
        await ports.settleSubjects(due.map(({ subject }) => subject))
        await Promise.all(due.map((one) => fireOne(one, now)))
        await telling.room(batch)
      }
      if (readMs === -Infinity) return 0
      const nextMs = known.nextMs()
      if (nextMs === undefined) return isFull ? 0 : undefined
      return Math.max(0, nextMs - clock.now().getTime())
    },
  }
}
