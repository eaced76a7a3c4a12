/**
 * Reads the nodes of a model into elements of the graph, noting every problem on the way. One reader per
 * kind, in one table; a kind that is not in the table is refused by name.
 */
import type { Expression, TaskListener, TaskMoment } from './definitions.ts'
import { extension, nodeAt, nodesAt, textAt, type ModelNode } from './moddle.ts'
import type { ElementBase, ElementType, FlowElement } from './model.ts'
import { eventOf, messageOf, type EventPlace } from './read-event.ts'
import {
  bindingOf,
  bodyAt,
  collectedOutput,
  expressionOf,
  feelOf,
  formOf,
  headersOf,
  jobOf,
  listenerJob,
  oncePerKind,
  optionalExpression,
  type Say,
} from './read-extensions.ts'

/** Collects what is wrong, under the element it is wrong with. */
export type Complain = (element: string, message: string) => void

interface Reading {
  readonly node: ModelNode
  readonly base: ElementBase
  /** The kind of the scope that it stands in. */
  readonly around: ElementType
  readonly say: Say
}

type Reader = (reading: Reading) => FlowElement

/**
 * Reads one flow node. In the place of a kind that is not executable (a problem has then been noted) stands
 * one that is, so that what is around it can still be judged.
 */
export function readElement(
  node: ModelNode,
  { base, around, complain }: { base: ElementBase; around: ElementType; complain: Complain },
): FlowElement {
  const read = readers[node.$type]
  const say = (message: string): void => complain(base.id, message)
  if (read !== undefined) return read({ node, base, around, say })
  say(`${node.$type.replace('bpmn:', '')} is not executable in this version; use another element.`)
  return { ...base, type: node.$type.endsWith('Gateway') ? 'exclusiveGateway' : 'manualTask' }
}

const readers: Readonly<Record<string, Reader>> = {
  'bpmn:StartEvent': startEvent,
  'bpmn:EndEvent': ({ node, base, say }) => ({
    ...base,
    type: 'endEvent',
    event: eventOf(node, 'end', say),
    ...thrownJob(node, say),
  }),
  'bpmn:IntermediateCatchEvent': ({ node, base, say }) => ({
    ...base,
    type: 'intermediateCatchEvent',
    event: eventOf(node, 'catch', say),
  }),
  'bpmn:IntermediateThrowEvent': ({ node, base, say }) => ({
    ...base,
    type: 'intermediateThrowEvent',
    event: eventOf(node, 'throw', say),
    ...thrownJob(node, say),
  }),
  'bpmn:BoundaryEvent': boundaryEvent,
  'bpmn:ServiceTask': ({ node, base, say }) => ({ ...base, type: 'serviceTask', job: jobOf(node, say) }),
  'bpmn:SendTask': ({ node, base, say }) => ({ ...base, type: 'sendTask', job: jobOf(node, say) }),
  'bpmn:ReceiveTask': ({ node, base, say }) => ({
    ...base,
    type: 'receiveTask',
    message: messageOf(nodeAt(node, 'messageRef'), true, say),
  }),
  'bpmn:UserTask': userTask,
  'bpmn:ScriptTask': scriptTask,
  'bpmn:BusinessRuleTask': businessRuleTask,
  'bpmn:Task': ({ base }) => ({ ...base, type: 'task' }),
  'bpmn:ManualTask': ({ base }) => ({ ...base, type: 'manualTask' }),
  'bpmn:ExclusiveGateway': ({ node, base }) => ({ ...base, type: 'exclusiveGateway', ...defaultOf(node) }),
  'bpmn:InclusiveGateway': ({ node, base }) => ({ ...base, type: 'inclusiveGateway', ...defaultOf(node) }),
  'bpmn:ParallelGateway': ({ base }) => ({ ...base, type: 'parallelGateway' }),
  'bpmn:EventBasedGateway': ({ base }) => ({ ...base, type: 'eventBasedGateway' }),
  'bpmn:SubProcess': ({ node, base }) => ({
    ...base,
    type: node['triggeredByEvent'] === true ? 'eventSubProcess' : 'subProcess',
  }),
  'bpmn:Transaction': ({ base }) => ({ ...base, type: 'transaction' }),
  'bpmn:AdHocSubProcess': adHocSubProcess,
  'bpmn:CallActivity': callActivity,
}

function defaultOf(node: ModelNode): { readonly defaultFlow?: string } {
  const defaultFlow = nodeAt(node, 'default')?.id
  return defaultFlow === undefined ? {} : { defaultFlow }
}

// ── kinds with more to say ──

function startEvent({ node, base, around, say }: Reading): FlowElement {
  const interrupting = node['isInterrupting'] !== false
  const inEventSubProcess: EventPlace = interrupting ? 'interruptingStart' : 'sideStart'
  const elsewhere: EventPlace = around === 'process' ? 'start' : 'innerStart'
  const event = eventOf(node, around === 'eventSubProcess' ? inEventSubProcess : elsewhere, say)
  const form = formOf(node, say)
  return { ...base, type: 'startEvent', event, interrupting, ...(form !== undefined && { form }) }
}

function boundaryEvent({ node, base, say }: Reading): FlowElement {
  const isCompensation = nodesAt(node, 'eventDefinitions').some(
    ({ $type }) => $type === 'bpmn:CompensateEventDefinition',
  )
  const interrupting = isCompensation || node['cancelActivity'] !== false
  const event = eventOf(node, interrupting ? 'boundary' : 'sideBoundary', say)
  const attachedTo = nodeAt(node, 'attachedToRef')?.id ?? ''
  return { ...base, type: 'boundaryEvent', event, attachedTo, interrupting }
}

function userTask({ node, base, say }: Reading): FlowElement {
  const assignment = extension(node, 'zeebe:AssignmentDefinition')
  const schedule = extension(node, 'zeebe:TaskSchedule')
  const priority = extension(node, 'zeebe:PriorityDefinition')
  const headers = headersOf(extension(node, 'zeebe:TaskHeaders'))
  const read = (holder: ModelNode | undefined, property: string): Expression | undefined =>
    optionalExpression(textAt(holder, property), say)
  const task = {
    assignee: read(assignment, 'assignee'),
    candidateGroups: read(assignment, 'candidateGroups'),
    candidateUsers: read(assignment, 'candidateUsers'),
    dueDate: read(schedule, 'dueDate'),
    followUpDate: read(schedule, 'followUpDate'),
    priority: read(priority, 'priority'),
    form: formOf(node, say),
    headers: Object.keys(headers).length === 0 ? undefined : headers,
  }
  return { ...base, type: 'userTask', task: { ...present(task), listeners: taskListeners(node, say) } }
}

const moments: Readonly<Record<string, TaskMoment>> = {
  creating: 'creating',
  create: 'creating',
  assigning: 'assigning',
  assignment: 'assigning',
  updating: 'updating',
  update: 'updating',
  completing: 'completing',
  complete: 'completing',
}

function taskListeners(node: ModelNode, say: Say): readonly TaskListener[] {
  const holder = extension(node, 'zeebe:TaskListeners')
  const listeners = holder === undefined ? [] : nodesAt(holder, 'listeners')
  oncePerKind(listeners, say)
  return listeners.flatMap((listener) => {
    const eventType = textAt(listener, 'eventType') ?? ''
    const on = moments[eventType]
    if (on !== undefined) return [{ on, job: listenerJob(listener, say) }]
    say(
      `A task listener for "${eventType}" is not executable in this version; use creating, assigning, updating or completing.`,
    )
    return []
  })
}

function scriptTask({ node, base, say }: Reading): FlowElement {
  const script = extension(node, 'zeebe:Script')
  if (script === undefined)
    return { ...base, type: 'scriptTask', script: { kind: 'job', job: jobOf(node, say) } }
  eitherOr(node, 'a script', say)
  const expression = expressionOf(textAt(script, 'expression') ?? '', say)
  const resultVariable = textAt(script, 'resultVariable')
  if (resultVariable === undefined) say('The script has no result variable.')
  return {
    ...base,
    type: 'scriptTask',
    script: { kind: 'feel', expression, resultVariable: resultVariable ?? '' },
  }
}

function businessRuleTask({ node, base, say }: Reading): FlowElement {
  const called = extension(node, 'zeebe:CalledDecision')
  if (called === undefined)
    return { ...base, type: 'businessRuleTask', rule: { kind: 'job', job: jobOf(node, say) } }
  eitherOr(node, 'a called decision', say)
  const resultVariable = textAt(called, 'resultVariable')
  if (resultVariable === undefined) say('The called decision has no result variable.')
  const rule = {
    kind: 'decision' as const,
    decisionId: expressionOf(textAt(called, 'decisionId') ?? '', say),
    binding: bindingOf(called, say),
    resultVariable: resultVariable ?? '',
    retries: { literal: 3 },
  }
  return { ...base, type: 'businessRuleTask', rule }
}

function eitherOr(node: ModelNode, what: string, say: Say): void {
  if (extension(node, 'zeebe:TaskDefinition') !== undefined)
    say(`It has both ${what} and a task definition; remove one.`)
}

function callActivity({ node, base, say }: Reading): FlowElement {
  const called = extension(node, 'zeebe:CalledElement')
  const written = textAt(called, 'processId') ?? textAt(called, 'processIdExpression') ?? ''
  if (written === '') say('The call activity names no process; set its process id.')
  return {
    ...base,
    type: 'callActivity',
    processId: expressionOf(written, say),
    binding: bindingOf(called, say),
    propagateAllChildVariables: called?.['propagateAllChildVariables'] !== false,
    propagateAllParentVariables: called?.['propagateAllParentVariables'] !== false,
  }
}

function adHocSubProcess({ node, base, say }: Reading): FlowElement {
  const zeebe = extension(node, 'zeebe:AdHoc')
  if (extension(node, 'zeebe:TaskDefinition') !== undefined)
    say(
      'An ad-hoc sub-process that a job steers is not executable in this version; list its active elements.',
    )
  if (textAt(node, 'ordering') === 'Sequential')
    say('A sequential ad-hoc sub-process is not executable in this version; set its ordering to Parallel.')
  const active = textAt(zeebe, 'activeElementsCollection') ?? ''
  const completion = bodyAt(node, 'completionCondition') ?? ''
  const output = collectedOutput(zeebe, say)
  const adHoc = {
    cancelRemaining: node['cancelRemainingInstances'] !== false,
    ...(active !== '' && { activeElements: feelOf(active, [say, 'The collection of active elements']) }),
    ...(completion !== '' && { completionCondition: feelOf(completion, [say, 'The completion condition']) }),
    ...(output !== undefined && { output }),
  }
  return { ...base, type: 'adHocSubProcess', adHoc }
}

function thrownJob(node: ModelNode, say: Say): { readonly job?: ReturnType<typeof jobOf> } {
  const isMessage = nodesAt(node, 'eventDefinitions').some(
    ({ $type }) => $type === 'bpmn:MessageEventDefinition',
  )
  return isMessage ? { job: jobOf(node, say) } : {}
}

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

function present<T extends object>(object: T): Present<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Present<T>
}
