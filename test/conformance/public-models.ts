/**
 * Public models of the Camunda 8 dialect, deployed and played to their end: how many of how many, and why others do
 * not. Run by hand, as the models are not ours to keep:
 * `PUBLIC_MODELS=<folder of .bpmn and .form files> node --import tsx test/conformance/public-models.ts`
 */
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import type { Expression } from '../../engine/bpmn/definitions.ts'
import type { FlowGraph, Outstanding } from '../../engine/bpmn/model.ts'
import { outstanding } from '../../engine/bpmn/outstanding.ts'
import { referencesOf } from '../../engine/bpmn/references.ts'
import { compile } from '../../engine/bpmn/compile.ts'
import { fromDocument, unstarted } from '../../engine/runs/run-document.ts'
import { isExternal } from '../../engine/runs/job-types.ts'
import type { RunView } from '../../engine/runs/service.ts'
import { flowStore } from '../../engine/store/flows.ts'
import { runStore } from '../../engine/store/runs.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { testDatabase } from '../harness/database.ts'
import { hubInABox } from '../harness/engine-box.ts'
import { fakeClock } from '../harness/fake-clock.ts'
import { end, file, start } from '../harness/story.ts'
import { filledForm, inventedFor, workedOut } from './invented-variables.ts'

const folder = process.env['PUBLIC_MODELS']
if (folder === undefined) throw new Error('PUBLIC_MODELS must name a folder of .bpmn files')

/** Steps after which a run is taken for endless. */
const mostSteps = 200

/** Why a model is left out; `undefined` when it is played. */
function leftOut(xml: string): string | undefined {
  if (!xml.includes('http://camunda.org/schema/zeebe/1.0')) return 'not of Camunda 8'
  if (!xml.includes('isExecutable="true"')) return 'not executable'
  if (/agenticai|fromAi\(/.test(xml)) return 'an AI agent'
  if (/type="io\.camunda[:.]|connectors?\.|modelerTemplate="io\.camunda/.test(xml)) return 'connectors'
  return undefined
}

/** Stands in for a called process that is not among the models. */
const emptyProcess = { elements: [start(), end()], flows: ['begun > done'] }

const clock = fakeClock('2026-03-21T09:00:00Z')
const database = await testDatabase()
const box = await hubInABox(database, { clock })
const runs = runStore(database.connection, clock)
const deployed = flowStore(database.connection)

/** Waits for an answer while time passes. */
async function passing<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let isHere = false
  const done = answer.finally(() => (isHere = true))
  done.catch(() => undefined)
  while (!isHere) await clock.advance(20)
  return done
}

interface Model {
  readonly path: string
  readonly xml: string
  readonly graphs: readonly FlowGraph[]
}

/** What became of a model. */
interface Outcome {
  readonly deploys: boolean
  readonly ends: boolean
  readonly why: string
}

async function play(model: Model, around: readonly Model[]): Promise<Outcome> {
  const problem = await deployWithCalled(model, around)
  if (problem !== undefined) return { deploys: false, ends: false, why: problem }
  const ends: string[] = []
  const family = [model, ...calledBy(model, around)]
  for (const graph of model.graphs) ends.push(await playProcess(graph, family))
  const bad = ends.filter((end) => end !== '')
  return { deploys: true, ends: bad.length === 0, why: bad.join('; ') }
}

/** The models that a model calls, as far as they are among those around it. */
function calledBy(model: Model, around: readonly Model[]): readonly Model[] {
  return model.graphs.flatMap(referencesOf).flatMap(({ kind, key }) => {
    const has = ({ graphs }: Model): boolean => graphs.some(({ processId }) => processId === key)
    const known = kind === 'flow' && key !== undefined && !has(model) ? around.find(has) : undefined
    return known === undefined ? [] : [known]
  })
}

/** Deploys a model last, after the called processes, forms and stand-ins for the decisions it refers to. */
async function deployWithCalled(model: Model, around: readonly Model[]): Promise<string | undefined> {
  const wanted = model.graphs.flatMap(referencesOf)
  const called = calledBy(model, around)
  for (const { kind, key } of wanted) {
    if (kind !== 'ruleSet' || key === undefined) continue
    const title = { en: key, fa: key }
    const name = key.replaceAll(/[^A-Za-z0-9_-]/g, '-')
    await passing(box.engine.ruleSets.put(name, { title, rules: [] })).catch(() => undefined)
  }
  const known = new Set([...called, model].flatMap(({ graphs }) => graphs.map(({ processId }) => processId)))
  const missing = wanted.flatMap(({ kind, key }) =>
    kind === 'flow' && key !== undefined && !known.has(key) ? [key] : [],
  )
  const standIns = [...new Set(missing)].map((id) => ({ name: id, content: file(emptyProcess, id) }))
  const own = [...new Set(called), model].map(({ path, xml }) => ({ name: path, content: xml }))
  const files = [...standIns, ...own]
  const result = await passing(box.engine.flows.deploy(files))
  if ('deployed' in result) return undefined
  return result.problems.map(({ element, message }) => `${element}: ${message}`).join('; ')
}

async function playProcess(graph: FlowGraph, family: readonly Model[]): Promise<string> {
  const invented = inventedFor(
    family.map(({ xml }) => xml).join('\n'),
    family.flatMap(({ graphs }) => graphs),
  )
  const graphs = family.flatMap((one) => one.graphs)
  const own = workedOut(graphs)
  const answers = (round: number): JsonObject =>
    Object.fromEntries(Object.entries(invented(round)).filter(([name]) => !own.has(name)))
  for (const type of operationsIn(graphs)) box.answer(type, async () => answers(0))
  const run = await begin(graph, invented(0))
  if (typeof run === 'string') return run
  try {
    return await carryToEnd(run.id, { invented, answers, decided: decisionResults(graph) })
  } finally {
    for (const { id } of await living())
      await passing(box.engine.runs.repair(id, { action: 'cancel' }, { by: 'test', reason: 'over' })).catch(
        () => undefined,
      )
  }
}

/** Job types that are written like operations of connections. */
function operationsIn(graphs: readonly FlowGraph[]): readonly string[] {
  return graphs.flatMap(({ elements }) =>
    Object.values(elements).flatMap((element) => {
      if (!('job' in element) || element.job === undefined || !('literal' in element.job.type)) return []
      const { literal } = element.job.type
      return typeof literal === 'string' && !isExternal({ type: literal }) ? [literal] : []
    }),
  )
}

/** The variables that called decisions give: their tables are not here, so their results are put in by hand. */
function decisionResults({ elements }: FlowGraph): readonly string[] {
  return Object.values(elements).flatMap((element) =>
    element.type === 'businessRuleTask' && element.rule.kind === 'decision'
      ? [element.rule.resultVariable, ...element.outputs.map(({ target }) => target)]
      : [],
  )
}

/** Whether something could be corrected. */
async function correct(id: string, decided: readonly string[], invented: JsonObject): Promise<boolean> {
  const variables = Object.fromEntries(
    decided.flatMap((name) => (name in invented ? [[name, invented[name] ?? null]] : [])),
  )
  if (Object.keys(variables).length === 0) return false
  const retry = { action: 'retry', variables } as const
  await passing(box.engine.runs.repair(id, retry, { by: 'test', reason: 'a decision by hand' }))
  return true
}

/** Starts a run by whatever starts it. */
async function begin(graph: FlowGraph, variables: JsonObject): Promise<RunView | string> {
  const { processId: flow } = graph
  const starts = Object.values(graph.elements).flatMap((element) =>
    element.type === 'startEvent' && element.parent === flow ? [element] : [],
  )
  const [event = undefined] = [...starts].sort((a, b) => rank(a.event.kind) - rank(b.event.kind))
  if (event === undefined) return 'it has no start event'
  switch (event.event.kind) {
    case 'none':
      return passing(box.engine.runs.start(flow, { variables }))
    case 'message': {
      const name = nameOf(event.event.name)
      await passing(
        box.engine.messages.publish({
          name,
          correlationKey: `key ${String(clock.now().getTime())}`,
          variables,
        }),
      )
      return newest(flow)
    }
    case 'signal': {
      const name = nameOf(event.event.name)
      await passing(box.engine.signals.broadcast({ name, variables }))
      return newest(flow)
    }
    default: {
      const [due] = (await deployed.dueStarts(new Date('2100-01-01'))).filter((one) => one.flow === flow)
      if (due === undefined) return 'its timer never starts it'
      await clock.leap(Math.max(0, due.dueAt.getTime() - clock.now().getTime()) + 1)
      return newest(flow)
    }
  }
}

function nameOf(name: Expression): string {
  return 'literal' in name && typeof name.literal === 'string' ? name.literal : ''
}

function rank(kind: string): number {
  return ['none', 'message', 'signal'].indexOf(kind) + (kind === 'timer' ? 10 : 0)
}

async function newest(flow: string): Promise<RunView | string> {
  for (let tries = 0; tries < 500; tries += 1) {
    const [run] = await box.runsOf(flow)
    if (run !== undefined) return run
    await clock.advance(100)
  }
  return 'nothing started it'
}

async function living(): Promise<readonly RunView[]> {
  const found = await Promise.all(
    (['running', 'incident'] as const).map((state) => box.engine.runs.list({ state }, { limit: 100 })),
  )
  return found.flatMap(({ items }) => items)
}

/** Answers whatever the run and those it has called wait for; the empty text when it ends. */
async function carryToEnd(id: string, playing: Playing): Promise<string> {
  for (let round = 1; round <= mostSteps; round += 1) {
    await clock.advance(50)
    const view = await box.engine.runs.get(id)
    if (view.endedAt !== undefined) return view.state === 'cancelled' ? 'it was cancelled' : ''
    const stuck = await takeStep(id, round, playing)
    if (stuck !== undefined) return stuck
  }
  return 'it goes round and round'
}

/** Why nothing goes on any more; `undefined` when something does. */
async function takeStep(
  id: string,
  round: number,
  { invented, answers, decided }: Playing,
): Promise<string | undefined> {
  const waits = await allWaits()
  const [incident] = waits.flatMap(({ wait }) => (wait.kind === 'incident' ? [wait] : []))
  if (incident !== undefined) {
    if (round < 20 && (await correct(id, decided, invented(round)))) return undefined
    const { element, incident: what } = incident
    return `${element}: ${what.code}: ${what.message}`
  }
  const variables = answers(round)
  if ((await actOn(waits, { variables, round })) || (await passTime(waits)) || round < 20) return undefined
  return `it waits for ${waits.map(({ wait }) => wait.kind).join()}`
}

/** What a run is answered with. */
interface Playing {
  readonly invented: (round: number) => JsonObject
  /** The same without what the model works out itself. */
  readonly answers: (round: number) => JsonObject
  readonly decided: readonly string[]
}

/** What is answered in a round. */
interface Inventing {
  readonly variables: JsonObject
  readonly round: number
}

interface Waiting {
  readonly run: string
  readonly wait: Outstanding
}

async function allWaits(): Promise<readonly Waiting[]> {
  const found: Waiting[] = []
  for (const { id, flow, version } of await living()) {
    const stored = await runs.load(id)
    const state = stored === undefined ? unstarted : fromDocument(stored).state
    const graph = { processId: flow, version } as unknown as FlowGraph
    found.push(...outstanding(graph, state).map((wait) => ({ run: id, wait })))
  }
  return found
}

/** Jobs and user tasks first, then messages and signals: as people and workers are faster than time. */
async function actOn(waits: readonly Waiting[], inventing: Inventing): Promise<boolean> {
  const job = waits.find(({ wait }) => wait.kind === 'job' && isExternal(wait))?.wait
  if (job?.kind === 'job') return answerJobs(job.type, inventing.variables)
  const task = waits.find(({ wait }) => wait.kind === 'userTask')
  if (task !== undefined) return completeTasks(task.run, inventing)
  for (const { wait } of waits) if (await tell(wait, inventing.variables)) return true
  return false
}

/** Sends the message or the signal that is waited for. */
async function tell(wait: Outstanding, variables: JsonObject): Promise<boolean> {
  if (wait.kind === 'message' && isOwn(wait)) {
    const { name, correlationKey } = wait
    await passing(box.engine.messages.publish({ name, correlationKey, variables }))
    return true
  }
  if (wait.kind !== 'signal' || !isOwn(wait)) return false
  await passing(box.engine.signals.broadcast({ name: wait.name, variables }))
  return true
}

/** An event that the run stands at, not one that might interrupt something. */
function isOwn({ instance, event }: { readonly instance: string; readonly event: string }): boolean {
  return instance.startsWith(`${event}:`) || !instance.startsWith('root')
}

async function answerJobs(type: string, variables: JsonObject): Promise<boolean> {
  const jobs = await passing(
    box.engine.jobs.activate({ type, worker: 'test', maxJobs: 50, lockMs: 60_000, waitMs: 0 }),
  )
  for (const { id, lockToken } of jobs)
    await passing(box.engine.jobs.answer(id, lockToken, { kind: 'complete', variables })).catch(
      () => undefined,
    )
  return true
}

function formOf(id: string): Promise<{ readonly schema?: JsonObject }> {
  return box.engine.workItems.form(id).catch(() => ({}))
}

async function completeTasks(run: string, { variables, round }: Inventing): Promise<boolean> {
  const { items } = await box.engine.workItems.list({ run }, { limit: 50 })
  for (const { id, formId, formKey } of items) {
    const form = formId ?? formKey
    const { schema } = form === undefined ? {} : await formOf(id)
    const filled = schema === undefined ? variables : { ...filledForm(schema, round), ...variables }
    await passing(box.engine.workItems.complete(id, { variables: filled }, { by: 'test' })).catch(
      () => undefined,
    )
  }
  return items.length > 0
}

/** Leaps to the next timer. */
async function passTime(waits: readonly Waiting[]): Promise<boolean> {
  const [next] = waits.flatMap(({ wait }) => (wait.kind === 'timer' ? [wait.dueAt] : [])).sort()
  if (next === undefined) return false
  await clock.leap(Math.max(0, new Date(next).getTime() - clock.now().getTime()) + 1)
  await clock.advance(6_000)
  return true
}

async function readModels(
  at: string,
): Promise<{ models: Model[]; out: Map<string, number>; broken: string[] }> {
  const names = await readdir(at, { recursive: true })
  const out = new Map<string, number>()
  const models: Model[] = []
  const broken: string[] = []
  for (const path of names.filter((name) => name.endsWith('.bpmn')).sort()) {
    const xml = await readFile(join(at, path), 'utf8')
    const reason = leftOut(xml)
    if (reason !== undefined) {
      out.set(reason, (out.get(reason) ?? 0) + 1)
      continue
    }
    const compiled = await compile(xml)
    if ('graphs' in compiled) models.push({ path, xml, graphs: compiled.graphs })
    else
      broken.push(
        `${path}\n    ${compiled.problems.map(({ element, message }) => `${element}: ${message}`).join('\n    ')}`,
      )
  }
  return { models, out, broken }
}

const { models, out, broken } = await readModels(folder)
const top = (path: string): string => dirname(path).split('/')[0] ?? ''
let ended = 0
let deploys = 0
for (const line of broken) process.stdout.write(`refused  ${line}\n`)
for (const model of models) {
  const around = models.filter(({ path }) => top(path) === top(model.path))
  const outcome = await play(model, around)
  if (outcome.deploys) deploys += 1
  if (outcome.ends) ended += 1
  else
    process.stdout.write(`${outcome.deploys ? 'stuck   ' : 'refused '} ${model.path}\n    ${outcome.why}\n`)
}
const all = models.length + broken.length
process.stdout.write(`${String(deploys)} of ${String(all)} deploy, ${String(ended)} of ${String(all)} end\n`)
for (const [reason, count] of out) process.stdout.write(`left out, ${reason}: ${String(count)}\n`)
await passing(box.stop())
await database.close()
process.exit(0)
