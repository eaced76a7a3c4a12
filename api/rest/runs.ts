/** Runs: start, see, repair. Every repair has a reason and leaves an audit line. */
import type { Repair } from '../../engine/runs/repairs.ts'
import type { RunFilter, Runs, RunView, StartConditions } from '../../engine/runs/service.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { Caller } from '../auth/api-keys.ts'
import { etag, ok, type Handlers, type Reply } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids =
  | 'startRun'
  | 'evaluateConditions'
  | 'listRuns'
  | 'getRun'
  | 'listRunHistory'
  | 'explainRun'
  | 'retryRun'
  | 'restartRun'
  | 'skipElement'
  | 'completeElement'
  | 'cancelRun'
  | 'pauseRun'
  | 'resumeRun'
  | 'migrateRun'
  | 'setRunVariables'
  | 'activateAdHoc'

/** Serves runs. */
export function runHandlers(runs: Runs, conditions: StartConditions): Handlers<Ids> {
  const repair = async (request: Repairing, what: Repair): Promise<Reply> =>
    shown(await runs.repair(request.params.id, what, how(request)))

  return {
    startRun: async ({ params: { key }, body = {}, correlationId }) => {
      const { variables, ...options } = body
      const run = await runs.start(key, {
        ...options,
        ...(variables !== undefined && { variables: variables as JsonObject }),
        correlationId,
      })
      return { status: 201, body: run, headers: { location: `/v1/runs/${run.id}` } }
    },
    evaluateConditions: async ({ body: { variables, ...options }, correlationId }) =>
      ok(await conditions.evaluate({ ...options, variables: variables as JsonObject, correlationId })),
    listRuns: async ({ query: { limit, after, ...filter } }) => {
      const page = { ...(limit !== undefined && { limit }), ...(after !== undefined && { after }) }
      return ok(await runs.list(filterIn(filter), pageOf(page)))
    },
    getRun: async ({ params: { id } }) => shown(await runs.get(id)),
    listRunHistory: async ({ params: { id }, query }) => ok(await runs.history(id, pageOf(query))),
    explainRun: async ({ params: { id } }) => ok({ waits: await runs.explain(id) }),
    retryRun: (request) => repair(request, repairIn('retry', request.body)),
    restartRun: (request) => repair(request, repairIn('restart', request.body)),
    skipElement: (request) => repair(request, repairIn('skip', request.body)),
    completeElement: (request) => repair(request, repairIn('complete', request.body)),
    cancelRun: (request) => repair(request, repairIn('cancel', request.body)),
    pauseRun: (request) => repair(request, { action: 'pause' }),
    resumeRun: (request) => repair(request, { action: 'resume' }),
    migrateRun: async (request) => {
      const { params, query, body } = request
      if (query.validateOnly === true)
        return { ...ok(await runs.checkMigration(params.id, body)), isTrial: true }
      return repair(request, repairIn('migrate', body))
    },
    activateAdHoc: (request) => {
      const { params, caller, ifVersion, body } = request
      const named = { reason: 'elements of an ad-hoc sub-process activated', ...body }
      return repair({ params, caller, ifVersion, body: named }, repairIn('activate', body))
    },
    setRunVariables: (request) => repair(request, repairIn('setVariables', request.body)),
  }
}

/**
 * The repair that a body, which has passed the contract, describes: its fields are those of the repair, beside the
 * reason.
 */
export function repairIn(action: Repair['action'], body: object): Repair {
  const { reason: _why, ...fields } = { reason: '', ...body }
  return { action, ...fields } as Repair
}

/** The filter of runs that a query or a body gives, its instants read. */
export function filterIn(given: WireFilter): RunFilter {
  const { startedAfter, startedBefore, endedBefore, ...rest } = given
  return {
    ...rest,
    ...(startedAfter !== undefined && { startedAfter: new Date(startedAfter) }),
    ...(startedBefore !== undefined && { startedBefore: new Date(startedBefore) }),
    ...(endedBefore !== undefined && { endedBefore: new Date(endedBefore) }),
  }
}

type Instants = 'startedAfter' | 'startedBefore' | 'endedBefore'
type WireFilter = Omit<RunFilter, Instants> & { readonly [Name in Instants]?: string }

interface Repairing {
  readonly params: { readonly id: string }
  readonly body: { readonly reason: string }
  readonly caller: Caller
  readonly ifVersion: number | undefined
}

function how({ body, caller, ifVersion }: Repairing): Parameters<Runs['repair']>[2] {
  return { by: caller.id, reason: body.reason, ...(ifVersion !== undefined && { ifSeq: ifVersion }) }
}

function shown(run: RunView): Reply {
  return ok(run, { etag: etag(run.seq) })
}
