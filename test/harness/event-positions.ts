/** Every kind of event in every place of an event: a model for each, and what a history must hold when it has happened. */
import assert from 'node:assert/strict'

import { eventPlaces, type EventPlace } from '../../engine/bpmn/read-event.ts'
import { definitionOf } from './positions.ts'
import { element, end, error, message, scopeOf, service, start, subProcess, type Drawing } from './story.ts'

/** What the events refer to. */
export const definitions = [
  message('call', '="k"'),
  '<bpmn:signal id="bell" name="bell" />',
  error('no'),
  '<bpmn:escalation id="late" escalationCode="late" />',
]
const jobOf = (kind: string): string => (kind === 'message' ? '<zeebe:taskDefinition type="send" />' : '')
const content = (kind: string): string => definitionOf[kind] ?? ''

/** A model with an event of a kind in a place; `it` is the event. */
const inPlace: Readonly<Record<EventPlace, (kind: string) => Drawing>> = {
  start: (kind) => ({
    elements: [element('startEvent', 'it', { content: content(kind) }), end()],
    flows: ['it > done'],
  }),
  innerStart: (kind) => ({
    elements: [
      start(),
      subProcess('around', {
        elements: [element('startEvent', 'it', { content: content(kind) }), end('out')],
        flows: ['it > out'],
      }),
      end(),
    ],
    flows: ['begun > around > done'],
  }),
  interruptingStart: (kind) => watched(kind, true),
  sideStart: (kind) => watched(kind, false),
  catch: (kind) =>
    kind === 'link'
      ? {
          elements: [
            start(),
            element('intermediateThrowEvent', 'go', { content: content(kind) }),
            element('intermediateCatchEvent', 'it', { content: content(kind) }),
            end(),
          ],
          flows: ['begun > go', 'it > done'],
        }
      : {
          elements: [start(), element('intermediateCatchEvent', 'it', { content: content(kind) }), end()],
          flows: ['begun > it > done'],
        },
  throw: (kind) =>
    kind === 'link'
      ? {
          elements: [
            start(),
            element('intermediateThrowEvent', 'it', { content: content(kind) }),
            element('intermediateCatchEvent', 'come', { content: content(kind) }),
            end(),
          ],
          flows: ['begun > it', 'come > done'],
        }
      : {
          elements: [
            start(),
            element('intermediateThrowEvent', 'it', { content: content(kind), extensions: jobOf(kind) }),
            end(),
          ],
          flows: ['begun > it > done'],
        },
  boundary: (kind) => attached(kind, true),
  sideBoundary: (kind) => attached(kind, false),
  end: (kind) => ended(kind, kind === 'cancel' ? 'transaction' : 'subProcess'),
}

function watched(kind: string, isInterrupting: boolean): Drawing {
  const watch = scopeOf('eventSubProcess', 'watch', {
    elements: [
      element('startEvent', 'it', {
        attributes: `isInterrupting="${String(isInterrupting)}"`,
        content: content(kind),
      }),
      end('reacted'),
    ],
    flows: ['it > reacted'],
  })
  const around = subProcess('around', {
    elements: [
      start('in'),
      service('work'),
      element('intermediateThrowEvent', 'raise', { content: content('escalation') }),
      end('out'),
      watch,
    ],
    flows: ['in > work > raise > out'],
  })
  return {
    elements: [
      start(),
      around,
      element('endEvent', 'done', { content: kind === 'compensation' ? content(kind) : '' }),
    ],
    flows: ['begun > around > done'],
  }
}

function attached(kind: string, isInterrupting: boolean): Drawing {
  const edge = element('boundaryEvent', 'it', {
    attributes: `attachedToRef="around" cancelActivity="${String(isInterrupting)}"`,
    content: content(kind),
  })
  const isCompensation = kind === 'compensation'
  const inside: Drawing = {
    elements: [
      start('in'),
      service('work'),
      element('intermediateThrowEvent', 'raise', { content: content('escalation') }),
      element('endEvent', 'out', { content: kind === 'cancel' ? content(kind) : '' }),
    ],
    flows: ['in > work > raise > out'],
  }
  return {
    elements: [
      start(),
      kind === 'cancel' ? scopeOf('transaction', 'around', inside) : subProcess('around', inside),
      edge,
      element('endEvent', 'done', { content: isCompensation ? content(kind) : '' }),
      ...(isCompensation
        ? [
            element('serviceTask', 'undo', {
              attributes: 'isForCompensation="true"',
              extensions: '<zeebe:taskDefinition type="undo" />',
            }),
            '<bpmn:association id="tie" sourceRef="it" targetRef="undo" />',
          ]
        : [end('other')]),
    ],
    flows: ['begun > around > done', ...(isCompensation ? [] : ['it > other'])],
  }
}

function ended(kind: string, scope: string): Drawing {
  const inside: Drawing = {
    elements: [start('in'), element('endEvent', 'it', { content: content(kind), extensions: jobOf(kind) })],
    flows: ['in > it'],
  }
  const catcher = ['error', 'cancel'].includes(kind)
    ? [
        element('boundaryEvent', 'edge', { attributes: 'attachedToRef="around"', content: content(kind) }),
        end('other'),
      ]
    : []
  return {
    elements: [
      start(),
      scope === 'transaction' ? scopeOf('transaction', 'around', inside) : subProcess('around', inside),
      end(),
      ...catcher,
    ],
    flows: ['begun > around > done', ...(catcher.length > 0 ? ['edge > other'] : [])],
  }
}

/** An event of a kind in a place; `it` is the event. */
export interface EventRow {
  readonly kind: string
  readonly place: EventPlace
  /** Whether it may stand there. */
  readonly isAllowed: boolean
  readonly drawing: Drawing
}

/** All kinds in all places. */
export const eventRows: readonly EventRow[] = (Object.keys(eventPlaces) as EventPlace[]).flatMap((place) => {
  const allowed: readonly string[] = eventPlaces[place]
  return Object.keys(definitionOf)
    .filter((kind) => !(place === 'sideBoundary' && kind === 'compensation'))
    .map((kind) => ({
      kind,
      place,
      isAllowed: allowed.includes(kind),
      drawing: { ...inPlace[place](kind), definitions },
    }))
})

/** A line of history, from the core or from the API. */
export interface Line {
  readonly instance: string
  readonly element: string
  readonly event: string
  readonly detail?: string
}

/** Whatever was entered has completed or was ended, once. */
export function isWhole(history: readonly Line[]): void {
  const open = new Set<string>()
  for (const { instance, event } of history) {
    if (event === 'entered') {
      assert.ok(!open.has(instance), `${instance} was entered twice`)
      open.add(instance)
    }
    if (event === 'completed' || event === 'terminated')
      assert.ok(open.delete(instance), `${instance} ended twice`)
  }
  assert.deepEqual([...open], [])
}

/** How often an element has completed. */
export function completions(history: readonly Line[], id: string): number {
  return history.filter(({ element: one, event }) => one === id && event === 'completed').length
}

/** The event of a row has happened. A cancel event and a compensation boundary leave their trace elsewhere. */
export function hasHappened({ kind, place }: EventRow, history: readonly Line[]): void {
  const isSeen =
    completions(history, 'it') > 0 ||
    history.some(({ detail, event }) => event === 'errorThrown' && detail === 'no')
  assert.ok(
    isSeen || kind === 'cancel' || (place === 'boundary' && kind === 'compensation'),
    'the event has happened',
  )
}
