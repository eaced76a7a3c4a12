/**
 * A reply brought into the form that the settings' schema declares: a text field takes a number's own digits, a
 * number field takes only what it can hold, and what the schema does not name is dropped, so that a field which
 * the remote adds tomorrow breaks nothing. Pure.
 */
import { fail } from '../../../engine/values/failure.ts'
import { isExact, NumberText, plainJson, type ExactJson } from '../../../engine/values/exact-json.ts'

/** The part of JSON Schema that gives a reply its form. */
export interface ShapeSchema {
  readonly type?: unknown
  readonly properties?: Readonly<Record<string, ShapeSchema>>
  readonly items?: ShapeSchema
  readonly anyOf?: readonly ShapeSchema[]
  readonly oneOf?: readonly ShapeSchema[]
}

/** The value in the form of the schema. Raises `unreadable` where a digit would be lost; `path` names the place. */
export function shaped(schema: ShapeSchema | undefined, value: ExactJson, path = 'the reply'): unknown {
  const form = schema && chosenForm(schema, value)
  if (form === undefined) return plainJson(value)
  if (value instanceof NumberText) return shapedNumber(form, value, path)
  if (Array.isArray(value)) {
    return (value as readonly ExactJson[]).map((item, index) => shaped(form.items, item, `${path}.${index}`))
  }
  if (typeof value !== 'object' || value === null || !form.properties) return plainJson(value)
  return shapedObject(form.properties, value as Readonly<Record<string, ExactJson>>, path)
}

function shapedObject(
  properties: Readonly<Record<string, ShapeSchema>>,
  value: Readonly<Record<string, ExactJson>>,
  path: string,
): unknown {
  const known = Object.entries(properties).flatMap(([name, inner]): [string, unknown][] => {
    const found = Object.hasOwn(value, name) ? value[name] : undefined
    return found === undefined ? [] : [[name, shaped(inner, found, `${path}.${name}`)]]
  })
  return Object.fromEntries(known)
}

function shapedNumber(form: ShapeSchema, { text }: NumberText, path: string): unknown {
  const types = typesOf(form)
  if (types.includes('string') && !types.includes('number') && !types.includes('integer')) return text
  if (isExact(text)) return Number(text)
  if (types.length === 0) return text
  throw fail(
    'unreadable',
    `A number in ${path} has more digits than a number can hold; declare it as a text.`,
  )
}

function chosenForm(schema: ShapeSchema, value: ExactJson): ShapeSchema {
  const choices = schema.anyOf ?? schema.oneOf
  if (!choices) return schema
  const fitting = choices.find((choice) => typesOf(choice).some((type) => fits(type, value)))
  return fitting ?? choices[0] ?? schema
}

function typesOf({ type }: ShapeSchema): readonly unknown[] {
  return Array.isArray(type) ? (type as readonly unknown[]) : type === undefined ? [] : [type]
}

function fits(type: unknown, value: ExactJson): boolean {
  if (value instanceof NumberText)
    return type === 'number' || (type === 'integer' && /^-?\d+$/.test(value.text))
  if (value === null) return type === 'null'
  if (Array.isArray(value)) return type === 'array'
  return type === typeof value
}
