/**
 * Makes deployments. All of the resources or none: their contents are written first, and count from the moment at
 * which the one document of the deployment is there. What must follow (timer starts, rule sets that decide) is done by whoever comes first,
 * this process or, when it dies, another.
 */
import { randomUUID } from 'node:crypto'

import type { DeployedRuleSets } from '../rules/deployed.ts'
import type { Clock } from '../values/clock.ts'
import type { DeploymentDocument, FlowStore, Found, Member, ResourceVersion } from '../store/flows.ts'
import { unknownOperations } from './job-types.ts'
import { readResources, type ResourceDraft, type ResourceFile, type ResourceProblem } from './resources.ts'
import type { DeployedResource, Deployment, DeployOptions } from './service.ts'

/** What deploying needs. */
export interface DeployPorts {
  readonly store: FlowStore
  readonly clock: Clock
  readonly ruleSets: DeployedRuleSets
  /** Whether an operation that a job asks for is there now. */
  readonly isKnownJob: (type: string) => boolean
  /** Does what follows from a deployment; repeated, it changes nothing. */
  settle(deployment: DeploymentDocument): Promise<void>
}

/** A resource and the version that it gets or has. */
interface Planned {
  readonly draft: ResourceDraft
  readonly newest: Found | undefined
  readonly unchanged: boolean
  readonly version: number
}

/** Deploys files, or says what would be. */
export async function deployFiles(
  ports: DeployPorts,
  files: readonly ResourceFile[],
  { validateOnly = false, by = 'system', checkRuleSet }: DeployOptions,
): Promise<Deployment> {
  const judge = { ...ports.ruleSets, check: checkRuleSet }
  const { drafts, problems } = await readResources(files, judge)
  if (problems.length > 0) return { problems }
  const warnings = warningsOf(drafts, ports)
  if (validateOnly) return { deployed: (await planOf(ports, drafts)).map(shown), warnings }
  for (const id = randomUUID(); ;) {
    const revision = await ports.store.revision()
    const plan = await planOf(ports, drafts)
    const present = await deploymentWith(ports.store, plan)
    if (present !== undefined) return { deployment: present, deployed: plan.map(shown), warnings }
    const made = await make(ports, plan, { id, number: revision + 1, by })
    if (!made) continue
    await ports.settle(made)
    return { deployment: id, deployed: plan.map(shown), warnings }
  }
}

/** More would be read by nobody. */
const mostWarnings = 500

function warningsOf(
  drafts: readonly ResourceDraft[],
  { isKnownJob }: DeployPorts,
): readonly ResourceProblem[] {
  return drafts
    .flatMap(({ resource, graph, warnings = [] }) => {
      const unknown = graph === undefined ? [] : unknownOperations(graph, isKnownJob)
      return [...unknown, ...warnings].map((warning) => ({ ...warning, resource }))
    })
    .slice(0, mostWarnings)
}

/** Which version each resource gets. */
async function planOf(
  { store, ruleSets }: DeployPorts,
  drafts: readonly ResourceDraft[],
): Promise<readonly Planned[]> {
  const plan = await Promise.all(
    drafts.map(async (draft): Promise<Planned> => {
      const { kind, key, ruleSet } = draft
      if (ruleSet !== undefined) return { draft, newest: undefined, ...(await ruleSets.plan(key, ruleSet)) }
      const newest = await store.newest(kind, key)
      return planned(draft, newest, newest?.contentHash === draft.contentHash)
    }),
  )
  if (await areBoundAsBefore(store, plan)) return plan
  return plan.map((one) => (one.draft.isBound ? planned(one.draft, one.newest, false) : one))
}

function planned(draft: ResourceDraft, newest: Found | undefined, unchanged: boolean): Planned {
  return { draft, newest, unchanged, version: (newest?.version ?? 0) + (unchanged ? 0 : 1) }
}

/** What is bound to its deployment stays the version it is only among the very same others. */
async function areBoundAsBefore(store: FlowStore, plan: readonly Planned[]): Promise<boolean> {
  if (!plan.some(({ draft }) => draft.isBound)) return true
  if (!plan.every(({ unchanged }) => unchanged)) return false
  const origins = await Promise.all(
    plan.filter(({ draft }) => draft.isBound).map((one) => originOf(store, one)),
  )
  return origins.every((origin) => origin !== undefined && plan.every((one) => hasMember(origin, one)))
}

async function originOf(
  store: FlowStore,
  { draft, version }: Planned,
): Promise<DeploymentDocument | undefined> {
  const origin = await store.version(draft.kind, draft.key, version)
  return origin && store.deployment(origin.deployment)
}

function hasMember({ members }: DeploymentDocument, { draft, version }: Planned): boolean {
  return members.some((one) => one.kind === draft.kind && one.key === draft.key && one.version === version)
}

/** The deployment that has all of them already, when nothing is new. */
async function deploymentWith(store: FlowStore, plan: readonly Planned[]): Promise<string | undefined> {
  const deployment = plan.find(({ newest }) => newest !== undefined)?.newest?.deployment
  if (deployment === undefined || !plan.every(({ unchanged }) => unchanged)) return undefined
  const known = await store.deployment(deployment)
  return known !== undefined && plan.every((one) => hasMember(known, one)) ? known.id : undefined
}

/** `undefined` when somebody else has deployed in the meantime. */
async function make(
  { store, clock, ruleSets }: DeployPorts,
  plan: readonly Planned[],
  { id, number, by }: { readonly id: string; readonly number: number; readonly by: string },
): Promise<DeploymentDocument | undefined> {
  const deployedAt = clock.now()
  const fresh = plan.filter(({ unchanged }) => !unchanged)
  for (const { draft, version, unchanged } of fresh) {
    const { key, ruleSet } = draft
    const isKept = ruleSet === undefined || (await ruleSets.keep(key, ruleSet, { version, unchanged, by }))
    if (!isKept) return undefined
  }
  const contents = fresh.filter(({ draft }) => draft.kind !== 'ruleSet')
  await store.keep(contents.map((one) => contentOf(one, id, deployedAt)))
  const members = plan.map((one) => memberOf(one, id))
  const deployment = { _id: number, id, deployedAt, by, members, isSettled: false }
  return (await store.make(deployment)) ? deployment : undefined
}

function memberOf({ draft, newest, unchanged, version }: Planned, deployment: string): Member {
  const { kind, key, versionTag, contentHash } = draft
  return {
    kind,
    key,
    version,
    unchanged,
    ...(versionTag !== undefined && { versionTag }),
    contentHash,
    content: contentIdOf({ draft, newest, unchanged }, deployment),
  }
}

function contentIdOf({ draft, newest, unchanged }: Omit<Planned, 'version'>, deployment: string): string {
  if (draft.kind === 'ruleSet') return ''
  return unchanged && newest !== undefined ? newest.content : contentId(draft, deployment)
}

function contentOf({ draft, version }: Planned, deployment: string, deployedAt: Date): ResourceVersion {
  const {
    graph: _graph,
    resource: _resource,
    isBound: _isBound,
    ruleSet: _rules,
    warnings: _warnings,
    ...content
  } = draft
  return { _id: contentId(draft, deployment), ...content, version, deployedAt, deployment, isLoose: true }
}

function contentId({ kind, key }: ResourceDraft, deployment: string): string {
  return `${deployment}:${kind}:${key}`
}

function shown({ draft: { kind, key, versionTag }, version, unchanged }: Planned): DeployedResource {
  return { kind, key, version, unchanged, ...(versionTag !== undefined && { versionTag }) }
}
