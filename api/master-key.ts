/** The master key of a hub with an embedded database: made at the first start and kept beside the data. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { keyRing, type KeyRing } from '../engine/connections/secrets.ts'
import type { Settings } from './settings.ts'

/** The keys that seal secrets. Throws when the database is shared and no key is set: processes must agree on it. */
export async function masterKeys(settings: Settings): Promise<KeyRing> {
  if (settings.masterKey !== undefined) return keyRing(settings.masterKey)
  if (settings.mongodbUri !== undefined) {
    throw new Error(
      'PEYVAND_MASTER_KEY is not set. It seals the secrets of connections; make one with "openssl rand -base64 32" and give it to every process of the hub.',
    )
  }
  const path = join(settings.dataFolder, 'master-key')
  await mkdir(settings.dataFolder, { recursive: true })
  const made = `local:${randomBytes(32).toString('base64')}`
  // Only the first start writes; whoever comes later reads what is there.
  await writeFile(path, made, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    if (!isThere) throw error
  })
  return keyRing((await readFile(path, 'utf8')).trim())
}
