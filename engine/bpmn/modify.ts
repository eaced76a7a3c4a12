/**
 * What a person may do to the instances of a run beyond retrying: let it go on from another element, go past an
 * instance, or say what its work has brought. `modificationProblems` says beforehand why something cannot be
 * done; what it lets pass, `advance` does. Pure.
 */
import type { JsonObject } from '../values/json.ts'
import { stillToUndo } from './compensation-record.ts'
import { takeOutput } from './elements/loop.ts'
import { openScope } from './elements/sub-process.ts'
import { activate, change, childrenOf, elementOf, note, rootId, type Machine } from './draft.ts'
import { complete, enter, guarded, happen, leave, settle, terminate, terminateInside } from './machine.ts'
import type { ElementInstance, FlowElement, FlowGraph, RunEvent, RunState } from './model.ts'
import { applyInputs, propagate } from './variables.ts'
import { armScope } from './waits.ts'

/** The events of such interventions. */
export type Intervening = Extract<
  RunEvent,
  { readonly kind: 'restarted' | 'instancesEnded' | 'instanceSkipped' | 'instanceCompleted' }
>

type EventOf<K extends Intervening['kind']> = Extract<Intervening, { readonly kind: K }>

/** Why an intervention cannot be done, in sentences that say what to change; empty when it can. */
export function modificationProblems(
  graph: FlowGraph,
  state: RunState,
  event: Intervening,
): readonly string[] {
  if (state.status !== 'running') return [`The run is ${state.status}.`]
  if (event.kind === 'restarted') return restartProblems(graph, state, event)
  if (event.kind === 'instancesEnded') return endProblems(state, event)
  const holder = state.instances[event.instance]
  if (holder === undefined) return [`Nothing lives under the instance "${event.instance}".`]
  if (holder.parent === undefined) return ['The process itself can only be cancelled or restarted.']
  return event.kind === 'instanceSkipped'
    ? skipProblems(graph, holder, event)
    : completionProblems(graph, holder)
}

/** The state of an ended run, open again, with nothing alive but the process and its variables. */
export function reopened(state: RunState): RunState {
  const { thrown: _over, ...rest } = state
  const root = state.instances[rootId]
  if (state.status === 'running' || root === undefined) return state
  const { incident: _past, ...open } = root
  return {
    ...rest,
    status: 'running',
    // Its events are armed again when it goes on anywhere but in one of its event sub-processes.
    instances: {
      [rootId]: { ...open, wait: { kind: 'children' }, armed: {}, arrived: {}, interrupted: true },
    },
  }
}

/** What each intervention does; false when it does not apply any more. */
export const interventions: {
  readonly [K in Intervening['kind']]: (machine: Machine, event: EventOf<K>) => boolean
} = {
  restarted: (machine, event) => {
    if (modificationProblems(machine.graph, present(machine), event).length > 0) return false
    restart(machine, event)
    return true
  },
  instancesEnded: (machine, event) => {
    if (modificationProblems(machine.graph, present(machine), event).length > 0) return false
    if (event.instances === 'all') endAllBut(machine, [rootId])
    else for (const scope of endThese(machine, event.instances)) settle(machine, scope)
    return true
  },
  instanceSkipped: (machine, event) => {
    if (modificationProblems(machine.graph, present(machine), event).length > 0) return false
    skip(machine, event)
    return true
  },
  instanceCompleted: (machine, event) => {
    if (modificationProblems(machine.graph, present(machine), event).length > 0) return false
    completeByHand(machine, event.instance, event.variables)
    return true
  },
}

function present({ instances, visits, status }: Machine): RunState {
  return { status, instances: Object.fromEntries(instances), visits: Object.fromEntries(visits) }
}

// ── restarting ──

function restartProblems(
  graph: FlowGraph,
  state: RunState,
  { element: id, scope, end }: EventOf<'restarted'>,
): readonly string[] {
  const element = graph.elements[id]
  if (element === undefined) return [`The flow has no element "${id}".`]
  if (element.parent === undefined) return ['Name an element that the process has inside it, not itself.']
  if (state.instances[rootId]?.wait.kind === 'compensation')
    return ['The run is being cancelled and undoes what was done; when that is over it can be restarted.']
  const keeps = [
    ...placeProblems(element),
    ...roundProblems(graph, state, element),
    ...scopeProblems(state, element, scope),
  ]
  if (keeps.length > 0 || end === 'all') return keeps
  const kept = new Set(chainOf(state.instances, scopeOf(graph, state.instances, { element, scope })))
  return end.flatMap((instance) => {
    if (state.instances[instance] === undefined) return [`Nothing lives under the instance "${instance}".`]
    if (kept.has(instance)) return [`"${instance}" encloses the element "${id}"; it cannot end first.`]
    return []
  })
}

/** What begins by its event only, or undoes something, is no place to go on at. */
function placeProblems(element: FlowElement): readonly string[] {
  const { id, type } = element
  if (type === 'eventSubProcess')
    return [`"${id}" begins with its event; restart at its start event or at what is inside it.`]
  const isCompensation = 'event' in element && element.event.kind === 'compensation'
  if (element.isForCompensation === true || (type === 'boundaryEvent' && isCompensation))
    return [`"${id}" undoes an activity; restart at the event that throws the compensation.`]
  return []
}

/** A scope that is done for several items cannot be opened for none of them. */
function roundProblems(graph: FlowGraph, state: RunState, element: FlowElement): readonly string[] {
  const around = graph.elements[element.parent ?? '']
  if (around?.parent === undefined) return []
  const lives = Object.values(state.instances).some(
    ({ elementId, loop }) => elementId === around.id && loop === undefined,
  )
  if (lives) return []
  if (around.loop === undefined) return roundProblems(graph, state, around)
  return [`"${around.id}" is done several times and no round of it lives; restart at "${around.id}" itself.`]
}

function endProblems(state: RunState, { instances }: EventOf<'instancesEnded'>): readonly string[] {
  if (instances === 'all') return []
  return instances
    .filter((id) => state.instances[id]?.parent === undefined)
    .map((id) => `Nothing that could end lives under the instance "${id}".`)
}

function scopeProblems(state: RunState, element: FlowElement, scope: string | undefined): readonly string[] {
  const candidates = Object.values(state.instances).filter(
    ({ elementId, loop }) => elementId === element.parent && loop === undefined,
  )
  if (scope !== undefined && candidates.every(({ id }) => id !== scope))
    return [`"${scope}" is not a living instance of "${element.parent ?? ''}", which encloses the element.`]
  if (scope === undefined && candidates.length > 1) {
    const names = candidates.map(({ id }) => id).join(', ')
    return [`Several instances of "${element.parent ?? ''}" live; name one of them as scope: ${names}.`]
  }
  return []
}

type Instances = Readonly<Record<string, ElementInstance>>

/** The innermost living scope around an element. */
function scopeOf(
  graph: FlowGraph,
  instances: Instances,
  { element, scope }: { readonly element: FlowElement; readonly scope: string | undefined },
): string {
  if (scope !== undefined) return scope
  const found = Object.values(instances).find(
    ({ elementId, loop }) => elementId === element.parent && loop === undefined,
  )
  const around = element.parent === undefined ? undefined : graph.elements[element.parent]
  if (found !== undefined || around?.parent === undefined) return found?.id ?? rootId
  return scopeOf(graph, instances, { element: around, scope: undefined })
}

/** An instance and all that enclose it. */
function chainOf(instances: Instances, id: string): readonly string[] {
  const parent = instances[id]?.parent
  return parent === undefined ? [id] : [id, ...chainOf(instances, parent)]
}

function restart(machine: Machine, event: EventOf<'restarted'>): void {
  const element = elementOf(machine, event.element)
  const instances = Object.fromEntries(machine.instances)
  const living = scopeOf(machine.graph, instances, { element, scope: event.scope })
  const chain = chainOf(instances, living)
  const touched = event.end === 'all' ? endAllBut(machine, chain) : endThese(machine, event.end)
  for (const scope of chain) listenAgain(machine, scope, element)
  const parent = openDownTo(machine, element, living)
  if (event.variables !== undefined) propagate(machine, parent, event.variables)
  if (element.type === 'boundaryEvent') happen(machine, element.id, { parent, result: {} })
  else enter(machine, element.id, { parent })
  for (const scope of touched) settle(machine, scope)
}

/** A scope that an event sub-process had interrupted goes on as before it, unless the run goes on inside of that. */
function listenAgain(machine: Machine, scope: string, target: FlowElement): void {
  const { interrupted, elementId, ...rest } = machine.instances.get(scope) ?? { elementId: '' }
  if (interrupted !== true || !('id' in rest)) return
  const isLeft = childrenOf(machine, scope).every(({ opened }) => opened === undefined)
  if (!isLeft || isInEventSubProcess(machine, target, elementId)) return
  machine.instances.set(scope, { ...rest, elementId })
  guarded(machine, scope, () => armScope(machine, scope, elementId))
}

function isInEventSubProcess(machine: Machine, { parent }: FlowElement, scope: string): boolean {
  if (parent === undefined || parent === scope) return false
  const around = elementOf(machine, parent)
  return around.parent === scope
    ? around.type === 'eventSubProcess'
    : isInEventSubProcess(machine, around, scope)
}

/** What an event that is ended had still to undo is remembered by its scope again. */
function putBack(machine: Machine, instance: ElementInstance): void {
  const left = stillToUndo(machine, instance)
  const { parent = rootId } = instance
  if (left.length > 0)
    change(machine, parent, { done: [...(machine.instances.get(parent)?.done ?? []), ...left] })
}

/** Ends everything but these scopes, which forget the tokens that wait at their joins. */
function endAllBut(machine: Machine, scopes: readonly string[]): readonly string[] {
  const kept = new Set(scopes)
  for (const instance of [...machine.instances.values()]) {
    const { id, parent } = instance
    if (parent === undefined || !kept.has(parent) || kept.has(id)) continue
    putBack(machine, instance)
    terminate(machine, id)
  }
  for (const scope of scopes) {
    const instance = machine.instances.get(scope)
    if (instance === undefined) continue
    const { incident: _past, ...rest } = instance
    machine.instances.set(scope, { ...rest, arrived: {} })
  }
  return []
}

/** Ends these; gives the scopes that may be empty now. */
function endThese(machine: Machine, ids: readonly string[]): readonly string[] {
  return ids.flatMap((id) => {
    const instance = machine.instances.get(id)
    const parent = instance?.parent
    if (instance !== undefined) putBack(machine, instance)
    terminate(machine, id)
    return parent === undefined ? [] : [parent]
  })
}

/** Opens the scopes between a living one and an element; gives the innermost. Their inputs are mapped. */
function openDownTo(machine: Machine, element: FlowElement, living: string): string {
  const missing: FlowElement[] = []
  const known = machine.instances.get(living)?.elementId
  for (
    let scope = elementOf(machine, element.parent ?? '');
    scope.id !== known && scope.parent !== undefined;
    scope = elementOf(machine, scope.parent)
  )
    missing.unshift(scope)
  return missing.reduce((parent, scope) => {
    const { id } = activate(machine, scope.id, { parent })
    guarded(machine, id, (instance) => {
      applyInputs(machine, instance, scope)
      openScope(machine, id, scope)
    })
    return id
  }, living)
}

// ── going past, and completing by hand ──

function skipProblems(
  graph: FlowGraph,
  holder: ElementInstance,
  { flow }: EventOf<'instanceSkipped'>,
): readonly string[] {
  const outgoing = graph.elements[holder.elementId]?.outgoing ?? []
  const names = outgoing.join(', ')
  if (flow !== undefined)
    return outgoing.includes(flow) ? [] : [`"${flow}" does not leave the element; its flows: ${names}.`]
  const isChoice = outgoing.length > 1 && choosers.has(graph.elements[holder.elementId]?.type ?? 'task')
  return isChoice ? [`Say which flow the run goes along: ${names}.`] : []
}

const choosers: ReadonlySet<FlowElement['type']> = new Set([
  'exclusiveGateway',
  'inclusiveGateway',
  'eventBasedGateway',
])

function skip(machine: Machine, { instance: id, flow }: EventOf<'instanceSkipped'>): void {
  const holder = machine.instances.get(id)
  if (holder === undefined) return
  const { incident: _past, ...rest } = holder
  machine.instances.set(id, rest)
  terminateInside(machine, id)
  note(machine, rest, { event: 'skipped' })
  const isRound = holder.loopCounter !== undefined
  const outgoing = isRound ? [] : elementOf(machine, holder.elementId).outgoing
  leave(machine, id, { flows: flow === undefined ? outgoing : [flow] })
}

function completionProblems(graph: FlowGraph, holder: ElementInstance): readonly string[] {
  const type = graph.elements[holder.elementId]?.type ?? 'task'
  if (!choosers.has(type)) return []
  return ['A gateway brings nothing; skip it and say along which flow.']
}

function completeByHand(machine: Machine, id: string, variables: JsonObject): void {
  const holder = machine.instances.get(id)
  if (holder === undefined) return
  terminateInside(machine, id)
  const { incident: _past, ...rest } = holder
  machine.instances.set(id, rest)
  if (rest.arrived !== undefined) change(machine, id, { arrived: {} })
  // What the rounds have brought so far goes out with it, unless the person says otherwise.
  const { loop } = elementOf(machine, rest.elementId)
  const gathered = rest.loop === undefined || loop === undefined ? {} : takeOutput(machine, id, loop)
  complete(machine, id, { ...gathered, ...variables })
}
