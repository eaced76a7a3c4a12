/** Reads event definitions, and knows in which places each kind of event may stand: one table. */
import type { EventDefinition, MessageDefinition, TimerDefinition } from './definitions.ts'
import { extension, nodeAt, nodesAt, textAt, type ModelNode } from './moddle.ts'
import { bodyAt, expressionOf, feelOf, type Say } from './read-extensions.ts'
import { timerProblem } from './timers.ts'

type Kind = EventDefinition['kind']

/** The places in which an event may stand, with the kinds that may stand there. */
export const eventPlaces = {
  start: ['none', 'message', 'timer', 'signal', 'condition'],
  innerStart: ['none'],
  interruptingStart: ['message', 'timer', 'signal', 'error', 'escalation', 'condition', 'compensation'],
  sideStart: ['message', 'timer', 'signal', 'escalation', 'condition'],
  catch: ['message', 'timer', 'signal', 'condition', 'link'],
  throw: ['none', 'message', 'signal', 'escalation', 'compensation', 'link'],
  boundary: ['message', 'timer', 'signal', 'error', 'escalation', 'condition', 'compensation', 'cancel'],
  sideBoundary: ['message', 'timer', 'signal', 'escalation', 'condition'],
  end: ['none', 'message', 'signal', 'error', 'escalation', 'compensation', 'terminate', 'cancel'],
} as const satisfies Readonly<Record<string, readonly Kind[]>>

/** One of those places. */
export type EventPlace = keyof typeof eventPlaces

const placeNames: Readonly<Record<EventPlace, string>> = {
  start: 'start event',
  innerStart: 'start event of a sub-process',
  interruptingStart: 'interrupting start event of an event sub-process',
  sideStart: 'non-interrupting start event of an event sub-process',
  catch: 'intermediate catch event',
  throw: 'intermediate throw event',
  boundary: 'interrupting boundary event',
  sideBoundary: 'non-interrupting boundary event',
  end: 'end event',
}

const kinds: Readonly<Record<string, Kind>> = {
  'bpmn:MessageEventDefinition': 'message',
  'bpmn:TimerEventDefinition': 'timer',
  'bpmn:SignalEventDefinition': 'signal',
  'bpmn:ErrorEventDefinition': 'error',
  'bpmn:EscalationEventDefinition': 'escalation',
  'bpmn:ConditionalEventDefinition': 'condition',
  'bpmn:CompensateEventDefinition': 'compensation',
  'bpmn:LinkEventDefinition': 'link',
  'bpmn:TerminateEventDefinition': 'terminate',
  'bpmn:CancelEventDefinition': 'cancel',
}

/** The event of a node that stands in a place; a wrong one has been complained of and is none. */
export function eventOf(node: ModelNode, place: EventPlace, say: Say): EventDefinition {
  const definitions = nodesAt(node, 'eventDefinitions')
  const [definition] = definitions
  if (definitions.length > 1) {
    const all = node['parallelMultiple'] === true ? 'A parallel multiple event' : 'A multiple event'
    say(`${all} (several definitions) is not executable in this version; draw one event for each.`)
    return { kind: 'none' }
  }
  const kind = definition === undefined ? 'none' : kinds[definition.$type]
  const allowed: readonly Kind[] = eventPlaces[place]
  if (kind === undefined || !allowed.includes(kind)) {
    const what =
      kind === 'none' || definition === undefined
        ? 'without a definition'
        : `of the kind ${words(definition)}`
    say(`A ${placeNames[place]} ${what} is not executable; use ${allowed.join(', ')}.`)
    return { kind: 'none' }
  }
  return definition === undefined ? { kind: 'none' } : readers[kind]({ node, definition, place, say })
}

function words({ $type }: ModelNode): string {
  return $type.replace('bpmn:', '').replace('EventDefinition', '').toLowerCase()
}

/** Whether a place catches events, rather than throwing them. */
export function isCaught(place: EventPlace): boolean {
  return place !== 'throw' && place !== 'end'
}

interface Reading {
  readonly node: ModelNode
  readonly definition: ModelNode
  readonly place: EventPlace
  readonly say: Say
}

const readers: { readonly [K in Kind]: (reading: Reading) => EventDefinition } = {
  none: () => ({ kind: 'none' }),
  message: ({ definition, place, say }) =>
    isCaught(place)
      ? { kind: 'message', ...messageOf(nodeAt(definition, 'messageRef'), place !== 'start', say) }
      : { kind: 'message', name: { literal: '' } },
  timer: (reading) => ({ kind: 'timer', timer: timerOf(reading) }),
  signal: ({ definition, say }) => {
    const name = textAt(nodeAt(definition, 'signalRef'), 'name') ?? ''
    if (name === '') say('The signal has no name.')
    return { kind: 'signal', name: expressionOf(name, say) }
  },
  error: ({ definition, place, say }) => {
    const code = textAt(nodeAt(definition, 'errorRef'), 'errorCode') ?? ''
    if (!isCaught(place) && code === '') say('The error end event has no error code.')
    return { kind: 'error', ...(code !== '' && { errorCode: expressionOf(code, say) }) }
  },
  escalation: ({ definition, place, say }) => {
    const code = textAt(nodeAt(definition, 'escalationRef'), 'escalationCode') ?? ''
    if (!isCaught(place) && code === '') say('The escalation has no code.')
    return { kind: 'escalation', ...(code !== '' && { escalationCode: expressionOf(code, say) }) }
  },
  condition: conditionOf,
  compensation: ({ definition, say }) => {
    if (definition['waitForCompletion'] === false)
      say('A compensation that is not waited for is not executable; set waitForCompletion to true.')
    const activity = nodeAt(definition, 'activityRef')?.id
    return { kind: 'compensation', ...(activity !== undefined && { activity }) }
  },
  link: ({ definition, say }) => {
    const name = textAt(definition, 'name') ?? ''
    if (name === '') say('The link has no name.')
    return { kind: 'link', name }
  },
  terminate: () => ({ kind: 'terminate' }),
  cancel: () => ({ kind: 'cancel' }),
}

function conditionOf({ definition, say }: Reading): EventDefinition {
  const condition = feelOf(bodyAt(definition, 'condition'), [say, 'The condition'])
  const filter = extension(definition, 'zeebe:ConditionalFilter')
  const names = listed(textAt(filter, 'variableNames'))
  const events = listed(textAt(filter, 'variableEvents'))
  const wanted = events.filter((one): one is 'create' | 'update' => one === 'create' || one === 'update')
  if (wanted.length < events.length) say('The variable events of a condition are "create" and "update".')
  return {
    kind: 'condition',
    condition,
    ...(names.length > 0 && { variableNames: names }),
    ...(wanted.length > 0 && { variableEvents: wanted }),
  }
}

function listed(text = ''): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** The message of a node; with `needsKey` a waiting run must be found by it. */
export function messageOf(message: ModelNode | undefined, needsKey: boolean, say: Say): MessageDefinition {
  const written = textAt(message, 'name') ?? ''
  if (written === '') say('The message has no name.')
  const name = expressionOf(written, say)
  if (!needsKey) return { name }
  const key = textAt(message && extension(message, 'zeebe:Subscription'), 'correlationKey') ?? ''
  if (key === '') say(`The message "${written}" has no correlation key; a waiting run is found by it.`)
  return { name, correlationKey: expressionOf(key, say) }
}

const cyclePlaces: readonly EventPlace[] = ['start', 'sideStart', 'sideBoundary']

function timerOf({ definition, place, say }: Reading): TimerDefinition {
  const properties = [
    ['date', 'timeDate'],
    ['duration', 'timeDuration'],
    ['cycle', 'timeCycle'],
  ] as const
  for (const [kind, property] of properties) {
    const body = bodyAt(definition, property)
    if (body === undefined) continue
    const value = expressionOf(body, say)
    const problem = 'literal' in value ? timerProblem(kind, body) : undefined
    if (problem !== undefined) say(`The timer ${problem}.`)
    if (kind === 'cycle' && !cyclePlaces.includes(place))
      say('A cycle can only stand on a start event or an event that does not interrupt.')
    return { kind, value }
  }
  say('The timer has neither a date, a duration nor a cycle.')
  return { kind: 'duration', value: { literal: 'PT0S' } }
}
