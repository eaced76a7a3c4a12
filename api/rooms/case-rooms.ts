/** The rooms of cases, put together for the hub: the desk, what serves it, and when it starts and stops. */
import { randomBytes } from 'node:crypto'

import { factsOf } from '../../engine/cases/case.ts'
import type { Scan } from '../../engine/cases/attachments.ts'
import { caseDesk, type CaseDesk } from '../../engine/cases/case-desk.ts'
import type { EntityEvent } from '../../engine/cases/consequences.ts'
import type { Calendars } from '../../engine/calendars/service.ts'
import { caseEvent, heardFeed, type Herald } from '../../engine/rules/entity-events.ts'
import type { Profiles } from '../../engine/profile/service.ts'
import type { Engine } from '../../engine/runs/engine.ts'
import type { AuditStore } from '../../engine/store/audit.ts'
import type { Database } from '../../engine/store/database.ts'
import type { EventFeed } from '../../engine/store/event-feed.ts'
import type { Clock } from '../../engine/values/clock.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { Log } from '../../engine/values/log.ts'
import { definitions } from '../../engine/definitions/definitions.ts'
import { slaDesk, type SlaDesk } from '../../engine/sla/sla-desk.ts'
import { definitionStore } from '../../engine/store/definitions.ts'
import { contents } from '../../engine/cases/create.ts'
import {
  problemsInTemplate,
  workPackages,
  type WorkPackages,
  type WorkPackageTemplate,
  type WorkPackageType,
} from '../../engine/cases/work-packages.ts'
import { cartableHandlers } from '../rest/cartable.ts'
import { caseDefinitionHandlers } from '../rest/case-definitions.ts'
import { caseSight } from '../rest/case-sight.ts'
import { caseHandlers } from '../rest/cases.ts'
import { eventHandlers } from '../rest/events.ts'
import type { Handlers } from '../rest/handler.ts'
import { publicCaseHandlers } from '../rest/public-cases.ts'
import { slaHandlers } from '../rest/sla.ts'
import { workPackageHandlers } from '../rest/work-packages.ts'
import type { Promised } from '../rest/case-sight.ts'

/** What the rooms need. */
export interface CaseRoomPorts {
  readonly connection: Database['connection']
  readonly clock: Clock
  readonly log: Log
  readonly newId: () => string
  readonly events: EventFeed
  readonly engine: Engine
  readonly audit: AuditStore
  readonly calendars: Calendars
  readonly profiles: Profiles
  /** Unique to this process and start. */
  readonly workerId: string
  readonly isAgendaOn: boolean
  /** Hears what happens to cases and clocks: where rules come in. */
  readonly herald: Herald
  /** Told of the customer whose case has changed. */
  readonly onCustomer?: (profileId: string) => Promise<void>
  /** Looks into files; absent: nobody does. */
  readonly scan?: Scan | undefined
}

type Ids = keyof ReturnType<typeof caseHandlers> | keyof ReturnType<typeof caseDefinitionHandlers>
type MoreIds =
  | keyof ReturnType<typeof publicCaseHandlers>
  | keyof ReturnType<typeof cartableHandlers>
  | keyof ReturnType<typeof eventHandlers>
  | keyof ReturnType<typeof slaHandlers>
  | keyof ReturnType<typeof workPackageHandlers>

/** The rooms. */
export interface CaseRooms {
  readonly desk: CaseDesk
  readonly sla: SlaDesk
  readonly handlers: Handlers<Ids | MoreIds>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Puts them together; nothing happens before `start`. */
export async function caseRooms(ports: CaseRoomPorts): Promise<CaseRooms> {
  const { clock, engine, audit, newId, herald } = ports
  const { events: feed } = ports
  const { runs, messages } = engine
  const onEntityEvent = async (event: EntityEvent): Promise<void> => {
    const { profileId } = event.fact['requester'] as { readonly profileId?: string | null }
    if (profileId) await ports.onCustomer?.(profileId)
    await herald.tell([caseEvent(event)])
  }
  const desk = await caseDesk({ ...ports, feed, runs, messages, randomBytes, onEntityEvent })
  const caseFacts = async (id: string): Promise<JsonObject | undefined> => {
    const found = await desk.store.load(id)
    return found && factsOf(found)
  }
  const sla = await slaDesk({ ...ports, ...engine, feed: heardFeed(feed, herald, caseFacts), desk })
  const packages = packageRoom(ports, desk)
  const promisesOf = async (id: string): Promise<readonly Promised[]> => {
    const clocks = await sla.clocks.of('case', id)
    return clocks
      .filter(({ agreement, status }) => agreement === 'sla' && status !== 'cancelled')
      .map(({ target, status, targetAt }) => ({
        target,
        state: status,
        ...(targetAt !== undefined && { dueAt: targetAt }),
      }))
  }
  const sight = caseSight({ desk, audit, newId, clock, promisesOf })
  return {
    desk,
    sla,
    handlers: {
      ...caseHandlers(desk, sight, clock),
      ...caseDefinitionHandlers(desk, clock),
      ...publicCaseHandlers(desk, clock, promisesOf),
      ...cartableHandlers(desk, sight, engine.workItems),
      ...eventHandlers(feed),
      ...slaHandlers(sla),
      ...workPackageHandlers(packages),
    },
    start: async () => {
      await packages.types.prepare()
      await packages.templates.prepare()
      await sla.start()
      await desk.start()
    },
    stop: async () => {
      await desk.stop()
      await sla.stop()
    },
  }
}

function packageRoom({ connection, clock, calendars }: CaseRoomPorts, desk: CaseDesk): WorkPackages {
  const kind = (
    name: string,
    noun: string,
  ): { readonly noun: string; readonly notFound: 'definitionNotFound' } & Pick<
    Parameters<typeof definitions>[0],
    'store' | 'clock'
  > => ({ store: definitionStore(connection, name), clock, noun, notFound: 'definitionNotFound' })
  const types = definitions<WorkPackageType>(kind('workPackageType', 'type of work package'))
  const templates = definitions<WorkPackageTemplate>({
    ...kind('workPackageTemplate', 'template of work packages'),
    problemsIn: async (_key, template) => problemsInTemplate(await contents(types), template),
  })
  return workPackages({
    types,
    templates,
    cases: desk.cases,
    store: desk.store,
    now: () => clock.now(),
    workingDays: async () => {
      const office = await calendars.businessTime('default')
      return (from, days) => office.addDays(from, days)
    },
  })
}
