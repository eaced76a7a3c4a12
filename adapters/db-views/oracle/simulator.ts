/**
 * A CRM's database that speaks the protocol of Oracle (TNS, TTC of 19c) as the thin driver needs it: logins, statements
 * with variables, fetches, transactions, breaks, errors by number, misbehaviour on demand. Behind it a real PostgreSQL
 * (PGlite) executes what is said. Not as in a server of its own: there is one session behind the door, so that
 * transactions wait for each other; variables are texts only, there are no LOBs; nothing was compared with a real one.
 */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

import { systemClock, type Clock } from '../../../engine/values/clock.ts'
import { samplePeople, type SamplePerson } from '../../sample-people.ts'
import { faultPlan, type Misbehaviour, type Simulator, type TransportFault } from '../../simulator.ts'
import { openCrm } from '../crm-simulator.ts'
import { receiveGuest, type ServerFault } from './simulator-guest.ts'
import { openSession, oracleFunctions, type ServerFacts } from './simulator-sql.ts'

/** What the database starts with. */
export interface SimulatorOptions {
  readonly clock?: Clock
  readonly user?: string
  readonly password?: string
  readonly database?: string
  /** Default: 50 sample people. They get the ids 1, 2, 3 … */
  readonly people?: readonly SamplePerson[]
}

/** A running database. */
export interface OracleSimulator extends Simulator {
  readonly host: string
  readonly database: string
  readonly user: string
  readonly password: string
  readonly misbehave: (misbehaviour: Misbehaviour<TransportFault | ServerFault>) => void
  /**
   * How often somebody came to `login` and showed a password (`password`), statements (`read`), and transactions that
   * were to be kept (`commit`).
   */
  readonly calls: () => Readonly<Record<string, number>>
  readonly openConnections: () => number
  /** Cuts every connection, as a restart of the server does. */
  readonly cutAll: () => void
  readonly facts: ServerFacts
  /** Runs statements of PostgreSQL as the owner; gives the rows of the last one. */
  readonly sql: (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** Starts the database: two seconds for the first of a process, half a second for the others. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<OracleSimulator> {
  const { clock = systemClock, user = 'hub_reader', password = 'crm-password', database = 'crm' } = options
  const db = await openCrm('smallint', options.people ?? samplePeople(50))
  await db.exec(`SET timezone = 'UTC'; ${oracleFunctions}`)
  const calls = new Map<string, number>()
  const faults = faultPlan<TransportFault | ServerFault>()
  const sockets = new Set<Socket>()
  const facts: ServerFacts = { rights: { mayRead: true, mayWrite: false, isAdmin: false } }
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    receiveGuest(socket, {
      ...{ clock, user, password, database },
      openSession: () => openSession(db, facts),
      count: (operation) => void calls.set(operation, (calls.get(operation) ?? 0) + 1),
      fault: (operation) => faults.next(operation),
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const cutAll = (): void => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  const owner = openSession(db, facts)
  return {
    url: `oracle://127.0.0.1:${port}`,
    host: '127.0.0.1',
    ...{ port, user, password, database, facts, cutAll },
    misbehave: faults.plan,
    calls: () => Object.fromEntries(calls),
    openConnections: () => sockets.size,
    sql: (text) => owner.raw(text),
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      cutAll()
      await closed
      await db.close()
    },
  }
}
