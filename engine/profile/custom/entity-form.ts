/**
 * The form of a type of records, drawn from its contract and from the fields that the organisation has defined (CUS-11):
 * JSON of form-js, whose data is what `PUT /v1/records/{type}/{id}` takes. A group for what is of everybody, and one for
 * each role (CUS-06). What another system masters can only be read. References and lists of parts are not in it. Pure.
 */
import type { FieldSchema } from '../../../contracts/entity-schema.ts'
import type { Json, JsonObject } from '../../values/json.ts'
import { entityTitle, fieldsOf, requiredOf } from '../entity-types.ts'
import { aboutTheRecord, masterOf, type SurvivorshipPolicy } from '../policy.ts'
import { ownConnection, type EntityType } from '../record.ts'
import {
  customPart,
  customPath,
  fieldsOfType,
  type Bilingual,
  type Choice,
  type CustomFields,
  type DataType,
  type KnownField,
} from './custom-field.ts'

/** Languages of forms. */
export type FormLanguage = keyof Bilingual

/** What a form is drawn from, beside the contract. */
export interface FormSources {
  readonly fields: CustomFields
  /** Words of base lists, by the attribute that takes its values from them: `person.rank`. */
  readonly lists: ReadonlyMap<string, readonly Choice[]>
  readonly policy: SurvivorshipPolicy
  /** Titles of the roles, by their key. */
  readonly roles: ReadonlyMap<string, Bilingual>
}

/** Which form. */
export interface FormWanted {
  readonly type: EntityType
  readonly language: FormLanguage
  /** Only this role's specific part; default: all of them. */
  readonly role?: string
}

const words: Readonly<Record<'general' | 'yes' | 'no' | 'time', Bilingual>> = {
  general: { en: 'General', fa: 'اطلاعات عمومی' },
  yes: { en: 'Yes', fa: 'بله' },
  no: { en: 'No', fa: 'خیر' },
  time: { en: 'Time', fa: 'ساعت' },
}

/** Longer texts are written in several lines. */
const oneLine = 400

/** Draws it. */
export function entityForm(wanted: FormWanted, sources: FormSources): JsonObject {
  const { type, language, role: only } = wanted
  const own = Object.entries(fieldsOf(type)).flatMap(([name, field]) =>
    contractField({ wanted, sources, name, field }),
  )
  const custom = fieldsOfType(sources.fields, type).filter(([, { isRetired }]) => isRetired !== true)
  const drawn = (wants: (field: KnownField) => boolean): readonly JsonObject[] =>
    custom
      .filter(([, field]) => wants(field))
      .map(([name, field]) => customField({ wanted, sources, name, field }))
  const roles = [...new Set(custom.flatMap(([, { role }]) => role ?? []))].sort()
  const specific = roles
    .filter((role) => only === undefined || role === only)
    .map((role) =>
      group(
        sources.roles.get(role)?.[language] ?? role,
        drawn((field) => field.role === role),
      ),
    )
  const general = group(words.general[language], [...own, ...drawn(({ role }) => role === undefined)])
  return {
    id: `${type}-form`,
    type: 'default',
    schemaVersion: 16,
    components: [{ type: 'text', text: `# ${entityTitle(type)[language]}` }, general, ...specific],
  }
}

function group(label: string, components: readonly JsonObject[]): JsonObject {
  return { type: 'group', label, showOutline: true, components }
}

interface Place {
  readonly wanted: FormWanted
  readonly sources: FormSources
  readonly name: string
}

/** What may be said of a field in a form of any kind. */
interface Drawn {
  readonly key: string
  readonly label: string
  readonly description?: string | undefined
  readonly isRequired: boolean
  readonly isReadOnly: boolean
}

function contractField({
  wanted: { type, language },
  sources,
  name,
  field,
}: Place & { readonly field: FieldSchema }): readonly JsonObject[] {
  const { title = name, titleFa = title } = field
  const isOutside = name === customPart || aboutTheRecord.has(name)
  const drawn = {
    key: name,
    label: language === 'fa' ? titleFa : title,
    isRequired: requiredOf(type).includes(name),
    isReadOnly: isMasteredElsewhere(sources.policy, type, name),
  }
  const list = sources.lists.get(`${type}.${name}`)
  const component = isOutside ? undefined : contractComponent(drawn, field, list && options(list, language))
  return component === undefined ? [] : [component]
}

function contractComponent(
  drawn: Drawn,
  field: FieldSchema,
  listed: readonly JsonObject[] | undefined,
): JsonObject | undefined {
  const { type, holds, enum: fixed, maxLength = 0, minimum, maximum } = field
  if (listed !== undefined) return component('select', drawn, { values: listed })
  if (Array.isArray(fixed))
    return component('select', drawn, { values: fixed.map((value: string) => ({ label: value, value })) })
  if (type === 'boolean') return truth(drawn, undefined)
  if (type === 'integer' || type === 'number')
    return number(drawn, { minimum, maximum, isWhole: type === 'integer' })
  if (type !== 'string') return undefined
  if (holds === 'day') return day(drawn)
  return text(drawn, { maxLength: Number(maxLength) })
}

function customField({
  wanted: { type, language },
  sources,
  name,
  field,
}: Place & { readonly field: KnownField }): JsonObject {
  const { title, help, isRequired, dataType } = field
  return drawings[dataType](
    {
      key: customPath(name),
      label: title[language],
      description: help?.[language],
      isRequired: isRequired === true,
      isReadOnly: isMasteredElsewhere(sources.policy, type, customPath(name)),
    },
    field,
    language,
  )
}

type Drawing = (drawn: Drawn, field: KnownField, language: FormLanguage) => JsonObject

const whole: Drawing = (drawn, { minimum, maximum }) => number(drawn, { minimum, maximum, isWhole: true })

const drawings: Readonly<Record<DataType, Drawing>> = {
  text: (drawn, field) => text(drawn, field),
  integer: whole,
  amountRial: whole,
  decimal: (drawn, { minimum, maximum }) => number(drawn, { minimum, maximum, isWhole: false }),
  date: (drawn) => day(drawn),
  dateTime: (drawn, _field, language) =>
    component('datetime', drawn, {
      ...{ subtype: 'datetime', dateLabel: drawn.label, timeLabel: words.time[language] },
      ...{ timeSerializingFormat: 'utc_normalized', timeInterval: 15 },
    }),
  boolean: (drawn, _field, language) => truth(drawn, language),
  choice: (drawn, { choices }, language) =>
    component('select', drawn, { values: options(choices, language) }),
  choices: (drawn, { choices }, language) =>
    component('checklist', drawn, { values: options(choices, language) }),
}

function isMasteredElsewhere(policy: SurvivorshipPolicy, type: EntityType, attribute: string): boolean {
  return (masterOf(policy, type, attribute)?.connection ?? ownConnection) !== ownConnection
}

/** Retired words are not offered. */
function options(choices: readonly Choice[], language: FormLanguage): readonly JsonObject[] {
  const offered = choices.filter(({ isRetired }) => isRetired !== true)
  return offered.map(({ value, title }) => ({ label: title[language], value }))
}

/** `more`: what only this kind has; its `validate` is added to what all have. */
function component(kind: string, drawn: Drawn, more: ComponentMore = {}): JsonObject {
  const { key, label, description, isRequired, isReadOnly } = drawn
  const { validate: checks = {}, ...own } = more
  // What can only be read nobody can be made to fill in.
  const validate = { ...(isRequired && !isReadOnly && { required: true }), ...checks }
  return {
    ...{ type: kind, key, label },
    ...(description !== undefined && { description }),
    ...own,
    // What is disabled form-js shows, and does not hand over.
    ...(isReadOnly && { disabled: true }),
    ...(Object.keys(validate).length > 0 && { validate }),
  }
}

interface ComponentMore {
  readonly validate?: JsonObject
  readonly [property: string]: Json | undefined
}

interface TextLimits {
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
}

function text(drawn: Drawn, { minLength, maxLength = 0, pattern }: TextLimits): JsonObject {
  const checks = {
    ...(minLength !== undefined && { minLength }),
    ...(maxLength > 0 && { maxLength }),
    ...(pattern !== undefined && { pattern: `^(?:${pattern})$` }),
  }
  return component(maxLength > oneLine ? 'textarea' : 'textfield', drawn, { validate: checks })
}

/** A tick cannot say no: where an answer is demanded, it is asked for. */
function truth(drawn: Drawn, language: FormLanguage | undefined): JsonObject {
  if (!drawn.isRequired || language === undefined) return component('checkbox', drawn)
  const values = [
    { label: words.yes[language], value: 'true' },
    { label: words.no[language], value: 'false' },
  ]
  return component('radio', drawn, { values })
}

function day(drawn: Drawn): JsonObject {
  return component('datetime', drawn, { subtype: 'date', dateLabel: drawn.label })
}

interface NumberLimits {
  readonly minimum?: unknown
  readonly maximum?: unknown
  readonly isWhole: boolean
}

/** Decimals are handed over as text, with every digit. */
function number(drawn: Drawn, { minimum, maximum, isWhole }: NumberLimits): JsonObject {
  const shown = isWhole ? { decimalDigits: 0 } : { serializeToString: true }
  const checks = Object.entries({ min: minimum, max: maximum }).flatMap(([name, bound]): [string, Json][] =>
    bound === undefined || Number.isNaN(Number(bound)) ? [] : [[name, Number(bound)]],
  )
  return component('number', drawn, { ...shown, validate: Object.fromEntries(checks) })
}
