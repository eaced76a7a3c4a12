/** Ad-hoc sub-processes: the elements that a list names are done, in any order; a condition says when it is enough. */
import type { Json } from '../../values/json.ts'
import type { AdHocActivation, AdHocDefinition } from '../definitions.ts'
import { elementOf, instanceOf, NeedsPerson, type Machine } from '../draft.ts'
import { complete, settle, terminateInside } from '../machine.ts'
import type { ElementInstance, FlowGraph } from '../model.ts'
import { evaluate, setLocal, truthOf, valueOf, visibleVariables } from '../variables.ts'
import type { Behaviour } from './behaviour.ts'
import { takeVariable } from './loop.ts'
import { openScope } from './sub-process.ts'

/** Activates what the model names; what else it holds can be activated while it lives. */
export const adHocSubProcess: Behaviour = {
  enter: (machine, id, element) => {
    if (element.type !== 'adHocSubProcess') return
    const { activeElements, output } = element.adHoc
    const ids = activeElements === undefined ? [] : valueOf(machine, id, activeElements)
    if (!Array.isArray(ids) || !ids.every((one): one is string => typeof one === 'string'))
      throw new NeedsPerson('expressionFailed', 'The active elements are not a list of element ids.')
    const unknown = ids.filter((one) => !mayActivate(machine.graph, element.id, one))
    if (unknown.length > 0) {
      const words = `"${element.id}" has no activity ${unknown.map((one) => `"${one}"`).join(', ')} to activate.`
      throw new NeedsPerson('expressionFailed', words)
    }
    openScope(machine, id, element)
    if (output !== undefined) setLocal(machine, id, { [output.collection]: [] })
    activateInside(
      machine,
      id,
      ids.map((one) => ({ element: one })),
    )
    // Without a list it waits for somebody to say what is to be done.
    if (activeElements !== undefined) settle(machine, id)
  },

  childCompleted: (machine, id, { instance, result }) => {
    const adHoc = definitionOf(machine, id)
    if (adHoc?.output !== undefined && isLast(machine, instance)) {
      const { collection, element } = adHoc.output
      const before = instanceOf(machine, id)?.variables[collection]
      const value = evaluate(machine, element, { ...visibleVariables(machine, instance.id), ...result })
      setLocal(machine, id, {
        [collection]: [...(Array.isArray(before) ? (before as readonly Json[]) : []), value],
      })
    }
    if (adHoc?.cancelRemaining === true && isEnough(machine, id, adHoc))
      terminateInside(machine, id, instance.id)
  },

  emptied: (machine, id) => {
    const adHoc = definitionOf(machine, id)
    // With a condition that does not hold yet it waits for somebody to activate more.
    if (adHoc === undefined || (adHoc.completionCondition !== undefined && !isEnough(machine, id, adHoc)))
      return
    complete(
      machine,
      id,
      adHoc.output === undefined ? {} : takeVariable(machine, id, adHoc.output.collection),
    )
  },
}

/** Whether an ad-hoc sub-process has an element that can be activated by its id. */
export function mayActivate(graph: FlowGraph, scope: string, id: string): boolean {
  const element = graph.elements[id]
  const never = ['boundaryEvent', 'startEvent', 'endEvent', 'eventSubProcess']
  return element?.parent === scope && !never.includes(element.type) && element.isForCompensation !== true
}

/** Sends a token to each of the elements. */
export function activateInside(machine: Machine, id: string, elements: readonly AdHocActivation[]): void {
  machine.tokens = [...machine.tokens, ...elements.map((one) => ({ parent: id, ...one }))]
}

/** Why elements cannot be activated there, in sentences; empty when they can. */
export function activationProblems(
  graph: FlowGraph,
  instances: Readonly<Record<string, ElementInstance>>,
  { instance, elements }: { readonly instance: string; readonly elements: readonly AdHocActivation[] },
): readonly string[] {
  const holder = instances[instance]
  const scope = graph.elements[holder?.elementId ?? '']
  if (holder === undefined || scope?.type !== 'adHocSubProcess')
    return [`"${instance}" is not a living ad-hoc sub-process.`]
  if (holder.loop !== undefined)
    return [`"${instance}" holds several rounds; name the round, such as one of its inner instances.`]
  if (holder.incident !== undefined) return [`"${instance}" has an incident; resolve it first.`]
  if (holder.wait.kind !== 'children' || holder.interrupted === true)
    return [`"${instance}" has not begun, or is ending.`]
  return elements
    .filter(({ element }) => !mayActivate(graph, scope.id, element))
    .map(({ element }) => `"${scope.id}" has no activity "${element}" to activate.`)
}

function definitionOf(machine: Machine, id: string): AdHocDefinition | undefined {
  const element = elementOf(machine, instanceOf(machine, id)?.elementId ?? '')
  return element.type === 'adHocSubProcess' ? element.adHoc : undefined
}

function isLast(machine: Machine, { elementId }: ElementInstance): boolean {
  return elementOf(machine, elementId).outgoing.length === 0
}

function isEnough(machine: Machine, id: string, { completionCondition }: AdHocDefinition): boolean {
  return completionCondition !== undefined && truthOf(machine, id, [completionCondition])
}
