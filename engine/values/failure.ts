/**
 * The closed set of ways in which talking to a remote system can fail. Each kind has exactly one
 * reaction, in the table of `engine/connections/reactions.ts`. Anything that is not one of these is a
 * bug of ours and is treated as such.
 *
 * Recognise a failure with `failureOf`, never with `instanceof`: it survives storage and module copies.
 */

/** What kind of failure it is; see STYLE of the project, "Errors", for the reaction to each. */
export type FailureKind =
  /** No connection, reset, 5xx. For a `once` call only what provably failed before the request left. */
  | 'unreachable'
  /** Told to wait; `retryAt` says until when. */
  | 'throttled'
  /** The login was refused or has expired. */
  | 'unauthenticated'
  /** Settings, rights or address are wrong; a person must act. */
  | 'misconfigured'
  /** The remote understood and said no; `code` holds its own code. Becomes a BPMN error. */
  | 'refused'
  /** The reply breaks the schema that the adapter promised. */
  | 'unreadable'
  /** A `once` call was sent and no clear answer came; only an inquiry or a person can tell. */
  | 'outcomeUnknown'

/** A failure as plain data, the form in which it is stored, logged and shown. */
export interface Failure {
  readonly kind: FailureKind
  /** What was attempted, on what, what came back. Never personal data or secrets. */
  readonly message: string
  /** The remote's own code as text (`-54`, `soap:Client.BAD_LIMIT`, `HTTP 503`), when there is one. */
  readonly code?: string
  /** Not before this instant (UTC) is another attempt worth making. */
  readonly retryAt?: Date
  /** Extra facts for the reader, redacted by the one who raises. */
  readonly details?: Readonly<Record<string, unknown>>
}

/** A `Failure` that can be thrown. `cause` keeps what lay beneath it. */
export class RemoteFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure, cause?: unknown) {
    super(failure.message, cause === undefined ? undefined : { cause })
    this.name = 'RemoteFailure'
    this.failure = failure
  }
}

/** Makes a throwable failure: `throw fail('refused', 'ZarinPal refused the refund …', { code: '-54' })`. */
export function fail(
  kind: FailureKind,
  message: string,
  more: Omit<Failure, 'kind' | 'message'> & { readonly cause?: unknown } = {},
): RemoteFailure {
  const { cause, ...rest } = more
  return new RemoteFailure({ kind, message, ...rest }, cause)
}

/** The failure inside anything thrown, or `undefined` when it is not one of the closed set (our bug). */
export function failureOf(thrown: unknown): Failure | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('failure' in thrown)) return undefined
  const { failure } = thrown
  const isFailure =
    typeof failure === 'object' && failure !== null && 'kind' in failure && 'message' in failure
  return isFailure ? (failure as Failure) : undefined
}
