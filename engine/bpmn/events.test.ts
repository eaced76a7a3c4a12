import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import {
  boundary,
  element,
  end,
  message,
  onMessage,
  service,
  sideBoundary,
  start,
  story,
  subProcess,
  timer,
  type Drawing,
} from '../../test/harness/story.ts'

const terminate = '<bpmn:terminateEventDefinition />'
const hour = timer('timeDuration', 'PT1H')

describe('how a run starts', () => {
  const drawing: Drawing = {
    elements: [
      start(),
      element('startEvent', 'returned', { content: onMessage('back') }),
      element('startEvent', 'nightly', { content: timer('timeCycle', 'R/P1D') }),
      service('check'),
      end(),
    ],
    flows: ['begun > check > done', 'returned > check', 'nightly > check'],
    definitions: [message('back')],
  }

  it('starts plainly, by a message with its variables, or by time', async () => {
    assert.deepEqual((await story(drawing, { a: 1 })).completed(), ['begun'])
    const returned = await story(drawing, { amount: 5 }, 'returned')
    assert.deepEqual(returned.completed(), ['returned'])
    assert.deepEqual(returned.variables(), { amount: 5 })
    assert.deepEqual((await story(drawing, {}, 'nightly')).completed(), ['nightly'])
  })

  it('maps what the starting message brought', async () => {
    const extensions = '<zeebe:ioMapping><zeebe:output source="=body.id" target="number" /></zeebe:ioMapping>'
    const begun = element('startEvent', 'returned', { extensions, content: onMessage('back') })
    const mapped = { elements: [begun, end()], flows: ['returned > done'], definitions: [message('back')] }
    assert.deepEqual((await story(mapped, { body: { id: 7 } }, 'returned')).variables(), { number: 7 })
  })

  it('starts once', async () => {
    const run = await story(drawing)
    assert.equal(run.happens({ kind: 'started', variables: {} }), false)
  })

  it('says so when there is no plain start, and a retry does not pretend that there is', async () => {
    const [, returned = '', , check = '', done = ''] = drawing.elements
    const run = await story({
      elements: [returned, check, done],
      flows: ['returned > check > done'],
      definitions: [message('back')],
    })
    assert.deepEqual(run.waitsInWords(), ['incident root noStartEvent'])
    run.happens({ kind: 'incidentResolved', instance: 'root' })
    assert.deepEqual(run.waitsInWords(), ['incident root noStartEvent'])
  })
})

describe('a catch event', () => {
  const around = (definition: string): Drawing => ({
    elements: [start(), element('intermediateCatchEvent', 'it', { content: definition }), end()],
    flows: ['begun > it > done'],
    definitions: [message('paid')],
  })

  it('waits for its instant: a duration from now, a day, a date and time with an offset or in UTC', async () => {
    const dueAt = async (kind: 'timeDate' | 'timeDuration', text: string): Promise<unknown> => {
      const [wait] = (await story(around(timer(kind, text)), { days: 2 })).waits()
      return wait?.kind === 'timer' ? wait.dueAt : wait
    }
    assert.equal(await dueAt('timeDuration', 'P1M'), '2026-04-21T09:00:00.000Z')
    assert.equal(
      await dueAt('timeDuration', '=duration("P" + string(days) + "D")'),
      '2026-03-23T09:00:00.000Z',
    )
    assert.equal(await dueAt('timeDate', '2026-04-01'), '2026-04-01T00:00:00.000Z')
    assert.equal(await dueAt('timeDate', '2026-04-01T12:00:00'), '2026-04-01T12:00:00.000Z')
    assert.equal(await dueAt('timeDate', '2026-04-01T12:00:00+03:30'), '2026-04-01T08:30:00.000Z')
    assert.equal(await dueAt('timeDate', '=now() + duration("PT5M")'), '2026-03-21T09:05:00.000Z')
  })

  it('fires once, and not before it is due', async () => {
    const run = await story(around(hour))
    const fired = { kind: 'timerFired', instance: 'it:1', event: 'it' } as const
    run.at('2026-03-21T09:59:59.999Z')
    assert.equal(run.happens(fired), false)
    run.at('2026-03-21T10:00:00.000Z')
    assert.ok(run.happens(fired))
    assert.equal(run.happens(fired), false)
    assert.equal(run.state.status, 'completed')
  })

  it('raises an incident when its expression gives no time, and evaluates it again on a retry', async () => {
    const run = await story(around(timer('timeDate', '=dueAt')))
    assert.deepEqual(run.waitsInWords(), ['incident it:1 expressionFailed'])
    run.happens({ kind: 'incidentResolved', instance: 'it:1', variables: { dueAt: '2026-04-01' } })
    assert.deepEqual(run.waitsInWords(), ['timer it:1 it'])
  })
})

describe('an event on the boundary of an activity', () => {
  const around = (event: string): Drawing => ({
    elements: [start(), service('it'), event, service('remind'), end()],
    flows: ['begun > it > done', 'b > remind > done'],
    definitions: [message('changed')],
  })
  const changed = { kind: 'messageReceived', instance: 'it:1', event: 'b', variables: { to: 'x' } } as const
  const fired = { kind: 'timerFired', instance: 'it:1', event: 'b' } as const
  const completed = { kind: 'jobCompleted', instance: 'it:1', output: {} } as const

  it('ends the activity when it interrupts', async () => {
    const run = await story(around(boundary('b', 'it', onMessage('changed'))), { key: 1 })
    assert.deepEqual(run.waitsInWords(), ['job it:1', 'message it:1 b'])
    assert.ok(run.happens(changed))
    assert.deepEqual(run.waitsInWords(), ['job remind:1'])
    assert.equal(run.variables()['to'], 'x')
    assert.equal(run.happens(completed), false)
    assert.ok(run.history.some(({ element, event }) => element === 'it' && event === 'terminated'))
  })

  it('goes on beside the activity when it does not, as often as the message comes', async () => {
    const run = await story(around(sideBoundary('b', 'it', onMessage('changed'))), { key: 1 })
    assert.ok(run.happens(changed))
    assert.ok(run.happens(changed))
    assert.deepEqual(run.waitsInWords(), ['job it:1', 'message it:1 b', 'job remind:1', 'job remind:2'])
    run.happens(completed)
    run.happens({ kind: 'jobCompleted', instance: 'remind:1', output: {} })
    assert.equal(run.state.status, 'running')
    run.happens({ kind: 'jobCompleted', instance: 'remind:2', output: {} })
    assert.equal(run.state.status, 'completed')
  })

  it('fires once per duration, and as often as its cycle says', async () => {
    const once = await story(around(sideBoundary('b', 'it', hour)))
    once.at('2026-03-22T00:00:00.000Z')
    assert.ok(once.happens(fired))
    assert.equal(once.happens(fired), false)
    assert.deepEqual(once.waitsInWords(), ['job it:1', 'job remind:1'])

    const often = await story(around(sideBoundary('b', 'it', timer('timeCycle', 'R2/PT1H'))))
    often.at('2026-03-21T10:30:00.000Z')
    assert.ok(often.happens(fired))
    assert.equal(often.happens(fired), false, 'the second hour is not over')
    assert.equal(often.waits().find(({ kind }) => kind === 'timer')?.instance, 'it:1')
    often.at('2026-03-21T11:00:00.000Z')
    assert.ok(often.happens(fired))
    assert.equal(often.happens(fired), false)
    assert.deepEqual(often.waitsInWords(), ['job it:1', 'job remind:1', 'job remind:2'])
  })

  it('is gone when the activity is done, and still there while the activity has an incident', async () => {
    const run = await story(around(boundary('b', 'it', hour)))
    run.happens({ kind: 'jobFailed', instance: 'it:1', code: 'unreadable', message: 'no JSON' })
    assert.deepEqual(run.waitsInWords(), ['incident it:1 unreadable', 'timer it:1 b'])
    run.happens({ kind: 'incidentResolved', instance: 'it:1' })
    run.happens(completed)
    run.at('2026-03-22T00:00:00.000Z')
    assert.equal(run.happens(fired), false)
    assert.equal(run.state.status, 'completed')
  })

  it('ends all that is inside a sub-process, and tokens of a fork with it', async () => {
    const sub = subProcess('it', {
      elements: [start('in'), element('parallelGateway', 'fork'), service('a'), service('c'), end('out')],
      flows: ['in > fork > a > out', 'fork > c > out'],
    })
    const run = await story({
      elements: [start(), sub, boundary('b', 'it', hour), service('remind'), end()],
      flows: ['begun > it > done', 'b > remind > done'],
    })
    assert.deepEqual(run.waitsInWords(), ['timer it:1 b', 'job a:1', 'job c:1'])
    run.at('2026-03-22T00:00:00.000Z')
    assert.ok(run.happens(fired))
    assert.deepEqual(run.waitsInWords(), ['job remind:1'])
    assert.equal(run.happens({ kind: 'jobCompleted', instance: 'a:1', output: {} }), false)
  })

  it('evaluates its key and time in the eyes of the activity', async () => {
    const extensions =
      '<zeebe:taskDefinition type="a.b" /><zeebe:ioMapping><zeebe:input source="=order.id" target="key" /></zeebe:ioMapping>'
    const drawing = around(boundary('b', 'it', onMessage('changed')))
    const host = element('serviceTask', 'it', { extensions })
    const elements = drawing.elements.map((text) => (text === service('it') ? host : text))
    const run = await story({ ...drawing, elements }, { order: { id: 'o-1' } })
    const wait = run.waits().find(({ kind }) => kind === 'message')
    assert.equal(wait?.kind === 'message' && wait.correlationKey, 'o-1')
  })
})

describe('how a run ends', () => {
  const inside = subProcess('sub', {
    elements: [
      start('in'),
      element('parallelGateway', 'fork'),
      service('slow'),
      service('quick'),
      end('enough', terminate),
      end('out'),
    ],
    flows: ['in > fork > slow > out', 'fork > quick > enough'],
  })

  it('ends all of its scope at a terminate end event, and only that', async () => {
    const run = await story({
      elements: [start(), inside, service('then'), end()],
      flows: ['begun > sub > then > done'],
    })
    run.happens({ kind: 'jobCompleted', instance: 'quick:1', output: { by: 'quick' } })
    assert.deepEqual(run.waitsInWords(), ['job then:1'])
    assert.equal(run.happens({ kind: 'jobCompleted', instance: 'slow:1', output: {} }), false)
    run.happens({ kind: 'jobCompleted', instance: 'then:1', output: {} })
    assert.equal(run.state.status, 'completed')
    assert.equal(run.variables()['by'], 'quick')
  })

  it('ends the whole run at one on the top level, also with tokens on their way', async () => {
    const run = await story({
      elements: [
        start(),
        element('parallelGateway', 'fork'),
        end('stop', terminate),
        service('never'),
        end(),
      ],
      flows: ['begun > fork > stop', 'fork > never > done'],
    })
    assert.equal(run.state.status, 'completed')
    assert.deepEqual(Object.keys(run.state.instances), ['root'])
    assert.ok(run.history.every(({ element }) => element !== 'never'))
  })

  it('takes no event after its end', async () => {
    const run = await story({ elements: [start(), service('it'), end()], flows: ['begun > it > done'] })
    assert.ok(run.happens({ kind: 'cancelled', reason: 'no longer wanted' }))
    assert.equal(run.state.status, 'cancelled')
    assert.deepEqual(Object.keys(run.state.instances), ['root'])
    for (const event of [
      { kind: 'jobCompleted', instance: 'it:1', output: {} },
      { kind: 'cancelled', reason: 'twice' },
      { kind: 'started', variables: {} },
      { kind: 'variablesSet', instance: 'root', variables: { a: 1 } },
    ] as const)
      assert.equal(run.happens(event), false)
  })
})
