import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import {
  boundary,
  element,
  end,
  forEach,
  job,
  script,
  service,
  start,
  story,
  subProcess,
  timer,
  type Drawing,
  type Story,
} from '../../test/harness/story.ts'

const many = (loop: string, outputs: readonly (readonly [string, string])[] = []): Drawing => ({
  elements: [
    start(),
    element('serviceTask', 'ask', {
      extensions: `${job('test.ask')}${outputs.length === 0 ? '' : `<zeebe:ioMapping>${outputs.map(([source, target]) => `<zeebe:output source="${source}" target="${target}" />`).join('')}</zeebe:ioMapping>`}`,
      content: loop,
    }),
    end(),
  ],
  flows: ['begun > ask > done'],
})

const finish = (run: Story, instance: string, output: Record<string, number> = {}): boolean =>
  run.happens({ kind: 'jobCompleted', instance, output })

describe('a multi-instance activity', () => {
  const squares = { collection: '=numbers', item: 'n', output: ['results', '=answer'] as const }

  it('is done for every item at once, and collects what each brings at its place', async () => {
    const run = await story(many(forEach(squares)), { numbers: [5, 6, 7] })
    assert.deepEqual(run.waitsInWords(), ['job ask:2', 'job ask:3', 'job ask:4'])
    assert.deepEqual(run.instance('ask:3').variables, { answer: null, n: 6, loopCounter: 2 })
    finish(run, 'ask:4', { answer: 49 })
    finish(run, 'ask:2', { answer: 25 })
    assert.equal(run.state.status, 'running')
    finish(run, 'ask:3', { answer: 36 })
    assert.equal(run.state.status, 'completed')
    assert.deepEqual(run.variables(), { numbers: [5, 6, 7], results: [25, 36, 49] })
  })

  it('is done for one item after another when it is sequential', async () => {
    const run = await story(many(forEach({ ...squares, isSequential: true })), { numbers: [5, 6] })
    assert.deepEqual(run.waitsInWords(), ['job ask:2'])
    finish(run, 'ask:2', { answer: 25 })
    assert.deepEqual(run.waitsInWords(), ['job ask:3'])
    finish(run, 'ask:3', { answer: 36 })
    assert.deepEqual(run.variables()['results'], [25, 36])
  })

  it('is done at once for an empty collection', async () => {
    const run = await story(many(forEach(squares)), { numbers: [] })
    assert.equal(run.state.status, 'completed')
    assert.deepEqual(run.variables()['results'], [])
  })

  it('ends the rest when its completion condition holds', async () => {
    const until = '=numberOfCompletedInstances >= 2 and numberOfInstances = 3 and numberOfActiveInstances = 1'
    const run = await story(many(forEach({ ...squares, until })), { numbers: [1, 2, 3] })
    finish(run, 'ask:2', { answer: 1 })
    finish(run, 'ask:4', { answer: 9 })
    assert.equal(run.state.status, 'completed')
    assert.deepEqual(run.variables()['results'], [1, null, 9])
    assert.ok(run.history.some(({ instance, event }) => instance === 'ask:3' && event === 'terminated'))
  })

  it('has its boundary events once, on all rounds together', async () => {
    const drawing = many(forEach(squares))
    const timed = {
      elements: [...drawing.elements, boundary('late', 'ask', timer('timeDuration', 'PT1H')), end('lapsed')],
      flows: [...(drawing.flows ?? []), 'late > lapsed'],
    }
    const run = await story(timed, { numbers: [1, 2] })
    assert.deepEqual(run.waitsInWords(), ['timer ask:1 late', 'job ask:2', 'job ask:3'])
    run.at('2026-03-21T10:00:00.000Z')
    run.happens({ kind: 'timerFired', instance: 'ask:1', event: 'late' })
    assert.deepEqual(run.completed().slice(-3), ['late', 'lapsed', 'sample'])
  })

  it('raises an incident when there is no list, and tries again with corrected variables', async () => {
    const run = await story(many(forEach(squares)), { numbers: 'none' })
    assert.deepEqual(run.waitsInWords(), ['incident ask:1 expressionFailed'])
    run.happens({ kind: 'incidentResolved', instance: 'ask:1', variables: { numbers: [1] } })
    assert.deepEqual(run.waitsInWords(), ['job ask:2'])
  })

  it('repeats a whole sub-process, a thousand times without a deep stack', async () => {
    const inside = subProcess('each', {
      elements: [start('in'), script('double', '=n * 2', 'twice'), end('out')],
      flows: ['in > double > out'],
    }).replace(
      /<\/bpmn:subProcess>$/,
      `${forEach({ collection: '=numbers', item: 'n', isSequential: true, output: ['doubled', '=twice'] })}$&`,
    )
    const numbers = Array.from({ length: 1_000 }, (_, n) => n)
    const run = await story(
      { elements: [start(), inside, end()], flows: ['begun > each > done'] },
      { numbers },
    )
    assert.equal(run.state.status, 'completed')
    assert.deepEqual(
      run.variables()['doubled'],
      numbers.map((n) => n * 2),
    )
  })
})

describe('the loop of the standard', () => {
  const loop = (attributes: string, condition = ''): string =>
    `<bpmn:standardLoopCharacteristics ${attributes}>${condition === '' ? '' : `<bpmn:loopCondition xsi:type="bpmn:tFormalExpression">${condition}</bpmn:loopCondition>`}</bpmn:standardLoopCharacteristics>`

  it('goes on while its condition holds, looked at after each round', async () => {
    const run = await story(many(loop('', '=again')), { again: 0 })
    run.happens({ kind: 'jobCompleted', instance: 'ask:2', output: { again: true } })
    assert.deepEqual(run.waitsInWords(), ['job ask:3'])
    run.happens({ kind: 'jobCompleted', instance: 'ask:3', output: { again: false } })
    assert.equal(run.state.status, 'completed')
  })

  it('may not begin at all when its condition is looked at before, and ends at its maximum', async () => {
    assert.equal((await story(many(loop('testBefore="true"', '=false')))).state.status, 'completed')
    const run = await story(many(loop('loopMaximum="2"')))
    finish(run, 'ask:2')
    finish(run, 'ask:3')
    assert.equal(run.state.status, 'completed')
  })
})

describe('an inclusive gateway', () => {
  const or = (id: string, attributes = ''): string => element('inclusiveGateway', id, { attributes })
  const drawing: Drawing = {
    elements: [
      start(),
      or('which', 'default="which_c"'),
      ...['a', 'b', 'c'].map((id) => service(id)),
      or('join'),
      service('then'),
      end(),
    ],
    flows: ['begun > which > a > join', 'which > b > join', 'which > c > join', 'join > then > done'],
    conditions: { which_a: '=x > 1', which_b: '=x > 2' },
  }

  it('takes every way whose condition is true, else the default, and joins just those', async () => {
    const both = await story(drawing, { x: 3 })
    assert.deepEqual(both.waitsInWords(), ['job a:1', 'job b:1'])
    finish(both, 'b:1')
    assert.deepEqual(both.waitsInWords(), ['job a:1'])
    finish(both, 'a:1')
    assert.deepEqual(both.waitsInWords(), ['job then:1'])
    const one = await story(drawing, { x: 2 })
    finish(one, 'a:1')
    assert.deepEqual(one.waitsInWords(), ['job then:1'])
    assert.deepEqual((await story(drawing, { x: 0 })).waitsInWords(), ['job c:1'])
  })

  it('waits for a token that may come round a loop, and not for one that has gone elsewhere', async () => {
    const looped: Drawing = {
      elements: [
        ...[
          start(),
          element('parallelGateway', 'fork'),
          service('quick'),
          element('exclusiveGateway', 'again'),
        ],
        ...[service('slow'), element('exclusiveGateway', 'isDone', { attributes: 'default="isDone_away"' })],
        ...[or('join'), service('then'), end('away'), end()],
      ],
      flows: [
        'begun > fork > quick > join',
        'fork > again > slow > isDone > join',
        'isDone > again',
        'isDone > away',
        'join > then > done',
      ],
      conditions: { isDone_join: '=way = "join"', isDone_again: '=way = "again"' },
    }
    const slow = (run: Story, n: number, way: string): boolean =>
      run.happens({ kind: 'jobCompleted', instance: `slow:${String(n)}`, output: { way } })
    const run = await story(looped)
    finish(run, 'quick:1')
    slow(run, 1, 'again')
    assert.deepEqual(run.waitsInWords(), ['job slow:2'])
    slow(run, 2, 'join')
    assert.deepEqual(run.waitsInWords(), ['job then:1'])
    const other = await story(looped)
    finish(other, 'quick:1')
    slow(other, 1, 'elsewhere')
    assert.deepEqual(other.waitsInWords(), ['job then:1'])
  })
})
