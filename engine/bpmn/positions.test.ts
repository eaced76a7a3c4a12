/** Every element in every place where it may stand: it compiles, and a run goes through it to its end. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import {
  completions,
  definitions,
  eventRows,
  hasHappened,
  isWhole,
} from '../../test/harness/event-positions.ts'
import { carried, definitionOf, pieces, places, type Piece } from '../../test/harness/positions.ts'
import {
  element,
  end,
  frozen,
  graphOf,
  problemsOf,
  scopeOf,
  service,
  start,
  type Drawing,
} from '../../test/harness/story.ts'
import type { FlowGraph, Outstanding, RunEvent } from './model.ts'

const content = (kind: string): string => definitionOf[kind] ?? ''

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
  for (const row of eventRows) {
    const { kind, place, isAllowed, drawing } = row
    if (isAllowed) {
      it(`${kind} as ${place} happens`, async () => {
        const graph = frozen(await graphOf(drawing))
        const { state, history } = carried(graph, {
          ...startOf(graph),
          ...(kind === 'error' && { answers: throwsError }),
        })
        assert.equal(state.status, 'completed')
        isWhole(history)
        hasHappened(row, history)
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
