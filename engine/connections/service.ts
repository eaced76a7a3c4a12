/** What connections offer to the API, to flows and to the runner of sources. Instants are UTC. */
import type {
  CallbackRequest,
  CheckFinding,
  Operations,
  PolledPage,
  ReadCallback,
  Sources,
} from '../../adapters/adapter.ts'
import type { Caller } from '../runs/jobs.ts'
import type { Page, PageRequest } from '../runs/service.ts'
import type { JsonObject } from '../values/json.ts'
import type { Fields } from './field-mapping.ts'
import type { GateState } from './gate.ts'

/** A connection as it is shown: secrets read `"***"`. */
export interface ConnectionView {
  readonly name: string
  readonly adapter: string
  readonly settings: JsonObject
  readonly version: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What a connection is made from. */
export interface ConnectionDraft {
  readonly adapter: string
  readonly settings: JsonObject
}

/** A `once` call whose outcome only a person can find out. */
export interface AttemptView {
  readonly id: string
  readonly connection: string
  readonly operation: string
  readonly key: string
  readonly state: string
  readonly startedAt: Date
  readonly message?: string
}

/** A person's finding about an attempt. */
export type Settlement =
  { readonly outcome: 'done'; readonly output: unknown } | { readonly outcome: 'notDone' }

/** How one connection is. */
export interface ConnectionState extends GateState {
  readonly name: string
  readonly adapter: string
}

/** What one call came to, for metrics. */
export interface CallReport {
  readonly connection: string
  readonly operation: string
  /** `ok`, a kind of failure, `badInput` or `bug`. */
  readonly outcome: string
  readonly seconds: number
}

/** Which page of a source, and for how long. */
export interface PollRequest {
  readonly cursor: string | undefined
  readonly signal: AbortSignal
  /** Only to be looked at: nothing may change in the remote by it. */
  readonly isPreview?: boolean
}

/** Configured uses of adapters. Unknown names raise `connectionNotFound`. */
export interface Connections extends Caller {
  /** Opens what is stored and keeps up with what other processes change. */
  start(): Promise<void>
  stop(): Promise<void>
  list(page: PageRequest): Promise<Page<ConnectionView>>
  get(name: string): Promise<ConnectionView>
  /** Raises `conflict` for a name that is taken, `adapterNotFound`, and `badInput` with every wrong field. */
  create(name: string, draft: ConnectionDraft): Promise<ConnectionView>
  /** Replaces or creates. Raises `preconditionFailed` when `ifVersion` is not the present version. */
  put(
    name: string,
    draft: ConnectionDraft,
    options?: { readonly ifVersion?: number },
  ): Promise<ConnectionView & { readonly created: boolean }>
  remove(name: string, options?: { readonly ifVersion?: number }): Promise<void>
  check(name: string): Promise<{ readonly ok: boolean; readonly findings: readonly CheckFinding[] }>
  operations(name: string): Promise<Operations>
  sources(name: string): Promise<Sources>
  /** How a source makes fields by FEEL; `undefined` when it does not, or is not there. */
  readonly fieldsOf: (name: string, source: string) => Promise<Fields | undefined>
  /** Reads the page of a polled source after a cursor. Raises `sourceNotFound`, and failures as a call does. */
  poll(name: string, source: string, request: PollRequest): Promise<PolledPage>
  /** Understands a callback. Raises `sourceNotFound`, and `callbackRefused` for one that does not prove itself. */
  readCallback(name: string, source: string, request: CallbackRequest): Promise<ReadCallback>
  /** Sentences on what stands in the way of a connection, for explanations. */
  words(name: string): readonly string[]
  states(): readonly ConnectionState[]
  /** Names of all connections; `onChange` tells when they or their settings have changed. */
  names(): readonly string[]
  onChange(listener: () => void): void
  unknownAttempts(page: PageRequest): Promise<Page<AttemptView>>
  /** Settles an unknown attempt by what a person found out. Raises `conflict` when it is not unknown any more. */
  settleAttempt(id: string, settlement: Settlement): Promise<AttemptView>
}
