/** A call as an HTTP request. Pure. Every value from outside is encoded for its place or refused. */
import { fail } from '../../../engine/values/failure.ts'
import { sha256 } from '../../../engine/values/hash.ts'
import type { Call, HttpRequest } from '../../adapter.ts'
import { leafText, valueAt, withValueAt } from '../field-path.ts'
import type { OperationSettings, Settings } from './settings.ts'

type Message = Readonly<Record<string, unknown>>
type Texts = Readonly<Record<string, string>>

/** The request of one operation, without login. Raises `refused` for a value that cannot stand in its place. */
export function operationRequest(
  { baseUrl, headers }: Settings,
  operation: OperationSettings,
  { input, call }: { readonly input: Message; readonly call: Call },
): HttpRequest {
  const { idempotencyKeyHeader } = operation
  const query = textsAt(operation.query ?? {}, input)
  const content = bodyOf(operation, input)
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
export function addressOf(baseUrl: string, path: string, query: Texts): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  )
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
    const text = leafText(valueAt(input, name)) ?? ''
    // An empty or dotted segment would name another resource, whatever its encoding.
    if (text === '' || text === '.' || text === '..') throw unusable(name, 'a path', 'INVALID_PATH_VALUE')
    return encodeURIComponent(text)
  })
}

function textsAt(fields: Readonly<Record<string, string>>, input: Message): Texts {
  const found = Object.entries(fields).flatMap(([name, path]): [string, string][] => {
    const text = leafText(valueAt(input, path))
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

interface Content {
  readonly type: string
  readonly body: string
}

function bodyOf(operation: OperationSettings, input: Message): Content | undefined {
  const { method, bodyFormat = 'json' } = operation
  const body = operation.body ?? (method === 'GET' || method === 'DELETE' ? 'none' : 'input')
  if (body === 'none') return undefined
  const fields = body === 'input' ? unplaced(operation, input) : pickedAt(body, input)
  if (bodyFormat === 'json') return { type: 'application/json; charset=utf-8', body: JSON.stringify(fields) }
  return { type: 'application/x-www-form-urlencoded', body: formOf(fields) }
}

/** The input without what already stands in path, query or headers. */
function unplaced({ path, query = {}, headers = {} }: OperationSettings, input: Message): Message {
  const placed = new Set([...placeholdersOf(path), ...Object.values(query), ...Object.values(headers)])
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
