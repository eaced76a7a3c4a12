/**
 * Against a server of its own: PGHOST and PGPORT (default 127.0.0.1:5432), user PGUSER (default postgres), PGPASSWORD
 * where it asks for one. Everything happens in a schema with a name of its own, which is dropped at the end.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'

import pg from 'pg'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { failureFrom, soon } from '../../../test/harness/outside-world.ts'
import type { Call, Connected, Poller } from '../../adapter.ts'
import { describeRowFiles, largeColumns, largeRows } from '../row-files.conformance.ts'
import { describeWatchedView } from '../view-source.conformance.ts'
import { drained, watchedView } from '../watched-view.conformance.ts'
import type { ViewSettings } from '../view-settings.ts'
import { postgres } from './index.ts'
import type { Settings } from './settings.ts'
import { watchedColumns, watchedTable } from './watched-table.conformance.ts'

const host = process.env['PGHOST'] ?? '127.0.0.1'
const port = Number(process.env['PGPORT'] ?? 5432)
const user = process.env['PGUSER'] ?? 'postgres'
const password = process.env['PGPASSWORD'] ?? 'unused'
const database = process.env['PGDATABASE'] ?? 'postgres'

const name = `peyvand_${randomBytes(6).toString('hex')}`
const server = { host, port, user, password, database }
const absence = await connectAsOwner().then(
  (client) => client.end().then(() => undefined),
  (thrown: Error) => `no PostgreSQL for ${user} at ${host}:${port}: ${thrown.message}`,
)

if (absence === undefined) describe('a real PostgreSQL server', realServer)
else it('reads from a real PostgreSQL server', { skip: absence }, () => undefined)

function realServer(): void {
  const io = openAdapterIo()
  let owner: pg.Client
  const sql = (text: string): Promise<pg.QueryResult<Record<string, unknown>>> => owner.query(text)
  before(async () => {
    owner = await connectAsOwner()
    await sql(`CREATE SCHEMA ${name}`)
    await sql(`CREATE TABLE ${name}.watched (${watchedColumns})`)
  })
  after(async () => {
    await io.close()
    await sql(`DROP SCHEMA ${name} CASCADE`)
    await sql(`DROP ROLE IF EXISTS ${name}, ${name}_reader`)
    await owner.end()
  })

  const settings = { ...server, tls: 'disable' as const }
  describeWatchedView(async () =>
    watchedTable({
      settings,
      table: `${name}.watched`,
      io,
      sql: (text) => sql(text),
      close: async () => undefined,
    }),
  )

  const reader = `${name}_reader`
  describeRowFiles(async () => {
    await sql(`CREATE TABLE ${name}.large (${largeColumns})`)
    await sql(`INSERT INTO ${name}.large ${largeRows(200_000)}`)
    await sql(`CREATE ROLE ${reader} LOGIN PASSWORD 'a-password'; GRANT USAGE ON SCHEMA ${name} TO ${reader}`)
    await sql(`GRANT SELECT ON ${name}.large TO ${reader}`)
    const login = { user: reader, password: 'a-password' }
    const sessions = `pg_stat_activity WHERE usename = '${reader}'`
    return {
      table: `${name}.large`,
      count: 200_000,
      connect: (more, ownIo) =>
        postgres.connect({ ...settings, ...login, ...more, views: {} }, ownIo) as Connected,
      cut: () => sql(`SELECT pg_terminate_backend(pid) FROM ${sessions}`),
      isIdle: async () => (await sql(`SELECT FROM ${sessions} AND state <> 'idle'`)).rowCount === 0,
      close: async () => undefined,
    }
  })

  const withPoller = async (
    view: Partial<ViewSettings>,
    work: (poller: Poller) => Promise<void>,
  ): Promise<void> => {
    const { deletedColumn: _, ...rest } = watchedView
    const views = { watched: { ...rest, mapping: { id: 'customerNumber' }, ...view } }
    const connected = await postgres.connect({ ...settings, views }, io)
    try {
      await work(connected.sources?.['watched'] as Poller)
    } finally {
      await connected.close?.()
    }
  }

  it('calls a stored procedure, and gives what it answers with', async () => {
    await sql(`CREATE TABLE ${name}.dues (customer text, amount numeric(20, 2))`)
    await sql(`CREATE PROCEDURE ${name}.raise_due(customer text, amount numeric, INOUT total numeric DEFAULT NULL)
      LANGUAGE plpgsql AS $$
      BEGIN
        IF amount <= 0 THEN RAISE EXCEPTION 'nothing is due' USING ERRCODE = 'P0001'; END IF;
        INSERT INTO ${name}.dues VALUES (customer, amount);
        SELECT SUM(dues.amount) INTO total FROM ${name}.dues WHERE dues.customer = raise_due.customer;
      END $$`)
    const raiseDue = {
      title: { en: 'Raise a due', fa: 'ثبت بدهی' },
      sql: `CALL ${name}.raise_due(:customer, :amount)`,
      parameters: { customer: 'text', amount: 'decimal' },
      effect: 'once',
    } as const
    const connected = await postgres.connect({ ...settings, views: {}, commands: { raiseDue } }, io)
    const { raiseDue: call } = connected.client as unknown as {
      readonly raiseDue: (input: object, call: Call) => Promise<{ readonly rows: readonly unknown[] }>
    }
    try {
      await call({ customer: 'مریم', amount: '0.05' }, adapterCall())
      const { rows } = await call({ customer: 'مریم', amount: '123456789012345678.00' }, adapterCall())
      assert.deepEqual(rows, [{ total: '123456789012345678.05' }])
      const failure = await failureFrom(call({ customer: 'مریم', amount: '0.00' }, adapterCall()))
      assert.deepEqual([failure.kind, failure.code], ['refused', 'P0001'])
      assert.equal((await sql(`SELECT FROM ${name}.dues`)).rowCount, 2)
    } finally {
      await connected.close?.()
    }
  })

  it('is made to stop a statement when the time of its call is over', async () => {
    await sql(`CREATE VIEW ${name}.slow AS
      SELECT 1::bigint AS id, now() - interval '1 day' AS updated_at, pg_sleep(60)::text AS ${name} FROM generate_series(1, 3)`)
    const mapping = { id: 'customerNumber', [name]: 'description' }
    await withPoller({ view: `${name}.slow`, mapping, start: '2026-01-01' }, async (poller) => {
      const deadline = new Date(Date.now() + 300)
      const { kind, details } = await failureFrom(poller.poll(undefined, adapterCall({ deadline })))
      assert.deepEqual([kind, details], ['unreachable', { timedOut: true }])
    })
    const running = `SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid() AND query LIKE '%${name}%'`
    const end = Date.now() + 5000
    while ((await sql(running)).rowCount !== 0) assert.ok(Date.now() < end, 'the server still works on it')
  })

  it('is made to stop at once when a call is given up before the first row', async () => {
    const login = { user: reader, password: 'a-password' }
    const queries = { long: { sql: `SELECT pg_sleep(60)::text AS nothing`, into: 'csv' } } as const
    const connected = postgres.connect({ ...settings, ...login, views: {}, queries }, io) as Connected
    const { long } = connected.client as unknown as Readonly<
      Record<string, (input: object, call: Call) => Promise<unknown>>
    >
    const isBusy = async (): Promise<boolean> =>
      (await sql(`SELECT FROM pg_stat_activity WHERE usename = '${reader}' AND wait_event = 'PgSleep'`))
        .rowCount !== 0
    const called = new AbortController()
    const deadline = new Date(Date.now() + 60_000)
    const reading = long?.({}, adapterCall({ deadline, signal: called.signal })) ?? assert.fail()
    const failure = failureFrom(reading)
    await soon(isBusy)
    called.abort()
    assert.equal((await failure).kind, 'unreachable')
    await soon(async () => !(await isBusy()))
    await connected.close?.()
  })

  it('hands out rows of transactions in their order when the watermark is the transaction itself', async () => {
    await sql(
      `CREATE TABLE ${name}.events (id bigint PRIMARY KEY, tx xid8 NOT NULL DEFAULT pg_current_xact_id())`,
    )
    const slow = await connectAsOwner()
    try {
      await withPoller({ view: `${name}.events`, watermark: 'tx' }, async (poller) => {
        await slow.query(`BEGIN; INSERT INTO ${name}.events VALUES (1)`)
        await sql(`INSERT INTO ${name}.events VALUES (2)`)
        const early = await drained(poller)
        assert.deepEqual(early.ids, [], 'the second waits for the first, which is not committed')
        await slow.query('COMMIT')
        assert.deepEqual((await drained(poller, { cursor: early.cursor })).ids, ['1', '2'])
      })
    } finally {
      await slow.end()
    }
  })

  it('reads with ids of every kind', async () => {
    for (const [type, ids] of [
      ['uuid', ['00000000-0000-0000-0000-00000000000a', 'f0000000-0000-0000-0000-000000000000']],
      ['char(6)', ['A1', 'a1', 'ب']],
      ['varchar(20)', ['A-1', 'A1', 'a']],
      ['numeric', ['1.5', '12345678901234567890']],
      ['integer', ['-5', '7']],
    ] as const) {
      await sql(
        `DROP TABLE IF EXISTS ${name}.kinds; CREATE TABLE ${name}.kinds (id ${type}, updated_at timestamp)`,
      )
      const rows = [...ids].reverse().map((id) => `('${id}', '2026-01-01 10:00:00.000001')`)
      await sql(`INSERT INTO ${name}.kinds VALUES ${rows.join(', ')}`)
      await withPoller({ view: `${name}.kinds`, pageSize: 1 }, async (poller) => {
        const read = await drained(poller)
        assert.deepEqual(
          read.ids.map((id) => id.trimEnd()),
          ids,
          type,
        )
        assert.equal(read.versions[0], '2026-01-01T10:00:00.000001')
      })
    }
  })

  it('never writes, whatever a view does', async () => {
    await sql(`CREATE SEQUENCE ${name}.counter`)
    await sql(`CREATE VIEW ${name}.counting AS
      SELECT 1::bigint AS id, now() - interval '1 day' AS updated_at, nextval('${name}.counter')::text AS city`)
    await withPoller({ view: `${name}.counting`, mapping: { city: 'city' } }, async (poller) => {
      const failure = await failureFrom(drained(poller))
      assert.deepEqual([failure.kind, failure.code], ['misconfigured', '25006'])
    })
  })

  it('warns of a superuser, and of a role that may write', async () => {
    const views = { watched: { ...watchedView, view: `${name}.watched` } }
    const finding = async (more: Partial<Settings>): Promise<string> => {
      const connected = await postgres.connect({ ...settings, views, ...more }, io)
      const findings = await connected.check(adapterCall())
      await connected.close?.()
      return findings.map(({ aspect, ok, message }) => `${aspect} ${ok}: ${message}`).join('\n')
    }
    assert.match(await finding({}), /leastPrivilege false: The user is a superuser/)
    await sql(`CREATE ROLE ${name} LOGIN PASSWORD 'a-password'; GRANT USAGE ON SCHEMA ${name} TO ${name}`)
    const role = { user: name, password: 'a-password' }
    assert.match(await finding(role), /leastPrivilege false: The user may not read/)
    await sql(`GRANT SELECT, DELETE ON ${name}.watched TO ${name}`)
    assert.match(await finding(role), /leastPrivilege false: The user may write/)
    await sql(`REVOKE DELETE ON ${name}.watched FROM ${name}`)
    assert.match(await finding(role), /leastPrivilege true/)
  })
}

async function connectAsOwner(): Promise<pg.Client> {
  const client = new pg.Client({ ...server, ssl: false, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
