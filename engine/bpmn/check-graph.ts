/** What a graph must keep to before it is deployed, beyond what each element says of itself. Pure. */
import { straightLoops } from './check-loops.ts'
import { eventProblems } from './check-events.ts'
import type { FlowElement, FlowGraph, ModelProblem } from './model.ts'
import { planOf } from './plan.ts'

type Check = (graph: FlowGraph) => readonly ModelProblem[]

/** Every rule that the graph breaks, under the element that breaks it. */
export function checkGraph(graph: FlowGraph): readonly ModelProblem[] {
  return checks.flatMap((check) => check(graph))
}

const checks: readonly Check[] = [
  (graph) => each(graph, scopeRules),
  (graph) => each(graph, flowRules),
  (graph) => each(graph, eventProblems),
  (graph) => each(graph, choiceRules),
  (graph) => each(graph, eventGatewayRules),
  (graph) => each(graph, standingRules),
  straightLoops,
]

function each(
  graph: FlowGraph,
  rule: (graph: FlowGraph, element: FlowElement) => readonly string[],
): readonly ModelProblem[] {
  return Object.values(graph.elements).flatMap((element) =>
    rule(graph, element).map((message) => ({ element: element.id, message })),
  )
}

type Starts = readonly Extract<FlowElement, { readonly type: 'startEvent' }>[]

/** How each kind of scope begins. */
const beginnings: { readonly [Type in FlowElement['type']]?: (starts: Starts) => string | undefined } = {
  process: (starts) => {
    if (starts.length === 0) return 'The process has no start event.'
    if (starts.filter(isNone).length > 1)
      return 'The process has more than one start event without a definition.'
    return undefined
  },
  subProcess: exactlyOneNone,
  transaction: exactlyOneNone,
  eventSubProcess: (starts) =>
    starts.length === 1
      ? undefined
      : 'An event sub-process needs exactly one start event, with the event it is for.',
  adHocSubProcess: (starts) =>
    starts.length === 0 ? undefined : 'An ad-hoc sub-process has no start event; list its active elements.',
}

function exactlyOneNone(starts: Starts): string | undefined {
  if (starts.length === 1 && starts.every(isNone)) return undefined
  return 'A sub-process needs exactly one start event, without a definition.'
}

function isNone({ event }: Starts[number]): boolean {
  return event.kind === 'none'
}

function scopeRules(graph: FlowGraph, { id, type }: FlowElement): readonly string[] {
  const beginning = beginnings[type]
  if (beginning === undefined) return []
  const inside = planOf(graph).inside(id)
  const starts = inside.filter((one): one is Starts[number] => one.type === 'startEvent')
  const problem = beginning(starts)
  const isEmpty = type === 'adHocSubProcess' && inside.length === 0
  return [
    ...(problem === undefined ? [] : [problem]),
    ...(isEmpty ? ['An ad-hoc sub-process needs at least one activity.'] : []),
  ]
}

const choices: readonly FlowElement['type'][] = ['exclusiveGateway', 'inclusiveGateway']

function flowRules(graph: FlowGraph, element: FlowElement): readonly string[] {
  return element.outgoing.flatMap((id) => {
    const flow = graph.flows[id]
    const target = graph.elements[flow?.target ?? '']
    if (flow === undefined || target === undefined) return [`The sequence flow ${id} leads nowhere.`]
    if (target.parent !== element.parent)
      return [`The sequence flow ${id} leaves its scope; it must stay inside.`]
    if (flow.condition === undefined || choices.includes(element.type)) return []
    return [
      `The sequence flow ${id} has a condition; only flows behind an exclusive or inclusive gateway may.`,
    ]
  })
}

function choiceRules(graph: FlowGraph, element: FlowElement): readonly string[] {
  if (element.type !== 'exclusiveGateway' && element.type !== 'inclusiveGateway') return []
  const { defaultFlow } = element
  if (defaultFlow !== undefined && !element.outgoing.includes(defaultFlow))
    return [`The default flow ${defaultFlow} does not leave this gateway.`]
  if (element.outgoing.length < 2) return []
  const without = element.outgoing.filter(
    (id) => graph.flows[id]?.condition === undefined && id !== defaultFlow,
  )
  return without.map((id) => `The sequence flow ${id} has no condition and is not the default; give it one.`)
}

function eventGatewayRules(graph: FlowGraph, element: FlowElement): readonly string[] {
  if (element.type !== 'eventBasedGateway') return []
  if (element.outgoing.length < 2) return ['An event-based gateway needs at least two events behind it.']
  return element.outgoing.flatMap((id) => {
    const target = graph.elements[graph.flows[id]?.target ?? '']
    return target === undefined ? [] : behindEventGateway(target)
  })
}

function behindEventGateway(element: FlowElement): readonly string[] {
  const { id, type, incoming } = element
  const isEvent =
    type === 'receiveTask' || (type === 'intermediateCatchEvent' && element.event.kind !== 'link')
  if (!isEvent) return [`Behind an event-based gateway must stand catch events or receive tasks, not ${id}.`]
  return incoming.length === 1 ? [] : [`${id} may be entered from the event-based gateway only.`]
}

/** Event sub-processes and compensation handlers stand by themselves. */
function standingRules(graph: FlowGraph, element: FlowElement): readonly string[] {
  const hasFlows = element.incoming.length + element.outgoing.length > 0
  if (element.type === 'eventSubProcess')
    return hasFlows ? ['No flow may lead into or out of an event sub-process; its event starts it.'] : []
  if (element.isForCompensation !== true) return []
  const isTied = Object.values(graph.elements).some(
    (other) => other.type === 'boundaryEvent' && other.handler === element.id,
  )
  return [
    ...(hasFlows ? ['No flow may lead into or out of a compensation handler.'] : []),
    ...(isTied ? [] : ['No compensation event is tied to this handler; draw the association.']),
  ]
}

/** The elements that can never happen, as nothing leads to them. */
export function unreached(graph: FlowGraph): readonly string[] {
  const plan = planOf(graph)
  const reached = new Set<string>()
  const queue = [graph.processId]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const element = graph.elements[id]
    if (element === undefined || reached.has(id)) continue
    reached.add(id)
    queue.push(...element.outgoing.map((flow) => graph.flows[flow]?.target ?? ''), ...element.boundaries)
    queue.push(
      ...plan
        .inside(id)
        .filter(beginsByItself)
        .map((inner) => inner.id),
    )
    if (element.type === 'boundaryEvent' && element.handler !== undefined) queue.push(element.handler)
  }
  return Object.keys(graph.elements).filter((id) => !reached.has(id))

  /** What in a scope needs no flow to lead to it. */
  function beginsByItself(element: FlowElement): boolean {
    const { type, parent = '', incoming } = element
    if (type === 'startEvent' || type === 'eventSubProcess') return true
    if (type === 'intermediateCatchEvent' && element.event.kind === 'link') return true
    const isListed = graph.elements[parent]?.type === 'adHocSubProcess' && incoming.length === 0
    return isListed && type !== 'boundaryEvent' && element.isForCompensation !== true
  }
}
