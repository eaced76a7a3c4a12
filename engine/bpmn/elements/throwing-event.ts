/** End events and intermediate throw events: what each kind of event does when it is thrown. One table. */
import type { EventDefinition } from '../definitions.ts'
import { change, instanceOf, note, rootId, type Machine } from '../draft.ts'
import { complete, settle, terminateInside } from '../machine.ts'
import type { FlowElement } from '../model.ts'
import { tellCaller, throwError, throwEscalation } from '../throwing.ts'
import { textOf } from '../variables.ts'
import type { Behaviour } from './behaviour.ts'
import { cancelScope, compensate, compensateNext } from './compensation.ts'
import { waitForJob } from './job.ts'

type Throwing = Extract<FlowElement, { readonly type: 'endEvent' | 'intermediateThrowEvent' }>
type Kind = EventDefinition['kind']
type Throw<K extends Kind> = (
  machine: Machine,
  id: string,
  more: { readonly event: Extract<EventDefinition, { readonly kind: K }>; readonly element: Throwing },
) => void

const throwers: { readonly [K in Kind]?: Throw<K> } = {
  message: (machine, id, { element }) => {
    if (element.job === undefined) complete(machine, id)
    else waitForJob(machine, id, element.job)
  },
  signal: (machine, id, { event }) => {
    const name = textOf(machine, id, [event.name, 'The name of the signal'])
    const variables = instanceOf(machine, id)?.variables ?? {}
    change(machine, id, { wait: { kind: 'broadcast', name, variables } })
  },
  error: (machine, id, { event, element }) => {
    const code = event.errorCode === undefined ? '' : textOf(machine, id, [event.errorCode, 'The error code'])
    const variables = instanceOf(machine, id)?.variables ?? {}
    throwError(machine, id, { code, message: `raised by ${element.name ?? element.id}`, variables })
  },
  escalation: (machine, id, { event }) => {
    const code =
      event.escalationCode === undefined
        ? ''
        : textOf(machine, id, [event.escalationCode, 'The escalation code'])
    const variables = instanceOf(machine, id)?.variables ?? {}
    const outcome = throwEscalation(machine, id, { code, variables })
    if (outcome === 'toCaller') tellCaller(machine, id, { code, variables })
    else complete(machine, id)
  },
  compensation: (machine, id, { event }) => compensate(machine, id, event.activity),
  cancel: (machine, id) => cancelScope(machine, id),
  terminate: (machine, id) => endScope(machine, id),
}

/** Throws its event; goes on when that has had its effect. */
export const throwingEvent: Behaviour = {
  enter: (machine, id, element) => {
    if (element.type !== 'endEvent' && element.type !== 'intermediateThrowEvent') return
    const { event } = element
    const act = throwers[event.kind] as Throw<Kind> | undefined
    if (act === undefined) complete(machine, id)
    else act(machine, id, { event, element })
  },
  emptied: (machine, id) => compensateNext(machine, id),
  jump: (machine, element) =>
    element.type === 'intermediateThrowEvent' && element.event.kind === 'link'
      ? machine.plan.linkTarget(element.parent ?? '', element.event.name)
      : undefined,
}

/** A terminate end event ends all else in its scope. */
function endScope(machine: Machine, id: string): void {
  const instance = instanceOf(machine, id)
  if (instance === undefined) return
  const scope = instance.parent ?? rootId
  note(machine, instance, { event: 'completed' })
  machine.instances.delete(id)
  terminateInside(machine, scope)
  settle(machine, scope)
}
