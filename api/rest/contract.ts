/**
 * openapi.yaml, read once: every operation with the checks that its parameters, bodies and replies must pass. The
 * router serves exactly these operations, so the document and the running hub cannot drift apart.
 */
import { readFile } from 'node:fs/promises'

import { parse } from 'yaml'

import { schemaCompiler, type Check, type SchemaCompiler } from '../../engine/values/schema.ts'
import type { operations as OperationTypes } from '../openapi.generated.ts'

/** The name of an operation of openapi.yaml. */
export type OperationId = keyof OperationTypes

/** What a body of one media type must be. */
export interface BodyContract {
  readonly isJson: boolean
  readonly check: Check
}

/** One operation. */
export interface OperationContract {
  readonly id: OperationId
  readonly method: 'get' | 'post' | 'put' | 'delete' | 'patch'
  /** As in the document: `/v1/profiles/{id}`. */
  readonly path: string
  /** The group that it stands in. */
  readonly tag: string
  /** The right it needs; `undefined` for public ones. */
  readonly scope: string | undefined
  readonly isAudited: boolean
  /** Its body is a file: larger than others may be, and read only from who may send it. */
  readonly takesFile: boolean
  /** Takes whatever query an outside system sends. */
  readonly takesAnyQuery: boolean
  /** Fields of its answer that a replay must not show. */
  readonly shownOnce: readonly string[]
  readonly takesIdempotencyKey: boolean
  readonly checkParams: Check
  readonly checkQuery: Check
  readonly checkHeaders: Check
  /** By media type; `undefined` when it takes no body. */
  readonly bodies: ReadonlyMap<string, BodyContract> | undefined
  readonly needsBody: boolean
  /** Of a JSON reply by status (`200`, `2XX`, `default`); `undefined` where the reply is no JSON. */
  readonly checkReply: (status: number) => Check | undefined
}

/** The contract as a whole. */
export interface Contract {
  readonly yaml: string
  /** Bundled: no references to other files. */
  readonly document: JsonDocument
  readonly operations: readonly OperationContract[]
  /** The check of one source record. */
  readonly recordCheck: Check
  /** The contract of one message that is published. */
  readonly messageCheck: Check
  /** The check of the form of a rule set. */
  readonly ruleSetCheck: Check
}

type JsonDocument = Readonly<Record<string, unknown>>
type Words = Readonly<Record<string, unknown>>

const root = new URL('../../', import.meta.url)
const methods = ['get', 'post', 'put', 'delete', 'patch'] as const

/** Reads the document, once in a process. Throws when it is not sound. A schema is compiled when it is first needed. */
export function loadContract(): Promise<Contract> {
  loaded ??= read()
  return loaded
}

let loaded: Promise<Contract> | undefined

async function read(): Promise<Contract> {
  const yaml = await readFile(new URL('openapi.yaml', root), 'utf8')
  const document = (await bundled(parse(yaml))) as JsonDocument
  const whole = resolver(document)
  const operations = Object.entries(document['paths'] as Record<string, Words>).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const words = item[method] as Words | undefined
      if (words === undefined) return []
      const shared = (item['parameters'] ?? []) as readonly unknown[]
      return [
        operation({ method, path, words: whole(words) as Words, shared: whole(shared) as readonly Words[] }),
      ]
    }),
  )
  const checkOf = (schema: string): Check =>
    checkOnDemand(values, whole({ $ref: `#/components/schemas/${schema}` }) as object)
  return {
    yaml,
    document,
    operations,
    recordCheck: checkOf('SourceRecord'),
    messageCheck: checkOf('NewMessage'),
    ruleSetCheck: checkOf('RuleSetDraft'),
  }
}

/** References to files of the project become the files' own content, under their names in `components`. */
async function bundled(document: unknown): Promise<unknown> {
  const { components } = document as { readonly components: { readonly schemas: Record<string, Words> } }
  const nameOf = new Map<string, string>()
  for (const [name, { $ref }] of Object.entries(components.schemas)) {
    if (typeof $ref === 'string' && $ref.startsWith('contracts/'))
      nameOf.set($ref.split('/').at(-1) ?? '', name)
  }
  const inner = (value: unknown): unknown =>
    mapRefs(value, (ref) => (nameOf.has(ref) ? `#/components/schemas/${nameOf.get(ref) ?? ''}` : ref))
  const schemas: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(components.schemas)) {
    const file = schema['$ref']
    if (typeof file !== 'string' || !file.startsWith('contracts/')) {
      schemas[name] = schema
      continue
    }
    const {
      $id: _id,
      $schema: _schema,
      ...rest
    } = JSON.parse(await readFile(new URL(file, root), 'utf8')) as Words
    schemas[name] = inner(rest)
  }
  return { ...(document as object), components: { ...components, schemas } }
}

function mapRefs(value: unknown, change: (ref: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapRefs(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      name === '$ref' && typeof part === 'string' ? change(part) : mapRefs(part, change),
    ]),
  )
}

/** Puts what a `$ref` leads to in its place, everywhere. */
function resolver(document: JsonDocument): (value: unknown) => unknown {
  const known = new Map<string, unknown>()
  const target = (ref: string): unknown => {
    if (!known.has(ref)) {
      const parts = ref.slice(2).split('/')
      const found = parts.reduce<unknown>((at, part) => (at as Words | undefined)?.[part], document)
      if (found === undefined) throw new Error(`openapi.yaml: nothing is at ${ref}`)
      // A reference within itself ends here rather than never.
      known.set(ref, {})
      known.set(ref, whole(found))
    }
    return known.get(ref)
  }
  const whole = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(whole)
    if (typeof value !== 'object' || value === null) return value
    if ('$ref' in value && typeof value.$ref === 'string') return target(value.$ref)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, whole(part)]))
  }
  return whole
}

interface OperationWords {
  readonly method: (typeof methods)[number]
  readonly path: string
  readonly words: Words
  readonly shared: readonly Words[]
}

const texts = schemaCompiler({ coerce: true })
const values = schemaCompiler()

/** Compiling all schemas takes seconds; a hub must start in less. That every one compiles is a test's matter. */
function checkOnDemand(compiler: SchemaCompiler, schema: object): Check {
  let check: Check | undefined
  return (value, at) => (check ??= compiler.compile(schema))(value, at)
}

function operation({ method, path, words, shared }: OperationWords): OperationContract {
  const parameters = [...shared, ...((words['parameters'] ?? []) as readonly Words[])]
  const body = words['requestBody'] as { readonly required?: boolean; readonly content: Words } | undefined
  const isPublic = Array.isArray(words['security']) && words['security'].length === 0
  return {
    id: words['operationId'] as OperationId,
    method,
    path,
    tag: (words['tags'] as readonly string[] | undefined)?.[0] ?? '',
    scope: isPublic ? undefined : (words['x-scope'] as string),
    isAudited: words['x-audit'] === true,
    takesFile: words['x-file'] === true,
    takesAnyQuery: words['x-any-query'] === true,
    shownOnce: (words['x-shown-once'] ?? []) as readonly string[],
    takesIdempotencyKey: parameters.some(({ name }) => name === 'Idempotency-Key'),
    checkParams: parameterCheck(parameters, 'path', false),
    checkQuery: parameterCheck(parameters, 'query', words['x-any-query'] === true),
    checkHeaders: parameterCheck(parameters, 'header', true),
    bodies: body && bodiesOf(body.content, words['x-each'] as string | undefined),
    needsBody: body?.required === true,
    checkReply: replyChecks((words['responses'] ?? {}) as Words),
  }
}

/** One object schema for all parameters of one place, so that every wrong one is told at once. */
function parameterCheck(parameters: readonly Words[], place: string, isOpen: boolean): Check {
  const here = parameters.filter((parameter) => parameter['in'] === place)
  const name = (parameter: Words): string =>
    place === 'header' ? String(parameter['name']).toLowerCase() : String(parameter['name'])
  return checkOnDemand(texts, {
    type: 'object',
    properties: Object.fromEntries(here.map((parameter) => [name(parameter), parameter['schema']])),
    required: here.filter((parameter) => parameter['required'] === true).map(name),
    additionalProperties: isOpen,
  })
}

function bodiesOf(content: Words, each: string | undefined): ReadonlyMap<string, BodyContract> {
  return new Map(
    Object.entries(content).map(([type, media]) => {
      const { schema = {} } = media as { readonly schema?: object }
      const isJson = type === 'application/json'
      return [
        type,
        { isJson, check: isJson ? checkOnDemand(values, withoutItems(schema, each)) : () => [] },
      ] as const
    }),
  )
}

/** The items of this list are checked one by one by the handler, so that a bad one does not hold up the others. */
function withoutItems(schema: object, each: string | undefined): object {
  if (each === undefined) return schema
  const { properties, ...rest } = schema as { readonly properties: Readonly<Record<string, object>> }
  const { items: _items, ...list } = properties[each] as { readonly items?: unknown }
  return { ...rest, properties: { ...properties, [each]: list } }
}

function replyChecks(responses: Words): (status: number) => Check | undefined {
  const checks = new Map(
    Object.entries(responses).flatMap(([status, response]) => {
      const content = (response as { readonly content?: Words }).content ?? {}
      const json = content['application/json'] ?? content['application/problem+json']
      const schema = (json as { readonly schema?: object } | undefined)?.schema
      return schema === undefined ? [] : [[status, checkOnDemand(values, schema)] as const]
    }),
  )
  const declared = new Set(Object.keys(responses))
  return (status) => {
    const family = `${String(status)[0] ?? ''}XX`
    const name = [String(status), family, 'default'].find((one) => declared.has(one))
    if (name === undefined)
      return () => [{ path: 'status', message: `${String(status)} is not in the contract` }]
    return checks.get(name)
  }
}
