/** The files of a folder of this machine. Every path is held against where the folder really is. */
import { constants } from 'node:fs'
import { mkdir, open, readdir, realpath, rename, stat, unlink } from 'node:fs/promises'
import { join, sep } from 'node:path'

import { fail, failureOf } from '../../../engine/values/failure.ts'
import type { CheckFinding, Connected, Io } from '../../adapter.ts'
import { connectedFiles } from '../connected-files.ts'
import type { fileOperations } from '../file-operations.ts'
import { folderOfPath, joined, nameOf, type FileFacts, type FilePlace, type Within } from '../file-place.ts'
import { inTime } from '../in-time.ts'
import { failureFor } from './failures.ts'
import type { Settings } from './settings.ts'

/** Ready to read. The folder is looked for with each call: a drive may be mounted later. */
export function connect({ path, sources }: Settings, io: Io): Connected<typeof fileOperations> {
  const root = (): Promise<string> => io.folder(path)
  return connectedFiles({
    ...(sources && { sources }),
    place: folderPlace(root, io),
    io,
    checkDoor: () => checkDoor(path, root),
    close: async () => undefined,
  })
}

async function checkDoor(path: string, root: () => Promise<string>): Promise<readonly CheckFinding[]> {
  try {
    return [{ aspect: 'reachable', ok: true, message: `${path} is there (${await root()}).` }]
  } catch (thrown) {
    const failure = failureOf(thrown)
    if (failure === undefined) throw thrown
    return [{ aspect: 'reachable', ok: false, message: failure.message }]
  }
}

function folderPlace(root: () => Promise<string>, { clock }: Io): FilePlace {
  const doing = <Result>(attempt: string, within: Within, work: () => Promise<Result>): Promise<Result> =>
    inTime(attempt, () => work().catch((thrown: unknown) => Promise.reject(failureFor(thrown, attempt))), {
      within,
      clock,
    })

  /** Where a folder really is. Raises `refused` when a link leads out of the connection's own. */
  async function realFolder(folder: string): Promise<string> {
    const home = await root()
    const real = await realpath(join(home, folder))
    if (real === home || real.startsWith(home.endsWith(sep) ? home : `${home}${sep}`)) return real
    throw fail('refused', `${folder} leads out of the folder of the connection.`, { code: 'UNSAFE_PATH' })
  }

  async function realPath(path: string): Promise<string> {
    return join(await realFolder(folderOfPath(path)), nameOf(path))
  }

  async function factsOf(path: string, real: string): Promise<FileFacts | undefined> {
    // A link is no plain file: where it leads to may be anything.
    const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const found = await file.stat()
      return found.isFile()
        ? { path, sizeBytes: found.size, modifiedMs: Math.trunc(found.mtimeMs) }
        : undefined
    } finally {
      await file.close()
    }
  }

  return {
    list: (folder, within) =>
      doing(`Listing ${folder === '' ? 'the folder' : folder}`, within, async () => {
        const real = await realFolder(folder)
        const files: FileFacts[] = []
        for (const entry of await readdir(real, { withFileTypes: true })) {
          if (!entry.isFile()) continue
          const found = await stat(join(real, entry.name)).catch(goneMeanwhile)
          if (found === undefined) continue
          const path = joined(folder, entry.name)
          files.push({ path, sizeBytes: found.size, modifiedMs: Math.trunc(found.mtimeMs) })
        }
        return files
      }),
    stat: (path, within) =>
      doing(`Looking for ${path}`, within, async () => {
        try {
          return await factsOf(path, await realPath(path))
        } catch (thrown) {
          return goneMeanwhile(thrown)
        }
      }),
    open: (path, within) =>
      doing(`Opening ${path}`, within, async () => {
        const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
        const file = await open(await realPath(path), flags)
        return {
          read: (position, size, time) =>
            doing(`Reading ${path}`, time, async () => {
              const buffer = Buffer.allocUnsafe(size)
              const { bytesRead } = await file.read(buffer, 0, size, position)
              return buffer.subarray(0, bytesRead)
            }),
          close: () => file.close(),
        }
      }),
    create: (path, bytes, within) =>
      doing(`Writing ${path}`, within, async () => {
        const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants
        const file = await open(await realPath(path), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o640)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
      }),
    rename: (from, to, within) =>
      doing(`Moving ${from} to ${to}`, within, async () => rename(await realPath(from), await realPath(to))),
    makeFolder: (folder, within) =>
      doing(`Making the folder ${folder}`, within, async () => {
        let made = ''
        for (const part of folder.split('/')) {
          const real = await realFolder(made)
          await mkdir(join(real, part)).catch((thrown: unknown) => {
            if (codeOf(thrown) !== 'EEXIST') throw thrown
          })
          made = joined(made, part)
        }
      }),
    remove: (path, within) =>
      doing(`Deleting ${path}`, within, async () => {
        try {
          await unlink(await realPath(path))
          return true
        } catch (thrown) {
          goneMeanwhile(thrown)
          return false
        }
      }),
  }
}

/** What is not there, or is a link, is no file; anything else is thrown again. */
function goneMeanwhile(thrown: unknown): undefined {
  if (!['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(thrown) ?? '')) throw thrown
  return undefined
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined
}
