/**
 * Logical decoding against a PostgreSQL of its own, with `wal_level = logical`: started from the server's binaries, which
 * Debian has in postgresql-15. The kind's suite, and what is special to slots.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import pg from 'pg'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { failureFrom } from '../../../test/harness/outside-world.ts'
import { ownPostgres, postgresBinaries, type OwnServer } from '../../../test/harness/own-servers.ts'
import type { Connected, PolledPage, Poller, SourceRecordBody } from '../../adapter.ts'
import { describeChangeReading } from '../view-changes.conformance.ts'
import type { ViewSettings } from '../view-settings.ts'
import { postgres } from './index.ts'
import type { Settings } from './settings.ts'

const binaries = postgresBinaries()
const slot = 'peyvand_changing'

if (binaries === undefined)
  it('reads by logical decoding', { skip: 'no initdb and postgres are installed' }, () => undefined)
else describe('a PostgreSQL with logical decoding', () => ownServer(binaries))

function ownServer(place: string): void {
  const io = openAdapterIo()
  let server: OwnServer
  let owner: pg.Client
  const sql = (text: string): Promise<unknown> => owner.query(text)
  const open = async (user: string): Promise<pg.Client> => {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: server.port,
      user,
      database: 'postgres',
      ssl: false,
    })
    client.on('error', () => undefined)
    await client.connect()
    return client
  }
  const dropSlot = (): Promise<unknown> =>
    sql(`SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '${slot}'`)
  const settings = (): Omit<Settings, 'views'> => ({
    ...{ host: '127.0.0.1', port: server.port, user: 'hub', password: 'unused', database: 'postgres' },
    tls: 'disable',
  })
  const changes = { slot, publication: 'for hub' }
  const view: ViewSettings = {
    ...{ view: 'changing_view', type: 'person', externalId: 'id', id: 'id', pageSize: 2 },
    mapping: { city: 'city' },
    changes: { table: 'changing', ...changes },
  }
  const opened: Connected[] = []
  const connected = async (more: Partial<ViewSettings> = {}): Promise<Connected> => {
    const one = await postgres.connect({ ...settings(), views: { changing: { ...view, ...more } } }, io)
    opened.push(one)
    return one
  }
  const pollerOf = async (more: Partial<ViewSettings> = {}): Promise<Poller> =>
    (await connected(more)).sources?.['changing'] as Poller

  before(async () => {
    server = await ownPostgres(place, { wal_level: 'logical', max_replication_slots: '4' })
    owner = await open('postgres')
    await sql(`CREATE TABLE changing (id bigint PRIMARY KEY, city text);
      CREATE TABLE other (id int PRIMARY KEY, city text);
      CREATE VIEW changing_view AS SELECT * FROM changing;
      CREATE PUBLICATION "for hub" FOR TABLE changing, other;
      CREATE ROLE hub LOGIN REPLICATION; GRANT SELECT ON changing_view TO hub`)
  })
  after(async () => {
    for (const one of opened) await one.close?.()
    await owner.end()
    await server.close()
    await io.close()
  })

  describeChangeReading(async () => ({
    ...{ table: 'changing', view: 'changing_view', changes, sql, lose: dropSlot, forget: dropSlot },
    connect: async (views) => postgres.connect({ ...settings(), views }, io),
    close: async () => undefined,
  }))

  describe('and its slot', () => {
    before(() => sql('DELETE FROM changing'))
    after(dropSlot)
    const confirmed = async (): Promise<string> => {
      const { rows } = (await sql(
        `SELECT confirmed_flush_lsn::text AS lsn FROM pg_replication_slots WHERE slot_name = '${slot}'`,
      )) as pg.QueryResult<{ lsn: string }>
      return rows[0]?.lsn ?? ''
    }
    const settled = async (poller: Poller, from?: string): Promise<PolledPage> => {
      let page = await poller.poll(from, adapterCall())
      while (page.more) page = await poller.poll(page.cursor, adapterCall())
      return page
    }

    it('stands still until what was read is stored, which the next poll says', async () => {
      const poller = await pollerOf()
      const { cursor } = await settled(poller)
      const { cursor: quiet } = await settled(poller, cursor)
      const before = await confirmed()
      await sql(`INSERT INTO changing VALUES (1, 'ری')`)
      const page = await poller.poll(quiet, adapterCall())
      assert.equal(page.items.length, 1)
      const again = await poller.poll(quiet, adapterCall())
      assert.deepEqual(again.items, page.items)
      await settled(poller, page.cursor)
      assert.notEqual(await confirmed(), before, 'and then it moves on')
    })

    it('moves on when others write much, so that the server need not keep it', async () => {
      const poller = await pollerOf()
      const { cursor } = await settled(poller)
      const before = await confirmed()
      await sql(`CREATE TABLE unpublished AS SELECT generate_series(1, 5000) AS id`)
      await settled(poller, (await settled(poller, cursor)).cursor)
      assert.notEqual(await confirmed(), before)
      const findings = await (await connected()).check(adapterCall())
      assert.match(
        findings.map(({ message }) => message).join('\n'),
        /The server keeps \d+ bytes of its log for the slot peyvand_changing/,
      )
    })

    it('tells how much the server keeps for it, and since when there is something to read (INT-03)', async () => {
      const poller = await pollerOf()
      const { cursor } = await settled(poller)
      const begun = Date.now()
      for (let id = 100; id < 110; id += 1) await sql(`INSERT INTO changing VALUES (${id}, 'ری')`)
      const page = await poller.poll(cursor, adapterCall())
      assert.equal(page.more, true)
      const at = Date.parse(page.backlog?.oldestAt ?? '')
      assert.ok(at >= begun - 1 && at <= Date.now(), page.backlog?.oldestAt)
      assert.equal((await settled(poller, page.cursor)).backlog?.oldestAt, undefined)
    })

    it('is in danger when the server keeps more for it than it may (INT-03)', async () => {
      const { cursor: end } = await settled(await pollerOf())
      const slow = await open('postgres')
      await slow.query(`BEGIN; INSERT INTO changing VALUES (120, 'قم')`)
      await sql(
        `CREATE TABLE much AS SELECT repeat(md5(id::text), 20) AS word FROM generate_series(1, 8000) id`,
      )
      const changed = { changes: { table: 'changing', ...changes, maxKeptBytes: 1_048_576 } }
      const { backlog } = await settled(await pollerOf(changed), end)
      assert.ok((backlog?.keptBytes ?? 0) > 1_048_576, String(backlog?.keptBytes))
      assert.match(
        backlog?.danger ?? '',
        /keeps \d+ bytes .* peyvand_changing, more than 1048576: .*maxKeptBytes/,
      )
      const findings = await (await connected(changed)).check(adapterCall())
      assert.ok(findings.some(({ ok, message }) => !ok && message.includes('more than 1048576')))
      await slow.query('ROLLBACK')
      await slow.end()
      await sql('DROP TABLE much')
    })

    it('says why its changes are lost: the server has invalidated it, or somebody dropped it (INT-03)', async () => {
      const poller = await pollerOf()
      const { cursor } = await settled(poller)
      await sql(`ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'; `)
      await sql('SELECT pg_reload_conf()')
      for (let times = 0; times < 3; times += 1) {
        await sql(`INSERT INTO changing VALUES (${200 + times}, 'ری')`)
        await sql('SELECT pg_switch_wal()')
      }
      await sql('CHECKPOINT')
      const findings = await (await connected()).check(adapterCall())
      assert.ok(findings.some(({ ok, message }) => !ok && /wal_status = lost/.test(message)))
      const lost = await failureFrom(poller.poll(cursor, adapterCall()))
      assert.equal(lost.code, 'CHANGES_LOST')
      assert.match(
        lost.message,
        /invalidated .* peyvand_changing \(wal_status = lost.*raise max_slot_wal_keep_size/,
      )
      await sql('ALTER SYSTEM RESET max_slot_wal_keep_size')
      await sql('SELECT pg_reload_conf()')
      const again = await settled(poller, cursor)
      assert.equal(again.backlog?.danger, undefined, 'made anew it is well')
      await dropSlot()
      const gone = await failureFrom(poller.poll(again.cursor, adapterCall()))
      assert.match(gone.message, /peyvand_changing is gone: somebody dropped it/)
      await settled(poller, again.cursor)
    })

    it('waits for a transaction that is open, and hands out those beside it', async () => {
      const poller = await pollerOf()
      let { cursor } = await settled(poller)
      const slow = await open('postgres')
      await slow.query(`BEGIN; INSERT INTO changing VALUES (20, 'قم')`)
      await sql(`INSERT INTO changing VALUES (21, 'یزد')`)
      const idsOf = (page: PolledPage): readonly string[] =>
        page.items.map(({ body }) => (body as SourceRecordBody).externalId)
      const first = await poller.poll(cursor, adapterCall())
      assert.deepEqual(idsOf(first), ['21'])
      cursor = (await settled(poller, first.cursor)).cursor
      await slow.query('COMMIT')
      await slow.end()
      assert.deepEqual(idsOf(await poller.poll(cursor, adapterCall())), ['20'])
    })

    it('tells of a key that was changed itself as gone and come', async () => {
      const poller = await pollerOf()
      const { cursor } = await settled(poller)
      await sql(`INSERT INTO changing VALUES (30, 'بم'); UPDATE changing SET id = 31 WHERE id = 30`)
      const told: string[] = []
      let page = await poller.poll(cursor, adapterCall())
      for (;;) {
        told.push(
          ...page.items.map(
            ({ body }) => `${'deleted' in body ? '-' : '+'}${(body as SourceRecordBody).externalId}`,
          ),
        )
        if (!page.more) break
        page = await poller.poll(page.cursor, adapterCall())
      }
      assert.deepEqual([...new Set(told)], ['-30', '+31'])
    })

    it('reads all again when the table is emptied at once', async () => {
      const poller = await pollerOf()
      const { cursor } = await settled(poller)
      await sql(`TRUNCATE changing; INSERT INTO changing VALUES (40, 'بم')`)
      assert.equal((await failureFrom(poller.poll(cursor, adapterCall()))).code, 'CHANGES_LOST')
      assert.equal(
        (await poller.poll((await poller.poll(cursor, adapterCall())).cursor, adapterCall())).items.length,
        1,
      )
    })

    it('says what is missing: a publication with the table, or the right to read the log', async () => {
      const missing = { changes: { table: 'changing', slot: 'peyvand_none', publication: 'none' } }
      const failure = await failureFrom((await pollerOf(missing)).poll(undefined, adapterCall()))
      assert.deepEqual([failure.kind, /ALTER PUBLICATION/.test(failure.message)], ['misconfigured', true])
      await sql(`CREATE ROLE plain LOGIN; GRANT SELECT ON changing_view TO plain`)
      const plain = await postgres.connect({ ...settings(), user: 'plain', views: { changing: view } }, io)
      opened.push(plain)
      const poller = plain.sources?.['changing'] as Poller
      assert.equal((await failureFrom(poller.poll(undefined, adapterCall()))).code, '42501')
    })
  })
}
