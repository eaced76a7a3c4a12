/**
 * Cards of profiles, kept ready: a read is one look by id. What a card is made of touches it before it is acknowledged, so
 * a card that reads as ready says what is true; one that does not is made for the reader, and kept for the next. All cards
 * can be thrown away: they come again.
 */
import type { Case } from '../cases/case.ts'
import type { Definitions } from '../definitions/definitions.ts'
import { profileKey } from '../profile/profile-document.ts'
import type { ProfileAround, ProfileBrief, Profiles, ProfileView } from '../profile/service.ts'
import type { CaseStore } from '../store/cases.ts'
import type { CardContent, CardDocument, CardStore } from '../store/profile-cards.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'
import { lookout } from '../values/lookout.ts'
import { cardOf, type Card } from './card.ts'
import type { CustomerCodes, CustomerCodesView } from './customer-codes.ts'
import { otherEnds, relationshipsOf, relationType } from './relationships.ts'
import { segmentsOf, type Segment } from './segments.ts'

/** A profile with its card. */
export interface ProfileCard {
  readonly profile: ProfileView
  readonly card: Card
  readonly timelineKeys: readonly string[]
  readonly ids: readonly string[]
  /** When it was made. */
  readonly builtAt: Date
}

/** What cards are made of. */
export interface CardPorts {
  readonly store: CardStore
  readonly profiles: Pick<Profiles, 'around' | 'holding' | 'changes'>
  readonly records: Pick<SourceRecordStore, 'attachedTo' | 'byIds'>
  readonly cases: Pick<CaseStore, 'find'>
  readonly segments: Pick<Definitions<Segment>, 'list'>
  readonly codes: CustomerCodes
  readonly clock: Clock
  readonly log: Log
}

/** The cards. */
export interface Cards {
  /** The living profile of exactly that id with its card; `undefined` for merged and unknown ones. */
  read(id: string): Promise<ProfileCard | undefined>
  /** Has what depends on these keys be made anew. */
  touch(keys: readonly string[]): Promise<void>
  start(): void
  stop(): Promise<void>
}

/** Records of one profile that a card is made of, at most. */
const mostRecords = 5_000
/** Cards that are made together. */
const batchSize = 50
/** Segments that are looked at, at most; read anew each time, so that a new rule holds in every process at once. */
const mostSegments = 1_000
/** How long cards may wait to be made when nobody reads them, ms: those of a second cost little more than one. */
const waitMs = 1_000
/** Tries to keep a card that is touched again and again. */
const mostTries = 4

const noCodes: CustomerCodesView = { formerCodes: [] }

/** What one try has made of a card. */
interface Made {
  readonly id: string
  readonly made: ProfileCard
  readonly dependsOn: readonly string[]
}

/** Makes them. */
export function cards(ports: CardPorts): Cards {
  const { store, profiles, records, cases, clock, log } = ports
  const looking = lookout({ what: 'the look for cards that wait to be made', look, clock, log })

  async function look(): Promise<number | undefined> {
    const followed = await follow()
    const waiting = await store.stale(batchSize)
    await build(waiting)
    if (waiting.length === batchSize) return 0
    return followed ? waitMs : undefined
  }

  /** New profiles get a card, merged ones lose theirs; false when the feed has nothing more. */
  async function follow(): Promise<boolean> {
    const from = await store.position()
    const { items } = await profiles.changes({ limit: 500, ...(from > 0 && { after: String(from) }) })
    const last = items.at(-1)
    if (last === undefined) return false
    const ids = [...new Set(items.map(({ profileId }) => profileId))]
    await store.open(
      ids.map((id) => ({ id, dependsOn: [profileKey(id)] })),
      clock.now(),
    )
    await store.remove(items.flatMap(({ mergedIds = [] }) => mergedIds))
    await store.move(from, last.position)
    return true
  }

  /** Makes cards and keeps those that nothing has touched meanwhile; gives all that are of living profiles. */
  async function build(ids: readonly string[]): Promise<ReadonlyMap<string, ProfileCard>> {
    const done = new Map<string, ProfileCard>()
    let wanted: readonly Pick<Made, 'id' | 'dependsOn'>[] = ids.map((id) => ({
      id,
      dependsOn: [profileKey(id)],
    }))
    for (let tries = 0; tries < mostTries && wanted.length > 0; tries += 1) {
      const opened = new Map((await store.open(wanted, clock.now())).map((card) => [card._id, card]))
      const made = await make(wanted.map(({ id }) => id))
      const living = new Set(made.map(({ id }) => id))
      const gone = wanted.flatMap(({ id }) => (living.has(id) ? [] : [id]))
      if (gone.length > 0) await store.remove(gone)
      for (const one of made) done.set(one.id, one.made)
      wanted = await keep(made, opened)
    }
    return done
  }

  /**
   * Keeps them, and gives those that must be made again: only a card that was open under everything it depends on before
   * it was made, and was not touched since, is known to be true.
   */
  async function keep(
    made: readonly Made[],
    opened: ReadonlyMap<string, CardDocument>,
  ): Promise<readonly Made[]> {
    const good = made.flatMap((one) => {
      const before = opened.get(one.id)
      const known = new Set(before?.dependsOn)
      const isOpen = before !== undefined && one.dependsOn.every((key) => known.has(key))
      const { id: _id, dependsOn } = one
      return isOpen ? [{ ...contentOf(one.made), _id, touched: before.touched, dependsOn }] : []
    })
    const touched = new Set(await store.keep(good))
    const kept = new Set(good.map(({ _id }) => _id).filter((id) => !touched.has(id)))
    return made.filter(({ id }) => !kept.has(id))
  }

  async function make(ids: readonly string[]): Promise<readonly Made[]> {
    const around = await profiles.around(ids)
    const all = await attachedTo(around)
    const relations = all.flatMap((found, place) => {
      const own = new Set(around[place]?.timelineKeys)
      return otherEnds(found.filter(isRelation), own)
    })
    const [told, holders, open, segments, codes] = await Promise.all([
      records.byIds(around.flatMap((one) => one.records)),
      profiles.holding([...new Set(relations)]),
      openCases(around.flatMap((one) => one.ids)),
      ports.segments.list({ limit: mostSegments }),
      ports.codes.of(around),
    ])
    const own = new Map(told.map((record) => [record._id, record]))
    const rules = new Map(segments.items.map(({ key, content }) => [key, content]))
    return around.map((one, place) =>
      madeOf(one, {
        own: one.records.flatMap((id) => own.get(id) ?? []),
        records: all[place] ?? [],
        holders,
        open,
        rules,
        codes: codes[place] ?? noCodes,
      }),
    )
  }

  function madeOf(
    { view, ids, keys, timelineKeys }: ProfileAround,
    around: {
      readonly own: readonly SourceRecordDocument[]
      readonly records: readonly SourceRecordDocument[]
      readonly holders: readonly ProfileBrief[]
      readonly open: readonly Case[]
      readonly rules: ReadonlyMap<string, Segment>
      readonly codes: CustomerCodesView
    },
  ): Made {
    const own = new Set(timelineKeys)
    const relations = around.records.filter(isRelation)
    const relationships = relationshipsOf(relations, { own, holders: around.holders })
    const openCases = around.open.filter(({ requester }) => ids.includes(requester?.profileId ?? ''))
    const isWhole = around.records.length < mostRecords
    const card = cardOf({ ...around, view, isWhole, openCases, relationships })
    const now = clock.now()
    const onFailure = (segment: string, reason: string): void => {
      log.warn('the rule of a segment fails', { segment, profile: view.id, reason })
    }
    const segments = segmentsOf(around.rules, { view, card, now, onFailure })
    const others = relationships.flatMap(({ profile }) =>
      profile === undefined ? [] : profileKey(profile.id),
    )
    return {
      id: view.id,
      made: { profile: view, card: { ...card, segments }, timelineKeys, ids, builtAt: now },
      dependsOn: [...new Set([...keys, ...ids.map(profileKey), ...others, ...otherEnds(relations, own)])],
    }
  }

  /** One look for all of them; for each by itself when that is not all there is. */
  async function attachedTo(
    around: readonly ProfileAround[],
  ): Promise<readonly (readonly SourceRecordDocument[])[]> {
    const found = await records.attachedTo(
      around.flatMap(({ timelineKeys }) => timelineKeys),
      mostRecords,
    )
    if (found.length === mostRecords && around.length > 1) {
      return Promise.all(around.map(({ timelineKeys }) => records.attachedTo(timelineKeys, mostRecords)))
    }
    return around.map(({ timelineKeys }) => {
      const own = new Set(timelineKeys)
      return found.filter(({ partyKeys }) => partyKeys.some((key) => own.has(key)))
    })
  }

  async function openCases(requesters: readonly string[]): Promise<readonly Case[]> {
    return requesters.length === 0
      ? []
      : cases.find({ requesters, kinds: ['open', 'waiting'] }, { limit: 20 * requesters.length })
  }

  return {
    read: async (id) => {
      const found = await store.load(id)
      const ready = found === undefined ? undefined : readyIn(found)
      return ready ?? (await build([id])).get(id)
    },
    touch: async (keys) => {
      await store.touch(keys, clock.now())
      looking.wake(new Date(clock.now().getTime() + waitMs))
    },
    start: () => {
      looking.start()
    },
    stop: () => looking.stop(),
  }
}

function isRelation({ type }: SourceRecordDocument): boolean {
  return type === relationType
}

function contentOf({ profile, card, timelineKeys, ids, builtAt }: ProfileCard): CardContent {
  const { segments, tags } = card
  return { content: JSON.stringify({ profile, card }), segments, tags, timelineKeys, ids, builtAt }
}

/** The card as it was kept, unless something has touched it since. */
function readyIn(document: CardDocument): ProfileCard | undefined {
  const { content, staleSince, timelineKeys, ids, builtAt } = document
  const isReady = content !== undefined && staleSince === undefined
  if (!isReady || timelineKeys === undefined || ids === undefined || builtAt === undefined) return undefined
  const { profile, card } = JSON.parse(content) as Pick<ProfileCard, 'profile' | 'card'>
  // Made before cards told of sources.
  if (!('sources' in card)) return undefined
  return { profile, card, timelineKeys, ids, builtAt }
}
