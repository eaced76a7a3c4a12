/**
 * A CRM's database: a real PostgreSQL (PGlite) inside the process, behind a door on a loopback port that knows
 * logins and misbehaves on demand. It holds a table `customers` and the view `crm_customers` that the hub's role
 * may read. Two things are not as in a server of its own: there is one session behind the door, so that one
 * connection's transaction makes the others wait, and a statement's time limit is not enforced.
 */
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import pg from 'pg'

import { systemClock, type Clock } from '../../../engine/values/clock.ts'
import { samplePeople, type SamplePerson } from '../../sample-people.ts'
import type { Simulator } from '../../simulator.ts'
import { openCrm } from '../crm-simulator.ts'
import { openDoor, type Door, type DoorPlan } from './simulator-door.ts'

/** What the database starts with. */
export interface SimulatorOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number
  readonly clock?: Clock
  readonly user?: string
  readonly password?: string
  readonly database?: string
  /** Default: 50 sample people. They get the ids 1, 2, 3 … */
  readonly people?: readonly SamplePerson[]
  /** Default 20. */
  readonly maxConnections?: number
  readonly tls?: DoorPlan['tls']
}

/** A row of `sql`: texts as the database writes them. */
export type SimulatedRow = Readonly<Record<string, string | null>>

/** A running database. */
export interface PostgresSimulator
  extends Simulator, Pick<Door, 'misbehave' | 'calls' | 'openConnections' | 'cutAll'> {
  readonly host: string
  readonly database: string
  readonly user: string
  readonly password: string
  /** Changes columns of a customer; `updated_at` is the present unless it is given. */
  readonly changeCustomer: (
    id: number,
    columns: Readonly<Record<string, string | number | null>>,
  ) => Promise<void>
  /** Runs statements as the owner and gives the rows of a single one. */
  readonly sql: (text: string) => Promise<readonly SimulatedRow[]>
}

/** Starts the database: two seconds for the first of a process, half a second for the others. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<PostgresSimulator> {
  const { port = 0, clock = systemClock, maxConnections = 20, tls } = options
  const { user = 'hub_reader', password = 'crm-password', database = 'crm' } = options
  const db = await openCrm('boolean', options.people ?? samplePeople(50))
  await db.exec(`CREATE ROLE ${quoted(user)}; GRANT SELECT ON crm_customers TO ${quoted(user)};
    GRANT SELECT, INSERT ON receipts, visits TO ${quoted(user)};`)
  await db.exec(`SET ROLE ${quoted(user)}`)
  const inner = new PGLiteSocketServer({ db, port: 0, maxConnections: 1000 })
  await inner.start()
  const innerPort = Number(inner.getServerConn().split(':').at(-1))
  const plan = { port, innerPort, clock, user, password, database, maxConnections, ...(tls && { tls }) }
  const door = await openDoor(plan)
  const owner = await openOwner(innerPort)
  return {
    ...door,
    url: `postgres://127.0.0.1:${door.port}`,
    host: '127.0.0.1',
    ...{ database, user, password },
    sql: (text) => owner.run(text, []),
    changeCustomer: async (id, columns) => {
      const all = { ...columns, ...('updated_at' in columns ? {} : { updated_at: 'now' }) }
      const names = Object.keys(all).map((name, at) => `${quoted(name)} = $${at + 2}`)
      await owner.run(`UPDATE customers SET ${names.join(', ')} WHERE id = $1`, [id, ...Object.values(all)])
    },
    close: async () => {
      await door.close()
      await owner.close()
      await inner.stop()
      await db.close()
    },
  }
}

interface Owner {
  run(text: string, values: readonly (string | number | null)[]): Promise<readonly SimulatedRow[]>
  close(): Promise<void>
}

/** The owner has a connection of their own, because a statement beside it would fall into a guest's transaction. */
async function openOwner(port: number): Promise<Owner> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password: 'none',
    database: 'postgres',
    ssl: false,
    types: { getTypeParser: () => (text: string) => text },
  })
  client.on('error', () => undefined)
  await client.connect()
  let last: Promise<unknown> = Promise.resolve()
  const alone = async (text: string, values: readonly unknown[]): Promise<readonly SimulatedRow[]> => {
    await client.query('BEGIN; SET LOCAL ROLE postgres')
    try {
      const { rows } = await client.query<SimulatedRow>(text, [...values])
      await client.query('COMMIT')
      return rows
    } catch (thrown) {
      await client.query('ROLLBACK')
      throw thrown
    }
  }
  return {
    run: (text, values) => {
      const turn = last.then(() => alone(text, values))
      last = turn.catch(() => undefined)
      return turn
    },
    close: () => client.end(),
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
