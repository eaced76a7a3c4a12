/** Rows of a database view that name no thing, over the API: each waits for a person, and the others go on. */
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'

import { startSimulator, type PostgresSimulator } from '../../adapters/db-views/postgres/simulator.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
let crm: PostgresSimulator

before(async () => {
  hub = await testHub()
  crm = await startSimulator({ people: [] })
  await crm.sql(`CREATE TABLE members (id bigint PRIMARY KEY, code text, first_name text, last_name text,
    updated_at timestamptz(6))`)
  await crm.sql('GRANT SELECT ON members TO hub_reader')
})
after(async () => {
  await hub.close()
  await crm.close()
})

const put = (id: number, code: string | null): Promise<unknown> =>
  crm.sql(`INSERT INTO members VALUES (${String(id)}, ${code === null ? 'NULL' : `'${code}'`}, 'مریم', 'رضایی',
    timestamptz '2026-01-05 08:00:00Z' + ${String(id)} * interval '1 second')`)

async function listed(path: string): Promise<readonly Json[]> {
  return (await hub.api.get<{ items: readonly Json[] }>(path)).items
}

async function source(): Promise<Json> {
  return (await listed('/v1/connections/club/sources'))[0] ?? {}
}

const refused = (): Promise<readonly Json[]> => listed('/v1/refused-records?connection=club')

it('a row of a view without an external id is refused alone, once, and can be set right (INT-03)', async () => {
  await put(1, 'M1')
  await put(2, null)
  await put(3, '')
  await put(4, 'M4')
  const { host, port, database, user, password } = crm
  const view = { view: 'members', type: 'person', externalId: 'code', watermark: 'updated_at', id: 'id' }
  await hub.api.put('/v1/connections/club', {
    adapter: 'postgres',
    settings: {
      ...{ host, port, database, user, password, tls: 'disable', lagMs: 0 },
      views: {
        members: {
          ...view,
          ...{ start: 'beginning', pageSize: 2, everyMs: 1_000 },
          mapping: { first_name: 'firstName' },
          fields: { lastName: 'last_name' },
        },
      },
    },
  })
  await hub.until(async () => (await source())['stored'] === 2, 'the good rows are stored')
  const open = await refused()
  assert.deepEqual(open.map(({ externalId, code, reason }) => [externalId, code, reason]).sort(), [
    ['members, id 2', 'unreadable', 'members, id 2: has no code'],
    ['members, id 3', 'unreadable', 'members, id 3: has no code'],
  ])
  await put(5, 'M5')
  await hub.until(async () => (await source())['stored'] === 3, 'it has polled again')
  const { refused: count, refusedOpen, healthy } = await source()
  assert.deepEqual([count, refusedOpen, healthy], [2, { unreadable: 2 }, true])

  const id = String(open.find(({ externalId }) => externalId === 'members, id 2')?.['id'])
  const because = { reason: 'the card says M2' }
  const again = await hub.api.post(`/v1/refused-records/${id}/retry`, because)
  assert.equal(again['result'], 'refused', 'no settings give it a name')
  const set = await hub.api.post(`/v1/refused-records/${id}/correct`, { externalId: 'M2', ...because })
  assert.equal(set['result'], 'created', JSON.stringify(set))
  const { attributes } = await hub.api.get<{ attributes: Json }>(`/v1/profiles/${String(set['profileId'])}`)
  assert.deepEqual([attributes['firstName'], attributes['lastName']], ['مریم', 'رضایی'])
  assert.deepEqual(
    (await refused()).map(({ externalId }) => externalId),
    ['members, id 3'],
  )
})
