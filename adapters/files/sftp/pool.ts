/**
 * Connections to the server, each for one call at a time: the end of a call's time, and its abort, close the connection,
 * because SFTP cannot call a request off. A few are kept for the next call.
 */
import { failureOf } from '../../../engine/values/failure.ts'
import type { Io } from '../../adapter.ts'
import type { Within } from '../file-place.ts'
import { inTime } from '../in-time.ts'
import { requestFailure } from './failures.ts'
import { dial, type Session } from './session.ts'
import type { Settings } from './settings.ts'

/** Work with one connection. */
export type SessionWork<Result> = (session: Session) => Promise<Result>

/** A connection that is kept for several calls. */
export interface HeldSession {
  /** Works with it; a failure of anything but a request closes it. */
  readonly use: <Result>(attempt: string, within: Within, work: SessionWork<Result>) => Promise<Result>
  /** Whether it is still the connection that was worked with before. */
  readonly isOpen: () => boolean
  /** Gives it back. */
  readonly release: () => void
}

/** Connections to one server. */
export interface Pool {
  /** Works with a connection and gives it back. `attempt` begins the sentence: `Reading in/a.csv`. */
  readonly use: <Result>(attempt: string, within: Within, work: SessionWork<Result>) => Promise<Result>
  readonly hold: () => HeldSession
  readonly close: () => void
}

/** Connections that wait for the next call. */
const kept = 2
/** Milliseconds after which one that nobody used is replaced: a firewall may have dropped it silently. */
const trustedForMs = 60_000

/** Connects to nothing yet. */
export function openPool(settings: Settings, io: Io): Pool {
  const open = new Set<() => void>()
  const idle: { readonly session: Session; readonly since: Date }[] = []

  function taken(): Session | undefined {
    for (let found = idle.pop(); found; found = idle.pop()) {
      const isFresh = io.clock.now().getTime() - found.since.getTime() < trustedForMs
      if (isFresh && found.session.broken() === undefined) return found.session
      drop(found.session.cut)
    }
    return undefined
  }

  function drop(cut: () => void): void {
    open.delete(cut)
    cut()
  }

  function giveBack(session: Session): void {
    const isOpen = open.has(session.cut) && session.broken() === undefined
    if (isOpen && idle.length < kept) idle.push({ session, since: io.clock.now() })
    else drop(session.cut)
  }

  function hold(): HeldSession {
    let held: Session | undefined
    let isOver = false
    return {
      use: async (attempt, within, work) => {
        let cut: (() => void) | undefined
        try {
          return await inTime(
            attempt,
            async () => {
              held ??= taken()
              if (held === undefined) {
                const dialling = dial(settings, io)
                cut = dialling.cut
                open.add(cut)
                held = await dialling.session
              }
              cut = held.cut
              return work(held)
            },
            { within, clock: io.clock },
          )
        } catch (thrown) {
          const broken = held?.broken()
          const failure = requestFailure(thrown, attempt, broken)
          const { kind } = failureOf(failure) ?? {}
          if (kind === 'refused' && broken === undefined) throw failure
          if (cut) drop(cut)
          held = undefined
          throw failure
        }
      },
      isOpen: () => held?.broken() === undefined && held !== undefined,
      release: () => {
        if (held !== undefined && !isOver) giveBack(held)
        isOver = true
        held = undefined
      },
    }
  }

  return {
    hold,
    use: async (attempt, within, work) => {
      const one = hold()
      try {
        return await one.use(attempt, within, work)
      } finally {
        one.release()
      }
    },
    close: () => {
      for (const cut of [...open]) drop(cut)
      idle.length = 0
    },
  }
}
