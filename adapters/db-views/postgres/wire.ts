/** One connection to the server: pg's own client, over a socket of `Io` instead of one that it opens itself. */
import type { Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'

import pg from 'pg'

import type { Io } from '../../adapter.ts'
import type { Answer, Statement } from '../database.ts'
import type { Wire } from '../database-session.ts'
import { closeInsteadOfThrowing } from '../guarded-stream.ts'
import { askedPortions } from '../row-portions.ts'
import type { Settings } from './settings.ts'
import { columnKind, standardText } from './values.ts'

/** Dials; `gone` is told when the connection has ended, for whatever reason. */
export function openWire(settings: Settings, io: Io, gone: () => void): Wire {
  const { host, port = 5432, user, password, database } = settings
  const socket = io.socket({ host, port })
  socket.on('close', gone)
  // It is being connected already; pg would connect it again.
  Object.assign(socket, { connect: () => socket })
  closeInsteadOfThrowing(socket)
  const client = new pg.Client({
    host,
    port,
    user,
    password,
    database,
    ssl: tlsOf(settings),
    stream: () => socket,
    application_name: 'peyvand',
    types: { getTypeParser: () => (wire: string) => wire },
  })
  // Errors reach whoever waits for an answer; without a listener they would end the process.
  client.on('error', gone)
  client.connection.on('sslconnect', () => closeInsteadOfThrowing(client.connection.stream))
  let asking = 0
  const ask = async ({ text, values }: Statement): Promise<Answer> => {
    // Extended even without values: this way a text can never hold a second statement.
    const query: pg.QueryArrayConfig & { readonly queryMode: 'extended' } = {
      text,
      values: [...values],
      rowMode: 'array',
      queryMode: 'extended',
    }
    asking += 1
    const { rows, fields, rowCount } = await client
      .query<(string | null)[]>(query)
      .finally(() => (asking -= 1))
    return {
      rows: rows.map((row) => row.map((wire, at) => standardText(wire, fields[at]?.dataTypeID ?? 0))),
      columns: fields.map(({ name, dataTypeID }) => ({ name, kind: columnKind(dataTypeID) })),
      changed: rowCount ?? 0,
    }
  }
  let connected: Promise<unknown> | undefined
  return {
    connect: async () => {
      await (connected ??= client.connect())
    },
    begin: async (mode, leftMs) => {
      await client.query(beginning(mode, leftMs))
    },
    ask: async ({ text, values }, limit) => {
      if (limit === undefined) return ask({ text, values })
      // A cursor: the server gives no more rows than are wanted, and keeps their order.
      await ask({ text: `DECLARE peyvand NO SCROLL CURSOR FOR ${text}`, values })
      return ask({ text: `FETCH ${limit} FROM peyvand`, values: [] })
    },
    stream: async function* ({ statement: { text, values }, limit }) {
      // All of it is wanted; the server plans cursors for their first rows otherwise.
      await client.query('SET LOCAL cursor_tuple_fraction = 1')
      await ask({ text: `DECLARE peyvand NO SCROLL CURSOR FOR ${text}`, values })
      yield* askedPortions(limit, (rows) => ask({ text: `FETCH ${rows} FROM peyvand`, values: [] }))
    },
    commit: async () => {
      await client.query('COMMIT')
    },
    cut: () => {
      if (asking > 0) askToStop(client, () => io.socket({ host, port }))
      socket.destroy()
    },
  }
}

/**
 * The server would go on with a statement whose caller has hung up until it has something to say. It is told over a line
 * of its own, which is plain even where TLS is demanded: a secret of this one connection is all that is said.
 */
function askToStop(client: pg.Client, dial: () => Socket): void {
  const { processID, secretKey } = client as unknown as CancelKey
  if (processID === null) return
  const request = Buffer.alloc(16)
  request.writeInt32BE(16, 0)
  request.writeInt32BE(cancelCode, 4)
  request.writeInt32BE(processID, 8)
  request.writeInt32BE(secretKey ?? 0, 12)
  const line = dial()
  // It is a favour: the server ends the statement at its time limit in any case.
  line.on('error', () => line.destroy())
  line.resume()
  line.end(request)
}

/** What a server names a connection by when it is asked to stop what that does. */
interface CancelKey {
  readonly processID: number | null
  readonly secretKey: number | null
}

const cancelCode = 80_877_102

/** `SET LOCAL` ends with the transaction, so that a pooled connection carries nothing of ours to the next one. */
function beginning(mode: 'read' | 'write', leftMs: number): string {
  const kind =
    mode === 'read' ? 'ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'ISOLATION LEVEL READ COMMITTED'
  return `BEGIN ${kind}; SET LOCAL statement_timeout = ${leftMs};
    SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL extra_float_digits = 1`
}

function tlsOf({ tls = 'verify-full', caCertificate }: Settings): false | ConnectionOptions {
  if (tls === 'disable') return false
  const ca = caCertificate === undefined ? {} : { ca: caCertificate }
  return { rejectUnauthorized: tls === 'verify-full', ...ca }
}
