/** The hub's process: reads the environment, builds, starts, and stops in order. No logic. */
import { registry } from '../adapters/registry.ts'
import { openDatabase } from '../engine/store/database.ts'
import { systemClock } from '../engine/values/clock.ts'
import { firstKey } from './auth/first-key.ts'
import { startHub } from './hub.ts'
import { structuredLog } from './log.ts'
import { masterKeys } from './master-key.ts'
import { settingsFrom } from './settings.ts'

const settings = settingsFrom(process.env)
const log = structuredLog(settings.logLevel)

const keys = await masterKeys(settings)
const database = await openDatabase({
  dataFolder: settings.dataFolder,
  log,
  ...(settings.mongodbUri !== undefined && { uri: settings.mongodbUri }),
})
const hub = await startHub({
  settings,
  database,
  keys,
  registry,
  clock: systemClock,
  log,
  random: Math.random,
})
await firstKey({ keys: hub.apiKeys, settings, write: (text) => process.stdout.write(text) })
log.info('the hub is running', { url: hub.url, docs: `${hub.url}/docs` })

let isStopping = false
async function stop(signal: string): Promise<void> {
  if (isStopping) return
  isStopping = true
  log.info('the hub is stopping', { signal })
  await hub.stop()
  await database.close()
  log.info('the hub has stopped')
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
