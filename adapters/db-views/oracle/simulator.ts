/**
 * A CRM's database that speaks the protocol of Oracle (TNS, TTC of 19c) as the thin driver needs it: logins, statements
 * with variables, fetches, transactions, breaks, TLS around all of it (TCPS), errors by number, misbehaviour on demand.
 * Behind it a real PostgreSQL (PGlite) executes what is said, translated (`simulator-translation.ts`), with types of
 * Oracle on the wire (`simulator-types.ts`). Not as in a server of its own: there is one session behind the door, so
 * that transactions wait for each other; variables are texts only, of LOBs there are long texts that are fetched as
 * texts; nothing was compared with a real one.
 */
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

import { systemClock, type Clock } from '../../../engine/values/clock.ts'
import { samplePeople, type SamplePerson } from '../../sample-people.ts'
import type { TransportFault } from '../../simulator.ts'
import { openCrm } from '../crm-simulator.ts'
import { serveGuests, type SimulatedServer } from '../simulator-server.ts'
import { receiveGuest, type ServerFault } from './simulator-guest.ts'
import { openSession, type ServerFacts, type Session } from './simulator-sql.ts'
import { oracleCatalogue } from './simulator-translation.ts'
import { oracleDomains } from './simulator-types.ts'

/** What the database starts with. */
export interface SimulatorOptions {
  readonly clock?: Clock
  readonly user?: string
  readonly password?: string
  readonly database?: string
  /** Default: 50 sample people. They get the ids 1, 2, 3 … */
  readonly people?: readonly SamplePerson[]
  /** PEM texts; with them everything is inside of TLS (TCPS). */
  readonly tls?: { readonly key: string; readonly cert: string }
}

/**
 * A running database. Calls are counted by operation: somebody came to `login` and showed a password (`password`),
 * statements (`read`), and transactions that were to be kept (`commit`), and
 * requests to stop (`break`).
 */
export interface OracleSimulator extends SimulatedServer<TransportFault | ServerFault> {
  readonly facts: ServerFacts
  /** Runs statements of PostgreSQL as the owner; gives the rows of the last one. */
  readonly sql: (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** Starts the database: two seconds for the first of a process, half a second for the others. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<OracleSimulator> {
  const {
    clock = systemClock,
    user = 'hub_reader',
    password = 'crm-password',
    database = 'crm',
    tls,
  } = options
  const db = await openCrm('smallint', options.people ?? samplePeople(50))
  await db.exec(`SET timezone = 'UTC'; ${oracleDomains} ${oracleCatalogue}`)
  const facts: ServerFacts = { user: user.toUpperCase(), unreadable: new Set() }
  const server = await serveGuests<Session, TransportFault | ServerFault>({
    ...{ scheme: 'oracle', clock, user, password, database },
    openSession: () => openSession(db, facts),
    receive: (guest, house) => receiveGuest(tls ? sealed(guest, tls) : guest, house),
    close: () => db.close(),
  })
  const owner = openSession(db, facts)
  return { ...server, facts, sql: (text) => owner.raw(text) }
}

function sealed(guest: Socket, keys: { readonly key: string; readonly cert: string }): Socket {
  const line = new TLSSocket(guest, { isServer: true, ...keys })
  line.on('error', () => guest.destroy())
  return line
}
