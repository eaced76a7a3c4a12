/**
 * Short ways to write BPMN text, and a `story` that plays a run of it event by event. All that a
 * story hands to `advance` is frozen first, so that a mutation anywhere is a test failure.
 */
import assert from 'node:assert/strict'

import type { JsonObject } from '../../engine/values/json.ts'
import { advance } from '../../engine/bpmn/advance.ts'
import { compile } from '../../engine/bpmn/compile.ts'
import type {
  ElementInstance,
  FlowGraph,
  HistoryEntry,
  ModelProblem,
  Outstanding,
  RunEvent,
  RunState,
} from '../../engine/bpmn/model.ts'
import { outstanding } from '../../engine/bpmn/outstanding.ts'

/** When stories begin. */
export const beginning = '2026-03-21T09:00:00.000Z'

/** A run to which nothing has happened. */
export const unstarted: RunState = { status: 'running', instances: {}, visits: {} }

// ── writing models ──

/** Elements and flows: `'begun > ask > done'` is two flows, with the ids `begun_ask` and `ask_done`. */
export interface Drawing {
  readonly elements: readonly string[]
  readonly flows?: readonly string[]
  /** By flow id. */
  readonly conditions?: Readonly<Record<string, string>>
  /** Messages and errors. */
  readonly definitions?: readonly string[]
}

/** A file with one executable process. */
export function file(drawing: Drawing, id = 'sample'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="file" targetNamespace="urn:test">
${(drawing.definitions ?? []).join('\n')}
<bpmn:process id="${id}" isExecutable="true">${inside(drawing)}</bpmn:process>
</bpmn:definitions>`
}

function inside({ elements, flows = [], conditions = {} }: Drawing): string {
  const arrows = flows.flatMap((chain) => {
    const ids = chain.split('>').map((id) => id.trim())
    return ids.slice(1).map((target, index) => arrow(ids[index] ?? '', target, conditions))
  })
  return [...elements, ...arrows].join('\n')
}

function arrow(source: string, target: string, conditions: Readonly<Record<string, string>>): string {
  const id = `${source}_${target}`
  const condition = conditions[id]
  const body =
    condition === undefined
      ? ''
      : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escaped(condition)}</bpmn:conditionExpression>`
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${body}</bpmn:sequenceFlow>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

/** An element with its extension elements, attributes and content as they stand in the file. */
export function element(kind: string, id: string, more: Partial<ElementText> = {}): string {
  const { attributes = '', extensions = '', content = '' } = more
  const extended = extensions === '' ? '' : `<bpmn:extensionElements>${extensions}</bpmn:extensionElements>`
  return `<bpmn:${kind} id="${id}" ${attributes}>${extended}${content}</bpmn:${kind}>`
}

interface ElementText {
  readonly attributes: string
  readonly extensions: string
  readonly content: string
}

/** Input and output mappings, each as `[source, target]`. */
export interface Mappings {
  readonly inputs?: readonly (readonly [string, string])[]
  readonly outputs?: readonly (readonly [string, string])[]
}

/** The extension element of mappings. */
export function mappings({ inputs = [], outputs = [] }: Mappings): string {
  const write =
    (side: string) =>
    ([source, target]: readonly [string, string]): string =>
      `<zeebe:${side} source="${escaped(source)}" target="${target}" />`
  const all = [...inputs.map(write('input')), ...outputs.map(write('output'))]
  return all.length === 0 ? '' : `<zeebe:ioMapping>${all.join('')}</zeebe:ioMapping>`
}

/** A service task of the job type `test.<id>`. */
export function service(id: string, more: Mappings & { readonly retries?: number } = {}): string {
  return element('serviceTask', id, { extensions: job(`test.${id}`, more.retries) + mappings(more) })
}

/** The extension element that makes something a job. */
export function job(type: string, retries = 3): string {
  return `<zeebe:taskDefinition type="${escaped(type)}" retries="${String(retries)}" />`
}

/** A FEEL script task that sets a variable. */
export function script(id: string, expression: string, resultVariable: string): string {
  const extensions = `<zeebe:script expression="${escaped(expression)}" resultVariable="${resultVariable}" />`
  return element('scriptTask', id, { extensions })
}

/** Multi-instance characteristics, to stand inside an activity. */
export function forEach(more: {
  readonly collection: string
  readonly item?: string
  readonly isSequential?: boolean
  /** Collection and expression. */
  readonly output?: readonly [string, string]
  readonly until?: string
}): string {
  const { collection, item = 'item', isSequential = false, output, until } = more
  const collected =
    output === undefined ? '' : `outputCollection="${output[0]}" outputElement="${escaped(output[1])}"`
  const condition =
    until === undefined
      ? ''
      : `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${escaped(until)}</bpmn:completionCondition>`
  return `<bpmn:multiInstanceLoopCharacteristics isSequential="${String(isSequential)}"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="${escaped(collection)}" inputElement="${item}" ${collected} /></bpmn:extensionElements>${condition}</bpmn:multiInstanceLoopCharacteristics>`
}

/** A sub-process of another kind: `eventSubProcess`, `transaction`. */
export function scopeOf(kind: 'eventSubProcess' | 'transaction', id: string, drawing: Drawing): string {
  const text = subProcess(id, drawing)
  if (kind === 'eventSubProcess')
    return text.replace('<bpmn:subProcess', '<bpmn:subProcess triggeredByEvent="true"')
  return text
    .replace('<bpmn:subProcess', '<bpmn:transaction')
    .replace(/<\/bpmn:subProcess>$/, '</bpmn:transaction>')
}

/** An event definition of a timer: `timeDuration`, `timeDate` or `timeCycle`. */
export function timer(kind: 'timeDuration' | 'timeDate' | 'timeCycle', text: string): string {
  return `<bpmn:timerEventDefinition><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${escaped(text)}</bpmn:${kind}></bpmn:timerEventDefinition>`
}

/** A message of the file; its id is its name. */
export function message(name: string, correlationKey = '=key'): string {
  const extensions = `<zeebe:subscription correlationKey="${escaped(correlationKey)}" />`
  return element('message', name, { attributes: `name="${name}"`, extensions })
}

/** An event definition of such a message. */
export const onMessage = (name: string): string => `<bpmn:messageEventDefinition messageRef="${name}" />`

/** An error of the file; its id is its code. */
export const error = (code: string): string => `<bpmn:error id="${code}" errorCode="${code}" />`

/** An event definition of such an error; without a code, of any error. */
export const onError = (code?: string): string =>
  `<bpmn:errorEventDefinition ${code === undefined ? '' : `errorRef="${code}"`} />`

/** A boundary event that interrupts. */
export const boundary = (id: string, host: string, event: string): string =>
  element('boundaryEvent', id, { attributes: `attachedToRef="${host}"`, content: event })

/** A boundary event that does not. */
export const sideBoundary = (id: string, host: string, event: string): string =>
  element('boundaryEvent', id, {
    attributes: `attachedToRef="${host}" cancelActivity="false"`,
    content: event,
  })

/** A start event without a definition. */
export const start = (id = 'begun'): string => element('startEvent', id)

/** An end event, with a definition or without. */
export const end = (id = 'done', event = ''): string => element('endEvent', id, { content: event })

/** An embedded sub-process. */
export function subProcess(id: string, drawing: Drawing, more: Mappings = {}): string {
  return element('subProcess', id, { extensions: mappings(more), content: inside(drawing) })
}

// ── compiling ──

/** The graph of a model that compiles. */
export async function graphOf(drawing: Drawing): Promise<FlowGraph> {
  const result = await compile(file(drawing))
  assert.ok('graphs' in result, JSON.stringify(result))
  const [graph] = result.graphs
  assert.ok(graph)
  return graph
}

/** What is wrong with a model; empty when it compiles. */
export async function problemsOf(drawing: Drawing): Promise<readonly ModelProblem[]> {
  const result = await compile(file(drawing))
  return 'problems' in result ? result.problems : []
}

/** Asserts that the only problems are those of the table, by element. */
export async function refuses(drawing: Drawing, wanted: Readonly<Record<string, RegExp>>): Promise<void> {
  const problems = await problemsOf(drawing)
  const unexpected = problems.filter(({ element, message }) => wanted[element]?.test(message) !== true)
  assert.deepEqual(unexpected, [])
  for (const [id, words] of Object.entries(wanted)) {
    assert.ok(
      problems.some(({ element, message }) => element === id && words.test(message)),
      `nothing is said of ${id}: ${JSON.stringify(problems)}`,
    )
  }
}

// ── playing ──

type WithoutTime<Event> = Event extends RunEvent ? Omit<Event, 'at'> : never

/** A run in a test's hands. */
export interface Story {
  readonly state: RunState
  readonly history: readonly HistoryEntry[]
  /** Applies an event at the present instant; says whether it applied. */
  happens(event: WithoutTime<RunEvent>): boolean
  /** From now on it is this time. */
  at(instant: string): void
  waits(): readonly Outstanding[]
  /** What it waits for, in words: `job ask:1`, `timer ask:1 tooLate`, `incident ask:1 expressionFailed`. */
  waitsInWords(): readonly string[]
  /** The root's variables. */
  variables(): JsonObject
  instance(id: string): ElementInstance
  /** Elements that completed, in order. */
  completed(): readonly string[]
}

/** Begins a run of a model, or of a graph. */
export async function story(
  model: Drawing | FlowGraph,
  variables: JsonObject = {},
  startEvent?: string,
): Promise<Story> {
  const graph = frozen('processId' in model ? model : await graphOf(model))
  const history: HistoryEntry[] = []
  let state = unstarted
  let now = beginning
  const happens: Story['happens'] = (event) => {
    const next = advance(graph, frozen(state), frozen({ ...event, at: now }))
    if (!next.applied) assert.equal(next.state, state)
    history.push(...next.history)
    state = next.state
    return next.applied
  }
  happens({ kind: 'started', variables, ...(startEvent !== undefined && { startEvent }) })
  return {
    get state() {
      return state
    },
    history,
    happens,
    at: (instant) => void (now = instant),
    waits: () => outstanding(graph, state),
    waitsInWords: () => outstanding(graph, state).map(inWords),
    variables: () => state.instances['root']?.variables ?? {},
    instance: (id) => {
      const found = state.instances[id]
      assert.ok(found, `there is no ${id}, but ${Object.keys(state.instances).join(', ')}`)
      return found
    },
    completed: () => history.flatMap(({ event, element }) => (event === 'completed' ? [element] : [])),
  }
}

function inWords(wait: Outstanding): string {
  const more = 'event' in wait ? wait.event : wait.kind === 'incident' ? wait.incident.code : undefined
  return [wait.kind, wait.instance, ...(more === undefined ? [] : [more])].join(' ')
}

/** Freezes a value and all in it. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) frozen(inner)
  }
  return value
}
