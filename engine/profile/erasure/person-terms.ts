/**
 * What somebody is known by, gathered from everything that was ever said of them: by some of it other documents are
 * found, all of it is masked in what is found. Pure.
 */
import type { FieldSchema, Holds } from '../../../contracts/entity-schema.ts'
import type { Json, JsonObject } from '../../values/json.ts'
import { byAttribute } from '../custom/custom-data.ts'
import { customName, isPersonalField, type CustomFields, type DataType } from '../custom/custom-field.ts'
import { fieldsOf, isRecordType } from '../entity-types.ts'
import { fieldValue } from '../field-values.ts'

/** How a value is looked for in text. */
export type TermKind = 'digits' | 'mobile' | 'iban' | 'email' | 'words' | 'whole'

/** One value. */
export interface Term {
  readonly kind: TermKind
  readonly text: string
}

/** A name of one of the person's records in its system. */
export interface Reference {
  readonly connection: string
  readonly externalId: string
}

/** Everything that somebody is known by. */
export interface PersonTerms {
  /** A document that holds one of these is about the person. */
  readonly finding: readonly Term[]
  /** These are masked in what is found. */
  readonly masking: readonly Term[]
  /** Ids of profiles and records: they find, and stay, for they lead to nothing any more. */
  readonly ids: readonly string[]
  readonly references: readonly Reference[]
}

/** Something that was said of the person: a record's data, or the values of a state. */
export interface Statement {
  readonly type: string
  readonly connection: string
  readonly data: JsonObject
}

/** What the terms are made of. */
export interface TermSources {
  readonly statements: readonly Statement[]
  readonly ids: readonly string[]
  readonly references: readonly Reference[]
  /** Identifiers that others have too (a family's mobile): they mask, but find nobody. */
  readonly shared: ReadonlySet<string>
  /** What the organisation has defined of its own. */
  readonly fields: CustomFields
}

const kinds: Readonly<Partial<Record<Holds, TermKind>>> = {
  nationalCode: 'digits',
  foreignId: 'digits',
  legalId: 'digits',
  economicCode: 'digits',
  mobile: 'mobile',
  phone: 'digits',
  email: 'email',
  iban: 'iban',
  postalCode: 'digits',
  tradingCode: 'words',
  name: 'words',
  organisationName: 'words',
  day: 'words',
  text: 'words',
}
/** Of these a value says who somebody is, if nobody else has it. */
const telling: ReadonlySet<Holds> = new Set([
  'nationalCode',
  'foreignId',
  'legalId',
  'mobile',
  'email',
  'iban',
  'tradingCode',
])
/** Words that everybody may use: a place, a gender. */
const general = new Set(['city', 'province', 'country', 'gender', 'birthPlace', 'nationality'])
const shortest: Readonly<Record<TermKind, number>> = {
  digits: 5,
  mobile: 10,
  iban: 20,
  email: 5,
  words: 4,
  whole: 2,
}
/** An external id of this length is not met by chance. */
const longId = 8

/** Gathers the terms. */
export function termsOf({ statements, ids, references, shared, fields }: TermSources): PersonTerms {
  const said = statements.flatMap((statement) => [
    ...valuesIn(statement),
    ...customValuesIn(statement, fields),
  ])
  const longIds = references.flatMap(({ externalId }): readonly Term[] =>
    externalId.length < longId ? [] : [{ kind: 'words', text: externalId }],
  )
  const own = said.filter((one) => one.isTelling && !shared.has(one.identifier))
  const names = statements.flatMap(({ data }) => fullNames(data))
  return {
    finding: distinct([...own.flatMap(termsFrom), ...longIds]),
    masking: distinct([...said.flatMap(termsFrom), ...names, ...longIds]),
    ids,
    references,
  }
}

/** Each once, without those that are too short to mean anything. */
function distinct(terms: readonly Term[]): readonly Term[] {
  const long = terms.filter(({ kind, text }) => text.trim().length >= shortest[kind])
  return [...new Map(long.map((term) => [`${term.kind} ${term.text}`, term])).values()]
}

interface Said {
  readonly name: string
  readonly holds: Holds | undefined
  /** As it was said and as it is shown. */
  readonly texts: readonly string[]
  readonly isTelling: boolean
  readonly identifier: string
}

/** The texts of personal fields, with what they hold. */
function valuesIn({ type, connection, data }: Statement): readonly Said[] {
  if (!isRecordType(type)) return []
  const fields = fieldsOf(type)
  return Object.entries(data).flatMap(([name, value]) => {
    const field = fields[name]
    const holds = field?.holds ?? field?.items?.holds
    if (field === undefined || !isAbout(type, field)) return []
    return textsIn(value).map((text) => said({ name, holds, text, connection }))
  })
}

/**
 * Texts, days and numbers of personal fields that the organisation has defined. Words of a list are everybody's, and are
 * not masked. What is not defined is looked for as text.
 */
function customValuesIn({ connection, data }: Statement, fields: CustomFields): readonly Said[] {
  return Object.entries(byAttribute(data)).flatMap(([attribute, value]) => {
    const name = customName(attribute)
    if (name === undefined || !isPersonalField(fields, name)) return []
    const holds = holdsOf(fields.get(name)?.dataType ?? 'text')
    if (holds === undefined) return []
    const texts = [...textsIn(value), ...numbersIn(value)]
    return texts.map((text) => said({ name: attribute, holds, text, connection }))
  })
}

/** How values of a custom field are looked for; nobody is found by one. */
function holdsOf(dataType: DataType): Holds | undefined {
  if (dataType === 'text') return 'text'
  if (dataType === 'date') return 'day'
  return dataType === 'integer' || dataType === 'decimal' ? 'economicCode' : undefined
}

function numbersIn(value: Json): readonly string[] {
  if (typeof value === 'number') return [String(value)]
  return Array.isArray(value) ? (value as readonly Json[]).flatMap(numbersIn) : []
}

/** References are looked for as such. */
function isAbout(type: string, field: FieldSchema): boolean {
  if (field.$ref === 'reference.json') return false
  const isOfOrganisation = type === 'organisation' && (field.holds ?? field.items?.holds) !== undefined
  return field.personal === true || field.party === true || isOfOrganisation
}

function said({
  name,
  holds,
  text,
  connection,
}: Omit<Said, 'texts' | 'isTelling' | 'identifier'> & {
  readonly text: string
  readonly connection: string
}): Said {
  const value = fieldValue(text, holds, connection)
  return {
    name,
    holds,
    texts: typeof value?.value === 'string' ? [text, value.value] : [text],
    isTelling: holds !== undefined && telling.has(holds) && value?.valid === true,
    identifier: value?.identifier ?? '',
  }
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(textsIn)
  return isObject(value) ? Object.values(value).flatMap(textsIn) : []
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A given name alone is masked only where it stands alone; «علی» is part of many other names. */
function termsFrom({ name, holds = 'text', texts }: Said): readonly Term[] {
  if (general.has(name)) return []
  const isGiven = name === 'firstName' || name === 'fatherName'
  const kind = isGiven ? 'whole' : (kinds[holds] ?? 'words')
  return texts.flatMap((text): readonly Term[] => {
    if (holds === 'contact') return [{ kind: text.includes('@') ? 'email' : 'digits', text }]
    return [{ kind, text }]
  })
}

function fullNames(data: JsonObject): readonly Term[] {
  const { firstName, lastName } = data
  if (typeof firstName !== 'string' || typeof lastName !== 'string') return []
  return [`${firstName} ${lastName}`, `${lastName} ${firstName}`].map((text) => ({ kind: 'words', text }))
}
