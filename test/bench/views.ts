/**
 * `npm run bench -- views [--size 1000000] [--hub 50000]`: how fast a view of a real PostgreSQL is read, beside the driver's
 * own read of the same rows in the same run; then how fast the hub imports it into business records, while its process
 * is killed three times, whether all of it is there in the end, and how much memory it took. README.md says how to
 * read it. PostgreSQL is at PGHOST and PGPORT (127.0.0.1:5432), user PGUSER (postgres), PGPASSWORD where it asks for one.
 */
import { randomBytes } from 'node:crypto'
import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import pg from 'pg'

import type { Poller } from '../../adapters/adapter.ts'
import { postgres } from '../../adapters/db-views/postgres/index.ts'
import { hubClient, type HubClient } from '../../api/cli/hub-client.ts'
import { connect, openDatabase } from '../../engine/store/database.ts'
import { silentLog } from '../../engine/values/log.ts'
import { adapterCall, openAdapterIo } from '../harness/adapter-io.ts'
import { hubIdentity, hubSuccession, type HubProcess } from '../harness/hub-process.ts'

/** Rows of a page, everywhere. */
const pageSize = 5000
/** How often the hub's process is killed. */
const kills = 3

const environment = process.env
const server = {
  host: environment['PGHOST'] ?? '127.0.0.1',
  port: Number(environment['PGPORT'] ?? 5432),
  user: environment['PGUSER'] ?? 'postgres',
  password: environment['PGPASSWORD'] ?? 'unused',
  database: environment['PGDATABASE'] ?? 'postgres',
}

/** How many rows are read, and how many the hub imports. */
export interface ViewSizes {
  readonly size: number
  readonly hub: number
}

/** Measures; gives the table. */
export async function viewsBench({ size, hub }: ViewSizes): Promise<string> {
  const schema = `peyvand_bench_${randomBytes(4).toString('hex')}`
  const owner = new pg.Client({ ...server, ssl: false })
  await owner.connect()
  try {
    await owner.query(tables(schema, size, hub))
    console.error(`views: ${String(size)} rows made`)
    const rows: string[] = []
    const raw = await timed((seen) => rawRead(owner, `${schema}.invoices`, seen))
    rows.push(row('pg itself, a cursor, 5,000 rows at a time', raw))
    const read = await timed((seen) => adapterRead(`${schema}.invoices_view`, seen))
    rows.push(row('the source, page by page, nothing stored', read, raw))
    const few = await timed((seen) => rawRead(owner, `${schema}.few`, seen))
    const imported = await hubImport(`${schema}.few_view`, hub)
    rows.push(row('pg itself, the rows that the hub imports', few))
    rows.push(row(`the hub, into records, killed ${String(kills)} times`, imported, few))
    const load = (loadavg()[0] ?? 0).toFixed(1)
    const head = '| what | rows | seconds | per second | to pg | largest RSS, MB |'
    return [
      `${String(availableParallelism())} cores, load ${load} at the end; ${imported.database}`,
      '',
      head,
      '|---|--:|--:|--:|--:|--:|',
      ...rows,
      '',
      imported.verdict,
    ].join('\n')
  } finally {
    await owner.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
    await owner.end()
  }
}

/** Invoices that were changed a few microseconds apart, many of them in the same one. */
function tables(schema: string, size: number, few: number): string {
  return `CREATE SCHEMA ${schema};
    CREATE TABLE ${schema}.invoices AS
      SELECT n AS id, 'INV-' || n AS number, n % 1000 AS customer_id, (n * 1000)::numeric(20, 2) AS amount, 'شرح فاکتور شمارهٔ ' || n AS description,
        timestamptz '2026-01-01 00:00:00Z' + (n / 3) * interval '7 microseconds' AS changed_at
      FROM generate_series(1, ${String(size)}) AS n;
    CREATE TABLE ${schema}.few AS SELECT * FROM ${schema}.invoices ORDER BY id LIMIT ${String(few)};
    CREATE INDEX ON ${schema}.invoices (changed_at, id); CREATE INDEX ON ${schema}.few (changed_at, id);
    CREATE VIEW ${schema}.invoices_view AS SELECT * FROM ${schema}.invoices;
    CREATE VIEW ${schema}.few_view AS SELECT * FROM ${schema}.few;
    ANALYZE ${schema}.invoices; ANALYZE ${schema}.few`
}

interface Measured {
  readonly count: number
  readonly seconds: number
  /** Megabytes. */
  readonly rss: number
}

async function timed(work: (seen: () => void) => Promise<number>): Promise<Measured> {
  let rss = 0
  const seen = (): void => void (rss = Math.max(rss, process.memoryUsage().rss / 1_048_576))
  const began = performance.now()
  const count = await work(seen)
  return { count, seconds: (performance.now() - began) / 1000, rss }
}

function row(what: string, { count, seconds, rss }: Measured, raw?: Measured): string {
  const rate = count / seconds
  const ratio = raw === undefined ? '' : `${(rate / (raw.count / raw.seconds)).toFixed(3)}×`
  return `| ${what} | ${String(count)} | ${seconds.toFixed(1)} | ${rate.toFixed(0)} | ${ratio} | ${rss.toFixed(0)} |`
}

/** All rows in their order, as the driver gives them. */
async function rawRead(
  client: pg.Client,
  table: string,
  seen: () => void = () => undefined,
): Promise<number> {
  await client.query(
    `BEGIN; DECLARE rows NO SCROLL CURSOR FOR SELECT * FROM ${table} ORDER BY changed_at, id`,
  )
  let count = 0
  for (let got = pageSize; got === pageSize; count += got) {
    got = (await client.query(`FETCH ${String(pageSize)} FROM rows`)).rows.length
    seen()
  }
  await client.query('COMMIT')
  return count
}

const view = (name: string): object => ({
  ...{ view: name, type: 'invoice', externalId: 'id', id: 'id', watermark: 'changed_at' },
  ...{ start: 'beginning', pageSize, everyMs: 1000 },
  fields: {
    invoiceNumber: 'number',
    amountRial: 'number(amount)',
    description: 'description',
    customer: '{ externalId: string(customer_id) }',
  },
})

const settings = (name: string): object => ({ ...server, tls: 'disable', views: { invoices: view(name) } })

async function adapterRead(name: string, seen: () => void): Promise<number> {
  const io = openAdapterIo()
  const connected = await postgres.connect(settings(name) as Parameters<typeof postgres.connect>[0], io)
  const poller = connected.sources?.['invoices'] as Poller
  const later = (): Date => new Date(Date.now() + 60_000)
  let count = 0
  let page = await poller.poll(undefined, adapterCall({ deadline: later() }))
  for (;;) {
    count += page.items.length
    seen()
    if (!page.more) break
    page = await poller.poll(page.cursor, adapterCall({ deadline: later() }))
  }
  await connected.close?.()
  await io.close()
  return count
}

interface Imported extends Measured {
  readonly database: string
  readonly verdict: string
}

/** The whole way through a hub in a process of its own, on a database of its own. */
async function hubImport(name: string, size: number): Promise<Imported> {
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-bench-'))
  const database = await openDatabase({ dataFolder: folder, log: silentLog })
  const uri = new URL(database.uri)
  uri.pathname = `/bench_${randomBytes(4).toString('hex')}`
  const identity = await hubIdentity()
  const hubs = hubSuccession({ ...identity, mongodbUri: uri.href, environment: { PEYVAND_LEASE_MS: '1000' } })
  let hub = await hubs.next()
  try {
    const api = hubClient(hub.url, identity.adminKey)
    const began = performance.now()
    await api.put('/v1/connections/bench-erp', { adapter: 'postgres', settings: settings(name) })
    let rss = 0
    for (let killed = 0; killed < kills; killed += 1) {
      rss = Math.max(rss, await reached(hub, api, (size * (killed + 1)) / (kills + 1)))
      await hub.kill()
      hub = await hubs.next()
      console.error(`views: killed ${String(killed + 1)} times`)
    }
    rss = Math.max(rss, await reached(hub, api, size))
    const seconds = (performance.now() - began) / 1000
    const verdict = await verdictOf(uri.href, size)
    return { count: size, seconds, rss, database: database.kind, verdict }
  } finally {
    await hub.kill()
    await hubs.close()
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
}

interface SourceView {
  readonly stored?: number
  readonly refused?: number
  readonly cursor?: string
  readonly lastError?: string
}

/** Waits until so many were stored, or all were read; gives the largest memory seen, MB. */
async function reached(hub: HubProcess, api: HubClient, count: number): Promise<number> {
  let rss = 0
  for (;;) {
    rss = Math.max(rss, await rssOf(hub.pid))
    const { items } = await api.get<{ readonly items: readonly SourceView[] }>(
      '/v1/connections/bench-erp/sources',
    )
    const { stored = 0, refused = 0, cursor = '', lastError = '' } = items[0] ?? {}
    if (refused > 0) throw new Error(lastError)
    if (stored >= count || cursor.includes('caughtUp')) return rss
    await pause(250)
  }
}

/** Resident memory of a process, MB; NaN where the system does not tell. */
async function rssOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024
}

/** What is in the hub's database in the end. */
async function verdictOf(uri: string, size: number): Promise<string> {
  const connection = await connect(uri)
  const records = connection.collection('sourceRecords')
  const found = await records
    .aggregate<{ records: number; ids: number }>([
      { $match: { connection: 'bench-erp' } },
      { $group: { _id: '$externalId', times: { $sum: 1 } } },
      { $group: { _id: null, records: { $sum: '$times' }, ids: { $sum: 1 } } },
    ])
    .toArray()
  await connection.dropDatabase()
  await connection.close()
  const { records: stored = 0, ids = 0 } = found[0] ?? {}
  const isWhole = stored === size && ids === size
  return `${isWhole ? 'Complete and without a double' : 'NOT COMPLETE, OR WITH DOUBLES'}: ${String(stored)} records of ${String(ids)} invoices, of ${String(size)} rows.`
}
