import assert from 'node:assert/strict'
import { describe, it } from 'node:test'

import type { JsonObject } from '../values/json.ts'
import { advance } from './advance.ts'
import type { RunState } from './model.ts'
import {
  beginning,
  element,
  end,
  graphOf,
  mappings,
  message,
  onMessage,
  script,
  service,
  start,
  story,
  subProcess,
  unstarted,
  type Drawing,
  type Mappings,
  type Story,
} from '../../test/harness/story.ts'

const around = (more: Mappings): Drawing => ({
  elements: [start(), service('it', more), end()],
  flows: ['begun > it > done'],
})

/** The root's variables after the job of the task `it` brought `output`. */
async function after(more: Mappings, variables: JsonObject, output: JsonObject): Promise<JsonObject> {
  const run = await story(around(more), variables)
  run.happens({ kind: 'jobCompleted', instance: 'it:1', output })
  assert.equal(run.state.status, 'completed')
  return run.variables()
}

const inputOf = (run: Story): JsonObject | undefined => {
  const [wait] = run.waits()
  return wait?.kind === 'job' ? wait.input : undefined
}

describe('input mappings', () => {
  it('make variables of the task alone, in order, each seeing those before it', async () => {
    const inputs = [
      ['=amount * 2', 'double'],
      ['=double + 1', 'more'],
      ['=customer.name', 'to.name'],
      ['fixed', 'to.kind'],
    ] as const
    const run = await story(around({ inputs }), { amount: 5, customer: { name: 'Sara' } })
    assert.deepEqual(inputOf(run), { double: 10, more: 11, to: { name: 'Sara', kind: 'fixed' } })
    assert.deepEqual(run.variables(), { amount: 5, customer: { name: 'Sara' } })
  })

  it('give a job nothing when there are none: it sees only what it is handed', async () => {
    assert.deepEqual(inputOf(await story(around({}), { secret: 1 })), {})
  })

  it('give null for what is missing, and an incident for what cannot be evaluated', async () => {
    assert.deepEqual(inputOf(await story(around({ inputs: [['=missing.name', 'x']] }))), { x: null })
    const run = await story(around({ inputs: [['=assert(a, a > 5)', 'x']] }), { a: 1 })
    assert.deepEqual(run.waitsInWords(), ['incident it:1 expressionFailed'])
    assert.match(
      run.instance('it:1').incident?.message ?? '',
      /"assert\(a, a > 5\)" fails: an assertion is not fulfilled. It saw the variables a/,
    )
  })
})

describe('output mappings', () => {
  it('let out only what they name', async () => {
    const outputs = [['=total', 'sum']] as const
    assert.deepEqual(await after({ outputs }, { a: 1 }, { total: 5, other: 6 }), { a: 1, sum: 5 })
  })

  it('see the inputs, the result over them, and what the mappings before them wrote', async () => {
    const more = {
      inputs: [['=1', 'x']],
      outputs: [
        ['=x', 'result'],
        ['=result + 1', 'next'],
      ],
    } as const
    assert.deepEqual(await after(more, {}, { x: 10 }), { result: 10, next: 11 })
    const same = {
      outputs: [
        ['=x + 1', 'x'],
        ['=x', 'y'],
      ],
    } as const
    assert.deepEqual(await after(same, { x: 1 }, { x: 10 }), { x: 11, y: 11 })
  })

  it('write into a part of what is there', async () => {
    const outputs = [
      ['=code', 'order.payment.code'],
      ['=total', 'order.total'],
    ] as const
    const before = { order: { id: 1, payment: { by: 'card' } } }
    assert.deepEqual(await after({ outputs }, before, { code: 'c', total: 7 }), {
      order: { id: 1, payment: { by: 'card', code: 'c' }, total: 7 },
    })
    assert.deepEqual(await after({ outputs }, { order: 'text' }, { code: 'c', total: 7 }), {
      order: { payment: { code: 'c' }, total: 7 },
    })
  })

  it('that fail are an incident; nothing has been written, and a retry does not do the work again', async () => {
    const outputs = [
      ['=count + 1', 'count'],
      ['=assert(total, false)', 'sum'],
    ] as const
    const run = await story(around({ outputs }), { count: 1 })
    run.happens({ kind: 'jobCompleted', instance: 'it:1', output: { total: 5 } })
    assert.deepEqual(run.waitsInWords(), ['incident it:1 expressionFailed'])
    assert.deepEqual(run.variables(), { count: 1 })
    assert.ok(run.happens({ kind: 'incidentResolved', instance: 'it:1' }))
    assert.deepEqual(run.waitsInWords(), ['incident it:1 expressionFailed'])
    assert.deepEqual(run.variables(), { count: 1 })
  })

  it('keep what a message or a person brought until they can be evaluated', async () => {
    const outputs = [['=if limit = null then assert(0, false) else amount', 'rial']] as const
    const io = mappings({ outputs })
    const drawing = (middle: string): Drawing => ({
      elements: [start(), middle, end()],
      flows: ['begun > it > done'],
      definitions: [message('paid')],
    })
    const waiting = element('intermediateCatchEvent', 'it', { extensions: io, content: onMessage('paid') })
    const asking = element('userTask', 'it', { extensions: io })
    const variables = { amount: 9 }
    for (const [middle, event] of [
      [waiting, { kind: 'messageReceived', instance: 'it:1', event: 'it', variables }],
      [asking, { kind: 'userTaskCompleted', instance: 'it:1', variables }],
    ] as const) {
      const run = await story(drawing(middle), { key: 1 })
      assert.ok(run.happens(event))
      assert.deepEqual(run.waitsInWords(), ['incident it:1 expressionFailed'])
      assert.equal(run.happens(event), false)
      run.happens({ kind: 'incidentResolved', instance: 'it:1', variables: { limit: 10 } })
      assert.deepEqual(run.variables(), { key: 1, limit: 10, rial: 9 })
      assert.equal(run.state.status, 'completed')
    }
  })
})

describe('what a task brings without output mappings', () => {
  it('goes to the nearest scope that has the variable, else to the run', async () => {
    assert.deepEqual(await after({}, { a: 1 }, { a: 2, b: 3 }), { a: 2, b: 3 })
    assert.deepEqual(await after({ inputs: [['=1', 'x']] }, {}, { x: 5, y: 6 }), { y: 6 })
  })

  it('stays inside a sub-process whose own variable it is', async () => {
    const sub = subProcess(
      'sub',
      {
        elements: [
          start('in'),
          script('count', '=total + 1', 'total'),
          script('mark', '=true', 'isSeen'),
          end('out'),
        ],
        flows: ['in > count > mark > out'],
      },
      { inputs: [['=5', 'total']], outputs: [['=total', 'inner']] },
    )
    const run = await story({ elements: [start(), sub, end()], flows: ['begun > sub > done'] }, { total: 1 })
    assert.deepEqual(run.variables(), { total: 1, isSeen: true, inner: 6 })
  })

  it('takes names that JavaScript objects have too for what they are: names', async () => {
    const output = JSON.parse('{"toString":1,"constructor":{"a":1},"__proto__":{"b":2}}') as JsonObject
    const variables = await after({ inputs: [['=1', 'x']] }, {}, output)
    assert.deepEqual(Object.keys(variables).sort(), ['__proto__', 'constructor', 'toString'])
    const mapped = await after(
      {
        outputs: [
          ['=1', 'constructor.name'],
          ['=2', '__proto__.x'],
        ],
      },
      {},
      {},
    )
    assert.equal(JSON.stringify(mapped), '{"constructor":{"name":1},"__proto__":{"x":2}}')
    assert.equal(Object.hasOwn({}, 'x'), false)
  })
})

describe('variables set from outside', () => {
  it('go where the variable is, seen from the instance', async () => {
    const run = await story(around({ inputs: [['=1', 'x']] }), { a: 1 })
    assert.ok(run.happens({ kind: 'variablesSet', instance: 'it:1', variables: { x: 2, a: 3, b: 4 } }))
    assert.deepEqual(run.variables(), { a: 3, b: 4 })
    assert.deepEqual(run.instance('it:1').variables, { x: 2 })
    assert.equal(run.happens({ kind: 'variablesSet', instance: 'gone:1', variables: {} }), false)
  })
})

describe('time and chance', () => {
  const drawing: Drawing = {
    elements: [
      start(),
      script('draw', '={ id: uuid(), number: random number(), at: now(), on: today() }', 'drawn'),
      script('again', '=uuid()', 'second'),
      element('userTask', 'ask'),
      script('late', '=uuid()', 'third'),
      end(),
    ],
    flows: ['begun > draw > again > ask > late > done'],
  }
  const play = async (seed: string): Promise<JsonObject> => {
    const graph = await graphOf(drawing)
    const begun = advance(graph, unstarted, { kind: 'started', variables: {}, seed, at: beginning })
    const stored = JSON.parse(JSON.stringify(begun.state)) as RunState
    const at = '2026-03-22T09:00:00.000Z'
    const { state } = advance(graph, stored, {
      kind: 'userTaskCompleted',
      instance: 'ask:1',
      variables: {},
      at,
    })
    assert.equal(state.status, 'completed')
    return state.instances['root']?.variables ?? {}
  }

  it('are those of the event and of the seed: a replay gives the same, and no number comes twice', async () => {
    const first = await play('run-1')
    assert.deepEqual(await play('run-1'), first)
    const { drawn, second, third } = first as {
      drawn: { id: string; on: string; at: string }
      second: string
      third: string
    }
    const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    for (const id of [drawn.id, second, third]) assert.match(id, pattern)
    assert.equal(new Set([drawn.id, second, third]).size, 3)
    assert.deepEqual([drawn.on, drawn.at], ['2026-03-21', '2026-03-21T09:00:00Z'])
    assert.notEqual((await play('run-2'))['second'], second)
  })
})
