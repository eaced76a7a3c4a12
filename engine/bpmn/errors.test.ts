import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import type { JsonObject } from '../values/json.ts'
import {
  boundary,
  element,
  end,
  error,
  onError,
  service,
  start,
  story,
  subProcess,
  type Drawing,
} from '../../test/harness/story.ts'

const thrown = (instance: string, errorCode: string, variables?: JsonObject) =>
  ({
    kind: 'errorThrown',
    instance,
    errorCode,
    message: 'they said no',
    ...(variables && { variables }),
  }) as const

/** A task in two sub-processes, with handlers as given, each leading to an end of its own. */
function nested(handlers: Readonly<Record<string, string>>, task = service('ask')): Drawing {
  const inScope = (ids: readonly string[]): { elements: string[]; flows: string[] } => ({
    elements: ids.flatMap((id) => (handlers[id] === undefined ? [] : [handlers[id], end(`by-${id}`)])),
    flows: ids.flatMap((id) => (handlers[id] === undefined ? [] : [`${id} > by-${id}`])),
  })
  const near = inScope(['onTask'])
  const middle = inScope(['onInner'])
  const far = inScope(['onOuter', 'onOuterAny'])
  const inner = subProcess('inner', {
    elements: [start('i1'), task, end('i2'), ...near.elements],
    flows: ['i1 > ask > i2', ...near.flows],
  })
  const outer = subProcess('outer', {
    elements: [start('o1'), inner, end('o2'), ...middle.elements],
    flows: ['o1 > inner > o2', ...middle.flows],
  })
  return {
    elements: [start(), outer, end(), ...far.elements],
    flows: ['begun > outer > done', ...far.flows],
    definitions: [error('refused'), error('limit')],
  }
}

const onTask = boundary('onTask', 'ask', onError('refused'))
const onInner = boundary('onInner', 'inner', onError('refused'))
const onOuter = boundary('onOuter', 'outer', onError('refused'))
const onOuterAny = boundary('onOuterAny', 'outer', onError())

async function caughtBy(handlers: Readonly<Record<string, string>>, code: string): Promise<unknown> {
  const run = await story(nested(handlers))
  assert.ok(run.happens(thrown('ask:1', code)))
  return run.completed().find((id) => id.startsWith('by-')) ?? run.waitsInWords()
}

describe('a BPMN error', () => {
  it('is caught by the nearest handler of its code, from the task outwards', async () => {
    assert.equal(await caughtBy({ onTask, onInner, onOuter }, 'refused'), 'by-onTask')
    assert.equal(await caughtBy({ onInner, onOuter }, 'refused'), 'by-onInner')
    assert.equal(await caughtBy({ onOuter }, 'refused'), 'by-onOuter')
  })

  it('passes handlers of other codes; a handler without a code takes what no other one does', async () => {
    assert.equal(await caughtBy({ onTask, onInner, onOuterAny }, 'limit'), 'by-onOuterAny')
    assert.equal(await caughtBy({ onOuter, onOuterAny }, 'refused'), 'by-onOuter')
    assert.equal(await caughtBy({ onOuterAny, onOuter }, 'refused'), 'by-onOuter')
  })

  it('ends all that stands between the task and the handler', async () => {
    const run = await story(nested({ onOuter }))
    run.happens(thrown('ask:1', 'refused', { why: 'limit' }))
    assert.equal(run.state.status, 'completed')
    assert.equal(run.variables()['why'], 'limit')
    const ended = run.history.filter(({ event }) => event === 'terminated').map(({ element }) => element)
    assert.deepEqual(ended, ['ask', 'inner', 'outer'])
  })

  it('is an incident where it arose when nobody catches it, and a retry does the work again', async () => {
    const run = await story(nested({ onTask }))
    run.happens(thrown('ask:1', 'limit'))
    assert.deepEqual(run.waitsInWords(), ['incident ask:1 unhandledError'])
    assert.match(run.instance('ask:1').incident?.message ?? '', /"limit": they said no/)
    run.happens({ kind: 'incidentResolved', instance: 'ask:1' })
    assert.deepEqual(run.waitsInWords(), ['job ask:1'])
  })

  it('thrown by a called run is caught at the call activity or around it', async () => {
    const call = element('callActivity', 'ask', { extensions: '<zeebe:calledElement processId="pay" />' })
    for (const [handlers, by] of [
      [{ onTask, onOuter }, 'by-onTask'],
      [{ onOuter }, 'by-onOuter'],
    ] as const) {
      const run = await story(nested(handlers, call))
      assert.ok(run.happens(thrown('ask:1', 'refused')))
      assert.ok(run.completed().includes(by))
    }
  })

  it('is raised by an error end event, which the scope around it catches', async () => {
    const failing = end('ask', onError('refused'))
    const scope = (event: string, handlers: readonly string[]): Drawing => ({
      elements: [
        start(),
        subProcess('outer', { elements: [start('in'), event], flows: ['in > ask'] }),
        ...handlers,
        end(),
      ],
      flows: ['begun > outer > done', ...(handlers.length > 0 ? ['onOuter > caught'] : [])],
      definitions: [error('refused')],
    })
    const caught = await story(scope(failing, [onOuter, end('caught')]))
    assert.deepEqual(caught.completed().slice(-3), ['onOuter', 'caught', 'sample'])
    const uncaught = await story(scope(failing, []))
    assert.deepEqual(uncaught.waitsInWords(), ['incident ask:1 unhandledError'])
    uncaught.happens({ kind: 'incidentResolved', instance: 'ask:1' })
    assert.deepEqual(uncaught.waitsInWords(), ['incident ask:1 unhandledError'])
  })

  it('says so when an error code cannot be evaluated, whether it is raised or awaited', async () => {
    const dynamic = (code: string): string => `<bpmn:error id="dynamic" errorCode="${code}" />`
    const raising = {
      elements: [start(), end('failed', onError('dynamic'))],
      flows: ['begun > failed'],
      definitions: [dynamic('=code')],
    }
    assert.deepEqual((await story(raising)).waitsInWords(), ['incident failed:1 expressionFailed'])
    assert.deepEqual((await story(raising, { code: 'x' })).waitsInWords(), [
      'incident failed:1 unhandledError',
    ])
    const awaiting = {
      elements: [start(), service('ask'), boundary('b', 'ask', onError('dynamic')), end()],
      flows: ['begun > ask > done', 'b > done'],
      definitions: [dynamic('=assert(1, false)')],
    }
    const run = await story(awaiting)
    assert.ok(run.happens(thrown('ask:1', 'refused')))
    assert.deepEqual(run.waitsInWords(), ['incident ask:1 expressionFailed'])
  })
})
