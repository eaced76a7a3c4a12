/**
 * Database servers that a test starts for itself, where one that is shared would not do: settings that only a whole
 * server has. From binaries that are installed, with all data in a temporary folder, on a free port of loopback.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { closedPort } from './outside-world.ts'

/** A running server; `close` ends it and removes its data. */
export interface OwnServer {
  readonly port: number
  readonly folder: string
  readonly close: () => Promise<void>
}

/** Where the binaries of PostgreSQL's newest server are; `undefined` where there is none. */
export function postgresBinaries(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).map(Number).filter(Boolean) : []
  const places = [
    ...versions.sort((a, b) => b - a).map((version) => join(debian, String(version), 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ]
  return places.find((place) => ['initdb', 'postgres'].every((name) => existsSync(join(place, name))))
}

/** Starts a PostgreSQL whose superuser is `postgres`, without a password. */
export async function ownPostgres(
  binaries: string,
  settings: Readonly<Record<string, string>>,
): Promise<OwnServer> {
  const { folder, as } = await folderFor('postgres')
  const data = join(folder, 'data')
  run(as, join(binaries, 'initdb'), [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '-N',
  ])
  const port = await closedPort()
  const all = { unix_socket_directories: folder, listen_addresses: '127.0.0.1', fsync: 'off', ...settings }
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const isReady = async (): Promise<boolean> =>
    spawnSync(join(binaries, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status === 0
  return started({ folder, port, as, stop: 'SIGINT', isReady }, join(binaries, 'postgres'), [
    '-D',
    data,
    '-p',
    String(port),
    ...options,
  ])
}

/** Where MariaDB's or MySQL's server is; `undefined` where there is none. */
export function mariadbBinary(): string | undefined {
  const places = ['/usr/sbin', '/usr/libexec', ...(process.env['PATH'] ?? '').split(delimiter)]
  return places.map((place) => join(place, 'mariadbd')).find((path) => existsSync(path))
}

/** Starts a MariaDB whose `root` comes in from loopback without a password; `optionsIn` gets its folder. */
export async function ownMariadb(
  binary: string,
  optionsIn: (folder: string) => Promise<readonly string[]>,
): Promise<OwnServer> {
  const { folder, as } = await folderFor('mysql')
  const data = join(folder, 'data')
  run(as, 'mariadb-install-db', [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ])
  const options = await optionsIn(folder)
  const port = await closedPort()
  const isReady = (): Promise<boolean> => listens(port)
  return started({ folder, port, as, stop: 'SIGTERM', isReady }, binary, [
    '--no-defaults',
    `--datadir=${data}`,
    `--socket=${join(folder, 's')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--port=${String(port)}`,
    '--bind-address=127.0.0.1',
    '--skip-name-resolve',
    ...options,
  ])
}

/** A command and its first arguments that change to a user who may run servers: root may not. */
type As = readonly string[]

async function folderFor(user: string): Promise<{ readonly folder: string; readonly as: As }> {
  const folder = await mkdtemp(join(tmpdir(), `peyvand-own-${user}-`))
  if (process.getuid?.() !== 0) return { folder, as: [] }
  const name = spawnSync('id', ['-u', user]).status === 0 ? user : 'nobody'
  const [uid, gid] = ['-u', '-g'].map((which) => Number(spawnSync('id', [which, name]).stdout.toString()))
  await chown(folder, uid ?? 0, gid ?? 0)
  // A server outlives nobody who started it.
  return {
    folder,
    as: [
      'setpriv',
      `--reuid=${String(uid)}`,
      `--regid=${String(gid)}`,
      '--clear-groups',
      '--pdeathsig',
      'INT',
    ],
  }
}

function run(as: As, command: string, args: readonly string[]): void {
  const [first = '', ...rest] = [...as, command, ...args]
  const { status, stderr, error } = spawnSync(first, rest, { cwd: tmpdir() })
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr.toString()}`)
}

interface Starting {
  readonly folder: string
  readonly port: number
  readonly as: As
  readonly stop: 'SIGINT' | 'SIGTERM'
  readonly isReady: () => Promise<boolean>
}

async function started(
  { folder, port, as, stop, isReady }: Starting,
  command: string,
  args: readonly string[],
): Promise<OwnServer> {
  const [first = '', ...rest] = [...as, command, ...args]
  const child = spawn(first, rest, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4000)))
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(stop)
      await once(child, 'exit')
    }
    await rm(folder, { recursive: true, force: true })
  }
  while (!(await isReady())) {
    if (hasEnded(child)) {
      await close()
      throw new Error(`${command} ended at once: ${said}`)
    }
    await pause(50)
  }
  return { port, folder, close }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

async function listens(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
