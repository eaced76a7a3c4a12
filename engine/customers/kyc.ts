/**
 * The KYC (Sejam) state of a customer: what the word of the source means, whether it may be relied upon, and why. Pure.
 * The words are those of Sejam's public clients; letter case does not matter, and a word that is not known is not usable.
 */
import type { ProfileView } from '../profile/service.ts'
import type { Origin } from '../profile/golden-record.ts'

/** How far somebody is: from nothing over begun and unverified to verified; `blocked` must not be served. */
export type KycLevel = 'none' | 'begun' | 'unverified' | 'partial' | 'verified' | 'blocked' | 'unknown'

/** The state as it is shown. */
export interface KycView {
  /** In the hub's spelling; of an unknown word the word itself. */
  readonly state: string
  readonly level: KycLevel
  readonly isUsable: boolean
  /** Why it is usable, or what is missing. */
  readonly reason: { readonly en: string; readonly fa: string }
  /** Why, in the words of the source. */
  readonly statedReason?: string
  /** True when somebody must look: of a person who is dead. */
  readonly isAlert: boolean
  readonly from?: Pick<Origin, 'connection' | 'at'>
}

interface KycState {
  readonly state: string
  readonly level: KycLevel
  readonly en: string
  readonly fa: string
}

const states: readonly KycState[] = [
  { state: 'noProfile', level: 'none', en: 'not registered', fa: 'ثبت‌نام نکرده است' },
  { state: 'init', level: 'begun', en: 'account opened', fa: 'حساب کاربری باز شده است' },
  { state: 'successPayment', level: 'begun', en: 'fee paid', fa: 'هزینه پرداخت شده است' },
  { state: 'policyAccepted', level: 'begun', en: 'undertakings accepted', fa: 'تعهدنامه پذیرفته شده است' },
  {
    state: 'pendingValidation',
    level: 'unverified',
    en: 'data being checked',
    fa: 'اطلاعات در حال بررسی است',
  },
  { state: 'invalidInformation', level: 'unverified', en: 'data rejected', fa: 'اطلاعات رد شده است' },
  {
    state: 'traceCode',
    level: 'unverified',
    en: 'has a tracking code, not yet authenticated',
    fa: 'کد پیگیری دارد و هنوز احراز هویت نشده است',
  },
  { state: 'sejami', level: 'verified', en: 'complete', fa: 'کامل است' },
  { state: 'suspend', level: 'partial', en: 'incomplete or expired', fa: 'ناقص یا منقضی است' },
  { state: 'dead', level: 'blocked', en: 'deceased', fa: 'فوت شده است' },
  {
    state: 'semiSejami',
    level: 'partial',
    en: 'a document is missing, or not authenticated',
    fa: 'مدرک ناقص است یا احراز هویت نشده است',
  },
]

const byWord = new Map(states.map((one) => [one.state.toLowerCase(), one]))

/** The state of a profile; `undefined` when no source says anything about it. */
export function kycOf({
  attributes,
  provenance,
}: Pick<ProfileView, 'attributes' | 'provenance'>): KycView | undefined {
  const word = attributes['sejamState']
  if (typeof word !== 'string') return undefined
  const known = byWord.get(word.toLowerCase()) ?? unknownState(word)
  const { level, en, fa } = known
  const from = provenance['sejamState']?.from
  const stated = attributes['sejamReason']
  return {
    state: known.state,
    level,
    isUsable: level === 'verified',
    reason: { en, fa },
    isAlert: level === 'blocked',
    ...(typeof stated === 'string' && { statedReason: stated }),
    ...(from && { from: { connection: from.connection, at: from.at } }),
  }
}

function unknownState(word: string): KycState {
  return { state: word, level: 'unknown', en: 'a word that is not known', fa: 'وضعیت ناشناخته است' }
}
