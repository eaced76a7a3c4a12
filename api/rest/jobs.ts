/** Jobs: handed out to workers outside the hub, and answered by them. */
import type { ExternalJobs } from '../../engine/runs/external-jobs.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { ok, type Handlers, type Reply } from './handler.ts'

type Ids = 'activateJobs' | 'completeJob' | 'failJob' | 'throwJobError' | 'extendJobLock'

const done: Reply = { status: 204 }

/** Serves jobs. */
export function jobHandlers(jobs: ExternalJobs): Handlers<Ids> {
  return {
    activateJobs: async ({ body }) => {
      const { maxJobs = 1, lockMs = 300_000, waitMs = 0, ...wanted } = body
      return ok({ jobs: await jobs.activate({ ...wanted, maxJobs, lockMs, waitMs }) })
    },
    completeJob: async ({ params: { id }, body: { lockToken, variables = {}, result = {} } }) => {
      const { denied = false, deniedReason = 'no reason given', corrections } = result
      await jobs.answer(id, lockToken, {
        kind: 'complete',
        variables: variables as JsonObject,
        ...(denied && { denied: deniedReason }),
        ...(corrections !== undefined && { corrections }),
      })
      return done
    },
    failJob: async ({ params: { id }, body: { lockToken, variables, ...failure } }) => {
      const more = variables === undefined ? {} : { variables: variables as JsonObject }
      await jobs.answer(id, lockToken, { kind: 'fail', ...failure, ...more })
      return done
    },
    throwJobError: async ({ params: { id }, body: { lockToken, variables, message = '', errorCode } }) => {
      const more = variables === undefined ? {} : { variables: variables as JsonObject }
      await jobs.answer(id, lockToken, { kind: 'throwError', errorCode, message, ...more })
      return done
    },
    extendJobLock: async ({ params: { id }, body: { lockToken, lockMs } }) => {
      await jobs.answer(id, lockToken, { kind: 'extendLock', lockMs })
      return done
    },
  }
}
