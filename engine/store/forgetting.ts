/**
 * Documents that are kept until an instant of their own, and then forgotten: by the clock of the hub, which set that
 * instant, and not by the database's own, which may tell another time.
 */
import type mongoose from 'mongoose'

import type { Clock } from '../values/clock.ts'
import type { Log } from '../values/log.ts'

/** What is forgotten, and the field that says when. */
const kept = [
  { collection: 'contentParts', until: 'until' },
  { collection: 'contents', until: 'until' },
  { collection: 'keyedRequests', until: 'purgeAt' },
  { collection: 'messages', until: 'purgeAt' },
  { collection: 'nonces', until: 'until' },
  { collection: 'refusedRecords', until: 'purgeAt' },
  { collection: 'ruleEvents', until: 'purgeAt' },
] as const

/** Between two looks, ms. */
const pauseMs = 60_000

/** What it is made of. */
export interface ForgettingPorts {
  readonly connection: mongoose.Connection
  readonly clock: Clock
  readonly log: Log
}

/** Forgets once a minute, from `start` to `stop`. Any number of processes may do it. */
export interface Forgetting {
  start(): Promise<void>
  stop(): Promise<void>
}

/** Makes it. */
export function forgetting({ connection, clock, log }: ForgettingPorts): Forgetting {
  const stopping = new AbortController()
  let looking: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    const now = clock.now()
    for (const { collection, until } of kept)
      await connection.collection(collection).deleteMany({ [until]: { $lte: now } })
  }

  async function keepLooking(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => log.warn('what is over cannot be forgotten now', { error }))
      await clock.sleep(pauseMs, stopping.signal)
    }
  }

  return {
    start: async () => {
      await Promise.all(
        kept.map(({ collection, until }) =>
          connection.collection(collection).createIndex({ [until]: 1, _id: 1 }),
        ),
      )
      looking = keepLooking()
    },
    stop: async () => {
      stopping.abort()
      await looking
    },
  }
}
