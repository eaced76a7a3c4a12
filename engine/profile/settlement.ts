/**
 * Takes stored records into profiles. Many callers are gathered into one pass; a pass reads the neighbourhood of its
 * records, lets the core decide, and writes by compare-and-set. It begins again when another process was quicker, and
 * once more when the neighbourhood has changed while it wrote, so that the last look is always at the whole.
 *
 * What a dead process leaves is settled by the next: its entry stays in the journal until everything is done. A profile
 * keeps its last change; whoever looks at it brings that into the feed, and nobody replaces it before.
 */
import type { ChangeFeed } from '../store/change-feed.ts'
import type { EventFeed } from '../store/event-feed.ts'
import type { ProfileDocument, ProfileStore, ProfileWrite } from '../store/profiles.ts'
import type { ProfileVersionStore } from '../store/profile-versions.ts'
import type { SettlementEntry, SettlementJournal } from '../store/settlement-journal.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import type { Clock } from '../values/clock.ts'
import { defined } from '../values/defined.ts'
import { each, type Pace } from '../values/unhurried.ts'
import type { Log } from '../values/log.ts'
import { roleOf } from './entity-types.ts'
import type { MatchDecisionStore } from '../store/match-decisions.ts'
import type { CurrentPolicy } from '../store/survivorship-policies.ts'
import { isPassing } from '../store/group-commit.ts'
import type { Possible } from './matching/scored-joins.ts'
import { documentOf, known, tombstone } from './profile-document.ts'
import { neighbourhoods, type Neighbourhood } from './neighbourhood.ts'
import { gathered } from './passes.ts'
import { normalised } from './record-document.ts'
import type { EntityType } from './record.ts'
import { resolving, type ResolvedProfile, type View } from './resolution.ts'
import { reviewChanges } from './review-queue.ts'
import type { Rescored, Scoring } from './scoring.ts'
import { touchedKeys } from './touched.ts'

/** What the settlement is made of. */
export interface SettlementPorts {
  readonly records: SourceRecordStore
  readonly journal: SettlementJournal
  readonly profiles: ProfileStore
  readonly versions: Pick<ProfileVersionStore, 'keep'>
  readonly feed: ChangeFeed
  /** The policy that holds now, whoever changed it. */
  readonly policy: () => Promise<CurrentPolicy>
  readonly decisions: Pick<MatchDecisionStore, 'standing'>
  /** Without it records are matched by strong keys alone. */
  readonly scoring?: Scoring
  /** Where what records have to tell goes; without it, it goes nowhere. */
  readonly events?: Pick<EventFeed, 'append'>
  /** Told of profile changes that are in the feed now. */
  readonly published?: () => void
  /** Told of the keys of everything that has changed, before it is acknowledged. */
  readonly touched?: (keys: readonly string[]) => Promise<void>
  readonly newId: () => string
  readonly clock: Clock
  readonly log: Log
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number
}

/** Settles records. */
export interface Settlement {
  /** Notes durably that records are about to change; gives the id of the entry in the journal. */
  open(recordIds: readonly string[]): Promise<string>
  /**
   * Resolves when the records are part of profiles, and closes the entries that were opened for them: profile ids by
   * record id (attached records: of their customer).
   */
  settle(recordIds: readonly string[], entries?: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Leaves their last changes to the feed alone, where an erasure masks them. */
  forgetTold(profileIds: readonly string[]): Promise<void>
  /** Settles an entry for whoever has opened it; closes it if nobody can be writing its records any more. */
  sweep(entry: SettlementEntry, stillWritingSince: Date): Promise<void>
}

/** Makes the settlement of this process. */
export function settlement(ports: SettlementPorts): Settlement {
  const { records, journal, profiles, feed, clock } = ports
  const inPasses = gathered(pass)
  const neighbourhood = neighbourhoods({ ...ports, ...defined({ pairs: ports.scoring?.pairs }) })
  /**
   * Records that change, or are about to, and whose pass has not begun. That pass looks at what any other writes now, so
   * no other has to begin again for them.
   */
  const announced = new Set<string>()

  function open(ids: readonly string[]): Promise<string> {
    for (const id of ids) announced.add(id)
    return journal.open(ids)
  }

  async function settle(
    ids: readonly string[],
    opened: readonly string[] = [],
  ): Promise<ReadonlyMap<string, string>> {
    const entries = opened.length > 0 || ids.length === 0 ? opened : [await open(ids)]
    const homes = await inPasses(ids)
    await Promise.all(entries.map((entry) => close(entry)))
    return homes
  }

  async function close(entry: string): Promise<void> {
    await journal.close(entry).catch((error: unknown) => {
      // Everything is done; the next look finds that out and closes it.
      if (!isPassing(error)) throw error
    })
  }

  async function pass(ids: readonly string[], pace: Pace): Promise<ReadonlyMap<string, string>> {
    for (const id of ids) announced.delete(id)
    for (let attempt = 0; ; attempt += 1) {
      const [current, missing, documents] = await Promise.all([
        ports.policy(),
        ports.scoring?.evidence(),
        records.byIds(ids),
      ])
      const { touched, leaning, ...rescored } = await scored(documents, pace)
      const view = await neighbourhood.look(documents, touched)
      const written = await write({ ...view, ...defined({ missing }) }, { ...current, pace })
      if (written !== undefined && (await isWhole(view, current))) {
        await openAgain(leaning)
        return finish(ids, view, { ...written, ...rescored })
      }
      if (attempt === 50) throw new Error('profiles are changed by others faster than they can be settled')
      // Whoever was quicker has written by now, mostly.
      if (written === undefined && attempt > 3)
        await clock.sleep(Math.floor(ports.random() * Math.min(200, 5 * 2 ** attempt)))
    }
  }

  async function scored(documents: readonly SourceRecordDocument[], pace: Pace): Promise<Rescored> {
    if (ports.scoring !== undefined) return ports.scoring.score(documents, pace)
    const seen = new Map(documents.map(({ _id, revision }) => [_id, revision]))
    return { touched: [], leaning: [], shared: new Map(), seen }
  }

  /** They are settled in a later pass; should the process die before it, they wait in the store. */
  async function openAgain(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const entry = await open(ids)
    settle(ids, [entry]).catch((error: unknown) => {
      ports.log.warn('records with a shared value wait for the next look', { error })
    })
  }

  /** Whether what was written rests on the whole, and on the policy that holds. */
  async function isWhole(view: Neighbourhood, { version }: CurrentPolicy): Promise<boolean> {
    const [isSame, current] = await Promise.all([
      neighbourhood.isStill(view, (id) => announced.has(id)),
      ports.policy(),
    ])
    return isSame && version === current.version
  }

  /** Writes what the core decides; `undefined` when somebody else was quicker with any of it. */
  async function write(
    { records: documents, profiles: living, decisions, pairs, fringe, ...judged }: Judged,
    { policy, pace }: CurrentPolicy & { readonly pace: Pace },
  ): Promise<Written | undefined> {
    const own = documents.filter(({ type }) => !isAttached(type))
    const { profiles: resolved, possible } = await pace(
      resolving({
        records: await pace(each(own, normalised)),
        fringe: await pace(each(fringe, normalised)),
        scores: pairs.map(({ ends: [a, b], bits }) => ({ a, b, bits })),
        profiles: await pace(each(living.values(), known)),
        policy,
        ...defined({ missing: judged.missing }),
        decisions: decisions.map(({ _id: id, ...rest }) => ({ ...rest, id })),
      }),
    )
    const now = clock.now()
    const homes = resolved.map((one) => ({ ...one, id: one.survivor?.id ?? ports.newId() }))
    const replaced = aboutToChange(homes, living)
    await Promise.all([ports.versions.keep(replaced, now), publish(replaced)])
    const released = await release(homes, living, now)
    if (released === undefined) return undefined
    const changed = homes.filter(({ needsWriting }) => needsWriting)
    const toWrite = (home: Home): ProfileWrite => {
      const present = released.get(home.id)
      const document = documentOf(home, { id: home.id, before: present, now })
      return { document, ...(present !== undefined && { replaces: present.seq }) }
    }
    const documentsToWrite = await pace(each(changed, toWrite))
    if (!(await profiles.write(documentsToWrite))) return undefined
    const homeOf = new Map(homes.flatMap((home) => home.records.map((id) => [id, home.id] as const)))
    const merged = homes.flatMap((home) => home.merged.map(({ id }) => id))
    return { homeOf, possible, merged, changed: documentsToWrite.map(({ document }) => document) }
  }

  /** Takes claims from those who lose them before anybody gains them. Gives the profiles as they are then. */
  async function release(
    homes: readonly Home[],
    living: ReadonlyMap<string, ProfileDocument>,
    now: Date,
  ): Promise<ReadonlyMap<string, ProfileDocument> | undefined> {
    const after = new Map(living)
    const writes = homes.flatMap((home) => {
      const gone = home.merged
        .flatMap(({ id }) => living.get(id) ?? [])
        .map((one) => tombstone(one, home.id, now))
      return [...gone, ...withFewerClaims(home, living)]
    })
    const isWritten = await profiles.write(
      writes.map((document) => ({ document, replaces: document.seq - 1 })),
    )
    for (const document of writes) after.set(document._id, document)
    return isWritten ? after : undefined
  }

  async function finish(
    ids: readonly string[],
    view: Neighbourhood,
    { homeOf, changed, merged, possible, shared, seen }: Written & Pick<Rescored, 'shared' | 'seen'>,
  ): Promise<ReadonlyMap<string, string>> {
    const wanted = new Set(ids)
    const attached = view.records.filter(({ _id, type }) => wanted.has(_id) && isAttached(type))
    const customers = await customersOf(attached)
    const before = new Map(
      [...view.profiles.values()].flatMap(({ _id, records: own }) => own.map((id) => [id, _id] as const)),
    )
    const moved = view.records.filter(
      ({ _id }) => wanted.has(_id) || (homeOf.has(_id) && homeOf.get(_id) !== before.get(_id)),
    )
    const homes = moved.flatMap(({ _id }) => before.get(_id) ?? [])
    await ports.touched?.(touchedKeys({ changed, merged, records: moved, homes }))
    await tellOf(moved, customers)
    const settled = records.settled(
      moved.map(({ _id, revision, formerPartyKeys, untold, sharedTerms: known = [] }) => {
        const terms = shared.get(_id)
        // What has changed since it was scored, or only came to the neighbourhood, has its own pass.
        const isNews = seen.get(_id) === revision && terms !== undefined && !isSame(terms, known)
        const sharedTerms = isNews ? terms : undefined
        return { _id, revision, ...defined({ formerPartyKeys, untold, sharedTerms }) }
      }),
    )
    const asking = ports.scoring?.pairs.review(reviewChanges(view, possible, clock.now()))
    const written = new Set(changed.map(({ _id }) => _id))
    const kept = [...view.profiles.values()].filter(({ _id }) => !written.has(_id) && !merged.includes(_id))
    await Promise.all([settled, asking, publish([...changed, ...kept])])
    return new Map([...homeOf, ...customers])
  }

  /** Before the records are settled: should this fail, they are settled again, and the feed knows what it has. */
  async function tellOf(
    moved: readonly SourceRecordDocument[],
    customers: ReadonlyMap<string, string>,
  ): Promise<void> {
    const events = moved.flatMap(({ _id, untold = [] }) =>
      untold.map((event) => ({
        ...event,
        data: { ...event.data, ...defined({ profileId: customers.get(_id) }) },
      })),
    )
    if (events.length > 0) await ports.events?.append(events)
  }

  async function customersOf(
    attached: readonly SourceRecordDocument[],
  ): Promise<ReadonlyMap<string, string>> {
    const keys = [...new Set(attached.flatMap(({ partyKeys }) => partyKeys))]
    // Ids of a connection are told apart by type: an asset with the same one is not the customer.
    const owners = (await profiles.having(keys)).filter(({ kind }) => kind !== 'asset')
    return new Map(
      attached.flatMap(({ _id, partyKeys }) => {
        const owner = ownerOf(partyKeys, owners)
        return owner === undefined ? [] : [[_id, owner] as const]
      }),
    )
  }

  /** Brings their last changes into the feed, unless they are there. */
  async function publish(told: readonly ProfileDocument[]): Promise<void> {
    const changes = told.flatMap(({ _id, kind, lastChange }) => {
      if (lastChange === undefined) return []
      const { id, ...change } = lastChange
      return [{ changeId: id, profileId: _id, kind, ...change }]
    })
    if (await feed.append(changes)) ports.published?.()
  }

  return {
    open,
    settle,
    forgetTold: async (profileIds) => {
      const told = await profiles.byIds(profileIds)
      await publish(told)
      await profiles.forgetTold(told)
    },
    sweep: async ({ _id, records: ids, since }, stillWritingSince) => {
      await inPasses(ids)
      await (since <= stillWritingSince ? close(_id) : journal.swept(_id, clock.now()))
    },
  }
}

type Judged = Neighbourhood & Pick<View, 'missing'>

interface Written {
  readonly possible: readonly Possible[]
  readonly homeOf: ReadonlyMap<string, string>
  readonly changed: readonly ProfileDocument[]
  /** Ids of profiles that became part of another. */
  readonly merged: readonly string[]
}

type Home = ResolvedProfile & { readonly id: string }

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, place) => one === b[place])
}

function isAttached(type: string): boolean {
  return roleOf(type as EntityType)?.role === 'attached'
}

/** The states that these writes replace. */
function aboutToChange(
  homes: readonly Home[],
  living: ReadonlyMap<string, ProfileDocument>,
): readonly ProfileDocument[] {
  const ids = homes
    .filter(({ needsWriting }) => needsWriting)
    .flatMap(({ survivor, merged }) => [
      ...(survivor === undefined ? [] : [survivor.id]),
      ...merged.map(({ id }) => id),
    ])
  return ids.flatMap((id) => living.get(id) ?? [])
}

function withFewerClaims(
  home: Home,
  living: ReadonlyMap<string, ProfileDocument>,
): readonly ProfileDocument[] {
  const before = living.get(home.id)
  const wanted = new Set(home.claims)
  const kept = before?.claims?.filter((key) => wanted.has(key)) ?? []
  if (before?.claims === undefined || kept.length === before.claims.length) return []
  return [{ ...before, seq: before.seq + 1, claims: kept }]
}

/** The customer of an attached record: by its strongest key that leads to exactly one profile. */
export function ownerOf(
  partyKeys: readonly string[],
  candidates: readonly Pick<ProfileDocument, '_id' | 'identifiers'>[],
): string | undefined {
  for (const key of partyKeys) {
    const [only, ...others] = candidates.filter(({ identifiers }) => identifiers.includes(key))
    if (only !== undefined && others.length === 0) return only._id
  }
  return undefined
}
