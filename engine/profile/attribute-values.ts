/** Values that people give to attributes of profiles, as pins and edits: what is wrong with one, or how it is shown. Pure. */
import { entitySchemas } from '../../contracts/entities.generated.ts'
import type { Holds } from '../../contracts/entity-schema.ts'
import type { Json, JsonObject } from '../values/json.ts'
import { schemaCompiler, type Check } from '../values/schema.ts'
import { saidOf } from './custom/custom-data.ts'
import { customName, customPart, type CustomFields, type KnownField } from './custom/custom-field.ts'
import { readValue } from './custom/custom-values.ts'
import { fieldsOf } from './entity-types.ts'
import { fieldValue } from './field-values.ts'
import { aboutTheRecord, valueSets } from './policy.ts'
import type { EntityType, NormalisedRecord } from './record.ts'

const compiler = schemaCompiler()
for (const schema of Object.values(entitySchemas)) compiler.add(schema)
const checks = new Map<EntityType, Check>()

/** Whether people may give a type a value of this attribute. */
export function isEditable(type: EntityType, attribute: string, fields: CustomFields): boolean {
  const name = customName(attribute)
  if (name !== undefined) return fields.get(name)?.types.includes(type) === true
  const isField = Object.hasOwn(fieldsOf(type), attribute)
  return isField && attribute !== 'sameAs' && attribute !== customPart && !aboutTheRecord.has(attribute)
}

/** The value in the form in which it is shown, or why it cannot be one. Only for attributes that may be edited. */
export function givenValue(
  type: EntityType,
  { attribute, value }: { readonly attribute: string; readonly value: Json },
  fields: CustomFields,
): { readonly value: Json } | { readonly problem: string } {
  const custom = fields.get(customName(attribute) ?? '')
  if (custom !== undefined) return customGiven(custom, value)
  const [error] = checkOf(type)({ [attribute]: value }, 'value')
  if (error !== undefined) return { problem: error.message }
  const { holds, items } = fieldsOf(type)[attribute] ?? {}
  if (!Array.isArray(value)) return typeof value === 'string' ? oneGiven(value, holds) : { value }
  const all = (value as readonly Json[]).map((one) =>
    typeof one === 'string' ? oneGiven(one, items?.holds) : { value: one },
  )
  const wrong = all.find((one) => 'problem' in one)
  return wrong ?? { value: all.flatMap((one) => ('value' in one ? [one.value] : [])) }
}

function customGiven(field: KnownField, said: Json): { readonly value: Json } | { readonly problem: string } {
  const read = readValue(field, said, true)
  if ('problem' in read) return read
  return read.value === undefined ? { problem: 'must not be blank' } : { value: read.value }
}

function oneGiven(
  value: string,
  holds: Holds | undefined,
): { readonly value: Json } | { readonly problem: string } {
  const found = fieldValue(value, holds, '')
  if (found === undefined) return { problem: 'must not be blank' }
  return found.valid
    ? { value: found.value }
    : { problem: `is not valid: ${found.note ?? 'it fails its check'}` }
}

/** The compared form of what a record says of an attribute: of a contact point the first; empty when it says nothing. */
export function keyIn({ fields }: Pick<NormalisedRecord, 'fields'>, attribute: string): string {
  const set = valueSets.find(({ best, all }) => best === attribute || all === attribute)
  if (set === undefined) return (fields[attribute] ?? []).map(({ key }) => key).join('\n')
  const all = [...new Set([...(fields[set.best] ?? []), ...(fields[set.all] ?? [])].map(({ key }) => key))]
  return attribute === set.best ? (all[0] ?? '') : all.join('\n')
}

/** The value of an attribute in a record's own words; `null` when it says nothing. */
export function saidIn(data: JsonObject, attribute: string): Json {
  const set = valueSets.find(({ best }) => best === attribute)
  const list = set === undefined ? undefined : data[set.all]
  return saidOf(data, attribute) ?? (Array.isArray(list) ? ((list as readonly Json[])[0] ?? null) : null)
}

function checkOf(type: EntityType): Check {
  const known = checks.get(type)
  if (known !== undefined) return known
  const { $id, required: _required, ...schema } = entitySchemas[type]
  const check = compiler.compile({ ...schema, $id: `given-${$id}` })
  checks.set(type, check)
  return check
}
