/** What a record that the hub owns may say, beyond its schema: the ways of its states, the order of its days. Pure. */
import type { FieldError } from '../../contracts/problems.ts'
import type { FieldSchema } from '../../contracts/entity-schema.ts'
import { customPart } from '../profile/custom/custom-field.ts'
import { fieldsOf } from '../profile/entity-types.ts'
import type { EntityType } from '../profile/record.ts'
import { dayOfText } from '../values/instants.ts'
import type { Json, JsonObject } from '../values/json.ts'
import { shownText } from '../values/persian-text.ts'

/** The data with the states that a new record begins in, where it names none. */
export function begun(type: EntityType, data: JsonObject): JsonObject {
  const states = Object.entries(fieldsOf(type)).flatMap(([name, { lifeCycle }]) => {
    const [first] = lifeCycle?.begins ?? []
    return first === undefined ? [] : [[name, first] as const]
  })
  return { ...Object.fromEntries(states), ...data }
}

/** What people say without what says nothing: forms send null, blanks and empty lists for what is not filled in. */
export function meant(data: JsonObject): JsonObject {
  const said = Object.entries(data).flatMap(([name, value]): [string, Json][] => {
    const told = name === customPart && isObject(value) ? meant(value) : value
    return saysNothing(told) ? [] : [[name, told]]
  })
  return Object.fromEntries(said)
}

function saysNothing(value: Json): boolean {
  if (typeof value === 'string') return shownText(value) === ''
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0)
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What is wrong with a record after what it said before; `undefined`: it is new. */
export function problemsInRecord(
  type: EntityType,
  data: JsonObject,
  before: JsonObject | undefined,
): readonly FieldError[] {
  return Object.entries(fieldsOf(type)).flatMap(([name, field]) => [
    ...problemsInStep({ name, field, data, before }),
    ...problemsInDay({ name, field, data }),
  ])
}

interface Said {
  readonly name: string
  readonly field: FieldSchema
  readonly data: JsonObject
}

function problemsInStep({
  name,
  field: { lifeCycle },
  data,
  before,
}: Said & { readonly before: JsonObject | undefined }): readonly FieldError[] {
  if (lifeCycle === undefined) return []
  const [was, is] = [before?.[name], data[name]]
  if (typeof is !== 'string' || was === is) return []
  const allowed = typeof was === 'string' ? (lifeCycle.steps[was] ?? []) : lifeCycle.begins
  if (allowed.includes(is)) return []
  const from = typeof was === 'string' ? `after ${was}` : 'at the beginning'
  const words = allowed.length === 0 ? 'nothing comes' : `only ${allowed.join(' or ')} may come`
  return [{ path: name, message: `${words} ${from}` }]
}

/** A day is one as people write it, Jalali or Gregorian, and not before the day that it must follow. */
function problemsInDay({ name, field: { holds, notBefore }, data }: Said): readonly FieldError[] {
  const said = data[name]
  if (holds !== 'day' || typeof said !== 'string') return []
  const day = dayOfText(said)
  if (day === undefined) {
    return [{ path: name, message: 'must be a day that exists, such as 2026-03-21 or 1405/01/01' }]
  }
  const earliest = notBefore === undefined ? undefined : data[notBefore]
  const first = typeof earliest === 'string' ? dayOfText(earliest) : undefined
  return first !== undefined && day < first
    ? [{ path: name, message: `must not be before ${notBefore ?? ''}` }]
    : []
}

/** Whether a product or service is offered on a day: active, or silent about it, and within its days. */
export function isOffered(data: JsonObject, day: string): boolean {
  const { lifeCycle = 'active', validFromOn, validUntilOn } = data
  const from = dayIn(validFromOn)
  const until = dayIn(validUntilOn)
  return (
    lifeCycle === 'active' && (from === undefined || from <= day) && (until === undefined || day <= until)
  )
}

function dayIn(value: JsonObject[string] | undefined): string | undefined {
  return typeof value === 'string' ? dayOfText(value) : undefined
}
