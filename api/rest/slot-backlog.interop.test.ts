/** What a PostgreSQL keeps for a replication slot, over the API: in the state of its source, and in readiness. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import pg from 'pg'

import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { ownPostgres, postgresBinaries, type OwnServer } from '../../test/harness/own-servers.ts'
import { asking } from '../../test/harness/plain-requests.ts'
import type { Json } from '../cli/hub-client.ts'

const binaries = postgresBinaries()

if (binaries === undefined)
  it('a replication slot', { skip: 'no initdb and postgres are installed' }, () => undefined)
else describe('a replication slot', () => ofOwnServer(binaries))

function ofOwnServer(place: string): void {
  let hub: TestHub
  let server: OwnServer
  const clients: pg.Client[] = []

  async function opened(): Promise<pg.Client> {
    const at = { host: '127.0.0.1', port: server.port, user: 'postgres', database: 'postgres', ssl: false }
    const client = new pg.Client(at)
    client.on('error', () => undefined)
    await client.connect()
    clients.push(client)
    return client
  }

  before(async () => {
    hub = await testHub()
    server = await ownPostgres(place, { wal_level: 'logical', max_replication_slots: '2' })
    const owner = await opened()
    await owner.query(`CREATE TABLE members (id bigint PRIMARY KEY, first_name text);
      CREATE PUBLICATION hub FOR TABLE members; CREATE ROLE hub LOGIN REPLICATION;
      GRANT SELECT ON members TO hub`)
  })
  after(async () => {
    await hub.close()
    for (const client of clients) await client.end()
    await server.close()
  })

  it('tells in its source how much the server keeps, and turns readiness red when it is too much (INT-03)', async () => {
    const ask = asking(hub)
    const changes = { table: 'members', slot: 'peyvand_club', publication: 'hub', maxKeptBytes: 1_048_576 }
    await hub.api.put('/v1/connections/club', {
      adapter: 'postgres',
      settings: {
        ...{ host: '127.0.0.1', port: server.port, user: 'hub', password: 'unused', database: 'postgres' },
        tls: 'disable',
        views: {
          members: {
            ...{ view: 'members', type: 'person', externalId: 'id', id: 'id', everyMs: 1_000, changes },
            mapping: { first_name: 'firstName' },
          },
        },
      },
    })
    const source = async (): Promise<Json> =>
      (await hub.api.get<{ items: readonly Json[] }>('/v1/connections/club/sources')).items[0] ?? {}
    const kept = async (): Promise<number> =>
      Number(((await source())['backlog'] as Json | undefined)?.['keptBytes'])
    await hub.until(async () => (await kept()) >= 0, 'it has a backlog')
    assert.equal((await source())['healthy'], true)

    const slow = await opened()
    await slow.query(`BEGIN; INSERT INTO members VALUES (1, 'مریم')`)
    const others = await opened()
    await others.query(
      `CREATE TABLE much AS SELECT repeat(md5(id::text), 20) FROM generate_series(1, 8000) id`,
    )
    await hub.until(async () => (await kept()) > 1_048_576, 'the server keeps much')
    const { healthy, backlog } = await source()
    assert.equal(healthy, false)
    assert.match(String((backlog as Json)['danger']), /slot peyvand_club, more than 1048576/)
    const { status, body } = await ask('GET /readyz', { key: null })
    const red = (body['checks'] as readonly Json[]).filter(({ ok }) => ok === false)
    assert.deepEqual([status, red.map(({ name }) => name)], [503, ['source club/members']])
    assert.match(String(red[0]?.['message']), /end transactions that stay open/)
  })
}
