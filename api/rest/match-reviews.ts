/** What people judge about likely duplicates, and why the machine decided as it did. No personal values are shown. */
import type { Rematches } from '../../engine/profile/rematch.ts'
import type { Reviews } from '../../engine/profile/reviews.ts'
import { actorOf } from './corrections.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids = 'listMatchReviews' | 'decideMatchReview' | 'explainMatch' | 'rematchRecords'

/** Serves reviews and explanations. */
export function matchReviewHandlers(reviews: Reviews, rematches: Rematches): Handlers<Ids> {
  return {
    rematchRecords: async ({ caller }) => {
      const begun = await rematches.begin(caller.id)
      return { status: 202, body: begun, headers: { location: `/v1/operations/${begun.id}` } }
    },
    listMatchReviews: async ({ query }) =>
      ok(await reviews.list(query.reason === undefined ? {} : { reason: query.reason }, pageOf(query))),
    decideMatchReview: async ({ params: { id }, body: { decision, reason }, caller }) =>
      ok(await reviews.decide(id, decision, actorOf(caller, reason))),
    explainMatch: async ({ query }) => ok(await reviews.explain(query.profile, query.with)),
  }
}
