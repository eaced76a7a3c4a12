/** Oracle, as far as the simulated server can show it. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { failureOf } from '../../../engine/values/failure.ts'
import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import type { Connected, Poller } from '../../adapter.ts'
import { drained } from '../view-source.conformance.ts'
import type { viewOperations } from '../view-operations.ts'
import { oracle } from './index.ts'
import { settingsExample, type Settings } from './settings.ts'
import { startSimulator, type OracleSimulator } from './simulator.ts'

describe('a connection to Oracle', () => {
  const io = openAdapterIo()
  const opened: Connected[] = []
  let crm: OracleSimulator
  before(async () => {
    crm = await startSimulator()
  })
  after(async () => {
    for (const one of opened) await one.close?.()
    await crm.close()
    await io.close()
  })
  const connected = (more: Partial<Settings> = {}): Connected<typeof viewOperations> => {
    const { host, port, user, password, database } = crm
    const settings = { ...settingsExample, host, port, user, password, database, tls: 'disable' as const }
    const made = oracle.connect({ ...settings, ...more }, io) as Connected<typeof viewOperations>
    opened.push(made)
    return made
  }
  const failing = async (attempt: Promise<unknown>): Promise<readonly unknown[]> => {
    const thrown = await attempt.then(
      () => assert.fail('it should have failed'),
      (error: unknown) => error,
    )
    const failure = failureOf(thrown)
    if (!failure) throw thrown
    return [failure.kind, failure.code]
  }
  const count = (more: Partial<Settings> = {}): Promise<unknown> =>
    connected(more).client.countView({ view: 'customers' }, adapterCall())

  it('gives decimals and large numbers as they are written, Persian to the letter, and no text as none', async () => {
    await crm.sql(
      `UPDATE customers SET credit_limit = 123456789012345678.05, city = 'ری', address = '' WHERE id = 1`,
    )
    const { row } = await connected().client.lookup({ view: 'customers', externalId: '1' }, adapterCall())
    const { credit_limit: limit, city, address } = row ?? {}
    assert.deepEqual([limit, city, address], ['123456789012345678.05', 'ری', null])
  })

  it('says by its number what the server refused', async () => {
    assert.deepEqual(await failing(count({ password: 'wrong' })), ['unauthenticated', '1017'])
    assert.deepEqual(await failing(count({ database: 'other' })), ['misconfigured', '12514'])
    crm.misbehave({ kind: 'locked', operation: 'password' })
    assert.deepEqual(await failing(count()), ['unauthenticated', '28000'])
    crm.misbehave({ kind: 'deadlock', operation: 'read' })
    assert.deepEqual(await failing(count()), ['unreachable', '60'])
  })

  it('takes quotes for what they are: parts of a value', async () => {
    const where = { city: `ری' OR 1=1 -- "` }
    const { rows } = await connected().client.queryView({ view: 'customers', where }, adapterCall())
    assert.deepEqual(rows, [])
  })

  it('polls all customers in the order of their changes', async () => {
    const poller = connected().sources?.['customers'] as Poller
    const { ids, bodies } = await drained(poller)
    assert.equal(ids.length, 50)
    const { version, data = {} } = bodies[1] ?? {}
    assert.equal(version, '2026-01-05T08:02:00.000014Z')
    assert.match(data['birthOn'] as string, /^\d{4}-\d\d-\d\d$/)
  })
})
