/**
 * An OpenAPI 3 document as a draft of settings: every operation that speaks JSON or a plain form, with typed input and
 * output. Parameters and the fields of the body are one input. Pure.
 *
 * What no document says, whether an operation may be repeated, is read from the method: GET reads, PUT and DELETE
 * repeat, POST and PATCH happen once unless the document has an idempotency key for them. That is left open for a person.
 */
import { parse } from 'yaml'

import { compileSchema } from '../../../engine/values/schema.ts'
import { fail } from '../../../engine/values/failure.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import type { DescribedSettings, ServiceDescription } from '../../adapter.ts'
import { describedLogin } from './openapi-login.ts'
import { closedSchema, exampleOf, isNode, list, nodeAt, type Resolve } from './openapi-schema.ts'
import type { OperationSettings } from './settings.ts'

type Node = Readonly<Record<string, unknown>>

/** The draft. Raises `misconfigured` for a text that is no OpenAPI 3 document. */
export function describedByOpenapi(description: ServiceDescription): DescribedSettings {
  const document = documentOf(description.text)
  const resolve = resolver(document)
  const found = operationsIn(document, resolve)
  const wanted = found.filter(
    ({ id }) => description.operations === undefined || description.operations.includes(id),
  )
  const unknown = (description.operations ?? []).filter((name) => !found.some(({ id }) => id === name))
  const read = wanted.map((one) => ({
    id: one.id,
    name: operationName(one.id),
    ...operationOf(one, resolve),
  }))
  const taken = new Map<string, string>()
  const operations: [string, OperationSettings][] = []
  const skipped = unknown.map((name) => ({ name, reason: 'the document has no such operation' }))
  for (const { id, name, settings, reason } of read) {
    const twin = taken.get(name)
    const why = twin === undefined ? reason : `its name is that of ${twin}`
    if (settings === undefined || why !== undefined)
      skipped.push({ name: id, reason: why ?? 'it cannot be read' })
    else operations.push([name, settings])
    taken.set(name, id)
  }
  const { settings, open } = describedLogin(document, resolve)
  return {
    settings: {
      baseUrl: baseUrlOf(document, description.address),
      ...settings,
      operations: Object.fromEntries(operations),
    } as unknown as JsonObject,
    skipped,
    open: [
      ...open,
      ...operations
        .filter(([, { effect }]) => effect === 'once')
        .map(
          ([name]) => `${name}: say how its outcome is found (inquiry), or that it may be repeated (effect)`,
        ),
    ],
  }
}

function documentOf(text: string): Node {
  const document = parsed(text)
  if (!isNode(document)) throw fail('misconfigured', 'The text is no OpenAPI document.')
  if (document['swagger'] !== undefined)
    throw fail('misconfigured', 'The document is Swagger 2; convert it to OpenAPI 3 first.')
  if (!/^3\./.test(String(document['openapi'])) || !isNode(document['paths']))
    throw fail('misconfigured', 'The text is no OpenAPI 3 document: it needs openapi and paths.')
  return document
}

function parsed(text: string): unknown {
  try {
    return /^\s*\{/.test(text) ? JSON.parse(text) : parse(text, { maxAliasCount: 100 })
  } catch (cause) {
    throw fail('misconfigured', 'The text is neither JSON nor YAML.', { cause })
  }
}

/** References inside the document; those to other documents lead nowhere. */
function resolver(document: Node): Resolve {
  return (ref) =>
    ref.startsWith('#/')
      ? ref
          .slice(2)
          .split('/')
          .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
          .reduce<unknown>((inner, name) => (isNode(inner) ? inner[name] : undefined), document)
      : undefined
}

function baseUrlOf(document: Node, address: string | undefined): string {
  if (address !== undefined) return address
  const [server] = list(document['servers'])
  const { url, variables } = isNode(server) ? server : {}
  const filled = textOf(url).replaceAll(/\{(\w+)\}/g, (_whole, name: string) =>
    textOf(nodeAt(nodeAt({ variables }, 'variables'), name)['default']),
  )
  if (/^https?:\/\/\S+$/.test(filled)) return filled.replace(/\/+$/, '')
  throw fail('misconfigured', 'The document does not say where the service is; give its address.')
}

interface Found {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly operation: Node
  readonly parameters: readonly Node[]
}

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const

function operationsIn(document: Node, resolve: Resolve): readonly Found[] {
  const seen = (value: unknown): Node => {
    const target = isNode(value) && typeof value['$ref'] === 'string' ? resolve(value['$ref']) : value
    return isNode(target) ? target : {}
  }
  return Object.entries(nodeAt(document, 'paths')).flatMap(([path, item]) => {
    const place = seen(item)
    return methods.flatMap((method): readonly Found[] => {
      const operation = place[method]
      if (!isNode(operation)) return []
      const all = [...list(place['parameters']), ...list(operation['parameters'])].map(seen)
      // A parameter of the operation stands in for the one of the path.
      const parameters = [
        ...new Map(all.map((one) => [`${String(one['in'])} ${String(one['name'])}`, one])).values(),
      ]
      const id = textOf(operation['operationId'], `${method} ${path}`)
      return [{ id, method: method.toUpperCase(), path, operation, parameters }]
    })
  })
}

/** A camelCase name that an expression can hold. */
function operationName(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const joined = words
    .map((word, at) => (at === 0 ? lowerFirst(word) : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
  return (/^[a-z]/.test(joined) ? joined : `operation${joined}`).slice(0, 64)
}

/** `GetInvoice` → `getInvoice`, `IBANCheck` → `ibanCheck`. */
function lowerFirst(word: string): string {
  return word.replace(/^[A-Z]+(?=[A-Z][a-z]|$)|^[A-Z]/, (start) => start.toLowerCase())
}

type ReadOperation = { readonly settings?: OperationSettings; readonly reason?: string }

function operationOf(found: Found, resolve: Resolve): ReadOperation {
  const body = bodyOf(found, resolve)
  const reply = replyOf(found, resolve)
  if (typeof body === 'string') return { reason: body }
  if (typeof reply === 'string') return { reason: reply }
  const key = found.parameters.find(isIdempotencyKey)
  const placed = placedParameters(found.parameters, body.properties, resolve)
  const input = {
    type: 'object',
    additionalProperties: false,
    properties: { ...placed.properties, ...body.properties },
    required: [...placed.required, ...body.required],
  }
  const path = found.path.replaceAll(/\{([^{}]+)\}/g, (_whole, name: string) => `{${placed.inPath(name)}}`)
  const settings: OperationSettings = {
    ...titled(found),
    method: found.method as OperationSettings['method'],
    path,
    ...placed.places,
    body: body.kind === 'none' ? 'none' : 'input',
    ...(body.kind === 'form' && { bodyFormat: 'form' }),
    effect: effectOf(found.method, key !== undefined),
    ...(key !== undefined && { idempotencyKeyHeader: String(key['name']) }),
    input,
    output: reply,
    example: { input: exampleOf(input), output: exampleOf(reply) },
  }
  return problemIn(settings, path) ?? { settings }
}

function titled({ id, operation }: Found): Pick<OperationSettings, 'title' | 'summary'> {
  const title = textOf(operation['summary'], id).slice(0, 200)
  const { description } = operation
  return {
    title: { en: title, fa: title },
    ...(typeof description === 'string' && { summary: description.slice(0, 2_000) }),
  }
}

function effectOf(method: string, hasKey: boolean): OperationSettings['effect'] {
  if (method === 'GET') return 'read'
  return method === 'PUT' || method === 'DELETE' || hasKey ? 'idempotent' : 'once'
}

function isIdempotencyKey({ in: place, name }: Node): boolean {
  return place === 'header' && /^(x-)?(idempotency|request)-(key|id)$/i.test(String(name))
}

/** Headers that the hub writes itself. */
const ownHeaders = /^(accept|content-type|authorization|idempotency-key|x-idempotency-key|(x-)?request-id)$/i

interface Placed {
  readonly properties: Node
  readonly required: readonly string[]
  readonly places: Pick<OperationSettings, 'query' | 'headers'>
  readonly inPath: (name: string) => string
}

const places = { path: 'InPath', query: 'InQuery', header: 'InHeader' } as const
type Place = keyof typeof places

/** A parameter, and the field of the input that it is taken from. */
interface PlacedParameter {
  readonly place: Place
  readonly name: string
  readonly field: string
  readonly isRequired: boolean
  readonly schema: Node
  /** How a list or an object stands in the query, unless it is repeated. */
  readonly as?: 'brackets' | 'comma' | 'space' | 'pipe' | 'json'
}

function placedParameters(parameters: readonly Node[], inBody: Node, resolve: Resolve): Placed {
  const placed = parameters.reduce<readonly PlacedParameter[]>((before, parameter) => {
    const one = placedParameter(parameter, resolve)
    if (one === undefined) return before
    const isTaken = one.field in inBody || before.some(({ field }) => field === one.field)
    return [...before, isTaken ? { ...one, field: `${one.field}${places[one.place]}` } : one]
  }, [])
  const query = Object.fromEntries(
    placed.flatMap(({ place, name, field, as }) =>
      place === 'query' ? [[name, as === undefined ? field : { from: field, as }]] : [],
    ),
  )
  const at = (wanted: Place): Readonly<Record<string, string>> =>
    Object.fromEntries(placed.flatMap(({ place, name, field }) => (place === wanted ? [[name, field]] : [])))
  const headers = at('header')
  return {
    properties: Object.fromEntries(placed.map(({ field, schema }) => [field, schema])),
    required: placed.filter(({ isRequired }) => isRequired).map(({ field }) => field),
    places: {
      ...(Object.keys(query).length > 0 && { query }),
      ...(Object.keys(headers).length > 0 && { headers }),
    },
    inPath: (name) => at('path')[name] ?? name,
  }
}

function placedParameter(parameter: Node, resolve: Resolve): PlacedParameter | undefined {
  const { in: place, required, description } = parameter
  const { schema, as } = valueOf(parameter)
  const name = textOf(parameter['name'])
  if (typeof place !== 'string' || !(place in places)) return undefined
  if (place === 'header' && ownHeaders.test(name)) return undefined
  return {
    place: place as Place,
    name,
    field: operationName(name),
    isRequired: required === true || place === 'path',
    ...(as !== undefined && place === 'query' && { as }),
    schema: {
      ...closedSchema(schema, { way: 'in', resolve }),
      ...(typeof description === 'string' && { description }),
    },
  }
}

/** A parameter has a schema, or a content: then it is JSON inside of a text. */
function valueOf(parameter: Node): { readonly schema: unknown; readonly as: PlacedParameter['as'] } {
  const { schema } = nodeAt(nodeAt(parameter, 'content'), 'application/json')
  return schema === undefined ? { schema: parameter['schema'], as: wayOf(parameter) } : { schema, as: 'json' }
}

/** Lists are repeated unless the document says otherwise (OpenAPI 3, style values). */
function wayOf({ style = 'form', explode }: Node): PlacedParameter['as'] {
  if (style === 'deepObject') return 'brackets'
  if (explode === true) return undefined
  if (style === 'spaceDelimited') return 'space'
  if (style === 'pipeDelimited') return 'pipe'
  return style === 'form' && explode === false ? 'comma' : undefined
}

interface Body {
  readonly kind: 'none' | 'json' | 'form'
  readonly properties: Node
  readonly required: readonly string[]
}

/** The fields of the body, or why it cannot be written. */
function bodyOf({ operation, method }: Found, resolve: Resolve): Body | string {
  const body = operation['requestBody']
  const target = isNode(body) && typeof body['$ref'] === 'string' ? resolve(body['$ref']) : body
  const content = nodeAt({ target }, 'target')['content']
  if (!isNode(content)) return { kind: 'none', properties: {}, required: [] }
  if (method === 'GET' || method === 'DELETE') return `${method} with a body is not sent`
  const types = Object.keys(content)
  const json = types.find(isJson)
  const form = types.find((type) => type.startsWith('application/x-www-form-urlencoded'))
  const type = json ?? form
  if (type === undefined) return `its body is ${types.join(' or ')}`
  const schema = closedSchema(nodeAt(content, type)['schema'], { way: 'in', resolve })
  if (schema['type'] !== 'object') return 'its body is not an object with fields'
  const required = list(schema['required']).map(String)
  return { kind: json === undefined ? 'form' : 'json', properties: nodeAt(schema, 'properties'), required }
}

/** The schema of a success, or why its reply cannot be read. */
function replyOf({ operation }: Found, resolve: Resolve): Node | string {
  const replies = Object.entries(nodeAt(operation, 'responses'))
  const good =
    replies.find(([status]) => /^2(\d\d|XX)$/i.test(status)) ??
    replies.find(([status]) => status === 'default')
  const reply = good?.[1]
  const target = isNode(reply) && typeof reply['$ref'] === 'string' ? resolve(reply['$ref']) : reply
  const content = nodeAt({ target }, 'target')['content']
  const empty = { type: 'object', properties: {}, additionalProperties: false }
  if (!isNode(content) || Object.keys(content).length === 0) return empty
  const type = Object.keys(content).find(isJson)
  if (type === undefined) return `its reply is ${Object.keys(content).join(' or ')}`
  return closedSchema(nodeAt(content, type)['schema'], { way: 'out', resolve })
}

function isJson(type: string): boolean {
  return /^application\/([\w.-]+\+)?json\b|^\*\/\*/.test(type)
}

function problemIn({ input, output }: OperationSettings, path: string): ReadOperation | undefined {
  if (!/^\/[^?#\s]*$/.test(path)) return { reason: `its path ${path} cannot be used` }
  try {
    compileSchema(input as object)
    compileSchema(output as object)
    return undefined
  } catch (thrown) {
    return {
      reason: `its schema is not valid: ${thrown instanceof Error ? thrown.message : 'it does not compile'}`,
    }
  }
}

function textOf(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise
}
