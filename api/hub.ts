/** A hub: its rooms in the order in which they start and stop, and the API and the message broker before them. */
import type { Connections } from '../engine/connections/service.ts'
import type { Sources } from '../engine/connections/sources.ts'
import type { Profiles } from '../engine/profile/service.ts'
import type { Engine } from '../engine/runs/engine.ts'
import { forgetting } from '../engine/store/forgetting.ts'
import { relayStore } from '../engine/store/relays.ts'
import { messageBroker } from './amqp/broker.ts'
import type { BrokerLink } from './amqp/link.ts'
import type { ApiKeys } from './auth/api-keys.ts'
import { httpServer } from './http-server.ts'
import { moduleSwitch } from './modules.ts'
import type { RouterPorts } from './rest/router.ts'
import { serviceHandlers } from './rest/service-pages.ts'
import type { CaseRooms } from './rooms/case-rooms.ts'
import { buildRooms, type Rooms, type RoomsPorts } from './rooms/rooms.ts'
import { accountingService } from './soap/accounting-service.ts'
import { customerService } from './soap/customer-service.ts'
import { messageService } from './soap/message-service.ts'
import { soapHandlers } from './soap/soap.ts'

/** What a hub is made of. */
export interface HubPorts extends Omit<RoomsPorts, 'isStopping'> {
  /** In tests: told when a reply breaks the contract. */
  readonly onBrokenReply?: RouterPorts['onBrokenReply']
}

/** A running hub. */
export interface Hub {
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly url: string
  readonly apiKeys: ApiKeys
  readonly connections: Connections
  readonly sources: Sources
  readonly profiles: Profiles
  readonly engine: Engine
  readonly cases: CaseRooms['desk']['cases']
  /** Takes no new work, finishes what is under way, lets go of the rest, and closes. */
  stop(): Promise<void>
}

/** Builds a hub and starts it. */
export async function startHub(ports: HubPorts): Promise<Hub> {
  let isStopping = false
  const front: Front = {
    ...ports,
    parts: moduleSwitch(ports.settings.modules),
    isStopping: () => isStopping,
  }
  const rooms = await buildRooms(front)
  const { access, calendars, cases, customers, customFields, edits, flows, links, lists } = rooms
  const { profiles, rules, sales, sources } = rooms
  const { parts } = front
  const forgets = forgetting(rooms.shared)
  await Promise.all([
    rooms.shared.events.prepare(),
    forgets.start(),
    access.start(),
    calendars.start(),
    lists.start(),
    customFields.start(),
    sources.prepare(),
    profiles.start(),
    customers.start(),
  ])
  await links.start()
  await flows.start()
  // What cases have left to tell from before, rules are to hear.
  if (parts.has('rules')) await rules.start()
  if (parts.has('cases')) await cases.start()
  await sales.start()
  await edits.start()
  const broker = brokerOf(rooms)
  const server = await httpServer(ports.settings, await routerOf(front, rooms, broker))
  if (parts.has('connections')) sources.sources.start()
  broker?.start()

  return {
    url: server.url,
    apiKeys: access.keys,
    connections: links.connections,
    sources: sources.sources,
    profiles: profiles.profiles,
    engine: flows.engine,
    cases: cases.desk.cases,
    stop: async () => {
      isStopping = true
      await sources.sources.stop()
      await broker?.stop()
      await server.stop()
      await rules.stop()
      await cases.stop()
      await edits.stop()
      await flows.stop()
      await customers.stop()
      await profiles.stop()
      await links.stop()
      await forgets.stop()
    },
  }
}

interface Front extends HubPorts, RoomsPorts {
  readonly parts: ReturnType<typeof moduleSwitch>
}

/** What the API serves: the operations of every room, and what belongs to none. */
async function routerOf(
  { settings, parts, isStopping, onBrokenReply }: Front,
  rooms: Rooms,
  broker: BrokerLink | undefined,
): Promise<RouterPorts> {
  const {
    shared,
    contract,
    metrics,
    access,
    calendars,
    cases,
    customers,
    customFields,
    edits,
    flows,
    forms,
    links,
    lists,
    profiles,
    rules,
    sales,
    sources,
  } = rooms
  const { messages } = flows.engine
  const golden = profiles.profiles
  return {
    ...shared,
    ...access,
    contract,
    handlers: {
      ...serviceHandlers({
        contract,
        metrics,
        database: shared.connection,
        connections: links.connections,
        sources: sources.sources,
        broker,
        isStopping,
      }),
      ...access.handlers,
      ...calendars.handlers,
      ...cases.handlers,
      ...flows.handlers,
      ...forms.handlers,
      ...links.handlers,
      ...lists.handlers,
      ...customFields.handlers,
      ...profiles.handlers,
      ...customers.handlers,
      ...edits.handlers,
      ...rules.handlers,
      ...sales.handlers,
      ...sources.handlers,
      ...(await soapHandlers({
        services: [
          customerService(golden, shared.fields),
          accountingService(golden),
          messageService(messages),
        ],
        login: access.login,
        admit: access.admit,
        log: shared.log,
      })),
    },
    bodyLimitBytes: settings.bodyLimitBytes,
    fileLimitBytes: settings.fileLimitBytes,
    isStopping,
    checkModule: (operation) => parts.check(operation),
    onRequest: metrics.onRequest,
    ...(onBrokenReply !== undefined && { onBrokenReply }),
  }
}

/** The line to the message broker, when the settings name one. */
function brokerOf({ shared, contract, flows, profiles }: Rooms): BrokerLink | undefined {
  const { settings, connection } = shared
  if (settings.amqpUrl === undefined) return undefined
  return messageBroker({
    ...shared,
    url: settings.amqpUrl,
    prefix: settings.amqpPrefix,
    profiles: profiles.profiles,
    relays: relayStore(connection),
    owner: settings.processId,
    leaseMs: settings.leaseMs,
    records: profiles.profiles,
    messages: flows.engine.messages,
    checkRecord: contract.recordCheck,
    checkMessage: contract.messageCheck,
  })
}
