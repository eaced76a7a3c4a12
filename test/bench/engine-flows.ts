/** The flow engine beside others, inside one process and without the API: README.md says what each line is. */
import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import { advance } from '../../engine/bpmn/advance.ts'
import { compile } from '../../engine/bpmn/compile.ts'
import type { FlowGraph, RunState } from '../../engine/bpmn/model.ts'
import { outstanding } from '../../engine/bpmn/outstanding.ts'
import { connect } from '../../engine/store/database.ts'
import { subscriptionKey, type RunDocument } from '../../engine/store/runs.ts'
import { rate, type Line } from './figures.ts'
import { choice, threeSteps, waiting } from './flow-models.ts'
import { inProcess, type Measured } from './load.ts'
import { parsed, runTheirs, storingIn } from './other-engine.ts'
import { openStub, ownEngine, type CallStub, type OwnEngine } from './own-engine.ts'
import type { Bench } from './steps.ts'

type Tell = (line: Line) => void

const concurrency = 64

/** Measures all of it; each line is told as soon as it is known. */
export async function engineFlows(bench: Bench, tell: Tell): Promise<void> {
  await advanceOnly(bench, tell)
  const { child, url } = await startStub()
  const stub = openStub(url)
  try {
    await durable({ bench, tell, call: stub.call })
    await processes({ bench, tell, stubUrl: url })
    await amongWaiting({ bench, tell, call: stub.call })
  } finally {
    await stub.close()
    child.disconnect()
  }
}

const secondsOf = ({ isQuick }: Bench): number => (isQuick ? 1 : 6)

/** Long enough for the compiler to have done with what is measured; the same for every line. */
const warmUpOf = ({ isQuick }: Bench): number => (isQuick ? 0.5 : 3)

// ── without I/O ──

async function advanceOnly(bench: Bench, tell: Tell): Promise<void> {
  const seconds = secondsOf(bench)
  const context = await parsed(choice.theirs)
  const theirs = await inProcess({
    concurrency: 1,
    seconds,
    act: () => runTheirs(context, () => Promise.resolve()),
  })
  tell({ what: 'bpmn-engine, in memory', concurrency: 1, measured: theirs })
  const graph = await graphOf(choice.ours)
  const act = (): void => advanceToEnd(graph)
  const ours = await inProcess({ concurrency: 1, seconds, act: () => Promise.resolve(act()) })
  tell({ what: 'advance only', concurrency: 1, measured: ours, baseline: rate({ measured: theirs }) })
}

async function graphOf(xml: string): Promise<FlowGraph> {
  const result = await compile(xml)
  const graph = 'graphs' in result ? result.graphs[0] : undefined
  if (graph === undefined) throw new Error(`the model does not compile: ${JSON.stringify(result)}`)
  return graph
}

const at = '2026-03-21T09:00:00.000Z'

function advanceToEnd(graph: FlowGraph): void {
  let state: RunState = { status: 'running', instances: {}, visits: {} }
  state = advance(graph, state, { kind: 'started', variables: { amountRial: 5_000 }, at }).state
  while (state.status === 'running') {
    const [job] = outstanding(graph, state)
    if (job === undefined) throw new Error('the run waits for nothing')
    state = advance(graph, state, { kind: 'jobCompleted', instance: job.instance, output: {}, at }).state
  }
}

// ── three calls, durable ──

interface Stage {
  readonly bench: Bench
  readonly tell: Tell
  readonly call: CallStub
}

async function durable({ bench, tell, call }: Stage): Promise<void> {
  const seconds = secondsOf(bench)
  const connection = await connect(await bench.freshDatabase())
  const runs = connection.collection<{ _id: string; state: string }>('runs')
  const measure = async (
    what: string,
    act: () => Promise<void>,
    { at = concurrency, baseline }: { readonly at?: number; readonly baseline?: number } = {},
  ): Promise<number> => {
    await inProcess({ concurrency: at, seconds: warmUpOf(bench), act })
    const measured = await inProcess({ concurrency: at, seconds, act })
    tell({ what, concurrency: at, measured, ...(baseline !== undefined && { baseline }) })
    return rate({ measured })
  }
  const context = await parsed(threeSteps.theirs)
  const theirs = await measure(
    'bpmn-engine, stored after each activity',
    () => runTheirs(context, async () => void (await call()), storingIn(runs, randomUUID())),
    // More at once only wait for each other, and for a connection to the database.
    { at: 16 },
  )
  const once = { writeConcern: { w: 'majority', j: true } } as const
  await measure(
    'plain loop, a write per step',
    async () => {
      const _id = randomUUID()
      await runs.insertOne({ _id, state: text }, once)
      for (let step = 0; step < 3; step += 1) {
        await call()
        await runs.updateOne({ _id }, { $set: { state: text } }, once)
      }
    },
    { baseline: theirs },
  )
  const plain = await measure(
    'plain loop, one insert',
    async () => {
      for (let step = 0; step < 3; step += 1) await call()
      await runs.insertOne({ _id: randomUUID(), state: text }, once)
    },
    { baseline: theirs },
  )
  await connection.close()
  const own = await ownEngine(await bench.freshDatabase(), 'bench', call)
  await own.engine.flows.deploy([{ name: 'steps.bpmn', content: threeSteps.ours }])
  const ours = await measureOwn(own, bench)
  tell({ what: 'engine, three calls (to bpmn-engine stored)', ...ours, baseline: theirs })
  tell({ what: 'engine, three calls (to one insert)', ...ours, baseline: plain })
  await own.close()
}

/** As much as a run of three calls has to store. */
const text = JSON.stringify({
  state: 'completed',
  history: Array.from({ length: 14 }, () => 'x'.repeat(120)),
})

async function measureOwn(
  own: OwnEngine,
  bench: Bench,
): Promise<Pick<Line, 'concurrency' | 'measured' | 'trips'>> {
  const act = async (): Promise<void> => {
    const { state } = await own.engine.runs.start('benchSteps', { waitMs: 30_000 })
    if (state !== 'completed') throw new Error(`a run is ${state}`)
  }
  await inProcess({ concurrency, seconds: warmUpOf(bench), act })
  const before = own.trips()
  const measured = await inProcess({ concurrency, seconds: secondsOf(bench), act })
  return { concurrency, measured, trips: (own.trips() - before) / measured.count }
}

// ── more than one process ──

const processEntry = fileURLToPath(new URL('./engine-process.ts', import.meta.url))

async function processes({
  bench,
  tell,
  stubUrl,
}: Omit<Stage, 'call'> & { readonly stubUrl: string }): Promise<void> {
  const uri = await bench.freshDatabase()
  let alone: number | undefined
  for (const count of [1, 2]) {
    const children = await Promise.all(
      Array.from({ length: count }, (_, n) =>
        startProcess([
          uri,
          stubUrl,
          `process-${String(count)}-${String(n)}`,
          String(concurrency / count),
          String(warmUpOf(bench)),
          String(secondsOf(bench)),
        ]),
      ),
    )
    const ends = await Promise.all(children.map(measuredBy))
    const all: Measured = {
      count: ends.reduce((sum, end) => sum + end.count, 0),
      seconds: Math.max(...ends.map((end) => end.seconds)),
      latencies: [],
    }
    const what = `engine in ${String(count)} process${count === 1 ? '' : 'es'} of its own`
    tell({ what, concurrency, measured: all, ...(alone !== undefined && { baseline: alone }) })
    alone = rate({ measured: all })
  }
}

async function startProcess(given: readonly string[]): Promise<ChildProcess> {
  const child = fork(processEntry, [...given], { execArgv: ['--import', 'tsx'] })
  process.once('exit', () => child.kill('SIGKILL'))
  await once(child, 'message')
  return child
}

async function measuredBy(child: ChildProcess): Promise<Pick<Measured, 'count' | 'seconds'>> {
  child.send('go')
  const [measured] = (await once(child, 'message')) as [Pick<Measured, 'count' | 'seconds'>]
  await once(child, 'exit')
  return measured
}

// ── among runs that wait ──

async function amongWaiting({ bench, tell, call }: Stage): Promise<void> {
  const own = await ownEngine(await bench.freshDatabase(), 'bench-waiting', call)
  await own.engine.flows.deploy([
    { name: 'steps.bpmn', content: threeSteps.ours },
    { name: 'waiting.bpmn', content: waiting },
  ])
  const { id } = await own.engine.runs.start('benchWaiting', { variables: { key: 'k' } })
  const stored = own.connection.collection<RunDocument>('runs')
  const sample = await stored.findOne({ _id: id })
  if (sample === null) throw new Error('the waiting run is not stored')
  let there = 0
  let first: number | undefined
  for (const wanted of bench.isQuick ? [10, 1_000] : [10, 1_000, 100_000]) {
    for (; there < wanted; there += Math.min(1_000, wanted - there))
      await stored.insertMany(copies(sample, there, Math.min(1_000, wanted - there)))
    const ours = await measureOwn(own, bench)
    const what = `engine, ${wanted.toLocaleString('en')} runs waiting`
    tell({ what, ...ours, ...(first !== undefined && { baseline: first }) })
    first ??= rate(ours)
  }
  await own.close()
}

function copies(sample: RunDocument, from: number, count: number): RunDocument[] {
  return Array.from({ length: count }, (_, n) => ({
    ...sample,
    _id: `waiting-${String(from + n)}`,
    subscriptions: [subscriptionKey('benchWord', `k${String(from + n)}`)],
  }))
}

// ── the stub ──

const stubEntry = fileURLToPath(new URL('./stub-server.ts', import.meta.url))

async function startStub(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = fork(stubEntry, [], { execArgv: ['--import', 'tsx'] })
  process.once('exit', () => child.kill('SIGKILL'))
  const [{ port }] = (await once(child, 'message')) as [{ readonly port: number }]
  return { child, url: `http://127.0.0.1:${String(port)}` }
}
