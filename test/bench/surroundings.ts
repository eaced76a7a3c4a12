/** What a benchmark stands on: a durable database, the hub and the baseline, each a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { connect, openDatabase } from '../../engine/store/database.ts'
import { defaultCacheFolder, rootFolder } from '../../engine/store/embedded/root-folder.ts'
import { startEmbedded } from '../../engine/store/embedded/supervisor.ts'
import { silentLog } from '../../engine/values/log.ts'
import { hubIdentity } from '../harness/hub-process.ts'

/** Everything that runs. */
export interface Surroundings {
  /** In words, for the head of the table. */
  readonly database: string
  readonly hub: { readonly url: string; readonly key: string }
  /** Of the hub's own database. */
  readonly hubUri: string
  readonly baselineUrl: string
  readonly freshDatabase: () => Promise<string>
  /** Lines of the hub's log at `warn` and above. */
  readonly complaints: readonly string[]
  /** Stops all of it, the database last. */
  close(): Promise<void>
}

type Close = () => Promise<void>

/** Starts everything; what had started is stopped when something does not. */
export async function startSurroundings(profileFolder: string | undefined): Promise<Surroundings> {
  const closers: Close[] = []
  const complaints: string[] = []
  const starting = startAll({ profileFolder, complaints, closers })
  let closing: Promise<void> | undefined
  // What is half started is let start, or nobody would know that it is there.
  const close = (): Promise<void> =>
    (closing ??= Promise.allSettled([starting]).then(() => closeAll(closers)))
  stopOnSignal(close)
  try {
    return { ...(await starting), complaints, close }
  } catch (error) {
    await close()
    throw error
  }
}

interface Start {
  readonly profileFolder: string | undefined
  readonly complaints: string[]
  readonly closers: Close[]
}

async function startAll(start: Start): Promise<Omit<Surroundings, 'complaints' | 'close'>> {
  const { closers } = start
  const server = await startServer()
  closers.push(server.close)
  const hubUri = await freshDatabase(server.uri, closers)
  const baselineUri = await freshDatabase(server.uri, closers)
  const hub = await startHub(hubUri, start)
  const baselineUrl = await startBaseline(baselineUri, closers)
  return {
    database: server.words,
    hub,
    hubUri,
    baselineUrl,
    freshDatabase: () => freshDatabase(server.uri, closers),
  }
}

async function closeAll(closers: readonly Close[]): Promise<void> {
  for (const one of [...closers].reverse()) await one()
}

/** Whoever ends the benchmark early leaves no process behind. */
function stopOnSignal(close: Close): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void close().finally(() => process.exit(130))
    })
  }
}

/** The server of `MONGODB_URI`, or an embedded one that loses nothing in a power cut. */
async function startServer(): Promise<{
  readonly uri: string
  readonly words: string
  readonly close: Close
}> {
  const uri = process.env['MONGODB_URI']
  if (uri !== undefined) return { uri, words: 'external', close: () => Promise.resolve() }
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-bench-'))
  const clean = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const cacheFolder = defaultCacheFolder()
  const canEmbed = await rootFolder(cacheFolder, silentLog).then(
    () => true,
    () => false,
  )
  if (canEmbed) {
    const embedded = await startEmbedded({ dataFolder: join(folder, 'db'), cacheFolder, durable: true })
    return {
      uri: embedded.uri,
      words: 'embedded documentdb, durable',
      close: () => embedded.close().then(clean),
    }
  }
  const database = await openDatabase({ dataFolder: folder, log: silentLog })
  return {
    uri: database.uri,
    words: `embedded ${database.kind}`,
    close: () => database.close().then(clean),
  }
}

/** A database by a name of its own, dropped at the end. */
async function freshDatabase(uri: string, closers: Close[]): Promise<string> {
  const named = new URL(uri)
  named.pathname = `/bench_${randomBytes(6).toString('hex')}`
  closers.push(async () => {
    const connection = await connect(named.href)
    await connection.dropDatabase()
    await connection.close()
  })
  return named.href
}

const hubEntry = fileURLToPath(new URL('../../api/main.ts', import.meta.url))
/** As `npm start` does. */
const asStarted = ['--max-semi-space-size=64']
const baselineEntry = fileURLToPath(new URL('./baseline-server.ts', import.meta.url))

/** A hub that logs only what went wrong, so that the log costs nothing. */
async function startHub(mongodbUri: string, start: Start): Promise<Surroundings['hub']> {
  const { profileFolder, complaints, closers } = start
  const { port, adminKey, masterKey } = await hubIdentity()
  const profiling = profileFolder === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profileFolder]
  const child = spawn(process.execPath, [...profiling, ...asStarted, '--import', 'tsx', hubEntry], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      MONGODB_URI: mongodbUri,
      PEYVAND_PORT: String(port),
      PEYVAND_ADMIN_KEY: adminKey,
      PEYVAND_MASTER_KEY: masterKey,
      PEYVAND_LOG_LEVEL: 'warn',
    },
  })
  keepTrack(child, closers)
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      complaints.push(...text.split('\n').filter((line) => line !== ''))
    })
  const url = `http://127.0.0.1:${String(port)}`
  while (!(await isAlive(url))) {
    if (hasEnded(child)) throw new Error(`the hub ended before it ran:\n${complaints.join('\n')}`)
    await pause(50)
  }
  return { url, key: adminKey }
}

async function isAlive(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    (reply) => reply.ok,
    () => false,
  )
}

async function startBaseline(mongodbUri: string, closers: Close[]): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', baselineEntry], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, MONGODB_URI: mongodbUri },
  })
  keepTrack(child, closers)
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (words) => resolve((words as { readonly port: number }).port))
    child.once('exit', () => reject(new Error('the baseline ended before it ran')))
  })
  return `http://127.0.0.1:${String(port)}`
}

/** It is stopped with the rest, and killed should the benchmark itself break down. */
function keepTrack(child: ChildProcess, closers: Close[]): void {
  closers.push(() => ended(child))
  process.once('exit', () => child.kill('SIGKILL'))
}

/** Longer than a hub's orderly stop. */
const stopMs = 20_000

async function ended(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const gone = once(child, 'exit')
  const cutOff = setTimeout(() => child.kill('SIGKILL'), stopMs)
  child.kill('SIGTERM')
  await gone
  clearTimeout(cutOff)
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}
