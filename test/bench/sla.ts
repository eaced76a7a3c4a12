/**
 * Clocks that fall due among many that are open, in a real hub on the real clock, beside plain agenda with as many jobs on
 * the same server: README.md says what each line is.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import type mongoose from 'mongoose'

import { hubClient, type HubClient } from '../../api/cli/hub-client.ts'
import type { SlaClock } from '../../engine/sla/clock.ts'
import { connect } from '../../engine/store/database.ts'
import { hubIdentity, startHubProcess } from '../harness/hub-process.ts'
import { countedLine, type CountedLine } from './counted-line.ts'
import { percentile } from './figures.ts'
import type { Bench } from './steps.ts'

/** How many there are, and how many of them fall due in which time. */
interface Size {
  readonly open: number
  readonly due: number
  readonly windowMs: number
}

const full: Size = { open: 100_000, due: 1_000, windowMs: 60_000 }
const quick: Size = { open: 5_000, due: 170, windowMs: 10_000 }

/** One line of the table. */
interface Punctuality {
  readonly what: string
  /** By how much each was late, ms. */
  readonly lags: readonly number[]
  /** Commands to the database from the first that fell due to the last that was done. */
  readonly commands?: number
  readonly seconds: number
}

/** Measures clocks and then agenda; gives the table. */
export async function punctuality(bench: Bench): Promise<string> {
  const size = bench.isQuick ? quick : full
  const lines = [...(await clocks(bench, size))]
  console.error('measured: clocks')
  for (const [what, concurrency, processEvery] of [
    ['agenda, as it comes', 5, 5_000],
    ['agenda, 100 jobs at once, a look each 0.2 s', 100, 200],
  ] as const) {
    lines.push(await agenda(bench, size, { what, concurrency, processEvery }))
    console.error(`measured: ${what}`)
  }
  const many = `${size.due.toLocaleString('en')} of ${size.open.toLocaleString('en')} due in ${String(size.windowMs / 1_000)} s`
  return `${many}; load ${(loadavg()[0] ?? 0).toFixed(1)} at the end\n\n${drawn(lines)}`
}

function drawn(lines: readonly Punctuality[]): string {
  const rows = lines.map(({ what, lags, commands, seconds }) => {
    const ms = [percentile(lags, 0.5), percentile(lags, 0.99), Math.max(...lags)].map((lag) => lag.toFixed(0))
    const perSecond = commands === undefined ? '' : (commands / seconds).toFixed(0)
    return [what, String(lags.length), ...ms, perSecond]
  })
  const table = [
    ['what', 'done', 'lag p50 ms', 'p99 ms', 'max ms', 'db commands per second'],
    ['---', '---:', '---:', '---:', '---:', '---:'],
    ...rows,
  ]
  return table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

// ── the hub ──

async function clocks(bench: Bench, size: Size): Promise<readonly Punctuality[]> {
  const line = await countedLine(await bench.freshDatabase())
  const identity = await hubIdentity()
  const hub = await startHubProcess({ ...identity, mongodbUri: line.uri })
  const connection = await connect(line.uri)
  try {
    const one = await sampleOf(hubClient(hub.url, identity.adminKey), connection)
    const beginMs = await manyClocks(connection, size, one)
    await pause(beginMs - Date.now())
    return await watched({ connection, line, size, beginMs })
  } finally {
    await connection.close()
    await hub.stop()
    await line.close()
  }
}

interface Sample {
  readonly caseDocument: Record<string, unknown>
  readonly clockDocument: Record<string, unknown> & SlaClock
}

const limitMs = 36_000_000

/** A real case with its clock, made by the hub itself; all others are copies of it. */
async function sampleOf(api: HubClient, connection: mongoose.Connection): Promise<Sample> {
  await api.put('/v1/people/sara', { title: { en: 'Sara', fa: 'سارا' }, mobile: '09120000000' })
  await api.put('/v1/sla-policies/bench', {
    title: { en: 'Bench', fa: 'سنجش' },
    agreement: 'sla',
    subject: 'case',
    appliesWhen: 'channel = "bench"',
    calendar: 'always',
    priority: 999,
    targets: [
      {
        name: 'resolve',
        title: { en: 'Resolve', fa: 'حل' },
        within: 'PT10H',
        successWhen: 'kind = "closed"',
        breach: { do: [{ kind: 'notify', to: ['assignee'], channel: 'screen', template: 'sla-breach' }] },
      },
    ],
  })
  const made = await api.post<{ readonly id: string }>('/v1/cases', {
    type: 'ticket',
    channel: 'bench',
    assignee: 'sara',
  })
  const caseDocument = await connection.collection<{ _id: string }>('cases').findOne({ _id: made.id })
  const clockDocument = await connection
    .collection<Record<string, unknown> & SlaClock>('slaClocks')
    .findOne({ policy: 'bench' })
  if (caseDocument === null || clockDocument === null) throw new Error('the hub has stored no clock')
  return { caseDocument, clockDocument }
}

/** Inserts them, those that fall due last, with a case behind each. Gives when the first does. */
async function manyClocks(connection: mongoose.Connection, size: Size, sample: Sample): Promise<number> {
  const insert = async (
    name: string,
    [from, to]: readonly [number, number],
    copy: (n: number) => object,
  ): Promise<void> => {
    for (let at = from; at < to; at += 1_000) {
      const many = Array.from({ length: Math.min(1_000, to - at) }, (_, index) => copy(at + index))
      await connection.collection(name).insertMany(many, { ordered: false })
    }
  }
  const farMs = Date.now() + limitMs / 2
  const clock = (dueMs: number, n: number): object => clockCopy(sample.clockDocument, n, new Date(dueMs))
  await insert('slaClocks', [size.due, size.open], (n) => clock(farMs + n, n))
  await insert('cases', [0, size.due], (n) => caseCopy(sample.caseDocument, n))
  const beginMs = Date.now() + settleMs
  await insert('slaClocks', [0, size.due], (n) => clock(beginMs + (n * size.windowMs) / size.due, n))
  if (Date.now() > beginMs) throw new Error('the clocks were not all there when the first fell due')
  return beginMs
}

/** From the last inserts to the first that falls due; longer than the hub looks ahead. */
const settleMs = 15_000

const caseId = (n: number): string => `bench-case-${String(n)}`

function caseCopy(sample: Record<string, unknown>, n: number): object {
  const number = `BENCH-${String(n)}`
  return { ...sample, _id: caseId(n), series: 'BENCH', serial: n, number, trackingCode: `bench-${String(n)}` }
}

function clockCopy(sample: Record<string, unknown> & SlaClock, n: number, dueAt: Date): object {
  const startedAt = new Date(dueAt.getTime() - limitMs)
  return {
    ...sample,
    _id: `bench-clock-${String(n)}`,
    subject: { kind: 'case', id: caseId(n), label: `BENCH-${String(n)}` },
    startedAt,
    stretches: [{ from: startedAt }],
    marks: sample.marks.map((mark) => ({ ...mark, dueAt })),
    dueAt,
    targetAt: dueAt,
  }
}

interface Watch {
  readonly connection: mongoose.Connection
  readonly line: CountedLine
  readonly size: Size
  readonly beginMs: number
}

/** Waits until all is done, looking seldom, and reads what the documents say of when. */
async function watched({ connection, line, size, beginMs }: Watch): Promise<readonly Punctuality[]> {
  const before = line.commands()
  const messages = connection.collection<{ _id: string; receivedAt: Date }>('messages')
  const giveUpMs = beginMs + size.windowMs * 3
  const isNotice = { name: 'noticeRequested' }
  await pause(size.windowMs)
  while ((await messages.countDocuments(isNotice)) < size.due && Date.now() < giveUpMs) await pause(500)
  const seconds = (Date.now() - beginMs) / 1_000
  const commands = line.commands() - before
  const dueMs = (n: number): number => beginMs + (n * size.windowMs) / size.due
  const acted = await connection
    .collection<{ _id: string; trace: readonly { readonly what: string; readonly at: Date }[] }>('cases')
    .find({ series: 'BENCH' }, { projection: { trace: 1 } })
    .toArray()
  const begun = acted.flatMap(({ _id, trace }) =>
    trace
      .filter(({ what }) => what === 'clock')
      .map(({ at }) => at.getTime() - dueMs(Number(_id.split('-')[2]))),
  )
  const notices = await messages.find(isNotice, { projection: { receivedAt: 1 } }).toArray()
  const asked = notices.map(({ _id, receivedAt }) => {
    const n = Number(/bench-clock-(\d+)/.exec(_id)?.[1])
    return receivedAt.getTime() - dueMs(n)
  })
  return [
    { what: 'clocks: fired, and its action begins', lags: begun, commands, seconds },
    { what: 'clocks: the notice is in the inbox', lags: asked, seconds },
  ]
}

// ── agenda ──

const agendaEntry = fileURLToPath(new URL('./agenda-process.ts', import.meta.url))

async function agenda(
  bench: Bench,
  { open, due, windowMs }: Size,
  how: { readonly what: string; readonly concurrency: number; readonly processEvery: number },
): Promise<Punctuality> {
  const line = await countedLine(await bench.freshDatabase())
  const given = [line.uri, open, due, windowMs, how.concurrency, how.processEvery].map(String)
  const child = fork(agendaEntry, given, { execArgv: ['--import', 'tsx'] })
  process.once('exit', () => child.kill('SIGKILL'))
  const [{ beginMs }] = (await once(child, 'message')) as [{ readonly beginMs: number }]
  child.send({ beginMs })
  await pause(beginMs - Date.now())
  const before = line.commands()
  const [end] = (await once(child, 'message')) as [
    { readonly lags: readonly number[]; readonly endMs: number },
  ]
  const commands = line.commands() - before
  await once(child, 'exit')
  await line.close()
  return { what: how.what, lags: end.lags, commands, seconds: (end.endMs - beginMs) / 1_000 }
}
