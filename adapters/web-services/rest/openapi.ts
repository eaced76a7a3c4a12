/**
 * An OpenAPI 3 document as a draft of settings: every operation that speaks JSON, a form or files, with typed input and
 * output. Parameters and the fields of the body are one input. Pure.
 *
 * What no document says, whether an operation may be repeated, is read from the method: GET reads, PUT and DELETE
 * repeat, POST and PATCH happen once unless the document has an idempotency key for them. That is left open for a person.
 */
import { compileSchema } from '../../../engine/values/schema.ts'
import { fail, failureOf } from '../../../engine/values/failure.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import type { DescribedSettings, ServiceDescription } from '../../adapter.ts'
import { contentSchema } from '../../content-schema.ts'
import { bodyOf, replyOf } from './openapi-bodies.ts'
import { describedLogin } from './openapi-login.ts'
import { followed, parsedDocument, referencesIn } from './openapi-references.ts'
import { closedSchema, exampleOf, isNode, list, nodeAt, type Resolve } from './openapi-schema.ts'
import type { OperationSettings } from './settings.ts'

type Node = Readonly<Record<string, unknown>>

/** The draft. Raises `misconfigured` for a text that is no OpenAPI 3 document. */
export function describedByOpenapi(description: ServiceDescription): DescribedSettings {
  const document = documentOf(description.text)
  const resolve = referencesIn(document, description.documents)
  const found = operationsIn(document, resolve)
  const wanted = found.filter(
    ({ id }) => description.operations === undefined || description.operations.includes(id),
  )
  const unknown = (description.operations ?? []).filter((name) => !found.some(({ id }) => id === name))
  const read = wanted.map((one) => ({
    id: one.id,
    name: operationName(one.id),
    ...readOperation(one, resolve),
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
  const document = parsedDocument(text, 'The text')
  if (!isNode(document)) throw fail('misconfigured', 'The text is no OpenAPI document.')
  if (document['swagger'] !== undefined)
    throw fail('misconfigured', 'The document is Swagger 2; convert it to OpenAPI 3 first.')
  if (!/^3\./.test(String(document['openapi'])) || !isNode(document['paths']))
    throw fail('misconfigured', 'The text is no OpenAPI 3 document: it needs openapi and paths.')
  return document
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
  /** Those of its path first; some may be references. */
  readonly parameters: readonly unknown[]
}

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const

function operationsIn(document: Node, resolve: Resolve): readonly Found[] {
  return Object.entries(nodeAt(document, 'paths')).flatMap(([path, item]) => {
    const place = followed(item, resolve)
    return methods.flatMap((method): readonly Found[] => {
      const operation = place[method]
      if (!isNode(operation)) return []
      const parameters = [...list(place['parameters']), ...list(operation['parameters'])]
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

/** A reference that cannot be followed keeps its operation out, and no other. */
function readOperation(found: Found, resolve: Resolve): ReadOperation {
  try {
    return operationOf(found, resolve)
  } catch (thrown) {
    const failure = failureOf(thrown)
    if (failure === undefined) throw thrown
    return { reason: failure.message }
  }
}

function operationOf(found: Found, resolve: Resolve): ReadOperation {
  const body = bodyOf(found.operation, found.method, resolve)
  const reply = replyOf(found.operation, resolve)
  if (typeof body === 'string') return { reason: body }
  if (typeof reply === 'string') return { reason: reply }
  const parameters = parametersOf(found, resolve)
  const key = parameters.find(isIdempotencyKey)
  const placed = placedParameters(parameters, body.properties, resolve)
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
    ...body.settings,
    effect: effectOf(found.method, key !== undefined),
    ...(key !== undefined && { idempotencyKeyHeader: String(key['name']) }),
    input,
    ...reply,
    example: { input: exampleOf(input), output: exampleOf(reply.output ?? contentSchema) },
  }
  return problemIn(settings, path) ?? { settings }
}

/** A parameter of the operation stands in for the one of the path. */
function parametersOf({ parameters }: Found, resolve: Resolve): readonly Node[] {
  const all = parameters.map((one) => followed(one, resolve))
  return [...new Map(all.map((one) => [`${String(one['in'])} ${String(one['name'])}`, one])).values()]
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

function problemIn({ input, output }: OperationSettings, path: string): ReadOperation | undefined {
  if (!/^\/[^?#\s]*$/.test(path)) return { reason: `its path ${path} cannot be used` }
  try {
    compileSchema(input as object)
    if (output !== undefined) compileSchema(output as object)
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
