/** The life of a run: it is started, corrected, tried again, cancelled. */
import { activate, change, childrenOf, instanceOf, note, rootId, type Machine } from './draft.ts'
import { doneWithin } from './compensation-record.ts'
import { endCancelled, undo } from './elements/compensation.ts'
import { tryRootAgain } from './elements/whole-process.ts'
import { unlocked } from './job-locks.ts'
import { begin, complete, enter, guarded, settle, terminate, terminateInside } from './machine.ts'
import type { ElementInstance } from './model.ts'
import type { Reactions } from './reactions.ts'
import { propagate, setLocal, visibleVariables } from './variables.ts'

/** The table. */
export const lifeReactions: Reactions<'started' | 'incidentResolved' | 'variablesSet' | 'cancelled'> = {
  started: (machine, { variables, startEvent, isCalled, seed }) => {
    if (machine.instances.size > 0) return false
    machine.isCalled = isCalled
    if (seed !== undefined) machine.chance = { seed, drawn: 0 }
    const root: ElementInstance = {
      id: rootId,
      elementId: machine.graph.processId,
      variables: startEvent === undefined ? variables : {},
      wait: { kind: 'children' },
      armed: {},
      arrived: {},
      ...(startEvent !== undefined && { opened: { by: startEvent, result: variables, locals: {} } }),
    }
    machine.instances.set(rootId, root)
    note(machine, root, { event: 'entered' })
    begin(machine, rootId)
    return true
  },

  incidentResolved: (machine, { instance, variables }) => {
    const holder = instanceOf(machine, instance)
    if (holder?.incident === undefined) return false
    // A corrected value replaces the one in hand: inputs of an element are mapped once, when it is entered.
    if (variables !== undefined) propagate(machine, instance, variables)
    const { incident: _resolved, ...rest } = instanceOf(machine, instance) ?? holder
    machine.instances.set(instance, rest)
    note(machine, holder, { event: 'incidentResolved' })
    tryAgain(machine, rest)
    return true
  },

  variablesSet: (machine, { instance, variables, local }) => {
    if (instanceOf(machine, instance) === undefined) return false
    if (local === true) setLocal(machine, instance, variables)
    else propagate(machine, instance, variables)
    return true
  },

  cancelled: (machine, { compensate = false }) => {
    const root = instanceOf(machine, rootId)
    if (root === undefined) return false
    if (compensate) return undoAll(machine, root)
    terminateInside(machine, rootId)
    endCancelled(machine)
    return true
  },
}

/** Everything ends; the process waits until all that was done is undone, and nothing interrupts that any more. */
function undoAll(machine: Machine, root: ElementInstance): boolean {
  if (root.wait.kind === 'compensation') return false
  const done = doneWithin(machine, root)
  terminateInside(machine, rootId)
  const { incident: _over, ...rest } = root
  machine.instances.set(rootId, { ...rest, armed: {}, arrived: {}, done: [], interrupted: true })
  undo(machine, rootId, done)
  return true
}

/** What a person's retry does: the step that went wrong once more, never work that has been done. */
function tryAgain(machine: Machine, holder: ElementInstance): void {
  const { id, wait, result, parent } = holder
  const isListener = wait.kind === 'job' && wait.listener !== undefined
  // A listener at the end is asked when the element's own result is there already.
  if (result !== undefined && !isListener && parent !== undefined) return complete(machine, id, result)
  if (wait.kind === 'job' || wait.kind === 'decision') return workAgain(machine, holder, wait)
  if (parent === undefined) return guarded(machine, id, () => tryRootAgain(machine))
  note(machine, holder, { event: 'retried' })
  otherAgain(machine, holder, parent)
}

function otherAgain(machine: Machine, holder: ElementInstance, parent: string): void {
  const { wait } = holder
  if (wait.kind === 'child') callAnew(machine, holder, parent)
  else if (wait.kind === 'condition') machine.hasNewConditions = true
  else if (wait.kind === 'children') reenter(machine, holder)
}

function workAgain(
  machine: Machine,
  holder: ElementInstance,
  wait: Extract<ElementInstance['wait'], { readonly kind: 'job' | 'decision' }>,
): void {
  const { retryAt: _old, ...rest } = unlocked(wait)
  const attempt = wait.attempt + 1
  const isTask = wait.kind === 'job' && wait.listener === undefined
  const input = isTask ? holder.variables : visibleVariables(machine, holder.id)
  change(machine, holder.id, { wait: { ...rest, input, retriesLeft: 1, attempt } })
  note(machine, holder, { event: 'retried', attempt })
}

/** A called run that has ended cannot go on: the call is made anew, as another instance. */
function callAnew(
  machine: Machine,
  { id, elementId, loopCounter, variables }: ElementInstance,
  parent: string,
): void {
  terminate(machine, id)
  if (loopCounter === undefined) enter(machine, elementId, { parent })
  else begin(machine, activate(machine, elementId, { parent, loopCounter, variables }).id)
}

/** A scope that is still at work goes on by itself; anything else is entered again. */
function reenter(machine: Machine, holder: ElementInstance): void {
  if (childrenOf(machine, holder.id).length > 0) return
  const hasBegun = holder.arrived !== undefined && (holder.loop?.begun ?? 1) > 0
  if (hasBegun) return settle(machine, holder.id)
  begin(machine, holder.id)
}
