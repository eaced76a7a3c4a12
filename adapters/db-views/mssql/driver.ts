/**
 * mssql's driver, held to what its options do not cover:
 * - one connection, without the driver's pool, which logs in once more than needed and waits with timers of its own;
 * - the password is not sent in clear text when TLS was wanted and the server declines it;
 * - a server that is reached by its address is named by none in TLS, as RFC 6066 has it (newer versions of Node refuse
 *   what the driver does), and its certificate is held against the address;
 * - a reply that is none closes the connection, where it would end the process;
 * - numbers and times are read from their bytes (`values.ts`).
 * The names used here are the driver's inner ones, so its version is pinned, and what has moved fails loudly.
 */
import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import { isIP, type Socket } from 'node:net'
import { checkServerIdentity, type TLSSocket } from 'node:tls'

import mssql from 'mssql'

import { unreadableReply } from '../guarded-stream.ts'
import { exactText } from './values.ts'

/** The code of a server that was to encrypt and does not. */
export const noTlsCode = 'TLS_DECLINED'

interface MessageIo {
  readonly tlsNegotiationComplete: boolean
  readonly securePair?: { readonly cleartext: TLSSocket }
  startTls(credentials: unknown, host: string, trusts: boolean): Promise<void>
}

/** What of tedious's connection is used. */
interface Connection {
  readonly config: { readonly options: object }
  readonly messageIo: MessageIo
  on(event: 'errorMessage', listener: (said: { readonly number: number }) => void): void
  removeAllListeners(event: 'rollbackTransaction'): void
  cancel(): boolean
  performTlsNegotiation(...args: readonly unknown[]): Promise<void>
  createTokenStreamParser(...args: readonly unknown[]): EventEmitter & { readonly parser: EventEmitter }
}

/** A pool of one connection that never opens another. */
export class OneConnection extends mssql.ConnectionPool {
  declare _connected: boolean
  declare _poolCreate: () => Promise<Connection>
  #made: Promise<Connection> | undefined
  #connection: Connection | undefined
  /** The server's number of the last error: a refused login loses it otherwise. */
  lastNumber: number | undefined

  constructor(config: mssql.config, { socket, needsTls }: { socket: Socket; needsTls: boolean }) {
    const guard = (connection: Connection): void => {
      refusePlainLogin(connection, needsTls)
      closeOnUnreadable(connection, { socket, isLoggedIn: () => this.#connection !== undefined })
      exact.add(connection.config.options)
      connection.on('errorMessage', ({ number }) => (this.lastNumber ??= number))
    }
    super({ ...config, beforeConnect: guard })
    readExactly()
    // Errors reach whoever waits for an answer; without a listener they would end the process.
    this.on('error', () => undefined)
  }

  /** Logs in; a second time nothing happens. */
  async open(): Promise<void> {
    this.#connection = await (this.#made ??= this._poolCreate())
    this._connected = true
  }

  /**
   * To be called before a commit: when the server answers it with a rollback, mssql's own listener takes away what its
   * commit needs to go on, and that would end the process.
   */
  beforeCommit(): void {
    this.#connection?.removeAllListeners('rollbackTransaction')
  }

  /** Asks the server to stop what it does; whether there was anything to stop. */
  interrupt(): boolean {
    return this.#connection?.cancel() ?? false
  }

  _acquire(): Promise<Connection> {
    return this.#made ?? Promise.reject(new Error('The connection is not open.'))
  }

  release(): this {
    return this
  }
}

function refusePlainLogin(connection: Connection, needsTls: boolean): void {
  const negotiate = connection.performTlsNegotiation.bind(connection)
  connection.performTlsNegotiation = async (...args) => {
    nameNoAddress(connection.messageIo)
    await negotiate(...args)
    if (!needsTls || connection.messageIo.tlsNegotiationComplete) return
    throw Object.assign(new Error('the server declines encryption'), { code: noTlsCode })
  }
}

function nameNoAddress(messageIo: MessageIo): void {
  const start = messageIo.startTls.bind(messageIo)
  messageIo.startTls = async (credentials, host, trusts) => {
    if (isIP(host) === 0) return start(credentials, host, trusts)
    await start(credentials, '', true)
    if (!trusts && messageIo.securePair !== undefined) checkAddress(messageIo.securePair.cleartext, host)
  }
}

/** Without a name the line was held against `localhost`; everything else that is wrong with the certificate stands. */
function checkAddress(line: TLSSocket, address: string): void {
  const code = line.authorized ? '' : String(line.authorizationError)
  if (code !== '' && code !== 'ERR_TLS_CERT_ALTNAME_INVALID')
    throw Object.assign(new Error(`the certificate is not trusted (${code})`), { code })
  const wrong = checkServerIdentity(address, line.getPeerCertificate())
  if (wrong !== undefined) throw wrong
}

function closeOnUnreadable(
  connection: Connection,
  { socket, isLoggedIn }: { readonly socket: Socket; readonly isLoggedIn: () => boolean },
): void {
  const parse = connection.createTokenStreamParser.bind(connection)
  connection.createTokenStreamParser = (...args) => {
    const parser = parse(...args)
    parser.parser.on('error', (thrown: unknown) => {
      socket.destroy(unreadableReply(thrown))
      // A login waits for the end of the reply, whatever becomes of the socket, and keeps its timer.
      if (!isLoggedIn()) parser.emit('end')
    })
    return parser
  }
}

/** Options of the connections that read exactly. */
const exact = new WeakSet<object>()

interface Metadata {
  readonly type: { readonly name: string }
  readonly scale?: number
}

/** What the driver's reader of one value is given: the bytes, where it begins, what it is, the connection's options. */
type Place = readonly [bytes: Buffer, offset: number, metadata: Metadata, options: object]

interface Reader {
  readValue: (...place: Place) => { value: unknown; readonly offset: number }
  isExact?: true
}

function readExactly(): void {
  const reader = createRequire(createRequire(import.meta.url).resolve('mssql'))(
    'tedious/lib/value-parser',
  ) as Reader
  if (reader.isExact) return
  const { readValue } = reader
  reader.isExact = true
  reader.readValue = (...place) => {
    const read = readValue(...place)
    const [bytes, offset, metadata, options] = place
    if (read.value === null || !exact.has(options)) return read
    const text = exactText(metadata.type.name, bytes.subarray(offset, read.offset), metadata)
    if (text !== undefined) read.value = text
    return read
  }
}
