/**
 * Cases: made, looked at and changed. Each change is one write by compare-and-set with its line in the trace; what
 * follows from it (clocks, events, flows, the other ends of links, the state of a parent) is drawn right after, and by the
 * next look of any process if this one dies in between. Numbers have no gaps and no twins.
 */
import { Problem } from '../../contracts/problems.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { CaseQuery } from '../store/cases.ts'
import { cursorAfter, placeOf, positionOf } from '../store/page-cursor.ts'
import type { Log } from '../values/log.ts'
import { lookout, msUntil, usualMostMs } from '../values/lookout.ts'
import type { Act, Case, TraceEntry } from './case.ts'
import type { CaseType } from './case-type.ts'
import { handledOnce } from './case.ts'
import { caseWriter, type CaseDraft, type WriterPorts } from './create.ts'
import { move, transitionsOf } from './moves.ts'

/** Who changes a case, and which version they mean. */
export interface ChangeHow {
  readonly by: string
  readonly ifSeq?: number | undefined
  /** On behalf of what; the same cause changes a case once. */
  readonly cause?: string
}

/** A change as a pure function. Giving the same case back changes nothing. */
export type CaseMove = (present: Case, type: CaseType, act: Act) => Case

/** Draws consequences of new lines in a trace. Called again for the same lines, it does nothing new. */
export type CaseListener = (present: Case, fresh: readonly TraceEntry[], type: CaseType) => Promise<void>

/** Makes, shows and changes cases. Unknown ids raise `caseNotFound`. */
export interface Cases {
  create(draft: CaseDraft, by: string): Promise<Case>
  get(id: string): Promise<Case>
  find(id: string): Promise<Case | undefined>
  typeOf(present: Pick<Case, 'type' | 'typeVersion'>): Promise<CaseType>
  /** Raises `preconditionFailed` for another version than `ifSeq`. */
  change(id: string, how: ChangeHow, move: CaseMove): Promise<Case>
  list(query: CaseQuery, page: PageRequest): Promise<Page<Case>>
  trace(id: string, page: PageRequest): Promise<Page<TraceEntry>>
  listen(listener: CaseListener): void
  /** Draws what is not drawn yet of these cases, now. */
  settle(ids: readonly string[]): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** What cases are made of. */
export interface CasePorts extends WriterPorts {
  readonly log: Log
}

/** Lines that a case keeps with it; the oldest half of more moves out. */
const keptLines = 200
/** What a process has not drawn after this time is drawn by whoever looks, ms. */
const believedMs = 2_000
const batch = 100

/** Makes the service; nothing goes on by itself before `start`. */
export function cases(ports: CasePorts): Cases {
  const { store, clock, log } = ports
  const writer = caseWriter(ports)
  const listeners: CaseListener[] = []
  const looking = lookout({ what: 'the look for waiting cases', look, clock, log })

  const typeOf = async ({ type, typeVersion }: Pick<Case, 'type' | 'typeVersion'>): Promise<CaseType> =>
    (await ports.types.get(type, typeVersion)).content

  async function get(id: string): Promise<Case> {
    const found = await store.load(id)
    if (found === undefined) throw new Problem('caseNotFound', `There is no case "${id}".`)
    return found
  }

  async function change(...[id, how, wanted]: Parameters<Cases['change']>): Promise<Case> {
    for (;;) {
      const present = await get(id)
      const base = how.cause === undefined ? present : handledOnce(present, how.cause)
      if (base === undefined) return present
      if (how.ifSeq !== undefined && how.ifSeq !== present.seq) {
        throw new Problem('preconditionFailed', `The case is in version ${String(present.seq)}.`)
      }
      const type = await typeOf(present)
      const after = wanted(base, type, { by: how.by, at: clock.now() })
      if (after === present || (after === base && how.cause === undefined)) return present
      const rolled = await roll(after)
      if (await store.save(present, rolled)) return follow({ ...rolled, seq: present.seq + 1 }, type)
    }
  }

  /** The oldest lines move out first; that write may be repeated, as lines never change. */
  async function roll(present: Case): Promise<Case> {
    if (present.trace.length <= keptLines) return present
    const half = keptLines / 2
    await store.keepTrace({
      case: present.id,
      first: present.traceMoved,
      entries: present.trace.slice(0, half),
    })
    return { ...present, trace: present.trace.slice(half), traceMoved: present.traceMoved + half }
  }

  /** Draws consequences; what fails is drawn by the next look, and the change itself stands. */
  async function follow(present: Case, type: CaseType): Promise<Case> {
    const { untold, wake: due } = present
    if (due !== undefined && due.at > clock.now()) looking.wake(due.at)
    if (untold === undefined) return present
    try {
      const fresh = present.trace.filter(({ n }) => n >= untold)
      for (const listener of listeners) await listener(present, fresh, type)
      await store.told(present.id, present.seq)
      const { untold: _untold, ...told } = present
      return told
    } catch (error) {
      log.warn('what follows from a change of a case is drawn later', { case: present.id, error })
      return present
    }
  }

  async function look(): Promise<number | undefined> {
    const now = clock.now()
    const left = await store.untold(new Date(now.getTime() - believedMs), batch)
    for (const present of left) await follow(present, await typeOf(present))
    const waking = await store.waking(new Date(now.getTime() + usualMostMs), batch)
    const due = waking.filter((one) => one.wake === undefined || one.wake.at <= now)
    await Promise.all(due.map(({ id }) => wake(id)))
    const next = waking.find((one) => !due.includes(one))?.wake?.at
    return due.length === batch ? 0 : msUntil(clock.now(), next)
  }

  /** A case moves by itself. What does not lead out any more is forgotten. */
  async function wake(id: string): Promise<void> {
    await change(id, { by: 'system' }, (present, type, act) => {
      const { wake: due, ...rest } = present
      if (due === undefined || due.at > act.at) return present
      const isOpen = transitionsOf(present, type, { party: 'system', at: act.at }).some(
        ({ name }) => name === due.transition,
      )
      return isOpen ? move(present, type, { transition: due.transition, party: 'system', act }) : rest
    })
  }

  return {
    get,
    change,
    typeOf,
    find: (id) => store.load(id),
    create: async (draft, by) => {
      const { fresh, type, isNew } = await writer.create(draft, by)
      return isNew ? follow(fresh, type) : fresh
    },
    list: async (query, { limit, after }) => {
      const before = after === undefined ? undefined : placeOf(after)
      const found = await store.find(query, { limit: limit + 1, ...(before && { before }) })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      const next =
        found.length > limit && last !== undefined ? cursorAfter({ at: last.createdAt, id: last.id }) : null
      return { items, next }
    },
    trace: async (id, { limit, after }) => {
      const present = await get(id)
      const from = after === undefined ? 0 : positionOf(after) + 1
      const moved = from < present.traceMoved ? await store.movedTrace(id) : []
      const isMoved = new Set(moved.map(({ n }) => n))
      const all = [...moved, ...present.trace.filter(({ n }) => !isMoved.has(n))].filter(({ n }) => n >= from)
      const items = all.slice(0, limit)
      return { items, next: all.length > limit ? String(items.at(-1)?.n ?? '') : null }
    },
    listen: (listener) => void listeners.push(listener),
    settle: async (ids) => {
      for (const id of ids) {
        const present = await store.load(id)
        if (present?.untold !== undefined) await follow(present, await typeOf(present))
      }
    },
    start: async () => {
      await store.prepare()
      looking.start()
    },
    stop: () => looking.stop(),
  }
}
