/** One connection to the server: mysql2's own client, over a socket of `Io` instead of one that it opens itself. */
import type { EventEmitter } from 'node:events'
import { isIP } from 'node:net'
import { checkServerIdentity, type TLSSocket } from 'node:tls'

import mysql from 'mysql2'

import type { Io } from '../../adapter.ts'
import type { Answer, Statement } from '../database.ts'
import type { Wire } from '../database-session.ts'
import { closeInsteadOfThrowing } from '../guarded-stream.ts'
import { rowQueue, type RowQueue } from '../row-portions.ts'
import { filled } from './literal.ts'
import type { Settings } from './settings.ts'
import { columnKind, standardText } from './values.ts'

/** Dials; `gone` is told when the connection has ended, for whatever reason. */
export function openWire(settings: Settings, io: Io, gone: () => void): Wire {
  const { host, port = 3306, user, password, database } = settings
  const socket = io.socket({ host, port })
  let queue: RowQueue | undefined
  socket.on('close', () => {
    queue?.fail(socket.errored ?? new Error('Connection lost: the server closed it.'))
    gone()
  })
  closeInsteadOfThrowing(socket)
  const connection = mysql.createConnection({
    host,
    user,
    password: password ?? '',
    database,
    stream: socket,
    charset: 'utf8mb4',
    rowsAsArray: true,
    multipleStatements: false,
    // An error is told by its code; the stack of each statement would be captured for nothing.
    trace: false,
    // A server that asks for the password in clear text is not given it.
    enableCleartextPlugin: false,
    typeCast: (field) => field.string('utf8'),
    ...tlsOf(settings),
  })
  // Errors reach whoever waits for an answer; without a listener they would end the process.
  const events: EventEmitter = connection
  events.on('error', (thrown) => {
    // mysql2 tells a statement without a callback nothing of a lost line.
    queue?.fail(thrown)
    gone()
  })
  // The stream of TLS is another one, which mysql2 puts in the place of the socket.
  if (settings.tls !== 'disable') socket.once('ready', () => guardTls(connection))
  if (needsAddress(settings)) holdAgainstAddress(connection, host)

  const sent = (text: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      connection.query(text, (error, result, fields) => {
        if (error) reject(error)
        else resolve(answerOf(result, fields))
      })
    })
  const ask = ({ text, values }: Statement): Promise<Answer> => sent(filled({ text, values }))
  const pushed = (text: string): RowQueue => {
    const rows = rowQueue({ pause: () => connection.pause(), resume: () => connection.resume() })
    pushRows(connection.query(text), rows)
    return rows
  }
  let connected: Promise<void> | undefined
  return {
    connect: () =>
      (connected ??= new Promise((resolve, reject) => {
        connection.connect((error) => (error ? reject(error) : resolve()))
      })),
    begin: async (mode, leftMs) => {
      await sent(`SET ${sessionSettings(serverVersion(connection), leftMs)}`)
      await sent(`START TRANSACTION READ ${mode === 'read' ? 'ONLY' : 'WRITE'}`)
    },
    ask: async (statement, limit) => {
      if (limit === undefined) return ask(statement)
      // The server gives no more rows than are wanted, and keeps their order.
      await sent(`SET SESSION sql_select_limit = ${limit}`)
      const answer = await ask(statement)
      await sent('SET SESSION sql_select_limit = DEFAULT')
      return answer
    },
    stream: async function* ({ statement, limit }) {
      await sent(`SET SESSION sql_select_limit = ${limit}`)
      queue = pushed(filled(statement))
      yield* queue.portions()
      queue = undefined
      await sent('SET SESSION sql_select_limit = DEFAULT')
    },
    commit: async () => void (await sent('COMMIT')),
    cut: () => socket.destroy(),
  }
}

/** What a transaction needs of its session: UTC, errors instead of bent values, and an end of its time. */
function sessionSettings(version: string, leftMs: number): string {
  // MariaDB ends every statement, MySQL only those that read.
  const limit = /mariadb/i.test(version)
    ? `SESSION max_statement_time = ${leftMs / 1000}`
    : `SESSION max_execution_time = ${leftMs}`
  return `SESSION time_zone = '+00:00', SESSION sql_mode = 'TRADITIONAL', ${limit}`
}

function serverVersion(connection: mysql.Connection): string {
  const { _handshakePacket: hello } = connection as { _handshakePacket?: { readonly serverVersion?: string } }
  return hello?.serverVersion ?? ''
}

function guardTls(connection: mysql.Connection): void {
  const holder = connection as unknown as { stream: EventEmitter & { destroy(error: Error): unknown } }
  let present = holder.stream
  Object.defineProperty(holder, 'stream', {
    get: () => present,
    set: (stream: typeof present) => {
      closeInsteadOfThrowing(stream)
      present = stream
    },
  })
}

/**
 * Whether the server is reached by its address. Node calls an address by no name, and mysql2 would hold the
 * certificate against `localhost` then: it is held against the address instead.
 */
function needsAddress({ tls = 'verify-full', host }: Settings): boolean {
  return tls === 'verify-full' && isIP(host) !== 0
}

interface Securing {
  stream: TLSSocket
  startTLS(whenSecure: (error?: Error) => void): void
}

/** Before anything is said: neither the user nor the password is known to the server yet. */
function holdAgainstAddress(connection: mysql.Connection, address: string): void {
  const securing = connection as unknown as Securing
  const start = securing.startTLS.bind(securing)
  securing.startTLS = (whenSecure) =>
    start((error) => {
      whenSecure(error ?? checkServerIdentity(address, securing.stream.getPeerCertificate()))
    })
}

function tlsOf(settings: Settings): Pick<mysql.ConnectionOptions, 'ssl'> {
  const { tls = 'verify-full', caCertificate } = settings
  if (tls === 'disable') return {}
  return {
    ssl: {
      rejectUnauthorized: tls === 'verify-full',
      verifyIdentity: tls === 'verify-full' && !needsAddress(settings),
      ...(caCertificate !== undefined && { ca: caCertificate }),
    },
  }
}

type Rows = readonly (readonly (string | null)[])[]

/** The rows of the first result that has columns, as they come. */
function pushRows(query: mysql.Query, rows: RowQueue): void {
  let columns: readonly Column[] | undefined
  let isWanted = false
  query.on('fields', (fields: mysql.FieldPacket[] | undefined) => {
    isWanted = fields !== undefined && columns === undefined
    if (!isWanted) return
    columns = columnsOf(fields)
    rows.columns(columns.map(({ name, columnType }) => ({ name, kind: columnKind(columnType) })))
  })
  query.on('result', (row: unknown) => {
    if (isWanted && Array.isArray(row)) rows.push(standardRow(row, columns ?? []))
  })
  query.on('error', (thrown) => rows.fail(thrown))
  query.on('end', () => rows.end())
}

interface Column {
  readonly name: string
  readonly columnType: number
}

function columnsOf(fields: unknown): readonly Column[] {
  return ((fields ?? []) as mysql.FieldPacket[]).map(({ name, columnType = 0 }) => ({ name, columnType }))
}

function standardRow(row: Rows[number], columns: readonly Column[]): Rows[number] {
  return row.map((text, at) => standardText(text, columns[at]?.columnType ?? 0))
}

/** A procedure answers with several results; the first with rows is the one that is meant. */
function answerOf(result: unknown, fields: unknown): Answer {
  if (!Array.isArray(result)) {
    const { affectedRows = 0 } = (result ?? {}) as { readonly affectedRows?: number }
    return { rows: [], columns: [], changed: affectedRows }
  }
  const isSeveral = Array.isArray(fields) && fields.some((one) => Array.isArray(one) || one === undefined)
  if (isSeveral) {
    const at = fields.findIndex((one) => Array.isArray(one))
    return answerOf((result as unknown[])[Math.max(0, at)], at < 0 ? undefined : (fields as unknown[])[at])
  }
  const columns = columnsOf(fields)
  return {
    rows: (result as Rows).map((row) => standardRow(row, columns)),
    columns: columns.map(({ name, columnType }) => ({ name, kind: columnKind(columnType) })),
    changed: 0,
  }
}
