/**
 * What the hub knows of a customer beside its golden record: the card that is there when it calls, one timeline of
 * everything, where its flows stand, ties to others, consents, tags and segments. Ids of merged profiles lead on.
 */
import { Problem } from '../../contracts/problems.ts'
import { normaliseEmail, normaliseMobile } from '../values/identifiers.ts'
import type { Case } from '../cases/case.ts'
import type { MergedView, Profiles, ProfileView, TimelineView } from '../profile/service.ts'
import { timelineView } from '../profile/views.ts'
import { offTimeline } from '../profile/entity-types.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { RunStage, RunStages } from '../runs/stages.ts'
import type { CaseStore } from '../store/cases.ts'
import { cursorAfter, placeOf } from '../store/page-cursor.ts'
import type { CardStore } from '../store/profile-cards.ts'
import type { SourceRecordDocument, SourceRecordStore } from '../store/source-records.ts'
import type { Clock } from '../values/clock.ts'
import type { Cards, ProfileCard } from './cards.ts'
import { consentOf, verdictOf, type ConsentStatement, type ConsentVerdict } from './consents.ts'
import { holdsOn, otherEnds, relationshipsOf, relationType, type RelationshipView } from './relationships.ts'

/** Whom a message is for, and what for. */
export interface ConsentQuestion {
  readonly purpose: string
  readonly channel: string
}

/** Reads what is known of customers. Unknown ids raise `profileNotFound`. */
export interface Customers {
  /** The profile of an id with its card, or where it has gone. */
  find(id: string): Promise<ProfileCard | MergedView>
  /** Where the flows of a customer stand now. */
  flowsOf(card: ProfileCard): Promise<readonly RunStage[]>
  /** The living profile of an id, with its card. */
  living(id: string): Promise<ProfileCard>
  /** Records and cases in one list, the newest first. */
  timeline(id: string, page: PageRequest): Promise<Page<TimelineView>>
  relationships(
    id: string,
    filter: { readonly kind?: string; readonly on?: string },
    page: PageRequest,
  ): Promise<Page<RelationshipView>>
  /** Every statement, the newest first. */
  consents(id: string, page: PageRequest): Promise<Page<ConsentStatement>>
  mayReceive(id: string, question: ConsentQuestion): Promise<ConsentVerdict>
  /** Whether everybody who has this mobile or e-mail address allows it; nobody does not. */
  mayReceiveAt(recipient: string, question: ConsentQuestion): Promise<ConsentVerdict>
  /** Profiles in a segment or with a tag, by id. */
  members(
    wanted: { readonly segment?: string; readonly tag?: string },
    page: PageRequest,
  ): Promise<Page<string>>
}

/** What they are made of. */
export interface CustomerPorts {
  readonly cards: Cards
  readonly store: CardStore
  readonly profiles: Pick<Profiles, 'get' | 'holding'>
  readonly records: Pick<SourceRecordStore, 'attachedTo' | 'timeline'>
  readonly cases: Pick<CaseStore, 'find'>
  readonly stages: RunStages
  readonly clock: Clock
}

/** Records of one kind that are looked through for one profile, at most. */
const most = 5_000

/** Makes them. */
export function customers(ports: CustomerPorts): Customers {
  const { cards, store, profiles, records, cases, stages, clock } = ports

  async function find(id: string): Promise<ProfileCard | MergedView> {
    for (;;) {
      const found = (await cards.read(id)) ?? (await profiles.get(id))
      // A living profile without a card is being changed this moment.
      if ('card' in found || isMerged(found)) return found
    }
  }

  async function living(id: string): Promise<ProfileCard> {
    const found = await cards.read(id)
    if (found !== undefined) return found
    const merged = await profiles.get(id)
    if (isMerged(merged)) return living(merged.mergedInto)
    throw new Problem('conflict', `The profile "${id}" is being changed; ask again.`)
  }

  async function timeline(id: string, { limit, after }: PageRequest): Promise<Page<TimelineView>> {
    const { timelineKeys, ids } = await living(id)
    const page = { limit: limit + 1, ...(after !== undefined && { after }) }
    const [told, matters] = await Promise.all([
      records.timeline(timelineKeys, { ...page, ...recordsAfter(after), without: offTimeline }),
      cases.find({ requesters: ids }, { limit: limit + 1, ...casesBefore(after) }),
    ])
    const all = [
      ...told.map((record) => ({
        at: record.happenedAt ?? record.receivedAt,
        id: record._id,
        view: timelineView(record),
      })),
      ...matters.map((one) => ({
        at: new Date(one.createdAt),
        id: `${casePrefix}${one.id}`,
        view: caseItem(one),
      })),
    ].sort((a, b) => b.at.getTime() - a.at.getTime())
    const items = all.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map(({ view }) => view),
      next: all.length > limit && last ? cursorAfter(last) : null,
    }
  }

  async function ofType(id: string, type: string): Promise<readonly SourceRecordDocument[]> {
    const { timelineKeys } = await living(id)
    return records.attachedTo(timelineKeys, most, type)
  }

  async function statementsOf(id: string): Promise<readonly ConsentStatement[]> {
    return (await ofType(id, 'consent')).map(consentOf)
  }

  async function mayReceive(id: string, question: ConsentQuestion): Promise<ConsentVerdict> {
    return verdictOf(await statementsOf(id), { ...question, today: dayInTehran(clock.now()) })
  }

  return {
    find,
    flowsOf: (card) => stages.of(businessKeys(card)),
    living,
    timeline,
    relationships: async (id, { kind, on }, page) => {
      const { timelineKeys } = await living(id)
      const own = new Set(timelineKeys)
      const found = await ofType(id, relationType)
      const holders = await profiles.holding([...new Set(otherEnds(found, own))])
      const wanted = relationshipsOf(found, { own, holders }).filter(
        (one) => (kind === undefined || one.kind === kind) && (on === undefined || holdsOn(one, on)),
      )
      return byId(wanted, page)
    },
    consents: async (id, page) => byTime(await statementsOf(id), page),
    mayReceive,
    mayReceiveAt: async (recipient, question) => {
      const holders = (await profiles.holding(addressKeys(recipient))).filter(({ kind }) => kind !== 'asset')
      const verdicts = await Promise.all(holders.map(({ id }) => mayReceive(id, question)))
      const [first] = verdicts
      return (
        verdicts.find(({ isAllowed }) => !isAllowed) ?? first ?? { isAllowed: false, reason: 'nothingSaid' }
      )
    },
    members: async (wanted, { limit, after }) => {
      const found = await store.having(wanted, { limit: limit + 1, ...(after !== undefined && { after }) })
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? (items.at(-1) ?? null) : null }
    },
  }
}

/**
 * A run is a customer's when its business key is the id of the profile (or of one that became part of it), one of its
 * identifiers as `kind:value`, or the number of one of its open cases.
 */
function businessKeys({ profile, ids, card }: ProfileCard): readonly string[] {
  if (profile.kind === 'asset') return ids
  const identifiers = profile.identifiers.map(({ kind, value }) => `${kind}:${value}`)
  return [...ids, ...identifiers, ...card.openCases.map(({ number }) => number)]
}

const casePrefix = 'case:'

/** Of two things at one instant the record comes before the case. */
function recordsAfter(after: string | undefined): { readonly after?: string } {
  if (after === undefined) return {}
  const place = placeOf(after)
  return { after: place.id.startsWith(casePrefix) ? cursorAfter({ at: place.at, id: '\uffff' }) : after }
}

function casesBefore(after: string | undefined): {
  readonly before?: { readonly at: Date; readonly id: string }
} {
  if (after === undefined) return {}
  const { at, id } = placeOf(after)
  return { before: { at, id: id.startsWith(casePrefix) ? id.slice(casePrefix.length) : '\uffff' } }
}

function caseItem({
  id,
  number,
  type,
  state,
  kind,
  priority,
  subject,
  confidential,
  createdAt,
}: Case): TimelineView {
  const open = confidential ? {} : { caseType: type, state, priority, subject }
  return {
    type: 'case',
    at: new Date(createdAt),
    connection: 'hub',
    externalId: id,
    data: { number, stateKind: kind, isConfidential: confidential, ...open },
  }
}

function addressKeys(recipient: string): readonly string[] {
  const mobile = normaliseMobile(recipient)
  const email = normaliseEmail(recipient)
  return [...(mobile.ok ? [`mobile:${mobile.value}`] : []), ...(email.ok ? [`email:${email.value}`] : [])]
}

/** The day in Tehran, which has had no summer time since 2023. */
function dayInTehran(now: Date): string {
  return new Date(now.getTime() + 210 * 60_000).toISOString().slice(0, 10)
}

/** A page of ties, by id. */
function byId(all: readonly RelationshipView[], { limit, after = '' }: PageRequest): Page<RelationshipView> {
  const left = all.filter(({ id }) => id > after).sort((a, b) => (a.id < b.id ? -1 : 1))
  const items = left.slice(0, limit)
  return { items, next: left.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** A page of statements, the newest first. */
function byTime(all: readonly ConsentStatement[], { limit, after }: PageRequest): Page<ConsentStatement> {
  const place = after === undefined ? undefined : placeOf(after)
  const isBeyond = ({ at, id }: ConsentStatement): boolean =>
    place === undefined || at < place.at.toISOString() || (at === place.at.toISOString() && id > place.id)
  const left = all.filter(isBeyond)
  const items = left.slice(0, limit)
  const last = items.at(-1)
  const next = left.length > limit && last ? cursorAfter({ at: new Date(last.at), id: last.id }) : null
  return { items, next }
}

function isMerged(found: ProfileView | MergedView): found is MergedView {
  return found.state === 'merged'
}
