/**
 * `npm run bench [-- --quick] [rules|profiles|stored|views|intake|flows|sla|payments …] [--profile <folder>] [--size 100000]`: prints how fast the
 * spine of the hub is on this machine, beside a plain server at the same moment, and its rules beside other rule engines. README.md
 * says how to read it. Judges nothing.
 */
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'

import { hubClient } from '../../api/cli/hub-client.ts'
import { table, type Line } from './figures.ts'
import { engineFlows } from './engine-flows.ts'
import { shortFlows } from './flows.ts'
import { intake } from './intake.ts'
import { openMeter } from './meter.ts'
import { payments } from './payments.ts'
import { profilesBench } from './profiles.ts'
import { rules } from './rules.ts'
import { punctuality } from './sla.ts'
import type { Bench } from './steps.ts'
import { stored } from './stored.ts'
import { startSurroundings } from './surroundings.ts'
import { viewsBench } from './views.ts'

/** A part may give a table of its own. */
type Part = (bench: Bench, tell: (line: Line) => void) => Promise<string | void>

/** Payments come last: their sources go on polling. */
const parts: Readonly<Record<string, Part>> = { intake, flows, sla: punctuality, payments, stored: large }
/** Minutes at full size: only when they are asked for by name. */
const onDemand: ReadonlySet<string> = new Set(['profiles', 'stored', 'views'])

function large(bench: Bench): Promise<string> {
  return stored(bench, sizeOr(1_000_000))
}

async function flows(bench: Bench, tell: (line: Line) => void): Promise<void> {
  await engineFlows(bench, tell)
  await shortFlows(bench, tell)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    profile: { type: 'string' },
    /** Records or profiles of the benches that are asked for by name. */
    size: { type: 'string' },
    /** Rows that the hub imports, for views. */
    hub: { type: 'string' },
  },
})

async function main(): Promise<void> {
  const names = ['rules', 'profiles', 'views', ...Object.keys(parts)]
  const unknown = positionals.filter((name) => !names.includes(name))
  if (unknown.length > 0)
    throw new Error(`There is no part ${unknown.join(', ')}; there are ${names.join(', ')}.`)
  const isChosen = (name: string): boolean =>
    positionals.includes(name) || (positionals.length === 0 && !onDemand.has(name))
  // These need neither hub nor database.
  if (isChosen('rules')) await rules(values.quick)
  // It has a database of its own.
  if (isChosen('profiles')) console.log(await profilesBench(sizeOr(100_000)))
  if (isChosen('views')) {
    const size = sizeOr(1_000_000)
    console.log(await viewsBench({ size, hub: Number(values.hub ?? Math.min(size, 50_000)) }))
  }
  const chosen = Object.entries(parts).filter(([name]) => isChosen(name))
  if (chosen.length > 0) await withHub(chosen)
}

/** The size that was asked for. */
function sizeOr(usual: number): number {
  return Number(values.size ?? (values.quick ? usual / 50 : usual))
}

async function withHub(chosen: readonly (readonly [string, Part])[]): Promise<void> {
  const [load = 0] = loadavg()
  const surroundings = await startSurroundings(values.profile)
  try {
    const { hub, hubUri, baselineUrl, database, complaints, freshDatabase } = surroundings
    const bench: Bench = {
      ...hub,
      api: hubClient(hub.url, hub.key),
      meter: openMeter(hub.url),
      baselineUrl,
      database: hubUri,
      freshDatabase,
      isQuick: values.quick,
    }
    const lines: Line[] = []
    const tables: string[] = []
    for (const [, part] of chosen) {
      const own = await part(bench, (line) => {
        lines.push(line)
        console.error(`measured: ${line.what}, ${String(line.concurrency)} at once`)
      })
      if (typeof own === 'string') tables.push(own)
    }
    if (lines.length > 0) tables.unshift(table(lines))
    console.log(`\n${[headline(database, load), ...tables].join('\n\n')}`)
    if (complaints.length > 0)
      console.log(
        `\nThe hub complained ${String(complaints.length)} times:\n${complaints.slice(0, 3).join('\n')}`,
      )
  } finally {
    await surroundings.close()
  }
}

/** The load before it began tells whether others were at work on the machine. */
function headline(database: string, load: number): string {
  const day = new Date().toISOString().slice(0, 10)
  const pace = values.quick ? '; quick, so only roughly' : ''
  const machine = `${String(availableParallelism())} cores, load ${load.toFixed(1)} before; Node ${process.version}`
  return `${day}; ${machine}; database: ${database}${pace}`
}

await main()
