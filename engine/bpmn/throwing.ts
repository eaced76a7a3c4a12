/** Errors and escalations look outwards, scope by scope, for what catches them. */
import type { JsonObject } from '../values/json.ts'
import type { Expression } from './definitions.ts'
import { change, elementOf, instanceOf, note, parentOf, rootId, type Machine } from './draft.ts'
import { raiseIncident, terminateInside } from './machine.ts'
import type { ElementInstance, FlowElement, RunState } from './model.ts'
import { react } from './occurrences.ts'
import { valueOf } from './variables.ts'

/** An error as it is thrown. */
export interface Thrown {
  readonly code: string
  readonly message: string
  readonly variables?: JsonObject
}

interface Catcher {
  readonly holder: string
  readonly event: string
}

/** A BPMN error: caught by the nearest event for its code, else ends a called run, else is an incident where it arose. */
export function throwError(machine: Machine, id: string, { code, message, variables = {} }: Thrown): void {
  const origin = instanceOf(machine, id)
  if (origin === undefined) return
  note(machine, origin, { event: 'errorThrown', detail: code })
  const catcher = catcherOf(machine, origin, { kind: 'error', code })
  if (catcher !== undefined) {
    const locals = { errorCode: code, errorMessage: message }
    return react(machine, catcher.holder, { event: catcher.event, result: variables, locals })
  }
  if (machine.isCalled === true) return endWith(machine, { code, message })
  raiseIncident(machine, id, {
    code: 'unhandledError',
    message: `Nothing catches the error "${code}": ${message}`,
  })
}

/** A called run ends with the error, which goes on at the call activity that waits for it. */
function endWith(machine: Machine, thrown: NonNullable<RunState['thrown']>): void {
  const root = machine.instances.get(rootId)
  terminateInside(machine, rootId)
  if (root !== undefined) note(machine, root, { event: 'terminated', detail: thrown.code })
  machine.thrown = thrown
  machine.status = 'terminated'
}

/**
 * An escalation: caught by the nearest event for its code. Gives `'caught'`, `'toCaller'` when only the caller
 * of this run could catch it, or `'nobody'`: then it goes on as if nothing had been thrown.
 */
export function throwEscalation(
  machine: Machine,
  id: string,
  { code, variables = {} }: { readonly code: string; readonly variables?: JsonObject },
): 'caught' | 'toCaller' | 'nobody' {
  const origin = instanceOf(machine, id)
  if (origin === undefined) return 'nobody'
  note(machine, origin, { event: 'escalationThrown', detail: code })
  const catcher = catcherOf(machine, origin, { kind: 'escalation', code })
  if (catcher === undefined) return machine.isCalled === true ? 'toCaller' : 'nobody'
  const locals = { escalationCode: code }
  react(machine, catcher.holder, { event: catcher.event, result: variables, locals })
  return 'caught'
}

interface Sought {
  readonly kind: 'error' | 'escalation'
  readonly code: string
}

function catcherOf(machine: Machine, origin: ElementInstance, sought: Sought): Catcher | undefined {
  for (let host: ElementInstance | undefined = origin; host !== undefined; host = parentOf(machine, host)) {
    const event =
      (host === origin || host.interrupted === true
        ? undefined
        : matching(machine, host.id, { sought, events: machine.plan.eventStarts(host.elementId) })) ??
      onBoundary(machine, host, sought)
    if (event !== undefined) return { holder: host.id, event }
  }
  return undefined
}

function onBoundary(machine: Machine, host: ElementInstance, sought: Sought): string | undefined {
  if (host.loopCounter !== undefined || host.parent === undefined) return undefined
  const { boundaries } = elementOf(machine, host.elementId)
  const events = boundaries.map((id) => elementOf(machine, id))
  return matching(machine, host.parent, { sought, events })
}

/** The event for just this code, else one for any code. */
function matching(
  machine: Machine,
  scope: string,
  { sought, events }: { readonly sought: Sought; readonly events: readonly FlowElement[] },
): string | undefined {
  const wanted = events.flatMap((element) => {
    const code = codeOf(element, sought.kind)
    if (code === undefined) return []
    return [{ id: element.id, code: code.expression && valueOf(machine, scope, code.expression) }]
  })
  const exact = wanted.find(({ code }) => code === sought.code)
  return (exact ?? wanted.find(({ code }) => code === undefined))?.id
}

/** The code that an event catches, `{}` for any, `undefined` when it catches something else. */
function codeOf(
  element: FlowElement,
  kind: Sought['kind'],
): { readonly expression?: Expression } | undefined {
  if (!('event' in element) || element.event.kind !== kind) return undefined
  const { event } = element
  const expression =
    event.kind === 'error' ? event.errorCode : event.kind === 'escalation' && event.escalationCode
  return expression === undefined || expression === false ? {} : { expression }
}

/** Lets an escalation that nothing here has caught wait for the caller to be told. */
export function tellCaller(
  machine: Machine,
  id: string,
  { code, variables }: { readonly code: string; readonly variables: JsonObject },
): void {
  change(machine, id, { wait: { kind: 'escalation', code, variables } })
}
