/** BPMN text for tables of elements: activities for workers outside, events of every kind, and what they refer to. */
import { element, error, job, mappings, message, type Drawing, type Mappings } from './story.ts'

/** What stands around an element. */
export interface Around extends Mappings {
  readonly attributes?: string
  readonly extensions?: string
  readonly content?: string
  readonly retries?: number
}

/** An activity whose work is a job of the type `"@<id>"`, for a worker outside; a service task unless told. */
export function worked(id: string, { retries, ...more }: Around = {}, kind = 'serviceTask'): string {
  return plain(kind, id, { ...more, extensions: job(`@${id}`, retries) + (more.extensions ?? '') })
}

/** Any element, with its mappings. */
export function plain(kind: string, id: string, { extensions = '', ...more }: Around = {}): string {
  const { attributes = '', content = '' } = more
  return element(kind, id, { attributes, content, extensions: extensions + mappings(more) })
}

/** A user task. */
export function asks(id: string, { extensions = '', ...more }: Around = {}): string {
  return plain('userTask', id, { ...more, extensions: `<zeebe:userTask />${extensions}` })
}

/** What the events of a table refer to; every row may have all of it. */
export const definitions: readonly string[] = [
  message('@call'),
  message('@other'),
  '<bpmn:signal id="@bell" name="@bell" />',
  error('no'),
  '<bpmn:escalation id="late" escalationCode="late" />',
  '<bpmn:escalation id="lost" escalationCode="lost" />',
]

/** Event definitions by their kind; `no` and `late` are codes, `call` and `bell` names of the row's own. */
export const on = {
  message: '<bpmn:messageEventDefinition messageRef="@call" />',
  signal: '<bpmn:signalEventDefinition signalRef="@bell" />',
  error: '<bpmn:errorEventDefinition errorRef="no" />',
  anyError: '<bpmn:errorEventDefinition />',
  escalation: '<bpmn:escalationEventDefinition escalationRef="late" />',
  anyEscalation: '<bpmn:escalationEventDefinition />',
  compensation: '<bpmn:compensateEventDefinition />',
  terminate: '<bpmn:terminateEventDefinition />',
  cancel: '<bpmn:cancelEventDefinition />',
  condition: conditionOf('=level &gt; 3'),
  link: '<bpmn:linkEventDefinition name="there" />',
} as const

/** A condition, escaped as it stands in the file. */
export function conditionOf(text: string): string {
  return `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${text}</bpmn:condition></bpmn:conditionalEventDefinition>`
}

/** An activity with its compensation handler, a job of the type `"@un<id>"`. */
export function undoable(activity: string, id: string): readonly string[] {
  return [
    activity,
    element('boundaryEvent', `back_${id}`, { attributes: `attachedToRef="${id}"`, content: on.compensation }),
    worked(`un${id}`, { attributes: 'isForCompensation="true"' }),
    `<bpmn:association id="tie_${id}" sourceRef="back_${id}" targetRef="un${id}" />`,
  ]
}

/** A start event, elements one after another, and an end event. */
export function inRow(
  elements: readonly string[],
  ids: readonly string[],
  more: Partial<Drawing> = {},
): Drawing {
  return {
    definitions,
    ...more,
    elements: [
      element('startEvent', 'begun'),
      ...elements,
      element('endEvent', 'done'),
      ...(more.elements ?? []),
    ],
    flows: [`begun > ${ids.join(' > ')} > done`, ...(more.flows ?? [])],
  }
}
