/** Reads JSON Schemas the way people read forms: which fields there are, and what may be in them. */

type Node = Readonly<Record<string, unknown>>

/** One field of an object. */
export interface Field {
  readonly name: string
  readonly isRequired: boolean
  readonly isSecret: boolean
  /** `string`, `integer`, `one of a, b`, `list of string` … */
  readonly type: string
  readonly title: string
  readonly description: string
}

/** The fields of an object schema in their order; none for any other schema. */
export function fieldsOf(schema: unknown): readonly Field[] {
  const { properties, required } = asNode(schema)
  const needed = new Set(Array.isArray(required) ? (required as readonly unknown[]) : [])
  return Object.entries(asNode(properties)).map(([name, inner]) => {
    const { title, description, secret } = asNode(inner)
    return {
      name,
      isRequired: needed.has(name),
      isSecret: secret === true,
      type: typeOf(inner),
      title: textOf(title),
      description: textOf(description),
    }
  })
}

/** Whether a value of this schema can only be a text. */
export function isText(schema: unknown, name: string): boolean {
  const { type, enum: choices } = asNode(asNode(asNode(schema)['properties'])[name])
  return (
    type === 'string' || (Array.isArray(choices) && choices.every((choice) => typeof choice === 'string'))
  )
}

function typeOf(schema: unknown): string {
  const { type, enum: choices, const: only, anyOf, oneOf, items } = asNode(schema)
  if (Array.isArray(choices)) return `one of ${choices.map(String).join(', ')}`
  if (only !== undefined) return `always ${JSON.stringify(only)}`
  const either = anyOf ?? oneOf
  if (Array.isArray(either)) return [...new Set(either.map(typeOf))].join(' or ')
  if (type === 'array') return `list of ${typeOf(items)}`
  return Array.isArray(type) ? type.map(String).join(' or ') : textOf(type) || 'any'
}

function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
