/**
 * Agenda as one of those who wake the clocks: a job each minute. It decides nothing: its locks are known to fire twice
 * and to starve, and its collection may be deleted; the look ahead of each process and the due index find every clock
 * without it.
 */
import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda } from 'agenda'

import type { Database } from '../store/database.ts'
import type { Log } from '../values/log.ts'

/** Milliseconds. After each job agenda holds the process for half of this, so the usual ten minutes would hold a stop. */
const lockLifetime = 5_000

type Db = Extract<ConstructorParameters<typeof MongoBackend>[0], { mongo: unknown }>['mongo']

/** Who wakes. */
export interface Waker {
  /** Never rejects: without agenda the clocks wake by themselves. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** Agenda over the hub's own database. It polls: change streams are not everywhere. */
export function agendaWake(ports: {
  readonly connection: Database['connection']
  readonly wake: () => void
  readonly log: Log
}): Waker {
  const { connection, wake, log } = ports
  let agenda: Agenda | undefined

  async function begin(): Promise<void> {
    const { db } = connection
    if (db === undefined) return
    // Two copies of the driver's types may be in the tree; the object is the same.
    const mongo = db as unknown as Db
    const backend = new MongoBackend({ mongo, collection: 'agendaJobs' })
    agenda = new Agenda({ backend, processEvery: 5_000 })
    agenda.on('error', (error: unknown) =>
      log.warn('agenda is in trouble; the clocks wake by themselves', { error }),
    )
    agenda.define(
      'slaWake',
      () => {
        wake()
        return Promise.resolve()
      },
      { lockLifetime },
    )
    await agenda.start()
    await agenda.every('1 minute', 'slaWake')
  }

  return {
    start: () =>
      begin().catch((error: unknown) =>
        log.warn('agenda does not start; the clocks wake by themselves', { error }),
      ),
    stop: async () => {
      await agenda?.stop().catch((error: unknown) => log.warn('agenda did not stop in order', { error }))
    },
  }
}
