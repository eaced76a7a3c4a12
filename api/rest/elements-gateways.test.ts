/** Gateways through the API: which ways are taken, when they meet again, and what is refused. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'

import { definitions, on, worked } from '../../test/harness/elements.ts'
import { playRows, type Row } from '../../test/harness/flow-rows.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { asking } from '../../test/harness/plain-requests.ts'
import { element, end, file, start, timer, type Drawing } from '../../test/harness/story.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

const fork = (kind: string, attributes = ''): Drawing => ({
  definitions,
  elements: [
    start(),
    element(kind, 'split', { attributes }),
    ...['a', 'b', 'c'].map((id) => worked(id)),
    element(kind, 'meet'),
    end(),
  ],
  flows: ['begun > split', ...['a', 'b', 'c'].map((id) => `split > ${id} > meet`), 'meet > done'],
  ...(kind !== 'parallelGateway' && {
    conditions: { split_a: '=contains(ways, "a")', split_b: '=contains(ways, "b")' },
  }),
})
const withDefault = 'default="split_c"'

const waiting = (event: string): Row['model'] => ({
  definitions,
  elements: [
    start(),
    element('eventBasedGateway', 'which'),
    event === 'receiveTask'
      ? element('receiveTask', 'it', { attributes: 'messageRef="@call"' })
      : element('intermediateCatchEvent', 'it', { content: event }),
    element('intermediateCatchEvent', 'other', {
      content: '<bpmn:messageEventDefinition messageRef="@other" />',
    }),
    end(),
    end('otherwise'),
  ],
  flows: ['begun > which > it > done', 'which > other > otherwise'],
})

describe('an exclusive gateway', () => {
  playRows('exclusive', () => hub, [
    {
      name: 'takes the first way whose condition is true',
      model: fork('exclusiveGateway', withDefault),
      start: { ways: 'ab' },
      play: async (run) => void (await run.job('a')),
      leaves: { ways: 'ab' },
      path: 'begun > split > a > meet > done',
    },
    {
      name: 'takes the default when none is',
      model: fork('exclusiveGateway', withDefault),
      start: { ways: '' },
      play: async (run) => void (await run.job('c')),
      leaves: { ways: '' },
      path: 'begun > split > c > meet > done',
    },
    {
      name: 'without a way is an incident, which corrected variables resolve',
      model: {
        elements: [start(), element('exclusiveGateway', 'split'), end(), end('other')],
        flows: ['begun > split > done', 'split > other'],
        conditions: { split_done: '=n > 1', split_other: '=n < 1' },
      },
      start: { n: 1 },
      play: async (run) => {
        assert.match(String((await run.places())[0]), /noFlowTaken/)
        await run.act('retry', { variables: { n: 2 } })
      },
      leaves: { n: 2 },
      path: 'begun > split(incidentRaised) > split(incidentResolved) > split > done',
    },
    {
      name: 'whose condition is neither true nor false is an incident',
      model: fork('exclusiveGateway', withDefault),
      start: { ways: 12 },
      play: async (run) => {
        assert.match(String((await run.places())[0]), /expressionFailed/)
        await run.act('skip', { element: 'split', flow: 'split_b' })
        await run.job('b')
      },
      leaves: { ways: 12 },
      path: 'begun > split(incidentRaised) > split(skipped) > split(intervened) > b > meet > done',
    },
  ])
})

describe('gateways that fork and join', () => {
  playRows('fork', () => hub, [
    {
      name: 'parallel: all ways, and on when all have come',
      model: fork('parallelGateway'),
      play: async (run) => {
        for (const type of ['b', 'a', 'c']) await run.job(type)
      },
      path: 'begun > split > b > a > c > meet > done',
    },
    {
      name: 'inclusive: the ways whose condition is true, and on when those have come',
      model: fork('inclusiveGateway', withDefault),
      start: { ways: 'ab' },
      play: async (run) => {
        await run.job('b')
        assert.equal((await run.view()).state, 'running')
        await run.job('a')
      },
      leaves: { ways: 'ab' },
      path: 'begun > split > b > a > meet > done',
    },
    {
      name: 'inclusive: the default when none is',
      model: fork('inclusiveGateway', withDefault),
      start: { ways: '' },
      play: async (run) => void (await run.job('c')),
      leaves: { ways: '' },
      path: 'begun > split > c > meet > done',
    },
  ])
})

describe('an event-based gateway goes on behind the first', () => {
  const row = (event: string, play: NonNullable<Row['play']>, leaves = {}): Omit<Row, 'name'> => ({
    model: waiting(event),
    play,
    leaves,
    path: 'begun > which > it > done',
  })
  playRows('first', () => hub, [
    {
      name: 'message',
      ...row(on.message, async (run) => void (await run.message('call', { a: 1 })), { a: 1 }),
    },
    {
      name: 'message of a receive task',
      ...row('receiveTask', async (run) => void (await run.message('call'))),
    },
    { name: 'timer', ...row(timer('timeDuration', 'PT2H'), (run) => run.passes(7_200_000)) },
    { name: 'signal', ...row(on.signal, (run) => run.signal('bell', { b: 1 }), { b: 1 }) },
    { name: 'condition', ...row(on.condition, (run) => run.set({ level: 4 }), { level: 4 }) },
  ])
})

describe('a complex gateway', () => {
  it('is refused by its name', async () => {
    const model = file({
      elements: [start(), element('complexGateway', 'odd'), end()],
      flows: ['begun > odd > done'],
    })
    const headers = { 'content-type': 'application/xml' }
    const { status, text } = await asking(hub)('POST /v1/flows', { body: model, headers })
    assert.deepEqual([status, /ComplexGateway is not executable/.test(text)], [422, true])
  })
})
