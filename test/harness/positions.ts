/**
 * Every kind of element in every place where it may stand: models made for a table, and a driver that carries any of
 * them to its end by giving each wait what it waits for.
 */
import assert from 'node:assert/strict'

import { advance } from '../../engine/bpmn/advance.ts'
import type { FlowGraph, HistoryEntry, Outstanding, RunEvent, RunState } from '../../engine/bpmn/model.ts'
import { outstanding } from '../../engine/bpmn/outstanding.ts'
import {
  beginning,
  element,
  end,
  error,
  file,
  forEach,
  frozen,
  job,
  message,
  scopeOf,
  script,
  service,
  start,
  subProcess,
  timer,
  unstarted,
  type Drawing,
} from './story.ts'

/** An element that stands alone between two flows; `content` goes inside it, such as a loop. */
export interface Piece {
  readonly name: string
  readonly draw: (id: string, content?: string) => string
  /** Whether it is an activity: it can be done several times, have a boundary, and stand in an ad-hoc sub-process. */
  readonly isActivity: boolean
}

const definitions = [
  message('call', '="k"'),
  '<bpmn:signal id="bell" name="bell" />',
  error('no'),
  '<bpmn:escalation id="late" escalationCode="late" />',
]

/** Event definitions by kind. */
export const definitionOf: Readonly<Record<string, string>> = {
  none: '',
  message: '<bpmn:messageEventDefinition messageRef="call" />',
  timer: timer('timeDuration', 'PT1H'),
  signal: '<bpmn:signalEventDefinition signalRef="bell" />',
  error: '<bpmn:errorEventDefinition errorRef="no" />',
  escalation: '<bpmn:escalationEventDefinition escalationRef="late" />',
  condition:
    '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=level &gt; 3</bpmn:condition></bpmn:conditionalEventDefinition>',
  compensation: '<bpmn:compensateEventDefinition />',
  link: '<bpmn:linkEventDefinition name="there" />',
  terminate: '<bpmn:terminateEventDefinition />',
  cancel: '<bpmn:cancelEventDefinition />',
}

const withJob = (kind: string, id: string, content = ''): string =>
  element(kind, id, { extensions: job('work'), content })
const around = (id: string): Drawing => ({
  elements: [start(`${id}Begun`), service(`${id}Task`), end(`${id}Done`)],
  flows: [`${id}Begun > ${id}Task > ${id}Done`],
})
const within = (text: string, content: string): string => text.replace(/(<\/bpmn:\w+>)$/, `${content}$1`)

/** Elements that stand between two flows. */
export const pieces: readonly Piece[] = [
  ...['serviceTask', 'sendTask', 'scriptTask', 'businessRuleTask'].map((kind): Piece => ({
    name: kind,
    draw: (id, content) => withJob(kind, id, content),
    isActivity: true,
  })),
  activity('userTask', (id, content) =>
    element('userTask', id, { extensions: '<zeebe:userTask />', content }),
  ),
  activity('receiveTask', (id, content) =>
    element('receiveTask', id, { attributes: 'messageRef="call"', content }),
  ),
  activity('FEEL script', (id, content) => within(script(id, '=1', 'one'), content)),
  activity('decision', (id, content) =>
    element('businessRuleTask', id, {
      extensions: '<zeebe:calledDecision decisionId="d" resultVariable="decided" />',
      content,
    }),
  ),
  activity('task', (id, content) => element('task', id, { content })),
  activity('manualTask', (id, content) => element('manualTask', id, { content })),
  activity('callActivity', (id, content) =>
    element('callActivity', id, { extensions: '<zeebe:calledElement processId="other" />', content }),
  ),
  activity('subProcess', (id, content) => within(subProcess(id, around(id)), content)),
  activity('transaction', (id, content) => within(scopeOf('transaction', id, around(id)), content)),
  activity('adHocSubProcess', (id, content) =>
    element('adHocSubProcess', id, {
      extensions: `<zeebe:adHoc activeElementsCollection="=[&quot;${id}A&quot;]" />`,
      content: service(`${id}A`) + service(`${id}B`) + content,
    }),
  ),
  ...['exclusiveGateway', 'parallelGateway', 'inclusiveGateway'].map((kind): Piece => ({
    name: kind,
    draw: (id) => element(kind, id),
    isActivity: false,
  })),
  ...['message', 'timer', 'signal', 'condition'].map((kind): Piece => ({
    name: `${kind} catch event`,
    draw: (id) => element('intermediateCatchEvent', id, { content: definitionOf[kind] ?? '' }),
    isActivity: false,
  })),
  ...['none', 'message', 'signal', 'escalation', 'compensation'].map((kind): Piece => ({
    name: `${kind} throw event`,
    draw: (id) =>
      element('intermediateThrowEvent', id, {
        content: definitionOf[kind] ?? '',
        extensions: kind === 'message' ? job('send') : '',
      }),
    isActivity: false,
  })),
]

function activity(name: string, draw: (id: string, content: string) => string): Piece {
  return { name, draw: (id, content = '') => draw(id, content), isActivity: true }
}

/** A place in which a piece stands; the element at hand has the id `it`. */
export interface Place {
  readonly name: string
  readonly draw: (piece: Piece) => Drawing
  readonly takes: (piece: Piece) => boolean
}

const any = (): boolean => true
const onlyActivities = ({ isActivity }: Piece): boolean => isActivity
const row = (text: string): Drawing => ({
  elements: [start('in'), text, end('out')],
  flows: ['in > it > out'],
})
const outside = (...elements: readonly string[]): Drawing => ({
  definitions,
  elements: [start(), ...elements, end()],
  flows: ['begun > around > done'],
})
const watching = (event: string): string =>
  scopeOf('eventSubProcess', 'watch', {
    elements: [
      element('startEvent', 'seen', { content: event, attributes: 'isInterrupting="true"' }),
      service('react'),
      end('reacted'),
    ],
    flows: ['seen > react > reacted'],
  })

/** Where pieces may stand. */
export const places: readonly Place[] = [
  { name: 'at the top', takes: any, draw: ({ draw }) => ({ ...row(draw('it')), definitions }) },
  ...['subProcess', 'transaction'].map((kind): Place => ({
    name: `in a ${kind}`,
    takes: any,
    draw: ({ draw }) =>
      outside(
        kind === 'subProcess'
          ? subProcess('around', row(draw('it')))
          : scopeOf('transaction', 'around', row(draw('it'))),
      ),
  })),
  {
    name: 'in an event sub-process',
    takes: any,
    draw: ({ draw }) => ({
      definitions,
      elements: [
        start(),
        service('around'),
        end(),
        scopeOf('eventSubProcess', 'watch', {
          elements: [
            element('startEvent', 'in', { content: definitionOf['signal'] ?? '' }),
            draw('it'),
            end('out'),
          ],
          flows: ['in > it > out'],
        }),
      ],
      flows: ['begun > around > done'],
    }),
  },
  {
    name: 'in an ad-hoc sub-process',
    takes: any,
    draw: ({ draw }) =>
      outside(
        element('adHocSubProcess', 'around', {
          extensions: '<zeebe:adHoc activeElementsCollection="=[&quot;it&quot;]" />',
          content: draw('it'),
        }),
      ),
  },
  {
    name: 'in a sub-process for each item',
    takes: any,
    draw: ({ draw }) =>
      outside(within(subProcess('around', row(draw('it'))), forEach({ collection: '=[1, 2]' }))),
  },
  ...['exclusiveGateway', 'parallelGateway', 'inclusiveGateway'].map((kind): Place => ({
    name: `between two ${kind}s`,
    takes: any,
    draw: ({ draw }) => ({
      definitions,
      elements: [
        start(),
        element(kind, 'split', kind === 'parallelGateway' ? {} : { attributes: 'default="split_beside"' }),
        draw('it'),
        service('beside'),
        element(kind, 'meet'),
        end(),
      ],
      flows: ['begun > split > it > meet > done', 'split > beside > meet'],
      ...(kind !== 'parallelGateway' && { conditions: { split_it: '=true' } }),
    }),
  })),
  {
    name: 'behind an event-based gateway',
    takes: ({ name }) => / catch event$|^receiveTask$/.test(name),
    draw: ({ draw }) => ({
      definitions: [...definitions, message('second', '="k"')],
      elements: [
        start(),
        element('eventBasedGateway', 'which'),
        draw('it'),
        element('intermediateCatchEvent', 'never', {
          content: '<bpmn:messageEventDefinition messageRef="second" />',
        }),
        end(),
        end('other'),
      ],
      flows: ['begun > which > it > done', 'which > never > other'],
    }),
  },
  ...[true, false].map((isSequential): Place => ({
    name: isSequential ? 'for one item after another' : 'for each item at once',
    takes: onlyActivities,
    draw: ({ draw }) => ({
      ...row(draw('it', forEach({ collection: '=[1, 2]', isSequential }))),
      definitions,
    }),
  })),
  {
    name: 'in the loop of the standard',
    takes: onlyActivities,
    draw: ({ draw }) => ({
      ...row(draw('it', '<bpmn:standardLoopCharacteristics loopMaximum="2" />')),
      definitions,
    }),
  },
  {
    name: 'beside what watches its scope',
    takes: any,
    draw: ({ draw }) => ({
      definitions,
      elements: [start('in'), draw('it'), end('out'), watching(definitionOf['error'] ?? '')],
      flows: ['in > it > out'],
    }),
  },
  {
    name: 'behind a boundary event',
    takes: any,
    draw: ({ draw }) => ({
      definitions,
      elements: [
        start(),
        service('host'),
        element('boundaryEvent', 'edge', {
          attributes: 'attachedToRef="host" cancelActivity="false"',
          // A signal would be heard again and again where the element throws it.
          content: definitionOf['timer'] ?? '',
        }),
        draw('it'),
        end(),
        end('out'),
      ],
      flows: ['begun > host > done', 'edge > it > out'],
    }),
  },
  {
    name: 'as what undoes another',
    takes: ({ isActivity, name }) => isActivity && name !== 'userTask',
    draw: ({ draw }) => ({
      definitions,
      elements: [
        start(),
        service('book'),
        element('boundaryEvent', 'back', {
          attributes: 'attachedToRef="book"',
          content: definitionOf['compensation'] ?? '',
        }),
        draw('it').replace('id="it"', 'id="it" isForCompensation="true"'),
        '<bpmn:association id="tie" sourceRef="back" targetRef="it" />',
        element('endEvent', 'undo', { content: definitionOf['compensation'] ?? '' }),
      ],
      flows: ['begun > book > undo'],
    }),
  },
]

/** The file of a drawing. */
export const fileOf = (drawing: Drawing): string => file(drawing)

/** A run carried to its end. */
export interface Carried {
  readonly state: RunState
  readonly history: readonly HistoryEntry[]
  /** Each event with the state that it led to. */
  readonly steps: readonly { readonly event: RunEvent; readonly state: RunState }[]
}

/** What tasks bring or throw instead of nothing, and the start event. */
export interface Driving {
  readonly answers?: (wait: Outstanding) => Partial<RunEvent> | undefined
  readonly startEvent?: string
}

/** Gives each wait what it waits for, until the run has ended or nothing is left to do. */
export function carried(graph: FlowGraph, { answers, startEvent }: Driving = {}): Carried {
  let state = unstarted
  const history: HistoryEntry[] = []
  const steps: Carried['steps'][number][] = []
  const happened = new Set<string>()
  let now = Date.parse(beginning)
  const apply = (event: RunEvent): void => {
    const next = advance(graph, frozen(state), frozen(event))
    assert.ok(next.applied, `${JSON.stringify(event)} did not apply to ${JSON.stringify(state)}`)
    history.push(...next.history)
    state = next.state
    steps.push({ event, state })
    assert.deepEqual(JSON.parse(JSON.stringify(state)), state, 'the state is plain JSON')
  }
  apply({ kind: 'started', variables: {}, at: beginning, ...(startEvent !== undefined && { startEvent }) })
  while (state.status === 'running' && steps.length < 200) {
    const wait = nextOf(graph, state, happened)
    if (wait === undefined) break
    now += 2 * 3_600_000
    const at = new Date(now).toISOString()
    const answer = answers?.(wait)
    apply(
      answer?.kind === 'cancelled'
        ? ({ ...answer, at } as RunEvent)
        : ({ ...eventFor(wait, at), ...answer } as RunEvent),
    )
  }
  return { state, history, steps }
}

/** What stands around what goes on happens first, and once: afterwards it could be too late. */
function nextOf(graph: FlowGraph, state: RunState, happened: Set<string>): Outstanding | undefined {
  const waits = outstanding(graph, state).filter((one) => !happened.has(placeOf(one)))
  const armed = waits.find((one) => isArmed(state, one))
  if (armed !== undefined) happened.add(placeOf(armed))
  return armed ?? waits[0]
}

function placeOf(wait: Outstanding): string {
  return `${wait.kind} ${wait.instance} ${'event' in wait ? (wait.event ?? '') : ''}`
}

/** Whether it is an event around what goes on, rather than what a run stands at. */
function isArmed({ instances }: RunState, wait: Outstanding): boolean {
  return 'event' in wait && Object.hasOwn(instances[wait.instance]?.armed ?? {}, wait.event ?? '')
}

type Answers = {
  readonly [K in Outstanding['kind']]: (wait: Extract<Outstanding, { readonly kind: K }>) => object
}

const answersTo: Answers = {
  job: () => ({ kind: 'jobCompleted', output: {} }),
  decision: () => ({ kind: 'decisionMade', output: 1 }),
  child: () => ({ kind: 'childCompleted', variables: {} }),
  userTask: () => ({ kind: 'userTaskCompleted', variables: {} }),
  message: ({ event }) => ({ kind: 'messageReceived', event, variables: {} }),
  signal: ({ event }) => ({ kind: 'signalReceived', event, variables: {} }),
  timer: ({ event }) => ({ kind: 'timerFired', event }),
  condition: () => ({ kind: 'variablesSet', variables: { level: 4 }, instance: 'root' }),
  broadcast: () => ({ kind: 'signalSent' }),
  escalation: () => ({ kind: 'escalationTold' }),
  incident: ({ incident }) => assert.fail(`an incident: ${JSON.stringify(incident)}`),
}

function eventFor(wait: Outstanding, at: string): RunEvent {
  const answer = answersTo[wait.kind] as (wait: Outstanding) => object
  return { at, instance: wait.instance, ...answer(wait) } as RunEvent
}
