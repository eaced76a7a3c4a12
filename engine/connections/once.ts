/**
 * `once` operations: the attempt is stored durably before the call leaves, its outcome after it came back. The same
 * key again gives the stored outcome; an unclear one is asked for with the operation's `inquire`, and only a clear
 * "it did not happen" lets the call be made again. Nothing here ever repeats blindly.
 *
 * A process that dies between the two leaves `started`. Its call may still be on its way, so a "not done" is believed
 * only after the call's own time is over; a "done" is believed at once.
 */
import type { Inquiry, Operation } from '../../adapters/adapter.ts'
import { Problem } from '../../contracts/problems.ts'
import type { AttemptDocument, AttemptStore } from '../store/attempts.ts'
import { fail, failureOf, type Failure } from '../values/failure.ts'
import { contentHash, derivedId } from '../values/hash.ts'
import { attempt, operationNamed, type AttemptPorts, type OpenConnection, type Wanted } from './attempt.ts'
import { reactions } from './reactions.ts'

/** What protected calls are made of. */
export interface OncePorts extends AttemptPorts {
  readonly attempts: AttemptStore
}

/** Makes calls that happen once. */
export interface OnceCalls {
  call(connection: OpenConnection, wanted: Wanted): Promise<unknown>
}

/** Added to a call's time before a "not done" is believed, ms: clocks and sockets are not exact. */
const graceMs = 1_000

/** Makes the protection of `once` operations. */
export function onceCalls(ports: OncePorts): OnceCalls {
  const { attempts, clock } = ports
  /** Calls of this process under way, so that a second one with the same key waits for the first. */
  const underWay = new Map<string, Promise<unknown>>()

  async function decide(connection: OpenConnection, wanted: Wanted): Promise<unknown> {
    const step: Step = { connection, wanted, operation: operationNamed(connection, wanted.operation) }
    const known = await attempts.load(idOf(step))
    if (known === undefined) return make(step, undefined)
    checkSameInput(known, wanted)
    if (known.state === 'done') return outputOf(known)
    if (known.state === 'notDone') return make(step, known)
    return findOut(step, known)
  }

  /** Makes the call. Each beginning is stored within its turn at the gate, right before it leaves. */
  async function make(step: Step, before: AttemptDocument | undefined): Promise<unknown> {
    const { connection, wanted } = step
    let mine: AttemptDocument | undefined
    const beforeEach = async (): Promise<void> => {
      if (mine !== undefined) await attempts.settle(mine, { state: 'notDone' })
      mine = await begin(step, mine ?? before)
    }
    try {
      const output = await attempt(connection, { ...wanted, beforeEach }, ports)
      if (mine !== undefined)
        await attempts.settle(mine, { state: 'done', output: JSON.stringify(output ?? null) })
      return output
    } catch (error) {
      // Nothing was begun: turned away at the gate, or somebody else has begun it.
      if (mine === undefined) throw error
      return afterFailure(step, mine, error)
    }
  }

  async function begin(step: Step, before: AttemptDocument | undefined): Promise<AttemptDocument> {
    const startedAt = clock.now()
    const next: AttemptDocument = {
      _id: idOf(step),
      connection: step.connection.name,
      operation: step.wanted.operation,
      key: step.wanted.key,
      inputHash: contentHash(step.wanted.input),
      state: 'started',
      startedAt,
      endsBy: new Date(startedAt.getTime() + step.operation.timeoutMs + graceMs),
      times: (before?.times ?? 0) + 1,
    }
    const isOurs = await (before === undefined ? attempts.begin(next) : attempts.beginAgain(next))
    if (isOurs) return next
    throw fail('unreachable', `The same call of ${nameOf(step)} was begun by another process.`, {
      retryAt: next.endsBy,
      details: { sent: false },
    })
  }

  async function afterFailure(step: Step, mine: AttemptDocument, error: unknown): Promise<unknown> {
    const failure = failureOf(error) ?? bug(step, error)
    if (failure.details?.['sent'] === false || reactions[failure.kind].isClearNo) {
      await attempts.settle(mine, { state: 'notDone', failure: plain(failure) })
      throw error
    }
    await attempts.settle(mine, { state: 'unknown', failure: plain(failure) })
    return findOut(step, { ...mine, state: 'unknown', failure })
  }

  /** Asks what became of a call, and believes the answer as far as it can be believed now. */
  async function findOut(step: Step, unclear: AttemptDocument): Promise<unknown> {
    const { inquire } = step.operation as Extract<Operation, { effect: 'once' }>
    if (inquire === 'ask-a-person') throw unknown(step, unclear, { why: 'only a person can find out' })
    const answer = await ask(step, inquire, unclear)
    if (answer.outcome === 'unknown') throw unknown(step, unclear, { why: answer.reason })
    if (answer.outcome === 'done') {
      await attempts.settle(unclear, { state: 'done', output: JSON.stringify(answer.output ?? null) })
      return answer.output
    }
    if (clock.now() < unclear.endsBy) {
      throw fail('unreachable', `${nameOf(step)} may still be on its way; it is asked for again later.`, {
        retryAt: unclear.endsBy,
      })
    }
    await attempts.settle(unclear, { state: 'notDone' })
    const again = await attempts.load(unclear._id)
    if (again?.state !== 'notDone') return decide(step.connection, step.wanted)
    return make(step, again)
  }

  async function ask(step: Step, inquire: string, unclear: AttemptDocument): Promise<Inquiry<unknown>> {
    const { connection, wanted } = step
    try {
      return (await attempt(connection, { ...wanted, operation: inquire }, ports)) as Inquiry<unknown>
    } catch (error) {
      const failure = failureOf(error)
      if (failure?.kind === 'unreachable' || failure?.kind === 'throttled') {
        const { kind, message, ...more } = failure
        const words = `Whether ${nameOf(step)} happened is not known, and it cannot be asked for now: ${message}`
        throw fail(kind, words, { ...more, cause: error })
      }
      throw unknown(step, unclear, { why: failure?.message ?? 'the inquiry failed', cause: error })
    }
  }

  return {
    call: (connection, wanted) => {
      const id = derivedId(connection.name, wanted.operation, wanted.key)
      const before = underWay.get(id)
      if (before !== undefined) return before
      const now = decide(connection, wanted).finally(() => underWay.delete(id))
      underWay.set(id, now)
      return now
    },
  }
}

interface Step {
  readonly connection: OpenConnection
  readonly wanted: Wanted
  readonly operation: Operation
}

function idOf({ connection, wanted }: Step): string {
  return derivedId(connection.name, wanted.operation, wanted.key)
}

function nameOf({ connection, wanted }: Step): string {
  return `${connection.name}.${wanted.operation}`
}

/** What is not done may be made again with other input; what is done, or may be, is the answer to its own input only. */
function checkSameInput(known: AttemptDocument, { input, operation }: Wanted): void {
  if (known.state === 'notDone' || known.inputHash === contentHash(input)) return
  const words = `The key was used for ${operation} with other input, and that call ${known.state === 'done' ? 'has happened' : 'may have happened'}.`
  throw new Problem('idempotencyKeyReused', words)
}

function outputOf({ output = 'null' }: AttemptDocument): unknown {
  return JSON.parse(output) as unknown
}

function unknown(step: Step, unclear: AttemptDocument, { why, cause }: Reason): Error {
  const first = unclear.failure === undefined ? '' : ` The call itself: ${unclear.failure.message}`
  const words = `Nobody knows whether ${nameOf(step)} happened (attempt ${unclear._id}): ${why}.${first}`
  return fail('outcomeUnknown', words, { details: { attempt: unclear._id }, cause })
}

interface Reason {
  readonly why: string
  readonly cause?: unknown
}

/** A fault of ours after the call may have left leaves its outcome as unclear as a broken line. */
function bug(step: Step, error: unknown): Failure {
  const words = error instanceof Error ? error.message : String(error)
  return { kind: 'outcomeUnknown', message: `${nameOf(step)} failed for a reason of ours: ${words}` }
}

/** A failure as it is stored: dates and words, no `undefined`. */
function plain({ kind, message, code }: Failure): Failure {
  return { kind, message, ...(code !== undefined && { code }) }
}
