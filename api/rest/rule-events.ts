/** Rule events: raised, looked up with what became of them, and asked again for a draft. */
import type { RuleEvents } from '../../engine/rules/event-service.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { ok, type Handlers } from './handler.ts'
import { pageOf } from './paging.ts'

/** Serves rule events. */
export function ruleEventHandlers(
  events: RuleEvents,
): Handlers<'raiseRuleEvent' | 'listRuleEvents' | 'getRuleEvent' | 'simulateRuleSet'> {
  return {
    raiseRuleEvent: async ({ body: { id, event, fact, at } }) =>
      ok(
        await events.raise({
          event,
          facts: fact as JsonObject,
          ...(id !== undefined && { id }),
          ...(at !== undefined && { at: new Date(at) }),
        }),
      ),
    listRuleEvents: async ({ query }) => ok(await events.list(query, pageOf(query))),
    getRuleEvent: async ({ params: { id } }) => ok(await events.get(id)),
    simulateRuleSet: async ({ params, body: { from, to } = {} }) =>
      ok(
        await events.simulate(params, {
          ...(from !== undefined && { from: new Date(from) }),
          ...(to !== undefined && { to: new Date(to) }),
        }),
      ),
  }
}
