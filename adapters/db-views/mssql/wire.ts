/** One connection to the server: mssql's own requests and transactions, over a socket of `Io`. */
import { once } from 'node:events'

import mssql from 'mssql'

import type { Io } from '../../adapter.ts'
import type { Answer, Statement } from '../database.ts'
import type { Wire } from '../database-session.ts'
import { onceWritten } from '../last-words.ts'
import { rowQueue, type RowQueue } from '../row-portions.ts'
import { OneConnection } from './driver.ts'
import type { Settings } from './settings.ts'
import { columnKind } from './values.ts'

/** Milliseconds of the longest call there is; the session ends calls itself, so this limit of the driver's rests. */
const longestCallMs = 120_000

/** Dials; `gone` is told when the connection has ended, for whatever reason. */
export function openWire(settings: Settings, io: Io, gone: () => void): Wire {
  const { host, port = 1433, tls = 'verify-full' } = settings
  const socket = io.socket({ host, port })
  let cut: (reason: Error) => void = () => undefined
  const isCut = new Promise<never>((_, reject) => (cut = reject))
  isCut.catch(() => undefined)
  socket.on('close', gone)
  socket.on('error', gone)
  // Some of the driver's waits do not end with the socket.
  socket.on('close', () => setImmediate(() => cut(socket.errored ?? new Error('the connection was closed'))))
  const connected = once(socket, 'connect')
  connected.catch(() => undefined)
  const pool = new OneConnection(
    configOf(settings, () => connected.then(() => socket)),
    {
      socket,
      needsTls: tls !== 'disable',
    },
  )
  let present: mssql.Transaction | undefined
  let isReading = true
  let isOver = false
  const within = async <Result>(work: Promise<Result>): Promise<Result> => {
    work.catch(() => undefined)
    try {
      return await Promise.race([work, isCut])
    } catch (thrown) {
      throw withReason(thrown, socket.errored, pool.lastNumber)
    }
  }
  const requestWith = (values: Statement['values']): mssql.Request => {
    if (!present) throw new Error('No transaction has begun.')
    const request = new mssql.Request(present)
    Object.assign(request, { arrayRowMode: true })
    // Unicode always: a varchar would be written in the code page of the server, and Persian as question marks.
    values.forEach((value, at) => request.input(`p${at + 1}`, mssql.NVarChar(lengthFor(value)), value))
    return request
  }
  const sent = async ({ text, values }: Statement): Promise<Answer> =>
    answerOf(await within(requestWith(values).query(text)))
  const pushed = ({ text, values }: Statement): RowQueue => {
    const request = requestWith(values)
    const rows = rowQueue({ pause: () => void request.pause(), resume: () => void request.resume() })
    within(pushRows(request, text, rows)).then(
      () => rows.end(),
      (thrown: unknown) => rows.fail(thrown),
    )
    return rows
  }
  return {
    connect: () => within(pool.open()),
    begin: async (mode, leftMs) => {
      pool.lastNumber = undefined
      present = new mssql.Transaction(pool)
      isReading = mode === 'read'
      await within(present.begin(mssql.ISOLATION_LEVEL.READ_COMMITTED))
      await within(new mssql.Request(present).batch(`SET LOCK_TIMEOUT ${leftMs}; SET ROWCOUNT 0`))
    },
    ask: async (statement, limit) => {
      if (limit === undefined) return sent(statement)
      return sent(limited(statement, limit))
    },
    stream: ({ statement, limit }) => pushed(limited(statement, limit)).portions(),
    // SQL Server has no transactions that only read: what a reading one did is undone.
    commit: async () => {
      if (!present) return
      pool.beforeCommit()
      await within(isReading ? present.rollback() : present.commit())
    },
    cut: () => {
      if (isOver) return
      isOver = true
      cut(new Error('The time is over.'))
      const end = (): void => void socket.destroy(new Error('The time is over.'))
      // The server would go on with a statement whose caller has hung up: it is told first.
      if (!socket.destroyed && pool.interrupt()) onceWritten(socket, end)
      else end()
    },
  }
}

/** The server gives no more rows than are wanted, and keeps their order. */
function limited({ text, values }: Statement, limit: number): Statement {
  return { text: `SET ROWCOUNT ${limit};\n${text}`, values }
}

/** The rows of the first result that has columns, as they come. */
async function pushRows(request: mssql.Request, text: string, rows: RowQueue): Promise<void> {
  let results = 0
  const said: unknown[] = []
  request.stream = true
  request.on('recordset', (columns: unknown) => {
    results += 1
    if (results === 1) rows.columns(columnsOf(columns as readonly Column[]))
  })
  request.on('row', (row: unknown) => {
    if (results === 1) rows.push((row as readonly unknown[]).map(textOf))
  })
  // A request whose rows come one by one succeeds, whatever its errors were.
  request.on('error', (thrown: unknown) => said.push(thrown))
  await request.query(text)
  if (said.length > 0) throw said[0]
}

/** An index cannot be used for a text without a limit; one limit for all keeps the plan of the statement. */
function lengthFor(value: string | null): number {
  return value === null || value.length <= 4000 ? 4000 : mssql.MAX
}

function configOf(settings: Settings, connector: () => Promise<unknown>): mssql.config {
  const { host, port = 1433, user, password, database, tls = 'verify-full', caCertificate } = settings
  return {
    server: host,
    port,
    user,
    password,
    database,
    connectionTimeout: longestCallMs,
    requestTimeout: 0,
    options: {
      connector,
      appName: 'peyvand',
      encrypt: tls !== 'disable',
      trustServerCertificate: tls === 'require',
      // A deadlock or a missing right ends the whole transaction, not a part of it.
      abortTransactionOnError: true,
      maxRetriesOnTransientErrors: 0,
      ...(caCertificate !== undefined && { cryptoCredentialsDetails: { ca: caCertificate } }),
    } as unknown as mssql.IOptions,
  }
}

/** The driver's errors say that a socket was closed, and not why; and of a refused login they lose the number. */
function withReason(thrown: unknown, reason: Error | null, number: number | undefined): unknown {
  if (!(thrown instanceof Error)) return thrown
  if ('number' in thrown && thrown.number !== undefined) return thrown
  if (number !== undefined) return Object.assign(thrown, { number })
  return reason && 'code' in reason ? reason : thrown
}

interface Results {
  readonly recordsets: readonly (readonly (readonly unknown[])[])[]
  readonly rowsAffected: readonly number[]
  readonly columns?: readonly (readonly Column[])[]
}

interface Column {
  readonly name: string
  readonly type: (() => unknown) | { readonly declaration: string }
}

/** A procedure answers with several results; the first with columns is the one that is meant. */
function answerOf(result: unknown): Answer {
  const { recordsets, rowsAffected, columns = [] } = result as Results
  return {
    rows: (recordsets[0] ?? []).map((row) => row.map(textOf)),
    columns: columnsOf(columns[0] ?? []),
    // Triggers count their own changes first.
    changed: rowsAffected.at(-1) ?? 0,
  }
}

function columnsOf(columns: readonly Column[]): Answer['columns'] {
  return columns.map(({ name, type }) => ({ name, kind: columnKind(nameOf(type)) }))
}

const names = new Map<unknown, string>(Object.entries(mssql.TYPES).map(([name, type]) => [type, name]))

function nameOf(type: unknown): string {
  return names.get(type) ?? ''
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Buffer.isBuffer(value)) return `0x${value.toString('hex')}`
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' ? value : JSON.stringify(value)
}
