/** Requests to a hub as a stranger would send them, byte by byte, and what every refusal must look like. */
import assert from 'node:assert/strict'

import { problemKinds, type ProblemCode } from '../../contracts/problems.ts'
import type { Json } from '../../api/cli/hub-client.ts'
import type { TestHub } from './hub.ts'

/** An answer as it came. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The JSON of the answer; empty when there is none. */
  readonly body: Json
}

/** What is sent beside method and address. */
export interface Sending {
  /** Becomes JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData
  readonly headers?: Readonly<Record<string, string>>
  /** Instead of the usual key; null: none. */
  readonly key?: string | null
}

/** Sends `GET /v1/flows` and gives the answer, whatever it is. */
export type Ask = (line: string, sending?: Sending) => Promise<Answer>

/** Makes the sender. */
export function asking({ url, key }: { readonly url: string; readonly key: string }): Ask {
  return async (line, sending = {}) => {
    const [, method = '', path = ''] = /^(\S+) (.*)$/s.exec(line) ?? []
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      ...partsOf({ key, ...sending }),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    const body = isJson ? (JSON.parse(text) as Json) : {}
    return { status: response.status, headers: response.headers, text, body }
  }
}

function partsOf({ json, body, headers, key }: Sending): RequestInit {
  const authorization = typeof key === 'string' ? { authorization: `Bearer ${key}` } : {}
  if (json === undefined) {
    return { headers: { ...authorization, ...headers }, ...(body !== undefined && { body }) }
  }
  return {
    headers: { ...authorization, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(json),
  }
}

/** One wrong field. */
interface Wrong {
  readonly path: string
  readonly message: string
}

/** A whole problem document. */
export interface ProblemDocument extends Json {
  readonly title: string
  readonly detail: string
  readonly errors: readonly Wrong[]
  readonly traceId: string
}

/** Holds an answer to be a whole problem document of this code, and gives the document. */
export function problemIn({ status, headers, body }: Answer, code: ProblemCode): ProblemDocument {
  assert.equal(body['code'], code, JSON.stringify(body))
  assert.equal(status, problemKinds[code].status)
  assert.equal(headers.get('content-type'), 'application/problem+json; charset=utf-8')
  const { type, title, detail, errors, remedy, traceId } = body
  assert.equal(type, `urn:peyvand:problem:${code}`)
  assert.equal(remedy, problemKinds[code].remedy)
  assert.ok(typeof title === 'string' && Object.values<string>(problemKinds[code].title).includes(title))
  assert.ok(typeof detail === 'string' && detail !== '')
  assert.match(String(traceId), /^[0-9a-f-]{36}$/)
  assert.ok(Array.isArray(errors))
  return body as ProblemDocument
}

/** The paths of the wrong fields that a problem names. */
export function wrongFields(answer: Answer): readonly string[] {
  return problemIn(answer, 'badInput').errors.map(({ path }) => path)
}

/** Collections that hold what callers have said, each with how much: those that have anything. */
export async function storedIn({ database }: TestHub): Promise<readonly string[]> {
  const all = (await database.connection.listCollections()).filter(({ name }) => !ownOfTheHub.includes(name))
  const counts = await Promise.all(
    all.map(async ({ name }) => [name, await database.connection.collection(name).countDocuments()] as const),
  )
  return counts.flatMap(([name, count]) => (count === 0 ? [] : [`${name}: ${String(count)}`]))
}

/** What a hub writes by itself. */
const ownOfTheHub: readonly string[] = ['workers', 'definitions', 'ruleCursors', 'relays']
