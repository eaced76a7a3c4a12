/** A hub in a process of its own, started as a user starts it, that a test can kill at any moment. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Where the process lives. */
export interface HubProcessOptions {
  readonly mongodbUri: string
  readonly port: number
  readonly adminKey: string
  readonly masterKey: string
  readonly environment?: Readonly<Record<string, string>>
}

/** A hub process that takes requests. */
export interface HubProcess {
  readonly url: string
  readonly pid: number
  /** Lines of its log at `warn` and above. */
  readonly complaints: readonly string[]
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>
  /** `kill -TERM`; gives the exit code. */
  stop(): Promise<number | null>
}

/** Keys and a port that stay the same over restarts. */
export async function hubIdentity(): Promise<Pick<HubProcessOptions, 'port' | 'adminKey' | 'masterKey'>> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return {
    port,
    adminKey: randomBytes(16).toString('hex'),
    masterKey: `test:${randomBytes(32).toString('base64')}`,
  }
}

const main = fileURLToPath(new URL('../../api/main.ts', import.meta.url))
const gate = fileURLToPath(new URL('hub-gate.ts', import.meta.url))

/** Starts the process; resolves when it takes requests, rejects with its words when it ends before. */
export async function startHubProcess(options: HubProcessOptions): Promise<HubProcess> {
  return standByHub(options).start()
}

/** Hub processes that follow each other on one database and port: the next stands by, loaded, while one runs. */
export interface HubSuccession {
  /** Lets the one that stands by take over. The one before must be gone. */
  next(): Promise<HubProcess>
  /** Ends the one that stands by. */
  close(): Promise<void>
}

/** Prepares a succession; a hub takes over in a fraction of the time that a process needs to load. */
export function hubSuccession(options: HubProcessOptions): HubSuccession {
  let waiting = standByHub(options)
  return {
    next: () => {
      const successor = waiting
      waiting = standByHub(options)
      return successor.start()
    },
    close: () => waiting.end(),
  }
}

interface StandBy {
  start(): Promise<HubProcess>
  end(): Promise<void>
}

/** A process that has loaded the hub and waits for a word. */
function standByHub(options: HubProcessOptions): StandBy {
  const child = spawn(process.execPath, ['--import', 'tsx', '--import', gate, main], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      MONGODB_URI: options.mongodbUri,
      PEYVAND_PORT: String(options.port),
      PEYVAND_ADMIN_KEY: options.adminKey,
      PEYVAND_MASTER_KEY: options.masterKey,
      ...options.environment,
    },
  })
  // A test that is ended from outside takes its hub with it.
  const end = (): void => void child.kill('SIGKILL')
  process.once('exit', end)
  exitOnTerm()
  const complaints: string[] = []
  const gone = once(child, 'exit') as Promise<[number | null]>
  child.once('exit', () => process.off('exit', end))
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await gone
  }
  return {
    end: kill,
    start: async () => {
      child.stdin.end('go')
      const url = await running(child, complaints)
      return {
        url,
        pid: child.pid ?? 0,
        complaints,
        kill,
        stop: async () => {
          child.kill('SIGTERM')
          return (await gone)[0]
        },
      }
    },
  }
}

function running(child: ChildProcess, complaints: string[]): Promise<string> {
  const words: string[] = []
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the hub ended before it ran:\n${words.join('\n')}`)))
    const read = (line: string): void => {
      if (words.push(line) > 50) words.shift()
      if (/"level":"(warn|error)"/.test(line)) complaints.push(line)
      const url = /"url":"(http[^"]+)".*the hub is running/.exec(line)?.[1]
      if (url !== undefined) resolve(url)
    }
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface({ input: stream }).on('line', read)
  })
}

let isExiting = false
/** So that the processes are ended with this one; once, however many there are. */
function exitOnTerm(): void {
  if (isExiting) return
  isExiting = true
  process.once('SIGTERM', () => process.exit(1))
}
