/** The desk of a person, and the work of cases. */
import type { CaseWorkView } from '../../engine/cases/cartable.ts'
import type { CaseDesk } from '../../engine/cases/case-desk.ts'
import type { WorkItems } from '../../engine/runs/service.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { caseChanges, caseWorkChanges } from './audited.ts'
import type { CaseSight } from './case-sight.ts'
import { etag, ok, type Handlers, type Reply } from './handler.ts'

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

  async function settled(id: string, act: () => Promise<CaseWorkView>): Promise<Reply> {
    const before = await cartable.get(id)
    const after = await act()
    return { ...ok(after), changes: caseWorkChanges(before, after) }
  }

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
    claimCaseWorkItem: ({ params: { id }, body: { assignee }, caller }) =>
      settled(id, () => cartable.claim(id, assignee, caller.id)),
    releaseCaseWorkItem: ({ params: { id }, caller }) => settled(id, () => cartable.release(id, caller.id)),
    delegateCaseWorkItem: ({ params: { id }, body: { assignee }, caller }) =>
      settled(id, () => cartable.delegate(id, assignee, caller.id)),
    completeCaseWorkItem: async ({ params: { id }, body, caller }) => {
      const before = await desk.store.withWorkItem(id)
      const done = await cartable.complete(
        id,
        { ...body, data: body.data as JsonObject | undefined },
        caller.id,
      )
      const reply = ok(await sight.shown(done, caller), { etag: etag(done.seq) })
      return { ...reply, changes: caseChanges(before, done) }
    },
  }
}
