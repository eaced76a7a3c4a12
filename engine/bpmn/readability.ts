/** What makes a model hard to read. None of it stops a deployment: it is said beside it. Pure. */
import { unreached } from './check-graph.ts'
import type { FlowElement, FlowGraph, ModelProblem } from './model.ts'
import { planOf } from './plan.ts'

/** Larger scopes than this are better cut into sub-processes. */
const mostElements = 50

/** The warnings, under the elements they concern. */
export function readabilityWarnings(graph: FlowGraph): readonly ModelProblem[] {
  return [
    ...Object.values(graph.elements).flatMap((element) =>
      rules.flatMap((rule) => rule(element, graph).map((message) => ({ element: element.id, message }))),
    ),
    ...unreached(graph).map((element) => ({
      element,
      message: 'Nothing leads here, so it never happens; connect it or remove it.',
    })),
  ]
}

type Rule = (element: FlowElement, graph: FlowGraph) => readonly string[]

const rules: readonly Rule[] = [
  nameless,
  unasked,
  superfluous,
  implicitSplit,
  implicitJoin,
  implicitEnd,
  endless,
  crowded,
]

const choices: readonly FlowElement['type'][] = ['exclusiveGateway', 'inclusiveGateway']
const scopes: readonly FlowElement['type'][] = [
  'process',
  'subProcess',
  'transaction',
  'eventSubProcess',
  'adHocSubProcess',
]

function isGateway({ type }: FlowElement): boolean {
  return type.endsWith('Gateway')
}

function hasName({ name = '' }: { readonly name?: string }): boolean {
  return name.trim() !== ''
}

function nameless(element: FlowElement): readonly string[] {
  if (hasName(element) || isGateway(element) || element.type === 'process') return []
  // Where a scope begins and ends without further ado needs no word.
  const isPlainEdge =
    (element.type === 'startEvent' || element.type === 'endEvent') && element.event.kind === 'none'
  return isPlainEdge ? [] : ['It has no name; say what is done or what has happened.']
}

function unasked(element: FlowElement, { flows }: FlowGraph): readonly string[] {
  if (!choices.includes(element.type) || element.outgoing.length < 2) return []
  const silent = element.outgoing.filter((id) => !hasName(flows[id] ?? {}))
  return [
    ...(hasName(element) ? [] : ['The gateway asks no question; name it, such as "Is it paid?".']),
    ...(silent.length === 0 ? [] : [`The flows ${silent.join(', ')} have no name; let each be an answer.`]),
  ]
}

function superfluous(element: FlowElement): readonly string[] {
  const { incoming, outgoing } = element
  if (!isGateway(element) || incoming.length > 1 || outgoing.length !== 1) return []
  return ['The gateway has one way in and one way out; remove it.']
}

function implicitSplit(element: FlowElement): readonly string[] {
  if (isGateway(element) || element.outgoing.length < 2) return []
  return ['It has several ways out, all of which are taken; draw a parallel gateway behind it.']
}

function implicitJoin(element: FlowElement): readonly string[] {
  if (isGateway(element) || element.incoming.length < 2) return []
  return ['Several flows lead into it, and it happens once for each; draw the gateway that joins them.']
}

function implicitEnd(element: FlowElement, graph: FlowGraph): readonly string[] {
  const isLoose = element.outgoing.length === 0 && element.incoming.length > 0
  return isLoose && !mayEnd(element, graph) ? ['The way ends here without an end event; draw one.'] : []
}

/** Ends, links that lead elsewhere, and what is listed in an ad-hoc sub-process. */
function mayEnd(element: FlowElement, { elements }: FlowGraph): boolean {
  if (element.type === 'endEvent') return true
  if ('event' in element && element.event.kind === 'link') return true
  return elements[element.parent ?? '']?.type === 'adHocSubProcess'
}

function endless({ id, type }: FlowElement, graph: FlowGraph): readonly string[] {
  if (!scopes.includes(type) || type === 'adHocSubProcess') return []
  const hasEnd = planOf(graph)
    .inside(id)
    .some((inner) => inner.type === 'endEvent')
  return hasEnd ? [] : ['It has no end event; say how it ends.']
}

function crowded({ id, type }: FlowElement, graph: FlowGraph): readonly string[] {
  const count = scopes.includes(type) ? planOf(graph).inside(id).length : 0
  if (count <= mostElements) return []
  return [`It has ${String(count)} elements; cut it into sub-processes of ${String(mostElements)} at most.`]
}
