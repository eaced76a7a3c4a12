/**
 * The few things that can happen to an instance: it is entered, completes, is terminated, gets an incident.
 * What a kind of element does at these moments is in `elements/`.
 *
 * Tokens that leave an element queue up and are carried one by one (carry-on.ts), so that a long model needs
 * no deep stack and a scope with a token under way is not taken for empty.
 */
import type { JsonObject } from '../values/json.ts'
import { ExpressionFailed } from '../expressions/expression.ts'
import { remember } from './compensation-record.ts'
import { activate, change, elementOf, flowOf, NeedsPerson, note, rootId, type Machine } from './draft.ts'
import { awaitListener } from './listeners.ts'
import type { ElementInstance, FlowElement } from './model.ts'
import { applyInputs, propagate, publish } from './variables.ts'

/** More steps than this in one advance is an endless loop. */
const stepLimit = 10_000

// ── entering ──

/** A token arrives at an element inside the scope `parent`, through `flow` unless it starts there. */
export function enter(
  machine: Machine,
  elementId: string,
  at: { readonly parent: string; readonly flow?: string; readonly more?: Partial<ElementInstance> },
): void {
  machine.steps += 1
  const element = elementOf(machine, elementId)
  if (machine.behaviourOf(element).arrive?.(machine, element, at) === false) return
  const first = element.loop === undefined ? {} : { loop: { completed: 0, begun: 0 } }
  begin(machine, activate(machine, elementId, { parent: at.parent, ...first, ...at.more }).id)
}

/** Maps the inputs, runs the listeners of the start, and does what the kind does; also what a retry repeats. */
export function begin(machine: Machine, id: string): void {
  guarded(machine, id, (instance, element) => {
    if (machine.steps > stepLimit) {
      throw new NeedsPerson(
        'endlessLoop',
        `More than ${String(stepLimit)} steps without waiting; look for a loop.`,
      )
    }
    // The holder of several rounds has no inputs and listeners of its own: each round has.
    if (instance.loop === undefined) {
      applyInputs(machine, instance, element)
      if (awaitListener(machine, id, { on: 'start', index: 0 })) return
    }
    work(machine, id)
  })
}

/** Does what the kind does, with inputs mapped and listeners heard. */
export function work(machine: Machine, id: string): void {
  guarded(machine, id, (instance, element) => {
    machine.behaviourOf(element, instance).enter(machine, id, element)
  })
}

/** Turns what goes wrong while working on an instance into an incident on it. */
export function guarded(
  machine: Machine,
  id: string,
  act: (instance: ElementInstance, element: FlowElement) => void,
): void {
  const instance = machine.instances.get(id)
  if (instance === undefined) return
  try {
    act(instance, elementOf(machine, instance.elementId))
  } catch (error) {
    if (error instanceof NeedsPerson) raiseIncident(machine, id, error)
    else if (error instanceof ExpressionFailed) {
      raiseIncident(machine, id, { code: 'expressionFailed', message: error.message })
    } else throw error
  }
}

// ── completing ──

/** An instance is done; `result` are the variables it brought. Goes on along its outgoing flows. */
export function complete(machine: Machine, id: string, result: JsonObject = {}): void {
  change(machine, id, { result })
  guarded(machine, id, (instance, element) => {
    if (instance.loop === undefined) {
      publish(machine, instance, { element, result })
      if (awaitListener(machine, id, { on: 'end', index: 0 })) return
    } else propagate(machine, id, result)
    depart(machine, id)
  })
}

/** Work, mappings and listeners are done: the instance goes, tokens leave. */
export function depart(machine: Machine, id: string): void {
  guarded(machine, id, (instance, element) => {
    if (id === rootId) return finish(machine, instance)
    const isRound = instance.loopCounter !== undefined
    const behaviour = machine.behaviourOf(element, instance)
    const taken = isRound ? [] : (behaviour.choose?.(machine, instance, element) ?? element.outgoing)
    const target = isRound ? undefined : behaviour.jump?.(machine, element)
    tellScope(machine, instance)
    const present = machine.instances.get(id)
    if (present === undefined) return
    note(machine, present, { event: 'completed' })
    remember(machine, present, element)
    leave(machine, id, { flows: taken, ...(target !== undefined && { target }) })
  })
}

function finish(machine: Machine, root: ElementInstance): void {
  note(machine, root, { event: 'completed' })
  machine.status = 'completed'
}

function tellScope(machine: Machine, instance: ElementInstance): void {
  const scope = machine.instances.get(instance.parent ?? '')
  if (scope === undefined) return
  const element = elementOf(machine, scope.elementId)
  const { result = {} } = instance
  machine.behaviourOf(element, scope).childCompleted?.(machine, scope.id, { instance, result })
}

/** Removes an instance and sends a token along each of the given flows, or to an element. */
export function leave(
  machine: Machine,
  id: string,
  { flows, target }: { readonly flows: readonly string[]; readonly target?: string },
): void {
  const instance = machine.instances.get(id)
  const parent = instance?.parent
  if (instance === undefined || parent === undefined) return
  machine.instances.delete(id)
  for (const flow of flows) note(machine, instance, { event: 'flowTaken', detail: flow })
  const jump = target === undefined ? [] : [{ parent, element: target }]
  machine.tokens = [...machine.tokens, ...flows.map((flow) => ({ parent, flow })), ...jump]
  settle(machine, parent)
}

/** A scope with nothing left inside completes. */
export function settle(machine: Machine, scope: string): void {
  const instance = machine.instances.get(scope)
  if (machine.status !== 'running' || instance === undefined || instance.incident !== undefined) return
  if (instance.wait.kind === 'job' || hasChildren(machine, scope)) return
  if (stuckFlows(instance).length > 0) return void machine.stalled.add(scope)
  guarded(machine, scope, (_instance, element) => {
    const behaviour = machine.behaviourOf(element, instance)
    if (behaviour.emptied === undefined) complete(machine, scope)
    else behaviour.emptied(machine, scope, element)
  })
}

/** Flows into joins on which tokens wait, in a scope. */
export function stuckFlows({ arrived = {} }: ElementInstance): readonly string[] {
  return Object.keys(arrived).filter((flow) => (arrived[flow] ?? 0) > 0)
}

/** Nothing moves in the scope any more, and tokens stand at joins. */
export function raiseStall(machine: Machine, scope: string): void {
  const instance = machine.instances.get(scope)
  if (instance === undefined || instance.incident !== undefined || hasChildren(machine, scope)) return
  const where = stuckFlows(instance).map((flow) => flowOf(machine, flow).target)
  if (where.length === 0) return
  const words = `The join ${[...new Set(where)].join(', ')} waits for a flow on which nothing can come any more.`
  raiseIncident(machine, scope, { code: 'joinNeverCompletes', message: words })
}

/** Whether anything lives inside a scope or is on its way there. */
export function hasChildren(machine: Machine, scope: string): boolean {
  if (machine.tokens.some(({ parent }) => parent === scope)) return true
  for (const { parent } of machine.instances.values()) if (parent === scope) return true
  return false
}

// ── ending ──

/** Ends an instance and all inside it, without following any flow. */
export function terminate(machine: Machine, id: string): void {
  const instance = machine.instances.get(id)
  if (instance === undefined) return
  terminateInside(machine, id)
  note(machine, instance, { event: 'terminated' })
  machine.instances.delete(id)
}

/** Ends all that lives inside a scope, but for one instance. */
export function terminateInside(machine: Machine, scope: string, but?: string): void {
  machine.tokens = machine.tokens.filter(({ parent }) => parent !== scope)
  for (const { id, parent } of [...machine.instances.values()]) {
    if (parent === scope && id !== but) terminate(machine, id)
  }
  if (stuckFlows(machine.instances.get(scope) ?? emptyScope).length > 0)
    change(machine, scope, { arrived: {} })
}

const emptyScope: ElementInstance = {
  id: '',
  elementId: '',
  variables: {},
  wait: { kind: 'children' },
  armed: {},
}

/** Puts an incident on an instance. */
export function raiseIncident(
  machine: Machine,
  id: string,
  { code, message }: { code: string; message: string },
): void {
  const instance = machine.instances.get(id)
  if (instance === undefined) return
  machine.instances.set(id, { ...instance, incident: { code, message, at: machine.at } })
  note(machine, instance, { event: 'incidentRaised', detail: code })
}

/** An event has happened: it is entered and completes at once, with the variables it brought. */
export function happen(
  machine: Machine,
  event: string,
  {
    parent,
    result,
    locals = {},
  }: { readonly parent: string; readonly result: JsonObject; readonly locals?: JsonObject },
): void {
  const { id } = activate(machine, event, { parent, variables: locals })
  complete(machine, id, result)
}
