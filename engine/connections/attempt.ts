/**
 * One call of one operation, apart from what `once` asks for: the input is checked, each attempt goes through the gate
 * with its own time limit, hiccups are tried again, an expired login is renewed once for all callers, and the reply
 * is held against the promised schema.
 */
import type { Call, Connected, Operation } from '../../adapters/adapter.ts'
import { Problem } from '../../contracts/problems.ts'
import type { Clock } from '../values/clock.ts'
import { fail, failureOf } from '../values/failure.ts'
import { compileSchema } from '../values/schema.ts'
import { fullJitterMs, quickRetries } from './backoff.ts'
import type { Gate } from './gate.ts'
import { reactions } from './reactions.ts'

/** A connection that is open, as calls need it. */
export interface OpenConnection {
  readonly name: string
  readonly gate: Gate
  readonly operations: Readonly<Record<string, Operation>>
  connected(): Promise<Connected>
  /** Opens it anew, once for all who found the same one's login refused. */
  renew(refused: Connected): Promise<Connected>
}

/** What is called, and under which circumstances. */
export interface Wanted {
  readonly operation: string
  readonly input: unknown
  readonly key: string
  readonly signal: AbortSignal
  readonly correlationId?: string
  /** Done right before each attempt leaves, within its turn at the gate; raising calls the attempt off. */
  readonly beforeEach?: () => Promise<void>
}

/** What attempts need of the process. */
export interface AttemptPorts {
  readonly clock: Clock
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number
}

/** How long a call may wait for its turn before it begins, ms. */
const queueMs = 30_000

/** The declared operation. Raises `operationNotFound`. */
export function operationNamed({ name, operations }: OpenConnection, operation: string): Operation {
  const found = Object.hasOwn(operations, operation) ? operations[operation] : undefined
  if (found !== undefined) return found
  const known = Object.keys(operations).sort().join(', ')
  throw new Problem(
    'operationNotFound',
    `${name} has no operation "${operation}"; it has ${known || 'none'}.`,
  )
}

/** Raises `badInput`, naming every wrong field, for an input that the operation does not take. */
export function checkInput(operation: Operation, input: unknown): void {
  const errors = compileSchema(operation.input)(input, 'input')
  if (errors.length > 0) throw new Problem('badInput', 'The input of the operation is not valid.', { errors })
}

/** Calls until it succeeds, the reaction to its failure says no, or the quick retries are spent. */
export async function attempt(
  connection: OpenConnection,
  wanted: Wanted,
  { clock, random }: AttemptPorts,
): Promise<unknown> {
  const operation = operationNamed(connection, wanted.operation)
  let isRenewed = false
  for (let count = 1; ; count += 1) {
    const connected = await connection.connected()
    try {
      return await once(connection, connected, { operation, wanted, clock })
    } catch (error) {
      const next = nextStep(error, operation, { isRenewed, count })
      if (next === 'giveUp') throw isLoginRefused(error) ? loginRefused(connection.name, error) : error
      isRenewed ||= next === 'renew'
      await (next === 'renew'
        ? connection.renew(connected)
        : clock.sleep(fullJitterMs(count, random(), quickRetries), wanted.signal))
      if (wanted.signal.aborted) throw error
    }
  }
}

function nextStep(
  error: unknown,
  { effect }: Operation,
  { isRenewed, count }: { readonly isRenewed: boolean; readonly count: number },
): 'renew' | 'retry' | 'giveUp' {
  const failure = failureOf(error)
  if (failure === undefined) return 'giveUp'
  // An adapter that renews its login by itself has done so already.
  if (failure.kind === 'unauthenticated')
    return isRenewed || failure.details?.['renewed'] === true ? 'giveUp' : 'renew'
  // What a `once` call may repeat is decided where its attempts are kept. A gate that is shut opens later than a
  // hiccup lasts.
  const mayRetry = reactions[failure.kind].retries && effect !== 'once' && failure.retryAt === undefined
  return mayRetry && count < quickRetries.attempts ? 'retry' : 'giveUp'
}

function isLoginRefused(error: unknown): boolean {
  return failureOf(error)?.kind === 'unauthenticated'
}

interface Attempted {
  readonly operation: Operation
  readonly wanted: Wanted
  readonly clock: Clock
}

async function once(
  { name, gate }: OpenConnection,
  connected: Connected,
  { operation, wanted, clock }: Attempted,
): Promise<unknown> {
  const { signal } = wanted
  const beginBy = new Date(clock.now().getTime() + queueMs)
  const output = await gate.pass({ beginBy, timeoutMs: operation.timeoutMs, signal }, async () => {
    await wanted.beforeEach?.()
    const call = callOf(wanted, operation.timeoutMs, clock)
    return connected.client[wanted.operation]?.(wanted.input, call)
  })
  const errors = compileSchema(operation.output)(output, 'output')
  if (errors.length === 0) return output
  const words = errors.map(({ path, message }) => `${path} ${message}`).join('; ')
  throw fail(
    'unreadable',
    `The reply of ${name}.${wanted.operation} is not what the adapter promises: ${words}.`,
  )
}

function callOf({ key, signal, correlationId }: Wanted, timeoutMs: number, clock: Clock): Call {
  return {
    key,
    signal,
    deadline: new Date(clock.now().getTime() + timeoutMs),
    ...(correlationId !== undefined && { correlationId }),
  }
}

function loginRefused(name: string, cause: unknown): Error {
  const { message, code } = failureOf(cause) ?? { message: '', code: undefined }
  const words = `${name} refuses the login, also after it was renewed: ${message}`
  return fail('misconfigured', words, { cause, ...(code !== undefined && { code }) })
}
