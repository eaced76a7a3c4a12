/**
 * One connection to the server: the official driver in thin mode. The driver dials itself and some of its waits never
 * end, so it is given a relay on a loopback port that takes one guest: behind it is the socket of `Io`, with TLS as the
 * settings have it, which can be cut at any time.
 */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

import oracledb from 'oracledb'

import type { Io } from '../../adapter.ts'
import type { Answer, Statement } from '../database.ts'
import type { Wire } from '../database-session.ts'
import { onceWritten } from '../last-words.ts'
import { askedPortions, portionRows } from '../row-portions.ts'
import { keepBytesOfTimes } from './driver.ts'
import type { Settings } from './settings.ts'
import { columnKind, textOf, type ColumnFacts } from './values.ts'

keepBytesOfTimes()

/** Dials; `gone` is told when the connection has ended, for whatever reason. */
export function openWire(settings: Settings, io: Io, gone: () => void): Wire {
  const { host, port = 1521 } = settings
  const far = io.socket({ host, port })
  let near: Socket | undefined
  let reason: Error | undefined
  let cut: (reason: Error) => void = () => undefined
  const isCut = new Promise<never>((_, reject) => (cut = reject))
  isCut.catch(() => undefined)
  let isOver = false
  const ended = (thrown?: Error): void => {
    reason ??= thrown
    if (isOver) return
    isOver = true
    far.destroy()
    near?.destroy()
    // A refusal that has arrived is told before the end of the line.
    setImmediate(() => cut(reason ?? new Error('The connection was closed.')))
    gone()
  }
  far.on('error', ended)
  const connected = once(far, 'connect')
  connected.catch(() => undefined)
  const within = async <Result>(work: Promise<Result>): Promise<Result> => {
    work.catch(() => undefined)
    try {
      return await Promise.race([work, isCut])
    } catch (thrown) {
      throw reason !== undefined && isOfTheLine(thrown) ? reason : thrown
    }
  }
  let connection: Promise<oracledb.Connection> | undefined
  let isAsking = false
  let stop: (() => Promise<void>) | undefined
  let isReading = true
  const logIn = async (): Promise<oracledb.Connection> => {
    await within(connected)
    const line = await within(guarded(far, settings))
    line.on('error', ended)
    const relay = await relayTo(line, (socket) => {
      near = socket
      socket.on('error', ended)
      socket.on('close', () => ended())
    })
    line.on('close', () => {
      relay.close()
      // What was passed on is still read.
      if (near) near.end()
      else ended()
    })
    const { user, password } = settings
    const logged = await within(
      oracledb.getConnection({ user, password, connectString: addressOf(relay.port, settings) }),
    )
    stop = () => logged.break()
    await within(logged.execute(sessionSettings))
    return logged
  }
  const asking = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    isAsking = true
    const result = await within(work())
    isAsking = false
    return result
  }
  const run = async (
    text: string,
    values: readonly (string | null)[],
    options: oracledb.ExecuteOptions,
  ): Promise<oracledb.Result<unknown[]>> => {
    const own = await (connection ??= logIn())
    return asking(() => own.execute<unknown[]>(text, values.map(bound), options))
  }
  return {
    connect: async () => void (await (connection ??= logIn())),
    begin: async (mode) => {
      isReading = mode === 'read'
      if (isReading) await run('SET TRANSACTION READ ONLY', [], {})
    },
    ask: async ({ text, values }: Statement, limit) => {
      const options = { ...exact, ...(limit !== undefined && { maxRows: limit }) }
      return answerOf(await run(text, values, options))
    },
    stream: async function* ({ statement: { text, values }, limit }) {
      const options = { ...exact, resultSet: true, fetchArraySize: portionRows }
      const { resultSet } = await run(text, values, options)
      // A statement without rows has none.
      if (!resultSet) {
        yield { rows: [], columns: [] }
        return
      }
      const { metaData } = resultSet
      yield* askedPortions(limit, async (most) =>
        answerOf({ rows: await asking(() => resultSet.getRows(most)), metaData }),
      )
      await within(resultSet.close())
    },
    commit: async () => {
      const own = await (connection ??= logIn())
      await within(isReading ? own.rollback() : own.commit())
    },
    cut: () => {
      reason ??= new Error('The time is over.')
      // The server would go on with a statement whose caller has hung up: it is told first.
      if (isOver || !isAsking || stop === undefined) return ended()
      isAsking = false
      stop().catch(() => undefined)
      onceWritten(far, () => ended())
    },
  }
}

const sessionSettings = `ALTER SESSION SET NLS_NUMERIC_CHARACTERS = '.,' TIME_ZONE = '+00:00' NLS_COMP = BINARY NLS_SORT = BINARY`

/** Numbers to their last digit, long texts as texts. */
const exact: oracledb.ExecuteOptions = {
  outFormat: oracledb.OUT_FORMAT_ARRAY,
  resultSet: false,
  fetchTypeHandler: ({ dbType }) => {
    if (dbType === oracledb.DB_TYPE_NUMBER || dbType === oracledb.DB_TYPE_CLOB)
      return { type: oracledb.STRING }
    return dbType === oracledb.DB_TYPE_BLOB ? { type: oracledb.BUFFER } : undefined
  },
}

/** Texts up to this many bytes can be a CHAR. */
const longestChar = 2000

/**
 * A text as the driver binds it. As a CHAR it is equal to a padded column of that type, and to all others as it is; as
 * a VARCHAR2, the driver's choice, it is equal to no padded one.
 */
function bound(value: string | null): oracledb.BindParameter | null {
  if (value === null) return null
  const isShort = Buffer.byteLength(value) <= longestChar
  return { val: value, type: isShort ? oracledb.DB_TYPE_CHAR : oracledb.DB_TYPE_VARCHAR }
}

function isOfTheLine(thrown: unknown): boolean {
  const { message = '' } = thrown as { readonly message?: string }
  return /^NJS-(500|503|511|521)/.test(message)
}

function addressOf(port: number, { database }: Settings): string {
  return `(DESCRIPTION=(ADDRESS=(PROTOCOL=tcp)(HOST=127.0.0.1)(PORT=${port}))(CONNECT_DATA=(SERVICE_NAME=${database.replaceAll(/[()=]/g, '')})))`
}

async function guarded(
  socket: Socket,
  { tls = 'verify-full', host, caCertificate }: Settings,
): Promise<Socket> {
  if (tls === 'disable') return socket
  const secure = connectTls({
    socket,
    host,
    rejectUnauthorized: tls === 'verify-full',
    ...(caCertificate !== undefined && { ca: caCertificate }),
  })
  await once(secure, 'secureConnect')
  return secure
}

/** A port on which one guest is passed on; nobody else is let in. */
async function relayTo(
  line: Socket,
  welcomed: (guest: Socket) => void,
): Promise<{ readonly port: number; readonly close: () => void }> {
  const server = createServer({ noDelay: true }, (guest) => {
    server.close()
    welcomed(guest)
    guest.pipe(line)
    line.pipe(guest)
  })
  server.maxConnections = 1
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() }
}

function answerOf({
  rows = [],
  metaData = [],
  rowsAffected = 0,
}: Pick<oracledb.Result<unknown[]>, 'rows' | 'metaData' | 'rowsAffected'>): Answer {
  const facts = metaData as readonly (ColumnFacts & { readonly name: string })[]
  return {
    rows: rows.map((row) => row.map((value, at) => textOf(value, facts[at] ?? {}))),
    columns: facts.map((column) => ({
      name: /[a-z]/.test(column.name) ? column.name : column.name.toLowerCase(),
      kind: columnKind(column),
    })),
    changed: rowsAffected,
  }
}
