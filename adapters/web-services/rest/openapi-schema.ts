/**
 * Schemas of an OpenAPI document as the closed, self-contained JSON Schemas that operations are declared with. Pure.
 *
 * References are put in their place, `allOf` of objects becomes one object, keywords that bind nobody are left away,
 * and a type that holds itself is open from its second round on. Numbers of 64 bits that come back are text, because a
 * JavaScript number would lose their digits.
 */
type Node = Readonly<Record<string, unknown>>

/** Which way the values go: to the remote, or back. */
export type Way = 'in' | 'out'

/** What a `$ref` means; `undefined` when it leads nowhere. */
export type Resolve = (ref: string) => unknown

/** How one schema is read. */
export interface SchemaReading {
  readonly way: Way
  readonly resolve: Resolve
}

const kept = [
  'description',
  'enum',
  'const',
  'minimum',
  'maximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
]
const formats = new Set([
  'date',
  'date-time',
  'time',
  'duration',
  'email',
  'uuid',
  'uri',
  'ipv4',
  'ipv6',
  'hostname',
])

/** The schema, closed and without references. */
export function closedSchema(schema: unknown, reading: SchemaReading, above: readonly string[] = []): Node {
  if (!isNode(schema)) return {}
  const ref = schema['$ref']
  if (typeof ref === 'string') {
    if (above.includes(ref)) return {}
    return closedSchema(reading.resolve(ref), reading, [...above, ref])
  }
  const inner = (one: unknown): Node => closedSchema(one, reading, above)
  const parts = list(schema['allOf'])
  if (parts.length > 0) return merged([...parts.map(inner), inner({ ...schema, allOf: undefined })])
  const choices = [...list(schema['anyOf']), ...list(schema['oneOf'])]
  if (choices.length > 0) return nullable(schema, { anyOf: choices.map(inner) })
  return nullable(schema, plain(schema, reading, inner))
}

function plain(schema: Node, reading: SchemaReading, inner: (one: unknown) => Node): Node {
  const type = schema['type'] ?? (isNode(schema['properties']) ? 'object' : undefined)
  const bounds = Object.fromEntries(
    kept.flatMap((word) => (schema[word] === undefined ? [] : [[word, schema[word]]])),
  )
  if (type === 'object') return { ...described(schema), ...objectOf(schema, reading, inner) }
  if (type === 'array') return { type, ...bounds, items: inner(schema['items']) }
  if (isWide(schema) && reading.way === 'out') return { ...described(schema), type: 'string' }
  return {
    ...(type !== undefined && { type }),
    ...bounds,
    ...exclusive(schema),
    ...(formats.has(String(schema['format'])) && { format: schema['format'] }),
    ...(isPattern(schema['pattern']) && { pattern: schema['pattern'] }),
  }
}

function described({ description }: Node): Node {
  return description === undefined ? {} : { description }
}

/** A number that only text carries without loss. */
function isWide({ type, format }: Node): boolean {
  return (type === 'integer' && format === 'int64') || (type === 'number' && format === 'decimal')
}

/** What only comes back is not asked for, what is only sent does not come back. */
function objectOf(schema: Node, { way }: SchemaReading, inner: (one: unknown) => Node): Node {
  const hidden = way === 'in' ? 'readOnly' : 'writeOnly'
  const properties = Object.entries(isNode(schema['properties']) ? schema['properties'] : {}).filter(
    ([, one]) => !(isNode(one) && one[hidden] === true),
  )
  const names = new Set(properties.map(([name]) => name))
  const required = list(schema['required']).filter((name) => names.has(String(name)))
  const others = schema['additionalProperties']
  const isMap = properties.length === 0 && (isNode(others) || others === true)
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map(([name, one]) => [name, inner(one)])),
    ...(required.length > 0 && { required }),
    additionalProperties: isMap ? (isNode(others) ? inner(others) : {}) : false,
  }
}

/** OpenAPI 3.0 marks an exclusive bound by a flag beside it. */
function exclusive(schema: Node): Node {
  const bound = (flag: string, limit: string): Node => {
    const value = schema[flag]
    if (typeof value === 'number') return { [flag]: value }
    return value === true && typeof schema[limit] === 'number' ? { [flag]: schema[limit] } : {}
  }
  return { ...bound('exclusiveMinimum', 'minimum'), ...bound('exclusiveMaximum', 'maximum') }
}

function isPattern(pattern: unknown): boolean {
  if (typeof pattern !== 'string') return false
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return false
    throw thrown
  }
}

function nullable(schema: Node, read: Node): Node {
  if (schema['nullable'] !== true) return read
  if (read['anyOf'] !== undefined) return { anyOf: [...list(read['anyOf']), { type: 'null' }] }
  const { type, enum: values } = read
  if (type === undefined) return read
  return {
    ...read,
    type: [...(Array.isArray(type) ? (type as readonly unknown[]) : [type]), 'null'],
    ...(Array.isArray(values) && { enum: [...(values as readonly unknown[]), null] }),
  }
}

function merged(parts: readonly Node[]): Node {
  return parts.reduce<Node>((whole, part) => {
    const properties = { ...nodeAt(whole, 'properties'), ...nodeAt(part, 'properties') }
    const required = [...new Set([...list(whole['required']), ...list(part['required'])])]
    return {
      ...whole,
      ...part,
      ...(Object.keys(properties).length > 0 && { type: 'object', properties, additionalProperties: false }),
      ...(required.length > 0 && { required }),
    }
  }, {})
}

/** A value that fits a closed schema, for the example that each operation shows. */
export function exampleOf(schema: unknown): unknown {
  if (!isNode(schema)) return 'text'
  if (schema['const'] !== undefined) return schema['const']
  const [first] = list(schema['enum'])
  if (first !== undefined) return first
  const [choice] = list(schema['anyOf'])
  if (choice !== undefined) return exampleOf(choice)
  const type = Array.isArray(schema['type']) ? (schema['type'] as readonly unknown[])[0] : schema['type']
  const example = examples[String(type)] ?? textExample
  return example(schema)
}

const examples: Readonly<Record<string, (schema: Node) => unknown>> = {
  object: objectExample,
  array: (schema) =>
    Array.from({ length: Number(schema['minItems'] ?? 0) }, () => exampleOf(schema['items'])),
  integer: numberExample,
  number: numberExample,
  boolean: () => true,
  null: () => null,
}

function objectExample(schema: Node): Node {
  const properties = nodeAt(schema, 'properties')
  return Object.fromEntries(
    list(schema['required']).map((name) => [String(name), exampleOf(properties[String(name)])]),
  )
}

function numberExample(schema: Node): number {
  const { minimum, exclusiveMinimum, maximum } = schema as Readonly<Record<string, number | undefined>>
  const least = minimum ?? (exclusiveMinimum === undefined ? 1 : exclusiveMinimum + 1)
  return maximum === undefined ? least : Math.min(least, maximum)
}

const formatExamples: Readonly<Record<string, string>> = {
  date: '2026-01-02',
  'date-time': '2026-01-02T03:04:05Z',
  time: '03:04:05Z',
  duration: 'P1D',
  email: 'a@example.ir',
  uuid: '00000000-0000-4000-8000-000000000000',
  uri: 'https://example.ir/',
  ipv4: '127.0.0.1',
  ipv6: '::1',
  hostname: 'example.ir',
}

function textExample({ format, minLength = 0, maxLength = 4 }: Node): string {
  const known = formatExamples[String(format)]
  if (known !== undefined) return known
  return 'text'
    .repeat(1 + Number(minLength) / 4)
    .slice(0, Math.max(Number(minLength), Math.min(Number(maxLength), 4)))
}

/** Whether a value is a JSON object. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object at a name; an empty one when there is none. */
export function nodeAt(node: Node, name: string): Node {
  const found = node[name]
  return isNode(found) ? found : {}
}

/** The list that a value is; an empty one when it is none. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}
