/** One connection to the server: pg's own client, over a socket of `Io` instead of one that it opens itself. */
import type { ConnectionOptions } from 'node:tls'

import pg from 'pg'

import type { Io } from '../../adapter.ts'
import type { Answer, Statement } from '../database.ts'
import type { Wire } from '../database-session.ts'
import { closeInsteadOfThrowing } from '../guarded-stream.ts'
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
  const ask = async ({ text, values }: Statement): Promise<Answer> => {
    // Extended even without values: this way a text can never hold a second statement.
    const query: pg.QueryArrayConfig & { readonly queryMode: 'extended' } = {
      text,
      values: [...values],
      rowMode: 'array',
      queryMode: 'extended',
    }
    const { rows, fields, rowCount } = await client.query<(string | null)[]>(query)
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
    commit: async () => {
      await client.query('COMMIT')
    },
    cut: () => socket.destroy(),
  }
}

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
