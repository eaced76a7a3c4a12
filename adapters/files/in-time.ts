/** Work that ends with the time of its call, also when what it waits for never answers (a dead network drive). */
import type { Clock } from '../../engine/values/clock.ts'
import { fail } from '../../engine/values/failure.ts'
import type { Within } from './file-place.ts'

/** Milliseconds that timers can count at most. */
const longest = 2 ** 31 - 1

/**
 * What the work gives; rejects with `unreachable` when the call is over before, and then nobody waits for the work any
 * more. `attempt` begins the sentence: `Reading export/customers.csv`.
 */
export async function inTime<Result>(
  attempt: string,
  work: () => Promise<Result>,
  { within, clock }: { readonly within: Within; readonly clock: Clock },
): Promise<Result> {
  const over = (): Error => overtime(attempt, within, clock)
  const leftMs = within.deadline.getTime() - clock.now().getTime()
  if (within.signal.aborted || leftMs <= 0) throw over()
  const done = new AbortController()
  const end = AbortSignal.any([within.signal, done.signal])
  const limit = clock.sleep(Math.min(leftMs, longest), end).then(() => {
    if (!done.signal.aborted) throw over()
    return undefined as never
  })
  limit.catch(() => undefined)
  try {
    return await Promise.race([work(), limit])
  } finally {
    done.abort()
  }
}

function overtime(attempt: string, { signal, deadline }: Within, clock: Clock): Error {
  const { reason } = signal as { readonly reason: unknown }
  const isTimeOut = deadline <= clock.now() || (reason instanceof Error && reason.name === 'TimeoutError')
  return isTimeOut
    ? fail('unreachable', `${attempt} was not done in time.`, { details: { timedOut: true } })
    : fail('unreachable', `${attempt} was called off.`)
}
