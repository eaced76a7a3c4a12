/**
 * A file is read while the hub is killed in the middle of it, again and again: every row becomes one statement, none is
 * told twice, none is missing, and the file is moved only when all its rows are stored.
 */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

import { startSimulator, type FolderSimulator } from '../../adapters/files/folder/simulator.ts'
import { hubClient, type HubClient } from '../../api/cli/hub-client.ts'
import { testDatabase, type TestDatabase } from '../harness/database.ts'
import { hubIdentity, hubSuccession, type HubProcess, type HubSuccession } from '../harness/hub-process.ts'

const rows = 160
const badRows = 3
const pageSize = 10
/** Rows that are stored when the hub is killed; the last kill is between the last row and the move. */
const killedAt = [30, 90, rows]

let database: TestDatabase
let folder: FolderSimulator
let hubs: HubSuccession
let hub: HubProcess
let api: HubClient

before(async () => {
  database = await testDatabase()
  folder = await startSimulator()
  const identity = await hubIdentity()
  hubs = hubSuccession({
    ...identity,
    mongodbUri: database.uri,
    environment: { PEYVAND_FOLDERS: folder.path, PEYVAND_LEASE_MS: '500', PEYVAND_AGENDA: 'off' },
  })
  hub = await hubs.next()
  api = hubClient(hub.url, identity.adminKey)
})
after(async () => {
  await hub.kill()
  await hubs.close()
  await folder.close()
  await database.close()
})

const settings = (): Readonly<Record<string, unknown>> => ({
  path: folder.path,
  sources: {
    customers: {
      folder: 'export',
      include: ['*.csv'],
      format: { kind: 'csv' },
      type: 'person',
      externalId: 'id',
      mapping: { id: 'customerNumber', name: 'fullName', balance: { field: 'balanceRial', as: 'rial' } },
      ready: { by: 'rename' },
      after: { do: 'move', to: 'archive' },
      pageSize,
      everyMs: 100,
    },
  },
})

/** Good rows, and among them some whose balance is none. */
function csv(): string {
  const lines = Array.from({ length: rows + badRows }, (_, n) => {
    const isBad = n % 50 === 40 && n / 50 < badRows
    return `${String(n)},مشتری ${String(n)},${isBad ? 'none' : String(n * 1_000)}`
  })
  return ['id,name,balance', ...lines, ''].join('\n')
}

const count = (collection: string): Promise<number> =>
  database.connection.collection(collection).countDocuments()

async function reached(isSo: () => Promise<boolean>, words: string): Promise<void> {
  const giveUpAt = Date.now() + 180_000
  while (!(await isSo())) {
    assert.ok(Date.now() < giveUpAt, `${words}; the hub says:\n${hub.complaints.slice(-5).join('\n')}`)
    await pause(5)
  }
}

describe('a file that is read while the hub is killed', () => {
  it('becomes each row once, and is moved when all are stored', async () => {
    await folder.put('export/customers.csv', csv())
    await api.put('/v1/connections/accounting', { adapter: 'folder', settings: settings() as never })
    for (const at of killedAt) {
      await reached(async () => (await count('sourceRecords')) >= at, `${String(at)} rows are stored`)
      await hub.kill()
      const stored = await count('sourceRecords')
      if (at < rows) {
        assert.ok(
          stored < rows,
          `the kill at ${String(at)} rows is in the middle: ${String(stored)} are stored`,
        )
        assert.deepEqual(await folder.files(), ['export/customers.csv'], 'what is not stored is not moved')
      }
      hub = await hubs.next()
    }
    const archived = join(folder.path, 'archive', 'customers.csv')
    await reached(() => Promise.resolve(existsSync(archived)), 'the file is moved in the end')
    assert.deepEqual(await folder.files(), ['archive/customers.csv'])
    const unsettled = { sweptAt: { $exists: false } }
    await reached(
      async () => (await database.connection.collection('settlements').countDocuments(unsettled)) === 0,
      'every record is in its profile',
    )

    const records = await database.connection.collection('sourceRecords').find().toArray()
    assert.equal(new Set(records.map(({ externalId }) => String(externalId))).size, rows)
    assert.equal(records.length, rows, 'no row is lost')
    const twice = records.filter(({ revision }) => revision !== 1)
    assert.deepEqual(
      twice.map(({ externalId }) => String(externalId)),
      [],
      'no row was stored twice',
    )
    const profiles = await database.connection.collection('profiles').find().toArray()
    assert.deepEqual([profiles.length, profiles.filter(({ version }) => version !== 1).length], [rows, 0])
    assert.equal(await count('profileChanges'), rows, 'every profile is told once')
    assert.equal(await count('refusedRecords'), badRows)
  })
})
