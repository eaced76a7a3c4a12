/** What happens when an event that somebody waits for has come: on a boundary, in a scope, behind a gateway, or by itself. */
import type { JsonObject } from '../values/json.ts'
import { activate, change, elementOf, instanceOf, note, rootId, type Machine } from './draft.ts'
import { begin, complete, happen, settle, terminate, terminateInside } from './machine.ts'
import type { ElementInstance } from './model.ts'
import { nextWait } from './timers.ts'
import type { EventWait } from './wait.ts'

/** An event with the variables it brought; `locals` are known to itself and to the event sub-process it starts. */
export interface Occurrence {
  readonly event: string
  readonly result: JsonObject
  readonly locals?: JsonObject
}

/** What an instance waits for under the id of an event: its own, an armed one, or one behind it. */
export function waitAt(machine: Machine, instance: string, event: string): EventWait | undefined {
  const holder = instanceOf(machine, instance)
  if (holder === undefined) return undefined
  const { wait, armed, elementId } = holder
  if (elementId === event && isEventWait(wait)) return wait
  return armed[event] ?? (wait.kind === 'firstOf' ? wait.events[event] : undefined)
}

/** Whether an instance itself waits for an event. */
export function isEventWait(wait: ElementInstance['wait']): wait is EventWait {
  return ['message', 'timer', 'signal', 'condition'].includes(wait.kind)
}

/** An event has come that an instance waits for; false when it does not, or not in this way. */
export function occurred(
  machine: Machine,
  instance: string,
  { kind, ...occurrence }: Occurrence & { readonly kind: EventWait['kind'] },
): boolean {
  const holder = instanceOf(machine, instance)
  if (holder === undefined || waitAt(machine, instance, occurrence.event)?.kind !== kind) return false
  if (holder.elementId === occurrence.event) {
    if (holder.incident !== undefined) return false
    complete(machine, instance, occurrence.result)
  } else if (holder.wait.kind === 'firstOf' && occurrence.event in holder.wait.events) {
    passGateway(machine, holder, occurrence)
  } else react(machine, holder.id, occurrence)
  return true
}

/** What catches an event reacts: a boundary event of the instance, or an event sub-process inside of it. */
export function react(machine: Machine, holder: string, occurrence: Occurrence): void {
  const event = elementOf(machine, occurrence.event)
  if (event.type === 'startEvent') return startInside(machine, holder, occurrence)
  const host = instanceOf(machine, holder)
  if (event.type !== 'boundaryEvent' || host?.parent === undefined) return
  if (event.interrupting) terminate(machine, host.id)
  else rearm(machine, host, event.id)
  happen(machine, event.id, { parent: host.parent, ...occurrence })
}

/** An event sub-process begins, and first ends what is under way if it interrupts. */
function startInside(machine: Machine, scope: string, { event, result, locals = {} }: Occurrence): void {
  const start = elementOf(machine, event)
  const present = instanceOf(machine, scope)
  if (start.type !== 'startEvent' || start.parent === undefined || present === undefined) return
  if (start.interrupting) {
    terminateInside(machine, scope)
    const { incident: _over, ...rest } = instanceOf(machine, scope) ?? present
    const armed = Object.fromEntries(
      Object.entries(present.armed).filter(([id]) => elementOf(machine, id).type !== 'startEvent'),
    )
    machine.instances.set(scope, { ...rest, armed, interrupted: true })
  } else rearm(machine, present, event)
  const opened = { by: event, result, locals }
  begin(machine, activate(machine, start.parent, { parent: scope, variables: locals, opened }).id)
}

/** A timer that repeats waits for its next time, one that does not is over; other events may come again. */
function rearm(machine: Machine, host: ElementInstance, event: string): void {
  const { [event]: fired, ...others } = host.armed
  if (fired === undefined) return
  const next = fired.kind === 'timer' ? nextWait(fired) : fired
  change(machine, host.id, { armed: next === undefined ? others : { ...others, [event]: next } })
}

function passGateway(machine: Machine, gateway: ElementInstance, occurrence: Occurrence): void {
  const parent = gateway.parent ?? rootId
  note(machine, gateway, { event: 'completed' })
  machine.instances.delete(gateway.id)
  happen(machine, occurrence.event, { parent, ...occurrence })
  settle(machine, parent)
}
