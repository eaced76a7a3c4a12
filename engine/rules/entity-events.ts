/**
 * What happens to entities, as events for rules: `invoice.created`, `person.updated` of records, `profile.created`,
 * `profile.updated` of profiles, `case.moved` of cases, `clock.breached` of their service levels. The one place where
 * the rest of the hub and the rules meet.
 */
import type { EntityEvent } from '../cases/consequences.ts'
import type { RecordPort, RecordToStore, StoredRecord } from '../runs/built-ins.ts'
import { nestedCustom } from '../profile/custom/custom-data.ts'
import type { ChangeView, Profiles } from '../profile/service.ts'
import type { EventFeed, OutgoingEvent } from '../store/event-feed.ts'
import type { RuleEventStore } from '../store/rule-events.ts'
import type { Clock } from '../values/clock.ts'
import { contentHash, derivedId } from '../values/hash.ts'
import type { JsonObject } from '../values/json.ts'
import type { Log } from '../values/log.ts'
import { lookout, type Lookout } from '../values/lookout.ts'
import type { RaisedEvent } from './event-service.ts'

/** Takes events in; durable when it resolves. */
export type Listener = (events: readonly RaisedEvent[]) => Promise<void>

/** Who listens. */
export interface Audience {
  readonly accept: Listener
  /** Which events anybody listens to now. */
  readonly listening: () => Promise<(event: string) => boolean>
}

/** Carries what happens in the hub to the audience; before there is one, it is not heard. */
export interface Herald {
  readonly tell: Listener
  /** Whether it is worth finding out more about an event. */
  readonly isHeard: (event: string) => Promise<boolean>
  /** Whoever is told from now on. */
  listen(audience: Audience): void
}

/** Makes one. */
export function herald(): Herald {
  let present: Audience | undefined
  return {
    tell: async (events) => {
      if (events.length > 0) await present?.accept(events)
    },
    isHeard: async (event) => (await present?.listening())?.(event) === true,
    listen: (audience) => {
      present = audience
    },
  }
}

/** Records that tell what is stored in them, before it is acknowledged. */
export function heard<Records extends RecordPort>(records: Records, tell: Listener): Records {
  return {
    ...records,
    ingest: async (list: readonly RecordToStore[]) => {
      const results = await records.ingest(list)
      await tell(list.flatMap((record, place) => eventOf(record, results[place])))
      return results
    },
  }
}

/** What happened to a case, as an event for rules: `case.created`, `case.moved`. */
export function caseEvent({ id, entity, entityId, event, at, fact }: EntityEvent): RaisedEvent {
  const about = `${entity}:${entityId}`
  return { id: derivedId('entity', id), event: `${entity}.${event}`, facts: fact, at, about }
}

/** The feed of clocks, whose marks (`clock.breached`) are told too, with the case that they are about. */
export function heardFeed(
  feed: EventFeed,
  { tell, isHeard }: Herald,
  caseFacts: (id: string) => Promise<JsonObject | undefined>,
): EventFeed {
  const raised = async ({ id, type, at, data }: OutgoingEvent): Promise<readonly RaisedEvent[]> => {
    if (!(await isHeard(type))) return []
    const { subjectKind, subjectId } = data
    const about = subjectKind === 'case' ? await caseFacts(String(subjectId)) : undefined
    const facts = { ...(data as JsonObject), ...(about !== undefined && { case: about }) }
    const thing = `${String(subjectKind)}:${String(subjectId)}`
    return [{ id: derivedId('entity', id), event: type, facts, at, about: thing }]
  }
  return {
    ...feed,
    append: async (events) => {
      await feed.append(events)
      await tell((await Promise.all(events.map(raised))).flat())
    },
  }
}

function eventOf(record: RecordToStore, result: StoredRecord | undefined): readonly RaisedEvent[] {
  if (result?.outcome !== 'created' && result?.outcome !== 'updated') return []
  const { connection, type, externalId, version, data } = record
  const { profileId } = result
  return [
    {
      id: derivedId('record', connection, type, externalId, version ?? contentHash(data)),
      event: `${type}.${result.outcome}`,
      facts: { ...data, type, connection, externalId, ...(profileId !== undefined && { profileId }) },
    },
  ]
}

/** What following the feed of profiles needs. */
export interface FeedPorts {
  readonly profiles: Pick<Profiles, 'changes' | 'byIds'>
  readonly store: Pick<RuleEventStore, 'position' | 'move'>
  readonly listener: Listener
  /** Which events anybody listens to now: the profiles of others are not read. */
  readonly listening: () => Promise<(event: string) => boolean>
  readonly clock: Clock
  readonly log: Log
}

const pageSize = 500

/** Follows the feed from where it stood when rules were first used here. */
export function followProfiles(ports: FeedPorts): Lookout {
  return lookout({
    what: 'the look at the feed of profiles',
    look: async () => ((await round(ports)) < pageSize ? undefined : 0),
    clock: ports.clock,
    log: ports.log,
  })
}

/** One page; gives how many changes it had. Who loses the move has told what the winner tells: the ids are the same. */
async function round({ profiles, store, listener, listening }: FeedPorts): Promise<number> {
  const from = await store.position()
  if (from === undefined) {
    await store.move(undefined, await endOf(profiles))
    return 0
  }
  const { items } = await profiles.changes({ limit: pageSize, ...(from > 0 && { after: String(from) }) })
  const last = items.at(-1)
  if (last === undefined) return 0
  const isHeard = await listening()
  await listener(
    await eventsOf(
      profiles,
      items.filter(({ type }) => isHeard(type)),
    ),
  )
  await store.move(from, last.position)
  return items.length
}

/** The newest position: positions are dense, so it is found by halving. */
async function endOf(profiles: Pick<Profiles, 'changes'>): Promise<number> {
  const isBeyond = async (position: number): Promise<boolean> =>
    (await profiles.changes({ limit: 1, ...(position > 0 && { after: String(position) }) })).items.length > 0
  let [low, high] = [0, 1]
  if (!(await isBeyond(0))) return 0
  while (await isBeyond(high)) [low, high] = [high, high * 2]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (await isBeyond(middle)) low = middle
    else high = middle
  }
  return high
}

async function eventsOf(
  profiles: Pick<Profiles, 'byIds'>,
  changes: readonly ChangeView[],
): Promise<readonly RaisedEvent[]> {
  if (changes.length === 0) return []
  const found = await profiles.byIds([...new Set(changes.map(({ profileId }) => profileId))])
  const living = new Map(found.map(({ id, attributes }) => [id, attributes]))
  return changes.map(({ type, kind, profileId, position, version, at, changed }) => ({
    id: derivedId('profile-change', String(position), type),
    event: type,
    facts: {
      ...nestedCustom(living.get(profileId) ?? {}),
      kind,
      profileId,
      version,
      changed: changed.map(({ attribute }) => attribute),
    },
    at,
  }))
}
