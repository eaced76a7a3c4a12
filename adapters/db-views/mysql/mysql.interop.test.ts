/**
 * Against a server of its own: MYSQL_HOST and MYSQL_PORT (default 127.0.0.1:3306), user MYSQL_USER (default root),
 * MYSQL_PASSWORD where it asks for one. Everything happens in a database with a name of its own, which is dropped.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'

import mysql2 from 'mysql2/promise'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { failureFrom } from '../../../test/harness/outside-world.ts'
import type { Call, Connected, Poller } from '../../adapter.ts'
import { describeRowFiles, largeTexts } from '../row-files.conformance.ts'
import { describeWatchedView } from '../view-source.conformance.ts'
import { drained, watchedView, type WatchedTable } from '../watched-view.conformance.ts'
import type { viewOperations } from '../view-operations.ts'
import { mysql } from './index.ts'
import { settingsExample, type Settings } from './settings.ts'

const host = process.env['MYSQL_HOST'] ?? '127.0.0.1'
const port = Number(process.env['MYSQL_PORT'] ?? 3306)
const user = process.env['MYSQL_USER'] ?? 'root'
const password = process.env['MYSQL_PASSWORD'] ?? ''
const name = `peyvand_${randomBytes(6).toString('hex')}`

const connectAsOwner = (): Promise<mysql2.Connection> =>
  mysql2.createConnection({
    host,
    port,
    user,
    password,
    connectTimeout: 2000,
    charset: 'utf8mb4',
    timezone: 'Z',
  })

const absence = await connectAsOwner().then(
  (owner) => owner.end().then(() => undefined),
  (thrown: Error) => `no MySQL for ${user} at ${host}:${port}: ${thrown.message}`,
)

if (absence === undefined) describe('a real MySQL or MariaDB server', realServer)
else it('reads from a real MySQL server', { skip: absence }, () => undefined)

function realServer(): void {
  const io = openAdapterIo()
  let owner: mysql2.Connection
  const sql = async (text: string): Promise<unknown> => (await owner.query(text))[0]
  const settings = { host, port, user, password, database: name, tls: 'disable' as const }
  before(async () => {
    owner = await connectAsOwner()
    await sql(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
    await sql(`USE ${name}`)
    await sql(`SET time_zone = '+00:00'`)
    await sql(`CREATE TABLE watched (id bigint PRIMARY KEY, city varchar(100), credit_limit decimal(30, 2),
      birth_on date, deleted tinyint(1), updated_at datetime(6), at timestamp(6) NULL)`)
    await sql(
      `CREATE VIEW seen AS SELECT id, city, credit_limit, birth_on, deleted, at AS updated_at FROM watched`,
    )
  })
  after(async () => {
    await io.close()
    await sql(`DROP DATABASE ${name}`)
    await sql(`DROP USER IF EXISTS ${name}@'%'`)
    await owner.end()
  })

  describeWatchedView(async () => watchedTable(settings, io, sql))

  const reading = `information_schema.processlist WHERE db = '${name}' AND id <> CONNECTION_ID()`
  describeRowFiles(async () => {
    await sql(`CREATE TABLE large (id bigint PRIMARY KEY, big_number bigint, amount decimal(30, 2), city varchar(50),
      old_city varchar(50), note varchar(200), changed_at timestamp(6) NULL)`)
    const { city, oldCity, note } = largeTexts
    await sql(`INSERT INTO large WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 1000)
      SELECT (a.n - 1) * 1000 + b.n, 9007199254740992 + (a.n - 1) * 1000 + b.n,
        12345678901234567000.05 + (a.n - 1) * 1000 + b.n, '${city}', '${oldCity}', IF(b.n % 2 = 0, '${note}', NULL),
        TIMESTAMP'2026-01-05 08:00:00' + INTERVAL ((a.n - 1) * 1000 + b.n) MICROSECOND
      FROM numbers a JOIN numbers b WHERE a.n <= 200`)
    return {
      table: 'large',
      count: 200_000,
      connect: (more, ownIo) => mysql.connect({ ...settings, ...more, views: {} }, ownIo) as Connected,
      cut: async () => {
        const ids = (await sql(`SELECT id FROM ${reading}`)) as readonly { readonly id: number }[]
        for (const { id } of ids) await sql(`KILL ${id}`)
      },
      isIdle: async () => {
        const busy = await sql(`SELECT id FROM ${reading} AND command <> 'Sleep'`)
        return (busy as readonly unknown[]).length === 0
      },
      close: async () => undefined,
    }
  })

  const opened: Connected[] = []
  after(async () => {
    for (const one of opened) await one.close?.()
  })
  const connected = (more: Partial<Settings>): Connected<typeof viewOperations> => {
    const made = mysql.connect(
      { ...settings, views: { watched: { ...watchedView, view: 'seen' } }, ...more },
      io,
    )
    opened.push(made as Connected)
    return made as Connected<typeof viewOperations>
  }

  it('does its commands once, and refuses in the words of the server', async () => {
    await sql('CREATE TABLE customers (id bigint PRIMARY KEY)')
    await sql('INSERT INTO customers VALUES (3)')
    await sql(`CREATE TABLE receipts (reference varchar(100) PRIMARY KEY, customer_id bigint NOT NULL,
      amount decimal(20, 2) NOT NULL, FOREIGN KEY (customer_id) REFERENCES customers (id))`)
    await sql('CREATE TABLE visits (request varchar(200) PRIMARY KEY, customer_id bigint, note varchar(200))')
    const { queries, commands } = settingsExample
    const operations = connected({ ...(queries && { queries }), ...(commands && { commands }) })
      .client as unknown as Readonly<Record<string, (input: object, call: Call) => Promise<unknown>>>
    const run = async (name: string, input: object): Promise<unknown> =>
      operations[name]?.(input, adapterCall())
    const receipt = { reference: `پرداخت '\\"; DROP`, customerId: 3, amount: '123456789012345678.05' }
    assert.deepEqual(await run('postReceiptOutcome', receipt), { outcome: 'notDone' })
    assert.deepEqual(await run('postReceipt', receipt), { changed: 1, rows: [] })
    const kept = { reference: receipt.reference, customer_id: 3, amount: receipt.amount }
    assert.deepEqual(await run('postReceiptOutcome', receipt), {
      outcome: 'done',
      output: { changed: 1, rows: [kept] },
    })
    const failures = [
      ['1062', receipt],
      ['1452', { ...receipt, reference: 'x', customerId: 9 }],
      ['1264', { ...receipt, reference: 'y', amount: '1234567890123456789012.00' }],
    ] as const
    for (const [code, input] of failures) {
      const failure = await failureFrom(run('postReceipt', input))
      assert.deepEqual([failure.kind, failure.code], ['refused', code])
      assert.doesNotMatch(JSON.stringify(failure), /پرداخت/)
    }
    assert.deepEqual(await run('recordVisit', { customerId: 3, note: 'بازدید' }), { changed: 1, rows: [] })
    assert.deepEqual(await run('recordVisit', { customerId: 3, note: 'بازدید' }), { changed: 0, rows: [] })
  })

  it('calls a stored procedure, and gives what it answers with', async () => {
    await sql(
      'CREATE TABLE dues (id bigint AUTO_INCREMENT PRIMARY KEY, customer varchar(50), amount decimal(20, 2))',
    )
    await sql(`CREATE PROCEDURE raise_due(IN customer varchar(50), IN amount decimal(20, 2))
      BEGIN
        IF amount <= 0 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'nothing is due'; END IF;
        INSERT INTO dues (customer, amount) VALUES (customer, amount);
        SELECT dues.customer, SUM(dues.amount) AS total FROM dues WHERE dues.customer = customer GROUP BY dues.customer;
      END`)
    const raiseDue = {
      title: { en: 'Raise a due', fa: 'ثبت بدهی' },
      sql: 'CALL raise_due(:customer, :amount)',
      parameters: { customer: 'text', amount: 'decimal' },
      effect: 'once',
    } as const
    const { raiseDue: call } = connected({ commands: { raiseDue } }).client as unknown as {
      readonly raiseDue: (input: object, call: Call) => Promise<{ readonly rows: readonly unknown[] }>
    }
    await call({ customer: 'مریم', amount: '0.05' }, adapterCall())
    const { rows } = await call({ customer: 'مریم', amount: '123456789012345678.00' }, adapterCall())
    assert.deepEqual(rows, [{ customer: 'مریم', total: '123456789012345678.05' }])
    const failure = await failureFrom(call({ customer: 'مریم', amount: '0.00' }, adapterCall()))
    assert.deepEqual([failure.kind, failure.code], ['refused', '1644'])
    assert.deepEqual(await sql('SELECT COUNT(*) AS n FROM dues'), [{ n: 2 }])
  })

  it('is made to stop a statement when the time of its call is over', async () => {
    await sql(
      `CREATE VIEW slow AS SELECT id, SLEEP(30) AS city, TIMESTAMP'2026-01-01 00:00:00' AS updated_at FROM customers`,
    )
    const { deletedColumn: _, ...view } = watchedView
    const views = { watched: { ...view, view: 'slow', mapping: { city: 'city' } } }
    const poller = connected({ views }).sources?.['watched'] as Poller
    const deadline = new Date(Date.now() + 1000)
    const failure = await failureFrom(poller.poll('{"kind":"all"}', adapterCall({ deadline })))
    assert.deepEqual([failure.kind, failure.details], ['unreachable', { timedOut: true }])
  })

  it('reads Windows-1256 that the database calls Latin-1, and finds it', async () => {
    await sql(
      `CREATE TABLE legacy (id int PRIMARY KEY, city varchar(50) CHARACTER SET latin1, updated_at datetime)`,
    )
    await sql(`INSERT INTO legacy VALUES (1, X'DFD1E3C7E4ED', '2026-01-01'), (2, X'DEE3', '2026-01-01')`)
    const { deletedColumn: _, ...view } = watchedView
    const views = { watched: { ...view, view: 'legacy', mapping: { city: 'city' } } }
    const { client, sources } = connected({ views, textCharset: 'windows-1256' })
    const { bodies } = await drained(sources?.['watched'] as Poller)
    assert.deepEqual(
      bodies.map(({ data }) => data['city']),
      ['كرماني', 'قم'],
    )
    const found = await client.queryView(
      { view: 'watched', where: { city: 'کرمانی' }, columns: ['id'] },
      adapterCall(),
    )
    assert.deepEqual(found.rows, [{ id: 1 }])
  })

  it('asks and writes Windows-1256 that the database calls Latin-1 in declared statements, too', async () => {
    await sql(`CREATE TABLE notes (id varchar(50) PRIMARY KEY, city varchar(50) CHARACTER SET latin1)`)
    const { client } = connected({
      textCharset: 'windows-1256',
      queries: {
        byCity: { sql: 'SELECT id, city FROM notes WHERE city = :city', parameters: { city: 'text' } },
        inQom: { sql: `SELECT id FROM notes WHERE city = 'قم'` },
      },
      commands: {
        note: {
          sql: 'INSERT INTO notes VALUES (:id, :city)',
          parameters: { id: 'text', city: 'text' },
          effect: 'once',
        },
      },
    })
    const operations = client as unknown as Readonly<
      Record<string, (input: object, call: Call) => Promise<unknown>>
    >
    const run = async (name: string, input: object): Promise<unknown> =>
      operations[name]?.(input, adapterCall())
    await run('note', { id: '1', city: 'كرماني' })
    await run('note', { id: '2', city: 'قم' })
    const [kept] = (await sql('SELECT hex(city) AS bytes FROM notes WHERE id = 1')) as readonly object[]
    assert.deepEqual({ ...kept }, { bytes: 'DFD1E3C7E4ED' })
    const found = { rows: [{ id: '1', city: 'كرماني' }], more: false }
    assert.deepEqual(await run('byCity', { city: 'كرماني' }), found)
    assert.deepEqual(await run('inQom', {}), { rows: [{ id: '2' }], more: false })
  })

  it('warns of a user who may do everything, and of one who may write', async () => {
    const finding = async (more: Partial<Settings>): Promise<string> =>
      (await connected(more).check(adapterCall()))
        .map(({ aspect, ok, message }) => `${aspect} ${ok}: ${message}`)
        .join('\n')
    assert.match(await finding({}), /leastPrivilege false: The user is a user who may do everything/)
    await sql(`CREATE USER ${name}@'%' IDENTIFIED BY 'a-password'`)
    await sql(`GRANT SELECT, DELETE ON ${name}.seen TO ${name}@'%'`)
    const role = { user: name, password: 'a-password' }
    assert.match(await finding(role), /leastPrivilege false: The user may write/)
    await sql(`REVOKE DELETE ON ${name}.seen FROM ${name}@'%'`)
    assert.match(await finding(role), /leastPrivilege true/)
    assert.match(await finding({ ...role, password: 'wrong' }), /login false/)
  })
}

function watchedTable(
  settings: Omit<Settings, 'views'>,
  io: ReturnType<typeof openAdapterIo>,
  sql: (text: string) => Promise<unknown>,
): WatchedTable {
  return {
    clear: async () => void (await sql('TRUNCATE watched')),
    put: async (...rows) => {
      const values = rows.map(({ id, city, creditLimit, birthOn, deleted, updatedAt }) => {
        const at = updatedAt?.replace('T', ' ').replace('Z', '') ?? null
        return `(${[id, city, creditLimit, birthOn, deleted, null, at].map(literal).join(', ')})`
      })
      await sql(`REPLACE INTO watched VALUES ${values.join(', ')}`)
    },
    remove: async (...ids) => void (await sql(`DELETE FROM watched WHERE id IN (${ids.join(', ')})`)),
    connect: async (view, more) =>
      mysql.connect({ ...settings, ...more, views: { watched: { ...view, view: 'seen' } } }, io),
    close: async () => undefined,
  }
}

function literal(value: string | boolean | null | undefined): string {
  if (value === null || value === undefined) return 'NULL'
  return typeof value === 'boolean' ? String(Number(value)) : `'${value.replaceAll("'", "''")}'`
}
