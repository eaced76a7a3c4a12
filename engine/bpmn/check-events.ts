/** What events must keep to among their neighbours: one rule for each place and kind. Pure. */
import type { Expression } from './definitions.ts'
import type { FlowElement, FlowGraph } from './model.ts'
import { planOf } from './plan.ts'

type BoundaryEvent = Extract<FlowElement, { readonly type: 'boundaryEvent' }>
type Throwing = Extract<FlowElement, { readonly type: 'intermediateThrowEvent' | 'endEvent' }>

/** The rules that an event breaks. */
export function eventProblems(graph: FlowGraph, element: FlowElement): readonly string[] {
  switch (element.type) {
    case 'startEvent':
      return [...noneInto(element), ...listenerRules(element)]
    case 'boundaryEvent':
      return [...noneInto(element), ...listenerRules(element), ...boundaryRules(graph, element)]
    case 'endEvent':
      return [
        ...(element.outgoing.length > 0 ? ['An end event has no outgoing flow.'] : []),
        ...thrownRules(graph, element),
      ]
    case 'intermediateThrowEvent':
      return thrownRules(graph, element)
    case 'intermediateCatchEvent':
      return linkTargetRules(graph, element)
    case 'eventSubProcess':
      return [...notOutermost(graph, element), ...twoForTheSame(graph, element)]
    default:
      return twoForTheSame(graph, element)
  }
}

/** What was done at the outermost level is undone by nobody. */
function notOutermost(graph: FlowGraph, { id, parent = '' }: FlowElement): readonly string[] {
  const isUndoing = planOf(graph)
    .inside(id)
    .some((one) => one.type === 'startEvent' && one.event.kind === 'compensation')
  const isOutermost = graph.elements[parent]?.type === 'process'
  return isUndoing && isOutermost
    ? ['A compensation event sub-process has its place in a sub-process, not in the process itself.']
    : []
}

function noneInto({ incoming }: FlowElement): readonly string[] {
  return incoming.length > 0 ? ['No flow may lead into this event.'] : []
}

/** Camunda 8 knows no listener at the start of events that have happened when they begin. */
function listenerRules({ listeners = [] }: FlowElement): readonly string[] {
  const isWrong = listeners.some(({ on }) => on === 'start')
  return isWrong ? ['Start and boundary events have listeners at their end only.'] : []
}

function boundaryRules(graph: FlowGraph, element: BoundaryEvent): readonly string[] {
  const host = graph.elements[element.attachedTo]
  const { kind } = element.event
  if (kind === 'compensation') return compensationRules(graph, element)
  const isDead = element.outgoing.length === 0
  return [
    ...(isDead ? ['The boundary event leads nowhere.'] : []),
    ...(kind === 'cancel' && host?.type !== 'transaction'
      ? ['A cancel event can only stand on the boundary of a transaction.']
      : []),
    ...(kind === 'escalation' && host !== undefined && !escalating.includes(host.type)
      ? ['An escalation can only come out of a sub-process or a call activity.']
      : []),
  ]
}

const escalating: readonly FlowElement['type'][] = [
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'callActivity',
]

function compensationRules(
  graph: FlowGraph,
  { outgoing, handler, parent }: BoundaryEvent,
): readonly string[] {
  if (outgoing.length > 0)
    return ['A compensation event has no outgoing flow; tie its handler to it with an association.']
  const target = graph.elements[handler ?? '']
  if (target === undefined) return ['No handler is tied to the compensation event; draw the association.']
  if (target.isForCompensation !== true || target.parent !== parent)
    return [`${target.id} is not a compensation handler in the same scope; mark it with isForCompensation.`]
  return []
}

type ThrownRules = (graph: FlowGraph, element: Throwing) => readonly string[]

function thrownRules(graph: FlowGraph, element: Throwing): readonly string[] {
  return rulesOfThrown[element.event.kind]?.(graph, element) ?? []
}

const rulesOfThrown: { readonly [Kind in Throwing['event']['kind']]?: ThrownRules } = {
  link: (graph, { event, parent = '', outgoing }) => {
    if (event.kind !== 'link') return []
    if (outgoing.length > 0) return ['A throwing link has no outgoing flow.']
    const target = planOf(graph).linkTarget(parent, event.name)
    return target === undefined ? [`No link "${event.name}" is caught in the same scope.`] : []
  },
  cancel: (graph, { parent = '' }) => {
    const scope = graph.elements[parent]
    if (scope?.type !== 'transaction') return ['A cancel end event can only stand directly in a transaction.']
    const isCaught = scope.boundaries.some((id) => {
      const boundary = graph.elements[id]
      return boundary?.type === 'boundaryEvent' && boundary.event.kind === 'cancel'
    })
    return isCaught ? [] : [`${scope.id} has no cancel event on its boundary; add one.`]
  },
  compensation: (graph, { event }) => {
    if (event.kind !== 'compensation' || event.activity === undefined) return []
    const activity = graph.elements[event.activity]
    const isSound = activity !== undefined && canBeUndone(graph, activity)
    return isSound ? [] : [`"${event.activity}" is not an activity that can be compensated.`]
  },
}

function canBeUndone(graph: FlowGraph, activity: FlowElement): boolean {
  const plan = planOf(graph)
  return (
    plan.undoneBy(activity) !== undefined || plan.inside(activity.id).some((one) => canBeUndone(graph, one))
  )
}

function linkTargetRules(graph: FlowGraph, element: FlowElement): readonly string[] {
  if (element.type !== 'intermediateCatchEvent' || element.event.kind !== 'link') return []
  const { name } = element.event
  const isTwice = planOf(graph).linkTarget(element.parent ?? '', name) !== element.id
  return [
    ...(element.incoming.length > 0 ? ['No flow may lead into a catching link.'] : []),
    ...(isTwice ? [`The link "${name}" is caught twice in this scope; keep one.`] : []),
  ]
}

/** Two events of an activity, of a scope or behind a gateway that would hear of the same thing. */
function twoForTheSame(graph: FlowGraph, element: FlowElement): readonly string[] {
  const { id, boundaries, outgoing, type } = element
  const plan = planOf(graph)
  const onBoundary = boundaries.flatMap((boundary) => graph.elements[boundary] ?? [])
  const behind = outgoing.flatMap((flow) => graph.elements[graph.flows[flow]?.target ?? ''] ?? [])
  const places = [
    onBoundary,
    plan.eventStarts(id),
    type === 'eventBasedGateway' ? behind : [],
    type === 'process' ? plan.inside(id).filter((one) => one.type === 'startEvent') : [],
  ]
  return places.flatMap((events) => {
    const caught = events.flatMap((event) => caughtBy(event) ?? [])
    const twice = new Set(caught.filter((one, index) => caught.indexOf(one) !== index))
    return [...twice].map((one) => `Two events catch the same ${one}; keep one.`)
  })
}

function caughtBy(element: FlowElement): string | undefined {
  if (element.type === 'receiveTask') return named('message', element.message.name)
  if (!('event' in element)) return undefined
  const { event } = element
  switch (event.kind) {
    case 'error':
      return `error ${codeText(event.errorCode)}`
    case 'escalation':
      return `escalation ${codeText(event.escalationCode)}`
    case 'message':
    case 'signal':
      return named(event.kind, event.name)
    default:
      return undefined
  }
}

/** Names that an expression gives may turn out to differ. */
function named(what: string, name: Expression): string | undefined {
  return 'literal' in name && name.literal !== '' ? `${what} ${codeText(name)}` : undefined
}

function codeText(code: object | undefined): string {
  return code === undefined ? '(any)' : JSON.stringify(Object.values(code)[0])
}
