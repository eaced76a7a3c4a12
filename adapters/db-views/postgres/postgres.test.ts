import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import type { Failure } from '../../../engine/values/failure.ts'
import { adapterCall, openAdapterIo } from '../../../test/harness/adapter-io.ts'
import { fakeClock } from '../../../test/harness/fake-clock.ts'
import { closedPort, failureFrom, soon } from '../../../test/harness/outside-world.ts'
import type { Call, Connected, Poller } from '../../adapter.ts'
import { samplePeople } from '../../sample-people.ts'
import { describeWatchedView } from '../view-source.conformance.ts'
import { drained } from '../watched-view.conformance.ts'
import type { viewOperations } from '../view-operations.ts'
import type { ViewSettings } from '../view-settings.ts'
import { loopbackCertificate } from '../fixtures/loopback-certificate.ts'
import { postgres } from './index.ts'
import { settingsExample, type Settings } from './settings.ts'
import { startSimulator, type PostgresSimulator } from './simulator.ts'
import { watchedColumns, watchedTable } from './watched-table.conformance.ts'

const io = openAdapterIo()
after(() => io.close())

const customers = settingsExample.views['customers'] as ViewSettings

function settingsFor(crm: PostgresSimulator, more: Partial<Settings> = {}): Settings {
  const { host, port, user, database, password } = crm
  return { ...settingsExample, host, port, user, database, password, tls: 'disable', ...more }
}

describeWatchedView(async () => {
  const crm = await startSimulator({ people: [] })
  await crm.sql(`CREATE TABLE watched (${watchedColumns})`)
  await crm.sql(`GRANT SELECT ON watched TO hub_reader`)
  const { views: _, ...settings } = settingsFor(crm)
  return watchedTable({ settings, table: 'watched', io, sql: crm.sql, close: crm.close })
})

describe('a connection to PostgreSQL', () => {
  let crm: PostgresSimulator
  const opened: Connected[] = []
  before(async () => {
    crm = await startSimulator({ people: samplePeople(20), tls: loopbackCertificate })
  })
  after(async () => {
    for (const connected of opened) await connected.close?.()
    await crm.close()
  })
  const connected = (more: Partial<Settings> = {}): Connected<typeof viewOperations> => {
    const made = postgres.connect(settingsFor(crm, more), io) as Connected<typeof viewOperations>
    opened.push(made)
    return made
  }
  const pollerOf = (view: Partial<ViewSettings>, more: Partial<Settings> = {}): Poller => {
    const views = { customers: { ...customers, ...view } }
    return connected({ ...more, views }).sources?.['customers'] as Poller
  }
  const pollFailure = (view: Partial<ViewSettings>, more: Partial<Settings> = {}): Promise<Failure> =>
    failureFrom(pollerOf(view, more).poll(undefined, adapterCall()))
  const countFailure = (more: Partial<Settings> = {}): Promise<Failure> =>
    failureFrom(connected(more).client.countView({ view: 'customers' }, adapterCall()))

  it('reads the customers as people', async () => {
    const { bodies } = await drained(pollerOf({ pageSize: 7 }))
    assert.equal(bodies.length, 20)
    const [person] = samplePeople(1)
    assert.ok(person)
    const { firstName, lastName, nationalCode, mobile, email, birthOn, city, address, postalCode, iban } =
      person
    assert.deepEqual(bodies[0], {
      kind: 'sourceRecord',
      type: 'person',
      externalId: '1',
      version: '2026-01-05T08:01:00.000007Z',
      occurredAt: '2026-01-05T08:01:00.000007Z',
      data: {
        ...{ customerNumber: '1', firstName, lastName, nationalCode, mobile, email, birthOn, city, address },
        ...{ postalCode, iban, balanceRial: 0 },
      },
    })
  })

  it('shows a changed customer as another version, and a deleted one as deleted', async () => {
    const poller = pollerOf({}, { lagMs: 0 })
    const { cursor } = await drained(poller)
    await crm.changeCustomer(3, { city: 'قم' })
    await crm.changeCustomer(4, { deleted_at: '2026-02-01' })
    const { bodies } = await drained(poller, { cursor })
    assert.deepEqual(
      bodies.map(({ externalId, data, deleted }) => [externalId, data['city'] === 'قم', deleted]),
      [
        ['3', true, undefined],
        ['4', false, true],
      ],
    )
  })

  it('reads by numbers with ids of text, in the order of their bytes', async () => {
    await crm.sql(`CREATE TABLE numbered (seq bigint, code text, "نام شهر" text)`)
    await crm.sql(`GRANT SELECT ON numbered TO hub_reader`)
    await crm.sql(
      `INSERT INTO numbered VALUES (1, 'b', 'یزد'), (1, 'B', 'قم'), (1, 'a', 'کرج'), (2, 'ا', 'ری')`,
    )
    const numbered = {
      view: 'numbered',
      ...{ externalId: 'code', watermark: 'seq', id: 'code', mapping: { 'نام شهر': 'city' } },
    }
    const { deletedColumn: _, ...rest } = customers
    const views = { customers: { ...rest, ...numbered, pageSize: 1 } }
    const { ids, versions, bodies } = await drained(connected({ views }).sources?.['customers'] as Poller)
    assert.deepEqual(ids, ['B', 'a', 'b', 'ا'])
    assert.deepEqual(versions, ['1', '1', '1', '2'])
    assert.deepEqual(bodies[0]?.data, { city: 'قم' })
    const fromNow = { customers: { ...views.customers, start: 'now' } }
    const { cursor } = await drained(connected({ views: fromNow }).sources?.['customers'] as Poller)
    await crm.sql(`INSERT INTO numbered VALUES (2, 'ب', 'قم')`)
    const later = await drained(connected({ views: fromNow }).sources?.['customers'] as Poller, { cursor })
    assert.deepEqual(later.ids, ['ب'])
  })

  it('reads times without a zone as times of the zone in the settings', async () => {
    await crm.sql(`CREATE VIEW local_customers AS
      SELECT id, (now() - interval '1 hour') AT TIME ZONE 'Asia/Tehran' AS changed, city FROM customers WHERE id = 1`)
    await crm.sql(`GRANT SELECT ON local_customers TO hub_reader`)
    const { deletedColumn: _, ...rest } = customers
    const local = { ...rest, view: 'local_customers', watermark: 'changed', mapping: { city: 'city' } }
    const poll = async (timeZone: string): Promise<number> => {
      const source = connected({ timeZone, views: { local } }).sources?.['local'] as Poller
      return (await drained(source)).ids.length
    }
    assert.equal(await poll('Asia/Tehran'), 1)
    assert.equal(await poll('UTC'), 0, 'Tehran is ahead, so the row seems to come from the future')
  })

  it('lets a row that is marked with a day wait until the day is over', async () => {
    await crm.sql(
      `CREATE VIEW daily AS SELECT id, city, current_date + (id - 3)::int AS day FROM customers WHERE id < 5`,
    )
    await crm.sql('GRANT SELECT ON daily TO hub_reader')
    const { deletedColumn: _, ...rest } = customers
    const views = { daily: { ...rest, view: 'daily', watermark: 'day', mapping: { city: 'city' } } }
    const { ids } = await drained(connected({ views }).sources?.['daily'] as Poller)
    assert.ok(ids.includes('1') && !ids.includes('4'), ids.join())
  })

  it('gives rows with their types: exact, and never through a Date', async () => {
    await crm.sql(`CREATE VIEW typed AS SELECT 1::int AS id, 9007199254740993::bigint AS large, 17::bigint AS small,
      0.1::numeric AS amount, 1.5::float8 AS ratio, 'NaN'::float8 AS odd, true AS yes, date '1979-02-11' AS day,
      timestamptz '2026-03-21 00:00:00.123456+03:30' AS at, timestamp '2026-03-21 00:00:00' AS local,
      NULL::text AS nothing, '{"a":1.10}'::jsonb AS json`)
    await crm.sql(`GRANT SELECT ON typed TO hub_reader`)
    const views = { typed: { ...customers, view: 'typed' } }
    const { rows } = await connected({ views }).client.queryView({ view: 'typed' }, adapterCall())
    assert.deepEqual(rows, [
      {
        ...{ id: 1, large: '9007199254740993', small: 17, amount: '0.1', ratio: 1.5, odd: 'NaN', yes: true },
        ...{ day: '1979-02-11', at: '2026-03-20T20:30:00.123456Z', local: '2026-03-21T00:00:00.000000' },
        ...{ nothing: null, json: '{"a": 1.10}' },
      },
    ])
  })

  it('looks rows up by equality, in order, up to a limit', async () => {
    const { client } = connected()
    const query = (input: object): ReturnType<typeof client.queryView> =>
      client.queryView({ view: 'customers', ...input }, adapterCall())
    const [person] = samplePeople(1)
    const where = { national_code: person?.nationalCode ?? '', deleted_at: null, is_active: true }
    assert.deepEqual(await query({ where, columns: ['id', 'credit_limit'] }), {
      rows: [{ id: 1, credit_limit: `${String(person?.creditLimitRial)}.00` }],
      more: false,
    })
    assert.deepEqual(await query({ columns: ['id'], limit: 2 }), { rows: [{ id: 1 }, { id: 2 }], more: true })
    assert.deepEqual(await query({ where: { id: 999 } }), { rows: [], more: false })
    assert.deepEqual(await client.countView({ view: 'customers' }, adapterCall()), { count: 20 })
  })

  it('runs the queries and commands of its settings, with values that are never SQL', async () => {
    const { queries = {}, commands = {} } = settingsExample
    const { client } = connected({
      queries: {
        ...queries,
        byCity: {
          sql: 'SELECT id, city FROM crm_customers WHERE city <> :city ORDER BY id DESC',
          parameters: { city: 'text' },
          maxRows: 3,
        },
      },
      commands,
    })
    const operations = client as unknown as Readonly<
      Record<string, (input: object, call: Call) => Promise<unknown>>
    >
    const run = async (name: string, input: object): Promise<unknown> =>
      operations[name]?.(input, adapterCall({ key: 'run-9:visit:1' }))
    const { rows, more } = (await run('byCity', { city: "x' OR '1'='1" })) as {
      readonly rows: readonly { readonly id: number }[]
      readonly more: boolean
    }
    assert.deepEqual([rows.map(({ id }) => id), more], [[20, 19, 18], true])
    const receipt = { reference: 'پرداخت «۱»', customerId: 3, amount: '123456789012345678.05' }
    assert.deepEqual(await run('postReceiptOutcome', receipt), { outcome: 'notDone' })
    assert.deepEqual(await run('postReceipt', receipt), { changed: 1, rows: [] })
    const kept = { reference: receipt.reference, customer_id: 3, amount: receipt.amount }
    assert.deepEqual(await run('postReceiptOutcome', receipt), {
      outcome: 'done',
      output: { changed: 1, rows: [kept] },
    })
    const twice = await failureFrom(run('postReceipt', receipt))
    assert.deepEqual([twice.kind, twice.code], ['refused', '23505'])
    assert.doesNotMatch(JSON.stringify(twice), /پرداخت/)
    assert.deepEqual(await run('recordVisit', { customerId: 3, note: 'بازدید' }), { changed: 1, rows: [] })
    assert.deepEqual(await run('recordVisit', { customerId: 3, note: 'بازدید' }), { changed: 0, rows: [] })
  })

  it('refuses what a caller asks wrongly, without repeating the value', async () => {
    const { client } = connected()
    const ask = (input: object): Promise<Failure> =>
      failureFrom(client.queryView({ view: 'customers', ...input }, adapterCall()))
    const wrongValue = await ask({ where: { id: '0012345679x' } })
    assert.deepEqual([wrongValue.kind, wrongValue.code], ['refused', '22P02'])
    assert.doesNotMatch(JSON.stringify(wrongValue), /0012345679/)
    const wrongColumn = await ask({ columns: ['shoe_size'] })
    assert.deepEqual([wrongColumn.kind, wrongColumn.code], ['refused', '42703'])
    assert.match(wrongColumn.message, /shoe_size/)
    const injected = await ask({ columns: ['id" FROM pg_shadow; --'] })
    assert.deepEqual([injected.kind, injected.code], ['refused', '42703'])
    const wrongView = await ask({ view: 'pgShadow' })
    assert.deepEqual([wrongView.kind, wrongView.code], ['refused', 'UNKNOWN_VIEW'])
  })

  it('names the view, the column or the right that is missing', async () => {
    await crm.sql('CREATE TABLE salaries (id bigint, updated_at timestamptz)')
    const noView = await pollFailure({ view: 'crm_clients' })
    assert.deepEqual([noView.kind, noView.code], ['misconfigured', '42P01'])
    assert.match(noView.message, /no view crm_clients/)
    const noColumn = await pollFailure({ mapping: { city: 'city', shoe_size: 'description' } })
    assert.deepEqual([noColumn.kind, noColumn.code], ['misconfigured', '42703'])
    assert.match(noColumn.message, /crm_customers has no column shoe_size/)
    const noRight = await pollFailure({
      view: 'salaries',
      mapping: { id: 'customerNumber' },
      deletedColumn: 'id',
    })
    assert.deepEqual([noRight.kind, noRight.code], ['misconfigured', '42501'])
    assert.match(noRight.message, /salaries/)
    const wrongMark = await pollFailure({ watermark: 'city' })
    assert.match(wrongMark.message, /watermark city .* of the type text/)
    const wrongStart = await pollFailure({ start: 'yesterday evening' })
    assert.deepEqual([wrongStart.kind, wrongStart.code], ['misconfigured', '22007'])
  })

  it('notices that a view was changed under it, and reads on when it is whole again', async () => {
    await crm.sql('CREATE VIEW moving AS SELECT id, city, updated_at FROM customers')
    await crm.sql('GRANT SELECT ON moving TO hub_reader')
    const { deletedColumn: _, ...rest } = customers
    const views = { moving: { ...rest, view: 'moving', pageSize: 10, mapping: { city: 'city' } } }
    const poller = connected({ views, lagMs: 0 }).sources?.['moving'] as Poller
    const { cursor } = await drained(poller, { pages: 2 })
    await crm.sql('ALTER VIEW moving RENAME COLUMN city TO town')
    assert.equal((await failureFrom(poller.poll(cursor, adapterCall()))).kind, 'misconfigured')
    await crm.sql('ALTER VIEW moving RENAME COLUMN town TO city')
    assert.equal((await drained(poller, { cursor })).ids.length, 10)
  })

  it('tells a wrong login, a wrong database and a wrong address apart', async () => {
    assert.equal((await countFailure({ password: 'wrong' })).kind, 'unauthenticated')
    assert.equal((await countFailure({ user: 'nobody' })).kind, 'unauthenticated')
    const wrongDatabase = await countFailure({ database: 'erp' })
    assert.deepEqual([wrongDatabase.kind, wrongDatabase.code], ['misconfigured', '3D000'])
    const nobodyThere = await countFailure({ port: await closedPort() })
    assert.deepEqual([nobodyThere.kind, nobodyThere.details], ['unreachable', { sent: false }])
  })

  it('is unreachable while the server starts, stops, or the line is cut, and throttled when it is full', async () => {
    for (const [kind, operation, expected] of [
      ['serverError', 'login', ['unreachable', '57P03']],
      ['serverError', 'read', ['unreachable', '57P01']],
      ['resetBeforeWork', 'login', ['unreachable', undefined]],
      ['resetAfterWork', 'read', ['unreachable', undefined]],
      ['throttled', 'login', ['throttled', '53300']],
      ['brokenReply', 'login', ['unreadable', undefined]],
      ['brokenReply', 'read', ['unreadable', undefined]],
    ] as const) {
      crm.misbehave({ kind, operation })
      const failure = await countFailure()
      assert.deepEqual([failure.kind, failure.code], expected, `${kind} at ${operation}: ${failure.message}`)
    }
  })

  it('works over TLS, and only with a server that it trusts', async () => {
    const caCertificate = loopbackCertificate.cert
    const { client } = connected({ tls: 'verify-full', caCertificate })
    assert.deepEqual(await client.countView({ view: 'customers' }, adapterCall()), { count: 20 })
    const encrypted = connected({ tls: 'require' }).client
    assert.deepEqual(await encrypted.countView({ view: 'customers' }, adapterCall()), { count: 20 })
    assert.equal((await countFailure({ tls: 'verify-full' })).kind, 'misconfigured')
    const broken = connected({ tls: 'require' }).client
    crm.misbehave({ kind: 'brokenReply', operation: 'read' })
    assert.equal(
      (await failureFrom(broken.countView({ view: 'customers' }, adapterCall()))).kind,
      'unreadable',
    )
  })

  it('does without a server that has no TLS, unless it may', async () => {
    const plain = await startSimulator({ people: [] })
    try {
      const { client } = postgres.connect(settingsFor(plain, { tls: 'require' }), io) as Connected<
        typeof viewOperations
      >
      const failure = await failureFrom(client.countView({ view: 'customers' }, adapterCall()))
      assert.equal(failure.kind, 'misconfigured')
      assert.match(failure.message, /does not support SSL/)
    } finally {
      await plain.close()
    }
  })

  it('takes another connection when the server has cut the one that it kept', async () => {
    const { client } = connected()
    const count = (): Promise<unknown> => client.countView({ view: 'customers' }, adapterCall())
    const logins = (): number => crm.calls()['login'] ?? 0
    await count()
    const before = logins()
    await count()
    assert.equal(logins(), before, 'the connection is kept')
    crm.cutAll()
    await soon(() => crm.openConnections() === 0)
    // The reset is noticed by the reader in a turn of its own.
    await soon(async () => (await count().catch(() => undefined)) !== undefined)
    assert.equal(logins(), before + 1)
  })

  it('answers several calls at the same time', async () => {
    const { client } = connected()
    const counts = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(() => client.countView({ view: 'customers' }, adapterCall())),
    )
    assert.deepEqual(new Set(counts.map(({ count }) => count)), new Set([20]))
  })

  it('closes its sockets at the end', async () => {
    const { client, close } = connected()
    await client.countView({ view: 'customers' }, adapterCall())
    for (const one of opened) await one.close?.()
    await close?.()
    await soon(() => crm.openConnections() === 0)
  })

  describe('when it is checked', () => {
    const checked = async (
      more: Partial<Settings> = {},
    ): Promise<readonly (readonly [string, boolean, string])[]> =>
      (await connected(more).check(adapterCall())).map(({ aspect, ok, message }) => [aspect, ok, message])

    it('says that all is well', async () => {
      assert.deepEqual(
        (await checked()).map(([aspect, ok]) => [aspect, ok]),
        [
          ['reachable', true],
          ['login', true],
          ['leastPrivilege', true],
        ],
      )
    })

    it('warns when the user may write to a view', async () => {
      await crm.sql('GRANT UPDATE ON crm_customers TO hub_reader')
      assert.match(String((await checked()).at(-1)), /leastPrivilege,false,.*may write to crm_customers/)
      await crm.sql('REVOKE UPDATE ON crm_customers FROM hub_reader')
    })

    it('names a view that cannot be read', async () => {
      const views = { customers: { ...customers, view: 'gone' } }
      assert.match(String((await checked({ views })).at(-1)), /leastPrivilege,false,.*no view gone/)
    })

    it('says whether the login or the way there is wrong', async () => {
      assert.match(String((await checked({ password: 'wrong' })).at(-1)), /login,false/)
      assert.match(String(await checked({ port: await closedPort() })), /^reachable,false/)
    })
  })
})

describe('a call to PostgreSQL that is given up', () => {
  it('closes its socket, and says whether time or the caller ended it', async () => {
    const clock = fakeClock()
    const ownIo = openAdapterIo(clock)
    const crm = await startSimulator({ people: [] })
    const { sources, close } = await postgres.connect(settingsFor(crm), ownIo)
    const poller = sources?.['customers'] as Poller
    const caller = new AbortController()
    const poll = (): Promise<Failure> => {
      crm.misbehave({ kind: 'hangBeforeWork', operation: 'read' })
      const deadline = new Date(clock.now().getTime() + 1000)
      return failureFrom(poller.poll(undefined, adapterCall({ deadline, signal: caller.signal })))
    }
    try {
      const late = poll()
      await soon(() => crm.calls()['read'] === 1)
      await clock.advance(1000)
      assert.deepEqual([(await late).kind, (await late).details], ['unreachable', { timedOut: true }])
      await soon(() => crm.openConnections() === 0)
      const abandoned = poll()
      await soon(() => crm.calls()['read'] === 2)
      caller.abort()
      assert.deepEqual([(await abandoned).kind, (await abandoned).details], ['unreachable', undefined])
      await soon(() => crm.openConnections() === 0)
      assert.equal((await poll()).kind, 'unreachable', 'nothing is begun for a caller who has gone')
      assert.equal(crm.calls()['read'], 2)
    } finally {
      await close?.()
      await ownIo.close()
      await crm.close()
    }
  })
})
