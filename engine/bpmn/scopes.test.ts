import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import {
  boundary,
  element,
  end,
  error,
  job,
  message,
  onError,
  onMessage,
  scopeOf,
  script,
  service,
  sideBoundary,
  start,
  story,
  subProcess,
  type Drawing,
  type Story,
} from '../../test/harness/story.ts'

const named = (kind: string, name: string, attribute = 'name'): string =>
  `<bpmn:${kind} id="${name}" ${attribute}="${name}" />`
const on = (kind: string, ref = ''): string => `<bpmn:${kind}EventDefinition ${ref} />`
const onSignal = on('signal', 'signalRef="bell"')
const onEscalation = on('escalation', 'escalationRef="late"')
const onCondition = (text: string): string =>
  `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${text}</bpmn:condition></bpmn:conditionalEventDefinition>`
const definitions = [
  ...[message('call'), error('no'), named('signal', 'bell')],
  named('escalation', 'late', 'escalationCode'),
]
const finish = (run: Story, instance: string): boolean =>
  run.happens({ kind: 'jobCompleted', instance, output: {} })

/** A task in a scope, with an event sub-process beside it. */
const watched = (event: string, isInterrupting = true): Drawing => ({
  elements: [
    start(),
    service('work'),
    end(),
    scopeOf('eventSubProcess', 'watch', {
      elements: [
        element('startEvent', 'seen', {
          attributes: `isInterrupting="${String(isInterrupting)}"`,
          content: event,
        }),
        service('react'),
        end('reacted'),
      ],
      flows: ['seen > react > reacted'],
    }),
  ],
  flows: ['begun > work > done'],
  definitions,
})

describe('an event sub-process', () => {
  it('ends what is under way when it interrupts, and its end is the end of the scope', async () => {
    const run = await story(watched(onMessage('call')), { key: 'k' })
    assert.deepEqual(run.waitsInWords(), ['message root seen', 'job work:1'])
    run.happens({ kind: 'messageReceived', instance: 'root', event: 'seen', variables: { sum: 3 } })
    assert.deepEqual(run.waitsInWords(), ['job react:1'])
    finish(run, 'react:1')
    assert.equal(run.state.status, 'completed')
    assert.equal(run.variables()['sum'], 3)
  })

  it('goes on beside it when it does not, as often as its event comes', async () => {
    const run = await story(watched(onSignal, false))
    const bell = { kind: 'signalReceived', instance: 'root', event: 'seen', variables: {} } as const
    run.happens(bell)
    run.happens(bell)
    assert.deepEqual(run.waitsInWords(), ['signal root seen', 'job work:1', 'job react:1', 'job react:2'])
    for (const id of ['work:1', 'react:2']) finish(run, id)
    assert.equal(run.state.status, 'running')
    finish(run, 'react:1')
    assert.equal(run.state.status, 'completed')
  })

  it('catches errors of its scope, and knows code and words', async () => {
    const run = await story(watched(onError('no')))
    run.happens({ kind: 'errorThrown', instance: 'work:1', errorCode: 'no', message: 'نه' })
    assert.deepEqual(run.instance('watch:1').variables, { errorCode: 'no', errorMessage: 'نه' })
    finish(run, 'react:1')
    assert.equal(run.state.status, 'completed')
  })

  it('does not catch what it throws itself', async () => {
    const run = await story(watched(onError('no')))
    const thrown = { kind: 'errorThrown', errorCode: 'no', message: 'no' } as const
    run.happens({ ...thrown, instance: 'work:1' })
    run.happens({ ...thrown, instance: 'react:1' })
    assert.deepEqual(run.waitsInWords(), ['incident react:1 unhandledError'])
  })

  it('begins when its condition becomes true, and again only after it was false', async () => {
    const run = await story(watched(onCondition('=level &gt; 3'), false))
    const set = (level: number): boolean =>
      run.happens({ kind: 'variablesSet', instance: 'root', variables: { level } })
    set(2)
    assert.deepEqual(run.waitsInWords(), ['condition root seen', 'job work:1'])
    for (const level of [4, 5, 1, 6]) set(level)
    assert.deepEqual(run.waitsInWords(), ['condition root seen', 'job work:1', 'job react:1', 'job react:2'])
  })
})

describe('an escalation', () => {
  const escalating = (side: boolean): Drawing => ({
    elements: [
      start(),
      subProcess('inner', {
        elements: [
          start('in'),
          element('intermediateThrowEvent', 'raise', { content: onEscalation }),
          service('more'),
          end('out'),
        ],
        flows: ['in > raise > more > out'],
      }),
      (side ? sideBoundary : boundary)('noticed', 'inner', onEscalation),
      service('tell'),
      end(),
      end('told'),
    ],
    flows: ['begun > inner > done', 'noticed > tell > told'],
    definitions,
  })

  it('is noticed around its scope, which ends only when the event interrupts', async () => {
    assert.deepEqual((await story(escalating(true))).waitsInWords(), ['job tell:1', 'job more:1'])
    assert.deepEqual((await story(escalating(false))).waitsInWords(), ['job tell:1'])
  })

  it('changes nothing when nobody notices it', async () => {
    const run = await story({
      elements: [start(), element('endEvent', 'raise', { content: onEscalation })],
      flows: ['begun > raise'],
      definitions,
    })
    assert.equal(run.state.status, 'completed')
  })
})

describe('signals, links and conditions on the way', () => {
  it('throws a signal and goes on when all have been told', async () => {
    const run = await story({
      elements: [start(), element('intermediateThrowEvent', 'ring', { content: onSignal }), end()],
      flows: ['begun > ring > done'],
      definitions,
    })
    const [wait] = run.waits()
    assert.deepEqual([wait?.kind, wait?.instance], ['broadcast', 'ring:1'])
    assert.ok(run.happens({ kind: 'signalSent', instance: 'ring:1' }))
    assert.equal(run.state.status, 'completed')
  })

  it('jumps from the throwing to the catching side of a link', async () => {
    const link = '<bpmn:linkEventDefinition name="there" />'
    const run = await story({
      elements: [
        ...[start(), element('intermediateThrowEvent', 'go', { content: link })],
        ...[element('intermediateCatchEvent', 'come', { content: link }), end()],
      ],
      flows: ['begun > go', 'come > done'],
    })
    assert.deepEqual(run.completed(), ['begun', 'go', 'come', 'done', 'sample'])
  })

  it('waits for a condition, also when it is there from the start', async () => {
    const drawing = {
      elements: [
        start(),
        element('intermediateCatchEvent', 'wait', { content: onCondition('=isPaid') }),
        end(),
      ],
      flows: ['begun > wait > done'],
    }
    assert.equal((await story(drawing, { isPaid: true })).state.status, 'completed')
    const run = await story(drawing)
    assert.deepEqual(run.waitsInWords(), ['condition wait:1 wait'])
    run.happens({ kind: 'variablesSet', instance: 'root', variables: { isPaid: true } })
    assert.equal(run.state.status, 'completed')
  })
})

const undo = (id: string, host: string): readonly string[] => [
  boundary(`back_${id}`, host, on('compensate')),
  element('serviceTask', id, { attributes: 'isForCompensation="true"', extensions: job(`test.${id}`) }),
  `<bpmn:association id="tie_${id}" sourceRef="back_${id}" targetRef="${id}" />`,
]

describe('compensation', () => {
  const trip = (last: string): Drawing => ({
    elements: [
      ...[start(), service('book'), ...undo('unbook', 'book'), service('pay'), ...undo('refund', 'pay')],
      last,
      end('after'),
    ],
    flows: ['begun > book > pay > fail > after'],
  })
  const throwing = (ref = ''): string =>
    element('intermediateThrowEvent', 'fail', { content: on('compensate', ref) })

  it('undoes what was done in reverse order, one after another, then goes on', async () => {
    const run = await story(trip(throwing()))
    finish(run, 'book:1')
    finish(run, 'pay:1')
    assert.deepEqual(run.waitsInWords(), ['job refund:1'])
    finish(run, 'refund:1')
    assert.deepEqual(run.waitsInWords(), ['job unbook:1'])
    finish(run, 'unbook:1')
    assert.equal(run.state.status, 'completed')
  })

  it('undoes one activity when it is named', async () => {
    const run = await story(trip(throwing('activityRef="book"')))
    finish(run, 'book:1')
    finish(run, 'pay:1')
    assert.deepEqual(run.waitsInWords(), ['job unbook:1'])
    finish(run, 'unbook:1')
    assert.equal(run.state.status, 'completed')
  })

  it('reaches into scopes that are done, with the variables that they had', async () => {
    const inner = subProcess(
      'inner',
      {
        elements: [start('in'), service('book'), ...undo('unbook', 'book'), end('out')],
        flows: ['in > book > out'],
      },
      { inputs: [['="A1"', 'seat']] },
    )
    const run = await story({
      elements: [start(), inner, element('endEvent', 'fail', { content: on('compensate') })],
      flows: ['begun > inner > fail'],
    })
    finish(run, 'book:1')
    assert.deepEqual(run.waitsInWords(), ['job unbook:1'])
    assert.equal(run.instance('unbook:1').variables['seat'], 'A1')
    finish(run, 'unbook:1')
    assert.equal(run.state.status, 'completed')
  })

  it('lets a compensation event sub-process decide for its scope', async () => {
    const inner = subProcess('inner', {
      elements: [
        ...[start('in'), service('book'), ...undo('unbook', 'book'), end('out')],
        scopeOf('eventSubProcess', 'undoing', {
          elements: [
            element('startEvent', 'asked', { content: on('compensate') }),
            service('first'),
            element('endEvent', 'rest', { content: on('compensate') }),
          ],
          flows: ['asked > first > rest'],
        }),
      ],
      flows: ['in > book > out'],
    })
    const run = await story({
      elements: [start(), inner, element('endEvent', 'fail', { content: on('compensate') })],
      flows: ['begun > inner > fail'],
    })
    finish(run, 'book:1')
    assert.deepEqual(run.waitsInWords(), ['job first:1'])
    finish(run, 'first:1')
    assert.deepEqual(run.waitsInWords(), ['job unbook:1'])
    finish(run, 'unbook:1')
    assert.equal(run.state.status, 'completed')
  })
})

describe('a transaction', () => {
  it('that is cancelled ends what is under way, undoes what was done, and goes on at its boundary', async () => {
    const deal = scopeOf('transaction', 'deal', {
      elements: [
        ...[
          start('in'),
          service('reserve'),
          ...undo('release', 'reserve'),
          element('parallelGateway', 'fork'),
        ],
        ...[
          service('slow'),
          service('check'),
          element('endEvent', 'off', { content: on('cancel') }),
          end('out'),
        ],
      ],
      flows: ['in > reserve > fork > slow > out', 'fork > check > off'],
    })
    const run = await story({
      elements: [
        start(),
        deal,
        boundary('broken', 'deal', on('cancel')),
        end(),
        script('sorry', '=1', 'x'),
        end('failed'),
      ],
      flows: ['begun > deal > done', 'broken > sorry > failed'],
    })
    finish(run, 'reserve:1')
    finish(run, 'check:1')
    assert.deepEqual(run.waitsInWords(), ['job release:1'])
    finish(run, 'release:1')
    assert.equal(run.state.status, 'completed')
    assert.deepEqual(run.completed().slice(-4), ['broken', 'sorry', 'failed', 'sample'])
  })
})

describe('an ad-hoc sub-process', () => {
  const adHoc = (attributes: string, condition = ''): Drawing => ({
    elements: [
      start(),
      element('adHocSubProcess', 'free', {
        attributes,
        extensions: '<zeebe:adHoc activeElementsCollection="=todo" />',
        content: ['a', 'b', 'c'].map((id) => service(id)).join('') + condition,
      }),
      end(),
    ],
    flows: ['begun > free > done'],
  })

  it('does what its list names, in any order, and more when somebody asks', async () => {
    const run = await story(adHoc(''), { todo: ['a', 'b'] })
    assert.deepEqual(run.waitsInWords(), ['job a:1', 'job b:1'])
    assert.ok(run.happens({ kind: 'adHocActivated', instance: 'free:1', elements: [{ element: 'c' }] }))
    for (const id of ['b:1', 'c:1', 'a:1']) finish(run, id)
    assert.equal(run.state.status, 'completed')
    assert.deepEqual((await story(adHoc(''), { todo: ['x'] })).waitsInWords(), [
      'incident free:1 expressionFailed',
    ])
  })

  it('is enough when its condition says so, and ends the rest', async () => {
    const condition =
      '<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=isEnough</bpmn:completionCondition>'
    const run = await story(adHoc('', condition), { todo: ['a', 'b'], isEnough: false })
    run.happens({ kind: 'jobCompleted', instance: 'a:1', output: { isEnough: true } })
    assert.equal(run.state.status, 'completed')
  })
})

describe('listeners', () => {
  it('run before and after the work of an element, one after another', async () => {
    const listeners = ['start', 'start', 'end']
      .map((kind, n) => `<zeebe:executionListener eventType="${kind}" type="listen${String(n)}" />`)
      .join('')
    const task = element('serviceTask', 'work', {
      extensions: `${job('test.work')}<zeebe:executionListeners>${listeners}</zeebe:executionListeners>`,
    })
    const run = await story({ elements: [start(), task, end()], flows: ['begun > work > done'] })
    const types: string[] = []
    while (run.state.status === 'running') {
      const [wait] = run.waits()
      assert.ok(wait?.kind === 'job')
      types.push(wait.type)
      run.happens({
        kind: 'jobCompleted',
        instance: 'work:1',
        output: { [wait.type.replace('.', '_')]: true },
      })
    }
    assert.deepEqual(types, ['listen0', 'listen1', 'test.work', 'listen2'])
    assert.equal(run.variables()['test_work'], true)
  })

  it('of a user task may deny and correct', async () => {
    const extensions =
      '<zeebe:userTask /><zeebe:taskListeners><zeebe:taskListener eventType="assigning" type="may" /><zeebe:taskListener eventType="completing" type="check" /></zeebe:taskListeners>'
    const run = await story({
      elements: [start(), element('userTask', 'sign', { extensions }), end()],
      flows: ['begun > sign > done'],
    })
    const answer = { kind: 'jobCompleted', instance: 'sign:1', output: {} } as const
    run.happens({ kind: 'userTaskAssigned', instance: 'sign:1', assignee: 'ali' })
    assert.deepEqual(run.waitsInWords(), ['job sign:1'])
    run.happens({ ...answer, denied: 'on leave' })
    assert.deepEqual(run.waitsInWords(), ['userTask sign:1'])
    run.happens({ kind: 'userTaskAssigned', instance: 'sign:1', assignee: 'ali' })
    run.happens({ ...answer, corrections: { assignee: 'sara' } })
    const [task] = run.waits()
    assert.equal(task?.kind === 'userTask' && task.task.assignee, 'sara')
    run.happens({ kind: 'userTaskCompleted', instance: 'sign:1', variables: { ok: true } })
    run.happens(answer)
    assert.equal(run.state.status, 'completed')
    assert.equal(run.variables()['ok'], true)
  })
})
