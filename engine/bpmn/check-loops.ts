/** Loops in which nothing ever waits would never end: they are refused at deployment. Pure. */
import type { FlowElement, FlowGraph, ModelProblem } from './model.ts'
import { planOf } from './plan.ts'

/** A loop in which nothing ever waits would never end. */
export function straightLoops(graph: FlowGraph): readonly ModelProblem[] {
  const done = new Set<string>()
  return Object.keys(graph.elements).flatMap((id) =>
    isPassed(graph, id) && !done.has(id) ? loopsFrom(graph, id, done) : [],
  )
}

/** Goes along all ways from an element, without recursion: models can be long. */
function loopsFrom(graph: FlowGraph, start: string, done: Set<string>): readonly ModelProblem[] {
  const found: ModelProblem[] = []
  const path = new Set([start])
  const ways = [{ id: start, next: passedBehind(graph, start) }]
  for (let way = ways.at(-1); way !== undefined; way = ways.at(-1)) {
    const next = way.next.pop()
    if (next === undefined) {
      done.add(way.id)
      path.delete(way.id)
      ways.pop()
    } else if (path.has(next)) {
      found.push(loopAt(next, [...path]))
    } else if (!done.has(next)) {
      path.add(next)
      ways.push({ id: next, next: passedBehind(graph, next) })
    }
  }
  return found
}

function loopAt(element: string, path: readonly string[]): ModelProblem {
  const loop = [...path.slice(path.indexOf(element)), element].join(' → ')
  return { element, message: `A loop without a wait: ${loop}.` }
}

function passedBehind(graph: FlowGraph, id: string): string[] {
  const element = graph.elements[id]
  const targets = (element?.outgoing ?? []).map((flow) => graph.flows[flow]?.target ?? '')
  return [...targets, ...linked(graph, element)].filter((target) => isPassed(graph, target))
}

function linked(graph: FlowGraph, element: FlowElement | undefined): readonly string[] {
  if (element?.type !== 'intermediateThrowEvent' || element.event.kind !== 'link') return []
  const target = planOf(graph).linkTarget(element.parent ?? '', element.event.name)
  return target === undefined ? [] : [target]
}

const passedTypes: readonly FlowElement['type'][] = [
  'task',
  'manualTask',
  'exclusiveGateway',
  'inclusiveGateway',
  'parallelGateway',
]

/** Whether a token goes through the element without a wait. */
function isPassed(graph: FlowGraph, id: string): boolean {
  const element = graph.elements[id]
  if (element === undefined || element.listeners !== undefined) return false
  if (element.type === 'intermediateThrowEvent')
    return ['none', 'link', 'escalation'].includes(element.event.kind)
  if (element.type === 'intermediateCatchEvent') return element.event.kind === 'link'
  if (element.type === 'scriptTask') return element.script.kind !== 'job'
  return passedTypes.includes(element.type)
}
