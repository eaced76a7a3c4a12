/**
 * A line to the broker: made when it is needed, shared by all who need it, made anew by the next after it was lost.
 * Whoever declares something does so on every new channel, so that a broker that lost it has it again.
 */
import { connect, type ChannelModel } from 'amqplib'

import { fail } from '../../../engine/values/failure.ts'
import type { Call, Io } from '../../adapter.ts'
import { dialling } from './dialling.ts'
import { failureFor } from './failures.ts'
import type { Settings } from './settings.ts'

/** A line. */
export interface Link {
  /** The connection. Raises what stands in its way, with `sent: false`. */
  connected(attempt: string, call: CallTime): Promise<ChannelModel>
  /** The broker's reason while it reads nothing from this connection. */
  readonly blockedBy: string | undefined
  /** Why the connection ended, for an error that only says that it did; else the error itself. */
  causeOf(thrown: unknown): unknown
  close(): Promise<void>
}

/** When nobody waits any more. */
export type CallTime = Pick<Call, 'signal' | 'deadline'>

const connectWithinMs = 10_000
const goodbyeMs = 1_000
/** What a channel says when all of the connection is gone. */
const vague = /^(the )?(channel|connection) (was )?(ended|closed|closing)/i

/** Makes a line; nothing happens before somebody needs it. `purpose` is shown among the connections of the broker. */
export function openLink(settings: Settings, io: Io, purpose: string): Link {
  const { options, socket } = dialling(settings)
  let present: Promise<ChannelModel> | undefined
  let blockedBy: string | undefined
  /** Why the newest connection ended. */
  let end: Error | undefined

  async function dial(): Promise<ChannelModel> {
    const connection = await connect(options, {
      ...socket,
      timeout: connectWithinMs,
      noDelay: true,
      clientProperties: { connection_name: `peyvand ${purpose}` },
    }).catch((error: unknown) => {
      throw isSilentReset(error) && options.protocol === 'amqp' ? unencrypted(error) : error
    })
    blockedBy = undefined
    end = undefined
    // Without a listener an error would end the process; who waits for an answer is told by its channel.
    const ended = (error?: Error): void => {
      end ??= error
    }
    connection.on('error', ended)
    connection.on('close', ended)
    connection.on('blocked', (reason) => (blockedBy = reason))
    connection.on('unblocked', () => (blockedBy = undefined))
    return connection
  }

  function shared(): Promise<ChannelModel> {
    if (present !== undefined) return present
    const dialled = dial()
    present = dialled
    const forget = (): void => {
      if (present === dialled) present = undefined
    }
    dialled.then((connection) => connection.on('close', forget), forget)
    return dialled
  }

  return {
    get blockedBy() {
      return blockedBy
    },
    causeOf: (thrown) => {
      const isVague = thrown instanceof Error && !('code' in thrown) && vague.test(thrown.message)
      return isVague ? (end ?? thrown) : thrown
    },
    connected: async (attempt, call) => {
      try {
        return await within(shared(), { attempt, call, io })
      } catch (thrown) {
        throw failureFor(thrown, { attempt, now: io.clock.now(), isUnsent: true })
      }
    },
    close: async () => {
      const last = await present?.catch(() => undefined)
      present = undefined
      if (last !== undefined) await hangUp(last, io)
    },
  }
}

function isSilentReset(error: unknown): error is Error {
  return (
    error instanceof Error &&
    (('code' in error && error.code === 'ECONNRESET') || /^Socket closed abruptly/.test(error.message))
  )
}

/** A port that speaks TLS only hangs up on who does not; one that is overloaded may do so too. */
function unencrypted(error: Error): Error {
  const words = `${error.message}. The broker hung up before it said anything: if its port speaks TLS, set \`tls\` to \`verify-full\` (with an address: \`amqps:\`)`
  return Object.assign(new Error(words, { cause: error }), { code: 'ECONNRESET' })
}

/** Says goodbye, but does not wait long for a broker that does not answer. */
async function hangUp(connection: ChannelModel, io: Io): Promise<void> {
  const { stream } = connection.connection as unknown as { readonly stream?: { destroy(): void } }
  const gone = new AbortController()
  const patience = io.clock.sleep(goodbyeMs, gone.signal)
  await Promise.race([connection.close().catch(() => undefined), patience])
  gone.abort()
  stream?.destroy()
}

/** Waits for some work no longer than the caller does; then `giveUp` frees what it holds. */
export async function within<Result>(
  work: Promise<Result>,
  { attempt, call, io, giveUp }: Waiting,
): Promise<Result> {
  const done = new AbortController()
  const over = new Promise<never>((_, reject) => {
    const end = (words: string): void => {
      if (!done.signal.aborted) reject(fail('unreachable', `${attempt} failed: ${words}.`))
    }
    if (call.signal.aborted) return end('nobody waits for it any more')
    call.signal.addEventListener('abort', () => end('it was called off'), { signal: done.signal })
    const leftMs = call.deadline.getTime() - io.clock.now().getTime()
    void io.clock.sleep(Math.max(0, leftMs), done.signal).then(() => end('no answer came in time'))
  })
  try {
    return await Promise.race([work, over])
  } catch (thrown) {
    giveUp?.()
    throw thrown
  } finally {
    done.abort()
    work.catch(() => undefined)
  }
}

/** Who waits, and for what. */
export interface Waiting {
  /** What is attempted, as the beginning of a sentence. */
  readonly attempt: string
  readonly call: CallTime
  readonly io: Io
  readonly giveUp?: () => void
}
