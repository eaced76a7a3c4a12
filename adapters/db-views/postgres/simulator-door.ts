/**
 * The door in front of the simulated database: TLS, the login, the limit of connections, and misbehaviour. What
 * comes after is passed on, message by message, to the real PostgreSQL behind it.
 */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'

import type { Clock } from '../../../engine/values/clock.ts'
import { faultPlan, type FaultPlan, type Misbehaviour, type TransportFault } from '../../simulator.ts'
import { scramLogin } from './simulator-login.ts'
import {
  fatal,
  int32,
  message,
  readFirst,
  readNext,
  startup,
  type WireMessage,
} from './simulator-messages.ts'

/** What the door knows. */
export interface DoorPlan {
  readonly port: number
  /** Where the database behind it listens. */
  readonly innerPort: number
  readonly clock: Clock
  readonly user: string
  readonly password: string
  readonly database: string
  readonly maxConnections: number
  /** PEM texts; without them TLS is declined. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

/** An open door. */
export interface Door {
  readonly port: number
  readonly misbehave: (misbehaviour: Misbehaviour) => void
  /**
   * How often somebody came to `login`, and how many statements were to be prepared (`read`) and
   * transactions to be committed (`commit`).
   */
  readonly calls: () => Readonly<Record<string, number>>
  readonly openConnections: () => number
  /** Cuts every connection, as a restart of the server does. */
  readonly cutAll: () => void
  readonly close: () => Promise<void>
}

interface Hall {
  readonly plan: DoorPlan
  readonly faults: FaultPlan<TransportFault>
  readonly count: (operation: string) => void
  readonly guests: () => number
}

/** Opens the door on a loopback port. */
export async function openDoor(plan: DoorPlan): Promise<Door> {
  const sockets = new Set<Socket>()
  const calls = new Map<string, number>()
  const faults = faultPlan<TransportFault>()
  const hall: Hall = {
    plan,
    faults,
    count: (operation) => void calls.set(operation, (calls.get(operation) ?? 0) + 1),
    guests: () => sockets.size,
  }
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // A guest who slams the door is nothing to report.
    socket.on('error', () => socket.destroy())
    receive(socket, hall).catch(() => socket.destroy())
  })
  server.listen(plan.port, '127.0.0.1')
  await once(server, 'listening')
  const cutAll = (): void => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    misbehave: faults.plan,
    calls: () => Object.fromEntries(calls),
    openConnections: () => sockets.size,
    cutAll,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      cutAll()
      await closed
    },
  }
}

async function receive(socket: Socket, hall: Hall): Promise<void> {
  let stream: Duplex = socket
  let first = await readFirst(stream)
  if (first && startup(first) === 'tls') {
    stream = await answerTls(socket, hall.plan.tls)
    first = await readFirst(stream)
  }
  const wishes = first && startup(first)
  if (!first || !(wishes instanceof Map)) return void socket.destroy()
  hall.count('login')
  const fault = hall.faults.next('login')
  if (fault) return misbehaveAtLogin(fault, { stream, socket })
  const no = await reasonAgainst(stream, wishes, hall)
  if (no) return void stream.end(no)
  await passOn(first, { stream, socket }, hall)
}

async function answerTls(socket: Socket, tls: DoorPlan['tls']): Promise<Duplex> {
  socket.write(tls ? 'S' : 'N')
  if (!tls) return socket
  const sealed = new TLSSocket(socket, { isServer: true, ...tls })
  sealed.on('error', () => socket.destroy())
  return sealed
}

/** Why the server does not let somebody in, as it says it; `undefined` when it does. */
async function reasonAgainst(
  stream: Duplex,
  wishes: ReadonlyMap<string, string>,
  { plan, guests }: Hall,
): Promise<Buffer | undefined> {
  const user = wishes.get('user') ?? ''
  const database = wishes.get('database') ?? user
  if (guests() > plan.maxConnections) return fatal('53300', 'sorry, too many clients already')
  if (!(await knowsPassword(stream, user === plan.user ? plan.password : undefined)))
    return fatal('28P01', `password authentication failed for user "${user}"`)
  return database === plan.database ? undefined : fatal('3D000', `database "${database}" does not exist`)
}

async function knowsPassword(stream: Duplex, password: string | undefined): Promise<boolean> {
  const login = scramLogin(password)
  stream.write(message('R', int32(10), 'SCRAM-SHA-256\0\0'))
  const initial = (await readNext(stream))?.body ?? Buffer.alloc(0)
  // The name of the mechanism, a zero and a length stand before the client's own words.
  stream.write(message('R', int32(11), login.challenge(initial.subarray(initial.indexOf(0) + 5).toString())))
  const verified = login.verify((await readNext(stream))?.body.toString() ?? '')
  if (verified !== undefined) stream.write(message('R', int32(12), verified))
  return verified !== undefined
}

interface Guest {
  readonly stream: Duplex
  readonly socket: Socket
}

async function misbehaveAtLogin({ kind }: Misbehaviour, { stream, socket }: Guest): Promise<void> {
  switch (kind) {
    case 'resetBeforeWork':
    case 'resetAfterWork':
    case 'cutMidReply':
      return void socket.resetAndDestroy()
    case 'serverError':
      return void stream.end(fatal('57P03', 'the database system is starting up'))
    case 'throttled':
      return void stream.end(fatal('53300', 'sorry, too many clients already'))
    case 'brokenReply':
      return void stream.write(brokenMessage)
    default:
      // Drained, so that the guest's going away is noticed.
      return void stream.resume()
  }
}

/** A row that says it has three columns, and ends. */
const brokenMessage = message('D', Buffer.from([0, 3]))

async function passOn(first: WireMessage, { stream, socket }: Guest, hall: Hall): Promise<void> {
  const inner = connect({ port: hall.plan.innerPort, host: '127.0.0.1', noDelay: true })
  inner.on('error', () => socket.destroy())
  inner.on('close', () => socket.destroy())
  socket.on('close', () => inner.destroy())
  // What becomes of the answers: passed on, until a misbehaviour says otherwise.
  let answered = (bytes: Buffer): void => void stream.write(bytes)
  inner.on('data', (bytes) => answered(bytes))
  inner.write(first.bytes)
  for (let next = await readNext(stream); next; next = await readNext(stream)) {
    const operation = operationOf(next)
    if (operation) hall.count(operation)
    const fault = operation && hall.faults.next(operation)
    if (fault) {
      const changed = await misbehaveAt(fault, { stream, socket }, { hall, inner })
      if (changed === 'stop') return
      answered = changed ?? answered
    }
    inner.write(next.bytes)
  }
  inner.destroy()
}

/** What a message asks for: a statement to be prepared, or what was done to be kept. */
function operationOf({ type, body }: WireMessage): 'read' | 'commit' | undefined {
  if (type === 'P') return 'read'
  return type === 'Q' && /^COMMIT\b/.test(body.toString()) ? 'commit' : undefined
}

interface Within {
  readonly hall: Hall
  readonly inner: Socket
}

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length / 2))
}

/** The first of what comes is done something with, and nothing with the rest. */
function onlyFirst(act: (bytes: Buffer) => void): (bytes: Buffer) => void {
  let isFirst = true
  return (bytes) => {
    if (isFirst) act(bytes)
    isFirst = false
  }
}

/** Gives what is done with answers from now on, nothing when they are passed on, or `stop`. */
async function misbehaveAt(
  { kind, delayMs = 200 }: Misbehaviour,
  { stream, socket }: Guest,
  { hall, inner }: Within,
): Promise<'stop' | ((bytes: Buffer) => void) | undefined> {
  const leave = (last?: Buffer): 'stop' => {
    inner.removeAllListeners('close')
    inner.destroy()
    if (last) stream.end(last)
    stream.resume()
    return 'stop'
  }
  switch (kind) {
    case 'hangBeforeWork':
      return leave()
    case 'resetBeforeWork':
      socket.resetAndDestroy()
      return 'stop'
    case 'serverError':
      return leave(fatal('57P01', 'terminating connection due to administrator command'))
    case 'throttled':
      // A pooler in between says so at a statement; the server itself only at the door.
      return leave(fatal('53300', 'sorry, too many clients already'))
    case 'slow':
      await hall.plan.clock.sleep(delayMs)
      return undefined
    default:
      return spoiled[kind]({ stream, socket })
  }
}

/** What is done with answers by what goes wrong after the work. */
const spoiled: Readonly<
  Record<
    'hangAfterWork' | 'resetAfterWork' | 'brokenReply' | 'cutMidReply' | 'stuckMidReply',
    (guest: Guest) => (bytes: Buffer) => void
  >
> = {
  hangAfterWork: () => () => undefined,
  resetAfterWork:
    ({ socket }) =>
    () =>
      void socket.resetAndDestroy(),
  brokenReply:
    ({ stream }) =>
    () =>
      void stream.write(brokenMessage),
  cutMidReply:
    ({ stream, socket }) =>
    (bytes) =>
      void stream.write(half(bytes), () => socket.resetAndDestroy()),
  stuckMidReply: ({ stream }) => onlyFirst((bytes) => void stream.write(half(bytes))),
}
