/** The files of an SFTP server. */
import { fail, failureOf } from '../../../engine/values/failure.ts'
import type { CheckFinding, Connected, Io } from '../../adapter.ts'
import { connectedFiles } from '../connected-files.ts'
import type { fileOperations } from '../file-operations.ts'
import { joined, type FileFacts, type FilePlace, type Within } from '../file-place.ts'
import { wrongHostKey } from './failures.ts'
import { openPool, type Pool } from './pool.ts'
import { requestsOf, type Requests } from './requests.ts'
import { checkedLogin, type Settings } from './settings.ts'

/** Ready to read; the first call connects. Raises `misconfigured` when there is nothing to log in with. */
export function connect(settings: Settings, io: Io): Connected<typeof fileOperations> {
  const { sources } = checkedLogin(settings)
  const pool = openPool(settings, io)
  return connectedFiles({
    ...(sources && { sources }),
    place: sftpPlace(settings.path ?? '.', pool),
    io,
    checkDoor: (within) => checkDoor(settings, pool, within),
    close: async () => pool.close(),
  })
}

async function checkDoor(
  { host, port = 22, user }: Settings,
  pool: Pool,
  within: Within,
): Promise<readonly CheckFinding[]> {
  const good: readonly CheckFinding[] = [
    { aspect: 'reachable', ok: true, message: `${host}:${String(port)} answers.` },
    { aspect: 'identity', ok: true, message: 'The server shows a key that hostKeys names.' },
    { aspect: 'login', ok: true, message: `${user} was let in.` },
  ]
  try {
    await pool.use('The check', within, async () => undefined)
    return good
  } catch (thrown) {
    const failure = failureOf(thrown)
    if (failure === undefined) throw thrown
    const { kind, code, message } = failure
    const at = code === wrongHostKey ? 1 : kind === 'unauthenticated' || kind === 'misconfigured' ? 2 : 0
    return good.slice(0, at + 1).map((one, n) => (n === at ? { ...one, ok: false, message } : one))
  }
}

/** The files below a folder of the server. */
function sftpPlace(root: string, pool: Pool): FilePlace {
  const at = (path: string): string => (path === '' ? root : `${root.replace(/\/$/, '')}/${path}`)
  const doing = <Result>(
    attempt: string,
    within: Within,
    work: (requests: Requests) => Promise<Result>,
  ): Promise<Result> => pool.use(attempt, within, (session) => work(requestsOf(session)))

  return {
    list: (folder, within) =>
      doing(`Listing ${folder === '' ? 'the folder' : folder}`, within, async (requests) =>
        (await requests.list(at(folder))).flatMap(({ filename, attrs }) =>
          attrs.isFile() ? [factsOf(joined(folder, filename), attrs)] : [],
        ),
      ),
    stat: (path, within) =>
      doing(`Looking for ${path}`, within, async (requests) => {
        const attrs = await ifThere(requests.stat(at(path)))
        return attrs?.isFile() === true ? factsOf(path, attrs) : undefined
      }),
    open: async (path, within) => {
      const held = pool.hold()
      try {
        const handle = await held.use(`Opening ${path}`, within, (session) =>
          requestsOf(session).open(at(path), 'r'),
        )
        return {
          read: async (position, size, time) => {
            // The server forgets the handle with the connection.
            if (!held.isOpen()) throw fail('unreachable', `Reading ${path} failed: the connection broke.`)
            return held.use(`Reading ${path}`, time, (session) =>
              requestsOf(session).read(handle, position, size),
            )
          },
          close: () => closeHandle(held, handle),
        }
      } catch (thrown) {
        held.release()
        throw thrown
      }
    },
    create: (path, bytes, within) =>
      doing(`Writing ${path}`, within, async (requests) => {
        try {
          await writeAll(requests, at(path), bytes)
        } catch (thrown) {
          throw await fullDisk(thrown, { requests, root, path, size: bytes.length })
        }
      }),
    rename: (from, to, within) =>
      doing(`Moving ${from} to ${to}`, within, (requests) => requests.rename(at(from), at(to))),
    makeFolder: (folder, within) =>
      doing(`Making the folder ${folder}`, within, async (requests) => {
        let made = ''
        for (const part of folder.split('/')) {
          made = joined(made, part)
          const attrs = await ifThere(requests.stat(at(made)))
          if (attrs === undefined) await madeByAnother(requests, at(made))
        }
      }),
    remove: (path, within) =>
      doing(
        `Deleting ${path}`,
        within,
        async (requests) => (await ifThere(requests.remove(at(path)).then(() => true))) === true,
      ),
  }
}

async function closeHandle(held: ReturnType<Pool['hold']>, handle: Buffer): Promise<void> {
  const within = { deadline: new Date(8_640_000_000_000_000), signal: AbortSignal.timeout(5_000) }
  try {
    if (held.isOpen()) await held.use('Closing', within, (session) => requestsOf(session).close(handle))
  } catch (thrown) {
    if (failureOf(thrown) === undefined) throw thrown
  } finally {
    held.release()
  }
}

async function writeAll(requests: Requests, path: string, bytes: Uint8Array): Promise<void> {
  const handle = await requests.open(path, 'w')
  try {
    await requests.write(handle, bytes)
    await requests.sync(handle)
  } finally {
    await requests.close(handle)
  }
}

interface Written {
  readonly requests: Requests
  readonly root: string
  readonly path: string
  readonly size: number
}

/** A server whose disk is full says no more than that it failed: its free space says why. */
async function fullDisk(thrown: unknown, { requests, root, path, size }: Written): Promise<unknown> {
  if (statusOf(thrown) !== failureStatus) return thrown
  const free = await requests.freeBytes(root).catch(() => Infinity)
  if (free > size) return thrown
  return fail('unreachable', `Writing ${path} failed: the disk of the server is full.`, {
    code: 'NO_SPACE',
    cause: thrown,
  })
}

async function madeByAnother(requests: Requests, path: string): Promise<void> {
  try {
    await requests.makeFolder(path)
  } catch (thrown) {
    const attrs = await ifThere(requests.stat(path))
    if (attrs?.isDirectory() !== true) throw thrown
  }
}

/** Codes of a status reply. */
const noSuchFile = 2
const failureStatus = 4

async function ifThere<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked
  } catch (thrown) {
    if (statusOf(thrown) !== noSuchFile) throw thrown
    return undefined
  }
}

function statusOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
}

function factsOf(
  path: string,
  { size, mtime }: { readonly size: number; readonly mtime: number },
): FileFacts {
  return { path, sizeBytes: size, modifiedMs: mtime * 1000 }
}
