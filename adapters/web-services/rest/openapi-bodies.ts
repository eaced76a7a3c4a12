/**
 * Bodies and replies of an operation in an OpenAPI document. Pure. JSON is taken where there is a choice, then a form;
 * files, alone or among the fields of a multipart, are content references: the bytes pass outside of messages.
 */
import { contentSchema } from '../../content-schema.ts'
import { followed } from './openapi-references.ts'
import { closedSchema, isNode, list, nodeAt, type Resolve } from './openapi-schema.ts'
import type { OperationSettings } from './settings.ts'

type Node = Readonly<Record<string, unknown>>

/** What of the input is the body, and how it is written. */
export interface Body {
  readonly properties: Node
  readonly required: readonly string[]
  readonly settings: Pick<OperationSettings, 'body' | 'bodyFormat' | 'files' | 'content'>
}

/** The body, or why it cannot be written. */
export function bodyOf(operation: Node, method: string, resolve: Resolve): Body | string {
  const { content } = followed(operation['requestBody'], resolve)
  if (!isNode(content)) return { properties: {}, required: [], settings: { body: 'none' } }
  if (method === 'GET' || method === 'DELETE') return `${method} with a body is not sent`
  const types = Object.keys(content)
  const write = writers.flatMap(({ takes, body }) => {
    const type = types.find((one) => takes(one, schemaOf(content, one, resolve)))
    return type === undefined ? [] : [() => body(nodeAt(content, type), resolve)]
  })[0]
  return write === undefined ? `its body is ${types.join(' or ')}` : write()
}

/** In the order in which they are preferred. */
const writers: readonly {
  readonly takes: (type: string, schema: Node) => boolean
  readonly body: (content: Node, resolve: Resolve) => Body | string
}[] = [
  { takes: isJson, body: (content, resolve) => fieldsBody(content, { body: 'input' }, resolve) },
  {
    takes: (type) => type.startsWith('application/x-www-form-urlencoded'),
    body: (content, resolve) => fieldsBody(content, { body: 'input', bodyFormat: 'form' }, resolve),
  },
  { takes: (type) => type.startsWith('multipart/form-data'), body: multipart },
  { takes: isFile, body: rawFile },
]

function fieldsBody(content: Node, settings: Body['settings'], resolve: Resolve): Body | string {
  const schema = closedSchema(content['schema'], { way: 'in', resolve })
  if (schema['type'] !== 'object') return 'its body is not an object with fields'
  const required = list(schema['required']).map(String)
  return { properties: nodeAt(schema, 'properties'), required, settings }
}

/** A part is a file when its schema says so, or its encoding gives it a type that only files have. */
function multipart(content: Node, resolve: Resolve): Body | string {
  const fields = fieldsBody(content, { body: 'input', bodyFormat: 'multipart' }, resolve)
  if (typeof fields === 'string') return fields
  const parts = partsOf(content['schema'], resolve)
  const files = Object.keys(fields.properties).filter((name) => {
    const part = parts[name] ?? {}
    const of = part['type'] === 'array' ? followed(part['items'], resolve) : part
    return isFile(typeOfPart(content, name), of)
  })
  const unusable = files.find((name) => /[.\s]/.test(name))
  if (unusable !== undefined) return `its part ${unusable} cannot be named in settings`
  const properties = Object.fromEntries(
    Object.entries(fields.properties).map(([name, schema]) =>
      files.includes(name) ? [name, fileSchema(parts[name] ?? {}, schema)] : [name, schema],
    ),
  )
  const named = Object.fromEntries(files.map((name) => [name, name]))
  return {
    ...fields,
    properties,
    settings: { ...fields.settings, ...(files.length > 0 && { files: named }) },
  }
}

/** The parts as the document writes them, those of `allOf` too. */
function partsOf(value: unknown, resolve: Resolve): Readonly<Record<string, Node>> {
  const schema = followed(value, resolve)
  const own = Object.entries(nodeAt(schema, 'properties')).map(
    ([name, one]) => [name, followed(one, resolve)] as const,
  )
  return Object.assign(
    {},
    ...list(schema['allOf']).map((one) => partsOf(one, resolve)),
    Object.fromEntries(own),
  ) as Readonly<Record<string, Node>>
}

function typeOfPart(content: Node, name: string): string {
  const type = nodeAt(nodeAt(content, 'encoding'), name)['contentType']
  return typeof type === 'string' ? type : ''
}

function fileSchema({ type }: Node, read: unknown): object {
  if (type !== 'array') return contentSchema
  const { minItems, maxItems } = read as Node
  return {
    type: 'array',
    items: contentSchema,
    ...(minItems !== undefined && { minItems }),
    ...(maxItems !== undefined && { maxItems }),
  }
}

/** The field of the input that a body which is one file is taken from. */
const wholeBody = 'content'

function rawFile(): Body {
  return {
    properties: { [wholeBody]: contentSchema },
    required: [wholeBody],
    settings: { bodyFormat: 'raw', content: wholeBody },
  }
}

/** What comes back: fields, or a file. */
export type Reply = Pick<OperationSettings, 'output' | 'download'>

/** The schema of a success, or why its reply cannot be read. */
export function replyOf(operation: Node, resolve: Resolve): Reply | string {
  const replies = Object.entries(nodeAt(operation, 'responses'))
  const good =
    replies.find(([status]) => /^2(\d\d|XX)$/i.test(status)) ??
    replies.find(([status]) => status === 'default')
  const { content } = followed(good?.[1], resolve)
  const empty = { type: 'object', properties: {}, additionalProperties: false }
  if (!isNode(content) || Object.keys(content).length === 0) return { output: empty }
  const types = Object.keys(content)
  const json = types.find(isJson)
  if (json !== undefined)
    return { output: closedSchema(nodeAt(content, json)['schema'], { way: 'out', resolve }) }
  const files = types.filter((type) => isFile(type, schemaOf(content, type, resolve)))
  if (files.length === 0) return `its reply is ${types.join(' or ')}`
  // What is announced as mere bytes may come as anything.
  const isNamed = files.every((type) => /^[\w.+-]+\/([\w.+-]+|\*)$/.test(type) && !isBytes(type))
  return { download: isNamed ? { mediaTypes: files } : {} }
}

function schemaOf(content: Node, type: string, resolve: Resolve): Node {
  return followed(nodeAt(content, type)['schema'], resolve)
}

function isJson(type: string): boolean {
  return /^application\/([\w.-]+\+)?json\b|^\*\/\*/.test(type)
}

function isBytes(type: string): boolean {
  return type.startsWith('application/octet-stream')
}

/** OpenAPI 3.0 marks bytes by `format`, 3.1 by a media type without an encoding. */
function isFile(type: string, { format, contentMediaType, contentEncoding }: Node): boolean {
  if (format === 'binary' || (contentMediaType !== undefined && contentEncoding === undefined)) return true
  return isBytes(type) || /^(image|audio|video|font)\/|^application\/(pdf|zip|gzip|vnd\.)/.test(type)
}
