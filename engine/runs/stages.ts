/** Where the running flows of a customer stand: the stage in the words of the model, and the step that comes next. */
import type { FlowElement, FlowGraph } from '../bpmn/model.ts'
import type { RunInShort, RunStore } from '../store/runs.ts'
import type { FlowCatalogue } from './flows.ts'

/** An element as people know it. */
export interface StageView {
  readonly element: string
  readonly name: string
}

/** A running flow in short. */
export interface RunStage {
  readonly run: string
  readonly flow: string
  readonly flowName: string
  readonly version: number
  readonly businessKey: string
  readonly state: string
  readonly startedAt: Date
  /** Where it stands; several when it goes several ways at once. */
  readonly stages: readonly (StageView & {
    /** For a task of people: who has it, or who may take it. */
    readonly assignee?: string
    readonly candidateGroups?: readonly string[]
  })[]
  /** The activities that may come next, the likeliest first; empty before the end. */
  readonly next: readonly StageView[]
  /** The name of the first of them. */
  readonly suggested?: string
}

/** Looks at runs by their business keys. */
export interface RunStages {
  of(businessKeys: readonly string[]): Promise<readonly RunStage[]>
}

/** Runs that are shown at most. */
const mostRuns = 50

/** Makes the look. */
export function runStages({
  runs,
  flows,
}: {
  readonly runs: Pick<RunStore, 'under'>
  readonly flows: Pick<FlowCatalogue, 'graph'>
}): RunStages {
  return {
    of: async (businessKeys) => {
      if (businessKeys.length === 0) return []
      const found = await runs.under(businessKeys, mostRuns)
      return Promise.all(found.map(async (run) => stageOf(run, await flows.graph(run.flow, run.version))))
    },
  }
}

/** Where a run stands in its model. Pure. */
export function stageOf(run: RunInShort, graph: FlowGraph): RunStage {
  const { _id, flow, version, businessKey = '', status, startedAt, workItems = [] } = run
  const standing = [...new Set(run.elements)].flatMap((id) =>
    id === graph.processId ? [] : (graph.elements[id] ?? []),
  )
  const next = distinct(standing.flatMap((element) => nextOf(element, graph)))
  const [first] = next
  return {
    ...{ run: _id, flow, version, businessKey, state: status, startedAt },
    flowName: graph.elements[graph.processId]?.name ?? flow,
    stages: standing.map((element) => {
      const item = workItems.find((one) => one.element === element.id)
      return {
        ...named(element),
        ...(item?.assignee !== undefined && { assignee: item.assignee }),
        ...(item !== undefined && { candidateGroups: item.candidateGroups }),
      }
    }),
    next,
    ...(first !== undefined && { suggested: first.name }),
  }
}

const passedThrough: readonly FlowElement['type'][] = [
  'exclusiveGateway',
  'inclusiveGateway',
  'parallelGateway',
  'eventBasedGateway',
  'intermediateThrowEvent',
  'intermediateCatchEvent',
]

/** The activities right after an element, through gateways and events; the default way comes last. */
function nextOf(
  element: FlowElement,
  graph: FlowGraph,
  seen: ReadonlySet<string> = new Set(),
): readonly StageView[] {
  const scope =
    element.outgoing.length === 0 && element.parent !== undefined ? graph.elements[element.parent] : undefined
  if (scope !== undefined && scope.type !== 'process' && !seen.has(scope.id)) {
    return nextOf(scope, graph, new Set([...seen, scope.id]))
  }
  return ways(element).flatMap((flow) => {
    const target = graph.elements[graph.flows[flow]?.target ?? '']
    if (target === undefined || seen.has(target.id)) return []
    if (passedThrough.includes(target.type)) return nextOf(target, graph, new Set([...seen, target.id]))
    return target.type === 'endEvent' ? [] : [named(target)]
  })
}

function ways(element: FlowElement): readonly string[] {
  const isOther = (flow: string): boolean => 'defaultFlow' in element && element.defaultFlow === flow
  return [...element.outgoing].sort((a, b) => Number(isOther(a)) - Number(isOther(b)))
}

function named({ id, name }: FlowElement): StageView {
  return { element: id, name: name ?? id }
}

function distinct(stages: readonly StageView[]): readonly StageView[] {
  return [...new Map(stages.map((stage) => [stage.element, stage])).values()]
}
