/** A call as an HTTP request. Every value from outside is encoded for its place or refused. */
import { fail } from '../../../engine/values/failure.ts'
import { sha256 } from '../../../engine/values/hash.ts'
import type { Call, HttpRequest, Io } from '../../adapter.ts'
import { leafText, valueAt, withValueAt } from '../field-path.ts'
import { fieldOf, queryPairs } from './query-parameters.ts'
import type { OperationSettings, Settings } from './settings.ts'
import { multipartBody, rawBody, type BodyContent } from './uploads.ts'

type Message = Readonly<Record<string, unknown>>
type Texts = Readonly<Record<string, string>>

/** What a request is made from. */
export interface RequestMeans {
  readonly input: Message
  readonly call: Call
  readonly io: Pick<Io, 'contents' | 'randomBytes'>
}

/** The request of one operation, without login. Raises `refused` for a value that cannot stand in its place. */
export async function operationRequest(
  { baseUrl, headers }: Settings,
  operation: OperationSettings,
  { input, call, io }: RequestMeans,
): Promise<HttpRequest> {
  const { idempotencyKeyHeader } = operation
  const query = queryPairs(operation.query ?? {}, input)
  const content = await bodyOf(operation, input, io)
  return {
    method: operation.method,
    url: addressOf(baseUrl, filledPath(operation.path, input), query),
    headers: {
      Accept: 'application/json',
      ...headers,
      ...mapTexts(textsAt(operation.headers ?? {}, input), headerSafe),
      ...(idempotencyKeyHeader !== undefined && { [idempotencyKeyHeader]: keyOf(call) }),
      ...(call.correlationId !== undefined && { 'X-Correlation-Id': headerSafe(call.correlationId) }),
      ...(content && { 'Content-Type': content.type }),
    },
    ...(content && { body: content.body }),
  }
}

/** An address below the base, with its query; blanks are `%20`, which every server reads. */
export function addressOf(
  baseUrl: string,
  path: string,
  query: readonly (readonly [string, string])[],
): string {
  const pairs = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  return `${baseUrl.replace(/\/+$/, '')}${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`
}

/** An address with one more query parameter. */
export function withParameter(url: string, name: string, value: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${encodeURIComponent(name)}=${encodeURIComponent(value)}`
}

/** Names of the input that a path takes. */
export function placeholdersOf(path: string): readonly string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '')
}

function filledPath(path: string, input: Message): string {
  return path.replace(/\{([^{}]+)\}/g, (_whole, name: string) => {
    const value = valueAt(input, name)
    if (Array.isArray(value) && value.length > 0) return encodedList(value)
    const text = leafText(value) ?? ''
    // An empty or dotted segment would name another resource, whatever its encoding.
    if (text === '' || text === '.' || text === '..') throw unusable(name, 'a path', 'INVALID_PATH_VALUE')
    return encodeURIComponent(text)
  })
}

/** A list in a path, as OpenAPI writes it: `/1,2`. */
function encodedList(items: readonly unknown[]): string {
  return items.map((item) => encodeURIComponent(leafText(item) ?? '')).join(',')
}

function textsAt(fields: Readonly<Record<string, string>>, input: Message): Texts {
  const found = Object.entries(fields).flatMap(([name, path]): [string, string][] => {
    const value = valueAt(input, path)
    const text = Array.isArray(value) ? value.map((item) => leafText(item) ?? '').join(',') : leafText(value)
    return text === undefined ? [] : [[name, text]]
  })
  return Object.fromEntries(found)
}

function mapTexts(texts: Texts, change: (text: string) => string): Texts {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, change(text)]))
}

function headerSafe(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  throw unusable('a value', 'a header', 'INVALID_HEADER_VALUE')
}

function unusable(what: string, where: string, code: string): Error {
  return fail('refused', `The call was not made: ${what} cannot stand in ${where} (code ${code}).`, {
    code,
    details: { sent: false },
  })
}

/** The key of the call in a form that any header takes, the same on every attempt. */
function keyOf({ key }: Call): string {
  return /^[\x21-\x7e]+$/.test(key) ? key : `sha256-${sha256(key)}`
}

async function bodyOf(
  operation: OperationSettings,
  input: Message,
  io: RequestMeans['io'],
): Promise<BodyContent | undefined> {
  const { bodyFormat = 'json', files = {} } = operation
  const fields = fieldsOf(operation, input)
  switch (bodyFormat) {
    case 'raw':
      return rawBody(operation.content && valueAt(input, operation.content), io)
    case 'multipart':
      return multipartBody(fields, pickedAt(files, input), io)
    case 'json':
      return fields && { type: 'application/json; charset=utf-8', body: JSON.stringify(fields) }
    case 'form':
      return fields && { type: 'application/x-www-form-urlencoded', body: formOf(fields) }
  }
}

/** The fields of the body; none when it has no body. */
function fieldsOf(operation: OperationSettings, input: Message): Message | undefined {
  const { method } = operation
  const body = operation.body ?? (method === 'GET' || method === 'DELETE' ? 'none' : 'input')
  if (body === 'none') return undefined
  return body === 'input' ? unplaced(operation, input) : pickedAt(body, input)
}

/** The input without what already stands in path, query or headers. */
function unplaced(
  { path, query = {}, headers = {}, files = {} }: OperationSettings,
  input: Message,
): Message {
  const places = [
    ...[headers, files].flatMap((fields) => Object.values(fields)),
    ...Object.values(query).map(fieldOf),
  ]
  const placed = new Set([...placeholdersOf(path), ...places])
  return Object.fromEntries(Object.entries(input).filter(([name]) => !placed.has(name)))
}

function pickedAt(fields: Readonly<Record<string, string>>, input: Message): Message {
  return Object.entries(fields).reduce<Message>((picked, [name, path]) => {
    const value = valueAt(input, path)
    return value === undefined ? picked : withValueAt(picked, name, value)
  }, {})
}

/** The fields of a form; what is no leaf is left out. */
export function formOf(fields: Message): string {
  const leaves = Object.entries(fields).flatMap(([name, value]): [string, string][] => {
    const text = leafText(value)
    return text === undefined ? [] : [[name, text]]
  })
  return new URLSearchParams(leaves).toString()
}
