/**
 * The database that is simply there. With a URI that one is used; without, the first of these that works:
 * a `mongod` on the PATH, one that mongodb-memory-server can fetch, and on Debian as root DocumentDB
 * (PostgreSQL behind a small gateway, see embedded/README.md). All keep their data in `dataFolder` and survive
 * restarts; one log line says which it is. Nothing above this file can tell them apart.
 */
import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

import { MongoMemoryReplSet } from 'mongodb-memory-server-core'
import mongoose from 'mongoose'

import type { Log } from '../values/log.ts'
import { defaultCacheFolder } from './embedded/root-folder.ts'
import { startEmbedded } from './embedded/supervisor.ts'

/** Which database to open. */
export interface DatabaseOptions {
  /** A MongoDB URI; its path may name the database, default `peyvand`. */
  readonly uri?: string
  /** Where an embedded database keeps its data. */
  readonly dataFolder: string
  /** Where fetched database software is kept, shared by all hubs of the machine. */
  readonly cacheFolder?: string
  readonly log: Log
}

/** Which of the ways it was. */
export type DatabaseKind = 'external' | 'mongod' | 'downloaded' | 'documentdb'

/** An open database. */
export interface Database {
  readonly connection: mongoose.Connection
  readonly uri: string
  readonly kind: DatabaseKind
  /** Closes the connection and stops an embedded server. */
  close(): Promise<void>
}

/** A started server. */
interface Server {
  readonly uri: string
  stop(): Promise<void>
}

/** Opens the database. Rejects with what to do when there is none to be had. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { kind, server } = await serverFor(options)
  const connection = await connect(server.uri).catch(async (error: unknown) => {
    await server.stop()
    throw new Error('The database does not answer. Check MONGODB_URI and that the server runs.', {
      cause: error,
    })
  })
  options.log.info('the database is open', { database: kind })
  return {
    connection,
    uri: server.uri,
    kind,
    close: async () => {
      await connection.close()
      await server.stop()
    },
  }
}

/** Connects with the settings that all of the hub relies on. */
export async function connect(
  uri: string,
  dbName?: string,
  options: mongoose.ConnectOptions = {},
): Promise<mongoose.Connection> {
  const named = dbName ?? (new URL(uri).pathname.slice(1) || 'peyvand')
  return mongoose
    .createConnection(uri, {
      dbName: named,
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: 5_000,
      connectTimeoutMS: 5_000,
      // Nothing waits for ever: not for a connection, not for an answer on a line that has gone dead.
      waitQueueTimeoutMS: 10_000,
      socketTimeoutMS: 60_000,
      maxPoolSize: 50,
      w: 'majority',
      journal: true,
      ...options,
    })
    .asPromise()
}

async function serverFor(options: DatabaseOptions): Promise<{ kind: DatabaseKind; server: Server }> {
  const { uri } = options
  if (uri !== undefined) return { kind: 'external', server: { uri, stop: () => Promise.resolve() } }
  const reasons: string[] = []
  for (const [kind, start] of ways) {
    try {
      return { kind, server: await start(options) }
    } catch (error) {
      reasons.push(`${kind}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  throw new Error(
    `No database can be had here. Set MONGODB_URI to a MongoDB, or put mongod on the PATH.\n${reasons.join('\n')}`,
  )
}

const ways: readonly (readonly [DatabaseKind, (options: DatabaseOptions) => Promise<Server>])[] = [
  ['mongod', async (options) => startMongod(options, { systemBinary: await mongodOnPath() })],
  ['downloaded', async (options) => startMongod(options, await downloadable(options))],
  ['documentdb', startDocumentDb],
]

async function startDocumentDb({
  dataFolder,
  cacheFolder = defaultCacheFolder(),
}: DatabaseOptions): Promise<Server> {
  const { uri, close } = await startEmbedded({ dataFolder: resolve(dataFolder, 'documentdb'), cacheFolder })
  return { uri, stop: close }
}

async function mongodOnPath(): Promise<string> {
  const { stdout } = await promisify(execFile)('which', ['mongod']).catch(() => ({ stdout: '' }))
  if (stdout.trim() === '') throw new Error('there is no mongod on the PATH')
  return stdout.trim()
}

const mongodVersion = '7.0.24'

/** Whether the release can be fetched is asked first, briefly: where it cannot, a download would hang. */
async function downloadable({ cacheFolder = defaultCacheFolder() }: DatabaseOptions): Promise<object> {
  const { MongoBinaryDownloadUrl } =
    await import('mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js')
  const { platform, arch } = process
  const url = await new MongoBinaryDownloadUrl({ platform, arch, version: mongodVersion }).getDownloadUrl()
  const reply = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(4_000) })
  if (!reply.ok) throw new Error(`the release cannot be fetched (HTTP ${String(reply.status)})`)
  return { version: mongodVersion, downloadDir: join(cacheFolder, 'mongod') }
}

/** A replica set of one, so that transactions and majority writes are real. Its port stays, for its members list. */
async function startMongod({ dataFolder }: DatabaseOptions, binary: object): Promise<Server> {
  const dbPath = resolve(dataFolder, 'mongod')
  await mkdir(dbPath, { recursive: true })
  const portFile = join(dbPath, 'peyvand.port')
  const port = Number(await readFile(portFile, 'utf8').catch(() => '0')) || (await freePort())
  await writeFile(portFile, String(port))
  const server = await MongoMemoryReplSet.create({
    binary,
    replSet: { count: 1, name: 'peyvand', storageEngine: 'wiredTiger' },
    instanceOpts: [{ port, dbPath, storageEngine: 'wiredTiger' }],
  })
  return { uri: server.getUri(), stop: async () => void (await server.stop({ doCleanup: false })) }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
