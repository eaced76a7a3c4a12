/** Starts the embedded database as a child process and waits until it takes connections. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** What the child is started with. */
export interface SupervisorOptions {
  readonly dataFolder: string
  readonly cacheFolder: string
  /** 0 takes a free port. */
  readonly port?: number
  /** False for tests: faster, and a power cut may lose the newest writes. */
  readonly durable?: boolean
}

/** A running embedded database. */
export interface EmbeddedProcess {
  readonly uri: string
  readonly pid: number
  /** Process id of the server that keeps the data, for tests that kill it. */
  readonly postgresPid: number
  /** Stops it; does nothing when it has ended already. */
  readonly close: () => Promise<void>
}

/** Starts it; rejects with its own words when it cannot. */
export async function startEmbedded(options: SupervisorOptions): Promise<EmbeddedProcess> {
  const { dataFolder, cacheFolder, port = 0, durable = true } = options
  const entry = fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? './main.ts' : './main.js', import.meta.url),
  )
  const args = [
    ...process.execArgv.filter((argument) => !argument.startsWith('--test') && argument !== '--watch'),
    entry,
    '--data',
    dataFolder,
    '--cache',
    cacheFolder,
    '--port',
    String(port),
    ...(durable ? [] : ['--relaxed']),
  ]
  // A group of its own: Ctrl-C at the terminal reaches the hub, which stops the database last.
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], detached: true })
  // A child that could not be started, or is gone, says so by its exit.
  child.on('error', () => undefined)
  child.stdin.on('error', () => undefined)
  const words = await firstLine(child)
  if (words.ready !== true) throw new Error(words.error ?? 'the embedded database did not start')
  return {
    // The gateway keeps no record of past writes, so a repeated one would be done twice.
    uri: `mongodb://127.0.0.1:${String(words.port)}/?directConnection=false&retryWrites=false`,
    pid: child.pid ?? 0,
    postgresPid: words.postgresPid ?? 0,
    close: () => stopped(child, () => child.stdin.end()),
  }
}

/** Longer than an orderly stop can take; a killed one loses nothing. */
const stopMs = 45_000

async function stopped(child: ChildProcess, ask: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  const cutOff = setTimeout(() => child.kill('SIGKILL'), stopMs)
  ask()
  await ended
  clearTimeout(cutOff)
}

interface Words {
  readonly ready?: boolean
  readonly port?: number
  readonly postgresPid?: number
  readonly error?: string
}

async function firstLine(child: ChildProcess): Promise<Words> {
  if (child.stdout === null) return {}
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) return JSON.parse(line) as Words
  return { error: 'the embedded database ended before it was ready' }
}
