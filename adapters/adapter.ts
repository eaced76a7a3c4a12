/**
 * The one contract of every adapter: a declarative value that says what a system is, how it is configured,
 * what it can do (operations) and what it tells us (sources). From it come validation, the connection form,
 * the docs page, the element template, the metrics labels and the conformance test.
 *
 * A leaf: it imports contracts and engine/values only, and the engine imports it as types only, which keeps
 * the arrow engine → adapters out of the running program.
 */
import type { Socket } from 'node:net'

import type { Static, TObject, TSchema } from 'typebox'

import type { Clock } from '../engine/values/clock.ts'
import type { Json, JsonObject } from '../engine/values/json.ts'
import type { Log } from '../engine/values/log.ts'
import type { Backlog, FullListPart, SnapshotPart } from './polled-parts.ts'

/** A text in the hub's two languages. */
export interface Bilingual {
  readonly en: string
  readonly fa: string
}

/**
 * What may happen around a crash or a time-out:
 * - `read` may be repeated freely;
 * - `idempotent` is repeated with the same `Call.key`, which the client hands to the remote system;
 * - `once` is never repeated blindly: an unclear outcome is settled by the named `read` operation
 *   (it takes the input of the `once` operation and answers an `Inquiry`), or by a person.
 */
export type Effect =
  { readonly effect: 'read' | 'idempotent' } | { readonly effect: 'once'; readonly inquire: string }

/** The value of `inquire` when only a person can find out what became of a call. */
export const askAPerson = 'ask-a-person'

/** One thing the remote system can do for us. */
export type Operation = Effect & {
  readonly title: Bilingual
  readonly summary: string
  readonly input: TSchema
  readonly output: TSchema
  /** Milliseconds for one attempt, 1 to 120,000. */
  readonly timeoutMs: number
  /** A valid input and the output it may lead to; checked against the schemas. */
  readonly example: { readonly input: unknown; readonly output: unknown }
}

/** Operations by name (camelCase: FEEL reads a hyphen as minus). */
export type Operations = Readonly<Record<string, Operation>>

/** Keeps the exact types of a family of operations, so that a client can be typed by them. */
export function defineOperations<const Ops extends Operations>(operations: Ops): Ops {
  return operations
}

/** The circumstances of one attempt of one call. */
export interface Call {
  /** The same text on every attempt of the same step: `run:element:iteration`. At most 200 characters. */
  readonly key: string
  /** After this instant nobody waits for the answer any more. */
  readonly deadline: Date
  /** Aborts at the deadline and at shutdown; a client must close its socket on abort. */
  readonly signal: AbortSignal
  /** Sent on to systems that can keep it. */
  readonly correlationId?: string
}

interface Method<In, Out> {
  call(input: In, call: Call): Promise<Out>
}

/** One async function per declared operation, typed by its schemas. Failures are `fail(kind, …)` only. */
export type Client<Ops extends Operations> = {
  readonly [Name in keyof Ops]: Method<Static<Ops[Name]['input']>, Static<Ops[Name]['output']>>['call']
}

/** What an inquiry answers about a `once` call: it happened (with its output), it did not, or nobody can say. */
export type Inquiry<Output> =
  | { readonly outcome: 'done'; readonly output: Output }
  | { readonly outcome: 'notDone' }
  | { readonly outcome: 'unknown'; readonly reason: string }

/** Content that is kept outside of messages (the claim check), as flows hand it on. */
export interface ContentReference {
  readonly contentId: string
  readonly mediaType: string
  /** The name of the file, when it has one. */
  readonly name?: string
  readonly sizeBytes: number
  /** Hex. */
  readonly sha256: string
}

/** Where large content is: it comes and goes piece by piece. */
export interface Contents {
  /** Keeps what comes; raises `unreadable` beyond `maxBytes`. What fails leaves nothing behind. */
  readonly put: (
    pieces: AsyncIterable<Uint8Array>,
    about: { readonly mediaType: string; readonly name?: string; readonly maxBytes: number },
  ) => Promise<ContentReference>
  /** Finds it by its id; `pieces` may be asked more than once. Raises `refused` when it is not there (any more). */
  readonly open: (contentId: string) => Promise<{
    readonly reference: ContentReference
    readonly pieces: () => AsyncIterable<Uint8Array>
  }>
}

/** A body that is sent piece by piece. */
export interface StreamedBody {
  /** Gives it from the beginning, as often as it is asked. */
  readonly pieces: () => AsyncIterable<Uint8Array>
  readonly sizeBytes: number
  /** Hex, where it is known before. */
  readonly sha256?: string
}

/** A request over HTTP as an adapter makes it. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | StreamedBody
  /**
   * Asked when the head of the reply is there: what it gives takes the body piece by piece, unpacked, and the reply is
   * complete when it resolves; the body of the reply is then empty. What it raises ends the exchange.
   */
  readonly take?: (
    head: Pick<HttpReply, 'status' | 'headers'>,
  ) => ((pieces: AsyncIterable<Uint8Array>) => Promise<void>) | undefined
  /** Largest reply body in bytes; a larger one is `unreadable`. Default 10 MiB. */
  readonly maxReplyBytes?: number
}

/** The reply, whatever its status: an HTTP error status is not an exception here. */
export interface HttpReply {
  readonly status: number
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** The body as UTF-8 text. */
  text(): string
}

/**
 * Sends one request. Raises `unreachable` (with `details.sent: false` when it provably failed before the
 * request left: name look-up, refused connection, TLS) and never retries. Closes the socket on abort.
 */
export type Http = (request: HttpRequest, call: Pick<Call, 'signal' | 'deadline'>) => Promise<HttpReply>

/** TLS of one connection: PEM texts. `ca` stands in place of the public authorities. */
export interface Tls {
  readonly ca?: string
  /** Our own certificate, with its chain, and the key to it. */
  readonly cert?: string
  readonly key?: string
  readonly passphrase?: string
}

/** A FEEL expression, for what settings say about replies. */
export interface Expression {
  /** Why the text is not FEEL. */
  readonly problem?: string
  /** The result as JSON. Throws when it fails; the words name the expression, never values. */
  readonly evaluate: (variables: JsonObject) => Json
}

/**
 * What a remote changes as we go and nobody else may read, such as a refresh token that is new after each use. It is
 * sealed, outlives the process, and ends with the connection.
 */
export interface Keeping {
  /**
   * Lets `change` see what is kept under a name, and keeps what it gives before this resolves. One at a time among all
   * processes: whoever waited sees what the one before has kept. When `change` raises, nothing changes.
   */
  readonly change: (name: string, change: (kept: string | undefined) => Promise<string>) => Promise<string>
}

/** All that an adapter may use of the process. No global fetch, timers, environment or console. */
export interface Io {
  readonly http: Http
  /** The same over TLS of its own. Raises `misconfigured` for a certificate or key that cannot be used. */
  readonly httpOver: (tls: Tls) => Http
  readonly keeping: Keeping
  readonly contents: Contents
  /** Compiles FEEL; the text is kept compiled. */
  readonly expression: (text: string) => Expression
  readonly clock: Clock
  readonly log: Log
  /** A connected TCP socket for drivers that bring their own protocol. */
  readonly socket: (target: { readonly host: string; readonly port: number }) => Socket
  /** Random bytes (nonces). */
  readonly randomBytes: (count: number) => Uint8Array
  /** A text file of the project or of the connection's own documents (a WSDL), by its name. */
  readonly document: (name: string) => Promise<string>
  /**
   * The real path of a folder of this machine. Raises `misconfigured` for one that is not there, and for one outside of
   * the folders that the hub was given: a connection must not read the hub's own keys.
   */
  readonly folder: (path: string) => Promise<string>
}

/** One finding of a connection check. `identity`: whether it is the system that is meant (its host key). */
export interface CheckFinding {
  readonly aspect: 'reachable' | 'identity' | 'login' | 'leastPrivilege'
  readonly ok: boolean
  /** What was found and, when not ok, what to change. */
  readonly message: string
}

/** One item that a source saw. */
export interface SourceItem {
  /** Identifies the item for ever within the source: what is read again after a crash is recognised by it. */
  readonly dedupKey: string
  /** The item in the form that `PollSource.emits` names. */
  readonly body: SourceRecordBody | MessageBody
  /** In a snapshot: where the item stands in the order of its pages, as ASCII text of that order. */
  readonly place?: string
}

/** A source record: what the connection says about one thing. Becomes part of a profile. */
export interface SourceRecordBody {
  readonly kind: 'sourceRecord'
  /** Name of a schema in contracts/entities (`person`, `payment`, …). */
  readonly type: string
  readonly externalId: string
  /** Version in the source's own order: compared as a number when both are integers, else as text. */
  readonly version?: string
  readonly occurredAt?: string
  readonly data: JsonObject
  readonly deleted?: true
  /** What the source's `fields` are made from; not stored. */
  readonly row?: JsonObject
  /** Set by the hub in place of `row`: it, and the data before the fields. Kept when the record is turned away. */
  readonly made?: { readonly row: JsonObject; readonly data: JsonObject }
  /** Why no record could be made of it: it is turned away, and kept for people to see. */
  readonly problem?: string
  /** Where a person finds it in the remote: `customers.csv, row 17`. Stands before the reason when it is turned away. */
  readonly origin?: string
  /** No id could be read: `externalId` names a place (a row of a file or view), not a thing. Comes with a `problem`. */
  readonly isUnnamed?: true
}

/** A message for the inbox; correlates to flows by name and key. */
export interface MessageBody {
  readonly kind: 'message'
  readonly name: string
  readonly correlationKey?: string
  readonly variables: JsonObject
}

/** One page of a poll. `cursor` is opaque text, kept at the remote's full precision. */
export interface PolledPage {
  readonly items: readonly SourceItem[]
  /** Where to go on after the items of this page are durably stored. */
  readonly cursor: string
  /** True when another page is waiting; then the next poll follows at once. */
  readonly more: boolean
  /**
   * The page is a part of a snapshot: its items, each with its `place`, are all there is between two places. The
   * hub compares them with the snapshot before, stores what is new or changed, and what has gone as deleted.
   */
  readonly snapshot?: SnapshotPart
  /**
   * The page tells changes since the snapshot of this round, 0 when there was none: its items, each with its `place`,
   * are no longer as they were there. The next snapshot is compared with that in mind.
   */
  readonly since?: { readonly round: number }
  /** The same for items that come in no order, and have no `place`. */
  readonly fullList?: FullListPart
  /** What the remote keeps for this source, where it must. */
  readonly backlog?: Backlog
  /** Deliveries that could not be read and wait in a queue of the remote for a person. */
  readonly parked?: { readonly queue: string; readonly count: number }
}

/** A source that we ask. */
export interface PollSource {
  readonly kind: 'poll'
  readonly title: Bilingual
  readonly summary: string
  readonly emits: 'sourceRecord' | 'message'
  /** Default milliseconds between polls, at least 100; a connection may set another. */
  readonly everyMs: number
  /** Silence (not even an empty poll) for longer than this turns readiness red. */
  readonly aliveWithinMs: number
  /** A new source rests until a person resumes it. */
  readonly startsPaused?: true
  /** Fields of a record that the hub makes from the item's `row`: field → FEEL expression over its columns. */
  readonly fields?: Readonly<Record<string, string>>
}

/** A request that the remote system, or a browser it sent, makes to `/callbacks/{connection}/{source}`. */
export interface CallbackRequest {
  readonly method: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** The raw bytes: signatures are checked over these. */
  readonly body: Uint8Array
  readonly remoteAddress: string
}

/** What the remote expects as an answer. */
export interface CallbackReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A source that is told. */
export interface CallbackSource {
  readonly kind: 'callback'
  readonly title: Bilingual
  readonly summary: string
  readonly emits: 'sourceRecord' | 'message'
  /** How a caller proves itself: `signature`, a `secret`, its `address`, or `askBack` (nothing it says is believed). */
  readonly verifiedBy: 'signature' | 'secret' | 'address' | 'askBack'
}

/** Sources by name (camelCase). */
export type Sources = Readonly<Record<string, PollSource | CallbackSource>>

/** How a connected adapter reads one polled source. */
export interface Poller {
  /** Reads the page after `cursor` (`undefined`: from where the source's settings say it starts). */
  readonly poll: (cursor: string | undefined, call: Call) => Promise<PolledPage>
  /**
   * The same for a person who looks: without a trace in the remote where `poll` takes something away there, and at
   * once where `poll` lets things wait to be safe.
   */
  readonly preview?: (cursor: string | undefined, call: Call) => Promise<PolledPage>
}

/** How a connected adapter understands one callback; pure apart from `Io`. Raise `refused` to turn it away (→ 403). */
export interface CallbackReader {
  readonly read: (request: CallbackRequest) => ReadCallback
}

/** What a callback says. */
export interface ReadCallback {
  readonly items: readonly SourceItem[]
  readonly reply: CallbackReply
  /** A mark that a repeat of the same call has too: until then, once stored, it is answered and dropped. */
  readonly repeats?: { readonly mark: string; readonly until: Date }
}

/** A system's own description of itself (OpenAPI, WSDL), as a person sends it. */
export interface ServiceDescription {
  readonly text: string
  /** What it refers to by name, by that name. */
  readonly documents?: Readonly<Record<string, string>>
  /** Address of the system, when the description does not say it or says another one. */
  readonly address?: string
  /** Names of the operations that are wanted, as the description writes them; all unless given. */
  readonly operations?: readonly string[]
}

/** Settings made from a description: a draft that a person completes. */
export interface DescribedSettings {
  readonly settings: JsonObject
  /** What could not be brought over, and why. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[]
  /** What a person must fill in or decide, in words. */
  readonly open: readonly string[]
}

/** A configured adapter, ready to be called. */
export interface Connected<Ops extends Operations = Operations> {
  readonly client: Client<Ops>
  readonly sources?: Readonly<Record<string, Poller | CallbackReader>>
  /** Reachability, login and least privilege, each with a cause. */
  readonly check: (call: Call) => Promise<readonly CheckFinding[]>
  /** Frees sockets and pools. */
  readonly close?: () => Promise<void>
}

/** A code of the remote's and what it means to us. */
export interface Refusal {
  readonly kind: 'refused' | 'misconfigured' | 'throttled' | 'unauthenticated' | 'unreachable'
  readonly title: Bilingual
}

/** The limits that the vendor publishes; the call path keeps to them. */
export interface Limits {
  /** Calls a second on average, with bursts up to `burst`. */
  readonly ratePerSecond?: number
  readonly burst?: number
  /** Calls at the same time (bulkhead). Default 10. */
  readonly concurrency?: number
}

/** One kind of external system. `Adapter` without arguments is any of them. */
export interface Adapter<S extends TObject = TObject, Ops extends Operations = Operations> {
  /** kebab-case, equal to its folder. */
  readonly name: string
  /** The kind's folder: `payment-gateways`, `messaging`, `message-brokers`, `db-views`, `web-services`, `files`. */
  readonly kind: string
  /** The system is this machine itself: there is no wire to it that could fail, and no login. */
  readonly isLocal?: true
  readonly title: Bilingual
  readonly summary: string
  /** A closed object; secret fields carry `secret: true`. */
  readonly settings: S
  /** A valid example of the settings. */
  readonly settingsExample: Static<S>
  /** Fixed operations, or for generic adapters those that the settings declare. */
  readonly operations: Ops
  /**
   * For generic adapters: the operations that the settings declare. `document` gives a named document (a WSDL)
   * as `Io.document` does. Raises `misconfigured`, naming the setting that is wrong.
   */
  operationsOf?(settings: Static<S>, document: Io['document']): Operations | Promise<Operations>
  readonly sources?: Sources
  sourcesOf?(settings: Static<S>): Sources
  /** FEEL in the settings, by its place in them; what is not FEEL is refused when the settings are saved. */
  expressionsOf?(settings: Static<S>): Readonly<Record<string, string>>
  /** For adapters whose systems describe themselves. Raises `misconfigured` for a text that is no such description. */
  describe?(description: ServiceDescription): DescribedSettings | Promise<DescribedSettings>
  readonly refusals: Readonly<Record<string, Refusal>>
  readonly limits?: Limits
  connect(settings: Static<S>, io: Io): Promise<Connected<Ops>> | Connected<Ops>
}

/** Ties a definition to the types of its own settings and operations. */
export function defineAdapter<S extends TObject, const Ops extends Operations>(
  adapter: Adapter<S, Ops>,
): Adapter<S, Ops> {
  return adapter
}
