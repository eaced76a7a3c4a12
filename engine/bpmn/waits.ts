/** How waits for events come about: messages with their key, timers with their instant, signals, conditions. */
import type { MessageDefinition, TimerDefinition } from './definitions.ts'
import { change, elementOf, NeedsPerson, type Machine } from './draft.ts'
import type { FlowElement } from './model.ts'
import { timerProblem, timerWait } from './timers.ts'
import { textOf, valueOf } from './variables.ts'
import type { EventWait } from './wait.ts'

/** The wait for a message, its name and key evaluated in the eyes of an instance. */
export function messageWait(machine: Machine, scope: string, definition: MessageDefinition): EventWait {
  const name = textOf(machine, scope, [definition.name, 'The name of the message'])
  const key =
    definition.correlationKey === undefined ? '' : valueOf(machine, scope, definition.correlationKey)
  if (typeof key === 'string' || typeof key === 'number')
    return { kind: 'message', name, correlationKey: String(key) }
  const words = `The correlation key of the message "${name}" is neither a text nor a number.`
  throw new NeedsPerson('expressionFailed', words)
}

/** The wait for a timer, evaluated in the eyes of an instance. */
export function timerWaitOf(machine: Machine, scope: string, { kind, value }: TimerDefinition): EventWait {
  const text = valueOf(machine, scope, value)
  const wait = typeof text === 'string' ? timerWait(kind, text, new Date(machine.at)) : undefined
  if (wait !== undefined) return wait
  throw new NeedsPerson(
    'expressionFailed',
    `The timer gives no time: ${timerProblem(kind, JSON.stringify(text)) ?? ''}.`,
  )
}

/** The wait of an element that waits for an event; `undefined` for events that are not waited for. */
export function eventWait(machine: Machine, scope: string, element: FlowElement): EventWait | undefined {
  if (element.type === 'receiveTask') return messageWait(machine, scope, element.message)
  if (!('event' in element)) return undefined
  const { event } = element
  switch (event.kind) {
    case 'message':
      return messageWait(machine, scope, event)
    case 'timer':
      return timerWaitOf(machine, scope, event.timer)
    case 'signal':
      return { kind: 'signal', name: textOf(machine, scope, [event.name, 'The name of the signal']) }
    case 'condition':
      machine.hasNewConditions = true
      return { kind: 'condition' }
    default:
      return undefined
  }
}

/** Arms the events on the boundary of an activity. */
export function armBoundaries(machine: Machine, id: string, element: FlowElement): void {
  // The rounds of an activity that is done several times have no boundary: all of them together have.
  if (element.boundaries.length === 0 || machine.instances.get(id)?.loopCounter !== undefined) return
  arm(
    machine,
    id,
    element.boundaries.map((boundary) => elementOf(machine, boundary)),
  )
}

/** Arms the start events of the event sub-processes inside a scope. */
export function armScope(machine: Machine, id: string, scope: string): void {
  arm(machine, id, machine.plan.eventStarts(scope))
}

/** Arms what is not armed yet. */
function arm(machine: Machine, id: string, events: readonly FlowElement[]): void {
  const present = machine.instances.get(id)?.armed ?? {}
  const armed: Record<string, EventWait> = { ...present }
  for (const event of events) {
    const wait = Object.hasOwn(armed, event.id) ? undefined : eventWait(machine, id, event)
    if (wait !== undefined) armed[event.id] = wait
  }
  if (Object.keys(armed).length > Object.keys(present).length) change(machine, id, { armed })
}
