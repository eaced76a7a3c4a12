/**
 * Deploys flows and forms and hands out their graphs. A version is immutable and compiled once per process; what other
 * processes deploy is noticed by `refresh`, which the worker calls every few seconds.
 */
import { compile } from '../bpmn/compile.ts'
import type { Binding, ConditionDefinition } from '../bpmn/definitions.ts'
import type { FlowGraph } from '../bpmn/model.ts'
import { firstFire } from '../bpmn/timers.ts'
import { Problem, type ProblemCode } from '../../contracts/problems.ts'
import { positionOf } from '../store/page-cursor.ts'
import type { JsonObject } from '../values/json.ts'
import type {
  DeploymentDocument,
  Found,
  Member,
  ResourceKind,
  ResourceVersion,
  TimerStart,
} from '../store/flows.ts'
import { deployFiles, type DeployPorts } from './deploy.ts'
import type { Deployment, Flows, FlowView, FormView, Page, PageRequest } from './service.ts'

/** A start event that a message starts. */
export interface MessageStart {
  readonly flow: string
  readonly version: number
  readonly startEvent: string
}

/** A start event that a condition starts. */
export interface ConditionStart extends MessageStart {
  readonly condition: ConditionDefinition
}

/** What a run asks for: by its key, and in which of its versions. */
export interface Wanted {
  readonly kind: ResourceKind
  readonly key: string
  readonly binding: Binding
}

/** Flows, and what the engine itself asks of them. */
export interface FlowCatalogue extends Flows {
  /** Raises `flowNotFound`. */
  graph(key: string, version: number): Promise<FlowGraph>
  /** The version that a run is started in: the given one when it exists, else the newest. Raises `flowNotFound`. */
  versionFor(key: string, version?: number): Promise<number>
  /**
   * The version that a binding means for a run of a version of a flow. Raises `flowNotFound`, `formNotFound` or
   * `ruleSetNotFound` when there is none.
   */
  bound(wanted: Wanted, from: { readonly flow: string; readonly version: number }): Promise<number>
  /** Start events of newest versions that wait for a message of this name. */
  messageStarts(name: string): readonly MessageStart[]
  /** Start events of newest versions that a signal of this name starts. */
  signalStarts(name: string): readonly MessageStart[]
  /** Start events of newest versions that a condition starts. */
  conditionStarts(): readonly ConditionStart[]
  /** Those of one flow, in the given or the newest version. Raises `flowNotFound`. */
  conditionStartsOf(flow: string, version?: number): Promise<readonly ConditionStart[]>
  /** The names of the messages that start the newest version of a flow. */
  messageStartNames(flow: string): readonly string[]
  /** Takes notice of what any process has deployed, and does what a process that died has left undone. */
  refresh(): Promise<void>
}

/** After so long a deployment that has not been settled is taken for left behind, ms. */
const leftBehindMs = 10_000
/** Contents without a deployment are kept so long, ms. */
const looseMs = 86_400_000

/** Makes the catalogue of flows. Call `refresh` once before use. */
export function flows(ports: Omit<DeployPorts, 'settle'>): FlowCatalogue {
  const { store, ruleSets, clock } = ports
  const graphs = new Map<string, Promise<FlowGraph>>()
  let starts = new Map<string, readonly MessageStart[]>()
  let signals = new Map<string, readonly MessageStart[]>()
  let conditions: readonly ConditionStart[] = []
  let seenRevision = -1

  async function graphOf({ key, version, content }: Member): Promise<FlowGraph> {
    const id = `${key}:${String(version)}`
    const known = graphs.get(id)
    if (known !== undefined) return known
    const made = contentOf(content).then(compileStored)
    graphs.set(id, made)
    made.catch(() => graphs.delete(id))
    return made
  }

  async function contentOf(id: string): Promise<ResourceVersion> {
    const [content] = await store.contents([id])
    if (content === undefined) throw new Error(`the content ${id} is not there`)
    return content
  }

  async function refresh(): Promise<void> {
    const left = await store.unsettled(new Date(clock.now().getTime() - leftBehindMs))
    for (const deployment of left) await settle(deployment)
    const revision = await store.revision()
    if (revision !== seenRevision) await reload(revision)
  }

  async function reload(revision: number): Promise<void> {
    const next = new Map<string, MessageStart[]>()
    const heard = new Map<string, MessageStart[]>()
    const conditional: ConditionStart[] = []
    for (const member of await store.list('flow', undefined, 10_000)) {
      const graph = await graphOf(member)
      conditional.push(...conditionStartsIn(member, graph))
      for (const [name, start, kind] of startsOf(member, graph)) {
        const known = kind === 'message' ? next : heard
        known.set(name, [...(known.get(name) ?? []), start])
      }
    }
    starts = next
    signals = heard
    conditions = conditional
    seenRevision = revision
  }

  /** Schedules the timer starts of what is new, unless something newer is there, and lets rule sets decide. */
  async function settle(deployment: DeploymentDocument): Promise<void> {
    const { members, deployedAt } = deployment
    for (const member of members.filter(({ unchanged }) => !unchanged)) {
      const { kind, key, version } = member
      if (kind === 'ruleSet') await ruleSets.publish(key, version, deployedAt)
      else if (kind === 'flow' && (await store.newest('flow', key))?.version === version)
        await store.schedule(key, version, timerStartsOf(member, await graphOf(member), deployedAt))
    }
    await store.settled(deployment)
  }

  async function deploy(...[files, options = {}]: Parameters<Flows['deploy']>): Promise<Deployment> {
    const outcome = await deployFiles({ ...ports, settle }, files, options)
    if ('problems' in outcome || options.validateOnly === true) return outcome
    await reload(await store.revision())
    await store.sweep(new Date(clock.now().getTime() - looseMs))
    return outcome
  }

  async function wanted(kind: ResourceKind, key: string, version?: number): Promise<Found> {
    const found =
      version === undefined ? await store.newest(kind, key) : await store.version(kind, key, version)
    if (found !== undefined) return found
    const which = version === undefined ? '' : ` in version ${String(version)}`
    throw new Problem(notFound[kind], `There is no ${words[kind]} "${key}"${which}.`)
  }

  async function tagged(kind: ResourceKind, key: string, tag: string): Promise<number | undefined> {
    if (kind === 'ruleSet') return ruleSets.tagged(key, tag)
    return (await store.tagged(kind, key, tag))?.version
  }

  const bound: FlowCatalogue['bound'] = async ({ kind, key, binding }, { flow, version }) => {
    if (binding.kind === 'latest') {
      return (
        (kind === 'flow' ? await store.newestNumber(key) : undefined) ?? (await wanted(kind, key)).version
      )
    }
    if (binding.kind === 'versionTag') {
      const found = await tagged(kind, key, binding.versionTag)
      if (found !== undefined) return found
      throw new Problem(
        notFound[kind],
        `There is no ${words[kind]} "${key}" with the version tag "${binding.versionTag}".`,
      )
    }
    const { deployment } = await wanted('flow', flow, version)
    const members = (await store.deployment(deployment))?.members ?? []
    const member = members.find((one) => one.kind === kind && one.key === key)
    if (member !== undefined) return member.version
    throw new Problem(
      notFound[kind],
      `The ${words[kind]} "${key}" was not deployed together with version ${String(version)} of "${flow}".`,
    )
  }

  async function versionsOf(
    kind: ResourceKind,
    key: string,
    { limit, after }: PageRequest,
  ): Promise<Page<ResourceVersion>> {
    await wanted(kind, key)
    const below = after === undefined ? Number.MAX_SAFE_INTEGER : positionOf(after)
    const found = await store.versions(kind, key, { below, limit: limit + 1 })
    return pageOf(found, limit, ({ version }) => String(version))
  }

  async function listOf(kind: ResourceKind, { limit, after }: PageRequest): Promise<Page<ResourceVersion>> {
    return pageOf(await store.list(kind, after, limit + 1), limit, ({ key }) => key)
  }

  async function pageOf(
    found: readonly Member[],
    limit: number,
    cursor: (member: Member) => string,
  ): Promise<Page<ResourceVersion>> {
    const shown = found.slice(0, limit)
    const contents = await store.contents(shown.map(({ content }) => content))
    const items = shown.flatMap(({ content }) => contents.find(({ _id }) => _id === content) ?? [])
    const last = shown.at(-1)
    return { items, next: found.length > limit && last !== undefined ? cursor(last) : null }
  }

  return {
    refresh,
    deploy,
    bound,
    graph: async (key, version) =>
      graphs.get(`${key}:${String(version)}`) ?? graphOf(await wanted('flow', key, version)),
    versionFor: async (key, version) => {
      if (version !== undefined)
        return graphs.has(`${key}:${String(version)}`)
          ? version
          : (await wanted('flow', key, version)).version
      return (await store.newestNumber(key)) ?? (await wanted('flow', key)).version
    },
    messageStarts: (name) => starts.get(name) ?? [],
    signalStarts: (name) => signals.get(name) ?? [],
    conditionStarts: () => conditions,
    conditionStartsOf: async (key, version) => {
      const member = await wanted('flow', key, version)
      return conditionStartsIn(member, await graphOf(member))
    },
    messageStartNames: (flow) =>
      [...starts].filter(([, list]) => list.some((start) => start.flow === flow)).map(([name]) => name),
    get: async (key, version) => flowView(await contentOf((await wanted('flow', key, version)).content)),
    xml: async (key, version) => (await contentOf((await wanted('flow', key, version)).content)).text,
    list: async (page) => viewed(await listOf('flow', page), flowView),
    versions: async (key, page) => viewed(await versionsOf('flow', key, page), flowView),
    form: async (id, version) => formView(await contentOf((await wanted('form', id, version)).content)),
    forms: async (page) => viewed(await listOf('form', page), formView),
    formVersions: async (id, page) => viewed(await versionsOf('form', id, page), formView),
  }
}

const words: Readonly<Record<ResourceKind, string>> = { flow: 'flow', form: 'form', ruleSet: 'rule set' }

const notFound: Readonly<Record<ResourceKind, ProblemCode>> = {
  flow: 'flowNotFound',
  form: 'formNotFound',
  ruleSet: 'ruleSetNotFound',
}

async function compileStored({ _id, key, text }: ResourceVersion): Promise<FlowGraph> {
  const result = await compile(text)
  const graph = 'graphs' in result ? result.graphs.find((one) => one.processId === key) : undefined
  if (graph === undefined) throw new Error(`flow ${_id} was deployed but no longer compiles`)
  return graph
}

function* startsOf(
  member: Member,
  graph: FlowGraph,
): Iterable<readonly [string, MessageStart, 'message' | 'signal']> {
  for (const element of Object.values(graph.elements)) {
    if (element.type !== 'startEvent' || element.parent !== graph.processId) continue
    const { event } = element
    if (event.kind !== 'message' && event.kind !== 'signal') continue
    const { name } = event
    if (!('literal' in name) || typeof name.literal !== 'string') continue
    yield [name.literal, { flow: member.key, version: member.version, startEvent: element.id }, event.kind]
  }
}

function conditionStartsIn({ key, version }: Member, graph: FlowGraph): readonly ConditionStart[] {
  return Object.values(graph.elements).flatMap((element) => {
    if (element.type !== 'startEvent' || element.parent !== graph.processId) return []
    const { event, id } = element
    return event.kind === 'condition' ? [{ flow: key, version, startEvent: id, condition: event }] : []
  })
}

function timerStartsOf(member: Member, graph: FlowGraph, now: Date): readonly TimerStart[] {
  return Object.values(graph.elements).flatMap((element) => {
    const isTimer = element.type === 'startEvent' && element.event.kind === 'timer'
    if (!isTimer || element.event.kind !== 'timer' || element.parent !== graph.processId) return []
    const first = firstFire(element.event.timer, now)
    if (first === undefined) return []
    const start = { _id: `${member.key}:${element.id}`, flow: member.key, version: member.version }
    return [{ ...start, startEvent: element.id, ...first }]
  })
}

function flowView({ key, version, name, documentation, versionTag, ...more }: ResourceVersion): FlowView {
  const { deployedAt, contentHash, deployment } = more
  return {
    key,
    version,
    ...(name !== undefined && { name }),
    ...(documentation !== undefined && { documentation }),
    ...(versionTag !== undefined && { versionTag }),
    deployedAt,
    deployment,
    contentHash,
  }
}

function formView({ key, version, versionTag, text, ...more }: ResourceVersion): FormView {
  const { deployedAt, contentHash, deployment } = more
  return {
    id: key,
    version,
    ...(versionTag !== undefined && { versionTag }),
    deployedAt,
    deployment,
    contentHash,
    schema: JSON.parse(text) as JsonObject,
  }
}

function viewed<View>(
  { items, next }: Page<ResourceVersion>,
  view: (version: ResourceVersion) => View,
): Page<View> {
  return { items: items.map(view), next }
}
