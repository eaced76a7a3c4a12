/**
 * The embedded database as a process of its own: PostgreSQL behind the gateway. The hub starts it and speaks to
 * it as to any MongoDB; it ends when the hub's end of its standard input closes, however the hub ends.
 *
 * By hand: `node --import tsx engine/store/embedded/main.ts --data ./.data/documentdb --port 27117 --standalone`.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { silentLog } from '../../values/log.ts'
import { startGateway } from './gateway/server.ts'
import { startPostgres } from './postgres.ts'
import { defaultCacheFolder, rootFolder } from './root-folder.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: './.data/documentdb' },
    cache: { type: 'string', default: defaultCacheFolder() },
    port: { type: 'string', default: '0' },
    relaxed: { type: 'boolean', default: false },
    standalone: { type: 'boolean', default: false },
  },
})

/** What has been started so far, the newest first. */
const running: { close(): Promise<void> }[] = []

async function start(): Promise<void> {
  const dataFolder = resolve(values.data)
  await claim(dataFolder)
  const root = await rootFolder(resolve(values.cache), silentLog)
  const postgres = await startPostgres({ root, dataFolder, durable: !values.relaxed })
  running.unshift(postgres)
  const gateway = await startGateway({ port: Number(values.port), postgres })
  running.unshift(gateway)
  say({ ready: true, port: gateway.port, postgresPid: postgres.pid() })
}

/**
 * Two supervisors on one folder would ruin it. The claim is a socket in Linux's abstract namespace: only one
 * process can hold it, and the kernel gives it back however that process ends. The file is for people.
 */
async function claim(dataFolder: string): Promise<void> {
  const parent = dirname(dataFolder)
  await mkdir(parent, { recursive: true })
  const place = `${await realpath(parent)}${dataFolder.slice(parent.length)}`
  const note = `${dataFolder}.pid`
  const holder = createServer().listen(`\0peyvand-${createHash('sha256').update(place).digest('hex')}`)
  await once(holder, 'listening').catch(async (cause: unknown) => {
    const pid = await readFile(note, 'utf8').catch(() => '')
    throw new Error(
      `The data folder ${dataFolder} is in use by process ${pid}. Stop that hub, or give this one another PEYVAND_DATA_FOLDER.`,
      { cause },
    )
  })
  holder.unref()
  await writeFile(note, String(process.pid))
}

function say(words: object): void {
  process.stdout.write(`${JSON.stringify(words)}\n`)
}

/** Told to stop while it starts, it starts first: half a start leaves more behind than a whole one. */
async function stop(): Promise<void> {
  await started
  for (const part of running.splice(0)) await part.close()
  process.exit(0)
}

const started = start().catch(async (error: unknown) => {
  for (const part of running.splice(0)) await part.close()
  say({ ready: false, error: error instanceof Error ? error.message : String(error) })
  process.exit(1)
})
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
// The hub that started it may be gone; what it would have been told is lost with it.
process.stdout.on('error', () => undefined)
if (!values.standalone) {
  process.stdin.on('end', () => void stop())
  process.stdin.on('error', () => void stop())
  process.stdin.resume()
}
