/**
 * The same repair for many runs, in the background: it goes through the runs that a filter finds, notes what became of
 * each, shows how far it is, and can be cancelled.
 *
 * Promises: it survives its process: another one goes on from where it was; each run is repaired at most once by one
 * action, because the run remembers the action in the same write; runs that begin after it are left alone.
 */
import { randomUUID } from 'node:crypto'

import { Problem, problemOf } from '../../contracts/problems.ts'
import { cursorAfter, placeOf } from '../store/page-cursor.ts'
import type { RunAction, RunActionOutcome, RunActionStore } from '../store/run-actions.ts'
import type { RunStore } from '../store/runs.ts'
import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'
import type { Intervention, Repair } from './repairs.ts'
import { queryOf } from './runs.ts'
import type { Page, PageRequest, RunFilter, Runs } from './service.ts'

/** An action as people see it. */
export interface RunActionView {
  readonly id: string
  readonly action: Repair['action']
  readonly filter: object
  readonly state: RunAction['state']
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly by: string
  readonly reason: string
  readonly startedAt: Date
  readonly endedAt?: Date
}

/** Carries out repairs on many runs. Unknown ids raise `runActionNotFound`. */
export interface RunActions {
  begin(repair: Repair, filter: RunFilter, how: Intervention): Promise<RunActionView>
  get(id: string): Promise<RunActionView>
  list(page: PageRequest): Promise<Page<RunActionView>>
  outcomes(
    id: string,
    page: PageRequest & { readonly ok?: boolean },
  ): Promise<Page<Pick<RunActionOutcome, 'run' | 'ok' | 'code' | 'message' | 'at'>>>
  /** What has been done stays done. Raises `conflict` when it has ended. */
  cancel(id: string): Promise<RunActionView>
  /** Takes up what is left by processes that have gone; call it again and again. */
  takeOver(): Promise<void>
  /** Lets go of everything after the runs at hand. */
  stop(): Promise<void>
}

/** What it is made of. */
export interface RunActionPorts {
  readonly store: RunActionStore
  readonly runs: RunStore
  readonly service: Runs
  readonly workerId: string
  readonly clock: Clock
  readonly log: Log
}

/** Runs looked up at a time, and repaired side by side. */
const pageSize = 20
/** A process that has not come further for so long is taken to be gone, ms. */
const leaseMs = 30_000

/** Makes the service. */
export function runActions(ports: RunActionPorts): RunActions {
  const { store, runs, service, workerId, clock, log } = ports
  const underWay = new Map<string, Promise<void>>()
  let isStopping = false

  const leaseUntil = (): Date => new Date(clock.now().getTime() + leaseMs)

  function carry(action: RunAction): void {
    if (underWay.has(action._id)) return
    const done = carryOut(action)
      .catch((error: unknown) =>
        log.warn('an action on many runs was interrupted; it is taken up again', {
          action: action._id,
          error,
        }),
      )
      .finally(() => underWay.delete(action._id))
    underWay.set(action._id, done)
  }

  async function carryOut(action: RunAction): Promise<void> {
    for (let present: RunAction | undefined = action; present !== undefined;)
      present = isStopping ? await letGo(present) : await nextPage(present)
  }

  async function letGo(action: RunAction): Promise<undefined> {
    await store.advance(action, { leaseUntil: clock.now() })
    return undefined
  }

  /** The action after its next page; undefined when it is over or somebody else's. */
  async function nextPage(action: RunAction): Promise<RunAction | undefined> {
    const query = {
      ...action.filter,
      notAfter: action.startedAt,
      ...(action.place && { before: action.place }),
    }
    const found = await runs.find(query, pageSize)
    const last = found.at(-1)
    if (last === undefined) {
      await store.advance(action, { state: 'completed', endedAt: clock.now() })
      return undefined
    }
    const outcomes = await Promise.all(found.map(({ _id }) => repairOne(action, _id)))
    await store.note(outcomes)
    const failed = outcomes.filter(({ ok }) => !ok).length
    const next = await store.advance(action, {
      done: action.done + outcomes.length - failed,
      failed: action.failed + failed,
      place: { at: last.startedAt, id: last._id },
      owner: workerId,
      leaseUntil: leaseUntil(),
    })
    return next?.state === 'running' ? next : undefined
  }

  async function repairOne(action: RunAction, run: string): Promise<RunActionOutcome> {
    const outcome = { _id: `${action._id}:${run}`, action: action._id, run, at: clock.now() }
    const { by, reason } = action
    try {
      await service.repair(run, JSON.parse(action.repair) as Repair, {
        by,
        reason,
        once: `action:${action._id}`,
      })
      return { ...outcome, ok: true }
    } catch (error) {
      const problem = problemOf(error)
      if (problem === undefined) throw error
      const message = [
        problem.detail,
        ...problem.errors.map(({ path, message: words }) => `${path}: ${words}`),
      ]
      return { ...outcome, ok: false, code: problem.code, message: message.join(' ') }
    }
  }

  async function load(id: string): Promise<RunAction> {
    const action = await store.load(id)
    if (action === undefined) throw new Problem('runActionNotFound', `There is no action on runs "${id}".`)
    return action
  }

  return {
    begin: async (repair, filter, { by, reason }) => {
      const query = queryOf(filter)
      const startedAt = clock.now()
      const action: RunAction = {
        _id: randomUUID(),
        repair: JSON.stringify(repair),
        filter: query,
        by,
        reason,
        state: 'running',
        total: await runs.count({ ...query, notAfter: startedAt }),
        done: 0,
        failed: 0,
        startedAt,
        owner: workerId,
        leaseUntil: leaseUntil(),
        seq: 1,
      }
      await store.add(action)
      carry(action)
      return viewOf(action)
    },
    get: async (id) => viewOf(await load(id)),
    list: async ({ limit, after }) => {
      const found = await store.list(after === undefined ? undefined : placeOf(after), limit + 1)
      const items = found.slice(0, limit).map(viewOf)
      const last = items.at(-1)
      const isMore = found.length > limit && last !== undefined
      return { items, next: isMore ? cursorAfter({ at: last.startedAt, id: last.id }) : null }
    },
    outcomes: async (id, { limit, ...page }) => {
      await load(id)
      const found = await store.outcomes(id, { ...page, limit: limit + 1 })
      const items = found.slice(0, limit)
      const next = found.length > limit ? (items.at(-1)?._id ?? null) : null
      return { items: items.map(({ _id, action: _action, ...shown }) => shown), next }
    },
    cancel: async (id) => {
      await load(id)
      if (!(await store.cancel(id, clock.now())))
        throw new Problem('conflict', 'The action has ended already.')
      return viewOf(await load(id))
    },
    takeOver: async () => {
      if (isStopping) return
      for (const action of await store.abandoned(clock.now())) {
        const mine = await store.advance(action, { owner: workerId, leaseUntil: leaseUntil() })
        if (mine?.state === 'running') carry(mine)
      }
    },
    stop: async () => {
      isStopping = true
      await Promise.all(underWay.values())
    },
  }
}

function viewOf({ _id, repair, filter, state, total, done, failed, ...action }: RunAction): RunActionView {
  const { by, reason, startedAt, endedAt } = action
  return {
    id: _id,
    action: (JSON.parse(repair) as Repair).action,
    filter: shownFilter(filter),
    state,
    total,
    done,
    failed,
    by,
    reason,
    startedAt,
    ...(endedAt !== undefined && { endedAt }),
  }
}

function shownFilter({ status, ...filter }: RunAction['filter']): object {
  return { ...filter, ...(status !== undefined && { state: status }) }
}
