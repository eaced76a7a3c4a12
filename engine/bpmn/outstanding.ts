/** What a state waits for, in the order of activation. Pure; nothing else remembers effects. */
import type { JsonObject } from '../values/json.ts'
import type { ElementInstance, FlowGraph, Outstanding, RunState } from './model.ts'
import { visibleVariables } from './variables.ts'
import type { EventWait, Wait } from './wait.ts'

/** All that a running state waits for; an ended one waits for nothing. */
export function outstanding(_graph: FlowGraph, state: RunState): readonly Outstanding[] {
  if (state.status !== 'running') return []
  const found: Outstanding[] = []
  for (const instance of Object.values(state.instances)) {
    found.push(...ofInstance(instance))
    for (const [event, wait] of Object.entries(instance.armed)) found.push(ofEvent(instance.id, event, wait))
  }
  return found
}

/** All variables that an instance of a state sees: its own over those of the scopes around it. */
export function variablesSeenBy(state: RunState, instance: string): JsonObject {
  return visibleVariables({ instances: new Map(Object.entries(state.instances)) }, instance)
}

function ofInstance(instance: ElementInstance): readonly Outstanding[] {
  const { id, elementId: element, wait, incident } = instance
  if (incident !== undefined) return [{ kind: 'incident', instance: id, element, incident }]
  if (wait.kind === 'job' || wait.kind === 'decision') return [ofWork(instance, wait)]
  if (wait.kind === 'child' || wait.kind === 'broadcast' || wait.kind === 'escalation')
    return [{ ...wait, instance: id, element }]
  return ofOther(instance, wait)
}

function ofOther(
  { id, elementId: element }: ElementInstance,
  wait: Exclude<Wait, { readonly kind: 'job' | 'decision' | 'child' | 'broadcast' | 'escalation' }>,
): readonly Outstanding[] {
  if (wait.kind === 'userTask') return [{ kind: 'userTask', instance: id, element, task: wait }]
  if (wait.kind === 'firstOf')
    return Object.entries(wait.events).map(([event, inner]) => ofEvent(id, event, inner))
  return wait.kind === 'children' || wait.kind === 'compensation' ? [] : [ofEvent(id, element, wait)]
}

function ofWork(
  { id, elementId: element }: ElementInstance,
  work: Extract<Wait, { readonly kind: 'job' | 'decision' }>,
): Outstanding {
  return work.retryAt === undefined
    ? { ...work, instance: id, element }
    : { kind: 'timer', instance: id, dueAt: work.retryAt }
}

function ofEvent(instance: string, event: string, wait: EventWait): Outstanding {
  switch (wait.kind) {
    case 'timer':
      return { kind: 'timer', instance, event, dueAt: wait.dueAt }
    case 'message':
      return { kind: 'message', instance, event, name: wait.name, correlationKey: wait.correlationKey }
    case 'signal':
      return { kind: 'signal', instance, event, name: wait.name }
    case 'condition':
      return { kind: 'condition', instance, event }
  }
}
