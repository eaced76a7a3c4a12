/** The room of customers, put together for the hub: cards, codes, ties, consents, tags and segments. */
import { randomInt } from 'node:crypto'

import type { Freshness } from '../../engine/connections/source-refresh.ts'
import { agencyTrees } from '../../engine/customers/agency-tree.ts'
import { cards } from '../../engine/customers/cards.ts'
import { customerCodes } from '../../engine/customers/customer-codes.ts'
import { customers, type Customers } from '../../engine/customers/customers.ts'
import { profileViews } from '../../engine/customers/profile-views.ts'
import { segmentRefreshing } from '../../engine/customers/segment-refresh.ts'
import { problemsInSegment, type Segment } from '../../engine/customers/segments.ts'
import { statements } from '../../engine/customers/statements.ts'
import type { BackgroundKind, Background } from '../../engine/background/service.ts'
import { definitions, type Definitions } from '../../engine/definitions/definitions.ts'
import type { CustomFieldReader } from '../../engine/profile/custom/custom-fields.ts'
import { profileKey } from '../../engine/profile/profile-document.ts'
import type { Profiles } from '../../engine/profile/service.ts'
import type { Herald } from '../../engine/rules/entity-events.ts'
import type { RunStages } from '../../engine/runs/stages.ts'
import { caseStore } from '../../engine/store/cases.ts'
import { customerCodeStore } from '../../engine/store/customer-codes.ts'
import type { Database } from '../../engine/store/database.ts'
import { definitionStore } from '../../engine/store/definitions.ts'
import { cardStore } from '../../engine/store/profile-cards.ts'
import type { SourceRecordStore } from '../../engine/store/source-records.ts'
import { codeNumbers, customerCode } from '../../engine/values/customer-code.ts'
import type { Clock } from '../../engine/values/clock.ts'
import type { Log } from '../../engine/values/log.ts'
import { customerHandlers, type CustomerHandlerPorts } from '../rest/customers.ts'
import type { Handlers } from '../rest/handler.ts'
import { segmentHandlers } from '../rest/segments.ts'

/** What the room needs. */
export interface CustomerRoomPorts {
  readonly connection: Database['connection']
  readonly profiles: Profiles
  readonly records: SourceRecordStore
  readonly stages: RunStages
  /** What people have changed in a profile and its sources have not confirmed yet. */
  readonly pendingOf: CustomerHandlerPorts['pendingOf']
  readonly background: Pick<Background, 'begin'>
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  readonly freshness: Freshness
  /** Hears of profiles that are looked at. */
  readonly herald: Pick<Herald, 'tell' | 'isHeard'>
  readonly newId: () => string
  readonly clock: Clock
  readonly log: Log
}

/** The room. */
export interface CustomerRoom {
  readonly customers: Customers
  readonly segments: Definitions<Segment>
  readonly kinds: readonly BackgroundKind[]
  readonly handlers: Handlers<
    keyof ReturnType<typeof customerHandlers> | keyof ReturnType<typeof segmentHandlers>
  >
  /** Whoever changes something that cards are made of says so by its keys. */
  touch(keys: readonly string[]): Promise<void>
  /** Something about a customer has changed that is no part of its profile. */
  touchProfile(id: string): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** Puts it together; nothing happens before `start`. */
export function customerRoom(ports: CustomerRoomPorts): CustomerRoom {
  const { connection, profiles, records, stages, background, clock, newId } = ports
  const store = cardStore(connection)
  const cases = caseStore(connection, clock)
  const segments = definitions<Segment>({
    store: definitionStore(connection, 'segment'),
    clock,
    noun: 'segment',
    notFound: 'segmentNotFound',
    problemsIn: problemsInSegment,
  })
  const codes = customerCodes({
    store: customerCodeStore(connection),
    newCode: () => customerCode(randomInt(codeNumbers.from, codeNumbers.to)),
    clock,
  })
  const kept = cards({ ...ports, store, cases, segments, codes })
  const known = customers({ cards: kept, store, profiles, records, cases, stages, clock })
  const said = statements({
    profiles,
    intake: profiles,
    records,
    keysOf: async (id) => (await known.living(id)).timelineKeys,
    newId,
    clock,
  })
  const views = profileViews(ports)
  const agencies = agencyTrees((...asked) => known.relationships(...asked))
  return {
    customers: known,
    segments,
    kinds: [segmentRefreshing({ store, clock, wake: () => void kept.touch([]) })],
    handlers: {
      ...customerHandlers({
        customers: known,
        statements: said,
        profiles,
        agencies,
        fields: ports.fields,
        pendingOf: ports.pendingOf,
        freshness: ports.freshness,
        views,
        clock,
      }),
      ...segmentHandlers({
        segments,
        customers: known,
        statements: said,
        background,
        sizeOf: (segment) => store.sizeOf(segment),
      }),
    },
    touch: (keys) => kept.touch(keys),
    touchProfile: (id) => kept.touch([profileKey(id)]),
    start: async () => {
      await Promise.all([store.prepare(), segments.prepare()])
      kept.start()
    },
    stop: async () => {
      await views.stop()
      await kept.stop()
    },
  }
}
