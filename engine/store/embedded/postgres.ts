/**
 * PostgreSQL with the documentdb extension, run from the private root folder in a mount namespace of its own
 * (nothing stays mounted when it ends). It listens on a Unix socket only, in a folder that only root and its
 * own user can enter. A server that dies is started again. A server whose supervisor dies is told to stop by the
 * kernel; the next start waits for it, and asks again.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'

import { exists } from './root-folder.ts'

/** What a server is started with. */
export interface PostgresOptions {
  readonly root: string
  /** Holds the data; made if it is not there. */
  readonly dataFolder: string
  /** False trades the promise to survive a power cut for speed; for tests. */
  readonly durable: boolean
}

/** A supervised server. */
export interface Postgres {
  /** Folder of the Unix socket, for `host`. */
  readonly host: string
  readonly port: number
  /** Process id of the present server, for tests that kill it. */
  pid(): number | undefined
  /** Stops fast and cleanly. */
  close(): Promise<void>
}

const port = 5432
const bin = '/usr/lib/postgresql/18/bin'

/** Starts a server; resolves when it takes commands. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { root, dataFolder } = options
  const user = await postgresUser(root)
  await mkdir(dataFolder, { recursive: true })
  await stopLeftOver(dataFolder)
  const socketFolder = await emptySocketFolder(dataFolder)
  for (const folder of [dataFolder, socketFolder]) {
    await chown(folder, user.uid, user.gid)
    await chmod(folder, 0o700)
  }
  const mounts = { root, dataFolder, socketFolder }
  if (!(await exists(join(dataFolder, 'PG_VERSION')))) await initialise(mounts)
  await writeFile(join(dataFolder, 'postgresql.auto.conf'), configuration(options.durable))

  let server: ChildProcess | undefined
  let isClosing = false
  const begin = (): void => {
    if (isClosing) return
    server = enter(mounts, [`${bin}/postgres`, '-D', '/srv/data'])
    server.once('exit', () => void setTimeout(begin, 200))
  }
  begin()
  await ready(socketFolder)
  return {
    host: socketFolder,
    port,
    pid: () => server?.pid,
    close: async () => {
      isClosing = true
      if (server !== undefined && server.exitCode === null && server.signalCode === null) {
        await stopped(server)
      }
      await rm(socketFolder, { recursive: true, force: true })
    },
  }
}

/** How long a server may take to stop in good order before it is cut off, which loses nothing but takes a recovery. */
const stopMs = 15_000

async function stopped(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit')
  server.kill('SIGINT')
  const cutOff = setTimeout(() => server.kill('SIGQUIT'), stopMs)
  await ended
  clearTimeout(cutOff)
}

/**
 * In the folder for temporary files, because a socket's whole path may have 107 bytes only; the same one at every
 * start, so that those of killed supervisors do not pile up.
 */
async function emptySocketFolder(dataFolder: string): Promise<string> {
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)
  const folder = join(tmpdir(), `peyvand-db-${name}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  return folder
}

interface Mounts {
  readonly root: string
  readonly dataFolder: string
  readonly socketFolder: string
}

/** Runs a command as the postgres user inside the root folder; `exec` all the way, so its pid is the command's. */
function enter({ root, dataFolder, socketFolder }: Mounts, command: readonly string[]): ChildProcess {
  const script = [
    'mount --bind "$2" "$1/srv/data"',
    'mount --bind "$3" "$1/srv/socket"',
    'mount --rbind /dev "$1/dev"',
    'mount -t proc proc "$1/proc"',
    'root=$1; shift 3',
    'exec chroot "$root" setpriv --reuid=postgres --regid=postgres --clear-groups --pdeathsig INT env -i LC_ALL=C PATH=/usr/bin:/bin "$@"',
  ].join(' && ')
  // What the server has to say; begun anew at every start.
  const log = openSync(`${dataFolder}.log`, 'w')
  const args = [
    '--mount',
    '--propagation',
    'private',
    'sh',
    '-c',
    script,
    'sh',
    root,
    dataFolder,
    socketFolder,
  ]
  const child = spawn('unshare', [...args, ...command], { stdio: ['ignore', 'ignore', log] })
  closeSync(log)
  return child
}

async function initialise(mounts: Mounts): Promise<void> {
  const options = ['-D', '/srv/data', '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C']
  const made = enter(mounts, [`${bin}/initdb`, ...options])
  const [code] = (await once(made, 'exit')) as [number | null]
  if (code === 0) return
  await rm(mounts.dataFolder, { recursive: true, force: true })
  const words = await readFile(`${mounts.dataFolder}.log`, 'utf8').catch(() => '')
  throw new Error(`the database could not be initialised: ${words.slice(-2_000)}`)
}

function configuration(durable: boolean): string {
  const safe = durable ? 'on' : 'off'
  return [
    "shared_preload_libraries = 'pg_cron, pg_documentdb_core, pg_documentdb'",
    "cron.database_name = 'postgres'",
    // The engine opens connections to itself (a collection is made apart from the caller's transaction).
    "cron.host = '/srv/socket'",
    "documentdb.localhost_connection_string = 'host=/srv/socket'",
    'cron.log_statement = off',
    'cron.log_run = off',
    'documentdb.defaultCursorExpiryTimeLimitSeconds = 600',
    "listen_addresses = ''",
    "unix_socket_directories = '/srv/socket'",
    `port = ${String(port)}`,
    'max_connections = 60',
    `shared_buffers = ${String(durable ? ownMemoryMb() : 256)}MB`,
    'max_wal_size = 2GB',
    // After a checkpoint a page goes whole into the log at its first change: with many indexes that is most of the log.
    'wal_compression = lz4',
    'jit = off',
    // To start a worker takes longer than most of what is asked, and its guesses of how much that is are far too high.
    'max_parallel_workers_per_gather = 0',
    // A cursor may go on over any connection, not only the one that opened it.
    'documentdb.useFileBasedPersistedCursors = on',
    'dynamic_shared_memory_type = mmap',
    `fsync = ${safe}`,
    `synchronous_commit = ${safe}`,
    `full_page_writes = ${safe}`,
    "log_min_messages = 'fatal'",
    '',
  ].join('\n')
}

/**
 * What it keeps of its data in memory of its own: a quarter of what there is, which is also PostgreSQL's advice. Indexes
 * of a large collection that do not fit are read from the system's cache page by page, at every insert.
 */
function ownMemoryMb(): number {
  const limit = process.constrainedMemory()
  const there = limit > 0 ? Math.min(limit, totalmem()) : totalmem()
  return Math.min(4_096, Math.max(128, Math.floor(there / 4 / 2 ** 20)))
}

/** Waits until the server answers and has the extension. */
async function ready(host: string): Promise<void> {
  const giveUpAt = Date.now() + 60_000
  for (;;) {
    const client = new pg.Client({ host, port, user: 'postgres', database: 'postgres' })
    // A server that is just starting may cut the connection at any time.
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.query('CREATE EXTENSION IF NOT EXISTS documentdb CASCADE')
      await client.end()
      return
    } catch (error) {
      await client.end().catch(() => undefined)
      if (Date.now() > giveUpAt) throw new Error('the embedded database does not start', { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** A server whose supervisor was killed may still hold the data: it is asked to stop, and waited for. */
async function stopLeftOver(dataFolder: string): Promise<void> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  if (!(await holds(pid, dataFolder))) return
  process.kill(pid, 'SIGINT')
  const began = Date.now()
  while (await holds(pid, dataFolder)) {
    const waitedMs = Date.now() - began
    if (waitedMs > 2 * stopMs)
      throw new Error(`the database server left over as process ${String(pid)} does not stop`)
    if (waitedMs > stopMs) process.kill(pid, 'SIGQUIT')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Whether a process works in this very folder. A number alone may have gone to another process long since. */
async function holds(pid: number, folder: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    const [its, ours] = await Promise.all([stat(`/proc/${String(pid)}/cwd`), stat(folder)])
    return its.ino === ours.ino && its.dev === ours.dev
  } catch {
    // No such process, or one that has ended and waits to be buried.
    return false
  }
}

async function postgresUser(root: string): Promise<{ readonly uid: number; readonly gid: number }> {
  const line = (await readFile(join(root, 'etc/passwd'), 'utf8'))
    .split('\n')
    .find((one) => one.startsWith('postgres:'))
  const [, , uid, gid] = (line ?? '').split(':')
  return { uid: Number(uid), gid: Number(gid) }
}
