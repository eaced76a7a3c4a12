/** All rooms of a hub and what each takes from the others. */
import { randomBytes } from 'node:crypto'

import type { Adapter } from '../../adapters/adapter.ts'
import { caseOperations } from '../../engine/cases/case-operations.ts'
import type { CaseDesk } from '../../engine/cases/case-desk.ts'
import { freshness, sourceOperations } from '../../engine/connections/source-refresh.ts'
import { profileOperations } from '../../engine/customers/profile-operations.ts'
import type { KeyRing } from '../../engine/connections/secrets.ts'
import { herald } from '../../engine/rules/entity-events.ts'
import type { Database } from '../../engine/store/database.ts'
import { eventFeed } from '../../engine/store/event-feed.ts'
import { sourceStore } from '../../engine/store/sources.ts'
import { bell } from '../../engine/values/bell.ts'
import { timeOrderedIds } from '../../engine/values/ids.ts'
import { precedence } from '../../engine/values/precedence.ts'
import { clamdScan } from '../attachment-scanner.ts'
import { metrics, type Metrics } from '../metrics.ts'
import { moduleSwitch } from '../modules.ts'
import { loadContract, type Contract } from '../rest/contract.ts'
import { accessRoom, type AccessRoom } from './access-room.ts'
import { baseListRoom, type BaseListRoom } from './base-list-room.ts'
import { calendarRoom, type CalendarRoom } from './calendar-room.ts'
import { caseRooms, type CaseRooms } from './case-rooms.ts'
import { connectionRoom, type ConnectionRoom } from './connection-room.ts'
import { customerRoom, type CustomerRoom } from './customer-room.ts'
import { customFieldRoom, type CustomFieldRoom } from './custom-field-room.ts'
import { flowRoom, type FlowRoom } from './flow-room.ts'
import { formRoom, type FormRoom } from './form-room.ts'
import { profileRoom, type ProfileRoom } from './profile-room.ts'
import type { RoomPorts } from './room.ts'
import { ruleRoom, type RuleRoom } from './rule-room.ts'
import { salesRoom, type SalesRoom } from './sales-room.ts'
import { sourceRoom, type SourceRoom } from './source-room.ts'
import { writeBackRoom, type WriteBackRoom } from './write-back-room.ts'

/** What they are made of. */
export interface RoomsPorts extends Omit<
  RoomPorts,
  'connection' | 'newId' | 'events' | 'bell' | 'precedence' | 'fields'
> {
  readonly database: Pick<Database, 'connection'>
  readonly keys: KeyRing
  readonly registry: readonly Adapter[]
  /** True once the hub is going down. */
  readonly isStopping: () => boolean
}

/** The rooms. */
export interface Rooms {
  readonly shared: RoomPorts
  readonly contract: Contract
  readonly metrics: Metrics
  readonly access: AccessRoom
  readonly calendars: CalendarRoom
  readonly cases: CaseRooms
  readonly customers: CustomerRoom
  readonly customFields: CustomFieldRoom
  readonly edits: WriteBackRoom
  readonly flows: FlowRoom
  readonly forms: FormRoom
  readonly links: ConnectionRoom
  readonly lists: BaseListRoom
  readonly profiles: ProfileRoom
  readonly rules: RuleRoom
  readonly sales: SalesRoom
  readonly sources: SourceRoom
}

/** Builds them; nothing happens before they are started. */
export async function buildRooms(ports: RoomsPorts): Promise<Rooms> {
  const { settings, keys, clock } = ports
  const { connection } = ports.database
  const relayed = bell()
  const lists = baseListRoom({ connection, clock })
  const customFields = customFieldRoom({
    connection,
    clock,
    lists: lists.values,
    background: () => profiles.background,
  })
  const shared: RoomPorts = {
    ...ports,
    connection,
    fields: customFields.fields,
    events: eventFeed(connection, () => relayed.ring()),
    bell: relayed,
    precedence: precedence(),
    newId: timeOrderedIds({ clock, randomBytes }),
  }
  const contract = await loadContract()
  const measured = metrics()
  const news = herald()

  const access = accessRoom({ ...shared, keyRing: keys, isStopping: ports.isStopping })
  const calendars = calendarRoom(shared)
  const links = connectionRoom({
    ...shared,
    registry: ports.registry,
    keys,
    onCall: measured.onCall,
    mayReceiveAt: (...asked) => customers.customers.mayReceiveAt(...asked),
  })
  const { connections } = links
  const profiles = profileRoom({
    ...shared,
    keys,
    fieldsOf: connections.fieldsOf,
    herald: news,
    touched: (changed) => customers.touch(changed),
  })
  const golden = profiles.profiles
  // Flows act on cases, customers and sources, whose rooms stand on the engine of flows.
  let desk: CaseDesk | undefined
  const looking = { store: sourceStore(connection), connections, clock }
  const operations = {
    ...caseOperations(() => desk),
    ...sourceOperations({ ...looking, sources: () => sources.sources }),
    ...profileOperations({
      customers: () => customers.customers,
      profiles: golden,
      background: profiles.background,
    }),
  }
  const flows = flowRoom({ ...shared, connections, profiles: golden, contract, operations })
  const { engine } = flows
  const { records, background, policies } = profiles
  const { problemsIn } = lists
  const edits = writeBackRoom({ ...shared, profiles: golden, records, policies, engine, problemsIn })
  const customers = customerRoom({
    ...shared,
    profiles: golden,
    records,
    background,
    stages: engine.stages,
    pendingOf: (profile) => edits.pendingOf(profile),
    freshness: freshness(looking),
    herald: news,
  })
  profiles.offer(customers.kinds)
  const forms = formRoom({
    ...shared,
    ...customers,
    lists: lists.valuesByAttribute,
    policy: () => policies.current(),
  })
  const sources = sourceRoom({
    ...shared,
    connections,
    records: golden,
    messages: engine.messages,
    refused: profiles.refused,
  })
  const cases = await caseRooms({
    ...shared,
    engine,
    audit: access.audit,
    calendars: calendars.calendars,
    profiles: golden,
    workerId: settings.processId,
    isAgendaOn: settings.isAgendaOn,
    herald: news,
    onCustomer: (profileId) => customers.touchProfile(profileId),
    ...(settings.clamd !== undefined && { scan: clamdScan(settings.clamd) }),
  })
  if (moduleSwitch(settings.modules).has('cases')) ({ desk } = cases)
  const rules = ruleRoom({ ...shared, engine, connections, profiles: golden, herald: news })
  const sales = salesRoom({
    ...shared,
    store: profiles.records,
    intake: golden,
    rules: engine.ruleSets,
    policy: () => policies.current(),
    problemsIn,
  })

  measured.watchCommits('runs', () => engine.commits.runs.spent)
  measured.watchCommits('messages', () => engine.commits.messages.spent)
  measured.watchCommits('attempts', () => links.attempts.commits.spent)
  measured.watchCommits('records', () => profiles.records.commits.spent)
  measured.watchCommits('fewRecords', () => profiles.records.promptCommits.spent)
  measured.watchConnections(() => connections.states())
  return {
    shared,
    contract,
    metrics: measured,
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
  }
}
