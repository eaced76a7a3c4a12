/** Every element in every place where it may stand: it compiles, and a run goes through it to its end. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import { carried, definitionOf, pieces, places, type Piece } from '../../test/harness/positions.ts'
import {
  element,
  end,
  error,
  frozen,
  graphOf,
  message,
  problemsOf,
  scopeOf,
  service,
  start,
  subProcess,
  type Drawing,
} from '../../test/harness/story.ts'
import type { FlowGraph, HistoryEntry, Outstanding, RunEvent } from './model.ts'
import { eventPlaces, type EventPlace } from './read-event.ts'

/** Whatever was entered has completed or was ended, once. */
function isWhole(history: readonly HistoryEntry[]): void {
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

const completions = (history: readonly HistoryEntry[], id: string): number =>
  history.filter(({ element: one, event }) => one === id && event === 'completed').length

for (const place of places) {
  describe(`an element ${place.name}`, () => {
    for (const piece of pieces.filter(place.takes)) {
      it(piece.name, async () => {
        const { state, history } = carried(frozen(await graphOf(place.draw(piece))))
        assert.equal(state.status, 'completed')
        assert.deepEqual(Object.keys(state.instances), ['root'])
        assert.ok(completions(history, 'it') > 0, 'the element was done')
        isWhole(history)
      })
    }
  })
}

const definitions = [
  message('call', '="k"'),
  '<bpmn:signal id="bell" name="bell" />',
  error('no'),
  '<bpmn:escalation id="late" escalationCode="late" />',
]
const kinds = Object.keys(definitionOf)
const jobOf = (kind: string): string => (kind === 'message' ? '<zeebe:taskDefinition type="send" />' : '')
const content = (kind: string): string => definitionOf[kind] ?? ''

// ── events in their places ──

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

/** What starts a run whose start event has a definition. */
const startOf = (graph: FlowGraph): { readonly startEvent?: string } => {
  const found = graph.elements['it']
  const isAtTop = found?.type === 'startEvent' && found.parent === graph.processId
  return isAtTop && found.event.kind !== 'none' ? { startEvent: 'it' } : {}
}
const throwsError = (wait: Outstanding): Partial<RunEvent> | undefined =>
  wait.kind === 'job' && wait.element === 'work'
    ? { kind: 'errorThrown', errorCode: 'no', message: 'no' }
    : undefined

describe('an event', () => {
  for (const place of Object.keys(eventPlaces) as EventPlace[]) {
    const allowed: readonly string[] = eventPlaces[place]
    for (const kind of kinds.filter((one) => !(place === 'sideBoundary' && one === 'compensation'))) {
      const drawing = { ...inPlace[place](kind), definitions }
      if (allowed.includes(kind)) {
        it(`${kind} as ${place} happens`, async () => {
          const graph = frozen(await graphOf(drawing))
          const { state, history } = carried(graph, {
            ...startOf(graph),
            ...(kind === 'error' && { answers: throwsError }),
          })
          assert.equal(state.status, 'completed')
          isWhole(history)
          const hasHappened =
            completions(history, 'it') > 0 ||
            history.some(({ detail, event }) => event === 'errorThrown' && detail === 'no')
          assert.ok(
            hasHappened || kind === 'cancel' || (place === 'boundary' && kind === 'compensation'),
            'the event has happened',
          )
        })
      } else {
        it(`${kind} as ${place} is refused`, async () => {
          const problems = await problemsOf(drawing)
          assert.ok(
            problems.some((problem) => problem.element === 'it'),
            JSON.stringify(problems),
          )
        })
      }
    }
  }
})

// ── places that are not for everything ──

describe('what may not stand somewhere', () => {
  const refused = async (drawing: Drawing, id: string, words: RegExp): Promise<void> => {
    const problems = await problemsOf({ ...drawing, definitions })
    assert.ok(
      problems.some((problem) => problem.element === id && words.test(problem.message)),
      JSON.stringify(problems),
    )
  }
  const isBehindGateway = ({ name }: Piece): boolean => / catch event$|^receiveTask$/.test(name)

  for (const piece of pieces.filter((one) => !isBehindGateway(one)))
    it(`${piece.name} behind an event-based gateway`, () =>
      refused(
        {
          elements: [
            start(),
            element('eventBasedGateway', 'which'),
            piece.draw('it'),
            element('intermediateCatchEvent', 'other', { content: content('signal') }),
            end(),
            end('out'),
          ],
          flows: ['begun > which > it > done', 'which > other > out'],
        },
        'which',
        /must stand catch events or receive tasks, not it/,
      ))
  for (const piece of pieces.filter(({ isActivity }) => !isActivity))
    it(`a boundary event on ${piece.name}`, () =>
      refused(
        {
          elements: [
            start(),
            piece.draw('it'),
            element('boundaryEvent', 'edge', {
              attributes: 'attachedToRef="it"',
              content: content('signal'),
            }),
            end(),
            end('out'),
          ],
          flows: ['begun > it > done', 'edge > out'],
        },
        'edge',
        /must be attached to an activity/,
      ))
  it('an event sub-process with a flow', () =>
    refused(
      {
        elements: [
          start(),
          scopeOf('eventSubProcess', 'it', {
            elements: [element('startEvent', 'in', { content: content('signal') }), end('out')],
            flows: ['in > out'],
          }),
          end(),
        ],
        flows: ['begun > it > done'],
      },
      'it',
      /No flow may lead into or out of an event sub-process/,
    ))
  it('a cancel event on what is no transaction', () =>
    refused(
      {
        elements: [
          start(),
          service('work'),
          end(),
          element('boundaryEvent', 'it', { attributes: 'attachedToRef="work"', content: content('cancel') }),
          end('out'),
        ],
        flows: ['begun > work > done', 'it > out'],
      },
      'it',
      /only stand on the boundary of a transaction/,
    ))
  it('an escalation event on a task', () =>
    refused(
      {
        elements: [
          start(),
          service('work'),
          end(),
          element('boundaryEvent', 'it', {
            attributes: 'attachedToRef="work"',
            content: content('escalation'),
          }),
          end('out'),
        ],
        flows: ['begun > work > done', 'it > out'],
      },
      'it',
      /only come out of a sub-process or a call activity/,
    ))
})
