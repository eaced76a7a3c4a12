/**
 * Erasing somebody: a background operation over everything that is stored. First the person's own records, profiles,
 * history and pairs go, and tombstones are set; then every collection is gone through, and what is about the person is
 * masked; then all of it is looked at again, until nothing is found. What is looked for is kept only until that is so.
 */
import { Problem } from '../../../contracts/problems.ts'
import type { Background, BackgroundKind, Step } from '../../background/service.ts'
import type { ChangeFeed } from '../../store/change-feed.ts'
import type { CustomerCodeStore } from '../../store/customer-codes.ts'
import type { ErasureDocument, ErasureStore } from '../../store/erasures.ts'
import type { MatchDecisionStore } from '../../store/match-decisions.ts'
import type { MatchPairStore } from '../../store/match-pairs.ts'
import type { ProfileDocument, ProfileStore } from '../../store/profiles.ts'
import type { ProfileVersionStore } from '../../store/profile-versions.ts'
import type { SourceRecordStore } from '../../store/source-records.ts'
import type { TraceStore } from '../../store/traces.ts'
import type { WriteBackStore } from '../../store/write-backs.ts'
import type { Clock } from '../../values/clock.ts'
import { derivedId } from '../../values/hash.ts'
import type { Actor } from '../corrections.ts'
import type { CustomFieldReader } from '../custom/custom-fields.ts'
import { profileKey } from '../profile-document.ts'
import type { Settlement } from '../settlement.ts'
import { gathering, type Sought } from './gathering.ts'
import { placesLook } from './places.ts'
import { maskingOf } from './masking.ts'
import type { ErasureView, Erasures } from './service.ts'
import type { KeyedHash } from './tombstones.ts'

/** Kind of the background operation. */
export const eraseKind = 'erase-profile'

/** What erasing is made of. */
export interface ErasurePorts {
  readonly store: ErasureStore
  readonly traces: TraceStore
  readonly records: SourceRecordStore
  readonly profiles: ProfileStore
  readonly versions: ProfileVersionStore
  readonly writeBacks: Pick<WriteBackStore, 'list'>
  readonly pairs: Pick<MatchPairStore, 'forget'>
  readonly codes: Pick<CustomerCodeStore, 'forget'>
  readonly decisions: Pick<MatchDecisionStore, 'forget'>
  readonly feed: Pick<ChangeFeed, 'redact' | 'append'>
  readonly settling: Pick<Settlement, 'open' | 'settle' | 'forgetTold'>
  readonly background: Pick<Background, 'begin'>
  readonly hash: KeyedHash
  /** What the organisation has defined of its own. */
  readonly fields: CustomFieldReader
  /** Told of the keys of what has gone. */
  readonly touched?: ((keys: readonly string[]) => Promise<void>) | undefined
  readonly clock: Clock
}

/** Looks through everything at most so often before it says that somebody keeps writing. */
const mostRounds = 4

interface Cursor {
  readonly round: number
  /** `own` first, then the name of a collection. */
  readonly place: string
  readonly after: string | null
  /** Documents of this round in which something was found. */
  readonly found: number
}

/** Makes the service and the kind of its operation. */
export function erasures(ports: ErasurePorts): Erasures & { readonly kind: BackgroundKind } {
  const { store, traces, records, profiles, versions, feed, clock } = ports
  const gather = gathering(ports)
  const look = placesLook(ports)

  async function erase(profileId: string, { by, reason }: Actor): Promise<ErasureView> {
    const profile = await living(profileId)
    if (profile.kind === 'asset') {
      throw new Problem('conflict', 'It is a thing; only people and organisations are erased.')
    }
    const id = derivedId('erasure', profile._id)
    const known = await store.load(id)
    if (known?.state === 'running') return begun(known)
    const aliases = await profiles.aliases([profile._id])
    const fresh: ErasureDocument = {
      _id: id,
      state: 'running',
      profiles: [profile._id, ...aliases],
      kind: profile.kind,
      version: profile.version + 1,
      by,
      at: clock.now(),
      ...(reason !== undefined && { reason }),
      places: {},
      tombstones: 0,
      noticed: 0,
    }
    const sought = await gather.of(fresh.profiles)
    const hashes = [...new Set(sought.keys.flatMap(ports.hash))]
    // Whoever comes from now on is noticed; who came before is found by the operation.
    await store.bury(id, hashes)
    const erasure = { ...fresh, terms: JSON.stringify(sought), tombstones: hashes.length }
    await store.replace(erasure)
    return begun(erasure)
  }

  /** Beginning it again changes nothing. */
  async function begun(erasure: ErasureDocument): Promise<ErasureView> {
    const { _id, by } = erasure
    await ports.background.begin({ id: operationOf(erasure), kind: eraseKind, input: { erasure: _id }, by })
    return viewOf(erasure)
  }

  async function living(id: string): Promise<ProfileDocument> {
    const found = await profiles.load(id)
    if (found?.state === 'active') return found
    if (found?.mergedInto !== undefined) return living(found.mergedInto)
    throw new Problem('profileNotFound', `There is no profile "${id}".`)
  }

  async function load(id: string): Promise<ErasureDocument> {
    const found = await store.load(id)
    if (found !== undefined) return found
    throw new Problem('erasureNotFound', `There is no erasure "${id}".`)
  }

  async function step(erasureId: string, cursor: Cursor | null): Promise<Step> {
    const erasure = await load(erasureId)
    if (cursor === null) return begin(erasure)
    const sought = JSON.parse(erasure.terms ?? '{}') as Sought
    if (cursor.place === 'own') return eraseOwn(erasure, cursor)
    const { last, done, found, ids } = await look.step(sought, cursor)
    await store.report(erasureId, cursor.place, {
      removed: found.removed,
      masked: found.masked,
      remaining: found.masked,
    })
    if (ids.length > 0) await store.update(erasureId, { terms: JSON.stringify(withIds(sought, ids)) })
    const now = { ...cursor, found: cursor.found + found.masked + found.removed }
    const counts = { removed: found.removed, masked: found.masked }
    if (last !== null) return { cursor: { ...now, after: last }, done, counts, isLast: false }
    return { ...(await nextPlace(erasure, now)), done, counts }
  }

  async function begin(erasure: ErasureDocument): Promise<Step> {
    const total = 2 * (await traces.count())
    const cursor = { round: 1, place: 'own', after: null, found: 0 }
    return {
      cursor: { ...cursor },
      done: 0,
      total,
      isLast: false,
      counts: { profiles: erasure.profiles.length },
    }
  }

  /** Everything that is of the person alone. */
  async function eraseOwn(erasure: ErasureDocument, cursor: Cursor): Promise<Step> {
    const sought = await gather.more(JSON.parse(erasure.terms ?? '{}') as Sought, erasure.profiles)
    await store.update(erasure._id, { terms: JSON.stringify(sought) })
    const removed = {
      sourceRecords: await records.remove(sought.records),
      matchPairs: await ports.pairs.forget(sought.records),
      customerCodes: await ports.codes.forget(sought.records),
      profileVersions: await versions.forget(erasure.profiles),
      profiles: await profiles.remove([...erasure.profiles, ...(await gather.orphans(sought))]),
    }
    await ports.decisions.forget(sought.records)
    await ports.touched?.(erasure.profiles.map(profileKey))
    const told = await feed.redact(erasure.profiles)
    if (cursor.round === 1) await tell(erasure)
    for (const [place, count] of Object.entries(removed))
      await store.report(erasure._id, place, { removed: count, masked: 0, remaining: 0 })
    await store.report(erasure._id, 'profileChanges', { removed: 0, masked: told, remaining: 0 })
    const gone = Object.values(removed).reduce((sum, count) => sum + count, 0)
    const now = { ...cursor, found: cursor.found + gone + told }
    return { ...(await nextPlace(erasure, now)), done: 0, counts: { removed: gone, masked: told } }
  }

  /** Whoever follows the feed learns that there is no such profile any more. */
  async function tell({
    _id,
    profiles: [profileId = ''],
    kind,
    version,
    at,
  }: ErasureDocument): Promise<void> {
    await feed.append([
      {
        changeId: `${profileId}:erased:${_id}`,
        profileId,
        kind,
        type: 'profile.erased',
        version,
        at,
        changed: '[]',
      },
    ])
  }

  async function nextPlace(
    erasure: ErasureDocument,
    cursor: Cursor,
  ): Promise<Pick<Step, 'cursor' | 'isLast'>> {
    const places = ['own', ...(await traces.places())]
    const place = places[places.indexOf(cursor.place) + 1]
    if (place !== undefined) return { cursor: { ...cursor, place, after: null }, isLast: false }
    // The first round masks; the one that finds nothing is the proof.
    if (cursor.round > 1 && cursor.found === 0) {
      // The reason may name them; what was looked for goes with this write.
      const { terms } = JSON.parse(erasure.terms ?? '{}') as Sought
      const reason = erasure.reason === undefined ? undefined : maskingOf(terms).masked(erasure.reason)
      await store.complete(erasure._id, { completedAt: clock.now(), ...(reason !== undefined && { reason }) })
      return { cursor: { ...cursor }, isLast: true }
    }
    if (cursor.round >= mostRounds) {
      throw new Error('Something keeps writing about the person; resume the operation when it has ended.')
    }
    return { cursor: { round: cursor.round + 1, place: 'own', after: null, found: 0 }, isLast: false }
  }

  return {
    erase,
    get: async (id) => viewOf(await load(id)),
    list: async ({ limit, after }) => {
      const found = await store.list({ limit: limit + 1, ...(after !== undefined && { after }) })
      const items = found.slice(0, limit).map(viewOf)
      return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
    },
    lift: async (id, { by }) => {
      const found = await load(id)
      if (found.state === 'running') throw new Problem('conflict', 'The erasure is still under way.')
      await store.lift(id, by, clock.now())
      return viewOf(await load(id))
    },
    kind: {
      kind: eraseKind,
      step: ({ input, cursor }) => {
        const { erasure } = input as { readonly erasure: string }
        return step(erasure, cursor as unknown as Cursor | null)
      },
    },
  }
}

/** Documents that proved to be about the person lead on to others; more than this are not followed. */
const mostIds = 5_000

function withIds(sought: Sought, ids: readonly string[]): Sought {
  const all = [...new Set([...sought.terms.ids, ...ids])].slice(0, mostIds)
  return { ...sought, terms: { ...sought.terms, ids: all } }
}

function operationOf({ _id, at }: Pick<ErasureDocument, '_id' | 'at'>): string {
  return `${eraseKind}:${_id}:${String(at.getTime())}`
}

function viewOf(erasure: ErasureDocument): ErasureView {
  const { _id: id, terms: _terms, version: _version, ...rest } = erasure
  return { ...rest, id, operation: operationOf(erasure) }
}
