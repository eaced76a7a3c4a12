/** A hub, put together: database, connections, profiles, the flow engine, sources and the API over them. */
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import express, { type Express } from 'express'

import type { Adapter } from '../adapters/adapter.ts'
import { calendars } from '../engine/calendars/calendars.ts'
import { contents } from '../engine/cases/create.ts'
import { definitions } from '../engine/definitions/definitions.ts'
import { fail } from '../engine/values/failure.ts'
import { connections } from '../engine/connections/connections.ts'
import { itemSink } from '../engine/connections/items.ts'
import type { Connections } from '../engine/connections/service.ts'
import { sources, type Sources } from '../engine/connections/sources.ts'
import { unified } from '../engine/profile/unified.ts'
import { heard, herald } from '../engine/rules/entity-events.ts'
import type { Profiles } from '../engine/profile/service.ts'
import { engine, type Engine } from '../engine/runs/engine.ts'
import { apiKeyStore } from '../engine/store/api-keys.ts'
import { attemptStore } from '../engine/store/attempts.ts'
import { auditStore } from '../engine/store/audit.ts'
import { calendarStore } from '../engine/store/calendars.ts'
import { connectionStore } from '../engine/store/connections.ts'
import type { Database } from '../engine/store/database.ts'
import { definitionStore } from '../engine/store/definitions.ts'
import { eventFeed } from '../engine/store/event-feed.ts'
import { idempotencyStore } from '../engine/store/idempotency.ts'
import { nonceStore } from '../engine/store/nonces.ts'
import { relayStore } from '../engine/store/relays.ts'
import { sourceRecordStore } from '../engine/store/source-records.ts'
import { snapshotStore } from '../engine/store/snapshots.ts'
import { sourceStore } from '../engine/store/sources.ts'
import type { KeyRing } from '../engine/connections/secrets.ts'
import type { Clock } from '../engine/values/clock.ts'
import { timeOrderedIds } from '../engine/values/ids.ts'
import type { Log } from '../engine/values/log.ts'
import { clamdScan } from './attachment-scanner.ts'
import { admission } from './auth/admission.ts'
import { messageBroker } from './amqp/broker.ts'
import { apiKeys, type ApiKeys, type Role } from './auth/api-keys.ts'
import { callbackHandlers } from './callbacks/callbacks.ts'
import { metrics, type Metrics } from './metrics.ts'
import { moduleSwitch } from './modules.ts'
import { adapterHandlers } from './rest/adapters.ts'
import { caseRooms, type CaseRooms } from './case-rooms.ts'
import { attemptHandlers } from './rest/attempts.ts'
import { calendarHandlers } from './rest/calendars.ts'
import { backgroundHandlers } from './rest/background.ts'
import { connectionHandlers } from './rest/connections.ts'
import { loadContract } from './rest/contract.ts'
import { correctionHandlers } from './rest/corrections.ts'
import { matchReviewHandlers } from './rest/match-reviews.ts'
import { addDocs } from './rest/docs.ts'
import { flowHandlers } from './rest/flows.ts'
import { idempotency } from './rest/idempotency.ts'
import { intakeHandlers } from './rest/intake.ts'
import { jobHandlers } from './rest/jobs.ts'
import { keyHandlers } from './rest/keys.ts'
import { policyHandlers } from './rest/policies.ts'
import { profileHandlers } from './rest/profiles.ts'
import { addOperations, closeRouter, type RouterPorts } from './rest/router.ts'
import { ruleHandlers } from './rest/rules.ts'
import { runActionHandlers } from './rest/run-actions.ts'
import { runHandlers } from './rest/runs.ts'
import { serviceHandlers } from './rest/service-pages.ts'
import { sourceHandlers } from './rest/sources.ts'
import { workItemHandlers } from './rest/work-items.ts'
import { ruleRoom } from './rule-room.ts'
import { salesRoom } from './sales-room.ts'
import type { Settings } from './settings.ts'
import { accountingService } from './soap/accounting-service.ts'
import { customerService } from './soap/customer-service.ts'
import { soapLogin } from './soap/login.ts'
import { messageService } from './soap/message-service.ts'
import { soapHandlers } from './soap/soap.ts'

/** What a hub is made of. */
export interface HubPorts {
  readonly settings: Settings
  readonly database: Pick<Database, 'connection'>
  readonly keys: KeyRing
  readonly registry: readonly Adapter[]
  readonly clock: Clock
  readonly log: Log
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number
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
  const { settings, database, clock, log, random } = ports
  const { connection } = database
  const parts = moduleSwitch(settings.modules)
  const measured = metrics()
  const newId = timeOrderedIds({ clock, randomBytes })
  const stores = {
    attempts: attemptStore(connection, clock),
    records: sourceRecordStore(connection, clock),
    audit: auditStore(connection),
    calendars: calendarStore(connection),
    keyed: idempotencyStore(connection, clock),
    nonces: nonceStore(connection),
    snapshots: snapshotStore(connection),
  }

  const links = connections({
    store: connectionStore(connection),
    attempts: stores.attempts,
    adapterNamed: (name) => ports.registry.find((adapter) => adapter.name === name),
    clock,
    log,
    keys: ports.keys,
    random,
    document: projectDocument,
    onCall: measured.onCall,
  })
  const known = unified({ connection, records: stores.records, newId, clock, log, random })
  const news = herald()
  const golden = heard(known.profiles, news.tell)
  const flowEngine = engine({
    connection,
    clock,
    log,
    random,
    workerId: settings.processId,
    caller: links,
    records: golden,
    connectionWords: (name) => links.words(name),
    leaseMs: settings.leaseMs,
    retentionDays: settings.retentionDays,
  })
  const sink = itemSink({ records: golden, messages: flowEngine.messages })
  const polled = sources({
    store: sourceStore(connection),
    snapshots: stores.snapshots,
    connections: links,
    sink,
    owner: settings.processId,
    clock,
    log,
    random,
    leaseMs: settings.leaseMs,
  })
  const roles = definitions<Role>({
    store: definitionStore(connection, 'role'),
    clock,
    noun: 'role',
    notFound: 'definitionNotFound',
  })
  const keys = apiKeys({
    roles: () => contents(roles),
    store: apiKeyStore(connection),
    clock,
    adminKey: settings.adminKey,
    keyRing: ports.keys,
  })

  const businessCalendars = calendars(stores.calendars, clock)
  const rooms = await caseRooms({
    connection,
    clock,
    log,
    newId,
    engine: flowEngine,
    audit: stores.audit,
    calendars: businessCalendars,
    profiles: golden,
    workerId: settings.processId,
    isAgendaOn: settings.isAgendaOn,
    herald: news,
    ...(settings.clamd !== undefined && { scan: clamdScan(settings.clamd) }),
  })

  const rules = ruleRoom({
    connection,
    clock,
    log,
    newId,
    engine: flowEngine,
    connections: links,
    profiles: golden,
    herald: news,
  })

  const sales = salesRoom({
    connection,
    clock,
    newId,
    store: stores.records,
    intake: golden,
    rules: flowEngine.ruleSets,
  })

  await Promise.all([
    stores.attempts.prepare(),
    stores.audit.prepare(),
    roles.prepare(),
    stores.calendars.prepare(),
    stores.keyed.prepare(),
    stores.nonces.prepare(),
    stores.snapshots.prepare(),
    known.start(settings.sourcePriority),
  ])
  await links.start()
  await flowEngine.start()
  // What cases have left to tell from before, rules are to hear.
  if (parts.has('rules')) await rules.start()
  if (parts.has('cases')) await rooms.start()
  await sales.start()

  const contract = await loadContract()
  const broker =
    settings.amqpUrl === undefined
      ? undefined
      : messageBroker({
          url: settings.amqpUrl,
          prefix: settings.amqpPrefix,
          profiles: golden,
          events: eventFeed(connection),
          relays: relayStore(connection),
          owner: settings.processId,
          leaseMs: settings.leaseMs,
          records: golden,
          messages: flowEngine.messages,
          checkRecord: contract.recordCheck,
          checkMessage: contract.messageCheck,
          clock,
          log,
          random,
        })

  let isStopping = false
  const admit = admission({
    clock,
    ratePerSecond: settings.ratePerSecond,
    isStopping: () => isStopping,
  })
  const app = express()
  // Before anything is added: what is written otherwise than in the contract is not in it.
  app.enable('case sensitive routing').enable('strict routing')
  addDocs(app, contract)
  const router: RouterPorts = {
    contract,
    handlers: {
      ...serviceHandlers({
        contract,
        metrics: measured,
        database: connection,
        connections: links,
        sources: polled,
        broker,
        isStopping: () => isStopping,
      }),
      ...adapterHandlers(ports.registry),
      ...connectionHandlers(links),
      ...sourceHandlers(polled),
      ...intakeHandlers({
        records: golden,
        messages: flowEngine.messages,
        signals: flowEngine.signals,
        checkRecord: contract.recordCheck,
      }),
      ...callbackHandlers(links, sink),
      ...profileHandlers(golden),
      ...correctionHandlers(golden.corrections),
      ...matchReviewHandlers(golden.reviews),
      ...sales.handlers,
      ...policyHandlers(known.policies),
      ...backgroundHandlers(known.background),
      ...flowHandlers(flowEngine.flows, contract.ruleSetCheck),
      ...runHandlers(flowEngine.runs),
      ...runActionHandlers(flowEngine.actions),
      ...jobHandlers(flowEngine.jobs),
      ...attemptHandlers(links),
      ...workItemHandlers(flowEngine.workItems),
      ...rooms.handlers,
      ...ruleHandlers(flowEngine.ruleSets),
      ...rules.handlers,
      ...calendarHandlers(businessCalendars),
      ...keyHandlers(keys, stores.audit, roles),
      ...(await soapHandlers({
        services: [customerService(golden), accountingService(golden), messageService(flowEngine.messages)],
        login: soapLogin({ keys, nonces: stores.nonces, clock }),
        admit,
        log,
      })),
    },
    keys,
    idempotency: idempotency(stores.keyed, clock),
    audit: stores.audit,
    newId,
    clock,
    log,
    bodyLimitBytes: settings.bodyLimitBytes,
    fileLimitBytes: settings.fileLimitBytes,
    admit,
    isStopping: () => isStopping,
    checkModule: (operation) => {
      parts.check(operation)
    },
    onRequest: measured.onRequest,
    ...(ports.onBrokenReply !== undefined && { onBrokenReply: ports.onBrokenReply }),
  }
  addOperations(app, router)
  closeRouter(app, router)
  watch(measured, { flowEngine, stores, links })
  const server = await listen(app, settings)
  if (parts.has('connections')) polled.start()
  broker?.start()

  return {
    url: addressOf(server, settings),
    apiKeys: keys,
    connections: links,
    sources: polled,
    profiles: golden,
    engine: flowEngine,
    cases: rooms.desk.cases,
    stop: async () => {
      isStopping = true
      await polled.stop()
      await broker?.stop()
      await closed(server, settings.shutdownMs, clock)
      await rules.stop()
      await rooms.stop()
      await flowEngine.stop(settings.shutdownMs)
      await known.stop()
      await links.stop()
    },
  }
}

interface Watched {
  readonly flowEngine: Engine
  readonly stores: {
    readonly attempts: ReturnType<typeof attemptStore>
    readonly records: ReturnType<typeof sourceRecordStore>
  }
  readonly links: Connections
}

function watch(measured: Metrics, { flowEngine, stores, links }: Watched): void {
  measured.watchCommits('runs', () => flowEngine.commits.runs.spent)
  measured.watchCommits('messages', () => flowEngine.commits.messages.spent)
  measured.watchCommits('attempts', () => stores.attempts.commits.spent)
  measured.watchCommits('records', () => stores.records.commits.spent)
  measured.watchConnections(() => links.states())
}

const contracts = new URL('../contracts/', import.meta.url)

/** Documents that connections may name (a WSDL) are those under contracts/. */
async function projectDocument(name: string): Promise<string> {
  const isInside = /^[a-z0-9][a-z0-9._/-]*$/i.test(name) && !name.includes('..')
  const text = isInside ? await readFile(new URL(name, contracts), 'utf8').catch(() => undefined) : undefined
  if (text !== undefined) return text
  throw fail('misconfigured', `There is no document "${name}" under contracts/.`, {
    details: { sent: false },
  })
}

async function listen(app: Express, { host, port }: Settings): Promise<Server> {
  const server = createServer(app)
  server.keepAliveTimeout = 65_000
  server.listen({ port, host, backlog: 1_024 })
  await once(server, 'listening')
  return server
}

function addressOf(server: Server, { host }: Settings): string {
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`
}

/** Waits for the answers under way; what takes longer is cut. A connection that has had its answer is let go. */
async function closed(server: Server, withinMs: number, clock: Clock): Promise<void> {
  const giveUpAt = clock.now().getTime() + withinMs
  let isClosed = false
  const done = once(server, 'close').then(() => (isClosed = true))
  server.close()
  while (!isClosed && clock.now().getTime() < giveUpAt) {
    server.closeIdleConnections()
    const enough = new AbortController()
    await Promise.race([done, clock.sleep(50, enough.signal)])
    enough.abort()
  }
  server.closeAllConnections()
  await done
}
