/** The room of what is sold, put together for the hub: records of products and services, and how they are put together. */
import { problemsInConfiguration, type Configuration } from '../../engine/configurator/configuration.ts'
import { configurator } from '../../engine/configurator/configurator.ts'
import { definitions } from '../../engine/definitions/definitions.ts'
import { records, type RecordsPorts } from '../../engine/records/records.ts'
import type { RuleSets } from '../../engine/rules/service.ts'
import type { Database } from '../../engine/store/database.ts'
import { definitionStore } from '../../engine/store/definitions.ts'
import type { Clock } from '../../engine/values/clock.ts'
import { configurationHandlers } from '../rest/configurations.ts'
import type { Handlers } from '../rest/handler.ts'
import { recordHandlers } from '../rest/records.ts'

/** What the room needs. */
export interface SalesRoomPorts extends RecordsPorts {
  readonly connection: Database['connection']
  readonly rules: Pick<RuleSets, 'evaluate'>
  readonly clock: Clock
  readonly newId: () => string
}

/** The room. */
export interface SalesRoom {
  readonly handlers: Handlers<
    keyof ReturnType<typeof recordHandlers> | keyof ReturnType<typeof configurationHandlers>
  >
  start(): Promise<void>
}

/** Puts it together; nothing happens before `start`. */
export function salesRoom(ports: SalesRoomPorts): SalesRoom {
  const { connection, clock, rules, newId } = ports
  const kept = records({ ...ports, isWhole: true })
  const configurations = definitions<Configuration>({
    store: definitionStore(connection, 'configuration'),
    clock,
    noun: 'configuration',
    notFound: 'definitionNotFound',
    problemsIn: problemsInConfiguration,
  })
  return {
    handlers: {
      ...recordHandlers(kept, ports.fields),
      ...configurationHandlers(configurator({ configurations, records: kept, rules, clock }), newId),
    },
    start: () => configurations.prepare(),
  }
}
