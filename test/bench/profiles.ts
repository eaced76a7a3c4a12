/**
 * `npm run bench -- profiles [--size 100000] [--quick]`: how fast the unified profile takes records in, beside a plain
 * `bulkWrite` of the same documents to the same database in the same run; and how long one match and one read take while
 * records come in. README.md says how to read it.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'

import type mongoose from 'mongoose'

import { keyRing } from '../../engine/connections/secrets.ts'
import type { ArrivingRecord } from '../../engine/profile/record-document.ts'
import { recordId } from '../../engine/profile/record-document.ts'
import { unified, type Unified } from '../../engine/profile/unified.ts'
import { connect, openDatabase } from '../../engine/store/database.ts'
import { sourceRecordStore } from '../../engine/store/source-records.ts'
import { systemClock } from '../../engine/values/clock.ts'
import { timeOrderedIds } from '../../engine/values/ids.ts'
import { silentLog } from '../../engine/values/log.ts'
import { percentile } from './figures.ts'
import { countryRecords, type Kind } from './profile-records.ts'

const batchSize = 500
/** Reads that are timed while records come in. */
const reads = 300

/** Measures; gives the table. */
export async function profilesBench(size: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'peyvand-bench-'))
  const database = await openDatabase({ dataFolder: folder, log: silentLog })
  try {
    const rows: string[] = []
    for (const kind of ['strong', 'scored'] as const) rows.push(...(await measured(database.uri, kind, size)))
    const head = '| what | records | per second | to plain | commands each | heap MB |'
    const load = (loadavg()[0] ?? 0).toFixed(1)
    return [`${database.kind}; load ${load} at the end`, '', head, '|---|--:|--:|--:|--:|--:|', ...rows].join(
      '\n',
    )
  } finally {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Counted {
  readonly connection: mongoose.Connection
  readonly commands: () => number
}

async function counted(uri: string, name: string): Promise<Counted> {
  const connection = await connect(uri, name, { monitorCommands: true })
  let commands = 0
  connection.getClient().on('commandStarted', () => (commands += 1))
  return { connection, commands: () => commands }
}

async function measured(uri: string, kind: Kind, size: number): Promise<readonly string[]> {
  const { connection, commands } = await counted(uri, `bench_${randomBytes(4).toString('hex')}`)
  const hub = hubOn(connection)
  try {
    await hub.start([])
    const plainRate = await plain(connection, batches(size, kind))
    const [from, began] = [commands(), performance.now()]
    for (const batch of batches(size, kind)) await hub.profiles.ingest(batch)
    const seconds = (performance.now() - began) / 1_000
    const heap = process.memoryUsage().heapUsed / 1_048_576
    const rate = size / seconds
    const each = (commands() - from) / size
    return [
      `| plain bulkWrite | ${String(size)} | ${plainRate.toFixed(0)} | | | |`,
      `| ingest, ${kind} | ${String(size)} | ${rate.toFixed(0)} | ${(rate / plainRate).toFixed(2)}× | ${each.toFixed(3)} | ${heap.toFixed(0)} |`,
      ...(await whileIngesting(hub, size, kind)),
    ]
  } finally {
    await hub.stop()
    await connection.dropDatabase()
    await connection.close()
  }
}

function hubOn(connection: mongoose.Connection): Unified {
  return unified({
    connection,
    records: sourceRecordStore(connection, systemClock),
    keys: keyRing(randomBytes(32).toString('base64')),
    newId: timeOrderedIds({ clock: systemClock, randomBytes }),
    clock: systemClock,
    log: silentLog,
    random: Math.random,
  })
}

function* batches(size: number, kind: Kind, seed = 1): Generator<readonly ArrivingRecord[]> {
  let batch: ArrivingRecord[] = []
  for (const record of countryRecords(size, kind, seed)) {
    batch.push(record)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** The same documents, each by its id, as anybody would write them. */
async function plain(
  connection: mongoose.Connection,
  all: Iterable<readonly ArrivingRecord[]>,
): Promise<number> {
  const documents = connection.collection<{ readonly _id: string }>('plain')
  const [began, count] = [performance.now(), { records: 0 }]
  for (const batch of all) {
    const writes = batch.map((record) => {
      const _id = recordId(record)
      return { replaceOne: { filter: { _id }, replacement: { ...record, _id }, upsert: true } }
    })
    await documents.bulkWrite(writes, { ordered: false, writeConcern: { w: 'majority', j: true } })
    count.records += batch.length
  }
  return count.records / ((performance.now() - began) / 1_000)
}

/** Reads by id and matches of one record, while records of strangers come in. */
async function whileIngesting(hub: Unified, size: number, kind: Kind): Promise<readonly string[]> {
  const { items } = await hub.profiles.list({ kind: 'person' }, { limit: 500 })
  let isOver = false
  const coming = (async (): Promise<void> => {
    for (const batch of batches(size, kind, 2)) {
      if (isOver) return
      await hub.profiles.ingest(batch.map((record) => ({ ...record, connection: 'later' })))
    }
  })()
  const readMs: number[] = []
  const matchMs: number[] = []
  for (let n = 0; n < reads; n += 1) {
    const id = items[n % items.length]?.id ?? ''
    const other = items[(n + 1) % items.length]?.id ?? ''
    readMs.push(await timed(() => hub.profiles.get(id)))
    matchMs.push(await timed(() => hub.profiles.reviews.explain(id, other)))
  }
  isOver = true
  await coming
  return [
    `| read by id while ${kind} ingest runs, p95 | | ${percentile(readMs, 0.95).toFixed(1)} ms | | | |`,
    `| one match explained meanwhile, p95 | | ${percentile(matchMs, 0.95).toFixed(1)} ms | | | |`,
  ]
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}
