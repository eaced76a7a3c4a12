/**
 * A source record as the core works with it: every field in its shown and its compared form, what the record
 * can be found by, and what ties it to other records. Pure, and driven by the annotations of
 * contracts/entities alone. Invalid identifiers stay visible with a reason and tie nothing.
 */
import type { FieldSchema, Holds } from '../../contracts/entity-schema.ts'
import { derivedId } from '../values/hash.ts'
import { canonicalJson, type Json, type JsonObject } from '../values/json.ts'
import { nameKey, nameWords, organisationKey } from '../values/persian-text.ts'
import { customIn } from './custom/custom-data.ts'
import { customPart, customPath } from './custom/custom-field.ts'
import { fieldsOf, referredSchema, roleOf } from './entity-types.ts'
import { fieldValue } from './field-values.ts'
import type { FieldValue, Link, NormalisedRecord, Relation, SourceRecord } from './record.ts'

interface LinkRule {
  readonly level: number
  /** Two different values never belong to one party or asset. */
  readonly exclusive?: true
  /** Counts only together with an equal name: the value may be shared (a family's mobile, a joint account). */
  readonly withName?: true
}

const linkRules: Readonly<Partial<Record<Holds, LinkRule>>> = {
  nationalCode: { level: 0, exclusive: true },
  legalId: { level: 0, exclusive: true },
  serial: { level: 0, exclusive: true },
  accountNumber: { level: 0 },
  contractNumber: { level: 0 },
  serviceNumber: { level: 0 },
  assetTag: { level: 0 },
  productCode: { level: 0 },
  serviceCode: { level: 0 },
  foreignId: { level: 1, exclusive: true },
  tradingCode: { level: 1 },
  terminalNumber: { level: 3 },
  iban: { level: 3, withName: true },
  mobile: { level: 4, withName: true },
  email: { level: 5, withName: true },
}
const referenceLevel = 2

/** Normalises one record. A deleted record keeps only its own external id. */
export function normalise(source: SourceRecord): NormalisedRecord {
  const fields = source.deleted ? {} : allFields(source)
  const found = source.deleted ? [] : identifying(source, fields)
  const external = `external:${source.connection}:${source.externalId}`
  const references = source.deleted ? [] : sameAs(source)
  const isAttached = roleOf(source.type)?.role === 'attached'
  return {
    source,
    fields,
    identifiers: [...new Set([...found.map(({ identifier }) => identifier), external, ...references])].sort(),
    links: isAttached ? [] : linksOf(source, { found, fields, externals: [external, ...references] }),
    partyKeys: source.deleted ? [] : partyKeysOf(source, fields),
    relations: source.deleted ? [] : relationsOf(source, fields),
  }
}

function allFields(source: SourceRecord): Record<string, readonly FieldValue[]> {
  const result: Record<string, readonly FieldValue[]> = {}
  for (const [name, field] of Object.entries(fieldsOf(source.type))) {
    const value = source.data[name]
    if (value === undefined || name === 'sameAs' || name === customPart) continue
    const values = (Array.isArray(value) ? (value as readonly Json[]) : [value]).flatMap((one) =>
      oneValue(one, field, source.connection),
    )
    if (values.length > 0) result[name] = values
  }
  return source.data[customPart] === undefined ? result : { ...result, ...customFields(source) }
}

/** What the organisation has defined of its own, by attribute; its form was seen to when it was taken in. */
function customFields({ data, connection }: SourceRecord): Record<string, readonly FieldValue[]> {
  const entries = Object.entries(customIn(data)).flatMap(([name, value]) => {
    const all = Array.isArray(value) ? (value as readonly Json[]) : [value]
    const values = all.flatMap((one) => fieldValue(one, undefined, connection) ?? [])
    return values.length === 0 ? [] : [[customPath(name), values] as const]
  })
  return Object.fromEntries(entries)
}

function oneValue(value: Json, field: FieldSchema, connection: string): readonly FieldValue[] {
  const schema = referredSchema(field)
  if (schema !== undefined && isObject(value)) return objectValue(value, schema.properties, connection)
  const found = fieldValue(value, field.holds ?? field.items?.holds, connection)
  return found === undefined ? [] : [found]
}

/** An object made of its fields' shown values. It is the same as another when all the compared forms agree. */
function objectValue(
  value: JsonObject,
  fields: Readonly<Record<string, FieldSchema>>,
  connection: string,
): readonly FieldValue[] {
  const parts = Object.entries(fields).flatMap(([name, field]) => {
    const part = value[name] === undefined ? undefined : fieldValue(value[name], field.holds, connection)
    return part === undefined ? [] : [[name, part] as const]
  })
  if (parts.length === 0) return []
  const identifier = parts.find(([, part]) => part.identifier !== undefined)?.[1].identifier
  const broken = parts.find(([, part]) => !part.valid)
  return [
    {
      value: Object.fromEntries(parts.map(([name, part]) => [name, part.value])),
      key: canonicalJson(Object.fromEntries(parts.map(([name, part]) => [name, part.key]))),
      valid: broken === undefined,
      ...(broken?.[1].note === undefined ? {} : { note: broken[1].note }),
      ...(identifier === undefined ? {} : { identifier }),
    },
  ]
}

interface Identifying {
  readonly identifier: string
  readonly holds: Holds
}

/** The identifiers of the thing itself; a field that refers to its customer or to another asset is not one. */
function identifying(
  source: SourceRecord,
  fields: Readonly<Record<string, readonly FieldValue[]>>,
): readonly Identifying[] {
  const schemas = fieldsOf(source.type)
  return Object.entries(fields).flatMap(([name, values]) =>
    schemas[name]?.party === true || schemas[name]?.relation !== undefined
      ? []
      : values.flatMap(({ identifier }) =>
          identifier === undefined ? [] : [{ identifier, holds: identifier.split(':')[0] as Holds }],
        ),
  )
}

function sameAs(source: SourceRecord): readonly string[] {
  const list = source.data.sameAs
  return Array.isArray(list)
    ? (list as readonly Json[]).flatMap((one) => externalOf(one, source.connection))
    : []
}

function externalOf(reference: Json | undefined, ownConnection: string): readonly string[] {
  if (!isObject(reference) || typeof reference.externalId !== 'string') return []
  const connection = typeof reference.connection === 'string' ? reference.connection : ownConnection
  return [`external:${connection}:${reference.externalId}`]
}

interface LinkSources {
  readonly found: readonly Identifying[]
  readonly fields: Readonly<Record<string, readonly FieldValue[]>>
  readonly externals: readonly string[]
}

function linksOf(source: SourceRecord, { found, fields, externals }: LinkSources): readonly Link[] {
  const name = nameOf(fields)
  const links = found.flatMap(({ identifier, holds }): readonly Link[] => {
    const rule = linkRules[holds]
    if (rule === undefined || (rule.withName && name === '')) return []
    // The digest keeps names out of indexes and makes one comparable key of two values.
    if (rule.withName)
      return [{ level: rule.level, key: `${source.type}/${holds}+name:${derivedId(identifier, name)}` }]
    return [{ level: rule.level, key: identifier, ...(rule.exclusive ? { exclusive: holds } : {}) }]
  })
  const references = externals.map((external) => ({
    level: referenceLevel,
    key: `${source.type}/${external}`,
  }))
  const byKey = new Map([...links, ...references].map((link) => [link.key, link]))
  return [...byKey.values()].sort((a, b) => a.level - b.level || (a.key < b.key ? -1 : 1))
}

/** The compared form of the name that a record gives its party; empty when it gives none, and then nothing is tied by it. */
export function nameOf(fields: Readonly<Record<string, readonly FieldValue[]>>): string {
  const text = (name: string): string => {
    const value = fields[name]?.[0]?.value
    return typeof value === 'string' ? value : ''
  }
  if (fields.name !== undefined) return organisationKey(text('name'))
  const inParts = text('firstName') !== '' && text('lastName') !== ''
  if (inParts) return nameKey(text('firstName'), text('lastName'))
  // One word is no name: «علی» with a family's mobile may be anybody of the family.
  return nameWords(text('fullName')).length > 1 ? nameKey(text('fullName')) : ''
}

const strength = ['external', 'nationalCode', 'legalId', 'iban', 'mobile', 'email']

function partyKeysOf(
  source: SourceRecord,
  fields: Readonly<Record<string, readonly FieldValue[]>>,
): readonly string[] {
  const keys = Object.entries(fieldsOf(source.type)).flatMap(([name, field]) => {
    if (field.party !== true) return []
    if (field.$ref === 'reference.json') return externalOf(source.data[name], source.connection)
    return (fields[name] ?? []).flatMap(({ identifier }) => (identifier === undefined ? [] : [identifier]))
  })
  const rank = (key: string): number => strength.indexOf(key.split(':')[0] ?? '')
  return [...new Set(keys)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

/** What a record says that its thing is tied to. */
function relationsOf(
  source: SourceRecord,
  fields: Readonly<Record<string, readonly FieldValue[]>>,
): readonly Relation[] {
  return Object.entries(fieldsOf(source.type)).flatMap(([name, field]) => {
    const { relation } = field
    return relation === undefined
      ? []
      : keysIn(source, name, fields[name] ?? []).map((key) => ({ ...relation, key }))
  })
}

/** References, identifiers, or, where a value is neither, its own words. */
function keysIn(source: SourceRecord, name: string, values: readonly FieldValue[]): readonly string[] {
  const said = source.data[name]
  const list = Array.isArray(said) ? (said as readonly Json[]) : said === undefined ? [] : [said]
  const references = list.flatMap((one) => externalOf(one, source.connection))
  if (references.length > 0) return references
  return values.flatMap(({ identifier, value }) => identifier ?? (typeof value === 'string' ? [value] : []))
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
