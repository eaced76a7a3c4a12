/**
 * BPMN XML → `FlowGraph`, or every problem at once. Each problem names its element and says what to change.
 * Asynchronous only because the XML parser is.
 */
import { checkGraph } from './check-graph.ts'
import { extension, nodeAt, nodesAt, parseModel, textAt, type ModelNode } from './moddle.ts'
import type { ElementBase, FlowElement, FlowGraph, ModelProblem, SequenceFlow } from './model.ts'
import { readElement, type Complain } from './read-element.ts'
import { feelOf, listenersOf, loopOf, mappingsOf } from './read-extensions.ts'

/** The executable processes of a model, or what is wrong with it. */
export type Compilation =
  { readonly graphs: readonly FlowGraph[] } | { readonly problems: readonly ModelProblem[] }

/** Compiles a model. Never throws for a bad model. */
export async function compile(xml: string): Promise<Compilation> {
  const parsed = await parseModel(xml)
  if ('complaint' in parsed) return { problems: [{ element: 'definitions', message: parsed.complaint }] }
  const problems: ModelProblem[] = [...parsed.warnings]
  const complain: Complain = (element, message) => problems.push({ element, message })
  const processes = nodesAt(parsed.root, 'rootElements').filter(
    (node) => node.$type === 'bpmn:Process' && node['isExecutable'] === true,
  )
  if (processes.length === 0) {
    complain('definitions', 'The file has no executable process; set isExecutable="true" on one.')
  }
  const graphs = processes.map((process) => readProcess(process, complain))
  for (const graph of graphs) problems.push(...checkGraph(graph))
  return problems.length > 0 ? { problems } : { graphs }
}

/** Deeper models would not be read by a person either. */
const maxDepth = 30

interface Reading {
  readonly elements: Record<string, FlowElement>
  readonly flows: Record<string, SequenceFlow>
  /** Compensation handlers by the boundary event that is tied to them. */
  readonly handlers: Record<string, string>
  readonly complain: Complain
}

function readProcess(node: ModelNode, complain: Complain): FlowGraph {
  const reading: Reading = { elements: {}, flows: {}, handlers: {}, complain }
  const processId = node.id ?? ''
  const versionTag = textAt(extension(node, 'zeebe:VersionTag'), 'value')
  const forms = embeddedForms(node)
  reading.elements[processId] = {
    ...baseOf(node, undefined, complain),
    type: 'process',
    ...(versionTag !== undefined && { versionTag }),
    ...(Object.keys(forms).length > 0 && { forms }),
  }
  hasId(node, 'definitions', complain)
  readScope(node, processId, reading)
  connect(reading)
  attachBoundaries(reading)
  return { processId, elements: reading.elements, flows: reading.flows }
}

/** Forms that stand in the model itself, by the key under which its tasks name them. */
function embeddedForms(node: ModelNode): Readonly<Record<string, string>> {
  const holder = nodeAt(node, 'extensionElements')
  const forms = holder === undefined ? [] : nodesAt(holder, 'values')
  return Object.fromEntries(
    forms
      .filter(({ $type }) => $type === 'zeebe:UserTaskForm')
      .map((form) => [`camunda-forms:bpmn:${form.id ?? ''}`, textAt(form, 'body') ?? '']),
  )
}

function readScope(scope: ModelNode, parent: string, reading: Reading): void {
  for (const node of nodesAt(scope, 'flowElements')) {
    if (!hasId(node, parent, reading.complain)) continue
    if (node.$type === 'bpmn:SequenceFlow') readFlow(node, reading)
    else if (!/^bpmn:Data(Object|StoreReference)/.test(node.$type)) readNode(node, parent, reading)
  }
  for (const artifact of nodesAt(scope, 'artifacts')) readAssociation(artifact, reading)
}

/** What ties a compensation event to its handler. */
function readAssociation(artifact: ModelNode, { handlers }: Reading): void {
  const source = nodeAt(artifact, 'sourceRef')?.id
  const target = nodeAt(artifact, 'targetRef')?.id
  if (artifact.$type !== 'bpmn:Association' || source === undefined || target === undefined) return
  handlers[source] ??= target
}

const scopeTypes: readonly FlowElement['type'][] = [
  'subProcess',
  'eventSubProcess',
  'transaction',
  'adHocSubProcess',
]

function readNode(node: ModelNode, parent: string, reading: Reading): void {
  const base = baseOf(node, parent, reading.complain)
  const around = reading.elements[parent]?.type ?? 'process'
  const element = readElement(node, { base, around, complain: reading.complain })
  reading.elements[base.id] = element
  if (!scopeTypes.includes(element.type)) return
  if (depthOf(element, reading) <= maxDepth) readScope(node, base.id, reading)
  else reading.complain(base.id, `Sub-processes may stand ${String(maxDepth)} deep at most.`)
}

function depthOf(element: FlowElement, { elements }: Pick<Reading, 'elements'>): number {
  const around = elements[element.parent ?? '']
  return around === undefined ? 0 : 1 + depthOf(around, { elements })
}

/** Ids name things in stored runs, in addresses and in the keys of calls. */
function hasId({ id, $type }: ModelNode, scope: string, complain: Complain): boolean {
  if (id === undefined)
    complain(scope, `A child of the kind ${$type.replace('bpmn:', '')} has no id; give it one.`)
  else if (/[:.]/.test(id)) complain(id, 'Ids may not contain ":" or "."; rename it.')
  else if (id in {}) complain(id, 'The id is a word that JavaScript keeps to itself; rename it.')
  return id !== undefined
}

function readFlow(node: ModelNode, { flows, complain }: Reading): void {
  const id = node.id ?? ''
  const source = nodeAt(node, 'sourceRef')?.id
  const target = nodeAt(node, 'targetRef')?.id
  if (source === undefined || target === undefined) {
    complain(id, 'The sequence flow does not connect two elements.')
    return
  }
  const condition = textAt(nodeAt(node, 'conditionExpression'), 'body')
  const name = textAt(node, 'name')
  flows[id] = {
    id,
    source,
    target,
    ...(name !== undefined && { name }),
    ...(condition !== undefined && {
      condition: feelOf(condition, [(message) => complain(id, message), 'The condition']),
    }),
  }
}

function baseOf(node: ModelNode, parent: string | undefined, complain: Complain): ElementBase {
  const id = node.id ?? ''
  const name = textAt(node, 'name')
  const documentation = nodesAt(node, 'documentation')
    .map((part) => textAt(part, 'text') ?? '')
    .join('\n')
  const say = (message: string): void => complain(id, message)
  const listeners = listenersOf(node, say)
  const loop = loopOf(node, say)
  return {
    id,
    ...(name !== undefined && { name }),
    ...(documentation !== '' && { documentation }),
    ...(parent !== undefined && { parent }),
    incoming: [],
    outgoing: [],
    inputs: mappingsOf(node, 'input', say),
    outputs: mappingsOf(node, 'output', say),
    boundaries: [],
    ...(listeners.length > 0 && { listeners }),
    ...(loop !== undefined && { loop }),
    ...(node['isForCompensation'] === true && { isForCompensation: true as const }),
  }
}

/** From the flows themselves: the lists inside the elements are optional in the standard. */
function connect({ elements, flows }: Reading): void {
  for (const { id, source, target } of Object.values(flows)) {
    const from = elements[source]
    if (from !== undefined) elements[source] = { ...from, outgoing: [...from.outgoing, id] }
    const to = elements[target]
    if (to !== undefined) elements[target] = { ...to, incoming: [...to.incoming, id] }
  }
}

function attachBoundaries({ elements, handlers, complain }: Reading): void {
  for (const element of Object.values(elements)) {
    if (element.type !== 'boundaryEvent') continue
    const handler = handlers[element.id]
    if (element.event.kind === 'compensation' && handler !== undefined)
      elements[element.id] = { ...element, handler }
    const host = elements[element.attachedTo]
    if (
      host === undefined ||
      !/(Task|task|subProcess|SubProcess|transaction|callActivity)$/.test(host.type)
    ) {
      complain(element.id, 'A boundary event must be attached to an activity.')
    } else if (host.type === 'eventSubProcess') {
      complain(element.id, 'An event sub-process has no boundary events; attach it elsewhere.')
    } else if (host.parent !== element.parent) {
      complain(element.id, `The boundary event must stand in the same scope as ${host.id}.`)
    } else {
      elements[host.id] = { ...host, boundaries: [...host.boundaries, element.id] }
    }
  }
}
