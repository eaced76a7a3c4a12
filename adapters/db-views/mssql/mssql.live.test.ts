/**
 * Against a real SQL Server: PEYVAND_LIVE_MSSQL is `mssql://user:password@host:1433/database?tls=require`, where the
 * user may create schemas and tables (`tls` is as in the settings of a connection; default `require`). Everything
 * happens in a schema with a name of its own, which is dropped at the end.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'

import driver from 'mssql'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import type { Call, Connected, Poller } from '../../adapter.ts'
import { describeChangeReading } from '../view-changes.conformance.ts'
import { describeWatchedView } from '../view-source.conformance.ts'
import { drained, watchedView } from '../watched-view.conformance.ts'
import { mssql } from './index.ts'
import { settingsExample, type Settings } from './settings.ts'
import { watchedColumns, watchedTable } from './watched-table.conformance.ts'

const address = process.env['PEYVAND_LIVE_MSSQL']
const name = `peyvand_${randomBytes(6).toString('hex')}`

if (address !== undefined) describe('a real SQL Server', () => realServer(new URL(address)))
else it('reads from a real SQL Server', { skip: 'PEYVAND_LIVE_MSSQL names none' }, () => undefined)

function realServer(url: URL): void {
  const tls = (url.searchParams.get('tls') ?? 'require') as 'verify-full' | 'require' | 'disable'
  const settings: Omit<Settings, 'views'> = {
    host: url.hostname,
    port: Number(url.port || 1433),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1) || 'tempdb',
    tls,
  }
  const io = openAdapterIo()
  const { host, port, user, password, database } = settings
  const owner = new driver.ConnectionPool({
    ...{ server: host, user, password, database, ...(port !== undefined && { port }) },
    options: { encrypt: tls !== 'disable', trustServerCertificate: tls === 'require' },
  })
  owner.on('error', () => undefined)
  const sql = (text: string): Promise<unknown> => owner.request().batch(text)
  const opened: Connected[] = []
  before(async () => {
    await owner.connect()
    await sql(`CREATE SCHEMA ${name}`)
    await sql(`CREATE TABLE ${name}.watched (${watchedColumns})`)
  })
  after(async () => {
    for (const one of opened) await one.close?.()
    for (const table of ['receipts', 'visits', 'versioned', 'watched'])
      await sql(`DROP TABLE IF EXISTS ${name}.${table}`)
    await sql(`DROP SCHEMA ${name}`)
    await owner.close()
    await io.close()
  })
  const connected = async (more: Partial<Settings>): Promise<Connected> => {
    const views = { watched: { ...watchedView, view: `${name}.watched` } }
    const made = await mssql.connect({ ...settings, views, ...more }, io)
    opened.push(made)
    return made
  }

  describeWatchedView(async () =>
    watchedTable({ settings, table: `${name}.watched`, io, sql, close: async () => undefined }),
  )

  describe('whose changes are tracked', () => {
    const table = `${name}.changing`
    const tracked = (how: 'ENABLE' | 'DISABLE'): Promise<unknown> =>
      sql(`ALTER TABLE ${table} ${how} CHANGE_TRACKING`)
    describeChangeReading(async () => {
      await sql(
        `IF NOT EXISTS (SELECT 1 FROM sys.change_tracking_databases WHERE database_id = DB_ID())
          ALTER DATABASE CURRENT SET CHANGE_TRACKING = ON`,
      )
      await sql(`CREATE TABLE ${table} (id bigint PRIMARY KEY, city nvarchar(100))`)
      await tracked('ENABLE')
      return {
        sql: (text) => sql(`SET XACT_ABORT ON; BEGIN TRAN; ${text}; COMMIT`),
        quoted: (text) => `N'${text}'`,
        table,
        view: table,
        lose: async () => {
          await tracked('DISABLE')
          // So that its present version is a later one than any cursor knows.
          await sql(`ALTER TABLE ${name}.watched ENABLE CHANGE_TRACKING`)
          await sql(`INSERT INTO ${name}.watched (id) VALUES (1); DELETE FROM ${name}.watched`)
          await sql(`ALTER TABLE ${name}.watched DISABLE CHANGE_TRACKING`)
          await tracked('ENABLE')
        },
        connect: async (views) => mssql.connect({ ...settings, views }, io),
        close: () => sql(`DROP TABLE ${table}`).then(() => undefined),
      }
    })
  })

  it('does its commands once, and refuses in the words of the server', async () => {
    await sql(`CREATE TABLE ${name}.receipts (reference nvarchar(100) PRIMARY KEY, customer_id bigint NOT NULL,
      amount decimal(20, 2) NOT NULL CHECK (amount > 0))`)
    await sql(
      `CREATE TABLE ${name}.visits (request nvarchar(200) PRIMARY KEY, customer_id bigint, note nvarchar(200))`,
    )
    const here = JSON.stringify({
      queries: settingsExample.queries,
      commands: settingsExample.commands,
    }).replaceAll(/(FROM|INTO) (receipts|visits)/g, `$1 ${name}.$2`)
    const { client } = await connected(JSON.parse(here) as Partial<Settings>)
    const run = (operation: string, input: object): Promise<unknown> =>
      (client as Readonly<Record<string, (input: object, call: Call) => Promise<unknown>>>)[operation]?.(
        input,
        adapterCall(),
      ) ?? Promise.reject(new Error(operation))
    const receipt = { reference: 'پرداخت «۱»', customerId: 3, amount: '123456789012345678.05' }
    assert.deepEqual(await run('postReceipt', receipt), { changed: 1, rows: [] })
    assert.deepEqual(await run('receiptByReference', { reference: receipt.reference }), {
      rows: [{ reference: receipt.reference, customer_id: 3, amount: receipt.amount }],
      more: false,
    })
    await assert.rejects(run('postReceipt', receipt), /It is there already \(2627\)/)
    assert.deepEqual(await run('recordVisit', { customerId: 3, note: 'بازدید' }), { changed: 1, rows: [] })
    assert.deepEqual(await run('recordVisit', { customerId: 3, note: 'بازدید' }), { changed: 0, rows: [] })
  })

  it('reads in the order of a rowversion, from its beginning to its end', async () => {
    await sql(
      `CREATE TABLE ${name}.versioned (id bigint PRIMARY KEY, city nvarchar(100), changed rowversion)`,
    )
    await sql(`INSERT INTO ${name}.versioned (id, city) VALUES (2, N'ری'), (1, N'قم')`)
    const { deletedColumn: _, ...rest } = watchedView
    const views = {
      watched: { ...rest, view: `${name}.versioned`, watermark: 'changed', mapping: { city: 'city' } },
    }
    const poller = (await connected({ views })).sources?.['watched'] as Poller
    const { ids, cursor } = await drained(poller)
    assert.deepEqual(ids.toSorted(), ['1', '2'])
    await sql(`UPDATE ${name}.versioned SET city = N'یزد' WHERE id = 1`)
    assert.deepEqual((await drained(poller, { cursor })).ids, ['1'])
  })
}
