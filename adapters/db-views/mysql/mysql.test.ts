/** What is special about MySQL, against the simulated CRM; the suite of the kind runs on a real server too. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import type { Connected } from '../../adapter.ts'
import type { viewOperations } from '../view-operations.ts'
import { mysql } from './index.ts'
import { settingsExample } from './settings.ts'
import { startSimulator, type MysqlSimulator } from './simulator.ts'

describe('MySQL', () => {
  const io = openAdapterIo()
  let simulator: MysqlSimulator
  let connected: Connected<typeof viewOperations>

  before(async () => {
    simulator = await startSimulator()
    const { host, port, user, password, database } = simulator
    const settings = { ...settingsExample, host, port, user, password, database, tls: 'disable' as const }
    connected = mysql.connect(settings, io) as Connected<typeof viewOperations>
  })
  after(async () => {
    await connected.close?.()
    await simulator.close()
    await io.close()
  })

  const rows = async (where: Readonly<Record<string, string>>): Promise<readonly object[]> =>
    (await connected.client.queryView({ view: 'customers', where }, adapterCall())).rows

  it('gives decimals and large numbers as they are written, and Persian text to the letter', async () => {
    await simulator.sql(`UPDATE customers SET credit_limit = 123456789012345678.90, city = 'ری' WHERE id = 1`)
    const { row } = await connected.client.lookup({ view: 'customers', externalId: '1' }, adapterCall())
    const { credit_limit: limit, city } = row as Readonly<Record<string, unknown>>
    assert.deepEqual([limit, city], ['123456789012345678.90', 'ری'])
  })

  it('takes quotes and backslashes for what they are: parts of a value', async () => {
    const city = `ری' OR 1=1 -- \\' "`
    assert.deepEqual(await rows({ city }), [])
    await simulator.sql(`UPDATE customers SET city = $$${city}$$ WHERE id = 2`)
    assert.equal((await rows({ city })).length, 1)
  })
})
