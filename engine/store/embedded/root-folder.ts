/**
 * The private root folder that holds PostgreSQL with the documentdb extension, made once per machine from
 * Debian's packages (about 670 MB, half a minute). It lives in a cache outside the project and is shared by
 * all hubs of the machine. Debian and root only.
 */
import { execFile } from 'node:child_process'
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import type { Log } from '../../values/log.ts'

const run = promisify(execFile)

/** Why no such folder can be made here. */
export class NotPossible extends Error {}

/** Where the folder is kept unless told otherwise. */
export function defaultCacheFolder(): string {
  return join(homedir(), '.cache', 'peyvand')
}

/** The path of the root folder, made if it is not there. Raises `NotPossible` with the reason. */
export async function rootFolder(cacheFolder: string, log: Log): Promise<string> {
  const root = join(cacheFolder, 'documentdb')
  if (await exists(join(root, completed))) return root
  if (process.getuid?.() !== 0) throw new NotPossible('only root can make the root folder of the database')
  if (!(await exists('/etc/debian_version'))) throw new NotPossible('this is not Debian')
  return withLock(cacheFolder, () => make(root, log))
}

/** Written last, so that a folder half made is recognised. */
const completed = 'peyvand-complete'

async function make(root: string, log: Log): Promise<string> {
  if (await exists(join(root, completed))) return root
  log.info('fetching the embedded database (once per machine, about half a minute)')
  await install('mmdebstrap')
  const mirror = await debianMirror()
  const unfinished = `${root}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await rm(root, { recursive: true, force: true })
  await run(
    'mmdebstrap',
    [
      '--variant=minbase',
      '--aptopt=Acquire::Check-Valid-Until "false"',
      '--aptopt=APT::Install-Recommends "false"',
      '--include=postgresql-18,postgresql-18-documentdb',
      'testing',
      unfinished,
      mirror,
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  )
  await mkdir(join(unfinished, 'srv', 'data'), { recursive: true })
  await mkdir(join(unfinished, 'srv', 'socket'), { recursive: true })
  await writeFile(join(unfinished, completed), '')
  await rename(unfinished, root)
  return root
}

async function install(tool: string): Promise<void> {
  const isThere = await run('which', [tool]).then(
    () => true,
    () => false,
  )
  if (isThere) return
  const quiet = { maxBuffer: 64 * 1024 * 1024 }
  const apt = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', '-y']
  await run('env', [...apt, 'update'], quiet)
  await run('env', [...apt, 'install', tool], quiet)
}

/** The mirror that this machine's own apt uses for Debian itself. */
async function debianMirror(): Promise<string> {
  const texts = await Promise.all((await sourceFiles()).map((path) => readFile(path, 'utf8').catch(() => '')))
  for (const text of texts) {
    const mirror = mirrorIn(text)
    if (mirror !== undefined) return mirror
  }
  throw new NotPossible("no Debian mirror stands in this machine's apt sources")
}

async function sourceFiles(): Promise<readonly string[]> {
  const folder = '/etc/apt/sources.list.d'
  const more = await readdir(folder).catch(() => [])
  return ['/etc/apt/sources.list', ...more.sort().map((name) => join(folder, name))]
}

/** The first mirror of Debian's main archive (not of security updates) in a sources file of either form. */
export function mirrorIn(text: string): string | undefined {
  const oneLine = /^deb\s+(?:\[[^\]]*\]\s+)?(https?:\/\/\S+)\s+\S+\s+.*\bmain\b/
  for (const block of text.split(/\n\s*\n/)) {
    const fields = block.split('\n').filter((line) => !line.trimStart().startsWith('#'))
    for (const line of fields) {
      const found = oneLine.exec(line)?.[1]
      if (found !== undefined && isArchive(found)) return found
    }
    const uri = /^URIs:\s*(\S+)/m.exec(fields.join('\n'))?.[1]
    const hasMain = /^Components:.*\bmain\b/m.test(fields.join('\n'))
    if (uri !== undefined && hasMain && isArchive(uri)) return uri
  }
  return undefined
}

function isArchive(uri: string): boolean {
  return /\/debian\/?$/.test(new URL(uri).pathname)
}

/** One process makes the folder, others wait for it. */
async function withLock<Result>(cacheFolder: string, act: () => Promise<Result>): Promise<Result> {
  await mkdir(cacheFolder, { recursive: true })
  const lock = join(cacheFolder, 'documentdb.lock')
  for (;;) {
    try {
      await writeFile(lock, String(process.pid), { flag: 'wx' })
      break
    } catch {
      const holder = Number(await readFile(lock, 'utf8').catch(() => '0'))
      if (!isAlive(holder)) await rm(lock, { force: true })
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  try {
    return await act()
  } finally {
    await rm(lock, { force: true })
  }
}

/** Whether a process of this id exists. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Whether a path exists. */
export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
