/** The desk of a person, and the work of cases. */
import type { CaseDesk } from '../../engine/cases/case-desk.ts'
import type { WorkItems } from '../../engine/runs/service.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CaseSight } from './case-sight.ts'
import { etag, ok, type Handlers } from './handler.ts'

type Ids =
  | 'getCartable'
  | 'getCaseWorkItem'
  | 'claimCaseWorkItem'
  | 'releaseCaseWorkItem'
  | 'delegateCaseWorkItem'
  | 'completeCaseWorkItem'

/** Serves the cartable. */
export function cartableHandlers(desk: CaseDesk, sight: CaseSight, runItems: WorkItems): Handlers<Ids> {
  const { cartable } = desk
  return {
    getCartable: async ({ query: { person, limit = 50 } }) => {
      const [view, ofRuns] = await Promise.all([
        cartable.of(person, limit),
        runItems.list({ assignee: person }, { limit }),
      ])
      const { items: runItemsOfPerson } = ofRuns
      return ok({
        ...view,
        counts: { ...view.counts, runs: runItemsOfPerson.length },
        runItems: runItemsOfPerson,
      })
    },
    getCaseWorkItem: async ({ params: { id } }) => ok(await cartable.get(id)),
    claimCaseWorkItem: async ({ params: { id }, body: { assignee }, caller }) =>
      ok(await cartable.claim(id, assignee, caller.id)),
    releaseCaseWorkItem: async ({ params: { id }, caller }) => ok(await cartable.release(id, caller.id)),
    delegateCaseWorkItem: async ({ params: { id }, body: { assignee }, caller }) =>
      ok(await cartable.delegate(id, assignee, caller.id)),
    completeCaseWorkItem: async ({ params: { id }, body, caller }) => {
      const done = await cartable.complete(
        id,
        { ...body, data: body.data as JsonObject | undefined },
        caller.id,
      )
      return ok(await sight.shown(done, caller), { etag: etag(done.seq) })
    },
  }
}
