import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import {
  element,
  end,
  message,
  onMessage,
  script,
  service,
  start,
  story,
  subProcess,
  timer,
  type Drawing,
} from '../../test/harness/story.ts'

const xor = (id: string, attributes = ''): string => element('exclusiveGateway', id, { attributes })
const and = (id: string): string => element('parallelGateway', id)
const completeJob = (id: string) => ({ kind: 'jobCompleted', instance: `${id}:1`, output: {} }) as const

describe('an exclusive gateway', () => {
  const drawing: Drawing = {
    elements: [start(), xor('how', 'default="how_other"'), end('large'), end('small'), end('other')],
    flows: ['begun > how', 'how > other', 'how > large', 'how > small'],
    conditions: { how_large: '=amount > 10', how_small: '=amount > 0' },
  }

  it('takes the first flow whose condition is true, else the default', async () => {
    const wayOf = async (amount: number): Promise<string | undefined> =>
      (await story(drawing, { amount })).completed().at(-2)
    assert.deepEqual(await Promise.all([50, 5, -5].map(wayOf)), ['large', 'small', 'other'])
  })

  it('raises an incident when nothing is true and there is no default, and decides again on a retry', async () => {
    const strict = { ...drawing, elements: [start(), xor('how'), end('large'), end('small')] }
    const flows = { ...strict, flows: ['begun > how', 'how > large', 'how > small'] }
    const run = await story(flows, { amount: -1 })
    assert.deepEqual(run.waitsInWords(), ['incident how:1 noFlowTaken'])
    assert.equal(run.state.status, 'running')
    run.happens({ kind: 'incidentResolved', instance: 'how:1' })
    assert.deepEqual(run.waitsInWords(), ['incident how:1 noFlowTaken'])
    run.happens({ kind: 'incidentResolved', instance: 'how:1', variables: { amount: 11 } })
    assert.deepEqual(run.completed(), ['begun', 'how', 'large', 'sample'])
  })

  it('raises an incident, naming the expression and the variables but no values, when a condition gives neither true nor false', async () => {
    const unclear = { ...drawing, conditions: { how_large: '=note', how_small: '=amount > 0' } }
    const run = await story(unclear, { note: 'secret text' })
    const { incident } = run.instance('how:1')
    assert.equal(incident?.code, 'expressionFailed')
    assert.match(incident.message, /"note" is a condition but is neither true nor false.* the variables note/)
    assert.doesNotMatch(incident.message, /secret/)
    const missing = await story(drawing, {})
    assert.deepEqual(missing.waitsInWords(), ['incident how:1 expressionFailed'])
  })

  it('lets each token through when ways meet again', async () => {
    const run = await story({
      elements: [start(), and('fork'), service('a'), service('b'), xor('meet'), service('c'), end()],
      flows: ['begun > fork', 'fork > a > meet', 'fork > b > meet', 'meet > c > done'],
    })
    run.happens(completeJob('a'))
    run.happens(completeJob('b'))
    assert.deepEqual(run.waitsInWords(), ['job c:1', 'job c:2'])
  })
})

describe('a parallel gateway', () => {
  const drawing: Drawing = {
    elements: [start(), and('fork'), service('a'), service('b'), and('join'), end()],
    flows: ['begun > fork', 'fork > a > join', 'fork > b > join', 'join > done'],
  }

  it('takes all ways, and goes on once when all have arrived, in any order', async () => {
    for (const order of [
      ['a', 'b'],
      ['b', 'a'],
    ]) {
      const run = await story(drawing)
      assert.deepEqual(run.waitsInWords(), ['job a:1', 'job b:1'])
      const [first = '', second = ''] = order
      run.happens(completeJob(first))
      assert.deepEqual(run.waitsInWords(), [`job ${second}:1`])
      run.happens(completeJob(second))
      assert.equal(run.state.status, 'completed')
      assert.equal(run.completed().filter((id) => id === 'join').length, 1)
    }
  })

  it('does not end the run while another way has still to begin', async () => {
    const run = await story({
      elements: [start(), and('fork'), end('early'), service('late'), end()],
      flows: ['begun > fork > early', 'fork > late > done'],
    })
    assert.equal(run.state.status, 'running')
    assert.deepEqual(run.waitsInWords(), ['job late:1'])
    run.happens(completeJob('late'))
    assert.equal(run.state.status, 'completed')
    assert.equal(run.completed().filter((id) => id === 'sample').length, 1)
  })

  it('does not end a sub-process while another way inside has still to begin', async () => {
    const inside = subProcess('sub', {
      elements: [start('in'), and('fork'), end('early'), service('late'), end('out')],
      flows: ['in > fork > early', 'fork > late > out'],
    })
    const run = await story({ elements: [start(), inside, end()], flows: ['begun > sub > done'] })
    assert.deepEqual(run.waitsInWords(), ['job late:1'])
    run.happens(completeJob('late'))
    assert.equal(run.completed().filter((id) => id === 'sub').length, 1)
    assert.equal(run.state.status, 'completed')
  })

  it('forks also from a task with several flows behind it', async () => {
    const run = await story({
      elements: [start(), service('ask'), service('a'), service('b')],
      flows: ['begun > ask > a', 'ask > b'],
    })
    run.happens(completeJob('ask'))
    assert.deepEqual(run.waitsInWords(), ['job a:1', 'job b:1'])
  })

  it('keeps count of tokens that come round again before the others', async () => {
    const run = await story({
      elements: [
        start(),
        and('fork'),
        xor('again'),
        service('quick'),
        xor('more', 'default="more_join"'),
        service('slow'),
        and('join'),
        end(),
      ],
      flows: ['begun > fork > again > quick > more > join', 'more > again', 'fork > slow > join > done'],
      conditions: { more_again: '=is defined(rounds) and rounds < 2' },
    })
    run.happens({ kind: 'jobCompleted', instance: 'quick:1', output: { rounds: 1 } })
    run.happens({ kind: 'jobCompleted', instance: 'quick:2', output: { rounds: 2 } })
    assert.deepEqual(run.waitsInWords(), ['job slow:1'])
    run.happens(completeJob('slow'))
    assert.equal(run.state.status, 'completed')
  })

  it('joins as often as there is a token on every way, and loses none that came early', async () => {
    const run = await story({
      elements: [
        ...[start(), and('fork'), service('a'), service('b'), service('c'), service('d')],
        ...[xor('left'), xor('right'), and('join'), service('then'), end()],
      ],
      flows: [
        ...['begun > fork > a > left', 'fork > b > left', 'fork > c > right', 'fork > d > right'],
        ...['left > join', 'right > join > then > done'],
      ],
    })
    for (const id of ['a', 'b', 'c']) run.happens(completeJob(id))
    assert.deepEqual(run.waitsInWords(), ['job d:1', 'job then:1'])
    run.happens(completeJob('d'))
    assert.deepEqual(run.waitsInWords(), ['job then:1', 'job then:2'])
  })

  it('says so when it waits for a way on which nothing can come any more', async () => {
    const run = await story({
      elements: [start(), and('fork'), service('a'), xor('choice'), and('join'), end('aside'), end()],
      flows: ['begun > fork > a > join', 'fork > choice > join', 'choice > aside', 'join > done'],
      conditions: { choice_join: '=false', choice_aside: '=true' },
    })
    run.happens(completeJob('a'))
    assert.deepEqual(run.waitsInWords(), ['incident root joinNeverCompletes'])
    assert.match(run.instance('root').incident?.message ?? '', /join/)
    run.happens({ kind: 'incidentResolved', instance: 'root' })
    assert.deepEqual(run.waitsInWords(), ['incident root joinNeverCompletes'])
    assert.ok(run.happens({ kind: 'cancelled', reason: 'a person decided so' }))
    assert.equal(run.state.status, 'cancelled')
  })
})

describe('an event-based gateway', () => {
  const drawing: Drawing = {
    elements: [
      start(),
      element('eventBasedGateway', 'first'),
      element('intermediateCatchEvent', 'paid', { content: onMessage('payment') }),
      element('intermediateCatchEvent', 'tooLate', { content: timer('timeDuration', 'PT1H') }),
      element('receiveTask', 'called', { attributes: 'messageRef="call"' }),
      end('happy'),
      end('sad'),
    ],
    flows: ['begun > first > paid > happy', 'first > tooLate > sad', 'first > called > sad'],
    definitions: [message('payment'), message('call')],
  }

  it('waits for all its events and goes on behind the first one only', async () => {
    const run = await story(drawing, { key: 'k' })
    assert.deepEqual(run.waitsInWords(), [
      'message first:1 paid',
      'timer first:1 tooLate',
      'message first:1 called',
    ])
    const paid = {
      kind: 'messageReceived',
      instance: 'first:1',
      event: 'paid',
      variables: { sum: 3 },
    } as const
    assert.ok(run.happens(paid))
    assert.equal(run.happens(paid), false)
    assert.equal(run.happens({ kind: 'timerFired', instance: 'first:1', event: 'tooLate' }), false)
    assert.deepEqual(run.completed(), ['begun', 'first', 'paid', 'happy', 'sample'])
    assert.deepEqual(run.variables(), { key: 'k', sum: 3 })
  })

  it('takes time as one of its events, not before it is due', async () => {
    const run = await story(drawing, { key: 'k' })
    const late = { kind: 'timerFired', instance: 'first:1', event: 'tooLate' } as const
    assert.equal(run.happens(late), false)
    run.at('2026-03-21T10:00:00.000Z')
    assert.ok(run.happens(late))
    assert.deepEqual(run.completed().slice(-2), ['sad', 'sample'])
  })
})

describe('a long model', () => {
  it('is walked through without a deep stack', async () => {
    const ids = Array.from({ length: 2_000 }, (_, n) => `t${String(n)}`)
    const run = await story({
      elements: [start(), ...ids.map((id) => element('task', id)), end()],
      flows: [['begun', ...ids, 'done'].join(' > ')],
    })
    assert.equal(run.state.status, 'completed')
  })

  it('stops with an incident when it never waits', async () => {
    const inside = subProcess('sub', {
      elements: [start('in'), script('count', '=1', 'n'), end('out')],
      flows: ['in > count > out'],
    })
    const run = await story({
      elements: [start(), xor('again'), inside, xor('enough', 'default="enough_again"'), end()],
      flows: ['begun > again > sub > enough > again', 'enough > done'],
      conditions: { enough_done: '=n > 1' },
    })
    const [wait] = run.waits()
    assert.equal(wait?.kind === 'incident' && wait.incident.code, 'endlessLoop')
  })
})
