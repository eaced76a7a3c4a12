/** One connection to the simulated server: packets, the login, and the functions that it asks for. */
import type { Socket } from 'node:net'

import type { TransportFault } from '../../simulator.ts'
import type { House as GuestHouse } from '../simulator-server.ts'
import { Reader } from './simulator-bytes.ts'
import { beginLogin, type Login } from './simulator-login.ts'
import {
  againRequest,
  describeMessage,
  errorMessage,
  executeRequest,
  pairsAnswer,
  protocolAnswer,
  rowMessages,
  statusAnswer,
  type AskedStatement,
  type Described,
} from './simulator-messages.ts'
import type { Reply, Session } from './simulator-sql.ts'
import { typeNumbers } from './simulator-types.ts'

/** What the server itself can do wrong, beyond the line: another transaction blocks, or the account is locked. */
export type ServerFault = 'deadlock' | 'locked'

/** What a guest finds. */
export type House = GuestHouse<Session, TransportFault | ServerFault>

interface Cursor {
  readonly text: string
  readonly isQuery: boolean
  readonly binds: readonly Described[]
  /** The types in which the columns are wanted. */
  defines: readonly number[]
  rows: readonly (readonly (Buffer | null)[])[]
}

const stopping = [1089, 'immediate shutdown or close in progress'] as const

/** Misbehaviours that are answers of the server. */
const refusals: Readonly<Record<string, readonly [number, string]>> = {
  throttled: [18, 'maximum number of sessions exceeded'],
  deadlock: [60, 'deadlock detected while waiting for resource'],
}

const type = { connect: 1, accept: 2, refuse: 4, data: 6, marker: 12 } as const

/** Serves a connection until it ends. */
export function receiveGuest(socket: Socket, house: House): void {
  const guest = new Guest(socket, house)
  let pending = Buffer.alloc(0)
  let last: Promise<void> = Promise.resolve()
  socket.on('data', (bytes: Buffer) => {
    pending = Buffer.concat([pending, bytes])
    for (let packet = guest.nextOf(pending); packet; packet = guest.nextOf(pending)) {
      const whole = packet
      pending = pending.subarray(packet.length)
      last = last.then(() => guest.receive(whole)).catch(() => void socket.destroy())
    }
  })
  socket.on('close', () => void last.then(() => guest.leave()))
}

class Guest {
  private readonly socket: Socket
  private readonly house: House
  private readonly session: Session
  private readonly cursors = new Map<number, Cursor>()
  private lastCursor = 0
  private isAccepted = false
  private isSilent = false
  private expectsData = false
  private request: Buffer[] = []
  private login: Login | undefined

  constructor(socket: Socket, house: House) {
    this.socket = socket
    this.house = house
    this.session = house.openSession()
  }

  nextOf(bytes: Buffer): Buffer | undefined {
    if (bytes.length < 8) return undefined
    const length = this.isAccepted ? bytes.readUInt32BE(0) : bytes.readUInt16BE(0) || bytes.readUInt32BE(0)
    return bytes.length < length ? undefined : bytes.subarray(0, length)
  }

  async leave(): Promise<void> {
    await this.session.end('ROLLBACK')
  }

  async receive(packet: Buffer): Promise<void> {
    if (packet[4] === type.connect) return this.connect(packet)
    if (packet[4] === type.marker) return this.marker(packet[10] ?? 0)
    if (packet[4] !== type.data) return
    if (this.expectsData) return this.accept(packet.subarray(10).toString())
    this.request.push(packet.subarray(10))
    const flags = packet.readUInt16BE(8)
    if ((flags & 0x40) !== 0) return void this.socket.end()
    if ((flags & 0x800) === 0) return
    const whole = Buffer.concat(this.request)
    this.request = []
    await this.work(new Reader(whole))
  }

  private connect(packet: Buffer): void {
    this.house.count('login')
    const [length, offset] = [packet.readUInt16BE(24), packet.readUInt16BE(26)]
    const said = packet.subarray(offset, offset + length).toString()
    if (said.length === length && length > 0 && packet.length >= offset + length) this.accept(said)
    else this.expectsData = true
  }

  private accept(said: string): void {
    this.expectsData = false
    const [, service = ''] = /SERVICE_NAME=([^)]*)/i.exec(said) ?? []
    if (service !== this.house.database) {
      const words = Buffer.from('(DESCRIPTION=(ERR=12514)(ERROR_STACK=(ERROR=(CODE=12514)(EMFI=4))))')
      const head = Buffer.from([0, 0, 0, 0, type.refuse, 0, 0, 0, 0, 0, 0, words.length])
      head.writeUInt16BE(head.length + words.length, 0)
      return void this.socket.end(Buffer.concat([head, words]))
    }
    const out = Buffer.alloc(45)
    out.writeUInt16BE(45, 0)
    out[4] = type.accept
    out.writeUInt16BE(318, 8)
    out.writeUInt16BE(8192, 12)
    out.writeUInt16BE(8192, 14)
    out.writeUInt16BE(1, 16)
    out.writeUInt16BE(45, 20)
    out[23] = 8
    out.writeUInt32BE(8192, 32)
    out.writeUInt32BE(8192, 36)
    this.socket.write(out)
    this.isAccepted = true
  }

  private marker(kind: number): void {
    if (kind === 3) this.house.count('break')
    if (this.isSilent) return
    if (kind !== 2) return this.packet(type.marker, Buffer.from([1, 0, 1]))
    this.packet(type.marker, Buffer.from([1, 0, 2]))
    this.send(errorMessage(1013, 'user requested cancel of current operation'))
  }

  private packet(kind: number, body: Buffer): void {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(8 + body.length, 0)
    head[4] = kind
    this.socket.write(Buffer.concat([head, body]))
  }

  private send(...parts: Buffer[]): void {
    if (this.isSilent) return
    const whole = Buffer.concat(parts)
    for (let at = 0; at < whole.length; at += 8000)
      this.packet(type.data, Buffer.concat([Buffer.alloc(2), whole.subarray(at, at + 8000)]))
  }

  private async work(from: Reader): Promise<void> {
    const kind = from.peek()
    if (kind === 1) return this.send(protocolAnswer())
    if (kind === 2) return this.send(Buffer.from([2, 0, 0]))
    while (from.peek() === 17) this.piggyback(from)
    from.u8()
    const code = from.u8()
    from.u8()
    if (code === 118 || code === 115) return this.authenticate(code, from)
    await this.perform(code, from)
  }

  private async perform(code: number, from: Reader): Promise<void> {
    if (code === 94) return this.execute(executeRequest(from))
    if (code === 4 || code === 78) return this.again(from)
    if (code === 5) return this.fetch(from.ub(), from.ub())
    if (code === 14) return this.commit()
    if (code === 15) await this.session.end('ROLLBACK')
    this.send(statusAnswer(this.session.isOpen()))
  }

  private piggyback(from: Reader): void {
    from.u8()
    const code = from.u8()
    from.raw(2)
    if (code !== 105 && code !== 120) throw new Error(`The piggyback ${code} is not known here.`)
    for (let left = from.ub(); left > 0; left -= 1) {
      const closed = from.ub()
      if (code === 105) this.cursors.delete(closed)
    }
  }

  private authenticate(code: number, from: Reader): void {
    from.u8()
    const length = from.ub()
    from.ub()
    from.u8()
    const count = from.ub()
    from.raw(2)
    const user = length > 0 ? (from.sized()?.toString() ?? '') : ''
    const given = from.pairs(count)
    if (code === 118) {
      const isKnown = user.toUpperCase() === this.house.user.toUpperCase()
      this.login = beginLogin(isKnown ? this.house.password : `${Math.random()}`)
      return this.send(pairsAnswer(this.login.challenge))
    }
    this.prove(given)
  }

  private prove(given: ReadonlyMap<string, string>): void {
    this.house.count('password')
    const fault = this.house.fault('password')
    if (fault?.kind === 'locked') return this.send(errorMessage(28_000, 'the account is locked'))
    if (fault) return this.silence(fault.kind)
    const proof = this.login?.answer(given)
    if (proof === undefined) return this.send(errorMessage(1017, 'invalid username/password; logon denied'))
    this.send(
      pairsAnswer([
        ['AUTH_SVR_RESPONSE', proof, 0],
        ['AUTH_VERSION_NO', String(19 * 2 ** 24 + 3 * 2 ** 16), 0],
        ['AUTH_SC_SERVICE_NAME', this.house.database, 0],
      ]),
    )
  }

  private silence(kind: string): void {
    if (kind.startsWith('reset')) this.socket.resetAndDestroy()
    this.isSilent = true
  }

  /** Does the work as the next misbehaviour has it. */
  private async faulted(operation: string, work: () => Promise<void>): Promise<void> {
    this.house.count(operation)
    const fault = this.house.fault(operation)
    if (fault?.kind === 'slow') await this.house.clock.sleep(fault.delayMs ?? 200)
    if (fault === undefined || fault.kind === 'slow') return work()
    if (/After|broken/.test(fault.kind)) return this.unanswered(fault.kind, work)
    await this.leave()
    if (fault.kind.endsWith('BeforeWork')) return this.silence(fault.kind)
    this.send(errorMessage(...(refusals[fault.kind] ?? stopping)))
  }

  private async unanswered(kind: string, work: () => Promise<void>): Promise<void> {
    this.isSilent = true
    await work()
    if (kind !== 'brokenReply') return this.silence(kind)
    this.isSilent = false
    this.send(Buffer.from([0xee, 0xee, 0xee]))
  }

  private commit(): Promise<void> {
    return this.faulted('commit', async () => {
      await this.session.end('COMMIT')
      this.send(statusAnswer(false))
    })
  }

  private async execute(asked: AskedStatement): Promise<void> {
    const known = this.cursors.get(asked.cursor)
    if (known && asked.defines.length > 0) {
      known.defines = asked.defines
      return this.send(this.batch(asked.cursor, known, asked.wanted))
    }
    const text = asked.text ?? known?.text ?? ''
    const id = asked.cursor || (this.lastCursor += 1)
    const { isQuery, binds } = asked
    const cursor: Cursor = { text, isQuery, binds, defines: [], rows: [] }
    this.cursors.set(id, cursor)
    await this.run({ id, cursor, isNew: asked.text !== undefined }, asked)
  }

  private async again(from: Reader): Promise<void> {
    const id = new Reader(from.rest()).ub()
    const cursor = this.cursors.get(id)
    if (!cursor) return this.send(errorMessage(1001, 'invalid cursor'))
    const asked = againRequest(from, cursor.binds)
    await this.run({ id, cursor, isNew: false }, asked)
  }

  private async run(
    { id, cursor, isNew }: { readonly id: number; readonly cursor: Cursor; readonly isNew: boolean },
    { wanted, values }: Pick<AskedStatement, 'wanted' | 'values'>,
  ): Promise<void> {
    if (/^\s*(alter session|set transaction)\b/i.test(cursor.text))
      return this.send(errorMessage(0, '', { cursor: id }))
    const isOfTheDriver = cursor.text.startsWith('SELECT DBTIMEZONE')
    const counted = (work: () => Promise<void>): Promise<void> =>
      isOfTheDriver ? work() : this.faulted('read', work)
    await counted(async () => {
      const binds = cursor.binds.map(({ type: bound }) => bound)
      const reply: Reply = await this.session.run({ text: cursor.text, values, binds })
      const inTransaction = this.session.isOpen()
      if ('error' in reply)
        return this.send(errorMessage(reply.error, reply.words, { cursor: 0, inTransaction }))
      if ('affected' in reply)
        return this.send(errorMessage(0, '', { cursor: id, changed: reply.affected, inTransaction }))
      cursor.rows = reply.rows
      // A long text waits until the guest has said how it wants it.
      const waits = reply.columns.some(({ type: of }) => of === typeNumbers.clob)
      if (isNew && waits)
        this.send(describeMessage(reply.columns), errorMessage(0, '', { cursor: id, inTransaction }))
      else if (isNew) this.send(describeMessage(reply.columns), this.batch(id, cursor, wanted))
      else this.send(this.batch(id, cursor, wanted))
    })
  }

  private fetch(id: number, wanted: number): void {
    const cursor = this.cursors.get(id)
    if (!cursor) return this.send(errorMessage(1001, 'invalid cursor'))
    this.send(this.batch(id, cursor, wanted))
  }

  private batch(id: number, cursor: Cursor, wanted: number): Buffer {
    const rows = cursor.rows.slice(0, wanted)
    cursor.rows = cursor.rows.slice(wanted)
    const isEnd = cursor.rows.length === 0
    const facts = { cursor: id, changed: rows.length, inTransaction: this.session.isOpen() }
    const end = isEnd ? errorMessage(1403, 'no data found', facts) : errorMessage(0, '', facts)
    return rows.length === 0 ? end : Buffer.concat([rowMessages(rows, cursor.defines), end])
  }
}
