/** Configurations of products: kept in versions, talked through, ordered. */
import type { Configurator } from '../../engine/configurator/configurator.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { definitionOperations } from './case-definitions.ts'
import { etag, ok, type Handlers } from './handler.ts'

type Ids =
  | 'listConfigurations'
  | 'getConfiguration'
  | 'putConfiguration'
  | 'continueConfiguration'
  | 'orderConfiguration'

/** Serves configurations. */
export function configurationHandlers(configurator: Configurator, newId: () => string): Handlers<Ids> {
  const configurations = definitionOperations(configurator.configurations)
  return {
    listConfigurations: configurations.list,
    getConfiguration: configurations.get,
    putConfiguration: ({ params, body, ...how }) => configurations.put({ ...how, params, body: body }),
    continueConfiguration: async ({ params: { key }, body: { answers, fact } }) =>
      ok(
        await configurator.converse(key, {
          answers: answers,
          fact: fact as JsonObject | undefined,
        }),
      ),
    orderConfiguration: async ({ params: { key }, body }) => {
      const { id = newId(), answers, fact, order } = body
      const record = await configurator.order(key, {
        id,
        answers: answers,
        fact: fact as JsonObject | undefined,
        order: order as JsonObject,
      })
      return { status: 201, body: record, headers: { etag: etag(Number(record.version)) } }
    },
  }
}
