/** Oracle, as far as the simulated server can show it; `oracle.live.test.ts` runs against a real one. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import type { Failure } from '../../../engine/values/failure.ts'
import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { fakeClock } from '../../../test/harness/fake-clock.ts'
import { failureFrom, soon } from '../../../test/harness/outside-world.ts'
import type { Call, Connected, Poller } from '../../adapter.ts'
import { samplePeople } from '../../sample-people.ts'
import { loopbackCertificate } from '../fixtures/loopback-certificate.ts'
import { describeRowFiles, simulatedLarge } from '../row-files.conformance.ts'
import { describeWatchedView } from '../view-source.conformance.ts'
import { drained } from '../watched-view.conformance.ts'
import type { viewOperations } from '../view-operations.ts'
import type { ViewSettings } from '../view-settings.ts'
import { oracle } from './index.ts'
import { settingsExample, type Settings } from './settings.ts'
import { startSimulator, type OracleSimulator } from './simulator.ts'
import { watchedTable } from './watched-table.conformance.ts'

const io = openAdapterIo()
after(() => io.close())

const { deletedColumn: _, ...customers } = settingsExample.views['customers'] as ViewSettings

function settingsFor(crm: OracleSimulator, more: Partial<Settings> = {}): Settings {
  const { host, port, user, database, password } = crm
  return { ...settingsExample, host, port, user, database, password, tls: 'disable', ...more }
}

describeWatchedView(async () => {
  const crm = await startSimulator({ people: [] })
  await crm.sql(`CREATE TABLE watched (id bigint PRIMARY KEY, city text, credit_limit numeric(30, 2), birth_on odate,
    deleted smallint, updated_at timestamptz(6))`)
  const { views: _views, ...settings } = settingsFor(crm)
  return watchedTable({ settings, table: 'watched', io, sql: (text) => crm.sql(text), close: crm.close })
})

describeRowFiles(async () => {
  const crm = await startSimulator({ people: [] })
  return simulatedLarge(
    crm,
    (more, ownIo) => oracle.connect({ ...settingsFor(crm), commands: {}, ...more }, ownIo) as Connected,
  )
})

describe('a connection to Oracle', () => {
  let crm: OracleSimulator
  let sealed: OracleSimulator
  const opened: Connected[] = []
  before(async () => {
    crm = await startSimulator({ people: samplePeople(20) })
    sealed = await startSimulator({ people: samplePeople(3), tls: loopbackCertificate })
  })
  after(async () => {
    for (const one of opened) await one.close?.()
    await crm.close()
    await sealed.close()
  })
  const connected = (more: Partial<Settings> = {}, server = crm): Connected<typeof viewOperations> => {
    const made = oracle.connect(settingsFor(server, more), io) as Connected<typeof viewOperations>
    opened.push(made)
    return made
  }
  const pollerOf = (view: Partial<ViewSettings>, more: Partial<Settings> = {}): Poller =>
    connected({ ...more, views: { one: { ...customers, ...view } } }).sources?.['one'] as Poller
  const count = (more: Partial<Settings> = {}, server = crm): Promise<unknown> =>
    connected(more, server).client.countView({ view: 'customers' }, adapterCall())
  const run = async (name: string, input: object, more: Partial<Settings> = {}): Promise<unknown> => {
    const { client } = connected(more)
    const operations = client as unknown as Readonly<
      Record<string, (input: object, call: Call) => Promise<unknown>>
    >
    return operations[name]?.(input, adapterCall({ key: 'run-9:visit:1' }))
  }
  const kindAndCode = async (attempt: Promise<unknown>): Promise<readonly unknown[]> => {
    const { kind, code } = await failureFrom(attempt)
    return [kind, code]
  }

  it('gives every type exactly, and none through a Date or a floating-point number', async () => {
    await crm.sql(`CREATE VIEW typed AS SELECT 1::int AS id, 9007199254740993::bigint AS large,
      -12345678901234567890.123456::numeric AS amount, 0.5::numeric AS fee, 1.5::float8 AS ratio,
      '1900-01-01'::odate AS day, '1899-12-31 23:59:59'::odate AS moment,
      timestamp '2026-03-21 10:00:00.003' AS here, '2026-03-21T00:00:00.123456789'::timestamp9 AS precise,
      timestamptz '2026-03-21 00:00:00.123456+03:30' AS at, 'گچ'::char(5) AS code, 'ری'::text AS city,
      repeat('پیوند ', 700)::clob AS story, NULL::numeric AS nothing, ''::text AS none`)
    const expected = {
      ...{ id: 1, large: '9007199254740993', amount: '-12345678901234567890.123456', fee: '0.5', ratio: 1.5 },
      ...{ day: '1900-01-01', moment: '1899-12-31T23:59:59', here: '2026-03-21T10:00:00.003000' },
      ...{ precise: '2026-03-21T00:00:00.123456789', at: '2026-03-20T20:30:00.123456Z', code: 'گچ' },
      ...{ city: 'ری', story: 'پیوند '.repeat(700), nothing: null, none: null },
    }
    const views = { typed: { ...customers, view: 'typed' } }
    const { rows } = await connected({ views }).client.queryView({ view: 'typed' }, adapterCall())
    assert.deepEqual(rows[0], expected)
    const queries = { all: { sql: 'SELECT * FROM typed' } } as const
    const declared = (await run('all', {}, { queries, commands: {} })) as { readonly rows: unknown }
    assert.deepEqual(declared.rows, rows)
  })

  it('gives times the same, whatever the time zone of the process', async () => {
    const zone = process.env['TZ']
    const queries = {
      times: { sql: 'SELECT updated_at, birth_on FROM crm_customers WHERE id = 7' },
    } as const
    const told: unknown[] = []
    for (const other of ['UTC', 'Asia/Tehran']) {
      process.env['TZ'] = other
      try {
        told.push(await run('times', {}, { queries, commands: {} }))
      } finally {
        if (zone === undefined) delete process.env['TZ']
        else process.env['TZ'] = zone
      }
    }
    assert.deepEqual(told[0], told[1])
    const [row] = (told[0] as { readonly rows: readonly Readonly<Record<string, string>>[] }).rows
    assert.equal(row?.['updated_at'], '2026-01-05T08:07:00.000049Z')
    assert.match(row['birth_on'] ?? '', /^\d{4}-\d\d-\d\d$/)
  })

  it('keeps the ninth digit of a TIMESTAMP(9) that it goes on after', async () => {
    await crm.sql(`CREATE TABLE precise_rows (id bigint, precise timestamp9)`)
    await crm.sql(`INSERT INTO precise_rows VALUES (3, '2026-01-05T08:00:00.000000001'),
      (2, '2026-01-05T08:00:00.000000002'), (1, '2026-01-05T08:00:00.000000003')`)
    const view = {
      view: 'precise_rows',
      watermark: 'precise',
      mapping: { id: 'customerNumber' },
      pageSize: 1,
    }
    const { ids, versions } = await drained(pollerOf(view))
    assert.deepEqual(ids, ['3', '2', '1'])
    assert.equal(versions[2], '2026-01-05T08:00:00.000000003')
  })

  it('reads in the order of a DATE, midnight too', async () => {
    await crm.sql(`CREATE TABLE dated_rows (id bigint, changed odate)`)
    await crm.sql(`INSERT INTO dated_rows VALUES (1, '2026-01-05 00:00:00'), (2, '2026-01-05 00:00:01'),
      (3, '2026-01-04 23:59:59'), (4, '2026-01-05 00:00:00')`)
    const view = { view: 'dated_rows', watermark: 'changed', mapping: { id: 'customerNumber' }, pageSize: 1 }
    const { ids, versions } = await drained(pollerOf(view))
    assert.deepEqual(ids, ['3', '1', '4', '2'])
    assert.deepEqual(versions.slice(0, 2), ['2026-01-04T23:59:59', '2026-01-05'])
    assert.deepEqual((await drained(pollerOf({ ...view, start: '2026-01-05' }))).ids, ['1', '4', '2'])
  })

  describe('with an SCN as watermark', () => {
    const scnAgo = (ms: number): number => Date.now() - ms

    it('hands out rows in the order of their commits, also of a table itself', async () => {
      await crm.sql(`CREATE TABLE counted (id bigint, city text, ora_rowscn numeric)`)
      await crm.sql(`INSERT INTO counted VALUES (1, 'ری', 1999), (2, 'قم', 20000), (3, 'یزد', 3000)`)
      const view = { view: 'counted', watermark: 'ora_rowscn', mapping: { city: 'city' }, pageSize: 1 }
      const { ids, versions, cursor } = await drained(pollerOf(view))
      assert.deepEqual(ids, ['1', '3', '2'])
      assert.equal(versions[2], '00000000000000020000')
      await crm.sql(`UPDATE counted SET ora_rowscn = 20001 WHERE id = 1`)
      assert.deepEqual((await drained(pollerOf(view), { cursor })).ids, ['1'])
    })

    it('lets rows wait, and finds the row of a transaction that committed late, once', async () => {
      await crm.sql(`CREATE TABLE written (id bigint, city text, row_scn numeric)`)
      await crm.sql(`INSERT INTO written VALUES (1, 'ری', ${scnAgo(90_000)}), (2, 'قم', ${scnAgo(60_000)}),
        (9, 'یزد', ${scnAgo(-60_000)})`)
      const view = { view: 'written', watermark: 'row_scn', mapping: { city: 'city' }, pageSize: 10 }
      const poller = pollerOf(view, { lagMs: 0, overlapMs: 600_000 })
      const first = await drained(poller)
      assert.deepEqual(first.ids, ['1', '2'], 'one may still be behind the ninth')
      await crm.sql(`INSERT INTO written VALUES (3, 'کرج', ${scnAgo(75_000)})`)
      const second = await drained(poller, { cursor: first.cursor })
      assert.deepEqual(second.ids, ['3'], 'it wrote down an earlier SCN than what was read already')
      assert.deepEqual((await drained(poller, { cursor: second.cursor })).ids, [])
    })

    it('starts now', async () => {
      await crm.sql(`CREATE TABLE fresh (id bigint, city text, row_scn numeric)`)
      await crm.sql(`INSERT INTO fresh VALUES (1, 'ری', ${scnAgo(60_000)})`)
      const view = { view: 'fresh', watermark: 'row_scn', mapping: { city: 'city' }, start: 'now' }
      const { ids, cursor } = await drained(pollerOf(view))
      assert.deepEqual(ids, [])
      assert.match(cursor, /"watermark":"0000000\d{13}"/)
    })
  })

  it('finds a CHAR by its text, padded or not, in views and in declared queries', async () => {
    const [{ postal_code: code = '' } = {}] = (await crm.sql(
      `UPDATE customers SET postal_code = '12345' WHERE id = 4 RETURNING trim(postal_code) AS postal_code`,
    )) as readonly { readonly postal_code?: string }[]
    const where = { postal_code: code }
    const { rows } = await connected().client.queryView({ view: 'customers', where }, adapterCall())
    assert.deepEqual(
      rows.map(({ id, postal_code }) => [id, postal_code]),
      [[4, '12345']],
    )
    const queries = {
      byCode: {
        sql: 'SELECT id FROM crm_customers WHERE postal_code = :code',
        parameters: { code: 'text' },
      },
    } as const
    const found = await run('byCode', { code }, { queries, commands: {} })
    assert.deepEqual(found, { rows: [{ id: 4 }], more: false })
  })

  it('gives decimals and large numbers as they are written, Persian to the letter, and no text as none', async () => {
    await crm.sql(
      `UPDATE customers SET credit_limit = 123456789012345678.05, city = 'ری', address = '' WHERE id = 1`,
    )
    const { row } = await connected().client.lookup({ view: 'customers', externalId: '1' }, adapterCall())
    const { credit_limit: limit, city, address } = row ?? {}
    assert.deepEqual([limit, city, address], ['123456789012345678.05', 'ری', null])
  })

  it('writes Persian as it is, once, and refuses in the words of the server', async () => {
    const receipt = { reference: `پرداخت «۱» '`, customerId: 3, amount: '123456789012345678.05' }
    assert.deepEqual(await run('postReceiptOutcome', receipt), { outcome: 'notDone' })
    assert.deepEqual(await run('postReceipt', receipt), { changed: 1, rows: [] })
    assert.deepEqual(await run('receiptByReference', { reference: receipt.reference }), {
      rows: [{ reference: receipt.reference, customer_id: 3, amount: receipt.amount }],
      more: false,
    })
    assert.deepEqual(await kindAndCode(run('postReceipt', receipt)), ['refused', '1'])
  })

  it('writes a text that is longer than most', async () => {
    const note = 'پیوند '.repeat(2000)
    await run('recordVisit', { customerId: 3, note })
    assert.deepEqual(await crm.sql(`SELECT note FROM visits WHERE request = 'run-9:visit:1'`), [{ note }])
  })

  it('refuses what is no day, and does not repeat it', async () => {
    const ask = (birth_on: string): Promise<Failure> =>
      failureFrom(connected().client.queryView({ view: 'customers', where: { birth_on } }, adapterCall()))
    assert.deepEqual([(await ask('2026-13-99')).kind, (await ask('no day')).kind], ['refused', 'refused'])
    assert.doesNotMatch(JSON.stringify(await ask('no day')), /no day/)
  })

  it('says by its number what the server refused', async () => {
    assert.deepEqual(await kindAndCode(count({ password: 'wrong' })), ['unauthenticated', '1017'])
    assert.deepEqual(await kindAndCode(count({ database: 'other' })), ['misconfigured', '12514'])
    crm.misbehave({ kind: 'locked', operation: 'password' })
    assert.deepEqual(await kindAndCode(count()), ['unauthenticated', '28000'])
    crm.misbehave({ kind: 'deadlock', operation: 'read' })
    assert.deepEqual(await kindAndCode(count()), ['unreachable', '60'])
    const missing = await kindAndCode(pollerOf({ view: 'gone' }).poll(undefined, adapterCall()))
    assert.deepEqual(missing, ['misconfigured', '942'])
  })

  it('takes quotes for what they are: parts of a value', async () => {
    const where = { city: `ری' OR 1=1 -- "` }
    const { rows } = await connected().client.queryView({ view: 'customers', where }, adapterCall())
    assert.deepEqual(rows, [])
  })

  it('polls all customers in the order of their changes', async () => {
    const { ids, bodies } = await drained(pollerOf({}))
    assert.equal(ids.length, 20)
    const { version, occurredAt, data = {} } = bodies[1] ?? {}
    assert.deepEqual([version, occurredAt], ['2026-01-05T08:02:00.000014Z', version])
    assert.match(data['birthOn'] as string, /^\d{4}-\d\d-\d\d$/)
  })

  describe('over TLS', () => {
    it('reads from a server that it trusts', async () => {
      const caCertificate = loopbackCertificate.cert
      assert.deepEqual(await count({ tls: 'verify-full', caCertificate }, sealed), { count: 3 })
      assert.deepEqual(await count({ tls: 'require' }, sealed), { count: 3 })
    })

    it('does not read from one that it does not trust, nor from one whose certificate is for another address', async () => {
      const before = sealed.calls()['password']
      assert.equal((await failureFrom(count({ tls: 'verify-full' }, sealed))).kind, 'misconfigured')
      const caCertificate = loopbackCertificate.cert
      const elsewhere = { host: '::ffff:127.0.0.1', tls: 'verify-full' as const, caCertificate }
      const failure = await failureFrom(count(elsewhere, sealed))
      assert.deepEqual([failure.kind, /altnames/.test(failure.message)], ['misconfigured', true])
      assert.equal(sealed.calls()['password'], before)
    })

    it('says nothing to a server that has no TLS', async () => {
      const before = crm.calls()['login']
      const call = adapterCall({ deadline: new Date(Date.now() + 2000) })
      const { client } = connected({ tls: 'require' })
      const failure = await failureFrom(client.countView({ view: 'customers' }, call))
      assert.ok(['misconfigured', 'unreachable'].includes(failure.kind), failure.message)
      assert.equal(crm.calls()['login'], before, 'no packet of Oracle has arrived')
    })
  })

  describe('when it is checked', () => {
    const checked = async (): Promise<string> =>
      (await connected().check(adapterCall()))
        .map(({ aspect, ok, message }) => `${aspect} ${String(ok)}: ${message}`)
        .join('\n')
    const granted = async (table: string, values: string, expected: RegExp): Promise<void> => {
      await crm.sql(`INSERT INTO ${table} VALUES (${values})`)
      assert.match(await checked(), expected)
      await crm.sql(`TRUNCATE ${table}`)
    }

    it('says that all is well', async () => {
      assert.match(await checked(), /login true.*\nleastPrivilege true/)
    })

    it('says so when the user may write: by a grant, to a column, by a role, or anywhere', async () => {
      const mayWrite = /leastPrivilege false: The user may write to crm_customers/
      await granted('all_tab_privs', `'HUB_READER', 'CRM', 'CRM_CUSTOMERS', 'UPDATE'`, mayWrite)
      await granted('all_tab_privs', `'PUBLIC', 'CRM', 'CRM_CUSTOMERS', 'DELETE'`, mayWrite)
      await granted('all_col_privs', `'HUB_READER', 'CRM', 'CRM_CUSTOMERS', 'UPDATE'`, mayWrite)
      await granted('session_privs', `'INSERT ANY TABLE'`, mayWrite)
      await crm.sql(`INSERT INTO session_roles VALUES ('CRM_CLERK')`)
      await granted('all_tab_privs', `'CRM_CLERK', 'CRM', 'CRM_CUSTOMERS', 'INSERT'`, mayWrite)
      await granted('all_tab_privs', `'SOMEBODY', 'CRM', 'CRM_CUSTOMERS', 'INSERT'`, /leastPrivilege true/)
      await crm.sql('TRUNCATE session_roles')
      await granted(
        'session_roles',
        `'DBA'`,
        /leastPrivilege false: The user is a user who may do everything/,
      )
    })

    it('tries to read: what stands in the catalogue need not be readable', async () => {
      crm.facts.unreadable.add('crm_customers')
      assert.match(await checked(), /leastPrivilege false: The user may not read crm_customers/)
      crm.facts.unreadable.clear()
    })
  })
})

describe('a call to Oracle that is given up', () => {
  it('asks the server to stop, and closes its socket', async () => {
    const clock = fakeClock()
    const ownIo = openAdapterIo(clock)
    const crm = await startSimulator({ people: samplePeople(5) })
    const { sources, close } = await oracle.connect(settingsFor(crm), ownIo)
    const poller = sources?.['customers'] as Poller
    try {
      for (const kind of ['hangBeforeWork', 'hangAfterWork'] as const) {
        const reads = crm.calls()['read'] ?? 0
        const breaks = crm.calls()['break'] ?? 0
        crm.misbehave({ kind, operation: 'read' })
        const deadline = new Date(clock.now().getTime() + 1000)
        const late = failureFrom(poller.poll(undefined, adapterCall({ deadline })))
        await soon(() => (crm.calls()['read'] ?? 0) > reads)
        await clock.advance(1000)
        assert.deepEqual([(await late).kind, (await late).details], ['unreachable', { timedOut: true }], kind)
        await soon(() => crm.openConnections() === 0)
        assert.equal(crm.calls()['break'], breaks + 1, kind)
      }
    } finally {
      await close?.()
      await ownIo.close()
      await crm.close()
    }
  })
})
