/**
 * Against a real Oracle: PEYVAND_LIVE_ORACLE is `oracle://user:password@host:1521/service?tls=disable`, where the user
 * may create tables and views of its own (`tls` is as in the settings of a connection; default `disable`). Everything
 * has a name of its own, which is dropped at the end.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'

import oracledb from 'oracledb'

import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import type { Call, Connected, Poller } from '../../adapter.ts'
import { describeWatchedView } from '../view-source.conformance.ts'
import { drained, watchedView } from '../watched-view.conformance.ts'
import type { viewOperations } from '../view-operations.ts'
import type { ViewSettings } from '../view-settings.ts'
import { oracle } from './index.ts'
import { settingsExample, type Settings } from './settings.ts'
import { watchedColumns, watchedTable } from './watched-table.conformance.ts'

const address = process.env['PEYVAND_LIVE_ORACLE']
const name = `peyvand_${randomBytes(4).toString('hex')}`

if (address !== undefined) describe('a real Oracle', () => realServer(new URL(address)))
else it('reads from a real Oracle', { skip: 'PEYVAND_LIVE_ORACLE names none' }, () => undefined)

function realServer(url: URL): void {
  const tls = (url.searchParams.get('tls') ?? 'disable') as 'verify-full' | 'require' | 'disable'
  const settings: Omit<Settings, 'views'> = {
    host: url.hostname,
    port: Number(url.port || 1521),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    tls,
  }
  const io = openAdapterIo()
  const { user, password, host, port = 1521, database } = settings
  const protocol = tls === 'disable' ? 'tcp' : 'tcps'
  let owner: oracledb.Connection
  const sql = (text: string): Promise<unknown> => owner.execute(text, [], { autoCommit: true })
  const made: string[] = []
  const create = async (table: string, columns: string): Promise<string> => {
    await sql(`CREATE TABLE ${name}_${table} (${columns})`)
    made.push(`${name}_${table}`)
    return `${name}_${table}`
  }
  const opened: Connected[] = []
  before(async () => {
    owner = await oracledb.getConnection({
      user,
      password,
      connectString: `${protocol}://${host}:${port}/${database}`,
    })
    await create('watched', watchedColumns)
  })
  after(async () => {
    for (const one of opened) await one.close?.()
    for (const table of made.toReversed()) await sql(`DROP TABLE ${table} PURGE`)
    await owner.close()
    await io.close()
  })
  const connected = async (more: Partial<Settings>): Promise<Connected<typeof viewOperations>> => {
    const views = { watched: { ...watchedView, view: `${name}_watched` } }
    const one = await oracle.connect({ ...settings, views, ...more }, io)
    opened.push(one)
    return one
  }
  const pollerOf = async (view: Partial<ViewSettings>, more: Partial<Settings> = {}): Promise<Poller> => {
    const { deletedColumn: _, ...rest } = watchedView
    const one = await connected({ ...more, views: { watched: { ...rest, ...view } } })
    return one.sources?.['watched'] as Poller
  }

  describeWatchedView(async () =>
    watchedTable({ settings, table: `${name}_watched`, io, sql, close: async () => undefined }),
  )

  it('does its commands once, and refuses in the words of the server', async () => {
    await create(
      'receipts',
      'reference VARCHAR2(100) PRIMARY KEY, customer_id NUMBER(19), amount NUMBER(20, 2)',
    )
    await create('visits', 'request VARCHAR2(200) PRIMARY KEY, customer_id NUMBER(19), note VARCHAR2(200)')
    const here = JSON.stringify({
      queries: settingsExample.queries,
      commands: settingsExample.commands,
    }).replaceAll(/(FROM|INTO) (receipts|visits)/g, `$1 ${name}_$2`)
    const { client } = await connected(JSON.parse(here) as Partial<Settings>)
    const operations = client as unknown as Readonly<
      Record<string, (input: object, call: Call) => Promise<unknown>>
    >
    const run = async (operation: string, input: object): Promise<unknown> =>
      operations[operation]?.(input, adapterCall())
    const receipt = { reference: 'پرداخت «۱»', customerId: 3, amount: '123456789012345678.05' }
    assert.deepEqual(await run('postReceipt', receipt), { changed: 1, rows: [] })
    assert.deepEqual(await run('receiptByReference', { reference: receipt.reference }), {
      rows: [{ reference: receipt.reference, customer_id: 3, amount: receipt.amount }],
      more: false,
    })
    await assert.rejects(run('postReceipt', receipt), /It is there already \(ORA-00001\)/)
    assert.deepEqual(await run('recordVisit', { customerId: 3, note: 'بازدید' }), { changed: 1, rows: [] })
    assert.deepEqual(await run('recordVisit', { customerId: 3, note: 'بازدید' }), { changed: 0, rows: [] })
  })

  it('reads in the order of the SCN of a table, once the server has gone past it', async () => {
    const table = await create('counted', 'id NUMBER(19) PRIMARY KEY, city VARCHAR2(100)) ROWDEPENDENCIES --')
    await sql(`INSERT INTO ${table} SELECT 2, 'ری' FROM DUAL UNION ALL SELECT 1, 'قم' FROM DUAL`)
    const poller = await pollerOf(
      { view: table, watermark: 'ora_rowscn', mapping: { city: 'city' } },
      { lagMs: 0 },
    )
    const read = async (
      cursor?: string,
    ): Promise<{ readonly ids: readonly string[]; readonly cursor: string }> => {
      const end = Date.now() + 60_000
      for (;;) {
        const told = await drained(poller, cursor === undefined ? {} : { cursor })
        if (told.ids.length > 0 || Date.now() > end) return told
      }
    }
    const first = await read()
    assert.deepEqual(first.ids.toSorted(), ['1', '2'])
    await sql(`UPDATE ${table} SET city = 'یزد' WHERE id = 1`)
    assert.deepEqual((await read(first.cursor)).ids, ['1'])
  })

  it('gives times to their last digit, texts without padding, and long ones whole', async () => {
    const table = await create(
      'typed',
      'id NUMBER(19), day DATE, precise TIMESTAMP(9), here TIMESTAMP(6) WITH LOCAL TIME ZONE, code CHAR(10), story CLOB',
    )
    await sql(`INSERT INTO ${table} VALUES (1, DATE '1900-01-01', TIMESTAMP '2026-03-21 00:00:00.123456789',
      TIMESTAMP '2026-03-21 00:00:00.123456 +03:30', 'A1', TO_CLOB('گچ پژ'))`)
    const views = { typed: { ...watchedView, view: table } }
    const { client } = await connected({ views })
    const where = { code: 'A1' }
    const { rows } = await client.queryView({ view: 'typed', where }, adapterCall())
    const { day, precise, here, code, story } = rows[0] ?? {}
    assert.deepEqual(
      [day, precise, here, code, story],
      ['1900-01-01', '2026-03-21T00:00:00.123456789', '2026-03-20T20:30:00.123456Z', 'A1', 'گچ پژ'],
    )
  })
}
