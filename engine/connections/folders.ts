/** Which folders of this machine connections may use: those that the hub was given, and what is below them. */
import { realpath, stat } from 'node:fs/promises'
import { sep } from 'node:path'

import type { Io } from '../../adapters/adapter.ts'
import { fail } from '../values/failure.ts'

/** Gives folders that are one of `allowed` or below one; links count where they lead to. */
export function folderAmong(allowed: readonly string[]): Io['folder'] {
  return async (path) => {
    if (allowed.length === 0) {
      throw fail('misconfigured', `The hub may use no folder; set PEYVAND_FOLDERS to one that holds ${path}.`)
    }
    const real = await realFolder(path)
    for (const one of allowed) {
      const root = await realFolder(one)
      if (real === root || real.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) return real
    }
    const message = `The folder ${path} is not below those that the hub may use (PEYVAND_FOLDERS).`
    throw fail('misconfigured', message)
  }
}

async function realFolder(path: string): Promise<string> {
  try {
    const real = await realpath(path)
    if ((await stat(real)).isDirectory()) return real
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw fail('misconfigured', `The folder ${path} cannot be reached (${code}).`, { code, cause })
  }
  throw fail('misconfigured', `${path} is not a folder.`)
}
