/**
 * Reads the files of a deployment: BPMN models, forms and rule sets, told apart by what is in them. All problems of all files
 * come at once, each with its file and element.
 */
import { compile } from '../bpmn/compile.ts'
import type { FlowGraph, ModelProblem } from '../bpmn/model.ts'
import { readabilityWarnings } from '../bpmn/readability.ts'
import { referencesOf } from '../bpmn/references.ts'
import type { DeployedRuleSets } from '../rules/deployed.ts'
import type { RuleSetDraft } from '../rules/model.ts'
import { contentHash, sha256 } from '../values/hash.ts'
import type { Check } from '../values/schema.ts'
import type { ResourceKind } from '../store/flows.ts'
import { readForm } from './form-content.ts'

/** A file as it came. */
export interface ResourceFile {
  readonly name: string
  readonly content: string
}

/** A problem or a warning, in its file. */
export type ResourceProblem = ModelProblem & { readonly resource: string }

/** One thing to deploy. */
export interface ResourceDraft {
  readonly kind: ResourceKind
  readonly key: string
  /** The name of its file. */
  readonly resource: string
  readonly name?: string
  readonly documentation?: string
  readonly versionTag?: string
  readonly contentHash: string
  readonly text: string
  /** Of flows. */
  readonly graph?: FlowGraph
  readonly ruleSet?: RuleSetDraft
  /** What makes it hard to read. */
  readonly warnings?: readonly ModelProblem[]
  /** It refers to what is deployed with it, so it has a version of its own for every such set. */
  readonly isBound: boolean
}

/** What the files have in them. */
export interface ResourcesRead {
  readonly drafts: readonly ResourceDraft[]
  readonly problems: readonly ResourceProblem[]
}

/** How rule sets are judged. */
export interface RuleSetJudge extends Pick<DeployedRuleSets, 'problems'> {
  /** Whether a value has the form of one; absent when whoever deploys may not write rules. */
  readonly check: Check | undefined
}

/** Reads files. */
export async function readResources(
  files: readonly ResourceFile[],
  judge: RuleSetJudge,
): Promise<ResourcesRead> {
  const read = await Promise.all(files.map((file) => readFile(file, judge)))
  const drafts = read.flatMap((one) => one.drafts)
  const problems = read.flatMap((one) => one.problems)
  return { drafts, problems: [...problems, ...twice(drafts), ...missingMembers(drafts)] }
}

async function readFile(file: ResourceFile, judge: RuleSetJudge): Promise<ResourcesRead> {
  if (!file.content.trimStart().startsWith('{')) return readModel(file)
  const ruleSet = ruleSetIn(file.content)
  return ruleSet === undefined ? readFormFile(file) : readRuleSet(file.name, ruleSet, judge)
}

async function readModel({ name: resource, content }: ResourceFile): Promise<ResourcesRead> {
  const result = await compile(content)
  if ('problems' in result)
    return { drafts: [], problems: result.problems.map((problem) => ({ ...problem, resource })) }
  const drafts = result.graphs.map((graph) => flowDraft(graph, { resource, content }))
  return { drafts, problems: [] }
}

function flowDraft(
  graph: FlowGraph,
  { resource, content }: { readonly resource: string; readonly content: string },
): ResourceDraft {
  const process = graph.elements[graph.processId]
  return {
    kind: 'flow',
    key: graph.processId,
    resource,
    ...(process?.name !== undefined && { name: process.name }),
    ...(process?.documentation !== undefined && { documentation: process.documentation }),
    ...(process?.type === 'process' &&
      process.versionTag !== undefined && { versionTag: process.versionTag }),
    contentHash: sha256(content),
    text: content,
    graph,
    warnings: readabilityWarnings(graph),
    isBound: referencesOf(graph).some(({ binding }) => binding.kind === 'deployment'),
  }
}

function readFormFile({ name: resource, content }: ResourceFile): ResourcesRead {
  const form = readForm(content)
  if ('problems' in form) {
    const problems = form.problems.map(({ field, message }) => ({ element: field, message, resource }))
    return { drafts: [], problems }
  }
  const { id, versionTag } = form
  const draft: ResourceDraft = {
    kind: 'form',
    key: id,
    resource,
    ...(versionTag !== undefined && { versionTag }),
    contentHash: sha256(content),
    text: content,
    isBound: false,
  }
  return { drafts: [draft], problems: [] }
}

/** A rule set is told by its rules or its table. */
function ruleSetIn(content: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(content) as Readonly<Record<string, unknown>>
    return 'rules' in value || 'table' in value ? value : undefined
  } catch {
    return undefined
  }
}

async function readRuleSet(
  resource: string,
  { key, ...draft }: Readonly<Record<string, unknown>>,
  { check, problems }: RuleSetJudge,
): Promise<ResourcesRead> {
  const refused = (element: string, message: string): ResourceProblem => ({ element, message, resource })
  if (typeof key !== 'string' || !/^[A-Za-z][A-Za-z0-9_-]{0,99}$/.test(key))
    return {
      drafts: [],
      problems: [refused('key', 'A rule set needs a key of letters, digits, "_" and "-".')],
    }
  if (check === undefined)
    return { drafts: [], problems: [refused(key, 'Deploying a rule set needs the scope rules:write.')] }
  const misshapen = check(draft)
  const ruleSet = draft as unknown as RuleSetDraft
  const wrong = misshapen.length > 0 ? misshapen : await problems(key, ruleSet)
  if (wrong.length > 0)
    return { drafts: [], problems: wrong.map(({ path, message }) => refused(`${key}/${path}`, message)) }
  const { versionTag } = ruleSet
  const tag = versionTag !== undefined && { versionTag }
  const hash = contentHash(ruleSet)
  const read = { kind: 'ruleSet', key, resource, ...tag, contentHash: hash, text: '', ruleSet } as const
  return { drafts: [{ ...read, isBound: false }], problems: [] }
}

const words: Readonly<Record<ResourceKind, string>> = {
  flow: 'process',
  form: 'form',
  ruleSet: 'rule set',
}

function twice(drafts: readonly ResourceDraft[]): readonly ResourceProblem[] {
  return drafts.flatMap(({ kind, key, resource }, index) =>
    drafts.slice(0, index).some((earlier) => earlier.kind === kind && earlier.key === key)
      ? [
          {
            element: key,
            message: `The ${words[kind]} "${key}" is in more than one of the files; keep one.`,
            resource,
          },
        ]
      : [],
  )
}

/** What is bound to its deployment must come with it. */
function missingMembers(drafts: readonly ResourceDraft[]): readonly ResourceProblem[] {
  return drafts.flatMap(({ graph, resource }) =>
    (graph === undefined ? [] : referencesOf(graph)).flatMap(({ element, kind, key, binding }) => {
      const isThere = drafts.some((other) => other.kind === kind && other.key === key)
      if (binding.kind !== 'deployment' || key === undefined || isThere) return []
      const message = `It is bound to the ${words[kind]} "${key}" of the same deployment; send the two together, or bind it to latest.`
      return [{ element, message, resource }]
    }),
  )
}
