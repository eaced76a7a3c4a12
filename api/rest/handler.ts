/** What a handler is: a typed request in, a reply out, a `Problem` raised. Only the router knows Express. */
import type { Difference } from '../../engine/values/differences.ts'
import type { Caller } from '../auth/api-keys.ts'
import type { operations } from '../openapi.generated.ts'
import type { OperationId } from './contract.ts'

/** A request whose parts have passed the contract. */
export interface ApiRequest<Id extends OperationId = OperationId> {
  readonly params: Params<Id>
  readonly query: Query<Id>
  readonly body: Body<Id>
  /** The version that a change is meant for, from `If-Match`; `undefined`: any. */
  readonly ifVersion: number | undefined
  readonly idempotencyKey: string | undefined
  /** The public ones have a caller without rights. */
  readonly caller: Caller
  readonly correlationId: string
  readonly wire: WireRequest
}

/** The request as it came, for what has no JSON. */
export interface WireRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Uint8Array
  readonly remoteAddress: string
}

/** The answer. */
export interface Reply {
  readonly status: number
  /** Becomes JSON; instants may be `Date`. */
  readonly body?: unknown
  /** Instead of JSON. */
  readonly text?: { readonly type: string; readonly content: string }
  /** Instead of JSON or text. */
  readonly bytes?: { readonly type: string; readonly content: Uint8Array }
  /** Instead of the others: what is too much to hold, made while it is sent. */
  readonly stream?: { readonly type: string; readonly pieces: AsyncIterable<string | Uint8Array> }
  readonly headers?: Readonly<Record<string, string>>
  /** Nothing was done, it was only looked whether it could be: no line in the audit. */
  readonly isTrial?: true
  /** For the audit: what was changed from what to what. */
  readonly changes?: readonly Difference[]
}

/** Handles one operation. */
export type Handler<Id extends OperationId> = (request: ApiRequest<Id>) => Promise<Reply> | Reply

/** Operations that handlers serve; the Swagger UI is a page of its own (docs.ts). */
export type ServedId = Exclude<OperationId, 'readDocs'>

/** Handlers of some operations; all of them together must cover the contract, or it does not compile. */
export type Handlers<Ids extends ServedId = ServedId> = { readonly [Id in Ids]: Handler<Id> }

type Parameters<Id extends OperationId> = operations[Id]['parameters']
type Params<Id extends OperationId> =
  Parameters<Id> extends { readonly path: infer Found } ? Found : Readonly<Record<string, never>>
type Query<Id extends OperationId> = NonNullable<Parameters<Id>['query']>
type Body<Id extends OperationId> = operations[Id] extends {
  readonly requestBody: { readonly content: { readonly 'application/json': infer Found } }
}
  ? Found
  : operations[Id] extends {
        readonly requestBody?: { readonly content: { readonly 'application/json': infer Found } }
      }
    ? Found | undefined
    : undefined

/** 200 with JSON. */
export function ok(body: unknown, headers?: Reply['headers']): Reply {
  return { status: 200, body, ...(headers !== undefined && { headers }) }
}

/** The `ETag` of a version. */
export function etag(version: number): string {
  return `"${String(version)}"`
}
