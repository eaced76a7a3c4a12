/**
 * The card of a profile: what should stand on the screen when a customer calls (FUP-04). Pure: of the profile, the
 * records attached to it, its open cases and the segments that it is in. Nothing in it depends on the day it is read.
 */
import type { Case } from '../cases/case.ts'
import { balanceOf, type Balance } from '../profile/balance.ts'
import { thingsIn } from '../profile/same-things.ts'
import type { ProfileView, TimelineView } from '../profile/service.ts'
import { timelineView } from '../profile/views.ts'
import type { SourceRecordDocument } from '../store/source-records.ts'
import { consentOf, standingConsents, type ConsentStatement } from './consents.ts'
import type { CustomerCodesView } from './customer-codes.ts'
import { kycOf, type KycView } from './kyc.ts'
import { lifecycleOf, type LifecycleView } from './lifecycle.ts'
import { saidBy, type SaidBy } from './profile-sources.ts'
import type { RelationshipView } from './relationships.ts'

/** The latest of each kind; absent when there is none. */
export interface LatestViews {
  readonly proforma?: TimelineView
  readonly invoice?: TimelineView
  readonly payment?: TimelineView
  readonly visit?: TimelineView
  /** With the text of the talk. */
  readonly call?: TimelineView
  readonly order?: TimelineView
  readonly message?: TimelineView
}

/** An open case in short; of a confidential one nothing but that it is there. */
export interface OpenCaseView {
  readonly id: string
  readonly number: string
  readonly isConfidential: boolean
  readonly type?: string
  readonly state?: string
  readonly priority?: string
  readonly subject?: string
  readonly assignee?: string
  readonly createdAt: Date
}

/** What is owed; open invoices at most twenty. */
export interface DebtView extends Balance {
  /** False when there is more than was summed up. */
  readonly isWhole: boolean
}

/** What is known of a customer beside its attributes. */
export interface Card extends CustomerCodesView {
  readonly lifecycle?: LifecycleView
  readonly kyc?: KycView
  /** The connections that the profile is known from. */
  readonly sources: readonly SaidBy[]
  readonly latest: LatestViews
  readonly debt?: DebtView
  /** Planned contacts, the next first; at most ten. */
  readonly planned: readonly TimelineView[]
  readonly openCases: readonly OpenCaseView[]
  readonly consents: readonly ConsentStatement[]
  readonly segments: readonly string[]
  readonly tags: readonly string[]
  /** At most fifty; all are listed under /relationships. */
  readonly relationships: readonly RelationshipView[]
}

/** What a card is made of. */
export interface CardParts {
  readonly codes: CustomerCodesView
  readonly view: ProfileView
  /** Those that the profile is made of. */
  readonly own: readonly SourceRecordDocument[]
  /** Attached records, the newest first. */
  readonly records: readonly SourceRecordDocument[]
  /** False when there are more of them. */
  readonly isWhole: boolean
  readonly openCases: readonly Case[]
  readonly relationships: readonly RelationshipView[]
}

/** The card, but for the segments that rules find. */
export function cardOf(parts: CardParts): Card {
  const { view, own, records, isWhole, openCases, relationships, codes } = parts
  const items = records.map(timelineView)
  const kyc = kycOf(view)
  const labels = labelsIn(items)
  const isAsset = view.kind === 'asset'
  return {
    ...codes,
    ...(!isAsset && { lifecycle: lifecycleOf(view, items) }),
    ...(kyc !== undefined && { kyc }),
    sources: saidBy(own),
    latest: latestIn(thingsIn(items).map(({ record }) => record)),
    ...(!isAsset && { debt: debtOf(items, isWhole) }),
    planned: items.filter(isPlanned).reverse().slice(0, 10),
    openCases: openCases.map(openCase),
    consents: standingConsents(records.filter(({ type }) => type === 'consent').map(consentOf)),
    segments: labels.segment,
    tags: labels.tag,
    relationships: relationships.slice(0, 50),
  }
}

function latestIn(items: readonly TimelineView[]): LatestViews {
  const newest = (isWanted: (item: TimelineView) => boolean): TimelineView | undefined => items.find(isWanted)
  const ofType = (type: string): TimelineView | undefined => newest((item) => item.type === type)
  const found = {
    proforma: newest(({ type, data }) => type === 'invoice' && data['kind'] === 'proforma'),
    invoice: newest(
      ({ type, data }) => type === 'invoice' && data['kind'] !== 'proforma' && data['state'] !== 'draft',
    ),
    payment: newest(({ type, data }) => type === 'payment' && data['state'] === 'confirmed'),
    visit: newest((item) => isDone(item, 'visit')),
    call: newest((item) => isDone(item, 'call')),
    order: ofType('order'),
    message: ofType('message'),
  }
  return Object.fromEntries(Object.entries(found).filter(([, item]) => item !== undefined))
}

function isDone(item: TimelineView, kind: string): boolean {
  return activityState(item) === 'done' && item.data['kind'] === kind
}

function isPlanned(item: TimelineView): boolean {
  return activityState(item) === 'planned'
}

/** As stated; else what has happened is done. Of what is no activity nothing. */
function activityState({ type, data }: TimelineView): unknown {
  if (type !== 'activity') return undefined
  return data['state'] ?? (data['happenedAt'] === undefined ? 'planned' : 'done')
}

function debtOf(items: readonly TimelineView[], isWhole: boolean): DebtView {
  const { open, ...sums } = balanceOf(items)
  return { ...sums, open: open.slice(0, 20), isWhole }
}

function openCase({
  id,
  number,
  type,
  state,
  priority,
  subject,
  assignee,
  confidential,
  createdAt,
}: Case): OpenCaseView {
  const shown = { id, number, isConfidential: confidential, createdAt: new Date(createdAt) }
  if (confidential) return shown
  return { ...shown, type, state, priority, subject, ...(assignee !== undefined && { assignee }) }
}

function labelsIn(items: readonly TimelineView[]): {
  readonly tag: readonly string[]
  readonly segment: readonly string[]
} {
  const of = (kind: string): readonly string[] => {
    const names = items.filter(({ type, data }) => type === 'label' && data['kind'] === kind)
    const texts = names.flatMap(({ data }) => (typeof data['name'] === 'string' ? [data['name']] : []))
    return [...new Set(texts)].sort()
  }
  return { tag: of('tag'), segment: of('segment') }
}
