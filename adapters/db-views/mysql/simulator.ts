/**
 * A CRM's database that speaks the protocol of MySQL: logins by mysql_native_password, text results, errors by
 * number, misbehaviour on demand. Behind it a real PostgreSQL (PGlite) executes what is said, translated
 * (`simulator-sql.ts`). Two things are not as in a server of its own: there is one session behind the door, so that
 * transactions wait for each other, and a statement's time limit is not enforced. It has no TLS.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Socket } from 'node:net'

import mysql from 'mysql2'

import { systemClock, type Clock } from '../../../engine/values/clock.ts'
import { samplePeople, type SamplePerson } from '../../sample-people.ts'
import type { Misbehaviour } from '../../simulator.ts'
import { openCrm } from '../crm-simulator.ts'
import { serveGuests, type House as GuestHouse, type SimulatedServer } from '../simulator-server.ts'
import { openSession, type Reply, type Session } from './simulator-sql.ts'

/** What the database starts with. */
export interface SimulatorOptions {
  readonly clock?: Clock
  readonly user?: string
  readonly password?: string
  readonly database?: string
  /** Default: 50 sample people. They get the ids 1, 2, 3 … */
  readonly people?: readonly SamplePerson[]
}

/**
 * A running database. Calls are counted by operation: somebody came to `login`, selects (`read`), and transactions that
 * were to be kept (`commit`).
 */
export interface MysqlSimulator extends SimulatedServer {
  /** Lines that SHOW GRANTS gives. */
  readonly grants: string[]
  /** Runs statements of PostgreSQL as the owner; gives the rows of a single one. */
  readonly sql: (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** Starts the database. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<MysqlSimulator> {
  const { clock = systemClock, user = 'hub_reader', password = 'crm-password', database = 'crm' } = options
  const db = await openCrm('smallint', options.people ?? samplePeople(50))
  await db.exec(`SET timezone = 'UTC'`)
  const grants = [
    `GRANT USAGE ON *.* TO \`${user}\`@\`%\``,
    `GRANT SELECT ON \`${database}\`.\`crm_customers\` TO \`${user}\`@\`%\``,
  ]
  const server = await serveGuests({
    ...{ scheme: 'mysql', clock, user, password, database },
    openSession: () => openSession(db, grants),
    receive: welcome,
    close: () => db.close(),
  })
  const owner = openSession(db, grants)
  return { ...server, grants, sql: (text) => owner.raw(text) }
}

type House = GuestHouse<Session>

/** What mysql2 offers on its server's side beyond its declared types. */
interface Guest extends mysql.Connection {
  serverHandshake(args: object): void
  writeOk(args?: object): void
  writeEof(): void
  writeError(args: { readonly code: number; readonly message: string }): void
  writeColumns(columns: readonly object[]): void
  writeTextRow(row: readonly (string | null)[]): void
  sequenceId: number
}

interface Proof {
  readonly user: string
  readonly database: string
  readonly authPluginData1: Buffer
  readonly authPluginData2: Buffer
  readonly authToken: Buffer
}

function welcome(socket: Socket, house: House): void {
  const guest = mysql.createConnection({ stream: socket, isServer: true } as mysql.ConnectionOptions) as Guest
  guest.on('error', () => socket.destroy())
  const session = house.openSession()
  // When the whole database is closed first, the transaction has ended with it.
  socket.on('close', () => void session.close().catch(() => undefined))
  house.count('login')
  const fault = house.fault('login')
  if (fault && fault.kind !== 'slow') return misbehaveAtLogin(fault, guest, socket)
  guest.serverHandshake({
    protocolVersion: 10,
    serverVersion: '8.0.36-simulator',
    connectionId: 1,
    statusFlags: 2,
    characterSet: 45,
    // Everything but SSL (0x800) and compression (0x20), with authentication by plugin.
    capabilityFlags: 0x00ff_f7df & ~0x0100_0000 & ~0x0080_0000,
    authCallback: (proof: Proof, done: (error: null, refusal?: object) => void) => {
      done(null, refusalOf(proof, house))
      guest.sequenceId = 0
    },
  })
  const answer = (text: string): void => {
    void answerQuery(text, { guest, socket, session, house }).catch(() => socket.destroy())
  }
  guest.on('query', answer)
  guest.on('stmt_prepare', answer)
}

function refusalOf(proof: Proof, house: House): object | undefined {
  const isKnown = proof.user === house.user && provesPassword(proof, house.password)
  if (!isKnown)
    return { code: 1045, message: `Access denied for user '${proof.user}'@'localhost' (using password: YES)` }
  return proof.database === house.database
    ? undefined
    : { code: 1049, message: `Unknown database '${proof.database}'` }
}

/** SHA1(password) XOR SHA1(challenge + SHA1(SHA1(password))), as `mysql_native_password` has it. */
function provesPassword({ authPluginData1, authPluginData2, authToken }: Proof, password: string): boolean {
  const sha1 = (...parts: readonly Uint8Array[]): Buffer =>
    parts.reduce((hash, part) => hash.update(part), createHash('sha1')).digest()
  const stage = sha1(Buffer.from(password))
  const mask = sha1(authPluginData1, authPluginData2.subarray(0, 12), sha1(stage))
  const expected = Buffer.from(stage.map((byte, at) => byte ^ (mask[at] ?? 0)))
  return authToken.length === expected.length && timingSafeEqual(authToken, expected)
}

function misbehaveAtLogin({ kind }: Misbehaviour, guest: Guest, socket: Socket): void {
  switch (kind) {
    case 'resetBeforeWork':
    case 'resetAfterWork':
      return void socket.resetAndDestroy()
    case 'serverError':
      guest.writeError({ code: 1053, message: 'Server shutdown in progress' })
      return void socket.end()
    case 'throttled':
      guest.writeError({ code: 1040, message: 'Too many connections' })
      return void socket.end()
    case 'brokenReply':
      return void socket.write(Buffer.from([3, 0, 0, 0, 0x63, 0x63, 0x63]))
    default:
      return undefined
  }
}

interface Talk {
  readonly guest: Guest
  readonly socket: Socket
  readonly session: Session
  readonly house: House
}

/** What a statement counts as. */
function operationOf(text: string): 'read' | 'commit' | undefined {
  if (/^\s*COMMIT\b/i.test(text)) return 'commit'
  return /^\s*(SELECT|INSERT|UPDATE|DELETE|CALL|WITH)\b/i.test(text) ? 'read' : undefined
}

async function answerQuery(text: string, talk: Talk): Promise<void> {
  const { guest, session, house } = talk
  const operation = operationOf(text)
  if (operation) house.count(operation)
  const fault = operation && house.fault(operation)
  if (fault?.kind === 'slow') await house.clock.sleep(fault.delayMs ?? 200)
  if (fault && misbehaveBefore(fault, talk)) return
  const reply = await session.run(text)
  if (fault && misbehaveAfter(fault, talk)) return
  write(guest, reply)
}

/** Whether that was all: nothing is done then. */
function misbehaveBefore({ kind }: Misbehaviour, { guest, socket }: Talk): boolean {
  if (kind === 'hangBeforeWork') return true
  if (kind === 'resetBeforeWork') socket.resetAndDestroy()
  else if (kind === 'serverError') guest.writeError({ code: 1053, message: 'Server shutdown in progress' })
  else if (kind === 'throttled') guest.writeError({ code: 1040, message: 'Too many connections' })
  else return false
  return true
}

/** Whether the answer goes astray after the work was done. */
function misbehaveAfter({ kind }: Misbehaviour, { socket }: Talk): boolean {
  if (kind === 'hangAfterWork') return true
  if (kind === 'resetAfterWork') socket.resetAndDestroy()
  // A result of one column, whose definition ends after its first byte.
  else if (kind === 'brokenReply') socket.write(Buffer.from([1, 0, 0, 1, 1, 1, 0, 0, 2, 3]))
  else return false
  return true
}

function write(guest: Guest, reply: Reply): void {
  if ('error' in reply) guest.writeError(reply.error)
  else if ('affected' in reply) guest.writeOk({ affectedRows: reply.affected })
  else {
    guest.writeColumns(
      reply.columns.map(({ name, type }) => ({
        catalog: 'def',
        schema: '',
        table: '',
        orgTable: '',
        name,
        orgName: name,
        characterSet: 45,
        columnLength: 65_535,
        columnType: type,
        flags: 0,
        decimals: 0,
      })),
    )
    for (const row of reply.rows) guest.writeTextRow(row)
    guest.writeEof()
  }
  guest.sequenceId = 0
}
