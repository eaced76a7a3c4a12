/**
 * Moving a living run to another version of its flow. `migrationProblems` compares where the run stands with the
 * new graph and says, element by element, why it cannot move; `moveToGraph` moves it. Everything keeps what it
 * waits for (a job its attempt, a timer its instant, a person's task its assignee); boundary events that the new
 * version adds are armed, those it dropped are not. Pure.
 */
import { elementOf, type Machine } from './draft.ts'
import { guarded } from './machine.ts'
import type { ElementInstance, FlowElement, FlowGraph, ModelProblem, RunState } from './model.ts'
import { planOf } from './plan.ts'
import type { Compensation, EventWait, Wait } from './wait.ts'
import { armBoundaries, armScope } from './waits.ts'

/** New element ids by old ones; an id that is not named stays as it is. */
export type ElementMap = Readonly<Record<string, string>>

/** What a migration moves between. */
export interface Migration {
  readonly from: FlowGraph
  readonly to: FlowGraph
  readonly elements: ElementMap
}

/** Everything that stands in the way, each under its element in the present version; empty when it can move. */
export function migrationProblems(state: RunState, migration: Migration): readonly ModelProblem[] {
  if (state.status !== 'running')
    return [{ element: migration.from.processId, message: `The run is ${state.status}.` }]
  return [
    ...mapProblems(migration),
    ...Object.values(state.instances).flatMap((instance) => [
      ...instanceProblems(state, instance, migration),
      ...joinProblems(instance, migration),
    ]),
  ]
}

function mapProblems({ from, to, elements }: Migration): readonly ModelProblem[] {
  return Object.entries(elements).flatMap(([old, next]) => {
    if (from.elements[old] === undefined)
      return [{ element: old, message: 'The present version has no such element; take it out of the map.' }]
    if (to.elements[next] === undefined)
      return [{ element: old, message: `The new version has no element "${next}".` }]
    return []
  })
}

function instanceProblems(
  state: RunState,
  instance: ElementInstance,
  { from, to, elements }: Migration,
): readonly ModelProblem[] {
  const element = instance.elementId
  if (instance.parent === undefined)
    return compensationProblems(instance, { to, elements }).map((message) => ({ element, message }))
  const nextId = newId(elements, element)
  const before = from.elements[element]
  const after = to.elements[nextId]
  const problem = (message: string): readonly ModelProblem[] => [{ element, message }]
  if (after === undefined)
    return problem(`The run stands here, and the new version has no "${nextId}"; map it to one that it has.`)
  if (kindOf(before) !== kindOf(after))
    return problem(`It is a ${kindOf(before)}, and "${nextId}" is a ${kindOf(after)}.`)
  const around = aroundOf(state, instance, { to, elements })
  if (around !== undefined && after.parent !== around)
    return problem(`"${nextId}" stands inside "${after.parent ?? ''}", the run's one inside "${around}".`)
  return [
    ...loopProblems(instance, before, after),
    ...gatewayProblems(instance, { to, elements }),
    ...compensationProblems(instance, { to, elements }),
  ].flatMap(problem)
}

/**
 * Where an instance must stand in the new version. A round stands inside the one that holds all of them, a handler
 * inside the event that undoes: for them it is no matter.
 */
function aroundOf(
  state: RunState,
  { parent = '', loopCounter }: ElementInstance,
  { to, elements }: Omit<Migration, 'from'>,
): string | undefined {
  const scope = state.instances[parent]
  if (loopCounter !== undefined || scope?.wait.kind === 'compensation') return undefined
  return scope?.parent === undefined ? to.processId : newId(elements, scope.elementId)
}

/** What is done several times must be so in the new version, and what is not must not. */
function loopProblems(
  { loop, loopCounter }: ElementInstance,
  before: FlowElement | undefined,
  after: FlowElement,
): readonly string[] {
  if (loopCounter !== undefined) return []
  const present = loop === undefined ? 'once' : loopWords(before)
  const next = loopWords(after)
  return present === next ? [] : [`It is done ${present}, and "${after.id}" is done ${next}.`]
}

function loopWords(element: FlowElement | undefined): string {
  if (element?.loop === undefined) return 'once'
  return element.loop.kind === 'standard' ? 'in a loop' : 'for several items'
}

/** What has been done must be undone in the new version too. */
function compensationProblems(
  { done = [], wait }: ElementInstance,
  { to, elements }: Omit<Migration, 'from'>,
): readonly string[] {
  const all = wait.kind === 'compensation' ? [...done, ...wait.left] : done
  return handlersIn(all).flatMap((handler) => {
    const next = to.elements[newId(elements, handler)]
    const isHandler = next?.isForCompensation === true || next?.type === 'eventSubProcess'
    return isHandler ? [] : [`The new version does not have "${handler}", which undoes what was done here.`]
  })
}

function handlersIn(records: readonly Compensation[]): readonly string[] {
  return records.flatMap(({ handler, inside }) => [
    ...(handler === undefined ? [] : [handler]),
    ...handlersIn(inside),
  ])
}

/** An event-based gateway must have the same events behind it. */
function gatewayProblems(
  { wait, elementId }: ElementInstance,
  { to, elements }: Omit<Migration, 'from'>,
): readonly string[] {
  if (wait.kind !== 'firstOf') return []
  const behind = new Set(
    (to.elements[newId(elements, elementId)]?.outgoing ?? []).map((flow) => to.flows[flow]?.target),
  )
  return Object.keys(wait.events)
    .map((event) => newId(elements, event))
    .filter((event) => !behind.has(event))
    .map((event) => `The run waits for "${event}", which the new version does not have behind this gateway.`)
}

/** Tokens that wait at a join wait on a flow, which must lead to the same join. */
function joinProblems(
  { arrived = {} }: ElementInstance,
  { from, to, elements }: Migration,
): readonly ModelProblem[] {
  return Object.entries(arrived).flatMap(([flow, count]) => {
    const join = from.flows[flow]?.target
    if (count === 0 || join === undefined) return []
    const wanted = newId(elements, join)
    if (to.flows[flow]?.target === wanted) return []
    const message = `A token waits here on the flow "${flow}", which does not lead to "${wanted}" in the new version.`
    return [{ element: join, message }]
  })
}

/** What must not change: the type, and of an event what it waits for. */
function kindOf(element: FlowElement | undefined): string {
  if (element === undefined) return 'nothing'
  const event = 'event' in element ? `${element.event.kind} ` : ''
  return `${event}${element.type}`
}

function newId(elements: ElementMap, id: string): string {
  return Object.hasOwn(elements, id) ? (elements[id] ?? id) : id
}

/** Moves every instance onto the machine's graph. Call it only when there are no problems. */
export function moveToGraph(machine: Machine, elements: ElementMap): void {
  for (const instance of [...machine.instances.values()]) {
    const elementId =
      instance.parent === undefined ? machine.graph.processId : newId(elements, instance.elementId)
    const element = elementOf(machine, elementId)
    const { opened, done } = instance
    machine.instances.set(instance.id, {
      ...instance,
      ...(opened !== undefined && { opened: { ...opened, by: newId(elements, opened.by) } }),
      ...(done !== undefined && { done: movedRecords(done, elements) }),
      elementId,
      wait: movedWait(instance.wait, elements),
      armed: movedArmed(instance, { element, starts: startsInside(machine, element), elements }),
    })
    armWhatIsNew(machine, instance.id, element)
  }
}

function movedWait(wait: Wait, elements: ElementMap): Wait {
  if (wait.kind === 'compensation') return { ...wait, left: movedRecords(wait.left, elements) }
  return wait.kind === 'firstOf' ? { ...wait, events: renamed(wait.events, elements) } : wait
}

function movedRecords(records: readonly Compensation[], elements: ElementMap): readonly Compensation[] {
  return records.map(({ activity, handler, inside, ...rest }) => ({
    ...rest,
    activity: newId(elements, activity),
    ...(handler !== undefined && { handler: newId(elements, handler) }),
    inside: movedRecords(inside, elements),
  }))
}

function movedArmed(
  { armed }: ElementInstance,
  {
    element,
    starts,
    elements,
  }: { readonly element: FlowElement; readonly starts: readonly string[]; readonly elements: ElementMap },
): Readonly<Record<string, EventWait>> {
  const moved = Object.entries(renamed(armed, elements))
  const known = new Set([...element.boundaries, ...starts])
  return Object.fromEntries(moved.filter(([event]) => known.has(event)))
}

function renamed<Value>(
  byId: Readonly<Record<string, Value>>,
  elements: ElementMap,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(byId).map(([id, value]) => [newId(elements, id), value]))
}

function startsInside(machine: Machine, { id }: FlowElement): readonly string[] {
  return planOf(machine.graph)
    .eventStarts(id)
    .map((start) => start.id)
}

function armWhatIsNew(machine: Machine, id: string, element: FlowElement): void {
  guarded(machine, id, (instance) => {
    armBoundaries(machine, id, element)
    const isScope = instance.arrived !== undefined && instance.loop === undefined
    if (isScope && instance.interrupted !== true) armScope(machine, id, element.id)
  })
}
