/**
 * Carries out one job of a run: finds who does it (a built-in operation of the hub, or an operation of a
 * connection), calls it, and turns whatever comes back into the event that the run goes on with.
 */
import { problemOf } from '../../contracts/problems.ts'
import { isPassing } from '../store/group-commit.ts'
import { failureOf, type Failure } from '../values/failure.ts'
import type { Clock } from '../values/clock.ts'
import type { Json, JsonObject } from '../values/json.ts'
import type { Outstanding, RunEvent } from '../bpmn/model.ts'
import { targetOf } from './job-types.ts'

/** A job as a run offers it. */
export type Job = Extract<Outstanding, { kind: 'job' }>

/** The circumstances of a job. */
export interface JobContext {
  readonly run: string
  readonly correlationId?: string
  readonly signal: AbortSignal
}

/** One operation of the hub itself, offered to flows as `hub.<name>`. */
export interface BuiltIn {
  readonly effect: 'read' | 'idempotent'
  /** Raises a `RemoteFailure` (kind `refused`) for what a model can catch as a BPMN error. */
  perform(input: JsonObject, context: JobContext & { readonly key: string }): Promise<JsonObject>
}

/** Calls an operation of a connection; the one call path. Raises `connectionNotFound` and `operationNotFound`. */
export interface Caller {
  call(request: {
    readonly connection: string
    readonly operation: string
    readonly input: unknown
    readonly key: string
    readonly signal?: AbortSignal
    readonly correlationId?: string
  }): Promise<unknown>
  /** The effect class, when the connection and operation are known. */
  effectOf(connection: string, operation: string): 'read' | 'idempotent' | 'once' | undefined
  names(): readonly string[]
  /** Tells when connections have come, gone or changed. */
  onChange(listener: () => void): void
}

/** What `jobs` is made of. */
export interface JobPorts {
  readonly builtIns: Readonly<Record<string, BuiltIn>>
  readonly caller: Caller
  readonly clock: Clock
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number
  /** A fault of ours, for the log. */
  readonly onBug: (error: unknown, job: Job) => void
}

/** Performs jobs. */
export interface Jobs {
  /** Whether the hub, or a connection that is there now, has the operation. */
  knows(type: string): boolean
  isOnce(type: string): boolean
  perform(job: Job, context: JobContext): Promise<RunEvent>
}

/** The event that answers a job, before it is stamped with the time and its instance. */
type Answer =
  | { readonly kind: 'jobCompleted'; readonly output: JsonObject }
  | { readonly kind: 'jobLeft' }
  | { readonly kind: 'errorThrown'; readonly errorCode: string; readonly message: string }
  | {
      readonly kind: 'jobFailed'
      readonly code: string
      readonly message: string
      readonly retryAt?: string
      readonly keepsRetries?: boolean
    }

/** Largest result that becomes variables, in characters of JSON. */
export const maxResultCharacters = 1_048_576

/** Makes the performer of jobs. */
export function jobs(ports: JobPorts): Jobs {
  const { builtIns, caller, clock } = ports

  async function output(job: Job, context: JobContext): Promise<unknown> {
    const key = `${context.run}:${job.instance}`
    const target = targetOf(job.type)
    if (target.connection === 'hub') {
      const builtIn = builtIns[target.operation]
      if (builtIn === undefined) throw new UnknownJobType(job.type)
      return builtIn.perform(job.input, { ...context, key })
    }
    return caller.call({
      ...target,
      input: withoutNulls(job.input),
      key,
      signal: context.signal,
      ...(context.correlationId !== undefined && { correlationId: context.correlationId }),
    })
  }

  async function answer(job: Job, context: JobContext): Promise<Answer> {
    try {
      return completed(await output(job, context))
    } catch (error) {
      if (isNobodys(error, job)) return { kind: 'jobLeft' }
      const failure = failureOf(error)
      if (failure !== undefined)
        return answerTo(failure, retryAfterMs(job.attempt, ports.random()), clock.now())
      if (isPassing(error)) return whenBack(error, clock.now())
      if (!isCallersFault(error)) ports.onBug(error, job)
      return { kind: 'jobFailed', ...describe(error) }
    }
  }

  return {
    knows: (type) => {
      const { connection, operation } = targetOf(type)
      return connection === 'hub'
        ? builtIns[operation] !== undefined
        : caller.effectOf(connection, operation) !== undefined
    },
    isOnce: (type) => {
      const { connection, operation } = targetOf(type)
      // An operation we cannot look up now is treated with the greatest care.
      return connection !== 'hub' && (caller.effectOf(connection, operation) ?? 'once') === 'once'
    },
    perform: async (job, context) => {
      const reply = await answer(job, context)
      return { ...reply, instance: job.instance, at: clock.now().toISOString() }
    },
  }
}

/** FEEL says null where JSON says nothing: an input that a mapping could not fill is left out. */
function withoutNulls(input: JsonObject): JsonObject {
  if (!Object.values(input).includes(null)) return input
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null))
}

/** The hub has no such connection, or it has no such operation: the job is for workers outside. */
function isNobodys(error: unknown, { type }: Job): boolean {
  const code = problemOf(error)?.code
  const isMissing = code === 'connectionNotFound' || code === 'operationNotFound'
  // Operations of the hub itself call connections that their input names: what is missing then is another one.
  return isMissing && targetOf(type).connection !== 'hub'
}

class UnknownJobType extends Error {
  readonly code = 'unknownJobType'
  constructor(type: string) {
    super(`Nothing performs jobs of type "${type}": write "<connection>.<operation>" or "hub.<operation>".`)
  }
}

function completed(output: unknown): Answer {
  const isObject = typeof output === 'object' && output !== null && !Array.isArray(output)
  const variables = (isObject ? output : { result: (output ?? null) as Json }) as JsonObject
  const size = JSON.stringify(variables).length
  if (size <= maxResultCharacters) return { kind: 'jobCompleted', output: variables }
  const words = `The result has ${String(size)} characters of JSON; at most ${String(maxResultCharacters)} can become variables. Ask for less (a page, fewer fields), then retry.`
  return { kind: 'jobFailed', code: 'resultTooLarge', message: words }
}

function answerTo(failure: Failure, retryMs: number, now: Date): Answer {
  const { kind, message, code, retryAt } = failure
  if (kind === 'refused') return { kind: 'errorThrown', errorCode: code ?? 'refused', message }
  if (kind !== 'unreachable' && kind !== 'throttled') return { kind: 'jobFailed', code: kind, message }
  const at = Math.max(now.getTime() + retryMs, retryAt?.getTime() ?? 0)
  return {
    kind: 'jobFailed',
    code: kind,
    message,
    retryAt: new Date(at).toISOString(),
    // Told to wait (throttled, breaker open): waiting is not a failed attempt.
    keepsRetries: retryAt !== undefined,
  }
}

/** The database is away: nobody's attempt, and soon over. */
export function whenBack(error: unknown, now: Date): Extract<Answer, { readonly kind: 'jobFailed' }> {
  const words = error instanceof Error ? error.message : String(error)
  return {
    kind: 'jobFailed',
    code: 'databaseUnavailable',
    message: `The database does not answer at the moment: ${words}`,
    retryAt: new Date(now.getTime() + 2_000).toISOString(),
    keepsRetries: true,
  }
}

/** Milliseconds before the next attempt: exponential from 2 s to 5 min, the upper half of it random. */
export function retryAfterMs(attempt: number, random: number): number {
  const full = Math.min(2_000 * 2 ** (attempt - 1), 300_000)
  return Math.round(full / 2 + (full / 2) * random)
}

interface FieldErrors {
  readonly errors: readonly { readonly path: string; readonly message: string }[]
}

function isCallersFault(error: unknown): boolean {
  return error instanceof UnknownJobType || fieldErrorsOf(error) !== undefined
}

function fieldErrorsOf(error: unknown): FieldErrors | undefined {
  const has = typeof error === 'object' && error !== null && 'errors' in error && Array.isArray(error.errors)
  return has ? (error as FieldErrors) : undefined
}

function describe(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof UnknownJobType) return { code: error.code, message: error.message }
  const fields = fieldErrorsOf(error)
  if (fields !== undefined) {
    const list = fields.errors.map(({ path, message }) => `${path} ${message}`).join('; ')
    return { code: 'invalidInput', message: `The input of the operation is not valid: ${list}` }
  }
  return { code: 'internalError', message: error instanceof Error ? error.message : String(error) }
}
