/**
 * Counting how good what sources say is, attribute by attribute: how much of it is there, passes its check, is recent,
 * and agrees with other sources. Pure; a tally is plain data that grows record by record.
 */
import { saidOf } from '../profile/custom/custom-data.ts'
import {
  customName,
  customPart,
  customPath,
  fieldsOfType,
  type CustomFields,
} from '../profile/custom/custom-field.ts'
import { fieldsOf, roleOf } from '../profile/entity-types.ts'
import { aboutTheRecord, valueSets } from '../profile/policy.ts'
import type { EntityType, FieldValue, NormalisedRecord } from '../profile/record.ts'

/** What is counted of one attribute of one source, or of the profiles. */
export interface AttributeTally {
  /** Records (profiles) that say something. */
  readonly present: number
  /** Of those: everything that is said passes its check. */
  readonly valid: number
  /** Records whose valid value differs from that of another connection in the same profile; profiles with such records. */
  readonly conflicting: number
  /** Of `present`: stated at most 30, 90, 365 days before the measurement, and longer ago. */
  readonly ages: readonly [number, number, number, number]
  /** Instants, RFC 3339. */
  readonly newestAt?: string
  readonly oldestAt?: string
}

/** What is counted of one source of one type; the source '' stands for the profiles. */
export interface SourceTally {
  readonly records: number
  readonly attributes: Readonly<Record<string, AttributeTally>>
}

/** By type and connection, as `<type>/<connection>`. */
export type Tally = Readonly<Record<string, SourceTally>>

/** The records of one profile, or one attached record. */
export interface Counted {
  readonly type: EntityType
  readonly records: readonly NormalisedRecord[]
  /** Whether they are the records of a profile, which then counts as one. */
  readonly isProfile: boolean
}

const dayMs = 86_400_000
const ageDays = [30, 90, 365] as const
const nothing: AttributeTally = { present: 0, valid: 0, conflicting: 0, ages: [0, 0, 0, 0] }
const allOfSets = new Set(valueSets.map(({ all }) => all))
const inSets = new Set(valueSets.flatMap(({ best, all }) => [best, all]))

/** The attributes of a type that are measured; a contact point and the list of all of them are one. */
export function measuredAttributes(type: EntityType): readonly string[] {
  return Object.keys(fieldsOf(type)).filter(
    (name) => name !== 'sameAs' && name !== customPart && !aboutTheRecord.has(name) && !allOfSets.has(name),
  )
}

/** The tally with more. `measuredAt`: when the measurement began; ages are counted back from there. */
export function tallied(tally: Tally, all: readonly Counted[], measuredAt: Date): Tally {
  const open = new Map(Object.entries(tally).map(([name, one]) => [name, opened(one)]))
  for (const counted of all) add(open, counted, measuredAt)
  return Object.fromEntries([...open].map(([name, one]) => [name, closed(one)]))
}

interface Open {
  records: number
  readonly attributes: Map<string, AttributeTally>
}

function opened({ records, attributes }: SourceTally): Open {
  return { records, attributes: new Map(Object.entries(attributes)) }
}

function closed({ records, attributes }: Open): SourceTally {
  return { records, attributes: Object.fromEntries(attributes) }
}

function add(open: Map<string, Open>, { type, records, isProfile }: Counted, measuredAt: Date): void {
  const living = records.filter(({ source }) => !source.deleted)
  if (living.length === 0) return
  const sayings = [...measuredAttributes(type), ...customAttributes(living)].map((name) => ({
    name,
    said: sayingsOf(name, living),
  }))
  for (const { source } of living) placeIn(open, `${type}/${source.connection}`).records += 1
  if (isProfile) placeIn(open, `${type}/`).records += 1
  for (const { name, said } of sayings) {
    if (said.length === 0) continue
    const disputed = isProfile && mayConflict(type, name, living) ? disputedIn(said) : new Set<Saying>()
    for (const one of said) {
      const place = placeIn(open, `${type}/${one.connection}`)
      count(place, name, { said: [one], isDisputed: disputed.has(one), measuredAt })
    }
    const profile = { said, isDisputed: disputed.size > 0, measuredAt }
    if (isProfile) count(placeIn(open, `${type}/`), name, profile)
  }
}

function placeIn(open: Map<string, Open>, name: string): Open {
  const known = open.get(name) ?? { records: 0, attributes: new Map<string, AttributeTally>() }
  open.set(name, known)
  return known
}

/** What one record says of an attribute. */
interface Saying {
  readonly connection: string
  readonly at: string
  readonly isValid: boolean
  /** The compared form of its first valid value. */
  readonly key: string | undefined
}

function sayingsOf(name: string, records: readonly NormalisedRecord[]): readonly Saying[] {
  const all = valueSets.find(({ best }) => best === name)?.all
  return records.flatMap(({ source, fields }) => {
    const values: readonly FieldValue[] = [
      ...(fields[name] ?? []),
      ...(all === undefined ? [] : (fields[all] ?? [])),
    ]
    if (values.length === 0) return []
    const isValid = values.every((value) => value.valid)
    const key = values.find((value) => value.valid)?.key
    return [{ connection: source.connection, at: source.at, isValid, key }]
  })
}

/** Lists and contact points are kept whole: several values are no contradiction. */
function mayConflict(type: EntityType, name: string, records: readonly NormalisedRecord[]): boolean {
  if (customName(name) !== undefined)
    return !records.some(({ source }) => Array.isArray(saidOf(source.data, name)))
  return !inSets.has(name) && fieldsOf(type)[name]?.type !== 'array'
}

/** What the records say of the organisation's own fields. */
function customAttributes(records: readonly NormalisedRecord[]): readonly string[] {
  const said = records.filter(({ source }) => source.data[customPart] !== undefined)
  const names = said.flatMap(({ fields }) =>
    Object.keys(fields).filter((name) => customName(name) !== undefined),
  )
  return [...new Set(names)]
}

/** Those that another connection contradicts. */
function disputedIn(said: readonly Saying[]): ReadonlySet<Saying> {
  const valid = said.filter(({ key }) => key !== undefined)
  return new Set(
    valid.filter((one) =>
      valid.some((other) => other.connection !== one.connection && other.key !== one.key),
    ),
  )
}

interface Noted {
  /** One record, or all that a profile is made of. */
  readonly said: readonly Saying[]
  readonly isDisputed: boolean
  readonly measuredAt: Date
}

/** A profile has a valid value when any of its records has one, and is as new as the newest of them. */
function count(place: Open, name: string, { said, isDisputed, measuredAt }: Noted): void {
  const before = place.attributes.get(name) ?? nothing
  const instants = said.map(({ at }) => at).sort()
  const [newest = ''] = instants.slice(-1)
  const ageMs = measuredAt.getTime() - Date.parse(newest)
  const older = ageDays.findIndex((days) => ageMs <= days * dayMs)
  const bucket = older === -1 ? ageDays.length : older
  const [a, b, c, d] = before.ages
  const ages = [a, b, c, d].map((amount, n) => (n === bucket ? amount + 1 : amount))
  place.attributes.set(name, {
    present: before.present + 1,
    valid: before.valid + (said.some(({ isValid }) => isValid) ? 1 : 0),
    conflicting: before.conflicting + (isDisputed ? 1 : 0),
    ages: ages as unknown as AttributeTally['ages'],
    newestAt: latest([before.newestAt, newest]),
    oldestAt: earliest([before.oldestAt, newest]),
  })
}

function latest(instants: readonly (string | undefined)[]): string {
  return (
    instants
      .flatMap((one) => one ?? [])
      .sort()
      .at(-1) ?? ''
  )
}

function earliest(instants: readonly (string | undefined)[]): string {
  return instants.flatMap((one) => one ?? []).sort()[0] ?? ''
}

/** One line of the report. */
export interface QualityRow extends Omit<AttributeTally, 'ages'> {
  readonly type: string
  /** Absent: of the profiles, whichever source they have it from. */
  readonly connection?: string
  readonly attribute: string
  /** A custom field that people must fill in; what is missing should not be. */
  readonly isRequired?: true
  /** All records (profiles), whether they say something of the attribute or not. */
  readonly records: number
  readonly missing: number
  readonly invalid: number
  readonly within30Days: number
  readonly within90Days: number
  readonly within365Days: number
  readonly older: number
  /** Shares from 0 to 1 with four decimals; of nothing there is no share. */
  readonly completeness: number
  readonly validity?: number
  readonly freshness?: number
  readonly agreement?: number
}

/** The lines of a tally; also those of attributes, and of custom fields in use, that nobody says anything of. */
export function rowsOf(tally: Tally, custom: CustomFields): readonly QualityRow[] {
  return Object.entries(tally).flatMap(([name, { records, attributes }]) => {
    const slash = name.indexOf('/')
    const [type, connection] = [name.slice(0, slash) as EntityType, name.slice(slash + 1)]
    if (roleOf(type) === undefined) return []
    const own = measuredAttributes(type).map((attribute) => ({ attribute, isRequired: false }))
    return [...own, ...customRows(type, attributes, custom)].map(({ attribute, isRequired }) => ({
      ...rowOf({ type, connection, attribute, records }, attributes[attribute] ?? nothing),
      ...(isRequired && { isRequired }),
    }))
  })
}

/** Custom fields of a type: those in use, and retired ones of which something is still said. */
function customRows(
  type: string,
  attributes: SourceTally['attributes'],
  custom: CustomFields,
): readonly { readonly attribute: string; readonly isRequired: boolean }[] {
  return fieldsOfType(custom, type).flatMap(([name, { isRequired, isRetired }]) => {
    const attribute = customPath(name)
    if (isRetired === true && attributes[attribute] === undefined) return []
    return [{ attribute, isRequired: isRequired === true && isRetired !== true }]
  })
}

interface RowName {
  readonly type: string
  readonly connection: string
  readonly attribute: string
  readonly records: number
}

function rowOf({ connection, ...name }: RowName, { ages, ...tally }: AttributeTally): QualityRow {
  const { present, valid, conflicting } = tally
  const [month, quarter, year, older] = ages
  const share = (part: number): number => Math.round((part / present) * 10_000) / 10_000
  return {
    ...name,
    ...(connection !== '' && { connection }),
    ...tally,
    missing: name.records - present,
    invalid: present - valid,
    within30Days: month,
    within90Days: month + quarter,
    within365Days: month + quarter + year,
    older,
    completeness: Math.round((present / name.records) * 10_000) / 10_000,
    ...(present > 0 && {
      validity: share(valid),
      freshness: share(month + quarter + year),
      agreement: share(present - conflicting),
    }),
  }
}
