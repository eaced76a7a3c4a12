/** What people correct in profiles: pins, merges, splits, and decisions taken back. */
import type { BulkUndo } from '../../engine/profile/bulk-undo.ts'
import type { Actor, Corrections } from '../../engine/profile/corrections.ts'
import type { Json } from '../../engine/values/json.ts'
import type { Caller } from '../auth/api-keys.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids =
  | 'listProfilePins'
  | 'pinAttribute'
  | 'unpinAttribute'
  | 'mergeProfiles'
  | 'unmergeProfile'
  | 'listMatchDecisions'
  | 'undoMatchDecision'
  | 'undoMatchDecisions'

/** Serves corrections. */
export function correctionHandlers(corrections: Corrections, undoing: BulkUndo): Handlers<Ids> {
  return {
    listProfilePins: async ({ params: { id } }) =>
      ok({ items: (await corrections.pins(id)).map(({ records: _records, ...pin }) => pin) }),
    pinAttribute: async ({ params: { id, attribute }, body: { value, reason }, caller }) => {
      await corrections.pin(id, { attribute, value: value as Json }, actorOf(caller, reason))
      return { status: 204 }
    },
    unpinAttribute: async ({ params: { id, attribute } }) => {
      await corrections.unpin(id, attribute)
      return { status: 204 }
    },
    mergeProfiles: async ({ params: { id }, body, caller }) =>
      ok(await corrections.merge(id, body.with, actorOf(caller, body.reason))),
    unmergeProfile: async ({ params: { id }, body: { sourceRecordIds, reason }, caller }) =>
      ok(await corrections.unmerge(id, sourceRecordIds, actorOf(caller, reason))),
    listMatchDecisions: async ({ query }) => {
      const filter = query.profile === undefined ? {} : { profile: query.profile }
      return ok(await corrections.decisions(filter, pageOf(query)))
    },
    undoMatchDecisions: async ({ body: { filter, reason }, caller }) => {
      const begun = await undoing.begin(filter, actorOf(caller, reason))
      return { status: 202, body: begun, headers: { location: `/v1/operations/${begun.id}` } }
    },
    undoMatchDecision: async ({ params: { id }, body, caller }) =>
      ok(await corrections.undo(id, actorOf(caller, body?.reason))),
  }
}

/** Who acts, and why. */
export function actorOf(caller: Caller, reason: string | undefined): Actor {
  return { by: caller.id, ...(reason !== undefined && { reason }) }
}
