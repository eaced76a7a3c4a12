/**
 * One connection to the simulated server, from its first message to its end. Every request has exactly one message as
 * its answer, and every cancel one more.
 */
import type { Socket } from 'node:net'
import type { Writable } from 'node:stream'

import type { TransportFault } from '../../simulator.ts'
import type { House as GuestHouse } from '../simulator-server.ts'
import { messageReader, messageTypes, packets, unfinished, type Message } from './simulator-packets.ts'
import { readBatch, readLogin, readRpc, readTransaction } from './simulator-requests.ts'
import type { Reply, Session } from './simulator-sql.ts'
import { startTls } from './simulator-tls.ts'
import {
  columnsToken,
  done,
  errorToken,
  loginReply,
  preloginReply,
  returnStatus,
  rowToken,
  transactionChange,
  type ServerError,
} from './simulator-tokens.ts'

/** What this server can do wrong. */
export type ServerFault =
  | TransportFault
  /** The transaction was chosen as the victim of a deadlock: 1205. */
  | 'deadlock'
  /** The first rows come, and then nothing. */
  | 'silenceAfterRows'

/** The house that guests come to. */
export interface House extends GuestHouse<Session, ServerFault> {
  /** Without it encryption is declined. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

interface Guest {
  readonly socket: Socket
  readonly house: House
  readonly session: Session
  /** Where answers go: the socket, or TLS over it. */
  stream: Writable
  /** Ends what the present request waits for. */
  interrupt: () => void
}

/** Receives a guest. */
export function receiveGuest(socket: Socket, house: House): void {
  const session = house.openSession()
  const guest: Guest = { socket, house, session, stream: socket, interrupt: () => undefined }
  house.count('login')
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (work: () => Promise<unknown> | undefined): void => {
    last = last.then(work).catch(() => socket.destroy())
  }
  const read = messageReader((message) => {
    if (message.type === messageTypes.prelogin) receive = greet(guest, read) ?? receive
    else if (message.type === messageTypes.attention) {
      house.count('attention')
      guest.interrupt()
      inTurn(async () => send(guest, done({ interrupted: true })))
    } else inTurn(() => answer(message, guest))
  })
  let receive = read
  socket.on('data', (chunk) => receive(chunk))
  socket.on('close', () => {
    guest.interrupt()
    // When the whole database is closed first, the transaction has ended with it.
    void last.then(() => session.end('ROLLBACK')).catch(() => undefined)
  })
}

function send({ stream, socket }: Guest, ...tokens: readonly Buffer[]): void {
  if (!socket.destroyed) stream.write(packets(messageTypes.reply, Buffer.concat(tokens)))
}

/** Answers a PRELOGIN; gives where bytes go from now on, when that has changed. */
function greet(guest: Guest, read: (chunk: Buffer) => void): ((chunk: Buffer) => void) | undefined {
  const { socket, house } = guest
  const encrypts = house.tls !== undefined
  send(guest, preloginReply(encrypts ? 1 : 2))
  if (!house.tls) return undefined
  const { stream, receive } = startTls(socket, house.tls)
  guest.stream = stream
  stream.on('data', read)
  return receive
}

async function answer(message: Message, guest: Guest): Promise<void> {
  if (message.isIgnored) return send(guest, done({ failed: true }))
  switch (message.type) {
    case messageTypes.login:
      return answerLogin(message, guest)
    case messageTypes.transaction:
      return answerTransaction(message, guest)
    case messageTypes.batch:
      return send(guest, await statementReply(guest, () => guest.session.run(readBatch(message.body))))
    case messageTypes.rpc: {
      const work = (): Promise<Reply> => guest.session.run(readRpc(message.body))
      return misbehaving('read', guest, async () => send(guest, await statementReply(guest, work, 'proc')))
    }
    default:
      guest.socket.destroy()
  }
}

async function answerLogin({ body }: Message, guest: Guest): Promise<void> {
  const { house, socket } = guest
  house.count('password')
  await misbehaving('login', guest, async () => {
    const { user, password, database } = readLogin(body)
    const refuse = (number: number, message: string): void => {
      send(guest, errorToken({ number, severity: 14, message }), done({ failed: true }))
      guest.stream.end(() => socket.end())
    }
    if (user !== house.user || password !== house.password)
      return refuse(18_456, `Login failed for user '${user}'.`)
    if (database !== house.database)
      return refuse(4060, `Cannot open database "${database}" requested by the login. The login failed.`)
    send(guest, loginReply(database))
  })
}

async function answerTransaction({ body }: Message, guest: Guest): Promise<void> {
  const { session } = guest
  const what = readTransaction(body)
  if (what === 'begin') {
    await session.begin()
    return send(guest, transactionChange(8), done({}))
  }
  if (what === 'rollback') {
    await session.end('ROLLBACK')
    return send(guest, transactionChange(10), done({}))
  }
  await misbehaving('commit', guest, async () => {
    await session.end('COMMIT')
    send(guest, transactionChange(9), done({}))
  })
}

/** The answer to a statement; `proc` when it was an RPC. */
async function statementReply({ session }: Guest, run: () => Promise<Reply>, of?: 'proc'): Promise<Buffer> {
  const reply = await run()
  const end = (more: Parameters<typeof done>[0]): Buffer => done({ ...more, ...(of && { of }) })
  if ('error' in reply) {
    // XACT_ABORT is on.
    await session.end('ROLLBACK')
    return Buffer.concat([errorToken(reply.error), transactionChange(10), end({ failed: true })])
  }
  const rows = 'affected' in reply ? [] : reply.rows.map((row) => rowToken(reply.columns, row))
  const tokens = 'affected' in reply ? [] : [columnsToken(reply.columns), ...rows]
  const count = 'affected' in reply ? reply.affected : reply.rows.length
  if (!of) return Buffer.concat([...tokens, done({ count })])
  return Buffer.concat([...tokens, done({ count, more: true, of: 'inProc' }), returnStatus, end({})])
}

const errors: Partial<Record<ServerFault, ServerError>> = {
  serverError: { number: 6005, severity: 14, message: 'SHUTDOWN is in progress.' },
  throttled: {
    number: 10_928,
    severity: 16,
    message: 'The request limit for the database is 30 and has been reached.',
  },
  deadlock: {
    number: 1205,
    severity: 13,
    message: 'Transaction (Process ID 51) was deadlocked on lock resources with another process.',
  },
}

/** Does the work, unless a misbehaviour is planned for it. */
async function misbehaving(operation: string, guest: Guest, work: () => Promise<void>): Promise<void> {
  const { house, socket, session } = guest
  house.count(operation)
  const fault = house.fault(operation)
  if (!fault) return work()
  const error = errors[fault.kind]
  if (error) {
    await session.end('ROLLBACK')
    return send(guest, errorToken(error), transactionChange(10), done({ failed: true }))
  }
  if (fault.kind === 'resetBeforeWork') return void socket.resetAndDestroy()
  if (fault.kind === 'hangBeforeWork') return waitForCancel(guest)
  if (fault.kind === 'slow') {
    await house.clock.sleep(fault.delayMs ?? 200)
    return work()
  }
  await workUnseen(fault.kind, guest, work)
}

async function waitForCancel(guest: Guest): Promise<void> {
  await new Promise<void>((resolve) => (guest.interrupt = resolve))
  send(guest, done({ failed: true }))
}

/** The work is done, and its answer is another one. */
async function workUnseen(kind: ServerFault, guest: Guest, work: () => Promise<void>): Promise<void> {
  const { stream, socket } = guest
  const said: Buffer[] = []
  guest.stream = { write: (bytes: Buffer) => said.push(bytes) > 0 } as unknown as Writable
  await work()
  guest.stream = stream
  if (kind === 'resetAfterWork') return void socket.resetAndDestroy()
  if (kind === 'brokenReply') return send(guest, Buffer.from([0x01, 0x02, 0x03]))
  if (kind !== 'silenceAfterRows') return
  const reply = Buffer.concat(said).subarray(8)
  // Without the last tokens: the end of the statement and of the RPC.
  stream.write(unfinished(messageTypes.reply, reply.subarray(0, -(13 + 5 + 13))))
  await waitForCancel(guest)
}
