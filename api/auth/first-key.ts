/** The first key of a hub that nobody has given one: made once, printed once. Only with an embedded database. */
import type { Settings } from '../settings.ts'
import type { ApiKeys } from './api-keys.ts'

/** Makes and prints the key unless there are keys already, an admin key is set, or the database is shared. */
export async function firstKey(ports: {
  readonly keys: ApiKeys
  readonly settings: Settings
  readonly write: (text: string) => void
}): Promise<void> {
  const { keys, settings, write } = ports
  if (settings.adminKey !== undefined || settings.mongodbUri !== undefined) return
  if ((await keys.list({ limit: 1 })).items.length > 0) return
  const maker = { id: 'first-start', scopes: new Set(['*']) }
  const { key } = await keys.make({ name: 'admin', scopes: ['*'] }, maker)
  write(`\nYour API key, shown only now: ${key}\n\n`)
}
