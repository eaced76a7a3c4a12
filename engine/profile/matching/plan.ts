/**
 * What is compared of two records of one type, and by what they are found: data, so that a new type of thing, or a
 * labelled set of somebody else, is a plan and no code.
 */
import type { EntityType } from '../record.ts'

/** How the values of a comparison are read and which levels it has; see `levels.ts`. */
export type ComparisonKind =
  | 'givenName'
  | 'familyName'
  /** Whether given and family name stand in each other's place; follows the two above. */
  | 'nameOrder'
  | 'name'
  | 'day'
  | 'code'
  | 'contact'
  | 'words'
  | 'category'

/** One comparison. */
export interface Comparison {
  readonly name: string
  readonly kind: ComparisonKind
  /** Fields whose values it takes; several fields are one set of values, of which the best pair counts. */
  readonly fields: readonly string[]
  /**
   * Comparisons of one group depend on each other (a postal code says the city): the strongest agreement of the group
   * counts in full, every further one by half.
   */
  readonly group?: string
  /**
   * What relatives have in common: `shared` things mostly (a family name, an address), a day of birth `sometimes`
   * (twins), anything else no more than strangers. Two who agree only in such things may be relatives.
   */
  readonly amongKin?: 'shared' | 'sometimes'
}

/** What a blocking key is made of. A record has one key for each combination of the parts' values. */
export type BlockPart =
  /** The compared form. */
  | { readonly of: string; readonly as: 'exact' }
  /** The sound; a Persian and a Latin writing are the same. */
  | { readonly of: string; readonly as: 'sound' | 'soundStart' }
  /** The sounds of given and family name, each for itself, whichever stands where. */
  | { readonly of: 'names'; readonly as: 'either' | 'eitherStart' | 'both' }
  /** Of a day: the year with day and month in any order; or two of its three parts. */
  | { readonly of: string; readonly as: 'anyOrder' | 'yearMonth' | 'monthDay' | 'yearDay' | 'digits' }
  /** The first or the last half of a code. */
  | { readonly of: string; readonly as: 'halves' }

/** Records that share a key of a rule are compared. */
export interface BlockRule {
  readonly name: string
  readonly parts: readonly BlockPart[]
}

/** The plan of one type. */
export interface MatchPlan {
  readonly type: EntityType
  readonly comparisons: readonly Comparison[]
  readonly blocks: readonly BlockRule[]
  /** Pairs that agree exactly on all comparisons of one of these are taken for matches when the prior is guessed. */
  readonly certain: readonly (readonly string[])[]
  /** The share of all matches that `certain` is assumed to find. */
  readonly assumedRecall: number
}

/** People. */
export const personPlan: MatchPlan = {
  type: 'person',
  comparisons: [
    { name: 'givenName', kind: 'givenName', fields: ['firstName', 'lastName', 'fullName'], group: 'given' },
    {
      name: 'familyName',
      kind: 'familyName',
      fields: ['firstName', 'lastName', 'fullName'],
      amongKin: 'shared',
    },
    { name: 'nameOrder', kind: 'nameOrder', fields: [] },
    { name: 'fatherName', kind: 'name', fields: ['fatherName'], amongKin: 'shared' },
    { name: 'birthOn', kind: 'day', fields: ['birthOn'], amongKin: 'sometimes' },
    { name: 'gender', kind: 'category', fields: ['gender'], group: 'given' },
    { name: 'nationalCode', kind: 'code', fields: ['nationalCode'] },
    { name: 'foreignId', kind: 'code', fields: ['foreignId', 'passportNumber'] },
    { name: 'birthCertificateNumber', kind: 'code', fields: ['birthCertificateNumber'] },
    {
      name: 'phone',
      kind: 'contact',
      fields: ['mobile', 'mobiles', 'phone', 'phones'],
      group: 'contact',
      amongKin: 'shared',
    },
    { name: 'email', kind: 'contact', fields: ['email', 'emails'], group: 'contact' },
    { name: 'iban', kind: 'contact', fields: ['iban', 'ibans'] },
    { name: 'address', kind: 'words', fields: ['address'], group: 'place', amongKin: 'shared' },
    { name: 'postalCode', kind: 'code', fields: ['postalCode'], group: 'place', amongKin: 'shared' },
    { name: 'city', kind: 'words', fields: ['city'], group: 'place', amongKin: 'shared' },
    { name: 'province', kind: 'words', fields: ['province'], group: 'place', amongKin: 'shared' },
    { name: 'birthPlace', kind: 'words', fields: ['birthPlace'], group: 'place', amongKin: 'shared' },
  ],
  blocks: [
    { name: 'nationalCode', parts: [{ of: 'nationalCode', as: 'exact' }] },
    {
      name: 'halfNationalCode',
      parts: [
        { of: 'nationalCode', as: 'halves' },
        { of: 'names', as: 'eitherStart' },
      ],
    },
    { name: 'phone', parts: [{ of: 'phone', as: 'exact' }] },
    { name: 'email', parts: [{ of: 'email', as: 'exact' }] },
    { name: 'iban', parts: [{ of: 'iban', as: 'exact' }] },
    { name: 'bothNames', parts: [{ of: 'names', as: 'both' }] },
    { name: 'birthDay', parts: [{ of: 'birthOn', as: 'anyOrder' }] },
    {
      name: 'nameBirthYearMonth',
      parts: [
        { of: 'names', as: 'either' },
        { of: 'birthOn', as: 'yearMonth' },
      ],
    },
    {
      name: 'nameBirthMonthDay',
      parts: [
        { of: 'names', as: 'either' },
        { of: 'birthOn', as: 'monthDay' },
      ],
    },
    {
      name: 'nameBirthYearDay',
      parts: [
        { of: 'names', as: 'either' },
        { of: 'birthOn', as: 'yearDay' },
      ],
    },
    {
      name: 'postalCode',
      parts: [
        { of: 'postalCode', as: 'exact' },
        { of: 'names', as: 'eitherStart' },
      ],
    },
  ],
  certain: [
    ['givenName', 'familyName', 'birthOn'],
    ['givenName', 'familyName', 'phone'],
    ['givenName', 'familyName', 'email'],
    ['nationalCode', 'familyName'],
  ],
  assumedRecall: 0.7,
}
