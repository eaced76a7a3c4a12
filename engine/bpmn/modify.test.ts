import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import {
  boundary,
  element,
  end,
  graphOf,
  message,
  script,
  service,
  start,
  story,
  subProcess,
  timer,
} from '../../test/harness/story.ts'
import { advance } from './advance.ts'
import { migrationProblems } from './migrate.ts'
import { modificationProblems, reopened, type Intervening } from './modify.ts'
import type { FlowGraph, RunState } from './model.ts'

const at = '2026-03-21T10:00:00.000Z'

/** Two tasks side by side in a sub-process, then one after it. */
const order = {
  elements: [
    start(),
    subProcess(
      'packing',
      {
        elements: [
          start('p1'),
          element('parallelGateway', 'split'),
          service('pick'),
          service('print'),
          element('parallelGateway', 'join'),
          end('p2'),
        ],
        flows: ['p1 > split > pick > join > p2', 'split > print > join'],
      },
      { inputs: [['=order.number', 'number']] },
    ),
    service('ship', { outputs: [['=tracking', 'trackingCode']] }),
    boundary('late', 'ship', timer('timeDuration', 'PT1H')),
    script('apologise', '="ببخشید"', 'words'),
    end(),
    end('lapsed'),
  ],
  flows: ['begun > packing > ship > done', 'late > apologise > lapsed'],
}

function why(graph: FlowGraph, state: RunState, event: object): readonly string[] {
  return modificationProblems(graph, state, { at, ...event } as Intervening)
}

describe('a person lets a run go on elsewhere', () => {
  it('ends what lives, and goes on at the element with corrected variables', async () => {
    const run = await story(order, { order: { number: '۱۲' } })
    assert.deepEqual(run.waitsInWords(), ['job pick:1', 'job print:1'])
    assert.ok(
      run.happens({ kind: 'restarted', element: 'ship', end: 'all', variables: { order: { number: '13' } } }),
    )
    assert.deepEqual(run.waitsInWords(), ['job ship:1', 'timer ship:1 late'])
    assert.deepEqual(run.variables(), { order: { number: '13' } })
    assert.ok(run.history.some(({ instance, event }) => instance === 'pick:1' && event === 'terminated'))
    run.happens({ kind: 'jobCompleted', instance: 'ship:1', output: { tracking: 't' } })
    assert.equal(run.state.status, 'completed')
  })

  it('opens the scopes around an element that do not live, with their inputs', async () => {
    const run = await story(order, { order: { number: '12' } })
    run.happens({ kind: 'restarted', element: 'ship', end: 'all' })
    assert.ok(run.happens({ kind: 'restarted', element: 'print', end: 'all' }))
    assert.deepEqual(run.waitsInWords(), ['job print:2'])
    assert.equal(run.instance('packing:2').variables['number'], '12')
  })

  it('uses the scope that lives, and forgets the tokens that waited there at a join', async () => {
    const run = await story(order, { order: { number: '12' } })
    run.happens({ kind: 'jobCompleted', instance: 'pick:1', output: {} })
    assert.ok(run.happens({ kind: 'restarted', element: 'split', end: 'all' }))
    assert.deepEqual(run.waitsInWords(), ['job pick:2', 'job print:2'])
    assert.equal(run.instance('pick:2').parent, 'packing:1')
    for (const instance of ['pick:2', 'print:2']) run.happens({ kind: 'jobCompleted', instance, output: {} })
    assert.deepEqual(run.waitsInWords(), ['job ship:1', 'timer ship:1 late'])
  })

  it('leaves alone what is not named, and completes a scope that becomes empty', async () => {
    const run = await story(order, { order: { number: '12' } })
    assert.ok(run.happens({ kind: 'restarted', element: 'ship', end: ['pick:1', 'print:1'] }))
    assert.deepEqual(run.waitsInWords(), [
      'job ship:1',
      'timer ship:1 late',
      'job ship:2',
      'timer ship:2 late',
    ])
  })

  it('goes on behind a boundary event as if it had happened', async () => {
    const run = await story(order, { order: { number: '12' } })
    run.happens({ kind: 'restarted', element: 'late', end: 'all' })
    assert.equal(run.state.status, 'completed')
    assert.equal(run.variables()['words'], 'ببخشید')
  })

  it('opens an ended run again', async () => {
    const run = await story(order, { order: { number: '12' } })
    run.happens({ kind: 'restarted', element: 'late', end: 'all' })
    const graph = await graphOf(order)
    const event = { kind: 'restarted', element: 'ship', end: 'all', at } as const
    assert.deepEqual(why(graph, run.state, event), ['The run is completed.'])
    const next = advance(graph, reopened(run.state), event)
    assert.deepEqual([next.applied, next.state.status], [true, 'running'])
    assert.ok(next.state.instances['ship:1'])
  })

  it('says why it cannot', async () => {
    const graph = await graphOf(order)
    const { state } = await story(graph, { order: { number: '12' } })
    const restarted = (more: object): readonly string[] =>
      why(graph, state, { kind: 'restarted', end: 'all', ...more })
    assert.match(restarted({ element: 'nothing' })[0] ?? '', /no element "nothing"/)
    assert.match(restarted({ element: 'sample' })[0] ?? '', /inside it, not itself/)
    assert.match(restarted({ element: 'ship', scope: 'packing:1' })[0] ?? '', /not a living instance/)
    assert.match(restarted({ element: 'print', end: ['packing:1'] })[0] ?? '', /encloses the element/)
    assert.match(restarted({ element: 'print', end: ['x:1'] })[0] ?? '', /Nothing lives under/)
    assert.match(why(graph, state, { kind: 'instanceSkipped', instance: 'root' })[0] ?? '', /process itself/)
  })

  it('asks which scope is meant when several live', async () => {
    const twice = {
      elements: [
        start(),
        element('parallelGateway', 'twice'),
        element('exclusiveGateway', 'merge'),
        ...order.elements.slice(1, 2),
        end(),
      ],
      flows: ['begun > twice > merge > packing > done'],
    }
    const graph = await graphOf({ ...twice, flows: [...twice.flows] })
    const run = await story(graph, { order: { number: '12' } })
    run.happens({ kind: 'restarted', element: 'packing', end: [] })
    assert.match(
      why(graph, run.state, { kind: 'restarted', element: 'print', end: [] })[0] ?? '',
      /packing:1, packing:2/,
    )
    assert.ok(run.happens({ kind: 'restarted', element: 'print', end: [], scope: 'packing:2' }))
    assert.equal(run.instance('print:3').parent, 'packing:2')
  })
})

describe('a person goes past an element, or does its work by hand', () => {
  it('skips without mapping outputs, and completes with them', async () => {
    const skipped = await story(order, { order: { number: '12' } })
    skipped.happens({ kind: 'restarted', element: 'ship', end: 'all' })
    assert.ok(skipped.happens({ kind: 'instanceSkipped', instance: 'ship:1' }))
    assert.deepEqual([skipped.state.status, skipped.variables()['trackingCode']], ['completed', undefined])
    const done = await story(order, { order: { number: '12' } })
    done.happens({ kind: 'restarted', element: 'ship', end: 'all' })
    assert.ok(
      done.happens({ kind: 'instanceCompleted', instance: 'ship:1', variables: { tracking: 'RR12' } }),
    )
    assert.deepEqual([done.state.status, done.variables()['trackingCode']], ['completed', 'RR12'])
  })

  it('resolves an incident on the way', async () => {
    const run = await story(order, { order: { number: '12' } })
    run.happens({ kind: 'restarted', element: 'ship', end: 'all' })
    run.happens({ kind: 'jobFailed', instance: 'ship:1', code: 'refused', message: 'no' })
    assert.ok(run.happens({ kind: 'instanceCompleted', instance: 'ship:1', variables: { tracking: 'x' } }))
    assert.equal(run.state.status, 'completed')
  })

  it('ends a scope with all that is inside', async () => {
    const run = await story(order, { order: { number: '12' } })
    assert.ok(run.happens({ kind: 'instanceSkipped', instance: 'packing:1' }))
    assert.deepEqual(run.waitsInWords(), ['job ship:1', 'timer ship:1 late'])
  })

  it('goes along the flow that is named, and asks for it where there is a choice', async () => {
    const choice = {
      elements: [start(), element('exclusiveGateway', 'isLarge'), end('large'), end('small')],
      flows: ['begun > isLarge > large', 'isLarge > small'],
      conditions: { isLarge_large: '=amount > 10', isLarge_small: '=amount < 3' },
    }
    const graph = await graphOf(choice)
    const run = await story(graph, { amount: 5 })
    assert.equal(run.state.status, 'running')
    assert.match(
      why(graph, run.state, { kind: 'instanceSkipped', instance: 'isLarge:1' })[0] ?? '',
      /isLarge_large, isLarge_small/,
    )
    assert.match(
      why(graph, run.state, { kind: 'instanceCompleted', instance: 'isLarge:1' })[0] ?? '',
      /skip it/,
    )
    assert.ok(run.happens({ kind: 'instanceSkipped', instance: 'isLarge:1', flow: 'isLarge_small' }))
    assert.ok(run.completed().includes('small'))
  })
})

describe('a run moves to another version', () => {
  const waiting = (more: readonly string[] = [], flows: readonly string[] = []) => ({
    elements: [start(), element('receiveTask', 'hear', { attributes: 'messageRef="word"' }), end(), ...more],
    flows: ['begun > hear > done', ...flows],
    definitions: [message('word')],
  })

  async function moved(from: FlowGraph, to: FlowGraph, elements: Record<string, string> = {}) {
    const { state } = await story(from, { key: 'k', order: { number: '12' } })
    const problems = migrationProblems(state, { from, to, elements })
    const after = problems.length > 0 ? state : advance(to, state, { kind: 'migrated', elements, at }).state
    return { problems, after }
  }

  it('keeps what it waits for, arms new boundary events and drops old ones', async () => {
    const old = await graphOf(
      waiting([boundary('soon', 'hear', timer('timeDuration', 'PT1H')), end('e1')], ['soon > e1']),
    )
    const next = await graphOf(
      waiting([boundary('later', 'hear', timer('timeDuration', 'PT2H')), end('e2')], ['later > e2']),
    )
    const { problems, after } = await moved(old, next)
    assert.deepEqual(problems, [])
    assert.deepEqual(after.instances['hear:1']?.wait, { kind: 'message', name: 'word', correlationKey: 'k' })
    assert.deepEqual(after.instances['hear:1']?.armed, {
      later: { kind: 'timer', dueAt: '2026-03-21T12:00:00.000Z' },
    })
  })

  it('takes other names of elements from a map', async () => {
    const old = await graphOf(waiting())
    const renamed = {
      ...waiting(),
      elements: waiting().elements.map((text) => text.replace('id="hear"', 'id="listen"')),
      flows: ['begun > listen > done'],
    }
    const { problems, after } = await moved(old, await graphOf(renamed), { hear: 'listen' })
    assert.deepEqual(problems, [])
    assert.equal(after.instances['hear:1']?.elementId, 'listen')
  })

  it('says of every element why it cannot move', async () => {
    const old = await graphOf(order)
    const other = await graphOf({
      elements: [start(), element('manualTask', 'packing'), service('pick'), end()],
      flows: ['begun > packing > pick > done'],
    })
    const { problems } = await moved(old, other, { ship: 'nothing' })
    assert.deepEqual(
      problems.map(({ element: id }) => id),
      ['ship', 'packing', 'pick', 'print'],
    )
    assert.match(problems[0]?.message ?? '', /no element "nothing"/)
    assert.match(problems[1]?.message ?? '', /is a subProcess, and "packing" is a manualTask/)
    assert.match(problems[2]?.message ?? '', /stands inside "sample"/)
    assert.match(problems[3]?.message ?? '', /has no "print"/)
  })

  it('does not lose tokens that wait at a join', async () => {
    const from = await graphOf(order)
    const run = await story(from, { order: { number: '12' } })
    run.happens({ kind: 'jobCompleted', instance: 'pick:1', output: {} })
    const straight = {
      ...order,
      elements: order.elements.map((text) => text.replaceAll('pick_join', 'pick_elsewhere')),
    }
    const to = await graphOf(straight)
    const problems = migrationProblems(run.state, { from, to, elements: {} })
    assert.deepEqual(
      problems.map(({ element: id }) => id),
      ['join'],
    )
    assert.deepEqual(migrationProblems(run.state, { from, to: from, elements: {} }), [])
  })
})
