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
import type { Precedence } from '../values/precedence.ts'
import { each, type Pace } from '../values/unhurried.ts'
import type { Log } from '../values/log.ts'
import { roleOf } from './entity-types.ts'
import type { MatchDecisionStore } from '../store/match-decisions.ts'
import type { Possible } from './matching/scored-joins.ts'
import type { Ground, GroundReader } from './ground.ts'
import { documentOf, known as knownOf, tombstone } from './profile-document.ts'
import { neighbourhoods, type Neighbourhood } from './neighbourhood.ts'
import { gathered } from './passes.ts'
import { normalised } from './record-document.ts'
import type { EntityType } from './record.ts'
import { resolving, type ResolvedProfile } from './resolution.ts'
import { reviewChanges } from './review-queue.ts'
import { evidenceBy, unchanged, type HowToScore, type Rescored, type Scoring } from './scoring.ts'
import { touchedKeys, type Touched } from './touched.ts'

/** What the settlement is made of. */
export interface SettlementPorts {
  readonly records: SourceRecordStore
  readonly journal: SettlementJournal
  readonly profiles: ProfileStore
  readonly versions: Pick<ProfileVersionStore, 'keep'>
  readonly feed: ChangeFeed
  readonly ground: GroundReader
  readonly decisions: Pick<MatchDecisionStore, 'standing'>
  /** Without it records are matched by strong keys alone. */
  readonly scoring?: Scoring
  /** Where what records have to tell goes; without it, it goes nowhere. */
  readonly events?: Pick<EventFeed, 'append'>
  /** Told of profile changes that are in the feed now. */
  readonly published?: () => void
  /** Told of the keys of everything that has changed, before it is acknowledged. */
  readonly touched?: (keys: readonly string[]) => Promise<void>
  /** Few records before many. */
  readonly precedence: Precedence
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
   * Resolves when the records are part of profiles, and lets the entries that were opened for them be closed: profile ids
   * by record id (attached records: of their customer).
   */
  settle(recordIds: readonly string[], entries?: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Leaves their last changes to the feed alone, where an erasure masks them. */
  forgetTold(profileIds: readonly string[]): Promise<void>
  /** Settles an entry for whoever has opened it; closes it if nobody can be writing its records any more. */
  sweep(entry: SettlementEntry, stillWritingSince: Date): Promise<void>
  /** Resolves when nothing is left to be written for what was settled. */
  idle(): Promise<void>
}

/** Makes the settlement of this process. */
export function settlement(ports: SettlementPorts): Settlement {
  const { records, journal, profiles, feed, clock } = ports
  const inPasses = gathered(pass, ports.precedence)
  const neighbourhood = neighbourhoods({ ...ports, ...defined({ pairs: ports.scoring?.pairs }) })
  /**
   * Records that change, or are about to, and whose pass has not begun. That pass looks at what any other writes now, so
   * no other has to begin again for them.
   */
  const announced = new Set<string>()
  const closing = new Set<Promise<void>>()

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
    for (const entry of entries) closeLater(entry)
    return homes
  }

  /** Nobody waits for it: everything is done, and an entry that stays is closed by the next look. */
  function closeLater(entry: string): void {
    const closed = journal
      .close(entry)
      .catch((error: unknown) => ports.log.warn('an entry of the journal stays for the next look', { error }))
      .finally(() => closing.delete(closed))
    closing.add(closed)
  }

  async function pass(ids: readonly string[], pace: Pace): Promise<ReadonlyMap<string, string>> {
    for (const id of ids) announced.delete(id)
    let ground = await ports.ground.last()
    for (let attempt = 0; ; attempt += 1) {
      const { homes, isWritten, now } = await tried(ids, ground, pace)
      if (homes !== undefined) return homes
      if (attempt === 50) throw new Error('profiles are changed by others faster than they can be settled')
      ground = now
      // Whoever was quicker has written by now, mostly.
      if (!isWritten && attempt > 3)
        await clock.sleep(Math.floor(ports.random() * Math.min(200, 5 * 2 ** attempt)))
    }
  }

  /** Without homes somebody was quicker with a write, or what was written does not rest on the whole. */
  async function tried(ids: readonly string[], ground: Ground, pace: Pace): Promise<Tried> {
    const [documents, known] = await Promise.all([records.byIds(ids), neighbourhood.pairsOf(ids)])
    const scoring = scored(documents, { ...ground, known, pace })
    const [view, rescored] = await Promise.all([neighbourhood.look(documents, scoring), scoring])
    const written = await write(view, { ...ground, pace })
    if (written === undefined) return { isWritten: false, now: await ports.ground.now() }
    const touched = touchedBy(ids, view, written)
    const [isStill, now] = await Promise.all([
      neighbourhood.isStill(view, (id) => announced.has(id)),
      ports.ground.now(),
      ports.touched?.(touchedKeys(touched)),
    ])
    if (!isStill || now !== ground) return { isWritten: true, now }
    await openAgain(rescored.leaning)
    return {
      isWritten: true,
      now,
      homes: await finish(ids, view, { ...written, ...rescored, moved: touched.records }),
    }
  }

  async function scored(
    documents: readonly SourceRecordDocument[],
    { models, ...how }: Omit<HowToScore, 'models'> & Pick<Ground, 'models'>,
  ): Promise<Rescored> {
    if (ports.scoring === undefined || models === undefined) return unchanged(documents, how.known)
    return ports.scoring.score(documents, { ...how, models })
  }

  /** They are settled in a later pass; should the process die before it, they wait in the store. */
  async function openAgain(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const entry = await open(ids)
    settle(ids, [entry]).catch((error: unknown) => {
      ports.log.warn('records with a shared value wait for the next look', { error })
    })
  }

  /** Writes what the core decides; `undefined` when somebody else was quicker with any of it. */
  async function write(
    { records: documents, profiles: living, decisions, pairs, fringe }: Neighbourhood,
    { policy: { policy }, models, pace }: Ground & { readonly pace: Pace },
  ): Promise<Written | undefined> {
    const own = documents.filter(({ type }) => !isAttached(type))
    const { profiles: resolved, possible } = await pace(
      resolving({
        records: await pace(each(own, normalised)),
        fringe: await pace(each(fringe, normalised)),
        scores: pairs.map(({ ends: [a, b], bits }) => ({ a, b, bits })),
        profiles: await pace(each(living.values(), knownOf)),
        policy,
        ...(models !== undefined && { missing: evidenceBy(models) }),
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
    {
      homeOf,
      changed,
      merged,
      possible,
      shared,
      seen,
      moved,
    }: Written & Pick<Rescored, 'shared' | 'seen'> & { readonly moved: Touched['records'] },
  ): Promise<ReadonlyMap<string, string>> {
    const wanted = new Set(ids)
    const customers = await customersOf(
      view.records.filter(({ _id, type }) => wanted.has(_id) && isAttached(type)),
    )
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
    await Promise.all([settled, asking, publish(after(view, { changed, merged }))])
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
      await (since <= stillWritingSince ? journal.close(_id) : journal.swept(_id, clock.now()))
    },
    idle: async () => {
      await Promise.all(closing)
    },
  }
}

interface Written {
  readonly possible: readonly Possible[]
  readonly homeOf: ReadonlyMap<string, string>
  readonly changed: readonly ProfileDocument[]
  /** Ids of profiles that became part of another. */
  readonly merged: readonly string[]
}

/** What became of a try, and what holds after it. */
interface Tried {
  readonly isWritten: boolean
  readonly now: Ground
  readonly homes?: ReadonlyMap<string, string>
}

type Home = ResolvedProfile & { readonly id: string }

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, place) => one === b[place])
}

function isAttached(type: string): boolean {
  return roleOf(type as EntityType)?.role === 'attached'
}

/** What a pass has changed: the records that were to be settled, and those that came to another profile. */
function touchedBy(
  ids: readonly string[],
  view: Neighbourhood,
  { homeOf, changed, merged }: Written,
): Touched {
  const wanted = new Set(ids)
  const before = new Map(
    [...view.profiles.values()].flatMap(({ _id, records: own }) => own.map((id) => [id, _id] as const)),
  )
  const records = view.records.filter(
    ({ _id }) => wanted.has(_id) || (homeOf.has(_id) && homeOf.get(_id) !== before.get(_id)),
  )
  return { changed, merged, records, homes: records.flatMap(({ _id }) => before.get(_id) ?? []) }
}

/** The profiles of a neighbourhood as they are after a write. */
function after(
  view: Neighbourhood,
  { changed, merged }: Pick<Written, 'changed' | 'merged'>,
): readonly ProfileDocument[] {
  const gone = new Set([...changed.map(({ _id }) => _id), ...merged])
  return [...changed, ...[...view.profiles.values()].filter(({ _id }) => !gone.has(_id))]
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
