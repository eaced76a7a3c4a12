/** Sub-processes of every kind through the API: their variables, their ends, and what can be activated in them. */
import assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'

import { definitions, inRow, on, undoable, worked } from '../../test/harness/elements.ts'
import { playRows, type Row } from '../../test/harness/flow-rows.ts'
import { testHub, type TestHub } from '../../test/harness/hub.ts'
import { element, end, mappings, scopeOf, start, subProcess, type Drawing } from '../../test/harness/story.ts'
import type { Json } from '../cli/hub-client.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

const inner: Drawing = {
  elements: [start('in'), worked('task'), end('out')],
  flows: ['in > task > out'],
}

describe('an embedded sub-process', () => {
  playRows('sub', () => hub, [
    {
      name: 'has variables of its own, and gives back what its outputs name',
      model: inRow(
        [subProcess('work', inner, { inputs: [['=a + 1', 'b']], outputs: [['=b + c', 'd']] })],
        ['work'],
      ),
      start: { a: 1 },
      play: async (run) => {
        const { variables } = await run.job('task', { b: 5, c: 10 })
        assert.equal((variables as Json)['b'], 2)
      },
      leaves: { a: 1, c: 10, d: 15 },
      path: 'begun > in > task > out > work > done',
    },
    {
      name: 'ends when all that is in it has ended, in sub-processes within sub-processes',
      model: inRow(
        [
          subProcess('work', {
            elements: [
              start('in1'),
              element('parallelGateway', 'fork'),
              subProcess('deep', inner),
              worked('beside'),
              end('out1'),
            ],
            flows: ['in1 > fork > deep > out1', 'fork > beside > out1'],
          }),
        ],
        ['work'],
      ),
      play: async (run) => {
        await run.job('beside')
        assert.equal((await run.view()).state, 'running')
        await run.job('task')
      },
      path: 'begun > in1 > fork > in > beside > out1 > task > out > deep > out1 > work > done',
    },
    {
      name: 'holds data objects, which change nothing',
      model: inRow(
        [
          subProcess('work', {
            ...inner,
            elements: [
              ...inner.elements,
              '<bpmn:dataObject id="paper" /><bpmn:dataObjectReference id="paperRef" dataObjectRef="paper" />',
            ],
          }),
        ],
        ['work'],
      ),
      play: async (run) => void (await run.job('task')),
      path: 'begun > in > task > out > work > done',
    },
  ])
})

describe('a transaction', () => {
  playRows('deal', () => hub, [
    {
      name: 'that is not cancelled is a sub-process',
      model: inRow([scopeOf('transaction', 'work', inner)], ['work']),
      play: async (run) => void (await run.job('task')),
      path: 'begun > in > task > out > work > done',
    },
    {
      name: 'that is done is undone as a whole by a later compensation',
      model: {
        definitions,
        elements: [
          start(),
          scopeOf('transaction', 'work', {
            elements: [start('in'), ...undoable(worked('a'), 'a'), ...undoable(worked('b'), 'b'), end('out')],
            flows: ['in > a > b > out'],
          }),
          element('endEvent', 'back', { content: on.compensation }),
        ],
        flows: ['begun > work > back'],
      },
      play: async (run) => {
        for (const type of ['a', 'b', 'unb', 'una']) await run.job(type)
      },
      path: 'begun > in > a > b > out > work > back(compensationTriggered) > unb > una > back',
    },
  ])
})

const adHoc = (more: {
  list?: string
  output?: string
  condition?: string
  attributes?: string
}): Drawing => {
  const { list, output = '', condition = '', attributes = '' } = more
  const active = list === undefined ? '' : `activeElementsCollection="${list}"`
  return inRow(
    [
      element('adHocSubProcess', 'work', {
        attributes,
        extensions: `<zeebe:adHoc ${active} ${output} />${mappings({})}`,
        content: ['a', 'b', 'c'].map((id) => worked(id)).join('') + condition,
      }),
    ],
    ['work'],
  )
}
const until = (text: string): string =>
  `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${text}</bpmn:completionCondition>`

describe('an ad-hoc sub-process', () => {
  const rows: readonly Row[] = [
    {
      name: 'does what its list names and collects what that brings',
      model: adHoc({ list: '=todo', output: 'outputCollection="all" outputElement="=got"' }),
      start: { todo: ['a', 'c'] },
      play: async (run) => {
        await run.job('c', { got: 3 })
        await run.job('a', { got: 1 })
      },
      leaves: { todo: ['a', 'c'], all: [3, 1], got: 1 },
      path: 'begun > c > a > work > done',
    },
    {
      name: 'without a list waits for somebody to say what is to be done, with variables of its own',
      model: adHoc({}),
      play: async (run) => {
        assert.deepEqual(await run.places(), ['work:1 what is inside it'])
        const activated = await run.ask(`POST /v1/runs/${run.id}/ad-hoc-activations`, {
          elements: [{ element: 'b', variables: { n: 7 } }],
        })
        assert.equal(activated.status, 200, activated.text)
        const { variables } = await run.job('b')
        assert.equal((variables as Json)['n'], 7)
      },
      path: 'begun > b > work > done',
    },
    {
      name: 'does more when asked, again and again, until its condition holds; the others are ended',
      model: adHoc({ list: '=["a"]'.replaceAll('"', '&quot;'), condition: until('=enough') }),
      start: { enough: false },
      play: async (run) => {
        const activate = async (json: Json): Promise<number> =>
          (await run.ask(`POST /v1/runs/${run.id}/ad-hoc-activations`, json)).status
        await run.job('a')
        assert.equal((await run.view()).state, 'running')
        assert.equal(await activate({ element: 'work', elements: [{ element: 'b' }, { element: 'c' }] }), 200)
        await run.job('b', { enough: true })
      },
      leaves: { enough: true },
      path: 'begun > a > work(intervened) > c(terminated) > b > work > done',
    },
    {
      name: 'lets the others go on when it is told not to end them',
      model: adHoc({
        list: '=["a", "b"]'.replaceAll('"', '&quot;'),
        condition: until('=true'),
        attributes: 'cancelRemainingInstances="false"',
      }),
      play: async (run) => {
        await run.job('a')
        assert.equal((await run.view()).state, 'running')
        await run.job('b')
      },
      path: 'begun > a > b > work > done',
    },
    {
      name: 'ends what is under way first when it is told so, and refuses what it does not have',
      model: adHoc({ list: '=["a"]'.replaceAll('"', '&quot;') }),
      play: async (run) => {
        const activate = (json: Json): ReturnType<typeof run.ask> =>
          run.ask(`POST /v1/runs/${run.id}/ad-hoc-activations`, json)
        for (const [json, words] of [
          [{ elements: [{ element: 'done' }] }, /has no activity "done"/],
          [{ elements: [{ element: 'b' }], instance: 'a:1' }, /No such ad-hoc sub-process/],
        ] as const) {
          const refused = await activate(json)
          assert.deepEqual([refused.status, words.test(String(refused.body['detail']))], [409, true])
        }
        assert.equal((await activate({ elements: [{ element: 'b' }], cancelRemaining: true })).status, 200)
        await run.job('b')
      },
      path: 'begun > a(terminated) > b > work > done',
    },
    {
      name: 'does not begin with an element that it does not have',
      model: adHoc({ list: '=todo' }),
      start: { todo: ['x'] },
      play: async (run) => {
        assert.match(String((await run.places())[0]), /expressionFailed/)
        await run.act('retry', { variables: { todo: ['a'] } })
        await run.job('a')
      },
      leaves: { todo: ['a'] },
      path: 'begun > work(incidentRaised) > work(incidentResolved) > work(retried) > a > work > done',
    },
  ]
  playRows('free', () => hub, rows)
})
