/**
 * A limit on what the driver waits for: a command on a socket that is reset at that very moment can stay unanswered for
 * ever, and everybody who gathers behind it with it. Real time, because the driver's waiting is.
 */
import { systemClock } from '../values/clock.ts'

/** Longest wait for one command, ms. */
const longestMs = 15_000

/** Raised in place of an answer that does not come; like any broken connection it passes. */
class NoAnswer extends Error {
  override readonly name = 'MongoNetworkTimeoutError'
}

/** The answer, or a passing failure when it does not come in time. */
export async function bounded<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const isHere = new AbortController()
  const late = systemClock.sleep(longestMs, isHere.signal).then((): never => {
    throw new NoAnswer(`the database has not answered within ${String(longestMs)} ms`)
  })
  late.catch(() => undefined)
  try {
    return await Promise.race([answer, late])
  } finally {
    isHere.abort()
  }
}
