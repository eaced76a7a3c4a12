/**
 * The private draft of a state that one call of `advance` works on, and the smallest things one can do to it.
 * Instances are replaced, never changed, so the state that came in stays as it was.
 */
import type { Json, JsonObject } from '../values/json.ts'
import type { Behaviour } from './elements/behaviour.ts'
import type {
  ElementInstance,
  FlowElement,
  FlowGraph,
  HistoryEntry,
  RunState,
  SequenceFlow,
} from './model.ts'
import { planOf, type Plan } from './plan.ts'

/** The id of the root instance. */
export const rootId = 'root'

/** On its way inside the scope `parent`: along a sequence flow, straight to an element, or into a round of a loop. */
export type Token = { readonly parent: string } & (
  | { readonly flow: string }
  | { readonly element: string; readonly variables?: JsonObject }
  | { readonly item: Json }
)

/** The draft. */
export interface Machine {
  readonly graph: FlowGraph
  readonly plan: Plan
  /** What each kind of element does; handed in, so that the kinds can use the machine. */
  readonly behaviourOf: (element: FlowElement, instance?: ElementInstance) => Behaviour
  /** The present instant, RFC 3339. */
  readonly at: string
  readonly instances: Map<string, ElementInstance>
  readonly visits: Map<string, number>
  readonly history: HistoryEntry[]
  tokens: readonly Token[]
  /** Scopes in which nothing is left but tokens at joins. */
  readonly stalled: Set<string>
  /** Variables that have changed since conditions were last looked at; `true` for those just armed. */
  readonly changed: Map<string, 'create' | 'update'>
  hasNewConditions: boolean
  status: RunState['status']
  isCalled: RunState['isCalled']
  thrown: RunState['thrown']
  chance: RunState['chance']
  steps: number
}

/** Opens a draft of a state. */
export function draftOf(
  graph: FlowGraph,
  state: RunState,
  { at, behaviourOf }: Pick<Machine, 'at' | 'behaviourOf'>,
): Machine {
  return {
    graph,
    plan: planOf(graph),
    behaviourOf,
    at,
    instances: new Map(Object.entries(state.instances)),
    visits: new Map(Object.entries(state.visits)),
    history: [],
    tokens: [],
    stalled: new Set(),
    changed: new Map(),
    hasNewConditions: false,
    status: state.status,
    isCalled: state.isCalled,
    thrown: state.thrown,
    chance: state.chance,
    steps: 0,
  }
}

/** The state that a draft has become. */
export function stateOf({ status, instances, visits, isCalled, thrown, chance }: Machine): RunState {
  return {
    status,
    instances: Object.fromEntries(instances),
    visits: Object.fromEntries(visits),
    ...(isCalled !== undefined && { isCalled }),
    ...(thrown !== undefined && { thrown }),
    ...(chance !== undefined && { chance }),
  }
}

/** Raised inside the machine for what a person must look at; becomes an incident on the instance at hand. */
export class NeedsPerson extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The element of an id that the graph has. */
export function elementOf(machine: Machine, id: string): FlowElement {
  const element = machine.graph.elements[id]
  if (element === undefined) throw new Error(`the graph has no element ${id}`)
  return element
}

/** The flow of an id that the graph has. */
export function flowOf(machine: Machine, id: string): SequenceFlow {
  const flow = machine.graph.flows[id]
  if (flow === undefined) throw new Error(`the graph has no sequence flow ${id}`)
  return flow
}

/** A living instance, or `undefined` when it has gone. */
export function instanceOf(machine: Machine, id: string): ElementInstance | undefined {
  return machine.instances.get(id)
}

/** The instance of the scope around one. */
export function parentOf(machine: Machine, { parent }: ElementInstance): ElementInstance | undefined {
  return parent === undefined ? undefined : machine.instances.get(parent)
}

/** All that lives directly inside a scope, oldest first. */
export function childrenOf(machine: Machine, scope: string): readonly ElementInstance[] {
  return [...machine.instances.values()].filter(({ parent }) => parent === scope)
}

/** Replaces parts of an instance. */
export function change(machine: Machine, id: string, parts: Partial<ElementInstance>): void {
  const present = machine.instances.get(id)
  if (present !== undefined) machine.instances.set(id, { ...present, ...parts })
}

/** One more activation of an element, with nothing begun. */
export function activate(
  machine: Machine,
  elementId: string,
  more: Partial<ElementInstance> & { readonly parent: string },
): ElementInstance {
  const count = (machine.visits.get(elementId) ?? 0) + 1
  machine.visits.set(elementId, count)
  const instance: ElementInstance = {
    id: `${elementId}:${String(count)}`,
    elementId,
    variables: {},
    wait: { kind: 'children' },
    armed: {},
    ...more,
  }
  machine.instances.set(instance.id, instance)
  note(machine, instance, { event: 'entered' })
  return instance
}

/** Writes a line of history. */
export function note(
  machine: Machine,
  instance: ElementInstance,
  line: Pick<HistoryEntry, 'event' | 'attempt' | 'detail'>,
): void {
  const { type } = elementOf(machine, instance.elementId)
  machine.history.push({
    instance: instance.id,
    element: instance.elementId,
    elementType: type,
    at: machine.at,
    ...line,
  })
}
