/** The room of rule events, put together for the hub: what tells the rules, what they may do, when it starts and stops. */
import type { Connections } from '../../engine/connections/service.ts'
import type { Profiles } from '../../engine/profile/service.ts'
import { effects } from '../../engine/rules/effects.ts'
import { followProfiles, type Audience, type Herald } from '../../engine/rules/entity-events.ts'
import { ruleEvents } from '../../engine/rules/rule-events.ts'
import type { Engine } from '../../engine/runs/engine.ts'
import type { Database } from '../../engine/store/database.ts'
import { ruleEventStore } from '../../engine/store/rule-events.ts'
import type { Clock } from '../../engine/values/clock.ts'
import type { Log } from '../../engine/values/log.ts'
import type { Handlers } from '../rest/handler.ts'
import { ruleEventHandlers } from '../rest/rule-events.ts'

/** What the room needs. */
export interface RuleRoomPorts {
  readonly connection: Database['connection']
  readonly clock: Clock
  readonly log: Log
  readonly newId: () => string
  readonly engine: Engine
  readonly connections: Pick<Connections, 'call'>
  readonly profiles: Profiles
  readonly herald: Herald
}

/** The room. */
export interface RuleRoom {
  readonly handlers: Handlers<keyof ReturnType<typeof ruleEventHandlers>>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Puts it together; nothing happens before `start`. */
export function ruleRoom(ports: RuleRoomPorts): RuleRoom {
  const { connection, clock, log, newId, engine, connections, profiles, herald } = ports
  const store = ruleEventStore(connection)
  const events = ruleEvents({
    store,
    ruleSets: engine.ruleSets,
    effects: effects({
      call: (request) => connections.call(request),
      startRun: (flow, options) => engine.runs.start(flow, options),
      publish: (message) => engine.messages.publish(message),
    }),
    clock,
    log,
    newId,
  })
  const listener = (list: Parameters<typeof events.accept>[0]): Promise<void> => events.accept(list)
  const listening: Audience['listening'] = () => engine.ruleSets.listening()
  const feed = followProfiles({
    profiles,
    store,
    listener,
    listening,
    clock,
    log,
  })
  return {
    handlers: ruleEventHandlers(events),
    start: async () => {
      await store.prepare()
      herald.listen({
        accept: async (list) => {
          await listener(list)
          feed.wake()
        },
        listening,
      })
      events.start()
      feed.start()
    },
    stop: async () => {
      await feed.stop()
      await events.stop()
    },
  }
}
