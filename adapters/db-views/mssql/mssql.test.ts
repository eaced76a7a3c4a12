/** SQL Server, as far as the simulated server can show it; `mssql.live.test.ts` runs against a real one. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import type { Failure } from '../../../engine/values/failure.ts'
import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { fakeClock } from '../../../test/harness/fake-clock.ts'
import { closedPort, failureFrom, soon } from '../../../test/harness/outside-world.ts'
import type { Call, Connected, Poller } from '../../adapter.ts'
import { samplePeople } from '../../sample-people.ts'
import { loopbackCertificate } from '../fixtures/loopback-certificate.ts'
import { describeRowFiles, simulatedLarge } from '../row-files.conformance.ts'
import { describeChangeReading } from '../view-changes.conformance.ts'
import { describeWatchedView } from '../view-source.conformance.ts'
import { drained } from '../watched-view.conformance.ts'
import type { viewOperations } from '../view-operations.ts'
import type { ViewSettings } from '../view-settings.ts'
import { mssql } from './index.ts'
import { settingsExample, type Settings } from './settings.ts'
import { startSimulator, type MssqlSimulator } from './simulator.ts'
import { watchedTable } from './watched-table.conformance.ts'

const io = openAdapterIo()
after(() => io.close())

const { deletedColumn: _, ...customers } = settingsExample.views['customers'] as ViewSettings

function settingsFor(crm: MssqlSimulator, more: Partial<Settings> = {}): Settings {
  const { host, port, user, database, password } = crm
  return { ...settingsExample, host, port, user, database, password, tls: 'disable', ...more }
}

describeWatchedView(async () => {
  const crm = await startSimulator({ people: [] })
  await crm.sql(`CREATE TABLE watched (id bigint PRIMARY KEY, city text, credit_limit numeric(30, 2), birth_on date,
    deleted boolean, updated_at timestamptz(6))`)
  const { views: _views, ...settings } = settingsFor(crm)
  const sql = (text: string): Promise<unknown> => crm.sql(text.replaceAll(/\bN'/g, "'"))
  return watchedTable({ settings, table: 'watched', io, sql, close: crm.close })
})

describeChangeReading(async () => {
  const crm = await startSimulator({ people: [] })
  await crm.sql(`CREATE TABLE changing (id bigint PRIMARY KEY, city text)`)
  await crm.sql(`CREATE VIEW changing_view AS SELECT * FROM changing`)
  await crm.track('changing')
  const { views: _views, ...settings } = settingsFor(crm)
  return {
    sql: (text) => crm.sql(text),
    table: 'changing',
    view: 'changing_view',
    lose: crm.cleanTracked,
    connect: async (views) => mssql.connect({ ...settings, views }, io),
    close: crm.close,
  }
})

describeRowFiles(async () => {
  const crm = await startSimulator({ people: [] })
  return simulatedLarge(
    crm,
    (more, ownIo) => mssql.connect({ ...settingsFor(crm), commands: {}, ...more }, ownIo) as Connected,
  )
})

describe('a connection to SQL Server', () => {
  let crm: MssqlSimulator
  let sealed: MssqlSimulator
  const opened: Connected[] = []
  before(async () => {
    crm = await startSimulator({ people: samplePeople(20) })
    sealed = await startSimulator({ people: samplePeople(3), tls: loopbackCertificate })
  })
  after(async () => {
    for (const connected of opened) await connected.close?.()
    await crm.close()
    await sealed.close()
  })
  const connected = (more: Partial<Settings> = {}, server = crm): Connected<typeof viewOperations> => {
    const made = mssql.connect(settingsFor(server, more), io) as Connected<typeof viewOperations>
    opened.push(made)
    return made
  }
  const pollerOf = (view: Partial<ViewSettings>, more: Partial<Settings> = {}): Poller =>
    connected({ ...more, views: { one: { ...customers, ...view } } }).sources?.['one'] as Poller
  const count = (more: Partial<Settings> = {}, server = crm): Promise<{ readonly count: number }> =>
    connected(more, server).client.countView({ view: 'customers' }, adapterCall())
  const run = async (name: string, input: object, more: Partial<Settings> = {}): Promise<unknown> => {
    const { client } = connected(more)
    const operations = client as unknown as Readonly<
      Record<string, (input: object, call: Call) => Promise<unknown>>
    >
    return operations[name]?.(input, adapterCall({ key: 'run-9:visit:1' }))
  }

  it('gives every type exactly, and none through a Date or a floating-point number', async () => {
    await crm.sql(`CREATE VIEW typed AS SELECT 1::int AS id, 9007199254740993::bigint AS large,
      -12345678901234567890.123456::numeric(38, 6) AS amount, '922337203685477.5807'::numeric AS price,
      '-2.5000'::numeric AS fee, 1.5::float8 AS ratio, true AS yes, date '1900-01-01' AS day, time '23:59:59' AS clock,
      '2026-03-21T00:00:00.1234567'::text AS precise, timestamp '2026-03-21 10:00:00.003' AS old,
      timestamp '2026-03-21 10:05:00' AS short, timestamptz '2026-03-21 00:00:00.123456+03:30' AS at,
      'گچ پژ'::text AS persian, NULL::numeric AS nothing, '\\xdead'::bytea AS bytes, 255::smallint AS tiny`)
    for (const [column, type] of Object.entries({
      price: 'money',
      fee: 'smallmoney',
      clock: 'time(0)',
      precise: 'datetime2(7)',
      old: 'datetime',
      short: 'smalldatetime',
      persian: 'varchar',
      tiny: 'tinyint',
    }))
      crm.facts.columnTypes.set(column, type)
    const views = { typed: { ...customers, view: 'typed' } }
    const { rows } = await connected({ views }).client.queryView({ view: 'typed' }, adapterCall())
    assert.deepEqual(rows, [
      {
        ...{ id: 1, large: '9007199254740993', amount: '-12345678901234567890.123456' },
        ...{ price: '922337203685477.5807', fee: '-2.5000', ratio: 1.5, yes: true, day: '1900-01-01' },
        ...{ clock: '23:59:59', precise: '2026-03-21T00:00:00.1234567', old: '2026-03-21T10:00:00.003' },
        ...{ short: '2026-03-21T10:05:00', at: '2026-03-20T20:30:00.123456Z', persian: 'گچ پژ' },
        ...{ nothing: null, bytes: '0xdead', tiny: 255 },
      },
    ])
  })

  it('keeps the seventh digit of a datetime2(7) that it goes on after', async () => {
    await crm.sql(`CREATE TABLE precise_rows (id bigint, precise text COLLATE "C")`)
    await crm.sql(`INSERT INTO precise_rows VALUES (3, '2026-01-05T08:00:00.0000001'),
      (2, '2026-01-05T08:00:00.0000002'), (1, '2026-01-05T08:00:00.0000003')`)
    crm.facts.columnTypes.set('precise', 'datetime2(7)')
    const view = {
      view: 'precise_rows',
      watermark: 'precise',
      mapping: { id: 'customerNumber' },
      pageSize: 1,
    }
    const { ids, versions } = await drained(pollerOf(view))
    assert.deepEqual(ids, ['3', '2', '1'])
    assert.equal(versions[2], '2026-01-05T08:00:00.0000003')
  })

  it('hands out rows in the order of their rowversion, and none that an open transaction could come before', async () => {
    await crm.sql(`CREATE TABLE versioned (id bigint, city text, changed bigint)`)
    await crm.sql(`INSERT INTO versioned VALUES (1, 'ری', 2001), (2, 'قم', 2003)`)
    crm.facts.columnTypes.set('changed', 'timestamp')
    crm.facts.minActiveRowversion = 2002
    const view = { view: 'versioned', watermark: 'changed', mapping: { city: 'city' }, pageSize: 1 }
    const poller = pollerOf(view)
    const early = await drained(poller)
    assert.deepEqual([early.ids, early.versions], [['1'], ['0x00000000000007d1']])
    await crm.sql(`INSERT INTO versioned VALUES (3, 'یزد', 2002)`)
    crm.facts.minActiveRowversion = 2004
    const late = await drained(poller, { cursor: early.cursor })
    assert.deepEqual(late.ids, ['3', '2'])
    const now = await drained(pollerOf({ ...view, start: 'now' }))
    assert.deepEqual(now.ids, [])
    assert.match(now.cursor, /0x00000000000007d4/)
  })

  it('says so when the changes of a table are not tracked', async () => {
    const { watermark: _watermark, ...view } = customers
    const failure = await failureFrom(pollerOf({ ...view, changes: {} }).poll(undefined, adapterCall()))
    assert.deepEqual([failure.kind, /ENABLE CHANGE_TRACKING/.test(failure.message)], ['misconfigured', true])
  })

  it('writes Persian as it is, finds it in other spellings, and takes quotes for a part of it', async () => {
    const reference = `پرداخت «۱» ' OR 1=1 -- ]`
    const receipt = { reference, customerId: 3, amount: '123456789012345678.05' }
    assert.deepEqual(await run('postReceiptOutcome', receipt), { outcome: 'notDone' })
    assert.deepEqual(await run('postReceipt', receipt), { changed: 1, rows: [] })
    assert.deepEqual(await run('receiptByReference', { reference }), {
      rows: [{ reference, customer_id: 3, amount: receipt.amount }],
      more: false,
    })
    const twice = await failureFrom(run('postReceipt', receipt))
    assert.deepEqual([twice.kind, twice.code], ['refused', '2627'])
    assert.doesNotMatch(JSON.stringify(twice), /پرداخت/)
  })

  it('writes a text that is longer than most', async () => {
    const note = 'پیوند '.repeat(2000)
    await run('recordVisit', { customerId: 3, note })
    assert.deepEqual(await crm.sql(`SELECT note FROM visits WHERE request = 'run-9:visit:1'`), [{ note }])
  })

  it('gives no more rows than a query may have', async () => {
    const queries = {
      all: {
        sql: 'SELECT id, city FROM crm_customers WHERE id > :id ORDER BY id',
        parameters: { id: 'integer' },
      },
    } as const
    const { rows, more } = (await run('all', { id: 3, limit: 2 }, { queries, commands: {} })) as {
      readonly rows: readonly { readonly id: number }[]
      readonly more: boolean
    }
    assert.deepEqual([rows.map(({ id }) => id), more], [[4, 5], true])
  })

  it('keeps nothing of what a query writes', async () => {
    const queries = { sly: { sql: `INSERT INTO visits (request, customer_id, note) VALUES ('sly', 1, 'x')` } }
    await run('sly', {}, { queries, commands: {} })
    assert.deepEqual(await crm.sql(`SELECT 1 FROM visits WHERE request = 'sly'`), [])
  })

  it('refuses what a caller asks wrongly, without repeating the value', async () => {
    const ask = (input: object): Promise<Failure> =>
      failureFrom(connected().client.queryView({ view: 'customers', ...input }, adapterCall()))
    const wrongValue = await ask({ where: { id: '0012345679x' } })
    assert.deepEqual([wrongValue.kind, wrongValue.code], ['refused', '8114'])
    assert.doesNotMatch(JSON.stringify(wrongValue), /0012345679/)
    const wrongColumn = await ask({ columns: ['shoe]_size'] })
    assert.deepEqual([wrongColumn.kind, wrongColumn.code], ['refused', '207'])
    assert.match(wrongColumn.message, /Invalid column name 'shoe]_size'/)
  })

  it('says what is wrong with a login, an address, a database or a view', async () => {
    const failures = [
      [{ password: 'wrong' }, 'unauthenticated', '18456'],
      [{ database: 'gone' }, 'misconfigured', '4060'],
      [{ port: await closedPort() }, 'unreachable', undefined],
    ] as const
    for (const [more, kind, code] of failures) {
      const failure = await failureFrom(count(more))
      assert.deepEqual([failure.kind, failure.code], [kind, code], failure.message)
    }
    const missing = await failureFrom(pollerOf({ view: 'gone' }).poll(undefined, adapterCall()))
    assert.deepEqual([missing.kind, missing.code], ['misconfigured', '208'])
  })

  it('logs in once, also when the server says that the database is busy', async () => {
    const logins = (): number => crm.calls()['password'] ?? 0
    const before = logins()
    await count()
    assert.equal(logins(), before + 1, 'the driver by itself would log in twice')
    crm.misbehave({ kind: 'throttled', operation: 'login' })
    assert.equal((await failureFrom(count())).kind, 'throttled')
    assert.equal(logins(), before + 2, 'the driver by itself would try four times')
  })

  it('calls a deadlock unreachable, so that it is tried again, and knows that it was undone', async () => {
    const receipt = { reference: 'r-deadlock', customerId: 3, amount: '5.00' }
    crm.misbehave({ kind: 'deadlock', operation: 'read' })
    const failure = await failureFrom(run('postReceipt', receipt))
    assert.deepEqual([failure.kind, failure.code], ['unreachable', '1205'])
    assert.equal(failure.details?.['rolledBack'], true)
    // The answer to a commit may be a rollback, which mssql by itself does not survive.
    crm.misbehave({ kind: 'deadlock', operation: 'commit' })
    assert.equal((await failureFrom(run('postReceipt', receipt))).code, '1205')
    assert.deepEqual(await run('postReceiptOutcome', receipt), { outcome: 'notDone' })
  })

  it('survives every way in which a server can break down', async () => {
    for (const [kind, operation, expected] of [
      ['resetBeforeWork', 'login', 'unreachable'],
      ['brokenReply', 'login', 'unreadable'],
      ['serverError', 'login', 'unreachable'],
      ['resetBeforeWork', 'read', 'unreachable'],
      ['resetAfterWork', 'read', 'unreachable'],
      ['brokenReply', 'read', 'unreadable'],
      ['serverError', 'read', 'unreachable'],
    ] as const) {
      crm.misbehave({ kind, operation })
      const failure = await failureFrom(count())
      assert.equal(failure.kind, expected, `${kind} at ${operation}: ${failure.message}`)
    }
    assert.deepEqual(await count(), { count: 20 })
  })

  it('takes another connection when the server has cut the one that it kept', async () => {
    const { client } = connected()
    const counted = (): Promise<unknown> => client.countView({ view: 'customers' }, adapterCall())
    await counted()
    crm.cutAll()
    await soon(() => crm.openConnections() === 0)
    // The reset is noticed by the reader in a turn of its own.
    await soon(async () => (await counted().catch(() => undefined)) !== undefined)
  })

  describe('over TLS', () => {
    it('reads from a server that it trusts', async () => {
      const caCertificate = loopbackCertificate.cert
      assert.deepEqual(await count({ tls: 'verify-full', caCertificate }, sealed), { count: 3 })
      assert.deepEqual(await count({ tls: 'require' }, sealed), { count: 3 })
    })

    it('does not read from one that it does not trust', async () => {
      const failure = await failureFrom(count({ tls: 'verify-full' }, sealed))
      assert.equal(failure.kind, 'misconfigured', failure.message)
    })

    it('does not read from one whose certificate is for another address', async () => {
      const caCertificate = loopbackCertificate.cert
      // The same machine by another address, which the certificate does not name.
      const elsewhere = { host: '::ffff:127.0.0.1', tls: 'verify-full' as const, caCertificate }
      const failure = await failureFrom(count(elsewhere, sealed))
      assert.deepEqual([failure.kind, /altnames/.test(failure.message)], ['misconfigured', true])
    })

    it('never shows its password to a server that declines to encrypt', async () => {
      const before = crm.calls()['password']
      const failure = await failureFrom(count({ tls: 'require' }))
      assert.equal(failure.kind, 'misconfigured')
      assert.match(failure.message, /declines encryption/)
      assert.equal(crm.calls()['password'], before)
    })

    it('says so when the server wants TLS and the settings do not', async () => {
      assert.equal((await failureFrom(count({ tls: 'disable' }, sealed))).kind, 'misconfigured')
    })
  })

  describe('when it is checked', () => {
    const checked = async (): Promise<string> =>
      (await connected().check(adapterCall()))
        .map(({ aspect, ok, message }) => `${aspect} ${String(ok)}: ${message}`)
        .join('\n')
    const right = { mayRead: true, mayWrite: false, isAdmin: false, isOwner: false }

    it('says that all is well, or what the user may do too much', async () => {
      for (const [rights, expected] of [
        [{}, /login true.*\nleastPrivilege true/],
        [{ mayWrite: true }, /leastPrivilege false: The user may write to crm_customers/],
        [{ mayRead: false }, /leastPrivilege false: The user may not read crm_customers/],
        [{ isAdmin: true }, /leastPrivilege false: The user is a sysadmin/],
        [{ isOwner: true }, /leastPrivilege false: The user is a db_owner/],
      ] as const) {
        Object.assign(crm.facts.rights, right, rights)
        assert.match(await checked(), expected)
      }
      Object.assign(crm.facts.rights, right)
    })
  })
})

describe('a call to SQL Server that is given up', () => {
  it('tells the server to stop, also in the middle of the rows, and closes its socket', async () => {
    const clock = fakeClock()
    const ownIo = openAdapterIo(clock)
    const crm = await startSimulator({ people: samplePeople(5) })
    const { sources, close } = await mssql.connect(settingsFor(crm), ownIo)
    const poller = sources?.['customers'] as Poller
    const caller = new AbortController()
    const deadline = (): Date => new Date(clock.now().getTime() + 1000)
    try {
      for (const kind of ['hangBeforeWork', 'silenceAfterRows', 'hangAfterWork'] as const) {
        const [reads, cancels] = [crm.calls()['read'] ?? 0, crm.calls()['attention'] ?? 0]
        crm.misbehave({ kind, operation: 'read' })
        const late = failureFrom(poller.poll(undefined, adapterCall({ deadline: deadline() })))
        await soon(() => (crm.calls()['read'] ?? 0) > reads)
        await clock.advance(1000)
        assert.deepEqual([(await late).kind, (await late).details], ['unreachable', { timedOut: true }], kind)
        await soon(() => crm.openConnections() === 0)
        assert.equal(crm.calls()['attention'], cancels + 1, kind)
      }
      const before = crm.calls()['read'] ?? 0
      crm.misbehave({ kind: 'hangBeforeWork', operation: 'read' })
      const call = adapterCall({ deadline: deadline(), signal: caller.signal })
      const abandoned = failureFrom(poller.poll(undefined, call))
      await soon(() => crm.calls()['read'] === before + 1)
      caller.abort()
      assert.deepEqual([(await abandoned).kind, (await abandoned).details], ['unreachable', undefined])
      await soon(() => crm.openConnections() === 0)
    } finally {
      await close?.()
      await ownIo.close()
      await crm.close()
    }
  })
})
