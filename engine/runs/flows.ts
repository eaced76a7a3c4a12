/**
 * Deploys flows and hands out their graphs. A version is immutable and compiled once per process; what other
 * processes deploy is noticed by `refresh`, which the worker calls every few seconds.
 */
import { compile } from '../bpmn/compile.ts'
import type { FlowGraph } from '../bpmn/model.ts'
import { firstFire } from '../bpmn/timers.ts'
import { Problem } from '../../contracts/problems.ts'
import { sha256 } from '../values/hash.ts'
import { positionOf } from '../store/page-cursor.ts'
import type { Clock } from '../values/clock.ts'
import type { FlowStore, FlowVersion, TimerStart } from '../store/flows.ts'
import type { DeployedFlow, Deployment, Flows, FlowView, Page } from './service.ts'

/** A start event that a message starts. */
export interface MessageStart {
  readonly flow: string
  readonly version: number
  readonly startEvent: string
}

/** Flows, and what the engine itself asks of them. */
export interface FlowCatalogue extends Flows {
  /** Raises `flowNotFound`. */
  graph(key: string, version: number): Promise<FlowGraph>
  newest(key: string): Promise<FlowVersion | undefined>
  /** The version that a run is started in: the given one when it exists, else the newest. Raises `flowNotFound`. */
  versionFor(key: string, version?: number): Promise<number>
  /** Start events of newest versions that wait for a message of this name. */
  messageStarts(name: string): readonly MessageStart[]
  /** Start events of newest versions that a signal of this name starts. */
  signalStarts(name: string): readonly MessageStart[]
  /** The names of the messages that start the newest version of a flow. */
  messageStartNames(flow: string): readonly string[]
  /** Takes notice of what any process has deployed. */
  refresh(): Promise<void>
}

interface Compiled {
  readonly version: FlowVersion
  readonly graph: FlowGraph
}

/** Makes the catalogue of flows. Call `refresh` once before use. */
export function flows(store: FlowStore, clock: Clock): FlowCatalogue {
  const graphs = new Map<string, Promise<FlowGraph>>()
  let starts = new Map<string, readonly MessageStart[]>()
  let signals = new Map<string, readonly MessageStart[]>()
  let seenRevision = ''

  function graphOf(version: FlowVersion): Promise<FlowGraph> {
    const known = graphs.get(version._id)
    if (known !== undefined) return known
    const made = compileStored(version)
    graphs.set(version._id, made)
    made.catch(() => graphs.delete(version._id))
    return made
  }

  async function refresh(): Promise<void> {
    const revision = await store.revision()
    if (revision !== seenRevision) await reload(revision)
  }

  async function reload(revision: string): Promise<void> {
    const next = new Map<string, MessageStart[]>()
    const heard = new Map<string, MessageStart[]>()
    for (const version of await store.list(undefined, 10_000)) {
      for (const [name, start, kind] of startsOf(version, await graphOf(version))) {
        const known = kind === 'message' ? next : heard
        known.set(name, [...(known.get(name) ?? []), start])
      }
    }
    starts = next
    signals = heard
    seenRevision = revision
  }

  async function deployOne({
    version: draft,
    graph,
  }: Compiled): Promise<{ version: number; unchanged: boolean }> {
    for (;;) {
      const newest = await store.newest(draft.key)
      if (newest?.contentHash === draft.contentHash) {
        await store.schedule(draft.key, newest.version, timerStartsOf(newest, graph, clock.now()))
        return { version: newest.version, unchanged: true }
      }
      const version = (newest?.version ?? 0) + 1
      const next = { ...draft, version, _id: `${draft.key}:${String(version)}` }
      if (!(await store.add(next))) continue
      graphs.set(next._id, Promise.resolve(graph))
      await store.schedule(draft.key, version, timerStartsOf(next, graph, clock.now()))
      return { version, unchanged: false }
    }
  }

  async function whatWouldBe({ version: draft }: Compiled): Promise<DeployedFlow> {
    const newest = await store.newest(draft.key)
    const unchanged = newest?.contentHash === draft.contentHash
    return { key: draft.key, version: (newest?.version ?? 0) + (unchanged ? 0 : 1), unchanged }
  }

  async function deploy(...[resources, options]: Parameters<Flows['deploy']>): Promise<Deployment> {
    const compiled = await compileAll(resources, clock.now())
    if ('problems' in compiled) return compiled
    if (options?.validateOnly === true)
      return { deployed: await Promise.all(compiled.flows.map(whatWouldBe)) }
    const deployed: DeployedFlow[] = []
    for (const one of compiled.flows) deployed.push({ key: one.version.key, ...(await deployOne(one)) })
    await reload(await store.revision())
    return { deployed }
  }

  async function wanted(key: string, version?: number): Promise<FlowVersion> {
    const found = version === undefined ? await store.newest(key) : await store.version(key, version)
    if (found !== undefined) return found
    const which = version === undefined ? '' : ` in version ${String(version)}`
    throw new Problem('flowNotFound', `There is no flow "${key}"${which}.`)
  }

  return {
    refresh,
    deploy,
    graph: async (key, version) =>
      graphs.get(`${key}:${String(version)}`) ?? graphOf(await wanted(key, version)),
    versionFor: async (key, version) => {
      if (version !== undefined)
        return graphs.has(`${key}:${String(version)}`) ? version : (await wanted(key, version)).version
      return (await store.newestNumber(key)) ?? (await wanted(key)).version
    },
    newest: (key) => store.newest(key),
    messageStarts: (name) => starts.get(name) ?? [],
    signalStarts: (name) => signals.get(name) ?? [],
    messageStartNames: (flow) =>
      [...starts].filter(([, list]) => list.some((start) => start.flow === flow)).map(([name]) => name),
    get: async (key, version) => viewOf(await wanted(key, version)),
    xml: async (key, version) => (await wanted(key, version)).xml,
    list: async ({ limit, after }) => pageOf(await store.list(after, limit + 1), limit, ({ key }) => key),
    versions: async (key, { limit, after }) => {
      await wanted(key)
      const below = after === undefined ? Number.MAX_SAFE_INTEGER : positionOf(after)
      const found = await store.versions(key, below, limit + 1)
      return pageOf(found, limit, ({ version }) => String(version))
    },
  }
}

async function compileStored(version: FlowVersion): Promise<FlowGraph> {
  const result = await compile(version.xml)
  const graph = 'graphs' in result ? result.graphs.find((one) => one.processId === version.key) : undefined
  if (graph === undefined) throw new Error(`flow ${version._id} was deployed but no longer compiles`)
  return graph
}

async function compileAll(
  resources: readonly { readonly name: string; readonly xml: string }[],
  deployedAt: Date,
): Promise<{ readonly flows: readonly Compiled[] } | Extract<Deployment, { problems: unknown }>> {
  const results = await Promise.all(
    resources.map(async (resource) => ({ resource, result: await compile(resource.xml) })),
  )
  const problems = results.flatMap(({ resource, result }) =>
    'problems' in result ? result.problems.map((problem) => ({ ...problem, resource: resource.name })) : [],
  )
  if (problems.length > 0) return { problems }
  const flows = results.flatMap(({ resource, result }) =>
    'graphs' in result
      ? result.graphs.map((graph) => ({ graph, version: draftOf(graph, resource.xml, deployedAt) }))
      : [],
  )
  const twice = flows.find(({ graph }, index) =>
    flows.slice(0, index).some((earlier) => earlier.graph.processId === graph.processId),
  )
  if (twice === undefined) return { flows }
  const element = twice.graph.processId
  const message = `The process "${element}" is in more than one of the files; keep one.`
  return { problems: [{ element, message, resource: element }] }
}

function draftOf(graph: FlowGraph, xml: string, deployedAt: Date): FlowVersion {
  const process = graph.elements[graph.processId]
  return {
    _id: '',
    key: graph.processId,
    version: 0,
    ...(process?.name !== undefined && { name: process.name }),
    ...(process?.documentation !== undefined && { documentation: process.documentation }),
    contentHash: sha256(xml),
    xml,
    deployedAt,
  }
}

function* startsOf(
  version: FlowVersion,
  graph: FlowGraph,
): Iterable<readonly [string, MessageStart, 'message' | 'signal']> {
  for (const element of Object.values(graph.elements)) {
    if (element.type !== 'startEvent' || element.parent !== graph.processId) continue
    const { event } = element
    if (event.kind !== 'message' && event.kind !== 'signal') continue
    const { name } = event
    if (!('literal' in name) || typeof name.literal !== 'string') continue
    yield [name.literal, { flow: version.key, version: version.version, startEvent: element.id }, event.kind]
  }
}

function timerStartsOf(version: FlowVersion, graph: FlowGraph, now: Date): readonly TimerStart[] {
  return Object.values(graph.elements).flatMap((element) => {
    const isTimer = element.type === 'startEvent' && element.event.kind === 'timer'
    if (!isTimer || element.event.kind !== 'timer' || element.parent !== graph.processId) return []
    const first = firstFire(element.event.timer, now)
    if (first === undefined) return []
    const start = { _id: `${version.key}:${element.id}`, flow: version.key, version: version.version }
    return [{ ...start, startEvent: element.id, ...first }]
  })
}

function viewOf(version: FlowVersion): FlowView {
  const { key, name, documentation, deployedAt, contentHash } = version
  return {
    key,
    version: version.version,
    ...(name !== undefined && { name }),
    ...(documentation !== undefined && { documentation }),
    deployedAt,
    contentHash,
  }
}

function pageOf(
  found: readonly FlowVersion[],
  limit: number,
  cursor: (version: FlowVersion) => string,
): Page<FlowView> {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items: items.map(viewOf), next: found.length > limit && last !== undefined ? cursor(last) : null }
}
