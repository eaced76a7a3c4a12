/**
 * Forgets runs that ended long ago, with all that is theirs: history, payloads, attempts, outcomes of actions, and what
 * the messages said that they took (a message's id is remembered, so that it stays a duplicate). What a run owns goes
 * first and the run last, so a death in between leaves it to be found again.
 */
import type { RunActionStore } from '../store/run-actions.ts'
import type { RunStore } from '../store/runs.ts'
import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'

/** What it is made of. */
export interface RetentionPorts {
  readonly runs: RunStore
  readonly actions: RunActionStore
  readonly clock: Clock
  readonly log: Log
  /** How long an ended run is kept, in days; 0: for ever. */
  readonly days: number
}

/** Runs removed at a time. */
const batch = 100
/** Between two looks, ms. */
const pauseMs = 60_000
const dayMs = 86_400_000

/** Makes the look that is to be taken again and again; it does something once a minute. */
export function retention({ runs, actions, clock, log, days }: RetentionPorts): () => Promise<void> {
  let lookedAt = 0
  return async () => {
    const nowMs = clock.now().getTime()
    if (days === 0 || nowMs - lookedAt < pauseMs) return
    lookedAt = nowMs
    const before = new Date(nowMs - days * dayMs)
    let removed = 0
    for (;;) {
      const some = await runs.removeEndedBefore(before, batch)
      removed += some
      if (some < batch) break
    }
    while ((await actions.removeEndedBefore(before, batch)) === batch);
    if (removed > 0) log.info('removed runs that ended long ago', { runs: removed, before })
  }
}
