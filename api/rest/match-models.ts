/** Match models: trained or handed in, looked at, tried, made to hold and taken back. They hold nothing personal. */
import type { MatchModels } from '../../engine/profile/match-models.ts'
import { actorOf } from './corrections.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

type Ids =
  | 'listMatchModels'
  | 'makeMatchModel'
  | 'getMatchModel'
  | 'previewMatchModel'
  | 'activateMatchModel'
  | 'rollbackMatchModel'
  | 'listMatchModelActivations'

/** Serves them. */
export function matchModelHandlers(models: MatchModels): Handlers<Ids> {
  const ofType = ({ type }: { readonly type?: string }): { readonly type?: string } =>
    type === undefined ? {} : { type }
  return {
    listMatchModels: async ({ query }) => ok(await models.list(ofType(query), pageOf(query))),
    makeMatchModel: async ({ body: { reason, model, type = 'person', ...rest }, caller }) => {
      const wanted = { ...rest, type, ...(model !== undefined && { model: model }) }
      const made = await models.make(wanted, actorOf(caller, reason))
      return { status: 201, body: made, headers: { location: `/v1/match-models/${made.id}` } }
    },
    getMatchModel: async ({ params: { id } }) => ok(await models.get(id)),
    previewMatchModel: async ({ params: { id }, caller }) => {
      const begun = await models.preview(id, actorOf(caller, undefined))
      return { status: 202, body: begun, headers: { location: `/v1/operations/${begun.operation}` } }
    },
    activateMatchModel: async ({ params: { id }, body: { reason }, caller }) =>
      ok(await models.activate(id, actorOf(caller, reason))),
    rollbackMatchModel: async ({ params: { id }, body: { reason }, caller }) =>
      ok(await models.rollback(id, actorOf(caller, reason))),
    listMatchModelActivations: async ({ query }) =>
      ok(await models.activations(ofType(query), pageOf(query))),
  }
}
