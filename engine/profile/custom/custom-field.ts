/**
 * Fields that an organisation defines itself, beside those of contracts/entities (CUS-11): what a field is, and what is
 * wrong with a definition. Records say their values in `custom`, profiles show them as `custom.<name>`. Pure.
 */
import type { FieldError } from '../../../contracts/problems.ts'
import { canonicalJson } from '../../values/json.ts'
import { matchKey } from '../../values/persian-text.ts'
import { fieldsOf } from '../entity-types.ts'
import type { WriteBackWay } from '../policy.ts'
import { ownConnection, type EntityType } from '../record.ts'
import { isLimited, problemWithLimits } from './limits.ts'

/** What values are. Decimals, days and instants are texts; `choices`: several of its words. */
export type DataType =
  'text' | 'integer' | 'decimal' | 'amountRial' | 'date' | 'dateTime' | 'boolean' | 'choice' | 'choices'

/** In both languages. */
export interface Bilingual {
  readonly en: string
  readonly fa: string
}

/** One of the words of a choice. */
export interface Choice {
  /** As records say it. */
  readonly value: string
  readonly title: Bilingual
  /** It may stay where it is, and people do not give it any more. */
  readonly isRetired?: boolean
}

/** A field as it is defined; its name is the key of the definition, and means the same for every type. */
export interface CustomField {
  /** Types of records that may say it: people, organisations, kinds of assets, or what is attached to them. */
  readonly types: readonly EntityType[]
  readonly title: Bilingual
  readonly help?: Bilingual
  readonly dataType: DataType
  /** Demanded of what people enter here; what outside systems leave out is counted as missing. */
  readonly isRequired?: boolean
  /** Of integers and amounts a number; of decimals, days and instants a text. */
  readonly minimum?: number | string
  readonly maximum?: number | string
  readonly minLength?: number
  readonly maxLength?: number
  /** A regular expression that the whole text must match. */
  readonly pattern?: string
  /** Of choices: the base list that they come from, or the words themselves. */
  readonly list?: string
  readonly values?: readonly Choice[]
  /** `general` (the default) for everybody; `specific` for those in a role: merchants, contractors … */
  readonly group?: 'general' | 'specific'
  /** Of a specific field: key of the segment whose members have the role. */
  readonly role?: string
  /** Default true: personal until somebody says otherwise. */
  readonly isPersonal?: boolean
  /** The system that is its source of truth, unless the survivorship policy says otherwise. */
  readonly source?: { readonly connection: string; readonly writeBack?: WriteBackWay }
  /** Place in forms, smaller first; default 0, then by name. */
  readonly order?: number
  /** People give it no new value any more; values stay, and sources may still say it. */
  readonly isRetired?: boolean
}

/** A field with the words of its list. */
export interface KnownField extends CustomField {
  readonly choices: readonly Choice[]
}

/** The fields that are defined now, by name. */
export type CustomFields = ReadonlyMap<string, KnownField>

/** No field at all. */
export const noFields: CustomFields = new Map()

/** The name of the member of a record's data, and before the dot of an attribute, of all of them. */
export const customPart = 'custom'

/** The attribute of a field: `custom.grade`. */
export function customPath(name: string): string {
  return `${customPart}.${name}`
}

/** The name of the field that an attribute stands for; `undefined` when it is none of these. */
export function customName(attribute: string): string | undefined {
  return attribute.startsWith(`${customPart}.`) ? attribute.slice(customPart.length + 1) : undefined
}

/** Those of a type, by their order and then by name; retired ones too. */
export function fieldsOfType(
  fields: CustomFields,
  type: string,
): readonly (readonly [name: string, field: KnownField])[] {
  const place = ({ order = 0 }: KnownField): number => order
  return [...fields]
    .filter(([, { types }]) => (types as readonly string[]).includes(type))
    .sort(([a, one], [b, other]) => place(one) - place(other) || (a < b ? -1 : 1))
}

/** Whether the values of a field are personal; of one that is not defined, they are. */
export function isPersonalField(fields: CustomFields, name: string): boolean {
  return fields.get(name)?.isPersonal !== false
}

/** What a definition is held against. */
export interface Surroundings {
  /** Words of the base lists, by key. */
  readonly lists: ReadonlyMap<string, readonly Choice[]>
  /** The field as it was defined before. */
  readonly before: CustomField | undefined
}

const choosing: ReadonlySet<DataType> = new Set(['choice', 'choices'])

/** What is wrong with a definition beyond its schema. */
export function problemsInField(field: CustomField, around: Surroundings): readonly FieldError[] {
  return [
    ...problemsInType(field, around),
    ...problemsInChoices(field, around),
    ...problemsInBounds(field),
    ...problemsInText(field),
    ...problemsInGroup(field),
    ...problemsInSource(field),
  ]
}

/** Values are kept in the form of their type, so that another type would leave them unreadable. */
function problemsInType({ types, dataType }: CustomField, { before }: Surroundings): readonly FieldError[] {
  const closed = types.flatMap((type, n) =>
    Object.hasOwn(fieldsOf(type), customPart)
      ? []
      : [
          {
            path: `types/${String(n)}`,
            message: 'has no custom fields: its contract lacks the field `custom`',
          },
        ],
  )
  if (before === undefined || before.dataType === dataType) return closed
  const message = `must stay ${before.dataType}: values are kept as such; retire this field and define another one`
  return [...closed, { path: 'dataType', message }]
}

function problemsInChoices(
  { dataType, list, values }: CustomField,
  { lists }: Surroundings,
): readonly FieldError[] {
  if (!choosing.has(dataType)) {
    const given = Object.entries({ list, values }).filter(([, one]) => one !== undefined)
    return given.map(([path]) => ({ path, message: `is only for ${[...choosing].join(' and ')}` }))
  }
  if ((list === undefined) === (values === undefined)) {
    const message = 'is needed, or `list` with the key of a base list; one of the two'
    return [{ path: 'values', message }]
  }
  if (list !== undefined && !lists.has(list)) {
    const known = [...lists.keys()].sort().join(', ')
    return [{ path: 'list', message: `is not a base list; there are ${known}` }]
  }
  return twiceIn(values ?? [])
}

function twiceIn(values: readonly Choice[]): readonly FieldError[] {
  const seen = new Set<string>()
  return values.flatMap(({ value }, n) => {
    const word = matchKey(value)
    const isSecond = seen.has(word)
    seen.add(word)
    return isSecond ? [{ path: `values/${String(n)}/value`, message: 'is there already' }] : []
  })
}

function problemsInBounds(field: CustomField): readonly FieldError[] {
  const given = Object.entries({ minimum: field.minimum, maximum: field.maximum }).filter(
    ([, one]) => one !== undefined,
  )
  if (given.length === 0) return []
  if (!isLimited(field.dataType)) {
    const message = 'is only for numbers, amounts, days and instants'
    return given.map(([path]) => ({ path, message }))
  }
  return problemWithLimits(field)
}

function problemsInText({ dataType, minLength, maxLength, pattern }: CustomField): readonly FieldError[] {
  const given = Object.entries({ minLength, maxLength, pattern }).filter(([, one]) => one !== undefined)
  if (dataType !== 'text') return given.map(([path]) => ({ path, message: 'is only for text' }))
  const isUpsideDown = minLength !== undefined && maxLength !== undefined && minLength > maxLength
  return [
    ...(isUpsideDown ? [{ path: 'maxLength', message: 'must not be less than minLength' }] : []),
    ...(pattern === undefined || isPattern(pattern)
      ? []
      : [{ path: 'pattern', message: 'is not a regular expression' }]),
  ]
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

function problemsInGroup({ group = 'general', role }: CustomField): readonly FieldError[] {
  if (group === 'specific' && role === undefined) {
    const message =
      'is needed with the group specific: the segment whose members have the field, such as merchant'
    return [{ path: 'role', message }]
  }
  return group === 'general' && role !== undefined
    ? [{ path: 'role', message: 'is only for the group specific' }]
    : []
}

function problemsInSource({ source }: CustomField): readonly FieldError[] {
  return source?.connection === ownConnection && source.writeBack !== undefined
    ? [{ path: 'source/writeBack', message: 'is only for what another system masters' }]
    : []
}

/** Whether two definitions have the same source of truth, for the same types. */
export function isSameSource(one: CustomField | undefined, other: CustomField | undefined): boolean {
  return sourceText(one) === sourceText(other)
}

function sourceText(field: CustomField | undefined): string {
  if (field?.source === undefined) return ''
  const { connection, writeBack } = field.source
  const way = writeBack === undefined ? [] : [writeBack.flow, writeBack.waitSeconds ?? null]
  return canonicalJson([connection, way, [...field.types].sort()])
}
