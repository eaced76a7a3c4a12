/** Survivorship: which source's value a profile shows. Data that an organisation sets; the fold applies it. */
import type { ClusterLimits } from './matching/cluster-health.ts'
import type { EntityType } from './record.ts'

/**
 * What decides between two values, in the order in which it is asked; a value that fails its check has already lost.
 * `verified`: a source that checked it itself (the record's `verified`, or a verifying connection) before one that
 * did not. `priority`: order of trust. `newest`, `oldest`: instant of the statement. `mostFrequent`: said by most
 * records. `mostComplete`: the longest text, the most parts.
 */
export type Criterion = 'verified' | 'priority' | 'newest' | 'oldest' | 'mostFrequent' | 'mostComplete'

/** All criteria. */
export const criteria: readonly Criterion[] = [
  'verified',
  'priority',
  'newest',
  'oldest',
  'mostFrequent',
  'mostComplete',
]

/** How values of one attribute are chosen; what is left out is as in the policy. */
export interface AttributeRule {
  readonly criteria?: readonly Criterion[]
  /** Connections in order of trust; those not listed come after, equal among themselves. */
  readonly priority?: readonly string[]
  /** Connections whose value of it is never shown while another has one. */
  readonly distrusted?: readonly string[]
}

/** How values are chosen. */
export interface SurvivorshipPolicy extends AttributeRule {
  /** Connections that verify what they say. */
  readonly verifying?: readonly string[]
  /** What joins by itself; beyond it a person is asked. */
  readonly clusters?: Partial<ClusterLimits> & {
    /** Connections that have each thing at most once: two of their records are never one. */
    readonly withoutTwins?: readonly string[]
  }
  /** By attribute, for every type. */
  readonly attributes?: Readonly<Record<string, AttributeRule>>
  /** By type and attribute; comes before `attributes`. */
  readonly types?: Readonly<Record<string, Readonly<Record<string, AttributeRule>>>>
  /** By type: which system is the source of truth. */
  readonly masters?: Readonly<Record<string, TypeMasters>>
}

/** How a change that people make here gets to the system that masters the attribute. */
export interface WriteBackWay {
  /** Key of the flow that takes it there. */
  readonly flow: string
  /** How long the source may take to confirm, seconds. Default 86,400 (a day). */
  readonly waitSeconds?: number
}

/** The source of truth of an attribute: a connection, or `hub`. Without `writeBack` it is only changed there. */
export interface Master {
  readonly connection: string
  readonly writeBack?: WriteBackWay
}

/** The source of truth of a type, and of those of its attributes that have another. */
export interface TypeMasters extends Partial<Master> {
  readonly attributes?: Readonly<Record<string, Master>>
}

/** The source of truth of an attribute; `undefined` when no system has the last word. */
export function masterOf(
  { masters = {} }: SurvivorshipPolicy,
  type: string | undefined,
  attribute: string,
): Master | undefined {
  const ofType = type === undefined || !Object.hasOwn(masters, type) ? undefined : masters[type]
  const own = ofType?.attributes?.[governing(attribute)]
  if (own !== undefined || ofType?.connection === undefined) return own
  const { connection, writeBack } = ofType
  return { connection, ...(writeBack !== undefined && { writeBack }) }
}

/** What is taken together has one source of truth, which is named at this attribute of the group or set. */
export function governing(attribute: string): string {
  const group = attributeGroups.find(({ attributes }) => attributes.includes(attribute))
  return group?.core[0] ?? valueSets.find(({ all }) => all === attribute)?.best ?? attribute
}

/** No connection is trusted more than another: the newest valid value wins. */
export const newestWins: SurvivorshipPolicy = { priority: [] }

/** The rule of one attribute with everything filled in. */
export interface FullRule {
  readonly criteria: readonly Criterion[]
  readonly priority: readonly string[]
  readonly distrusted: readonly string[]
}

/** The most special rule that says something decides each part. */
export function ruleOf(
  policy: SurvivorshipPolicy,
  type: EntityType | undefined,
  attribute: string,
): FullRule {
  const rules = [
    type === undefined ? undefined : policy.types?.[type]?.[attribute],
    policy.attributes?.[attribute],
    policy,
  ]
  const parts = rules.map((rule) => ({ ...rule }))
  return parts.reduceRight<FullRule>(
    (found, { criteria: asked, priority, distrusted }) => ({
      criteria: asked ?? found.criteria,
      priority: priority ?? found.priority,
      distrusted: distrusted ?? found.distrusted,
    }),
    { criteria: ['verified', 'priority', 'newest'], priority: [], distrusted: [] },
  )
}

/** Attributes that are taken together from one record, so that no name or address is made of two. */
export interface AttributeGroup {
  readonly attributes: readonly string[]
  /** A record without any of these has no say in the group while another record has one. */
  readonly core: readonly string[]
}

/** The groups of all parties and assets; an attribute that a type lacks is no matter. */
export const attributeGroups: readonly AttributeGroup[] = [
  { attributes: ['firstName', 'lastName', 'fullName'], core: ['lastName', 'fullName'] },
  { attributes: ['address', 'postalCode', 'city', 'province'], core: ['address'] },
]

/** A list attribute that keeps every value, and the single attribute that shows the best of them. */
export interface ValueSet {
  readonly best: string
  readonly all: string
}

/** Contact points are sets, not winners: all values stay, ranked. */
export const valueSets: readonly ValueSet[] = [
  { best: 'mobile', all: 'mobiles' },
  { best: 'phone', all: 'phones' },
  { best: 'email', all: 'emails' },
  { best: 'iban', all: 'ibans' },
]

/** Fields that speak about the record, not about the thing. */
export const aboutTheRecord: ReadonlySet<string> = new Set(['verified'])
