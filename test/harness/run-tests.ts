/**
 * `npm test [-- part of a path …]`: starts one database for all test files, runs every `*.test.ts` through
 * Node's own test runner, prints failures, skips with their reasons and the totals, and stops what it started.
 * With MONGODB_URI set the tests use that server.
 */
import { setMaxListeners } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { run } from 'node:test'

import { openDatabase, type DatabaseKind } from '../../engine/store/database.ts'
import { startEmbedded } from '../../engine/store/embedded/supervisor.ts'
import { defaultCacheFolder, rootFolder } from '../../engine/store/embedded/root-folder.ts'
import { silentLog, type Log } from '../../engine/values/log.ts'
import { reporter } from './reporter.ts'

/** The longest files are under test/ and flows/: begun first, nothing waits for them in the end. */
const folders = ['test', 'flows', 'adapters', 'api', 'engine', 'contracts']

async function main(): Promise<number> {
  const files = await testFiles(process.argv.slice(2))
  if (files.length === 0) {
    console.error('No test file has that in its path.')
    return 1
  }
  const server = await sharedServer()
  console.log(`${String(files.length)} test files; database: ${server.kind}`)
  try {
    return await runAll(files, server.uri)
  } finally {
    await server.close()
  }
}

async function testFiles(parts: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const folder of folders) {
    const names = await readdir(folder, { recursive: true }).catch(() => [])
    const tests = names.filter((name) => name.endsWith('.test.ts')).sort()
    found.push(...tests.map((name) => join(folder, name)))
  }
  return found.filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)))
}

interface SharedServer {
  readonly kind: DatabaseKind
  readonly uri: string
  close(): Promise<void>
}

/** Tests trade durability for speed, except where they test durability and start their own. */
async function sharedServer(): Promise<SharedServer> {
  const uri = process.env['MONGODB_URI']
  if (uri !== undefined) return { kind: 'external', uri, close: () => Promise.resolve() }
  const dataFolder = await mkdtemp(join(tmpdir(), 'peyvand-tests-'))
  const clean = (): Promise<void> => rm(dataFolder, { recursive: true, force: true })
  const cacheFolder = defaultCacheFolder()
  const canEmbed = await rootFolder(cacheFolder, announce).then(
    () => true,
    () => false,
  )
  if (canEmbed) {
    const { uri, close } = await startEmbedded({
      dataFolder: join(dataFolder, 'db'),
      cacheFolder,
      durable: false,
    })
    return { kind: 'documentdb', uri, close: () => close().then(clean) }
  }
  const database = await openDatabase({ dataFolder, log: announce })
  return { kind: database.kind, uri: database.uri, close: () => database.close().then(clean) }
}

const announce: Log = { ...silentLog, info: (message) => console.log(message) }

/** A file that takes longer than this hangs; it is ended and named. */
const fileTimeoutMs = 600_000

/** Each file runs in a process of its own; one more at a time than there are cores, for some wait for others. */
async function runAll(files: readonly string[], uri: string): Promise<number> {
  process.env['MONGODB_URI'] = uri
  const giveUp = new AbortController()
  // Each file listens.
  setMaxListeners(0, giveUp.signal)
  process.on('SIGINT', () => giveUp.abort())
  process.on('SIGTERM', () => giveUp.abort())
  const concurrency = availableParallelism() + 1
  let failures = 0
  const events = run({
    files: files.map((file) => resolve(file)),
    concurrency,
    timeout: fileTimeoutMs,
    // A file that has told everything is over, whatever it has left open.
    forceExit: true,
    signal: giveUp.signal,
  })
  events.on('test:fail', () => (failures += 1))
  for await (const words of reporter(events)) process.stdout.write(words)
  return failures > 0 || giveUp.signal.aborted ? 1 : 0
}

process.exitCode = await main()
