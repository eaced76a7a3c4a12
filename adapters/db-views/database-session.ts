/**
 * Transactions on a small pool of connections, whatever the driver. The end of the call's time, its abort, and every
 * failure close the connection; the server is told the same time limit. Nothing is left behind on the server's side,
 * so poolers in between (PgBouncer, ProxySQL) do no harm. No driver's own pool is used: they wait without a limit,
 * log in twice, or end the process with an error that nobody listens to.
 */
import { fail, failureOf } from '../../engine/values/failure.ts'
import type { Call, Io } from '../adapter.ts'
import type { Ask, Database, LargeQuestion, Rows } from './database.ts'

/** One connection to a server; whatever it rejects with is the driver's or Node's own error. */
export interface Wire {
  /** Connects and logs in; a second time nothing happens. */
  connect(): Promise<void>
  /** Begins a transaction that the server ends by itself after so many milliseconds, where it can. */
  begin(mode: 'read' | 'write', leftMs: number): Promise<void>
  readonly ask: Ask
  /** Asks one statement whose rows come in portions; read to the end, or the connection is cut. */
  readonly stream: (question: LargeQuestion) => AsyncIterable<Rows>
  commit(): Promise<void>
  /** Closes the socket at once; what is waited for fails. */
  cut(): void
}

/** What was attempted, and when it was given up. */
export interface Attempt {
  /** Begins the sentence: `The poll of customers`. */
  readonly attempt: string
  readonly call: Pick<Call, 'signal' | 'deadline'>
  readonly now: Date
}

/** What a driver brings along. */
export interface Driver {
  /** Dials; `gone` is told when the connection has ended, for whatever reason. */
  open(gone: () => void): Wire
  /** The failure for an error of the driver or the network; what is neither is given back as it is. */
  failureFor(thrown: unknown, attempt: Attempt): unknown
}

/** Connections that wait for the next call. */
const kept = 2
/** Milliseconds after which one that nobody used is replaced: a firewall may have dropped it silently. */
const trustedForMs = 60_000

/** Milliseconds that timers, the server's too, can count at most. */
const longest = 2 ** 31 - 1

/** Connects to nothing yet. */
export function openDatabase(driver: Driver, io: Io): Database {
  const open = new Set<Wire>()
  const idle: { readonly wire: Wire; readonly since: Date }[] = []

  const dropped = (wire: Wire): void => {
    open.delete(wire)
    const at = idle.findIndex((one) => one.wire === wire)
    if (at >= 0) idle.splice(at, 1)
    wire.cut()
  }
  const taken = (): Wire => {
    for (let found = idle.pop(); found; found = idle.pop()) {
      if (io.clock.now().getTime() - found.since.getTime() < trustedForMs) return found.wire
      dropped(found.wire)
    }
    const wire: Wire = driver.open(() => dropped(wire))
    open.add(wire)
    return wire
  }
  const givenBack = (wire: Wire): void => {
    if (open.has(wire) && idle.length < kept) idle.push({ wire, since: io.clock.now() })
    else dropped(wire)
  }

  /** A transaction on one connection, which is given back after the commit and closed in every other case. */
  function transaction(
    mode: 'read' | 'write',
    { attempt, call }: Pick<Attempt, 'attempt' | 'call'>,
  ): Transaction {
    const time = timeOf(call, io)
    const failure = (thrown: unknown): unknown =>
      failureOfAttempt(thrown, { attempt, call, now: io.clock.now() })
    if (time.isOver()) throw failure(new Error('The time is over.'))
    const wire = taken()
    time.whenOver(() => dropped(wire))
    let reached: 'nothing' | 'begun' | 'committing' | 'committed' = 'nothing'
    return {
      begin: async () => {
        await wire.connect()
        await wire.begin(
          mode,
          Math.min(Math.max(1, call.deadline.getTime() - io.clock.now().getTime()), longest),
        )
        reached = 'begun'
        return wire
      },
      commit: async () => {
        reached = 'committing'
        await wire.commit()
        reached = 'committed'
        givenBack(wire)
      },
      failureOf: (thrown) => {
        const failed = failure(thrown)
        const isSettled = mode === 'read' || reached === 'committing'
        return isSettled ? failed : nothingHappened(failed, reached === 'begun')
      },
      end: () => {
        time.stop()
        if (reached !== 'committed') dropped(wire)
      },
    }
  }

  async function transact<Result>(
    mode: 'read' | 'write',
    about: Pick<Attempt, 'attempt' | 'call'>,
    work: (ask: Ask) => Promise<Result>,
  ): Promise<Result> {
    const { begin, commit, failureOf: failed, end } = transaction(mode, about)
    try {
      const result = await work((await begin()).ask)
      await commit()
      return result
    } catch (thrown) {
      throw failed(thrown)
    } finally {
      end()
    }
  }

  async function* stream(
    about: Pick<Attempt, 'attempt' | 'call'>,
    question: LargeQuestion,
  ): AsyncGenerator<Rows> {
    const { begin, commit, failureOf: failed, end } = transaction('read', about)
    try {
      yield* (await begin()).stream(question)
      await commit()
    } catch (thrown) {
      throw failed(thrown)
    } finally {
      end()
    }
  }

  function failureOfAttempt(thrown: unknown, attempt: Attempt): unknown {
    if (failureOf(thrown)) return thrown
    return cutShort(attempt) ?? driver.failureFor(thrown, attempt)
  }

  return {
    read: (attempt, call, work) => transact('read', { attempt, call }, work),
    write: (attempt, call, work) => transact('write', { attempt, call }, work),
    stream: (attempt, call, question) => stream({ attempt, call }, question),
    close: async () => {
      for (const wire of open) dropped(wire)
    },
  }
}

interface Transaction {
  readonly begin: () => Promise<Wire>
  readonly commit: () => Promise<void>
  /** What is to be raised for what was thrown. */
  readonly failureOf: (thrown: unknown) => unknown
  /** To be called in any case. */
  readonly end: () => void
}

function cutShort({ attempt, call, now }: Attempt): Error | undefined {
  const { reason } = call.signal as { readonly reason: unknown }
  const isTimeOut = call.deadline <= now || (reason instanceof Error && reason.name === 'TimeoutError')
  if (isTimeOut)
    return fail('unreachable', `${attempt} had no answer in time.`, { details: { timedOut: true } })
  return call.signal.aborted ? fail('unreachable', `${attempt} was called off.`) : undefined
}

/** A transaction whose commit was never sent is undone by the server: nothing has happened. */
function nothingHappened(thrown: unknown, rolledBack: boolean): unknown {
  const failure = failureOf(thrown)
  if (failure === undefined) return thrown
  const { kind, message, ...more } = failure
  const details = { ...more.details, sent: false, ...(rolledBack && { rolledBack }) }
  return fail(kind, message, { ...more, details, cause: thrown })
}

interface CallTime {
  isOver(): boolean
  whenOver(act: () => void): void
  stop(): void
}

function timeOf({ signal, deadline }: Pick<Call, 'signal' | 'deadline'>, { clock }: Io): CallTime {
  const done = new AbortController()
  const isOver = (): boolean => signal.aborted || deadline <= clock.now()
  return {
    isOver,
    whenOver: (act) => {
      signal.addEventListener('abort', act, { once: true, signal: done.signal })
      const leftMs = deadline.getTime() - clock.now().getTime()
      void clock.sleep(Math.min(leftMs, longest), done.signal).then(() => done.signal.aborted || act())
    },
    stop: () => done.abort(),
  }
}
