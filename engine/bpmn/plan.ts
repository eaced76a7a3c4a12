/** What is looked up in a graph again and again, worked out once for each graph. Pure; nothing of it is stored. */
import type { FlowElement, FlowGraph } from './model.ts'

type StartEvent = Extract<FlowElement, { readonly type: 'startEvent' }>

/** A graph, looked up by scope. */
export interface Plan {
  /** The elements directly inside a scope, in the order of the model. */
  inside(scope: string): readonly FlowElement[]
  /** The start event without a definition of a scope. */
  noneStart(scope: string): string | undefined
  /** The event sub-processes of a scope, each with its start event. */
  eventStarts(scope: string): readonly StartEvent[]
  /** The catching side of a link in a scope. */
  linkTarget(scope: string, name: string): string | undefined
  /** Joins that wait only for what can still come. */
  readonly inclusiveJoins: readonly FlowElement[]
  /** From which elements a flow can be reached without passing the element that it leads into. */
  waysTo(flow: string): ReadonlySet<string>
  /** How a finished activity is undone: a task beside it, or an event sub-process inside. */
  undoneBy(activity: FlowElement): string | undefined
  readonly hasConditions: boolean
  readonly hasCompensation: boolean
}

const plans = new WeakMap<FlowGraph, Plan>()

/** The plan of a graph. */
export function planOf(graph: FlowGraph): Plan {
  const known = plans.get(graph)
  if (known !== undefined) return known
  const plan = makePlan(graph)
  plans.set(graph, plan)
  return plan
}

function makePlan(graph: FlowGraph): Plan {
  const elements = Object.values(graph.elements)
  const scopes = new Map<string, FlowElement[]>()
  for (const element of elements) {
    const { parent = '' } = element
    const inside = scopes.get(parent)
    if (inside === undefined) scopes.set(parent, [element])
    else inside.push(element)
  }
  const inside = (scope: string): readonly FlowElement[] => scopes.get(scope) ?? []
  const noneStart = remembered((scope) => inside(scope).find(isNoneStart)?.id)
  const eventStarts = remembered((scope) =>
    inside(scope)
      .filter(({ type }) => type === 'eventSubProcess')
      .flatMap(({ id }) =>
        inside(id).filter((element): element is StartEvent => element.type === 'startEvent'),
      ),
  )
  return {
    inside,
    noneStart,
    eventStarts,
    linkTarget: (scope, name) =>
      inside(scope).find(
        (element) =>
          element.type === 'intermediateCatchEvent' &&
          element.event.kind === 'link' &&
          element.event.name === name,
      )?.id,
    inclusiveJoins: elements.filter(
      ({ type, incoming }) => type === 'inclusiveGateway' && incoming.length > 1,
    ),
    waysTo: remembered((flow) => waysTo(graph, flow)),
    undoneBy: (activity) =>
      handlerBeside(graph, activity) ?? eventStarts(activity.id).find(isCompensation)?.parent,
    hasConditions: elements.some((element) => 'event' in element && element.event.kind === 'condition'),
    hasCompensation: elements.some((element) => 'event' in element && element.event.kind === 'compensation'),
  }
}

function remembered<Answer>(find: (key: string) => Answer): (key: string) => Answer {
  const known = new Map<string, Answer>()
  return (key) => {
    const answer = known.get(key)
    if (answer !== undefined || known.has(key)) return answer as Answer
    const found = find(key)
    known.set(key, found)
    return found
  }
}

function isNoneStart(element: FlowElement): boolean {
  return element.type === 'startEvent' && element.event.kind === 'none'
}

function isCompensation({ event }: StartEvent): boolean {
  return event.kind === 'compensation'
}

function handlerBeside(graph: FlowGraph, { boundaries }: FlowElement): string | undefined {
  for (const id of boundaries) {
    const boundary = graph.elements[id]
    if (boundary?.type === 'boundaryEvent' && boundary.event.kind === 'compensation') return boundary.handler
  }
  return undefined
}

/** Backwards from the flow; events on the boundary of an activity are ways out of it. */
function waysTo(graph: FlowGraph, flow: string): ReadonlySet<string> {
  const { source, target } = graph.flows[flow] ?? { source: '', target: '' }
  const found = new Set<string>()
  const queue = [source]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (id === target || found.has(id)) continue
    found.add(id)
    queue.push(...before(graph, id))
  }
  return found
}

function before(graph: FlowGraph, id: string): readonly string[] {
  const element = graph.elements[id]
  if (element === undefined) return []
  if (element.type === 'boundaryEvent') return [element.attachedTo]
  const sources = element.incoming.map((flow) => graph.flows[flow]?.source ?? '')
  return element.type === 'intermediateCatchEvent' && element.event.kind === 'link'
    ? [...sources, ...throwsOf(graph, element)]
    : sources
}

function throwsOf(graph: FlowGraph, target: FlowElement): readonly string[] {
  const name = target.type === 'intermediateCatchEvent' && target.event.kind === 'link' && target.event.name
  return Object.values(graph.elements)
    .filter(
      (element) =>
        element.type === 'intermediateThrowEvent' &&
        element.parent === target.parent &&
        element.event.kind === 'link' &&
        element.event.name === name,
    )
    .map(({ id }) => id)
}
