/**
 * The database of the tests: each test file has one of its own, by name, on the server that the test run shares
 * (`npm test` starts it and names it in MONGODB_URI), or on one started for this file alone.
 */
import { randomBytes } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type mongoose from 'mongoose'

import { connect, openDatabase } from '../../engine/store/database.ts'
import { silentLog } from '../../engine/values/log.ts'

/** A database that is dropped when it is closed. */
export interface TestDatabase {
  readonly connection: mongoose.Connection
  /** The server and the name of this database, for processes that a test starts. */
  readonly uri: string
  readonly dbName: string
  /** Resolves when no command of this connection is unanswered, or after two seconds; nothing when none is. */
  readonly atRest: () => Promise<void> | undefined
  close(): Promise<void>
}

/** Opens a fresh database. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServer()
  const dbName = `test_${randomBytes(6).toString('hex')}`
  const connection = await connect(server.uri, dbName, { monitorCommands: true })
  return {
    connection,
    atRest: restOf(connection),
    uri: withName(server.uri, dbName),
    dbName,
    close: async () => {
      await connection.dropDatabase()
      await connection.close()
      await server.close()
    },
  }
}

/** A command that is not answered in this time may be held up by the test itself, ms. */
const patienceMs = 2_000

/** Time that a test moves by hand must not outrun the database, or what waits for it runs out of time on a busy machine. */
function restOf(connection: mongoose.Connection): TestDatabase['atRest'] {
  const unanswered = new Set<number>()
  const answers = new EventEmitter().setMaxListeners(0)
  const answered = ({ requestId }: { readonly requestId: number }): void => {
    unanswered.delete(requestId)
    if (unanswered.size === 0) answers.emit('all')
  }
  connection
    .getClient()
    .on('commandStarted', ({ requestId }) => unanswered.add(requestId))
    .on('commandSucceeded', answered)
    .on('commandFailed', answered)
  return () => {
    if (unanswered.size === 0) return undefined
    return once(answers, 'all', { signal: AbortSignal.timeout(patienceMs) }).then(
      () => undefined,
      () => unanswered.clear(),
    )
  }
}

/** The shared server, or one for this file. */
async function testServer(): Promise<{ readonly uri: string; close(): Promise<void> }> {
  const uri = process.env['MONGODB_URI']
  if (uri !== undefined) return { uri, close: () => Promise.resolve() }
  const dataFolder = await mkdtemp(join(tmpdir(), 'peyvand-test-'))
  const database = await openDatabase({ dataFolder, log: silentLog })
  return {
    uri: database.uri,
    close: async () => {
      await database.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

function withName(uri: string, dbName: string): string {
  const named = new URL(uri)
  named.pathname = `/${dbName}`
  return named.href
}
