/**
 * A CRM's database that speaks the protocol of SQL Server (TDS 7.4): logins, TLS inside of the protocol, transactions,
 * `sp_executesql`, cancels, errors by number, misbehaviour on demand. Behind it a real PostgreSQL (PGlite) executes
 * what is said, translated (`simulator-translation.ts`). Not as in a server of its own: there is one session behind the
 * door, so that transactions wait for each other; parameters are `nvarchar` only; nothing was compared with a real one.
 */
import { systemClock, type Clock } from '../../../engine/values/clock.ts'
import { samplePeople, type SamplePerson } from '../../sample-people.ts'
import { openCrm } from '../crm-simulator.ts'
import { serveGuests, type SimulatedServer } from '../simulator-server.ts'
import { receiveGuest, type ServerFault } from './simulator-guest.ts'
import { cleanTracked, trackingSchema, trackTable } from './simulator-tracking.ts'
import { openSession, type ServerFacts, type Session } from './simulator-sql.ts'

/** What the database starts with. */
export interface SimulatorOptions {
  readonly clock?: Clock
  readonly user?: string
  readonly password?: string
  readonly database?: string
  /** Default: 50 sample people. They get the ids 1, 2, 3 … */
  readonly people?: readonly SamplePerson[]
  /** PEM texts; without them encryption is declined. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

/**
 * A running database. Calls are counted by operation: somebody came to `login` and showed a password (`password`),
 * statements (`read`), transactions that were to be kept (`commit`), and cancels (`attention`).
 */
export interface MssqlSimulator extends SimulatedServer<ServerFault> {
  readonly facts: ServerFacts
  /** Begins to track changes of a table whose key is a bigint `id`. */
  readonly track: (table: string) => Promise<void>
  /** Forgets what was tracked up to the present version. */
  readonly cleanTracked: () => Promise<void>
  /** Runs statements of PostgreSQL as the owner; gives the rows of the last one. */
  readonly sql: (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** Starts the database: two seconds for the first of a process, half a second for the others. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<MssqlSimulator> {
  const {
    clock = systemClock,
    user = 'hub_reader',
    password = 'crm-password',
    database = 'crm',
    tls,
  } = options
  const db = await openCrm('boolean', options.people ?? samplePeople(50))
  await db.exec(`SET timezone = 'UTC'; ${trackingSchema}`)
  const facts: ServerFacts = {
    rights: { mayRead: true, mayWrite: false, isAdmin: false, isOwner: false },
    columnTypes: new Map([['MIN_ACTIVE_ROWVERSION()', 'timestamp']]),
    minActiveRowversion: 1,
  }
  const server = await serveGuests<Session, ServerFault>({
    ...{ scheme: 'mssql', clock, user, password, database },
    openSession: () => openSession(db, facts),
    receive: (guest, house) => receiveGuest(guest, { ...house, ...(tls && { tls }) }),
    close: () => db.close(),
  })
  const owner = openSession(db, facts)
  return {
    ...server,
    facts,
    track: async (table) => void (await owner.raw(trackTable(table))),
    cleanTracked: async () => void (await owner.raw(cleanTracked)),
    sql: (text) => owner.raw(text),
  }
}
